"""Dialogs by keyboard alone: choosing by typing, forms that lose nothing, both versions after a conflict."""

import re
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.color import ColorSystem
from textual import events

from campaign import text
from campaign.core.errors import BadInput, Busy, CampaignError, NotFound, Refused
from campaign.core.model.blocker import Category
from campaign.core.model.project import Stage
from campaign.kinds import project as project_kind
from campaign.kinds import registry
from campaign.kinds.field import Field, Type, named, parse
from campaign.service import Session, projects, records
from campaign.store.queries import projects as projects_queries
from campaign.store.write import Done
from campaign.tables.cells import wrapped
from campaign.tui.dialogs import record_form
from campaign.tui.dialogs.choose import Choice, Choose, narrowed
from campaign.tui.dialogs.confirm import Confirm, Notice
from campaign.tui.dialogs.conflict import Conflict
from campaign.tui.dialogs.dialog import Typing
from campaign.tui.dialogs.error_text import HERE, PLACES, place, trouble
from campaign.tui.dialogs.form import Form
from campaign.tui.dialogs.form_fields import check, crew, lines, money, shown, written
from campaign.tui.dialogs.form_row import Pick
from campaign.tui.dialogs.help import Help
from campaign.tui.dialogs.palette import Palette
from campaign.tui.keys import KEYS, MOVES, told
from campaign.tui.theme import _SYSTEMS, flat
from campaign.words import ERRORS
from tests.look import grid
from tests.tui.scene import Dashboard, dashboard, running, session

HOSTILE = (
    "[/x]",
    "[@click=app.quit]点我[/]",
    "=cmd|'/C calc'!A0",
    "名" * 60,
    "👨\u200d👩\u200d👧 家",
    "$name {code} %s",
    "～！？：／",
)


# Pieces -----------------------------------------------------------------------------------------------------------------


def test_wrap_breaks_between_words_and_beside_chinese() -> None:
    assert wrapped("one two three", 8) == ["one two", "three"]
    assert wrapped("项目代码已有", 5) == ["项目", "代码", "已有"]
    assert wrapped("a" * 10, 4) == ["aaaa", "aaaa", "aa"]
    assert wrapped("", 4) == [""]
    assert wrapped("添加：项目、堵点、用地", 12) == ["添加：项目、", "堵点、用地"]
    assert all(line[0] not in "、，。；：）》" and line[-1] not in "（《" for width in range(7, 90)
               for line in wrapped("会议《纪要》（第38期），项目、堵点；用地：已交。（完）" * 4, width))


CHOICES = [
    Choice("L03", "王某山", "wang;mou;shan", "副市长"),
    Choice("L10", "吴某峤", "wu;mou;qiao", "副市长"),
    Choice("L1", "Ann", "a;n;n"),
    Choice("building", "在建", "zai;jian", "", "building"),
]


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("", ["L03", "L10", "L1", "building"]),
        ("wms", ["L03"]),
        ("w", ["L03", "L10"]),
        ("王", ["L03"]),
        ("l3", ["L03"]),
        ("ｗｍｓ", ["L03"]),
        ("Ｌ０３", ["L03"]),
        ("副市长", ["L03", "L10"]),
        ("zaijian", ["building"]),
        ("building", ["building"]),
        ("m", ["L03", "L10"]),
        ("xyz", []),
    ],
)
def test_narrowing(query: str, codes: list[str]) -> None:
    assert narrowed(query, CHOICES) == codes


@pytest.mark.parametrize(
    ("amount", "typed"), [(5000, "5000万"), (0, "0万"), (32_000, "3.2亿"), (32_001, "3.2001亿"), (10_000, "1亿")]
)
def test_money_is_written_without_loss(amount: int, typed: str) -> None:
    assert money(amount) == typed
    assert parse(named(project_kind.FIELDS)["total"], typed, _Reader()) == amount  # type: ignore[arg-type]


class _Reader:
    def text(self, typed: str, limit: int) -> str:
        return typed


