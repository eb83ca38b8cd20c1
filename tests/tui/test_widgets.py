"""The line-API widgets: what they show, where the cursor goes, and that they repaint no more than what changed."""

import random
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Literal

import pyte
import pytest
from rich.cells import cell_len
from rich.color import ColorSystem
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.pilot import Pilot
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from campaign.core.dates import format_left
from campaign.tables.tones import Line
from campaign.tables.width import Column, cell, cut, fit
from campaign.tui.shell.painted import Painted
from campaign.tui.widgets.board import Board
from campaign.tui.widgets.board_places import Stack
from campaign.tui.widgets.countdown import Countdown
from campaign.tui.widgets.lines import Lines
from campaign.tui.widgets.rows import Rows
from campaign.tui.widgets.sent import Frame, Sent
from campaign.tui.widgets.strips import PLAIN, Tight, changed_to, encode
from tests.tui.city import pointed
from tests.tui.scene import running

RED, BLUE = Style(color="#ff0000", bgcolor="#000000"), Style(color="#0000ff", bgcolor="#000000")


class Host(Painted):
    """Shows one widget and notes the messages it sends."""

    def __init__(self, widget: Widget) -> None:
        super().__init__()
        self.widget = widget
        self.heard: list[tuple[object, ...]] = []

    def compose(self) -> ComposeResult:
        yield self.widget

    def on_mount(self) -> None:
        self.drawing.begin()
        if self.widget.can_focus:
            self.widget.focus()

    def on_rows_moved(self, event: Rows.Moved) -> None:
        self.heard.append(("moved", event.key, event.position, event.total))

    def on_rows_opened(self, event: Rows.Opened) -> None:
        self.heard.append(("opened", event.key))

    def on_board_moved(self, event: Board.Moved) -> None:
        self.heard.append(("moved", event.column, event.card))

    def on_board_opened(self, event: Board.Opened) -> None:
        self.heard.append(("opened", event.column, event.card))

    def on_board_dropped(self, event: Board.Dropped) -> None:
        self.heard.append(("dropped", event.card, event.source, event.target))


def text(app: App[None]) -> list[str]:
    return pointed(app, [strip.text for strip in app.screen._compositor.render_strips()])


