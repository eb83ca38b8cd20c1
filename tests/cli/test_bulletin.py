"""``campaign bulletin``: the numbers of the screens on paper, in three forms, of today and of days that are over."""

import io
import re
import sys
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from campaign import text
from campaign.cli.bulletin_md import escaped
from campaign.core.bulletin import BulletinKind
from campaign.core.document import Paragraph, Table, flow
from campaign.core.model.merits import Case, CaseKind
from campaign.service import bulletin as service
from campaign.service import league
from campaign.words.bulletin import document
from tests.cli.conftest import Cli, one_line
from tests.tui import city

HOSTILE = "甲*乙_丙|丁[戊](https://x.example)<b>`己`&amp; #1"
LIGHTS = ("red", "yellow", "green", "none", "suspended")
SAME = ("name", "day", "days_left", "length", "state", "golden_days_left", "lights", "projects", "money", "rates", "blockers",
        "registered_money")


@pytest.fixture
def big(cli: Cli, tmp_path: Path) -> Cli:
    """The demonstration city on day 38."""
    env = {"CAMPAIGN_DB": str(city.database(tmp_path)), "CAMPAIGN_NOW": city.NOW.isoformat()}

    def call(*args: str, **more: Any) -> Any:
        return cli(*args, **{**more, "env": {**env, **more.get("env", {})}})

    return call


def bulletin(cli: Cli, *args: str) -> Any:
    said = cli("bulletin", "--json", *args)
    assert said.code == 0, said.err
    return said.json()


# The same numbers -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["--daily", "--weekly", "--special"])
def test_its_figures_are_those_of_the_screens(big: Cli, kind: str) -> None:
    found, status = bulletin(big, kind), big("status", "--json").json()
    assert {key: found[key] for key in SAME} == {key: status[key] for key in SAME}
    assert found["findings"] == status["findings"]
    late = {row["code"]: row for row in big("blockers", "--json", "--overdue").json()}
    assert {row["code"] for row in found["overdue"]} == set(late) and len(late) == status["blockers"]["overdue"]
    for row in found["overdue"]:
        assert {key: row[key] for key in row} == {key: late[row["code"]][key] for key in row}
    days = [row["days_overdue"] for row in found["overdue"]]
    assert days == sorted(days, reverse=True)
    for leader in found["today"][:4]:
        there = {row["code"]: row for row in big("today", leader["leader"], "--json").json()}
        assert len(there) == len(leader["stops"]) + leader["more"]
        best = sorted((row["score"] for row in there.values()), reverse=True)
        assert [stop["score"] for stop in leader["stops"]] == best[:3]
        assert all(stop["reasons"] == there[stop["code"]]["reasons"] for stop in leader["stops"])
    late_by_clock = {row["code"] for row in big("too-late", "--json").json()}
    assert {row["code"] for row in found["too_late"]} == late_by_clock
    proposed = {row["code"] for row in big("blockers", "--json").json() if "escalation_due" in row["flags"] or row["upward_due"]}
    assert {row["code"] for row in found["escalations"]} == proposed


@pytest.mark.parametrize(("args", "since"), [(("--daily",), "-1d"), (("--weekly",), "-7d"), (("--special",), "D+0"),
                                             (("--special", "--since", "D+20"), "D+20")])
def test_the_changes_of_lights_are_those_between_two_days(big: Cli, args: tuple[str, ...], since: str) -> None:
    found = bulletin(big, *args)["turned"]
    before, now = ({row["code"]: row["light"] for row in big("lights", "--json", "--at", at).json()} for at in (since, "today"))
    changed = {code: (before[code], light) for code, light in now.items() if before.get(code, light) != light}
    assert {row["code"]: (row["before"], row["light"]) for light in LIGHTS for row in found[light]} == changed
    assert all(row["light"] == light for light in LIGHTS for row in found[light])
    assert changed


def test_solved_are_those_resolved_since(big: Cli) -> None:
    every = big("blockers", "--all", "--json").json()
    for kind, first in (("--daily", "2026-11-22"), ("--weekly", "2026-11-16"), ("--special", "2026-10-17")):
        wanted = {row["code"] for row in every if row["resolved"] is not None and row["resolved"] >= first}
        assert {row["code"] for row in bulletin(big, kind)["solved"]} == wanted


@pytest.mark.parametrize("at", ["D+36", "D+20", "D+0"])
def test_a_day_that_is_over_is_told_as_it_stood(big: Cli, at: str) -> None:
    found = bulletin(big, "--date", at)
    lights = [row["light"] for row in big("lights", "--json", "--at", at).json()]
    assert found["past"] and found["lights"] == {light: lights.count(light) for light in LIGHTS}
    assert found["projects"] == len(lights) and found["day"] == int(at[2:]) + 1
    for key in ("registered_money", "today", "findings", "too_late"):
        assert found[key] is None
    text = big("bulletin", "--date", at).out
    assert "Written afterwards" in text and "Registered in statistics" not in text