def test_values_as_typed_and_as_shown() -> None:
    assert written(Type.YES, False) == "no"
    assert written(Type.MONEY, None) == ""
    assert written(Type.WORD, Stage.BUILDING) == "building"
    stage = Field("stage", Type.WORD, Stage)
    assert shown(stage, "prework", str) == "pre-work"
    assert shown(Field("leader", "leader"), "L03", lambda code: "王某山\x1b") == "王某山\ufffd  L03"
    assert shown(stage, "", str) == ""


@pytest.mark.parametrize(
    ("typed", "read"), [("120", ("120", None)), ("120/150", ("120", "150")), ("120／150", ("120", "150"))]
)
def test_crew(typed: str, read: tuple[str, str | None]) -> None:
    assert crew(typed) == read


@pytest.mark.parametrize("typed", ["", "x", "1/", "1/2/3", "-1"])
def test_bad_crew(typed: str) -> None:
    with pytest.raises(BadInput):
        crew(typed)


def test_errors_said_here_name_keys_and_lines_instead_of_options() -> None:
    assert set(HERE) <= set(ERRORS)
    assert set(PLACES) <= set(ERRORS) | set(HERE)
    for key in HERE:
        assert "--" not in trouble(CampaignError(key))
    assert place(Refused("building_needs_start")) == ("started",)
    assert place(BadInput("field_empty", field="name")) == ("name",)
    assert "{" not in trouble(Refused("top_level", code="B0001", level=3))


def test_every_form_takes_only_what_the_service_takes(tmp_path: Path) -> None:
    for kind in registry.addable():
        assert record_form.add(kind).fields
    assert {slot.name for slot in lines("project")} == set(named(project_kind.FIELDS))
    reader = session(tmp_path / "a.db")
    check(Field("leader", "leader"), "L01", reader)
    with pytest.raises(NotFound):  # chosen, and gone since
        check(Field("leader", "leader"), "L99", reader)
    with pytest.raises(BadInput):
        check(Field("total", Type.MONEY), "viel", reader)
    with pytest.raises(BadInput):
        check(Field("title", required=True), " \u3000 ", reader)
    reader.close()


# Choose -----------------------------------------------------------------------------------------------------------------


async def choosing(board: Dashboard, dialog: Choose) -> list[str | None]:
    got: list[str | None] = []
    await board.app.push_screen(dialog, got.append)
    await board.settle()
    return got


