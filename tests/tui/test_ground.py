"""Screen 6 and the pages of one land task and of one approval: what is late, with whom it lies, what it freezes."""

import atexit
import functools
import shutil
import tempfile
from datetime import date
from pathlib import Path

import pytest

from campaign import text
from campaign.core.clocks import Bound, Calendar, Clock
from campaign.core.model.blocker import Scope
from campaign.core.model.land import (
    Approval,
    ApprovalEvent,
    ApprovalEventKind,
    ApprovalKind,
    ApprovalState,
    LandEvent,
    LandEventKind,
    LandKind,
    LandTask,
    Measure,
)
from campaign.core.model.people import Authority, Unit
from campaign.core.situation import Situation
from campaign.service import approvals as approvals_service
from campaign.service import blockers, records, settings
from campaign.service import land as land_service
from campaign.tables.approvals import APPROVALS, Approvals, Hands, contact_piece, hands, hands_piece
from campaign.tables.history import NOBODY, SEVERAL
from campaign.tables.land_tasks import due_piece, figures
from campaign.tables.order import HEADER
from campaign.tables.width import cells, fit
from campaign.tui.screens.blockers.blocker_page import BlockerPage
from campaign.tui.screens.land.approval_page import ApprovalPage
from campaign.tui.screens.land.land_task_page import LandTaskPage
from campaign.tui.screens.land.screen import LandPage
from campaign.tui.screens.projects.project_page import ProjectPage
from campaign.tui.shell.list_pane import Pane
from campaign.words import approval_event_text, land_event_text
from campaign.words.labels import choices
from tests.core.build import project, snapshot
from tests.tui.city import until
from tests.tui.scene import Dashboard, dashboard, running, session

TODAY = date(2026, 11, 7)


