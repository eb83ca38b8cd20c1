"""Two small boxes: one asks before what cannot be undone, the other says what is too long for the line at the bottom."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from campaign.text import _
from campaign.tui.dialogs.dialog import Dialog, Paragraph


class Confirm(Dialog[bool]):
    """True only for a clear yes. Enter alone is no answer: it is pressed too easily."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y,Y,fullwidth_latin_small_letter_y", "yes", show=False),
        Binding("n,N,fullwidth_latin_small_letter_n", "cancel", show=False),
    ]

    def __init__(self, title: str, question: str) -> None:
        super().__init__(title)
        self._question = question

    def body(self) -> tuple[Paragraph]:
        return (Paragraph(lambda: self._question),)

    def hints(self) -> list[tuple[str, str]]:
        return [("y", _("yes")), ("n Esc", _("no"))]

    def action_yes(self) -> None:
        self.dismiss(True)


class Notice(Dialog[None]):
    """A message in full. Enter, Space and Esc close it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space,q", "cancel", show=False)]

    def __init__(self, message: str, *, bad: bool = False) -> None:
        super().__init__(_("Not done") if bad else _("Notice"))
        self._message, self._tone = message, "red" if bad else ""

    def body(self) -> tuple[Paragraph]:
        return (Paragraph(lambda: self._message, self._tone),)

    def hints(self) -> list[tuple[str, str]]:
        return [("Enter Esc", _("close"))]
