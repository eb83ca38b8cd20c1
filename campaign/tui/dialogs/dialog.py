"""What every dialog shares: a box over the page with a line of title and a line of keys; wrapped text; the line one types in."""

from collections.abc import Callable, Iterable
from typing import ClassVar, Generic, TypeVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.keys import _character_to_key
from textual.message import Message
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input

from campaign.clean import LIMIT, clean, printable
from campaign.core.errors import BadInput
from campaign.tables.cells import wrapped
from campaign.tables.charts.heading import heading
from campaign.tables.header import Target
from campaign.tables.tones import Line
from campaign.tables.width import cells, cut
from campaign.text import _
from campaign.tui.host import host_of
from campaign.tui.terminal import REPLACED
from campaign.tui.theme import flat
from campaign.tui.widgets.edges import Buttons, Edge
from campaign.tui.widgets.lines import Lines
from campaign.tui.widgets.strips import Tight
from campaign.tui.widgets.true_size import TrueSize

Result = TypeVar("Result")
WIDEST = 84
"""Cells of a dialog at most: as wide as a screen of 80, a box in the middle of a wider one."""
JOINERS = "\u200c\u200d\ufe0f"
"""Characters between visible ones that join or vary them."""
LOW, TALL, ROOMY = 22, 30, 60
"""Lines of a screen from which on a blank one stands above the keys, and at both ends; cells from which on there are margins."""
PRESSED = {"Esc": "escape", "Enter": "enter", "Tab": "tab", "Ctrl+S": "ctrl+s", "k": "", "T": ""}
"""What the last word of a hint is called as a key; '' where one click cannot mean it."""
PASTED = 5_000
"""Characters that a paste may have: what is longer than its field can be shortened there, and is checked when it is saved."""


class Box(Widget):
    """The ground of a dialog. Where no colour marks it off, a frame of ASCII signs does: lines of box drawing have no certain
    width.
    """

    DEFAULT_CSS = f"""
    Box {{ layout: vertical; width: 100%; max-width: {WIDEST}; height: auto; max-height: 100%; background: $raised; }}
    Box:nocolor {{ border: ascii $foreground; }}
    Box:ansi {{ border: ascii $foreground; }}
    """


