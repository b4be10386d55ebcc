"""Idle and nearly idle land (闲置土地处置办法, decree 53 of 2012): each kind of case on real days.

The day the data describe is contracts.AS_OF. Cases on the border (one day short of a year, exactly
one third, exactly 25 %) are there on purpose: a program has to get them right.
"""

from datetime import date, timedelta

from .contracts import AS_OF

CAUSES = {
    "C1": "未按约定的期限、条件交付土地", "C2": "规划依法修改，不能按约定条件开发",
    "C3": "国家政策出台，需要调整约定条件", "C4": "处置土地上群众信访事项",
    "C5": "文物保护等无法动工", "C6": "政府及其部门的其他行为", "C7": "自然灾害等不可抗力",
    "C8": "企业自身原因",
}

# Land not started: (agreed start, stage of the case, cause, measure, remark). Stages: "" no case,
# 调查中 survey open, 已认定 determined, 处置中 measure agreed but not finished.
NOT_STARTED = [
    (date(2027, 3, 1), "", "", "", ""),
    (date(2025, 11, 20), "", "", "", "满一年之日"),
    (date(2025, 11, 21), "", "", "", "距满一年差一日"),
    (date(2025, 12, 11), "", "", "", ""),
    (date(2026, 1, 10), "", "", "", ""),
    (date(2026, 2, 28), "", "", "", ""),
    (date(2025, 9, 15), "调查中", "", "", ""),
    (date(2025, 6, 30), "已认定", "C8", "", ""),
    (date(2025, 3, 1), "已认定", "C8", "E1", ""),
    (date(2024, 11, 20), "已认定", "C8", "", "满两年之日"),
    (date(2024, 11, 21), "已认定", "C8", "E1", "距满两年差一日"),
    (date(2024, 6, 10), "已认定", "C8", "E2", ""),
    (date(2023, 8, 31), "已认定", "C8", "E2", ""),
    (date(2025, 4, 20), "已认定", "C1", "G1", ""),
    (date(2025, 5, 18), "已认定", "C2", "G2", ""),
    (date(2024, 12, 5), "已认定", "C3", "G3", ""),
    (date(2025, 1, 16), "已认定", "C4", "G6", ""),
    (date(2024, 9, 9), "已认定", "C5", "G5", ""),
    (date(2025, 7, 7), "已认定", "C6", "G4", ""),
    (date(2025, 2, 14), "已认定", "C7", "G1", ""),
    (None, "", "", "", "合同未约定动工日期"),
    (date(2025, 8, 8), "已认定", "C1", "", "政府未交付土地"),
    (date(2024, 3, 15), "", "", "", "补充协议延期动工"),
    (date(2024, 2, 29), "已认定", "C8", "", "闰日到期"),
    (date(2025, 5, 5), "", "", "", "司法查封"),
    (date(2025, 12, 28), "", "", "", ""),
    (date(2025, 10, 9), "调查中", "C8", "", ""),
    (date(2026, 6, 30), "", "", "", ""),
]

# Land started and stopped: (developed share as a fraction, invested share in %, stopped on, stage,
# cause, measure, remark).
STOPPED = [
    ((1, 4), 18, date(2025, 5, 20), "已认定", "C8", "G1", ""),
    ((1, 3), 30, date(2025, 2, 10), "", "", "", "恰好三分之一"),
    ((1, 2), 25, date(2025, 3, 12), "", "", "", "投资恰好百分之二十五"),
    ((1, 2), 22, date(2025, 8, 1), "调查中", "", "", ""),
    ((1, 5), 40, date(2025, 11, 20), "", "", "", "中止满一年之日"),
    ((1, 5), 12, date(2025, 11, 21), "", "", "", "中止距满一年差一日"),
    ((1, 4), 20, date(2026, 4, 15), "", "", "", ""),
    ((3, 5), 55, date(2024, 10, 8), "", "", "", "停工但两项均达标"),
    ((1, 6), 15, date(2025, 1, 5), "已认定", "C2", "G2", ""),
    ((1, 4), 10, date(2024, 7, 25), "已认定", "C7", "G1", ""),
    ((1, 3), 24, date(2025, 6, 18), "已认定", "C6", "G3", ""),
]

MEASURES = {
    "G1": "延长动工开发期限", "G2": "调整土地用途、规划条件", "G3": "安排临时使用",
    "G4": "协议有偿收回", "G5": "置换土地", "G6": "其他处置方式", "E1": "征缴土地闲置费",
    "E2": "无偿收回国有建设用地使用权",
}


