"""Compares the overlaps and gaps that `tuban check` finds with those of PostGIS.

Usage: python3 bench/compare/checks.py TUBAN [--columns N]

A mesh of jittered parcels gets faults of 1e-4 m² to 1 ha: corners of single parcels are moved and
parcels are left out. PostGIS finds overlaps pair by pair (ST_Intersection) and gaps as the rings that
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

CELL = 1e-4  # m
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


def mesh(columns, seed):
    """Rings of a mesh of 100 m with faults, in cells."""
    rng = random.Random(seed)
    jitter = lambda: rng.randint(-200000, 200000)  # noqa: E731
    corner = {(c, r): (4840000000 + c * 1000000 + jitter(), 42990000000 + r * 1000000 + jitter())
              for c in range(columns + 1) for r in range(columns + 1)}
    rings = {(c, r): [corner[c, r], corner[c + 1, r], corner[c + 1, r + 1], corner[c, r + 1]]
             for c in range(columns) for r in range(columns)}
    # Faults lie four cells apart, so that none meets another.
    for number, (c, r) in enumerate((c, r) for c in range(2, columns - 2, 4)
                                    for r in range(2, columns - 2, 4)):
        kind = number % 3
        step = int(10 ** (number % 7 * 0.9))
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


def tuban_answer(program, package):
    run = subprocess.run([program, "check", package, "--only", "overlap,gap", "--format", "json"],
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
        package = written(mesh(chosen.columns, 1), folder)
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
