"""Targets hold still in the dashboard: a member's change asks why and becomes a request, headquarters decides on its list."""

from pathlib import Path

from textual.pilot import Pilot

from campaign.core.model.consent import RequestState
from campaign.kinds import registry as kinds
from campaign.kinds.field import HELD
from campaign.service import leads, records, requests
from campaign.tui.app import CampaignApp
from campaign.tui.dialogs import record_form
from campaign.tui.dialogs.confirm import Confirm
from campaign.tui.dialogs.form import Form
from campaign.tui.screens.requests.request_page import RequestPage
from campaign.tui.screens.requests.screen import RequestsPage
from tests.tui import city, scene
from tests.tui.scene import Dashboard, dashboard, running
from tests.tui.test_roles import join


def planned(path: Path) -> None:
    """Three projects of the county have a plan."""
    session = scene.session(path)
    for code, plan in (("P1", "1780万"), ("P2", "900万"), ("P3", "500万")):
        records.edit(session, code, {"plan_100": plan, "county": "临江"})
    session.close()


def asked(path: Path, who: dict[str, str]) -> None:
    """Staff asks for lower plans of all three."""
    session = scene.session(path, **who)
    for code, plan in (("P1", "97万"), ("P2", "9万"), ("P3", "5万")):
        records.edit(session, code, {"plan_100": plan}, why="资金未到")
    session.close()


def states(path: Path) -> dict[str, str]:
    session = scene.session(path)
    found = {code: row.state.value for code, row in requests.every(session).items()}
    session.close()
    return found


def plan(board: Dashboard, code: str) -> int | None:
    assert board.app.situation is not None
    return board.app.situation.snapshot.projects[code].plan_100


async def lower(board: Dashboard, text: str) -> Form:
    """Type another plan into the form of the project under the cursor, and save it."""
    await board.press("e")
    form = board.app.screen
    assert isinstance(form, Form)
    row = next(row for row in form.rows if row.field.name == "plan_100")
    row.enter()
    await board.press("ctrl+u")
    await board.type(text)
    await board.press("ctrl+s")
    return form


