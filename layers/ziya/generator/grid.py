"""Numbers: the integer grid, random numbers that never change, and small plane geometry."""

UNITS = 10_000  # grid units in a metre: 0.1 mm
ORIGIN = (480_000, 4_290_000)  # metres east and north of the local origin in EPSG:4548
MASK = (1 << 64) - 1


class Random:
    """A linear congruential generator (constants of Knuth's MMIX), the same on every machine."""

    def __init__(self, seed):
        self.state = (seed * 0x9E3779B97F4A7C15 + 1) & MASK
        for _ in range(4):
            self.unit()

    def unit(self):
        """A number in [0, 1) with 32 random bits."""
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) & MASK
        return (self.state >> 32) / 4294967296.0

    def between(self, low, high):
        return low + (high - low) * self.unit()

    def integer(self, low, high):
        """An integer from low to high, both possible."""
        return low + int(self.unit() * (high - low + 1))

    def chance(self, probability):
        return self.unit() < probability

    def pick(self, items):
        return items[int(self.unit() * len(items))]

    def weighted(self, pairs):
        """One of the items of [(item, weight), …]."""
        mark = self.unit() * sum(weight for _, weight in pairs)
        for item, weight in pairs:
            mark -= weight
            if mark < 0:
                return item
        return pairs[-1][0]


def to_grid(point):
    """The grid point nearest to a point in metres."""
    return (round(point[0] * UNITS), round(point[1] * UNITS))


def to_metres(point):
    return (point[0] / UNITS, point[1] / UNITS)


def area2(ring):
    """Twice the signed area of a ring of points; exact for grid points."""
    total = 0
    x0, y0 = ring[-1]
    for x1, y1 in ring:
        total += x0 * y1 - x1 * y0
        x0, y0 = x1, y1
    return total


def cross(o, a, b):
    """Twice the area of the triangle o a b: positive when it turns left."""
    return (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0])


def distance(a, b):
    return ((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5


def unit_vector(a, b):
    length = distance(a, b)
    return ((b[0] - a[0]) / length, (b[1] - a[1]) / length)


def segments_meet(a, b, c, d):
    """Whether two segments share a point; exact for grid points."""
    d1, d2 = cross(a, b, c), cross(a, b, d)
    d3, d4 = cross(c, d, a), cross(c, d, b)
    if ((d1 > 0) != (d2 > 0) or d1 == 0 or d2 == 0) and (
            (d3 > 0) != (d4 > 0) or d3 == 0 or d4 == 0):
        if d1 == d2 == 0:
            return (min(a[0], b[0]) <= max(c[0], d[0]) and min(c[0], d[0]) <= max(a[0], b[0])
                    and min(a[1], b[1]) <= max(c[1], d[1]) and min(c[1], d[1]) <= max(a[1], b[1]))
        return (d1 == 0 or d2 == 0 or (d1 > 0) != (d2 > 0)) and (
            d3 == 0 or d4 == 0 or (d3 > 0) != (d4 > 0))
    return False


def contains(ring, point):
    """Whether a ring of points contains a point (not decided on the border)."""
    inside = False
    x, y = point
    x0, y0 = ring[-1]
    for x1, y1 in ring:
        if (y0 > y) != (y1 > y) and x < x0 + (x1 - x0) * (y - y0) / (y1 - y0):
            inside = not inside
        x0, y0 = x1, y1
    return inside


def is_simple(ring):
    """Whether no two edges of a ring of grid points touch except neighbours in their vertex."""
    count = len(ring)
    if count < 3 or len(set(ring)) != count:
        return False
    edges = []
    for i, a in enumerate(ring):
        b = ring[(i + 1) % count]
        edges.append((min(a[0], b[0]), max(a[0], b[0]), i, a, b))
    edges.sort()
    for at, (_, right, i, a, b) in enumerate(edges):
        for other_left, _, j, c, d in edges[at + 1:]:
            if other_left > right:
                break
            if max(a[1], b[1]) < min(c[1], d[1]) or max(c[1], d[1]) < min(a[1], b[1]):
                continue
            if (i + 1) % count == j or (j + 1) % count == i:
                common, p, q = (b, a, d) if b == c else (a, b, c)
                if cross(common, p, q) == 0 and (
                        (p[0] - common[0]) * (q[0] - common[0])
                        + (p[1] - common[1]) * (q[1] - common[1])) > 0:
                    return False
            elif segments_meet(a, b, c, d):
                return False
    return True


def centroid(ring):
    """The centre of mass of a ring of points, in the unit of the points."""
    x0, y0 = ring[0]
    total = sx = sy = 0.0
    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1]):
        ax, ay, bx, by = ax - x0, ay - y0, bx - x0, by - y0
        weight = ax * by - bx * ay
        total += weight
        sx += (ax + bx) * weight
        sy += (ay + by) * weight
    return (x0 + sx / (3 * total), y0 + sy / (3 * total))


def inner_point(ring):
    """A point well inside a ring: the middle of its widest run on a few horizontal lines."""
    low, high = min(y for _, y in ring), max(y for _, y in ring)
    best = (-1.0, ring[0])
    for step in (0.5, 0.37, 0.63, 0.23, 0.77):
        y = low + (high - low) * step + 0.31
        cuts = sorted(x0 + (x1 - x0) * (y - y0) / (y1 - y0)
                      for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1])
                      if (y0 > y) != (y1 > y))
        for left, right in zip(cuts[::2], cuts[1::2]):
            if right - left > best[0]:
                best = (right - left, ((left + right) / 2, y))
    return best[1]


def smooth(points, step):
    """A Catmull-Rom curve through points, with vertices about `step` metres apart."""
    padded = [points[0]] + list(points) + [points[-1]]
    curve = []
    for p0, p1, p2, p3 in zip(padded, padded[1:], padded[2:], padded[3:]):
        count = max(1, round(distance(p1, p2) / step))
        for i in range(count):
            t = i / count
            curve.append(tuple(
                0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t
                       + (3 * b - a - 3 * c + d) * t * t * t)
                for a, b, c, d in zip(p0, p1, p2, p3)))
    curve.append(points[-1])
    return curve
