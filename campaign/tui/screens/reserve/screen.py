"""Screen 7: the reserve: its funnel, its projects ranked, and what the target lists still require of each."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import ClassVar

from textual.widget import Widget

from campaign.core.filters import match_project, project_filter
from campaign.core.model.project import TargetList
from campaign.core.reserve import Candidate, Gap, StageSum, may_apply
from campaign.core.situation import Situation
from campaign.data.lists import lists
from campaign.service import reserve
from campaign.service.reserve import Reserve
from campaign.tables import reserve as reserve_tables
from campaign.tables.order import Value
from campaign.tables.tones import Line
from campaign.tables.width import Column, Fitted
from campaign.text import N_, _
from campaign.tui.shell.background import Background
from campaign.tui.shell.list_page import ListPage
from campaign.tui.widgets.edges import Edge
from campaign.words import field


class ReservePage(ListPage):
    TITLE_TEXT = N_("Reserve")
    SCREEN = "projects"
    KIND = "project"
    SORTS = reserve_tables.SORTS
    GROUPS = reserve_tables.GROUPS
    DETAILS = (5, 8)
    HINTS: ClassVar[tuple[str, ...]] = ("open", "filter", "sort", "group", "edit", "note")

    def __init__(self) -> None:
        super().__init__()
        self._rows: Mapping[str, Candidate] = {}
        """Every reserve project, with what the database alone knows of it; read anew when one of them was touched."""
        self._funnel: Sequence[StageSum] = ()
        self._beside: Background[Reserve] = Background(self)
        self._touched: frozenset[str] | None = None
        """Codes that have changed since ``_rows`` were read; None is anything."""
        self._gaps: tuple[str, list[Gap]] = ("", [])
        """What the lists require of the row under the cursor, read when the cursor rests on it."""

    def body(self) -> Iterable[Widget]:
        yield Edge(lambda width: reserve_tables.funnel(self._funnel, width), id="funnel")
        yield from super().body()

    def heading(self) -> str:
        if not self.group:
            return _(self.TITLE_TEXT)
        return _("{title} by {group}").format(title=_(self.TITLE_TEXT), group=field(self.group).lower())

    # Reading ------------------------------------------------------------------------------------------------------------

    def show(self, situation: Situation, touched: frozenset[str] | None) -> None:
        """What the approvals decide is read beside the screen: among 10,000 projects it takes 90 ms. Until then all stays."""
        before = self._touched if self._beside.wanted else frozenset()
        self._touched = None if touched is None or before is None else before | touched
        if self._beside.wanted or self._old is None or self._concerned(self._old, situation, touched):
            self._beside.ask(lambda session: reserve.overview(session, situation), partial(self._arrived, situation))
        else:
            super().show(situation, touched)

    def _arrived(self, situation: Situation, found: Reserve) -> None:
        before, touched = self._rows, self._touched
        self._rows = {row.project.code: row for row in found.candidates}
        self._funnel = (*found.funnel, reserve_tables.ready(situation.snapshot.projects.values()))
        self._gaps = ("", [])
        self.query_one("#funnel", Edge).repaint()
        if touched is not None:  # scores stand against the largest candidate: a write may change rows that it did not touch
            touched |= {code for code in before.keys() | self._rows.keys() if before.get(code) != self._rows.get(code)}
        super().show(situation, touched)
        self.head()
        self.foot()

    def _concerned(self, old: Situation, new: Situation, touched: frozenset[str] | None) -> bool:
        """Whether anything was touched that this page shows, or that decides it."""
        if touched is None or self.affected(old, new, touched) is None:
            return True
        return any(code[0] == "A" or reserve_tables.in_funnel(situation.snapshot.projects.get(code))
                   for situation in (old, new) for code in touched)

    # What the list asks -------------------------------------------------------------------------------------------------

    def rows_of(self, situation: Situation) -> Mapping[str, Candidate]:
        return self._rows

    def accepts(self, situation: Situation) -> Callable[[str], bool]:
        wanted, rows = project_filter(self.words), self._rows
        return lambda code: match_project(situation, rows[code].project, wanted)

    def affected(self, old: Situation, new: Situation, touched: frozenset[str]) -> set[str] | None:
        if any(code[0] not in "PBGA" for code in touched):
            return None
        return {code for code in touched if code[0] == "P"}

    def value(self, situation: Situation) -> Callable[[str], Value]:
        return reserve_tables.value(self._rows, self.sort, lists(), situation.today)

    def group_of(self, situation: Situation) -> Callable[[str], str]:
        return reserve_tables.group_of(self._rows, self.group, lists(), situation.today)

    def rank(self, situation: Situation) -> Callable[[str, Sequence[str]], tuple[bool, int, str]]:
        return reserve_tables.rank(self._rows, self.group)

    def columns(self, situation: Situation) -> Sequence[Column]:
        return reserve_tables.columns(situation, self.group)

    def row(self, situation: Situation, code: str, fitted: Sequence[Fitted]) -> Line:
        found = self._rows.get(code)
        return reserve_tables.row(situation, found, fitted, lists()) if found is not None else ()

    def header(self, situation: Situation, group: str, codes: Sequence[str], width: int) -> Line:
        return reserve_tables.header(situation, self._rows, self.group, group, codes, width)

    def details(self, situation: Situation, code: str, width: int, height: int) -> Sequence[Line]:
        return reserve_tables.details(self._rows[code], self._gaps_of(situation, code), lists(), width, height)

    def _gaps_of(self, situation: Situation, code: str) -> list[Gap]:
        """Of the lists that it is on its way to, or may apply for."""
        if self._gaps[0] != code:
            row, session, rules = self._rows[code], self.host.session, lists()
            wanted = [which for which in TargetList
                      if any(entry.list is which for entry in row.entries) or may_apply(row.project, rules[which])]
            self._gaps = code, [reserve.gap(session, code, which) for which in wanted]
        return self._gaps[1]

    def empty(self) -> Sequence[str]:
        return (_("No project is in the reserve."), "", _("a adds one here; on the command line:"),
                "campaign add-project NAME --stage reserve", "campaign list-add CODE special_bond")
