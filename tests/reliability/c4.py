"""C4: another program holds the lock for long. There is a plain message within 2 s, the operation
waits, and it is saved when the lock is gone."""

import sqlite3
import time

from harness import row
from harness.operations import Operations
from harness.session import Silence


def lock(workspace):
    """Another program's lock, or None where it is refused."""
    connection = sqlite3.connect(workspace, isolation_level=None, timeout=0)
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError:
        connection.close()
        return None
    return connection


def release(other):
    if other.in_transaction:
        other.execute("ROLLBACK")
    other.close()


def expect_wait(run, session, operation, seconds, other, where):
    """The operation is sent while `other` holds the lock."""
    sent = time.monotonic()
    session.send(operation)
    warned = None
    ack = None
    while time.monotonic() < sent + seconds:
        try:
            ack = session.receive(0.05)
            break
        except Silence as silence:
            if session.process.poll() is not None:
                run.expect(False, f"{where}: {silence}")
                release(other)
                return None
        if warned is None and session.error_text().strip():
            warned = time.monotonic() - sent
    run.expect(ack is None, f"{where}: answered while another program holds the lock: {ack}")
    if run.expect(warned is not None, f"{where}: no word of the lock in {seconds} s"):
        run.note("slowest_warning_s", round(max(warned, run.counts.get("slowest_warning_s", 0)), 2))
        run.expect(warned <= 2.0, f"{where}: the word of the lock came after {warned:.1f} s")
    release(other)
    freed = time.monotonic()
    ack = ack or session.receive(30)
    run.note("slowest_save_s", round(max(time.monotonic() - freed, run.counts.get("slowest_save_s", 0)), 2))
    return ack


def body(run):
    workspace = run.new_workspace()
    made = run.start_model(workspace)
    operations = Operations(run.rng)
    seconds = run.times(4, 60)
    run.note("held_s", seconds)
    run.note("waits", 0)

    # The lock is there before the program is.
    other = lock(workspace)
    with run.edit(workspace) as session:
        wait(run, session, made, operations, seconds, other, "before opening")

    # The lock comes while the program has the workspace open.
    with run.edit(workspace) as session:
        run.play(session, made, operations, 1)
        other = lock(workspace)
        run.note("lock_of_an_open_workspace", "granted" if other else "refused")
        if other:
            wait(run, session, made, operations, seconds, other, "while open")
        run.play(session, made, operations, 3)
        run.expect(session.close() == 0, "the session failed")
    run.expect_rows(made.rows, run.dump(workspace).rows, "the dump")


def wait(run, session, made, operations, seconds, other, where):
    operation = operations.next(made)
    effect = made.effect(operation)
    ack = expect_wait(run, session, operation, seconds, other, where)
    if run.expect(ack and ack["ok"], f"{where}: not saved: {ack}"):
        made.commit(effect)
        run.count("waits")


row.main("C4", body)
