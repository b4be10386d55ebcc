"""E4: a file or folder that cannot be written, and a medium that cannot. Everything opens and shows,
edits are refused with a plain message, and nothing tries to write."""

import hashlib
import os
import re
import shutil
import subprocess

from harness import crashes, dump, mounts, row, tracing
from harness.operations import Operations
from harness.session import Session, Silence

WRITING = "pwrite64,write,ftruncate,unlink,unlinkat,rename,renameat,renameat2,mkdir,fsync,fdatasync"


def plain_user():
    """What to put in front of a command so that permissions count for it."""
    return ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.geteuid() == 0 else []


def content(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def writes_tried(run, prefix, workspace, command):
    """Calls that would change the workspace, its journal or its folder."""
    log = os.path.join(run.path("logs"), "strace.log")
    if os.path.exists(log):
        os.remove(log)
    folder = os.path.dirname(workspace)
    watched = [workspace, workspace + "-journal", folder, workspace + ".backups"]
    traced = ["strace", "-f", "-qq", "--seccomp-bpf", "-o", log, "-e", f"trace={WRITING}"]
    for path in watched:
        traced += ["-P", path]
    done = subprocess.run(
        [*prefix, *traced, run.options.program, *command],
        input=b"",
        capture_output=True,
        timeout=120,
        check=False,
    )
    with open(log, encoding="utf-8", errors="replace") as file:
        calls = re.findall(r"^(?:\d+ +)?(\w+)\(", file.read(), re.MULTILINE)
    return done, calls


def expect_read_only(run, prefix, workspace, made, where):
    before = content(workspace)
    listed = sorted(os.listdir(os.path.dirname(workspace)))
    done, calls = writes_tried(run, prefix, workspace, ["dump", workspace, "--canonical"])
    run.count("writes_tried", len(calls))
    run.expect(not calls, f"{where}: dump tried {calls}")
    if run.expect(done.returncode == 0, f"{where}: dump: {done.stderr.decode()}"):
        run.expect_rows(made.rows, dump.parse(done.stdout).rows, where)
    done, calls = writes_tried(run, prefix, workspace, ["info", workspace, "--format", "json"])
    run.expect(done.returncode == 0 and not calls, f"{where}: info: {done.stderr.decode()} {calls}")
    expect_refusal(run, prefix, workspace, made, where)
    run.expect(content(workspace) == before, f"{where}: the file was changed")
    run.expect(sorted(os.listdir(os.path.dirname(workspace))) == listed, f"{where}: other files came")
    run.count("places")


def expect_refusal(run, prefix, workspace, made, where):
    """Editing is refused with a message: at once, or for each operation."""
    with Session(prefix + run.edit_command(workspace)) as session:
        session.send(Operations(run.rng).insert(made))
        try:
            ack = session.receive()
            said = ack.get("message")
            run.expect(not ack["ok"] and ack["code"] == "WorkspaceReadOnly", f"{where}: edit: {ack}")
        except Silence:
            said = session.error_text()
        run.expect(said, f"{where}: edit: no message")
        code = session.close()
        run.expect(code == 1, f"{where}: edit ended with {code}")


def half_done(run, prefix):
    """A read-only folder with what a dead program left half done: the state before it, or no answer,
    never a mixture."""
    recorded = crashes.recorded_session(run, count=8, name="dead.gpkg")
    states = crashes.unfinished_states(recorded, run.rng, 6)
    run.note("half_done", len(states))
    run.expect(states, "no state with a journal was found")
    for number, (place, state) in enumerate(states):
        folder = run.path(f"half-{number}")
        workspace = crashes.write_state(recorded, folder, state)
        os.chmod(folder, 0o555)
        for name in os.listdir(folder):
            os.chmod(os.path.join(folder, name), 0o444)
        done = subprocess.run(
            [*prefix, run.options.program, "dump", workspace, "--canonical"],
            capture_output=True,
            timeout=60,
            check=False,
        )
        if done.returncode == 0:
            digest = dump.parse(done.stdout).digest
            acknowledged = recorded.recording.lines_before(place)
            run.expect(
                digest == recorded.digests[recorded.heads[acknowledged]],
                f"half-done state {number}: read with another content",
            )
        os.chmod(folder, 0o755)


def body(run):
    tracing.ensure()
    os.chmod(run.folder, 0o755)
    os.mkdir(run.path("logs"))
    os.chmod(run.path("logs"), 0o777)
    start = run.new_workspace("start.gpkg")
    made = run.start_model(start)
    with run.edit(start) as session:
        run.play(session, made, Operations(run.rng), 20)
        session.close()
    user = plain_user()
    for name in ("places", "writes_tried"):
        run.note(name, 0)
    for where, folder_mode, file_mode in (("file", 0o777, 0o444), ("folder", 0o555, 0o666), ("both", 0o555, 0o444)):
        workspace = run.path(f"{where}/office.gpkg")
        os.mkdir(os.path.dirname(workspace))
        shutil.copyfile(start, workspace)
        os.chmod(workspace, file_mode)
        os.chmod(os.path.dirname(workspace), folder_mode)
        expect_read_only(run, user, workspace, made, where)
        os.chmod(os.path.dirname(workspace), 0o755)
    medium = run.path("medium")
    mounts.mount(medium, 16 * 1024 * 1024)
    try:
        workspace = os.path.join(medium, "office.gpkg")
        shutil.copyfile(start, workspace)
        os.chmod(workspace, 0o666)
        mounts.make_read_only(medium)
        expect_read_only(run, [], workspace, made, "medium")
    finally:
        mounts.unmount(medium)
    half_done(run, user)


row.main("E4", body, before=mounts.ensure)
