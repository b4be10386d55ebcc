"""Measures the store of workspaces against the tools it replaces, in one run.

Prints a section of Markdown; --write puts it between the marks of a file. What is measured:
opening for editing (every row checked) against a plain reading loop of OGR over the same parcels, in
turn; one change until it is on disk, in a small and in a large layer, in turn; changes of 10 000 rows
and taking them back; the size of the file against the same layer as written by OGR.
"""

import argparse
import json
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import time

MARKS = ("<!-- store: written by scripts/bench-store -->", "<!-- end of store -->")


def answer(*command):
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def seconds(*command):
    start = time.monotonic()
    subprocess.run(command, check=True, capture_output=True)
    return time.monotonic() - start


def fabric(tools, data, size):
    path = data / f"parcels_{size}.gpkg"
    if not path.exists():
        subprocess.run([tools / "bench_generate", size, path], check=True)
    return path


def written_by_ogr(source, folder):
    """The parcels alone, as ogr2ogr writes them."""
    target = folder / "ogr.gpkg"
    target.unlink(missing_ok=True)
    subprocess.run(["ogr2ogr", target, source, "parcels"], check=True, capture_output=True)
    size = target.stat().st_size
    target.unlink()
    return size


def made(tools, data, folder, size):
    target = folder / f"workspace_{size}.gpkg"
    spent = seconds(tools / "bench_workspace", "make", fabric(tools, data, size), target)
    return target, spent


def measure(tools, data, folder, sizes, runs):
    rows = []
    workspaces = {size: made(tools, data, folder, size) for size in sizes}
    singles = {size: [] for size in sizes}
    manies = {size: [] for size in sizes}
    for _ in range(runs):  # in turn, so that a slow minute hits each of them
        for size, (workspace, _) in workspaces.items():
            changed = folder / "changed.gpkg"
            shutil.copyfile(workspace, changed)
            found = answer(tools / "bench_workspace", "change", changed)
            singles[size].append(found["change_median_ms"])
            manies[size].append(found)
            changed.unlink()
    for size, (workspace, making) in workspaces.items():
        source = fabric(tools, data, size)
        opening, reading = [], []
        for _ in range(runs):
            opening.append(answer(tools / "bench_workspace", "open", workspace)["open_s"])
            reading.append(seconds(tools / "bench_ogr_loop", source, "parcels"))
        median = statistics.median
        rows.append({
            "size": size,
            "open": median(opening),
            "loop": median(reading),
            "change": median(singles[size]),
            "bytes": median(m["bytes_per_change"] for m in manies[size]),
            "many": median(m["many_s"] for m in manies[size]),
            "undo": median(m["undo_attributes_s"] for m in manies[size]),
            "undo_moved": median(m["undo_geometries_s"] for m in manies[size]),
            "making": making,
            "ratio": workspace.stat().st_size / written_by_ogr(source, folder),
        })
    return rows


def section(rows, runs):
    lines = [
        MARKS[0],
        "",
        f"Command: `scripts/bench-store --sizes {','.join(r['size'] for r in rows)} --runs {runs}`, "
        "medians, page cache warm.",
        "",
        "| parcels | opening, s | OGR loop, s | opening / loop | one change, ms | journal and row, "
        "bytes a change | 10 000 attributes, s | taken back, s | 10 000 geometries taken back, s | "
        "file / same by ogr2ogr | making it, s |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for r in rows:
        lines.append(
            f"| {r['size']} | {r['open']:.2f} | {r['loop']:.2f} | {r['open'] / r['loop']:.2f} | "
            f"{r['change']:.1f} | {r['bytes']:.0f} | {r['many']:.2f} | {r['undo']:.2f} | "
            f"{r['undo_moved']:.2f} | {r['ratio']:.2f} | {r['making']:.1f} |")
    return "\n".join(lines + ["", MARKS[1]])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=pathlib.Path, required=True)
    parser.add_argument("--data", type=pathlib.Path)
    parser.add_argument("--sizes", default="10k,1m")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--write", type=pathlib.Path)
    options = parser.parse_args()
    data = options.data or options.root / "build/bench-data"
    folder = data / "store"
    folder.mkdir(parents=True, exist_ok=True)
    rows = measure(options.root / "build/release/bench", data, folder, options.sizes.split(","),
                   options.runs)
    text = section(rows, options.runs)
    print(text)
    shutil.rmtree(folder)
    if options.write:
        old = options.write.read_text(encoding="utf-8")
        pattern = re.escape(MARKS[0]) + ".*?" + re.escape(MARKS[1])
        new, count = re.subn(pattern, lambda _: text, old, flags=re.DOTALL)
        if count != 1:
            sys.exit(f"no marks in {options.write}")
        options.write.write_text(new, encoding="utf-8")


if __name__ == "__main__":
    main()
