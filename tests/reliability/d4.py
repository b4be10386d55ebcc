"""D4: the process is killed again while it takes back what the first kill left half done."""

import random
import shutil
import time

from harness import crashes, row
from harness.checker import Checker


def body(run):
    recorded = crashes.recorded_session(run, count=20)
    unfinished = crashes.unfinished_states(recorded, random.Random(run.seed), run.times(40, 200))
    run.note("kills", 0)
    run.note("recovered", 0)
    with Checker(run) as checker:
        for number, (place, state) in enumerate(unfinished):
            folder = run.path("state")
            workspace = crashes.write_state(recorded, folder, state)
            for _ in range(3):  # and again
                with run.edit(workspace) as session:
                    time.sleep(run.rng.uniform(0.0, 0.05) + recorded.start_seconds * run.rng.random())
                    session.kill()
                run.count("kills")
            verdict = checker.check(workspace)
            if crashes.expect_state(run, recorded, place, verdict, f"state {number}"):
                run.count("recovered")
            shutil.rmtree(folder)
    run.expect(run.counts["kills"] > 0, "no state with a journal was found")


row.main("D4", body)
