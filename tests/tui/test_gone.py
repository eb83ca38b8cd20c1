"""What is no more: no form opens on it, is saved with it or proposes it; and what `a` adds where rows are somebody's."""

from collections.abc import Callable
from pathlib import Path

import pytest

from campaign.kinds import registry
from campaign.service import Session, approvals, blockers, land, records, settings
from campaign.tui.dialogs import record_form
from campaign.tui.dialogs.form import Form
from campaign.tui.dialogs.form_fields import ABOUT, NAMED
from campaign.tui.host import Draft
from campaign.tui.screens.leaders.person_page import PersonPage
from campaign.tui.shell.proposals import proposed
from campaign.tui.shell.verb_context import whose
from tests.tui.scene import Dashboard, dashboard, running, session

ADDED = registry.addable()
GONE = {"county": "C99", "unit": "U99", "leader": "L99", "person": "M099", "project": "P0099", "projects": "P0001 P0099",
        ABOUT: "G0099", "trip": "R099", "event": "E099"}
"""Kind of line → codes of which one names nothing."""


def form(board: Dashboard) -> Form:
    assert isinstance(board.app.screen, Form), board.text()
    return board.app.screen


def undone(path: Path, make: Callable[[Session], str]) -> str:
    own = session(path)
    code = make(own)
    settings.undo(own)
    own.close()
    return code


@pytest.mark.parametrize(("action", "make"), [
    ("edit", lambda own: records.add(own, "county", {"name": "东山县"}).subject),
    ("visit", lambda own: records.add_project(own, {"name": "新项目"}).subject),
    ("claim", lambda own: records.add_project(own, {"name": "新项目"}).subject),
    ("note", lambda own: records.add_project(own, {"name": "新项目"}).subject),
    ("move_on", lambda own: records.add_project(own, {"name": "新项目"}).subject),
    ("note", lambda own: blockers.add_blocker(own, {"title": "卡点", "category": "land"}, projects=["P1"]).subject),
])
@running
async def test_nothing_is_asked_about_what_was_undone(tmp_path: Path, action: str, make: Callable[[Session], str]) -> None:
    code = undone(tmp_path / "a.db", make)
    async with dashboard(tmp_path / "a.db") as board:
        await board.at(code)
        board.app.act(action)
        await board.settle()
        assert not board.app.screen.is_modal
        assert code in board.said


NAMING = [(what, field.name) for what in ADDED for field in record_form.add(what).fields
          if field.holds in NAMED and field.holds in GONE]


@pytest.mark.parametrize(("what", "line"), NAMING)
@running
async def test_a_name_that_is_gone_is_said_at_its_line(tmp_path: Path, what: str, line: str) -> None:
    """Chosen, taken back by somebody else, then saved: the cursor goes to the line, and nothing is written."""
    async with dashboard(tmp_path / "a.db") as board:
        await board.app.push_screen(record_form.add(what))
        await board.settle()
        opened = form(board)
        seq = board.app.session.store.snapshot().seq
        for row in opened.rows:  # all the others are filled in well enough
            if row.field.required and not row.text:
                if row.field.words is not None:
                    row.text = next(iter(row.field.words)).value
                elif (choices := opened._choices(row) if row.field.holds in NAMED else None):
                    row.text = choices[0].code
                else:
                    row.text = {"day": "today", "period": "2026-10"}.get(row.field.holds, "某事")
        wrong = next(row for row in opened.rows if row.field.name == line)
        wrong.text = GONE[wrong.field.holds]
        await board.press("ctrl+s")
        assert board.app.screen is opened
        assert next(row.field.name for row in opened.rows if row.active) == line and wrong._said
        assert board.app.session.store.snapshot().seq == seq


def test_lines_that_name_something_are_walked() -> None:
    assert {"county", "leader", "unit", "manager", "projects", "about", "project", "person"} <= {line for _what, line in NAMING}


