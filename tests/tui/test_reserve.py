"""Screen 7: the rows are those of the service, sorted, grouped and filtered; it follows what others write."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from campaign.core.model.land import ApprovalState
from campaign.core.model.leads import NodeState
from campaign.core.model.people import Rank
from campaign.core.model.project import TargetList
from campaign.data.lists import lists
from campaign.service import chain, records, reserve
from campaign.service.reserve import Reserve
from campaign.tables.order import HEADER
from campaign.tables.reserve import NOBODY, RESERVE, next_entry
from campaign.tables.width import cells
from campaign.tui.app import CampaignApp
from campaign.tui.screens.projects.project_page import ProjectPage
from campaign.tui.screens.reserve.screen import ReservePage
from campaign.tui.widgets.sheet import Sheet
from campaign.words import label
from campaign.words.reserve import missing_text
from tests.tui.city import database, line_of, lines, press, run, session, until


async def opened(app: CampaignApp, pilot: Pilot[None]) -> ReservePage:
    await press(pilot, "7")
    await until(pilot, lambda: isinstance(app.screen, ReservePage) and app.screen.pane.rows.total > 0)
    assert isinstance(app.screen, ReservePage)
    return app.screen


def keys(page: ReservePage) -> list[str]:
    return page.pane.order.flat()[0]


def expected(path: Path) -> Reserve:
    other = session(path)
    try:
        return reserve.overview(other, other.situation())
    finally:
        other.close()


def test_the_rows_are_those_of_the_service(tmp_path: Path) -> None:
    path = database(tmp_path)
    found = expected(path)

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot)
        assert keys(page) == [row.project.code for row in found.candidates]
        assert f"1/{len(found.candidates)}" in lines(app)[-1]
        names, counts = lines(app)[2:4]
        assert all(str(stage.projects) in counts and label(stage.stage) in names for stage in found.funnel)
        best = found.candidates[0]
        shown = line_of(app, f" {best.project.name} ")
        assert best.maturity is not None
        granted, required = best.maturity.granted, best.maturity.required
        assert str(best.score.score) in shown and f"{granted}/{required}" in shown
        assert "■" * granted + "□" * (required - granted) in shown

    run(path, test)


def test_every_column_sorts_both_ways_and_shows(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot)
        everything = set(keys(page))
        for sort in RESERVE.sort_keys:
            assert page.pane.sort == sort
            assert sort in [column.key for column, _width, _gap in page.pane.fitted(79)]
            assert f"by {RESERVE.by_key[sort].title.lower()}" in lines(app)[4]
            await press(pilot, "S")
            assert "^" in lines(app)[5]
            assert set(keys(page)) == everything
            await press(pilot, "s")
        assert page.pane.sort == RESERVE.sort_keys[0]
        while page.pane.sort != "due":
            await press(pilot, "s")
        assert app.situation is not None
        days = [found.days if (found := next_entry(page.pane._rows[code], lists(), app.situation.today)) else None
                for code in keys(page)]
        known = [day for day in days if day is not None]
        assert known and known == sorted(known) and days[: len(known)] == known

    run(database(tmp_path), test)


def test_groups(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot)
        total, people = page.pane.rows.total, app.situation.snapshot.people if app.situation is not None else {}
        for group in (*RESERVE.group_keys[1:], ""):
            await press(pilot, "v")
            assert page.pane.group == group and page.pane.rows.total == total
            headers = [key for key in keys(page) if key.startswith(HEADER)]
            assert bool(headers) is bool(group)
            if group == "lists":
                assert set(page.pane.order.groups) <= {*TargetList, NOBODY}
            if group == "leader":
                taken = [header[len(HEADER):] for header in headers]
                principal = [code in people and people[code].rank is Rank.PRINCIPAL for code in taken]
                assert principal == sorted(principal, reverse=True) and taken[-1] == NOBODY
                pane = page.pane
                assert all(len({pane._rows[code].project.leader for code in codes}) == 1 for codes in pane.order.groups.values())
                assert line_of(app, "no principal leader")

    run(database(tmp_path), test)


def test_enter_opens_the_project_and_a_typed_filter_finds_it(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot)
        total, wanted = page.pane.rows.total, keys(page)[3]
        await press(pilot, "/", *wanted.lower(), "enter")
        assert keys(page) == [wanted]
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, ProjectPage))
        assert isinstance(app.screen, ProjectPage) and app.screen.code == wanted
        await press(pilot, "escape")
        await until(pilot, lambda: app.screen is page)
        await press(pilot, "escape")
        assert page.pane.rows.total == total
        await press(pilot, "escape")
        await until(pilot, lambda: app.current_mode == "overview")

    run(database(tmp_path), test)


def test_the_details_say_what_is_missing_and_what_the_score_rests_on(tmp_path: Path) -> None:
    path = database(tmp_path)

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot)
        code = page.pane.rows.cursor
        assert code is not None
        await until(pilot, lambda: page.pane._gaps[0] == code)
        other = session(path)
        for gap in page.pane._gaps[1]:
            assert gap == reserve.gap(other, code, gap.list)
            assert missing_text(gap.missing, lists()[gap.list])[:20] in "\n".join(lines(app))
        other.close()
        score = page.pane._rows[code].score
        assert line_of(app, f"Score {score.score}  size {score.size} x 50% + tax {score.tax} x 30% + pull {score.pull} x 20%")

    run(path, test)


@pytest.mark.parametrize("size", [(120, 40), (140, 40), (200, 50)])
def test_a_wide_screen_shows_the_candidate_and_what_the_chains_lack(tmp_path: Path, size: tuple[int, int]) -> None:
    """The parts of its score, every approval with how far it is, and the missing links in brackets, none of them red."""
    path = database(tmp_path)

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot)
        code = page.pane.rows.cursor
        assert code is not None
        await until(pilot, lambda: page.pane._gaps[0] == code)
        await pilot.pause(0.3)
        shown, other = "\n".join(lines(app)), session(path)
        row, situation = page.pane._rows[code], other.situation()
        needed = reserve.required(other, row.project, situation.today)
        granted = sum(one.state is ApprovalState.GRANTED for one in needed)
        assert row.maturity is not None and (granted, len(needed)) == (row.maturity.granted, row.maturity.required)
        assert f"{granted} of {len(needed)} granted" in shown and shown.count("not handed in") + shown.count("not filed") == sum(
            one.state is ApprovalState.NEEDED for one in needed)
        for weight in (50, 30, 20):
            assert f"counts {weight} %" in shown
        missing = [node.row.node for one in chain.chains(other, situation) for node in one.nodes
                   if node.row.state is NodeState.MISSING]
        assert missing and all(f"[{name}]" in shown for name in missing)
        other.close()

    run(path, test, size=size)


def test_it_follows_what_another_session_writes(tmp_path: Path) -> None:
    path = database(tmp_path)

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot)
        await press(pilot, "j", "j")
        was = page.pane.rows.cursor
        free = next(code for code, row in page.pane._rows.items() if not row.entries)
        other = session(path, actor="wang")
        reserve.add(other, free, "provincial_key", deadline="2026-12-01")
        await until(pilot, lambda: bool(page.pane._rows[free].entries))
        reserve.change(other, free, "provincial_key", state="submitted")
        await until(pilot, lambda: page.pane._rows[free].entries[0].state == "submitted")
        # A project that is larger than all others changes every score.
        added = records.add_project(other, {"name": "新来的项目", "stage": "reserve", "total": "900亿"}).subject
        await until(pilot, lambda: added in keys(page))
        gone = keys(page)[-1]
        records.edit(other, gone, {"stage": "permitted"})
        await until(pilot, lambda: gone not in keys(page))
        other.close()
        assert page.pane.rows.cursor == was
        found = expected(path)
        assert [page.pane._rows[code] for code in keys(page)] == found.candidates
        patched = keys(page)
        page.pane.fill()
        assert keys(page) == patched

    run(path, test)


@pytest.mark.parametrize("size", [(40, 24), (60, 20), (80, 24), (120, 40)])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_it_fits(tmp_path: Path, size: tuple[int, int], language: str) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot)
        for _ in RESERVE.group_keys:
            await press(pilot, "v")
            page.query_one(Sheet).update()
            await pilot.pause()
            assert all(cells(line) <= size[0] for line in lines(app))

    run(database(tmp_path), test, size=size, language=language)


def test_an_empty_reserve_says_what_to_type(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        await press(pilot, "7")
        await until(pilot, lambda: bool([line for line in lines(app) if "No project is in the reserve" in line]))

    run(database(tmp_path, empty=True), test)
