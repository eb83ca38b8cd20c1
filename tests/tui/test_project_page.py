"""The page of a project: why it has its light, and what the keys do to what is under the cursor."""

from pathlib import Path

import pytest

from campaign.core.light_history import Span
from campaign.core.model.blocker import Blocker, BlockerState, Scope
from campaign.core.model.consent import Result, ResultState, What
from campaign.core.model.land import LandKind, LandTask, Measure
from campaign.core.model.people import Person
from campaign.core.model.project import Channel, Progress, Project, ProjectDetails, Stage, Visit
from campaign.core.situation import Situation
from campaign.service import blockers, light_history, projects, records, settings
from campaign.service.project_records import ProjectRecords
from campaign.tables.signs import Signs
from campaign.tables.width import cells
from campaign.tui.screens.projects.project_content import ProjectView, project_rows
from campaign.tui.screens.projects.project_page import ProjectPage
from campaign.words import flag, level
from tests.core.build import blocker, county_wide, day, snapshot
from tests.tui.city import database
from tests.tui.city import session as city_session
from tests.tui.scene import Dashboard, dashboard, running, session

TODAY = day(38)
SITE = Project("P0001", "滨海新材料二期", "C01", leader="L01", manager="M001", unit="U01", stage=Stage.BUILDING, total=12_000,
               plan_100=1000, done_100=310, started=day(1), registered=day(1), last_report=TODAY, last_visit=TODAY,
               last_money=TODAY)
PEOPLE = (Person("L01", "王某山", "副市长", leader=True), Person("M001", "石某杉"))


def view(project: Project = SITE, *items: Blocker, resolved: tuple[Blocker, ...] = (), **more: object) -> ProjectView:
    situation = Situation.of(snapshot([project], items, PEOPLE), TODAY)
    history = more.pop("history", ())
    records = ProjectRecords(ProjectDetails(project.code), (*items, *resolved), **more)  # type: ignore[arg-type]
    return ProjectView(situation, project, records, history=history)  # type: ignore[arg-type]


def said(found: ProjectView, width: int = 79) -> list[str]:
    return ["".join(piece for piece, _tone in row.line).rstrip() for row in project_rows(found, width, Signs(), beside=False)]


def test_every_reason_in_words_and_since_when() -> None:
    late = blocker("B0107", title="滨海新材料二期用林报批", due=day(27))
    rows = project_rows(view(SITE._replace(plan_100=3000), late), 79, Signs(), beside=False)
    lines = ["".join(piece for piece, _tone in row.line) for row in rows]
    assert lines[0].startswith(" red   since 28 Oct")
    assert "B0107 overdue by 11 days" in lines[1] and lines[1].rstrip().endswith("since 28 Oct")
    assert rows[1].subject == "B0107"
    assert "10.3% done, 38.0% expected" in lines[2] and rows[2].subject == "P0001"


def test_green_none_suspended_and_withdrawn_say_why() -> None:
    assert "every rule that applies is met" in said(view())[0]
    assert "no rule applies" in said(view(Project("P0001", "x")))[0]
    assert "flood, review 10 Nov" in said(view(SITE._replace(suspended="flood", review=day(41))))[0]
    assert "merged" in said(view(SITE._replace(withdrawn="merged")))[0]


def test_a_doubtful_green_says_what_is_missing() -> None:
    lines = said(view(SITE._replace(last_visit=day(20), plan_100=310)))
    assert any("nobody on site for 18d" in line for line in lines)


def test_blockers_overdue_first_then_open_held_and_resolved() -> None:
    gone = blocker("B0001", state=BlockerState.RESOLVED, resolved=day(12))
    held = blocker("B0002", state=BlockerState.ON_HOLD, held_on=day(2), review=day(50))
    found = view(SITE, blocker("B0003", due=day(60)), held, county_wide("B0004", due=day(20)), resolved=(gone,))
    rows = project_rows(found, 79, Signs(), beside=False)
    order = [row.subject for row in rows if row.key.startswith("blocker:")]
    assert order == ["B0004", "B0003", "B0002", "B0001"]
    assert any("3 open, 1 overdue, 1 resolved" in "".join(p for p, _t in row.line) for row in rows)


