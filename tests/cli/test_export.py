"""``campaign export``: what is given out is the list, and comes back as it was."""

import csv
import inspect
import json
import re
import shutil
import sqlite3
import zipfile
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

import pytest
from python_calamine import CalamineWorkbook

from campaign.clean import guarded, unguarded
from campaign.cli import export_filters, exports, record, state
from campaign.kinds import case, registry
from campaign.kinds.field import Field
from campaign.service.exports import exported
from campaign.store import records
from campaign.store.rows import Record
from campaign.tables.exports.formats import FORMATS
from tests.cli.conftest import NOW, Cli, one_line

LISTS = tuple(name for name, one in exported().items() if one.command)
WRITES = (("assign", "B0067", "--unit", "市林业局"), ("progress", "P0008", "--to", "9000万", "--done", "=1+1"),
          ("progress", "P0008", "-3万"), ("note", "B0064", "'=HYPERLINK(0)"), ("escalate", "B0067"),
          ("hold", "B0065", "--reason", "weather", "--review", "+5d"), ("resolve", "B0103", "--how", "@谈妥", "--on-site"),
          ("visit", "P0017", "--by", "L04"), ("edit", "P0001", "--note", "+好", "--content", "一期，二期\"三期\""),
          ("add-project", "=cmd|' /C calc'!A0", "-c", "C01"),
          ("add-land-task", "新地块", "--kind", "forest", "--project", "P0017", "--target", "33.25亩"),
          ("land-progress", "G0030", "+0.35"), ("excuse", "D+40", "--why", "-台风"))
LOST = {"version", "at", "by", "from", "added", "entered", "targets", "reasons_original", "targets_changed"}
"""What no file of a seed folder tells of what was written since: who said what at which instant, targets that headquarters have
changed without anybody asking."""


class Sheet(NamedTuple):
    head: list[str]
    rows: list[list[Any]]

    def column(self, head: str) -> list[Any]:
        return [row[self.head.index(head)] for row in self.rows]


def workbook(path: Path) -> dict[str, Sheet]:
    book = CalamineWorkbook.from_path(str(path))
    told = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    return {name: Sheet([str(cell) for cell in rows[0]], rows[1:]) for name, rows in told.items()}


def table(text: str) -> list[list[str]]:
    assert text.startswith("\ufeff")
    return list(csv.reader(StringIO(text.removeprefix("\ufeff"))))


def facts(db: Path) -> dict[str, dict[str, Any]]:
    """What ``show --json`` tells of everything that has a code."""
    told = state.begin(["--lang", "en"])
    told.take(str(db), "en", True, None)
    session = told.session()
    situation = session.situation()
    found = {row[0]: record.facts(session, situation, row[0]) for kind in registry.CODED
             for row in session.store.fetch(f"SELECT code FROM {registry.kind(kind).table}")}
    told.close()
    return json.loads(json.dumps(found))


def without(told: Any, keys: set[str]) -> Any:
    """The same, at any depth without these keys."""
    if isinstance(told, dict):
        return {key: without(value, keys) for key, value in told.items()
                if key not in keys and not (keys and key.endswith("_original"))}
    return [without(each, keys) for each in told] if isinstance(told, list) else told


@pytest.fixture
def sample(city: Path, db: Path, cli: Cli) -> Cli:
    """The command line on a copy of the sample city."""
    shutil.copy(city, db)
    return cli


# What is in it ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", LISTS)
def test_json_is_what_the_list_prints(cli: Cli, name: str) -> None:
    assert cli("export", name, "--format", "json").out == cli(name, "--json").out


def test_the_filters_of_the_list_choose_the_rows(sample: Cli, tmp_path: Path) -> None:
    asked = ("--light", "red,yellow", "--county", "临江")
    codes = [row["code"] for row in sample("projects", *asked, "--json").json()]
    assert codes
    assert [row[0] for row in table(sample("export", "projects", *asked, "--format", "csv").out)[1:]] == codes
    file = tmp_path / "red.xlsx"
    assert sample("export", "projects", *asked, "-o", str(file)).code == 0
    book = workbook(file)
    assert book["Projects"].column("Project no.") == codes
    assert ["Chosen by", "Light: red, yellow; County: 临江区"] in book["About this file"].rows


