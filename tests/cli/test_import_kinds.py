"""``campaign import --as blockers|leads|indicators``: lists as offices have them, in the forms of file that they use."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Cli
from tests.sheets.writers import html, rows, xlsx

pytest.importorskip("python_calamine")
NOW = {"CAMPAIGN_NOW": "2026-11-29T10:00:00+08:00", "CAMPAIGN_LANG": "zh"}
PLAN = "项目名称,县区,项目代码,总投资（万元）,建设性质\n环城快速路北段,青岭县,2026-1,215000,前期\n"
PLAN += "环城快速路南段,青岭县,2026-2,198000,前期\n"
PLAN += "县医院迁建,石埠县,,56000,前期\n海洋生物制药一期,鹭湾区,,86000,前期\n海洋生物制药二期,鹭湾区,,90000,前期\n"
COUNTS = ("new", "changed", "unchanged", "merged", "refused")
Table = Sequence[Sequence[str]]


def as_xlsx(table: Table) -> bytes:
    return xlsx(rows(table))


def as_page(table: Table) -> bytes:
    return f'<html><head><meta charset="gb2312"></head><body>{html(table)}</body></html>'.encode("gbk")


def as_csv(table: Table) -> bytes:
    return "\r\n".join(",".join(line) for line in table).encode("gb18030")


FORMS = pytest.mark.parametrize("form", [as_xlsx, as_page, as_csv])
LEADS = (
    ("某市招商项目台账", "", "", "", "", "", "", "", ""),
    ("序号", "项目名称", "县区", "投资方", "总投资（亿元）", "洽谈阶段", "签约时间", "首谈领导", "进展情况"),
    ("1", "石墨烯导热膜", "鹭湾区", "某石墨公司", "1.25", "在谈", "", "王某山", "已互访两次"),
    ("2", "海上风电运维母港", "石埠县", "某能源集团", "12.5", "签约", "2026年10月", "李某川（副市长）", ""),
    ("3", "冷链中心", "青岭县", "", "3", "线索", "-", "", ""),
    ("4", "县医院迁建项目", "石埠县", "", "5.6", "落地", "2026-11-01", "", ""),
    ("5", "某项目", "没有县", "", "2", "线索", "", "", ""),
    ("6", "冷链中心", "青岭县", "", "3", "线索", "-", "", ""),
    ("合计", "", "", "", "24.35", "", "", "", ""))
BLOCKERS = (
    ("百日攻坚堵点问题台账", "", "", "", "", "", "", "", "", ""),
    ("序号", "存在问题", "项目名称", "县区", "问题类别", "责任单位", "层级", "提出日期", "办结时限", "解决情况"),
    ("1", "用地报批未下", "海洋生物制药（二期）", "鹭湾区", "用地", "市自然资源局", "省级", "2026.11.20", "2026-12-10",
     "正在省厅审查"),
    ("2", "督察图斑整改进度慢", "全县", "石埠县", "督察整改", "", "县级", "2026-11-23", "", ""),
    ("3", "施工图未审", "县医院迁建", "石埠县", "", "", "", "2026-11-21", "", "已解决；11月25日出具审查意见"),
    ("4", "杆线未迁", "2026-1", "", "杆线迁改", "", "", "", "", ""),
    ("5", "无", "2026-2", "", "", "", "", "", "", ""),
    ("6", "资金缺口", "海洋生物制药", "鹭湾区", "", "", "", "", "", ""),
    ("7", "用地报批未下", "海洋生物制药二期项目", "鹭湾区", "土地", "市自然资源局", "省级", "2026.11.20", "2026-12-10",
     "正在省厅审查"),
    ("8", "图纸", "P0004", "", "奇怪", "", "", "", "", ""))
WIDE = (
    ("2026年1-10月各县区主要经济指标", "", "", "", "", "", ""),
    ("县区", "固投增速（%）", "GDP增速", "规上工业增加值增速", "排名", "1-10月固投完成额（亿元）", "2026年固投目标（亿元）"),
    ("全市", "7.1", "5.0", "6.2", "", "", ""),
    ("青岭县", "7.3%", "5.2", "8.1", "1", "120", "150"),
    ("石埠县", "-2.5", "4.8", "0", "2", "90", "100.5"),
    ("没有县", "1", "1", "1", "3", "1", "1"))
LONG = (
    ("县区", "指标", "时期", "数值", "目标", "计量单位"),
    ("青岭县", "固投增速", "2026年9月", "6.8", "8", "%"),
    ("青岭县", "固定资产投资", "2026年三季度", "35.2", "", "亿元"),
    ("青岭县", "地区生产总值", "2026年前三季度", "300", "", "亿元"),
    ("石埠县", "省考核", "2026", "3", "1", ""),
    ("石埠县", "新增民营企业", "2026-10", "120", "", "户"),
    ("石埠县", "新增民营企业", "2026-10", "121", "", "户"),
    ("石埠县", "固定资产投资", "2026-12", "5", "", "亿元"),
    ("石埠县", "固定资产投资", "2026-10", "5", "", ""))


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "empty.db"


@pytest.fixture
def city(cli: Cli) -> Cli:
    def call(*args: str, stdin: str | bytes = "", env: dict[str, str] | None = None) -> Any:
        return cli(*args, stdin=stdin, env={**NOW, **(env or {})})

    assert call("init", "--name", "百日攻坚", "--start", "2026-11-22").code == 0
    assert call("import", "-", "--create", "counties", stdin=PLAN.encode()).code == 0
    return call


def taken(call: Cli, raw: bytes, *args: str, code: int = 1) -> Any:
    said = call("import", "-", *args, "--json", stdin=raw)
    assert said.code == code, said.err
    report = said.json()
    assert report["data"] == len(report["rows"]) == sum(report[what] for what in COUNTS)
    return report


def counts(report: Any) -> tuple[int, ...]:
    return tuple(report[what] for what in COUNTS)


@FORMS
def test_leads_come_with_how_far_they_have_got(city: Cli, form: Any) -> None:
    args = ("--as", "招商", "--create", "people")
    dry = city("import", "-", *args, "--dry-run", stdin=form(LEADS))
    assert dry.code == 1 and "阶段: 洽谈" in dry.out and city("leads", "--json").json() == []
    report = taken(city, form(LEADS), *args)
    assert counts(report) == (4, 0, 0, 1, 1)
    found = {row["name"]: row for row in city("leads", "--json").json()}
    assert {name: (row["stage"], row["total"], row["firm"]) for name, row in found.items()} == {
        "石墨烯导热膜": ("talks", 12500, "某石墨公司"), "海上风电运维母港": ("signed", 125000, "某能源集团"),
        "冷链中心": ("lead", 30000, None), "县医院迁建项目": ("landed", 56000, None)}
    assert found["海上风电运维母港"]["signed"] == "2026-10-31" and found["县医院迁建项目"]["project"] == "P0003"
    assert counts(taken(city, form(LEADS), *args)) == (0, 0, 4, 1, 1)
    changed = [*LEADS[:2], ("1", "石墨烯 导热膜", "鹭湾区", "", "1.3", "已签约", "2026-11-29", "", "")]
    (row,) = taken(city, form(changed), *args, code=0)["rows"]
    assert {one["field"]: one["to"] for one in row["changes"]} == {"total": 13000, "stage": "signed", "signed": "2026-11-29"}
    assert city("undo").code == 0 and city("undo").code == 0 and city("leads", "--json").json() == []


@FORMS
def test_blockers_come_on_projects_and_whole_counties(city: Cli, form: Any) -> None:
    args = ("--as", "堵点", "--create", "units")
    report = taken(city, form(BLOCKERS), *args)
    assert counts(report) == (4, 0, 1, 1, 2)
    why = {row["name"]: row["why"] for row in report["rows"] if row["what"] == "refused"}
    assert "海洋生物制药一期" in why["资金缺口"] and "征地拆迁" in why["图纸"]
    found = {row["title"]: {**row, **city("show", row["code"], "--json").json()}
             for row in city("blockers", "--all", "--json").json()}
    land, county, pole = (found[name] for name in ("用地报批未下", "督察图斑整改进度慢", "杆线未迁"))
    assert (land["projects"], land["category"], land["authority"], land["opened"], land["due"]) == (
        ["P0005"], "land", "province", "2026-11-20", "2026-12-10")
    assert (county["projects"], county["county"], county["category"]) == ([], "C02", "rectification")
    assert (pole["projects"], pole["category"]) == (["P0001"], "pipeline")
    done = city("show", "B0003", "--json").json()
    assert (done["state"], done["category"], done["resolution"]) == ("resolved", "other", BLOCKERS[4][-1])
    assert any("正在省厅审查" in str(event) for event in land["events"])
    assert counts(taken(city, form(BLOCKERS), *args)) == (0, 0, 5, 1, 2)
    later = [*BLOCKERS[:2], ("1", *BLOCKERS[2][1:8], "2026-12-20", "已办结，批文已到")]
    refused = taken(city, form(later), *args)
    assert refused["refused"] == 1
    (row,) = taken(city, form(later), *args, "--why", "省厅补正", code=0)["rows"]
    assert row["what"] == "changed" and city("show", land["code"], "--json").json()["state"] == "resolved"
    assert city("undo").code == 0 and city("undo").code == 0 and city("blockers", "--all", "--json").json() == []


def test_a_row_that_is_unlikely_waits_for_who_says_that_it_is_so(city: Cli) -> None:
    raw = as_csv((("堵点", "项目名称", "办结时限"), ("用地未批", "2026-1", "2027-02-20"), ("环评未批", "2026-2", "2026-12-05")))
    report = taken(city, raw, "--as", "blockers")
    assert counts(report) == (1, 0, 0, 0, 1) and "--yes" in report["rows"][0]["why"]
    assert counts(taken(city, raw, "--as", "blockers", "--yes", code=0)) == (1, 0, 1, 0, 0)


def figures(call: Cli) -> dict[tuple[str, ...], tuple[Any, Any]]:
    return {(row["county"], row["metric"], row["measure"], row["period"]): (row["value"], row["target"])
            for row in call("indicators", "--json").json()}


@FORMS
def test_indicators_stand_side_by_side(city: Cli, form: Any) -> None:
    args = ("--as", "指标")
    assert "固投、累计增速 2026-10 数值: 7.3%" in city("import", "-", *args, "--dry-run", stdin=form(WIDE)).out
    assert figures(city) == {}
    report = taken(city, form(WIDE), *args)
    assert counts(report) == (0, 2, 0, 0, 1) and report["lines"]["sum"] == 1
    assert any("全市" in line for line in report["said"])
    assert {"排名", "1-10月固投完成额（亿元）"} <= set(report["columns_left"])
    assert figures(city) == {
        ("C01", "investment", "yoy_cum", "2026-10"): (7.3, None), ("C01", "gdp", "yoy_cum", "2026-10"): (5.2, None),
        ("C01", "industry", "yoy_cum", "2026-10"): (8.1, None), ("C01", "investment", "value", "2026"): (None, 1_500_000),
        ("C02", "investment", "yoy_cum", "2026-10"): (-2.5, None), ("C02", "gdp", "yoy_cum", "2026-10"): (4.8, None),
        ("C02", "industry", "yoy_cum", "2026-10"): (0, None), ("C02", "investment", "value", "2026"): (None, 1_005_000)}
    assert counts(taken(city, form(WIDE), *args)) == (0, 0, 2, 0, 1)
    assert city("undo").code == 0 and figures(city) == {}


@FORMS
def test_indicators_stand_one_below_the_other(city: Cli, form: Any) -> None:
    args = ("--as", "indicators")
    report = taken(city, form(LONG), *args)
    assert counts(report) == (0, 3, 0, 0, 5)
    why = [row["why"] for row in report["rows"] if row["what"] == "refused"]
    assert "累计" in why[0] and "同一个" in why[1] and "同一个" in why[2] and "2026-12" in why[3] and "--unit" in why[4]
    assert figures(city) == {
        ("C01", "investment", "yoy_cum", "2026-09"): (6.8, 8), ("C01", "investment", "value", "2026Q3"): (352_000, None),
        ("C02", "assessment", "rank", "2026"): (3, 1)}
    assert counts(taken(city, form(LONG), *args)) == (0, 0, 3, 0, 5)


def test_a_heading_of_two_levels_is_read_whole(city: Cli) -> None:
    text = """<html><table><tr><td colspan=5>2026年10月经济指标</td></tr><tr><td colspan=5>单位：亿元、%</td></tr>
        <tr><td rowspan=2>县区</td><td colspan=2>固定资产投资</td><td colspan=2>地区生产总值</td></tr>
        <tr><td>总量</td><td>增速</td><td>总量</td><td>增速</td></tr>
        <tr><td>青岭县</td><td>12.5</td><td>7.3</td><td>80</td><td>5.1</td></tr></table></html>"""
    report = taken(city, text.encode(), "--as", "indicators", code=0)
    assert report["changed"] == 1
    assert figures(city) == {
        ("C01", "investment", "value", "2026-10"): (125_000, None), ("C01", "investment", "yoy_cum", "2026-10"): (7.3, None),
        ("C01", "gdp", "value", "2026-10"): (800_000, None), ("C01", "gdp", "yoy_cum", "2026-10"): (5.1, None)}


def test_words_of_options_are_typed_as_everywhere(city: Cli) -> None:
    text = "项目名称,总投资,计划开工\n甲,5,04/12/2026\n".encode()
    for unit, order in (("亿元", "dmy"), ("亿", "日月年"), ("yiyuan", "d"), ("yy", "ryn")):
        report = taken(city, text, "--as", "xm", "--unit", unit, "--dates", order, code=0)
        assert report["rows"][0]["code"] == "P0006"
    assert city("show", "P0006", "--json").json()["planned_start"] == "2026-12-04"
    for option, words in (("--unit", "百万元"), ("--dates", "(dmy)"), ("--as", "招商")):
        said = city("import", "-", option, "没有的", stdin=text)
        assert said.code == 2 and words in said.err


@pytest.mark.parametrize("table, args", [(WIDE, ("--as", "指标")), (LEADS, ("--as", "招商", "--create", "people"))])
def test_what_was_refused_is_read_by_itself(city: Cli, tmp_path: Path, table: Table, args: tuple[str, ...]) -> None:
    """The period and the unit stood above the heads, the row's county was wrong."""
    wrong = tmp_path / "退回.csv"
    assert city("import", "-", *args, "--rejects", str(wrong), stdin=as_csv(table)).code == 1
    text = wrong.read_text("utf-8-sig")
    report = taken(city, text.replace("没有县", "鹭湾区").encode(), *args, code=0)
    assert report["data"] == report["new"] + report["changed"] == 1
    if table is WIDE:
        assert {key: value for key, value in figures(city).items() if key[0] == "C03"} == {
            ("C03", metric, "yoy_cum", "2026-10"): (1, None) for metric in ("investment", "gdp", "industry")} | {
            ("C03", "investment", "value", "2026"): (None, 10_000)}
    else:
        assert {row["total"] for row in city("leads", "--json").json() if row["name"] == "某项目"} == {20_000}


