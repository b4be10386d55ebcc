"""D8: after closing there is the one file and its copies; opening without a change leaves every
byte and every time as it was."""

import hashlib
import os

from harness import row
from harness.operations import Operations

LOOKING = (
    ("info",),
    ("dump", "--canonical"),
    ("verify",),
    ("verify", "--anchor"),
    ("restore", "--list"),
)


def fingerprint(path):
    with open(path, "rb") as file:
        content = hashlib.sha256(file.read()).hexdigest()
    about = os.stat(path)
    return content, about.st_mtime_ns, about.st_ino, about.st_mode


def files_below(folder):
    return sorted(
        os.path.relpath(os.path.join(parent, name), folder)
        for parent, _, names in os.walk(folder)
        for name in names
    )


def body(run):
    workspace = run.new_workspace()
    folder = os.path.dirname(workspace)
    made = run.start_model(workspace)
    operations = Operations(run.rng)
    run.note("closings", 0)
    run.note("openings", 0)
    for number in range(run.times(8, 100)):
        with run.edit(workspace) as session:
            run.play(session, made, Operations(run.rng, {"insert": 1}), 1 if number else 4)
            run.play(session, made, operations, 5)
            run.expect(session.close() == 0, "the session failed")
        run.count("closings")
        strangers = [
            name
            for name in files_below(folder)
            if name != "office.gpkg" and not name.startswith("office.gpkg.backups/")
        ]
        run.expect(not strangers, f"closing {number} left {strangers}")
        before, listed = fingerprint(workspace), files_below(folder)
        for command, *more in (*LOOKING, ("history", made.any_key())):
            run.must(command, workspace, *more)
            run.count("openings")
            run.expect(fingerprint(workspace) == before, f"{command} changed the file")
        with run.edit(workspace) as session:
            run.expect(session.close() == 0, "a session without operations failed")
        run.count("openings")
        run.expect(fingerprint(workspace) == before, "an editing session without operations changed the file")
        run.expect(files_below(folder) == listed, f"looking left {files_below(folder)}")
    run.expect_rows(made.rows, run.dump(workspace).rows, "the dump")


row.main("D8", body)
