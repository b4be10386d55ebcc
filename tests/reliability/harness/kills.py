"""Killing an editing session at random while it works through operations, and what must be there
then: all that was acknowledged, and the operation on its way whole or not at all."""

import time

from . import dump
from .session import Silence


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def work_until_killed(run, session, made, operations, seconds):
    """Sends operations one after the other and kills the session `seconds` after the first
    acknowledgement. Returns the effect that may be there or not: of the operation on its way."""
    end = None
    while True:
        operation = operations.next(made)
        effect = made.effect(operation)
        session.send(operation)
        left = 60.0 if end is None else max(0.0, end - time.monotonic())
        try:
            ack = session.receive(left)
        except Silence:
            session.kill()
            late = session.rest()
            if late and run.expect(late[0]["ok"], f"refused: {operation} {late[0]}"):
                made.commit(effect)
                run.count("acknowledged")
                return None
            return effect
        run.expect(ack["ok"], f"refused: {operation} {ack}")
        made.commit(effect)
        run.count("acknowledged")
        if end is None:
            end = time.monotonic() + seconds


def settle(run, checker, workspace, made, effect, where):
    """Opens the workspace after a kill and holds it against the model; the operation on its way is
    taken into the model if it is there. Returns the time that opening took."""
    verdict = checker.check(workspace, rows=True)
    if not run.expect(not verdict.error, f"{where}: cannot be opened: {verdict.error}"):
        return verdict.seconds
    run.expect(verdict.sound, f"{where}: damaged: {verdict.damage}")
    run.count("unsound", 0 if verdict.sound else 1)
    if effect is not None and verdict.rows != made.rows:
        if not dump.differences(made.after(effect), verdict.rows):
            made.commit(effect)
            run.count("there_unacknowledged")
            return verdict.seconds
    whole = run.expect_rows(made.rows, verdict.rows, where)
    run.count("lost_or_partial", 0 if whole else 1)
    return verdict.seconds

