"""Forms name first whose row or page it is, begin on their first line, and propose nothing that is no more."""

from pathlib import Path
from typing import Any

import pytest

from campaign.core.codes import canonical
from campaign.core.errors import BadInput, NotFound
from campaign.kinds import registry
from campaign.service import blockers, records, settings
from campaign.tui.dialogs import record_form
from campaign.tui.dialogs.form import Form
from campaign.tui.screens.leaders.person_page import PersonPage
from campaign.tui.screens.log.screen import LogPage
from campaign.tui.shell.proposals import proposed
from tests.tui.scene import Dashboard, dashboard, running, session


def form(board: Dashboard) -> Form:
    assert isinstance(board.app.screen, Form), board.app.screen
    return board.app.screen


async def on_overview(board: Dashboard) -> None:
    board.app.screen.rows.move_to("stop:P0001")  # type: ignore[attr-defined]


async def on_person(board: Dashboard) -> None:
    await board.app.push_screen(PersonPage("L01"))
    await board.settle()
    board.app.screen.listing.move_to("today:P0001")  # type: ignore[attr-defined]


async def on_board(board: Dashboard) -> None:
    await board.press("2")
    board.app.screen.point_at("P0001")  # type: ignore[attr-defined]


async def on_table(board: Dashboard) -> None:
    await board.press("2", "v")
    board.app.screen.table.move_to("L01")  # type: ignore[attr-defined]


async def in_touch(board: Dashboard) -> None:
    await board.press("9", "v", "v", "v", "v", "v")
    board.app.screen.pane.rows.move_to("L01")  # type: ignore[attr-defined]


@pytest.mark.parametrize("go", [on_table, in_touch])
@running
async def test_a_row_per_leader_is_that_leader(tmp_path: Path, go: Any) -> None:
    """Enter opens the person, and what is added there is theirs."""
    async with dashboard(tmp_path / "a.db") as board:
        await go(board)
        page = board.app.page
        assert page is not None and (page.subject, page.person) == ("L01", "L01")
        await board.press("a", "enter")
        assert form(board).typed["leader"] == "L01"
        await board.press("escape")
        await board.press("enter")
        assert isinstance(board.app.screen, PersonPage) and board.app.screen.code == "L01"


@pytest.mark.parametrize("go", [on_overview, on_person, on_board])
@pytest.mark.parametrize("me", ["", "曾某远"])
@running
async def test_a_row_of_somebody_names_that_person(tmp_path: Path, go: Any, me: str) -> None:
    first = session(tmp_path / "a.db")
    records.edit(first, "P1", {"manager": "付某槐"})
    first.close()
    async with dashboard(tmp_path / "a.db", me=me) as board:
        await go(board)
        await board.pilot.pause()
        await board.press("o")
        assert form(board).typed["person"] == "L01"
        assert form(board).rows[0].active


@pytest.mark.parametrize(("me", "who"), [("曾某远", "L02"), ("", "M001")])
@running
async def test_elsewhere_it_is_who_looks_then_the_manager(tmp_path: Path, me: str, who: str) -> None:
    first = session(tmp_path / "a.db")
    records.edit(first, "P1", {"manager": "付某槐"})
    first.close()
    async with dashboard(tmp_path / "a.db", me=me) as board:
        await board.at("P0001")
        await board.press("o")
        assert form(board).typed["person"] == who


@pytest.mark.parametrize("kind", ["county", "leader", "project", "blocker", "unit"])
@running
async def test_nothing_is_proposed_of_what_was_undone(tmp_path: Path, kind: str) -> None:
    first = session(tmp_path / "a.db")
    made = {
        "county": lambda: records.add(first, "county", {"name": "东山县"}),
        "unit": lambda: records.add(first, "unit", {"name": "市水利局", "authority": "city"}),
        "leader": lambda: records.add_person(first, {"name": "孙某明"}, leader=True),
        "project": lambda: records.add_project(first, {"name": "新项目"}),
        "blocker": lambda: blockers.add_blocker(first, {"title": "卡点", "category": "land"}, projects=["P1"]),
    }[kind]()
    settings.undo(first)
    first.close()
    async with dashboard(tmp_path / "a.db") as board:
        app = board.app
        await app.push_screen(LogPage())
        await board.settle()
        for what in registry.addable():
            assert app.situation is not None
            try:
                values = proposed(app, made.subject).get(what)
            except NotFound:  # nothing at all
                values = {}
            await app.push_screen(record_form.add(what, values))
            await board.settle()
            assert not any(canonical(text) == made.subject for text in form(board).typed.values()), what
            assert form(board).rows[0].active, what
            await board.press("escape")


@running
async def test_an_error_that_comes_back_moves_to_its_line(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        await board.app.push_screen(record_form.add("project", {"county": "C01", "leader": "L01"}))
        await board.settle()
        for error, line in ((NotFound("unknown_code", code="C01"), "county"), (NotFound("not_on_board", text="L01"), "leader"),
                            (BadInput("field_empty", field="stage"), "stage"), (BadInput("name_taken", code="P0001"), "name")):
            form(board)._show(error)
            await board.pilot.pause()
            assert next(row.field.name for row in form(board).rows if row.active) == line
