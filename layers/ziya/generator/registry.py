"""The register: parcel numbers, holders, registered areas, building figures."""

from . import grid, names

LETTERS = {"ziya-d1": "A", "ziya-d2": "B", "ziya-d3": "C", "ziya-d4": "D", "ziya-d5": "E",
           "ziya-town": "T"}
OUTSIDE = {"village": "V", "oldtown": "Z", "oldworks": "W", "median": "K", "fields": "N",
           "eco": "L", "riverside": "H", "road": "R"}

# Floor area ratio, site coverage in %, green ratio in %: ranges by class.
INTENSITY = [
    ("0701", (1.1, 2.3), (18, 29), (30, 40)), ("0702", (0.7, 1.4), (24, 36), (20, 30)),
    ("0802", (0.9, 1.8), (25, 40), (20, 32)), ("0804", (0.5, 0.9), (16, 26), (30, 38)),
    ("08", (0.7, 1.6), (22, 38), (20, 35)), ("09", (1.2, 3.2), (32, 52), (15, 25)),
    ("10", (0.7, 1.7), (34, 58), (8, 19)), ("11", (0.6, 1.5), (40, 60), (8, 15)),
    ("1208", (0.2, 0.8), (12, 30), (15, 25)), ("13", (0.2, 0.7), (18, 38), (20, 32)),
]


def letter(parcel):
    """The first part of a parcel number: the district, or the kind of land outside."""
    group = parcel.group
    if group in LETTERS:
        return LETTERS[group]
    if group == "ziya-belt":
        return "L" if parcel.centre[0] < 10000 else "H"
    return OUTSIDE[parcel.kind]


def number_parcels(zone):
    """Parcel numbers: district letter, block, parcel; from north to south, then west to east.

    Blocks count from 01 within a letter; block 00 holds the roads, river and ditches.
    """
    blocks = {}
    for parcel in zone.parcels:
        blocks.setdefault((letter(parcel), parcel.block), []).append(parcel)
    order = {}
    for (first, block), members in blocks.items():
        north = max(p.centre[1] for p in members)
        west = min(p.centre[0] for p in members)
        order.setdefault(first, []).append((block != 0, -int(north // 250), west, block))
    for first, found in order.items():
        numbers = iter(range(1, len(found) + 1))
        for has_block, _, _, block in sorted(found):
            number = next(numbers) if has_block else 0
            members = sorted(blocks[first, block],
                             key=lambda p: (-int(p.centre[1] // 60), p.centre))
            for k, parcel in enumerate(members, 1):
                parcel.row["parcel_no"] = f"{first}-{number:02d}-{k:02d}"


def assign(zone):
    """Everything in a parcel's row that follows from its place, class and state."""
    rnd = grid.Random(51)
    for parcel in zone.parcels:
        row = parcel.row
        row["district"] = parcel.group
        row["holder"] = names.holder(parcel, rnd)
        row["ownership"] = ownership(parcel)
        row["location"] = names.location(parcel)
        row["remark"] = ""
        row["registered_area_m2"] = registered_area(parcel, rnd)
        row["idle_state"] = row["disposal_state"] = ""
        add_intensity(parcel, rnd)


def ownership(parcel):
    if parcel.row["supply_state"] in ("已供", "储备") or parcel.group == "ziya-belt":
        return "国有"
    if parcel.role == "road":
        return "集体" if parcel.line.kind in ("lane", "ditch", "border") else "国有"
    return "集体" if parcel.row["supply_state"] != "未供" else "国有"


def registered_area(parcel, rnd):
    """The area of the register in m²: some cents off the planar one, now and then more, or none."""
    chance = rnd.unit()
    error = rnd.between(-0.06, 0.06)
    planar = parcel.square_metres
    if parcel.row["supply_state"] != "已供" and chance < 0.10:
        return None
    if chance > 0.97:
        error = planar * rnd.between(-0.004, 0.004)
    return round(planar + error, 2)


def add_intensity(parcel, rnd):
    """Floor area ratio, site coverage and green ratio of plots that are built."""
    row = parcel.row
    for key in ("far", "site_coverage", "green_ratio", "floor_area_m2"):
        row[key] = None
    if row["supply_state"] != "已供" or row["construction_state"] != "已建成" or parcel.line:
        return
    for prefix, far, coverage, green in INTENSITY:
        if row["class_code"].startswith(prefix) and parcel.role == "plot":
            row["site_coverage"] = round(rnd.between(*coverage), 1)
            floors = rnd.between(*far)
            row["far"] = round(max(floors, row["site_coverage"] / 100), 2)
            row["green_ratio"] = round(rnd.between(*green), 1)
            row["floor_area_m2"] = round(row["far"] * parcel.square_metres, 1)
            return
