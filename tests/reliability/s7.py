"""S7: files beside the workspace. Copies may be read by their owner alone, and nothing temporary
stays, not even after a kill while a copy was made."""

import os
import shutil
import stat
import subprocess

from harness import row
from harness.operations import Operations


def mode(path):
    return stat.S_IMODE(os.stat(path).st_mode)


def expect_private(run, folder):
    for parent, folders, files in os.walk(folder):
        for name in folders:
            path = os.path.join(parent, name)
            run.expect(mode(path) == 0o700, f"{name} has mode {mode(path):o}")
        for name in files:
            path = os.path.join(parent, name)
            run.count("files")
            run.expect(mode(path) == 0o600, f"{name} has mode {mode(path):o}")


def strangers(workspace):
    """What is neither the workspace nor one of its copies."""
    folder = os.path.dirname(workspace)
    backups = os.path.basename(workspace) + ".backups"
    found = [name for name in os.listdir(folder) if name not in (os.path.basename(workspace), backups)]
    copies = os.path.join(folder, backups)
    if os.path.isdir(copies):
        found += [name for name in os.listdir(copies) if not name.endswith(".gpkg") or name.startswith(".")]
    return found


def body(run):
    os.umask(0o022)
    temporary = run.path("tmp")
    os.mkdir(temporary)
    environment = {**os.environ, "TMPDIR": temporary, "SQLITE_TMPDIR": temporary}
    workspace = run.new_workspace()
    made = run.start_model(workspace)
    operations = Operations(run.rng)
    run.note("files", 0)
    run.note("kills", 0)
    for _ in range(run.times(25, 300)):
        shutil.rmtree(workspace + ".backups", ignore_errors=True)  # so that each session makes a copy
        with run.edit(workspace, environment=environment) as session:
            run.play(session, made, operations, 2)
            session.process.stdin.close()
            try:
                session.wait(run.rng.uniform(0.0, 0.02))
            except subprocess.TimeoutExpired:
                session.kill()
                run.count("kills")
        with run.edit(workspace, environment=environment) as session:
            run.play(session, made, operations, 1)
            run.expect(session.close() == 0, "the session failed")
        left = strangers(workspace) + os.listdir(temporary)
        run.expect(not left, f"left over: {left}")
        expect_private(run, os.path.dirname(workspace) + "/" + os.path.basename(workspace) + ".backups")
    run.expect(run.counts["files"] > 0, "no copies were made")
    copy = run.path("copy.gpkg")
    os.chmod(workspace, 0o600)
    run.must("copy", workspace, copy)
    run.expect(mode(copy) & 0o077 == 0, f"the copy of a private workspace has mode {mode(copy):o}")
    run.expect_rows(made.rows, run.dump(workspace).rows, "the dump")


row.main("S7", body)
