"""Invented names: companies are called by pairs of the sixty-year cycle; nobody is meant."""

from . import grid, rural

STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
CYCLE = [STEMS[i % 10] + BRANCHES[i % 12] for i in range(60)]

TRADES = {
    "recycling": ["再生资源", "有色金属", "铜材加工", "报废汽车回收", "废塑料利用", "循环科技", "精密铜业"],
    "industry": ["装备制造", "新材料", "精密机械", "再制造", "轻金属", "复合材料", "自动化设备", "化纤材料"],
    "energy": ["动力电池", "氢能科技", "储能科技", "新能源汽车部件", "光伏组件"],
    "oldworks": ["金属制品", "线缆", "五金", "机械配件", "建材", "包装制品", "铸造"],
    "logistics": ["物流", "供应链", "仓储"],
    "housing": ["置业", "房地产开发", "城镇建设"],
    "trade": ["商贸", "商业管理", "酒店管理", "加油站"],
    "research": ["研究院", "检测技术", "研发中心"],
}


def company(rnd, trade):
    return f"{rnd.pick(CYCLE)}{rnd.pick(TRADES[trade])}有限公司"


def holder(parcel, rnd):
    """Who holds a parcel, by its class and place."""
    code, state = parcel.row["class_code"], parcel.row["supply_state"]
    if parcel.role == "road" or parcel.role == "street":
        return road_holder(parcel)
    if state in ("未供", "储备"):
        return "园区土地整理储备机构（示意）"
    if state in ("集体", "不涉及"):
        if parcel.group == "ziya-belt":
            return "园区生态绿化养护单位（示意）"
        return f"{parcel.place if parcel.kind == 'village' else nearest_village(parcel)}村民集体"
    if code.startswith(("08", "13", "14", "1208", "15", "0702")):
        return public_holder(code)
    if code.startswith("07"):
        return company(rnd, "housing")
    if code.startswith("09"):
        return company(rnd, "trade")
    if code.startswith("11"):
        return company(rnd, "logistics")
    if code == "0802":
        return company(rnd, "research")
    return company(rnd, mixture_trade(parcel))


def mixture_trade(parcel):
    if "ziya-d1" in parcel.tags:
        return "recycling"
    if "ziya-d4" in parcel.tags:
        return "energy"
    return "oldworks" if parcel.kind in ("oldworks", "oldtown") else "industry"


def road_holder(parcel):
    if parcel.line is not None and parcel.line.kind in ("river", "levee"):
        return "河道管理单位（示意）"
    if parcel.line is not None and parcel.line.kind in ("ditch", "border"):
        return "农田水利管理单位（示意）"
    if parcel.row["class_code"] == "1202":
        return "公路养护管理单位（示意）"
    if parcel.row["class_code"] == "1207":
        return "园区市政设施管理单位（示意）"
    return f"{parcel.place if parcel.kind == 'village' else nearest_village(parcel)}村民集体"


def public_holder(code):
    for prefix, name in (("0801", "园区管理机构（示意）"), ("0802", "园区科技服务中心（示意）"),
                         ("0803", "园区文化服务中心（示意）"), ("0804", "园区教育管理单位（示意）"),
                         ("0805", "园区体育服务中心（示意）"), ("0806", "园区卫生服务单位（示意）"),
                         ("0807", "园区社会福利单位（示意）"), ("14", "园区生态绿化养护单位（示意）"),
                         ("0702", "园区社区服务单位（示意）"), ("1208", "园区公共交通单位（示意）"),
                         ("15", "园区民政服务单位（示意）")):
        if code.startswith(prefix):
            return name
    return "园区公用事业单位（示意）"


def nearest_village(parcel):
    return min(rural.VILLAGES, key=lambda v: grid.distance(parcel.centre, v[2:4]))[0]


def location(parcel):
    """Where a parcel lies, by the roads around its block."""
    if parcel.role == "road":
        return parcel.line.name
    if parcel.kind in ("village", "oldtown", "oldworks") and parcel.place:
        return parcel.place
    if parcel.place == "bank":
        return "黑龙港河滩地"
    sides, words = parcel.sides, []
    for side, word in (("west", "以东"), ("north", "以南"), ("east", "以西"), ("south", "以北")):
        name = sides.get(side, "规划范围界")
        if name != "规划范围界" and all(name not in other for other in words):
            words.append(name + word)
    return "、".join(words[:2])
