"""Compares the overlaps and gaps that `tuban check` finds with those of PostGIS.

Usage: python3 bench/compare/checks.py TUBAN [--columns N]

A mesh of jittered parcels gets faults of 1e-4 m² to over 1 ha: corners of single parcels are moved
and parcels are left out; some parcels have sides of 1 m. PostGIS finds overlaps pair by pair (ST_Intersection) and gaps as the rings that
the union leaves inside. Prints both; ends with 1 if they differ by more than 1e-6 m².
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile

import postgis

OVERLAPS = """
SELECT coalesce(sum(ST_Area(ST_Intersection(a.geom, b.geom))), 0), count(*)
FROM parcels a JOIN parcels b ON a.fid < b.fid AND a.geom && b.geom
WHERE ST_Relate(a.geom, b.geom, 'T********')
"""
GAPS = """
WITH whole AS (SELECT ST_Union(geom) AS geom FROM parcels),
     faces AS (SELECT (ST_Dump(ST_Polygonize(border))).geom
               FROM (SELECT ST_UnaryUnion(ST_Boundary(geom)) AS border FROM whole) AS b)
SELECT coalesce(sum(ST_Area(f.geom)), 0), count(*)
FROM faces f, whole w WHERE NOT ST_Intersects(w.geom, ST_PointOnSurface(f.geom))
"""


def mesh(columns, seed, side, east):
    """Rings of a mesh with sides of about `side` cells and faults, in cells."""
    rng = random.Random(seed)
    jitter = lambda: rng.randint(-side // 5, side // 5)  # noqa: E731
    corner = {(c, r): (east + c * side + jitter(), 42990000000 + r * side + jitter())
              for c in range(columns + 1) for r in range(columns + 1)}
    rings = {(c, r): [corner[c, r], corner[c + 1, r], corner[c + 1, r + 1], corner[c, r + 1]]
             for c in range(columns) for r in range(columns)}
    # Faults lie four cells apart, so that none meets another.
    for number, (c, r) in enumerate((c, r) for c in range(2, columns - 2, 4)
                                    for r in range(2, columns - 2, 4)):
        kind = number % 3
        step = max(1, int(10 ** (number % 7 * 0.9) * side / 1000000))
        if kind == 2 and number % 7 == 6:
            del rings[c, r]
            continue
        sign = 1 if kind == 0 else -1  # outwards: overlap, inwards: gap
        x, y = rings[c, r][2]
        rings[c, r][2] = (x + sign * step, y + sign * (step + 1))
    return list(rings.values())


def written(rings, folder):
    """The rings as a GeoPackage."""
    table = os.path.join(folder, "parcels.csv")
    with open(table, "w", encoding="ascii") as out:
        out.write("id,geometry\n")
        for number, ring in enumerate(rings):
            points = ", ".join(f"{x // 10000}.{x % 10000:04d} {y // 10000}.{y % 10000:04d}"
                               for x, y in ring + ring[:1])
            out.write(f'{number},"POLYGON(({points}))"\n')
    package = os.path.join(folder, "parcels.gpkg")
    subprocess.run(["ogr2ogr", "-f", "GPKG", package, table, "-oo", "GEOM_POSSIBLE_NAMES=geometry",
                    "-a_srs", "EPSG:4548", "-nln", "parcels", "-nlt", "POLYGON"], check=True)
    return package


RULES = """
format = "tuban-check-rules"
version = 1
id = "all-gaps"

[[rule]]
id = "overlap"
severity = "fault"
title = { zh = "重叠", en = "Overlaps" }
min_area_m2 = 0
priority = "larger"
source = "comparison"

[[rule]]
id = "gap"
severity = "fault"
title = { zh = "缝隙", en = "Gaps" }
min_area_m2 = 0
max_area_m2 = 1e12
source = "comparison"
"""


def tuban_answer(program, package):
    rules = os.path.join(os.path.dirname(package), "rules.toml")
    with open(rules, "w", encoding="utf-8") as out:
        out.write(RULES)
    run = subprocess.run([program, "check", package, "--rules", rules, "--format", "json"],
                         check=False, capture_output=True, text=True)
    findings = json.loads(run.stdout)["findings"]
    extra = sum(f["area_m2"] * (int(f["values"][2]) - 1)
                for f in findings if f["rule"] == "overlap")
    gaps = [f["area_m2"] for f in findings if f["rule"] == "gap"]
    sizes = sorted(f["area_m2"] for f in findings)
    return extra, sum(gaps), len(gaps), sizes


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("tuban")
    parser.add_argument("--columns", type=int, default=40)
    chosen = parser.parse_args()
    worst = 0.0
    with tempfile.TemporaryDirectory() as folder, postgis.Cluster() as cluster:
        rings = (mesh(chosen.columns, 1, 1000000, 4840000000)
                 + mesh(chosen.columns, 2, 10000, 4830000000))
        package = written(rings, folder)
        subprocess.run(["ogr2ogr", "-f", "PostgreSQL",
                        f"PG:host={cluster._folder} dbname={postgis.DATABASE} user={cluster._user}",
                        package, "-lco", "SPATIAL_INDEX=GIST", "-lco", "GEOMETRY_NAME=geom",
                        "-lco", "FID=fid"], check=True)
        extra, gaps, count, sizes = tuban_answer(chosen.tuban, package)
        print(f"findings from {sizes[0]:.3g} to {sizes[-1]:.6g} m2, {len(sizes)} in all")
        for name, query, ours in (("overlap", OVERLAPS, extra), ("gap", GAPS, gaps)):
            area, pieces = (float(v) for v in cluster.sql(query).strip().split("|"))
            worst = max(worst, abs(area - ours))
            print(f"{name}: tuban {ours:.9f} m2, PostGIS {area:.9f} m2 in {int(pieces)} places")
        print(f"gaps: {count}; largest difference {worst:.2g} m2")
    return 0 if worst <= 1e-6 else 1


if __name__ == "__main__":
    sys.exit(main())
