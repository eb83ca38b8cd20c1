"""What is printed about requests, results and changes of targets: names and words where people read, codes where programs do."""

import re

import pytest

from campaign import text
from campaign.core.model.people import Role
from campaign.kinds import registry
from campaign.kinds.verbs import PAST
from campaign.words.enumerations import WORDS
from campaign.words.error_sentences import ERRORS
from campaign.words.labels import verb
from tests.server.conftest import ADMIN, HQ, STAFF, VIEWER, Enter

ASKED = (
    "edit P0001 --plan 1000万", "edit P0001 --planned-finish D+300", "edit P0001 --investor state",
    "edit P0001 --leader L02 --yes", "edit P0001 --county C02",
    "edit P0001 --suspended 缺资金 --review +9d", "edit P0001 --stage planning",
    "hold B0001 --reason weather --review +30d", "edit B0001 --due D+90", "edit B0001 --authority national",
    "edit B0001 --category other", "edit G0001 --due D+99", "edit G0001 --kind forest", "waive A0001")
"""A line for each kind of value that a request may be about: money, days, words, people, places, what verbs ask for."""
CODES = re.compile(r"\b(?:[A-Z]\d{2,4}|[a-z]+_[a-z]+|" + "|".join(sorted(
    {word.value for words in WORDS for word in words}, key=len, reverse=True)) + r")\b")
"""Codes of people and places, and of words."""


def cells(said: str) -> str:
    """Without what a row is about, whose codes are typed: its first columns."""
    return "\n".join(re.sub(r"^(?:[QPBGAK]\d{4}\s+)+", "", line) for line in said.splitlines())


def test_requests_speak_in_words_and_names(enter: Enter) -> None:
    asked = [code for line in ASKED for code in enter(STAFF, f"{line} --why 设备延期").out.split()]
    assert asked, "nothing was asked for"
    said = enter(HQ, "--lang zh requests --all")
    found = [match for line in cells(said.out).splitlines() for match in CODES.findall(line)]
    assert not found, (found, said.out)
    for code in asked:
        page = enter(HQ, f"--lang zh show {code}").out
        assert "申请值" in page and "去向" not in page and not re.search(r"^\S+ +[ML]\d+$", page, re.M), page


def test_a_small_amount_is_not_rounded_away(enter: Enter) -> None:
    """In the list, on its page and on that of its project, once it is agreed to."""
    (code,) = enter(STAFF, "edit P0001 --plan 97万 --why 缩小").out.split()
    for line in ("requests", f"show {code}"):
        assert "¥0.97M" in enter(HQ, f"--lang en {line}").out, line
    assert enter(HQ, f"approve {code}").code == 0
    assert "¥0.97M" in enter(HQ, "--lang en show P0001").out


def test_results_name_who_and_where(enter: Enter) -> None:
    assert enter(STAFF, "resolve B0001 --how 已办").code == 0
    said = enter(HQ, "--lang zh unconfirmed").out
    assert said and not CODES.findall(cells(said)), said


def test_a_changed_target_says_its_years_and_names(enter: Enter) -> None:
    assert enter(HQ, "edit P0001 --planned-finish 2029-02-03 --why 扩建").code == 0
    assert enter(HQ, "edit P0001 --planned-finish 2027-03-02 --why 压减").code == 0
    page = enter(HQ, "--lang zh show P0001").out
    assert "新值" in page and "2029-02-03" in page, page
    log = enter(HQ, "--lang zh log").out
    assert "2029-02-03 改为 2027-03-02" in log, log


def test_a_stage_further_on_is_no_changed_target(enter: Enter) -> None:
    for person in (STAFF, HQ):
        code = enter(HQ, f"add-project 新厂{person} -c C01 --stage reserve").line
        assert enter(person, f"edit {code} --stage prework").code == 0
        assert enter(person, f"show {code} --json").json()["targets"] == []
    assert enter(HQ, "edit P0002 --stage prework --why 停建").code == 0
    assert "stage" in [row["field"] for row in enter(HQ, "show P0002 --json").json()["targets"]]


def test_a_week_that_is_not_over_says_one_line(enter: Enter) -> None:
    said = enter(HQ, "spot-check --week 9")
    assert (said.code, said.out) == (0, "") and len(said.err.splitlines()) == 1 and said.err.strip(), said