@running
async def test_a_draft_comes_back_without_what_is_gone(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        empty = {slot.name: "" for slot in record_form.add("project").fields}
        board.app.drafts["add project"] = Draft({**empty, "name": "新项目", "county": "C99", "leader": "L01"}, empty, None)
        await board.app.push_screen(record_form.add("project"))
        await board.settle()
        typed = form(board).typed
        assert (typed["name"], typed["county"], typed["leader"]) == ("新项目", "", "L01")


@running
async def test_a_line_that_is_not_changed_is_not_looked_up(tmp_path: Path) -> None:
    """A lead whose leader has no column any more can still be edited."""
    from campaign.service import leads

    own = session(tmp_path / "a.db")
    leads.add_lead(own, {"name": "膜材料总部", "leader": "L02"})
    records.edit(own, "L02", {"leader": "no"})
    own.close()
    async with dashboard(tmp_path / "a.db") as board:
        await board.app.push_screen(record_form.edit(board.app.session, board.app.situation, "K0001"))
        await board.settle()
        next(row for row in form(board).rows if row.field.name == "firm").text = "东岸新材"
        await board.press("ctrl+s")
        assert not board.app.screen.is_modal


# What is proposed -----------------------------------------------------------------------------------------------------------


@running
async def test_nothing_new_is_proposed_on_a_withdrawn_project_or_about_what_is_settled(tmp_path: Path) -> None:
    own = session(tmp_path / "a.db")
    land.add_land_task(own, {"name": "南湾征地", "kind": "expropriation", "target": "100亩"}, projects=["P1"])
    land.accept(own, "G1")
    approvals.add_approvals(own, "P1", ["land"])
    approvals.waive(own, "A1", "不需要")
    records.edit(own, "P2", {"withdrawn": "退库"})
    own.close()
    async with dashboard(tmp_path / "a.db") as board:
        situation = board.app.situation
        assert situation is not None
        for code in ("G0001", "A0001"):
            assert proposed(board.app, code)["blocker"] == {"projects": "P0001"}
        for code in ("P0002", "B0002"):  # one that is on it alone
            found = proposed(board.app, code)
            assert not any("P0002" in text for values in found.values() for text in values.values())


async def _grouped(board: Dashboard, mode: str) -> None:
    await board.press(mode)
    page = board.app.screen
    page.set_view(None, "leader", "")  # type: ignore[attr-defined]
    await board.settle()
    page.point_at("P0001")  # type: ignore[attr-defined]


async def _table(board: Dashboard) -> None:
    await board.press("2", "v")
    board.app.screen.point_at("L01")  # type: ignore[attr-defined]


async def _card(board: Dashboard) -> None:
    await board.press("2")
    board.app.screen.point_at("P0001")  # type: ignore[attr-defined]


async def _page(board: Dashboard) -> None:
    await board.app.push_screen(PersonPage("L01"))
    await board.settle()
    board.app.screen.listing.move_to("led:P0001")  # type: ignore[attr-defined]


async def _projects(board: Dashboard) -> None:
    await _grouped(board, "4")


async def _reserve(board: Dashboard) -> None:
    await _grouped(board, "7")


@pytest.mark.parametrize("go", [_table, _card, _page, _projects, _reserve])
@running
async def test_where_rows_are_somebodys_what_is_new_is_theirs(tmp_path: Path, go: Callable[[Dashboard], object]) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        await go(board)  # type: ignore[misc]
        await board.pilot.pause()
        situation = board.app.situation
        assert situation is not None and whose(board.app) == "L01"
        found = proposed(board.app, board.app.page.subject or "")
        assert found["project"] == found["trip"] == found["lead"] == {"leader": "L01"}


@running
async def test_a_list_that_is_not_grouped_by_leader_is_nobodys(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        for keys in (("4",), ("4", "v"), ("3",), ("6",)):
            await board.press(*keys)
            assert board.app.page is not None and board.app.page.person is None
