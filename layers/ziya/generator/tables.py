"""The catalogue (layers/catalog) and the CSV files that follow it."""

import csv
import io
import tomllib
from datetime import date

from . import grid


class Catalogue:
    """The schema of each layer, as layers/catalog/<name>.toml states it."""

    def __init__(self, folder):
        self.folder = folder

    def layer(self, name):
        with open(self.folder / f"{name}.toml", "rb") as file:
            return tomllib.load(file)


def coordinate(value, origin):
    """A grid coordinate as metres in the CRS, without trailing zeros."""
    whole, part = divmod(value + origin * grid.UNITS, grid.UNITS)
    return f"{whole}.{part:04d}".rstrip("0").rstrip(".")


def position(point):
    return f"{coordinate(point[0], grid.ORIGIN[0])} {coordinate(point[1], grid.ORIGIN[1])}"


def positions(points):
    return "(" + ",".join(position(p) for p in points) + ")"


def ring_text(points):
    return positions(points + points[:1])


def polygon(rings):
    return "POLYGON(" + ",".join(ring_text(ring) for ring in rings) + ")"


def multipolygon(polygons):
    return "MULTIPOLYGON(" + ",".join(
        "(" + ",".join(ring_text(ring) for ring in rings) + ")" for rings in polygons) + ")"


def line(points):
    return "LINESTRING" + positions(points)


def point(at):
    return f"POINT({position(at)})"


def cell(value, kind):
    """A value as the catalogue's type writes it; nothing for an absent one."""
    if value is None or value == "":
        return ""
    if kind == "date":
        assert isinstance(value, date)
        return value.isoformat()
    if kind == "real":
        return f"{value:.4f}".rstrip("0").rstrip(".")
    return str(value)


def write(folder, catalogue, name, rows):
    """Writes one layer as CSV: its geometry, then the fields of the catalogue in their order, all
    but those that no row speaks of."""
    layer = catalogue.layer(name)
    rows = list(rows)
    known = set().union(*rows)
    fields = [field for field in layer["field"] if field["name"] in known]
    header = [field["name"] for field in fields]
    spatial = layer["geometry"] != "None"
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow((["geometry"] if spatial else []) + header)
    for row in rows:
        unknown = set(row) - set(header) - {"geometry"}
        if unknown:
            raise ValueError(f"{name}: the catalogue lacks {sorted(unknown)}")
        cells = [cell(row.get(field["name"]), field["type"]) for field in fields]
        writer.writerow(([row["geometry"]] if spatial else []) + cells)
    (folder / f"{name}.csv").write_text(text.getvalue(), encoding="utf-8", newline="\n")
