"""Where to go today as rows: the scores kept from one update to the next, and a line for every stop. Pure."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from heapq import nsmallest

from campaign import text
from campaign.core.codes import EXCUSES, is_a
from campaign.core.model.project import Project
from campaign.core.situation import Situation
from campaign.core.today import Place, Stop, place_of, stop
from campaign.tables.cells import LIGHT_WIDTH, labels_width, name_of, short_light
from campaign.tables.sections import table_row
from campaign.tables.tones import LIGHT_TONES, Line
from campaign.tables.width import Column, cells, cut, fit
from campaign.text import _
from campaign.words.spacing import and_more
from campaign.words.today import reasons

KEPT = 24
"""Places kept in order over a whole city: several times the rows shown, so that few updates look at every score again."""

WHY, CHINESE_WHY = 44, 42
"""Cells that the words of why want: the worst reason, how long the leader was away. The county gives way to them."""

LEAST = 12
"""Cells of the worst reason below which it is not worth being cut for the last."""


class Destination:
    """The projects of one leader, or all that anyone leads, by the score of Today (docs/handbook/rules.md);
    where the leader was today comes last.

    Making it costs a score per project (23 ms for 10,000); ``follow`` only one per project that news touched.
    """

    def __init__(self, leader: str | None = None) -> None:
        """``leader``: of this person only; None: of everyone."""
        self.leader = leader
        self._now: Situation | None = None
        self._places: dict[str, Place] = {}
        self._first: list[Place] = []
        self._floor: Place | None = None
        """The last place up to which ``_first`` is complete; None: it holds all."""
        self._stops: dict[str, Stop] = {}
        """Those that were shown last, as far as nothing of theirs has changed."""

    def follow(self, situation: Situation, touched: frozenset[str] | None) -> None:
        """Be as of ``situation``; ``touched`` names the changed codes, None means anything may have changed."""
        old, self._now = self._now, situation
        if old is None or touched is None or old.today != situation.today or EXCUSES in touched:
            found = ((code, self._place(situation, project)) for code, project in situation.snapshot.projects.items())
            self._places = {code: place for code, place in found if place is not None}
            self._stops = {}
            self._order()
            return
        if any(is_a(code, "person") for code in touched):  # who may settle something otherwise than before
            self._stops = {}
        projects = {code for code in touched if is_a(code, "project")}
        for code in projects | old.scope(touched) | situation.scope(touched):
            self._change(code, situation.snapshot.projects.get(code))
        if self._floor is not None and len(self._first) < KEPT // 2:
            self._order()

    def of(self, leader: str, codes: Iterable[str]) -> "Destination":
        """Of one leader, whose projects these are, what is known here of everyone."""
        found = Destination(leader)
        found._now = self._now
        found._places = {code: self._places[code] for code in codes if code in self._places}
        found._order()
        return found

    def stops(self, count: int) -> list[Stop]:
        """The first ``count``: of a leader county by county, as ``core.today.today`` has them; else by their places."""
        situation = self._now
        if situation is None:
            return []
        projects, people = situation.snapshot.projects, situation.snapshot.people
        codes = [place[-1] for place in self._first]
        if self.leader is not None:
            counties = {county: at for at, county in enumerate(dict.fromkeys(projects[code].county for code in codes))}
            codes.sort(key=lambda code: counties[projects[code].county])
        found = (self._stops.get(code) or stop(situation, projects[code], people[projects[code].leader or ""].rank)
                 for code in codes[:count])
        self._stops = {one.project: one for one in found if one is not None}
        return list(self._stops.values())

    def __len__(self) -> int:
        """How many projects need a visit."""
        return len(self._places)

    def _place(self, situation: Situation, project: Project) -> Place | None:
        if project.leader is None or self.leader not in (None, project.leader):
            return None
        return place_of(situation, project)

    def _change(self, code: str, project: Project | None) -> None:
        assert self._now is not None
        self._stops.pop(code, None)
        if (was := self._places.pop(code, None)) is not None:
            at = bisect_left(self._first, was)
            if self._first[at:at + 1] == [was]:
                del self._first[at]
        place = self._place(self._now, project) if project is not None else None
        if place is not None:
            self._places[code] = place
            if self._floor is None or place <= self._floor:
                insort(self._first, place)

    def _order(self) -> None:
        places = self._places.values()
        self._first = sorted(places) if self.leader is not None else nsmallest(KEPT, places)
        self._floor = self._first[-1] if len(self._first) < len(self._places) else None


def stop_line(situation: Situation, stop: Stop, width: int, *, by_leader: bool = False) -> Line:
    """County, code, name, light, and why; ``by_leader`` begins with who should go there."""
    project = situation.snapshot.projects[stop.project]
    light, words = (4, CHINESE_WHY) if text.language() == "zh" else (LIGHT_WIDTH, WHY)
    county = labels_width((county.name for county in situation.snapshot.counties.values()), 12)
    columns = [Column("county", "", max(county, 6), 6, priority=2), Column("code", "", max(5, len(stop.project))),
               Column("name", "", 24, 10), Column("light", "", light, priority=1), Column("why", "", words, flex=1)]
    if by_leader:
        columns.insert(0, Column("leader", "", 8, 6))
    why = fit(columns, width)[-1].width
    return table_row(columns, {
        "leader": (name_of(situation, project.leader), "strong"), "county": (name_of(situation, project.county), "quiet"),
        "code": (stop.project, "quiet"), "name": (project.name, ""), "light": (short_light(stop.light), LIGHT_TONES[stop.light]),
        "why": (in_a_line(reasons(situation, stop), why), "")}, width)


def in_a_line(said: Sequence[str], width: int) -> str:
    """All the reasons if they fit; else the worst that do, the last (how long the leader was away); then how many more."""
    *worst, last = said
    for n in range(len(worst), 0, -1):
        line = and_more(_("; ").join([*worst[:n], last]), len(worst) - n)
        if cells(line) <= width:
            return line
    rest = and_more(last, len(worst) - 1)
    room = width - cells(_("; ") + rest)
    return cut(worst[0], room) + _("; ") + rest if worst and room > LEAST else cut(_("; ").join(said), width)


def same(stop: Stop, other: Stop | None, situation: Situation, touched: Iterable[str]) -> bool:
    """Whether the line of a stop still reads as it did."""
    project = situation.snapshot.projects[stop.project]
    return stop == other and not {stop.project, project.leader, project.county}.intersection(touched)
