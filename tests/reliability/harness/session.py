"""`tuban edit` as a child process: operations go in, acknowledgements come out."""

import json
import os
import select
import signal
import subprocess
import tempfile
import time

from . import operations


class Silence(Exception):
    """No acknowledgement came in time, or none can come any more."""


class Session:
    def __init__(self, command, environment=None, cwd=None):
        self.errors = tempfile.TemporaryFile()
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.errors,
            env=environment,
            cwd=cwd,
            bufsize=0,
        )
        self._rest = b""

    def send(self, operation):
        """False: the program does not read any more."""
        content = operations.line(operation)
        try:
            while content:
                content = content[self.process.stdin.write(content) :]
        except BrokenPipeError:
            return False
        return True

    def receive(self, timeout=60.0):
        """The next acknowledgement."""
        end = time.monotonic() + timeout
        while b"\n" not in self._rest:
            left = end - time.monotonic()
            if left <= 0 or not select.select([self.process.stdout], [], [], left)[0]:
                raise Silence(f"no acknowledgement within {timeout} s; {self.error_text()}")
            more = os.read(self.process.stdout.fileno(), 1 << 16)
            if not more:
                raise Silence(f"the program ended; {self.error_text()}")
            self._rest += more
        line, _, self._rest = self._rest.partition(b"\n")
        return json.loads(line)

    def rest(self):
        """All acknowledgements that are still to be read, of a program that has ended."""
        while more := os.read(self.process.stdout.fileno(), 1 << 16):
            self._rest += more
        lines = self._rest.split(b"\n")
        self._rest = lines.pop()  # a line cut short acknowledges nothing
        return [json.loads(line) for line in lines]

    def do(self, operation, timeout=60.0):
        self.send(operation)
        ack = self.receive(timeout)
        if "tag" in operation and ack.get("tag") != operation["tag"]:
            raise AssertionError(f"the acknowledgement {ack} is not that of {operation['tag']}")
        return ack

    def close(self, timeout=60.0):
        """Ends the input, as a user does who leaves; returns the exit code."""
        try:
            self.process.stdin.close()
        except BrokenPipeError:
            pass
        return self.wait(timeout)

    def wait(self, timeout=60.0):
        code = self.process.wait(timeout)
        return code

    def signal(self, number):
        self.process.send_signal(number)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def error_text(self):
        self.errors.seek(0)
        return self.errors.read().decode(errors="replace")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.kill()
        for pipe in (self.process.stdin, self.process.stdout, self.errors):
            try:
                pipe.close()
            except BrokenPipeError:
                pass
