"""Land-use classes (用地用海分类 2023): as planned, and as the land is used now."""

from . import grid

# Planned classes of plots by kind of land, with weights.
PLANNED = {
    "industry": [("100101", 27), ("100102", 34), ("110101", 5), ("110102", 3), ("0802", 3.5),
                 ("1402", 6), ("1401", 3.5), ("0901", 1), ("090104", .6), ("090105", .6),
                 ("0902", 1.2), ("1302", .9), ("1303", 1), ("1304", .5), ("1305", .7), ("1306", .5),
                 ("1309", .6), ("1310", .5), ("120801", .4), ("120802", .6), ("120803", .8),
                 ("070102", 1), ("080402", .4), ("16", 2.2), ("1301", .4)],
    "headquarters": [("0902", 12), ("090101", 6), ("090102", 3), ("090103", 2), ("090104", 3),
                     ("110101", 9), ("110102", 5), ("0802", 7), ("100101", 22), ("100102", 14),
                     ("1401", 6), ("1402", 4), ("120801", 3), ("120803", 2), ("1310", 1.5),
                     ("0801", 2), ("1303", 1)],
    "recycling": [("100102", 34), ("100103", 16), ("100101", 12), ("110102", 7), ("110103", 2.5),
                  ("1402", 9), ("1401", 2), ("1309", 2.5), ("1302", 1.5), ("1303", 1), ("0802", 2),
                  ("120803", 1), ("1312", 1), ("16", 2), ("1305", .6), ("1310", .6)],
    "energy": [("100101", 44), ("100102", 16), ("0802", 12), ("110101", 5), ("1401", 5),
               ("1402", 6), ("0902", 2), ("1303", 2), ("1304", 1), ("120803", 1.5),
               ("070102", 1.5), ("16", 2)],
    "town": [("070102", 42), ("070101", 4), ("0702", 2.5), ("0801", 2), ("0802", 3.5),
             ("080301", 1), ("080302", 1.4), ("080403", 3.5), ("080404", 2), ("080402", .8),
             ("080501", 1), ("080502", .8), ("080601", 1), ("080602", 1), ("080701", 1),
             ("080702", .4), ("090101", 6), ("090103", 1.5), ("090104", 1.4), ("090105", .6),
             ("0902", 4), ("0903", 1), ("0904", .6), ("1401", 8), ("1402", 4), ("1403", 1.6),
             ("1301", .4), ("1302", .5), ("1303", .6), ("1306", .5), ("1307", .3), ("1309", .6),
             ("1310", .6), ("120802", .8), ("120803", 1.2), ("16", 1.5), ("1503", .2)],
    "eco": [("0301", 30), ("1402", 24), ("1401", 20), ("0303", 5), ("0304", 4), ("0403", 4),
            ("1704", 5), ("0201", 4), ("0503", 1.5), ("0501", 1), ("16", 1.5), ("1303", .4)],
    "riverside": [("1401", 44), ("1402", 16), ("0301", 13), ("0303", 4), ("1704", 7), ("1702", 4),
                  ("0503", 3), ("0502", 2), ("1403", 1.6), ("080302", .8), ("120803", 1),
                  ("0403", 3), ("1504", .4)],
    "bank": [("0506", 52), ("0503", 16), ("1401", 20), ("1311", 4), ("0403", 8)],
    "median": [("1402", 86), ("1401", 6), ("1303", 4), ("1304", 2), ("1302", 2)],
    "village": [("070301", 46), ("070302", 26), ("0704", 5), ("080404", 1), ("080602", .8),
                ("0901", 2.2), ("100101", 3), ("100102", 1), ("1401", 2), ("1403", .8), ("0301", 3),
                ("1704", 1.8), ("1302", .5), ("060202", 1.2), ("0103", 2.4), ("1503", .3),
                ("120803", .6)],
    "oldtown": [("070102", 36), ("070301", 12), ("0702", 2), ("0801", 3), ("080302", 1),
                ("080403", 3), ("080404", 1.5), ("080601", 1), ("080701", 1), ("090101", 9),
                ("090102", 1.5), ("090103", 2), ("0902", 2), ("100101", 7), ("1001", 2),
                ("1101", 2),
                ("1401", 4), ("1402", 3), ("1403", 1), ("1301", .6), ("1302", .6), ("1303", .8),
                ("1306", .6), ("1309", .6), ("1310", .5), ("120802", 1), ("120803", 1),
                ("1507", .3), ("1503", .3)],
    "oldworks": [("100102", 46), ("100101", 18), ("100103", 7), ("110102", 6), ("110101", 3),
                 ("1402", 7), ("1401", 1.5), ("1302", 1), ("1303", 1.4), ("1305", .8),
                 ("1309", 1.2), ("0901", 1), ("090105", .6), ("0801", .5), ("120803", 1), ("120801", .6),
                 ("070102", 1.2), ("1310", .5)],
    "island": [("1704", 74), ("0301", 14), ("1506", 6), ("0304", 6)],
}

