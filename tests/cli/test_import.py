"""``campaign import``: the six lists as offices hand them in, with what is exactly right of each."""

import csv
import io
import json
import shlex
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cli.conftest import Cli, one_line

pytest.importorskip("python_calamine")
OFFICE = Path(__file__).parents[1] / "fixtures" / "office"
RIGHT: dict[str, Any] = json.loads((OFFICE / "expected.json").read_text())
PLAN, WEEK, PLATFORM, RESERVE, BRITISH, PAGE = sorted(RIGHT)
NOW = {"CAMPAIGN_NOW": "2026-11-29T10:00:00+08:00", "CAMPAIGN_LANG": "zh"}
ALL = ("--create", "counties,units,people")
ASIDE = ("--encoding", "cp1252", "--transpose", "--dates", "dmy", "--map", "Project name=name", "--map", "Department=unit",
         "--map", "Project - Start Date (Latest approved start date)=planned_start",
         "--map", "Project - End Date (Latest approved end date)=planned_finish",
         "--map", "Total budgeted whole life costs (£million) (including non-government costs)=total", "--unit", "百万元",
         "--create", "units")


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "empty.db"


@pytest.fixture
def empty(cli: Cli) -> Cli:
    def call(*args: str, stdin: str | bytes = "", env: dict[str, str] | None = None) -> Any:
        return cli(*args, stdin=stdin, env={**NOW, **(env or {})})

    assert call("init", "--name", "百日攻坚", "--start", "2026-11-22").code == 0
    return call


def taken(call: Cli, file: str, *args: str, code: int = 1) -> Any:
    said = call("import", str(OFFICE / file), *args, "--json")
    assert said.code == code, said.err
    report = said.json()
    assert report["data"] == len(report["rows"]) == sum(
        report[what] for what in ("new", "changed", "unchanged", "merged", "refused"))
    return report


def stored(db: Path, sql: str) -> list[Any]:
    with sqlite3.connect(db) as connection:
        return connection.execute(sql).fetchall()


def projects(call: Cli) -> dict[str, Any]:
    rows = call("projects", "--json").json()
    return {row["name"]: {**row, **call("show", row["code"], "--json").json()} for row in rows}


@pytest.mark.parametrize("file, args", [(PLAN, ALL), (PLATFORM, ALL), (PAGE, ("--create", "counties"))])
def test_what_a_list_gives_is_exactly_right(empty: Cli, file: str, args: tuple[str, ...]) -> None:
    right, report = RIGHT[file], taken(empty, file, *args)
    assert (report["data"], report["new"], report["merged"], report["refused"]) == (
        right["data_rows"], right["new"], right["merged"], right["refused"])
    found = projects(empty)
    assert sum(row["total"] or 0 for row in found.values()) == right["sum_total"]
    for name, facts in right["projects"].items():
        told = {**found[name], "county": found[name]["county_name"]}
        assert {key: told[key] for key in facts} == facts, name


def test_the_plan_says_all_that_is_to_be_said(empty: Cli, db: Path) -> None:
    report = taken(empty, PLAN, *ALL)
    right = RIGHT[PLAN]
    assert report["created"]["leader"] == right["created"]["leaders"] and len(report["created"]["county"]) == 7
    assert stored(db, "SELECT SUM(plan_year) FROM projects") == [(right["plan_year_sum"],)]
    assert stored(db, "SELECT COUNT(*) FROM projects WHERE done_before IS NOT NULL") == [(0,)]
    assert set(report["sheets_left"]) == {"汇总表", "填报说明"} and report["sheets_taken"] == ["计划表"]
    assert {"截至2025年底累计完成投资", "联系电话"} <= set(report["columns_left"])
    said = "\n".join(report["said"])
    for part in ("1352200.5", "86000.5", "16000.4", "仇某岑", "项目代码"):
        assert part in said, part
    assert report["lines"] == {"title": 3, "header": 2, "section": 5, "sum": 1, "note": 2, "blank": 1}


