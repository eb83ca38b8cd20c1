"""A page that is one record: rows in sections, of which the keys act on what is under the cursor, else on the record."""

from collections.abc import Collection, Iterable, Sequence
from typing import ClassVar, Generic, TypeVar

from textual import on
from textual.binding import Binding, BindingType
from textual.events import Resize
from textual.geometry import Size
from textual.widget import Widget

from campaign.core import codes
from campaign.core.errors import CampaignError, NotAllowed, NotFound
from campaign.core.situation import Situation
from campaign.kinds import registry
from campaign.kinds.kind import Kind
from campaign.kinds.verb import Foot
from campaign.service import Session
from campaign.tables.blocks import Block
from campaign.tables.requests import asked_rows
from campaign.tables.sections import PageRow, heading_room
from campaign.tables.width import cut
from campaign.text import _
from campaign.tui.dialogs.error_text import trouble
from campaign.tui.keys import page_bindings
from campaign.tui.shell.page import Page
from campaign.tui.shell.record_body import RecordBody, roomy
from campaign.tui.widgets.rows import Rows

View = TypeVar("View")
Row = TypeVar("Row")


class RecordPage(Page, Generic[View]):
    """Shows ``sections`` of what ``look`` has read about ``code``. They are written anew when news concerns what is shown, the
    cursor staying on its row.
    """

    HINTS: ClassVar[tuple[str, ...]] = ("own", "open", "back")
    ACTS_ON: ClassVar[tuple[str, ...] | None] = None
    """Kinds that keys act on when one is under the cursor, else on the record itself; None: whatever is under it."""
    FOLLOWS: ClassVar[tuple[str, ...]] = ()
    """Kinds of which any change may be one of what is shown: where that reads little, any of them will do."""
    BINDINGS: ClassVar[list[BindingType]] = [*page_bindings("back"), Binding("left,h", "turn(-1)", show=False),
                                             Binding("right,l", "turn(1)", show=False)]

    def __init__(self, code: str) -> None:
        super().__init__()
        self.code = code
        self.view: View | None = None
        """What was read last; None before, and when it is gone."""
        self._rows: dict[str, PageRow] = {}
        self._size = Size()

    # What a subclass gives ------------------------------------------------------------------------------------------------

    def look(self, session: Session, situation: Situation) -> View:
        """All there is to tell. Raises ``NotFound`` when it is gone, ``NotAllowed`` when it may not be seen."""
        raise NotImplementedError

    def sections(self, situation: Situation, view: View, width: int) -> Sequence[PageRow]:
        raise NotImplementedError

    def about_it(self, view: View) -> Iterable[str | None]:
        """Codes of what it hangs on, the nearest first: told around its rows where there is room."""
        return ()

    def blocks(self, view: View) -> Sequence[Block]:
        """What of itself stands around its rows, before what it hangs on."""
        return ()

    def named(self, view: View) -> str:
        """What stands beside the code at the top; nothing where the kind is said instead."""
        return ""

    def shown(self, view: View) -> Collection[str | None]:
        """Codes whose every change concerns it, beside its own."""
        return ()

    def concerned(self, view: View, situation: Situation, touched: frozenset[str]) -> bool:
        """Whether something touched is shown here."""
        shown = self.shown(view)
        return any(code == self.code or code in shown or codes.is_a(code, *self.FOLLOWS) for code in touched)

    def acts_on(self, row: PageRow) -> bool:
        """Whether keys act on what this row is about, and not on the record."""
        return self.ACTS_ON is None or codes.is_a(row.subject, *self.ACTS_ON)

    def neighbours(self, situation: Situation) -> Sequence[str]:
        """The codes whose pages h and l turn to, in order; empty: of its kind one is looked at alone."""
        return ()

    # A page -----------------------------------------------------------------------------------------------------------------

    @property
    def about(self) -> tuple[Kind, Foot] | None:
        kind = registry.of_row(self.code)
        return None if kind is None else (kind, Foot.PAGE)

    def heading(self) -> str:
        name = self.named(self.view) if self.view is not None else ""
        if name:
            return f"{self.code} {cut(name, heading_room(self.app.size.width))}"
        return f"{_(self.TITLE_TEXT)} {self.code}"

    def body(self) -> Iterable[Widget]:
        yield RecordBody(self.row)

    def row(self, key: str, width: int) -> PageRow | None:
        """One row in so many cells, if there is one."""
        return self._rows.get(key)

    @property
    def beside(self) -> bool:
        """Whether there is room at the right of the rows."""
        return roomy(self.app.size.width)

    def _around(self, situation: Situation) -> Sequence[Block]:
        return () if self.view is None else self._record.around(
            self.host.session, situation, self.blocks(self.view), self.about_it(self.view))

    @property
    def _record(self) -> RecordBody:
        return self.query_one(RecordBody)

    @property
    def listing(self) -> Rows:
        return self.query_one("#rows", Rows)

    def on_mount(self) -> None:
        self._record.lay_out(around=False)
        self._record.fill((), 0)
        self.listing.focus()

    def show(self, situation: Situation, touched: frozenset[str] | None) -> None:
        if touched is not None and self.view is not None and not self.concerned(self.view, situation, touched):
            self._record.fill(self._around(situation), len(self._rows))
            return
        try:
            view = self.look(self.host.session, situation)
        except (NotFound, NotAllowed) as error:
            self.gone(error)
        else:
            self.put(situation, view)

    def put(self, situation: Situation, view: View) -> None:
        """It reads like this now."""
        self.view = view
        self._write(situation)

    def gone(self, error: CampaignError) -> None:
        """There is nothing to read."""
        self.view, self._rows = None, {}
        said = trouble(error) if isinstance(error, NotAllowed) else _("{code} is gone. Esc goes back.").format(code=self.code)
        self.listing.set_empty(("", said))
        self.listing.set_items([])
        self._record.fill((), 0)

    def _write(self, situation: Situation) -> None:
        if self.view is None:
            return
        self._size, old = self.app.size, self._rows
        blocks = self._around(situation)
        width = self._record.lay_out(around=bool(blocks))
        rows = (*asked_rows(situation, self.code), *self.sections(situation, self.view, width))
        self._rows = {row.key: row for row in rows}
        changed = [key for key, row in self._rows.items() if old.get(key) != row]
        headers = frozenset(key for key, row in self._rows.items() if row.subject is None)
        self.listing.set_items(list(self._rows), headers, changed=changed, from_top=True)
        self._record.fill(blocks, len(rows))

    @on(Resize)
    def _resized(self, event: Resize) -> None:
        situation = self._shown
        if situation is not None and self._rows and event.size != self._size:
            self.call_after_refresh(self._write, situation)

    @property
    def subject(self) -> str | None:
        row = self._rows.get(self.listing.cursor or "")
        return row.subject if row is not None and row.subject and self.acts_on(row) else self.code

    def status(self) -> str:
        return f"{self.listing.position}/{self.listing.total}"

    @on(Rows.Moved)
    def _moved(self) -> None:
        self.foot()

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        row = self._rows.get(event.key)
        if row is not None and row.subject is not None:
            self.enter(row)

    def enter(self, row: PageRow) -> None:
        """Enter on a row."""
        assert row.subject is not None
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


def found(row: Row | None, code: str) -> Row:
    """What a situation has under a code. Raises ``NotFound``."""
    if row is None:
        raise NotFound("unknown_code", code=code)
    return row


def leaders(situation: Situation) -> list[str]:
    """Who leads a project, by code."""
    led = {project.leader for project in situation.snapshot.projects.values() if project.leader is not None}
    return sorted(led, key=codes.order)