@pytest.mark.parametrize(("asked", "en", "zh"), [
    (("blockers", "--overdue"), "past their due day", "已逾期"),
    (("blockers", "--flag", "slow"), "moving slowly", "慢作为"),
    (("land-tasks", "--kind", "用林", "--all"), ": forest", "类型：用林调整"),
    (("approvals", "--state", "已批"), "state: granted", "状态：已批"),
    (("projects", "--light", "红", "--stage", "building"), "light: red; stage: ", "灯：红；阶段：在建"),
    (("projects", "--text", "港"), "name: 港", "名称：港")])
def test_the_page_about_it_says_the_filters_in_words(sample: Cli, tmp_path: Path, asked: tuple[str, ...], en: str,
                                                     zh: str) -> None:
    for language, wanted in (("en", en), ("zh", zh)):
        file = tmp_path / f"{language}.xlsx"
        assert sample("export", *asked, "-o", str(file), env={"CAMPAIGN_LANG": language}).code == 0
        told = str(list(workbook(file).values())[-1].rows)
        assert wanted in told.lower()


def test_every_filter_of_every_list_is_said(sample: Cli, tmp_path: Path) -> None:
    """None is said as an option, or not at all."""
    for name in LISTS:
        for option, parameter in inspect.signature(exports._listing(exported()[name].command)).parameters.items():
            if option in exports.STYLES or "bool" not in str(parameter.annotation):
                continue
            said = export_filters.told(None, exported()[name], exports._listing(exported()[name].command), {option: True})  # type: ignore[arg-type]
            assert said and "--" not in said and "_" not in said, (name, option)


def test_an_unknown_list_names_the_command_that_lists_them(cli: Cli) -> None:
    assert "campaign export lists" in one_line(cli("export", "nosuch").err)


@pytest.mark.parametrize(("language", "typed"), [("zh", "项目"), ("zh", "xiangmu"), ("en", "Projects"), ("en", "projects")])
def test_a_list_is_typed_in_either_language(cli: Cli, language: str, typed: str) -> None:
    said = cli("export", typed, "--stage", "building", "--format", "csv", env={"CAMPAIGN_LANG": language})
    assert (said.code, said.out) == (0, cli("export", "projects", "--stage", "building", "--format", "csv").out)


def test_every_list_and_history_is_given_out(sample: Cli, tmp_path: Path) -> None:
    for form in ("json", "csv", "xlsx"):
        file = tmp_path / f"all.{'zip' if form == 'csv' else form}"
        assert sample("export", "all", "-o", str(file)).code == 0
    told = json.loads((tmp_path / "all.json").read_text())
    assert set(told) == {one.file.removesuffix(".csv") for one in exported().values()}
    assert len(workbook(tmp_path / "all.xlsx")) == len(told) + 1
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        assert set(archive.namelist()) == {"campaign.toml", *(f"{name}.csv" for name in told)}
        for name in told:
            one = next(one for one in exported().values() if one.file == f"{name}.csv")
            assert table(archive.read(f"{name}.csv").decode()) == table(sample("export", one.name, "--format", "csv").out) \
                or one.command  # a list hides what is over


def test_a_new_field_and_a_new_kind_are_in_every_format(sample: Cli, db: Path, tmp_path: Path,
                                                        monkeypatch: pytest.MonkeyPatch) -> None:
    """By their declaration: one field more on cases, and a kind that no seed folder has a file for."""
    with sqlite3.connect(db) as connection:
        connection.execute("ALTER TABLE cases ADD COLUMN prize TEXT")
        connection.execute("UPDATE cases SET prize = '一等奖'")
        connection.execute("CREATE TABLE festivals (code TEXT PRIMARY KEY, name TEXT NOT NULL, on_day TEXT)")
        connection.execute("INSERT INTO festivals VALUES ('S901', '开渔节', '2026-11-01')")
    monkeypatch.setattr(case.KIND, "fields", (*case.KIND.fields, Field("prize", label="Prize")))
    case.KIND.__dict__.pop("by_name", None)
    kind = registry.kind("event")
    made = type(kind)("festival", "festivals", kind.row, (Field("name", label="Festival"), Field("on", "day", label="Held")),
                      label="festival", lists="festivals")
    known = tuple(registry.kinds())
    monkeypatch.setattr(registry, "kinds", lambda: iter((*known, made)))
    monkeypatch.setattr("campaign.service.exports.NO_LIST", ("result", "festival"))
    registry.by_table.cache_clear()
    monkeypatch.setattr(records, "FESTIVALS", Record("festivals", kind.row, order="code"), raising=False)
    try:
        for form in FORMATS:
            file = tmp_path / f"all.{form}"
            assert sample("export", "all", "--format", form, "-o", str(file)).code == 0, form
        book = workbook(tmp_path / "all.xlsx")
        assert set(book["Cases"].column("Prize")) == {"一等奖"}
        assert "开渔节" in book["festival"].column("Festival")
        assert "一等奖" in (tmp_path / "all.csv" / "cases.csv").read_text()
        assert "S901,开渔节,2026-11-01" in (tmp_path / "all.csv" / "festivals.csv").read_text()
        told = json.loads((tmp_path / "all.json").read_text())
        assert told["festivals"] == [{"code": "S901", "name": "开渔节", "on": "2026-11-01"}]
        package = json.loads((tmp_path / "all.datapackage" / "datapackage.json").read_text())
        fields = {resource["name"]: {field["name"]: field["type"] for field in resource["schema"]["fields"]}
                  for resource in package["resources"]}
        assert fields["festivals"] == {"code": "string", "name": "string", "on": "date"} and fields["cases"]["prize"] == "string"
    finally:
        case.KIND.__dict__.pop("by_name", None)
        registry.by_table.cache_clear()