def test_the_same_file_twice_changes_nothing_and_undo_takes_all_back(empty: Cli, db: Path) -> None:
    taken(empty, PLAN, *ALL)
    before = stored(db, "SELECT COUNT(*) FROM audit")
    again = taken(empty, PLAN, *ALL)
    assert (again["new"], again["changed"], again["unchanged"], again["merged"], again["refused"]) == (0, 0, 13, 1, 4)
    assert stored(db, "SELECT COUNT(*) FROM audit") == before and again["seq"] is None
    assert "01-重点项目计划表.xlsx：新增 13" in empty("log").out
    assert empty("undo").code == 0
    for table in ("projects", "counties", "units", "people", "imports"):
        assert stored(db, f"SELECT COUNT(*) FROM {table}") == [(0,)], table
    assert empty("log", "--verify").code == 0


def test_a_dry_run_shows_each_row_and_writes_nothing(empty: Cli, db: Path) -> None:
    said = empty("import", str(OFFICE / PLAN), *ALL, "--dry-run")
    assert said.code == 1 and "计划表!B9: 新增 东岸新材料产业园二期" in said.out and "计划表!H15: 「约80000」不是金额" in said.out
    assert stored(db, "SELECT COUNT(*) FROM projects") == [(0,)] and stored(db, "SELECT COUNT(*) FROM counties") == [(0,)]


def test_the_week_brings_reports_and_blockers_once(empty: Cli, db: Path) -> None:
    taken(empty, PLAN, *ALL)
    right = RIGHT[WEEK]
    for run in range(2):
        report = taken(empty, WEEK, "--as", "progress", "--on", "2026-11-28")
        assert report["new"] == 0 and report["refused"] == 2
        assert (report["changed"], report["unchanged"]) == ((0, 9) if run else (8, 1))
        money = dict(stored(db, "SELECT name, money FROM progress JOIN projects ON code = project"))
        assert money == right["progress_money"] and sum(money.values()) == right["progress_sum"]
        blockers = stored(db, """SELECT projects.name || ': ' || title FROM blockers
                                 JOIN blocker_projects ON blocker = blockers.code
                                 JOIN projects ON projects.code = project ORDER BY blockers.code""")
        assert [text for (text,) in blockers] == right["new_blockers"]
    assert {"完成率", "灯号"} <= set(report["columns_left"])


def test_the_reserve_reads_sections_and_numbers_that_are_months(empty: Cli) -> None:
    right = RIGHT[RESERVE]
    said = empty("import", str(OFFICE / RESERVE), "--create", "counties,units", "--json")
    report, found = said.json(), projects(empty)
    assert (report["new"], report["refused"]) in ((4, 1), (5, 0)) and report["data"] == 5
    assert sum(row["total"] or 0 for row in found.values()) in (right["sum_total"], 361900)
    for name, facts in right["projects"].items():
        assert {key: found[name][key] for key in facts} == facts, name
    text = "\n".join(report["said"])
    assert text.count("与各行相符") == 3 and "已入库" in text


def test_projects_side_by_side_in_another_encoding(empty: Cli) -> None:
    plain = empty("import", str(OFFICE / BRITISH))
    assert plain.code == 1 and "--encoding cp1252" in one_line(plain.err) and "--transpose" in plain.err
    right = RIGHT[BRITISH]["transposed"]
    report = taken(empty, BRITISH, *ASIDE, code=0)
    assert report["new"] == right["new"] == 6
    found = projects(empty)
    assert sum(row["total"] for row in found.values()) == right["sum_total"]
    for name, facts in right["projects"].items():
        assert {key: found[name][key] for key in facts} == facts, name


def test_days_in_an_unknown_order_are_refused(empty: Cli) -> None:
    at = ASIDE.index("--dates")
    report = taken(empty, BRITISH, *ASIDE[:at], *ASIDE[at + 2:])
    assert report["refused"] == 5 and "--dates" in report["rows"][1]["why"]  # those of which both numbers are months


