"""The reserve projects ranked, and what the target lists still require of the one under the cursor."""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from campaign.core import codes
from campaign.core.candidates import Candidate
from campaign.core.chain import Chain
from campaign.core.filters import match_project, project_filter
from campaign.core.model.project import TargetList
from campaign.core.reserve import Gap, Needed, StageSum, may_apply
from campaign.core.situation import Situation
from campaign.data.lists import lists
from campaign.service import Session, chain, reserve
from campaign.tables.reserve import RESERVE, Reserve
from campaign.tables.reserve_around import in_funnel, ready
from campaign.tables.reserve_details import Told, details
from campaign.tables.tones import Line
from campaign.text import N_, _
from campaign.tui.host import host_of
from campaign.tui.shell.loading_pane import BackgroundPane

FOLLOWED = ("project", "blocker", "land_task", "approval")
"""Kinds by whose changes no row is called otherwise."""


class ReservePane(BackgroundPane):
    TITLE_TEXT = N_("Reserve")
    SCREEN = "projects"
    TABLE = RESERVE
    HINTS: ClassVar[tuple[str, ...]] = ("open", "filter", "sort", "group", "edit", "note")

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.funnel: Sequence[StageSum] = ()
        self.chains: Sequence[Chain] = ()
        self._touched: frozenset[str] | None = None
        """Codes that have changed since the rows were read; None is anything."""
        self._gaps: tuple[str, list[Gap]] = ("", [])
        """What the lists require of the row under the cursor, read when the cursor rests on it."""
        self._approvals: list[Needed] = []
        """Its approvals."""

    # Reading ------------------------------------------------------------------------------------------------------------

    def read(self, situation: Situation, touched: frozenset[str] | None) -> bool:
        """What the approvals decide is read beside the screen: among 10,000 projects it takes 90 ms. Until then all stays."""
        before = self._touched if self._beside.wanted else frozenset()
        self._touched = None if touched is None or before is None else before | touched
        return super().read(situation, touched)

    def stale(self, old: Situation | None, new: Situation, touched: frozenset[str] | None) -> bool:
        """Whether anything was touched that is shown here, or that decides it."""
        if self._rows is None or old is None or touched is None or not all(codes.is_a(code, *FOLLOWED) for code in touched):
            return True
        return any(codes.is_a(code, "approval") or in_funnel(situation.snapshot.projects.get(code))
                   for situation in (old, new) for code in touched)

    def read_beside(self, session: Session, situation: Situation) -> Mapping[str, Candidate]:
        found = reserve.overview(session, situation)
        self.funnel = (*found.funnel, ready(situation.snapshot.projects.values()))
        self.chains = chain.chains(session, situation)
        return {row.project.code: row for row in found.candidates}

    def arrived(self) -> None:
        """Scores stand against the largest candidate: a write may change rows that it did not touch."""
        self._gaps = ("", [])
        before, rows, touched = self._before, self._rows or {}, self._touched
        if before is None or touched is None or not all(codes.is_a(code, *FOLLOWED) for code in touched):
            super().arrived()
        else:
            self.change({*(code for code in touched if codes.is_a(code, "project")),
                         *(code for code in before.keys() | rows.keys() if before.get(code) != rows.get(code))})

    # What the list asks -------------------------------------------------------------------------------------------------

    @property
    def candidates(self) -> Mapping[str, Candidate]:
        """Every reserve project, with what the database alone knows of it."""
        return self._rows or {}

    def suits(self, words: Mapping[str, str]) -> bool:
        return True

    def told(self, situation: Situation, rows: Mapping[str, Candidate]) -> Reserve:
        return Reserve(situation, rows)

    def accepts(self, situation: Situation) -> Callable[[str], bool] | None:
        if not self.words:
            return None
        wanted, rows = project_filter(self.words), self.candidates
        return lambda code: match_project(situation, rows[code].project, wanted)

    def details(self, situation: Situation, code: str, width: int, height: int) -> Sequence[Line]:
        gaps = self._gaps_of(situation, code)
        told = Told(situation, self.candidates[code], gaps, self._approvals, self.chains, lists())
        return details(told, width, height, host_of(self).signs)

    def _gaps_of(self, situation: Situation, code: str) -> list[Gap]:
        """Of the lists that it is on its way to, or may apply for."""
        if self._gaps[0] != code:
            row, session, rules = self.candidates[code], self.session, lists()
            wanted = [which for which in TargetList
                      if any(entry.list is which for entry in row.entries) or may_apply(row.project, rules[which])]
            self._gaps = code, [reserve.gap(session, code, which) for which in wanted]
            self._approvals = reserve.required(session, row.project, situation.today)
        return self._gaps[1]

    def empty(self) -> Sequence[str]:
        return (_("No project is in the reserve."), "", _("a adds one here; on the command line:"),
                "campaign add-project NAME --stage reserve", "campaign list-add CODE special_bond")