class Watch:
    """Notes the regions a widget asks to be repainted."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, kind: type[Lines]) -> None:
        self.regions: list[Region] = []
        original = kind.refresh

        def refresh(widget: Lines, *regions: Region, **more: bool) -> Lines:
            self.regions.extend(regions or [widget.size.region])
            return original(widget, *regions, **more)

        monkeypatch.setattr(kind, "refresh", refresh)


# ---------------------------------------------------------------------- strips
def test_encode_writes_only_what_changes_between_segments() -> None:
    line = [Segment("红", RED), Segment("  ", BLUE), Segment("ab", BLUE), Segment("c", RED + Style(bold=True))]
    written, pen = encode(line, ColorSystem.TRUECOLOR)
    assert written == "\x1b[38;2;255;0;0;48;2;0;0;0m红  \x1b[38;2;0;0;255mab\x1b[1;38;2;255;0;0mc"
    assert encode(line[-1:], ColorSystem.TRUECOLOR, pen) == ("c", pen)
    assert encode([Segment("plain")], ColorSystem.TRUECOLOR) == ("plain", PLAIN)
    assert encode([Segment("plain", Style.null())], ColorSystem.TRUECOLOR, pen) == ("\x1b[0mplain", PLAIN)


def test_encode_ends_attributes_and_keeps_visible_blanks() -> None:
    under = Style(underline=True)
    assert encode([Segment("a", under), Segment(" b")], ColorSystem.STANDARD)[0] == "\x1b[4ma\x1b[0m b"
    assert encode([Segment("a"), Segment("  ", under)], ColorSystem.STANDARD)[0] == "a\x1b[4m  "
    assert encode([Segment("a", under), Segment("  "), Segment("b", under)], ColorSystem.STANDARD)[0] == (
        "\x1b[4ma\x1b[0m  \x1b[4mb"
    )
    assert Tight([Segment("a", under)]).render(Console(color_system="standard", force_terminal=True)) == "\x1b[4ma\x1b[0m"


def test_an_attribute_ends_alone_where_all_at_once_would_cost_the_colours() -> None:
    """A terminal without colours hears the one way out of attributes that the oldest know."""
    ground = Style(bgcolor="#121212")
    red = ground + Style(color="red")
    bold, dim = red + Style(bold=True), red + Style(dim=True)
    line = [Segment("a", bold), Segment("b", red), Segment("c", bold), Segment("d", dim), Segment("e", ground)]
    assert encode(line, ColorSystem.TRUECOLOR)[0] == (
        "\x1b[1;31;48;2;18;18;18ma\x1b[22mb\x1b[1mc\x1b[22;2md\x1b[22;39me")
    plain = [Segment("a", Style(bold=True, reverse=True)), Segment("b", Style(reverse=True)), Segment("c")]
    assert encode(plain, ColorSystem.STANDARD)[0] == "\x1b[1;7ma\x1b[0;7mb\x1b[0mc"


@pytest.mark.parametrize("system", ["standard", "256", "truecolor"])
def test_a_frame_shows_what_its_strips_show_one_by_one(system: Literal["standard", "256", "truecolor"]) -> None:
    """Whatever follows whatever, Textual's own strips too, and what comes after the frame begins in no style."""
    rng, styles = random.Random(3), [
        Style.null(), Style(color="red"), Style(bold=True), Style(dim=True, color="#a0b0c0"), Style(bgcolor="#121212"),
        Style(bold=True, italic=True, bgcolor="#243038"), Style(reverse=True), Style(underline=True, strike=True, color="blue")]
    console = Console(color_system=system, force_terminal=True)
    for _ in range(200):
        lines = [[(Tight if rng.random() < 0.8 else Strip)(
            [Segment(rng.choice(["甲", "ab", "  ", "x "]), rng.choice(styles)) for _ in range(rng.randint(1, 3))])
            for _ in range(4)] for _ in range(4)]
        shown = []
        for update in (LayoutUpdate(lines, Region(0, 0, 40, 4)), Frame(lines, Region(0, 0, 40, 4))):
            screen = pyte.Screen(40, 4)
            pyte.Stream(screen).feed(update.render_segments(console) + "!")
            shown.append([[_visible(screen.buffer[y][x]) for x in range(40)] for y in range(4)])
        assert shown[0] == shown[1]


@pytest.mark.parametrize("system", ["standard", "256", "truecolor"])
def test_of_a_line_that_stands_there_only_what_differs_is_sent(system: Literal["standard", "256", "truecolor"]) -> None:
    """Part after part, whatever is cut where, the screen shows what Textual would have drawn; and it costs less."""
    rng, styles = random.Random(5), [
        Style(color="red"), Style(bold=True, bgcolor="#243038"), Style(bgcolor="#121212"), Style(reverse=True),
        Style(underline=True, color="blue")]
    console = Console(color_system=system, force_terminal=True)

    def strip(width: int) -> Strip:
        parts, left = [], width
        while left:
            text = rng.choice(["甲乙", "abc", "   ", "x 王 ", "=" * 9])
            text = text if cell_len(text) <= left else " " * left
            parts.append(Segment(text, rng.choice(styles)))
            left -= cell_len(text)
        return (Tight if rng.random() < 0.9 else Strip)(parts, width)

    screens = [pyte.Screen(40, 4) for _ in range(2)]
    sent_on, costs = Sent(), [0, 0]
    lines = [[strip(24), strip(16)] for _ in range(4)]
    frame = LayoutUpdate(lines, Region(0, 0, 40, 4))
    sent = [frame.render_segments(console), sent_on.pass_on(None, frame, console).render_segments(console)]
    for _ in range(150):
        for screen, text in zip(screens, sent, strict=True):
            pyte.Stream(screen).feed(text)
        shown = [[[_visible(screen.buffer[y][x]) for x in range(40)] for y in range(4)] for screen in screens]
        assert shown[0] == shown[1]
        chops = [dict(zip((0, 24), line, strict=True)) for line in lines]
        for y in rng.sample(range(4), 2):  # one as it was but for its end, one anew
            chops[y][0] = strip(24)
            lines[y] = list(chops[y].values())
        spans = [(y, *rng.choice([(0, 40), (24, 40), (0, 24), (0, 40)])) for y in range(4)]
        update = ChopsUpdate(chops, spans, [[24, 40]] * 4)
        sent = [update.render_segments(console), sent_on.pass_on(None, update, console).render_segments(console)]
        costs = [cost + len(text) for cost, text in zip(costs, sent, strict=True)]
    assert costs[1] < 0.7 * costs[0]


