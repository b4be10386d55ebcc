"""Tables agree with the layer catalogue, with the class table and with each other."""

import unittest
from datetime import date

import csv
import sample

SAMPLE = sample.toml(sample.ZIYA / "sample.toml")
GEOMETRIES = {"Polygon": "POLYGON", "MultiPolygon": "MULTIPOLYGON", "LineString": "LINESTRING",
              "Point": "POINT"}
CHECKS = {"text": str, "integer": int, "real": float, "date": date.fromisoformat}


def catalogue(name):
    return sample.toml(sample.LAYERS / "catalog" / f"{name}.toml")


def may_be_missing(field):
    """Whether a table can do without the column of a field."""
    return not field.get("key") and (not field.get("required") or "default" in field)


def classes():
    path = sample.LAYERS / "classification" / "landuse_2023.csv"
    with open(path, encoding="utf-8", newline="") as file:
        return {row["code"] for row in csv.DictReader(file)}


class Catalogue(unittest.TestCase):
    def test_each_layer_has_a_schema_and_a_table(self):
        tables = {path.stem for path in sample.ZIYA.glob("*.csv")}
        self.assertEqual(tables, set(SAMPLE["layers"]))
        for name in SAMPLE["layers"]:
            layer = catalogue(name)
            self.assertEqual((layer["format"], layer["version"], layer["name"]),
                             ("tuban-layer", 1, name))

    def test_headers_are_the_fields_of_the_catalogue(self):
        for name in SAMPLE["layers"]:
            layer = catalogue(name)
            header = sample.header(name)
            fields = [field["name"] for field in layer["field"]
                      if field["name"] in header or not may_be_missing(field)]
            first = [] if layer["geometry"] == "None" else ["geometry"]
            self.assertEqual(header, first + fields, name)

    def test_values_have_their_type(self):
        for name in SAMPLE["layers"]:
            fields = catalogue(name)["field"]
            for row in sample.table(name):
                for field in fields:
                    if row.get(field["name"]):
                        CHECKS[field["type"]](row[field["name"]])

    def test_values_are_those_of_the_code_lists(self):
        listed = 0
        for name in SAMPLE["layers"]:
            for field in catalogue(name)["field"]:
                if "codes" in field:
                    codes = {str(code["value"]) for code in field["codes"]}
                    found = {row[field["name"]] for row in sample.table(name)
                             if row.get(field["name"])}
                    self.assertLessEqual(found, codes, f"{name}.{field['name']}")
                    listed += len(found)
        self.assertGreater(listed, 50)

    def test_required_values_are_there(self):
        for name in SAMPLE["layers"]:
            for field in catalogue(name)["field"]:
                if field.get("required") and field["name"] in sample.header(name):
                    empty = [row for row in sample.table(name) if not row[field["name"]]]
                    self.assertEqual(empty, [], f"{name}.{field['name']}")

    def test_geometries_have_their_type(self):
        for name in SAMPLE["layers"]:
            kind = catalogue(name)["geometry"]
            if kind != "None":
                found = {row["geometry"].partition("(")[0] for row in sample.table(name)}
                allowed = {GEOMETRIES[kind], GEOMETRIES[kind].removeprefix("MULTI")}
                self.assertTrue(found and found <= allowed, name)

    def test_keys_are_unique(self):
        for name in SAMPLE["layers"]:
            for field in catalogue(name)["field"]:
                if field.get("key"):
                    values = [row[field["name"]] for row in sample.table(name)]
                    self.assertEqual(len(set(values)), len(values), name)
                    self.assertNotIn("", values)

    def test_the_notice_says_schematic(self):
        self.assertIn("示意", SAMPLE["notice"]["zh"])
        self.assertIn("chematic", SAMPLE["notice"]["en"])


