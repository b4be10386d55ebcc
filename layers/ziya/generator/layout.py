"""The named lines of the zone in metres from the local origin, and the areas they must bound.

The plan names the roads on the four sides of each district, and its area. Both hold here: the north
and south part of a border road are shifted until the areas fit.
"""

from . import grid, rural
from .skeleton import Line, first_crossing, ring_between

KM2 = 1_000_000.0

# What the plan states, in km²: the groups of chapter 3 section 1 and the districts of section 2.
PLANNED = {
    "ziya": 132.0, "ziya-town": 5.79, "ziya-belt": 20.0,
    "ziya-d1": 4.42, "ziya-d2": 6.64, "ziya-d3": 6.45, "ziya-d4": 2.35, "ziya-d5": 3.54,
}

# Course of each main line: points in metres, widths in metres, rank at junctions.
COURSES = {
    "子牙快速路": ("Ziya Expressway", "expressway", 56, 0, [
        (900, 10130), (2600, 10075), (4000, 10020), (6000, 9985), (7900, 9990), (9700, 10015),
        (11700, 9990), (13700, 9960), (16200, 10080)]),
    "黑龙港河": ("Heilonggang River", "river", 92, 3, [
        (12950, 17400), (12600, 16000), (12250, 14800), (11980, 13500), (11640, 12400),
        (11490, 11200), (11560, 10000), (11660, 9000), (11500, 7900), (11120, 6800),
        (10930, 5600), (11180, 4500), (11500, 3300)]),
    "福建道": ("Fujian Road", "trunk", 36, 1, [
        (3940, 4200), (3970, 5600), (4010, 7000), (4004, 8400), (4000, 9800), (4000, 10200),
        (3990, 11500), (4010, 13000), (3960, 14200), (3850, 15300), (3900, 16900)]),
    "迎宾大道": ("Yingbin Avenue", "trunk", 46, 1, [
        (6320, 3800), (6270, 5600), (6170, 7400), (6120, 8600), (6070, 9800), (6020, 10300),
        (5950, 11600), (5900, 13000), (5830, 14400), (5930, 15300), (5900, 16900)]),
    "山东道": ("Shandong Road", "trunk", 36, 1, [
        (7640, 3800), (7700, 5600), (7760, 7200), (7785, 8600), (7810, 9800), (7850, 10300),
        (7900, 11600), (7935, 13000), (7960, 14200), (8100, 15200), (8060, 16900)]),
    "北京道": ("Beijing Road", "trunk", 36, 1, [
        (9480, 3800), (9540, 5600), (9700, 7000), (9760, 8300), (9750, 9300), (9740, 10000),
        (9790, 10900), (9720, 12000), (9480, 13200), (9420, 14400), (9560, 15400), (9500, 16900)]),
    "重庆道": ("Chongqing Road", "trunk", 32, 1, [
        (13640, 4300), (13700, 5600), (13780, 7000), (13820, 8300), (13840, 9300), (13830, 10000),
        (13800, 10900), (13720, 12000), (13560, 13400), (13640, 14600), (13600, 16500)]),
    "园区一号路": ("Park Road 1", "trunk", 28, 2, [
        (3900, 7775), (5000, 7750), (6200, 7725), (7000, 7740), (7900, 7765)]),
    "园区七号路": ("Park Road 7", "trunk", 30, 2, [
        (3900, 9835), (5000, 9815), (6000, 9800), (7000, 9798), (7900, 9806)]),
    "园区八号路": ("Park Road 8", "trunk", 30, 2, [
        (3900, 10205), (5000, 10182), (6000, 10168), (7000, 10172), (7960, 10180)]),
    "园区二十一号路": ("Park Road 21", "trunk", 32, 2, [
        (1300, 13420), (2700, 13470), (4000, 13540), (5100, 13530), (6200, 13500), (7300, 13520),
        (8050, 13545)]),
    "新城一号路": ("New Town Road 1", "trunk", 28, 2, [
        (9650, 8190), (10700, 8180), (11600, 8215), (12600, 8190), (13900, 8170),
        (15900, 8120)]),
    "新城十三号路": ("New Town Road 13", "trunk", 30, 2, [
        (9700, 10920), (10600, 10940), (11500, 10905), (12600, 10930), (13900, 10950)]),
    "规划干路十八": ("Planned Trunk Road 18", "trunk", 28, 2, [
        (12520, 8120), (12500, 8700), (12490, 9400), (12470, 10060)]),
    "生态带北路": ("Green Belt North Road", "greenway", 9, 4, [
        (7880, 13990), (8500, 14050), (9100, 13960), (9600, 14010)]),
    "生态带南路": ("Green Belt South Road", "greenway", 9, 4, [
        (7700, 6930), (8400, 6880), (9100, 6960), (9800, 6900)]),
    "滨河西路": ("Riverside West Road", "greenway", 9, 4, [
        (11690, 14600), (11490, 13500), (11170, 12300), (10990, 11100), (11030, 10000),
        (11130, 9000), (10970, 7900), (10630, 6900), (10490, 6250)]),
    "滨河东路": ("Riverside East Road", "greenway", 9, 4, [
        (12810, 14600), (12520, 13500), (12190, 12400), (12040, 11200), (12110, 10000),
        (12190, 9000), (12060, 7900), (11660, 6800), (11430, 6250)]),
    "滨河北路": ("Riverside North Road", "greenway", 9, 4, [
        (11350, 14180), (12100, 14260), (12950, 14200)]),
    "滨河南路": ("Riverside South Road", "greenway", 9, 4, [
        (10350, 6520), (11050, 6480), (11700, 6530)]),
}

