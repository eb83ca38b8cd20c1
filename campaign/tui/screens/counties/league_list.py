"""The counties' league: a pane of the page of counties. It is counted beside the screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from typing import Any

from campaign.core import codes
from campaign.core.leagues import LeagueStanding, divided
from campaign.core.model.light import Light
from campaign.core.situation import Situation
from campaign.service import Session
from campaign.service.league import Background, background, renewed, today
from campaign.tables import league
from campaign.tables.cells import name_of, row_line
from campaign.tables.league import Place
from campaign.tables.order import Value
from campaign.tables.tones import Line
from campaign.tables.width import Column, Fitted
from campaign.text import N_, _
from campaign.tui.shell.loading_pane import BackgroundPane

FEW = 20
"""At most so many changed projects are asked for one by one."""
ROOMY = 24
"""Lines of a screen from which on the details have a line for each part: counties are few."""


def concerns(old: Situation, new: Situation, code: str) -> bool:
    """Whether this change may be one of the league. Of a project what the league divides is: most are visits and words."""
    if not codes.is_a(code, "project"):
        return codes.is_a(code, "county", "blocker", "lead", "merit")
    before, after = old.snapshot.projects.get(code), new.snapshot.projects.get(code)
    return before is not after and (before is None or after is None or divided(before) != divided(after))


def _places(situation: Situation, standings: Iterable[LeagueStanding], old: Mapping[str, Place] | None = None,
            changed: Container[str | None] = ()) -> dict[str, Place]:
    """``old`` knows the lights of all counties but the ``changed``."""
    return {row.county: Place(row, old[row.county].lights if old is not None and row.county not in changed
                              else _lights(situation, row.county), situation.tally(row.county)) for row in standings}


def _lights(situation: Situation, county: str) -> Mapping[Light, int]:
    told = situation.snapshot.projects
    return Counter(situation.assessments[code].light for code in situation.projects_of_county(county)
                   if told[code].withdrawn is None)


class LeaguePane(BackgroundPane):
    """Counties by their score, zones beside them."""

    TITLE_TEXT, SHORT = N_("Counties' league"), N_("League")
    HINTS = ("panes", "open", "sort", "group", "filter")
    FOLLOWS = ("county", "blocker", "lead", "merit", "person")
    SORTS = league.SORTS
    GROUPS = league.GROUPS

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._known: Background | None = None
        """Of what was read last."""

    def title(self) -> str:
        return _(self.TITLE_TEXT)

    def details_height(self, height: int) -> int:
        return self.DETAILS[height >= ROOMY]

    def read_beside(self, session: Session, situation: Situation) -> Mapping[str, Place]:
        self._known = background(session, situation, situation.today)  # asked for on the screen only when nothing is being read
        return _places(situation, today(situation, self._known))

    def read(self, situation: Situation, touched: frozenset[str] | None) -> bool:
        """Money of a few projects is counted at once: it is what is reported most."""
        old, rows = self.was, self._rows
        if rows is None or old is None or touched is None or self._known is None or self._beside.wanted \
                or any(codes.is_a(code, *self.FOLLOWS) for code in touched):
            return super().read(situation, touched)
        decided = [code for code in touched if self.decides(old, situation, code)]
        known = renewed(self.session, self._known, old, situation, decided) if len(decided) <= FEW else None
        if known is None:
            return super().read(situation, touched)
        self._before, self._known = rows, known
        if decided:
            told = situation.snapshot.projects
            self._rows = _places(situation, today(situation, known), rows, {told[code].county for code in decided})
        return True

    def decides(self, old: Situation, new: Situation, code: str) -> bool:
        """Its light too."""
        return concerns(old, new, code) or (code in old.assessments and code in new.assessments
                                            and old.assessments[code].light is not new.assessments[code].light)

    def called(self, situation: Situation, code: str) -> str:
        leader = situation.snapshot.counties[code].leader
        return f"{name_of(situation, code)} {name_of(situation, leader) if leader else ''}"

    def value(self, situation: Situation) -> Callable[[str], Value]:
        return league.value(situation, self._rows or {}, self.sort)

    def group_of(self, situation: Situation) -> Callable[[str], str]:
        rows = self._rows or {}
        return lambda code: league.group_of(rows[code].standing, self.group)

    def rank(self, situation: Situation) -> Callable[[str, Sequence[str]], Any]:
        """As in ``STATES``: the zones last."""
        return lambda group, codes: tuple(league.STATES).index(group)

    def header(self, situation: Situation, group: str, codes: Sequence[str], width: int) -> Line:
        return league.header(self.group, group, codes, width)

    def columns(self, situation: Situation, width: int) -> Sequence[Column]:
        return league.columns(situation, self._rows or {}, width)

    def row(self, situation: Situation, code: str, fitted: Sequence[Fitted]) -> Line:
        found = (self._rows or {})[code]
        return row_line(fitted, lambda key: league.piece(situation, found, key))

    def details(self, situation: Situation, code: str, width: int, height: int) -> Sequence[Line]:
        return league.details(situation, (self._rows or {})[code], width, height)

    def empty(self) -> Sequence[str]:
        return (_("There is no county yet."), "", _("a adds one; on the command line:"), "campaign add-county NAME")
