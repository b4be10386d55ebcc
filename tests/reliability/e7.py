"""E7: SIGTERM, SIGHUP, or the input ends (the user logs out). Everything acknowledged is saved and
the process is gone within 5 s."""

import os
import signal
import threading
import time

from harness import kills, row
from harness.checker import Checker
from harness.operations import Operations
from harness.session import Silence

WAYS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, "end of input")


def end(session, way, delay):
    time.sleep(delay)
    if isinstance(way, signal.Signals):
        session.signal(way)
    else:
        session.process.stdin.close()


def try_ending(run, checker, workspace, made, operations, way):
    name = way.name if isinstance(way, signal.Signals) else way
    with run.edit(workspace) as session:
        run.play(session, made, operations, 1)
        worker = threading.Thread(target=end, args=(session, way, run.rng.uniform(0.0, 0.08)))
        started = time.monotonic()
        worker.start()
        effect = None
        while effect is None:
            operation = operations.next(made)
            effect = made.effect(operation)
            try:
                session.send(operation)
                ack = session.receive()
            except (Silence, ValueError, OSError):  # the pipe is closed, maybe within the call
                break
            run.expect(ack["ok"], f"{name}: {ack}")
            made.commit(effect)
            effect = None
        worker.join()
        session.wait(30)
        seconds = time.monotonic() - started
    run.expect(seconds <= 5.0, f"{name}: took {seconds:.1f} s")
    run.note("slowest_s", round(max(run.counts.get("slowest_s", 0), seconds), 2))
    run.expect(not os.path.exists(workspace + "-journal"), f"{name}: a journal was left")
    kills.settle(run, checker, workspace, made, effect, name)
    run.count(name)


def body(run):
    workspace = run.new_workspace()
    made = run.start_model(workspace)
    operations = Operations(run.rng)
    run.note("lost_or_partial", 0)
    with Checker(run) as checker:
        for number in range(run.times(24, 400)):
            try_ending(run, checker, workspace, made, operations, WAYS[number % len(WAYS)])


row.main("E7", body)