BORDER = [
    (1850, 14950), (3350, 15060), (3400, 15400), (4700, 15250), (4760, 15700), (7300, 15620),
    (7350, 15850), (9000, 15780), (9050, 16050), (10900, 16080), (10980, 15750), (12900, 15850),
    (13750, 15300), (13900, 14780), (14620, 14380), (14480, 13150), (14700, 13080), (14640, 11900),
    (15050, 11820), (15120, 10350), (14800, 10250), (14760, 9480), (15080, 9400), (15020, 7900),
    (14720, 7850), (14620, 6150), (13950, 6080), (13880, 5700), (13200, 5600), (13120, 5200),
    (11700, 4950), (11650, 4800), (10500, 4950), (10420, 4650), (8300, 4480), (8250, 4850),
    (7200, 4800), (7150, 4520), (4600, 4600), (4550, 4950), (2900, 5050), (2850, 5600),
    (2420, 5650), (2390, 7150), (2060, 7220), (2100, 8600), (1650, 8700), (1730, 9800),
    (1560, 9850), (1500, 11900), (1800, 12000), (1720, 13100), (1950, 13180),
]

# Rings of the districts by their border lines: (line, …) in order west, north, east, south.
RINGS = {
    "ziya-d1": [("福建道", "园区七号路", "迎宾大道", "园区一号路")],
    "ziya-d2": [("迎宾大道", "园区二十一号路", "山东道", "园区八号路")],
    "ziya-d3": [("福建道", "园区二十一号路", "迎宾大道", "园区八号路")],
    "ziya-d4": [("规划干路十八", "子牙快速路", "重庆道", "新城一号路")],
    "ziya-d5": [("迎宾大道", "园区七号路", "山东道", "园区一号路")],
    "ziya-t1": [("北京道", "新城十三号路", "重庆道", "子牙快速路")],
    "ziya-t2": [("北京道", "子牙快速路", "黑龙港河", "新城一号路")],
    "ziya-t3": [("梅州道", "园区七号路", "迎宾大道", "园区四号路")],
    "ziya-town": [("北京道", "新城十三号路", "滨河西路", "子牙快速路"),
                  ("滨河东路", "新城十三号路", "重庆道", "子牙快速路"),
                  ("北京道", "子牙快速路", "滨河西路", "新城一号路"),
                  ("滨河东路", "子牙快速路", "规划干路十八", "新城一号路")],
    "ziya-belt": [("山东道", "生态带北路", "北京道", "生态带南路"),
                  ("滨河西路", "滨河北路", "滨河东路", "滨河南路")],
}

# What is shifted to give an area its planned size: (area, line, axis, points whose other
# coordinate lies in the range). Each later one leaves the earlier ones alone.
FITS = [
    ("ziya-d3", "福建道", 0, (10100, 14500)),
    ("ziya-d1", "福建道", 0, (6500, 9900)),
    ("ziya-d2", "山东道", 0, (10100, 14500)),
    ("ziya-d5", "山东道", 0, (6500, 9900)),
    ("ziya-d4", "规划干路十八", 0, (0, 20000)),
    ("ziya-town", "新城十三号路", 1, (0, 20000)),
    ("ziya-belt", "生态带北路", 1, (0, 20000)),
]