@pytest.mark.parametrize("days", [0, 9])
def test_the_red_and_the_black_list_are_those_of_the_league(tmp_path: Path, days: int) -> None:
    session = city.session(city.database(tmp_path))
    situation, day = session.situation(), city.NOW.date() - timedelta(days=days)
    found = service.figures(session, situation, BulletinKind.DAILY, on=day.isoformat())
    lists = league.lists(session, situation, day)
    session.close()
    assert found.lists == lists and lists.red and lists.barred
    told = [block for block in flow(document(found)) if isinstance(block, Table) and block.rows
            and block.rows[0].code in (lists.red[0].county, lists.barred[0].county)]
    assert [row.cells[0] for row in told[0].rows] == [str(item.rank_all) for item in lists.red]
    assert [row.cells[::2] for row in told[1].rows] == [(str(item.rank_all), "has missed its target") for item in lists.barred]


def test_who_is_exempt_is_named_with_the_reason(tmp_path: Path) -> None:
    session = city.session(city.database(tmp_path))
    found = service.figures(session, session.situation(), BulletinKind.DAILY)
    session.close()
    lists = found.lists._replace(exempt=[found.lists.red[0]._replace(exempt="台风", target_missed=True)])
    tables = [block for block in flow(document(found._replace(lists=lists))) if isinstance(block, Table)]
    assert any("台风" in row.cells for table in tables for row in table.rows)


def test_yesterday_is_what_was_said_yesterday(cli: Cli) -> None:
    """Blockers opened, resolved, moved and money reported today change nothing of yesterday's."""
    before = bulletin(cli)
    later = {"CAMPAIGN_NOW": "2026-11-08T02:48:00+00:00"}
    code = before["overdue"][0]["code"]
    for args in (("resolve", code, "--how", "已通"), ("progress", "P0001", "+10万"),
                 ("add-blocker", "新堵点", "--project", "P0002", "--category", "eia")):
        assert cli(*args, env=later).code == 0
    after = cli("bulletin", "--json", "--date", "-1d", env=later).json()
    for key in ("day", "lights", "projects", "money", "rates", "blockers", "turned", "solved", "overdue", "escalations"):
        assert after[key] == before[key], key
    today = cli("bulletin", "--json", env=later).json()
    assert [(row["code"], row["resolution"]) for row in today["solved"]] == [(code, "已通")]
    assert today["blockers"]["overdue"] < before["blockers"]["overdue"] + 5


# The paper --------------------------------------------------------------------------------------------------------------


def test_the_layout_of_official_papers(big: Cli) -> None:
    text = big("bulletin", env={"CAMPAIGN_LANG": "zh"}).out
    lines = text.splitlines()
    assert lines[0].startswith("# ")
    heads = [line[3:] for line in lines if line.startswith("## ")]
    assert [head[:2] for head in heads] == ["一、", "二、", "三、", "四、", "五、", "六、", "七、", "八、", "九、"]
    parts = [line[4:] for line in lines if line.startswith("### ")]
    assert parts[0].startswith("（一）") and all(part[0] == "（" for part in parts)
    found = bulletin(big)
    assert f"{found['seq']}" in lines[-1] and found["head"] in lines[-1]
    assert found["head"] == big("log", "--json", "-n", "1").json()[0]["hash"]


@pytest.mark.parametrize(("args", "number", "word"), [
    ((), 38, "daily"), (("--weekly",), 6, "weekly"), (("--special",), 38, "special"),
    (("--special", "--number", "3"), 3, "special"), (("--weekly", "--date", "D+6"), 1, "weekly"),
    (("--weekly", "--date", "D+7"), 2, "weekly")])
def test_the_number_of_an_issue(big: Cli, args: tuple[str, ...], number: int, word: str) -> None:
    found = bulletin(big, *args)
    assert (found["number"], found["kind"], found["issue"]) == (number, word, f"No. {number}")
    assert f"{word} bulletin" in found["title"] and f"No. {number}\n" in big("bulletin", *args).out


def test_in_english_headings_are_plain(big: Cli) -> None:
    text = big("bulletin").out
    assert "## How it stands" in text and "### Overdue blockers (" in text and "Sunday, 22 Nov 2026" in text


def test_long_tables_say_how_much_is_left_out(big: Cli) -> None:
    found, text = bulletin(big, "--special"), big("bulletin", "--special").out
    n = len(found["solved"])
    assert n > 30 and f"({n})" in text and f"{n - 30} more are not listed here." in text