class Dialog(TrueSize[Result], ModalScreen[Result], Generic[Result]):
    """Subclasses give ``body``, ``heading`` and ``hints``. Esc closes with ``None``. The page behind stays in sight."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", show=False),
        # What is said to the program as a whole holds here too; letters and digits are text.
        Binding("ctrl+q", "app.quit", show=False),
        Binding("ctrl+c", "app.help_quit", show=False),
        Binding("ctrl+l", "app.repaint", show=False),
        Binding("ctrl+z", "app.suspend_process", show=False),
    ]
    AUTO_FOCUS = ""

    def __init__(self, title: str) -> None:
        super().__init__()
        # Inline, because the app's own rule for screens would win over a class's. See-through: the page is not sent again.
        self.styles.background = "transparent"
        self._heading = printable(title)

    def body(self) -> Iterable[Widget]:
        """The widgets between title and keys."""
        return ()

    def heading(self) -> str:
        return self._heading

    def status(self) -> str:
        """At the right end of the title."""
        return ""

    def hints(self) -> list[tuple[str, str]]:
        """Keys and what they do, most useful first."""
        return [("Esc", _("close"))]

    def compose(self) -> ComposeResult:
        with Box():
            yield Edge(self._title, id="box-title")
            yield from self.body()
            yield Buttons(self._keys, self._press, id="box-keys")

    def _title(self, width: int) -> Line:
        return [(" ", ""), *heading(width - 2, self.heading(), host_of(self).signs, right=self.status())]

    def _keys(self, width: int) -> list[Target]:
        return [Target([(f" {key} ", "strong"), (f"{what} ", "quiet")], PRESSED.get(key.rpartition(" ")[2], key[:1]))
                for key, what in self.hints() if key or what]

    def _press(self, key: str) -> None:
        """A click on a key is the key."""
        self.app.simulate_key(_character_to_key(key) if len(key) == 1 else key)

    def widest(self, screen: int) -> int:
        """Cells of it at most, on a screen of so many."""
        return WIDEST

    def fit(self, lines: int, width: int) -> None:
        """There are so many lines between title and keys, of so many cells."""

    def _lay_out(self) -> None:
        width, height = self.size
        box, spaced = self.query_one(Box), height >= LOW
        if flat(self.app.theme, self.app.console) and not self.app.no_color:
            box.styles.border = ("ascii", self.app.theme_variables["quiet"])
        # On a low screen its keys take the place of the page's, and the days stay in sight.
        self.styles.align = ("center", "middle" if height >= TALL else "bottom")
        box.styles.padding = (int(height >= TALL), int(width >= ROOMY))
        self.query_one("#box-keys").styles.margin = (int(spaced), 0, 0, 0)
        most = min(width, self.widest(width))
        box.styles.max_width = most
        self.fit(max(height - box.gutter.height - 2 - spaced, 3), most - box.gutter.width)

    def foot(self) -> None:
        """Status or keys have changed."""
        for edge in self.query(Edge):
            edge.repaint()

    def on_mount(self) -> None:
        self._lay_out()

    def on_resize(self) -> None:
        self._lay_out()

    def action_cancel(self) -> None:
        self.dismiss(None)


class Paragraph(Lines):
    """Text of any length, wrapped. Asked for anew at every repaint; as high as it needs, at most ``limit`` lines."""

    DEFAULT_CSS = "Paragraph { height: auto; width: 1fr; }"

    def __init__(self, text: Callable[[], str], tone: str = "", *, limit: int = 0, id: str | None = None) -> None:
        super().__init__(id=id)
        self._text, self._tone, self._limit = text, tone, limit

    def lines_in(self, width: int) -> list[str]:
        lines = wrapped(self._text(), max(width - 2, 1))
        if self._limit and len(lines) > self._limit:
            lines = [*lines[: self._limit - 1], cut("".join(lines[self._limit - 1 :]), max(width - 2, 1))]
        return lines

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        return len(self.lines_in(width))

    def line(self, y: int) -> Tight:
        width = self.size.width
        lines = self.lines_in(width)
        text = lines[y] if y < len(lines) else ""
        return self.tight(self.pieces([(f" {text}", self._tone)], width), width)

    def rewrite(self, tone: str | None = None) -> None:
        """The text has changed."""
        if tone is not None:
            self._tone = tone
        self._on_screen = []
        self.refresh(layout=True)


class Typing(Input):
    """One line to type in. Nothing blinks; a paste of several lines becomes one, and what may not be stored is refused there."""

    DEFAULT_CSS = """
    Typing { width: 1fr; height: 1; border: none; padding: 0; background: $ground; background-tint: transparent; }
    Typing:focus { border: none; background: $selected; background-tint: transparent; color: $strong; }
    Typing:ansi > .input--placeholder { text-style: none; }
    """

    class Refused(Message):
        """A paste held something that cannot be stored: nothing was put in."""

        def __init__(self, field: "Typing", error: BadInput) -> None:
            super().__init__()
            self.field, self.error = field, error

        @property
        def control(self) -> "Typing":
            return self.field

    def __init__(self, value: str = "", placeholder: str = "", *, limit: int = LIMIT, id: str | None = None) -> None:
        """``limit``: the characters that can be saved, which a paste that is refused says."""
        super().__init__(value, placeholder, id=id, compact=True, select_on_focus=False)
        self.limit = limit
        self.cursor_blink = False

    @property
    def _value(self) -> Text:
        """As it is drawn: what was written past the program into a stored value does nothing to the terminal."""
        shown = "".join(char if char.isprintable() or char in JOINERS else REPLACED for char in self.value)
        return Text(shown, no_wrap=True, overflow="ignore", end="")

    def action_copy(self) -> None:
        """Ctrl+C with nothing marked is asked of the program, as everywhere."""
        if self.selection.is_empty:
            self.app.action_help_quit()
        else:
            super().action_copy()

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()  # Input's own handler keeps the first line and drops the rest in silence
        try:
            text = clean(event.text, PASTED)
        except BadInput as error:
            if error.key == "text_long":
                error = BadInput("paste_long", length=error.params["length"], limit=self.limit)
            self.post_message(self.Refused(self, error))
            return
        self.replace(text, *self.selection)


def padded(text: str, width: int) -> str:
    """``text`` cut or filled to ``width`` cells."""
    text = cut(text, width)
    return text + " " * (width - cells(text))


def plain(line: Line) -> str:
    return "".join(text for text, _tone in line)
