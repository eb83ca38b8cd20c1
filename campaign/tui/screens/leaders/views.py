"""The two views of screen 2: the board, a column per leader, and the table of the leaders. The page asks whichever is shown."""

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical

from campaign.core.situation import Situation
from campaign.tables.cells import title_line, with_sort
from campaign.tables.leaders import LEADERS, Leaders
from campaign.tables.tones import Line
from campaign.tables.width import Fitted, fit
from campaign.text import _
from campaign.tui.host import host_of
from campaign.tui.screens.leaders.columns import NOBODY, SORTS, LeaderColumns
from campaign.tui.screens.leaders.content import card_lines, head_lines, rest_line, unclaimed_lines
from campaign.tui.screens.leaders.selection import Selection
from campaign.tui.widgets.edges import Edge
from campaign.tui.widgets.leader_board import LeaderBoard
from campaign.tui.widgets.rows import Rows


class LeadersView(Vertical):
    """Of what ``columns`` hold that which ``find`` selects."""

    SORTS: ClassVar[tuple[str, ...]] = ()

    def __init__(self, columns: LeaderColumns, find: Selection) -> None:
        super().__init__()
        self.columns, self.find = columns, find

    @property
    @abstractmethod
    def keys(self) -> LeaderBoard | Rows:
        """What has the keys."""

    @property
    @abstractmethod
    def leader(self) -> str | None:
        """Whose column or row it is; ``NOBODY`` too."""

    @property
    @abstractmethod
    def subject(self) -> str | None: ...

    @property
    @abstractmethod
    def place(self) -> tuple[int, int]:
        """Which one it is, of how many."""

    @property
    @abstractmethod
    def sort(self) -> str: ...

    @abstractmethod
    def sort_by(self, sort: str) -> None: ...

    @abstractmethod
    def lay_out(self, changed: Iterable[str] | None, *, reverse: bool) -> None:
        """Everything into its place; draw ``changed`` anew, or all of it (None)."""

    @abstractmethod
    def point(self, code: str) -> None:
        """Put the cursor on a leader, or on a card, if it is here."""

    @abstractmethod
    def step(self, *, down: bool) -> None:
        """To the next leader."""


class ColumnsView(LeadersView):
    SORTS = SORTS

    def compose(self) -> ComposeResult:
        yield LeaderBoard(self._draw_card, self._draw_head, hint=self._hint, title_height=2,
                          draw_rest=self._draw_rest, id="board")

    @property
    def keys(self) -> LeaderBoard:
        return self.query_one(LeaderBoard)

    @property
    def leader(self) -> str | None:
        return self.keys.column

    @property
    def subject(self) -> str | None:
        found = self.keys.card
        return found if found is not None else self.leader if self.leader != NOBODY else None

    @property
    def place(self) -> tuple[int, int]:
        return self.keys.position, len(self.keys.columns)

    @property
    def sort(self) -> str:
        return self.columns.sort

    def sort_by(self, sort: str) -> None:
        self.columns.sort = sort
        if self.columns.situation is not None:
            self.columns.fill(self.columns.situation)

    def lay_out(self, changed: Iterable[str] | None, *, reverse: bool) -> None:
        if (situation := self.columns.situation) is not None:
            stacks = self.find.stacks(situation, self.columns, self.keys.carrying, reverse=reverse)
            self.keys.set_columns(stacks, changed=changed)

    def point(self, code: str) -> None:
        stacks = self.keys.columns
        if any(stack.key == code for stack in stacks):
            self.keys.move_to(code)
        elif (column := next((stack.key for stack in stacks if code in stack.cards), None)) is not None:
            self.keys.move_to(column, code)

    def step(self, *, down: bool) -> None:
        (self.keys.action_column_right if down else self.keys.action_column_left)()

    def _draw_card(self, code: str, width: int, selected: bool) -> Sequence[Line]:
        situation, signs = self.columns.situation, host_of(self).signs
        if situation is None:
            return ()
        if code in situation.snapshot.people:
            return unclaimed_lines(signs)
        return card_lines(situation, code, width, selected, signs) if code in situation.snapshot.projects else ()

    def _draw_head(self, code: str, width: int, selected: bool) -> Sequence[Line]:
        situation = self.columns.situation
        return head_lines(situation, self.columns, code, width, host_of(self).signs) if situation else ()

    def _draw_rest(self, codes: Sequence[str], width: int) -> Line:
        return rest_line(self.columns.situation, codes, width) if self.columns.situation else ()

    def _hint(self, column: str) -> Sequence[str]:
        return (_("no project yet"), _("c claims one"), _("Enter opens the person"))


class TableView(LeadersView):
    SORTS = LEADERS.sort_keys

    def __init__(self, columns: LeaderColumns, find: Selection) -> None:
        super().__init__(columns, find)
        self._sort = self.SORTS[0]
        self._reverse = False

    def compose(self) -> ComposeResult:
        yield Edge(self._titles, id="titles")
        yield Rows(self._draw, id="table")

    @property
    def keys(self) -> Rows:
        return self.query_one(Rows)

    @property
    def leader(self) -> str | None:
        return self.keys.cursor

    subject = leader

    @property
    def place(self) -> tuple[int, int]:
        return self.keys.position, self.keys.total

    @property
    def sort(self) -> str:
        return self._sort

    def sort_by(self, sort: str) -> None:
        self._sort = sort

    def lay_out(self, changed: Iterable[str] | None, *, reverse: bool) -> None:
        self._reverse = reverse
        if (situation := self.columns.situation) is not None:
            found = self.find.rows(situation, self.columns)
            found.sort(key=LEADERS.value(self._told(situation), self.sort))
            self.keys.set_items(found[::-1] if reverse else found, changed=changed)
            self.query_one(Edge).repaint()

    def point(self, code: str) -> None:
        self.keys.move_to(code)

    def step(self, *, down: bool) -> None:
        (self.keys.action_cursor_down if down else self.keys.action_cursor_up)()

    def _draw(self, code: str, width: int, selected: bool) -> Sequence[Line]:
        situation = self.columns.situation
        if situation is None:
            return ()
        told = self._told(situation)
        return (LEADERS.row(told, told.rows[code], self._fitted(told, width), host_of(self).signs),)

    def _titles(self, width: int) -> Line:
        situation = self.columns.situation
        fitted = self._fitted(self._told(situation), max(width - 1, 0)) if situation else ()
        return [(" ", ""), *title_line(fitted, self.sort, self._reverse)]

    def _told(self, situation: Situation) -> Leaders:
        return Leaders(situation, situation.snapshot.people, self.columns.loads)

    def _fitted(self, told: Leaders, width: int) -> list[Fitted]:
        return fit(with_sort(LEADERS.laid_out(told, "", width, self.sort), self.sort), width)
