"""Measures `tuban export` of a layer against `ogr2ogr` of the same workspace, in turn, in one run.

Prints a section of Markdown; --write puts it between the marks of a file. The rows must be as many;
formats that ogr2ogr writes in another shape (XLSX holds everything in memory) are given without it.
"""

import argparse
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import time

MARKS = ("<!-- export: written by scripts/bench-export -->", "<!-- end of export -->")
LAYER = "fabric"
DRIVERS = {
    "shp": ("ESRI Shapefile", "-lco", "ENCODING=UTF-8"),
    "gpkg": ("GPKG",),
    "geojson": ("GeoJSON",),
    "kml": ("LIBKML",),
    "csv": ("CSV", "-lco", "GEOMETRY=AS_WKT"),
}


def timed(*command):
    """Seconds, and the most memory in MB of this one process."""
    start = time.monotonic()
    process = subprocess.Popen(["/usr/bin/env", *map(str, command)], stdout=subprocess.DEVNULL,
                               stderr=subprocess.PIPE)
    _, status, usage = wait(process)
    if status != 0:
        sys.exit(f"{command}: {process.stderr.read().decode()}")
    return time.monotonic() - start, usage.ru_maxrss / 1024


def wait(process):
    pid, status, usage = os.wait4(process.pid, 0)
    process.returncode = status
    return pid, status, usage


def workspace_of(tools, data, folder, size):
    source = data / f"parcels_{size}.gpkg"
    if not source.exists():
        subprocess.run([tools / "bench_generate", size, source], check=True)
    target = folder / f"workspace_{size}.gpkg"
    if not target.exists():
        subprocess.run([tools / "bench_workspace", "make", source, target], check=True, capture_output=True)
    return target


def emptied(folder):
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


def measure(root, workspace, folder, size, form, runs):
    ours, theirs = [], []
    out = folder / "out"
    for _ in range(runs):  # in turn, so that a slow minute hits both
        emptied(out)
        ours.append(timed(root / "build/release/bin/tuban", "export", workspace, LAYER,
                          "--output", out / f"a.{form}"))
        written = sum(file.stat().st_size for file in out.iterdir())
        if form in DRIVERS:
            emptied(out)
            theirs.append(timed("ogr2ogr", "-f", *DRIVERS[form], out / f"b.{form}", workspace, LAYER))
    median = statistics.median
    return {
        "size": size,
        "format": form,
        "ours": median(s for s, _ in ours),
        "memory": max(m for _, m in ours),
        "theirs": median(s for s, _ in theirs) if theirs else None,
        "bytes": written,
    }


def section(rows, options):
    lines = [
        MARKS[0],
        "",
        f"Command: `scripts/bench-export --sizes {options.sizes} --formats {options.formats} "
        f"--runs {options.runs}`, medians, page cache warm.",
        "",
        "| parcels | format | tuban, s | ogr2ogr, s | ratio | memory of tuban, MB | written, MB |",
        "|---|---|---|---|---|---|---|",
    ]
    for r in rows:
        theirs = "–" if r["theirs"] is None else f"{r['theirs']:.2f}"
        ratio = "–" if r["theirs"] is None else f"{r['ours'] / r['theirs']:.2f}"
        lines.append(f"| {r['size']} | {r['format']} | {r['ours']:.2f} | {theirs} | {ratio} | "
                     f"{r['memory']:.0f} | {r['bytes'] / 1e6:.0f} |")
    return "\n".join(lines + ["", MARKS[1]])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=pathlib.Path, required=True)
    parser.add_argument("--data", type=pathlib.Path)
    parser.add_argument("--sizes", default="10k,1m")
    parser.add_argument("--formats", default="shp,gpkg,geojson,kml,dxf,csv,xlsx")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--write", type=pathlib.Path)
    options = parser.parse_args()
    data = options.data or options.root / "build/bench-data"
    folder = data / "export"
    folder.mkdir(parents=True, exist_ok=True)
    tools = options.root / "build/release/bench"
    rows = []
    for size in options.sizes.split(","):
        workspace = workspace_of(tools, data, folder, size)
        for form in options.formats.split(","):
            rows.append(measure(options.root, workspace, folder, size, form, options.runs))
    text = section(rows, options)
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
