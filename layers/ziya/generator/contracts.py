"""Grant contracts and allocation decisions, with dates and money."""

from datetime import date, timedelta

from . import grid

AS_OF = date(2026, 11, 20)  # the day the data describe

# Classes with a contract: prefix, way of supply, price in yuan per m², years, planned investment in
# 10 000 yuan per hectare.
TERMS = [
    ("0701", "拍卖出让", (2600, 4300), 70, (5200, 9000)),
    ("0702", "划拨", (120, 200), None, (1800, 3800)),
    ("09", "挂牌出让", (1500, 3000), 40, (4200, 8600)),
    ("10", "挂牌出让", (270, 410), 50, (2700, 5600)),
    ("11", "挂牌出让", (290, 430), 50, (2100, 4200)),
    ("0802", "协议出让", (420, 700), 50, (3000, 6200)),
    ("08", "划拨", (120, 200), None, (1800, 4200)),
    ("13", "划拨", (110, 180), None, (1500, 3600)),
    ("1208", "划拨", (110, 180), None, (700, 1500)),
]


def terms_of(parcel):
    if parcel.row["supply_state"] != "已供" or parcel.role != "plot":
        return None
    code = parcel.row["class_code"]
    return next((terms for terms in TERMS if code.startswith(terms[0])), None)


def draft(zone):
    """A contract for every parcel that has one, still without its number."""
    rnd = grid.Random(61)
    rows = []
    for parcel in sorted(zone.parcels, key=lambda p: p.row["parcel_no"]):
        terms = terms_of(parcel)
        parcel.row.update(supply_method="", supply_date=None, contract_no="")
        if terms is None:
            continue
        rows.append(contract(parcel, terms, rnd))
    return rows


def number(zone, rows):
    """Numbers contracts by year and order of signing; parcels learn number, date and way."""
    by_parcel = {parcel.row["parcel_no"]: parcel.row for parcel in zone.parcels}
    rows.sort(key=lambda row: (row["sign_date"], row["parcel_no"]))
    counts = {}
    for row in rows:
        year = row["sign_date"].year
        counts[year] = counts.get(year, 0) + 1
        row["contract_no"] = f"{year}-{counts[year]:03d}"
        by_parcel[row["parcel_no"]].update(contract_no=row["contract_no"],
                                           supply_date=row["sign_date"],
                                           supply_method=row["supply_method"])


def contract(parcel, terms, rnd):
    """One contract; that of unbuilt land is dated anew by the cases of idle land."""
    _, method, price, years, investment = terms
    state = parcel.row["construction_state"]
    area = parcel.row["registered_area_m2"] or round(parcel.square_metres, 2)
    signed = signing_day(state, rnd)
    delivery = signed + timedelta(days=rnd.integer(30, 90))
    start = delivery + timedelta(days=rnd.integer(150, 365))
    finish = start + timedelta(days=rnd.integer(540, 1095))
    unit_price = rnd.integer(*price)
    planned = round(area / 10_000 * rnd.between(*investment))
    row = dict(parcel_no=parcel.row["parcel_no"], holder=parcel.row["holder"], sign_date=signed,
               supply_method=method, class_code=parcel.row["class_code"], land_area_m2=area,
               unit_price_yuan=unit_price, land_price_10k=round(area * unit_price / 10_000, 2),
               term_years=years, agreed_delivery=delivery, actual_delivery=delivery,
               agreed_start=start, agreed_finish=finish, supplement_date=None,
               supplement_start=None, planned_investment_10k=planned, invested_10k=0,
               permit_date=None, foundation_type="", foundation_progress=None, actual_start=None,
               should_start_area_m2=None, developed_area_m2=None, suspended_from=None,
               actual_finish=None, mortgaged=int(rnd.chance(0.2)), sealed=0, remark="")
    if state == "已建成":
        complete(row, rnd)
    elif state == "在建":
        under_way(row, rnd)
    return row


def signing_day(state, rnd):
    if state == "已建成":
        return date(2008, 1, 1) + timedelta(days=rnd.integer(0, 5400))
    return date(2022, 6, 1) + timedelta(days=rnd.integer(0, 1000))


def complete(row, rnd):
    """Dates and money of a project that is finished."""
    row["permit_date"] = row["agreed_start"] - timedelta(days=rnd.integer(5, 60))
    row["actual_start"] = row["permit_date"] + timedelta(days=rnd.integer(5, 120))
    row["foundation_type"] = rnd.pick(["其他基础", "其他基础", "桩基础", "深基坑"])
    row["foundation_progress"] = 100
    last = min(row["agreed_finish"] + timedelta(days=rnd.integer(-120, 200)),
               AS_OF - timedelta(days=rnd.integer(20, 200)))
    row["actual_finish"] = last
    row["should_start_area_m2"] = row["developed_area_m2"] = row["land_area_m2"]
    row["invested_10k"] = round(row["planned_investment_10k"] * rnd.between(0.85, 1.25))


def under_way(row, rnd):
    """A project that was begun in time and is being built."""
    start = AS_OF - timedelta(days=rnd.integer(60, 500))
    row["agreed_start"] = start + timedelta(days=rnd.integer(-20, 60))
    row["agreed_finish"] = row["agreed_start"] + timedelta(days=rnd.integer(600, 1000))
    row["agreed_delivery"] = row["actual_delivery"] = start - timedelta(days=rnd.integer(120, 300))
    row["sign_date"] = row["agreed_delivery"] - timedelta(days=rnd.integer(30, 80))
    row["permit_date"] = start - timedelta(days=rnd.integer(2, 40))
    row["actual_start"] = start
    row["foundation_type"] = rnd.pick(["其他基础", "桩基础", "深基坑"])
    row["foundation_progress"] = 100
    row["should_start_area_m2"] = row["land_area_m2"]
    row["developed_area_m2"] = round(row["land_area_m2"] * rnd.between(0.4, 0.95), 2)
    row["invested_10k"] = round(row["planned_investment_10k"] * rnd.between(0.26, 0.8))
