"""The counties' league: a pane of the page of counties. It is counted beside the screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from campaign.core.leagues import divided
from campaign.core.model import Light
from campaign.core.situation import Situation
from campaign.service import Session
from campaign.service.league import league
from campaign.text import N_, _
from campaign.tui import render_league
from campaign.tui.order import Value
from campaign.tui.own_pane import BesidePane
from campaign.tui.render_league import Place
from campaign.tui.render_lists import name_of, row_line
from campaign.tui.widgets.columns import Column, Fitted
from campaign.tui.widgets.lines import Line


def concerns(old: Situation, new: Situation, code: str) -> bool:
    """Whether this change may be one of the league. Of a project what the league divides is: most are visits and words."""
    if code[0] != "P":
        return code[0] in "CBKH"
    before, after = old.snapshot.projects.get(code), new.snapshot.projects.get(code)
    return before is not after and (before is None or after is None or divided(before) != divided(after))


class LeaguePane(BesidePane):
    """Counties by their score, zones beside them."""

    TITLE_TEXT, SHORT = N_("Counties' league"), N_("League")
    HINTS = ("panes", "open", "sort", "group", "filter")
    LETTERS = "CBKHL"
    SORTS = render_league.SORTS
    GROUPS = render_league.GROUPS

    def title(self) -> str:
        return _(self.TITLE_TEXT)

    def read_beside(self, session: Session, situation: Situation) -> Mapping[str, Place]:
        lights: dict[str, Counter[Light]] = {}
        for code, project in situation.snapshot.projects.items():
            if project.county is not None and project.withdrawn is None:
                lights.setdefault(project.county, Counter())[situation.assessments[code].light] += 1
        return {row.county: Place(row, lights.get(row.county, {}), situation.tally(row.county))
                for row in league(session, situation)}

    def decides(self, old: Situation, new: Situation, code: str) -> bool:
        """Its light too."""
        return concerns(old, new, code) or (code in old.assessments and code in new.assessments
                                            and old.assessments[code].light is not new.assessments[code].light)

    def called(self, situation: Situation, code: str) -> str:
        leader = situation.snapshot.counties[code].leader
        return f"{name_of(situation, code)} {name_of(situation, leader) if leader else ''}"

    def value(self, situation: Situation) -> Callable[[str], Value]:
        return render_league.value(situation, self._rows or {}, self.sort)

    def group_of(self, situation: Situation) -> Callable[[str], str]:
        rows = self._rows or {}
        return lambda code: render_league.group_of(rows[code].standing, self.group)

    def rank(self, situation: Situation) -> Callable[[str, Sequence[str]], Any]:
        """As in ``STATES``: the zones last."""
        return lambda group, codes: tuple(render_league.STATES).index(group)

    def header(self, situation: Situation, group: str, codes: Sequence[str], width: int) -> Line:
        return render_league.header(self.group, group, codes, width)

    def columns(self, situation: Situation, width: int) -> Sequence[Column]:
        return render_league.columns(situation, self._rows or {}, width)

    def row(self, situation: Situation, code: str, fitted: Sequence[Fitted]) -> Line:
        found = (self._rows or {})[code]
        return row_line(fitted, lambda key: render_league.piece(situation, found, key))

    def details(self, situation: Situation, code: str, width: int, height: int) -> Sequence[Line]:
        return render_league.details(situation, (self._rows or {})[code], width, height)

    def empty(self) -> Sequence[str]:
        return (_("There is no county yet."), "", _("a adds one; on the command line:"), "campaign add-county NAME")
