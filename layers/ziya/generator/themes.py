"""The layers around the parcels: areas, roads, river, facilities, control lines, buffers."""

from . import grid, rural, tables
from .figures import FUTURE
from .layout import PLANNED, RINGS

# District: (id, kind, name_zh, name_en, future_km2, the plan's chapter and section).
DISTRICTS = [
    ("ziya-town", "new_town", "子牙新城", "Ziya New Town", FUTURE["ziya-town"], "第三章第一节 一"),
    ("ziya-belt", "ecological_belt", "绿色生态功能带与黑龙港河景观带",
     "Green ecological belt and Heilonggang River landscape belt", FUTURE["ziya-belt"],
     "第三章第一节 二"),
    ("ziya-d1", "industrial_district", "再生资源与精深加工片区",
     "Renewable resources and deep processing district", None, "第三章第二节 一"),
    ("ziya-d2", "industrial_district", "高端装备制造与再制造片区",
     "High-end equipment manufacturing and remanufacturing district", None, "第三章第二节 二"),
    ("ziya-d3", "industrial_district", "新材料生产制造片区", "New materials district", None,
     "第三章第二节 三"),
    ("ziya-d4", "industrial_district", "绿色新能源研发制造片区",
     "Green new-energy research and manufacturing district", None, "第三章第二节 四"),
    ("ziya-d5", "industrial_district", "国际循环经济合作片区",
     "International circular-economy cooperation district", None, "第三章第二节 五"),
    ("ziya-t1", "town_service_area", "商务办公与教育科研体系",
     "Business office and education-research area", None, "第七章第一节 一"),
    ("ziya-t2", "town_service_area", "商业居住及配套服务体系",
     "Commercial and residential service area", None, "第七章第一节 二"),
    ("ziya-t3", "town_service_area", "国际合作与产业总部体系",
     "International cooperation and industry headquarters area", None, "第七章第一节 三"),
]
# The lines on the west, north, east and south of each area that has one on each side.
BORDERS = {area: rings[0] for area, rings in RINGS.items() if len(rings) == 1}
ROAD_CLASSES = {"expressway": "快速路", "highway": "公路", "trunk": "主干路", "street": "次干路",
                "county": "县乡道", "lane": "村道", "greenway": "绿道", "levee": "堤顶路"}
FACILITIES = [
    ("0801", "管理服务", "Administration"), ("080301", "展馆", "Exhibition hall"),
    ("080302", "文化活动中心", "Culture centre"), ("080402", "职业学校", "Vocational school"),
    ("080403", "学校", "School"), ("080404", "幼儿园", "Kindergarten"),
    ("080501", "体育馆", "Sports hall"), ("080601", "医院", "Hospital"),
    ("080602", "卫生服务站", "Clinic"), ("080701", "养老院", "Home for the elderly"),
    ("090105", "加油站", "Filling station"), ("1301", "供水厂", "Waterworks"),
    ("1302", "排水泵站", "Drainage pumping station"), ("1303", "变电站", "Substation"),
    ("1304", "燃气调压站", "Gas pressure station"), ("1305", "供热站", "Heating station"),
    ("1306", "通信局站", "Telecom station"), ("1309", "环卫站", "Sanitation station"),
    ("1310", "消防站", "Fire station"), ("120801", "货运场站", "Freight station"),
    ("120802", "公交场站", "Bus station"),
]
# Buffers by kind of facility: metres (schematic, not a legal distance).
BUFFERS = {"加油站": 50, "变电站": 60, "燃气调压站": 40, "供水厂": 100, "环卫站": 80}


def union(zone, parcels):
    """The border of parcels taken together, as rings of vertices."""
    rings = [p.ring for p in parcels] + [hole[::-1] for p in parcels for hole in p.holes]
    return zone.mesh.merge(rings)


