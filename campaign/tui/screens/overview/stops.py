"""Where to go today, as the Overview has it: the stops of who looks, if that person leads a project; else of everyone."""

from collections.abc import Mapping, Sequence

from campaign.core import codes
from campaign.core.situation import Situation
from campaign.core.today import Stop, by_leader, leads
from campaign.service import Session
from campaign.service.names import own
from campaign.tables.cells import projects_text
from campaign.tables.charts.heading import heading
from campaign.tables.signs import Signs
from campaign.tables.today import Destination, same
from campaign.tables.tones import Line
from campaign.tables.width import cut
from campaign.text import _
from campaign.tui.screens.overview.content import stop_row

STOP = "stop:"


def stops_shown(height: int) -> int:
    """How many rows where to go takes on a screen of so many lines: what needs someone stays in sight below it."""
    return min(max((height - 15) // 3, 2), 6)


class Stops:
    def __init__(self) -> None:
        self.rows: dict[str, Stop] = {}
        """By key, in their order: as many as are shown."""
        self._now: Situation | None = None
        self._me: str | None = None
        """Who looks."""
        self._standing = Destination()
        self._ahead: Mapping[str, Sequence[str]] | None = None
        """The projects of each leader, as ``prepare`` found them."""

    def follow(self, session: Session, situation: Situation, touched: frozenset[str] | None, height: int) -> list[str]:
        """Be as of ``situation``; the keys of those whose line reads differently now."""
        old, self._now = self._now, situation
        self._ahead = None
        if touched is None or self._leads_otherwise(old, situation, touched):
            self._me = own(session)
            # Headquarters, and whoever leads nothing, sees the stops of everyone.
            self._standing = Destination(self._me if self._me is not None and leads(situation, self._me) else None)
            self._standing.follow(situation, None)
        else:
            self._standing.follow(situation, touched)
        return self._show(situation, touched, height)

    def prepare(self) -> None:
        """For whoever comes: whose is what, beside the places of everyone."""
        if self._ahead is None and self._now is not None:
            self._ahead = by_leader(self._now)

    def attend(self, session: Session) -> None:
        """Be those of who looks. Nothing is scored anew, and nobody else's projects are looked at."""
        self.prepare()
        self._me = own(session)
        codes = (self._ahead or {}).get(self._me or "")
        if self._me is not None and codes:
            self._standing = self._standing.of(self._me, codes)

    def resized(self, height: int) -> bool:
        """Whether more or fewer are shown on so many lines."""
        if self._now is None or stops_shown(height) == len(self.rows):
            return False
        self._show(self._now, frozenset(), height)
        return True

    def _show(self, situation: Situation, touched: frozenset[str] | None, height: int) -> list[str]:
        old = self.rows
        self.rows = {f"{STOP}{stop.project}": stop for stop in self._standing.stops(stops_shown(height))}
        return [key for key, stop in self.rows.items() if not same(stop, old.get(key), situation, touched or ())]

    def _leads_otherwise(self, old: Situation | None, new: Situation, touched: frozenset[str]) -> bool:
        """Whether a project came to or went from who looks."""
        if self._me is None or old is None:
            return False

        def mine(told: Situation, code: str) -> bool:
            project = told.snapshot.projects.get(code)
            return project is not None and project.leader == self._me

        return any(mine(old, code) != mine(new, code) for code in touched if codes.is_a(code, "project"))

    def heading(self, situation: Situation, width: int, signs: Signs, *, focus: bool) -> Line:
        """Whose they are, and how many there are in all."""
        who = situation.snapshot.people.get(self._standing.leader or "")
        whose = cut(f"{who.name} {who.post}".strip(), width // 2) if who is not None else _("all leaders")
        standing = _("{projects} to visit").format(projects=projects_text(len(self._standing)))
        return heading(width, _("Where to go today"), signs, note=f"{whose}  {standing}", focus=focus)

    def line(self, situation: Situation, stop: Stop, width: int) -> Line:
        return stop_row(situation, stop, width, by_leader=self._standing.leader is None)
