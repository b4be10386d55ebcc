"""What the rows of the test programme share: options, the program, folders, counts and the line
that each prints. A row is a file with `row.main("D1", body)`; body(run) counts and expects.
"""

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import traceback

from . import dump, model
from .session import Session

SKIPPED = 77
KEPT_FAILURES = 10
CRS = "EPSG:4548"


class Skip(Exception):
    """This place cannot run the row; says what is missing."""


def shortened(what, most=1200):
    text = str(what)
    return text if len(text) <= most else f"{text[: most // 2]} … {text[-most // 2 :]}"


class Tally:
    """Counts, and claims that did not hold."""

    def __init__(self):
        self.counts = {}
        self.failures = []
        self.failed = 0

    def count(self, name, more=1):
        self.counts[name] = self.counts.get(name, 0) + more

    def note(self, name, value):
        self.counts[name] = value

    def expect(self, holds, what):
        """A claim of the row; `what` says what is wrong where it does not hold."""
        if not holds:
            self.failed += 1
            if len(self.failures) < KEPT_FAILURES:
                self.failures.append(shortened(what))
        return holds

    def expect_rows(self, expected, found, where):
        """The dump holds exactly the rows of the model."""
        differences = dump.differences(expected, found)
        return self.expect(not differences, f"{where}: {len(differences)} rows; " + "; ".join(differences[:3]))


class Run(Tally):
    def __init__(self, options):
        super().__init__()
        self.options = options
        self.long = options.long
        self.seed = options.seed
        self.rng = random.Random(options.seed)
        self.folder = os.path.realpath(tempfile.mkdtemp(prefix="tuban-", dir=options.work))

    def times(self, ci, long):
        """How often, by the options."""
        return self.options.count or (long if self.long else ci)

    # -- the program --

    def path(self, name):
        return os.path.join(self.folder, name)

    def tuban(self, *arguments, timeout=120, **more):
        return subprocess.run(
            [self.options.program, *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=timeout,
            check=False,
            **more,
        )

    def must(self, *arguments, **more):
        done = self.tuban(*arguments, **more)
        if done.returncode != 0:
            raise AssertionError(f"tuban {' '.join(arguments)}: {done.returncode} {done.stderr.decode()}")
        return done.stdout

    def product_folder(self):
        """Where layers/ and styles/ of the product are."""
        here = os.path.dirname(os.path.abspath(__file__))
        return os.environ.get("TUBAN_HOME") or os.path.dirname(os.path.dirname(os.path.dirname(here)))

    def new_workspace(self, name="office.gpkg"):
        """A workspace without rows, in a folder of its own."""
        path = self.path(os.path.join(name.removesuffix(".gpkg"), name))
        os.makedirs(os.path.dirname(path))
        self.must("new", path, "--crs", CRS)
        return path

    def edit_command(self, workspace, user="tester"):
        return [self.options.program, "edit", workspace, "--user", user]

    def edit(self, workspace, user="tester", **more):
        return Session(self.edit_command(workspace, user), **more)

    def dump(self, workspace, as_of=None):
        extra = [] if as_of is None else ["--as-of", str(as_of)]
        return dump.parse(self.must("dump", workspace, "--canonical", *extra))

    def verify(self, workspace, *more):
        """Whether the program finds the workspace sound, and what it says."""
        done = self.tuban("verify", workspace, *more)
        return done.returncode == 0, (done.stdout + done.stderr).decode(errors="replace")

    def start_model(self, workspace):
        """A model of a workspace as it lies there, before any operation."""
        return model.Model(self.dump(workspace).rows)

    def play(self, session, made, operations, count):
        """Does operations one by one; each must be acknowledged. Returns the acknowledgements."""
        acks = []
        for _ in range(count):
            operation = operations.next(made)
            effect = made.effect(operation)
            ack = session.do(operation)
            if not self.expect(ack["ok"], f"refused: {operation} {ack}"):
                continue
            made.commit(effect)
            acks.append(ack)
        return acks


def _options(arguments):
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True, help="tuban")
    parser.add_argument("--tools", required=True, help="folder of reliability_state_check and the recorder")
    counts = parser.add_mutually_exclusive_group()
    counts.add_argument("--ci", action="store_true", help="the counts of the ordinary test run (default)")
    counts.add_argument("--long", action="store_true", help="the counts of the long run")
    parser.add_argument("--count", type=int, help="instead of those")
    parser.add_argument("--seed", type=int, default=20261126)
    parser.add_argument("--work", help="where to put files (default: in memory, if there is /dev/shm)")
    parser.add_argument("--keep", action="store_true", help="leave the files there")
    options = parser.parse_args(arguments)
    options.program = os.path.abspath(options.program)
    options.tools = os.path.abspath(options.tools)
    if options.work is None and os.access("/dev/shm", os.W_OK | os.X_OK):
        options.work = "/dev/shm"
    return options


def main(name, body, before=None, arguments=None):
    """Runs a row: prints its line and ends the process. `before` may run the process anew."""
    options = _options(arguments)
    skip = None
    try:
        if before:
            before()
    except Skip as reason:
        skip = reason
    run = Run(options)
    started = time.monotonic()
    result = {"row": name}
    code = None
    try:
        if skip:
            raise skip
        body(run)
    except Skip as skip:
        result["skipped"] = str(skip)
        code = SKIPPED
    except Exception:  # whatever stops a row is a failure of the row
        run.expect(False, traceback.format_exc())
    finally:
        if run.options.keep:
            print(run.folder, file=sys.stderr)
        else:
            shutil.rmtree(run.folder, ignore_errors=True)
    if code is None:
        code = 1 if run.failed else 0
    result.update(
        ok=code == 0,
        counts="long" if run.long else "ci",
        seed=run.seed,
        seconds=round(time.monotonic() - started, 1),
        failed=run.failed,
        **run.counts,
    )
    if run.failures:
        result["failures"] = run.failures
    print(json.dumps(result, ensure_ascii=False))
    sys.exit(code)