@pytest.mark.parametrize("language", ["en", "zh"])
def test_cases_are_told_with_what_they_are_about(tmp_path: Path, language: str) -> None:
    session = city.session(city.database(tmp_path))
    found = service.figures(session, session.situation(), BulletinKind.DAILY)
    session.close()
    cases = [Case("S001", CaseKind.MODEL, "一窗受理", date(2026, 11, 22), "P0042", "C01", "三天办结"),
             Case("S002", CaseKind.VISIT, "观摩", date(2026, 11, 22))]
    before = text.language()
    text.use(language)
    try:
        paper = document(found._replace(cases=cases))
    finally:
        text.use(before)
    told = [block for block in flow(paper) if isinstance(block, Paragraph)]
    assert any("一窗受理" in block.text and "滨海新材料二期" in block.text and "三天办结" in block.text and block.code == "S001"
               for block in told)
    assert any(block.text.startswith("观摩") and block.code == "S002" for block in told)


# Hostile names ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "told"), [
    ("a|b", r"a\|b"), ("# 一", r"\# 一"), ("1. 一", r"1\. 一"), ("- 一", r"\- 一"), ("-5", "-5"), ("73.4", "73.4"),
    ("---", r"\---"), ("===", r"\==="), ("1) 一", r"1\) 一"), ("+ 一", r"\+ 一"), ("2026年", "2026年"),
    ("[x](y)", r"\[x\](y)"), ("<b>&amp;", r"\<b\>\&amp;"), ("\\", r"\\"), ("https://x", r"https\://x"), ("www.x", r"www\.x"),
    ("a@b.c", r"a\@b.c"), ("滨海，二期", "滨海，二期")])
def test_markdown_takes_nothing_for_its_own(text: str, told: str) -> None:
    assert escaped(text) == told


