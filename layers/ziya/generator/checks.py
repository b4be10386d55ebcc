"""Every promise about the sample zone, computed from the data that are written."""

import csv

from . import contracts, figures, grid, landuse, layout, themes
from .layout import PLANNED


class Checks:
    """A table of checks; `failed` counts those that do not hold."""

    def __init__(self):
        self.failed = 0

    def add(self, what, found, wanted, holds):
        self.failed += not holds
        print(f"{'ok  ' if holds else 'FAIL'} {what:<58} {found:>22} {wanted:>22}")

    def equal(self, what, found, wanted):
        self.add(what, str(found), str(wanted), found == wanted)

    def area(self, what, parcels, km2):
        """Whether parcels sum to an area within 1 m²."""
        off = sum(p.area2 for p in parcels) - round(km2 * layout.KM2 * 2 * grid.UNITS ** 2)
        square_metres = off / 2 / grid.UNITS ** 2
        self.add(what, f"{square_metres:+.4f} m²", f"{km2:.2f} km² ± 1 m²", abs(square_metres) <= 1)

    def between(self, what, found, low, high):
        self.add(what, str(found), f"{low} … {high}", low <= found <= high)


def run(zone, contract_rows, cases, classes):
    """Prints the table; returns how many checks failed."""
    checks = Checks()
    check_mesh(checks, zone)
    check_borders(checks, zone)
    check_areas(checks, zone)
    check_register(checks, zone, classes)
    check_rates(checks, zone)
    check_cases(checks, contract_rows, cases)
    return checks.failed


def check_mesh(checks, zone):
    """Seamless: inner edges match once, rings are simple and anticlockwise, areas add up."""
    mesh = zone.mesh
    edges = {}
    for parcel in zone.parcels:
        for ring in [parcel.ring] + [hole[::-1] for hole in parcel.holes]:
            for edge in zip(ring, ring[1:] + ring[:1]):
                edges[edge] = edges.get(edge, 0) + 1
    checks.equal("edges used twice in one direction", sum(n > 1 for n in edges.values()), 0)
    outer = [edge for edge in edges if edge[::-1] not in edges]
    border = [mesh.points[a][0] * mesh.points[b][1] - mesh.points[b][0] * mesh.points[a][1]
              for a, b in outer]
    total = sum(p.area2 for p in zone.parcels)
    checks.equal("doubled areas of parcels less that of the outer border", total - sum(border), 0)
    follow = dict(outer)
    at, steps = outer[0][0], 0
    while steps == 0 or at != outer[0][0]:
        at, steps = follow[at], steps + 1
    checks.equal("outer border is one ring", steps, len(outer))
    rings = [r for p in zone.parcels for r in (p.ring,) + p.holes]
    bad = sum(mesh.area2(r) <= 0 or not grid.is_simple(mesh.ring_points(r)) for r in rings)
    checks.equal("rings that cross themselves or run clockwise", bad, 0)


def check_borders(checks, zone):
    """Each named side of a district runs along the middle of the road that the plan names."""
    mesh = zone.mesh
    lines = {line.name: line for line in zone.lines}
    for area, names in themes.BORDERS.items():
        members = [p for p in zone.parcels if area in p.tags]
        outline = {edge for ring in themes.union(zone, members)
                   for edge in zip(ring, ring[1:] + ring[:1])}
        off_side = 0
        for name, (axis, sign) in zip(names, ((1, -1), (0, -1), (1, 1), (0, 1))):
            path = [mesh.number[point] for point in themes.course_of(zone, lines[name])]
            pairs = set(zip(path, path[1:])) | set(zip(path[1:], path))
            side = outline & pairs
            run = sum(mesh.points[b][axis] - mesh.points[a][axis] for a, b in side) * sign
            off_side += not side or run <= 0
            outline -= side
        checks.equal(f"borders of {area} off the roads named", len(outline) + off_side, 0)


