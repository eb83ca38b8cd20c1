"""Screen 1: the figures, the sentences and where they lead, an empty database, before and after the hundred days."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from textual.pilot import Pilot

from campaign import text
from campaign.core.model.blocker import BlockerState
from campaign.core.model.campaign import Campaign, Excuse
from campaign.core.model.light import Light
from campaign.core.model.people import Person, Rank
from campaign.core.model.project import Stage
from campaign.core.overview import findings
from campaign.core.situation import Situation
from campaign.core.today import today
from campaign.service import blockers
from campaign.service import projects as projects_service
from campaign.service.forecast import City
from campaign.tables.cells import short_light
from campaign.tables.charts.beside import wide
from campaign.tables.header import Tab, clock, cut_letters, days_head, screens
from campaign.tables.signs import Signs, Way
from campaign.tables.today import Destination, stop_line
from campaign.tables.width import cells
from campaign.text import _ as translated
from campaign.tui.app import CampaignApp
from campaign.tui.keys import TABS
from campaign.tui.screens.blockers.blocker_page import BlockerPage
from campaign.tui.screens.blockers.screen import BlockersPage
from campaign.tui.screens.land.land_task_page import LandTaskPage
from campaign.tui.screens.log.screen import LogPage
from campaign.tui.screens.overview.against import against
from campaign.tui.screens.overview.content import first_steps
from campaign.tui.screens.overview.hero import Past, hero, percent
from campaign.tui.screens.overview.screen import OverviewPage
from campaign.tui.screens.overview.side import ByCounty, all_projects
from campaign.tui.screens.overview.stops import stops_shown
from campaign.tui.screens.projects.project_page import ProjectPage
from campaign.tui.screens.projects.screen import ProjectsPage
from campaign.tui.screens.requests.screen import RequestsPage
from campaign.words.findings import counted, what_text
from campaign.words.today import reasons
from tests.core.build import CAMPAIGN, blocker, county_wide, day, project, snapshot
from tests.tui import scene
from tests.tui.city import database, line_of, lines, press, run, session, until
from tests.tui.scene import dashboard, running


def test_figures_and_sentences(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        await until(pilot, lambda: any("a week ago" in line for line in lines(app)))
        shown, situation = "\n".join(lines(app)), app.situation
        assert situation is not None
        assert "of 162" in shown and "3 unconfirmed" in shown and "62 open" in shown
        assert "reported ¥7.40bn" in shown and "registered ¥" in shown and "97.5%" in shown
        for light in (Light.RED, Light.YELLOW, Light.GREEN):
            assert f"{short_light(light)} {situation.lights[light]}" in shown
        for finding in findings(situation)[:12]:
            assert f"{counted(finding)} {what_text(finding)}"[:40] in shown, finding.key
        for county in situation.snapshot.counties.values():
            assert county.name in shown
        assert "against the plan" in shown and "at the end" in shown

    run(database(tmp_path), test, size=(120, 50))


@pytest.mark.parametrize("way", Way)
def test_the_figures_fit_at_every_width_and_are_the_same_cells_in_every_way(way: Way) -> None:
    planned = [project(f"P{n:04}", county="C01", started=day(1), plan_100=10_000, done_100=3_000, funds_planned=8_000,
                       funds_100=2_000, registered_100=1_200) for n in range(1, 4)]
    situation, past = Situation.of(snapshot(planned), day(38)), Past(list(range(38)), [200 * n for n in range(38)])
    nothing = Situation.of(snapshot(), day(38))
    for width in range(38, 220):
        for known in (None, past):
            for told in (situation, nothing):
                for height in (4, 6, 8):
                    drawn = hero(told, known, width, height, Signs(way))
                    assert len(drawn) <= height and all(wide(line) <= width for line in drawn), (width, height)
    shown = "\n".join("".join(text for text, _tone in line) for line in hero(situation, past, 116, 8, Signs(way)))
    assert "reported ¥90.0M" in shown and "registered ¥36.0M" in shown and "30%" in shown and "25%" in shown
    assert "¥126.0M" not in shown, "reported and registered money are never one sum"


def test_what_stands_beside_the_lists_fits_and_is_never_an_empty_frame() -> None:
    dice = Random(4)
    rows = [project(f"P{n:05}", county=dice.choice(("C01", "C02", None)), plan_100=dice.randrange(9_000),
                    done_100=dice.randrange(5_000)) for n in range(1, 2_000)]
    for told in (Situation.of(snapshot(some), day(38)) for some in (rows, rows[:3], [])):
        by_county = ByCounty()
        by_county.follow(told, None)
        assert sum(sum(one.values()) for one in by_county.counts.values()) == told.total
        for way in Way:
            for width in (46, 50, 62, 64):
                for height in range(0, 40, 3):
                    blocks = [all_projects(told, by_county.counts, width, height, Signs(way)),
                              *(against(told, known, city, width, height, Signs(way), both=both) for both in (True, False)
                                for known, city in ((None, None), (Past([], [100] * 38), City(3)), (Past([], []), City(0))))]
                    for drawn in blocks:
                        assert len(drawn) <= height and all(wide(line) <= width for line in drawn)
                        assert all(any(text.strip() for text, _tone in line) for line in drawn[:1])


def test_counts_by_county_are_those_made_anew() -> None:
    dice, situation = Random(7), many(7)
    kept = ByCounty()
    kept.follow(situation, None)
    for _round in range(40):
        told = situation.snapshot
        code, stuck = dice.choice(list(told.projects)), dice.choice(list(told.blockers))
        row = told.projects[code]._replace(county=dice.choice(("C01", "C02", None)), plan_100=dice.randrange(50_000))
        item = told.blockers[stuck]._replace(due=day(dice.randrange(20, 60)), projects=(dice.choice(list(told.projects)),))
        new = told._replace(projects={**told.projects, code: row}, blockers={**told.blockers, stuck: item})
        touched = frozenset({code, stuck})
        situation = situation.patched(new, touched, situation.today)
        kept.follow(situation, touched)
        anew = ByCounty()
        anew.follow(situation, None)
        assert {county: +lights for county, lights in kept.counts.items() if +lights} == anew.counts


def test_every_sentence_opens_the_list_it_was_counted_from(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        situation = app.situation
        assert situation is not None
        for finding in findings(situation):
            page = app.screen
            assert isinstance(page, OverviewPage)
            if not page.rows.move_to(finding.key):
                assert page.rows.move_to("more")
                await press(pilot, "enter")
                assert page.rows.move_to(finding.key)
            await press(pilot, "enter")
            await until(pilot, lambda page=page: app.screen is not page)  # type: ignore[misc]
            screen = app.screen
            if "code" in finding.filter:
                assert isinstance(screen, BlockerPage | LandTaskPage)
                await press(pilot, "escape")
            elif isinstance(screen, BlockersPage | ProjectsPage):
                assert finding.target == screen.pane.SCREEN
                await until(pilot, lambda screen=screen, finding=finding: screen.pane.rows.total == finding.count)  # type: ignore[misc]
                assert line_of(app, "Only: ")
                await press(pilot, "escape", "escape")
            elif isinstance(screen, RequestsPage):
                await until(pilot, lambda screen=screen, finding=finding: screen.pane.rows.total == finding.count)  # type: ignore[misc]
                await press(pilot, "escape")
            else:
                assert finding.target in ("leaders", "land")
                await press(pilot, "1")
            await until(pilot, lambda page=page: app.screen is page)  # type: ignore[misc]

    run(database(tmp_path), test)


def test_news_of_another_session(tmp_path: Path) -> None:
    path = database(tmp_path)

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = app.screen
        assert isinstance(page, OverviewPage)
        await press(pilot, "j", "j")
        was = page.rows.cursor
        with_other = session(path, actor="wang")
        blockers.resolve(with_other, "B0107", "林地批了")
        with_other.close()
        await until(pilot, lambda: any("resolved" in line for line in lines(app)))
        assert "B0107" in line_of(app, "wang")
        assert page.rows.cursor == was
        assert "8 blockers overdue" in "\n".join(lines(app))

    run(path, test, size=(80, 50))


def test_the_log_and_what_it_names_open(tmp_path: Path) -> None:
    path = database(tmp_path)
    with_other = session(path, actor="wang")
    projects_service.report(with_other, "P0042", {}, money="+300万")
    with_other.close()

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = app.screen
        assert isinstance(page, OverviewPage)
        assert page.rows.move_to("entry:2")
        assert page.subject == "P0042"
        await press(pilot, "enter")
        await until(pilot, lambda: app.screen is not page)
        await press(pilot, "escape", "f9")
        await until(pilot, lambda: isinstance(app.screen, LogPage))

    run(path, test)


def test_empty_database_says_what_to_type(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        assert line_of(app, "campaign add-county NAME")
        assert line_of(app, "campaign add-project NAME")
        assert "Day 1 " in lines(app)[1]
        await press(pilot, "4")
        assert line_of(app, "No project yet.")
        await press(pilot, "3")
        assert line_of(app, "No blocker is open.")

    run(database(tmp_path, empty=True), test)


def test_before_and_after(tmp_path: Path) -> None:
    async def before(app: CampaignApp, pilot: Pilot[None]) -> None:
        assert "starts in" in lines(app)[1]
        assert line_of(app, "Day 1 is ")

    async def last(app: CampaignApp, pilot: Pilot[None]) -> None:
        assert line_of(app, "Today is the last day.")

    async def after(app: CampaignApp, pilot: Pilot[None]) -> None:
        assert "over for" in lines(app)[1]
        assert line_of(app, "The campaign ended on ")

    path = database(tmp_path)
    run(path, before, days=-60)
    run(path, last, days=62)
    run(path, after, days=80)


def test_narrow(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        assert app.situation is not None
        assert all(cells(line) <= 40 for line in lines(app))
        assert line_of(app, "red") and line_of(app, "What needs you") and line_of(app, "blockers overdue")

    for size in ((40, 20), (40, 15)):
        run(database(tmp_path), test, size=size)


@pytest.mark.parametrize("size", [(40, 15), (40, 24), (80, 24), (110, 30), (120, 24), (120, 40), (140, 40), (180, 50), (200, 50)])
def test_the_lists_and_pictures_share_the_page(tmp_path: Path, size: tuple[int, int]) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page, situation = app.screen, app.situation
        assert isinstance(page, OverviewPage) and situation is not None
        await until(pilot, lambda: page._pictures.past is not None)
        await pilot.pause()
        shown = lines(app)
        assert all(cells(line) <= size[0] for line in shown)
        found, text = findings(situation), "\n".join(shown)
        assert f"9 {what_text(found[0])}" in text
        hidden = len(found) - sum(key in {finding.key for finding in found} for key in page._keys()[0])
        assert (f"{hidden} more" in text) == (hidden > 0)
        if size[1] >= 20:
            assert "Where to go today" in text and "王某山" in text
        assert ("all 162 projects" in text) == (size[0] >= 110)
        assert ("what freezes most" in text) == (size[0] >= 180)
        if size[0] >= 110 and size[1] >= 40:
            assert "against the plan" in text and "today 38" in text

    run(database(tmp_path), test, size=size)


# Where to go today ----------------------------------------------------------------------------------------------------------


def test_what_needs_someone_stands_first_and_leaves_where_to_go_in_sight(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page, situation = app.screen, app.situation
        assert isinstance(page, OverviewPage) and situation is not None
        assert "all leaders" in line_of(app, "Where to go today")
        best = Destination()
        best.follow(situation, None)
        stops, shown = best.stops(3), lines(app)
        start = next(n for n, line in enumerate(shown) if "Where to go today" in line)
        for at, stop in enumerate(stops, 1):
            project = situation.snapshot.projects[stop.project]
            assert project.leader is not None and situation.snapshot.people[project.leader].name in shown[start + at]
            assert project.name[:4] in shown[start + at]
        assert page.rows.cursor == findings(situation)[0].key
        await press(pilot, "tab")
        assert page.subject == stops[0].project
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, ProjectPage))
        assert app.screen.code == stops[0].project  # type: ignore[attr-defined]

    run(database(tmp_path), test)
    assert [stops_shown(height) for height in (20, 24, 30, 40, 60)] == [2, 3, 5, 6, 6]


@running
async def test_a_leader_sees_the_own_stops(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db", me="王某山") as board:
        assert "王某山 副市长" in board.text() and "1 project" in board.text()
        line = next(line for line in board.lines() if "滨海新材料二期" in line)
        assert "B0001" in line and "late" in line
        other = scene.session(tmp_path / "a.db", "other")
        projects_service.visit(other, "P0001", by="王某山")
        board.app.catch_up()
        await board.settle()
        assert "there today" in next(line for line in board.lines() if "滨海新材料二期" in line)
        # Another project of the same leader joins; without any the stops of everyone are shown.
        projects_service.claim(other, "P0002", "王某山")
        board.app.catch_up()
        await board.settle()
        assert "2 projects" in board.text() and "港口路改造" in board.text()
        for code in ("P0001", "P0002"):
            projects_service.claim(other, code, "曾某远")
        board.app.catch_up()
        await board.settle()
        await board.press("g")
        assert "all leaders" in board.text() and "曾某远   " in board.text()
        other.close()


def many(seed: int, count: int = 120) -> Situation:
    """Projects of five leaders in two counties, some with blockers."""
    dice = Random(seed)
    people = [Person(f"L{n:02}", f"领导{n}", "副市长", Rank.CITY, leader=True) for n in range(1, 6)]
    projects = [project(f"P{n:04}", leader=dice.choice((None, *(row.code for row in people))), county=dice.choice(("C01", "C02")),
                        plan_100=dice.randrange(50_000), leader_visit=day(dice.randrange(1, 38)), started=day(1),
                        last_report=day(dice.randrange(20, 38)),
                        stage=dice.choice((Stage.BUILDING, Stage.PERMITTED, Stage.COMPLETED)))
                for n in range(1, count + 1)]
    stuck = [blocker(f"B{n:04}", f"P{dice.randrange(1, count + 1):04}", due=day(dice.randrange(20, 60))) for n in range(1, count)]
    return Situation.of(snapshot(projects, [*stuck, county_wide(f"B{count:04}")], people), day(38))


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("leader", [None, "L02"])
def test_scores_kept_are_the_scores_made_anew(seed: int, leader: str | None) -> None:
    dice, situation = Random(seed), many(seed)
    kept = Destination(leader)
    kept.follow(situation, None)
    for _ in range(60):
        told = situation.snapshot
        code, stuck = dice.choice(list(told.projects)), dice.choice(list(told.blockers))
        row = told.projects[code]._replace(leader=dice.choice((None, "L01", "L02")), leader_visit=day(dice.randrange(20, 38)))
        item = told.blockers[stuck]._replace(due=day(dice.randrange(20, 60)), projects=(dice.choice(list(told.projects)),))
        new = told._replace(projects={**told.projects, code: row}, blockers={**told.blockers, stuck: item})
        touched = frozenset({code, stuck})
        if dice.random() < 0.1:
            first = dice.randrange(20, 36)
            new, touched = told._replace(excuses=(Excuse(day(first), day(first + 2), "台风"),)), frozenset({"X"})
        situation = situation.patched(new, touched, day(38))
        kept.follow(situation, touched)
        fresh = Destination(leader)
        fresh.follow(situation, None)
        assert kept.stops(6) == fresh.stops(6) and len(kept) == len(fresh)
    if leader is not None:
        assert kept.stops(99) == [stop for round in today(situation, leader) for stop in round.stops]


def test_why_in_words() -> None:
    people = [Person("L01", "王某山", "副市长", Rank.CITY, leader=True)]
    late = blocker("B0107", "P0001", due=day(27), authority="county")
    soon = blocker("B0108", "P0002", due=day(40), authority="province")
    projects = [project("P0001", leader="L01", leader_visit=day(19)), project("P0002", leader="L01", leader_visit=day(38)),
                project("P0003", leader="L01", planned_start=day(1))]
    held = blocker("B0109", "P0001", state=BlockerState.ON_HOLD, held_on=day(2), review=day(50))
    situation = Situation.of(snapshot(projects, [late, soon, held], people), day(38))
    told = {stop.project: "; ".join(reasons(situation, stop)) for round in today(situation, "L01") for stop in round.stops}
    assert told["P0001"] == "B0107 11 days late, city can settle; B0109 on hold, city can settle; leader absent 19 days"
    assert told["P0002"] == "B0108 2 days left; there today"
    assert told["P0003"].startswith("planned start") and told["P0003"].endswith("; leader never there")
    line = "".join(text for text, _tone in stop_line(situation, today(situation, "L01")[0].stops[0], 79, by_leader=True))
    assert line.startswith("王某山") and "P0001" in line and "red" in line and cells(line) <= 79
    assert "B0107 11 day" in line and "absent 19 days" in line


def days(campaign: Campaign, now: datetime, width: int, way: Way = Way.BLOCKS) -> str:
    head = days_head(campaign, now, width, Signs(way))
    return "".join(text for text, _tone in [*head.before, (clock(campaign, now), ""), *head.after])


def test_the_hundred_days_are_one_line_at_every_width() -> None:
    campaign, now = CAMPAIGN._replace(golden_end=day(60)), datetime(2026, 11, 7, 10, 48, tzinfo=UTC)
    for way in Way:
        for width in range(40, 220, 7):
            line = days(campaign, now, width, way)
            assert cells(line) <= width and "Day 38" in line and "62 d 13:12:00 left" in line, width
            assert ("golden window 22 d" in line) == (width >= 60)
            assert ("━" if way is Way.BLOCKS else "=") in line
            others = [days(campaign, now + timedelta(days=d), width, way) for d in (-37, -20, 0, 9, 20)]
            assert len({sum(c in "━─●=.-" for c in one) for one in others}) == 1, "as long on every day of the golden window"
    assert "golden" not in days(campaign, now + timedelta(days=30), 120)
    before, after = days(campaign, now - timedelta(days=40), 80), days(campaign, now + timedelta(days=70), 80)
    assert "Day 1 is 1 Oct" in before and "starts in 2 d 13:12:00" in before and "●" not in before
    assert "All 100 days" in after and "over for 8 d" in after and ":" not in after
    short = days(campaign._replace(length=30), now - timedelta(days=20), 80)
    assert "Day 18" in short and sum(c in "━─●" for c in short) == 30


@pytest.mark.parametrize("language", ["zh", "en"])
def test_all_screens_have_their_word_at_80_columns(language: str) -> None:
    text.use(language)
    tabs = [Tab(name, key.shown, translated(key.label)) for name, key in TABS]
    for width in range(40, 200):
        for tab in tabs:
            found = screens("安澜市百日攻坚", tabs, tab.name, width - 7)
            said = "".join(text for target in found for text, _tone in target.said)
            assert cells(said) <= width - 7 and [target.does for target in found if target.does] == [tab.name for tab in tabs]
            assert all(tab.key in said for tab in tabs)
            assert ("安澜市百日攻坚"[:3] in said) <= (width >= 85)
            if width >= 80:
                assert all(cut_letters(tab.word)[1:] in said for tab in tabs), width
            assert cut_letters(tab.word)[1:] in said


def test_screens_days_and_keys_react_to_the_mouse(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        async def click(words: str, y: int) -> None:
            line = lines(app)[y]
            await pilot.click(offset=(cells(line[:line.index(words)]), y))
            await pilot.pause()

        await click("4项目", 0)
        await until(pilot, lambda: app.current_mode == "projects")
        await click("/", -1 % 24)
        await until(pilot, lambda: app.screen.query_one("#filter").has_focus)
        await click("Esc", -1 % 24)
        await until(pilot, lambda: not app.screen.query_one("#filter").has_focus)
        assert app.current_mode == "projects"
        await click("0", 0)
        await until(pilot, lambda: app.current_mode == "honours")
        strip = next(y for y, line in enumerate(lines(app)) if "四榜" in line)
        await click("四榜", strip)
        await until(pilot, lambda: app.screen.pane.id == "boards")  # type: ignore[attr-defined]
        await click("1总览", 0)
        await until(pilot, lambda: isinstance(app.screen, OverviewPage))

    run(database(tmp_path), test, language="zh")


def test_pieces() -> None:
    assert (percent(None), percent(4), percent(380), percent(1000)) == ("-", "0.4%", "38%", "100%")
    nothing = Situation.of(snapshot(), snapshot().campaign.first_day)
    assert any("add-project" in text for line in first_steps(nothing) for text, _tone in line)
    assert first_steps(Situation.of(snapshot([project()]), snapshot().campaign.first_day)) == []


# Its parts, its line of keys, and what every page does with them ------------------------------------------------------------


def test_tab_goes_from_part_to_part_and_nothing_is_out_of_sight_unsaid(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page, situation = app.screen, app.situation
        assert isinstance(page, OverviewPage) and situation is not None
        found = findings(situation)
        assert f"{len(found)} in all" in line_of(app, "What needs you")
        assert "Tab jump" in lines(app)[-1] and "v 100 days" in lines(app)[-1] and "i questions" in lines(app)[-1]
        assert page.rows.cursor == found[0].key and lines(app)[-1].rstrip().endswith(f"1/{len(found)}")
        await press(pilot, "j", "tab")
        assert (page.rows.cursor or "").startswith("stop:")
        await press(pilot, "j", "tab")
        assert (page.rows.cursor or "").startswith("entry:") and line_of(app, "What has changed")
        await press(pilot, "tab")
        assert page.rows.cursor == found[0].key
        await press(pilot, "shift+tab", "shift+tab")
        assert (page.rows.cursor or "").startswith("stop:")

    run(database(tmp_path), test)


def test_messages_name_the_screens_that_there_are(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        await press(pilot, "s")
        assert line_of(app, "2 3 4 5 6 7 8 9 0 have lists")
        await press(pilot, "3", "tab")
        assert line_of(app, "1 2 3 4 5 6 7 8 9 0 show the others")

    run(database(tmp_path), test)


def test_while_a_filter_is_typed_only_its_keys_are_named(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        await press(pilot, "4")
        before = lines(app)[-1].rsplit("  ", 1)[0].rstrip()
        assert ": commands  ? keys" in before
        await press(pilot, "slash")
        assert lines(app)[-1].startswith(" Enter keep  Esc drop  Tab to the list  ")
        await press(pilot, "b", "tab")
        assert ": commands  ? keys" in lines(app)[-1]
        await press(pilot, "tab")
        assert lines(app)[-1].startswith(" Enter keep  Esc drop  Tab to the list  ")
        await press(pilot, "escape")
        assert lines(app)[-1].rsplit("  ", 1)[0].rstrip() == before

    run(database(tmp_path), test)


def test_every_page_takes_on_the_language(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        await press(pilot, "v")
        await until(pilot, lambda: any("plan" in line for line in lines(app)))
        await press(pilot, "escape", "4", "6", "3", "L")
        assert "堵点" in lines(app)[2]
        await press(pilot, "4")
        await until(pilot, lambda: "项目" in lines(app)[2])
        assert "名称" in lines(app)[3] and "打开" in lines(app)[-1]
        await press(pilot, "1")
        await until(pilot, lambda: bool(line_of(app, "今天去哪")))
        await press(pilot, "v")
        await until(pilot, lambda: "百日" in lines(app)[2])
        await press(pilot, "escape", "L", "4")
        await until(pilot, lambda: "Projects" in lines(app)[2] and "Name" in lines(app)[3])

    run(database(tmp_path), test)
