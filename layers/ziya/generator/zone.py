"""Puts the geometry together: one mesh, its parcels, and the areas they belong to."""

from dataclasses import dataclass, field

from . import blocks, grid, layout, rural, strips
from .mesh import Mesh
from .skeleton import Skeleton, ring_between

GROUPS = ("ziya-town", "ziya-belt", "ziya-d1", "ziya-d2", "ziya-d3", "ziya-d4", "ziya-d5")


@dataclass
class Parcel:
    """A parcel: its geometry, what made it, and later its attributes."""
    ring: list
    holes: tuple
    role: str           # plot, island, street, road
    kind: str           # of the block around it: industry, town, eco, fields …
    tags: frozenset     # ids of the areas it lies in
    block: int          # number of its block; 0 for roads
    line: object = None
    sides: dict = field(default_factory=dict)  # lines around its block
    place: str = ""     # village, town or river bank
    area2: int = 0      # exact: twice the area in square grid units
    centre: tuple = ()  # metres
    row: dict = field(default_factory=dict)

    @property
    def group(self):
        """The group of the plan: town, belt or industrial district; "" for the country."""
        return next((tag for tag in GROUPS if tag in self.tags), "")

    @property
    def square_metres(self):
        return self.area2 / 2 / grid.UNITS ** 2


class Zone:
    def __init__(self):
        self.mesh = Mesh()
        self.lines = layout.all_lines()
        course = {line.name: line.points for line in self.lines}
        self.areas = {area: [ring_between([course[n] for n in names]) for names in rings]
                      for area, rings in layout.RINGS.items()}
        self.river = course["黑龙港河"]
        self.villages = {name: course[rural.ring_name(name)] for name, *_ in rural.VILLAGES}
        self.skeleton = Skeleton(self.mesh, self.lines)
        self.tags = {tuple(face): self._tags(face) for face in self.skeleton.faces}
        self._trim()
        self.parcels = self._make_parcels()

    def _tags(self, face):
        point = grid.to_metres(grid.inner_point(self.mesh.ring_points(face)))
        return frozenset(area for area, rings in self.areas.items()
                         if any(grid.contains(ring, point) for ring in rings))

    def _trim(self):
        """Moves one bend for each planned area, so that it is as planned to the grid."""
        for area, name, place in layout.TRIMS:
            line = next(line for line in self.lines if line.name == name)
            bends = [v for v in line.vertices if self.skeleton.degree(v) == 2]
            vertex = min(bends, key=lambda v: grid.distance(
                grid.to_metres(self.mesh.points[v]), place))
            at = line.vertices.index(vertex)
            a, b = (self.mesh.points[line.vertices[k]] for k in (at - 1, at + 1))
            span = grid.distance(a, b)
            nx, ny = (b[1] - a[1]) / span, (a[0] - b[0]) / span
            for _ in range(3):
                before = self._excess2(area)
                self.skeleton.move(vertex, (round(nx * grid.UNITS), round(ny * grid.UNITS)))
                by = -before / (self._excess2(area) - before) * grid.UNITS - grid.UNITS
                self.skeleton.move(vertex, (round(nx * by), round(ny * by)))

    def _excess2(self, area):
        faces = [f for f in self.skeleton.faces if area == "ziya" or area in self.tags[tuple(f)]]
        total = sum(self.mesh.area2(face) for face in faces)
        return total - round(layout.PLANNED[area] * layout.KM2 * 2 * grid.UNITS ** 2)

    def _make_parcels(self):
        roads, rims = strips.build(self.mesh, self.skeleton, lambda f: self.tags[tuple(f)])
        parcels = [Parcel(s.ring, (), "road", "road", s.tags, 0, line=s.line) for s in roads]
        for number, block in enumerate(rims, 1):
            kind, place = self._kind(block)
            rnd = grid.Random(1000 + number)
            for piece in blocks.divide(self.mesh, block.ring, blocks.PROFILES[kind], rnd):
                parcels.append(Parcel(piece.ring, piece.holes, piece.role, kind, block.tags,
                                      number, sides=block.sides, place=place))
        for parcel in parcels:
            parcel.ring = self.mesh.expand(parcel.ring)
            parcel.area2 = self.mesh.area2(parcel.ring) - sum(
                self.mesh.area2(hole) for hole in parcel.holes)
            parcel.centre = grid.to_metres(
                grid.inner_point(self.mesh.ring_points(parcel.ring)))
        return parcels

    def _kind(self, block):
        """How a block is divided, and the village or town that it belongs to."""
        x, y = grid.to_metres(grid.inner_point(self.mesh.ring_points(block.ring)))
        if any(tag.startswith("ziya-d") for tag in block.tags):
            return "industry", ""
        if "ziya-town" in block.tags:
            return "town", ""
        if "ziya-belt" in block.tags:
            if x < 10000:
                return "eco", ""
            off_axis = abs(x - layout.at(self.river, y, 1))
            return "riverside", "bank" if off_axis < 140 else ""
        for name, ring in self.villages.items():
            if grid.contains(ring, (x, y)):
                return "village", name
        for name, _, kind, ring in rural.TOWNS:
            if grid.contains(ring, (x, y)):
                return kind, name
        area = self.mesh.area2(block.ring) / 2 / grid.UNITS ** 2
        if 3990 < x < 7900 and 9790 < y < 10200 and area < 600_000:
            return "median", ""
        return "fields", ""
