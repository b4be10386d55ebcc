"""D3: the power goes. Of all that a disk may hold then nothing acknowledged is missing and nothing
is damaged; with flushes left out work must be lost, or the row would prove nothing."""

import hashlib
import os
import random
import shutil

from harness import crashes, disk_states, row
from harness.checker import Checker, Crash

DEFECTS = ("main", "journal", "folder")
ENOUGH = 5  # states that show a defect


class Looks:
    """What the product says of states; of two that are the same it is asked once."""

    def __init__(self, run, checker, recorded):
        self.run, self.checker, self.recorded = run, checker, recorded
        self.known = {}

    def at(self, state):
        """(verdict on the workspace, (name, verdict) of each automatic copy)."""
        key = hashlib.sha256(repr(sorted(state.items())).encode()).digest()
        if key not in self.known:
            folder = self.run.path("state")
            workspace = crashes.write_state(self.recorded, folder, state)
            try:
                verdict = self.checker.check(workspace)
                self.known[key] = verdict, self._copies(folder, state)
            finally:
                shutil.rmtree(folder)
        return self.known[key]

    def _copies(self, folder, state):
        """Of those in the state: opening may make one of its own."""
        start = f"/{self.recorded.name}.backups/"
        return [
            (path, self.checker.check(folder + path, read_only=True))
            for path in sorted(state)
            if path.startswith(start) and path.endswith(".gpkg")
        ]


def faults(run, checker, recorded, count, claims):
    """Looks at states; with `claims` each that lost or damaged something is a failure, else it is
    counted, and a few are enough."""
    tally = run if claims else row.Tally()
    looks = Looks(run, checker, recorded)
    for place, state in disk_states.states(
        recorded.recording.start, recorded.recording.records, count, random.Random(run.seed)
    ):
        tally.count("states")
        try:
            verdict, copies = looks.at(state)
            if crashes.expect_state(tally, recorded, place, verdict, "state"):
                tally.count("whole")
            expect_copies(tally, recorded, copies)
        except Crash as crash:
            tally.count("crash")
            tally.expect(False, f"state after {place} calls: {crash}")
        if not claims and tally.failed >= ENOUGH:
            break
    tally.note("different_states", len(looks.known))
    return tally


def expect_copies(tally, recorded, copies):
    """A copy of the automatic generations that has its name is whole."""
    for name, verdict in copies:
        digest = recorded.digests.get(verdict.head)
        good = not verdict.error and verdict.sound and digest == verdict.digest
        tally.count("copies" if good else "copies_damaged")
        tally.expect(good, f"the copy {name}: {verdict.error} {verdict.damage}")


def body(run):
    for name in ("whole", "lost", "corrupt", "crash"):
        run.count(name, 0)
    with Checker(run) as checker:
        recorded = crashes.recorded_session(run, 120 if run.long else 30)
        run.note("calls", len(recorded.recording.records))
        faults(run, checker, recorded, run.times(1000, 10000), claims=True)
        for defect in DEFECTS:
            broken = crashes.recorded_session(run, 12, drop=defect, name=f"{defect}.gpkg")
            tally = faults(run, checker, broken, 1000, claims=False)
            run.note(f"states_to_find_{defect}", tally.counts["states"])
            run.expect(tally.failed >= ENOUGH, f"{defect}: flushes were left out, and {tally.failed} of 1000 states show it")


row.main("D3", body)
