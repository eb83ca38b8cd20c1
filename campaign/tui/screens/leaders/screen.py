"""Screen 2: a column per leader, cards by light; or a table of the leaders. Cards are moved and claimed from the keyboard."""

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from textual import events, on
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Input

from campaign.core.filters import leader_filter, match_leader
from campaign.core.names import matcher
from campaign.core.saved import TEXT
from campaign.core.situation import Situation
from campaign.service import names
from campaign.tables.cells import title_line
from campaign.tables.tones import Line
from campaign.tables.width import fit
from campaign.text import N_, _
from campaign.tui.host import Kept
from campaign.tui.keys import page_bindings
from campaign.tui.screens.leaders.columns import NOBODY, SORTS, TABLE_SORTS, LeaderColumns, table_order
from campaign.tui.screens.leaders.content import SORT_WORDS, card_lines, head_lines, table_columns, table_line
from campaign.tui.shell.page import Page
from campaign.tui.widgets.board import Board, Stack
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
        self._shelves = LeaderColumns()
        self._table_sort = TABLE_SORTS[0]
        self._reverse = False
        self._words: Mapping[str, str] = {}
        self._text = ""
        self._as_table = False
        self._names: dict[str, dict[str, tuple[str, str]]] = {}
        """Kind (leader, project) → code → name and search key; read when the first filter is typed."""
        self._matches: frozenset[str] | None = None
        """Leaders and projects that the typed filter finds; None without one."""

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
        before = self._shelves.situation
        changed = self._shelves.patch(situation, touched)
        if changed is not None and not changed:
            return
        if self._matches is not None and self._renamed(situation, changed):
            self._find()
        if before is None or not self._shelves.cards:
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
        if self._words.get("unclaimed"):
            title = _("{title} without a major project").format(title=title)
        if self._as_table or self._words:
            return title
        return f"{title} {_(SORT_WORDS[self._shelves.sort])}"

    def status(self) -> str:
        at, total = (self.table.position, self.table.total) if self._as_table else (self.board.position, len(self.board.columns))
        place = f"{at}/{total}"
        if self._words:
            place = _("Esc shows all") + f"  {place}"
        return f"/{self._text}  {place}" if self._text else place

    def relabel(self) -> None:
        super().relabel()
        self._say_empty()

    def _bottom_left(self, width: int) -> Line:
        if self._message is None and (carried := self.board.carrying):
            target = self.board.column
            people = self._shelves.situation.snapshot.people if self._shelves.situation else {}
            name = people[target].name if target is not None and target in people else _("no leader")
            return [(f" {carried[0]} -> {name}  ", "accent"),
                    *(piece for key, word in (("h l", _("choose")), ("Enter", _("give")), ("Esc", _("put back")))
                      for piece in ((f"{key} ", "bold"), (f"{word}  ", "dim")))]
        return super()._bottom_left(width)

    # Which columns, which rows ------------------------------------------------------------------------------------------

    def set_words(self, words: Mapping[str, str]) -> None:
        """Only the leaders that a sentence of the Overview counted."""
        leader_filter(words)
        self._words = dict(words)
        self._drop_text()
        self._lay_out(())

    def kept(self) -> Kept | None:
        words = {**self._words, **({TEXT: self._text} if self._text else {})}
        return Kept(words, self._table_sort if self._as_table else self._shelves.sort, TABLE if self._as_table else None)

    def set_view(self, sort: str | None, group: str | None, text: str, pane: str | None = None) -> None:
        """``group`` says whether it is the table."""
        if self._as_table != (group == TABLE):
            self.action_group()
        self._reverse = False
        if self._as_table:
            self._table_sort = sort if sort in TABLE_SORTS else self._table_sort
        elif sort in SORTS and sort != self._shelves.sort:
            self._shelves.sort = sort
            if self._shelves.situation is not None:
                self._shelves.fill(self._shelves.situation)
        if text:
            self._text = text
            with self.prevent(Input.Changed):
                self.line.value = text
            self._find()
            self._say_empty()
        self._lay_out(())

    def _leaders(self, situation: Situation) -> list[str]:
        wanted = leader_filter(self._words)
        return [code for code in self._shelves.order if match_leader(situation, code, wanted)] if self._words \
            else list(self._shelves.order)

    def _stacks(self, situation: Situation) -> list[Stack]:
        shelves = self._shelves
        keys = self._leaders(situation)
        if not self._words and shelves.cards.get(NOBODY):
            keys.append(NOBODY)
        if self._reverse:
            return self._found([Stack(key, shelves.cards[key][::-1]) for key in keys])
        return self._found([Stack(key, shelves.cards[key]) for key in keys])

    def _found(self, stacks: list[Stack]) -> list[Stack]:
        """What the typed filter leaves: a leader with everything, or the projects that fit."""
        found = self._matches
        if found is None:
            return stacks
        if carried := self.board.carrying:
            # While a card is in the hand, what is typed is whom to give it to.
            return [stack for stack in stacks if stack.key in found or stack.key == carried[1]]
        fitting = (stack if stack.key in found else Stack(stack.key, [code for code in stack.cards if code in found])
                   for stack in stacks)
        return [stack for stack in fitting if stack.cards or stack.key in found]

    def _lay_out(self, changed: Iterable[str] | None) -> None:
        situation = self._shelves.situation
        if situation is None or not self.query("#board"):
            return
        if self._as_table:
            rows = table_order(situation, self._shelves, self._leaders(situation), self._table_sort, reverse=self._reverse)
            if self._matches is not None:
                rows = [code for code in rows if code in self._matches]
            self.table.set_items(rows, changed=changed)
            self.query_one("#titles", Edge).repaint()
        else:
            self.board.set_columns(self._stacks(situation), changed=changed)
        self.foot()
        self.head()

    def _say_empty(self) -> None:
        lines: Sequence[str]
        if self._shelves.situation is None:
            lines = (_("loading"),)
        elif self._text or self._words:
            lines = (_("Nobody here fits. Esc shows all."),)
        else:
            lines = (_("No leader yet."), "", _("a adds one here; on the command line:"),
                     "campaign add-leader NAME --post POST")
        self.board.set_empty(lines)
        self.table.set_empty(lines)

    # Drawing --------------------------------------------------------------------------------------------------------------

    def _draw_card(self, code: str, width: int, selected: bool) -> Sequence[Line]:
        situation = self._shelves.situation
        return card_lines(situation, code, width) if situation and code in situation.snapshot.projects else ()

    def _draw_head(self, code: str, width: int, selected: bool) -> Sequence[Line]:
        situation = self._shelves.situation
        return head_lines(situation, self._shelves, code, width) if situation else ()

    def _draw_row(self, code: str, width: int, selected: bool) -> Sequence[Line]:
        situation = self._shelves.situation
        return (table_line(situation, self._shelves, code, width, self._table_sort),) if situation else ()

    def _titles(self, width: int) -> Line:
        return title_line(fit(table_columns(self._table_sort), max(width - 2, 0)), self._table_sort, self._reverse)

    def _hint(self, column: str) -> Sequence[str]:
        return (_("no project yet"), _("c claims one"), _("Enter opens the person"))

    # Keys -----------------------------------------------------------------------------------------------------------------

    def action_back(self) -> None:
        if self.line.is_open or self._text:
            self._drop_text()
            self._lay_out(())
        elif self._words:
            self._words = {}
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
            self._shelves.sort = _next(SORTS, self._shelves.sort)
            if self._shelves.situation is not None:
                self._shelves.fill(self._shelves.situation)
        self._lay_out(())

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
        if event.card is None and self._text:
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
        self._text = event.value.strip()
        self._find()
        self._say_empty()
        self._lay_out(())

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
        self._text, self._matches = "", None
        if self.query("#board"):
            self.line.close()
            with self.prevent(Input.Changed):
                self.line.value = ""
            (self.table if self._as_table else self.board).focus()
            self._say_empty()

    def _find(self) -> None:
        situation = self._shelves.situation
        if not self._text or situation is None:
            self._matches = None
            return
        if not self._names:
            self._names = {kind: {code: (name, key) for code, name, key in names.named(self.host.session, kind)}
                           for kind in ("leader", "project")}
        fits, code_part, text = matcher(self._text), self._text.upper(), self._text.casefold()
        found = {code for names in self._names.values() for code, (name, key) in names.items()
                 if fits(name, key) or code.startswith(code_part)}
        found.update(code for code in self._shelves.order if text in situation.snapshot.people[code].post.casefold())
        self._matches = frozenset(found)

    def _renamed(self, situation: Situation, changed: Iterable[str] | None) -> bool:
        """Whether the search keys that were read no longer hold."""
        if changed is None:
            self._names = {}
            return True
        for code in changed:
            row = situation.snapshot.projects.get(code) or situation.snapshot.people.get(code)
            known = self._names.get("project", {}).get(code) or self._names.get("leader", {}).get(code)
            if row is not None and (known is None or known[0] != row.name):
                self._names = {}
                return True
        return False


def _next(words: tuple[str, ...], word: str) -> str:
    return words[(words.index(word) + 1) % len(words)]
