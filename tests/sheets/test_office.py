"""The six inputs as offices hand them in: every grid, cell by cell where there is a trap."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from campaign.sheets import Cell, Sheet, SheetsError, Workbook, read

OFFICE = Path(__file__).parents[1] / "fixtures" / "office"


def book(begin: str, encoding: str | None = None) -> Workbook:
    path = next(OFFICE.glob(f"{begin}-*"))
    return read(path.read_bytes(), name=path.name, encoding=encoding)


def shape(sheet: Sheet) -> tuple[int, int]:
    return len(sheet.rows), len(sheet.rows[0])


def texts(row: list[Cell]) -> list[str]:
    return [cell.text for cell in row]


def test_a_plan_in_three_sheets() -> None:
    plan = book("01")
    assert (plan.kind, plan.encoding, plan.notes) == ("xlsx", "", [])
    assert [(sheet.name, sheet.hidden, shape(sheet)) for sheet in plan.sheets] == [
        ("计划表", False, (32, 16)), ("汇总表", False, (7, 4)), ("填报说明", True, (5, 2))]
    first = plan.sheets[0]
    assert (first.hidden_columns, first.hidden_rows) == ({2}, frozenset())
    assert first.at(8, 7) == "H9"
    title = first.rows[1]
    assert {cell.text for cell in title} == {"安澜市2026年市级重点项目计划表（送审稿）"}
    assert [cell.covered for cell in title] == [False] + [True] * 15
    assert texts(first.rows[3])[6:11] == ["建设起止\n年限", "总投资", "截至2025年底\n累计完成\n投资", "2026年计划", "2026年计划"]
    assert texts(first.rows[4])[8:11] == ["截至2025年底\n累计完成\n投资", "年度计划投资", "主要建设任务"]
    assert first.rows[5][7] == Cell("1,352,201", Decimal("1352200.5"))
    assert first.rows[8][7] == Cell("500,000", Decimal(500000))
    assert first.rows[9][:4] == [Cell("2", Decimal(2)), Cell("港口装备\n制造基地"), Cell("2025-350000-35-01-000102"),
                                 Cell("临江区", covered=True)]
    assert first.rows[9][7:9] == [Cell("３２，０００"), Cell("６，０００")]
    assert first.rows[10][1] == Cell("膜材料研发中心　") and first.rows[10][11] == Cell("市工信局", covered=True)
    assert first.rows[11][7].number == Decimal("86000.5") and first.rows[11][9].number == Decimal("16000.4")
    assert set(first.rows[25]) == {Cell()}


def test_a_weekly_table() -> None:
    week = book("02").sheets[0]
    assert (week.name, shape(week)) == ("第1期", (15, 12))
    assert week.rows[3][6].text == "70.8%" and week.rows[5][5:7] == [Cell("２１０"), week.rows[5][6]]
    assert week.rows[4][1] == Cell("临江区", covered=True) and week.rows[9][5] == Cell("－60")
    assert week.rows[11][5] == Cell("15.5", Decimal("15.5")) and week.rows[10][4:8] == [Cell()] * 4
    assert week.rows[6][5] == Cell("0", Decimal(0))


def test_an_export_in_gb18030() -> None:
    export = book("03")
    assert (export.kind, export.encoding) == ("csv", "gb18030")
    sheet = export.sheets[0]
    assert shape(sheet) == (14, 9)
    assert texts([row[0] for row in sheet.rows])[2:6] == ["2026-350100-35-03-100001", "2026-350100-35-03-100002",
                                                          "2026-350100-44-03-100003", "2.02635E+23"]
    assert texts(sheet.rows[3])[1:4] == ["㐂来食品加工厂扩建", "安澜㐂来食品有限公司", "1,280.50"]
    assert sheet.rows[6][1].text == "县道改造\n（含桥梁2座）" and [sheet.at(6, 1), sheet.at(7, 1)] == ["7:2", "9:2"]
    assert sheet.rows[9][1].text == "-3号地块改造" and sheet.rows[8][1].text == "滨江商务区=A1地块"
    assert sheet.rows[10][6] == Cell("2028.1")
    assert texts(sheet.rows[12])[0] == "共 10 条记录" and set(sheet.rows[13]) == {Cell()} and sheet.at(13, 0) == "15:1"


def test_a_reserve_plan_of_excel_97() -> None:
    plan = book("04")
    assert plan.kind == "xls" and [sheet.name for sheet in plan.sheets] == ["项目总表", "汇总表"]
    first = plan.sheets[0]
    assert shape(first) == (15, 14)
    assert first.rows[8][9:11] == [Cell("2022.04"), Cell("2026.12")]
    assert first.rows[9][9:11] == [Cell("2023.06", Decimal("2023.06")), Cell("2027.09", Decimal("2027.09"))]
    assert first.rows[10][9] == Cell("2024.10", Decimal("2024.1")), "its format shows the month"
    assert first.rows[14][9:11] == [Cell("46357", Decimal(46357)), Cell("46722", Decimal(46722))]
    assert first.rows[3][12] == Cell("是否开工", covered=True) and first.rows[1][6:9] == [
        Cell("项目投资情况"), Cell("项目投资情况", covered=True), Cell("项目投资情况", covered=True)]


def test_projects_side_by_side_in_another_encoding() -> None:
    with pytest.raises(SheetsError) as refused:
        book("05")
    assert refused.value.code == "encoding" and refused.value.params["guess"] == "cp1252"
    sheet = book("05", "cp1252").sheets[0]
    assert sheet.rows[0][:2] == [Cell("Project name"), Cell("FE Capital Investment Programme")]
    assert any("£million" in row[0].text for row in sheet.rows)


def test_html_that_calls_itself_xls() -> None:
    page = book("06")
    assert (page.kind, page.encoding) == ("html", "gb18030")
    sheet = page.sheets[0]
    assert shape(sheet) == (11, 8)
    assert texts(sheet.rows[3]) == ["序号", "项目名称", "县区", "总投资", "本年计划", "开工", "竣工", "投资主体"]
    assert [cell.covered for cell in sheet.rows[3]] == [True, True, True, False, False, False, False, True]
    assert texts(sheet.rows[4])[1:4] == ["东湾海工装备 二期", "望潮区", "12.50"]
    assert texts(sheet.rows[5])[1:4] == ["风电叶片制造\n基地", "望潮区", "8"] and sheet.rows[5][2].covered
    assert sheet.rows[6][1] == Cell("R&D中心 <A座>") and sheet.rows[8][3] == Cell("0.00005")
    assert sheet.rows[8][4:7] == [Cell()] * 3 and texts(sheet.rows[9])[:4] == ["合计", "合计", "合计", "35.785"]
    assert all(cell.day is None and cell.number is None for row in sheet.rows for cell in row)


def test_no_day_is_made_up() -> None:
    """The six files have none that a spreadsheet knows as one."""
    assert not [cell for begin in ("01", "02", "03", "04") for sheet in book(begin).sheets for row in sheet.rows for cell in row
                if isinstance(cell.day, date)]