def test_what_was_refused_is_corrected_and_taken(empty: Cli, tmp_path: Path) -> None:
    wrong = tmp_path / "改.csv"
    assert empty("import", str(OFFICE / PLAN), *ALL, "--rejects", str(wrong)).code == 1
    text = wrong.read_text("utf-8-sig").replace("约80000", "80000")
    assert "原因" in text
    wrong.write_text("\n".join(line for line in text.splitlines() if "智能" in line or "序号" in line), "utf-8-sig")
    report = empty("import", str(wrong), *ALL, "--json")
    assert report.code == 0 and report.json()["new"] == 1
    assert projects(empty)["智能仓储物流园"]["total"] == 80000


def test_how_it_ends(empty: Cli, tmp_path: Path) -> None:
    plan = str(OFFICE / PLAN)
    for code, args in ((1, ("nowhere.xlsx",)), (3, (plan, "--sheet", "没有")), (3, (plan, "--map", "没有=name")),
                       (2, (plan, "--map", "name")), (2, (plan, "--unit", "吨")), (2, (plan, "--as", "nothing")),
                       (2, (plan, "--create", "planets")), (2, (plan, "--header", "x"))):
        said = empty("import", *args)
        assert said.code == code, (args, said.err)
        one_line(said.err)
    small = "项目名称,总投资（万元）\n甲,5\n".encode()
    assert empty("import", "-", stdin=small).code == 0


def test_a_column_without_a_unit_is_refused_once(empty: Cli) -> None:
    said = empty("import", "-", "--json", stdin="项目名称,总投资,备注\n甲,5,a\n乙,6,b\n丙,3.2亿,c\n".encode())
    assert said.code == 1 and said.json()["new"] == 3
    assert [text for text in said.json()["said"] if "--unit" in text] == ["「总投资」列没有取：金额没有单位：请加 --unit"]
    assert {row["total"] for row in empty("projects", "--json").json()} == {None, 32000}


def test_unknown_names_are_refused_and_near_ones_offered(empty: Cli) -> None:
    assert empty("add-county", "临江区").code == 0
    said = empty("import", "-", stdin="项目名称,县区\n甲,临江\n乙,临港区\n".encode())
    assert said.code == 1 and "临江区" in said.err and "--create counties" in said.err
    assert [row["county"] for row in empty("projects", "--json").json()] == ["C01"]


def test_a_header_that_stands_again_and_rows_under_a_county(empty: Cli) -> None:
    text = "甲市计划,,\n单位：亿元,,\n项目名称,总投资,备注\n临江区,,\n甲,1,\n小计,1,\n"
    text += "项目名称,总投资,备注\n青岭县,,\n乙,2.5,\n合计,3.6,\n"
    said = empty("import", "-", *ALL, "--json", stdin=text.encode())
    report = said.json()
    assert (report["new"], report["lines"]["header"], report["lines"]["sum"]) == (2, 2, 2), said.out
    found = projects(empty)
    assert (found["甲"]["total"], found["乙"]["county_name"], found["甲"]["county_name"]) == (10000, "青岭县", "临江区")
    assert any("3.6" in line and "3.5" in line for line in report["said"])


def test_an_empty_cell_never_erases_and_a_change_is_one(empty: Cli) -> None:
    assert empty("import", "-", stdin="项目名称,总投资（万元）,备注\n甲,5,a\n".encode()).code == 0
    report = empty("import", "-", "--json", stdin="项目名称,总投资（万元）,备注\n甲项目,6,\n".encode()).json()
    assert report["changed"] == 1 and report["rows"][0]["changes"] == [{"field": "total", "from": 5, "to": 6}]
    assert projects(empty)["甲"]["note"] == "a"


def test_names_do_not_clash_where_national_codes_differ(empty: Cli) -> None:
    text = "项目名称,县区,项目代码\n供水,甲县,2026-1\n供水,甲县,2026-2\n"
    assert empty("import", "-", *ALL, stdin=text.encode()).code == 0
    assert empty("import", "-", *ALL, "--json", stdin=text.encode()).json()["unchanged"] == 2


