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
        ("add-land-task 零星征迁 --county C01 --kind expropriation --target 1亩 --due D+60", "land-progress G0006 +1")),
    "a land task due after the campaign": Case(("edit G0003 --due D+120 --why x",)),
    "a blocker on another county's project": Case(
        ("add-blocker 外来 -p P0002 --category other --due -1d --on -10d",), UNIT),
    "money taken from another county's project": Case(("progress P0002 -600万",), UNIT),
    "a small project, added and finished": Case(
        ("add-project 小工程 -c C01 --plan 100万 -t 600万 --planned-start today --planned-finish today", "progress P0020 +100万",
         "edit P0020 --started today --registered today --finished today --stage completed")),
    "a project split": Case(("add-project 老厂搬迁二期 -c C01 --plan 7000万", "edit P0010 --plan 1000万 --why 分期"),),
    "a small project on the provincial list": Case(("edit P0016 --provincial-key --why x",)),
}
