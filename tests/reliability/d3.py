"""D3: the power goes. Of all that a disk may hold then nothing acknowledged is missing and nothing
is damaged; with flushes left out work must be lost, or the row would prove nothing."""

import os
import random
import shutil

from harness import crashes, disk_states, row
from harness.checker import Checker, Crash

DEFECTS = ("main", "journal", "folder")


def faults(run, checker, recorded, count, claims):
    """States that lost or damaged something; with `claims` each is a failure."""
    silent = run if claims else row.Tally()
    for place, state in disk_states.states(
        recorded.recording.start, recorded.recording.records, count, random.Random(run.seed)
    ):
        folder = run.path("state")
        workspace = crashes.write_state(recorded, folder, state)
        try:
            verdict = checker.check(workspace)
            if crashes.expect_state(silent, recorded, place, verdict, "state"):
                silent.count("whole")
            expect_copies(silent, checker, recorded, folder)
        except Crash as crash:
            silent.count("crash")
            silent.expect(False, f"state after {place} calls: {crash}")
        shutil.rmtree(folder)
    return silent


def expect_copies(tally, checker, recorded, folder):
    """A copy of the automatic generations that has its name is whole."""
    copies = os.path.join(folder, recorded.name + ".backups")
    if not os.path.isdir(copies):
        return
    for name in sorted(os.listdir(copies)):
        if not name.endswith(".gpkg"):
            continue
        verdict = checker.check(os.path.join(copies, name), read_only=True)
        digest = recorded.digests.get(verdict.head)
        good = not verdict.error and verdict.sound and digest == verdict.digest
        tally.count("copies" if good else "copies_damaged")
        tally.expect(good, f"the copy {name}: {verdict.error} {verdict.damage}")


def body(run):
    for name in ("whole", "lost", "corrupt", "crash"):
        run.count(name, 0)
    with Checker(run) as checker:
        recorded = crashes.recorded_session(run, run.times(40, 120))
        run.note("calls", len(recorded.recording.records))
        run.note("states", run.times(1000, 10000))
        faults(run, checker, recorded, run.counts["states"], claims=True)
        for defect in DEFECTS:
            broken = crashes.recorded_session(run, 15, drop=defect, name=f"{defect}.gpkg")
            tally = faults(run, checker, broken, run.times(150, 1000), claims=False)
            run.note(f"without_flush_of_{defect}", tally.failed)
            run.expect(tally.failed > 0, f"{defect}: flushes were left out and nothing was lost")


row.main("D3", body)
