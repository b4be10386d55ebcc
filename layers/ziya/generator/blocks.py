"""Cuts blocks into parcels: by inner streets while they are large, then by single lines."""

from dataclasses import dataclass

from . import grid
from .rural import CIRCLE

M2 = grid.UNITS ** 2
DIRECTIONS = [(1.0, 0.0), (0.96, 0.28), (0.8, 0.6), (0.6, 0.8), (0.28, 0.96), (0.0, 1.0),
              (-0.28, 0.96), (-0.6, 0.8), (-0.8, 0.6), (-0.96, 0.28)]


@dataclass(frozen=True)
class Profile:
    """How land of a kind is divided. Areas in m², widths in metres."""
    plots: tuple            # smallest and largest plot wanted
    streets: tuple = ()     # (area from which a block is cut by a street, its width), falling
    aspect: float = 1.7     # length to width of a plot at which its length is halved
    skew: float = 0.03      # how far cuts lean, as a slope
    joined: float = 0.0     # share of plots that are joined with a neighbour
    islands: float = 0.0    # share of plots of a good size with a pond or grove inside


PROFILES = {
    "industry": Profile((9_000, 62_000), ((190_000, 16),), 1.9, 0.02, 0.10),
    "town": Profile((5_500, 26_000), ((65_000, 12),), 1.6, 0.02, 0.08),
    "eco": Profile((26_000, 120_000), ((260_000, 5),), 2.0, 0.12, 0.06, 0.10),
    "riverside": Profile((18_000, 90_000), (), 2.6, 0.10, 0.05, 0.08),
    "median": Profile((15_000, 60_000), (), 4.0, 0.02),
    "village": Profile((3_900, 10_500), ((26_000, 5),), 1.6, 0.09, 0.06),
    "oldtown": Profile((4_500, 17_000), ((220_000, 16), (42_000, 9)), 1.6, 0.06, 0.08),
    "oldworks": Profile((7_000, 38_000), ((130_000, 14),), 1.8, 0.05, 0.08),
    "fields": Profile((24_000, 76_000), ((420_000, 8), (190_000, 5)), 3.4, 0.015, 0.03, 0.06),
}


@dataclass
class Piece:
    """A part of a block."""
    ring: list
    role: str  # plot, street or island
    holes: tuple = ()


def divide(mesh, ring, profile, rnd):
    """The parcels of a block."""
    pieces = cut(mesh, ring, profile, rnd)
    plots = join_some(mesh, [p for p in pieces if p.role == "plot"], profile.joined, rnd)
    streets = [p for p in pieces if p.role == "street"]
    return plots + streets + add_islands(mesh, plots, profile.islands, rnd)


def cut(mesh, ring, profile, rnd):
    area = mesh.area2(mesh.expand(ring)) / 2 / M2
    for least, width in profile.streets:
        if area > least * rnd.between(0.85, 1.2):
            parts = (cut_by_street(mesh, ring, profile, width, rnd, False)
                     or cut_by_street(mesh, ring, profile, width, rnd, True))
            if parts:
                street, sides = parts
                rest = [piece for side in sides for piece in cut(mesh, side, profile, rnd)]
                return [Piece(street, "street")] + rest
            break
    low, high = profile.plots
    bent = is_bent(mesh, ring, area)
    if area < low * (0.8 if bent else 1.5) or (not bent and area < rnd.between(low * 1.2, high)):
        return [Piece(ring, "plot")]
    for attempt in range(4):
        if bent and attempt == 0:
            line = shortest_cut(mesh, ring)
        else:
            line = cut_line(mesh, ring, profile, rnd, attempt % 2 == 1, attempt > 1)
        parts = mesh.split(ring, *line, 7 * grid.UNITS)
        if parts and min(mesh.area2(p) for p in parts) > 0.35 * low * 2 * M2:
            return [piece for part in parts for piece in cut(mesh, part, profile, rnd)]
    return [Piece(ring, "plot")]


def is_bent(mesh, ring, area):
    """Whether a ring winds around something or is very thin: its border is long for its area."""
    points = mesh.ring_points(mesh.expand(ring))
    border = sum(grid.distance(a, b) for a, b in zip(points, points[1:] + points[:1])) / grid.UNITS
    return area < 0.014 * border ** 2


def shortest_cut(mesh, ring):
    """A place inside a ring and the direction in which its border is nearest on both sides."""
    ring = mesh.expand(ring)
    origin = grid.inner_point(mesh.ring_points(ring))

    def length(direction):
        ends = mesh.crossings(ring, origin, direction)
        return grid.distance(ends[0][1], ends[1][1]) if ends else float("inf")

    return origin, min(DIRECTIONS, key=length)