def test_amounts_summed_up_above_the_heads_leave_their_columns_and_not_the_rows(city: Cli) -> None:
    table = (("2026年1—10月各县区主要经济指标", "", "", ""), ("县区", "地区生产总值（亿元）", "GDP增速", "固投增速（%）"),
             ("青岭县", "400", "5.2", "7.3"), ("石埠县", "300", "4.8", "-"))
    report = taken(city, as_xlsx(table), "--as", "indicators", code=0)
    assert counts(report) == (0, 2, 0, 0, 0) and report["columns_left"] == ["地区生产总值（亿元）"]
    assert [change["to"] for row in report["rows"] for change in row["changes"]] == [520, 730, 480]


def test_counts_with_their_word_and_counties_above_the_rows_of_a_week(city: Cli) -> None:
    table = (("序号", "县区", "项目名称", "本周完成投资（万元）", "在场人数", "工程进展"),
             ("一", "青岭县（2个）", "", "", "", ""),
             ("1", "", "环城快速路北段", "20", "30人", "桩基"), ("2", "", "环城快速路南段", "", "5名", ""),
             ("二", "石埠县", "", "", "", ""), ("3", "", "县医院迁建", "7", "约9人", ""))
    report = taken(city, as_csv(table), "--as", "progress", "--on", "2026-11-28")
    assert counts(report) == (0, 2, 0, 0, 1) and report["columns_left"] == ["序号", "县区"]
    assert [{one["field"]: one["to"] for one in row["changes"]} for row in report["rows"]] == [
        {"money": 20, "crew": 30, "done": "桩基"}, {"crew": 5, "money": 0}, {}]


def test_an_empty_column_of_this_week_is_not_filled_by_the_month(city: Cli) -> None:
    table = (("项目名称", "本周完成投资（万元）", "本月完成投资（万元）"), ("县医院迁建", "", "70"))
    report = taken(city, as_xlsx(table), "--as", "progress", "--on", "2026-11-28", code=0)
    assert counts(report) == (0, 0, 1, 0, 0) and report["columns_left"] == ["本月完成投资（万元）"]


def test_a_stage_that_a_list_does_not_bring_back_is_said(city: Cli) -> None:
    assert taken(city, "项目名称,县区,建设性质,建设年限\n县医院迁建,石埠县,在建,2025-2027\n".encode(), code=0)["changed"] == 1
    report = taken(city, "项目名称,县区,建设性质\n县医院迁建,石埠县,新建\n".encode(), code=0)
    assert counts(report) == (0, 0, 1, 0, 0) and [line for line in report["said"] if "前期" in line and "在建" in line]
