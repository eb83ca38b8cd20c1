"""Only the cells that differ go to the terminal, and it shows the same as if every frame had gone there whole."""

from pathlib import Path
from typing import Any

import pyte
import pytest
from rich.color import ColorSystem
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.geometry import Region

from campaign import text
from campaign.tables.signs import Way
from campaign.tui.app import CampaignApp
from campaign.tui.widgets.sent import Changes, Frame, Sent
from campaign.tui.widgets.strips import Tight
from tests.look import DIALOGS, SCREENS
from tests.tui.city import database, session, until
from tests.tui.scene import running

SIZE = (120, 40)
KEYS = ("down", "down", "up", "pagedown", "tab", "v", "s", "slash", "b", "escape")
OWN = {"1": ("down", "tab", "v", "escape"), "2": ("down", "right", "tab", "v")}


class Two:
    """The terminal as it is written, and as it would look if every frame came whole."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.screens = [pyte.Screen(*SIZE) for _ in range(2)]
        self._streams = [pyte.Stream(screen) for screen in self.screens]
        self.sent, self.whole, self.written = Sent(), 0, 0
        monkeypatch.setattr(CampaignApp, "_display", lambda app, screen, update: self.display(app, screen, update))

    def display(self, app: CampaignApp, screen: Any, update: Any) -> None:
        if not isinstance(update, CompositorUpdate):
            return
        passed = self.sent.pass_on(app.page, update, app.console)
        said = passed.render_segments(app.console)
        self.whole += isinstance(passed, Frame)
        self.written += len(said.encode())
        self._streams[0].feed(said)
        self._streams[1].feed(update.render_segments(app.console))

    def shown(self, which: int) -> list[list[tuple[Any, ...]]]:
        """Sign and colours; of a blank the background alone."""
        buffer = self.screens[which].buffer
        return [[(cell.data, cell.bg, cell.reverse, *(() if cell.data == " " else (cell.fg, cell.bold)))
                 for cell in (buffer[y][x] for x in range(SIZE[0]))] for y in range(SIZE[1])]


@pytest.mark.parametrize("language", ["zh", "en"])
@running
async def test_the_terminal_shows_what_was_painted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    text.use(language)
    two = Two(monkeypatch)
    app = CampaignApp(session(database(tmp_path)), way=Way.BLOCKS)
    app.console._color_system = ColorSystem.TRUECOLOR
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: app.situation is not None)
        for place in (*SCREENS, *(f"1,{keys}" for name, keys in DIALOGS.items() if name == keys or "wall" not in name)):
            for key in (*place.split(","), *(OWN.get(place, KEYS) if place in SCREENS else ("escape",))):
                await pilot.press(key)
                await pilot.pause()
                assert two.shown(0) == two.shown(1), (place, key)
    text.use("zh")


def line(said: str) -> Tight:
    return Tight([Segment(said, Style(color="#ffffff", bgcolor="#101010"))], SIZE[0])


def frame(*lines: str) -> LayoutUpdate:
    return LayoutUpdate([[line(f"{said:<{SIZE[0] - sum(sign > '⺀' for sign in said)}}")] for said in lines],
                        Region(0, 0, SIZE[0], len(lines)))


def passed(sent: Sent, update: CompositorUpdate, of: object = "page") -> str:
    return sent.pass_on(of, update, Console()).render_segments(Console(force_terminal=True, color_system="truecolor"))


def test_what_stands_there_is_not_sent_again() -> None:
    sent = Sent()
    assert "项目" in passed(sent, frame("项目 12", "堵点 3"))
    assert not passed(sent, frame("项目 12", "堵点 3"))
    only = passed(sent, frame("项目 13", "堵点 3"))
    assert "3" in only and "项" not in only and "堵" not in only
    wide = passed(sent, frame("项日 13", "堵点 3"))
    assert "日" in wide and "项" not in wide
    assert "堵" in passed(sent, frame("项日 13", "堵点 3"), of="another page"), "another page goes out whole"
    sent.forget()
    assert "堵" in passed(sent, frame("项日 13", "堵点 3"), of="another page")


def test_a_sign_that_takes_no_cell_is_written_with_its_whole_line() -> None:
    sent = Sent()
    passed(sent, frame("ab", "cd"))
    assert passed(sent, LayoutUpdate([[Tight([Segment("e\u0301b" + " " * 118)], 120)], [line("cd" + " " * 118)]],
                                     Region(0, 0, 120, 2))).count("b") == 1
    assert issubclass(Changes, CompositorUpdate)
    assert {"chops", "spans", "chop_ends"} <= {*ChopsUpdate([], [], []).__dict__}


def test_a_frame_may_be_wider_than_the_one_before_it() -> None:
    """While the window is pulled about, frames for the width of before and of now come under the same region."""
    sent, region = Sent(), Region(0, 0, SIZE[0], 1)
    passed(sent, LayoutUpdate([[line("ab")]], region))
    wider = passed(sent, LayoutUpdate([[line("ab  项目")]], region))
    assert "项目" in wider and "ab" not in wider
    assert not passed(sent, LayoutUpdate([[line("ab  项目")]], region))
    below = ChopsUpdate([{}, {}, {0: line("12")}], [(2, 0, 2)], [[], [], [2]])
    assert "12" in passed(sent, below), "a line that never stood there goes out as it is"
