"""E1: the disk is full. An operation is refused with a message or it is durable; when there is
space again everything works."""

import os
import shutil

from harness import mounts, row
from harness.checker import Checker
from harness.operations import Operations
from harness.session import Silence

MOST_FREE = 512 * 1024
SIZE = 24 * 1024 * 1024


def leave_free(folder, filler, free):
    """Fills the disk until only `free` bytes are left."""
    about = os.statvfs(folder)
    left = about.f_bavail * about.f_frsize
    with open(filler, "wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(1, left - free))


def body(run):
    folder = run.path("disk")
    mounts.mount(folder, SIZE)
    try:
        start = run.new_workspace("start.gpkg")
        for name in ("sizes", "saved", "refused", "saved_after_freeing"):
            run.note(name, 0)
        with Checker(run) as checker:
            sizes = run.times(24, 200)
            for number in range(sizes):
                try_size(run, checker, folder, start, number * MOST_FREE // sizes, run.times(25, 50))
    finally:
        mounts.unmount(folder)
    run.expect(run.counts["refused"] > 0, "the disk was never full")
    run.expect(run.counts["saved"] > 0, "nothing was saved before the disk was full")


def try_size(run, checker, folder, start, free, count):
    where = f"{free} bytes free"
    place = os.path.join(folder, "office")
    os.mkdir(place)
    workspace = os.path.join(place, "office.gpkg")
    shutil.copyfile(start, workspace)
    filler = os.path.join(folder, "filler")
    made = run.start_model(start)
    operations = Operations(run.rng)
    leave_free(folder, filler, free)
    run.count("sizes")
    with run.edit(workspace) as session:
        for _ in range(count):
            operation = operations.next(made)
            effect = made.effect(operation)
            session.send(operation)
            try:
                ack = session.receive()
            except Silence as silence:
                run.expect(False, f"{where}: {silence}")
                break
            run.count("saved" if ack["ok"] else "refused")
            if ack["ok"]:
                made.commit(effect)
            else:
                run.expect(ack["code"] == "WriteFailed" and ack.get("message"), f"{where}: {ack}")
        os.remove(filler)
        run.count("saved_after_freeing", len(run.play(session, made, operations, 3)))
        session.close()
    verdict = checker.check(workspace, rows=True)
    if run.expect(not verdict.error and verdict.sound, f"{where}: {verdict.error} {verdict.damage}"):
        run.expect_rows(made.rows, verdict.rows, where)
    shutil.rmtree(place)


row.main("E1", body, before=mounts.ensure)
