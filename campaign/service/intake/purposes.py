"""What a list may be of (``--as``): which column it cannot do without, which fields its columns fill."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from campaign.kinds import blocker, blocker_lists, indicator, indicator_lists, lead, lead_lists, project, report
from campaign.kinds.field import Field, Nature, Type
from campaign.kinds.project_lists import SPAN, SPAN_PATTERN
from campaign.service.intake.columns import Headings
from campaign.service.intake.figures import FigureHeadings, mended, said_above
from campaign.service.intake.lines import Table


class Purpose(NamedTuple):
    name: str
    needed: str
    """The column without which no row is a table's head."""
    fields: tuple[Field, ...]
    more: Mapping[str, str] = {}
    """Columns that no field is alone: their headings."""
    headings: type[Headings] = Headings
    """How the headings of its columns are read."""
    verb: str = ""
    """What whoever takes it in must be allowed besides ``import``."""
    wide: frozenset[str] = frozenset()
    """What stands in the needed column of a line that is of all rows together, and no row."""
    mended: Callable[[Table], Table] = lambda table: table
    """What its columns mean beside each other."""
    above: Callable[[Table], Mapping[str, str]] = lambda table: {}
    """What lines above the heads say instead of a column, for rows that are read by themselves."""
    standing: tuple[str, ...] = ("stage", "sector", "county")
    """Fields for which a line above rows, or a sheet's name, may stand."""
    resolved: frozenset[str] = frozenset({"county", "unit", "leader", "manager", "person", "trip", "event"})
    """Fields of which whom a row names must be there, or be added."""


_CODE = "项目编号 系统编号 projectno"


def _field(heads: dict[str, str], name: str, holds: str = Type.TEXT, limit: int = 500, *, past: bool = False) -> Field:
    """A column of a list that no form has a line for."""
    return Field(name, holds, limit=limit, past=past, heads=heads[name])


_OF_PROJECT = tuple(field for field in project.FIELDS if field.name in ("name", "county", "national_code", "unit"))
_MONEY = Field("money", Type.MONEY, label="")
_MONEY_HEADS = ("本周完成 本周完成投资 本期完成 本期完成投资 本周投资 本周新增投资 本日完成 本日完成投资 当日完成投资 "
                "本旬完成投资 本月完成 本月完成投资")
_REPORT_HEADS = {"done": "形象进度 工程形象进度 工程进度 项目进展 进展情况 项目进展情况 目前进展 本周进展 工作进展 "
                        "当前进展 工程进展 工程进展情况 建设进展 建设进展情况 施工进展 本周形象进度 当前形象进度 形象进度情况",
                 "crew": "在场人数 现场人数 施工人数 在岗人数 到岗人数", "crew_planned": "计划人数 应到人数",
                 "machines": "机械台数 机械设备 设备台数", "fronts": "作业面 施工作业面"}
_LEAD = tuple(field._replace(past=field.nature is Nature.RESULT) for field in (*lead.FIELDS, *lead.LOGGED)
              if field.name != "project")
_OPENED = {kind: _field(heads, "opened", Type.DAY, past=True)
           for kind, heads in (("lead", lead_lists.HEADS), ("blocker", blocker_lists.HEADS))}
PURPOSES = {
    "projects": Purpose("projects", "name", project.FIELDS, {"span": f"{SPAN} {SPAN_PATTERN}", "code": _CODE}),
    "progress": Purpose(
        "progress", "name",
        (*_OF_PROJECT, _MONEY._replace(heads=_MONEY_HEADS),
         *(field._replace(heads=_REPORT_HEADS.get(field.name, "")) for field in report.FIELDS if field.name != "note")),
        {"code": _CODE,
         "problem": "存在问题 存在的问题 主要问题 存在困难 存在的困难 困难问题 存在困难问题 堵点 问题 堵点问题 存在问题及困难",
         "ask": "需协调解决的事项 需协调解决问题 需协调事项 需协调解决的问题 需要协调解决的问题 下一步工作 下步打算"},
        standing=("county",), resolved=frozenset({"county"})),
    "blockers": Purpose(
        "blockers", "title",
        (*blocker.FIELDS, *(project.KIND.by_name[name] for name in ("county", "national_code")), _OPENED["blocker"],
         _field(blocker_lists.HEADS, "project", limit=2_000), _field(blocker_lists.HEADS, "state", limit=200),
         _field(blocker_lists.HEADS, "resolution"), _field(blocker_lists.HEADS, "resolved", Type.DAY, past=True),
         _field(blocker_lists.HEADS, "note")),
        {"code": "堵点编号 问题编号 blockerno"}, standing=("county",)),
    "leads": Purpose("leads", "name", (*_LEAD, _OPENED["lead"], _field(lead_lists.HEADS, "note")), {"code": "线索编号 leadno"},
                     standing=("stage", "county")),
    "indicators": Purpose(
        "indicators", "county",
        tuple(field if field.name == "county" else field._replace(holds=Type.TEXT, words=None) for field in indicator.FIELDS),
        {"growth": indicator_lists.GROWTH, "rank": indicator_lists.RANK, "unit": indicator_lists.UNIT},
        FigureHeadings, "indicator", indicator_lists.WIDE, mended, said_above, ()),
}
