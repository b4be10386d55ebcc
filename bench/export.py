"""Measures `tuban export` of a layer against `ogr2ogr` of the same workspace, in turn, in one run.

Prints a section of Markdown; --write puts it between the marks of a file. The rows must be as many;
formats that ogr2ogr writes in another shape (XLSX holds everything in memory) are given without it.
"""

import shutil
import statistics
import subprocess
import sys

from runs import emptied, fabric, options_of, report, timed

MARKS = ("<!-- export: written by scripts/bench-export -->", "<!-- end of export -->")
LAYER = "fabric"
DRIVERS = {
    "shp": ("ESRI Shapefile", "-lco", "ENCODING=UTF-8"),
    "gpkg": ("GPKG",),
    "geojson": ("GeoJSON",),
    "kml": ("LIBKML",),
    "csv": ("CSV", "-lco", "GEOMETRY=AS_WKT"),
}


def workspace_of(options, size):
    target = options.folder / f"workspace_{size}.gpkg"
    if not target.exists():
        subprocess.run([options.tools / "bench_workspace", "make", fabric(options, size), target],
                       check=True, capture_output=True)
    return target


def measure(options, size, form):
    workspace, out = workspace_of(options, size), options.folder / "out"
    ours, theirs = [], []
    for _ in range(options.runs):  # in turn, so that a slow minute hits both
        emptied(out)
        ours.append(timed(options.tuban, "export", workspace, LAYER, "--output", out / f"a.{form}"))
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


def main():
    options = options_of(__doc__, "export", formats="shp,gpkg,geojson,kml,dxf,csv,xlsx")
    rows = [measure(options, size, form)
            for size in options.sizes.split(",") for form in options.formats.split(",")]
    lines = [
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
    report(options, MARKS, lines)
    shutil.rmtree(options.folder)


if __name__ == "__main__":
    sys.exit(main())
