"""Measures `tuban import` of a file against `ogr2ogr` of the same file to GeoPackage, in turn, in one
run, and `tuban check` of the workspace that came of it.

ogr2ogr copies; the import besides decides encoding, CRS and fields, proves every ring valid, puts
vertices onto the grid, shares those of neighbours, and journals the change. Every row must be stored.
"""

import json
import shutil
import statistics
import subprocess
import sys

from runs import emptied, fabric, options_of, report, timed

MARKS = ("<!-- import: written by scripts/bench-import -->", "<!-- end of import -->")
DRIVERS = {
    "gpkg": ("GPKG",),
    "shp": ("ESRI Shapefile", "-lco", "ENCODING=UTF-8"),
    "geojson": ("GeoJSON",),
}


def foreign_file(options, size, form):
    """The parcels alone, as ogr2ogr writes them."""
    folder = options.folder / f"{form}_{size}"
    target = folder / f"parcels.{form}"
    if not target.exists():
        emptied(folder)
        subprocess.run(["ogr2ogr", "-f", *DRIVERS[form], target, fabric(options, size), "parcels"],
                       check=True)
    return target


def stored_rows(options, workspace):
    found = subprocess.run([options.tuban, "info", workspace, "--format", "json"], check=True,
                           capture_output=True, text=True)
    return next(layer["rows"] for layer in json.loads(found.stdout)["layers"] if layer["name"] == "parcel")


def coverage_check(options, workspace):
    """Seconds of reading, of proving every ring valid, and of the check for overlaps and gaps."""
    printed = subprocess.run([options.tools / "bench_check", f"{workspace}:parcel"], check=True,
                             capture_output=True, text=True).stdout
    return {key: float(value) for key, value in (word.split("=") for word in printed.split())}


def measure(options, size, form):
    source = foreign_file(options, size, form)
    ours, theirs, checks = [], [], []
    out = options.folder / "out"
    for _ in range(options.runs):  # in turn, so that a slow minute hits both
        emptied(out)
        workspace = out / "workspace.gpkg"
        subprocess.run([options.tuban, "new", workspace, "--crs", "EPSG:4527"], check=True,
                       capture_output=True)
        ours.append(timed(options.tuban, "import", workspace, source, "--layer", "parcel",
                          "--report", out / "report.json"))
        rows = stored_rows(options, workspace)
        checks.append(coverage_check(options, workspace))
        emptied(out)
        theirs.append(timed("ogr2ogr", "-f", "GPKG", out / "theirs.gpkg", source))
    median = statistics.median
    return {
        "size": size,
        "format": form,
        "rows": rows,
        "ours": median(s for s, _ in ours),
        "theirs": median(s for s, _ in theirs),
        "check": {key: median(c[key] for c in checks) for key in checks[0]},
        "memory": max(m for _, m in ours),
    }


def main():
    options = options_of(__doc__, "import", formats="gpkg,shp")
    rows = [measure(options, size, form)
            for size in options.sizes.split(",") for form in options.formats.split(",")]
    lines = [
        f"Command: `scripts/bench-import --sizes {options.sizes} --formats {options.formats} "
        f"--runs {options.runs}`, medians, page cache warm.",
        "",
        "| parcels | format | rows stored | tuban import, s | ogr2ogr, s | ratio | memory of tuban, MB | "
        "reading for the checks, s | shapes, s | overlaps and gaps, s | memory of checks, MB |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for r in rows:
        lines.append(f"| {r['size']} | {r['format']} | {r['rows']} | {r['ours']:.2f} | "
                     f"{r['theirs']:.2f} | {r['ours'] / r['theirs']:.2f} | {r['memory']:.0f} | "
                     f"{r['check']['load']:.2f} | {r['check']['shapes']:.2f} | "
                     f"{r['check']['coverage']:.2f} | {r['check']['peak_mb']:.0f} |")
    report(options, MARKS, lines)
    shutil.rmtree(options.folder)


if __name__ == "__main__":
    sys.exit(main())
