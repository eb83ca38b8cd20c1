"""The questions: their figures, what their letters open or say when there is nothing to open, how the palette finds them."""

import re
from pathlib import Path

import pytest
from textual.pilot import Pilot

from campaign import text
from campaign.core import filters
from campaign.core.model import Light
from campaign.core.situation import Situation
from campaign.text import _
from campaign.tui.app import CampaignApp
from campaign.tui.dialogs.choose import narrowed
from campaign.tui.dialogs.palette import Palette
from campaign.tui.dialogs.questions import (
    BY_KEY,
    LETTERS,
    NARROW,
    QUESTIONS,
    Question,
    Questions,
    choice,
    counted,
    figures,
    named,
)
from campaign.tui.keys import BY_ACTION
from campaign.tui.screens.blocker import BlockerPage
from campaign.tui.screens.blockers import BlockersPage
from campaign.tui.screens.counties import CountiesPage
from campaign.tui.screens.days import DaysPage
from campaign.tui.screens.honours import HonoursPage
from campaign.tui.screens.leaders import LeadersPage
from campaign.tui.screens.news import NewsPage
from campaign.tui.screens.overview import OverviewPage
from campaign.tui.screens.presence import PresencePage
from campaign.tui.screens.projects import ProjectsPage
from campaign.tui.screens.reserve import ReservePage
from campaign.tui.screens.today import TodayPage
from campaign.tui.widgets.columns import cells
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
            await until(pilot, lambda: page.rows.total == count)
            assert line_of(app, "Only: ")
        elif isinstance(page, BlockerPage):
            assert finding is not None and page.code == finding.filter["code"]
        elif isinstance(page, TodayPage):
            await until(pilot, lambda: (page.listing.cursor or "").startswith("stop:"))

    run(database(tmp_path), test)


@pytest.mark.parametrize("size", [(80, 24), (40, 20)])
def test_the_figures_stand_beside_the_questions(tmp_path: Path, size: tuple[int, int]) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        await press(pilot, "f12")
        await until(pilot, lambda: isinstance(app.screen, Questions))
        assert all(cells(line) <= size[0] for line in lines(app))
        shown = [line for line in lines(app) if re.match(rf"[ >][{LETTERS}] ", line)]
        assert len(shown) == len(QUESTIONS)
        told = {line[1]: line for line in shown}

        def line(key: str) -> str:
            return told[BY_KEY[key].letter]

        wide = size[0] > NARROW
        assert line("overdue").endswith("9, the longest 19 d" if wide else " 9")
        assert line("freezing").endswith("B0091: 12 projects" if wide else " B0091")
        assert line("calling").endswith("red 18  yellow 40" if wide else " 58")
        assert line("day").endswith("day 38/100" if wide else " 38/100")
        assert line("counties").endswith("6 counties behind their plan" if wide else " 6")
        await press(pilot, "j", "j", "k", "i")
        await until(pilot, lambda: isinstance(app.screen, OverviewPage))

    run(database(tmp_path), test, size=size)


def test_no_answer_is_said_and_not_shown_as_an_empty_list(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        for question in QUESTIONS:
            if question.key not in ("day", "changed", "honours"):
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
        assert all(found[key].count == 0 for key in OPEN if key not in ("day", "changed", "honours"))
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
        assert isinstance(board.app.screen, BlockersPage) and board.app.screen.words == {"state": "overdue"}
    found = named("来不及")
    assert found is not None and found.code == BY_KEY["too_late"].action and found.label == _(BY_KEY["too_late"].text)
    assert named("zzz") is None


def test_the_lists_behind_the_figures_are_those_of_the_findings(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        assert app.situation is not None
        told, found = figures(app.situation, None), counted(app.situation)
        for key, finding in found.items():
            if key in told:
                assert told[key].count == len(list(filters.select(app.situation, finding.target, finding.filter)))

    run(database(tmp_path), test)
