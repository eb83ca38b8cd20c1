"""``campaign import``: whatever list is made, in whatever form, each line is accounted for and what is taken reads back."""

from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cli.conftest import Cli
from tests.cli.test_import import ALL, db, empty, projects  # noqa: F401
from tests.sheets.writers import Drawn, as_csv, as_html, as_ods, as_xls, as_xlsx

pytest.importorskip("python_calamine")
UNITS = {"万元": 1, "亿元": 10_000}
COUNTIES = ("临江区", "鹭湾区", "青岭县")
DAYS = {"2026.10": "2026-10-31", "2026年四季度": "2026-12-31", "2027年底": "2027-12-31", "2026/12/1": "2026-12-01",
        "20261201": "2026-12-01", "2026年2月": "2026-02-28", "46357": "2026-12-01", "/": None, "": None}
WRONG = {"total": ("约80000", "1,2.5"), "planned_start": ("2026-02-30", "01/10/2026")}
HEADS = {"number": "序号", "name": "项目名称", "county": "县区", "total": "总投资", "planned_start": "开工时间", "note": "备注",
         "phone": "联系电话"}


class Project(NamedTuple):
    name: str
    county: str
    total: int
    """In the unit of the list."""
    day: str
    note: str
    wrong: str


class Made(NamedTuple):
    sheet: Drawn
    lines: dict[str, int]


PROJECTS = st.lists(st.builds(
    Project, st.integers(1, 99).map("第{}号厂房".format), st.sampled_from(COUNTIES), st.integers(0, 500),
    st.sampled_from([*DAYS]),
    st.sampled_from(["", "重点", "a=b", "-5"]), st.sampled_from(["", "", "", "total", "planned_start"])),
    min_size=1, max_size=7, unique_by=lambda project: project.name)


class Shape(NamedTuple):
    order: list[str]
    unit: str
    said: str
    """Where the unit stands: column, sheet or cell."""
    counties: str
    """column, merged or section."""
    groups: bool
    """A row of groups above the heads."""
    sums: str
    """top, bottom, each or none."""
    title: bool
    note: bool
    blank: bool
    form: str


SHAPES = st.builds(
    Shape, st.permutations([*HEADS]), st.sampled_from([*UNITS]), st.sampled_from(["column", "sheet", "cell"]),
    st.sampled_from(["column", "merged", "section"]), st.booleans(), st.sampled_from(["top", "bottom", "each", "none"]),
    st.booleans(), st.booleans(), st.booleans(),
    st.sampled_from(["xlsx", "xls", "ods", "html", "utf-8 ,", "gb18030 ;", "utf-16 \t"]))