@running
async def test_choose_by_typing(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        got = await choosing(board, Choose("Who?", CHOICES))
        await board.type("wu")
        assert "L10" in board.text() and "L03" not in board.text()
        await board.press("enter")
        assert got == ["L10"]


@running
async def test_choose_by_arrows_and_from_the_current_one(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        got = await choosing(board, Choose("Who?", CHOICES, current="L10"))
        await board.press("down", "enter")
        got2 = await choosing(board, Choose("Who?", CHOICES))
        await board.press("escape")
        assert (got, got2) == (["L1"], [None])


@running
async def test_keys_of_the_pages_are_text_in_a_dialog(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        got = await choosing(board, Choose("Who?", CHOICES))
        await board.type("1q?:/")
        await board.type("：？、／")
        assert board.app.screen.query_one(Typing).value == "1q?:/：？、／"
        assert board.app.is_running and board.app.current_mode == "overview"
        await board.press("enter")  # nothing fits: Enter takes nothing
        assert got == []


@running
async def test_names_are_never_markup(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        await choosing(board, Choose("[b]Who[/b]?", [Choice(f"P{n:04}", name) for n, name in enumerate(HOSTILE, 1)]))
        for name in HOSTILE[:3]:
            assert name in board.text()
        assert "[b]Who[/b]?" in board.text()


# Forms ------------------------------------------------------------------------------------------------------------------


async def fill(board: Dashboard, form: Form) -> list[object]:
    got: list[object] = []
    await board.app.push_screen(form, got.append)
    await board.settle()
    return got


def form(board: Dashboard) -> Form:
    assert isinstance(board.app.screen, Form)
    return board.app.screen


@running
async def test_add_a_project(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        got = await fill(board, record_form.add("project"))
        await board.type("新项目 1")
        await board.press("tab")
        await board.type("lj")  # typing on a line that is chosen opens the list
        assert isinstance(board.app.screen, Choose)
        await board.press("enter")  # and goes on to the next line
        await board.press("down", "down", "down")
        await board.type("１．５亿")
        await board.press("ctrl+s")
        assert len(got) == 1
        situation = board.app.situation
        assert situation is not None
        project = situation.snapshot.projects["P0004"]
        assert (project.name, project.county, project.total) == ("新项目 1", "C01", 15_000)


@running
async def test_enter_goes_through_and_saves_on_the_last_line(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        got = await fill(board, record_form.add("county"))
        await board.type("青岭县")
        await board.press("enter")
        assert isinstance(form(board).focused, Pick)
        await board.press("ctrl+s")
        assert got and board.app.situation is not None and "C02" in board.app.situation.snapshot.counties


@running
async def test_an_error_stands_below_its_line_and_nothing_is_lost(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        got = await fill(board, record_form.add("project"))
        await board.press("ctrl+s")
        assert "Name cannot be empty" in board.text()
        await board.type("名称")
        assert "cannot be empty" not in board.text()
        await board.press("down", "down", "down", "down", "down")
        await board.type("three")
        await board.press("down")
        assert '"three" is not an amount' in board.text()
        await board.press("ctrl+s")
        row = form(board)._row()
        assert row is not None and row.field.name == "total"
        assert form(board).typed["name"] == "名称" and got == []


@running
async def test_a_refusal_of_the_rules_goes_to_its_line(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        await fill(board, record_form.add("project", {"name": "x", "stage": "building"}))
        await board.press("ctrl+s")
        row = form(board)._row()
        assert row is not None and row.field.name == "started"
        assert "What is being built has an actual start" in board.text()


@running
async def test_escape_keeps_the_draft_and_ctrl_r_drops_it(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        got = await fill(board, record_form.add("project"))
        await board.type("半个")
        await board.press("escape")
        assert got == [None] and "still there" in board.said
        await fill(board, record_form.add("project"))
        assert form(board).typed["name"] == "半个" and "is back" in board.text()
        await board.press("ctrl+r")
        assert isinstance(board.app.screen, Confirm)
        await board.press("enter")  # no answer
        assert isinstance(board.app.screen, Confirm)
        await board.press("y")
        assert form(board).typed["name"] == ""
        await board.press("escape")
        assert board.app.drafts == {}


@running
async def test_hostile_names_are_stored_and_shown_as_typed(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        for name in HOSTILE:
            await fill(board, record_form.add("project", {"name": name}))
            await board.press("ctrl+s")
        assert board.app.situation is not None
        names = {project.name for project in board.app.situation.snapshot.projects.values()}
        assert set(HOSTILE) <= names


@running
async def test_a_paste_becomes_one_line_and_escape_sequences_stay_outside(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        await fill(board, record_form.add("project"))
        entry = form(board).rows[0].entry
        entry.post_message(events.Paste("第一行\n第二行\t末"))
        await board.settle()
        assert form(board).typed["name"] == "第一行 第二行 末"
        for bad, named_as in (
            ("\x1b[31mred", "ESC"),
            ("a\u202eb", "RIGHT-TO-LEFT"),
            ("x\x9b2J", "C1"),
            ("]52;c;\x07", "BEL"),
        ):
            entry.post_message(events.Paste(bad))
            await board.settle()
            assert form(board).typed["name"] == "第一行 第二行 末"
            assert named_as in board.text()


@running
async def test_a_paste_too_long_says_what_fits_and_loses_nothing_typed(tmp_path: Path) -> None:
    """Of each line its own limit; what is a little too long goes in, to be shortened there."""
    async with dashboard(tmp_path / "a.db", size=(120, 40)) as board:
        await fill(board, record_form.add("project", {"name": "原来的"}))
        for row in form(board).rows:
            if not isinstance(row.entry, Typing):
                continue
            before = row.text
            row.entry.post_message(events.Paste("长" * 6_000))
            await board.settle()
            limit = row.field.limit if row.field.holds == Type.TEXT else 200
            assert row.text == before
            assert f"What was pasted has 6000 characters, at most {limit} fit here: nothing was put in" in board.text()
        entry = form(board).rows[0].entry
        entry.post_message(events.Paste("长" * 300))
        await board.settle()
        assert form(board).rows[0].text == "原来的" + "长" * 300


@running
async def test_ten_thousand_characters_are_refused_below_the_line(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        await fill(board, record_form.add("project", {"name": "长" * 10_000}))
        await board.press("ctrl+s")
        assert "at most" in board.text() and isinstance(board.app.screen, Form)


@running
async def test_live_updates_leave_a_form_alone(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        await fill(board, record_form.add("project"))
        await board.type("正在写")
        other = session(tmp_path / "a.db", "other")
        records.add_project(other, {"name": "别人的"})
        other.close()
        board.app.catch_up()
        await board.settle()
        assert form(board).typed["name"] == "正在写" and form(board).focused is form(board).rows[0].entry


@running
async def test_a_conflict_shows_both_versions_and_saves_what_was_chosen(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        app = board.app
        assert app.situation is not None
        got = await fill(board, record_form.edit(app.session, app.situation, "P0001"))
        form(board).rows[0].text = "我的名称"
        form(board).rows[7].text = "5000万"
        other = session(tmp_path / "a.db", "小李")
        records.edit(other, "P1", {"name": "他的名称", "unit": "市林业局", "total": "13亿"})
        await board.press("ctrl+s")
        assert isinstance(app.screen, Conflict)
        shown_now = board.text()
        assert all(part in shown_now for part in ("小李", "我的名称", "他的名称", "市林业局", "13亿", "12亿"))
        assert app.screen.kept == {"name": "mine", "unit": "theirs", "total": "theirs"}
        await board.press("t", "enter")  # the name: theirs
        row = projects_queries.project(app.session.store, "P0001")
        assert (row.name, row.unit, row.total, row.plan_100) == ("他的名称", "U01", 130_000, 5_000)
        assert got and got[0] is not None
        other.close()


@running
async def test_escape_from_a_conflict_goes_back_to_what_was_typed(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        app = board.app
        assert app.situation is not None
        await fill(board, record_form.edit(app.session, app.situation, "P0001"))
        form(board).rows[0].text = "我的名称"
        other = session(tmp_path / "a.db", "other")
        records.edit(other, "P1", {"name": "他的名称"})
        other.close()
        await board.press("ctrl+s", "escape")
        assert form(board).typed["name"] == "我的名称" and projects_queries.project(app.session.store, "P0001").name == "他的名称"
        await board.press("escape")
        await fill(board, record_form.edit(app.session, app.situation, "P0001"))  # the draft knows what it was typed upon
        await board.press("ctrl+s")
        assert isinstance(app.screen, Conflict)
        await board.press("M", "ctrl+s")
        assert projects_queries.project(app.session.store, "P0001").name == "我的名称"


@running
async def test_changes_of_different_lines_need_no_choice(tmp_path: Path) -> None:
    """Someone reported progress meanwhile: the row is newer, nothing that the form shows has changed."""
    async with dashboard(tmp_path / "a.db") as board:
        app = board.app
        assert app.situation is not None
        got = await fill(board, record_form.edit(app.session, app.situation, "P0003"))
        form(board).rows[0].text = "新名称"
        other = session(tmp_path / "a.db", "other")
        projects.claim(other, "P3", "王某山")
        records.edit(other, "P3", {"leader": ""})
        other.close()
        await board.press("ctrl+s")
        assert got and projects_queries.project(app.session.store, "P0003").name == "新名称"


@running
async def test_saving_nothing_says_so(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        app = board.app
        assert app.situation is not None
        await fill(board, record_form.edit(app.session, app.situation, "U01"))
        await board.press("ctrl+s")
        assert board.said == "Nothing was changed" and not app.screen.is_modal


@running
async def test_a_repeated_save_of_the_same_text_is_one_request(tmp_path: Path) -> None:
    requests: list[str] = []

    def save(session: Session, typed: object, version: int | None, request: str) -> Done:
        requests.append(request)
        if len(requests) < 4:
            raise Busy("db_busy")
        return Done("P0001", 1)

    async with dashboard(tmp_path / "a.db") as board:
        got = await fill(board, Form("x", [Field("name"), Field("title")], save))
        await board.type("a")
        await board.press("ctrl+s", "ctrl+s")
        await board.type("b")
        await board.press("ctrl+s", "ctrl+s")
        assert got == [Done("P0001", 1)]
        assert requests[0] == requests[1] != requests[2] == requests[3]


@running
async def test_a_write_does_not_hold_up_the_screen(tmp_path: Path) -> None:
    from threading import Event

    release = Event()

    def save(session: Session, typed: object, version: int | None, request: str) -> Done:
        release.wait(5)
        return Done("P0001", 1)

    async with dashboard(tmp_path / "a.db") as board:
        got = await fill(board, Form("x", [Field("name"), Field("title")], save))
        await board.type("a")
        await board.pilot.press("ctrl+s", "ctrl+s")
        await board.pilot.pause()
        assert "saving" in board.text() and got == []
        await board.pilot.press("escape")  # too late to close: it is on its way
        assert isinstance(board.app.screen, Form)
        release.set()
        await board.settle()
        assert len(got) == 1


@running
async def test_yes_and_no(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        await fill(board, Form("x", [Field("on_site", Type.YES)], lambda *a, **k: Done("", 0), values={"on_site": "no"}))
        for keys, value in (
            ("space", "yes"),
            ("space", "no"),
            ("y", "yes"),
            ("n", "no"),
            ("是", "yes"),
            ("backspace", "no"),
            ("q", "no"),
        ):
            await board.press(keys)
            assert form(board).typed["on_site"] == value


@running
async def test_several_projects(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        await fill(board, record_form.add("blocker", {"title": "x", "category": Category.LAND, "projects": "P0001"}))
        await board.press("tab", "tab", "enter")
        await board.type("p3")
        await board.press("enter")
        assert form(board).typed["projects"] == "P0001 P0003"
        await board.press("backspace")
        assert form(board).typed["projects"] == "P0001"


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (120, 40)])
@running
async def test_every_line_of_a_long_form_can_be_reached(tmp_path: Path, size: tuple[int, int]) -> None:
    async with dashboard(tmp_path / "a.db", size=size) as board:
        app = board.app
        assert app.situation is not None
        await fill(board, record_form.edit(app.session, app.situation, "P0001"))
        for row in form(board).rows:
            assert row.active and app.screen.find_widget(row.entry).visible_region
            await board.press("tab")
        await board.press("pagedown")
        assert form(board).status().startswith("9/")


# Help and palette -------------------------------------------------------------------------------------------------------


@running
async def test_help_shows_every_key_once_and_carries_one_out(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        await board.press("question_mark")
        assert isinstance(board.app.screen, Help)
        shown_keys = [key for key in board.app.screen._all if key not in board.app.screen._headers]
        assert sorted(shown_keys) == sorted(key.action for key in KEYS)
        column = next(rows for rows in board.app.screen.columns if "switch_mode('projects')" in rows._keys)
        column.focus()
        column.move_to("switch_mode('projects')")
        await board.settle()
        await board.press("enter")
        assert board.app.current_mode == "projects"


@running
async def test_palette_finds_actions_and_things(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        await board.press("fullwidth_colon")
        palette = board.app.screen
        assert isinstance(palette, Palette)
        assert {choice.code for choice in palette.choices} >= {
            key.action for key in KEYS if key.action not in MOVES
        } - {"palette"} | {"save_view", "wallboard"}
        await board.type("blockers")
        assert "Whose bucket" in board.text()
        await board.press("enter")
        assert board.app.current_mode == "blockers"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("P0002", "P0002"),
        ("p2", "P0002"),
        ("gangkl", "P0002"),
        ("曾", "L02"),
        ("b1", "B0001"),
        ("cmy", "L02"),
        ("fmh", "M001"),
    ],
)
@running
async def test_palette_opens_what_has_a_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, code: str
) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        opened: list[str] = []
        monkeypatch.setattr(board.app, "open", opened.append)
        await board.press("ctrl+p")
        await board.type(typed)
        await board.press("enter")
        assert opened == [code]


@running
async def test_no_command_writes_files(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        await board.press("f10")
        await board.type("screenshot")
        assert isinstance(board.app.screen, Palette) and board.app.screen.rows.total == 0


@running
async def test_a_long_message_gets_a_box(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db", size=(40, 12)) as board:
        board.app.tell("word " * 30, bad=True)
        await board.settle()
        assert isinstance(board.app.screen, Notice)
        await board.press("enter")
        assert not board.app.screen.is_modal


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
@running
async def test_in_chinese_every_line_fits(tmp_path: Path, size: tuple[int, int]) -> None:
    text.use("zh")
    async with dashboard(tmp_path / "a.db", size=size) as board:
        for dialog in (
            record_form.add("project"),
            Help(()),
            Palette((), board.app.session, board.app.situation),
            Confirm("一", "二" * 60),
        ):
            await board.app.push_screen(dialog)
            await board.settle()
            assert all(cell_len(line) <= size[0] for line in board.lines())
            assert any("Esc" in line for line in board.lines())
            await board.press("escape")


@pytest.mark.parametrize(("name", "colours"), [
    ("dark", "truecolor"), ("light", "truecolor"), ("blind", "256"), ("contrast", "truecolor"), ("contrast", "256"),
    ("dark", "standard"), ("light", "standard"), ("contrast", "standard"), ("blind", "standard")])
@running
async def test_a_dialog_is_told_from_the_page_by_more_than_its_words(tmp_path: Path, name: str, colours: str) -> None:
    """By its surface; where the theme has none that is another colour, by a frame."""
    async with dashboard(tmp_path / "a.db") as board:
        board.app.console._color_system = _SYSTEMS.get(colours, ColorSystem.TRUECOLOR)
        board.app.drawing.choose(theme=name)
        palette = Palette((), board.app.session, board.app.situation)
        for dialog in (palette, Help(()), Confirm("一", "二"), record_form.add("project")):
            await board.app.push_screen(dialog)
            await board.settle()
            framed = sum(line.count("|") >= 2 for line in board.lines()) > 2 and any("-" * 30 in line for line in board.lines())
            assert framed == flat(name, board.app.console) == (name == "contrast" or colours == "standard")
            assert any("Esc" in line for line in board.lines())
            await board.press("escape")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("plain", [False, True], ids=["colour", "frame"])
@pytest.mark.parametrize("columns", [40, 57, 80, 84])
def test_the_help_says_every_sentence_whole(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, plain: bool, columns: int) -> None:
    if plain:
        monkeypatch.setenv("NO_COLOR", "1")
    text.use(language)

    @running
    async def test() -> None:
        async with dashboard(tmp_path / "a.db", size=(columns, 200)) as board:
            await board.press("f1")
            assert isinstance(board.app.screen, Help)
            parts = [rows.region for rows in board.app.screen.columns if rows.display]
            shown = re.sub(r"[\s|>]", "", "".join(
                cell.sign for part in parts for row in grid(board.app) for cell in row[part.x:part.right]))
            for key in KEYS:
                assert re.sub(r"\s", "", told(key)) in shown, key.shown

    test()
