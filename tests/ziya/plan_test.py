"""The sample has the areas, borders, sums and rates that the plan states (layers/ziya/plan.toml)."""

import unittest

import sample

PLAN = sample.toml(sample.ZIYA / "plan.toml")
DISJOINT = ["ziya-town", "ziya-belt", "ziya-d1", "ziya-d2", "ziya-d3", "ziya-d4", "ziya-d5"]
# Axis and sign in which an anticlockwise border runs on a side.
SIDES = {"west": (1, -1), "north": (0, -1), "east": (1, 1), "south": (0, 1)}


class Plan(unittest.TestCase):
    def assert_area(self, doubled, km2, tolerance_m2):
        self.assertLessEqual(abs(doubled - round(km2 * 1e6 * sample.AREA2)),
                             tolerance_m2 * sample.AREA2)

    def test_planned_areas(self):
        features = {row["district_id"]: row for row in sample.table("district")}
        features["ziya"] = sample.table("plan_area")[0]
        self.assertEqual({a["id"] for a in PLAN["area"]}, {"ziya", *DISJOINT})
        for area in PLAN["area"]:
            with self.subTest(area["id"]):
                self.assertEqual(area["tolerance_m2"], 1.0)
                found = sample.doubled_area(features[area["id"]]["geometry"])
                self.assert_area(found, area["planned_km2"], area["tolerance_m2"])

    def test_areas_are_those_of_the_published_plan(self):
        published = {"ziya": 132, "ziya-town": 5.79, "ziya-belt": 20, "ziya-d1": 4.42,
                     "ziya-d2": 6.64, "ziya-d3": 6.45, "ziya-d4": 2.35, "ziya-d5": 3.54}
        self.assertEqual({a["id"]: a["planned_km2"] for a in PLAN["area"]}, published)

    def test_districts_are_the_sums_of_their_parcels(self):
        for row in sample.table("district"):
            if row["district_id"] in DISJOINT:
                with self.subTest(row["district_id"]):
                    members = [p for p in sample.table("parcel")
                               if p["district"] == row["district_id"]]
                    self.assertEqual(sample.doubled_sum(members),
                                     sample.doubled_area(row["geometry"]))

    def test_borders_run_along_the_roads_that_the_plan_names(self):
        courses = {row["name_zh"]: set(zip(points := sample.line(row["geometry"]), points[1:]))
                   for name in ("road", "river") for row in sample.table(name)}
        bounded = [row for row in sample.table("district") if row["west_boundary"]]
        self.assertEqual(len(bounded), 8)
        for row in bounded:
            with self.subTest(row["district_id"]):
                left = set(sample.edges(row["geometry"]))
                for side, (axis, sign) in SIDES.items():
                    course = courses[row[f"{side}_boundary"]]
                    along = {e for e in left if e in course or e[::-1] in course}
                    self.assertGreater(sum(b[axis] - a[axis] for a, b in along) * sign, 0, side)
                    left -= along
                self.assertEqual(left, set())

    def test_amounts_of_land(self):
        self.assertEqual({a["id"]: a["stated_km2"] for a in PLAN["amount"]},
                         {"built-up": 29.82, "future-town": 2.08, "future-belt": 10.87,
                          "future-five": 15.63})
        for amount in PLAN["amount"]:
            with self.subTest(amount["id"]):
                found = [row for row in sample.table(amount["layer"])
                         if sample.passes(row, amount["filter"])]
                self.assert_area(sample.doubled_sum(found), amount["stated_km2"],
                                 amount["tolerance_m2"])

    def test_rates(self):
        self.assertEqual({r["id"]: r["stated_percent"] for r in PLAN["rate"]},
                         {"development-rate": 91.87, "idle-disposal-rate": 0.0})
        for rate in PLAN["rate"]:
            with self.subTest(rate["id"]):
                rows = sample.table(rate["layer"])
                part, whole = (sample.doubled_sum([r for r in rows if sample.passes(r, rate[key])])
                               for key in ("numerator", "denominator"))
                self.assertGreater(whole, 0)
                self.assertAlmostEqual(100 * part / whole, rate["stated_percent"],
                                       delta=rate["tolerance_percent"])

    def test_the_contradictions_of_the_plan_are_stated(self):
        found = {s["id"]: (s["stated_km2"], round(sum(p["km2"] for p in s["parts"]), 6))
                 for s in PLAN["sum"]}
        self.assertEqual(found, {"industrial-districts": (23.4, 23.4),
                                 "future-development": (22.0, 28.58),
                                 "planning-area": (132.0, 49.19)})