# The last square metres: the bend nearest to this place moves, which changes this area alone.
TRIMS = [
    ("ziya-d3", "福建道", (4000, 12100)), ("ziya-d1", "福建道", (4000, 8900)),
    ("ziya-d2", "山东道", (7900, 12100)), ("ziya-d5", "山东道", (7790, 8900)),
    ("ziya-d4", "重庆道", (13830, 9000)), ("ziya-town", "新城十三号路", (13100, 10900)),
    ("ziya-belt", "生态带北路", (8700, 14000)), ("ziya", "规划范围界", (1650, 10000)),
]


def fitted_courses():
    """The courses of all main lines, shifted until each area is as planned to 1 m²."""
    courses = {name: list(course[4]) for name, course in COURSES.items()}
    for area, name, axis, (low, high) in FITS:
        moved = [i for i, p in enumerate(courses[name]) if low < p[1 - axis] < high]

        def excess(shift):
            trial = dict(courses)
            trial[name] = [shifted(p, axis, shift) if i in moved else p
                           for i, p in enumerate(courses[name])]
            curves = {key: grid.smooth(points, 160) for key, points in trial.items()}
            return planned_excess(area, curves), trial

        courses = solve(excess)
    return courses


def shifted(point, axis, by):
    return (point[0] + by, point[1]) if axis == 0 else (point[0], point[1] + by)


def planned_excess(area, curves):
    total = sum(abs(grid.area2(ring_between([curves[n] for n in names]))) / 2
                for names in RINGS[area])
    return total - PLANNED[area] * KM2


def solve(excess):
    """The courses for which `excess` is within 1 m², by the secant method."""
    a, b = 0.0, 10.0
    fa = excess(a)[0]
    for _ in range(30):
        fb, courses = excess(b)
        if abs(fb) < 1.0:
            return courses
        a, b, fa = b, b - fb * (b - a) / (fb - fa), fb
    raise ValueError("a district cannot get its planned area")


def main_lines():
    """The roads that the plan names, the river, the belts and the border of the planning area."""
    courses = fitted_courses()
    lines = []
    for name, (name_en, kind, width, rank, _) in COURSES.items():
        lines.append(Line(name, name_en, kind, width, rank, grid.smooth(courses[name], 160)))
    lines.append(border_line())
    return lines


def border_line():
    """The border of the planning area, closed, with corners as field borders have."""
    rnd = grid.Random(4)
    rough = []
    for a, b in zip(BORDER, BORDER[1:] + BORDER[:1]):
        count = max(2, round(grid.distance(a, b) / 240))
        ux, uy = grid.unit_vector(a, b)
        for i in range(count):
            t, side = i / count, (0 if i == 0 else rnd.between(-32, 32))
            rough.append((a[0] + (b[0] - a[0]) * t - uy * side,
                          a[1] + (b[1] - a[1]) * t + ux * side))
    scale = (PLANNED["ziya"] * KM2 / (abs(grid.area2(rough)) / 2)) ** 0.5
    rough = [(8400 + (x - 8400) * scale, 10200 + (y - 10200) * scale) for x, y in rough]
    return Line("规划范围界", "Planning area border", "border", 8, 9, rough + rough[:1])


def inner_lines(lines):
    """The streets inside districts and belts, between the main lines given."""
    course = {line.name: line.points for line in lines}
    return park_streets(course) + town_streets(course) + belt_ways(course)


def between(west, east, south, north, share, wave, rnd):
    """A street from the line south to the line north, a share of the way from west to east."""
    low, high = crossing_level(south, west, 1), crossing_level(north, west, 1)
    points = []
    count = max(2, round((high - low) / 420))
    for i in range(-1, count + 2):
        y = low + (high - low) * i / count
        x = at(west, y, 1) * (1 - share) + at(east, y, 1) * share
        points.append((x + rnd.between(-wave, wave), y))
    return clipped(points, south, north, 1)


def across(west, east, south, north, share, wave, rnd):
    """A street from the line west to the line east, a share of the way from south to north."""
    low, high = crossing_level(west, south, 0), crossing_level(east, south, 0)
    points = []
    count = max(2, round((high - low) / 420))
    for i in range(-1, count + 2):
        x = low + (high - low) * i / count
        y = at(south, x, 0) * (1 - share) + at(north, x, 0) * share
        points.append((x, y + rnd.between(-wave, wave)))
    return clipped(points, west, east, 0)