def _visible(cell: pyte.screens.Char) -> object:
    """Of a blank, what can be seen."""
    seen = cell.data != " " or cell.reverse or cell.underscore or cell.strikethrough
    return cell if seen else cell.bg


@pytest.mark.parametrize(
    ("old", "new", "end"),
    [
        ([("abc", RED)], [("abc", RED)], 0),
        ([("abc", RED)], [("xbc", RED)], 1),
        ([("abc", RED)], [("abx", RED)], 3),
        ([("abc", RED), ("def", BLUE)], [("abc", BLUE), ("def", BLUE)], 3),
        ([("a王副def", RED)], [("b王副def", RED)], 1),
        ([("王副", RED)], [("李副", RED)], 2),
        ([("ab", RED), ("cd", RED)], [("xbcd", RED)], 1),
        ([("xbcd", RED)], [("ab", RED), ("cd", RED)], 1),
        ([("aa", RED)], [("aaa", RED)], 3),
    ],
)
def test_changed_to(old: list[tuple[str, Style]], new: list[tuple[str, Style]], end: int) -> None:
    def strip(parts: list[tuple[str, Style]]) -> Strip:
        return Strip([Segment(text, style) for text, style in parts])

    assert changed_to(strip(old), strip(new)) == end


def test_parts_of_a_tight_strip_are_tight() -> None:
    strip = Tight([Segment("王副市长ab", RED)], 10)
    assert [type(part) for part in strip.divide([4, 10])] == [Tight, Tight]
    assert isinstance(strip.crop(0, 4), Tight) and strip.crop(0, 4).text == "王副"
    assert strip.crop(0, 10) is strip and list(strip.divide([10])) == [strip]


# ---------------------------------------------------------------------- columns and bar
COLUMNS = (
    Column("code", "编码", 6),
    Column("name", "名称", 20, 10, flex=1),
    Column("county", "县区", 8, priority=2),
    Column("money", "投资", 10, 8, align="right", priority=1),
)


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (60, {"code": 6, "name": 30, "county": 8, "money": 10}),
        (47, {"code": 6, "name": 20, "county": 8, "money": 10}),
        (37, {"code": 6, "name": 12, "county": 8, "money": 8}),
        (30, {"code": 6, "name": 14, "money": 8}),
        (20, {"code": 6, "name": 13}),
        (12, {"code": 6, "name": 5}),
        (5, {"code": 3, "name": 1}),
    ],
)
def test_fit(width: int, expected: dict[str, int]) -> None:
    fitted = fit(COLUMNS, width)
    assert {column.key: got for column, got, _gap in fitted} == expected
    assert sum(got + gap for _column, got, gap in fitted) <= width
    assert cell_len("".join(cell(column.title, got, column.align) + " " * gap for column, got, gap in fitted)) <= width
    assert fit([], width) == []


