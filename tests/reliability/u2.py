"""U2: undo across closing, reopening and crashes. However often the process is killed in between,
undo leads back to the start step by step and redo to the end."""

from harness import kills, row
from harness.checker import Checker
from harness.operations import Operations


def through(run, checker, workspace, made, kind, kills_per_step):
    """Undoes or redoes until nothing is left, with kills in between."""
    operations = Operations(run.rng, {kind: 1})
    stack = made.undo_stack if kind == "undo" else made.redo_stack
    while stack:
        with run.edit(workspace) as session:
            if run.rng.random() < kills_per_step and len(stack) > 60:
                effect = kills.work_until_killed(run, session, made, operations, run.rng.uniform(0.005, 0.05))
            else:
                effect = None
                run.play(session, made, operations, min(len(stack), 150))
                session.close()
        if effect is not None:
            kills.settle(run, checker, workspace, made, effect, kind)
        run.count("sessions")
        if run.failed:
            return
    with run.edit(workspace) as session:
        ack = session.do({"op": kind})
        wanted = "NothingToUndo" if kind == "undo" else "NothingToRedo"
        run.expect(ack.get("code") == wanted, f"{kind} past the end: {ack}")


def body(run):
    workspace = run.new_workspace()
    made = run.start_model(workspace)
    start = dict(made.rows)
    operations = Operations(run.rng)
    steps = run.times(300, 2000)
    run.note("kills", 0)
    with Checker(run) as checker:
        while len(made.undo_stack) < steps and not run.failed:
            with run.edit(workspace) as session:
                effect = kills.work_until_killed(run, session, made, operations, run.rng.uniform(0.02, 0.6))
            run.count("kills")
            kills.settle(run, checker, workspace, made, effect, "edits")
        # What the edits took back and left so belongs to the end that redo leads to.
        through(run, checker, workspace, made, "redo", 0)
        run.note("steps", len(made.undo_stack))
        end = dict(made.rows)
        before = run.dump(workspace).digest
        through(run, checker, workspace, made, "undo", 0.3)
        run.expect_rows(start, run.dump(workspace).rows, "after all undo")
        through(run, checker, workspace, made, "redo", 0.3)
        found = run.dump(workspace)
        run.expect_rows(end, found.rows, "after all redo")
        run.expect(found.digest == before, "the dump after undo and redo has other bytes")
        sound, said = run.verify(workspace)
        run.expect(sound, said)


row.main("U2", body)
