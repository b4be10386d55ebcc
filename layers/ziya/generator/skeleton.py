"""The arrangement of named lines: a planar graph on the grid, and its faces."""

from dataclasses import dataclass, field

from . import grid
from .mesh import pseudo_angle

CLUSTER = 42.0  # metres: crossings closer than this are one junction
CLEAR = 52.0    # metres: a bend this close to a junction is left out


@dataclass
class Line:
    """A named line with the surface around it."""
    name: str
    name_en: str
    kind: str      # expressway, highway, trunk, street, county, lane, greenway, levee, ditch,
                   # river or border
    width: float   # metres, of the whole surface
    rank: int      # at a junction the lowest rank runs through
    points: list   # metres
    state: str = "已建成"
    vertices: list = field(default_factory=list)  # numbers in the mesh, once arranged


class Skeleton:
    """Edges {(a, b): line} in both directions and the faces to their left."""

    def __init__(self, mesh, lines):
        self.mesh = mesh
        self.lines = lines
        self._arrange()
        self.edges = {}
        for line in lines:
            for a, b in zip(line.vertices, line.vertices[1:]):
                self.edges[a, b] = self.edges[b, a] = line
        self._prune()
        self.around = self._sort_neighbours()
        self.faces = self._trace_faces()

    def degree(self, vertex):
        return len(self.around[vertex])

    def move(self, vertex, by):
        """Moves a vertex by grid units; the shape of the graph must not change."""
        old = self.mesh.points[vertex]
        del self.mesh.number[old]
        new = (old[0] + by[0], old[1] + by[1])
        self.mesh.points[vertex] = new
        self.mesh.number[new] = vertex

    def _arrange(self):
        cuts = [[[] for _ in line.points] for line in self.lines]
        joints = {}
        for (i, s), (j, t), at_s, at_t, point in crossings(self.lines):
            vertex = self.mesh.add(nearest_joint(joints, grid.to_grid(point)))
            cuts[i][s].append((at_s, vertex))
            cuts[j][t].append((at_t, vertex))
        for line, cut in zip(self.lines, cuts):
            line.vertices = self._chain(line, cut)

    def _chain(self, line, cut):
        """The vertices of a line: its junctions, and its bends that keep clear of them."""
        chain = []
        joints = [self.mesh.points[v] for found in cut for _, v in found]
        clear = CLEAR * grid.UNITS
        for s, point in enumerate(line.points):
            bend = grid.to_grid(point)
            if all(grid.distance(bend, joint) > clear for joint in joints):
                chain.append(self.mesh.add(bend))
            for _, vertex in sorted(cut[s]):
                if not chain or chain[-1] != vertex:
                    chain.append(vertex)
        if line.points[0] == line.points[-1] and chain[0] != chain[-1]:
            chain.append(chain[0])
        return chain

    def _prune(self):
        """Takes dead ends away."""
        degree = {}
        for a, _ in self.edges:
            degree[a] = degree.get(a, 0) + 1
        ends = sorted(v for v, count in degree.items() if count == 1)
        while ends:
            vertex = ends.pop()
            others = [b for a, b in self.edges if a == vertex]
            if len(others) != 1:
                continue
            other = others[0]
            line = self.edges.pop((vertex, other))
            del self.edges[other, vertex]
            if vertex in (line.vertices[0], line.vertices[-1]):
                line.vertices.remove(vertex)
            degree[other] -= 1
            if degree[other] == 1:
                ends.append(other)

    def _sort_neighbours(self):
        around = {}
        for a, b in self.edges:
            around.setdefault(a, []).append(b)
        for vertex, others in around.items():
            p = self.mesh.points[vertex]

            def angle(other):
                q = self.mesh.points[other]
                return pseudo_angle(q[0] - p[0], q[1] - p[1])

            others.sort(key=angle)
        return around

    def _trace_faces(self):
        """All faces but the outer one, as anticlockwise rings."""
        left = dict.fromkeys(sorted(self.edges))
        faces = []
        while left:
            a, b = next(iter(left))
            ring = []
            while (a, b) in left:
                del left[a, b]
                ring.append(a)
                others = self.around[b]
                a, b = b, others[others.index(a) - 1]
            if self.mesh.area2(ring) > 0:
                faces.append(ring)
        return faces


def nearest_joint(joints, point):
    """An earlier junction within CLUSTER of a point, else the point, which becomes one."""
    size = CLUSTER * grid.UNITS
    cell = (int(point[0] // size), int(point[1] // size))
    for dx in (-1, 0, 1):
        for dy in (-1, 0, 1):
            for other in joints.get((cell[0] + dx, cell[1] + dy), []):
                if grid.distance(other, point) < size:
                    return other
    joints.setdefault(cell, []).append(point)
    return point


def crossings(lines):
    """All crossings of different lines: (line, segment) twice, shares of both, point in metres."""
    cells = {}
    for i, line in enumerate(lines):
        for s, (a, b) in enumerate(zip(line.points, line.points[1:])):
            for cell in cells_of(a, b):
                cells.setdefault(cell, []).append((i, s, a, b))
    seen = set()
    found = []
    for cell in sorted(cells):
        members = cells[cell]
        for at, (i, s, a, b) in enumerate(members):
            for j, t, c, d in members[at + 1:]:
                if i == j or (i, s, j, t) in seen:
                    continue
                seen.add((i, s, j, t))
                hit = crossing(a, b, c, d)
                if hit:
                    found.append(((i, s), (j, t)) + hit)
    return sorted(found)


def cells_of(a, b, size=250.0):
    for x in range(int(min(a[0], b[0]) // size), int(max(a[0], b[0]) // size) + 1):
        for y in range(int(min(a[1], b[1]) // size), int(max(a[1], b[1]) // size) + 1):
            yield (x, y)


def crossing(a, b, c, d):
    """Where segment a b crosses segment c d: (share of a b, share of c d, point), or None."""
    rx, ry, sx, sy = b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]
    turn = rx * sy - ry * sx
    if turn == 0:
        return None
    t = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / turn
    u = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / turn
    if 0 <= t < 1 and 0 <= u < 1:
        return t, u, (a[0] + rx * t, a[1] + ry * t)
    return None


def ring_between(lines):
    """The ring bounded by polylines in order, each running between its neighbours' crossings."""
    count = len(lines)
    corners = [first_crossing(lines[i], lines[(i + 1) % count]) for i in range(count)]
    ring = []
    for i, line in enumerate(lines):
        start, end = corners[i - 1][1], corners[i][0]
        ring.append(corners[i - 1][2])
        if start < end:
            ring += [p for s, p in enumerate(line) if start < s < end]
        else:
            ring += [p for s, p in reversed(list(enumerate(line))) if end < s < start]
    return ring


def first_crossing(one, other):
    """(place on one, place on other, point): places count segments with their share."""
    for s, (a, b) in enumerate(zip(one, one[1:])):
        for t, (c, d) in enumerate(zip(other, other[1:])):
            hit = crossing(a, b, c, d)
            if hit:
                return s + hit[0], t + hit[1], hit[2]
    raise ValueError("lines that bound an area do not meet")
