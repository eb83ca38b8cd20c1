"""Task forces and dispatches: four panes, what their keys do, and the pages that Enter opens. The city is the demonstration's."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from campaign.core.quantity import format_quantity
from campaign.service import Session, blockers, land, task_forces
from campaign.store.queries.task_forces import task_force_projects
from campaign.store.records import DISPATCH_ENTRIES, DISPATCHES, TASK_FORCE_MEMBERS
from campaign.tables import task_forces as forces
from campaign.tables.uncovered import MATCHES
from campaign.tables.width import cells
from campaign.tui.app import CampaignApp
from campaign.tui.dialogs.choose import Choose
from campaign.tui.dialogs.form import Form
from campaign.tui.screens.blockers.blocker_page import BlockerPage
from campaign.tui.screens.land.land_task_page import LandTaskPage
from campaign.tui.screens.land.screen import LandPage
from campaign.tui.screens.task_forces.dispatch_page import DispatchPage
from campaign.tui.screens.task_forces.screen import TaskForcesPage
from campaign.tui.screens.task_forces.task_force_page import TaskForcePage
from campaign.tui.shell.list_pane import Pane
from campaign.tui.widgets.sheet import Sheet
from tests.tui.city import database, line_of, lines, press, run, session, until

NATIONAL = "U24"
"""The body where nobody is."""


async def opened(app: CampaignApp, pilot: Pilot[None], pane: int = 0) -> TaskForcesPage:
    await press(pilot, "t", *["tab"] * pane)
    await until(pilot, lambda: isinstance(app.screen, TaskForcesPage) and app.screen.pane.rows.total > 0)
    assert isinstance(app.screen, TaskForcesPage)
    return app.screen


def keys(pane: Pane) -> list[str]:
    return [key for key in pane.order.flat()[0] if not key.startswith("#")]


async def saved(app: CampaignApp, pilot: Pilot[None], values: dict[str, str]) -> None:
    await until(pilot, lambda: isinstance(app.screen, Form))
    assert isinstance(app.screen, Form)
    app.screen._put(values)
    await press(pilot, "ctrl+s")
    await until(pilot, lambda: not isinstance(app.screen, Form))


def test_the_panes_are_those_of_the_service(tmp_path: Path) -> None:
    path = database(tmp_path)

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot)
        other = session(path)
        situation = other.situation()
        found = {row.force.code: row for row in task_forces.task_forces(other, situation)}
        assert set(keys(page.pane)) == set(found)
        for code, row in found.items():
            shown = line_of(app, f" {code} ") if code != page.subject else line_of(app, f">{code} ")
            assert row.force.name in shown and format_quantity(row.sums.delivered) in shown
        assert [found[code].sums.delivered for code in keys(page.pane)] == sorted(
            (row.sums.delivered for row in found.values()), reverse=True)
        await press(pilot, "tab")
        assert keys(page.pane)[0] == "D002" and "2d overdue" in line_of(app, "D002")
        assert "returned" in line_of(app, "D005 ") and "left" in line_of(app, "D001 ")
        await press(pilot, "tab")
        assert keys(page.pane) == [row.unit for row in task_forces.uncovered(other, situation)] == [NATIONAL]
        await press(pilot, "tab")
        assert keys(page.pane) == [row.blocker for row in task_forces.matches(other, situation)]
        await until(pilot, lambda: "Task forces 4" in lines(app)[2] and "Dispatches 6" in lines(app)[2])
        await press(pilot, "tab", "shift+tab")
        assert page._at == 3
        other.close()

    run(path, test)


def test_every_column_sorts_and_every_group_holds_all(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot)
        for number in range(4):
            pane = page._panes[number]
            await until(pilot, lambda pane=pane: pane.rows.total > 0)  # type: ignore[misc]
            everything = sorted(keys(pane))
            for sort in pane.TABLE.sort_keys:
                assert pane.sort == sort and sort in [column.key for column, _width, _gap in pane.fitted(79)]
                await press(pilot, "S")
                assert "^" in "\n".join(lines(app)) and sorted(keys(pane)) == everything
                await press(pilot, "s")
            for group in (*pane.TABLE.group_keys[1:], pane.TABLE.group_keys[0]):
                await press(pilot, "v")
                assert pane.group == group and sorted(keys(pane)) == everything
            await press(pilot, "tab")
        assert forces.DISPATCHES.group_keys[1:] and MATCHES.group_keys[1:]

    run(database(tmp_path), test, size=(120, 40))


def test_enter_opens_the_rows_that_a_figure_was_made_from(tmp_path: Path) -> None:
    path = database(tmp_path)

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot)
        page.pane.rows.move_to("T01")
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, TaskForcePage) and app.screen.listing.total > 0)
        own = app.screen
        assert isinstance(own, TaskForcePage) and own.view is not None
        results = own.view.results
        assert results.sums == own.view.found.sums and results.sums.delivered > 0
        shown = [row for key, row in own._rows.items() if key.startswith("land") and row.subject]
        assert [row.subject for row in shown] == [item.task for item in results.land]
        closed = {row.subject for key, row in own._rows.items() if key.startswith("closed:")}
        assert closed == {row.code for row in results.closed}
        assert "nobody" in "\n".join("".join(text for text, _tone in row.line) for row in own._rows.values())
        own.listing.move_to("land0")
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, LandTaskPage))
        await press(pilot, "escape", "escape")
        await until(pilot, lambda: app.screen is page)
        await press(pilot, "tab", "tab", "enter")
        await until(pilot, lambda: isinstance(app.screen, LandPage) and app.screen.pane.rows.total > 0)
        assert isinstance(app.screen, LandPage) and keys(app.screen.pane) == ["A0052"]
        assert "国家林草主管部门" in "\n".join(lines(app)) and "submitted" in "\n".join(lines(app))
        await press(pilot, "t", "tab")
        match = page.subject
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, BlockerPage))
        assert isinstance(app.screen, BlockerPage) and app.screen.code == match

    run(path, test)


def test_a_task_force_is_added_and_edited(tmp_path: Path) -> None:
    path = database(tmp_path)

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot)
        await press(pilot, "a")
        await until(pilot, lambda: isinstance(app.screen, Choose))
        await press(pilot, "enter")
        await saved(app, pilot, {"name": "用海专班", "head": "L07", "member": "M016", "skills": "sea", "projects": "P0030 P0068"})
        await until(pilot, lambda: page.subject == "T05")
        store = app.session.store
        assert [row.person for row in TASK_FORCE_MEMBERS.all(store, task_force="T05")] == ["M016"]
        await press(pilot, "e")
        await saved(app, pilot, {"projects": "P0030 P0074", "member": "M027", "skills": "planning", "leaves": "M016"})
        assert list(task_force_projects(store, "T05")) == ["P0030", "P0074"]
        members = TASK_FORCE_MEMBERS.all(store, task_force="T05")
        assert [(row.person, *row.skills) for row in members] == [("M027", "planning")]
        await press(pilot, "e")
        await until(pilot, lambda: isinstance(app.screen, Form))
        assert isinstance(app.screen, Form)
        app.screen._put({"projects": "P0042"})
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: "T01 works for P0042 already" in " ".join("\n".join(lines(app)).split()))
        await press(pilot, "escape", "u")
        await until(pilot, lambda: list(task_force_projects(store, "T05")) == ["P0030", "P0068"])

    run(path, test)


def test_somebody_is_sent_brings_something_back_and_returns(tmp_path: Path) -> None:
    path = database(tmp_path)

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot, 2)
        assert page.subject == NATIONAL and "last there" in line_of(app, "back on")
        await press(pilot, "a")
        await until(pilot, lambda: isinstance(app.screen, Choose))
        await press(pilot, "enter")
        await saved(app, pilot, {"person": "M036", "until": "D+70", "purpose": "跟进用林"})  # to the body under the cursor
        store = app.session.store
        sent = DISPATCHES.one(store, "D007")
        assert (sent.person, sent.unit) == ("M036", NATIONAL)
        await until(pilot, lambda: page._at == 1 and page.subject == "D007")
        await press(pilot, "n")
        await until(pilot, lambda: isinstance(app.screen, Choose))
        await press(pilot, "down", "enter")
        await saved(app, pilot, {"text": "已送会签"})
        assert [(row.approval, row.text) for row in DISPATCH_ENTRIES.all(store, dispatch="D007")] == [("A0052", "已送会签")]
        await press(pilot, "n")
        await until(pilot, lambda: isinstance(app.screen, Choose))
        await press(pilot, "enter")
        await saved(app, pilot, {"text": "每月十日集中评审"})
        await until(pilot, lambda: "每月十日集中评审" in "\n".join(lines(app)))
        await press(pilot, "tab")
        await until(pilot, lambda: page.pane.rows.total == 0 and "somebody is there" in "\n".join(lines(app)))
        await press(pilot, "shift+tab", "r")
        await saved(app, pilot, {"returned": "today"})
        await until(pilot, lambda: "returned" in line_of(app, "D007 "))
        await press(pilot, "r")
        await until(pilot, lambda: "came back on" in "\n".join(lines(app)))
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, DispatchPage) and "每月十日集中评审" in "\n".join(lines(app)))

    run(path, test)


def test_a_typed_filter_finds_by_name_and_pinyin(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot)
        for pane, typed, wanted in ((0, "zdcq", "T02"), (1, "slyj", "D002"), (2, "gj", NATIONAL), (3, "b0064", "B0064")):
            while page._at != pane:
                await press(pilot, "tab")
            await until(pilot, lambda: page.pane.rows.total > 0)
            await press(pilot, "/", *typed, "enter")
            assert wanted in keys(page.pane), (typed, keys(page.pane))
            await press(pilot, "escape")

    run(database(tmp_path), test)


def test_it_follows_what_another_session_writes(tmp_path: Path) -> None:
    path = database(tmp_path)

    def same(app: CampaignApp, pane: Pane, other: Session) -> None:
        situation = other.situation()
        fresh = [{row.force.code: row for row in task_forces.task_forces(other, situation)},
                 {row.dispatch.code: row for row in task_forces.dispatches(other)},
                 {row.unit: row for row in task_forces.uncovered(other, situation)},
                 {row.blocker: row for row in task_forces.matches(other, situation)}]
        assert isinstance(app.screen, TaskForcesPage) and app.situation is not None
        at = app.screen._panes.index(pane)
        rows = pane.rows_of(app.situation)
        assert {code: getattr(row, "match", row) for code, row in rows.items()} == fresh[at]

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot)
        other = session(path, actor="wang")
        force, _sent, _queue, match = page._panes
        before = {code: row.sums for code, row in force.rows_of(app.situation).items()}  # type: ignore[arg-type]
        land.land_progress(other, "G0014", amount="+10")
        await until(pilot, lambda: force.rows_of(app.situation)["T01"].sums.delivered == before["T01"].delivered + 1000)  # type: ignore[arg-type]
        blockers.resolve(other, "B0107", "批复已下")
        await until(pilot, lambda: force.rows_of(app.situation)["T01"].sums.closed == before["T01"].closed + 1)  # type: ignore[arg-type]
        same(app, force, other)
        await press(pilot, "tab", "tab", "tab")
        await until(pilot, lambda: match.rows.total > 0)
        cursor = keys(match)[5]
        match.rows.move_to(cursor)
        gone = keys(match)[0]
        blockers.resolve(other, gone, "已办")
        await until(pilot, lambda: gone not in keys(match))
        same(app, match, other)
        task_forces.change_task_force(other, "T03", drop_members=["M001"], add_members=["M005:pipeline"])
        await until(pilot, lambda: any("M005" in row.match.persons for row in match.rows_of(app.situation).values()))  # type: ignore[arg-type]
        same(app, match, other)
        assert match.cursor == cursor
        other.close()

    run(path, test)


def test_pages_of_a_project_and_of_a_person_lead_there(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        app.open("P0042")
        await until(pilot, lambda: "T01 用地用林要素专班" in "\n".join(lines(app)))
        app.open("M032")
        await until(pilot, lambda: "省自然资源厅" in "\n".join(lines(app)) and "用地用林要素专班" in "\n".join(lines(app)))

    run(database(tmp_path), test, size=(120, 60))


@pytest.mark.parametrize("size", [(40, 24), (60, 20), (80, 24), (120, 40)])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_it_fits(tmp_path: Path, size: tuple[int, int], language: str) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot)
        for _ in range(4):
            await until(pilot, lambda: page.pane.rows.total > 0)
            page.query_one(Sheet).update()
            await pilot.pause()
            assert all(cells(line) <= size[0] for line in lines(app))
            await press(pilot, "tab")
        for code in ("T01", "D001"):
            app.open(code)
            await pilot.pause()
            assert all(cells(line) <= size[0] for line in lines(app))

    run(database(tmp_path), test, size=size, language=language)


def test_empty_panes_say_what_to_type(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        await press(pilot, "t")
        await until(pilot, lambda: "There is no task force" in "\n".join(lines(app)))
        await press(pilot, "tab")
        await until(pilot, lambda: "Nobody is dispatched" in "\n".join(lines(app)))
        await press(pilot, "tab", "tab")
        await until(pilot, lambda: "No skill is wanted" in "\n".join(lines(app)))
        await press(pilot, "e")
        assert isinstance(app.screen, TaskForcesPage)  # no form opens on nothing

    run(database(tmp_path, empty=True), test)


def test_the_figures_of_the_list_are_those_of_the_rows(tmp_path: Path) -> None:
    """SQL sums for the list, ``core.task_forces.results`` counts for the page."""
    own = session(database(tmp_path))
    task_forces.change_task_force(own, "T01", end="D+20")
    situation = own.situation()
    for row in task_forces.task_forces(own, situation):
        one, results = task_forces.task_force(own, situation, row.force.code)
        assert row == one and row.sums == results.sums
    own.close()
