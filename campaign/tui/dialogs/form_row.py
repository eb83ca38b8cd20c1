"""One line of a form: its label, where it is typed or picked, and below it what is wrong."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message

from campaign.clean import LIMIT
from campaign.core.errors import CampaignError
from campaign.core.money import parse_money
from campaign.core.names import fold
from campaign.kinds.field import NO_WORDS, YES_WORDS, Field, Type
from campaign.service import Session
from campaign.tables.cells import wrapped
from campaign.tables.signs import Way
from campaign.tables.tones import Line
from campaign.tables.width import cells
from campaign.text import _
from campaign.tui.dialogs.dialog import WIDEST, Typing, padded
from campaign.tui.dialogs.form_fields import MANY, NameOf, chosen, example_of, label_of, shown
from campaign.tui.host import host_of
from campaign.tui.widgets.lines import Lines
from campaign.tui.widgets.strips import Tight
from campaign.words import day, money

NARROW = 60
"""Below this width labels give way."""
HINTED, HINT = 70, 34
"""Width from which on a line tells at its right end how it is filled in, or how what is typed is understood; cells of it."""


class Pick(Lines, can_focus=True):
    """A value that is chosen: Enter or any letter opens the list, Backspace empties it. Yes/no: Space turns it."""

    DEFAULT_CSS = """
    Pick { width: 1fr; height: 1; background: $raised; }
    Pick:focus { background: $selected; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "enter", show=False),
        Binding("backspace,delete", "empty", show=False),
    ]

    class Asked(Message):
        """A list is wanted; ``query`` was typed already."""

        def __init__(self, pick: "Pick", query: str) -> None:
            super().__init__()
            self.pick, self.query = pick, query

    class Changed(Message):
        """Another value stands there."""

    class Done(Message):
        """Enter on a value that needs no list."""

    def __init__(self, row: "FieldRow", text: str) -> None:
        super().__init__()
        self.row = row
        self.text = text

    def line(self, y: int) -> Tight:
        width = self.size.width
        field = self.row.field
        value = shown(field, self.text, self.row.name_of)
        if value:
            line: Line = [(value, "strong" if self.has_focus else "")]
        else:
            line = [(example_of(field) or _("from the list"), "quiet")]
        return self.tight(self.pieces(line, width), width)

    def put(self, text: str) -> None:
        self.text = text
        self.repaint()
        self.row.trouble("")
        self.post_message(self.Changed())

    def action_enter(self) -> None:
        self.post_message(self.Done() if self.row.field.holds == Type.YES else self.Asked(self, ""))

    def action_empty(self) -> None:
        if self.row.field.holds == Type.YES:
            self.put("no")
        elif self.row.field.holds in MANY:
            self.put(" ".join(self.text.split()[:-1]))
        else:
            self.put("")

    def on_key(self, event: events.Key) -> None:
        if not event.is_printable or event.character is None:
            return
        event.stop()
        event.prevent_default()
        if self.row.field.holds != Type.YES:
            self.post_message(self.Asked(self, event.character.strip()))
            return
        typed = fold(event.character)
        if not typed:
            self.put("no" if self.text.lower() in YES_WORDS else "yes")
        elif typed in YES_WORDS or typed in NO_WORDS:
            self.put("yes" if typed in YES_WORDS else "no")

    def on_paste(self, event: events.Paste) -> None:
        """A pasted name looks for itself."""
        event.stop()
        if self.row.field.holds != Type.YES and event.text.strip():
            self.post_message(self.Asked(self, " ".join(event.text.split())[:60]))

    def on_click(self) -> None:
        if self.has_focus:
            self.action_enter()


