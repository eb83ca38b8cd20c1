"""Honours: red and black list, leaderboards, cases; what Enter opens and what the keys do. The city is the demonstration's."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from campaign.core.model.merits import Board
from campaign.service import Session, cases, land, leaderboards, merit_verbs, records
from campaign.service.league import lists
from campaign.store.queries.names import name_of
from campaign.tables.leaderboards import LISTS
from campaign.tables.width import cells
from campaign.tui.app import CampaignApp
from campaign.tui.dialogs.form import Form
from campaign.tui.screens.honours.board_lists import BoardsPane, ListsPane
from campaign.tui.screens.honours.board_place_page import BoardPlacePage
from campaign.tui.screens.honours.case_list import CasesPane
from campaign.tui.screens.honours.case_page import CasePage
from campaign.tui.screens.honours.screen import HonoursPage
from campaign.tui.screens.land.land_task_page import LandTaskPage
from campaign.tui.screens.projects.project_page import ProjectPage
from campaign.tui.shell.list_pane import Pane
from campaign.tui.shell.loading_pane import LoadingPane
from campaign.words import leaderboards as say
from tests.tui.city import database, line_of, lines, press, run, session, until


async def opened(app: CampaignApp, pilot: Pilot[None], kind: type[Pane] = ListsPane) -> HonoursPage:
    """With this pane in front, and everything read."""
    await press(pilot, "0")
    await until(pilot, lambda: isinstance(app.screen, HonoursPage) and settled(app.screen))
    page = app.screen
    assert isinstance(page, HonoursPage)
    number = next(number for number, pane in enumerate(page._panes) if isinstance(pane, kind))
    page._go(number)
    await until(pilot, lambda: isinstance(page.pane, kind) and page.pane.rows.total > 0)
    return page


def settled(page: HonoursPage) -> bool:
    return bool(page.query(LoadingPane)) and not any(pane.behind for pane in page.query(LoadingPane))


def keys(pane: Pane) -> list[str]:
    return [key for key in pane.order.flat()[0] if not key.startswith("#")]


async def saved(app: CampaignApp, pilot: Pilot[None], values: dict[str, str]) -> None:
    await until(pilot, lambda: isinstance(app.screen, Form))
    assert isinstance(app.screen, Form)
    app.screen._put(values)
    await press(pilot, "ctrl+s")
    await until(pilot, lambda: not isinstance(app.screen, Form))


def test_the_lists_are_those_of_the_league(tmp_path: Path) -> None:
    path = database(tmp_path)
    other = session(path)
    black = lists(other, other.situation()).black
    merit_verbs.add_merit(other, black[0].county, "exemption", "台风停工")

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot)
        found = lists(other, other.situation())
        red, barred, black, exempt = found[:4]
        assert keys(page.pane) == [f"{name}/{row.county}" for name, rows in zip(LISTS, found, strict=False) for row in rows]
        assert red and barred and black and exempt
        assert [line_of(app, name).split()[-1] for name in (" Red list ", " High enough", " Black list ", " Exempt by ")] == [
            str(len(rows)) for rows in (red, barred, black, exempt)]
        assert "has missed its target" in line_of(app, name_of(other.store, "county", barred[0].county) or "")
        missed = line_of(app, name_of(other.store, "county", black[-1].county) or "")
        assert f"{black[-1].score // 10}.{black[-1].score % 10}" in missed and " pp" in missed
        await press(pilot, "G")
        assert page.subject == exempt[-1].county
        await until(pilot, lambda: f"exempt: {exempt[-1].exempt}"[:20] in "\n".join(lines(app)))

    run(path, test)
    other.close()


def test_the_boards_are_those_of_the_service_and_open_what_they_count(tmp_path: Path) -> None:
    path = database(tmp_path)

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot, BoardsPane)
        other = session(path)
        situation = other.situation()
        found = leaderboards.boards(other, situation)
        assert keys(page.pane) == [f"{board}/{row.code}" for board, rows in found.items() for row in rows]
        first = found[Board.EXPROPRIATION][0]
        assert "99.2%" in line_of(app, first.code)
        for board, rows in found.items():
            for entry in rows:
                counted = leaderboards.basis(other, situation, board, entry.code)
                assert sum(map(len, counted)) == entry.counted
        entry, basis = first, leaderboards.basis(other, situation, Board.EXPROPRIATION, first.code)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, BoardPlacePage) and not app.screen.behind)
        assert say.basis_text(entry)[:40] in "\n".join(lines(app))
        assert line_of(app, "Counted from").split()[2] == str(entry.counted)
        for task, _parcel in basis.parcels:
            assert task.name in line_of(app, task.code)
        await press(pilot, "j", "enter")
        await until(pilot, lambda: isinstance(app.screen, LandTaskPage))
        assert isinstance(app.screen, LandTaskPage) and app.screen.code == basis.parcels[0][0].code
        await press(pilot, "escape", "escape")
        assert app.screen is page
        other.close()

    run(path, test)


@pytest.mark.parametrize("board", list(Board))
def test_a_place_on_every_board_shows_its_rows(tmp_path: Path, board: Board) -> None:
    path = database(tmp_path)

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        other = session(path)
        situation = other.situation()
        entry = leaderboards.boards(other, situation)[board][0]
        page = BoardPlacePage(board, entry.code)
        app.push_screen(page)
        await until(pilot, lambda: app.screen is page and not page.behind and page.listing.total > 0)
        assert line_of(app, "Counted from").split()[2] == str(entry.counted)
        basis = leaderboards.basis(other, situation, board, entry.code)
        shown = [*(task.code for task, _ in basis.parcels), *(row.code for row, _ in basis.projects),
                 *(row.code for row, _used, _limit in basis.approvals), *(row.code for row in basis.leads)]
        assert all(line_of(app, f"{code} ") for code in shown)
        other.close()

    run(path, test)


def test_what_others_write_moves_the_boards(tmp_path: Path) -> None:
    path = database(tmp_path)

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot, BoardsPane)
        other = session(path, actor="other")
        before = page.pane.rows_of(page.pane.now)["expropriation/C04"]  # type: ignore[arg-type]
        land.land_progress(other, "G0014", amount="+100")
        app.following.look()
        await until(pilot, lambda: settled(page) and page.pane.rows_of(page.pane.now)["expropriation/C04"] != before)  # type: ignore[arg-type]
        after = page.pane.rows_of(page.pane.now)["expropriation/C04"]  # type: ignore[arg-type]
        assert after.parts[0].done == before.parts[0].done + 10000
        other.close()

    run(path, test)


def test_a_visit_reads_no_board_anew_and_a_start_reads_the_league(tmp_path: Path) -> None:
    path = database(tmp_path)
    mine = session(path)
    old = mine.situation()
    records.edit(mine, "P0027", {"name": "别名"})
    named = mine.refreshed(old)
    records.edit(mine, "P0027", {"stage": "building", "started": "today"})
    started = mine.refreshed(named)
    lists, boards = ListsPane(id="lists"), BoardsPane(id="boards")
    assert not lists.decides(old, named, "P0027") and not boards.decides(old, named, "P0027")
    assert lists.decides(named, started, "P0027") and boards.decides(named, started, "P0027")
    mine.close()


def test_cases_are_added_edited_opened_and_grouped(tmp_path: Path) -> None:
    path = database(tmp_path)

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot, CasesPane)
        assert keys(page.pane) == ["S006", "S005", "S004", "S003", "S002", "S001"]
        await press(pilot, "a")
        await saved(app, pilot, {"title": "夜间施工", "kind": "model", "project": "P0042", "text": "分时段降噪"})
        await until(pilot, lambda: page.subject == "S007")
        assert line_of(app, "u takes it back")
        await press(pilot, "e")
        await saved(app, pilot, {"title": "夜间施工不扰民"})
        await until(pilot, lambda: bool(line_of(app, ">S007")) and "不扰民" in line_of(app, ">S007"))
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, CasePage) and bool(line_of(app, "分时段降噪")))
        await press(pilot, "j", "enter")
        await until(pilot, lambda: isinstance(app.screen, ProjectPage))
        assert isinstance(app.screen, ProjectPage) and app.screen.code == "P0042"
        await press(pilot, "escape", "escape", "u", "u")
        await until(pilot, lambda: len(keys(page.pane)) == 6)
        await press(pilot, "v")
        assert line_of(app, "model case") and line_of(app, "study visit")
        await press(pilot, "v")
        assert line_of(app, " 鹭湾区 ").split()[-1] == "3"
        await press(pilot, "slash", *"wushui", "enter")
        await until(pilot, lambda: keys(page.pane) == ["S006"])

    run(path, test)


def test_every_column_sorts_and_nothing_is_cut_off(tmp_path: Path) -> None:
    for size, language in (((80, 24), "en"), ((80, 24), "zh"), ((120, 40), "en"), ((40, 20), "zh")):
        folder = tmp_path / f"{size[0]}{language}"
        folder.mkdir()

        async def test(app: CampaignApp, pilot: Pilot[None], size: tuple[int, int] = size) -> None:
            for kind in (ListsPane, BoardsPane, CasesPane):
                page = await opened(app, pilot, kind)
                pane, everything = page.pane, sorted(keys(page.pane))
                for sort in pane.TABLE.sort_keys:
                    assert pane.sort == sort and sort in [column.key for column, _width, _gap in pane.fitted(size[0] - 1)]
                    await press(pilot, "S")
                    assert "^" in "\n".join(lines(app)) and sorted(keys(pane)) == everything
                    assert all(cells(line) <= size[0] for line in lines(app))
                    await press(pilot, "s")
                await press(pilot, "1")

        run(database(folder), test, size=size, language=language)


def test_an_empty_city_says_what_to_do(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        await press(pilot, "0")
        await until(pilot, lambda: isinstance(app.screen, HonoursPage) and settled(app.screen))
        page = app.screen
        assert isinstance(page, HonoursPage)
        for said in {ListsPane: "No county is on a list", BoardsPane: "Nobody is on a board", CasesPane: "campaign case"}.items():
            number = next(number for number, pane in enumerate(page._panes) if isinstance(pane, said[0]))
            page._go(number)
            await until(pilot, lambda said=said: bool(line_of(app, said[1])))  # type: ignore[misc]

    run(database(tmp_path, empty=True), test)


def test_a_case_that_is_taken_back_is_gone_from_its_page(tmp_path: Path) -> None:
    path = database(tmp_path)
    mine: Session = session(path)
    code = cases.add_case(mine, {"title": "x", "kind": "model"}).subject

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        app.open(code)
        await until(pilot, lambda: isinstance(app.screen, CasePage) and bool(line_of(app, "nothing more is written")))
        await press(pilot, "u")
        await until(pilot, lambda: bool(line_of(app, "is gone")))

    run(path, test)
    mine.close()