class Register(unittest.TestCase):
    def test_classes_exist_and_vary(self):
        parcels = sample.table("parcel")
        known = classes()
        for key in ("class_code", "current_code"):
            self.assertLessEqual({row[key] for row in parcels}, known)
        planned = {row["class_code"] for row in parcels}
        self.assertGreaterEqual(len(planned), 60)
        self.assertGreaterEqual(len({code[:2] for code in planned}), 15)
        self.assertTrue(any(len(code) == 6 for code in planned))

    def test_there_are_as_many_parcels_as_a_zone_has(self):
        self.assertTrue(4000 <= len(sample.table("parcel")) <= 8000)

    def test_registered_areas_are_near_the_planar_ones(self):
        for row in sample.table("parcel"):
            if row["registered_area_m2"]:
                planar = sample.doubled_area(row["geometry"]) / sample.AREA2
                off = abs(float(row["registered_area_m2"]) - planar)
                self.assertLess(off, 0.07 + 0.004 * planar, row["parcel_no"])

    def test_tables_refer_to_parcels_and_contracts_that_exist(self):
        parcels = {row["parcel_no"]: row for row in sample.table("parcel")}
        contracts = {row["contract_no"]: row for row in sample.table("contract")}
        for name in ("contract", "idle_case", "facility"):
            self.assertLessEqual({row["parcel_no"] for row in sample.table(name)}, set(parcels))
        for number, row in contracts.items():
            self.assertEqual(parcels[row["parcel_no"]]["contract_no"], number)
            self.assertEqual(parcels[row["parcel_no"]]["supply_date"], row["sign_date"])
        facilities = {row["facility_no"] for row in sample.table("facility")}
        self.assertLessEqual({row["facility_no"] for row in sample.table("safety_buffer")},
                             facilities)

    def test_unbuilt_supplied_land_has_a_contract(self):
        for row in sample.table("parcel"):
            if row["construction_state"] in ("未动工", "停工", "在建"):
                self.assertTrue(row["contract_no"], row["parcel_no"])

    def test_built_land_of_state_has_building_figures_that_agree(self):
        checked = 0
        for row in sample.table("parcel"):
            if row["far"]:
                planar = sample.doubled_area(row["geometry"]) / sample.AREA2
                self.assertAlmostEqual(float(row["floor_area_m2"]), float(row["far"]) * planar,
                                       delta=0.06)
                self.assertGreaterEqual(float(row["far"]), float(row["site_coverage"]) / 100 - 0.01)
                checked += 1
        self.assertGreater(checked, 500)


class IdleLand(unittest.TestCase):
    def test_every_kind_of_cause_and_measure_occurs(self):
        cases = sample.table("idle_case")
        self.assertLessEqual({f"C{k}" for k in range(1, 9)}, {c["cause_code"] for c in cases})
        self.assertLessEqual({"E1", "E2", *(f"G{k}" for k in range(1, 7))},
                             {c["measure_code"] for c in cases})
        self.assertEqual({c["idle_kind"] for c in cases}, {"A", "B"})
        self.assertGreaterEqual(sum(bool(c["determination_date"]) for c in cases), 24)

    def test_dates_of_a_case_follow_each_other(self):
        for case in sample.table("idle_case"):
            dates = [case[key] for key in ("found_date", "notice_date", "answer_date",
                                           "determination_date", "measure_date") if case[key]]
            self.assertEqual(dates, sorted(dates), case["case_no"])
            self.assertLessEqual(dates[-1], SAMPLE["as_of"].isoformat())

    def test_determined_cases_are_those_of_the_parcels(self):
        determined = {c["parcel_no"] for c in sample.table("idle_case") if c["determination_date"]}
        marked = {p["parcel_no"] for p in sample.table("parcel")
                  if p["idle_state"] == "已认定闲置"}
        self.assertEqual(determined, marked)

    def test_the_borders_of_the_rules_are_met_exactly(self):
        contracts = sample.table("contract")
        starts = {c["agreed_start"] for c in contracts}
        self.assertLessEqual({"2025-11-20", "2025-11-21", "2024-11-20", "2024-11-21"}, starts)
        suspended = [c for c in contracts if c["suspended_from"]]
        cents = [(round(float(c["developed_area_m2"]) * 100),
                  round(float(c["should_start_area_m2"]) * 100)) for c in suspended]
        self.assertTrue(any(3 * part == whole for part, whole in cents))
        self.assertTrue(any(4 * int(c["invested_10k"]) == int(c["planned_investment_10k"])
                            for c in suspended))
        self.assertLessEqual({"2025-11-20", "2025-11-21"}, {c["suspended_from"] for c in suspended})
