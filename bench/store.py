"""Measures the store of workspaces against the tools it replaces, in one run.

Prints a section of Markdown; --write puts it between the marks of a file. What is measured:
opening for editing (every row checked) against a plain reading loop of OGR over the same parcels, in
turn; one change until it is on disk, in a small and in a large layer, in turn; changes of 10 000 rows
and taking them back; the size of the file against the same layer as written by OGR.
"""

import json
import shutil
import statistics
import subprocess
import sys

from runs import fabric, options_of, report, timed

MARKS = ("<!-- store: written by scripts/bench-store -->", "<!-- end of store -->")


def answer(*command):
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def written_by_ogr(source, folder):
    """The parcels alone, as ogr2ogr writes them."""
    target = folder / "ogr.gpkg"
    target.unlink(missing_ok=True)
    subprocess.run(["ogr2ogr", target, source, "parcels"], check=True, capture_output=True)
    size = target.stat().st_size
    target.unlink()
    return size


def made(options, size):
    target = options.folder / f"workspace_{size}.gpkg"
    spent, _ = timed(options.tools / "bench_workspace", "make", fabric(options, size), target)
    return target, spent


def measure(options):
    rows = []
    tools, folder, runs = options.tools, options.folder, options.runs
    sizes = options.sizes.split(",")
    workspaces = {size: made(options, size) for size in sizes}
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
        source = fabric(options, size)
        opening, reading = [], []
        for _ in range(runs):
            opening.append(answer(tools / "bench_workspace", "open", workspace)["open_s"])
            reading.append(timed(tools / "bench_ogr_loop", source, "parcels")[0])
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


def main():
    options = options_of(__doc__, "store")
    lines = [
        f"Command: `scripts/bench-store --sizes {options.sizes} --runs {options.runs}`, medians, page "
        "cache warm.",
        "",
        "| parcels | opening, s | OGR loop, s | opening / loop | one change, ms | journal and row, "
        "bytes a change | 10 000 attributes, s | taken back, s | 10 000 geometries taken back, s | "
        "file / same by ogr2ogr | making it, s |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for r in measure(options):
        lines.append(
            f"| {r['size']} | {r['open']:.2f} | {r['loop']:.2f} | {r['open'] / r['loop']:.2f} | "
            f"{r['change']:.1f} | {r['bytes']:.0f} | {r['many']:.2f} | {r['undo']:.2f} | "
            f"{r['undo_moved']:.2f} | {r['ratio']:.2f} | {r['making']:.1f} |")
    report(options, MARKS, lines)
    shutil.rmtree(options.folder)


if __name__ == "__main__":
    sys.exit(main())
