"""Opens many workspaces in one process: reliability_state_check, the store of the product with a
line of input and a line of output for each workspace."""

import json
import os
import select
import subprocess
from dataclasses import dataclass

from . import dump


class Crash(Exception):
    """The product ended, or hung, at a workspace."""


@dataclass(frozen=True)
class Verdict:
    error: str  # why it cannot be opened; empty: it was
    head: int  # number of the last entry
    digest: str  # of all rows that are whole, as in dump.Dump
    sound: bool  # what verification says
    damage: list  # texts that name what is damaged
    seconds: float  # from the beginning of the opening to its end
    rows: dict  # as in dump.Dump; None unless asked for


class Checker:
    def __init__(self, run):
        self.run = run
        self.command = [os.path.join(run.options.tools, "reliability_state_check")]
        self.lines = run.path("rows.jsonl")
        self.process = None

    def _start(self):
        self.process = subprocess.Popen(
            self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
        )

    def check(self, workspace, read_only=False, rows=False, timeout=60.0):
        if self.process is None:
            self._start()
        question = {"path": workspace, "readOnly": read_only, "rows": self.lines if rows else ""}
        self.process.stdin.write((json.dumps(question) + "\n").encode())
        answer = self._answer(timeout)
        found = None
        if rows and not answer["error"]:
            with open(self.lines, "rb") as file:
                found = dump.parse_rows(file.read())
        return Verdict(rows=found, **answer)

    def _answer(self, timeout):
        text = b""
        while not text.endswith(b"\n"):
            ready = select.select([self.process.stdout], [], [], timeout)[0]
            more = os.read(self.process.stdout.fileno(), 1 << 16) if ready else b""
            if not more:
                self.close()
                raise Crash("it hung" if not ready else f"it ended with {self.code}")
            text += more
        return json.loads(text)

    def close(self):
        if self.process is not None:
            self.process.stdin.close()
            try:
                self.code = self.process.wait(1)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.code = self.process.wait()
            self.process.stdout.close()
            self.process = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
