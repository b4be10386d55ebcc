"""Measures drawing a polygon layer by the code of the window against QGIS, in turn, in one run:
whole pictures at several scales and sizes; panning and the redraw after an edit by our code alone."""

import re
import shutil
import statistics
import subprocess
import sys

from runs import fabric, options_of, report

MARKS = ("<!-- render: written by scripts/bench-render -->", "<!-- end of render -->")
SIZES = ("1920x1080", "3840x2160")
PARTS = (1, 3, 10, 100)
LINE = re.compile(r"^(\S+) ((?:\S+ -?[\d.]+ ?)+)$")


def figures(*command):
    """{name: {word: number}} of lines such as "name_ms first 1.0 best 0.9"."""
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found = {}
    for line in printed.splitlines():
        if match := LINE.match(line.strip()):
            words = match[2].split()
            found[match[1]] = {words[i]: float(words[i + 1]) for i in range(0, len(words), 2)}
        elif len(words := line.split()) == 2:
            found[words[0]] = {"": words[1]}
    return found


def medians(runs):
    return {name: {word: statistics.median(float(run[name][word]) for run in runs)
                   for word in words if word or name != "qgis"}
            for name, words in runs[0].items()}


def measure(options, size):
    source = fabric(options, size)
    ours, theirs = [], []
    for _ in range(options.runs):  # in turn, so that a slow minute hits both
        ours.append(figures(options.tools / "bench_render", f"{source}:parcels", options.field))
        theirs.append(figures("/usr/bin/python3", options.root / "bench/qgis_render.py", source,
                              "parcels", options.field, *SIZES))
    return medians(ours), medians(theirs), theirs[0]["qgis"][""]


def pictures(size, ours, theirs):
    for picture in SIZES:
        for part in PARTS:
            name = f"picture_{picture}_1/{part}_ms"
            mine, other = ours[name], theirs[name]
            yield (f"| {size} | {picture} | 1/{part} | {mine['first']:.1f} | {mine['best']:.1f} | "
                   f"{other['first']:.0f} | {other['best']:.0f} | "
                   f"{other['first'] / mine['first']:.1f} | {other['best'] / mine['best']:.1f} |")


def frames(size, ours):
    for part in PARTS:
        pan, edit = ours[f"pan_frame_1/{part}_ms"], ours.get(f"edit_redraw_1/{part}_ms")
        edited = f"{edit['p50']:.2f} | {edit['p95']:.2f}" if edit else "– | –"  # none in the middle
        yield (f"| {size} | 1/{part} | {pan['p50']:.2f} | {pan['p95']:.2f} | {pan['worst']:.2f} | "
               f"{edited} |")


def main():
    options = options_of(__doc__, "render", field="YDYHFLDM")
    measured = {size: measure(options, size) for size in options.sizes.split(",")}
    lines = [
        f"Command: `scripts/bench-render --sizes {options.sizes} --runs {options.runs}`, medians; "
        f"QGIS {next(iter(measured.values()))[2]}, all cores. Milliseconds.",
        "",
        "| parcels | picture | part of the width | tuban, first | again | QGIS, first | again | "
        "QGIS / tuban, first | again |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for size, (ours, theirs, _) in measured.items():
        lines += pictures(size, ours, theirs)
    lines += ["", "| parcels | part of the width | panning, median | p95 | worst | edit to screen, "
              "median | p95 |", "|---|---|---|---|---|---|---|"]
    for size, (ours, _, _) in measured.items():
        lines += frames(size, ours)
    for size, (ours, _, _) in measured.items():
        lines += ["", f"{size} parcels are in memory after {ours['load_ms'][''] / 1000:.2f} s; the "
                  f"program has {ours['peak_memory_mb']['']:.0f} MB at most."]
    report(options, MARKS, lines)
    shutil.rmtree(options.folder)


if __name__ == "__main__":
    sys.exit(main())
