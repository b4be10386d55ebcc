"""D5: a crash while a workspace of an earlier format is brought up to the present one. After each
call that the upgrade makes there is the old file or the new one, and in both there is every row."""

import collections
import glob
import os
import random
import shutil
import sqlite3

from harness import crashes, disk_states, recording, row
from harness.checker import Checker
from harness.record_log import Call


def content(rows):
    """Rows without their identifiers: each upgrade makes new ones."""
    return collections.Counter((layer, one.geometry, one.values) for (layer, _), one in rows.items())


def format_of(path):
    """The format version of the file as it lies there, or None where a journal is still to be played
    back."""
    connection = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
    try:
        return int(connection.execute("SELECT value FROM tuban_workspace WHERE key = 'version'").fetchone()[0])
    except sqlite3.DatabaseError:
        if os.path.exists(path + "-journal"):
            return None
        raise
    finally:
        connection.close()


def stored_rows(path):
    """How many rows the layers of the old file have, asked of the file itself."""
    connection = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
    try:
        layers = connection.execute("SELECT table_name, data_type FROM gpkg_contents").fetchall()
        return {
            name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name, _ in layers
        }
    finally:
        connection.close()


def places(start, records, long, rng):
    """(calls done, state) after every call: all that was written, and what else a disk may hold. The
    short run takes one in eight of the writes, which are many."""
    disk = disk_states.Disk(start)
    for place, record in enumerate(records, 1):
        disk.apply(record)
        if not long and record.call == Call.WRITE and place % 8:
            continue
        yield place, disk.newest()
        for _ in range(10 if long else 1):
            yield place, disk_states.random_state(disk, rng)


def upgrade(run, checker, old):
    name = os.path.basename(old)
    folder = run.path("upgraded")
    os.mkdir(folder)
    workspace = os.path.join(folder, name)
    shutil.copyfile(old, workspace)
    before = format_of(old)
    scratch = run.path("scratch")
    os.makedirs(scratch, exist_ok=True)
    done = recording.record(crashes.recorder(run), run.edit_command(workspace), folder, scratch)
    if not run.expect(done.exit_code == 0, f"{name}: {done.errors}"):
        return
    now = format_of(workspace)
    run.expect(now > before, f"{name}: still has format {before}")
    missed = disk_states.missed_calls(done.start, done.records, folder)
    run.expect(not missed, f"the recorder missed calls on {missed}")
    whole = run.dump(workspace)
    expect_all_rows(run, old, whole)
    expected = content(whole.rows)
    run.count("calls", len(done.records))
    run.expect(done.records, "the upgrade made no call")
    state = run.path("state")
    for place, files in places(done.start, done.records, run.long, random.Random(run.seed)):
        disk_states.write_folder(state, files)
        expect_state(run, checker, os.path.join(state, name), (before, now), expected, f"{name} after {place} calls")
        shutil.rmtree(state)
    shutil.rmtree(folder)


def expect_all_rows(run, old, whole):
    counts = collections.Counter(layer for layer, _ in whole.rows)
    for layer, count in stored_rows(old).items():
        if layer in counts:
            run.expect(counts[layer] == count, f"{layer}: {counts[layer]} of {count} rows")
    run.expect(counts["parcel"] > 0, "the upgraded workspace has no parcels")


def expect_state(run, checker, workspace, formats, expected, where):
    run.count("states")
    if not run.expect(os.path.exists(workspace), f"{where}: the file is gone"):
        return
    found = format_of(workspace)
    run.expect(found is None or found in formats, f"{where}: format {found}")
    run.count({None: "to_be_played_back", formats[0]: "old"}.get(found, "new"))
    verdict = checker.check(workspace, rows=True)
    if run.expect(not verdict.error and verdict.sound, f"{where}: {verdict.error} {verdict.damage}"):
        run.expect(content(verdict.rows) == expected, f"{where}: other rows")


def body(run):
    folder = os.path.join(run.product_folder(), "tests", "data", "workspaces")
    old = sorted(glob.glob(os.path.join(folder, "v*", "*.gpkg")))
    run.note("workspaces", len(old))
    run.expect(old, f"there are no old workspaces in {folder}")
    with Checker(run) as checker:
        for path in old:
            upgrade(run, checker, path)


row.main("D5", body)
