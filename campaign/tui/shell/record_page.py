"""A page that is one list of rows in sections: what the pages of a project and of a person share."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.events import Resize
from textual.widget import Widget

from campaign.core.codes import order
from campaign.core.situation import Situation
from campaign.tables.sections import PageRow
from campaign.tables.tones import Line
from campaign.text import _
from campaign.tui.keys import page_bindings
from campaign.tui.shell.page import Page
from campaign.tui.widgets.rows import Rows


class RecordPage(Page):
    """Shows ``rows`` about ``code``. The list is written anew when news concerns what it shows, the cursor staying on its row."""

    HINTS: ClassVar[tuple[str, ...]] = ("open", "back")
    BINDINGS: ClassVar[list[BindingType]] = [*page_bindings("back"), Binding("left,h", "turn(-1)", show=False),
                                             Binding("right,l", "turn(1)", show=False)]

    def __init__(self, code: str) -> None:
        super().__init__()
        self.code = code
        self._rows: dict[str, PageRow] = {}
        self._width = 0

    # What a subclass gives ------------------------------------------------------------------------------------------------

    def read(self, situation: Situation) -> bool:
        """Read what is not in the situation; False when ``code`` is gone."""
        raise NotImplementedError

    def gone(self) -> str:
        """Why there is nothing to read."""
        return _("{code} is gone. Esc goes back.").format(code=self.code)

    def rows(self, situation: Situation, width: int) -> Sequence[PageRow]:
        raise NotImplementedError

    def concerned(self, situation: Situation, touched: frozenset[str]) -> bool:
        """Whether something touched is shown here."""
        raise NotImplementedError

    def neighbours(self, situation: Situation) -> Sequence[str]:
        """The codes whose pages h and l turn to, in order; empty: of its kind one is looked at alone."""
        return ()

    # A page -----------------------------------------------------------------------------------------------------------------

    def body(self) -> Iterable[Widget]:
        yield Rows(self._draw, empty=("", _("loading")), id="rows")

    @property
    def listing(self) -> Rows:
        return self.query_one("#rows", Rows)

    def on_mount(self) -> None:
        self.listing.focus()

    def show(self, situation: Situation, touched: frozenset[str] | None) -> None:
        if touched is not None and not self.concerned(situation, touched):
            return
        if self.read(situation):
            self._write(situation)
        else:
            self._rows = {}
            self.listing.set_empty(("", self.gone()))
            self.listing.set_items([])

    def _write(self, situation: Situation) -> None:
        self._width = self.listing.size.width or self.app.size.width
        old = self._rows
        self._rows = {row.key: row for row in self.rows(situation, max(self._width - 1, 10))}
        changed = [key for key, row in self._rows.items() if old.get(key) != row]
        headers = frozenset(key for key, row in self._rows.items() if row.subject is None)
        self.listing.set_items(list(self._rows), headers, changed=changed)

    @on(Resize)
    def _resized(self, event: Resize) -> None:
        situation = self._shown
        if situation is not None and self._rows and event.size.width != self._width:
            self.call_after_refresh(self._write, situation)

    def _draw(self, key: str, width: int, selected: bool) -> Sequence[Line]:
        row = self._rows.get(key)
        return (row.line,) if row is not None else ()

    @property
    def subject(self) -> str | None:
        row = self._rows.get(self.listing.cursor or "")
        return row.subject if row is not None and row.subject else self.code

    def status(self) -> str:
        return f"{self.listing.position}/{self.listing.total}"

    @on(Rows.Moved)
    def _moved(self) -> None:
        self.foot()

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        row = self._rows.get(event.key)
        if row is None or row.subject is None:
            return
        if row.subject == self.code:
            self.open_itself()
        else:
            self.host.open(row.subject)

    def action_turn(self, way: int) -> None:
        """To the same page of the one before or after, round and round."""
        found = list(self.neighbours(self._shown)) if self._shown is not None else []
        if self.code in found and len(found) > 1:
            self.app.switch_screen(type(self)(found[(found.index(self.code) + way) % len(found)]))
        else:
            self.action_sideways()

    def open_itself(self) -> None:
        """Enter on what the page is about."""
        self.say(_("This is it: there is no other page of it. e edits it."))


def leaders(situation: Situation) -> list[str]:
    """Who leads a project, by code."""
    led = {project.leader for project in situation.snapshot.projects.values() if project.leader is not None}
    return sorted(led, key=order)