def make(zone, contract_rows):
    """The idle-land cases; dates the contracts of unbuilt land and marks the parcels."""
    by_parcel = {parcel.row["parcel_no"]: parcel for parcel in zone.parcels}
    cases, waiting, stopped = [], 0, 0
    for row in sorted(contract_rows, key=lambda r: r["parcel_no"]):
        parcel = by_parcel[row["parcel_no"]]
        state = parcel.row["construction_state"]
        if state == "未动工":
            case = not_started(row, NOT_STARTED[waiting % len(NOT_STARTED)], waiting)
            waiting += 1
        elif state == "停工":
            case = suspended(row, STOPPED[stopped % len(STOPPED)], stopped)
            stopped += 1
        else:
            continue
        parcel.row["remark"] = row["remark"]
        if case:
            cases.append(case)
            parcel.row["idle_state"] = "已认定闲置" if case["determination_date"] else "调查中"
            parcel.row["disposal_state"] = case["disposal_state"]
    for k, case in enumerate(sorted(cases, key=lambda c: (c["found_date"], c["parcel_no"])), 1):
        case["case_no"] = f"XZ-{case['found_date'].year}-{k:03d}"
    return sorted(cases, key=lambda c: c["case_no"])


def not_started(row, pattern, turn):
    """Dates a contract by a pattern; later rounds shift the pattern by some days."""
    start, stage, cause, measure, remark = pattern
    shift = timedelta(days=0 if turn < len(NOT_STARTED) else 9)
    if turn >= len(NOT_STARTED) and "日" in remark:
        remark = ""
    if start is None:
        delivery = date(2024, 12, 20) - shift
        row.update(agreed_delivery=delivery, actual_delivery=delivery, agreed_start=None)
    else:
        start -= shift
        delivery = start - timedelta(days=210)
        row.update(agreed_delivery=delivery, actual_delivery=delivery, agreed_start=start)
        row["agreed_finish"] = start + timedelta(days=730)
    row["sign_date"] = delivery - timedelta(days=45)
    row["remark"] = remark
    if remark == "补充协议延期动工":
        row.update(supplement_date=date(2025, 3, 10), supplement_start=date(2026, 3, 10))
    if remark == "司法查封":
        row["sealed"] = 1
    if cause == "C1":
        row["actual_delivery"] = None if remark else start + timedelta(days=120)
    if cause == "C8" and turn % 3 == 0:
        row.update(permit_date=start - timedelta(days=5), foundation_type="其他基础",
                   foundation_progress=20)
    row["invested_10k"] = round(row["planned_investment_10k"] * 0.02)
    return case_of(row, "A", start, stage, cause, measure) if stage else None


def suspended(row, pattern, turn):
    """Dates the contract of a project that was begun and stopped."""
    (part, whole), invested, stopped_on, stage, cause, measure, remark = pattern
    if turn >= len(STOPPED):
        stopped_on -= timedelta(days=13)
        remark = "" if "日" in remark else remark
    start = stopped_on - timedelta(days=260)
    area = round(row["land_area_m2"] * 100) // whole * whole  # so that the share is exact
    planned = round(row["planned_investment_10k"] / 100) * 100
    row.update(agreed_start=start - timedelta(days=10), agreed_finish=start + timedelta(days=720),
               permit_date=start - timedelta(days=12), actual_start=start,
               agreed_delivery=start - timedelta(days=240),
               actual_delivery=start - timedelta(days=240),
               sign_date=start - timedelta(days=290), foundation_type="桩基础",
               foundation_progress=100, should_start_area_m2=area / 100,
               developed_area_m2=area // whole * part / 100, suspended_from=stopped_on,
               planned_investment_10k=planned, invested_10k=planned * invested // 100,
               remark=remark)
    return case_of(row, "B", stopped_on, stage, cause, measure) if stage else None


def case_of(row, kind, since, stage, cause, measure):
    """A case with its dates: found, notice, answer, determination, measure."""
    idle_days = 735 if measure == "E2" else 370  # free recovery takes two years
    found = min(since + timedelta(days=idle_days), AS_OF - timedelta(days=8))
    survey_open = stage == "调查中"
    notice = found + timedelta(days=5)
    determined = None if survey_open else min(found + timedelta(days=27), AS_OF)
    agreed = determined + timedelta(days=40) if determined and measure else None
    if agreed and agreed > AS_OF:
        agreed = None
    government = cause not in ("", "C8")
    ended = {"C1": 120, "C4": 260, "C7": 150}.get(cause)  # days after which the cause was gone
    until = since + timedelta(days=ended) if ended else None
    return dict(parcel_no=row["parcel_no"], idle_kind=kind, cause_code=cause,
                cause=CAUSES.get(cause, ""), cause_from=since if government else None,
                cause_until=until if until and until <= AS_OF else None, found_date=found, notice_date=notice,
                answer_date=None if survey_open else notice + timedelta(days=15),
                determination_date=determined, measure_code=measure if agreed else "",
                measure=MEASURES[measure] if agreed else "", measure_date=agreed,
                disposal_state="调查中" if survey_open else "处置中" if agreed else "未处置",
                remark=row["remark"])
