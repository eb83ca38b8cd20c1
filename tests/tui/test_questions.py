"""The questions: their figures, what their letters open or say when there is nothing to open, how the palette finds them."""

import re
from pathlib import Path

import pytest
from textual.pilot import Pilot

from campaign import text
from campaign.core import filters
from campaign.core.model.light import Light
from campaign.core.situation import Situation
from campaign.tables.width import cells
from campaign.text import _
from campaign.tui.app import CampaignApp
from campaign.tui.dialogs.choose import narrowed
from campaign.tui.dialogs.palette import Palette
from campaign.tui.dialogs.question_figures import counted, figures
from campaign.tui.dialogs.questions import BY_KEY, LETTERS, QUESTIONS, Question, choice
from campaign.tui.dialogs.questions_dialog import NARROW, Questions
from campaign.tui.keys import BY_ACTION
from campaign.tui.screens.blockers.blocker_page import BlockerPage
from campaign.tui.screens.blockers.screen import BlockersPage
from campaign.tui.screens.counties.screen import CountiesPage
from campaign.tui.screens.honours.screen import HonoursPage
from campaign.tui.screens.leaders.screen import LeadersPage
from campaign.tui.screens.news.screen import NewsPage
from campaign.tui.screens.overview.days_page import DaysPage
from campaign.tui.screens.overview.screen import OverviewPage
from campaign.tui.screens.presence.screen import PresencePage
from campaign.tui.screens.presence.today_page import TodayPage
from campaign.tui.screens.projects.screen import ProjectsPage
from campaign.tui.screens.reserve.screen import ReservePage
from campaign.words.listed_because import why_asked
from tests.core.build import day, snapshot
from tests.readme import README
from tests.tui import scene
from tests.tui.city import database, line_of, lines, press, run, until
from tests.tui.scene import dashboard, running

OPEN = {
    "day": DaysPage, "unclaimed": LeadersPage, "orphan": ProjectsPage, "calling": ProjectsPage, "overdue": BlockersPage,
    "freezing": BlockerPage, "today": TodayPage, "nobody_today": PresencePage, "unregistered": ProjectsPage,
    "buck_passing": BlockersPage, "slow": BlockersPage, "too_late": ProjectsPage, "at_risk": ProjectsPage, "changed": NewsPage,
    "reserve": ReservePage, "counties": CountiesPage, "honours": HonoursPage,
    "explain": HonoursPage,
}
"""What each question opens."""


def test_every_question_of_the_contract_has_its_letter() -> None:
    assert [question.number for question in QUESTIONS] == sorted(question.number for question in QUESTIONS)
    assert {question.number for question in QUESTIONS} == set(range(1, 15))
    assert len(BY_KEY) == len(QUESTIONS) <= len(LETTERS)
    # Moving, opening this and leaving it keep their keys.
    assert not set(LETTERS) & {*"ghijklq"}
    assert {question.key for question in QUESTIONS} == set(OPEN)


def test_the_readme_names_the_letters() -> None:
    shown = README.read_text(encoding="utf-8")
    for question in QUESTIONS:
        row = re.search(rf"^\| Q{question.number} .*$", shown, re.M)
        assert row is not None
        keys = f"`{BY_ACTION['questions'].shown}` `{question.letter}`"
        assert keys in row[0]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.key)
def test_two_keys_open_the_answer(tmp_path: Path, question: Question) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        situation = app.situation
        assert situation is not None
        await press(pilot, "i")
        await until(pilot, lambda: isinstance(app.screen, Questions))
        await press(pilot, question.letter)
        key = question.key
        await until(pilot, lambda: isinstance(app.screen, OPEN[key]))
        finding = counted(situation).get(key)
        page = app.screen
        if isinstance(page, ProjectsPage | BlockersPage | PresencePage):
            count = finding.count if finding is not None else situation.lights[Light.RED] + situation.lights[Light.YELLOW]
            await until(pilot, lambda: page.pane.rows.total == count)
            assert line_of(app, "Only: ")
        elif isinstance(page, BlockerPage):
            assert finding is not None and page.code == finding.filter["code"]
        elif isinstance(page, TodayPage):
            await until(pilot, lambda: (page.listing.cursor or "").startswith("stop:"))

    run(database(tmp_path), test)


ANSWERS = {
    # What must stand on the screen, or have the keys, when a part of the question is answered.
    1: ["day"], 2: ["unclaimed", "orphan"], 3: ["calling"], 4: ["overdue"], 5: ["freezing"], 6: ["today"], 7: ["nobody_today"],
    8: ["counties"], 9: ["unregistered"], 10: ["reserve"], 11: ["buck_passing", "slow"], 12: ["too_late", "at_risk"],
    13: ["changed"], 14: ["honours", "boards", "explain", "merits"]}
NEXT = {"boards": ("0", "tab"), "merits": ("0", "shift+tab", "shift+tab")}
"""An answer that stands beside another one, and the keys that lead to it."""
COLUMNS = {"calling": ["since "], "counties": ["Score", "Money"], "reserve": ["Clocks", "Score"]}
PANES = {"honours": "lists", "boards": "boards", "explain": "explain", "merits": "merits"}


@pytest.mark.parametrize(("number", "part"), [(number, part) for number, parts in ANSWERS.items() for part in parts])
def test_at_most_three_keys_from_the_first_screen(tmp_path: Path, number: int, part: str) -> None:
    """Every part of every question, at the design size, with the columns that answer it."""
    typed = NEXT.get(part) or ("i", BY_KEY[part].letter)
    key = part if part in BY_KEY else "honours"
    assert BY_KEY[key].number == number and len(typed) <= 3

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        await press(pilot, typed[0])
        await until(pilot, lambda: isinstance(app.screen, Questions if typed[0] == "i" else OPEN[key]))
        await press(pilot, *typed[1:])
        await until(pilot, lambda: isinstance(app.screen, OPEN[key]))
        if number == 14:
            page = app.screen
            assert isinstance(page, HonoursPage)
            await until(pilot, lambda: page.pane.id == PANES[part])
        for title in COLUMNS.get(part, []):
            await until(pilot, lambda title=title: title in "\n".join(lines(app)))  # type: ignore[misc]

    run(database(tmp_path), test)


