"""Screen 5: the league of the seed city, the page of a county, and what each of its figures was counted from."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from textual.pilot import Pilot

from campaign.core import filters
from campaign.core.leagues import PARTS, LeagueStanding
from campaign.core.situation import Situation
from campaign.service import Session, merit_verbs, merits, projects, records
from campaign.service.league import Background, background, league, renewed, today
from campaign.tables.charts.over_year import YearCurve, over_year
from campaign.tables.league_places import Place
from campaign.tables.order import HEADER
from campaign.tables.signs import Signs, Way
from campaign.tables.tones import Line
from campaign.tables.width import cells
from campaign.tui.app import CampaignApp
from campaign.tui.screens.blockers.screen import BlockersPage
from campaign.tui.screens.counties.county_league import PART
from campaign.tui.screens.counties.county_page import CountyPage
from campaign.tui.screens.counties.indicator_page import ParityPage, SeriesPage
from campaign.tui.screens.counties.league_list import LeaguePane
from campaign.tui.screens.counties.league_part_page import LeaguePartPage
from campaign.tui.screens.counties.screen import CountiesPage
from campaign.tui.screens.honours.merit_page import MeritPage
from campaign.tui.screens.leaders.person_page import PersonPage
from campaign.tui.screens.projects.screen import ProjectsPage
from campaign.tui.screens.promotion.screen import PromotionPage
from campaign.tui.shell.loading_pane import LoadingPane
from campaign.words.indicators import growth_text
from tests.tui.city import database, line_of, lines, press, run, session, until


def table(path: Path) -> list[LeagueStanding]:
    own = session(path)
    try:
        return league(own, own.situation())
    finally:
        own.close()


async def opened(app: CampaignApp, pilot: Pilot[None]) -> CountiesPage:
    await press(pilot, "5")
    await until(pilot, lambda: isinstance(app.screen, CountiesPage) and not any(p.behind for p in app.screen.query(LoadingPane)))
    assert isinstance(app.screen, CountiesPage)
    return app.screen


async def county_page(app: CampaignApp, pilot: Pilot[None], code: str) -> CountyPage:
    app.open(code)
    await until(pilot, lambda: isinstance(app.screen, CountyPage) and bool(app.screen._rows) and not app.screen.behind)
    assert isinstance(app.screen, CountyPage)
    return app.screen


@pytest.mark.parametrize(("size", "language"), [((80, 24), "en"), ((80, 24), "zh"), ((120, 40), "en"), ((40, 24), "zh")])
def test_the_league_stands_by_rank_the_zones_beside_it(tmp_path: Path, size: tuple[int, int], language: str) -> None:
    path = database(tmp_path)
    rows = table(path)

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot)
        order = page.pane.order.flat()[0]
        assert [code for code in order if not code.startswith(HEADER)] == [row.county for row in rows]
        assert sum(code.startswith(HEADER) for code in order) == 2  # counties and zones
        assert all(cells(line) <= size[0] for line in lines(app))
        if size[0] >= 80:
            first = line_of(app, f"{rows[0].score / 10:.1f}")
            assert all(f"{part.pct / 10:.1f}".removesuffix("100.0") in first for part in rows[0].parts if part.pct is not None)
            # Where there is room each is a bar, the money with the mark of what is due; its weight stands in the head.
            assert ("━" in first and "│" in first) == (size[0] >= 120)
            assert ("30" in line_of(app, "Score")) == (size[0] >= 120) if language == "en" else True

    run(path, test, size=size, language=language)


def test_the_details_say_what_each_part_gives(tmp_path: Path) -> None:
    path = database(tmp_path)
    row = table(path)[0]

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        await opened(app, pilot)
        line = line_of(app, "Starts that were due")
        assert f"{(row.start.pct or 0) / 10:.1f}%" in line and "of 20 points" in line
        assert any("the upright is the mean of the counties" in line for line in lines(app))
        assert not any("campaign settings" in line for line in lines(app))  # how a weight is changed stands in help

    run(path, test, size=(120, 40))


def test_sorts_groups_and_filter(tmp_path: Path) -> None:
    path = database(tmp_path)
    rows = table(path)

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot)
        for sort in page.pane.TABLE.sort_keys:
            assert page.pane.sort == sort and page.pane.rows.total == len(rows)
            await press(pilot, "s")
        await press(pilot, "v")
        order = page.pane.order.flat()[0]
        listed = [code for code in order if not code.startswith(HEADER)]
        red = {row.county for row in rows if row.red}
        assert red and set(listed[:len(red)]) == red and len(listed) == len(rows)
        await press(pilot, "slash", *"ljq", "enter")
        assert page.pane.rows.total == 1 and page.pane.cursor == "C01"

    run(path, test)


def test_another_session_s_exemption_arrives(tmp_path: Path) -> None:
    path = database(tmp_path)
    black = next(row.county for row in table(path) if row.black)

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot)
        own = session(path)
        merit_verbs.add_merit(own, black, "exemption", "台风登陆")
        own.close()
        await until(pilot, lambda: not page.pane.behind and page.pane.rows_of(page.pane.now)[black].standing.exempt is not None)
        page.pane.rows.move_to(black)
        await until(pilot, lambda: any("exempt: 台风登陆" in line for line in lines(app)))

    run(path, test)


def test_money_is_counted_at_once_and_everything_else_is_read_again(tmp_path: Path) -> None:
    path = database(tmp_path)
    own = session(path)
    old = own.situation()
    known = background(own, old, old.today)
    assert today(old, known) == league(own, old)
    code = next(row.code for row in old.snapshot.projects.values()
                if row.county and row.plan_100 and row.started and row.withdrawn is None and row.registered is None)

    def after(new: Situation) -> Background | None:
        found = renewed(own, known, old, new, [code])
        assert found is None or today(new, found) == league(own, new)
        return found

    projects.report(own, code, {}, money="900万")
    then, old_known = own.situation(), known
    found = after(then)
    assert found is not None and today(then, found) != today(old, known)
    old, known = then, found
    projects.report(own, code, {}, money="1100万")  # again: what was paid before is known by now
    found = after(own.situation())
    assert found is not None and found.before == old_known.before
    old, known = own.situation(), found
    projects.report(own, code, {}, money="700万", on="2026-11-01")  # counts seven days ago too
    assert after(own.situation()) is None
    old = own.situation()
    known = background(own, old, old.today)
    records.edit(own, code, {"plan_100": "9亿", "total": "10亿"})
    assert after(own.situation()) is None
    own.close()


def test_a_report_of_money_is_not_read_beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = database(tmp_path)
    reads: list[Situation] = []
    read = LeaguePane.read_beside

    def counting(pane: LeaguePane, own: Session, now: Situation) -> Mapping[str, Place]:
        reads.append(now)
        return read(pane, own, now)

    monkeypatch.setattr(LeaguePane, "read_beside", counting)

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot)
        pane = page.query_one("#league", LeaguePane)

        def listed() -> list[LeagueStanding]:
            assert pane.now is not None
            return [row.standing for row in pane.rows_of(pane.now).values()]

        before, asked = listed(), len(reads)
        own = session(path)
        projects.report(own, "P0042", {}, money="900万")
        await until(pilot, lambda: listed() != before)
        assert len(reads) == asked and listed() == league(own, own.situation())
        own.close()

    run(path, test)


# The page of a county ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("size", "language"), [((80, 24), "en"), ((120, 40), "zh"), ((40, 24), "en")])
def test_a_county_shows_its_place_and_its_year(tmp_path: Path, size: tuple[int, int], language: str) -> None:
    path = database(tmp_path)
    row = table(path)[0]

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await county_page(app, pilot, row.county)
        shown = "\n".join("".join(text for text, _tone in one.line) for one in page._rows.values())
        assert f"{row.score / 10:.1f}" in shown and (f"{row.start.met}/{row.start.due}" in shown) == (size[0] > 80)
        assert "2026" in shown and ("10  " in shown or size[0] == 40)  # the months of the year's chart
        if language == "en":  # at 40 columns the figures that the gap was made from are cut off, not the gap
            assert any(" pp behind" in line or " pp ahead" in line for line in shown.splitlines())
        await press(pilot, "G")
        assert all(cells(line) <= size[0] for line in lines(app))

    run(path, test, size=size, language=language)


def test_every_part_opens_the_rows_that_it_was_counted_from(tmp_path: Path) -> None:
    path = database(tmp_path)
    rows = table(path)
    row = next(row for row in rows if all(part.due for part in row.parts))

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        for name in PARTS:
            page = await county_page(app, pilot, row.county)
            page.listing.move_to(f"{PART}{name}")
            await press(pilot, "enter")
            await until(pilot, lambda: isinstance(app.screen, LeaguePartPage) and bool(app.screen._rows))
            own = app.screen
            assert isinstance(own, LeaguePartPage)
            counted = [one for one in own._rows.values() if one.subject is not None and one.subject != row.county]
            part = getattr(row, name)
            if name in ("start", "registration", "closed"):
                assert len(counted) == part.due
            assert counted and all(one.subject is not None for one in counted)
            await press(pilot, "down", "enter")
            await until(pilot, lambda page=own: app.screen is not page and not isinstance(app.screen, LeaguePartPage))
            await press(pilot, "escape", "escape", "escape")

    run(path, test)


def test_every_figure_of_a_county_opens_its_rows(tmp_path: Path) -> None:
    path = database(tmp_path)

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        async def enter(key: str) -> None:
            page = await county_page(app, pilot, "C01")
            page.listing.move_to(key)
            assert page.listing.cursor == key
            await press(pilot, "enter")
            await until(pilot, lambda: app.screen is not page)

        situation = app.situation
        assert situation is not None
        await enter("leader")
        assert isinstance(app.screen, PersonPage)
        await enter("projects")
        assert isinstance(app.screen, ProjectsPage) and app.screen.pane.words == {"county": "C01"}
        await enter("blockers")
        assert isinstance(app.screen, BlockersPage)
        wanted = filters.blocker_filter({"county": "C01"})
        here = [item for item in situation.snapshot.blockers.values() if filters.match_blocker(situation, item, wanted)]
        page = await county_page(app, pilot, "C01")
        assert f"{len(here)} open" in "".join(text for text, _tone in page._rows["blockers"].line)
        await enter("leads")
        assert isinstance(app.screen, PromotionPage)
        await enter("money")
        assert isinstance(app.screen, LeaguePartPage)
        await enter("league")
        assert isinstance(app.screen, CountiesPage)
        await enter("parity0")
        assert isinstance(app.screen, ParityPage)
        await enter("legend investment")
        assert isinstance(app.screen, SeriesPage)

    run(path, test)


def test_a_report_of_the_county_arrives(tmp_path: Path) -> None:
    path = database(tmp_path)

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await county_page(app, pilot, "C01")
        before = page._rows["money"].line
        own = session(path)
        project = next(row.code for row in own.situation().snapshot.projects.values() if row.county == "C01" and row.plan_100)
        projects.report(own, project, {}, money="900万")
        own.close()
        await until(pilot, lambda: page._rows["money"].line != before and not page.behind)

    run(path, test)


def test_what_a_county_was_named_for_stands_on_its_page(tmp_path: Path) -> None:
    path = database(tmp_path)
    own = session(path)
    named = next(row for row in merits.merits(own, own.situation()) if row.merit.county)
    own.close()

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await county_page(app, pilot, named.subject)
        page.listing.move_to(f"merit:{named.merit.code}")
        assert named.merit.text in line_of(app, named.merit.code)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, MeritPage))

    run(path, test)


# The chart of the year ---------------------------------------------------------------------------------------------------


def text_of(lines_: Sequence[Line]) -> list[str]:
    return ["".join(said for said, _tone in line) for line in lines_]


def drawn(width: int, values: Sequence[int | None], target: int | None = None, way: Way = Way.BLOCKS) -> list[str]:
    months = [*values, *[None] * (12 - len(values))]
    return text_of(over_year(width, 10, Signs(way), [YearCurve("固投", months, "accent")], growth_text,
                             target=None if target is None else (target, "目标")))


def test_the_chart_begins_where_the_figures_begin() -> None:
    lines_ = drawn(80, [590, 610], 800)
    scale = [line.split()[0] for line in lines_ if line.strip()[:1].isdigit() and "%" in line]
    assert scale[0] == "8.0%" and scale[-1] in ("5.5%", "5.0%")
    assert "目标" in lines_[0] and "固投" not in lines_[0]  # the name at the end of its line
    assert lines_[-1].split() == [str(month) for month in range(1, 13)]


def test_growth_may_be_negative_and_nothing_may_be_known() -> None:
    assert any(line.lstrip().startswith("-3.0%") or line.lstrip().startswith("-4.0%") for line in drawn(80, [-250, 150]))
    assert drawn(80, []) == [] and drawn(20, [100, 200]) == []


@pytest.mark.parametrize("way", Way)
@pytest.mark.parametrize("width", [30, 40, 80, 120])
def test_the_chart_keeps_to_its_width(width: int, way: Way) -> None:
    lines_ = drawn(width, [*range(500, 1700, 100)], 90_000, way)
    assert all(cells(line) == width for line in lines_)
    assert drawn(width, [500, None, 700], None, way) == [] or len(drawn(width, [500, None, 700], None, way)) == 10