@running
async def test_a_member_says_why_and_asks(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    planned(path)
    async with dashboard(path, size=(120, 40), **join(path, "M001", "staff", county="C01")) as board:
        await board.at("P0001")
        form = await lower(board, "97万")
        assert board.app.screen is form, "it is not saved without a reason"
        why = next(row for row in form.rows if row.field.name == "why")
        assert why.entry.has_focus and "why" in why._said
        await board.type("资金未到")
        await board.press("ctrl+s")
        assert not board.app.screen.is_modal
        assert "Q0001" in board.said and "saved" not in board.said and "old value" in board.said
        assert plan(board, "P0001") == 1780
        assert states(path) == {"Q0001": "asked"}
        board.app.open("P0001")
        await board.settle()
        line = next(line for line in board.lines()[1:-1] if "Q0001" in line)
        assert "100-day plan" in line and "¥17.8M -> ¥0.97M" in line
        await board.press("home", "enter")
        assert isinstance(board.app.screen, RequestPage)
        await board.press("escape", "u")
        assert "Q0001" in board.said and "withdrawn" in board.said
        assert states(path) == {"Q0001": "withdrawn"}
        assert not any("asked for" in line and "->" in line for line in board.lines()[1:-1] if "Q0001" in line)


@running
async def test_what_is_free_is_saved_beside_what_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    planned(path)
    async with dashboard(path, size=(120, 40), **join(path, "M001", "staff", county="C01")) as board:
        await board.at("P0001")
        await board.press("e")
        form = board.app.screen
        assert isinstance(form, Form)
        for name, text in (("name", "改名"), ("plan_100", "97万"), ("why", "资金未到")):
            row = next(row for row in form.rows if row.field.name == name)
            row.enter()
            await board.press("ctrl+u")
            await board.type(text)
        await board.press("ctrl+s")
        assert "saved" in board.said and "Q0001" in board.said
        assert board.app.situation is not None and board.app.situation.snapshot.projects["P0001"].name == "改名"
        assert plan(board, "P0001") == 1780


@running
async def test_the_owner_of_a_database_needs_no_reason(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    planned(path)
    async with dashboard(path) as board:
        await board.at("P0001")
        await lower(board, "97万")
        assert "saved" in board.said and plan(board, "P0001") == 97


@running
async def test_headquarters_finds_the_list_and_approves_all_that_it_shows(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    planned(path)
    staff, hq = join(path, "M001", "staff", county="C01"), join(path, "L02", "hq")
    asked(path, staff)
    async with dashboard(path, size=(120, 40), **hq) as board:
        page = board.app.page
        assert page is not None
        while "requests to change" not in next((line for line in board.lines() if line.lstrip().startswith(">")), ""):
            await board.press("down")
        await board.press("enter")
        await board.pilot.pause()
        await board.settle()
        assert isinstance(board.app.screen, RequestsPage) and len(board.app.screen.listed) == 3
        await board.press("slash")
        await board.type("县医院")
        await board.press("enter")
        assert len(board.app.screen.listed) == 1
        await board.press("R")
        assert isinstance(board.app.screen, Confirm) and "1" in board.text()
        await board.press("n")
        assert set(states(path).values()) == {"asked"}
        await board.press("R", "y")
        assert states(path) == {"Q0001": "asked", "Q0002": "asked", "Q0003": "approved"} and plan(board, "P0003") == 5
        await board.press("escape", "R")
        assert isinstance(board.app.screen, Confirm) and "2 requests" in board.text()
        await board.press("y")
        assert set(states(path).values()) == {"approved"} and plan(board, "P0001") == 97
        assert "No request waits" in board.text()
        await board.press("v")  # those that are decided too
        assert len(board.app.screen.listed) == 3


@running
async def test_headquarters_rejects_and_says_why(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    planned(path)
    staff, hq = join(path, "M001", "staff", county="C01"), join(path, "L02", "hq")
    asked(path, staff)
    async with dashboard(path, size=(120, 40), **hq) as board:
        await board.press("p", "w")
        assert isinstance(board.app.screen, Form)
        await board.press("ctrl+s")
        assert isinstance(board.app.screen, Form), "why not is needed"
        await board.type("计划不变")
        await board.press("ctrl+s")
        assert sorted(states(path).values()) == ["asked", "asked", "rejected"]
        await board.press("W")
        await board.type("一律不变")
        await board.press("ctrl+s")
        assert isinstance(board.app.screen, Confirm) and "2 requests" in board.text()
        await board.press("y")
        assert set(states(path).values()) == {"rejected"} and plan(board, "P0001") == 1780
        session = scene.session(path)
        assert {row.note for row in requests.every(session).values()} == {"计划不变", "一律不变"}
        session.close()


@running
async def test_one_is_approved_with_a_note_from_its_page(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    planned(path)
    staff, hq = join(path, "M001", "staff", county="C01"), join(path, "L02", "hq")
    asked(path, staff)
    async with dashboard(path, size=(120, 40), **hq) as board:
        board.app.open("Q0001")
        await board.settle()
        assert isinstance(board.app.screen, RequestPage)
        text = board.text()
        assert "资金未到" in text and "滨海新材料二期" in text and "付某槐" in text
        await board.press("r")
        await board.type("同意")
        await board.press("ctrl+s")
        assert states(path)["Q0001"] == RequestState.APPROVED and plan(board, "P0001") == 97
        assert "曾某远" in board.text()  # who decided
        await board.press("r")
        assert not board.app.screen.is_modal and "decided already" in board.said


@running
async def test_who_may_not_decide_is_told_so(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    planned(path)
    staff = join(path, "M001", "staff", county="C01")
    asked(path, staff)
    async with dashboard(path, size=(120, 40), **staff) as board:
        await board.press("p")
        for key in ("r", "R", "w", "W"):
            await board.press(key)
            assert not board.app.screen.is_modal and "staff" in board.said, key
        assert set(states(path).values()) == {"asked"}


@running
async def test_giving_a_project_away_asks_why(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    planned(path)
    async with dashboard(path, size=(120, 40), **join(path, "L01", "leader")) as board:
        await board.at("P0001")
        await board.press("c")
        await board.type("曾")
        await board.press("enter")
        if isinstance(board.app.screen, Confirm):
            await board.press("y")
        assert isinstance(board.app.screen, Form), board.text()
        await board.type("分工调整")
        await board.press("ctrl+s")
        if not board.said:  # it is taken from somebody: asked once
            await board.press("ctrl+s")
        assert "Q0001" in board.said and states(path) == {"Q0001": "asked"}
        assert board.app.situation is not None and board.app.situation.snapshot.projects["P0001"].leader == "L01"


@running
async def test_a_hold_that_needs_consent_asks_for_its_reason_in_its_own_line(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    async with dashboard(path, size=(120, 40), **join(path, "M001", "staff", unit="U01")) as board:
        await board.at("B0001")  # overdue since long
        await board.press("w", "enter")
        assert isinstance(board.app.screen, Form)
        await board.type("+14d")
        await board.press("ctrl+s")
        form = board.app.screen
        assert isinstance(form, Form) and next(row for row in form.rows if row.entry.has_focus).field.name == "why"
        await board.type("连日大雨")
        await board.press("ctrl+s")
        assert "Q0001" in board.said and states(path) == {"Q0001": "asked"}
        assert board.app.situation is not None and board.app.situation.snapshot.blockers["B0001"].review is None
        board.app.open("B0001")
        await board.settle()
        assert any("Q0001" in line for line in board.lines()[1:-1])


@running
async def test_a_signed_lead_is_brought_back_with_the_note_as_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    session = scene.session(path)
    leads.add_lead(session, {"name": "膜材料总部", "county": "临江", "total": "5亿"}, stage="signed")
    session.close()
    async with dashboard(path, size=(120, 40), **join(path, "M001", "staff", county="C01")) as board:
        await board.at("K0001")
        await board.press("m")
        await board.type("talks")
        await board.press("enter", "ctrl+s")
        form = board.app.screen
        assert isinstance(form, Form) and next(row for row in form.rows if row.entry.has_focus).field.name == "note"
        await board.type("对方反悔")
        await board.press("ctrl+s")
        assert "Q0001" in board.said and states(path) == {"Q0001": "asked"}


def test_the_form_of_every_kind_with_targets_has_a_line_for_the_reason(tmp_path: Path) -> None:
    examples = ("P0042", "B0107", "G0001", "A0003", "K0001", "L03", "C01", "U01", "T01", "R001", "E001", "D001", "S001")

    async def look(app: CampaignApp, pilot: Pilot[None]) -> None:
        assert app.situation is not None
        with_targets = set()
        for code in examples:
            names = [field.name for field in record_form.edit(app.session, app.situation, code).fields]
            kind = kinds.of(code)
            held = any(field.nature in HELD for field in kind.editable)
            assert names.count("why") == held, code
            with_targets |= {kind.name} if held else set()
        assert {kind.name for kind in kinds.kinds() if kind.letter and any(field.nature in HELD for field in kind.fields)} \
            == with_targets

    city.run(city.database(tmp_path), look)


def test_the_page_of_a_record_says_what_is_asked_of_it(tmp_path: Path) -> None:
    asked = (*city.ASKED, ("approvals", "A0003", "authority", "county"))

    async def look(app: CampaignApp, pilot: Pilot[None]) -> None:
        for number, (_table, code, _field, _value) in enumerate(asked, city.FIRST_ASKED):
            app.open(code)
            await city.until(pilot, lambda code=code: f"{code} " in city.lines(app)[2])
            await city.until(pilot, lambda number=number: any(f"Q{number:04}" in line for line in city.lines(app)))
            await city.press(pilot, "home", "enter")
            await city.until(pilot, lambda: isinstance(app.screen, RequestPage))
            await city.press(pilot, "escape", "escape")

    for size in ((80, 24), (40, 15)):
        folder = tmp_path / str(size[0])
        folder.mkdir()
        city.run(city.asked(city.database(folder), *asked), look, size=size)