def test_the_fourteen_questions_are_all_walked() -> None:
    assert set(ANSWERS) == set(range(1, 15))
    assert {part for parts in ANSWERS.values() for part in parts} == set(BY_KEY) | set(NEXT)


def test_what_the_list_at_risk_says_is_at_risk(tmp_path: Path) -> None:
    """Of every mark of the clocks: the rows say what the title says, and not what the other title would."""
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        late, low = _("no day was early enough"), _("in time only below the limits")
        situation = app.situation
        assert situation is not None
        for mark, said, other in (("too_late", late, low), ("at_risk", low, late)):
            wanted = filters.ProjectFilter(mark=mark)
            rows = [row for row in situation.snapshot.projects.values() if mark in situation.assessments[row.code].marks]
            assert rows
            for row in rows:
                told = why_asked(situation, row, wanted)
                assert other not in told and (said in told or "last good day" in told or "below the limits" in told)

    run(database(tmp_path), test)


@pytest.mark.parametrize("size", [(80, 24), (40, 20)])
def test_the_figures_stand_beside_the_questions(tmp_path: Path, size: tuple[int, int]) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        await press(pilot, "f12")
        await until(pilot, lambda: isinstance(app.screen, Questions))
        assert all(cells(line) <= size[0] for line in lines(app))
        told = {question.letter: line for question in QUESTIONS for line in lines(app)
                if f"{question.letter} {question.text[:16]}" in line}
        assert len(told) == len(QUESTIONS)

        def line(key: str) -> str:
            return told[BY_KEY[key].letter]

        wide = size[0] > NARROW
        assert ("9, the longest 19 d" if wide else " 9") in line("overdue")
        assert ("B0091: 12 projects" if wide else " B0091") in line("freezing")
        assert ("red 18  yellow 40" if wide else " 58") in line("calling")
        assert ("day 38/100" if wide else " 38/100") in line("day")
        assert ("6 counties behind their plan" if wide else " 6") in line("counties")
        await press(pilot, "j", "j", "k", "i")
        await until(pilot, lambda: isinstance(app.screen, OverviewPage))

    run(database(tmp_path), test, size=size)


def test_no_answer_is_said_and_not_shown_as_an_empty_list(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        for question in QUESTIONS:
            if question.key not in ("day", "changed", "honours", "explain"):
                await press(pilot, "i")
                await until(pilot, lambda: isinstance(app.screen, Questions))
                await press(pilot, question.letter)
                said = "Nobody has to go" if question.key == "today" else "None at the moment"
                await until(pilot, lambda said=said: bool(line_of(app, said)))  # type: ignore[misc]
                assert isinstance(app.screen, OverviewPage)

    run(database(tmp_path, empty=True), test)


def test_the_figures_of_nothing_and_before_and_after() -> None:
    for today in (-3, 5, 120):
        found = figures(Situation.of(snapshot(), day(today)), None)
        assert set(found) == set(BY_KEY)
        assert all(found[key].count == 0 for key in OPEN if key not in ("day", "changed", "honours", "explain"))
        assert bool(found["day"].long) == (today == 5)


@running
async def test_a_leader_gets_the_own_stops(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db", me="王某山") as board:
        await board.press("i", BY_KEY["today"].letter)
        page = board.app.screen
        assert isinstance(page, TodayPage) and page.code == "L01"
        # From anywhere, and from the hundred days themselves.
        await board.press("i", "a")
        await board.press("i", "a")
        assert isinstance(board.app.screen, DaysPage)


@running
async def test_letters_typed_at_once_are_never_commands_of_the_page(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        await board.press("4")
        await board.type("ie")
        await board.settle()
        assert isinstance(board.app.screen, BlockersPage)
        assert scene.session(tmp_path / "a.db").store.snapshot().seq == board.app.situation.snapshot.seq


@pytest.mark.parametrize(("typed", "key"), [
    ("wnt", "unregistered"), ("kgwnt", "unregistered"), ("lbj", "too_late"), ("too late", "too_late"), ("tuiwei", "buck_passing"),
    ("at risk", "at_risk"), ("jintianquna", "today")])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_palette_finds_them_by_letters(typed: str, key: str, language: str) -> None:
    before = text.language()
    text.use(language)
    try:
        assert BY_KEY[key].action in narrowed(typed, [choice(question) for question in QUESTIONS])
    finally:
        text.use(before)


@running
async def test_the_palette_opens_them(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        await board.press("colon")
        await board.type("逾期")  # understood in English too
        palette = board.app.screen
        assert isinstance(palette, Palette)
        assert palette.rows.cursor == BY_KEY["overdue"].action
        await board.press("enter")
        assert isinstance(board.app.screen, BlockersPage) and board.app.screen.pane.words == {"state": "overdue"}
    offered = [choice(question) for question in QUESTIONS]
    assert narrowed("来不及", offered) == [BY_KEY["too_late"].action] and not narrowed("zzz", offered)


def test_the_lists_behind_the_figures_are_those_of_the_findings(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        assert app.situation is not None
        told, found = figures(app.situation, None), counted(app.situation)
        for key, finding in found.items():
            if key in told:
                assert told[key].count == len(list(filters.select(app.situation, finding.target, finding.filter)))

    run(database(tmp_path), test)
