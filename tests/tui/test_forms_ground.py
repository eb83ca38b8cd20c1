"""Keys and forms of the ground: what they do on land tasks and approvals, what they foresee, and that nothing typed is lost."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from campaign.core.clocks import Link, Outlook
from campaign.core.model.blocker import Blocker, Category
from campaign.core.model.land import Approval, ApprovalKind, ApprovalState, LandTask, Measure
from campaign.core.model.people import Authority
from campaign.core.model.project import Progress, Registered, Stage
from campaign.core.quantity import parse_quantity
from campaign.core.situation import Situation
from campaign.data.clocks import calendar
from campaign.kinds import registry
from campaign.kinds.field import Field
from campaign.service import Session, approvals, projects, records
from campaign.service import land as land_service
from campaign.store.queries import approvals as approvals_queries
from campaign.store.queries import blockers as blockers_queries
from campaign.store.queries import projects as projects_queries
from campaign.store.queries.land import land_task
from campaign.tables import blocker_record, blockers
from campaign.tables.approval_chain import chain_rows
from campaign.tables.blocker_details import impact
from campaign.tables.cells import words_text
from campaign.tables.project_cells import marks
from campaign.tables.sections import PageRow
from campaign.tables.width import cells
from campaign.tui.dialogs import choices
from campaign.tui.dialogs.choose import Choose, narrowed
from campaign.tui.dialogs.confirm import Notice
from campaign.tui.dialogs.effects import freed
from campaign.tui.dialogs.error_text import HERE
from campaign.tui.dialogs.form import Form
from campaign.tui.dialogs.form_fields import KINDS, shown, written
from campaign.tui.screens.projects.project_land_content import approval_rows, land_rows, money_rows, strength_rows
from campaign.tui.screens.projects.project_page import ProjectPage
from campaign.words.error_sentences import ERRORS
from tests.core.build import blocker, county_wide, day, land, project, snapshot
from tests.tui.scene import Dashboard, dashboard, running, session

TODAY = day(38)


def grounded(path: Path) -> None:
    """G0001 on P0001, due on day 31; G0002 on the whole county, due on day 61. P0001: A0001 lies with the province, A0002
    is not submitted.
    """
    own = session(path)
    land_service.add_land_task(own, {"name": "南湾征地", "kind": "expropriation", "target": "100亩", "due": "D+30",
                                     "unit": "市林业局",
                               "authority": "city"}, projects=["P1"], opened="D+1")
    land_service.add_land_task(own, {"name": "图斑整改", "kind": "satellite", "target": "22座", "due": "D+60"}, county="临江",
                         opened="D+1")
    approvals.add_approvals(own, "P1", ["land"], submitted="D+20", unit="省自然资源厅")
    approvals.add_approvals(own, "P1", ["permit"])
    own.close()


def form(board: Dashboard) -> Form:
    assert isinstance(board.app.screen, Form), board.text()
    return board.app.screen


def put(board: Dashboard, values: Mapping[str, str]) -> None:
    form(board)._put(values)


async def told(board: Dashboard, words: str) -> None:
    """It was said at the bottom, or in a box."""
    said = board.said
    if isinstance(board.app.screen, Notice):
        said = " ".join(board.text().split())
        await board.press("enter")
    assert words in said, said


# Land tasks ---------------------------------------------------------------------------------------------------------------


@running
async def test_progress_of_a_land_task(tmp_path: Path) -> None:
    grounded(tmp_path / "a.db")
    async with dashboard(tmp_path / "a.db") as board:
        store = board.app.session.store
        await board.at("G0001")
        await board.press("n")
        assert "So far 0 of 100 mu" in board.text()
        await board.type("+458")
        assert "So far 0 of 100 mu; 458 would be more than its target (458%): check the figure" in " ".join(board.text().split())
        await board.press(*["backspace"] * 3)
        await board.type("12.5")
        assert "more than" not in board.text()
        await board.press("ctrl+s")
        assert land_task(store, "G0001").done == 1250
        assert board.said == "G0001: progress recorded; u takes it back"
        await board.press("n", "tab")
        await board.type("４０亩")
        await board.press("ctrl+s")
        assert land_task(store, "G0001").done == 4000
        await board.press("u")
        assert land_task(store, "G0001").done == 1250


@running
async def test_bad_quantities_are_said_at_their_line_and_kept(tmp_path: Path) -> None:
    grounded(tmp_path / "a.db")
    async with dashboard(tmp_path / "a.db") as board:
        await board.at("G0001")
        await board.press("n")
        for typed, words in (("much", "is not a quantity"), ("5户", "counts mu"), ("1.234", "is not a quantity")):
            put(board, {"amount": typed})
            await board.press("ctrl+s")
            assert words in board.text() and form(board).typed["amount"] == typed
        put(board, {"amount": "5", "to": "7"})
        await board.press("ctrl+s")
        assert "Say it once" in board.text()
        put(board, {"amount": "", "to": "7户"})
        await board.press("ctrl+s")
        row = form(board)._row()
        assert row is not None and row.field.name == "to" and "counts mu" in board.text()
        put(board, {"to": ""})
        await board.press("ctrl+s")
        assert "Say it once" in board.text()
        assert land_task(board.app.session.store, "G0001").done == 0


@running
async def test_accept_and_open_again(tmp_path: Path) -> None:
    grounded(tmp_path / "a.db")
    async with dashboard(tmp_path / "a.db") as board:
        store = board.app.session.store
        await board.at("G0001")
        await board.press("r")
        seen = " ".join(board.text().split())
        assert "Only 0 of 100 mu are done: accept all the same?" in seen
        assert "This frees no project; 1 project stays held by B0001" in seen
        await board.type("省厅验收")
        await board.press("ctrl+s")
        task = land_task(store, "G0001")
        assert (task.accepted, task.how) == (TODAY, "省厅验收") and board.said == "G0001 accepted; u takes it back"
        for key in ("n", "m"):
            await board.press(key)
            await told(board, "G0001 was accepted on 7 Nov; r opens it again")
        await board.press("r", "ctrl+s")
        assert "cannot be empty" in board.text()
        await board.type("又占用")
        await board.press("ctrl+s")
        assert land_task(store, "G0001").accepted is None


@running
async def test_a_land_task_changes_hands_and_due_day(tmp_path: Path) -> None:
    grounded(tmp_path / "a.db")
    async with dashboard(tmp_path / "a.db") as board:
        store = board.app.session.store
        await board.at("G0001")
        await board.press("m")
        assert isinstance(board.app.screen, Choose) and [choice.code for choice in board.app.screen.choices] == ["U02"]
        await board.press("enter")
        assert land_task(store, "G0001").unit == "U02"
        await board.press("e")
        put(board, {"due": "D+45", "target": "120.5", "why": "评估改期"})
        await board.press("ctrl+s")
        task = land_task(store, "G0001")
        assert (task.due, task.target) == (day(46), 12_050)


@running
async def test_what_does_nothing_on_the_ground_says_why(tmp_path: Path) -> None:
    grounded(tmp_path / "a.db")
    async with dashboard(tmp_path / "a.db") as board:
        for code, key, words in (("G0001", "x", "A land task has no levels"), ("A0001", "x", "An approval has no levels"),
                                 ("G0001", "w", "A land task is not put on hold"), ("G0002", "o", "Put the cursor on a project")):
            await board.at(code)
            await board.press(key)
            await told(board, words)


@running
async def test_a_visit_from_a_land_task_and_an_approval(tmp_path: Path) -> None:
    grounded(tmp_path / "a.db")
    async with dashboard(tmp_path / "a.db") as board:
        for code in ("G0001", "A0001"):
            await board.at(code)
            await board.press("o", "ctrl+s")
        assert len(projects_queries.visits(board.app.session.store, project="P0001")) == 2


# Approvals ----------------------------------------------------------------------------------------------------------------


@running
async def test_submit_contact_grant(tmp_path: Path) -> None:
    grounded(tmp_path / "a.db")
    async with dashboard(tmp_path / "a.db") as board:
        store = board.app.session.store
        await board.at("A0002")
        await board.press("m")
        assert "The law gives it until 14 Nov" in board.text()  # seven days
        await board.press("ctrl+s")
        row = approvals_queries.approval(store, "A0002")
        assert (row.state, row.due) == (ApprovalState.SUBMITTED, day(45))
        await board.press("m")  # once is enough
        await told(board, "A0002 was submitted on 7 Nov; r granted, n contact, e edit")
        await board.press("n")
        await board.type("窗口已收件")
        await board.press("tab")
        await board.type("+3d")
        await board.press("ctrl+s")
        assert approvals_queries.approval(store, "A0002").next_contact == day(41)
        await board.press("r")
        put(board, {"expires": "someday"})
        await board.press("ctrl+s")
        assert form(board).typed["expires"] == "someday" and approvals_queries.approval(store, "A0002").granted is None
        put(board, {"expires": "2027-11-07"})
        await board.press("ctrl+s")
        found = approvals_queries.approval(store, "A0002")
        assert found.state is ApprovalState.GRANTED and str(found.expires) == "2027-11-07"
        for key in ("n", "m", "w"):
            await board.press(key)
            await told(board, "A0002 was granted on 7 Nov; r opens it again")
        await board.press("r")
        await board.type("被退回")
        await board.press("ctrl+s")
        assert approvals_queries.approval(store, "A0002").state is ApprovalState.NEEDED


@running
async def test_not_needed_with_its_reason(tmp_path: Path) -> None:
    grounded(tmp_path / "a.db")
    async with dashboard(tmp_path / "a.db") as board:
        await board.at("A0002")
        await board.press("w", "ctrl+s")
        assert "cannot be empty" in board.text()
        await board.type("不新建")
        await board.press("ctrl+s")
        found = approvals_queries.approval(board.app.session.store, "A0002")
        assert (found.state, found.reason) == (ApprovalState.NOT_NEEDED, "不新建")
        for key in ("n", "m", "w"):
            await board.press(key)
            await told(board, "A0002 is not needed; r opens it again")


@running
async def test_what_was_never_submitted_is_not_granted_unawares(tmp_path: Path) -> None:
    grounded(tmp_path / "a.db")
    async with dashboard(tmp_path / "a.db") as board:
        await board.at("A0002")
        await board.press("r")
        assert "It was not submitted (m does that): granted all the same?" in board.text()
        await board.press("escape")
        await board.at("A0001")
        await board.press("r")
        assert "not submitted" not in board.text()


@running
async def test_editing_an_approval_offers_what_fits_its_state(tmp_path: Path) -> None:
    grounded(tmp_path / "a.db")
    async with dashboard(tmp_path / "a.db") as board:
        await board.at("A0002")
        await board.press("e")
        assert "due" not in form(board).typed and "expires" not in form(board).typed
        await board.press("escape")
        await board.at("A0001")
        await board.press("e")
        assert "Edit A0001 land for construction" in board.text()
        put(board, {"due": "D+80", "why": "专家论证"})
        await board.press("ctrl+s")
        assert approvals_queries.approval(board.app.session.store, "A0001").due == day(81)


# Adding -------------------------------------------------------------------------------------------------------------------


@running
async def test_add_a_land_task_on_the_project_under_the_cursor(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        await board.at("P0003")
        await board.press("a")
        await board.type("land")
        await board.press("enter")
        assert form(board).typed["projects"] == "P0003"
        assert "When it is late it freezes 1 project" in board.text()
        put(board, {"name": "医院征迁", "kind": "resettlement", "target": "872户"})
        await board.press("ctrl+s")
        task = land_task(board.app.session.store, "G0001")
        assert (task.projects, task.target, task.measure) == (("P0003",), 87_200, Measure.HOUSEHOLDS)


@running
async def test_a_land_task_on_both_is_refused_and_kept(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        await board.at("C01")
        await board.press("a")
        await board.type("land")
        await board.press("enter")
        assert form(board).typed["county"] == "C01"
        put(board, {"name": "x", "kind": "forest", "projects": "P0001", "target": "ten"})
        await board.press("ctrl+s")
        assert "is not a quantity" in board.text()
        put(board, {"target": "10"})
        await board.press("ctrl+s")
        assert "choose one of the two" in board.text() and form(board).typed["name"] == "x"


@running
async def test_all_missing_approvals_at_once_and_chosen_kinds(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        store = board.app.session.store
        await board.at("P0003")
        await board.press("a")
        await board.type("approval")
        await board.press("enter")
        assert form(board).typed["project"] == "P0003" and "Not recorded yet: " in board.text()
        await board.press("tab")
        await board.type("permit")
        await board.press("enter", "backspace")  # taken out again: all of them
        await board.press("ctrl+s")
        missing = len(approvals_queries.approvals(store, project="P0003"))
        assert missing > 4 and board.said == "Approvals added: P0003; u takes it back"
        await board.press("u")
        assert approvals_queries.approvals(store, project="P0003") == []
        await board.press("a")
        await board.type("approval")
        await board.press("enter")
        put(board, {"why": "不占林地"})
        await board.press("ctrl+s")
        assert "cannot be empty" in board.text() and form(board).typed["why"] == "不占林地"
        put(board, {"kinds": "forest energy", "submitted": "D+3"})
        await board.press("ctrl+s")
        assert "contradict each other" in board.text()
        put(board, {"submitted": ""})
        await board.press("ctrl+s")
        assert [row.state for row in approvals_queries.approvals(store, project="P0003")] == [ApprovalState.NOT_NEEDED] * 2


@running
async def test_a_blocker_about_a_land_task_takes_over_what_that_says(tmp_path: Path) -> None:
    grounded(tmp_path / "a.db")
    async with dashboard(tmp_path / "a.db", (80, 30)) as board:
        store = board.app.session.store
        await board.at("G0001")
        await board.press("a", "enter")
        assert form(board).typed["about"] == "G0001"
        seen = " ".join(board.text().split())
        assert "This freezes 1 project" in seen and "Taken from G0001: due 31 Oct, city level, expropriation, 市林业局" in seen
        put(board, {"title": "三户未签", "due": "D+70"})
        await board.press("ctrl+s")
        row = form(board)._row()
        assert row is not None and row.field.name == "due" and "This is taken from G0001" in board.text()
        put(board, {"due": ""})
        await board.press("ctrl+s")
        found = blockers_queries.blocker(store, "B0004")
        assert (found.land_task, found.due, found.category, found.unit) == ("G0001", day(31), "expropriation", "U01")
        await board.at("G0001")
        await board.press("r")
        assert "1 project stays held by B0001, B0004" in " ".join(board.text().split())


@running
async def test_what_a_blocker_can_be_about_is_offered_for_its_project(tmp_path: Path) -> None:
    grounded(tmp_path / "a.db")
    async with dashboard(tmp_path / "a.db") as board:
        await board.at("P0001")
        await board.press("a", "enter")
        about = next(row for row in form(board).rows if row.field.name == "about")
        about.enter()
        await board.press("enter")
        assert isinstance(board.app.screen, Choose)
        assert [choice.code for choice in board.app.screen.choices] == ["G0001", "G0002", "A0001", "A0002"]
        await board.type("a1")
        await board.press("enter")
        assert "land for construction  A0001" in board.text()


@running
async def test_a_blocker_needs_a_category_unless_it_is_about_something(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        await board.at("P0003")
        await board.press("a", "enter")
        await board.type("管线")
        await board.press("ctrl+s")
        row = form(board)._row()
        assert row is not None and row.field.name == "category" and form(board).typed["title"] == "管线"


@running
async def test_what_a_new_blocker_freezes_follows_what_is_filled_in(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        await board.press("3", "a")
        assert "This freezes" not in board.text()
        put(board, {"projects": "P0001 P0002"})
        await board.settle()
        assert "This freezes 2 projects, ¥1.52bn, 1 leader" in board.text()
        put(board, {"projects": "", "county": "C01"})
        await board.settle()
        assert "This freezes 1 project, ¥1.20bn, 1 leader" in board.text()


@running
async def test_what_resolving_frees(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        await board.at("B0001")
        await board.press("r")
        assert "This frees 1 project, ¥1.20bn, 1 leader" in board.text()
        await board.press("escape")
        await board.at("B0002")  # B0003 is on the same project
        await board.press("r")
        assert "This frees no project; 1 project stays held by B0003" in board.text()


@running
async def test_editing_what_a_blocker_is_about(tmp_path: Path) -> None:
    grounded(tmp_path / "a.db")
    async with dashboard(tmp_path / "a.db") as board:
        await board.at("B0001")
        await board.press("e")
        put(board, {"about": "G0001"})
        await board.press("ctrl+s")
        found = blockers_queries.blocker(board.app.session.store, "B0001")
        assert (found.land_task, found.due) == ("G0001", day(31))


@running
async def test_a_report_with_a_quality_issue(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db", (80, 30)) as board:
        await board.at("P0001")
        await board.press("n")
        put(board, {"quality": "桩基偏位", "crew": "60/100", "machines": "4"})
        await board.press("ctrl+s")
        report = projects_queries.progress(board.app.session.store, "P0001")[0]
        assert (report.crew, report.crew_planned, report.machines) == (60, 100, 4)
        assert any("桩基偏位" in row.title for row in blockers_queries.blockers(board.app.session.store).values())


# Pieces -------------------------------------------------------------------------------------------------------------------


def test_quantities_and_kinds_as_written_and_shown() -> None:
    assert written("quantity", 43_490) == "434.9" and parse_quantity(written("quantity", 123_456_700))[0] == 123_456_700
    assert shown(Field("kinds", KINDS, ApprovalKind), "land permit", str) == "land for construction, construction permit"
    assert {"land_task", "approval"} <= set(registry.addable())


def test_a_task_that_is_not_late_frees_nothing() -> None:
    situation = Situation.of(snapshot([project(total=100)], lands=[land(due=day(60)), land("G0002", due=day(20))]), TODAY)
    assert freed(situation, "G0001") == "It is not late, so it freezes nothing yet"
    assert freed(situation, "G0002") == "This frees 1 project, ¥1.0M"
    assert freed(situation, "B0009") == ""


def test_what_still_holds_the_projects_is_named() -> None:
    """What is on most of them first; never more codes than can be read."""
    both = [blocker(f"B000{n}", "P0001 P0002") for n in range(2, 8)]
    rows = [project(total=100), project("P0002", total=50), project("P0003", total=100)]
    items = [blocker("B0001", "P0001 P0002 P0003"), *both, blocker("B0008", "P0001")]
    situation = Situation.of(snapshot(rows, items), TODAY)
    assert freed(situation, "B0001") == (
        "This frees 1 project, ¥1.0M; 2 projects stay held by B0002, B0003, B0004, B0005 and 3 more")
    assert freed(situation, "B0008").startswith("This frees no project; 1 project stays held by B0001, B0002")


def test_refusals_in_the_dashboard_name_no_command() -> None:
    """Only what is said before there is a dashboard, or of what only the command line does, may."""
    elsewhere = {"excuse_scope", "start_and_day", "bad_language", "dispatch_where", "dispatch_there",
                 "dispatch_new", "not_away", "edited_elsewhere", "unknown_chain", "unknown_subject",
                 "case_title", "warm_nowhere", "forecast_scope", "import_stdin", "map_form", "unclear_order", "unknown_listed",
                 "reported_otherwise", "figure_unit", "file_there", "port_taken", "wall_paper", "web_windows", "watch_ahead",
                 "watch_replaced", "export_projects", "export_format", "export_ending"}
    members = ("member", "key", "keys", "backup", "restore", "gate", "not_a_member", "unknown_key", "bad_replica", "bad_key",
               "sqlite_old", "staff_of_what", "remove_unasked")
    lists = ("sheets_", "list_", "listed_already", "views_full", "view_pane", "unknown_view", "bulletin_", "docx_missing")
    shell = {key for key, text in ERRORS.items() if re.search(r"campaign [a-z]|--[a-z]", HERE.get(key, text))}
    assert {key for key in shell - elsewhere if not key.startswith(("db_", "seed_", "no_", *members, *lists))} == set()


def test_what_is_chosen_shows_no_code_of_the_command_line() -> None:
    offered = [*choices.kinds("project", "land_task"), *choices.words(Category)]
    assert all(choice.aside == "" for choice in offered)
    assert narrowed("land_task", offered) == ["land_task"]


def told_by(rows: list[PageRow]) -> list[str]:
    return ["".join(piece for piece, _tone in row.line).rstrip() for row in rows]


def approval(code: str, kind: ApprovalKind, state: ApprovalState, **more: object) -> Approval:
    return Approval(code, "P0001", kind, Authority.CITY, "U01", state, **more)  # type: ignore[arg-type]


def test_sections_of_the_ground() -> None:
    situation = Situation.of(snapshot([project()]), TODAY)
    tasks: list[LandTask] = [land(done=1000), land("G0002", county="C01", due=day(60)), land("G0003", accepted=day(30))]
    rows = land_rows(situation, tasks, 79, "P0001")
    lines = told_by(rows)
    assert "1 overdue" in lines[1] and lines[2].split()[:3] == ["late", "18d", "G0001"] and "10/434.9 mu" in lines[2]
    assert "accepted" in lines[4] and [row.subject for row in rows[2:]] == ["G0001", "G0002", "G0003"]
    held = [approval("A0002", ApprovalKind.PERMIT, ApprovalState.NEEDED),
            approval("A0001", ApprovalKind.LAND, ApprovalState.SUBMITTED, submitted=day(1), due=day(30), next_contact=day(37)),
            approval("A0003", ApprovalKind.EIA_FORM, ApprovalState.GRANTED, submitted=day(1), granted=day(20), expires=day(40))]
    rows = approval_rows(situation, held, [("site",), ("eia_form", "eia_report")], calendar(), 119, "P0001")
    lines = told_by(rows)
    assert "1 of 5 granted" in lines[1] and "A0001" in lines[2] and "over 8d" in lines[2] and "contact 1d ago" in lines[2]
    assert "A0002" in lines[3] and "A0003" in lines[4] and "until 9 Nov" in lines[4]
    assert "not recorded: site and land pre-review, environment form/environment report; a adds them" in lines[5]
    assert rows[-1].subject == "P0001"


def test_reported_and_registered_money_are_apart() -> None:
    own = project(done_100=3100, plan_100=10_000, registered_100=2000, funds_planned=10_000, funds_100=4000)
    lines = told_by(money_rows(own, [Registered("P0001", "2026-10", 2000)], 119))
    assert "¥31.0M of ¥100.0M, 31.0%" in lines[2] and "¥20.0M" in lines[3] and "2026-10" in lines[3]
    assert "¥40.0M of ¥100.0M, 40.0%" in lines[4]
    assert money_rows(project(), [], 79) == []


@pytest.mark.parametrize(("crew", "marked"), [(69, True), (70, False), (71, False)])
def test_a_crew_below_seventy_percent_is_marked(crew: int, marked: bool) -> None:
    rows = strength_rows(project(), [Progress("P0001", TODAY, crew=crew, crew_planned=100, machines=4, fronts=2)], 70, 79)
    line = told_by(rows)[2]
    assert f"crew {crew}/100" in line and "4 machines" in line and "2 work fronts" in line
    assert ("understaffed" in line) is marked
    assert strength_rows(project(), [Progress("P0001", TODAY, 5)], 70, 79) == []


def test_the_chain_step_by_step() -> None:
    situation = Situation.of(snapshot([project()]), TODAY)
    links = (Link("land", "A0001", day(30), day(60), day(20), 20, None, True, True),)
    found = Outlook(day(50), day(60), day(70), True, False, links, True)
    lines = told_by(chain_rows(found, situation, 119, "Clocks", "P0001"))
    assert "too late" in lines[1] and "estimated" in lines[2] and "through on 29 Nov at the earliest" in lines[2]
    assert all(part in lines[3] for part in ("A0001", "30 Oct - 29 Nov est.", "latest 20 Oct", "20 working days"))
    assert "no milestone" in told_by(chain_rows(None, situation, 79, "Clocks", "P0001"))[2]


def test_what_freezes_most_is_one_key_away() -> None:
    assert blockers.BLOCKERS.sort_keys[1] == "worth"
    big, small = blocker("B0001", "P0001", due=day(60)), blocker("B0002", "P0002", unit="U02", due=day(8))
    situation = Situation.of(snapshot([project(total=9), project("P0002", total=1)], [big, small]), TODAY)
    rows: Mapping[str, Blocker] = situation.snapshot.blockers
    rank = blockers.BLOCKERS.rank(blocker_record.Blockers(situation, rows, sort="worth"), "unit")
    assert rank("U01", ["B0001"]) < rank("U02", ["B0002"])
    late = blockers.BLOCKERS.rank(blocker_record.Blockers(situation, rows), "unit")
    assert late("U02", ["B0002"]) < late("U01", ["B0001"])


def test_a_blocker_says_what_it_is_about_and_strikes() -> None:
    items = [blocker(land_task="G0001"), county_wide("B0002", "C01")]
    own = project(county="C01", leader="L01", total=5000)
    situation = Situation.of(snapshot([own], items, lands=[land(name="南湾征地")]), TODAY)
    frozen = blocker_record.Frozen(situation)
    said = ["".join(text for text, _tone in impact(situation, item, frozen)) for item in items]
    assert said[0] == "about G0001 南湾征地  freezes 1 project, ¥50.0M  1 leader"
    assert said[1].startswith("whole county C01")


def test_marks_and_filters_in_words() -> None:
    own = project(stage=Stage.BUILDING, too_late_after=day(30), risk_after=day(20), crew=10, crew_planned=100)
    situation = Situation.of(snapshot([own], lands=[land(name="南湾征地")]), TODAY)
    assert marks(situation.assessments["P0001"]) == ("too late and 1 more", "red")
    for words, screen, said in (
        ({"mark": "too_late"}, "projects", "too late"), ({"contact_due": "yes"}, "projects", "an authority is to be contacted"),
        ({"lapsing": "soon"}, "projects", "an approval lapses within days, or has lapsed"),
        ({"lapsing": "yes"}, "projects", "an approval lapses within weeks"), ({"state": "overdue"}, "land", "overdue"),
        ({"state": "accepted"}, "land", "accepted"), ({"code": "G0001"}, "land", "G0001 南湾征地"),
        ({"kind": "satellite"}, "land", "satellite patch"),
    ):  # fmt: skip
        assert words_text(words, screen, situation) == said


# Pages --------------------------------------------------------------------------------------------------------------------


@running
async def test_keys_of_the_project_page_act_on_its_ground(tmp_path: Path) -> None:
    grounded(tmp_path / "a.db")
    async with dashboard(tmp_path / "a.db", (80, 60)) as board:
        board.app.open("P0001")
        await board.settle()
        page = board.app.screen
        assert isinstance(page, ProjectPage)
        page.listing.move_to("land:G0001")
        assert page.subject == "G0001"
        await board.press("n")
        await board.type("50")
        await board.press("ctrl+s")
        assert "50/100 mu" in board.text() and page.listing.cursor == "land:G0001"
        page.listing.move_to("approval:A0002")
        await board.press("m", "ctrl+s")
        assert page.subject == "A0002" and approvals_queries.approval(board.app.session.store, "A0002").submitted == TODAY
        await board.press("enter")
        assert "Approval A0002" in board.text()


@running
@pytest.mark.parametrize("width", [40, 80, 120])
async def test_the_page_fits(tmp_path: Path, width: int) -> None:
    grounded(tmp_path / "a.db")
    own: Session = session(tmp_path / "a.db")
    records.edit(own, "P1", {"plan_100": "1亿", "stage": "building", "started": "D+1", "investor": "private"})
    projects.report(own, "P1", {"crew": "60", "crew_planned": "100"}, money="+300万")
    own.close()
    async with dashboard(tmp_path / "a.db", (width, 70)) as board:
        board.app.open("P0001")
        await board.settle()
        for line in board.lines():
            assert cells(line) <= width
        seen = board.text()
        for words in ("Land tasks", "Approvals", "Clocks", "Money in these", "Site strength", "understaffed"):
            assert words in seen, words
