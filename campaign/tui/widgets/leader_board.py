"""A board whose column titles can be reached too: one row above the first card, Enter opens the person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from campaign.tui.widgets.board import Board
from campaign.tui.widgets.board_view import TITLE


class OfColumn(Message):
    """Something was done to a column as a whole."""

    def __init__(self, board: Board, column: str) -> None:
        super().__init__()
        self.board, self.column = board, column

    @property
    def control(self) -> Board:
        return self.board


class LeaderBoard(Board):
    """``Board`` with a cursor that also stops on titles; on one, ``card`` is None and ``column`` says whose it is. Space folds
    and unfolds the calm ones of a column, and so does Enter on what is folded away.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space,ideographic_space", "fold", show=False)]

    on_title = False

    class TitleOpened(OfColumn):
        """Enter on a title, or on a column without cards."""

    class Folded(OfColumn):
        """What is folded away in this column is to be shown, or folded away again."""

    @property
    def card(self) -> str | None:
        return None if self.on_title else super().card

    def set_empty(self, lines: Sequence[str]) -> None:
        """What stands there while the board has no columns."""
        self._empty = tuple(lines)
        self.redraw()

    def action_cursor_up(self) -> None:
        at_top = self.column is not None and not self._at.get(self.column, 0)
        if at_top and not self.carrying and not self.on_title:
            self._set_title(True)
        else:
            super().action_cursor_up()

    def action_cursor_down(self) -> None:
        if self.on_title:
            self._set_title(False)
        else:
            super().action_cursor_down()

    def _go(self, step: int) -> None:
        if self.on_title:
            self._set_title(False)
        super()._go(step)

    def move_to(self, column: str, card: str | None = None) -> bool:
        self.on_title = False
        return super().move_to(column, card)

    def action_open(self) -> None:
        if self.column is None or self.card is not None or self.carrying:
            super().action_open()
        elif self.on_rest:
            self.action_fold()
        else:
            self.post_message(self.TitleOpened(self, self.column))

    def action_fold(self) -> None:
        if self.column is not None and not self.carrying:
            self.on_title = False
            self.post_message(self.Folded(self, self.column))

    def click(self, slot: int, y: int) -> None:
        if self.carrying or y >= self._title_height:
            self.on_title = False
            super().click(slot, y)
            return
        again, before = self.on_title, self.column
        super().click(slot, y)
        if again and before == self.column:
            self.action_open()
        else:
            self._set_title(True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "pick_up" and self.card in (None, self.column):
            return False  # nothing to pick up: the app says what the key needs
        return super().check_action(action, parameters)

    def _turn(self, step: int) -> None:
        """From the last column on to the first: the projects that nobody leads stand last."""
        if self.columns and not 0 <= self._col + step < len(self.columns):
            step = -self._col if step > 0 else len(self.columns) - 1 - self._col
        super()._turn(step)

    def _set_title(self, on: bool) -> None:
        self.on_title = on
        self._show()
        self._moved()

    def _spot(self, col: int) -> int | None:
        return TITLE if self.on_title and col == self._col else super()._spot(col)