@pytest.mark.parametrize("width", range(12))
@pytest.mark.parametrize("words", ["", "ab", "王副市长", "a王b副c", "👨‍👩‍👧王副", "✓⚠️x王"])
def test_cells_are_exact_and_wide_characters_stay_whole(words: str, width: int) -> None:
    for align in ("left", "right"):
        made = cell(words, width, align)
        assert cell_len(made) == width
    assert "…" not in cut(words, width)


def test_cut_marks_its_cuts() -> None:
    assert cut("王副市长", 8) == "王副市长"
    assert cut("王副市长", 7) == "王副市~"
    assert cell("王副市长", 6) == "王副~ "
    assert cell("12", 4, "right") == "  12"


# ---------------------------------------------------------------------- rows
def draw(key: str, width: int, selected: bool) -> Sequence[Line]:
    return [[(key, "red"), (" 滨海新材料", "")], [("second", "quiet")]]


def keys(count: int) -> list[str]:
    return [f"P{n:04}" for n in range(count)]


async def press(pilot: Pilot[None], *names: str) -> None:
    await pilot.press(*names)
    await pilot.pause()


@running
async def test_rows_show_a_page_and_mark_the_cursor() -> None:
    rows = Rows(draw)
    app = Host(rows)
    async with app.run_test(size=(20, 4)) as pilot:
        rows.set_items(keys(3))
        await press(pilot, "down")
        assert text(app) == [" P0000 滨海新材料", ">P0001 滨海新材料", " P0002 滨海新材料", ""]
        assert app.heard == [("moved", "P0000", 1, 3), ("moved", "P0001", 2, 3)]
        await press(pilot, "enter")
        assert app.heard[-1] == ("opened", "P0001")


@running
async def test_rows_keys_and_ends() -> None:
    rows = Rows(draw)
    app = Host(rows)
    async with app.run_test(size=(20, 10)) as pilot:
        rows.set_items(keys(100))
        for name, at in [
            ("k", 0), ("G", 99), ("j", 99), ("pageup", 90), ("g", 0), ("pagedown", 9), ("pagedown", 18),
            ("pageup", 9), ("pageup", 0), ("end", 99), ("up", 98), ("home", 0), ("j", 1),
        ]:  # fmt: skip
            await press(pilot, name)
            assert rows.cursor == f"P{at:04}", name
            assert any(line.startswith(">") for line in text(app)), name


@running
async def test_rows_skip_headers_and_show_the_one_above() -> None:
    rows = Rows(draw)
    app = Host(rows)
    async with app.run_test(size=(20, 4)) as pilot:
        rows.set_items(["#a", "1", "2", "#b", "3", "4", "#c", "5"], headers={"#a", "#b", "#c"})
        assert (rows.cursor, rows.total) == ("1", 5)
        await press(pilot, "j", "j")
        assert (rows.cursor, rows.position) == ("3", 3)
        await press(pilot, "G")
        assert rows.cursor == "5"
        await press(pilot, "k", "k", "k", "k", "k")
        assert rows.cursor == "1" and text(app)[0].startswith(" #a")
        await pilot.click(rows, offset=(3, 0))
        assert rows.cursor == "1" and ("opened", "1") not in app.heard


@running
async def test_rows_keep_the_cursor_on_its_key_and_line() -> None:
    rows = Rows(draw)
    app = Host(rows)
    async with app.run_test(size=(20, 5)) as pilot:
        rows.set_items(keys(50))
        rows.move_to("P0020")
        await pilot.pause()
        line = next(i for i, shown in enumerate(text(app)) if shown.startswith(">"))
        rows.set_items(["new1", "new2", *keys(50)])
        await pilot.pause()
        assert text(app)[line].startswith(">P0020") and rows.position == 23
        rows.set_items([key for key in keys(50) if key not in ("P0020", "P0021")])
        await pilot.pause()
        assert text(app)[line].startswith(">P0022")
        rows.set_items(keys(5))
        assert rows.cursor == "P0004"
        rows.set_items([])
        assert rows.cursor is None and (rows.position, rows.total) == (0, 0)
        rows.set_items(keys(2))
        assert rows.cursor == "P0000"
        rows.set_items(keys(9), cursor="P0008")
        assert rows.cursor == "P0008"


