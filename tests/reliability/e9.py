"""E9: one copy of SQLite in the process, of a version that the store's rules allow. Reading the open
workspace by other commands neither blocks nor breaks the editing session."""

import re

from harness import row
from harness.operations import Operations

# Each copy of the library, shared or built in, holds the time and the hash of its sources.
SOURCE_ID = re.compile(rb"\x0020\d\d-\d\d-\d\d \d\d:\d\d:\d\d [0-9a-f]{60}[0-9a-z]{4}\x00")
OLDEST = (3, 40, 1)


def libraries(session):
    """Files that are mapped into the process as code."""
    with open(f"/proc/{session.process.pid}/maps", encoding="utf-8") as maps:
        lines = [line.split(None, 5) for line in maps]
    return sorted({parts[5].strip() for parts in lines if len(parts) == 6 and parts[5].startswith("/")})


def body(run):
    workspace = run.new_workspace()
    made = run.start_model(workspace)
    operations = Operations(run.rng)
    with run.edit(workspace) as session:
        run.play(session, made, operations, 3)
        copies = {}
        for path in libraries(session):
            with open(path, "rb") as file:
                content = file.read()
            found = set(SOURCE_ID.findall(content))
            if found:
                copies[path] = (len(found), content)
        run.note("copies", sum(count for count, _ in copies.values()))
        run.expect(run.counts["copies"] == 1, f"SQLite is in {sorted(copies)}")
        versions = {
            tuple(map(int, version.split(b".")))
            for _, content in copies.values()
            for version in re.findall(rb"\x00(3\.\d+\.\d+)\x00", content)
        }
        run.note("versions", [".".join(map(str, version)) for version in sorted(versions)])
        run.expect(versions and min(versions) >= OLDEST, f"SQLite {versions}")
        for arguments in (("info", workspace), ("dump", workspace, "--canonical"), ("verify", workspace)):
            done = run.tuban(*arguments, timeout=30)
            run.expect(done.returncode == 0, f"{arguments[0]} beside an editing session: {done.stderr}")
            run.play(session, made, operations, 1)
        # A foreign library never looks into it: importing it is refused, into itself and elsewhere.
        other = run.new_workspace("other.gpkg")
        for target in (other, workspace):
            refused = run.tuban("import", target, workspace, timeout=30)
            run.expect(refused.returncode == 1 and b"using" in refused.stderr,
                       f"import of an open workspace: {refused.returncode} {refused.stderr}")
        run.play(session, made, operations, 1)
        # Through GDAL: it may be refused or read, but not in the way of the session.
        run.tuban("ratios", f"{workspace}:parcel", timeout=30)
        run.play(session, made, operations, 3)
        run.expect(session.close() == 0, "the session failed")
    run.expect_rows(made.rows, run.dump(workspace).rows, "the dump")


row.main("E9", body)