def made(found: list[Project], shape: Shape) -> Made:
    """The list, and how many lines of each kind it has."""
    order = [name for name in shape.order if name != "county" or shape.counties != "section"]
    width, total = len(order), order.index("total")
    table: list[list[str]] = []
    merged: list[tuple[int, int, int, int]] = []
    lines = dict.fromkeys(("title", "header", "section", "sum", "note", "blank"), 0)

    def line(kind: str, cells: dict[int, str]) -> None:
        table.append([cells.get(at, "") for at in range(width)])
        if kind:
            lines[kind] += 1

    def add_up(word: str, some: list[Project]) -> None:
        at = order.index("name")
        line("sum", {at: word, total: str(sum(each.total for each in some if each.wrong != "total"))})

    if shape.title:
        line("title", {0: "某市2026年重点项目表"})
    if shape.said == "sheet":
        line("title", {width - 1: f"单位：{shape.unit}"})
    heads = [HEADS[name] + (f"（{shape.unit}）" if name == "total" and shape.said == "column" else "") for name in order]
    if shape.groups:
        top = len(table)
        line("header", {at: "投资情况" if at == total else heads[at] for at in range(width)})
        merged += [(top, at, top + 1, at) for at in range(width) if at != total]
        line("header", {total: heads[total]})
        if shape.form not in ("xlsx", "xls", "ods", "html"):  # without merged cells the words stand in one of the rows
            table[-1], table[-2] = heads, ["投资情况" if at == total else "" for at in range(width)]
            table.pop(-2)
            lines["header"] -= 1
    else:
        line("header", dict(enumerate(heads)))
    if shape.sums == "top":
        add_up("合计", found)
    groups = [[each for each in found if each.county == county] for county in COUNTIES] if shape.counties != "column" else [found]
    for group in filter(None, groups):
        if shape.counties == "section":
            line("section", {order.index("name"): f"{group[0].county}（{len(group)}个）"})
        begin = len(table)
        for number, each in enumerate(group, 1):
            size = "约80000" if each.wrong == "total" else str(each.total)
            if shape.said == "cell" and each.wrong != "total":
                size += shape.unit
            day = WRONG["planned_start"][number % 2] if each.wrong == "planned_start" else each.day
            cells = {"number": str(number), "name": each.name, "county": each.county, "total": size, "planned_start": f"'{day}",
                     "note": f"'{each.note}" if each.note else "", "phone": "'0591"}
            if shape.counties == "merged" and number > 1 and shape.form in ("xlsx", "xls", "ods", "html"):
                cells["county"] = ""
            line("", {at: cells[name] for at, name in enumerate(order)})
        if shape.counties == "merged" and len(group) > 1:
            merged.append((begin, order.index("county"), len(table) - 1, order.index("county")))
        if shape.sums == "each":
            add_up("小计", group)
    if shape.sums == "bottom":
        add_up("总计", found)
    if shape.blank:
        line("blank", {})
    if shape.note:
        line("note", {0: "注：总投资以批复为准。"})
    elif shape.blank and shape.form != "html" and " " not in shape.form:
        lines["blank"] -= 1  # what is empty at the end of a workbook is no line of it
    return Made(Drawn(table, merged), lines)


def written(sheet: Drawn, form: str) -> bytes:
    if " " in form:
        return as_csv(sheet, *form.split(" ", 1))
    return {"xlsx": as_xlsx, "xls": as_xls, "ods": as_ods, "html": as_html}[form]({"表": sheet})


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PROJECTS, SHAPES)
def test_whatever_list_is_made(empty: Cli, found: list[Project], shape: Shape) -> None:  # noqa: F811
    sheet, lines = made(found, shape)
    try:
        check(empty, found, shape, written(sheet, shape.form), lines)
    finally:
        empty("undo")
    assert empty("projects", "--json").json() == []


def check(empty: Cli, found: list[Project], shape: Shape, raw: bytes, lines: dict[str, int]) -> None:  # noqa: F811
    report = take(empty, raw)
    assert report["data"] == len(found) and report["lines"] == lines, report
    assert report["columns_left"] == [HEADS[name] for name in shape.order if name in ("number", "phone")]
    assert report["refused"] == sum(bool(each.wrong) for each in found) and report["merged"] == 0, report
    assert not [line for line in report["said"] if "各行为" in line], report["said"]
    stored = projects(empty)
    for each in found:
        if each.wrong:
            assert each.name not in stored
            continue
        row = stored[each.name]
        assert (row["total"], row["planned_start"], row["county_name"], row["note"]) == (
            each.total * UNITS[shape.unit], DAYS[each.day], each.county, each.note or None), row
    again = take(empty, raw)
    assert (again["new"], again["changed"], again["unchanged"], again["refused"]) == (
        0, 0, len(found) - report["refused"], report["refused"])


def take(call: Cli, raw: bytes) -> Any:
    said = call("import", "-", *ALL, "--json", stdin=raw)
    assert said.out, said.err
    report = said.json()
    assert said.code == int(report["refused"] > 0)
    assert report["data"] == len(report["rows"]) == sum(
        report[what] for what in ("new", "changed", "unchanged", "merged", "refused"))
    assert all(row["why"] for row in report["rows"] if row["what"] in ("merged", "refused"))
    return report
