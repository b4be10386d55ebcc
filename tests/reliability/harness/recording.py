"""Runs a program under the recorder."""

import os
import subprocess
from dataclasses import dataclass

from . import disk_states
from .record_log import read_log


@dataclass
class Recording:
    start: dict  # the folder before: path → content
    records: list
    acks: bytes  # all that the program wrote to its standard output
    exit_code: int
    errors: str

    def lines_before(self, place):
        """Acknowledgements that may be out at a crash after `place` calls."""
        end = disk_states.acknowledged_before(self.records, place, len(self.acks))
        return self.acks[:end].count(b"\n")


def record(recorder, command, folder, scratch, given=b"", drop="", timeout=300):
    """Runs `command`, recording what it does below `folder`; logs lie in `scratch`."""
    log = os.path.join(scratch, "calls.log")
    acks = os.path.join(scratch, "acks.jsonl")
    for path in (log, acks):
        if os.path.exists(path):
            os.remove(path)
    start = disk_states.read_folder(folder)
    environment = dict(
        os.environ,
        LD_PRELOAD=recorder,
        TUBAN_RECORD_FOLDER=os.path.realpath(folder),
        TUBAN_RECORD_LOG=log,
        TUBAN_RECORD_DROP=drop,
    )
    with open(acks, "wb") as out:
        done = subprocess.run(
            command,
            input=given,
            stdout=out,
            stderr=subprocess.PIPE,
            env=environment,
            timeout=timeout,
            check=False,
        )
    with open(acks, "rb") as file:
        written = file.read()
    records = read_log(log) if os.path.exists(log) else []
    return Recording(start, records, written, done.returncode, done.stderr.decode(errors="replace"))
