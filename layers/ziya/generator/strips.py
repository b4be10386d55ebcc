"""Blocks and road surfaces. Every line has a width: half of it is taken from the face on either
side. What is left of a face is a block; the rim is cut at the junctions, and the two halves of a
road become one parcel unless a district ends in its middle."""

from dataclasses import dataclass

from . import grid


@dataclass
class Strip:
    """The surface of a line between two junctions."""
    ring: list
    line: object
    tags: frozenset


@dataclass
class Block:
    """What is left of a face, or a whole face too small for a rim."""
    ring: list
    tags: frozenset
    sides: dict  # the line on its west, north, east and south, where there is one


def build(mesh, skeleton, tags_of):
    """All strips and blocks; tags_of(face) tells the areas that a face belongs to."""
    maker = StripMaker(mesh, skeleton)
    halves, blocks = {}, []
    for face in skeleton.faces:
        tags = tags_of(face)
        corners = maker.corners(face)
        if corners is None:
            blocks.append(Block(face, tags, {}))
            continue
        blocks.append(Block(corners, tags, maker.sides(face)))
        maker.remember(face, corners)
        halves[tuple(face)] = (face, corners, tags)
    parts = [part for face, corners, tags in halves.values()
             for part in maker.parts(face, corners, tags)]
    return join_halves(mesh, parts), blocks


class StripMaker:
    def __init__(self, mesh, skeleton):
        self.mesh = mesh
        self.skeleton = skeleton
        self.corner = {}   # (from, vertex, to) along a face → corner of its block
        self.stop = {}     # (vertex, other) → where the road from vertex to other begins

    def corners(self, face):
        """The vertices of the block inside a face, one for each of its own; None if it is small."""
        points = self.mesh.ring_points(face)
        count = len(face)
        inset = []
        for i in range(count):
            a, v, b = points[i - 1], points[i], points[(i + 1) % count]
            before = self.skeleton.edges[face[i - 1], face[i]].width / 2 * grid.UNITS
            after = self.skeleton.edges[face[i], face[(i + 1) % count]].width / 2 * grid.UNITS
            inset.append(inset_corner(a, v, b, before, after))
        if grid.area2(inset) < 2 * 1500 * grid.UNITS ** 2 or not grid.is_simple(inset):
            return None
        for (p, q), (u, v) in zip(zip(points, points[1:] + points[:1]),
                                  zip(inset, inset[1:] + inset[:1])):
            if (q[0] - p[0]) * (v[0] - u[0]) + (q[1] - p[1]) * (v[1] - u[1]) <= 0:
                return None
        return [self.mesh.add(point) for point in inset]

    def sides(self, face):
        """The name of the line along most of each side of a face."""
        reach = {}
        for a, b in zip(face, face[1:] + face[:1]):
            (px, py), (qx, qy) = self.mesh.points[a], self.mesh.points[b]
            dx, dy = qx - px, qy - py
            if abs(dx) > abs(dy):
                side = "south" if dx > 0 else "north"
            else:
                side = "east" if dy > 0 else "west"
            name = self.skeleton.edges[a, b].name
            reach[side, name] = reach.get((side, name), 0) + abs(dx) + abs(dy)
        longest = {}
        for (side, name), length in sorted(reach.items(), key=lambda item: item[1]):
            longest[side] = name
        return longest

    def remember(self, face, corners):
        for i, vertex in enumerate(face):
            self.corner[face[i - 1], vertex, face[(i + 1) % len(face)]] = corners[i]

    def through(self, vertex):
        """The two neighbours joined by the line that runs through a junction."""
        around = self.skeleton.around[vertex]
        lines = [self.skeleton.edges[vertex, other] for other in around]
        if len(around) == 2:
            return set(around)
        best = None
        for other, line in zip(around, lines):
            pair = [o for o, l in zip(around, lines) if l is line]
            key = (len(pair) < 2, line.rank, line.name)
            if best is None or key < best[0]:
                best = (key, pair)
        if len(best[1]) < 2:
            order = sorted(zip(around, lines), key=lambda item: (item[1].rank, item[1].name))
            return {order[0][0], order[1][0]}
        return set(best[1][:2])

    def start(self, vertex, other):
        """Where the road from a junction to a neighbour begins: the junction or a point before."""
        if other in self.through(vertex):
            return vertex
        key = (vertex, other)
        if key not in self.stop:
            self.stop[key] = self._stop(vertex, other)
        return self.stop[key]

    def _stop(self, vertex, other):
        around = self.skeleton.around[vertex]
        at = around.index(other)
        left = self.corner.get((around[(at + 1) % len(around)], vertex, other))
        right = self.corner.get((other, vertex, around[at - 1]))
        origin = self.mesh.points[vertex]
        way = grid.unit_vector(origin, self.mesh.points[other])
        marks = [(self.mesh.points[c][0] - origin[0]) * way[0]
                 + (self.mesh.points[c][1] - origin[1]) * way[1]
                 for c in (left, right) if c is not None]
        length = grid.distance(origin, self.mesh.points[other])
        mark = sum(marks) / len(marks)
        if mark < 3 * grid.UNITS or mark > 0.4 * length:
            return vertex
        point = (round(origin[0] + way[0] * mark), round(origin[1] + way[1] * mark))
        return self.mesh.cut_border(vertex, other, point)

    def parts(self, face, corners, tags):
        """The rim of a face, cut at its junctions: (ring, line, end junctions, tags)."""
        count = len(face)
        breaks = [i for i in range(count) if self._breaks(face, i)]
        if not breaks:
            breaks = [0]
        found = []
        for i, j in zip(breaks, breaks[1:] + [breaks[0] + count]):
            chain = [face[k % count] for k in range(i, j + 1)]
            inner = [corners[k % count] for k in range(i, j + 1)]
            head = self._head(chain[0], chain[1], face[i - 1], False)
            tail = self._head(chain[-1], chain[-2], face[(j + 1) % count], True)
            ring = head + chain[1:-1] + tail[::-1] + inner[::-1]
            line = self.skeleton.edges[chain[0], chain[1]]
            key = (frozenset(chain), tags)
            found.append((ring, line, key))
        return found

    def _breaks(self, face, i):
        vertex = face[i]
        before = self.skeleton.edges[face[i - 1], vertex]
        after = self.skeleton.edges[vertex, face[(i + 1) % len(face)]]
        return self.skeleton.degree(vertex) > 2 or before is not after

    def _head(self, vertex, inside, outside, takes_corner):
        """How a strip begins at a junction: where its road starts, or with the corner piece too.

        The corner belongs to the road that runs through; where none does, to one of the two.
        """
        if self.skeleton.degree(vertex) == 2:
            return [vertex]
        own, beyond = self.start(vertex, inside), self.start(vertex, outside)
        if own == vertex:
            return [vertex] if beyond == vertex else [beyond, vertex]
        if beyond == vertex or not takes_corner:
            return [own]
        return [beyond, vertex, own]


