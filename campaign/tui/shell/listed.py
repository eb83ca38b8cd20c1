"""What a list says of itself: its titles, sorts and groups, what belongs in it, how a row reads. ``list_pane`` shows it."""

from abc import abstractmethod
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, ClassVar

from textual.widget import Widget

from campaign.core.filters import fits
from campaign.core.situation import Situation
from campaign.service import Session
from campaign.tables.cells import words_text
from campaign.tables.order import Value
from campaign.tables.search import Search
from campaign.tables.sought import InTable
from campaign.tables.table import Listing, Table
from campaign.tables.tones import Line, Piece
from campaign.tables.width import Column, Fitted, cells
from campaign.text import _
from campaign.tui.host import host_of
from campaign.words import field

UNGROUPED = ""


class Listed(Widget):
    """Grouped by ``group``, sorted by ``sort``, of those rows that ``words`` select and ``find`` finds."""

    TITLE_TEXT: ClassVar[str] = ""
    """What it lists; English, marked with ``N_``."""
    SHORT: ClassVar[str] = ""
    """What a line of all panes calls it; empty: what it is called above."""
    SCREEN: ClassVar[str] = ""
    """As ``core.filters.select`` and ``Finding.target`` call it."""
    KIND: ClassVar[str] = ""
    """Of what it lists: of several panes this is the one that shows something new of it; its keys stand for ``own`` below."""
    GROUP_WORDS: ClassVar[Mapping[str, str]] = {}
    """Groups that are not called like the field they are from."""
    TABLE: ClassVar[Table[Any, Any]]
    """Its columns, sorts (the first is sorted by at first) and groups; what a list does in its own way it overrides."""
    ADDS: ClassVar[tuple[str, ...]] = ()
    """Kinds of what ``a`` offers here, likeliest first; empty: what the page says."""
    HINTS: ClassVar[tuple[str, ...]] = ()
    """Actions that the footer names while it has the keys, as a page's."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.sort = self.TABLE.sort_keys[0]
        self.reverse = False
        self.group = self.TABLE.group_keys[0]
        self.words: Mapping[str, str] = {}
        self.find = Search()
        self._told: tuple[Situation, Mapping[str, Any], object, Listing[Any]] | None = None

    @property
    def session(self) -> Session:
        return host_of(self).session

    def title(self) -> str:
        """What it lists, and grouped by what."""
        if not self.group:
            return _(self.TITLE_TEXT)
        word = self.GROUP_WORDS.get(self.group)
        return _("{title} by {group}").format(title=_(self.TITLE_TEXT), group=_(word) if word else field(self.group).lower())

    def caption(self, situation: Situation, width: int, *, focus: bool) -> Line:
        """What it lists and how much of it, or what of it. ``focus``: of several lists it has the keys."""
        title: Piece = (self.title(), "bold accent" if focus else "strong")
        if self.words:
            only = _("Only: {what}").format(what=words_text(self.words, self.SCREEN, situation))
            return [title, ("   ", ""), (only, "accent")]
        said = list(self.summary(situation, width - cells(title[0]) - 3))
        if said and not said[-1][0].strip():
            said.pop()
        return [title, ("   ", ""), *said] if said else [title]

    def summary(self, situation: Situation, width: int) -> Line:
        """How much there is, of what kind: after the title, where there are ``width`` cells."""
        return [(str(len(self.rows_of(situation))), "quiet")]

    def edge(self, situation: Situation, code: str) -> str:
        """The light of a row: ``red``, ``yellow``, ``green``, ``grey``, or nothing."""
        told = self.listing(situation)
        return "" if self.TABLE.edge is None else self.TABLE.edge(told, told.rows[code])

    def read(self, situation: Situation, touched: frozenset[str] | None) -> bool:
        """Bring along what is not in the situation; False while it is being read, ``fill`` comes then."""
        return True

    def prefilled(self, key: str) -> dict[str, str]:
        """What stands in the form of something new already, because it is added here."""
        return {}

    @abstractmethod
    def rows_of(self, situation: Situation) -> Mapping[str, Any]:
        """Everything that could be listed, by code."""

    def accepts(self, situation: Situation) -> Callable[[str], bool] | None:
        """Whether a row belongs in the list under ``self.words``; None when every row does."""
        return fits(situation, self.SCREEN, self.words, self.rows_of(situation)) if self.words else None

    @abstractmethod
    def affected(self, old: Situation, new: Situation, touched: frozenset[str]) -> set[str] | None:
        """Codes of the rows that may look, sort or belong differently; None when there are too many to tell."""

    def told(self, situation: Situation, rows: Mapping[str, Any]) -> Listing[Any]:
        """What the table is asked with."""
        return Listing(situation, rows)

    def listing(self, situation: Situation) -> Listing[Any]:
        """The same as long as nothing of it has changed: it remembers what takes a while to work out."""
        rows, found = self.rows_of(situation), self._told
        if found is None or found[0] is not situation or found[1] is not rows or found[2] != (self.sort, self.words):
            found = self._told = situation, rows, (self.sort, self.words), self.told(situation, rows)
        return found[3]

    def value(self, situation: Situation) -> Callable[[str], Value]:
        """What to sort by, ``self.sort``: what should come first compares least."""
        return self.TABLE.value(self.listing(situation), self.sort)

    def grouping(self) -> str:
        """What rows are grouped by, ``UNGROUPED`` for nothing; ``self.group`` may be another view without groups."""
        return self.group

    def group_of(self, situation: Situation) -> Callable[[str], str]:
        """The group of a row, under ``self.group``."""
        return self.TABLE.group(self.group).of(self.listing(situation))

    def rank(self, situation: Situation) -> Callable[[str, Sequence[str]], Any]:
        """What groups are sorted by."""
        return self.TABLE.rank(self.listing(situation), self.grouping())

    def columns(self, situation: Situation, width: int) -> Sequence[Column]:
        """For this group, in the language of the moment, for rows of ``width`` cells."""
        return self.TABLE.laid_out(self.listing(situation), self.grouping(), width, self.sort)

    def row(self, situation: Situation, code: str, fitted: Sequence[Fitted]) -> Line:
        told = self.listing(situation)
        return self.TABLE.row(told, told.rows[code], fitted, host_of(self).signs)

    def header(self, situation: Situation, group: str, codes: Sequence[str], width: int) -> Line:
        return self.TABLE.header(self.listing(situation), self.group, group, codes, width)

    def about_it(self, situation: Situation, code: str) -> Iterable[str | None]:
        """Codes of what a row hangs on, the nearest first: told below its detail where there is room."""
        return ()

    @abstractmethod
    def details(self, situation: Situation, code: str, width: int, height: int) -> Sequence[Line]:
        """What the row under the cursor has no room for, in lines of ``width`` cells: four below a narrow list, some more below
        a wider one, a column at its right from 140 columns on.
        """

    @abstractmethod
    def empty(self) -> Sequence[str]:
        """What to say while there is nothing at all: what to type next."""

    def learn(self, situation: Situation, changed: Collection[str], most: int | None = None) -> list[str]:
        """Know by what all rows are found, or ``most`` more of them, and ``changed`` ones as they are now; which were learned."""
        return self.find.learn(InTable(self.TABLE, self.listing(situation), self.session, self.SCREEN), changed, most)

    def suits(self, words: Mapping[str, str]) -> bool:
        """Whether its rows can be told apart by these words of ``core.filters``."""
        return True
