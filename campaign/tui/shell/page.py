"""What every page shares: the lines with the screens, the days and the keys, and how news arrives."""

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input

from campaign import text
from campaign.clean import printable
from campaign.core.situation import Situation
from campaign.kinds import registry as kinds
from campaign.kinds.kind import Kind
from campaign.kinds.verb import Foot
from campaign.tables.charts.heading import heading
from campaign.tables.header import Target, taken
from campaign.tables.tones import Line
from campaign.tables.width import cells, margin
from campaign.text import _
from campaign.tui.host import Host, Kept, host_of
from campaign.tui.keys import BY_ACTION, SCREENS, page_bindings
from campaign.tui.shell import permissions
from campaign.tui.shell.header import Header
from campaign.tui.shell.hint_line import Hints, hint, typing, whole_hints
from campaign.tui.shell.one_paint import OnePaint
from campaign.tui.shell.permissions import dimmed
from campaign.tui.widgets.edges import Edge
from campaign.tui.widgets.lines import Lines

MESSAGE_SECONDS = 8
ANYWHERE = ("add", "undo", "log", "language")  # actions that do something on every page
SPARE = 6
"""Cells by which the status may shrink before the hints get them."""
ROOMY = 60
"""Cells of a line of keys in which the way to the commands always has its place, as the way to the keys has everywhere."""