@pytest.mark.parametrize("guide", ["README.md", "README.zh-CN.md"])
def test_three_lines_begin_a_city(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, guide: str) -> None:
    """Those of "Start your own", as they stand there."""
    shutil.copy(OFFICE / PLAN, tmp_path / "台账.xlsx")
    monkeypatch.chdir(tmp_path)
    said = (Path(__file__).parents[2] / guide).read_text(encoding="utf-8")
    (block,) = [each for each in said.split("```")[1::2] if "campaign import" in each and "campaign init" in each]
    lines = block.splitlines()[1:]
    assert [cli(*shlex.split(line)[1:], env=NOW).code for line in lines] == [0, 1, 1]  # some rows are refused, the rest stands
    assert len(cli("projects", "--json", env=NOW).json()) == RIGHT[PLAN]["new"]


def test_a_real_list_is_mapped_and_accounted_for(empty: Cli) -> None:
    real = next((place for place in (Path(__file__).parents[3] / "shared" / "data", Path("/work/shared/data"))
                 if (place / "nyc-capital-projects.csv").exists()), None)
    if real is None:
        pytest.skip("the list of New York is not beside this checkout")
    maps = ("description=name", "borough=county", "agency=unit", "maprojid=national_code", "address=place")
    said = empty("import", str(real / "nyc-capital-projects.csv"), *(word for one in maps for word in ("--map", one)),
                 "--create", "counties,units", "--json")
    report = said.json()
    assert said.code == 1 and report["data"] == report["new"] + report["merged"] + report["refused"] == 2897
    odd = [row for row in report["rows"] if row["what"] in ("merged", "refused")]
    assert report["new"] > 2700 and all(row["why"] and row["at"].startswith("nyc-capital-projects.csv:!") for row in odd)
    assert len({row["at"] for row in report["rows"]}) == 2897 and report["lines"]["blank"] == 1
    codes = [row["code"] for row in odd if row["what"] == "merged"]
    assert None not in codes and {*codes} <= {row["code"] for row in report["rows"] if row["what"] == "new"}
    left = {"bbl", "bin", "bridgeid", "category", "mappable", "origin", "parkid", "parkname", "zipcode"}
    assert {*report["columns_left"]} == left and len(report["columns_left"]) == len(left)


def test_how_a_list_is_read_is_kept_under_a_name(empty: Cli) -> None:
    at = ASIDE.index("--create")
    taken(empty, BRITISH, *ASIDE, "--save-profile", "英国", code=0)
    again = taken(empty, BRITISH, "--profile", "英国", *ASIDE[at:], code=0)
    assert again["unchanged"] == 6 and empty("import", "-", "--profile", "没有", stdin="a").code == 3
    assert empty("undo").code == 0 and empty("import", "-", "--profile", "英国", stdin="a").code == 3


CELLS = st.sampled_from([
    "", "", "甲", "乙项目", "甲 （一期）", "合计", "小计", "一、工业类（2个）", "临江区", "续建", "新建", "3.2亿", "500", "1,2.5",
    "约5", "-", "/", "无", "2026.10", "2024-2027", "2026-02-30", "01/10/2026", "2.02635E+23", "2026-1", "注：以概算为准",
    "项目名称", "总投资（万元）", "#REF!", "=1+1", "\u3000", "王某山（副市长）", "张某、李某", "９９９９９９９９９９９９９９９",
    "填报人：某"])


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(CELLS, min_size=7, max_size=7), max_size=12))
def test_whatever_a_list_holds_its_rows_add_up_and_are_read_back(empty: Cli, rows: list[list[str]]) -> None:
    head = ["项目名称", "县区", "总投资（万元）", "建设性质", "建设起止年限", "责任人", "备注"]
    out = io.StringIO()
    csv.writer(out).writerows([head, *rows])
    said = empty("import", "-", *ALL, "--json", stdin=out.getvalue().encode())
    if not said.out:
        assert (said.code == 1 and "没有" in said.err) or "找不到" in said.err, said.err
        return
    report = said.json()
    assert said.code in (0, 1) and report["data"] == len(report["rows"]) == sum(
        report[what] for what in ("new", "changed", "unchanged", "merged", "refused"))
    assert report["data"] + sum(report["lines"].values()) <= len(rows) + 1
    again = empty("import", "-", *ALL, "--json", stdin=out.getvalue().encode()).json()
    assert again["new"] == again["changed"] == 0 and again["refused"] >= report["refused"], again
