"""Reads the sample zone as it is committed, without the code that made it. Coordinates are whole
numbers of 0.1 mm, so sums of areas are exact."""

import csv
import functools
import pathlib
import tomllib

LAYERS = pathlib.Path(__file__).resolve().parents[2] / "layers"
ZIYA = LAYERS / "ziya"
UNITS = 10_000            # in a metre
AREA2 = 2 * UNITS ** 2    # doubled square units in a square metre
csv.field_size_limit(1 << 30)


@functools.cache
def table(name):
    """The rows of a layer; each a dict of texts."""
    with open(ZIYA / f"{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def header(name):
    with open(ZIYA / f"{name}.csv", encoding="utf-8", newline="") as file:
        return next(csv.reader(file))


def toml(path):
    with open(path, "rb") as file:
        return tomllib.load(file)


def coordinate(text):
    """Metres with at most four decimals, as whole units."""
    whole, _, part = text.partition(".")
    if not whole.isdigit() or len(part) > 4 or (part and not part.isdigit()):
        raise ValueError(f"not a coordinate on the 0.1 mm grid: {text}")
    return int(whole) * UNITS + int(part.ljust(4, "0"))


def points(text):
    return [tuple(coordinate(c) for c in pair.split(" ")) for pair in text.split(",")]


@functools.cache
def rings(wkt):
    """The rings of a polygon or multipolygon, closed, in their order."""
    kind, _, body = wkt.partition("(")
    if kind not in ("POLYGON", "MULTIPOLYGON"):
        raise ValueError(f"not a polygon: {kind}")
    return [points(part.strip("()")) for part in body.replace("),(", ")|(").split("|")]


def line(wkt):
    assert wkt.startswith("LINESTRING(") and wkt.endswith(")")
    return points(wkt[len("LINESTRING("):-1])


def doubled_area(wkt):
    """Twice the area; holes run clockwise and count negative."""
    return sum(x0 * y1 - x1 * y0 for ring in rings(wkt)
               for (x0, y0), (x1, y1) in zip(ring, ring[1:]))


def edges(wkt):
    return [edge for ring in rings(wkt) for edge in zip(ring, ring[1:])]


def passes(row, filters):
    return all(row[f["field"]] in f["values"] for f in filters)


def doubled_sum(rows):
    return sum(doubled_area(row["geometry"]) for row in rows)
