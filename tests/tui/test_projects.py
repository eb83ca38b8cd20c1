"""Screen 4: order, groups, filters, details; the cursor stays where it is while others write."""

import random
from pathlib import Path

import pytest
from textual.pilot import Pilot

from campaign.core.filters import match_project, project_filter
from campaign.core.model.project import Stage
from campaign.core.situation import Situation
from campaign.service import projects as projects_service
from campaign.service import questions, records
from campaign.store.queries import approvals as approvals_queries
from campaign.tables.order import HEADER, Order
from campaign.tables.project_cells import seen
from campaign.tables.projects import PROJECTS
from campaign.tables.width import cells
from campaign.tui.app import CampaignApp
from campaign.tui.screens.projects.screen import ProjectsPage
from campaign.words.listed_because import why_asked
from tests.core import build
from tests.core.build import CAMPAIGN
from tests.tui.city import database, line_of, lines, press, run, session, until


async def projects(app: CampaignApp, pilot: Pilot[None]) -> ProjectsPage:
    await press(pilot, "4")
    page = app.screen
    assert isinstance(page, ProjectsPage)
    await until(pilot, lambda: page.pane.rows.total > 0)
    return page


def keys(page: ProjectsPage) -> list[str]:
    return page.pane.order.flat()[0]


def test_worst_first_with_reasons(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await projects(app, pilot)
        assert page.pane.rows.total == 163  # the withdrawn one too
        situation = app.situation
        assert situation is not None
        lights = [situation.assessments[code].light for code in keys(page)]
        assert lights[:17] == ["red"] * 17
        assert "B0065 late 19d" in line_of(app, "> red")
        assert "1/163" in lines(app)[-1]
        assert line_of(app, "B0065 overdue by 19 days")  # the details

    run(database(tmp_path), test)


def test_every_column_sorts_both_ways_and_shows(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await projects(app, pilot)
        everything = set(keys(page))
        for sort in PROJECTS.sort_keys:
            assert page.pane.sort == sort
            forward = keys(page)
            shown = [column.key for column, _width, _gap in page.pane.fitted(79)]
            assert sort in shown
            assert "^" not in lines(app)[3]
            await press(pilot, "S")
            assert "^" in lines(app)[3]
            assert set(forward) == set(keys(page)) == everything
            if sort == "code":
                assert (forward == sorted(everything) and keys(page) == forward[::-1]) or keys(page) == forward
            await press(pilot, "s")
        assert page.pane.sort == PROJECTS.sort_keys[0]

    run(database(tmp_path), test)


def test_groups(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await projects(app, pilot)
        cursor = page.pane.rows.cursor
        for group in (*PROJECTS.group_keys[1:], PROJECTS.group_keys[0]):
            await press(pilot, "v")
            assert page.pane.group == group
            assert page.pane.rows.cursor == cursor
            headers = [key for key in keys(page) if key.startswith(HEADER)]
            assert bool(headers) is bool(group)
            assert page.pane.rows.total == 163
        await press(pilot, "v")
        assert "projects" in line_of(app, "望潮区")

    run(database(tmp_path), test)


@pytest.mark.parametrize(("typed", "found"), [("bhxcl", "P0042"), ("p0042", "P0042"), ("p42", "P0042"), ("binhaixin", "P0042")])
def test_filter_while_letters_are_text(tmp_path: Path, typed: str, found: str) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await projects(app, pilot)
        await press(pilot, "/", *typed)
        assert app.screen is page
        assert found in keys(page) and len(keys(page)) < 20
        await press(pilot, "enter")
        assert page.focused is page.pane.rows
        assert f"/{typed}" in lines(app)[-1]
        await press(pilot, "escape")
        assert page.pane.rows.total == 163
        assert page.pane.rows.cursor is not None

    run(database(tmp_path), test)


def test_filter_that_finds_nothing(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await projects(app, pilot)
        await press(pilot, "/", *"zzzz")
        assert line_of(app, "Nothing here fits.")
        assert page.subject is None
        await press(pilot, "escape")
        assert page.pane.rows.total == 163

    run(database(tmp_path), test)


def test_news_keeps_the_cursor_and_the_order(tmp_path: Path) -> None:
    path = database(tmp_path)

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await projects(app, pilot)
        await press(pilot, "j", "j", "j")
        was = page.pane.rows.cursor
        other = session(path, actor="wang")
        projects_service.report(other, "P0017", {}, money="+300万")
        records.edit(other, "P0127", {"name": "石埠港铁路专用线改名"})
        added = records.add_project(other, {"name": "新来的项目"}).subject
        await until(pilot, lambda: added in keys(page))
        assert page.pane.rows.cursor == was
        assert line_of(app, "石埠港铁路专用线改")
        patched = keys(page)
        page.pane.fill()
        assert keys(page) == patched
        # A filter that is on finds what is new, and lets go of what no longer fits.
        await press(pilot, "/", *"xldxm", "enter")
        assert keys(page) == [added]
        records.edit(other, added, {"name": "别的"})
        await until(pilot, lambda: not keys(page))
        other.close()

    run(path, test)


def test_words_from_elsewhere(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await projects(app, pilot)
        page.set_words({"light": "red", "county": "C01"})
        await pilot.pause()
        assert "red" in line_of(app, "Only: ")
        assert 0 < page.pane.rows.total < 17
        await press(pilot, "escape")
        assert page.pane.rows.total == 163
        assert not any("Only: " in line for line in lines(app))
        await press(pilot, "escape")
        await until(pilot, lambda: app.current_mode == "overview")

    run(database(tmp_path), test)


@pytest.mark.parametrize("size", [(40, 24), (60, 20), (80, 24), (120, 40)])
@pytest.mark.parametrize("name", ["很" * 60, "x" * 60, "👩‍🌾" * 10])
def test_long_names_in_their_columns(tmp_path: Path, size: tuple[int, int], name: str) -> None:
    path = database(tmp_path)
    other = session(path)
    records.edit(other, "P0017", {"name": name})
    other.close()

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        await projects(app, pilot)
        row = line_of(app, "> red")
        assert cells(row) <= size[0]
        assert all(cells(line) <= size[0] for line in lines(app))

    run(path, test, size=size)


# The order ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("reverse", [False, True])
@pytest.mark.parametrize("grouped", [False, True])
def test_changed_order_is_the_order_made_anew(grouped: bool, reverse: bool) -> None:
    dice = random.Random(7)
    values: dict[str, int | None] = {f"P{n:04}": dice.choice([None, 1, 2, 3, 4]) for n in range(60)}
    groups = {code: dice.choice("abc") for code in values}
    present = set(list(values)[:40])

    def made() -> Order:
        return Order([code for code in values if code in present], values.__getitem__, reverse=reverse,
                     group=groups.__getitem__ if grouped else None, rank=lambda name, rows: (-len(rows), name))  # fmt: skip

    order = made()
    for _ in range(200):
        touched = dice.sample(list(values), dice.randint(1, 4))
        for code in touched:
            values[code], groups[code] = dice.choice([None, 1, 2, 3, 4]), dice.choice("abc")
            (present.add if dice.random() < 0.7 else present.discard)(code)
        before = order.flat()
        done = order.change(touched, present.__contains__)
        assert order.flat() == made().flat()
        assert len(order) == len(present)
        if order.flat() != before:
            assert done.moved
        assert done.stale >= present.intersection(touched)


def test_unknown_values_stand_last_both_ways() -> None:
    values = {"P0001": None, "P0002": 2, "P0003": 1, "P0010": 2}
    assert Order(values, values.__getitem__).flat()[0] == ["P0003", "P0002", "P0010", "P0001"]
    assert Order(values, values.__getitem__, reverse=True).flat()[0] == ["P0002", "P0010", "P0003", "P0001"]


def test_a_site_unseen_for_as_long_as_the_setting_says_stands_out() -> None:
    """Two days without a visit: plain by default, yellow once the threshold is two."""
    strict = CAMPAIGN._replace(settings=CAMPAIGN.settings._replace(watermelon_visit=2))
    site = build.project(stage=Stage.BUILDING, started=build.day(1), last_visit=build.day(8))
    for campaign, tone in ((CAMPAIGN, ""), (strict, "yellow")):
        situation = Situation.of(build.snapshot([site], campaign=campaign), build.day(10))
        assert seen(situation, site)[1] == tone


# Why a row is in a list that was asked for ------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [
    {"lapsing": "yes"}, {"lapsing": "soon"}, {"contact_due": "yes"}, {"unregistered": "yes"}, {"mark": "too_late"},
    {"mark": "at_risk"}, {"mark": "understaffed"}, {"nobody_today": "yes"}, {"orphan": "yes"}])
def test_every_row_of_a_finding_says_why_it_is_there(tmp_path: Path, words: dict[str, str]) -> None:
    opened = session(database(tmp_path))
    situation, wanted = opened.situation(), project_filter(words)
    found = [row for row in situation.snapshot.projects.values() if match_project(situation, row, wanted)]
    for project in found:
        short = why_asked(situation, project, wanted)
        exact = why_asked(situation, project, wanted, approvals_queries.approvals(opened.store, project=project.code),
                          questions.outlook(opened, situation, project.code))
        assert short and exact
        if "lapsing" in words or "contact_due" in words:
            assert "A0" in exact and "A0" not in short
        if words.get("mark") in ("too_late", "at_risk"):
            assert "milestone" in exact
        assert not why_asked(situation, project, project_filter({"county": "C01"}))
    opened.close()


def test_the_row_and_the_details_say_it(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await projects(app, pilot)
        page.set_words({"mark": "too_late"})
        await pilot.pause()
        assert "was the last" in line_of(app, ">") or "no day was early enough" in line_of(app, ">")
        assert line_of(app, "minima end")

    run(database(tmp_path), test)
