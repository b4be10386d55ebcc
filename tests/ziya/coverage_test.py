"""The parcels tile the planning area without gaps or overlaps: shown in whole numbers.

If all rings are simple and anticlockwise, and each edge is either matched by one edge the other way
or lies on a single outer ring, then the parcels cover the inside of that ring exactly once.
"""

import unittest

import sample


def turn(a, b, c):
    value = (b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])
    return (value > 0) - (value < 0)


def boxes_apart(a, b, c, d):
    return any(max(a[k], b[k]) < min(c[k], d[k]) or max(c[k], d[k]) < min(a[k], b[k])
               for k in (0, 1))


def meet(a, b, c, d):
    """Whether two closed segments have a point in common."""
    if boxes_apart(a, b, c, d):
        return False
    return turn(a, b, c) * turn(a, b, d) <= 0 and turn(c, d, a) * turn(c, d, b) <= 0


def is_simple(ring):
    """Whether a closed ring touches itself nowhere; spikes and repeated points count as touching."""
    count = len(ring) - 1
    if count < 3 or len(set(ring)) != count:
        return False
    for i in range(count):
        a, b = ring[i], ring[i + 1]
        before = ring[i - 1] if i else ring[-2]
        if turn(before, a, b) == 0 and (a[0] - before[0]) * (b[0] - a[0]) + (
                a[1] - before[1]) * (b[1] - a[1]) < 0:
            return False
        last = count - 1 if i == 0 else count
        if any(meet(a, b, ring[j], ring[j + 1]) for j in range(i + 2, last)):
            return False
    return True


class Coverage(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.parcels = sample.table("parcel")
        cls.count = {}
        for row in cls.parcels:
            for edge in sample.edges(row["geometry"]):
                cls.count[edge] = cls.count.get(edge, 0) + 1
        cls.outer = {edge for edge in cls.count if edge[::-1] not in cls.count}

    def test_no_edge_is_used_twice_in_one_direction(self):
        self.assertEqual({n for n in self.count.values()}, {1})

    def test_edges_without_a_partner_are_the_border_of_the_planning_area(self):
        area = sample.table("plan_area")[0]["geometry"]
        self.assertEqual(len(sample.rings(area)), 1)
        self.assertEqual(self.outer, set(sample.edges(area)))
        self.assertTrue(is_simple(sample.rings(area)[0]))

    def test_doubled_areas_add_up_to_the_planning_area(self):
        area = sample.table("plan_area")[0]["geometry"]
        self.assertEqual(sample.doubled_sum(self.parcels), sample.doubled_area(area))

    def test_every_parcel_is_a_simple_polygon(self):
        for row in self.parcels:
            with self.subTest(row["parcel_no"]):
                rings = sample.rings(row["geometry"])
                self.assertTrue(all(ring[0] == ring[-1] and is_simple(ring) for ring in rings))
                self.assertGreater(sample.doubled_area(row["geometry"]), 200 * sample.AREA2)

    def test_simplicity_is_told_apart(self):
        square = [(0, 0), (4, 0), (4, 4), (0, 4), (0, 0)]
        self.assertTrue(is_simple(square))
        self.assertFalse(is_simple([(0, 0), (4, 4), (4, 0), (0, 4), (0, 0)]))
        self.assertFalse(is_simple([(0, 0), (4, 0), (6, 0), (4, 0), (4, 4), (0, 0)]))
        self.assertFalse(is_simple([(0, 0), (4, 0), (4, 4), (2, 0), (0, 4), (0, 0)]))

    def test_districts_follow_parcels(self):
        for row in sample.table("district"):
            with self.subTest(row["district_id"]):
                missing = [edge for edge in sample.edges(row["geometry"])
                           if edge not in self.count]
                self.assertEqual(missing, [])
