"""B5: the rows find what they are there to find. Defects are seeded in a copy of the source, one at
a time; the copy is built, and the row named must fail. A line of JSON for each, one at the end.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import time

from mutant_list import MUTANTS

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
COPIED = ("CMakeLists.txt", "CMakePresets.json", "src", "layers", "styles", "tests", "bench", "scripts")
SLOWEST = 1800  # seconds for a row; one that takes longer says nothing
TARGETS = ("tuban", "reliability_state_check", "reliability_recorder")


def copy_source(tree):
    """The source as it lies here, with its times, so that little is built anew."""
    os.makedirs(tree, exist_ok=True)
    for name in COPIED:
        source, target = os.path.join(ROOT, name), os.path.join(tree, name)
        if not os.path.isdir(source):
            shutil.copy2(source, target)
            continue
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))


def build(tree, log):
    """Whether the copy can be built."""
    folder = os.path.join(tree, "build", "release")
    with open(log, "ab") as out:
        if not os.path.exists(os.path.join(folder, "build.ninja")):
            subprocess.run(["cmake", "--preset", "release"], cwd=tree, stdout=out, stderr=out, check=True)
        done = subprocess.run(["ninja", "-C", folder, *TARGETS], stdout=out, stderr=out, check=False)
    return done.returncode == 0


def run_row(tree, row, seed):
    """The row's line, and whether it failed; None: it did not end."""
    folder = os.path.join(tree, "build", "release")
    command = [sys.executable, "-B", os.path.join(tree, "tests", "reliability", f"{row}.py"), "--seed", str(seed)]
    command += ["--program", os.path.join(folder, "bin", "tuban")]
    command += ["--tools", os.path.join(folder, "tests", "reliability")]
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, timeout=SLOWEST, check=False)
    except subprocess.TimeoutExpired:
        return f"{row} did not end within {SLOWEST} s", None
    line = done.stdout.decode().strip()
    return line, done.returncode == 1


def seeded(tree, mutant):
    """Paths → (content, content with the defect); None: a text to replace is not there once."""
    files = {}
    for edit in mutant.edits:
        path = os.path.join(tree, edit.file)
        if path not in files:
            with open(path, encoding="utf-8") as file:
                content = file.read()
            files[path] = (content, content)
        whole, broken = files[path]
        if broken.count(edit.old) != 1:
            return None
        files[path] = (whole, broken.replace(edit.old, edit.new))
    return files


def write(path, content):
    with open(path, "w", encoding="utf-8") as file:
        file.write(content)


def try_mutant(tree, mutant, sound_rows, seed, log):
    started = time.monotonic()
    result = {"mutant": mutant.name, "rows": list(mutant.rows)}
    usable = [row for row in mutant.rows if sound_rows[row]]
    if not usable:
        return {**result, "caught": False, "why": "the rows fail without the defect, too"}
    files = seeded(tree, mutant)
    if files is None:
        return {**result, "caught": False, "why": "a text to replace does not occur once"}
    for path, (_, broken) in files.items():
        write(path, broken)
    try:
        if not build(tree, log):
            return {**result, "caught": False, "why": f"it cannot be built: {log}"}
        caught_by = None
        for row in usable:
            line, failed = run_row(tree, row, seed)
            if failed:
                caught_by = row
                first = json.loads(line).get("failures", [""])[0] if line.startswith("{") else line
                result["said"] = first[:300]
                break
    finally:
        for path, (whole, _) in files.items():
            write(path, whole)
    seconds = round(time.monotonic() - started, 1)
    return {**result, "caught": caught_by is not None, "by": caught_by, "seconds": seconds}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--work", required=True, help="folder for the copy of the source")
    parser.add_argument("--seed", type=int, default=20261126)
    parser.add_argument("names", nargs="*", help="only these defects")
    options = parser.parse_args()
    tree = os.path.join(os.path.abspath(options.work), "tree")
    log = os.path.join(os.path.abspath(options.work), "build.log")
    copy_source(tree)
    if not build(tree, log):
        sys.exit(f"the copy without a defect cannot be built: {log}")
    chosen = [one for one in MUTANTS if not options.names or one.name in options.names]
    rows = sorted({row for mutant in chosen for row in mutant.rows})
    lines = {row: run_row(tree, row, options.seed) for row in rows}
    for line, _ in lines.values():
        print(line, flush=True)
    sound_rows = {row: failed is False for row, (_, failed) in lines.items()}
    results = []
    for mutant in chosen:
        results.append(try_mutant(tree, mutant, sound_rows, options.seed, log))
        print(json.dumps(results[-1], ensure_ascii=False), flush=True)
    missed = [result["mutant"] for result in results if not result["caught"]]
    ok = bool(results) and not missed
    print(json.dumps({"row": "B5", "ok": ok, "defects": len(results), "missed": missed}))
    sys.exit(0 if ok else 1)


if __name__ == "__main__":
    main()
