"""Screen 9: who was on which site on which day, where nobody is today, and how the leaders keep in touch."""

from datetime import timedelta
from pathlib import Path

from textual.pilot import Pilot

from campaign import text
from campaign.core.model.people import Person, Rank
from campaign.core.model.project import Channel, Mark, Project, Stage, Visit
from campaign.core.presence import Site, site
from campaign.core.situation import NOBODY_TODAY, Situation
from campaign.service import projects
from campaign.store.queries import projects as projects_queries
from campaign.tables.leader_presence import IN_TOUCH, InTouch
from campaign.tables.order import HEADER
from campaign.tables.presence import (
    LEADERS,
    SITES,
    STATE,
    VIEWS,
    Sites,
    heading,
    mark_today,
    sites_of,
)
from campaign.tables.presence_details import details
from campaign.tables.signs import Signs
from campaign.tables.tones import Line
from campaign.tables.width import cells, fit
from campaign.tui.app import CampaignApp
from campaign.tui.dialogs import visit_form
from campaign.tui.screens.leaders.person_page import PersonPage
from campaign.tui.screens.presence.screen import PresencePage
from campaign.tui.screens.projects.project_page import ProjectPage
from tests.core.build import blocker, day, project, snapshot
from tests.tui.city import database, line_of, lines, press, run, session, until

TODAY = day(38)


async def opened(app: CampaignApp, pilot: Pilot[None]) -> PresencePage:
    await press(pilot, "9")
    page = app.screen
    assert isinstance(page, PresencePage)
    await until(pilot, lambda: page.pane.rows.total > 0)
    return page


def said(line: Line) -> str:
    return "".join(text for text, _tone in line)


def test_nobody_first_and_the_longest_absent_at_the_top(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page, situation = await opened(app, pilot), app.situation
        assert situation is not None
        empty = situation.counts[NOBODY_TODAY]
        assert empty > 0
        assert f"nobody at {empty}/{len(sites_of(situation))}" in lines(app)[2]
        calls = [mark for mark in map(page.pane.group_of(situation), sites_of(situation)) if mark == Mark.REMOTE]
        assert f"{empty - len(calls)} site" in line_of(app, "Today: nobody")
        keys, headers = page.pane.order.flat()
        first = [key for key in keys if key not in headers][:empty - len(calls)]
        seen = [situation.snapshot.projects[key].last_visit for key in first]
        assert all(day != situation.today for day in seen)
        assert seen == sorted(seen, key=lambda day: (day is not None, day or situation.today))
        assert page.subject == first[0] and first[0] in line_of(app, ">")

    run(database(tmp_path), test)


def test_details_say_who_was_there_and_what_the_signs_mean(tmp_path: Path) -> None:
    path = database(tmp_path)
    other = session(path, actor="wang")
    projects.visit(other, "P0042", by="王某山", solved="现场定了林地方案")
    other.close()

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot)
        assert page.pane.rows.move_to("P0042")
        await until(pilot, lambda: any("现场定了林地方案" in line for line in lines(app)))
        assert "王某山" in line_of(app, "现场定了林地方案")
        assert line_of(app, "■ on site") and "now" in line_of(app, "Absent")  # what the signs mean, and where today is
        assert "■" in said(page.pane._draw("P0042", 118, False)[0])

    run(path, test, size=(120, 40))


def test_every_view_and_order(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page, situation = await opened(app, pilot), app.situation
        assert situation is not None
        sites = len(sites_of(situation))
        for group in (*SITES.group_keys[1:], LEADERS, STATE):
            await press(pilot, "v")
            assert lines(app)[2].startswith(f" {VIEWS[group]}")  # the title says which view it is
            assert page.pane.id == "leaders" if group == LEADERS else page.pane.group == group
            leaders = sum(person.leader for person in situation.snapshot.people.values())
            assert page.pane.rows.total == (leaders if group == LEADERS else sites)
            assert any(key.startswith(HEADER) for key in page.pane.order.flat()[0]) == (group not in ("", LEADERS))
            assert all(cells(line) <= 80 for line in lines(app))
        for sort in (*SITES.sort_keys[1:], SITES.sort_keys[0]):
            await press(pilot, "s")
            assert page.pane.sort == sort and page.pane.rows.total == sites

    run(database(tmp_path), test)


def test_leaders_their_contacts_and_where_they_should_go(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot)
        await press(pilot, *"vvvvv")
        await until(pilot, lambda: "L03" in page.pane._contacts)
        told = page.pane._contacts["L03"]
        assert told.site and told.share is not None
        line = line_of(app, "王某山")
        assert f"{(told.share + 5) // 10}%" in line and str(told.site) in line
        assert page.pane.rows.move_to("L03")
        await until(pilot, lambda: any("L03" in line and "Where to go today" in line for line in lines(app)))
        assert page.subject == "L03"
        await press(pilot, "s")
        assert page.pane.sort == "empty"
        assert page.pane.rows.move_to("L03")
        await press(pilot, "slash", *"wms", "enter")
        assert page.pane.rows.total == 1 and page.subject == "L03"
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, PersonPage))
        await press(pilot, "escape", "escape", "v")
        assert page.pane.group == STATE and page.pane.sort == "days" and page.subject is not None and page.subject[0] == "P"

    run(database(tmp_path), test)