def check_areas(checks, zone):
    for area, km2 in PLANNED.items():
        members = [p for p in zone.parcels if area == "ziya" or area in p.tags]
        checks.area(f"area of {area}", members, km2)
    for group, km2 in figures.FUTURE.items():
        members = [p for p in zone.parcels if p.row["future"] and figures.group_of(p) == group]
        checks.area(f"kept for development in {group}", members, km2)
    checks.equal("kept for development elsewhere",
                 sum(p.row["future"] and not p.group for p in zone.parcels), 0)
    checks.area("built-up land", [p for p in zone.parcels if p.row["built_up"]], figures.BUILT_UP)
    overlap = [p for p in zone.parcels if "ziya-t3" in p.tags and "ziya-d1" not in p.tags]
    checks.equal("parcels of ziya-t3 outside ziya-d1", len(overlap), 0)
    disjoint = [a for a in PLANNED if a != "ziya"]
    twice = sum(sum(a in p.tags for a in disjoint) > 1 for p in zone.parcels)
    checks.equal("parcels in two of town, belts and districts", twice, 0)


def check_register(checks, zone, classes):
    parcels = zone.parcels
    checks.between("parcels", len(parcels), 4000, 8000)
    numbers = {p.row["parcel_no"] for p in parcels}
    checks.equal("parcel numbers", len(numbers), len(parcels))
    codes = {p.row[key] for p in parcels for key in ("class_code", "current_code")}
    checks.equal("codes that the class table lacks", sorted(codes - classes), [])
    planned = {p.row["class_code"] for p in parcels}
    checks.between("classes in the plan", len(planned), 60, 200)
    checks.between("first-level classes in the plan", len({c[:2] for c in planned}), 15, 24)
    smallest = min(p.square_metres for p in parcels)
    checks.between("smallest parcel, m²", round(smallest, 1), 60, 10_000)
    odd = sum(p.row["built_up"] and p.row["future"] for p in parcels)
    checks.equal("parcels both built up and kept for development", odd, 0)
    wild = sum(p.row["built_up"] and not landuse.is_construction(p.row["class_code"])
               for p in parcels)
    checks.equal("built-up parcels of a class that is not built on", wild, 0)


def check_rates(checks, zone):
    supplied = [p for p in zone.parcels if p.row["supply_state"] == "已供"]
    built = sum(p.area2 for p in supplied if p.row["construction_state"] == "已建成")
    rate = 100 * built / sum(p.area2 for p in supplied)
    checks.add("development and utilisation rate", f"{rate:.4f} %", "91.87 ± 0.005 %",
               abs(rate - 91.87) <= 0.005)
    idle = [p for p in zone.parcels if p.row["idle_state"] == "已认定闲置"]
    disposed = sum(p.area2 for p in idle if p.row["disposal_state"] == "已处置")
    checks.between("parcels determined as idle", len(idle), 24, 200)
    checks.equal("idle-land disposal rate, %", 100 * disposed / sum(p.area2 for p in idle), 0.0)


def check_cases(checks, contract_rows, cases):
    checks.equal("causes of idle land", sorted({c["cause_code"] for c in cases} - {""}),
                 [f"C{k}" for k in range(1, 9)])
    checks.equal("measures", sorted({c["measure_code"] for c in cases} - {""}),
                 ["E1", "E2"] + [f"G{k}" for k in range(1, 7)])
    numbers = {row["contract_no"] for row in contract_rows}
    checks.equal("contract numbers", len(numbers), len(contract_rows))
    late = sum(value > contracts.AS_OF for row in contract_rows
               for key, value in row.items()
               if key in ("sign_date", "actual_start", "actual_finish", "suspended_from") and value)
    checks.equal("events after the day the data describe", late, 0)
    broken = sum(not row["sign_date"] <= (row["agreed_start"] or row["agreed_finish"])
                 for row in contract_rows)
    checks.equal("contracts signed after their agreed start", broken, 0)


def class_codes(path):
    """The codes of a class table."""
    with open(path, encoding="utf-8", newline="") as file:
        return {row["code"] for row in csv.DictReader(file)}
