"""E8: a save failed; the very next valid one works, in the same session and in the next one."""

from harness import faults, row
from harness.operations import Operations


def body(run):
    tried = faults.Faults(run)
    _, points = tried.points(every=run.long)
    if not run.long:
        points = points[:: max(1, len(points) // 20)]
    for name in ("points", "failed_saves", "next_saves"):
        run.note(name, 0)
    for point in points[: run.options.count]:
        made, acks, _, _ = tried.try_point(point)
        run.count("points")
        failed = [place for place, ack in enumerate(acks) if not ack["ok"]]
        run.count("failed_saves", len(failed))
        # The program may refuse to edit a workspace that it could not open; else one call fails once.
        opened = not failed or acks[failed[0]]["code"] != "WorkspaceReadOnly"
        if opened:
            run.expect(len(failed) <= 1, f"{point}: one fault, and more than one save failed: {acks}")
        with run.edit(tried.workspace) as session:
            run.play(session, made, Operations(run.rng), 2)
            run.expect(session.close() == 0, f"{point}: the next session failed")
        run.count("next_saves")
        run.expect_rows(made.rows, run.dump(tried.workspace).rows, str(point))
    run.expect(run.counts["failed_saves"] > 0, "no save failed")


row.main("E8", body)
