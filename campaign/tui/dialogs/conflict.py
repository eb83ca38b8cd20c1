"""Someone else saved the same thing first: both versions line by line, and which one stays."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual.binding import Binding, BindingType

from campaign.clean import printable
from campaign.kinds.field import Field, Type
from campaign.tables.tones import Line
from campaign.tables.width import cells
from campaign.text import _
from campaign.tui.dialogs.dialog import Dialog, Paragraph, padded
from campaign.tui.dialogs.form_fields import NameOf, chosen, label_of, shown
from campaign.tui.widgets.rows import Rows


class Clash(NamedTuple):
    """A line on which the two versions differ."""

    field: Field
    mine: str
    theirs: str
    mine_is_new: bool
    """Whether I changed it at all: what only they changed is theirs unless I say otherwise."""


class Conflict(Dialog[dict[str, str]]):
    """The text to keep of each line, or None: back to the form."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,left,right,h,l", "turn", show=False),
        Binding("m,fullwidth_latin_small_letter_m", "keep('mine')", show=False),
        Binding("t,fullwidth_latin_small_letter_t", "keep('theirs')", show=False),
        Binding("M", "keep_all('mine')", show=False),
        Binding("T", "keep_all('theirs')", show=False),
        Binding("ctrl+s,f10", "save", show=False),
    ]

    def __init__(self, title: str, clashes: Sequence[Clash], by: str, name_of: NameOf) -> None:
        super().__init__(title)
        self.clashes = {clash.field.name: clash for clash in clashes}
        self.kept = {name: "mine" if clash.mine_is_new else "theirs" for name, clash in self.clashes.items()}
        self._by, self._name_of = by, name_of

    def body(self) -> tuple[Paragraph, Rows]:
        self.rows = Rows(self._draw, height=3)
        return Paragraph(self._intro), self.rows

    def _intro(self) -> str:
        return _("{who} saved this while you were typing. Choose what stays, line by line.").format(
            who=printable(self._by) or _("Someone else")
        )

    def hints(self) -> list[tuple[str, str]]:
        return [("m", _("mine")), ("t", _("theirs")), ("M T", _("all")), ("Enter", _("save")), ("Esc", _("back"))]

    def on_mount(self) -> None:
        self.rows.set_items(tuple(self.clashes))
        self.rows.focus()

    def fit(self, lines: int, width: int) -> None:
        self.rows.styles.height = min(3 * len(self.clashes), max(lines - 3, 3))

    def _draw(self, name: str, width: int, selected: bool) -> Sequence[Line]:
        field, mine, theirs, _new = self.clashes[name]
        kept = self.kept[name]
        sides = (("mine", _("mine"), mine), ("theirs", _("theirs"), theirs))
        room = max(cells(word) for _side, word, _text in sides) + 1
        return (
            [(label_of(field), "strong")],
            *(
                [
                    (f"  {'[x]' if kept == side else '[ ]'} ", "accent" if kept == side else "quiet"),
                    (padded(word, room), "accent" if kept == side else "quiet"),
                    (self._show(field, text), "" if kept == side else "quiet"),
                ]
                for side, word, text in sides
            ),
        )

    def _show(self, field: Field, text: str) -> str:
        if chosen(field) or field.holds == Type.YES:
            text = shown(field, text, self._name_of)
        return printable(text) or _("(empty)")

    def _keep(self, names: Sequence[str], side: str) -> None:
        self.kept.update(dict.fromkeys(names, side))
        self.rows.changed(names)

    def action_keep(self, side: str) -> None:
        if self.rows.cursor is not None:
            self._keep((self.rows.cursor,), side)
            self.rows.action_cursor_down()

    def action_keep_all(self, side: str) -> None:
        self._keep(tuple(self.clashes), side)

    def action_turn(self) -> None:
        if self.rows.cursor is not None:
            self._keep((self.rows.cursor,), "theirs" if self.kept[self.rows.cursor] == "mine" else "mine")

    def on_rows_opened(self) -> None:
        self.action_save()

    def action_save(self) -> None:
        self.dismiss(
            {name: clash.mine if self.kept[name] == "mine" else clash.theirs for name, clash in self.clashes.items()}
        )