# What comes back --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("written", [False, True], ids=["seeded", "written"])
def test_all_of_it_comes_back_by_seed(sample: Cli, db: Path, tmp_path: Path, written: bool) -> None:
    for write in WRITES if written else ():
        said = sample(*write, "--yes") if write[0] in ("progress", "visit", "resolve", "edit", "add-project", "land-progress") \
            else sample(*write)
        assert said.code == 0, (write, said.err)
    folder, again = tmp_path / "out", tmp_path / "again.db"
    assert sample("export", "all", "--format", "csv", "-o", str(folder)).code == 0
    said = sample("--db", str(again), "seed", str(folder), "--yes")
    assert said.code == 0, said.err
    was, now = facts(db), facts(again)
    assert set(now) == set(was)
    keep = LOST if written else set()
    for code in was:
        assert without(now[code], keep) == without(was[code], keep), code
    for name in LISTS:
        told = (sample(*db, name, "--json").json() for db in (("--db", str(again)), ()))
        assert without(next(told), keep) == without(next(told), keep), name


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_projects_come_back_by_import(sample: Cli, db: Path, tmp_path: Path, language: str, form: str) -> None:
    """Into the campaign that has them, nothing changes; into one that knows only what they are called, all of it comes."""
    file, env = tmp_path / f"projects.{form}", {"CAMPAIGN_LANG": language}
    assert sample("edit", "P0003", "--note", "=1+1", "--content", "@甲", "--place", "-1", "--yes").code == 0
    assert sample("export", "projects", "-o", str(file), env=env).code == 0
    options = ("--unit", "万元") if form == "csv" else ()
    told = sample("import", str(file), "--json", *options, env=env).json()
    assert told["unchanged"] == 163, told["said"]
    was = facts(db)
    folder, bare = tmp_path / "bare", tmp_path / "bare.db"
    assert sample("export", "all", "--format", "csv", "-o", str(folder)).code == 0
    for name in ("requests", "results", "progress", "registered", "funds", "visits"):
        (folder / f"{name}.csv").unlink()
    rows = table((folder / "projects.csv").read_text())
    (folder / "projects.csv").write_text("\n".join(",".join(['"' + cell.replace('"', '""') + '"' for cell in row[:2]])
                                                   for row in rows))
    assert sample("--db", str(bare), "seed", str(folder), "--yes").code == 0
    said = sample("--db", str(bare), "import", str(file), *options, "--why", "补录", "--yes", env=env)
    assert said.code == 0, said.err
    now = facts(bare)
    for code in (code for code in was if code.startswith("P")):
        fields = [field.name for field in registry.kind("project").fields]
        assert {name: now[code][name] for name in fields} == {name: was[code][name] for name in fields}, code


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ["projects", "blockers", "leads"])
def test_what_import_takes_comes_back_unchanged(sample: Cli, tmp_path: Path, name: str, language: str) -> None:
    file, env = tmp_path / "list.xlsx", {"CAMPAIGN_LANG": language}
    every = () if name == "projects" else ("--all",)
    assert sample("export", name, *every, "-o", str(file), env=env).code == 0
    told = sample("import", str(file), "--as", name, "--json", env=env).json()
    assert (told["unchanged"], told["seq"]) == (len(sample(name, *every, "--json").json()), None), told["said"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_indicators_come_back_by_import_each_with_its_own_unit(sample: Cli, tmp_path: Path, language: str) -> None:
    file, env = tmp_path / "list.xlsx", {"CAMPAIGN_LANG": language}
    assert sample("export", "indicators", "-o", str(file), env=env).code == 0
    told = sample("import", str(file), "--as", "indicators", "--json", env=env).json()
    assert (told["unchanged"], told["seq"]) == (told["data"], None) and told["data"] > 500, told["said"]


@pytest.mark.parametrize("text", ["", "a", "=1", "'=1", "''=1", "'", "'a", "+1", "-", "@x", "＝1", "'＝", "\t=1"])
def test_what_is_guarded_is_given_back(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert guarded(text)[:1] not in tuple("=+-@\t\r＝＋－＠")


# The workbook -----------------------------------------------------------------------------------------------------------


def test_a_workbook_is_typed_printable_and_runs_nothing(sample: Cli, tmp_path: Path) -> None:
    assert sample("add-project", "=1+1 http://x.example", "-c", "C01", "--note", "@SUM(1)").code == 0
    file = tmp_path / "projects.xlsx"
    assert sample("export", "projects", "-o", str(file), env={"CAMPAIGN_LANG": "zh"}).code == 0
    sheet = workbook(file)["项目"]
    assert sheet.head[:3] == ["项目编号", "名称", "灯"]
    assert {type(cell) for cell in sheet.column("总投资（万元）") if cell != ""} == {float}
    assert {type(cell).__name__ for cell in sheet.column("计划开工") if cell != ""} == {"date"}
    assert set(sheet.column("灯")) == {"红", "黄", "绿", "未列考核", "停工"} & set(sheet.column("灯"))
    assert "=1+1 http://x.example" in sheet.column("名称")
    with zipfile.ZipFile(file) as archive:
        page, styles = archive.read("xl/worksheets/sheet1.xml").decode(), archive.read("xl/styles.xml").decode()
        links = [name for name in archive.namelist() if "rels" in name and "sheet" in name]
        names = archive.read("xl/workbook.xml").decode()
    assert "<f>" not in page and "hyperlink" not in page and not links
    assert re.search(r'<pane xSplit="2" ySplit="1"', page) and "<autoFilter" in page
    assert 'orientation="landscape"' in page and 'fitToHeight="0"' in page and "fitToPage" in page
    assert "_xlnm.Print_Titles" in names and "quotePrefix" in styles and "F8D0CE" in styles
    root = ElementTree.fromstring(page)
    space = {"m": root.tag.partition("}")[0].strip("{")}
    widths = [float(column.get("width", 0)) for column in root.findall(".//m:cols/m:col", space)]
    assert all(6 < width < 45 for width in widths)


def test_what_a_cell_cannot_hold_is_cut_and_said(sample: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("campaign.tables.exports.as_xlsx.LONGEST", 80)
    file = tmp_path / "projects.xlsx"
    assert sample("edit", "P0001", "--content", "长" * 90).code == 0
    assert sample("export", "projects", "-o", str(file)).code == 0
    about = workbook(file)["About this file"]
    assert any(row[0] == "Cut" and "80 characters" in row[1] for row in about.rows)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_large_book_waits_on_the_disk_and_reads_alike(sample: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                                        language: str) -> None:
    told = []
    for number, large in enumerate((10**9, 0)):
        monkeypatch.setattr("campaign.tables.exports.as_xlsx.LARGE", large)
        file = tmp_path / f"{number}.xlsx"
        assert sample("export", "projects", "-o", str(file), env={"CAMPAIGN_LANG": language}).code == 0
        told.append(workbook(file))
        assert sample("import", str(file), "--json").json()["unchanged"] == 163
    assert told[0] == told[1]


def test_rows_that_have_no_room_are_said(sample: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("campaign.tables.exports.as_xlsx.MOST", 100)
    file = tmp_path / "projects.xlsx"
    assert sample("export", "projects", "-o", str(file)).code == 0
    book = workbook(file)
    assert len(book["Projects"].rows) == 100
    assert any(row[0] == "Cut" and "63 rows" in row[1] for row in book["About this file"].rows)


def test_a_bulletin_for_word_has_its_lists_beside_it(sample: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paper, lists = tmp_path / "b.docx", tmp_path / "b-annex.xlsx"
    said = sample("bulletin", "-o", str(paper))
    assert said.code == 0 and str(lists) in one_line(said.err) and paper.is_file()
    assert list(workbook(lists)) == ["Projects", "Blockers", "Land tasks", "Approvals", "About this file"]
    paper.unlink()
    said = sample("bulletin", "-o", str(paper))
    assert said.code == 1 and "--yes" in one_line(said.err) and not paper.is_file()
    assert sample("bulletin", "--date", "D+36", "-o", str(paper)).code == 0  # of a day that is over there are no lists
    monkeypatch.setitem(__import__("sys").modules, "xlsxwriter", None)
    lists.unlink()
    said = sample("bulletin", "-o", str(paper), "--yes")
    assert said.code == 0 and "campaign[excel]" in one_line(said.err) and not lists.exists()


def test_without_its_library_a_workbook_says_what_to_install(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "xlsxwriter", None)
    said = cli("export", "projects", "--format", "xlsx")
    assert said.code == 1 and "pip install 'campaign[excel]'" in one_line(said.err)


# Where it goes ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("what", "name"), [("projects", "x.csv"), ("all", "x.zip"), ("all", "folder")])
def test_nothing_is_written_over_unasked(cli: Cli, tmp_path: Path, what: str, name: str) -> None:
    file = tmp_path / name
    asked = ("export", what, "--format", "csv", "-o", str(file))
    assert cli(*asked).code == 0
    said = cli(*asked)
    assert said.code == 1 and "--yes" in one_line(said.err)
    assert cli(*asked, "--yes").code == 0


def test_the_format_is_said_or_as_the_file_ends(cli: Cli, tmp_path: Path) -> None:
    for name, begins in (("a.json", b"[{"), ("a.csv", b"\xef\xbb\xbfcode,"), ("a.xlsx", b"PK"), ("a", b"PK")):
        assert cli("export", "projects", "-o", str(tmp_path / name)).code == 0
        assert (tmp_path / name).read_bytes().startswith(begins)
    said = cli("export", "projects", "--format", "pdf")
    assert said.code == 2 and "xlsx, csv, json" in one_line(said.err)
    said = cli("export", "projects", "-o", str(tmp_path / "a.PDF"))
    assert said.code == 2 and "xlsx, csv, json" in one_line(said.err) and not (tmp_path / "a.PDF").exists()
    assert cli("export", "projects", "-o", str(tmp_path / "第3.2批")).code == 0
    assert cli("export", "projects", "--format", "csv", "-o", "-").out.encode() == (tmp_path / "a.csv").read_bytes()


@pytest.mark.parametrize(("asked", "code"), [
    (("nothing",), 2), (("chain", "--firms"), 2), (("projects", "--light", "blue"), 2), (("projects", "--county", "无此县"), 3),
    (("projects", "--frob"), 2), (("--light", "red"), 2)])
def test_wrong_usage_is_a_line(sample: Cli, asked: tuple[str, ...], code: int) -> None:
    said = sample("export", *asked)
    assert (said.code, said.out) == (code, "")
    one_line(said.err)


def test_all_as_csv_on_stdout_is_a_zip(program: Cli, environment: dict[str, str]) -> None:
    import os
    import subprocess
    import sys

    done = subprocess.run([sys.executable, "-m", "campaign", "export", "all", "--format", "csv"], capture_output=True, timeout=60,
                          cwd=Path(__file__).parents[2], env={**os.environ, **environment}, check=True)
    with zipfile.ZipFile(BytesIO(done.stdout)) as archive:
        assert "projects.csv" in archive.namelist()


assert NOW


@pytest.mark.parametrize("asked", [("export", "projects"), ("wall",), ("ical",)])
def test_an_empty_name_of_a_file_is_no_folder(sample: Cli, asked: tuple[str, ...]) -> None:
    for name in ("", " "):
        said = sample(*asked, "-o", name, "--yes")
        assert (said.code, said.out) == (2, "")
        assert "-o" in one_line(said.err)


@pytest.mark.parametrize("asked", [("web", "--port", "99999"), ("web", "--port", "abc"), ("web", "--wallboard", "--every", "0"),
                                   ("tui", "--wallboard", "--every", "9999"), ("server", "warm", "--most", "0")])
def test_a_number_out_of_range_is_told_in_the_language_of_the_reader(cli: Cli, asked: tuple[str, ...]) -> None:
    said = cli(*asked, env={"CAMPAIGN_LANG": "zh"})
    assert said.code == 2
    line = one_line(said.err)
    assert "整数" in line and asked[-2] in line and "Invalid" not in line
