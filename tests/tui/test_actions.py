"""The verbs behind the keys: on what is under the cursor, written at once, said in one line, and why when nothing happens."""

from pathlib import Path

import pytest

from campaign.core.model.blocker import BlockerState, HoldReason
from campaign.kinds import registry
from campaign.service import blockers, projects, records
from campaign.store.queries import blockers as blockers_queries
from campaign.store.queries import projects as projects_queries
from campaign.tui.dialogs.choose import Choose
from campaign.tui.dialogs.confirm import Confirm, Notice
from campaign.tui.dialogs.form import Form
from campaign.tui.keys import KEYS, MOVES
from campaign.tui.shell.page import Page
from tests.tui.scene import Dashboard, dashboard, running, session


def test_every_key_has_an_action() -> None:
    from campaign.tui.app import CampaignApp

    for key in KEYS:
        if key.action not in MOVES:
            name = f"action_{key.bound.partition('(')[0]}"
            assert callable(getattr(CampaignApp, name, None) or getattr(Page, name)), key.action


# Projects ---------------------------------------------------------------------------------------------------------------


@running
async def test_claim_a_project(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        await board.at("P0002")
        await board.press("c")
        assert isinstance(board.app.screen, Choose)
        await board.type("cmy")  # 曾 is read zeng or ceng
        await board.press("enter")
        assert projects_queries.project(board.app.session.store, "P0002").leader == "L02"
        assert board.said == "P0002 is led by 曾某远 now; u takes it back"
        assert board.app.situation is not None and board.app.situation.snapshot.projects["P0002"].leader == "L02"
        await board.press("u")
        assert board.said == "Taken back: claimed P0002 港口路改造"
        assert projects_queries.project(board.app.session.store, "P0002").leader is None


@running
async def test_a_leader_claims_a_project_without_one_first(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        await board.at("L02")
        await board.press("c")
        dialog = board.app.screen
        assert isinstance(dialog, Choose)
        assert [choice.code for choice in dialog.choices] == ["P0002", "P0003", "P0001"]
        await board.press("enter")
        assert projects_queries.project(board.app.session.store, "P0002").leader == "L02"


@running
async def test_someone_without_a_column_cannot_claim(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        await board.at("M001")
        await board.press("c")
        assert "no column on the board" in board.said


@running
async def test_a_dropped_card_is_a_claim(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        board.app.act("claim_for", "P0003", "L01")
        await board.settle()
        assert projects_queries.project(board.app.session.store, "P0003").leader == "L01"


@running
async def test_a_claim_by_someone_else_meanwhile_is_not_overruled(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        await board.at("P0003")
        await board.press("c")
        other = session(tmp_path / "a.db", "other")
        projects.claim(other, "P3", "王某山")
        other.close()
        board.app.catch_up()  # the news is there already, behind the list
        await board.type("cmy")
        await board.press("enter")
        assert projects_queries.project(board.app.session.store, "P0003").leader == "L01"
        assert board.said == "P0003 was changed by someone else just now: look, then press again"


@running
async def test_pass_a_project_on(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        await board.at("P0001")
        for answer, leader in (("escape", "L01"), ("n", "L01"), ("y", "L02")):  # it is taken from somebody: asked first
            await board.press("m")
            await board.type("cmy")
            await board.press("enter")
            assert isinstance(board.app.screen, Confirm)
            await board.press(answer)
            assert projects_queries.project(board.app.session.store, "P0001").leader == leader


@running
async def test_the_form_asks_before_it_takes_a_project_away(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        for key, leader in (("escape", "L01"), ("ctrl+s", "L02")):
            await board.at("P0001")
            await board.press("e")
            form = board.app.screen
            assert isinstance(form, Form)
            next(row for row in form.rows if row.field.name == "leader").text = "L02"
            await board.press("ctrl+s")
            assert board.app.screen is form and "L01" in board.text()  # what was typed is still there
            await board.press(key)
            assert board.app.screen is not form
            assert projects_queries.project(board.app.session.store, "P0001").leader == leader


@running
async def test_report_progress(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        await board.at("P0001")
        await board.press("n")
        await board.type("+300")
        await board.press("down", "down")
        await board.type("桩基完成")
        await board.press("down")
        await board.type("120/150")
        await board.press("ctrl+s")
        report = projects_queries.progress(board.app.session.store, "P0001")[0]
        assert (report.money, report.done, report.crew, report.crew_planned) == (300, "桩基完成", 120, 150)
        assert board.said == "P0001: progress reported; u takes it back"


@running
async def test_an_empty_report_says_what_is_missing(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        await board.at("P0001")
        await board.press("n", "ctrl+s")
        assert "nothing to report yet" in board.text() and isinstance(board.app.screen, Form)


@running
async def test_money_twice_is_refused_at_its_line(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        await board.at("P0001")
        await board.press("n")
        await board.type("+300")
        await board.press("tab")
        await board.type("5000")
        await board.press("ctrl+s")
        assert "given twice" in board.text()


@running
async def test_visit(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db", me="王某山") as board:
        await board.at("P0002")
        await board.press("o", "ctrl+s")
        visit = projects_queries.visits(board.app.session.store, project="P0002")[0]
        assert (visit.person, visit.channel) == ("L01", "site")
        assert board.said == "P0002: visit recorded; u takes it back"


# Blockers ---------------------------------------------------------------------------------------------------------------


@running
async def test_pass_a_blocker_on_with_and_without_words(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        await board.at("B0001")
        for words in ("补正材料已交", ""):
            await board.press("m")
            assert isinstance(board.app.screen, Choose)
            await board.press("enter")  # the unit that holds it is not offered
            assert "nothing was noted" in board.text()
            await board.type(words)
            await board.press("enter")
        moves = [event for event in blockers_queries.events(board.app.session.store, "B0001") if event.kind == "move"]
        assert [(move.source, move.target, move.text) for move in moves] == [
            ("U01", "U02", "补正材料已交"),
            ("U02", "U01", None),
        ]


@running
async def test_resolve_and_open_again(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        await board.at("B0001")
        await board.press("r")
        await board.type("已批复")
        await board.press("enter", "y", "enter")
        blocker = blockers_queries.blocker(board.app.session.store, "B0001")
        assert (blocker.state, blocker.resolution, blocker.on_site) == (BlockerState.RESOLVED, "已批复", True)
        assert board.said == "B0001 resolved; u takes it back"
        for key in ("x", "w", "n", "m"):
            await board.press(key)
            assert board.said == "B0001 is resolved already; r opens it again"
        await board.press("r")
        await board.type("又来了")
        await board.press("enter")
        assert blockers_queries.blocker(board.app.session.store, "B0001").state is BlockerState.OPEN


@running
async def test_escalate_at_once_and_to_the_liaison_by_choice(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        await board.at("B0001")
        await board.press("x")
        assert board.said == "B0001: responsible unit -> responsible leader; u takes it back"
        await board.press("x", "x", "x")
        assert blockers_queries.blocker(board.app.session.store, "B0001").level == 3
        if isinstance(board.app.screen, Notice):
            assert "highest level (the principal leader)" in " ".join(board.text().split())
            await board.press("enter")
        else:
            assert "highest level (the principal leader)" in board.said
        await board.at("B0002")  # in the hands of the province
        await board.press("x")
        assert isinstance(board.app.screen, Choose)
        await board.press("down", "enter")
        assert blockers_queries.blocker(board.app.session.store, "B0002").level == 4


@running
async def test_hold(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        await board.at("B0001")
        await board.press("w")
        await board.type("weather")
        await board.press("enter")
        await board.type("+7d")
        await board.press("enter", "enter")
        blocker = blockers_queries.blocker(board.app.session.store, "B0001")
        assert (blocker.hold_reason, str(blocker.review)) == (HoldReason.WEATHER, "2026-11-14")


@running
async def test_a_review_in_the_past_is_refused_at_its_line(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        await board.at("B0001")
        await board.press("w", "enter")
        await board.type("D+1")
        await board.press("ctrl+s")
        assert "has passed already" in board.text() and isinstance(board.app.screen, Form)


@running
async def test_note_and_contact(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        await board.at("B0001")
        await board.press("n")
        await board.type("催了")
        await board.press("ctrl+s", "n")
        await board.type("通了电话")
        await board.press("tab", "space", "enter")
        kinds = [(event.kind, event.text) for event in blockers_queries.events(board.app.session.store, "B0001")][-2:]
        assert kinds == [("note", "催了"), ("contact", "通了电话")]


@running
async def test_a_blocker_that_changed_is_not_resolved_unawares(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        await board.at("B0001")
        await board.press("r")
        await board.type("已批复")
        other = session(tmp_path / "a.db", "other")
        blockers.assign(other, "B1", "省自然资源厅")
        other.close()
        await board.press("ctrl+s")
        assert "changed by someone else" in board.text()
        assert blockers_queries.blocker(board.app.session.store, "B0001").state is BlockerState.OPEN
        await board.press("ctrl+s")
        assert blockers_queries.blocker(board.app.session.store, "B0001").state is BlockerState.RESOLVED


@running
async def test_keys_of_blockers_on_a_project(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        await board.at("P0003")
        await board.press("r")
        assert board.said == "P0003 has no open blocker; 3 shows all blockers, a adds one"
        await board.at("P0001")
        await board.press("x")  # its only one
        assert blockers_queries.blocker(board.app.session.store, "B0001").level == 1
        await board.at("P0002")
        await board.press("r")  # one of two
        assert isinstance(board.app.screen, Choose)
        await board.type("gx")
        await board.press("enter")
        assert isinstance(board.app.screen, Form) and "B0003" in board.text()


@running
async def test_editing_a_due_day_needs_its_reason(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        await board.at("B0001")
        await board.press("e")
        form = board.app.screen
        assert isinstance(form, Form) and "unit" not in {slot.name for slot in form.fields}
        due = next(row for row in form.rows if row.field.name == "due")
        due.text = "D+50"
        await board.press("ctrl+s")
        assert "needs its reason" in board.text()
        await board.type("专家改期")
        await board.press("ctrl+s")
        assert str(blockers_queries.blocker(board.app.session.store, "B0001").due) == "2026-11-20"


# Adding -----------------------------------------------------------------------------------------------------------------


@running
async def test_add_offers_what_fits_the_page(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        await board.press("2", "a")
        assert isinstance(board.app.screen, Choose)
        assert [choice.code for choice in board.app.screen.choices] == ["project", "leader"]
        await board.press("escape", "3", "a")
        assert isinstance(board.app.screen, Form) and board.app.screen.fields[0].name == "title"
        await board.press("escape", "1", "a")
        assert isinstance(board.app.screen, Choose) and len(board.app.screen.choices) == len(registry.addable())
        await board.type("county")
        await board.press("enter")
        await board.type("青岭县")
        await board.press("ctrl+s")
        assert board.said == "county C02 added; u takes it back"


@running
async def test_a_blocker_added_on_a_project_is_on_it(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        await board.at("P0003")
        await board.press("a", "enter")
        await board.type("管线")
        await board.press("tab", "enter")
        await board.type("pipeline")
        await board.press("enter", "ctrl+s")
        assert blockers_queries.blocker(board.app.session.store, "B0004").projects == ("P0003",)


# What does nothing says why -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "needs"),
    [
        ("e", "project"),
        ("n", "project"),
        ("m", "project"),
        ("c", "project"),
        ("r", "blocker"),
        ("x", "blocker"),
        ("w", "blocker"),
        ("o", "project"),
        ("slash", "filter"),
        ("s", "order"),
        ("v", "group"),
        ("u", "take back"),
    ],
)
@running
async def test_a_key_that_does_nothing_says_why(tmp_path: Path, key: str, needs: str) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        await board.at(None)
        await board.press(key)
        assert needs in board.said and not board.app.screen.is_modal


@running
async def test_read_only_says_so_for_every_verb(tmp_path: Path) -> None:
    session(tmp_path / "a.db").close()
    async with dashboard(tmp_path / "a.db", readonly=True) as board:
        await board.at("B0001")
        for key in "aenmcrxwou":
            assert board.app.page is not None
            board.app.page.unsay()
            await board.press(key)
            assert board.said == "This session only reads: nothing can be changed", key
        board.app.act("claim_for", "P0003", "L01")
        await board.settle()
        assert projects_queries.project(board.app.session.store, "P0003").leader is None


@running
async def test_a_key_pressed_twice_opens_one_dialog(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        await board.at("P0001")
        board.app.act("claim")
        board.app.act("claim")
        await board.settle()
        assert isinstance(board.app.screen, Choose)
        await board.press("escape")
        assert not board.app.screen.is_modal


@running
async def test_undo_refuses_what_others_have_built_upon(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        await board.at("P0003")
        await board.press("c", "enter")
        other = session(tmp_path / "a.db", "other")
        records.edit(other, "P3", {"leader": "曾某远"})
        other.close()
        await board.press("u")
        assert "cannot be taken back" in board.text().replace("\n", " ")


# Opening ----------------------------------------------------------------------------------------------------------------


def name_of_screen(board: Dashboard) -> str:
    return type(board.app.screen).__name__


@pytest.mark.parametrize(
    ("code", "page"),
    [
        ("P0001", "ProjectPage"),
        ("B0001", "BlockerPage"),
        ("L01", "PersonPage"),
        ("M001", "PersonPage"),
        ("C01", "CountyPage"),
        ("U01", "BlockersPage"),
    ],
)
@running
async def test_open(tmp_path: Path, code: str, page: str) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        board.app.open(code)
        for _ in range(3):
            await board.settle()
        assert name_of_screen(board) == page


@running
async def test_open_list_drops_what_was_open_on_that_screen(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        await board.press("4")
        board.app.open("P0001")
        await board.settle()
        await board.press("1")
        board.app.open_list("projects", {"county": "C01"})
        for _ in range(3):
            await board.settle()
        assert name_of_screen(board) == "ProjectsPage" and len(board.app.screen_stack) == 1


@running
async def test_the_log_opens_once(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        await board.press("f9", "f9")
        assert [type(screen).__name__ for screen in board.app.screen_stack].count("LogPage") == 1


@running
async def test_leaving_asks_nothing_and_what_was_typed_is_among_the_drafts(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        await board.at("P0001")
        await board.press("e")
        await board.type("x")
        await board.press("escape")
        await board.pilot.press("q")
        assert board.app._exit and list(board.app.drafts) == ["edit P0001"]
    async with dashboard(tmp_path / "a.db") as board:
        await board.pilot.press("q")
        assert board.app._exit and not board.app.drafts