def test_a_visit_by_someone_else_arrives(tmp_path: Path) -> None:
    path = database(tmp_path)

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page, situation = await opened(app, pilot), app.situation
        assert situation is not None
        empty = situation.counts[NOBODY_TODAY]
        first = page.subject
        assert first is not None
        await press(pilot, *"vvv")  # what is not solved is kept up to date as well
        await press(pilot, *"vvv")
        other = session(path, actor="wang")
        projects.visit(other, first, channel="phone")
        await until(pilot, lambda: page.pane._today.get(first) == frozenset({Channel.PHONE}))
        assert page.pane.group_of(page.situation)(first) == Mark.REMOTE  # type: ignore[arg-type]
        assert f"nobody at {empty}/" in lines(app)[2]  # a call is no visit
        projects.visit(other, first)
        other.close()
        await until(pilot, lambda: f"nobody at {empty - 1}/" in lines(app)[2])
        assert page.pane.group_of(page.situation)(first) == Mark.SITE  # type: ignore[arg-type]

    run(path, test)


def test_keys_act_on_the_site_under_the_cursor(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot)
        first = page.subject
        await press(pilot, "o")
        await until(pilot, lambda: app.screen.is_modal)
        await press(pilot, "escape")
        await until(pilot, lambda: app.screen is page)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, ProjectPage))
        assert app.screen.code == first  # type: ignore[attr-defined]

    run(database(tmp_path), test)


def test_after_a_visit_the_cursor_is_on_the_next_site(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot)
        keys, headers = page.pane.order.flat()
        empty = [key for key in keys if key not in headers]
        await press(pilot, "j", "j", "o")
        above = lines(app)[5]
        await until(pilot, lambda: app.screen.is_modal)
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: app.screen is page and page.pane.group_of(page.situation)(empty[2]) == Mark.SITE)  # type: ignore[arg-type]
        await until(pilot, lambda: "visit recorded" in lines(app)[-1])
        assert page.subject == empty[3] and page.pane.rows.position == 3
        assert lines(app)[5] == above and lines(app)[7].startswith(f"> {empty[3]}")  # nothing has scrolled
        # Someone else's news of a row that stays in its group leaves the cursor on it.
        await press(pilot, "s")
        assert page.pane.rows.move_to(empty[5])
        other = session(tmp_path / "city.db", actor="wang")
        projects.report(other, empty[5], {}, money="1万")
        other.close()
        app.catch_up()
        assert page.subject == empty[5]

    run(database(tmp_path), test)


def test_a_visit_of_the_leader_under_the_cursor(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot)
        await press(pilot, *"vvvvv")
        assert page.pane.rows.move_to("L03")
        await press(pilot, "o")
        await until(pilot, lambda: any("Which project did 王某山 visit?" in line for line in lines(app)))
        await press(pilot, "enter")
        await until(pilot, lambda: any("Who was there" in line for line in lines(app)))
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: app.screen is page and "visit recorded" in lines(app)[-1])
        made = projects_queries.visits(app.session.store, person="L03", limit=1)[0]
        assert app.situation is not None
        assert made.on == app.situation.today and app.situation.snapshot.projects[made.project].leader == "L03"
        assert page.subject == "L03"

    run(database(tmp_path), test)


def test_who_stands_in_the_form_of_a_visit() -> None:
    assert [visit_form.visit("P0001", "滨海新材料", who, TODAY).base["person"] for who in ("L01", None)] == ["L01", ""]


def test_narrow_and_empty(tmp_path: Path) -> None:
    async def narrow(app: CampaignApp, pilot: Pilot[None]) -> None:
        await opened(app, pilot)
        assert all(cells(line) <= 40 for line in lines(app))
        assert "P0" in line_of(app, ">")

    async def nothing(app: CampaignApp, pilot: Pilot[None]) -> None:
        await press(pilot, "9")
        assert line_of(app, "No site is working yet.")
        await press(pilot, *"vvvvv")
        assert line_of(app, "No leader has a column yet.")

    run(database(tmp_path), narrow, size=(40, 20))
    run(database(tmp_path, empty=True), nothing)


# Pieces -------------------------------------------------------------------------------------------------------------------


def working(code: str = "P0001", **fields: object) -> object:
    return project(code, stage=Stage.BUILDING, started=day(10), manager="M001", **fields)