def cut_by_street(mesh, ring, profile, width, rnd, inner):
    """A street through the middle of a block: (street, two sides), or None."""
    origin, (dx, dy) = cut_line(mesh, ring, profile, rnd, inner, inner)
    half = width / 2 * grid.UNITS
    first = mesh.split(ring, (origin[0] - dy * half, origin[1] + dx * half), (dx, dy), 0)
    if not first:
        return None
    left, right = sorted(first, key=lambda part: -side_of(mesh, part, origin, (dx, dy)))
    second = mesh.split(right, (origin[0] + dy * half, origin[1] - dx * half), (dx, dy), 0)
    if not second:
        return None
    street, right = sorted(second, key=lambda part: -side_of(mesh, part, origin, (dx, dy)))
    _, length, _, _ = best_box(mesh.ring_points(street))
    if mesh.area2(street) / 2 > 1.5 * width * grid.UNITS * length:
        return None  # the two cuts end on different borders
    return street, (left, right)


def side_of(mesh, ring, origin, direction):
    x, y = grid.centroid(mesh.ring_points(ring))
    return direction[0] * (y - origin[1]) - direction[1] * (x - origin[0])


def cut_line(mesh, ring, profile, rnd, turned, inner):
    """A place and a direction to cut a ring: across its length, or along it when it is short.

    `turned` takes the other direction; `inner` a place that lies inside a ring of any shape.
    """
    points = mesh.ring_points(mesh.expand(ring))
    (ux, uy), length, width, middle = best_box(points)
    if (length < profile.aspect * width * rnd.between(0.75, 1.1)) != turned:
        ux, uy, length = -uy, ux, width
    lean = rnd.between(-profile.skew, profile.skew)
    offset = rnd.between(-0.14, 0.14) * length
    if inner:
        middle, offset = grid.inner_point(points), 0.0
    vx, vy = -uy + lean * ux, ux + lean * uy
    size = (vx * vx + vy * vy) ** 0.5
    return (middle[0] + ux * offset, middle[1] + uy * offset), (vx / size, vy / size)


def best_box(points):
    """The smallest box around a ring: unit vector of its length, length, width, middle."""
    best = None
    for a, b in zip(points, points[1:] + points[:1]):
        if grid.distance(a, b) < 12 * grid.UNITS:
            continue
        ux, uy = grid.unit_vector(a, b)
        s = [x * ux + y * uy for x, y in points]
        t = [y * ux - x * uy for x, y in points]
        length, width = max(s) - min(s), max(t) - min(t)
        if best is None or length * width < best[0]:
            best = (length * width, (ux, uy), length, width,
                    (max(s) + min(s)) / 2, (max(t) + min(t)) / 2)
    if best is None:
        return (1.0, 0.0), 1.0, 1.0, grid.centroid(points)
    _, (ux, uy), length, width, s, t = best
    middle = (s * ux - t * uy, s * uy + t * ux)
    if width > length:
        (ux, uy), length, width = (-uy, ux), width, length
    return (ux, uy), length, width, middle


def join_some(mesh, plots, share, rnd):
    """Joins some plots with a neighbour, which gives angled shapes."""
    plots = list(plots)
    at = 0
    while at < len(plots):
        if rnd.chance(share):
            for other in range(at + 1, len(plots)):
                outline = mesh.merge([plots[at].ring, plots[other].ring])
                if len(outline) == 1 and grid.is_simple(mesh.ring_points(outline[0])):
                    plots[at] = Piece(outline[0], "plot")
                    del plots[other]
                    break
        at += 1
    return plots


def add_islands(mesh, plots, share, rnd):
    """Ponds and groves inside some plots, each a hole of its plot and a parcel of its own."""
    made = []
    for plot in plots:
        if not rnd.chance(share):
            continue
        points = mesh.ring_points(mesh.expand(plot.ring))
        centre = grid.inner_point(points)
        room = min(distance_to(centre, a, b) for a, b in zip(points, points[1:] + points[:1]))
        radius = room * rnd.between(0.55, 0.85)
        if radius < 16 * grid.UNITS:
            continue
        ring = []
        for x, y in CIRCLE:
            r = radius * rnd.between(0.68, 1.0)
            ring.append(mesh.add((round(centre[0] + x * r), round(centre[1] + y * r))))
        plot.holes = (ring,)
        made.append(Piece(ring, "island"))
    return made




def distance_to(point, a, b):
    """The distance of a point from a segment."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    t = ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / (dx * dx + dy * dy)
    t = max(0.0, min(1.0, t))
    return grid.distance(point, (a[0] + dx * t, a[1] + dy * t))