def inset_corner(a, v, b, before, after):
    """The corner of a block at v; the roads from a and to b reach `before` and `after` in."""
    ax, ay = grid.unit_vector(a, v)
    bx, by = grid.unit_vector(v, b)
    p = (v[0] - ay * before, v[1] + ax * before)
    q = (v[0] - by * after, v[1] + bx * after)
    turn = ax * by - ay * bx
    if abs(turn) < 0.12:
        middle = (before + after) / 2
        nx, ny = -(ay + by) / 2, (ax + bx) / 2
        length = (nx * nx + ny * ny) ** 0.5
        return (round(v[0] + nx / length * middle), round(v[1] + ny / length * middle))
    t = ((q[0] - p[0]) * by - (q[1] - p[1]) * bx) / turn
    return (round(p[0] + ax * t), round(p[1] + ay * t))


def join_halves(mesh, parts):
    """Strips: both halves of a road as one where no district ends between them."""
    groups = {}
    for ring, line, key in parts:
        groups.setdefault((key, line.name), []).append((ring, line))
    strips = []
    for (key, _), members in groups.items():
        rings = [ring for ring, _ in members]
        line, tags = members[0][1], key[1]
        if len(rings) == 2:
            outline = mesh.merge(rings)
            if len(outline) == 1 and grid.is_simple(mesh.ring_points(outline[0])):
                rings = outline
        strips += [Strip(ring, line, tags) for ring in rings]
    return strips