class FieldRow(Lines):
    """The label and the error are painted here, what is typed in a widget of its own on top."""

    DEFAULT_CSS = """
    FieldRow { layout: horizontal; height: 1; width: 1fr; }
    FieldRow Typing { background: $raised; }
    """

    def __init__(self, field: Field, width: int, text: str, name_of: NameOf) -> None:
        """``width`` cells for the label, where there is room."""
        super().__init__()
        self.field, self.name_of = field, name_of
        self._wanted = self._label = width
        self._width, self._below = WIDEST, 0
        self._trouble: Sequence[str] = ()
        self._said = ""
        self.entry: Typing | Pick
        if chosen(field) or field.holds == Type.YES:
            self.entry = Pick(self, text)
        else:
            self.entry = Typing(text, example_of(field), limit=field.limit if field.holds == Type.TEXT else LIMIT)

    def compose(self) -> ComposeResult:
        yield self.entry

    @property
    def text(self) -> str:
        return self.entry.text if isinstance(self.entry, Pick) else self.entry.value

    @text.setter
    def text(self, text: str) -> None:
        if isinstance(self.entry, Pick):
            self.entry.put(text)
        else:
            self.entry.value = text
            self.entry.cursor_position = len(text)

    @property
    def active(self) -> bool:
        return self.entry.has_focus

    def enter(self) -> None:
        self.entry.focus()

    def narrow(self, width: int) -> None:
        """Fit a form of that many cells."""
        self._width = width
        self._label = self._wanted if width >= NARROW else min(self._wanted, max(width * 2 // 5, 8))
        self._make_room()
        self.trouble(self._said)

    @property
    def _hinted(self) -> bool:
        """Whether how it is filled in stands at the right: what stands in the line needs the room, unless it is short."""
        room = self._width - self._label - HINT
        return self._width >= HINTED and (self.field.holds in (Type.DAY, Type.MONEY, Type.YES) if self.text
                                          else cells(example_of(self.field)) <= room)

    def _make_room(self) -> None:
        self.entry.styles.margin = (0, HINT if self._hinted else 1, 0, self._label)

    def trouble(self, said: str) -> None:
        """What is wrong with it, below it; nothing if it is empty."""
        if said != self._said or said:
            self._said = said
            room = self._width - self._label - 1
            self._below = self._label if cells(said) <= room else min(self._label, 3)  # below the value, or below all of the line
            self._trouble = wrapped(said, max(self._width - self._below - 1, 10)) if said else ()
            self.styles.height = 1 + len(self._trouble)
            self._on_screen = []
            self.refresh(layout=True)
            if said:
                self.call_after_refresh(self.scroll_visible, animate=False)
        else:
            self._make_room()
            self.repaint()

    def _hint(self) -> str:
        """How it is filled in; of a day or an amount that is typed, what it means."""
        field = self.field
        if field.holds == Type.YES:
            return _("Space turns it")
        how = _("Enter: choose") if chosen(field) else self.advice(host_of(self).session) if self.text else {
            Type.TEXT: _("up to {n} characters").format(n=field.limit), Type.DAY: _("day"), Type.MONEY: _("amount")}.get(
            Type(field.holds) if field.holds in set(Type) else Type.WORD, "")
        said = [*filter(None, (how, _("required") if field.required else _("may stay empty")))]
        return both if cells(both := "  ".join(said)) <= HINT - 2 else said[-1]

    def advice(self, session: Session) -> str:
        """How what is typed is understood, or how to type it."""
        field, text = self.field, self.text
        if field.holds == Type.YES:
            return _("Space turns it, Enter goes on")
        if field.holds in MANY:
            return _("Enter or letters: one more, or one less; Backspace drops the last")
        if chosen(field):
            return _("Enter or letters: choose") if field.required else _("Enter or letters: choose; Backspace empties it")
        if field.holds == Type.TEXT and not text:
            return _("up to {n} characters").format(n=field.limit)
        if not text or self._said:
            return ""
        try:
            if field.holds == Type.DAY:
                read = session.day(text)
                return (
                    _("means {day}").format(day=day(read, session.campaign.first_day))
                    if text != read.isoformat()
                    else ""
                )
            if field.holds == Type.MONEY:
                return _("means {money}").format(money=money(parse_money(session.text(text))))
        except CampaignError:
            return ""
        return ""

    def line(self, y: int) -> Tight:
        width = self.size.width
        if y:
            text = self._trouble[y - 1] if y <= len(self._trouble) else ""
            return self.tight(self.pieces([(" " * self._below, ""), (text, "red")], width), width)
        here = self.entry.has_focus
        mark = ">" if here and host_of(self).signs.way is Way.ASCII else " "
        label = padded(label_of(self.field), self._label - 2)
        line: Line = [(mark, ""), (label, "red" if self._trouble else "quiet")]
        if self._hinted:
            hint = self._hint()
            line = [*line, (" " * (width - 1 - cells(mark + label) - cells(hint) - 1), ""), (hint, "quiet")]
        return self.tight(self.pieces(line, width, here), width)

    def in_focus(self) -> bool:
        return self.entry.has_focus

    def on_descendant_focus(self) -> None:
        self.recolour()

    def on_descendant_blur(self) -> None:
        self.recolour()
