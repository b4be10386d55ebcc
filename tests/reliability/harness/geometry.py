"""Geometries in cells of 0.1 mm: as WKT for operations, and back from the WKB of a dump."""

import struct

CELLS_PER_METRE = 10_000


def metres(cells):
    """Exact decimal text."""
    sign = "-" if cells < 0 else ""
    whole, part = divmod(abs(cells), CELLS_PER_METRE)
    return f"{sign}{whole}.{part:04d}" if part else f"{sign}{whole}"


def _positions(vertices):
    return "(" + ", ".join(f"{metres(x)} {metres(y)}" for x, y in vertices) + ")"


def wkt(kind, parts):
    """kind: as in the catalogue; parts → rings or lines → vertices in cells."""
    if kind == "Point":
        x, y = parts[0][0][0]
        return f"POINT ({metres(x)} {metres(y)})"
    if kind == "LineString":
        return "LINESTRING " + _positions(parts[0][0])
    texts = ["(" + ", ".join(_positions(ring) for ring in part) + ")" for part in parts]
    return "POLYGON " + texts[0] if kind == "Polygon" else "MULTIPOLYGON (" + ", ".join(texts) + ")"


def rectangle(west, south, east, north):
    ring = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    return [[ring]]


def _area2(ring):
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:]))


def normal(kind, parts):
    """A form that does not depend on where rings begin, how they turn and in what order they come."""
    if kind in ("Point", "LineString"):
        return (kind, tuple(map(tuple, parts[0][0])))
    done = []
    for part in parts:
        rings = []
        for ring in part:
            corners = [tuple(corner) for corner in (ring if _area2(ring) > 0 else ring[::-1])][:-1]
            least = corners.index(min(corners))
            rings.append(tuple(corners[least:] + corners[:least]))
        done.append((rings[0], tuple(sorted(rings[1:]))))
    return ("Polygon", tuple(sorted(done)))


class _Reader:
    def __init__(self, content):
        self.content = content
        self.at = 0

    def take(self, form):
        values = struct.unpack_from("<" + form, self.content, self.at)
        self.at += struct.calcsize("<" + form)
        return values

    def cell(self, value):
        cells = round(value * CELLS_PER_METRE)
        if cells / CELLS_PER_METRE != value:
            raise ValueError(f"{value!r} is not on the grid of 0.1 mm")
        return cells

    def vertices(self):
        (count,) = self.take("I")
        return [self.vertex() for _ in range(count)]

    def vertex(self):
        return tuple(self.cell(value) for value in self.take("dd"))

    def geometry(self):
        order, kind = self.take("BI")
        if order != 1:
            raise ValueError("WKB that is not little-endian")
        if kind == 1:
            return "Point", [[[self.vertex()]]]
        if kind == 2:
            return "LineString", [[self.vertices()]]
        (count,) = self.take("I")
        if kind == 3:
            return "Polygon", [[self.vertices() for _ in range(count)]]
        if kind == 6:
            return "MultiPolygon", [self.geometry()[1][0] for _ in range(count)]
        raise ValueError(f"WKB of type {kind}")


def normal_of_wkb(hexadecimal):
    reader = _Reader(bytes.fromhex(hexadecimal))
    kind, parts = reader.geometry()
    if reader.at != len(reader.content):
        raise ValueError("WKB with more behind it")
    return normal(kind, parts)