def test_a_blocker_need_not_repeat_the_name_of_its_project() -> None:
    lines = said(view(SITE, blocker("B0107", title="滨海新材料二期用林报批", due=day(27))))
    assert any("late 11d" in line and "B0107  用林报批" in line for line in lines)


def test_notes_of_a_blocker_are_whole_or_not_there() -> None:
    """Short titles leave room; where there is too little, the page of the blocker tells them."""
    one = blocker("B0107", title="滨海新材料二期用林报批", due=day(27), level=4)
    two = blocker("B0106", title="滨海新材料二期双回路", due=day(45))
    notes = ", ".join([*map(flag, view(SITE, one, two).situation.flags(one)), level(4)])
    for width in (79, 100, 119, 160):
        lines = [line for line in said(view(SITE, one, two), width) if "B0106  双回路" in line or "B0107  用林报批" in line]
        assert len(lines) == 2 and all(cells(line) <= width for line in lines)
        late = next(line for line in lines if "B0107" in line)
        assert (notes in late) is (width > 79) and "|" in late and "##" not in late, width
    long = one._replace(title="滨海新材料二期穿越生态保护红线不可避让论证及用林报批")
    assert any("late 11d" in line and "B0107  穿越生态保护" in line for line in said(view(SITE, long), 79))


def test_bar_reports_and_visits() -> None:
    found = view(progress=[Progress("P0001", TODAY, -300, "主体 45%", 100, 120)],
                 visits=[Visit("P0001", TODAY, Channel.SITE, "L01", "B0001 协调")])
    lines = said(found)
    assert any("==" in line and "31.0% done, 38.0% expected" in line for line in lines)
    assert any("-¥3.0M" in line and "主体 45%" in line and "100/120" in line for line in lines)
    assert any("王某山 副市长" in line and "solved B0001 协调" in line for line in lines)
    subjects = {row.key: row.subject for row in project_rows(found, 79, Signs(), beside=False)}
    assert subjects["visit0"] == "L01"


@pytest.mark.parametrize("width", [20, 39, 79, 119, 199])
def test_no_row_is_wider_than_the_page(width: int) -> None:
    found = view(SITE._replace(name="名" * 60), blocker("B0107", title="长" * 80, due=day(27)),
                 progress=[Progress("P0001", TODAY, 5, "长" * 80, note="长" * 80)],
                 visits=[Visit("P0001", TODAY, Channel.SITE, "L01", "长" * 80)])
    tables = ("blocker:", "report", "visit", "why")
    for row in project_rows(found, width, Signs(), beside=False):
        if row.key.startswith(tables) and width >= 39:
            assert sum(cells(piece) for piece, _tone in row.line) <= width, row.key


# In the dashboard -------------------------------------------------------------------------------------------------------


def page(board: Dashboard) -> ProjectPage:
    found = board.app.screen
    assert isinstance(found, ProjectPage)
    return found


def row_of(board: Dashboard, start: str) -> str:
    return next(key for key in page(board)._rows if key.startswith(start))