@running
async def test_rows_empty_list_says_what_to_do() -> None:
    rows = Rows(draw, empty=["还没有项目", "按 a 添加"])
    app = Host(rows)
    async with app.run_test(size=(20, 4)) as pilot:
        await press(pilot, "j", "k", "pagedown", "enter", "G")
        assert text(app) == ["", " 还没有项目", " 按 a 添加", ""]
        assert app.heard == []


@running
async def test_rows_of_two_lines_and_mouse() -> None:
    rows = Rows(draw, height=2)
    app = Host(rows)
    async with app.run_test(size=(20, 6)) as pilot:
        rows.set_items(keys(10))
        await pilot.click(rows, offset=(2, 3))
        await pilot.pause()
        assert text(app)[2:4] == [">P0001 滨海新材料", " second"]
        await pilot.click(rows, offset=(2, 2))
        await pilot.pause()
        assert app.heard[-1] == ("opened", "P0001")
        rows.on_mouse_scroll_down(_Wheel())  # type: ignore[arg-type]
        await pilot.pause()
        assert text(app)[0] == " P0003 滨海新材料" and rows.cursor == "P0001"
        await press(pilot, "j")
        assert ">P0002 滨海新材料" in text(app)


class _Wheel:
    def stop(self) -> None: ...


@running
async def test_a_cursor_key_repaints_two_lines_and_draws_two_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []

    def noting(key: str, width: int, selected: bool) -> Sequence[Line]:
        drawn.append(key)
        return draw(key, width, selected)

    rows = Rows(noting)
    async with Host(rows).run_test(size=(40, 20)) as pilot:
        rows.set_items(keys(10_000))
        await pilot.pause()
        assert len(drawn) <= 20
        drawn.clear()
        watch = Watch(monkeypatch, Rows)
        await press(pilot, "down")
        assert [(region.y, region.height) for region in watch.regions] == [(0, 1), (1, 1)]
        assert len(drawn) == 2
        watch.regions.clear()
        rows.set_items([*keys(10_000), "later"], changed=["later"])
        assert watch.regions == []
        rows.changed(["P0005"])
        assert watch.regions == []


@running
async def test_rows_run_no_markup_and_stay_whole_at_any_width() -> None:
    evil = "[@click=app.quit]x[/] [/x] 王副市长"
    rows = Rows(lambda key, width, selected: [[(evil, "")]])
    app = Host(rows)
    async with app.run_test(size=(60, 3)) as pilot:
        rows.set_items(["a"])
        await pilot.pause()
        assert evil in text(app)[0]
        for width in (20, 3, 1, 35):
            await pilot.resize_terminal(width, 3)
            await pilot.pause()
            assert {cell_len(strip.text) for strip in app.screen._compositor.render_strips()} == {width}


@running
async def test_colours_follow_theme_focus_and_no_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    def colours(app: App[None]) -> list[tuple[str, str]]:
        strips = app.screen._compositor.render_strips()
        return [(str(part.style.color), str(part.style.bgcolor)) for strip in strips for part in strip if part.style]

    rows = Rows(draw)
    app = Host(rows)
    async with app.run_test(size=(40, 3)) as pilot:
        rows.set_items(keys(3))
        await pilot.pause()
        dark = colours(app)
        app.set_focus(None)
        await pilot.pause()
        assert colours(app) != dark
        rows.focus()
        await pilot.pause()
        assert colours(app) == dark
        app.theme = "light"
        await pilot.pause()
        assert not set(colours(app)) & set(dark)

    monkeypatch.setenv("NO_COLOR", "1")
    rows = Rows(draw)
    app = Host(rows)
    async with app.run_test(size=(40, 3)) as pilot:
        rows.set_items(keys(3))
        await pilot.pause()
        strips = app.screen._compositor.render_strips()
        assert "38;" not in "".join(encode(strip, ColorSystem.TRUECOLOR)[0] for strip in strips)
        assert "\x1b[1;7m" in encode(strips[0], ColorSystem.TRUECOLOR)[0]