# What most of a farming block grows, and what its single fields may be instead.
CROPS = [("0102", 58), ("0103", 24), ("0201", 7), ("0301", 5), ("0205", 1), ("0303", 1)]
FIELD_EXTRAS = [("0102", 30), ("0103", 26), ("0201", 9), ("0301", 9), ("0304", 3), ("060201", 7),
                ("060202", 4), ("060203", 2), ("1704", 6), ("0403", 4), ("2304", 2), ("0101", 2),
                ("0204", 1), ("2302", 1)]

FARMLAND_BEFORE = [("0102", 45), ("0103", 26), ("2301", 12), ("0304", 5), ("0301", 5), ("1704", 4),
                   ("060202", 1.5), ("0201", 1.5)]
BELT_BEFORE = [("0102", 36), ("0103", 22), ("0301", 16), ("0304", 8), ("0403", 6), ("1704", 7),
               ("0201", 5)]


def assign(zone):
    """Writes the planned class of every parcel into its row."""
    rnd = grid.Random(31)
    crops = {}
    for parcel in zone.parcels:
        if parcel.role == "road":
            code = road_class(parcel)
        elif parcel.role == "street":
            code = street_class(parcel, rnd)
        elif parcel.role == "island":
            code = rnd.weighted(PLANNED["island"])
        elif parcel.kind == "fields":
            crop = crops.setdefault(parcel.block, rnd.weighted(CROPS))
            code = crop if rnd.chance(0.74) else rnd.weighted(FIELD_EXTRAS)
        else:
            code = rnd.weighted(PLANNED[mixture(parcel)])
        parcel.row["class_code"] = fitting(code, parcel)


def mixture(parcel):
    """Which mixture of classes a plot is drawn from."""
    if parcel.kind == "industry":
        if "ziya-t3" in parcel.tags:
            return "headquarters"
        if "ziya-d1" in parcel.tags:
            return "recycling"
        return "energy" if "ziya-d4" in parcel.tags else "industry"
    return "bank" if parcel.place == "bank" else parcel.kind


def fitting(code, parcel):
    """Keeps small facilities off large plots."""
    size = parcel.square_metres
    large = {"13": 26_000, "1208": 26_000, "1403": 30_000, "0904": 30_000, "0807": 30_000,
             "0806": 60_000, "0805": 60_000, "15": 30_000, "0702": 26_000, "080404": 20_000,
             "0704": 12_000, "0602": 60_000}
    for prefix, most in large.items():
        if code.startswith(prefix) and size > most:
            return {"industry": "100101", "oldworks": "100102", "town": "070102", "eco": "1402",
                    "riverside": "1401", "median": "1402", "village": "070301", "bank": "1401",
                    "oldtown": "070102", "fields": "0102"}.get(parcel.kind, code)
    return code


def road_class(parcel):
    kind = parcel.line.kind
    if kind == "river":
        return "1701"
    if kind in ("ditch", "border"):
        return "1705"
    if kind == "levee":
        return "1311"
    if kind in ("expressway", "highway"):
        return "1202"
    if kind == "greenway":
        return "1207" if parcel.group else "060102"
    if kind in ("trunk", "street"):
        return "1207" if parcel.group or kind == "street" else "1202"
    return "1202" if kind == "county" else "060101"


def street_class(parcel, rnd):
    if parcel.kind == "fields":
        return "1705" if rnd.chance(0.33) else "060102"
    if parcel.kind in ("eco", "riverside"):
        return "060102"
    return "060101" if parcel.kind == "village" else "1207"


def is_construction(code):
    """Whether a class is land for construction (城乡建设用地 and transport, utilities, special)."""
    return code[:2] in ("07", "08", "09", "10", "11", "12", "13", "14", "15")


def assign_current(zone):
    """Writes the class of the present use: as planned where built, else what was there before."""
    rnd = grid.Random(32)
    for parcel in zone.parcels:
        row = parcel.row
        code = row["class_code"]
        if row["construction_state"] in ("未动工", "停工"):
            now = "2301"
        elif row["future"]:
            now = rnd.weighted(BELT_BEFORE if parcel.group == "ziya-belt" else FARMLAND_BEFORE)
        elif row["construction_state"] == "待搬迁":
            now, row["class_code"] = code, "0102" if parcel.role != "street" else "060102"
        else:
            now = code
        row["current_code"] = now
