"""The questions with their figures; a letter, or Enter, opens the answer."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from campaign.core.situation import Situation
from campaign.service import Session
from campaign.service.names import leading
from campaign.tables.tones import Line
from campaign.tables.width import cells, cut
from campaign.text import _
from campaign.tui.dialogs.dialog import Dialog, padded
from campaign.tui.dialogs.question_figures import figures
from campaign.tui.dialogs.questions import BY_KEY, LETTERS, QUESTIONS
from campaign.tui.dialogs.saved_choices import saved_choices
from campaign.tui.keys import BY_ACTION
from campaign.tui.widgets.rows import Rows

NARROW = 50
"""Cells of a row below which a figure is told without its words."""

APART, BESIDE = 4, 8
"""Cells between the longest question and the longest figure; and all others of a line, margins and letter."""


class Questions(Dialog[str]):
    """The action that answers what was chosen (``Question.action``), or opens a saved list; or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(",".join((BY_ACTION["questions"].keys, "q")), "cancel", show=False),
        *(Binding(f"{question.letter},{question.letter.upper()}", f"take('{question.key}')", show=False)
          for question in QUESTIONS),
    ]
    DEFAULT_CSS = "Questions Rows { height: auto; }"

    def __init__(self, situation: Situation, session: Session) -> None:
        super().__init__(_("Questions"))
        self._figures = figures(situation, leading(session, situation))
        self._own = {f"view({choice.code!r})": choice for choice in saved_choices(session, situation)}
        """The lists that this person has saved, by the action that opens them; they come after the questions."""

    def body(self) -> tuple[Rows]:
        self.rows = Rows(self._draw)
        return (self.rows,)

    def hints(self) -> list[tuple[str, str]]:
        return [(f"{LETTERS[0]}-{QUESTIONS[-1].letter} Enter", _("open it")), ("j k", _("move")), ("Esc", _("close"))]

    def status(self) -> str:
        return f"{self.rows.position}/{self.rows.total}"

    def on_mount(self) -> None:
        self.rows.set_items([*(question.key for question in QUESTIONS), *self._own])
        self.rows.focus()

    def widest(self, screen: int) -> int:
        """No figure stands far from its question."""
        told = max(sum(cells(said) for said, _tone in figure.long) for figure in self._figures.values())
        asked = max(cells(_(question.text)) for question in QUESTIONS)
        kept = max((cells(own.label) + cells(own.note) + 2 for own in self._own.values()), default=0)
        return min(max(asked + APART + told, kept) + BESIDE, super().widest(screen))

    def fit(self, lines: int, width: int) -> None:
        self.rows.styles.height = min(lines, len(QUESTIONS) + len(self._own))

    def _draw(self, key: str, width: int, selected: bool) -> Sequence[Line]:
        if (own := self._own.get(key)) is not None:
            name = cut(own.label, width - 5)
            note = cut(own.note, max(width - 6 - cells(name), 0))
            return ([("  ", ""), (name, ""), (f"  {note}", "quiet")],)
        question = BY_KEY[key]
        figure = self._figures[key]
        told = figure.long if width >= NARROW else figure.short
        room = width - 4 - sum(cells(said) for said, _tone in told)
        return ([(f"{question.letter} ", "accent"), (padded(_(question.text), room) + "  ", ""), *told],)

    def on_rows_moved(self) -> None:
        self.foot()

    def on_rows_opened(self, event: Rows.Opened) -> None:
        self.action_take(event.key)

    def action_take(self, key: str) -> None:
        self.dismiss(key if key in self._own else BY_KEY[key].action)
