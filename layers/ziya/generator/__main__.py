"""Rewrites layers/ziya/*.csv, or writes them to the folder given. See scripts/make-sample."""

import pathlib
import sys

from . import checks, contracts, figures, idle, landuse, registry, tables, themes
from .zone import Zone

LAYERS = pathlib.Path(__file__).resolve().parents[2]

# Projects of the plan's chapter 7: name, name_en, group, hectares, floor area m², length m.
PROJECTS = [
    ("海清园、海新园商业房地产", "Haiqingyuan and Haixinyuan commercial housing", "town", 8.61,
     200000, None),
    ("青少年培训驻地", "Youth training base", "town", 9.46, None, None),
    ("循环经济展馆", "Circular-economy exhibition hall", "town", 5.66, None, None),
    ("尚林苑二期", "Shanglinyuan, second phase", "town", None, 60000, None),
    ("区内道路（广东道、浙江道南段、园区十四号路等）",
     "Roads in the zone (Guangdong Road, Zhejiang Road south, Park Road 14 and others)", "road",
     None, None, 22260),
]


def projects():
    return [dict(project_no=f"P{k:02d}", name_zh=name, name_en=name_en, project_group=group,
                 land_area_ha=hectares, floor_area_m2=floor, length_m=length,
                 section="第七章第二节")
            for k, (name, name_en, group, hectares, floor, length) in enumerate(PROJECTS, 1)]


def parcel_rows(zone):
    mesh = zone.mesh
    for parcel in sorted(zone.parcels, key=lambda p: p.row["parcel_no"]):
        rings = [mesh.ring_points(parcel.ring)]
        rings += [mesh.ring_points(hole)[::-1] for hole in parcel.holes]
        yield dict(parcel.row, geometry=tables.polygon(rings))


def main(folder):
    zone = Zone()
    landuse.assign(zone)
    figures.assign(zone)
    landuse.assign_current(zone)
    registry.number_parcels(zone)
    registry.assign(zone)
    contract_rows = contracts.draft(zone)
    cases = idle.make(zone, contract_rows)
    contracts.number(zone, contract_rows)
    themes.mark_conflicts(zone)
    codes = checks.class_codes(LAYERS / "classification" / "landuse_2023.csv")
    failed = checks.run(zone, contract_rows, cases, codes)
    if failed:
        sys.exit(f"error: {failed} checks failed; nothing was written")
    write(folder, zone, contract_rows, cases)


def write(folder, zone, contract_rows, cases):
    facility_rows = themes.facilities(zone)
    layers = dict(
        plan_area=themes.plan_area(zone), district=themes.districts(zone),
        parcel=parcel_rows(zone), road=themes.roads(zone), river=themes.rivers(zone),
        village=themes.villages(zone), facility=facility_rows,
        control_line=themes.control_lines(zone),
        safety_buffer=themes.buffers(zone, facility_rows),
        contract=contract_rows, idle_case=cases, project=projects())
    catalogue = tables.Catalogue(LAYERS / "catalog")
    for name, rows in layers.items():
        tables.write(folder, catalogue, name, rows)


main(pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else LAYERS / "ziya")