def at(line, level, axis):
    """The other coordinate of a line where its coordinate on an axis has a level."""
    for a, b in zip(line, line[1:]):
        low, high = sorted((a[axis], b[axis]))
        if low <= level <= high and low < high:
            t = (level - a[axis]) / (b[axis] - a[axis])
            return a[1 - axis] + (b[1 - axis] - a[1 - axis]) * t
    end = min((line[0], line[-1]), key=lambda p: abs(p[axis] - level))
    return end[1 - axis]


def crossing_level(line, other, axis):
    """The coordinate on an axis at which a line crosses another."""
    return first_crossing(line, other)[2][axis]


def clipped(points, start, end, axis, over=24.0):
    """A smooth street that ends `over` metres beyond the lines it joins."""
    curve = grid.smooth(points, 140)
    inside = [p for p in curve
              if at(start, p[1 - axis], 1 - axis) + 40 < p[axis]
              < at(end, p[1 - axis], 1 - axis) - 40]
    first, last = inside[0], inside[-1]
    head, tail = list(first), list(last)
    head[axis] = at(start, first[1 - axis], 1 - axis) - over
    tail[axis] = at(end, last[1 - axis], 1 - axis) + over
    return [tuple(head)] + inside + [tuple(tail)]


def street(name, name_en, points, width=24, rank=4, kind="street", state="已建成"):
    return Line(name, name_en, kind, width, rank, points, state)


def park_streets(course):
    """Streets of the industrial districts west of the green belt."""
    rnd = grid.Random(11)
    fujian, yingbin, shandong = course["福建道"], course["迎宾大道"], course["山东道"]
    no1, no7 = course["园区一号路"], course["园区七号路"]
    no8, no21 = course["园区八号路"], course["园区二十一号路"]
    made = [
        street("广东道", "Guangdong Road", between(fujian, yingbin, no1, no7, 0.27, 9, rnd),
               state="规划"),
        street("梅州道", "Meizhou Road", between(fujian, yingbin, no1, no7, 0.53, 6, rnd), 28, 3),
        street("浙江道南段", "Zhejiang Road, south", between(fujian, yingbin, no1, no7, 0.78, 8, rnd),
               state="规划"),
        street("湖南道", "Hunan Road", between(yingbin, shandong, no1, no7, 0.36, 9, rnd)),
        street("安徽道", "Anhui Road", between(yingbin, shandong, no1, no7, 0.7, 9, rnd),
               state="规划"),
        street("广东道北段", "Guangdong Road, north",
               between(fujian, yingbin, no8, no21, 0.3, 12, rnd), state="规划"),
        street("浙江道北段", "Zhejiang Road, north",
               between(fujian, yingbin, no8, no21, 0.66, 12, rnd)),
        street("湖南道北段", "Hunan Road, north",
               between(yingbin, shandong, no8, no21, 0.31, 12, rnd)),
        street("安徽道北段", "Anhui Road, north",
               between(yingbin, shandong, no8, no21, 0.68, 12, rnd), state="规划"),
    ]
    rows = [("二", 2, 0.17, yingbin, shandong), ("三", 3, 0.34, fujian, yingbin),
            ("四", 4, 0.52, fujian, shandong), ("五", 5, 0.69, yingbin, shandong),
            ("六", 6, 0.79, fujian, yingbin)]
    for digit, number, share, west, east in rows:
        made.append(street(f"园区{digit}号路", f"Park Road {number}",
                           across(west, east, no1, no7, share, 7, rnd), 22 if number != 4 else 26,
                           5 if number != 4 else 3))
    rows = [("十", 10, 0.15, fujian, shandong), ("十二", 12, 0.31, fujian, yingbin),
            ("十三", 13, 0.36, yingbin, shandong), ("十四", 14, 0.5, fujian, shandong),
            ("十六", 16, 0.66, yingbin, shandong), ("十七", 17, 0.7, fujian, yingbin),
            ("十九", 19, 0.85, fujian, shandong)]
    for digit, number, share, west, east in rows:
        made.append(street(f"园区{digit}号路", f"Park Road {number}",
                           across(west, east, no8, no21, share, 12, rnd), 24, 5,
                           state="规划" if number in (14, 16, 17, 19) else "已建成"))
    return made