def seen(situation: Situation, *visits: tuple[int, Channel]) -> Site:
    """With visits by the manager, on these days before today."""
    made = [(TODAY - timedelta(days=ago), channel, "M001") for ago, channel in visits]
    return site(situation, situation.snapshot.projects["P0001"], made)


def test_the_heading_says_which_view_and_who_only_called() -> None:
    assert heading(STATE, 92, 17, 1, 60) == "Sites today: nobody at 17/92 (1 phoned)"
    assert heading("county", 92, 17, 1, 32) == "Sites by county: nobody at 17/92"
    assert heading("", 92, 0, 0, 32) == "All sites: nobody at 0/92"
    assert heading("county", 92, 17, 1, 20) == "Sites by county" and heading(LEADERS, 92, 17, 1, 60) == "Leaders in touch"
    codes = [f"P{n:04}" for n in range(1, 18)]
    situation = Situation.of(snapshot([working(code) for code in codes]), TODAY)  # type: ignore[misc]

    def header(mark: Mark, some: list[str], phoned: list[str], filtered: bool = False) -> str:
        told = Sites(situation, sites_of(situation), {}, {key: {Channel.PHONE} for key in phoned}, filtered=lambda: filtered)
        return said(SITES.header(told, STATE, mark, some, 79))

    # 17 without anyone are 16 with nobody at all, and one that was only phoned.
    assert "nobody on site either" in header(Mark.REMOTE, codes[:1], codes[:1])
    assert "1 more only phoned  16 sites" in header(Mark.NOBODY, codes[1:], codes[:1])
    assert "phoned" not in header(Mark.NOBODY, codes, [])
    assert "phoned" not in header(Mark.NOBODY, codes[1:9], codes[:1], filtered=True)


def test_no_title_of_a_column_is_cut() -> None:
    situation = Situation.of(snapshot([working()]), TODAY)  # type: ignore[list-item]
    for language in ("en", "zh"):
        text.use(language)
        try:
            sites, leaders = Sites(situation, sites_of(situation), {}), InTouch(situation, {}, {})
            for chosen in (*(SITES.laid_out(sites, group, 79) for group in SITES.group_keys), IN_TOUCH.laid_out(leaders, "", 79)):
                assert all(cells(column.title) <= width for column, width, _gap in fit(chosen, 79)), language
        finally:
            text.use("en")


def test_today_in_words() -> None:
    situation = Situation.of(snapshot([working(), working("P0002", last_visit=TODAY), working("P0003", suspended="out")]), TODAY)  # type: ignore[list-item]
    one, two = situation.snapshot.projects["P0001"], situation.snapshot.projects["P0002"]
    assert list(sites_of(situation)) == ["P0001", "P0002"] and list(sites_of(situation, ["P0002", "P0003", "P9"])) == ["P0002"]
    assert mark_today(situation, one, ()) is Mark.NOBODY
    assert mark_today(situation, one, {Channel.PHONE}) is Mark.REMOTE
    assert mark_today(situation, one, {Channel.PHONE, Channel.SITE}) is mark_today(situation, two, ()) is Mark.SITE


def test_there_often_and_nothing_solved() -> None:
    stuck = blocker("B0001", opened=day(5), title="用林报批")
    situation = Situation.of(snapshot([working(last_visit=TODAY)], [stuck], [Person("M001", "石某杉", "", Rank.STAFF)]), TODAY)  # type: ignore[list-item]
    found = seen(situation, *((ago, Channel.SITE) for ago in range(5)))
    assert [item.code for item in found.unsolved] == ["B0001"] and found.streak == 5
    here = situation.snapshot.projects["P0001"]

    def row(here: Project, found: Site | None) -> str:
        told = Sites(situation, {here.code: here}, {} if found is None else {here.code: found})
        return said(SITES.row(told, here, fit(SITES.laid_out(told, STATE, 79), 79), Signs()))

    # How long nobody came is a number, whatever else there is to say.
    assert "    today B0001 " in row(here, found)
    assert "    2d B0001 " in row(here._replace(last_visit=TODAY - timedelta(days=2)), found)
    visits = [Visit("P0001", TODAY, Channel.SITE, "M001", "接电")]
    shown = [said(line) for line in details(situation, here, found, visits, 79, 6, Signs())]
    assert any("B0001" in line and "用林报批" in line and "33d" in line for line in shown)
    assert any("石某杉" in line and "5 days in a row" in line for line in shown)
    assert any("solved 接电" in line for line in shown) and "on site" in shown[-1]
    # Four of the last seven days are not enough, and without visits read the row has no strip.
    few = seen(situation, *((ago, Channel.SITE) for ago in range(4)))
    assert not few.unsolved and "B0001" not in row(here, few)
    assert cells(row(here, None)) == cells(row(here, few))
