"""Screen 2: a column per leader, cards by light; or a table of the leaders. Cards are moved and claimed from the keyboard."""

from collections.abc import Collection, Iterable, Mapping
from typing import ClassVar

from textual import events, on
from textual.binding import BindingType
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input

from campaign.core.filters import leader_filter
from campaign.core.situation import Situation
from campaign.tables.header import Target
from campaign.text import N_, _
from campaign.tui.host import Kept
from campaign.tui.keys import page_bindings
from campaign.tui.screens.leaders.columns import NOBODY, LeaderColumns
from campaign.tui.screens.leaders.content import SORT_WORDS, carried_line, empty_lines
from campaign.tui.screens.leaders.selection import Selection
from campaign.tui.screens.leaders.views import ColumnsView, LeadersView, TableView
from campaign.tui.shell.list_pane import PAUSE
from campaign.tui.shell.page import Page
from campaign.tui.widgets.board import Board
from campaign.tui.widgets.filter_line import FilterLine
from campaign.tui.widgets.leader_board import LeaderBoard
from campaign.tui.widgets.rows import Rows

TABLE = "table"
"""The group under which it is kept that the leaders were shown as a table."""


class LeadersPage(Page):
    TITLE_TEXT = N_("Leaders")
    HINTS = ("sideways", "open", "move_on", "claim", "fold", "filter", "sort", "group")
    DEFAULT_CSS = "LeadersPage .off { display: none; }"
    VIEWS: ClassVar[tuple[str, ...]] = ("filter", "sort", "reverse", "group")
    BINDINGS: ClassVar[list[BindingType]] = page_bindings("back")

    def __init__(self) -> None:
        super().__init__()
        self._columns, self._find = LeaderColumns(), Selection()
        self._board, self._table = ColumnsView(self._columns, self._find), TableView(self._columns, self._find)
        self._table.add_class("off")
        self._view: LeadersView = self._board
        self._reverse = False
        self._learning: Timer | None = None

    @property
    def adds(self) -> tuple[str, ...]:
        return "project", "leader"

    # What a page gives ------------------------------------------------------------------------------------------------

    def body(self) -> Iterable[Widget]:
        yield self._board
        yield self._table
        yield FilterLine(id="filter")

    def on_mount(self) -> None:
        self._say_empty()
        self.board.focus()

    @property
    def board(self) -> LeaderBoard:
        return self._board.keys

    @property
    def table(self) -> Rows:
        return self._table.keys

    @property
    def line(self) -> FilterLine:
        return self.query_one("#filter", FilterLine)

    def show(self, situation: Situation, touched: frozenset[str] | None) -> None:
        before = self._columns.situation
        changed = self._columns.patch(situation, touched)
        more = bool(self._find.text or self._find.begun) and self._learn(self._find.news(before, situation, touched))
        if changed is not None and not changed and not more:
            return
        if before is None or not self._columns.cards:
            self._say_empty()
        self._lay_out(changed)

    @property
    def subject(self) -> str | None:
        return self._view.subject

    @property
    def person(self) -> str | None:
        """Whose column or row it is."""
        return self._view.leader if self._view.leader != NOBODY else None

    def heading(self) -> str:
        title = _(self.TITLE_TEXT)
        if self._find.words.get("unclaimed"):
            title = _("{title} without a major project").format(title=title)
        if self._view is self._table or self._find.words:
            return title
        return f"{title} {_(SORT_WORDS[self._board.sort])}"

    @property
    def note(self) -> str:  # type: ignore[override]
        """The table has a title that says so."""
        return "" if self._view is self._table else _("on a card: done / due of the plan")

    def status(self) -> str:
        at, total = self._view.place
        place = f"{at}/{total}"
        if self._find.words:
            place = _("Esc shows all") + f"  {place}"
        return f"/{self._find.text}  {place}" if self._find.text else place

    def relabel(self) -> None:
        super().relabel()
        self._say_empty()

    def _key_line(self, width: int) -> list[Target]:
        if self._message is None and (carried := self.board.carrying):
            return [Target(carried_line(self._columns.situation, carried[0], self.board.column))]
        return super()._key_line(width)

    # Which columns, which rows ------------------------------------------------------------------------------------------

    def set_words(self, words: Mapping[str, str]) -> None:
        """Only the leaders that a sentence of the Overview counted."""
        leader_filter(words)
        self._find.words = dict(words)
        self._drop_text()
        self._lay_out(())

    def kept(self) -> Kept | None:
        return Kept(self._find.kept, self._view.sort, TABLE if self._view is self._table else None)

    def set_view(self, sort: str | None, group: str | None, text: str, pane: str | None = None) -> None:
        """``group`` says whether it is the table."""
        if (self._view is self._table) != (group == TABLE):
            self.action_group()
        self._reverse = False
        if sort in self._view.SORTS:
            self._view.sort_by(sort)
        if text:
            with self.prevent(Input.Changed):
                self.line.value = text
            self._look_for(text)
        self._lay_out(())

    def _lay_out(self, changed: Iterable[str] | None) -> None:
        if self._columns.situation is None or not self.query(LeaderBoard):
            return
        self._view.lay_out(changed, reverse=self._reverse)
        self.foot()
        self.head()

    def _say_empty(self) -> None:
        lines = empty_lines(loaded=self._columns.situation is not None, filtered=bool(self._find.text or self._find.words))
        self.board.set_empty(lines)
        self.table.set_empty(lines)

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
        sorts = self._view.SORTS
        self._view.sort_by(sorts[(sorts.index(self._view.sort) + 1) % len(sorts)])
        self._lay_out(())

    def action_reverse(self) -> None:
        self._reverse = not self._reverse
        self._lay_out(())

    def action_group(self) -> None:
        """The board, or the table."""
        if self.board.carrying:
            self.board.action_put_back()
        leader, was = self._view.leader, self._view
        self._view = self._board if was is self._table else self._table
        was.add_class("off")
        self._view.remove_class("off")
        self._lay_out(None)
        self._view.keys.focus()
        if leader:
            self._view.point(leader)
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

    @on(LeaderBoard.Folded)
    def _fold(self, event: LeaderBoard.Folded) -> None:
        self._find.fold(event.column)
        self._lay_out(())

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
        self._view.point(code)

    def action_filter(self) -> None:
        self.line.open(_("leader's name, post or code") if self.board.carrying else _("leader or project: name, code or pinyin"))
        self.call_after_refresh(self._learn)  # before the first letter, which then waits for nothing

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._look_for(event.value.strip())
        self._lay_out(())

    def _look_for(self, text: str) -> None:
        self._find.type(text)
        self._learn()
        self._say_empty()

    def _learn(self, changed: Collection[str] = ()) -> bool:
        """By what some more projects are found; the others follow between the keys. Whether other ones are found now."""
        situation = self._columns.situation
        if situation is None:
            return False
        more = self._find.learn(self.host.session, situation, self._columns, changed)
        if not self._find.complete and self._learning is None:
            self._learning = self.set_timer(PAUSE, self._learn_on)
        return more

    def _learn_on(self) -> None:
        self._learning = None
        if self._find.begun and not self._find.complete and self.is_attached and self._learn():
            self._lay_out(())

    @on(Input.Submitted)
    def _keep(self) -> None:
        if not self.line.is_open:  # Enter twice at once: the second came before the board had the keys
            self._view.keys.action_open()
            return
        self.line.close()
        self._view.keys.focus()
        self.foot()

    def on_key(self, event: events.Key) -> None:
        """While typing, the arrows move between the columns or the rows that are found."""
        if self.line.has_focus and event.key in ("up", "down"):
            event.stop()
            self._view.step(down=event.key == "down")

    def _drop_text(self) -> None:
        self._find.drop()
        if self.query(LeaderBoard):
            self.line.close()
            with self.prevent(Input.Changed):
                self.line.value = ""
            self._view.keys.focus()
            self._say_empty()
