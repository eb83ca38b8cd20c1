"""Screen 2: a column per leader, cards by light; or a table of the leaders. Cards are moved and claimed from the keyboard."""

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from textual import events, on
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Input

from campaign.core.filters import leader_filter
from campaign.core.situation import Situation
from campaign.tables.cells import title_line
from campaign.tables.tones import Line
from campaign.tables.width import fit
from campaign.text import N_, _
from campaign.tui.host import Kept
from campaign.tui.keys import page_bindings
from campaign.tui.screens.leaders.columns import NOBODY, SORTS, TABLE_SORTS, LeaderColumns, table_order
from campaign.tui.screens.leaders.content import (
    SORT_WORDS,
    card_lines,
    carried_line,
    empty_lines,
    head_lines,
    table_columns,
    table_line,
)
from campaign.tui.screens.leaders.selection import Selection
from campaign.tui.shell.page import Page
from campaign.tui.widgets.board import Board
from campaign.tui.widgets.edges import Edge
from campaign.tui.widgets.filter_line import FilterLine
from campaign.tui.widgets.leader_board import LeaderBoard
from campaign.tui.widgets.rows import Rows

TABLE = "table"
"""The group under which it is kept that the leaders were shown as a table."""
MIN_WIDTH = 26
"""Cells of a column: three at 80."""


