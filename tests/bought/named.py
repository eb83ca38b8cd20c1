"""The sequences that did it, run for real (issue 16): a county's members alone, with verbs of their own."""

from collections.abc import Mapping
from typing import NamedTuple

from tests.bought.city import COUNTY, LEADER, UNIT


class Case(NamedTuple):
    lines: tuple[str, ...]
    """Of the member; a number: so many days later."""
    who: str = COUNTY


NAMED: Mapping[str, Case] = {
    "an overdue blocker on hold, again and again": Case(
        ("hold B0007 --reason weather --review +14d --why 雨", "1", "hold B0007 --reason weather --review +14d --why 雨")),
    "a blocker on hold twice": Case(
        ("hold B0008 --reason weather --review +14d --why 雨", "15", "hold B0008 --reason weather --review +14d --why 雨")),
    "a blocker points to an approval with a later limit": Case(("edit B0001 --about A0001 --why x",)),
    "the limit of the approval put off": Case(("edit A0001 --due +90d --why x",)),
    "a planned start in the past of a project that has started": Case(("edit P0017 --planned-start -5d --why x",)),
    "a planned start in the future of one with a plan": Case(("edit P0018 --planned-start D+90 --why x",)),
    "a first plan equal to what is done": Case(("edit P0017 --plan 2000万 --why x",)),
    "a start today": Case(("edit P0001 --started today --stage building",)),
    "a start emptied, and the stage back": Case(("edit P0010 --started '' --stage prework --why x",)),
    "a stage of those that are finished": Case(("edit P0010 --stage producing",)),
    "suspended": Case(("edit P0010 --suspended 资金 --review +10d --why x",)),
    "the review of a suspension put off": Case(("edit P0012 --review +60d --why x",)),
    "another category than safety": Case(("edit B0009 --category other --why x",)),
    "everything waits for the nation": Case(
        ("add-blocker 国家级 --county C01 --category other --authority national --due -1d --on -60d",)),
    "a blocker waits for the province": Case(("edit B0007 --authority province --why x",)),
    "a land task waits for the province": Case(("edit G0003 --authority province --why x",)),
    "due before the campaign": Case(("edit B0011 --due -60d --why x",)),
    "a blocker points to an approval that was due before the campaign": Case(("submit A0006 --on -90d", "4")),
    "resolved on its due day": Case(("resolve B0007 --how 已迁 --on D+20",)),
    "closed late": Case(("resolve B0007 --how 已迁",)),
    "closed, and opened anew with a far due day": Case(
        ("resolve B0007 --how 已迁", "add-blocker 高压线又没迁 -p P0010 --category utilities --due +25d --yes")),
    "the total of a signed lead": Case(("edit K0003 --total 100亿 --why x",)),
    "the county of a signed lead": Case(("edit K0002 --county C02 --why x",), LEADER),
    "a total filled in of what is registered": Case(("edit P0019 --total 1亿 --why x",)),
    "a signed lead's empty total": Case(("edit K0002 --total 5亿 --why x",)),
    "a planned start eight days ago": Case(("edit P0018 --planned-start -8d --why x",)),
    "a plan of 1万 where much is done": Case(("edit P0017 --plan 1万 --why x",)),
    "a first submission of what an overdue blocker points to": Case(("submit A0006",)),
    "no need of three permits": Case(tuple(f"waive A000{number} --why 不涉及" for number in (5, 6, 7))),
    "out of the reserve": Case(("edit P0014 --stage planning --why x",)),
    "permits of one's own making that are not needed": Case(("add-approval P0014 forest --not-needed 不占林地",)),
    "a tiny new land task": Case(
        ("add-land-task 零星征迁 --county C01 --kind expropriation --target 1亩 --due D+60", "land-progress G0010 +1")),
    "a land task due after the campaign": Case(("edit G0003 --due D+120 --why x",)),
    "a blocker on another county's project": Case(
        ("add-blocker 外来 -p P0002 --category other --due -1d --on -10d",), UNIT),
    "money taken from another county's project": Case(("progress P0002 -600万",), UNIT),
    "a small project, added and finished": Case(
        ("add-project 小工程 -c C01 --plan 100万 -t 600万 --planned-start today --planned-finish today", "progress P0020 +100万",
         "edit P0020 --started today --registered today --finished today --stage completed")),
    "a project split": Case(("add-project 老厂搬迁二期 -c C01 --plan 7000万", "edit P0010 --plan 1000万 --why 分期"),),
    "land is accepted for a day before the campaign": Case(("accept G0009 --how 已验收 --on -60d",)),
    "a land task of the city, set long ago": Case(
        ("add-land-task 已办 --kind satellite --due -60d -p P0019 --measure structures --on D+2 --unit U01",)),
    "what waited for the province is reopened": Case(("reopen B0012 --why x",)),
    "what waits for the city is taken off its hold": Case(("reopen B0014 --why x",)),
    "what waits for the province is due earlier": Case(("edit B0013 --due D+30 --why x",)),
    "land that waited for the province is reopened": Case(("reopen G0006 --why x",)),
    "land that waits for the city is due earlier": Case(("edit G0007 --due D+30 --why x",)),
    "land that waits for the province is due at all": Case(("edit G0008 --due D+30 --why x",)),
    "its own delay is closed beside what waits for the city": Case(("resolve B0015 --how 已会签",)),
    "a small project on the provincial list": Case(("edit P0016 --provincial-key --why x",)),
}