@functools.cache
def _template() -> Path:
    """Three projects (the first in 临江区), four land tasks G0001-G0004, eleven approvals; today is 7 November.

    Submitted: A0001 (project filing, no limit), A0002 (site pre-review, 20 working days from 9 October: over), A0003 (environment
    form, 30 days from 1 November, to be spoken about today).
    """
    folder = Path(tempfile.mkdtemp(prefix="campaign-test-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = folder / "ground.db"
    own = session(path)
    records.add(own, "county", {"name": "青岭县"})
    records.edit(own, "P2", {"county": "青岭县"})
    for typed, names, county in (
        ({"name": "新材料二期征地", "kind": "expropriation", "target": "434.9亩", "due": "2026-11-04", "unit": "市林业局",
          "authority": "province"}, ["P1"], None),
        ({"name": "港口路搬迁", "kind": "resettlement", "target": "12户", "due": "2026-11-09"}, ["P1", "P2"], None),
        ({"name": "全区卫片图斑整改", "kind": "satellite", "target": "22座", "due": "2026-12-20"}, None, "临江区"),
        ({"name": "医院林地调整", "kind": "forest"}, ["P3"], None),
    ):  # fmt: skip
        land_service.add_land_task(own, typed, projects=names, county=county, opened="2026-10-05")
    land_service.land_progress(own, "G1", to="432.87亩", on="2026-11-01", note="签约")
    blockers.add_blocker(own, {"title": "两户不肯签约", "category": "expropriation"}, about="G1", projects=["P1"])
    kinds = ["filing", "site", "eia_form", "permit"]
    approvals_service.add_approvals(own, "P1", kinds)
    approvals_service.add_approvals(own, "P2", kinds)
    approvals_service.add_approvals(own, "P3", kinds[1:])
    approvals_service.submit(own, "A1", on="2026-10-20", unit="市林业局")
    approvals_service.submit(own, "A2", on="2026-10-09", unit="省自然资源厅")
    approvals_service.submit(own, "A3", on="2026-11-01")
    approvals_service.contact(own, "A3", "电话催办", following="2026-11-07", on="2026-11-05")
    records.edit(own, "P1", {"planned_finish": "2026-11-12"})
    own.close()
    return path


def database(folder: Path) -> Path:
    return Path(shutil.copy(_template(), folder / "own.db"))


async def opened(board: Dashboard) -> LandPage:
    await board.press("6")
    page = board.app.screen
    assert isinstance(page, LandPage)
    land = page._panes[0]
    await until(board.pilot, lambda: land.rows.total > 0)
    return page


async def approvals(board: Dashboard, page: LandPage) -> Pane:
    """With the keys on the right half."""
    if page._at == 0:
        await board.press("tab")
    pane = page._panes[1]
    await until(board.pilot, lambda: pane.rows.total > 0)
    return pane


def keys(pane: Pane) -> list[str]:
    return [key for key in pane.order.flat()[0] if not key.startswith(HEADER)]


def groups(pane: Pane) -> list[str]:
    return [key[len(HEADER) :] for key in pane.order.flat()[0] if key.startswith(HEADER)]


def line_of(board: Dashboard, words: str) -> str:
    shown = board.lines()
    return next((line for line in shown if words in line), None) or "\n".join(["NOT THERE", *shown])


# The left half ----------------------------------------------------------------------------------------------------------


@running
async def test_land_tasks_by_county_the_late_first(tmp_path: Path) -> None:
    async with dashboard(database(tmp_path)) as board:
        page = await opened(board)
        land = page._panes[0]
        assert keys(land) == ["G0001", "G0003", "G0002", "G0004"]
        assert groups(land) == ["C01", SEVERAL, NOBODY]
        assert page.subject == "G0001"
        shown = board.lines()
        assert "Land tasks by county" in shown[2] and "1/4" in shown[-1] and "Tab" in shown[-1]
        assert "late 3d" in line_of(board, ">") and "432.87/434.9" in line_of(board, ">") and "━━" in line_of(board, ">")
        assert "1 overdue" in line_of(board, "临江区") and "2 tasks" in line_of(board, "临江区")
        assert "several counties" in line_of(board, "several") and "no due" in line_of(board, "G0004")
        assert "2d left" in line_of(board, "港口路搬迁") and "0/12" in line_of(board, "港口路搬迁")
        assert "B0004 两户不肯签约" in board.text() and "last progress 1 Nov" in board.text()


@running
async def test_land_groups_and_sorts(tmp_path: Path) -> None:
    async with dashboard(database(tmp_path)) as board:
        page = await opened(board)
        land = page._panes[0]
        for group, found in (("kind", ["expropriation", "resettlement", "satellite", "forest"]), ("unit", ["U01", NOBODY]),
                             ("leader", ["L01", NOBODY]), ("", []), ("county", ["C01", SEVERAL, NOBODY])):  # fmt: skip
            await board.press("v")
            assert land.group == group and groups(land) == found
            for sort in land.TABLE.sort_keys:
                assert land.sort == sort and land.rows.total == 4
                await board.press("s")
        await board.press("S")
        assert keys(land)[0] == "G0003"


@running
async def test_land_in_words(tmp_path: Path) -> None:
    async with dashboard(database(tmp_path)) as board:
        board.app.open_list("land", {"state": "overdue"})
        await until(board.pilot, lambda: isinstance(board.app.screen, LandPage) and board.app.screen.subject == "G0001")
        page = board.app.screen
        assert isinstance(page, LandPage)
        assert keys(page._panes[0]) == ["G0001"] and "Only: overdue" in board.text()
        page.set_words({"county": "C02"})
        await board.settle()
        assert keys(page._panes[0]) == ["G0002"]
        await board.press("tab")
        await until(board.pilot, lambda: page._panes[1].rows.total > 0)
        assert {page._panes[1].rows_of(page._shown)[code].project for code in keys(page._panes[1])} == {"P0002"}  # type: ignore[arg-type]
        await board.press("escape")
        assert page._panes[1].rows.total == 11 and page._panes[0].words == {}
        page.set_words({"code": "A0003"})
        await until(board.pilot, lambda: page.subject == "A0003")
        assert page._panes[0].words == {} and keys(page._panes[1]) == ["A0003"]
        page.set_words({"code": "G0004"})
        await until(board.pilot, lambda: page.subject == "G0004")


# The right half ---------------------------------------------------------------------------------------------------------


@running
async def test_approvals_by_authority(tmp_path: Path) -> None:
    async with dashboard(database(tmp_path)) as board:
        page = await opened(board)
        pane = await approvals(board, page)
        assert "Approvals by body" in board.lines()[2] and "1/11" in board.lines()[-1]
        assert groups(pane)[0] == "U02"
        assert page.subject == "A0002"
        assert "over " in line_of(board, ">") and "省自然资源厅" in board.text() and "1 over" in line_of(board, "省自然资源厅")
        assert "24d left" in line_of(board, "A0003") and "today" in line_of(board, "A0003")
        assert "in hand 18d" in line_of(board, "A0001")
        assert "to submit" in line_of(board, "A0004")
        assert "working days" in board.text()  # the details
        for group in ("kind", "county", "project", "", "authority"):
            await board.press("v")
            assert pane.group == group and pane.rows.total == 11
            for sort in pane.TABLE.sort_keys:
                assert pane.sort == sort and pane.rows.total == 11
                await board.press("s")


@running
async def test_submitted_ones_before_the_needed(tmp_path: Path) -> None:
    async with dashboard(database(tmp_path)) as board:
        page = await opened(board)
        pane = await approvals(board, page)
        for _ in range(4):
            await board.press("v")
        assert pane.group == ""
        assert keys(pane)[0] == "A0002" and set(keys(pane)[:3]) == {"A0001", "A0002", "A0003"}


@running
async def test_projects_that_have_ended_have_no_approvals_here(tmp_path: Path) -> None:
    path = database(tmp_path)
    async with dashboard(path) as board:
        page = await opened(board)
        pane = await approvals(board, page)
        other = session(path, actor="wang")
        records.edit(other, "P3", {"withdrawn": "不建了"})
        await until(board.pilot, lambda: pane.rows.total == 8)
        records.edit(other, "P3", {"withdrawn": ""})
        await until(board.pilot, lambda: pane.rows.total == 11)
        other.close()


# Both -------------------------------------------------------------------------------------------------------------------


@running
async def test_both_halves_on_a_wide_screen(tmp_path: Path) -> None:
    for size in ((100, 24), (120, 40)):
        async with dashboard(database(tmp_path), size=size) as board:
            page = await opened(board)
            await until(board.pilot, lambda page=page: page._panes[1].rows.total > 0)  # type: ignore[misc]
            shown = board.lines()
            assert "Approvals by body" in next(line for line in shown if "Land tasks by county" in line)
            assert "G0001" in board.text() and "A0002" in board.text()
            await board.press("tab")
            assert page.pane is page._panes[1] and page.subject == "A0002"
            await board.press("j")
            assert page.subject != "A0002" and page._panes[0].cursor == "G0001"
            await board.press("tab")
            assert page.subject == "G0001"
            page.point_at("A0003")
            await board.settle()
            assert page.subject == "A0003" and page.pane is page._panes[1]
            assert all(cells(line) <= size[0] for line in board.lines())


@running
async def test_narrow_and_low_screens(tmp_path: Path) -> None:
    async with dashboard(database(tmp_path), size=(40, 15)) as board:
        page = await opened(board)
        assert "G0001" in board.text() and "99%" in board.text()
        await approvals(board, page)
        assert "A0002" in board.text() and "G0001" not in board.text()
        await board.pilot.resize_terminal(120, 30)
        await until(board.pilot, lambda: "G0001" in board.text() and "A0002" in board.text())


@running
async def test_filter_finds_in_the_half_that_has_the_keys(tmp_path: Path) -> None:
    async with dashboard(database(tmp_path)) as board:
        page = await opened(board)
        await board.press("slash")
        await board.type("gkl")
        assert keys(page._panes[0]) == ["G0002"]
        await board.press("enter")
        assert page.subject == "G0002" and "/gkl" in board.lines()[-1]
        pane = await approvals(board, page)
        assert pane.rows.total == 11
        await board.press("slash")
        await board.type("binhai")
        assert {pane.rows_of(page._shown)[code].project for code in keys(pane)} == {"P0001"}  # type: ignore[arg-type]
        await board.press("down", "tab")
        assert page.focused is pane.rows and page._at == 1  # out of the line, not to the other half
        await board.press("escape")
        assert pane.rows.total == 11 and page._panes[0].find.text == "gkl"
        await board.press("tab", "escape")
        assert page._panes[0].rows.total == 4
        await board.press("slash")
        await board.type("没有这个")
        assert "Nothing here fits." in board.text()
        await board.press("escape", "escape")
        assert board.app.current_mode == "overview"


@running
async def test_news_moves_rows_and_not_the_cursor(tmp_path: Path) -> None:
    path = database(tmp_path)
    async with dashboard(path, size=(120, 30)) as board:
        page = await opened(board)
        land, pane = page._panes
        await until(board.pilot, lambda: pane.rows.total > 0)
        await board.press("j", "j")
        was = land.cursor
        other = session(path, actor="wang")
        for act in (
            lambda: land_service.land_progress(other, "G2", amount="3户"),
            lambda: land_service.accept(other, "G1", how="验收"),
            lambda: approvals_service.contact(other, "A2", "省厅", following="2026-11-20"),
            lambda: approvals_service.grant(other, "A3"),
            lambda: approvals_service.reopen(other, "A3", "退回"),
            lambda: approvals_service.add_approvals(other, "P3", ["filing"]),
            lambda: land_service.reopen(other, "G1", "又少了一户"),
            lambda: records.edit(other, "P1", {"leader": "L02"}),
            lambda: records.edit(other, "P3", {"county": "C02"}),
            lambda: settings.working_day(other, "2026-11-06", False, "停电"),
        ):
            before = board.app.situation
            act()
            await until(board.pilot, lambda before=before: board.app.situation is not before)  # type: ignore[misc]
            await until(board.pilot, lambda: not pane._beside.busy)  # type: ignore[attr-defined]
            for half in (land, pane):
                patched, headers = half.order.flat()
                half.fill()
                assert (patched, headers) == half.order.flat()
        assert land.cursor == was == "G0002"
        assert "3/12" in line_of(board, "港口路搬迁")
        assert pane.rows.total == 12
        other.close()


@running
async def test_news_for_the_half_that_is_hidden_shows_when_it_comes(tmp_path: Path) -> None:
    path = database(tmp_path)
    async with dashboard(path) as board:
        page = await opened(board)
        land, pane = page._panes[0], await approvals(board, page)
        other = session(path, actor="wang")
        before = board.app.situation
        land_service.accept(other, "G1", how="验收")
        await until(board.pilot, lambda: board.app.situation is not before)
        assert "G0001" in keys(land)
        await board.press("tab")
        assert "G0001" not in keys(land) and land.now is board.app.situation
        other.close()
        assert pane.now is board.app.situation


@running
async def test_empty_halves_say_what_to_type(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "bare.db") as board:
        await board.press("6")
        page = board.app.screen
        assert isinstance(page, LandPage)
        await until(board.pilot, lambda: "add-land-task" in board.text())
        await board.press("tab")
        await until(board.pilot, lambda: "campaign add-approval" in board.text())
        assert page.subject is None
        await board.press("enter", "s", "S", "v", "escape")


@running
async def test_what_is_added_about_an_approval_leaves_the_cursor_there(tmp_path: Path) -> None:
    async with dashboard(database(tmp_path), size=(120, 30)) as board:
        page = await opened(board)
        await approvals(board, page)
        await board.press("j")
        was = page.subject
        assert was is not None and was[0] == "A"
        await board.press("a")
        await board.type("blocker")
        await board.press("enter")
        await board.type("窗口要补材料")
        await board.press("ctrl+s")
        assert board.said.startswith("blocker B0005 added") and (page._at, page.subject) == (1, was)
        assert page.focused is page._panes[1].rows


@running
async def test_the_footer_says_what_keys_mean_in_the_half_that_has_them(tmp_path: Path) -> None:
    async with dashboard(database(tmp_path), size=(120, 30)) as board:
        page = await opened(board)
        assert " n progress  r accept  m pass on " in board.lines()[-1]
        await approvals(board, page)
        assert " m submit  n contacts  r grant  w no need " in board.lines()[-1]
        await board.press("enter")
        assert " m submit  n contacts  r grant  w no need " in board.lines()[-1]


@running
async def test_names_get_the_room_that_others_do_not_need(tmp_path: Path) -> None:
    path = database(tmp_path)
    own = session(path)
    records.edit(own, "G1", {"name": "海堤生态化改造三期征地"})
    records.edit(own, "P1", {"name": "丰禾市垃圾焚烧发电二期"})
    own.close()
    for size in ((80, 24), (120, 40)):
        async with dashboard(path, size=size) as board:
            page = await opened(board)
            assert ("海堤生态化改造三期征地 " if size[0] == 80 else "海堤生态化") in line_of(board, "G0001")
            await approvals(board, page)
            assert "丰禾市垃圾焚烧发电二期 " in line_of(board, "A0002") if size[0] == 80 else "丰禾市" in line_of(board, "A0002")
            assert page.pane.sort == "hands"  # what comes first is nearest to its limit
            board.app.open("A0002")
            await board.settle()
            assert "丰禾市垃圾焚烧发电二期 " in line_of(board, "P0001") and "environment form" in line_of(board, "A0003")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_kinds_and_bodies_of_approvals_are_whole_on_a_narrow_screen(language: str) -> None:
    """The widest kind there is, a body with a long name; names of projects are cut before they are, and the code tells which."""
    text.use(language)
    try:
        unit = Unit("U01", "安澜经开区自然资源局")
        one = project("P0001", name="丰禾市生活垃圾焚烧发电二期扩建工程", county="C01")
        told = Approvals(Situation.of(snapshot([one])._replace(units={"U01": unit}), TODAY), {
            f"A{number:04}": APPROVAL._replace(code=f"A{number:04}", kind=kind, unit="U01")
            for number, kind in enumerate(ApprovalKind, 1)})
        for group in APPROVALS.group_keys:
            got = {fitted.column.key: fitted.width for fitted in fit(APPROVALS.laid_out(told, group, 78), 78)}
            if group != "kind":
                assert got["kind"] >= max(map(cells, choices(ApprovalKind).values())), group
            if group in ("kind", "project"):
                assert got["authority"] >= cells(unit.name), group
            assert got["contact"] and got["hands"] >= cells(label_of_hold(language)), group
            assert group == "project" or got["name"] >= 18, group
    finally:
        text.use("en")


def label_of_hold(language: str) -> str:
    return "20wd left" if language == "en" else "剩20工作日"


@running
async def test_pointing_at_what_is_not_read_yet(tmp_path: Path) -> None:
    async with dashboard(database(tmp_path)) as board:
        page = await opened(board)
        page.point_at("A0003")
        await until(board.pilot, lambda: page.subject == "A0003")
        page.point_at("G0004")
        assert page.subject == "G0004"


# Pages ------------------------------------------------------------------------------------------------------------------


@running
async def test_the_page_of_a_land_task(tmp_path: Path) -> None:
    path = database(tmp_path)
    async with dashboard(path, size=(80, 40)) as board:
        await opened(board)
        await board.press("enter")
        await until(board.pilot, lambda: isinstance(board.app.screen, LandTaskPage) and board.app.screen.listing.total > 0)
        page = board.app.screen
        assert isinstance(page, LandTaskPage)
        shown = board.text()
        assert "late 3d" in shown and "432.87/434.9 mu" in shown and "99%" in shown
        assert "+432.87 mu  签约" in shown and "It freezes" in shown and "B0004" in shown
        assert page.subject == "G0001"
        await board.press("G")
        assert page.subject == "P0001"
        await board.press("enter")
        assert isinstance(board.app.screen, ProjectPage)
        await board.press("escape", "k")
        assert page.subject == "B0004"
        await board.press("enter")
        assert isinstance(board.app.screen, BlockerPage)
        await board.press("escape")
        other = session(path, actor="wang")
        land_service.accept(other, "G1", how="全部交地")
        await until(board.pilot, lambda: "全部交地" in board.text())
        assert "It froze" in board.text()
        other.close()
        await board.press("escape")
        board.app.open("G0003")
        await until(board.pilot, lambda: "whole county" in board.text() and "It will freeze when it is late" in board.text())


@running
async def test_the_page_of_an_approval(tmp_path: Path) -> None:
    path = database(tmp_path)
    async with dashboard(path, size=(90, 48)) as board:
        board.app.open("A0002")
        await until(board.pilot, lambda: isinstance(board.app.screen, ApprovalPage) and board.app.screen.listing.total > 0)
        page = board.app.screen
        assert isinstance(page, ApprovalPage)
        shown = board.text()
        assert "over " in shown and "of 20 working days" in shown and "省自然资源厅" in shown
        assert "Statutory clock  20 working days" in shown and "source:" in shown and "verify:" in shown
        assert "the longest the authority may take" in shown
        assert "Chain of the project" in shown and "at risk" in shown and "milestone 12 Nov" in shown
        assert "limit" in line_of(board, "A0003") and "begun" in line_of(board, "A0003")  # it lies with its authority
        assert page.subject == "A0002"
        other = session(path, actor="wang")
        approvals_service.grant(other, "A2", text="辽自然资预审2号", expires="2027-11-01")
        await until(board.pilot, lambda: "辽自然资" in board.text() and "预审2号" in board.text())
        assert "valid for 359 d" in board.text()
        other.close()
        await board.press("escape")
        board.app.open("A0003")
        await until(board.pilot, lambda: "* A0003" in board.text())
        await board.press("escape")
        board.app.open("A0005")
        await until(board.pilot, lambda: "no milestone" in board.text())
        board.app.open("A0999")
        await until(board.pilot, lambda: "is gone" in board.text())


# Pure -------------------------------------------------------------------------------------------------------------------

TASK = LandTask("G0001", "征地", LandKind.EXPROPRIATION, Scope.PROJECTS, ("P0001",), None, None, None, None, Measure.MU, 43490,
                date(2026, 10, 1), date(2026, 11, 7), done=43287)  # fmt: skip
CALENDAR = Calendar(frozenset({date(2026, 11, 5)}), frozenset({date(2026, 11, 1)}), date(2026, 1, 1), date(2026, 12, 31))
CLOCK = Clock("site", 4, True, Bound.LIMIT, "city", (), None, None, False, "source", "note")
APPROVAL = Approval("A0001", "P0001", ApprovalKind.SITE, Authority.CITY, None, ApprovalState.SUBMITTED, date(2026, 10, 30),
                    date(2026, 11, 4))  # fmt: skip


def test_due_words() -> None:
    assert due_piece(TASK, date(2026, 11, 4)) == ("3d left", "yellow")
    assert due_piece(TASK, date(2026, 11, 3)) == ("4d left", "")
    assert due_piece(TASK, date(2026, 11, 7)) == ("due today", "yellow")
    assert due_piece(TASK, date(2026, 11, 8)) == ("late 1d", "red")
    assert due_piece(TASK._replace(due=None), TODAY)[0] == "no due"
    assert due_piece(TASK._replace(accepted=TODAY), TODAY) == ("accepted", "green")


def test_figures_shrink_before_they_are_cut() -> None:
    assert figures(TASK) == "432.87/434.9 mu"
    assert figures(TASK, 14) == "432.87/434.9"
    assert figures(TASK, 6) == "99%"
    assert figures(TASK._replace(done=43490), 6) == "100%"
    assert figures(TASK._replace(done=50000), 6) == "114%"
    assert figures(TASK._replace(target=None)) == "432.87 mu"
    assert figures(TASK._replace(target=None), 6) == "432.87"


def test_events_of_a_land_task_in_words() -> None:
    event = LandEvent("G0001", LandEventKind.PROGRESS, TODAY, "", "me", amount=-1250, text="多报了")
    assert land_event_text(event, TASK.measure) == "-12.5 mu  多报了"
    assert land_event_text(event._replace(amount=300, text=None), TASK.measure) == "+3 mu"
    due = event._replace(kind=LandEventKind.DUE, amount=None, source="2026-11-07", target="2026-11-20", text="雨")
    assert land_event_text(due, TASK.measure) == "due 7 Nov -> 20 Nov  雨"
    assert land_event_text(due._replace(source=None), TASK.measure) == "due 20 Nov  雨"
    assert land_event_text(due._replace(target="soon"), TASK.measure) == "due 7 Nov -> soon  雨"
    assert land_event_text(event._replace(kind=LandEventKind.ACCEPT, text="验收"), TASK.measure) == "accepted  验收"


def test_events_of_an_approval_in_words() -> None:
    def told(event: ApprovalEvent) -> str:
        return approval_event_text(event, str)

    event = ApprovalEvent("A0001", ApprovalEventKind.CONTACT, TODAY, "", "me", text="电话")
    assert told(event) == "contact  电话"
    assert told(event._replace(target="2026-11-20")) == "contact, the next on 20 Nov  电话"
    assert told(event._replace(kind=ApprovalEventKind.SUBMIT, target="U77")) == "submitted to U77  电话"
    assert told(event._replace(kind=ApprovalEventKind.GRANT, target="2027-01-02", text=None)) == "granted, valid until 2 Jan 2027"


def test_working_days_in_hands_a_clerk_can_count() -> None:
    """From Friday 30 October: Sunday 1 November is worked (make-up day), Thursday 5 November is not."""
    for day, days in ((30, 0), (31, 0)):
        assert hands(APPROVAL, CLOCK, CALENDAR, date(2026, 10, day)) == Hands(days, 4, True)
    for day, days in ((1, 1), (2, 2), (4, 4), (5, 4), (6, 5), (7, 5)):
        assert hands(APPROVAL, CLOCK, CALENDAR, date(2026, 11, day)) == Hands(days, 4, True)
    assert hands(APPROVAL, CLOCK._replace(working=False), CALENDAR, TODAY) == Hands(8, 5, False)
    assert hands(APPROVAL._replace(due=None), CLOCK, CALENDAR, TODAY) == Hands(5, None, True)
    assert hands(APPROVAL._replace(submitted=None, state=ApprovalState.NEEDED), CLOCK, CALENDAR, TODAY) is None
    granted = APPROVAL._replace(state=ApprovalState.GRANTED, granted=date(2026, 11, 3))
    assert hands(granted, CLOCK, CALENDAR, TODAY) == Hands(3, 4, True)


def test_hands_and_contacts_in_short() -> None:
    held = Hands(3, 4, True)
    assert hands_piece(APPROVAL, held, date(2026, 11, 4)) == ("1wd left", "yellow")
    assert hands_piece(APPROVAL, held, date(2026, 11, 5)) == ("over 1d", "red")
    assert hands_piece(APPROVAL, held._replace(working=False), date(2026, 10, 31)) == ("1d left", "")
    assert hands_piece(APPROVAL._replace(due=None), Hands(8, None, False), TODAY) == ("in hand 8d", "")
    assert hands_piece(APPROVAL, None, TODAY) == ("to submit", "quiet")
    assert hands_piece(APPROVAL._replace(state=ApprovalState.GRANTED), None, TODAY) == ("granted", "green")
    assert contact_piece(APPROVAL, TODAY) == ("-", "quiet")
    assert contact_piece(APPROVAL._replace(next_contact=TODAY), TODAY) == ("today", "yellow")
    assert contact_piece(APPROVAL._replace(next_contact=date(2026, 11, 4)), TODAY) == ("3d ago", "red")
    assert contact_piece(APPROVAL._replace(next_contact=date(2026, 11, 9)), TODAY) == ("9 Nov", "")
