"""Choose one of many by typing: name, code, pinyin or initials narrow the list; Enter takes what is under the cursor."""

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from textual.binding import Binding, BindingType
from textual.widgets import Input

from campaign.clean import printable
from campaign.core import codes
from campaign.core.names import fold, key_of, matcher
from campaign.data import readings
from campaign.tables.tones import Line
from campaign.tables.width import cells, cut
from campaign.text import _
from campaign.tui.dialogs.dialog import Dialog, Typing, padded
from campaign.tui.widgets.rows import Rows
from campaign.words import error_text

TALL = 16
"""Rows of the list at most, so that some of the page stays in sight."""


class Choice(NamedTuple):
    code: str
    label: str
    key: str = ""
    """Search key (``core.names``) of the label."""
    note: str = ""
    """Said beside it."""
    aside: str = ""
    """At the right end; the code of a word, a key of the keyboard."""
    also: str = ""
    """What else it is found by, folded."""


def word(code: str, text: str, note: str = "") -> Choice:
    """A choice that the database knows nothing of; its search key is made here."""
    return Choice(code, text, key_of(text, readings), note)


class Narrowed(Rows, can_focus=False):
    """Moved by keys that the line above does not need, so its cursor always looks alive."""

    def in_focus(self) -> bool:
        return True

    def on_resize(self) -> None:
        """From the top, as far as the cursor is in sight (the handler of ``Rows`` comes next, by itself)."""
        self._top = 0


class Choose(Dialog[str]):
    """The code chosen, or None. ``more`` gives further choices that are only offered once something is typed."""

    DEFAULT_CSS = "Choose Typing, Choose Typing:focus { background: $ground; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,ctrl+n", "list('cursor_down')", show=False),
        Binding("up,ctrl+p", "list('cursor_up')", show=False),
        Binding("pagedown", "list('page_down')", show=False),
        Binding("pageup", "list('page_up')", show=False),
    ]

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice],
        *,
        current: str = "",
        query: str = "",
        placeholder: str | None = None,
        empty: str | None = None,
        more: Callable[[], Sequence[Choice]] | None = None,
    ) -> None:
        """``current`` is under the cursor at first; ``query`` is typed already; ``empty`` is said when there is no choice."""
        super().__init__(title)
        self.choices = choices
        self._current, self._query = current, query
        self._more = more
        self._empty = empty
        self._placeholder = placeholder
        self._by: dict[str, Choice] = {}
        self._coded = 0
        """Cells of the codes in the list."""
        self._know(choices)

    def _know(self, choices: Sequence[Choice]) -> None:
        self._by.update((choice.code, choice) for choice in choices)

    def body(self) -> tuple[Typing, Narrowed]:
        hint = self._placeholder if self._placeholder is not None else _("name, code, pinyin or initials")
        self.typing = Typing(self._query, hint)
        self.typing.styles.padding = (0, 1)
        self.rows = Narrowed(self._draw)
        return self.typing, self.rows

    def hints(self) -> list[tuple[str, str]]:
        return [("Enter", _("take it")), ("Esc", _("close"))]

    def status(self) -> str:
        return f"{self.rows.position}/{self.rows.total}"

    def on_mount(self) -> None:
        with self.prevent(Input.Changed):
            self.typing.value = self._query
            self.typing.cursor_position = len(self._query)
        self.typing.focus()
        self._narrow(self._query, self._current or None)

    def fit(self, lines: int, width: int) -> None:
        """As high as the longest list it will show, so that typing moves nothing."""
        room = max(lines - 1, 3)
        self.rows.styles.height = min(max(len(self.choices), 3), room, TALL) if self._more is None else min(room, TALL)

    def type_on(self, text: str) -> None:
        """Letters that were typed before this had the keys."""
        self._query += text
        if self.is_mounted:
            self.typing.insert_text_at_cursor(text)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._narrow(event.value, None)

    def on_typing_refused(self, event: Typing.Refused) -> None:
        self.rows.set_items(())
        self.rows.set_empty((error_text(event.error),))
        self.foot()

    def _narrow(self, query: str, cursor: str | None) -> None:
        if self._more is not None and fold(query):
            more, self._more = self._more(), None
            self.choices = (*self.choices, *more)
            self._know(more)
        exact = self.exact(query)
        if exact is not None:
            self._know((exact,))
        found = [exact.code] if exact is not None else narrowed(query, self.choices)
        if found or fold(query):
            self.rows.set_empty((_("Nothing here is called that: type less of it"),))
        else:
            self.rows.set_empty((self._empty or _("There is nothing to choose yet"),))
        self._coded = max((cells(code) for code in found if codes.canonical(code) == code), default=0)
        self.rows.set_items(found, cursor=cursor if cursor in self._by else found[0] if found else None)
        self.foot()

    def exact(self, query: str) -> Choice | None:
        """What the query is the very code of, though it is not among the choices."""
        return None

    def _draw(self, code: str, width: int, selected: bool) -> Sequence[Line]:
        choice = self._by[code]
        line: list[tuple[str, str]] = []
        if self._coded:
            shown = code if codes.canonical(code) == code else ""
            line.append((padded(shown, self._coded + 1), "quiet"))
        width -= sum(cells(text) for text, _tone in line)
        aside = choice.aside if width >= 30 and choice.aside != choice.label else ""
        room = max(width - cells(aside) - 1, 8)
        label = cut(printable(choice.label), room)
        line.append((label, ""))
        room -= cells(label)
        if choice.note and room > 6:
            note = cut(f"  {printable(choice.note)}", room)
            line.append((note, "quiet"))
            room -= cells(note)
        if aside:
            line += [(" " * (room + 1), ""), (aside, "quiet")]
        return (line,)

    def action_list(self, what: str) -> None:
        getattr(self.rows, f"action_{what}")()
        self.foot()

    def on_rows_opened(self, event: Rows.Opened) -> None:
        self._take(event.key)

    def on_rows_moved(self) -> None:
        self.foot()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if self.rows.cursor is not None:
            self._take(self.rows.cursor)

    def _take(self, code: str) -> None:
        self.dismiss(code)


def narrowed(query: str, choices: Sequence[Choice]) -> list[str]:
    """Codes that fit the query: its very code alone, else names that begin with it before those that have it inside; then what
    is found by other words, the fewer of them the sooner.
    """
    folded = fold(query)
    if not folded:
        return [choice.code for choice in choices]
    exact = codes.canonical(folded)
    if exact is not None and any(choice.code == exact for choice in choices):
        return [exact]
    inside, begins = matcher(query), matcher(query, "prefix")
    first: list[str] = []
    then: list[str] = []
    last: list[tuple[int, str]] = []
    for code, label, key, note, aside, also in choices:
        if folded in (code.casefold(), aside.casefold()):
            first.insert(0, code)
        elif inside(label, key) or inside(note, ""):
            (first if begins(label, key) else then).append(code)
        elif folded in also or (len(folded) > 1 and folded in code.casefold()):
            last.append((len(also), code))
    return [*first, *then, *(code for _length, code in sorted(last, key=lambda one: one[0]))]