class List(NamedTuple):
    """A list that is taken in by itself, and what is written of it."""

    rows: str
    """Heads and lines, with blanks between the cells."""
    options: str = ""
    again: bool = False
    """A second time, which writes nothing."""
    code: int = 0
    asked: int = 0
    """Requests."""
    written: bool = True
    who: str = COUNTY


BLOCKED, PROMOTED = "--as blockers", "--as leads"
WEEKLY = "--as progress"
LISTS: Mapping[str, List] = {
    "a plan lowered": List("项目编号 name 百日计划\nP0010 老厂搬迁 100万", "--why x", asked=1),
    "a plan lowered, and nobody says why": List("项目编号 name 百日计划\nP0010 老厂搬迁 100万", code=1, written=False),
    "a plan lowered, and what is unlikely is assured": List(
        "项目编号 name 百日计划\nP0010 老厂搬迁 100万", "--yes", code=1, written=False),
    "a plan raised": List("项目编号 name 百日计划\nP0010 老厂搬迁 9000万", "--why x"),
    "a first plan equal to what is done": List("项目编号 name 百日计划\nP0017 电缆沟 2000万", "--why x", asked=1),
    "a total lowered": List("项目编号 name 总投资（亿元）\nP0011 学校扩建 2", "--why x", asked=1),
    "a later finish": List("项目编号 name 计划竣工时间\nP0010 老厂搬迁 D+99", "--why x", asked=1),
    "a later start": List("项目编号 name 计划开工时间\nP0012 河道整治 D+90", "--why x", asked=1),
    "both by their span": List("项目编号 name 建设起止年限\nP0012 河道整治 2027.1-2028.6", "--why x", asked=2),
    "suspended": List("项目编号 name suspended review\nP0010 老厂搬迁 资金 D+60", "--why x", asked=2),
    "withdrawn": List("项目编号 name withdrawn\nP0010 老厂搬迁 放弃", "--why x", asked=1),
    "on the provincial list": List("项目编号 name provincial_key\nP0016 旧桥加固 yes", "--why x", asked=1),
    "given away to another county": List("项目编号 name 县区\nP0010 老厂搬迁 C02", "--why x", asked=1),
    "a start of long ago": List("项目编号 name 项目阶段 实际开工时间\nP0012 河道整治 在建 2026-10-02"),
    "a start of long ago, that the planned one says": List(
        "项目编号 name 项目阶段 计划开工时间\nP0018 水厂 在建 2026-10-02", "--why x", asked=1),
    "a registration on its due day": List("项目编号 name 入库时间\nP0010 老厂搬迁 2026-10-05"),
    "finished on its due day": List("项目编号 name 项目阶段 实际竣工时间\nP0010 老厂搬迁 竣工 D+20"),
    "a small project, started and finished": List(
        "name 县区 总投资 百日计划 计划开工时间 计划竣工时间 实际开工时间 实际竣工时间 入库时间 项目阶段\n"
        "小工程 C01 600万 100万 today today today today today 竣工"),
    "more money than likely": List("项目编号 name 本周完成（万元）\nP0010 老厂搬迁 7900", WEEKLY, code=1, written=False),
    "more money than likely, assured": List("项目编号 name 本周完成（万元）\nP0010 老厂搬迁 7900", f"{WEEKLY} --yes"),
    "money of weeks ago": List("项目编号 name 本周完成（万元）\nP0010 老厂搬迁 900", f"{WEEKLY} --on D+20"),
    "money of tomorrow": List("项目编号 name 本周完成（万元）\nP0010 老厂搬迁 900", f"{WEEKLY} --on +1d", code=2, written=False),
    "the same report twice": List("项目编号 name 本周完成（万元）\nP0010 老厂搬迁 900", WEEKLY, again=True),
    "the same report twice, assured": List("项目编号 name 本周完成（万元）\nP0010 老厂搬迁 900", f"{WEEKLY} --yes", again=True),
    "the same report twice in one list": List(
        "项目编号 name 本周完成（万元）\nP0010 老厂搬迁 900\nP0010 老厂搬迁 900", f"{WEEKLY} --yes", again=True),
    "a blocker that is to wait for the nation": List(
        "项目编号 name 存在问题 责任单位\nP0010 老厂搬迁 国家级审批 省林业局", WEEKLY),
    "another county's project": List("项目编号 name 本周完成（万元）\nP0006 青岭县大道 -600", WEEKLY, code=1, written=False),
    "money taken from another county's project": List("项目编号 name 本周完成（万元）\nP0002 港口路改造 -600", WEEKLY, who=UNIT),
    "a blocker on another county's project": List(
        "项目编号 name 存在问题\nP0002 港口路改造 塔吊没检", f"{WEEKLY} --on -10d", who=UNIT),
    "a blocker that is said to be resolved": List("堵点编号 title 项目名称 解决情况\nB0007 高压线没迁 P0010 已迁改", BLOCKED),
    "a blocker that was resolved in time": List(
        "堵点编号 title 项目名称 解决情况 解决日期\nB0007 高压线没迁 P0010 已迁改 D+15", BLOCKED),
    "a blocker that was opened and resolved long ago": List(
        "title 项目名称 提出日期 解决情况 解决日期\n缺砂石 P0010 D+2 已解决 D+4", BLOCKED),
    "a later due day": List("堵点编号 title 项目名称 办结时限\nB0008 图纸没审 P0011 D+60", f"{BLOCKED} --why x", asked=1),
    "a later due day, and nobody says why": List(
        "堵点编号 title 项目名称 办结时限\nB0008 图纸没审 P0011 D+60", BLOCKED, code=1, written=False),
    "a blocker that is to wait for the province": List(
        "堵点编号 title 项目名称 层级\nB0007 高压线没迁 P0010 省级", f"{BLOCKED} --why x", asked=1),
    "danger that is called something else": List(
        "堵点编号 title 项目名称 类别\nB0009 塔吊没检 P0011 其他", f"{BLOCKED} --why x", asked=1),
    "a blocker of another county": List("title 项目名称\n塔吊没检 P0006", BLOCKED, code=1, written=False),
    "a lead that is signed": List("线索编号 name 阶段 签约时间\nK0001 膜材料总部 签约 D+30", PROMOTED),
    "a lead that has landed": List("线索编号 name 阶段\nK0001 膜材料总部 落地", PROMOTED),
    "a signed lead made larger": List("线索编号 name 总投资（亿元）\nK0003 冷链总部 30", f"{PROMOTED} --why x", asked=1),
    "a signed lead given up": List("线索编号 name 终止原因\nK0003 冷链总部 不来了", PROMOTED, asked=1),
    "a lead that comes signed": List("name 县区 总投资（亿元） 阶段 签约时间\n大项目 C01 50 签约 D+10", PROMOTED),
}
"""What they might better by it, held as by hand: requests, results that wait, reports that can be drawn."""
