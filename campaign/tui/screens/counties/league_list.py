"""The counties' league: a pane of the page of counties. It is counted beside the screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from campaign.core import codes
from campaign.core.league_lists import Account
from campaign.core.leagues import divided
from campaign.core.situation import Situation
from campaign.service import Session
from campaign.service.league import Background, accounts, background, paid_by_day, renewed, today
from campaign.tables.around import further
from campaign.tables.county_blocks import Told
from campaign.tables.league import LEAGUE
from campaign.tables.league_details import details
from campaign.tables.league_places import Place, places
from campaign.tables.tones import Line
from campaign.text import N_, _
from campaign.tui.host import host_of
from campaign.tui.shell.loading_pane import BackgroundPane

FEW = 20
"""At most so many changed projects are asked for one by one."""


def concerns(old: Situation, new: Situation, code: str) -> bool:
    """Whether this change may be one of the league. Of a project what the league divides is, and what of it waits: most are
    visits and words.
    """
    if not codes.is_a(code, "project"):
        return codes.is_a(code, "county", "blocker", "lead", "merit")
    before, after = old.snapshot.projects.get(code), new.snapshot.projects.get(code)
    if old.snapshot.uncounted.get(code) != new.snapshot.uncounted.get(code):
        return True
    return before is not after and (before is None or after is None or divided(before) != divided(after))


class LeaguePane(BackgroundPane):
    """Counties by their score, zones beside them."""

    TITLE_TEXT, SHORT = N_("Counties' league"), N_("League")
    HINTS = ("panes", "own", "open", "sort", "group", "filter")
    KIND = "county"
    FOLLOWS = ("county", "blocker", "lead", "merit", "person")
    TABLE = LEAGUE

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._known: Background | None = None
        """Of what was read last."""
        self._accounts: Mapping[str, Account] = {}
        self._paid: Mapping[str, Sequence[int]] = {}

    def title(self) -> str:
        return _(self.TITLE_TEXT)

    def read_beside(self, session: Session, situation: Situation) -> Mapping[str, Place]:
        # Asked for on the screen only when nothing is being read.
        self._known, self._accounts = background(session, situation, situation.today), accounts(session)
        self._paid = paid_by_day(session, situation)
        return places(situation, today(situation, self._known), self._accounts)

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
            self._rows = places(situation, today(situation, known), self._accounts, rows, {told[code].county for code in decided})
        return True

    def decides(self, old: Situation, new: Situation, code: str) -> bool:
        """Its light too."""
        return concerns(old, new, code) or (code in old.assessments and code in new.assessments
                                            and old.assessments[code].light is not new.assessments[code].light)

    def about_it(self, situation: Situation, code: str) -> Sequence[str | None]:
        return further(situation, [code])

    def details(self, situation: Situation, code: str, width: int, height: int) -> Sequence[Line]:
        rows = self._rows or {}
        told = Told(situation, rows[code], rows.values(), self._paid.get(code, ()))
        return details(told, width, height, host_of(self).signs)

    def empty(self) -> Sequence[str]:
        return (_("There is no county yet."), "", _("a adds one; on the command line:"), "campaign add-county NAME")
