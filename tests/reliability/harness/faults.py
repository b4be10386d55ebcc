"""System calls that fail, one at a time: strace makes the n-th call of a kind that touches the
workspace, its journal or its folder return an error."""

import os
import random
import re
import shutil
from dataclasses import dataclass

from . import crashes, tracing
from .model import Model
from .operations import Operations
from .session import Session, Silence

TOUCHING = ("openat", "pwrite64", "ftruncate", "fsync", "fdatasync", "unlink", "close")
# These touch names that cannot be known beforehand, so all of them count.
ANYWHERE = ("rename", "renameat", "renameat2", "copy_file_range")
ERRORS = ("EIO", "ENOSPC", "EDQUOT")
OPERATIONS = 3


@dataclass(frozen=True)
class Point:
    call: str
    number: int
    error: str


def strace(workspace, log, call, injection=None):
    command = ["strace", "-f", "-qq", "--seccomp-bpf", "-o", log, "-e", f"trace={call}"]
    if call in TOUCHING:
        folder = os.path.dirname(workspace)
        for path in (workspace, workspace + "-journal", folder, workspace + ".backups"):
            command += ["-P", path]
    if injection:
        command += ["-e", f"inject={call}:error={injection.error}:when={injection.number}"]
    return command


class Faults:
    """One short session, repeated with each call failing in turn."""

    def __init__(self, run):
        tracing.ensure()
        self.run = run
        self.start = run.new_workspace("start.gpkg")
        with run.edit(self.start) as session:  # rows to change
            made = run.start_model(self.start)
            run.play(session, made, Operations(run.rng), 6)
            session.close()
        shutil.rmtree(self.start + ".backups", ignore_errors=True)
        self.first = crashes.head_of(run, self.start)
        self.rows = run.start_model(self.start).rows
        self.workspace = os.path.join(run.path("faulty"), "office.gpkg")
        self.log = run.path("strace.log")

    def fresh(self):
        shutil.rmtree(os.path.dirname(self.workspace), ignore_errors=True)
        os.mkdir(os.path.dirname(self.workspace))
        shutil.copyfile(self.start, self.workspace)

    def calls(self):
        """How often each call happens in a session without faults."""
        numbers = {}
        for call in TOUCHING + ANYWHERE:
            self.fresh()
            self._session(call, None)
            with open(self.log, encoding="utf-8", errors="replace") as file:
                numbers[call] = len(re.findall(rf"\b{call}\(", file.read()))
        return numbers

    def points(self, every):
        """How often there is each call, and the points to try: each call with each error or, without
        `every`, with one; of writes, which are many, then one in four."""
        numbers = self.calls()
        found = []
        for call, count in numbers.items():
            step = 4 if call == "pwrite64" and not every else 1
            for number in range(1, count + 1, step):
                errors = ERRORS if every else (ERRORS[number // step % len(ERRORS)],)
                found += [Point(call, number, error) for error in errors]
        return numbers, found

    def _session(self, call, point):
        """Runs the session: (model of what was acknowledged, acknowledgements, exit code)."""
        made = Model(self.rows)
        steps = Operations(self._rng())
        acks = []
        command = strace(self.workspace, self.log, call, point) + self.run.edit_command(self.workspace)
        with Session(command) as session:
            for _ in range(OPERATIONS):
                operation = steps.next(made)
                effect = made.effect(operation)
                session.send(operation)
                try:
                    ack = session.receive()
                except Silence:
                    break
                acks.append(ack)
                if ack["ok"]:
                    made.commit(effect)
            code = session.close()
        return made, acks, code

    def _rng(self):
        return random.Random(self.run.seed + 1)

    def try_point(self, point):
        self.fresh()
        made, acks, code = self._session(point.call, point)
        with open(self.log, encoding="utf-8", errors="replace") as file:
            injected = "(INJECTED)" in file.read()
        return made, acks, code, injected
