"""What the measuring scripts of this folder share: timed processes, layers made once, and sections of
a document that are written between marks."""

import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time


def timed(*command):
    """Seconds of wall time, and the most memory in MB of any process of the command."""
    start = time.monotonic()
    process = subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL,
                               stderr=subprocess.PIPE)
    complaint = process.stderr.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = status
    if status != 0:
        sys.exit(f"{command}: {complaint}")
    return time.monotonic() - start, usage.ru_maxrss / 1024


def options_of(description, folder, **defaults):
    """Options that all scripts have, and where their data lie."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--root", type=pathlib.Path, required=True)
    parser.add_argument("--data", type=pathlib.Path)
    parser.add_argument("--sizes", default="10k,1m")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--write", type=pathlib.Path)
    for name, default in defaults.items():
        parser.add_argument(f"--{name}", default=default)
    options = parser.parse_args()
    options.data = options.data or options.root / "build/bench-data"
    options.folder = options.data / folder
    options.folder.mkdir(parents=True, exist_ok=True)
    options.tools = options.root / "build/release/bench"
    options.tuban = options.root / "build/release/bin/tuban"
    return options


def fabric(options, size):
    """The synthetic layers of one size, made once."""
    path = options.data / f"parcels_{size}.gpkg"
    if not path.exists():
        subprocess.run([options.tools / "bench_generate", size, path], check=True)
    return path


def emptied(folder):
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


def report(options, marks, lines):
    """Prints the section; with --write puts it between its marks."""
    text = "\n".join([marks[0], "", *lines, "", marks[1]])
    print(text)
    if not options.write:
        return
    old = options.write.read_text(encoding="utf-8")
    pattern = re.escape(marks[0]) + ".*?" + re.escape(marks[1])
    new, count = re.subn(pattern, lambda _: text, old, flags=re.DOTALL)
    if count != 1:
        sys.exit(f"no marks in {options.write}")
    options.write.write_text(new, encoding="utf-8")