@running
async def test_unknown_tone_is_an_error() -> None:
    rows = Rows(draw)
    async with Host(rows).run_test():
        with pytest.raises(ValueError, match="pink"):
            rows.tone("pink")


# ---------------------------------------------------------------------- board
def card(key: str, width: int, selected: bool) -> Sequence[Line]:
    return [[(key, "")], [("红", "red"), (" 31/80%", "")]]


def title(key: str, width: int, selected: bool) -> Sequence[Line]:
    return [[(key, "")]]


def board() -> Board:
    return Board(card, title, hint=lambda column: ["还没有项目", "按 c 认领"], empty=["没有领导"])


STACKS = [Stack("L1", ["a", "b", "c"]), Stack("L2", []), Stack("L3", ["d"]), Stack("L4", ["e", "f"])]


@running
async def test_board_shows_the_columns_that_fit() -> None:
    widget = board()
    app = Host(widget)
    async with app.run_test(size=(80, 8)) as pilot:
        widget.set_columns(STACKS)
        await pilot.pause()
        await pilot.pause()
        lines = text(app)
        assert lines[0].split() == ["L1", "L2", "L3"]
        assert lines[1].split() == ["a", "还没有项目", "d"] and "按 c 认领" in lines[2]
        await press(pilot, "j", "l", "l", "h", "l")
        assert (widget.column, widget.card, widget.position) == ("L3", "d", 3)
        await press(pilot, "l")
        assert widget.card == "e" and "L4" in text(app)[0]
        await press(pilot, "enter")
        assert app.heard[-1] == ("opened", "L4", "e")
        await press(pilot, "h", "h", "h", "h")
        assert (widget.column, widget.card) == ("L1", "b")
        await pilot.resize_terminal(40, 8)
        await pilot.pause()
        await pilot.pause()
        assert text(app)[0].split() == ["L1"] and any("b" in line for line in text(app))


@running
async def test_board_of_nothing_and_of_much() -> None:
    widget = board()
    app = Host(widget)
    async with app.run_test(size=(80, 8)) as pilot:
        await press(pilot, "j", "k", "h", "l", "enter", "m", "pagedown", "G")
        assert "没有领导" in text(app)[0] and app.heard == []
        widget.set_columns([Stack(f"L{c:03}", [f"P{c}-{n}" for n in range(50)]) for c in range(200)])
        await pilot.pause()
        for _ in range(200):
            widget.action_column_right()
        await press(pilot, "G")
        assert (widget.column, widget.card) == ("L199", "P199-49")
        assert any("P199-49" in line for line in text(app))
        for _ in range(200):
            widget.action_column_left()
        assert widget.column == "L000"


@running
async def test_board_keeps_column_and_card() -> None:
    widget = board()
    app = Host(widget)
    async with app.run_test(size=(80, 8)) as pilot:
        widget.set_columns(STACKS)
        widget.move_to("L4", "f")
        await pilot.pause()
        widget.set_columns([STACKS[3], Stack("L1", ["x", "a", "b", "c"])])
        assert (widget.column, widget.card) == ("L4", "f")
        widget.set_columns([Stack("L1", ["a", "b"]), Stack("L4", ["e", "g"])])
        assert (widget.column, widget.card) == ("L4", "e")
        widget.set_columns([Stack("L1", ["a", "b"])])
        assert (widget.column, widget.card) == ("L1", "a")
        widget.set_columns([])
        assert (widget.column, widget.card) == (None, None)