class Seen(HTMLParser):
    """Tags and text, as a browser would find them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert not {name for name, _value in attrs} & {"href", "src", "onclick", "onload"}

    def handle_data(self, data: str) -> None:
        self.text += data


def hostile(cli: Cli) -> None:
    project = cli("add-project", HOSTILE, "--plan", "1000万", "-l", "L01").line
    assert cli("add-blocker", HOSTILE, "--project", project, "--category", "eia", "--on", "D+1", "--due", "D+2").code == 0


def test_hostile_names_stay_text(cli: Cli) -> None:
    hostile(cli)
    text = cli("bulletin", "--special").out
    assert HOSTILE not in text and escaped(HOSTILE) in text
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    # The table of escalations has a column less.
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in rows if escaped(HOSTILE) in line} == {5, 6}
    page = cli("bulletin", "--special", "--format", "html").out
    seen = Seen()
    seen.feed(page)
    assert HOSTILE in seen.text
    assert seen.tags <= {"html", "head", "meta", "title", "style", "body", "header", "main", "footer", "h1", "h2", "h3", "p",
                         "span", "table", "thead", "tbody", "tr", "th", "td", "figure", "figcaption", "svg", "rect", "circle",
                         "text"}


def test_the_page_needs_nothing_else(big: Cli) -> None:
    page = big("bulletin", "--format", "html", env={"CAMPAIGN_LANG": "zh"}).out
    assert '<html lang="zh">' in page and "default-src 'none'" in page and "@media print" in page
    assert "http://" not in page and "https://" not in page and "url(" not in page


def test_pages_and_word_files_carry_the_charts(big: Cli, tmp_path: Path) -> None:
    """Money, difference, lights, and a row of squares a county; in Markdown there is nothing of them."""
    page = big("bulletin", "--format", "html", env={"CAMPAIGN_LANG": "zh"}).out
    assert page.count("<figure>") == page.count("<figcaption>") == 4
    rows = page.count('<th scope="row">')
    assert page.count("<svg ") == 3 + rows and rows > 1
    assert "逐日累计投资：完成" in page and "各县区项目，一格一个：红" in page
    path = tmp_path / "a.docx"
    assert big("bulletin", "-o", str(path)).code == 0
    file = opened(path)
    said = [paragraph.text for paragraph in file.paragraphs]
    assert any(text.startswith("Money by day: ") for text in said) and len(file.inline_shapes) == 3 + rows
    assert "Money by day" not in big("bulletin").out


# Word -------------------------------------------------------------------------------------------------------------------


def opened(path: Path) -> Any:
    import docx

    return docx.Document(str(path))


def test_a_word_file_says_the_same(cli: Cli, tmp_path: Path) -> None:
    hostile(cli)
    path = tmp_path / "简报.docx"
    said = cli("bulletin", "--special", "-o", str(path))
    assert (said.code, said.out) == (0, "") and "简报-annex.xlsx" in said.err
    file = opened(path)
    found = bulletin(cli, "--special")
    assert file.paragraphs[0].text == found["title"] == file.core_properties.title
    assert file.core_properties.comments == "" and file.core_properties.author == "Headquarters"
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    for row in found["overdue"]:
        assert f"{row['code']} {row['title']}" in cells
    assert any(found["head"] in paragraph.text for paragraph in file.paragraphs)
    headings = [paragraph.text for paragraph in file.paragraphs if paragraph.style.name == "Heading 1"]
    assert headings == [line[3:] for line in cli("bulletin", "--special").out.splitlines() if line.startswith("## ")]


def test_fonts_and_page_of_official_papers(big: Cli, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    assert big("bulletin", "-o", str(path), env={"CAMPAIGN_LANG": "zh"}).code == 0
    file = opened(path)
    page = file.sections[0]
    assert (round(page.page_width.mm), round(page.top_margin.mm), round(page.left_margin.mm)) == (210, 37, 28)
    east = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}eastAsia"
    for style, font in (("Normal", "仿宋_GB2312"), ("Heading 1", "黑体"), ("Heading 2", "楷体_GB2312"),
                        ("Title", "方正小标宋简体")):
        fonts = file.styles[style].element.rPr.rFonts
        assert fonts.get(east) == font and not [name for name in fonts.attrib if name.endswith("heme")]
    assert file.paragraphs[3].style.name == "Heading 1" and file.paragraphs[3].text.startswith("一、")


def test_without_python_docx_one_line_says_what_to_install(cli: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    said = cli("bulletin", "-o", str(tmp_path / "a.docx"))
    assert said.code == 1 and not (tmp_path / "a.docx").exists()
    assert "campaign[docx]" in one_line(said.err)


def test_a_word_file_goes_through_a_pipe_and_not_to_a_terminal(cli: Cli, program: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    import zipfile

    from campaign.cli import output

    made: list[bytes] = []
    monkeypatch.setattr(output, "binary", made.append)
    assert cli("bulletin", "--format", "docx").code == 0
    assert zipfile.ZipFile(io.BytesIO(made[0])).testzip() is None

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    from campaign.cli import bulletin as command

    monkeypatch.setattr(command, "sys", type("Sys", (), {"stdout": Terminal()}))
    said = cli("bulletin", "--format", "docx")
    assert said.code == 2 and "-o FILE" in one_line(said.err)


# What can go wrong ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("args", "code", "part"), [
    (("--daily", "--weekly"), 2, "--daily --weekly"),
    (("--json", "--format", "md"), 2, "--json --format"),
    (("--format", "pdf"), 2, "docx"),
    (("--date", "+1d"), 2, "today"),
    (("--date", "D+20", "--since", "D+20"), 2, "--since"),
    (("--number", "x"), 2, "x"),
    (("--date", "D-3"), 1, "--number"),
])
def test_one_line_says_what_is_wrong(cli: Cli, args: tuple[str, ...], code: int, part: str) -> None:
    said = cli("bulletin", *args)
    assert (said.code, said.out) == (code, "") and part in one_line(said.err)


def test_a_file_that_cannot_be_written(cli: Cli, tmp_path: Path) -> None:
    said = cli("bulletin", "-o", str(tmp_path / "nowhere" / "a.md"))
    assert said.code == 1 and "nowhere" in one_line(said.err)


def test_the_form_follows_the_file(cli: Cli, tmp_path: Path) -> None:
    for name, begins in (("a.md", b"# "), ("a.txt", b"# "), ("a.html", b"<!doctype html>"), ("a.htm", b"<!doctype html>"),
                         ("a.docx", b"PK")):
        assert cli("bulletin", "-o", str(tmp_path / name)).code == 0
        assert (tmp_path / name).read_bytes().startswith(begins)
    assert cli("bulletin", "-o", "-").out == cli("bulletin").out


def test_before_the_campaign_with_a_number_and_after_it(cli: Cli) -> None:
    assert "begins on" in cli("bulletin", "--date", "D-3", "--number", "1").out
    late = {"CAMPAIGN_NOW": "2027-02-01T02:48:00+00:00"}
    said = cli("bulletin", env=late)
    assert said.code == 0 and "ended on" in said.out


def test_an_empty_campaign_has_a_bulletin(cli: Cli, tmp_path: Path) -> None:
    env = {"CAMPAIGN_DB": str(tmp_path / "empty.db")}
    assert cli("init", "--name", "空", "--start", "2026-11-01", env=env).code == 0
    said = cli("bulletin", env=env)
    assert said.code == 0 and said.out.count("None.") >= 5
