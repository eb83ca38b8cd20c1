"""What a list may be of (``--as``): which column it cannot do without, which fields its columns fill."""

from collections.abc import Mapping
from typing import NamedTuple

from campaign.kinds import project, report
from campaign.kinds.field import Field, Type
from campaign.kinds.project_lists import SPAN, SPAN_PATTERN


class Purpose(NamedTuple):
    name: str
    needed: str
    """The column without which no row is a table's head."""
    fields: tuple[Field, ...]
    more: Mapping[str, str] = {}
    """Columns that no field is alone: their headings."""


_CODE = "项目编号 系统编号 projectno"
_OF_PROJECT = tuple(field for field in project.FIELDS if field.name in ("name", "county", "national_code", "unit"))
_MONEY = Field("money", Type.MONEY, label="")
_MONEY_HEADS = ("本周完成 本周完成投资 本期完成 本期完成投资 本周投资 本周新增投资 本日完成 本日完成投资 当日完成投资 "
                "本旬完成投资 本月完成 本月完成投资")
_REPORT_HEADS = {"done": "形象进度 工程形象进度 工程进度 项目进展 进展情况 项目进展情况 目前进展 本周进展 工作进展",
                 "crew": "在场人数 现场人数 施工人数 在岗人数 到岗人数", "crew_planned": "计划人数 应到人数",
                 "machines": "机械台数 机械设备 设备台数", "fronts": "作业面 施工作业面"}
PURPOSES = {
    "projects": Purpose("projects", "name", project.FIELDS, {"span": f"{SPAN} {SPAN_PATTERN}", "code": _CODE}),
    "progress": Purpose(
        "progress", "name",
        (*_OF_PROJECT, _MONEY._replace(heads=_MONEY_HEADS),
         *(field._replace(heads=_REPORT_HEADS.get(field.name, "")) for field in report.FIELDS if field.name != "note")),
        {"code": _CODE,
         "problem": "存在问题 存在的问题 主要问题 存在困难 存在的困难 困难问题 存在困难问题 堵点 问题 堵点问题 存在问题及困难",
         "ask": "需协调解决的事项 需协调解决问题 需协调事项 需协调解决的问题 需要协调解决的问题 下一步工作 下步打算"}),
}