@running
async def test_board_carries_a_card_to_another_column() -> None:
    widget = board()
    app = Host(widget)
    async with app.run_test(size=(110, 8)) as pilot:
        widget.set_columns(STACKS)
        await pilot.pause()
        await press(pilot, "j", "m")
        assert widget.carrying == ("b", "L1") and any("*b" in line for line in text(app))
        await press(pilot, "l", "l", "j")
        assert widget.column == "L3" and "L3" in text(app)[0] and "*b" in text(app)[1]
        await press(pilot, "escape")
        assert widget.carrying is None and (widget.column, widget.card) == ("L1", "b")
        await press(pilot, "m", "l", "l", "enter")
        assert ("dropped", "b", "L1", "L3") in app.heard and widget.carrying is None
        widget.set_columns([Stack("L1", ["a", "c"]), STACKS[1], Stack("L3", ["d", "b"]), STACKS[3]])
        assert (widget.column, widget.card) == ("L3", "b")
        heard = len(app.heard)
        await press(pilot, "m", "enter")
        assert not [event for event in app.heard[heard:] if event[0] == "dropped"]


@running
async def test_escape_is_the_screens_while_nothing_is_carried() -> None:
    escaped: list[bool] = []

    class Back(Host):
        BINDINGS = [("escape", "back", "")]  # noqa: RUF012

        async def action_back(self) -> None:
            escaped.append(True)

    widget = board()
    async with Back(widget).run_test(size=(80, 8)) as pilot:
        widget.set_columns(STACKS)
        await press(pilot, "escape")
        assert escaped == [True]
        await press(pilot, "m", "escape")
        assert escaped == [True] and widget.carrying is None


@running
async def test_board_mouse() -> None:
    widget = board()
    app = Host(widget)
    async with app.run_test(size=(80, 8)) as pilot:
        widget.set_columns(STACKS)
        await pilot.pause()
        await pilot.pause()
        await pilot.click(offset=(60, 3))
        assert (widget.column, widget.card) == ("L3", "d")
        await pilot.click(offset=(60, 3))
        await pilot.pause()
        assert app.heard[-1] == ("opened", "L3", "d")


# ---------------------------------------------------------------------- countdown
NOW = datetime(2026, 11, 22, 10, 48, 0, tzinfo=UTC)


class Clock:
    now = NOW

    def __call__(self) -> datetime:
        return self.now


def face_until(end: datetime) -> Callable[[datetime], Line]:
    def face(now: datetime) -> Line:
        days, clock = format_left(end - now)
        return [(f"{clock} 剩 {days} 天", "")]

    return face


@running
async def test_countdown_sends_only_the_changed_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    widget = Countdown(clock, face_until(NOW + timedelta(days=3)))
    app = Host(widget)
    async with app.run_test(size=(40, 3)) as pilot:
        await pilot.pause()
        assert text(app)[0] == "00:00:00 剩 3 天"
        watch = Watch(monkeypatch, Countdown)
        widget.tick()
        assert watch.regions == []
        clock.now = NOW + timedelta(seconds=1)
        widget.tick()
        await pilot.pause()
        assert text(app)[0] == "23:59:59 剩 2 天"
        watch.regions.clear()
        clock.now = NOW + timedelta(seconds=2)
        widget.tick()
        assert watch.regions == [Region(0, 0, 8, 1)]


@running
async def test_countdown_rests_behind_another_screen() -> None:
    clock = Clock()
    widget = Countdown(clock, face_until(NOW + timedelta(days=3)))
    app = Host(widget)
    async with app.run_test(size=(40, 3)) as pilot:
        await pilot.pause()
        assert widget.running
        await app.push_screen(Screen())
        await pilot.pause()
        assert not widget.running
        clock.now = NOW + timedelta(seconds=5)
        app.pop_screen()
        await pilot.pause()
        assert widget.running and text(app)[0].startswith("23:59:55")