class LeadersPage(Page):
    TITLE_TEXT = N_("Leaders")
    HINTS = ("sideways", "open", "move_on", "claim", "filter", "sort", "group")
    DEFAULT_CSS = "LeadersPage .off { display: none; }"
    VIEWS: ClassVar[tuple[str, ...]] = ("filter", "sort", "reverse", "group")
    BINDINGS: ClassVar[list[BindingType]] = page_bindings("back")

    def __init__(self) -> None:
        super().__init__()
        self._columns = LeaderColumns()
        self._table_sort = TABLE_SORTS[0]
        self._reverse = False
        self._as_table = False
        self._find = Selection()

    @property
    def adds(self) -> tuple[str, ...]:
        return "project", "leader"

    # What a page gives ------------------------------------------------------------------------------------------------

    def body(self) -> Iterable[Widget]:
        yield LeaderBoard(self._draw_card, self._draw_head, hint=self._hint, title_height=2, min_width=MIN_WIDTH, id="board")
        titles = Edge(self._titles, id="titles")
        titles.add_class("off")
        yield titles
        yield Rows(self._draw_row, id="table", classes="off")
        yield FilterLine(id="filter")

    def on_mount(self) -> None:
        self._say_empty()
        self.board.focus()

    @property
    def board(self) -> LeaderBoard:
        return self.query_one("#board", LeaderBoard)

    @property
    def table(self) -> Rows:
        return self.query_one("#table", Rows)

    @property
    def line(self) -> FilterLine:
        return self.query_one("#filter", FilterLine)

    def show(self, situation: Situation, touched: frozenset[str] | None) -> None:
        before = self._columns.situation
        changed = self._columns.patch(situation, touched)
        if changed is not None and not changed:
            return
        if self._find.renamed(situation, changed):
            self._look_for(self._find.text)
        if before is None or not self._columns.cards:
            self._say_empty()
        self._lay_out(changed)

    @property
    def subject(self) -> str | None:
        if self._as_table:
            return self.table.cursor
        if self.board.card is not None:
            return self.board.card
        return self.board.column if self.board.column != NOBODY else None

    @property
    def person(self) -> str | None:
        """Whose column or row it is."""
        column = self.table.cursor if self._as_table else self.board.column
        return column if column != NOBODY else None

    def heading(self) -> str:
        title = _(self.TITLE_TEXT)
        if self._find.words.get("unclaimed"):
            title = _("{title} without a major project").format(title=title)
        if self._as_table or self._find.words:
            return title
        return f"{title} {_(SORT_WORDS[self._columns.sort])}"

    def status(self) -> str:
        at, total = (self.table.position, self.table.total) if self._as_table else (self.board.position, len(self.board.columns))
        place = f"{at}/{total}"
        if self._find.words:
            place = _("Esc shows all") + f"  {place}"
        return f"/{self._find.text}  {place}" if self._find.text else place

    def relabel(self) -> None:
        super().relabel()
        self._say_empty()

    def _bottom_left(self, width: int) -> Line:
        if self._message is None and (carried := self.board.carrying):
            return carried_line(self._columns.situation, carried[0], self.board.column)
        return super()._bottom_left(width)

    # Which columns, which rows ------------------------------------------------------------------------------------------

    def set_words(self, words: Mapping[str, str]) -> None:
        """Only the leaders that a sentence of the Overview counted."""
        leader_filter(words)
        self._find.words = dict(words)
        self._drop_text()
        self._lay_out(())

    def kept(self) -> Kept | None:
        sort, group = (self._table_sort, TABLE) if self._as_table else (self._columns.sort, None)
        return Kept(self._find.kept, sort, group)

    def set_view(self, sort: str | None, group: str | None, text: str, pane: str | None = None) -> None:
        """``group`` says whether it is the table."""
        if self._as_table != (group == TABLE):
            self.action_group()
        self._reverse = False
        if self._as_table:
            self._table_sort = sort if sort in TABLE_SORTS else self._table_sort
        elif sort in SORTS and sort != self._columns.sort:
            self._sort_cards(sort)
        if text:
            with self.prevent(Input.Changed):
                self.line.value = text
            self._look_for(text)
        self._lay_out(())

    def _lay_out(self, changed: Iterable[str] | None) -> None:
        situation = self._columns.situation
        if situation is None or not self.query("#board"):
            return
        if self._as_table:
            found = self._find.rows(situation, self._columns)
            rows = table_order(situation, self._columns, found, self._table_sort, reverse=self._reverse)
            self.table.set_items(rows, changed=changed)
            self.query_one("#titles", Edge).repaint()
        else:
            stacks = self._find.stacks(situation, self._columns, self.board.carrying, reverse=self._reverse)
            self.board.set_columns(stacks, changed=changed)
        self.foot()
        self.head()

    def _say_empty(self) -> None:
        lines = empty_lines(loaded=self._columns.situation is not None, filtered=bool(self._find.text or self._find.words))
        self.board.set_empty(lines)
        self.table.set_empty(lines)

    # Drawing --------------------------------------------------------------------------------------------------------------

    def _draw_card(self, code: str, width: int, selected: bool) -> Sequence[Line]:
        situation = self._columns.situation
        return card_lines(situation, code, width) if situation and code in situation.snapshot.projects else ()

    def _draw_head(self, code: str, width: int, selected: bool) -> Sequence[Line]:
        situation = self._columns.situation
        return head_lines(situation, self._columns, code, width) if situation else ()

    def _draw_row(self, code: str, width: int, selected: bool) -> Sequence[Line]:
        situation = self._columns.situation
        return (table_line(situation, self._columns, code, width, self._table_sort),) if situation else ()

    def _titles(self, width: int) -> Line:
        return title_line(fit(table_columns(self._table_sort), max(width - 2, 0)), self._table_sort, self._reverse)

    def _hint(self, column: str) -> Sequence[str]:
        return (_("no project yet"), _("c claims one"), _("Enter opens the person"))

    # Keys -----------------------------------------------------------------------------------------------------------------

    def action_back(self) -> None:
        if self.line.is_open or self._find.text:
            self._drop_text()
            self._lay_out(())
        elif self._find.words:
            self._find.words = {}
            self._lay_out(())
        elif len(self.app.screen_stack) > 1:
            super().action_back()
        else:
            self.app.switch_mode("overview")

    def action_sort(self) -> None:
        self._reverse = False
        if self._as_table:
            self._table_sort = _next(TABLE_SORTS, self._table_sort)
        else:
            self._sort_cards(_next(SORTS, self._columns.sort))
        self._lay_out(())

    def _sort_cards(self, sort: str) -> None:
        self._columns.sort = sort
        if self._columns.situation is not None:
            self._columns.fill(self._columns.situation)

    def action_reverse(self) -> None:
        self._reverse = not self._reverse
        self._lay_out(())

    def action_group(self) -> None:
        """The board, or the table."""
        if self.board.carrying:
            self.board.action_put_back()
        leader = self.table.cursor if self._as_table else self.board.column
        self._as_table = not self._as_table
        self.board.set_class(self._as_table, "off")
        for widget in (self.table, self.query_one("#titles")):
            widget.set_class(not self._as_table, "off")
        self._lay_out(None)
        if self._as_table:
            self.table.focus()
            if leader:
                self.table.move_to(leader)
        else:
            self.board.focus()
            if leader:
                self.board.move_to(leader)
        self.foot()

    @on(Board.Moved)
    @on(Board.Carried)
    @on(Rows.Moved)
    def _foot(self) -> None:
        self.foot()

    @on(Board.Carried)
    def _carry(self, event: Board.Carried) -> None:
        if event.card is not None:
            self.unsay()  # the foot says now where the card goes
        if event.card is None and self._find.text:
            self._drop_text()
            self._lay_out(())

    @on(Board.Opened)
    def _open_card(self, event: Board.Opened) -> None:
        self.host.open(event.card)

    @on(LeaderBoard.TitleOpened)
    def _open_title(self, event: LeaderBoard.TitleOpened) -> None:
        if event.column == NOBODY:
            self.say(_("These projects have no leader: m or c gives one to somebody."))
        else:
            self.host.open(event.column)

    @on(Rows.Opened)
    def _open_row(self, event: Rows.Opened) -> None:
        self.host.open(event.key)

    @on(Board.Dropped)
    def _drop(self, event: Board.Dropped) -> None:
        if event.target == NOBODY:
            self.say(_("A project passes from one leader to another; e empties the leader."), bad=True)
        else:
            self.host.act("claim_for", event.card, event.target)

    # The filter -------------------------------------------------------------------------------------------------------------

    def point_at(self, code: str) -> None:
        if self._as_table:
            self.table.move_to(code)
        elif code in {stack.key for stack in self.board.columns}:
            self.board.move_to(code)
        else:
            column = next((stack.key for stack in self.board.columns if code in stack.cards), None)
            if column is not None:
                self.board.move_to(column, code)

    def action_filter(self) -> None:
        self.line.open(_("leader's name, post or code") if self.board.carrying else _("leader or project: name, code or pinyin"))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._look_for(event.value.strip())
        self._lay_out(())

    def _look_for(self, text: str) -> None:
        self._find.type(self.host.session, self._columns.situation, text, self._columns.order)
        self._say_empty()

    @on(Input.Submitted)
    def _keep(self) -> None:
        if not self.line.is_open:  # Enter twice at once: the second came before the board had the keys
            (self.table if self._as_table else self.board).action_open()
            return
        self.line.close()
        (self.table if self._as_table else self.board).focus()
        self.foot()

    def on_key(self, event: events.Key) -> None:
        """While typing, the arrows move between the columns or the rows that are found."""
        if self.line.has_focus and event.key in ("up", "down"):
            event.stop()
            down = event.key == "down"
            if self._as_table:
                (self.table.action_cursor_down if down else self.table.action_cursor_up)()
            else:
                (self.board.action_column_right if down else self.board.action_column_left)()

    def _drop_text(self) -> None:
        self._find.drop()
        if self.query("#board"):
            self.line.close()
            with self.prevent(Input.Changed):
                self.line.value = ""
            (self.table if self._as_table else self.board).focus()
            self._say_empty()


def _next(words: tuple[str, ...], word: str) -> str:
    return words[(words.index(word) + 1) % len(words)]
