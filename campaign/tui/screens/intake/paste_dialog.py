"""The area into which the text of a list is pasted: a CSV, or cells copied in a spreadsheet."""

from collections.abc import Iterable
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widget import Widget

from campaign.clean import printable
from campaign.service.intake.source import MOST
from campaign.sheets import LIMIT
from campaign.tables.cells import wrapped
from campaign.tables.tones import Line
from campaign.tables.width import cut
from campaign.text import N_, _
from campaign.tui.dialogs.dialog import Dialog
from campaign.tui.widgets.sheet import Sheet

COMMAND = "ssh campaign@SERVER campaign import - < 台账.xlsx"
ASK = N_("Paste the list here: CSV, or cells copied in a spreadsheet, headings included. Larger ones, and workbooks as they are, "
         "come through the command line:")
SHOWN = 14


class Area(Sheet, can_focus=True):
    """What is typed or pasted; only its end is shown, however long it is."""

    DEFAULT_CSS = "Area { height: 14; background: $ground; }"


class PasteDialog(Dialog[str]):
    """The text, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,f10", "take", show=False),
        Binding("ctrl+u", "clear", show=False),
        Binding("backspace", "back", show=False),
    ]

    def __init__(self, text: str = "") -> None:
        super().__init__(_("Paste the list"))
        self._text, self._said = text, ""

    def body(self) -> Iterable[Widget]:
        self.area = Area(self._write)
        return (self.area,)

    def hints(self) -> list[tuple[str, str]]:
        return [("Ctrl+S", _("take it")), ("Ctrl+U", _("empty it")), ("Esc", _("close"))]

    def status(self) -> str:
        return _("{n} lines").format(n=len(self._text.splitlines())) if self._text else ""

    def on_mount(self) -> None:
        self.area.focus()

    def fit(self, lines: int, width: int) -> None:
        self.area.styles.height = min(lines, SHOWN)

    def _write(self, width: int, height: int) -> list[Line]:
        if self._said:
            return [[(f" {line}", "red")] for line in wrapped(self._said, width - 2)]
        if not self._text:
            told = [*wrapped(_(ASK), width - 2), "", COMMAND]
            return [[(f" {line}", "quiet")] for line in told]
        shown = self._text[-width * height * 4:].split("\n")[-height:]
        return [[(" " + cut(printable(line.replace("\t", "  ")), width - 2), "")] for line in shown]

    def _put(self, text: str) -> None:
        self._said = ""
        if len(self._text) + len(text) > MOST:
            self._said = _("That is more than {limit} MB: nothing of it was put in").format(limit=LIMIT)
        else:
            self._text += text.replace("\r\n", "\n").replace("\r", "\n")
        self.area.update()
        self.foot()

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        self._put(event.text)

    def on_key(self, event: events.Key) -> None:
        """Terminals that do not mark a paste type it."""
        typed = {"enter": "\n", "tab": "\t"}.get(event.key) or (event.character if event.is_printable else None)
        if typed:
            event.stop()
            event.prevent_default()
            self._put(typed)

    def action_back(self) -> None:
        self._text = self._text[:-1]
        self._put("")

    def action_clear(self) -> None:
        self._text = ""
        self._put("")

    def action_take(self) -> None:
        if self._text.strip():
            self.dismiss(self._text)
