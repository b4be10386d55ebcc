"""U3: the memory that ten thousand steps of undo take: the journal is on disk, so nearly none."""

import os

from harness import row
from harness.operations import Operations

GROWTH_MB = 200
PAGE_CACHE_MB = 64


def resident_mb(session, name="VmRSS"):
    with open(f"/proc/{session.process.pid}/status", encoding="ascii") as status:
        for line in status:
            if line.startswith(name + ":"):
                return int(line.split()[1]) / 1024
    raise AssertionError(f"/proc says nothing of {name}")


def body(run):
    workspace = run.new_workspace()
    made = run.start_model(workspace)
    operations = Operations(run.rng, {"insert": 3, "update": 6, "delete": 2})
    steps = run.times(1500, 10000)
    run.note("steps", steps)
    with run.edit(workspace) as session:
        run.play(session, made, operations, 20)
        before = resident_mb(session)
        run.play(session, made, operations, steps)
        run.play(session, made, Operations(run.rng, {"undo": 1}), steps)
        run.play(session, made, Operations(run.rng, {"redo": 1}), steps)
        run.note("growth_mb", round(resident_mb(session) - before, 1))
        run.note("peak_mb", round(resident_mb(session, "VmHWM"), 1))
        session.close()
    run.expect(run.counts["growth_mb"] <= GROWTH_MB, "undo takes too much memory")
    # A leak for each step would show in the short run too: two hundred bytes of it at most, besides
    # the pages of the file that SQLite keeps at hand.
    pages = min(PAGE_CACHE_MB, os.path.getsize(workspace) / 1024 / 1024)
    allowed = 16 + pages + 3 * steps * 200 / 1024 / 1024
    run.expect(run.counts["growth_mb"] <= allowed, f"memory grows with the steps: more than {allowed:.1f} MB")
    run.expect_rows(made.rows, run.dump(workspace).rows, "the dump")


row.main("U3", body)