def town_streets(course):
    """Streets of the new town on both sides of the river, and of the new-energy district."""
    rnd = grid.Random(12)
    beijing, chongqing, west, east = (course[n] for n in ("北京道", "重庆道", "滨河西路", "滨河东路"))
    no1, no13, fast, no18 = (course[n] for n in
                             ("新城一号路", "新城十三号路", "子牙快速路", "规划干路十八"))
    made = []
    for name, name_en, share in (("天津道", "Tianjin Road", 0.3), ("上海道", "Shanghai Road", 0.63)):
        made.append(street(name, name_en, between(beijing, west, no1, fast, share, 8, rnd), 22))
        made.append(street(name + "北段", name_en + ", north",
                           between(beijing, west, fast, no13, share + 0.04, 8, rnd), 20))
    for digit, number, share in (("三", 3, 0.2), ("五", 5, 0.41), ("七", 7, 0.6), ("九", 9, 0.81)):
        made.append(street(f"新城{digit}号路", f"New Town Road {number}",
                           across(beijing, west, no1, fast, share, 7, rnd), 18, 5))
    made.append(street("新城十一号路", "New Town Road 11",
                       across(beijing, west, fast, no13, 0.52, 7, rnd), 20, 5))
    made.append(street("新城十二号路", "New Town Road 12",
                       across(east, chongqing, fast, no13, 0.46, 7, rnd), 20, 5, state="规划"))
    for name, name_en, share in (("河北道", "Hebei Road", 0.34), ("辽宁道", "Liaoning Road", 0.68)):
        made.append(street(name, name_en, between(east, chongqing, fast, no13, share, 8, rnd), 20,
                           state="规划"))
    for name, name_en, share in (("吉林道", "Jilin Road", 0.36), ("黑龙江道", "Heilongjiang Road", 0.7)):
        made.append(street(name, name_en, between(no18, chongqing, no1, fast, share, 7, rnd), 22))
    for name, name_en, share in (("新能源一路", "New Energy Road 1", 0.27),
                                 ("新能源二路", "New Energy Road 2", 0.52),
                                 ("新能源三路", "New Energy Road 3", 0.76)):
        made.append(street(name, name_en, across(no18, chongqing, no1, fast, share, 7, rnd), 20, 5,
                           state="规划" if share > 0.6 else "已建成"))
    return made


def belt_ways(course):
    """Greenways and levee roads of the two belts."""
    rnd = grid.Random(13)
    shandong, beijing, river = course["山东道"], course["北京道"], course["黑龙港河"]
    west, east = course["滨河西路"], course["滨河东路"]
    north, south = course["生态带北路"], course["生态带南路"]
    made = []
    for number, share in ((1, 0.3), (2, 0.67)):
        points = between(shandong, beijing, south, north, share, 60, rnd)
        made.append(Line(f"生态绿道{number}", f"Green Belt Way {number}", "greenway", 7, 6, points))
    for number in range(1, 9):
        share = number / 9 + rnd.between(-0.02, 0.02)
        points = across(shandong, beijing, south, north, share, 45, rnd)
        made.append(Line(f"生态支路{number}", f"Green Belt Lane {number}", "greenway", 6, 7, points))
    for side, name_en, bank, share in (("左堤", "Left Levee of the Heilonggang River", east, 0.24),
                                       ("右堤", "Right Levee of the Heilonggang River", west, 0.26)):
        points = between(river, bank, course["滨河南路"], course["滨河北路"], share, 14, rnd)
        made.append(Line(f"黑龙港河{side}", name_en, "levee", 12, 4, points))
    for number, y in enumerate((6900, 7450, 8650, 9350, 10520, 11500, 12150, 12900, 13550), 1):
        points = [(at(west, y, 1) - 24, y)]
        x, target = points[0][0], at(east, y, 1) + 24
        while x + 190 < target:
            x += 150
            points.append((x, y + rnd.between(-22, 22)))
        points.append((target, y))
        made.append(Line(f"滨河支路{number}", f"Riverside Lane {number}", "greenway", 6, 7, points))
    return made


def all_lines():
    """Every line of the zone. Lines of the country outside come last."""
    lines = main_lines()
    lines += inner_lines(lines)
    return lines + rural.lines({line.name: line.points for line in lines})
