"""A planar mesh on the grid. Polygons are rings of vertex numbers and share their borders: when a
border is cut at a new vertex, the polygons on both sides see it, so no gap or overlap can arise."""

from . import grid

MIN_GAP = 1.5 * grid.UNITS  # a new vertex keeps this distance from its neighbours


class Mesh:
    def __init__(self):
        self.points = []
        self.number = {}
        self.middle = {}  # (low, high) vertex of a border → the vertex that cuts it

    def add(self, point):
        """The number of the vertex at a grid point."""
        found = self.number.get(point)
        if found is None:
            found = self.number[point] = len(self.points)
            self.points.append(point)
        return found

    def add_metres(self, point):
        return self.add(grid.to_grid(point))

    def path(self, a, b):
        """The vertices from a to b along their border, without b."""
        middle = self.middle.get((a, b) if a < b else (b, a))
        if middle is None:
            return [a]
        return self.path(a, middle) + self.path(middle, b)

    def expand(self, ring):
        """The ring with every vertex that cuts one of its borders."""
        full = []
        for a, b in zip(ring, ring[1:] + ring[:1]):
            full += self.path(a, b)
        return full

    def ring_points(self, ring):
        return [self.points[v] for v in ring]

    def area2(self, ring):
        return grid.area2(self.ring_points(ring))

    def cut_border(self, a, b, point):
        """A vertex at (about) a grid point of the border from a to b: a new one, or one nearby."""
        path = self.path(a, b) + [b]
        pa, pb = self.points[a], self.points[b]
        span = (pb[0] - pa[0], pb[1] - pa[1])

        def along(p):
            return (p[0] - pa[0]) * span[0] + (p[1] - pa[1]) * span[1]

        mark = along(point)
        for p, q in zip(path, path[1:]):
            if mark <= along(self.points[q]) or q == b:
                break
        for near in (p, q):
            if grid.distance(self.points[near], point) < MIN_GAP:
                return near
        vertex = self.add(point)
        self.middle[(p, q) if p < q else (q, p)] = vertex
        return vertex

    def split(self, ring, origin, direction, snap):
        """Cuts a ring along a line; None where that is impossible.

        The origin, in grid units, lies inside the ring. The cut ends at vertices closer than `snap`
        grid units rather than at new ones.
        """
        ring = self.expand(ring)
        ends = self.crossings(ring, origin, direction)
        if ends is None:
            return None
        a, b = (self._end_vertex(ring, edge, point, snap) for edge, point in ends)
        return self._join(self.expand(ring), a, b)

    def crossings(self, ring, origin, direction):
        """Where a line leaves a ring on both sides of its origin: two (border, point)."""
        dx, dy = direction
        before = after = None
        count_before = 0
        sides = [dx * (y - origin[1]) - dy * (x - origin[0])
                 for x, y in (self.points[v] for v in ring)]
        for i, side in enumerate(sides):
            j = (i + 1) % len(ring)
            if (side > 0) == (sides[j] > 0):
                continue
            p, q = self.points[ring[i]], self.points[ring[j]]
            t = side / (side - sides[j])
            point = (p[0] + (q[0] - p[0]) * t, p[1] + (q[1] - p[1]) * t)
            mark = (point[0] - origin[0]) * dx + (point[1] - origin[1]) * dy
            found = (mark, (ring[i], ring[j]), (round(point[0]), round(point[1])))
            count_before += mark < 0
            if mark < 0 and (before is None or mark > before[0]):
                before = found
            if mark >= 0 and (after is None or mark < after[0]):
                after = found
        if before is None or after is None or count_before % 2 == 0:
            return None  # the origin lies outside
        return before[1:], after[1:]

    def _end_vertex(self, ring, edge, point, snap):
        near = min(edge, key=lambda v: grid.distance(self.points[v], point))
        if grid.distance(self.points[near], point) < snap:
            return near
        return self.cut_border(edge[0], edge[1], point)

    def _join(self, ring, a, b):
        """Cuts an expanded ring from vertex a to vertex b, if the cut stays inside."""
        i, j = ring.index(a), ring.index(b)
        if i > j:
            i, j = j, i
        parts = (ring[i:j + 1], ring[j:] + ring[:i + 1])
        if min(len(part) for part in parts) < 3:
            return None
        p, q = self.points[ring[i]], self.points[ring[j]]
        for u, v in zip(ring, ring[1:] + ring[:1]):
            if u not in (ring[i], ring[j]) and v not in (ring[i], ring[j]):
                if grid.segments_meet(p, q, self.points[u], self.points[v]):
                    return None
        if any(self.area2(part) < 200 * grid.UNITS ** 2 for part in parts):
            return None
        return parts

    def merge(self, rings):
        """The outline of polygons that share borders: rings, outer ones anticlockwise."""
        follow = {}
        for ring in rings:
            full = self.expand(ring)
            for a, b in zip(full, full[1:] + full[:1]):
                back = follow.get(b)
                if back and a in back:
                    back.remove(a)
                    if not back:
                        del follow[b]
                else:
                    follow.setdefault(a, []).append(b)
        return self._trace(follow)

    def _trace(self, follow):
        outline = []
        while follow:
            start = min(follow)
            ring, at, came = [], start, None
            while True:
                ring.append(at)
                step = self._turn(came, at, follow[at])
                follow[at].remove(step)
                if not follow[at]:
                    del follow[at]
                came, at = at, step
                if at == start:
                    break
            outline.append(ring)
        return outline

    def _turn(self, came, at, choices):
        """The way on that turns left most, so that rings touching in a vertex stay apart."""
        if came is None or len(choices) == 1:
            return choices[0]
        back = grid.unit_vector(self.points[at], self.points[came])

        def leftness(vertex):
            way = grid.unit_vector(self.points[at], self.points[vertex])
            sine = back[0] * way[1] - back[1] * way[0]
            cosine = back[0] * way[0] + back[1] * way[1]
            return pseudo_angle(cosine, sine)

        return max(choices, key=leftness)


def pseudo_angle(x, y):
    """A number in [0, 4) that grows with the angle of a direction from the x axis."""
    share = y / (abs(x) + abs(y))
    if x < 0:
        return 2 - share
    return share if y >= 0 else 4 + share