def outline(zone, parcels):
    """The union of parcels as polygons of rings, each outer ring with its holes."""
    outer, inner = [], []
    for ring in union(zone, parcels):
        points = zone.mesh.ring_points(ring)
        (outer if grid.area2(points) > 0 else inner).append(points)
    polygons = [[ring] for ring in sorted(outer, key=lambda r: -grid.area2(r))]
    for hole in inner:
        at = grid.inner_point(hole)
        next(p for p in reversed(polygons) if grid.contains(p[0], at)).append(hole)
    return polygons


def plan_area(zone):
    polygons = outline(zone, zone.parcels)
    assert len(polygons) == 1
    return [dict(geometry=tables.polygon(polygons[0]), area_id="ziya",
                 name_zh="子牙经济技术开发区（示意）",
                 name_en="Ziya Economic-Technological Development Area (schematic)",
                 planned_km2=PLANNED["ziya"], built_up_km2=29.82, future_km2=22,
                 plan_period="2020-2035", section="第三章第一节")]


def districts(zone):
    rows = []
    for area, kind, name_zh, name_en, future, section in DISTRICTS:
        polygons = outline(zone, [p for p in zone.parcels if area in p.tags])
        west, north, east, south = BORDERS.get(area, ("", "", "", ""))
        rows.append(dict(geometry=tables.multipolygon(polygons), district_id=area, kind=kind,
                         name_zh=name_zh, name_en=name_en, planned_km2=PLANNED.get(area),
                         future_km2=future, west_boundary=west, north_boundary=north,
                         east_boundary=east, south_boundary=south, section=section))
    return rows


def course_of(zone, line):
    """The vertices of a line with all that cut it, as points."""
    path = []
    for a, b in zip(line.vertices, line.vertices[1:]):
        path += zone.mesh.path(a, b)
    return zone.mesh.ring_points(path + line.vertices[-1:])


def length_of(points):
    return round(sum(grid.distance(a, b) for a, b in zip(points, points[1:])) / grid.UNITS, 2)


def roads(zone):
    rows = []
    for line in zone.lines:
        if line.kind not in ROAD_CLASSES:
            continue
        points = course_of(zone, line)
        rows.append(dict(geometry=tables.line(points), road_no=f"R{len(rows) + 1:03d}",
                         name_zh=line.name, name_en=line.name_en,
                         road_class=ROAD_CLASSES[line.kind], width_m=line.width,
                         length_m=length_of(points), state=line.state))
    return rows


def rivers(zone):
    rows = []
    for line in zone.lines:
        if line.kind not in ("river", "ditch"):
            continue
        points = course_of(zone, line)
        rows.append(dict(geometry=tables.line(points), river_no=f"W{len(rows) + 1:02d}",
                         name_zh=line.name, name_en=line.name_en,
                         kind="河流" if line.kind == "river" else "沟渠", width_m=line.width,
                         length_m=length_of(points)))
    return rows


def facilities(zone):
    """A point for each parcel of a facility class that is built or will be."""
    rows, counts = [], {}
    kinds = {code: (zh, en) for code, zh, en in FACILITIES}
    for parcel in sorted(zone.parcels, key=lambda p: p.row["parcel_no"]):
        found = kinds.get(parcel.row["class_code"])
        if found is None or parcel.role != "plot" or parcel.holes:
            continue
        name, name_en = found
        counts[name] = counts.get(name, 0) + 1
        rows.append(dict(geometry=tables.point(site(parcel)),
                         facility_no=f"F{len(rows) + 1:03d}", kind=name,
                         name_zh=f"{name}{counts[name]:02d}（示意）",
                         name_en=f"{name_en} {counts[name]:02d} (schematic)",
                         class_code=parcel.row["class_code"], parcel_no=parcel.row["parcel_no"],
                         state="规划" if parcel.row["future"] else parcel.row["construction_state"]))
    return rows


def site(parcel):
    return grid.to_grid(parcel.centre)


