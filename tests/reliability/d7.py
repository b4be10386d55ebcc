"""D7: copying the file copies the work. Right after an acknowledgement a plain copy of the one file
has everything; `tuban copy` gives a whole state while another program saves."""

import os
import shutil
import threading
import time

from harness import row
from harness.checker import Checker
from harness.operations import Operations


def plain_copies(run, checker):
    workspace = run.new_workspace()
    made = run.start_model(workspace)
    operations = Operations(run.rng)
    copy = run.path("copied/office.gpkg")
    os.mkdir(os.path.dirname(copy))
    run.note("plain_copies", 0)
    with run.edit(workspace) as session:
        for number in range(run.times(100, 100)):
            run.play(session, made, operations, run.rng.randint(1, 4))
            time.sleep(3.0 if run.long else 0.0)  # without a pause is the harder case
            shutil.copyfile(workspace, copy)
            verdict = checker.check(copy, rows=True)
            where = f"plain copy {number}"
            if run.expect(not verdict.error and verdict.sound, f"{where}: {verdict.error}"):
                run.expect_rows(made.rows, verdict.rows, where)
            run.count("plain_copies")
            for name in os.listdir(os.path.dirname(copy)):
                path = os.path.join(os.path.dirname(copy), name)
                shutil.rmtree(path) if os.path.isdir(path) else os.remove(path)


def copies_under_load(run, checker):
    workspace = run.new_workspace("busy.gpkg")
    made = run.start_model(workspace)
    operations = Operations(run.rng)
    stop = threading.Event()
    first = checker.check(workspace, read_only=True).head
    saved = [first]

    def load():
        with run.edit(workspace) as session:
            while not stop.is_set():
                saved[0] += len(run.play(session, made, operations, 1))
            session.close()

    worker = threading.Thread(target=load)
    worker.start()
    copies = []
    run.note("copies_under_load", 0)
    try:
        for number in range(run.times(10, 50)):
            target = run.path(f"copy-{number}.gpkg")
            before = saved[0]
            done = run.tuban("copy", workspace, target)
            after = saved[0] + 1
            if run.expect(done.returncode == 0, f"copy {number}: {done.stderr.decode()}"):
                copies.append((target, before, after))
                run.count("copies_under_load")
            time.sleep(run.rng.uniform(0, 0.05))
    finally:
        stop.set()
        worker.join()
    run.note("entries_under_load", saved[0] - first)
    run.expect(not copies or copies[-1][1] > copies[0][1], "nothing was saved while copying")
    for target, before, after in copies:
        verdict = checker.check(target, rows=True)
        where = os.path.basename(target)
        run.expect(not verdict.error and verdict.sound, f"{where}: {verdict.error} {verdict.damage}")
        if run.expect(before <= verdict.head <= after, f"{where}: entry {verdict.head}, {before}-{after}"):
            run.expect_rows(made.rows_after(verdict.head - first), verdict.rows, where)


def body(run):
    with Checker(run) as checker:
        plain_copies(run, checker)
        copies_under_load(run, checker)


row.main("D7", body)