class Page(OnePaint):
    """A full screen. Subclasses give ``body``, ``show`` and ``subject``; keys act on ``subject``.

    ``show`` is only called while the page is in front; what it missed behind is shown when it comes back.
    """

    TITLE_TEXT: ClassVar[str] = ""
    """English title, marked with ``N_``."""
    HINTS: ClassVar[tuple[str, ...]] = ()
    """Actions that the footer names, most useful first; ``own`` stands for the keys that its kind declares."""
    LABELS: ClassVar[Mapping[str, str]] = {}
    """What the footer calls an action that means something narrower here; English, marked with ``N_``."""
    VIEWS: ClassVar[tuple[str, ...]] = ()
    """Which of filter, sort, reverse and group do something here."""
    note = ""  # beside the heading: what its figures are, where no column says it
    BINDINGS: ClassVar[list[BindingType]] = page_bindings("sideways", "panes", "filter", "sort", "reverse", "group")

    def __init__(self) -> None:
        super().__init__()
        self._status_width = 0
        self._message: tuple[str, bool] | None = None
        self._message_timer: Timer | None = None
        self._missed: frozenset[str] | None = frozenset()
        """Codes that changed while another page was in front; None is anything."""
        self._shown: Situation | None = None
        self._language = text.language()
        """In which the page is written."""

    @property
    def host(self) -> Host:
        return host_of(self)

    @property
    def situation(self) -> Situation | None:
        return self.host.situation

    # What a subclass gives ------------------------------------------------------------------------------------------

    def body(self) -> Iterable[Widget]:
        """The widgets between header and footer."""
        return ()

    def show(self, situation: Situation, touched: frozenset[str] | None) -> None:
        """Show the situation; ``touched`` names the changed codes, None means anything may have changed."""

    @property
    def subject(self) -> str | None:
        """Code of what is under the cursor: what keys act on."""
        return None

    @property
    def person(self) -> str | None:
        """Code of whose row or page it is, where it is somebody's: a form names that person first."""
        return None

    @property
    def adds(self) -> tuple[str, ...]:
        """Kinds of what ``a`` offers on this page, likeliest first; empty where what is under the cursor says it."""
        return ()

    @property
    def listed(self) -> Sequence[str]:
        """The rows that the list with the keys shows, under its filter; of a page that is no list, what keys act on."""
        return () if self.subject is None else (self.subject,)

    @property
    def first(self) -> bool:
        """Whether it is a screen's own page, with nothing behind it."""
        return len(self.app.screen_stack) == 1

    def prefilled(self, subject: str) -> dict[str, str]:
        """What stands in the form of something new already, because it is added here."""
        return {}

    def set_words(self, words: Mapping[str, str]) -> None:
        """List only what this filter selects, as ``core.filters`` calls it."""

    def point_at(self, code: str) -> None:
        """Put the cursor on this if it is here."""

    def kept(self) -> Kept | None:
        """What it lists now, to be saved under a name; None when it is no list that one could come back to."""
        return None

    def set_view(self, sort: str | None, group: str | None, text: str, pane: str | None = None) -> None:
        """Sort, group and find as it was kept; what this page does not know stays as it is."""

    @property
    def about(self) -> tuple[Kind, Foot] | None:
        """Of which kind the record is whose page it is, or those that it lists."""
        return None

    def heading(self) -> str:
        """What the page shows, above it; nothing where the line of screens says it."""
        return _(self.TITLE_TEXT)

    def acts(self) -> list[str]:
        """The actions that do something here, most useful first."""
        kind = kinds.of_row(self.subject or "")
        keys = kind.keys if kind is not None else {}
        acts = [action for action in BY_ACTION if action in keys and keys[action].verb]
        views = self.VIEWS if "filter" in self.HINTS else ()
        wanted = dict.fromkeys([*self.with_own(self.HINTS), *acts, *views, *ANYWHERE])
        return [action for action in wanted if not BY_ACTION[action].elsewhere or action in acts]

    def hints(self) -> tuple[str, ...]:
        """Actions that the footer names now, most useful first."""
        return self.with_own(self.HINTS)

    def with_own(self, hints: tuple[str, ...]) -> tuple[str, ...]:
        """``hints`` with the keys of the kind in the place of ``own``, but for those that have a place already."""
        own = [] if self.about is None else [action for action in self.about[0].footer(self.about[1]) if action not in hints]
        return tuple(action for hint in hints for action in (own if hint == "own" else (hint,)))

    def hint_label(self, action: str) -> str:
        """What the footer calls an action on what is under the cursor; of an empty list, on what it lists."""
        own = self.about[0].keys.get(action) if self.about is not None and self.subject is None else None
        said = permissions.label(action, self.subject) if own is None else own.label
        return _(self.LABELS.get(action) or said or BY_ACTION[action].label)

    def status(self) -> str:
        """At the right end of the footer: a position, a filter."""
        return ""

    def relabel(self) -> None:
        """The language has changed: write everything anew."""
        self._language = text.language()
        if self.situation is not None:
            self.show(self.situation, None)
        self._header.write()
        self.head()
        for widget in self.query(Lines):
            widget.redraw()

    # The frame ------------------------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        self._header = Header(self.app, self.host)
        yield from self._header.lines()
        yield Edge(self._heading, id="heading")
        yield from self.body()
        with Horizontal(id="bottom"):
            yield Hints(self._key_line, id="hints")
            yield Edge(lambda width: (), self._bottom_right, id="status")

    def on_mount(self) -> None:
        self._header.write()
        self.head()
        self.foot()
        self.watch(self.app, "situation", self._news, init=False)
        if self.situation is not None:
            self._missed = None
            self._catch_up()

    def on_resize(self, event: events.Resize) -> None:
        self._status_width = 0  # what was spared on another screen is not missing on this one
        self._header.write()
        self.foot()

    def prepare(self) -> None:
        """Make what ``attend`` will need, whoever comes."""

    def attend(self) -> None:
        """Somebody looks, for whom this was made ready before it was known who that would be."""
        if self.situation is not None:
            self.show(self.situation, frozenset())
            self.head()
            self.foot()
        if self._language != text.language():
            self.relabel()
        self._header.begin()

    def on_screen_resume(self) -> None:
        """Others may have written meanwhile; and the language may be another one, changed on the page that was in front."""
        self._catch_up()
        if self._language != text.language():
            self.relabel()

    @on(events.DescendantFocus)
    @on(events.DescendantBlur)
    def _other_keys(self) -> None:
        """Other keys work in the line of a filter than in the list."""
        for edge in self.query("#hints").results(Edge):
            edge.repaint()

    def _news(self, situation: Situation | None) -> None:
        touched = self.host.touched
        self._missed = None if touched is None or self._missed is None else self._missed | touched
        if self.in_front():
            self._catch_up()

    def in_front(self) -> bool:
        """Whether this is the page one sees, perhaps behind a form."""
        return next((screen for screen in reversed(self.app.screen_stack) if isinstance(screen, Page)), None) is self

    def _catch_up(self) -> None:
        situation = self.situation
        if situation is not None and situation is not self._shown:
            touched = None if self._shown is None or self._shown.today != situation.today else self._missed
            self._shown, self._missed = situation, frozenset()
            self.show(situation, touched)
            if touched is None:
                self._header.write()
            self.head()
            self.foot()

    def head(self) -> None:
        """The heading may have changed."""
        heading = self.query_one("#heading", Edge)
        heading.display = bool(self.heading())
        heading.repaint()

    def foot(self) -> None:
        """The status or a message has changed. With one widget for both, every position would send the hints anew."""
        status = self.query_one("#status", Edge)
        need = sum(cells(text) for text, _tone in self._bottom_right(0))
        if not need <= self._status_width < need + SPARE:
            status.styles.width = self._status_width = need
        status.repaint()
        self.query_one("#hints", Edge).repaint()

    def say(self, message: str, *, bad: bool = False) -> None:
        self._message = (printable(message), bad)
        if self._message_timer is not None:
            self._message_timer.stop()
        self._message_timer = self.set_timer(MESSAGE_SECONDS, self.unsay)
        self.foot()

    def unsay(self) -> None:
        if self._message is not None:
            self._message = None
            self.foot()

    def _heading(self, width: int) -> Line:
        edge = " " * margin(self.app.size.width)
        return [(edge, ""), *heading(width - 2 * len(edge), self.heading(), self.host.signs, note=self.note), (edge, "")]

    def _key_line(self, width: int) -> list[Target]:
        """What one can type, or what there is to say instead."""
        edge = Target([(" " * (margin(self.app.size.width) - 1), "")])
        if self._message is not None:
            return [edge, Target([(f" {self._message[0]}", "red" if self._message[1] else "accent")])]
        if isinstance(self.focused, Input):
            return [edge, *typing()]
        session, subject = self.host.session, self.subject
        hints = [hint(action, self.hint_label(action), dim=dimmed(session, action, subject))
                 for action in (*self.hints(), "palette", "help")]
        kept = 2 if self.size.width >= ROOMY else 1
        return [edge, *whole_hints(hints[:-kept], hints[-kept:], width - 1 - taken([edge]))]

    def _bottom_right(self, width: int) -> Line:
        return [(self.status() + " " * margin(self.app.size.width), "quiet")]

    def action_filter(self) -> None:
        self.host.tell(_("There is nothing to filter here; 4 shows the projects"))

    def action_sort(self) -> None:
        self.host.tell(_("This page has one order only; 4 shows the projects"))

    action_reverse = action_sort

    def action_group(self) -> None:
        self.host.tell(_("There is nothing to group here; 3 shows the blockers"))

    def action_sideways(self) -> None:
        self.say(_("There are no columns to move between here; 2 shows the board"))

    def action_panes(self) -> None:
        """From the line where a filter is typed to what it filters, and back."""
        if len(self.focus_chain) > 1:
            self.focus_next()
        else:
            self.say(_("There is only one pane here; {keys} show the others").format(keys=" ".join(SCREENS)))

    def action_back(self) -> None:
        """One step back: out of a page that was opened from another. A mode's own page has nothing behind it."""
        if len(self.app.screen_stack) > 1:
            self.app.pop_screen()