@pytest.mark.parametrize("name", sorted({each.name for kind in registry.kinds() for each in kind.verbs} | set(PAST)))
def test_what_was_done_is_said_alike_in_chinese(name: str) -> None:
    """It stands in the log, and in brackets where a role may not do it."""
    text.use("zh")
    try:
        assert "了" not in verb(name), verb(name)
    finally:
        text.use("en")


def test_roles_are_called_as_they_are_typed() -> None:
    text.use("zh")
    try:
        assert [text._(WORDS[Role][role]) for role in Role] == ["只读", "工作人员", "领导", "指挥部", "管理员"]
    finally:
        text.use("en")


def test_what_was_decided_together_is_counted(enter: Enter) -> None:
    assert enter(STAFF, "edit P0001 --plan 1000万 --planned-finish D+300 --why 设备延期").out.split() == ["Q0001", "Q0002"]
    said = enter(HQ, "--lang zh approve Q0001 Q0002")
    assert said.code == 0 and "P0001 滨海新材料二期" in said.err and "另有 1 项" in said.err, said
    for line in ("resolve B0001 --how 已办", "accept G0001 --how 已办"):
        assert enter(STAFF, line).code == 0
    said = enter(HQ, "--lang zh confirm B0001 G0001")
    assert said.code == 0 and "另有 1 项" in said.err, said


def test_settings_are_named_in_what_is_said(enter: Enter) -> None:
    for line in ("settings stale_red 10", "undo"):
        said = enter(ADMIN, f"--lang zh {line}")
        assert said.code == 0 and "久未报进度转红" in said.err, said


def test_help_is_a_command_that_a_typing_error_finds(enter: Enter) -> None:
    said = enter(VIEWER, "--lang zh hlep")
    assert said.code == 2 and "help" in said.err, said


@pytest.mark.parametrize("key", [key for key in ERRORS if not key.startswith("seed_")])
def test_every_error_begins_as_a_sentence(key: str) -> None:
    """Those of a seed folder stand behind the file and the row."""
    first = ERRORS[key] if isinstance(ERRORS[key], str) else ERRORS[key][0]
    assert first[0].isupper() or first[0] in "{“-" or first.startswith("campaign "), first


@pytest.mark.parametrize("line", [
    "edit P0001 --planned-finish 2027-08-12 --why 扩建", "edit G0001 --due 2027-08-12 --why 扩建",
    "edit B0001 --due 2027-08-12 --why 扩建", "edit A0001 --due 2027-08-12 --why 扩建"])
def test_days_of_one_other_year_say_it(line: str, enter: Enter) -> None:
    """Told by the log, news, the page and the bulletin, and as a request."""
    assert enter(HQ, line).code == 0
    later = line.replace("08-12", "09-22")
    code = line.split()[1]
    for who in (STAFF, HQ):
        assert enter(who, later).code == 0
        said = [enter(HQ, f"--lang zh {look}").out
                for look in ("log -n 1", f"show {code}", "requests", "news --since today --all", "bulletin")]
        assert not [text for text in said if re.search(r"(?<!2027-)(08-12|09-22)", text)], said
        assert "2027-08-12 改为 2027-09-22" in said[0], said[0]


def test_whoever_confirms_is_told_what(enter: Enter) -> None:
    """Months of registered money cannot be told apart by ``--what``."""
    for month in ("2026-10", "2026-11"):
        assert enter(STAFF, f"register P0001 {month} 500万").code == 0
    for line in ("confirm P0001", "return P0001 --why 不实"):
        said = enter(HQ, f"--lang zh {line} --what registration")
        assert said.code == 0 and "共 2 项：纳统 2026-10 500万、2026-11 500万" in said.err, said
        log = enter(HQ, "--lang zh log -n 1").out
        assert "纳统 2026-10" in log and "纳统 2026-11" in log, log
        assert enter(HQ, "undo").code == 0
    assert enter(STAFF, "edit P0001 --started today").code == 0
    said = enter(HQ, "--lang zh confirm P0001 --what start")
    assert "开工" in said.err and "共" not in said.err, said