def villages(zone):
    rows = []
    for name, pinyin, *_ in rural.VILLAGES:
        members = [p for p in zone.parcels if p.kind == "village" and p.place == name]
        polygons = outline(zone, members)
        moves = sum(p.row["construction_state"] == "待搬迁" for p in members)
        rows.append(dict(geometry=tables.multipolygon(polygons), name_zh=f"{name}（示意）",
                         name_en=f"{pinyin} (schematic)",
                         state="拟搬迁" if 2 * moves > len(members) else "保留"))
    return rows


def control_lines(zone):
    """Farmland, red line and growth boundary, which follow parcels."""
    farmland = [p for p in zone.parcels if is_basic_farmland(p)]
    river = [p for p in zone.parcels if is_red_line(p)]
    growth = [p for p in zone.parcels if is_inside_growth_boundary(p)]
    rows = []
    for kind, name_zh, name_en, members in (
            ("permanent_basic_farmland", "永久基本农田", "Permanent basic farmland", farmland),
            ("ecological_red_line", "生态保护红线", "Ecological protection red line", river),
            ("town_growth_boundary", "城镇开发边界", "Town growth boundary", growth)):
        rows.append(dict(geometry=tables.multipolygon(outline(zone, members)), kind=kind,
                         name_zh=f"{name_zh}（示意）", name_en=f"{name_en} (schematic)",
                         area_m2=round(sum(p.square_metres for p in members), 2)))
    return rows


def is_basic_farmland(parcel):
    """Whole farming blocks, and on purpose two fields inside a district kept for development."""
    row = parcel.row
    if row["current_code"][:2] != "01":
        return False
    if parcel.kind == "fields":
        return parcel.block % 5 != 0
    return row["parcel_no"] in CONFLICTS


CONFLICTS = set()  # parcel numbers, filled by mark_conflicts


def mark_conflicts(zone):
    """Two fields of the new-materials district that were not taken out of the basic farmland."""
    found = sorted(p.row["parcel_no"] for p in zone.parcels
                   if "ziya-d3" in p.tags and p.row["future"] and p.role == "plot"
                   and p.row["current_code"] == "0102")
    CONFLICTS.clear()
    CONFLICTS.update(found[:2])
    for parcel in zone.parcels:
        if parcel.row["parcel_no"] in CONFLICTS:
            parcel.row["remark"] = "与永久基本农田重叠（示意冲突）"


def is_red_line(parcel):
    """The river with its banks and wetlands outside the new town."""
    if "ziya-t1" in parcel.tags or "ziya-t2" in parcel.tags:
        return False
    river = parcel.line is not None and parcel.line.kind == "river"
    return river or parcel.place == "bank"


def is_inside_growth_boundary(parcel):
    if parcel.group and parcel.group != "ziya-belt":
        return True
    return parcel.kind in ("oldtown", "oldworks", "median")


def buffers(zone, facility_rows):
    """Discs around facilities that need a distance."""
    by_number = {p.row["parcel_no"]: p for p in zone.parcels}
    rows = []
    for facility in facility_rows:
        radius = BUFFERS.get(facility["kind"])
        if radius is None:
            continue
        x, y = site(by_number[facility["parcel_no"]])
        disc = [(round(x + cx * radius * grid.UNITS), round(y + cy * radius * grid.UNITS))
                for cx, cy in circle()]
        rows.append(dict(geometry=tables.polygon([disc]), buffer_no=f"S{len(rows) + 1:03d}",
                         kind=facility["kind"], facility_no=facility["facility_no"],
                         distance_m=radius, basis="示意距离，非法定值"))
    return rows


def circle():
    """32 points of the unit circle, by halving angles."""
    points = [(1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0)]
    for _ in range(3):
        halved = []
        for (ax, ay), (bx, by) in zip(points, points[1:] + points[:1]):
            mx, my = ax + bx, ay + by
            size = (mx * mx + my * my) ** 0.5
            halved += [(ax, ay), (mx / size, my / size)]
        points = halved
    return points