@running
async def test_keys_act_on_the_blocker_under_the_cursor(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        board.app.open("P0001")
        await board.settle()
        assert page(board).subject == "B0001"  # the first reason
        page(board).listing.move_to(row_of(board, "fact:Leader"))
        await board.settle()
        assert page(board).subject == "P0001"
        await board.press("enter")
        assert board.app.screen.code == "L01"  # type: ignore[attr-defined]
        await board.press("escape")
        page(board).listing.move_to("blocker:B0001")
        await board.settle()
        await board.press("enter")
        assert board.app.screen.code == "B0001"  # type: ignore[attr-defined]
        await board.press("escape", "escape")
        assert board.app.current_mode == "overview"


@running
async def test_news_of_its_blocker_is_shown_and_the_cursor_stays(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db", (80, 50)) as board:
        board.app.open("P0001")
        await board.settle()
        page(board).listing.move_to("blocker:B0001")
        await board.settle()
        other = session(tmp_path / "a.db", "other")
        blockers.assign(other, "B1", "省自然资源厅", did="x")
        board.app.catch_up()
        await board.settle()
        assert "省自然资源厅" in board.text()
        projects.report(other, "P1", {"done": "桩基 5%"}, money="+20万")
        board.app.catch_up()
        await board.settle()
        assert "桩基 5%" in board.text()
        assert page(board).listing.cursor == "blocker:B0001"
        shown = page(board)._rows
        records.edit(other, "P3", {"total": "5亿"})
        board.app.catch_up()
        await board.settle()
        assert page(board)._rows is shown  # what concerns another project writes nothing anew
        other.close()


@running
async def test_a_project_whose_adding_was_undone_says_so(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db", actor="me") as board:
        other = session(tmp_path / "a.db", "me")
        code = records.add_project(other, {"name": "[/x][@click=app.quit]点我[/]"}).subject
        board.app.catch_up()
        board.app.open(code)
        await board.settle()
        assert "[@click=app.quit]" in board.text()
        settings.undo(other)
        board.app.catch_up()
        await board.settle()
        assert f"{code} is gone" in board.text()
        await board.press("j", "enter", "escape")
        other.close()


@running
async def test_narrow_and_wide(tmp_path: Path) -> None:
    for size in ((40, 12), (120, 40)):
        async with dashboard(tmp_path / "a.db", size=size) as board:
            board.app.open("P0001")
            await board.settle()
            await board.press("G", "g")
            assert all(cells(line) <= size[0] for line in board.lines())


# What is said twice is said alike ---------------------------------------------------------------------------------------


def test_since_when_is_that_of_the_history() -> None:
    """A reason may be older than the light: for days it was not there."""
    late = blocker("B0107", title="x", due=day(27))
    situation = view(SITE, late).situation
    spans = [Span(day(33), TODAY, situation.assessments["P0001"], situation.assessments["P0001"].reasons, ())]
    lines = said(view(SITE, late, history=spans))
    assert lines[0].startswith(" red   since 2 Nov") and lines[1].endswith("since 28 Oct")
    assert any(line.endswith("since 2 Nov") for line in lines[2:])


def test_every_light_of_the_city_lasts_since_one_day(tmp_path: Path) -> None:
    opened = city_session(database(tmp_path))
    situation = opened.situation()
    for code in ("P0042", "P0013"):
        newest = light_history.history(opened, situation, code)[0]
        found = situation.assessments[code]
        assert (newest.assessment.light, newest.assessment.reasons) == (found.light, found.reasons)
        assert newest.came == tuple(reason for reason in found.reasons if reason.level is found.light)
    opened.close()


def test_columns_take_the_room_that_others_leave() -> None:
    name = "青岭县自然资源和规划综合执法卫片图斑整改事项"
    task = LandTask("G0001", name, LandKind.SATELLITE, Scope.PROJECTS, ("P0001",), None, None, None, None, Measure.MU, None,
                    day(1), due=day(50))
    (line,) = (line for line in said(view(SITE, lands=[task]), 119) if "G0001" in line)
    assert name in line and "~" not in line and "satellite patch" in line


def test_a_bar_is_full_only_when_all_is_done() -> None:
    lines = said(view(SITE._replace(plan_100=100_000, done_100=99_999)))
    assert any("=." in line or "=|" in line for line in lines if line.startswith("="))


def test_what_was_returned_stands_near_the_top() -> None:
    """Who returned it, when and why; the latest first."""
    rows = [Result(number, "P0001", what, None, day(36), "", "M001", ResultState.RETURNED, "L01", day(37 + number), why)
            for number, what, why in ((1, What.START, "no work on site"), (2, What.REGISTRATION, "not in the books"))]
    text = said(view(returned=rows))
    told = [line for line in text if "returned" in line]
    assert "not in the books" in told[0] and "王某山" in told[0] and "石某杉" in told[0] and "8 Nov" in told[0]
    assert "no work on site" in told[1] and "7 Nov" in told[1] and text.index(told[1]) < 5
