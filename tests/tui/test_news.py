"""What has changed since one looked: the line on the Overview, the page of groups, what is remembered; and saved lists."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from campaign import text
from campaign.cli.saved_words import BUILT_IN
from campaign.core.model.light import Light
from campaign.core.model.snapshot import AuditEntry
from campaign.core.news import Group, Topic, items_of
from campaign.service import Session, blockers, news, projects, records, saved_lists
from campaign.service.news import Since
from campaign.store.queries import log as log_queries
from campaign.tables.news import head_line
from campaign.tables.saved import selected
from campaign.tables.width import cells
from campaign.tui.app import CampaignApp
from campaign.tui.dialogs.form import Form
from campaign.tui.dialogs.palette import Palette
from campaign.tui.dialogs.questions import QUESTIONS
from campaign.tui.dialogs.questions_dialog import Questions
from campaign.tui.screens.blockers.blocker_page import BlockerPage
from campaign.tui.screens.blockers.screen import BlockersPage
from campaign.tui.screens.news.screen import NewsPage
from campaign.tui.screens.overview.screen import OverviewPage
from campaign.tui.screens.projects.screen import ProjectsPage
from tests.tui.city import database, line_of, lines, press, run, session, until


def others(path: Path, *jobs: Callable[[Session], object]) -> None:
    """Somebody else writes."""
    other = session(path, actor="li")
    try:
        for job in jobs:
            job(other)
    finally:
        other.close()


def looked(path: Path) -> int:
    own = session(path)
    try:
        found = log_queries.look(own.store, "me")
        return 0 if found is None else found.seq
    finally:
        own.close()


async def opened(app: CampaignApp, pilot: Pilot[None]) -> NewsPage:
    await press(pilot, "d")
    await until(pilot, lambda: isinstance(app.screen, NewsPage) and app.screen._before is not None)
    assert isinstance(app.screen, NewsPage)
    return app.screen


def solve(own: Session) -> None:
    blockers.resolve(own, "B0107", "批复已下")


def report(own: Session) -> None:
    projects.report(own, "P0042", {}, money="+300万")


def test_the_overview_tells_what_others_did_and_the_page_takes_it_as_seen(tmp_path: Path) -> None:
    path = database(tmp_path)
    others(path, solve, report)

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        await until(pilot, lambda: "Since yesterday 00:00" in lines(app)[-2])
        assert "1 blocker solved, 2 projects turned red" in lines(app)[-2] and lines(app)[-2].endswith(" d")
        others(path, lambda own: blockers.note(own, "B0091", "约谈"))
        await until(pilot, lambda: app.situation is not None and app.situation.snapshot.seq == 4)
        assert looked(path) == 0  # to see the line is not to look
        page = await opened(app, pilot)
        assert {group.topic for group in page._groups.values()} >= {Topic.SOLVED, Topic.MONEY, Topic.NOTED, Topic.LOADED}
        await until(pilot, lambda: looked(path) == 4)
        await press(pilot, "escape")
        assert isinstance(app.screen, OverviewPage)
        await until(pilot, lambda: "Nothing new since you last looked (today 10:48)" in lines(app)[-2])
        others(path, report)
        await until(pilot, lambda: "1 project reported" in lines(app)[-2])

    run(path, test)


def test_a_light_that_turns_while_one_looks_on_is_told_at_once(tmp_path: Path) -> None:
    path = database(tmp_path)
    own = session(path)
    situation = own.situation()
    green = next(code for code, found in situation.assessments.items() if found.light is Light.GREEN and not found.reasons)
    news.remember(own, log_queries.head(own.store))
    own.close()

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        await until(pilot, lambda: "Nothing new" in lines(app)[-2])
        others(path, lambda own: blockers.add_blocker(own, {"title": "脚手架", "category": "safety"}, projects=[green]))
        await until(pilot, lambda: "1 new blocker, 1 project turned yellow" in lines(app)[-2])
        page = await opened(app, pilot)
        assert page._groups[Topic.TURNED_YELLOW].codes == (green,)

    run(path, test)


def test_a_sentence_opens_its_changes_and_a_change_what_it_is_about(tmp_path: Path) -> None:
    path = database(tmp_path)
    others(path, solve, report, lambda own: records.edit(own, "B0064", {"due": "+9d"}, why="等批复"))

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot)
        assert page.rows.move_to(Topic.SLIPPED)
        await press(pilot, "enter", "j")
        shown = line_of(app, "等批复")
        await until(pilot, lambda: any("Due" in line and "becomes" in line for line in lines(app)))
        assert "B0064" in shown and "-> 1 Dec" in shown and "10:48" in shown
        assert page.subject == "B0064"
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, BlockerPage))
        await press(pilot, "escape", "k", "enter")
        assert not page._items
        groups = [key for key in page._groups if key.startswith("turned_")]
        assert groups  # day 38 is not day 36
        assert page.rows.move_to(Topic.MONEY) and "+¥3.0M" in line_of(app, "reported")

    run(path, test)


def test_v_goes_further_back_and_comes_back(tmp_path: Path) -> None:
    path = database(tmp_path)
    others(path, solve)
    own = session(path)
    news.remember(own, log_queries.head(own.store))
    own.close()

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot)
        assert "Nothing new since you last looked" in "\n".join(lines(app)) and "v shows" in "\n".join(lines(app))
        for words in ("Since yesterday 00:00", "Since 15 Nov 00:00"):
            await press(pilot, "v")
            await until(pilot, lambda: page._before is not None)
            assert words in lines(app)[3] and Topic.SOLVED in page._groups
        await press(pilot, "v")
        await until(pilot, lambda: page._before is not None)
        assert "Since you last looked" in lines(app)[3] and not page._groups

    run(path, test)


def test_what_others_write_meanwhile_comes_in(tmp_path: Path) -> None:
    path = database(tmp_path)

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot)
        others(path, solve)
        await until(pilot, lambda: Topic.SOLVED in page._groups)
        await press(pilot, "escape")
        await until(pilot, lambda: looked(path) == 2)

    run(path, test)


def test_a_dashboard_that_only_looks_remembers_for_itself(tmp_path: Path) -> None:
    path = database(tmp_path)
    others(path, solve)

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        app.session.readonly = True
        await opened(app, pilot)
        await press(pilot, "escape")
        await until(pilot, lambda: "Nothing new since you last looked" in lines(app)[-2])

    run(path, test)
    assert looked(path) == 0


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_line_fits(tmp_path: Path, language: str, width: int) -> None:
    own = session(database(tmp_path))
    situation = own.situation()
    own.close()
    text.use(language)
    groups = [Group(topic, ("P0001", "P0002"), (), 300) for topic in Topic]
    for some in ([], groups[:1], groups):
        line = head_line(situation, Since(3, "2026-11-19T10:20:00Z", looked=True), some, width)
        assert sum(cells(piece) for piece, _tone in line) <= width, line


# Saved lists ----------------------------------------------------------------------------------------------------------------


def saved(path: Path, name: str, screen: str, words: dict[str, str], **more: str) -> None:
    own = session(path)
    try:
        saved_lists.save(own, name, screen, words, **more)
    finally:
        own.close()


async def commanded(app: CampaignApp, pilot: Pilot[None], typed: str) -> None:
    await press(pilot, "colon")
    await until(pilot, lambda: isinstance(app.screen, Palette))
    for char in typed:
        await press(pilot, char if char != " " else "space")
    await press(pilot, "enter")


def test_the_palette_opens_a_saved_list_as_it_was(tmp_path: Path) -> None:
    path = database(tmp_path)
    saved(path, "临江'红灯\"", "projects", {"light": "red", "county": "C01"}, sort="total", grouping="leader")
    saved(path, "wangchao", "blockers", {"state": "overdue", "text": "yongdi"})

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        await commanded(app, pilot, "ljhd")
        await until(pilot, lambda: isinstance(app.screen, ProjectsPage) and bool(app.screen.pane.words))
        page = app.screen
        assert isinstance(page, ProjectsPage)
        assert (page.pane.words, page.pane.sort, page.pane.group) == ({"light": "red", "county": "C01"}, "total", "leader")
        await commanded(app, pilot, "wangchao")
        await until(pilot, lambda: isinstance(app.screen, BlockersPage) and bool(app.screen.pane.find.text))
        other = app.screen
        assert isinstance(other, BlockersPage)
        assert other.pane.find.text == "yongdi" and other.pane.words == {"state": "overdue"} and "/yongdi" in lines(app)[-1]
        own = session(path)
        assert other.pane.order.flat()[0] == selected(own, own.situation(), saved_lists.named(own, "wangchao")) != []
        own.close()
        await press(pilot, "escape")
        assert not other.pane.find.text and other.pane.words

    run(path, test)


def test_the_list_in_front_is_saved_and_removed(tmp_path: Path) -> None:
    path = database(tmp_path)

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        await commanded(app, pilot, "save this")
        await until(pilot, lambda: "This page cannot be saved as a list" in lines(app)[-1])
        app.open_list("projects", {"light": "red"})
        await until(pilot, lambda: isinstance(app.screen, ProjectsPage) and bool(app.screen.pane.words))
        await press(pilot, "s", "v")
        page = app.screen
        assert isinstance(page, ProjectsPage)
        await commanded(app, pilot, "save this")
        await until(pilot, lambda: isinstance(app.screen, Form))
        await press(pilot, *("backspace",) * 5, "a", "b", "c", "ctrl+s")
        await until(pilot, lambda: "is saved" in lines(app)[-1])
        own = session(path)
        (view,) = saved_lists.mine(own)
        pane = page.pane
        assert (view.screen, view.words, view.sort, view.grouping) == ("projects", "light=red", pane.sort, pane.group or None)
        await commanded(app, pilot, "remove a saved")
        await until(pilot, lambda: "Remove which list?" in "\n".join(lines(app)))
        await press(pilot, "enter")
        await until(pilot, lambda: not saved_lists.mine(own))
        await press(pilot, "u")
        await until(pilot, lambda: bool(saved_lists.mine(own)))
        own.close()

    run(path, test)


@pytest.mark.parametrize("mode", ["leaders", "land", "reserve", "presence", "counties", "promotion", "honours", "forces"])
def test_every_list_page_can_be_saved_and_comes_back(tmp_path: Path, mode: str) -> None:
    path = database(tmp_path)

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        await app.switch_mode(mode)
        await until(pilot, lambda: app.page is not None and app.page.kept() is not None)
        page = app.page
        assert page is not None
        await press(pilot, *(("tab",) if mode in ("land", "promotion", "forces") else ()), "v", "s")
        await press(pilot, "slash", "l", "j", "enter")
        kept = page.kept()
        assert kept is not None and kept.words["text"] == "lj"
        await commanded(app, pilot, "save this")
        await until(pilot, lambda: isinstance(app.screen, Form))
        await press(pilot, "x", "y", "z", "ctrl+s")
        await until(pilot, lambda: "is saved" in lines(app)[-1])
        own = session(path)
        view = saved_lists.mine(own)[0]
        own.close()
        assert (view.screen, view.sort, view.grouping) == (mode, kept.sort, kept.grouping)
        await press(pilot, "escape", "v", "s", "1")
        app.act("view", view.name)
        await until(pilot, lambda: app.current_mode == mode and page.kept() == kept)

    run(path, test)


def test_saved_lists_stand_below_the_questions(tmp_path: Path) -> None:
    path = database(tmp_path)
    saved(path, "我的红灯", "projects", {"light": "red"})

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        await press(pilot, "i")
        await until(pilot, lambda: isinstance(app.screen, Questions))
        await press(pilot, "G")
        await until(pilot, lambda: "我的红灯" in "\n".join(lines(app)))
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, ProjectsPage) and bool(app.screen.pane.words))

    run(path, test)


def test_a_session_that_only_reads_saves_nothing(tmp_path: Path) -> None:
    path = database(tmp_path)

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        app.session.readonly = True
        await press(pilot, "4")
        await commanded(app, pilot, "save this")
        await until(pilot, lambda: "readonly" in lines(app)[-1].lower() or "read" in lines(app)[-1].lower())
        assert isinstance(app.screen, ProjectsPage)

    run(path, test)


def test_the_command_line_asks_the_same_questions() -> None:
    """``campaign view q4``: names, numbers and words as in the dialogue."""
    asked = {built.key: built for built in BUILT_IN}
    assert list(asked) == [question.key for question in QUESTIONS]
    for question in QUESTIONS:
        assert asked[question.key].text == question.text
        assert asked[question.key].name.rstrip("b") == f"q{question.number}"


def test_an_entry_of_nobody_known_is_drawn(tmp_path: Path) -> None:
    """A verb of a later program is an edit here, never an error."""
    odd = AuditEntry(9, "2026-11-21T10:20:00Z", "li", "unheard-of", "P0042", ("P0042",),
                     ({"table": "unheard", "key": {"code": "P0042"}, "before": None, "after": {"x": 1}},), None, None, "")
    assert [(item.topic, item.code) for item in items_of(odd)] == [(Topic.EDITED, "P0042")]
