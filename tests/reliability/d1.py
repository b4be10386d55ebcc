"""D1: the process is killed while it saves. What was acknowledged is there, what was not is there
as a whole or not at all, and opening takes at most 2 s."""

from harness import kills, row
from harness.checker import Checker
from harness.operations import Operations


def body(run):
    workspace = run.new_workspace()
    made = run.start_model(workspace)
    operations = Operations(run.rng)
    seconds = []
    for name in ("acknowledged", "there_unacknowledged", "lost_or_partial", "unsound"):
        run.count(name, 0)
    with Checker(run) as checker:
        for number in range(run.times(100, 1000)):
            with run.edit(workspace) as session:
                delay = run.rng.uniform(0.005, 0.2)
                effect = kills.work_until_killed(run, session, made, operations, delay)
            run.count("kills")
            seconds.append(kills.settle(run, checker, workspace, made, effect, f"kill {number}"))
    # The program itself says the same as the store that it is made of.
    run.expect_rows(made.rows, run.dump(workspace).rows, "the dump")
    sound, said = run.verify(workspace)
    run.expect(sound, said)
    run.note("reopen_p99_s", round(kills.percentile(seconds, 0.99), 3))
    run.expect(run.counts["reopen_p99_s"] <= 2.0, "opening takes too long")


row.main("D1", body)
