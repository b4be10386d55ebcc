"""Recorded editing sessions and the states that a crash may leave of them."""

import os
import time
from dataclasses import dataclass

from . import disk_states, operations, recording
from .checker import Checker
from .record_log import Call


@dataclass
class RecordedSession:
    name: str  # of the workspace's file
    recording: recording.Recording
    first: int  # number of the last entry before the session
    heads: list  # number of the last entry after 0, 1, … acknowledgements
    digests: dict  # number of an entry → digest of the rows after it
    start_seconds: float  # that the program takes to open and acknowledge


def recorder(run):
    return os.path.join(run.options.tools, "reliability_recorder.so")


def recorded_session(run, count, drop="", name="office.gpkg"):
    """Records a session of `count` operations on a new workspace. What the program says of the past
    (dump --as-of) is held against the model, entry by entry."""
    workspace = run.new_workspace(name)
    folder = os.path.dirname(workspace)
    made = run.start_model(workspace)
    first = head_of(run, workspace)
    steps = operations.Operations(run.rng)
    given = b""
    models = [dict(made.rows)]
    for _ in range(count):
        operation = steps.next(made)
        given += operations.line(operation)
        made.commit(made.effect(operation))
        models.append(dict(made.rows))
    scratch = run.path("scratch")
    os.makedirs(scratch, exist_ok=True)
    started = time.monotonic()
    done = recording.record(
        recorder(run), run.edit_command(workspace), folder, scratch, given=given, drop=drop
    )
    seconds = (time.monotonic() - started) / (count + 1)
    if done.exit_code != 0:
        raise AssertionError(f"the recorded session failed: {done.exit_code} {done.errors} {done.acks}")
    missed = disk_states.missed_calls(done.start, done.records, folder)
    run.expect(not missed, f"the recorder missed calls on {missed}")
    digests = {}
    for number, rows in enumerate(models):
        found = run.dump(workspace, as_of=first + number)
        run.expect_rows(rows, found.rows, f"as of entry {first + number}")
        digests[first + number] = found.digest
    heads = [first + number for number in range(count + 1)]
    return RecordedSession(name, done, first, heads, digests, seconds)


def head_of(run, workspace):
    """The number of the last entry."""
    with Checker(run) as checker:
        return checker.check(workspace, read_only=True).head


def write_state(recorded, folder, state):
    disk_states.write_folder(folder, state)
    return os.path.join(folder, recorded.name)


def expect_state(run, recorded, place, verdict, where):
    """A state after a crash holds all that was acknowledged, and at most the operation on its way."""
    where = f"{where} (after {place} calls)"
    if verdict.error:
        run.count("corrupt")
        return run.expect(False, f"{where}: cannot be opened: {verdict.error}")
    acknowledged = recorded.recording.lines_before(place)
    allowed = recorded.heads[acknowledged : acknowledged + 2]
    if verdict.head not in allowed:
        run.count("lost" if verdict.head < allowed[0] else "corrupt")
        return run.expect(False, f"{where}: at entry {verdict.head}, not {allowed}")
    if not verdict.sound or verdict.digest != recorded.digests[verdict.head]:
        run.count("corrupt")
        return run.expect(False, f"{where}: damaged: {verdict.damage}")
    return True


def unfinished_states(recorded, rng, count):
    """States of a crash in the middle of a commit: the journal lies beside the workspace, and all
    that the program wrote is there."""
    found = []
    disk = disk_states.Disk(recorded.recording.start)
    records = recorded.recording.records
    for place, record in enumerate(records, 1):
        disk.apply(record)
        journal = "/" + recorded.name + "-journal"
        if record.call == Call.WRITE and record.path == "/" + recorded.name and journal in disk.names:
            found.append((place, disk.newest()))
    return rng.choices(found, k=count) if found else []
