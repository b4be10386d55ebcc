"""Which parcels are kept for development, built up and supplied, so that the sums of the plan come
out to less than a square metre."""

from bisect import bisect_left

from . import grid, landuse
from .layout import KM2

FUTURE = {"ziya-town": 2.08, "ziya-belt": 10.87, "five": 15.63}  # km²
BUILT_UP = 29.82        # km²
DEVELOPMENT_RATE = 0.9187
CLOSE = grid.UNITS ** 2 // 10  # 0.05 m², as twice an area in grid units
CORE = {"ziya-town": (10200, 9500), "ziya-d4": (13100, 9800), "ziya-belt": (10900, 9700)}
CORE_OF_PARK = (6000, 9500)   # where building began: 迎宾大道 and 子牙快速路


def group_of(parcel):
    """The group of the plan whose land for future development a parcel counts to."""
    group = parcel.group
    return "five" if group.startswith("ziya-d") else group


def choose(parcels, square_metres):
    """The first parcels of a list, with an exchange or two near the end, that sum to a target.

    Areas are exact; the sum misses the target by at most CLOSE or the program stops.
    """
    target = round(square_metres * 2 * grid.UNITS ** 2)
    total, count = 0, 0
    while count < len(parcels) and total + parcels[count].area2 <= target:
        total += parcels[count].area2
        count += 1
    if count == len(parcels):
        raise ValueError(f"too little land for {square_metres} m²")
    chosen, rest = parcels[:count], parcels[count:]
    for out, into in exchange(chosen[-300:], rest[:300], target - total):
        chosen[chosen.index(out)] = into
        total += into.area2 - out.area2
    if abs(target - total) > CLOSE:
        missed = (target - total) / 2 / grid.UNITS ** 2
        raise ValueError(f"{square_metres} m² are missed by {missed}")
    return chosen


def exchange(chosen, rest, gap):
    """One or two pairs (out, into) whose exchange closes a gap to CLOSE, or as nearly as found."""
    miss, pair = best_swap(chosen, rest, gap)
    if miss <= CLOSE:
        return [pair] if pair else []
    best = (miss, [pair])
    for out in chosen[-20:]:
        for into in rest[:20]:
            left = [p for p in chosen if p is not out]
            right = [p for p in rest if p is not into]
            miss, pair = best_swap(left, right, gap - (into.area2 - out.area2))
            if pair and miss < best[0]:
                best = (miss, [(out, into), pair])
            if best[0] <= CLOSE:
                return best[1]
    return best[1]


def best_swap(chosen, rest, gap):
    """(what is missed, (out, into)): the exchange that changes a sum most nearly by gap."""
    order = sorted(rest, key=lambda p: p.area2)
    sizes = [p.area2 for p in order]
    best = (abs(gap), None)
    for out in chosen:
        at = bisect_left(sizes, out.area2 + gap)
        for k in (at - 1, at):
            if 0 <= k < len(order):
                miss = abs(gap - (sizes[k] - out.area2))
                if miss < best[0]:
                    best = (miss, (out, order[k]))
    return best


def remoteness(parcel, rnd):
    """How far a parcel is from where building began, with some luck."""
    core = CORE.get(parcel.group, CORE_OF_PARK)
    return grid.distance(parcel.centre, core) + rnd.between(-700, 700)


def assign(zone):
    """Writes future, supply_state, construction_state and built_up into every row."""
    for parcel in zone.parcels:
        parcel.row.update(future=0, built_up=0, supply_state="", construction_state="")
    keep_for_development(zone)
    supply(zone)
    develop(zone)
    build(zone)


def keep_for_development(zone):
    """Land of the three groups that is kept for future development, the most remote first."""
    rnd = grid.Random(41)
    for group, km2 in FUTURE.items():
        candidates = [p for p in zone.parcels if group_of(p) == group and may_wait(p)]
        candidates.sort(key=lambda p: -remoteness(p, rnd))
        for parcel in choose(candidates, km2 * KM2):
            parcel.row["future"] = 1


def may_wait(parcel):
    """Whether land can be kept for development: not water, not a road that exists."""
    if parcel.role == "road":
        return parcel.line.state == "规划"
    return parcel.place != "bank" and not parcel.row["class_code"].startswith(("17", "05"))


def is_supplied(parcel):
    """Whether land was supplied to a user by the state: built land of town, park and old town."""
    code = parcel.row["class_code"]
    if parcel.row["future"] or not landuse.is_construction(code):
        return False
    if parcel.role == "road":
        return bool(parcel.group) or parcel.line.kind == "street"
    return parcel.kind in ("industry", "town", "oldtown", "oldworks", "median") or (
        parcel.kind in ("eco", "riverside") and parcel.role == "plot")


def supply(zone):
    for parcel in zone.parcels:
        row = parcel.row
        if is_supplied(parcel):
            row["supply_state"], row["construction_state"] = "已供", "已建成"
        elif row["future"]:
            row["supply_state"], row["construction_state"] = "未供", "未建设"
        elif parcel.role == "road" and landuse.is_construction(row["class_code"]):
            row["supply_state"], row["construction_state"] = "不涉及", "已建成"
        elif landuse.is_construction(row["class_code"]):
            row["supply_state"], row["construction_state"] = "集体", "已建成"
        elif row["class_code"] == "16":
            row["supply_state"], row["construction_state"] = "储备", "未建设"
        else:
            row["supply_state"], row["construction_state"] = "不涉及", "不涉及"


def develop(zone):
    """Supplied land that is not yet built up, so that the development rate is that of the plan."""
    rnd = grid.Random(42)
    supplied = [p for p in zone.parcels if p.row["supply_state"] == "已供"]
    total = sum(p.area2 for p in supplied)
    open_m2 = total * (1 - DEVELOPMENT_RATE) / 2 / grid.UNITS ** 2
    candidates = [p for p in supplied if p.role == "plot" and p.kind in ("industry", "town")
                  and p.row["class_code"][:2] in ("07", "08", "09", "10", "11", "12")
                  and p.square_metres < 60_000]
    candidates.sort(key=lambda p: -remoteness(p, rnd))
    chosen = choose(candidates, open_m2)
    for k, parcel in enumerate(chosen):
        parcel.row["construction_state"] = ("未动工", "在建", "未动工", "停工", "在建")[k % 5]


def build(zone):
    """Built-up land: all that is built but country roads; of the villages those that stay."""
    rnd = grid.Random(43)
    fixed = 0
    flexible = []
    villages = {}
    for parcel in zone.parcels:
        if parcel.row["construction_state"] != "已建成":
            continue
        if parcel.kind == "village":
            villages.setdefault(parcel.place, rnd.unit())
            flexible.append(parcel)
        elif parcel.line is None or parcel.line.kind != "county":
            parcel.row["built_up"] = 1
            fixed += parcel.area2
    flexible.sort(key=lambda p: (villages[p.place], p.place))
    rest = BUILT_UP * KM2 - fixed / 2 / grid.UNITS ** 2
    for parcel in choose(flexible, rest):
        parcel.row["built_up"] = 1
    for parcel in flexible:
        if not parcel.row["built_up"]:
            parcel.row["construction_state"] = "待搬迁"
