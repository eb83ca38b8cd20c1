"""The campaign as it stands today: every project's light, and the counts and indexes the screens ask for.

``Situation.of`` computes everything from a snapshot, not ``counted`` the lights alone; ``patched`` follows a newer snapshot by
redoing only what was touched, and gives the same (tests/core/test_situation.py). A Situation is never changed after it was made.
"""

from collections import Counter
from collections.abc import Iterable, MutableMapping
from datetime import date
from typing import NamedTuple

from campaign.core import blockers as rules
from campaign.core import lights
from campaign.core.codes import EVERYTHING, by_length
from campaign.core.facts import (
    MUST_CLAIM,
    NOTHING,
    Tally,
    contact_due,
    days_to_lapse,
    is_major,
    is_orphan,
    is_unregistered,
    nobody_today,
    tallies,
    tally,
)
from campaign.core.land import overdue as land_overdue
from campaign.core.model.blocker import Blocker, BlockerState, Scope
from campaign.core.model.land import LandTask
from campaign.core.model.light import Assessment, Light, Reason
from campaign.core.model.project import Project
from campaign.core.model.snapshot import Snapshot
from campaign.core.overlay import Overlay
from campaign.core.places import Places
from campaign.core.results import Waiting, by_place, of_project, unexcused
from campaign.core.retargeted import by_original, put_off

_ON_HOLD, _RESOLVED = BlockerState.ON_HOLD, BlockerState.RESOLVED

# Keys of ``Situation.counts``, beside the flags of ``core.blockers``.
OVERDUE = "overdue"
HELD = "held"
HOLD_PASSED = "hold_passed"
ORPHAN = "orphan"
UNREGISTERED = "unregistered"
NOBODY_TODAY = "nobody_today"
SUSPENSION_PASSED = "suspension_passed"
WAITING = "waiting"
LAND_OVERDUE = "land_overdue"
CONTACT_DUE = "contact_due"
LAPSING = "lapsing"
"""Projects with an approval that lapses within ``lapse_far`` days and later than ``lapse_near``."""
LAPSING_SOON = "lapsing_soon"
"""… within ``lapse_near`` days, or that has lapsed."""
_COUNTED = dict.fromkeys(lights.WAITING.values(), WAITING)  # marks that are counted under another word


class Frozen(NamedTuple):
    """How many projects a blocker or an overdue land task freezes, and their total (万元). Of those on one county the oldest
    blocker stands for all."""

    projects: int
    total: int
    blocker: str


class Situation(Places):
    """See the module. Withdrawn projects are assessed (light ``none``) but counted nowhere."""

    __slots__ = ("_by_original", "_closing", "_freezing", "_must_claim", "_nothing_waits", "_overdue", "_put_off", "_tallies",
                 "_unfinished", "assessments", "counts", "lights", "majors", "total", "unconfirmed")

    def __init__(self, snapshot: Snapshot, today: date) -> None:
        """An empty one; use ``of``."""
        super().__init__(snapshot, today)
        self.assessments: MutableMapping[str, Assessment] = {}
        self.lights: Counter[Light] = Counter()
        """Projects per light."""
        self.unconfirmed: Counter[Light] = Counter()
        """Of them those whose light would be worse without the results that wait."""
        self.counts: Counter[str] = Counter()
        """How many projects or blockers a word is true of: the constants above, the flags, ``watermelon``."""
        self.majors: Counter[str] = Counter()
        """Major projects claimed, per leader."""
        self.total = 0
        """Projects that are not withdrawn."""
        self._overdue: dict[str, tuple[date, int, str]] = {}
        self._freezing: dict[str, tuple[int, int, int, str]] = {}
        """Per blocker or overdue land task that names several projects, sorting by the widest: -projects, -total, code."""
        self._unfinished: dict[str, tuple[int, int]] = {}
        self._tallies: dict[str | None, Tally] | None = None
        self._closing, self._nothing_waits = by_place(snapshot.closing.values()), Waiting(unexcused=unexcused(snapshot.uncounted))
        self._put_off: set[str] = set()
        """Projects with a blocker or land task that would be worse by its first due day."""
        self._by_original: dict[str, tuple[Assessment, tuple[Reason, ...]]] = {}
        """What was asked for, and for which light: another one was judged by other facts."""
        self._must_claim: tuple[str, ...] | None = None
        """Once it was asked for: the same as long as no person changes."""

    @classmethod
    def of(cls, snapshot: Snapshot, today: date, counted: bool = True) -> "Situation":
        new = cls(snapshot, today)
        new._index()
        new._put_off = new.under(put_off(snapshot.originals.items(), snapshot, today))
        for project in snapshot.projects.values() if counted else ():
            new._count_project(project, 1)
        for item in snapshot.blockers.values() if counted else ():
            new._count_blocker(item, 1, new)
        for task in snapshot.lands.values() if counted else ():
            new._count_land(task, 1)
        for project in snapshot.projects.values():
            new._assess(project)
        return new

    def patched(self, snapshot: Snapshot, touched: Iterable[str], today: date) -> "Situation":
        """This situation brought to ``snapshot``, in which only the rows of the codes ``touched`` differ.

        Everything is computed anew when the day turned, the campaign or the excuses changed, or ``"*"`` was touched.
        """
        codes = set(touched)
        old = self.snapshot
        if EVERYTHING in codes or today != self.today or snapshot.excuses != old.excuses or snapshot.campaign != old.campaign \
                or snapshot.overrides != old.overrides:
            return Situation.of(snapshot, today)
        projects = {code for code in codes if code in old.projects or code in snapshot.projects}
        blockers = {code for code in codes if code in old.blockers or code in snapshot.blockers}
        lands = {code for code in codes if code in old.lands or code in snapshot.lands}
        new = self._copy(snapshot)
        new._follow(self, projects, blockers, lands)
        # What a blocker freezes, and which excuses it has, depend on the projects it names.
        recount = blockers.union(*([item.code for item in self._blockers.named.get(code, ())] for code in projects))
        recount_lands = lands.union(*([task.code for task in self._lands.named.get(code, ())] for code in projects))
        for code in recount:
            if (item := old.blockers.get(code)) is not None:
                new._count_blocker(item, -1, self)
        for code in recount_lands:
            if (task := old.lands.get(code)) is not None:
                new._count_land(task, -1)
        for code in projects:
            new._replace_project(old.projects.get(code), snapshot.projects.get(code))
        for code in recount:
            if (item := snapshot.blockers.get(code)) is not None:
                new._count_blocker(item, 1, new)
        for code in recount_lands:
            if (task := snapshot.lands.get(code)) is not None:
                new._count_land(task, 1)
        again = projects.union(self.scope(codes), new.scope(codes))
        late = {code for code in again if put_off(new.originals_on(code), snapshot, today)}
        new._put_off = self._put_off if late == self._put_off & again else self._put_off - again | late
        for code in again:
            new._reassess(code, old.projects.get(code))
        return new

    def longest_overdue(self) -> Blocker | None:
        """The overdue blocker that was due first."""
        if not self._overdue:
            return None
        return self.snapshot.blockers[min(self._overdue.values())[-1]]

    def most_frozen(self) -> Frozen | None:
        """The widest blast radius of several projects or a county: most projects, then most money; or None."""
        wide = [(county, items[0].code) for county, items in self._blockers.wide.items()]
        wide += [(county, task.code) for county, tasks in self._lands.wide.items() for task in tasks
                 if land_overdue(task, self.today)]
        candidates = [(-projects, -total, *by_length(code)) for county, code in wide
                      for projects, total in (self._unfinished.get(county, (0, 0)),)]
        if self._freezing:
            candidates.append(min(self._freezing.values()))
        projects, total, _, code = min(candidates, default=(0, 0, 0, ""))
        return Frozen(-projects, -total, code) if projects else None

    def unclaimed(self) -> int:
        """How many of those who must claim a major project (docs/handbook/rules.md) have claimed none."""
        if self._must_claim is None:
            self._must_claim = tuple(code for code, row in self.snapshot.people.items() if row.leader and row.rank in MUST_CLAIM)
        return sum(self.majors[code] <= 0 for code in self._must_claim)

    def tally(self, county: str | None = None) -> Tally:
        """Sums over the city, or over one county."""
        if self._tallies is None:
            self._tallies = tallies(self.snapshot.projects.values(), self.today, self.snapshot.campaign.settings)
        return self._tallies.get(county, NOTHING)

    def by_original(self, code: str) -> tuple[Reason, ...]:
        """What the original targets would say of a project, worst first, where that is worse than what its light says."""
        project, light = self.snapshot.projects[code], self.assessments[code]
        if lights.RETARGETED not in light.marks:
            return ()
        known = self._by_original.get(code)
        if known is None or known[0] is not light:
            known = self._by_original[code] = light, self._originally(project, light)
        return known[1]

    # --- making ---

    def _copy(self, snapshot: Snapshot) -> "Situation":
        """Its counts, for another snapshot of the same day."""
        new = Situation(snapshot, self.today)
        new.assessments, new.lights, new.counts = Overlay.of(self.assessments), self.lights.copy(), self.counts.copy()
        new.unconfirmed, new._by_original = self.unconfirmed.copy(), self._by_original
        new.majors, new.total = self.majors.copy(), self.total
        new._overdue, new._freezing, new._unfinished = self._overdue.copy(), self._freezing.copy(), self._unfinished.copy()
        new._tallies = None if self._tallies is None else self._tallies.copy()
        new._must_claim = self._must_claim if snapshot.people is self.snapshot.people else None
        return new

    def _replace_project(self, before: Project | None, after: Project | None) -> None:
        for project, sign in ((before, -1), (after, 1)):
            if project is None:
                continue
            self._count_project(project, sign)
            if self._tallies is not None:
                share = tally(project, self.today, self.snapshot.campaign.settings)
                for key in {None, project.county}:
                    value = self._tallies.get(key, NOTHING)
                    self._tallies[key] = value.plus(share) if sign > 0 else value.minus(share)

    def _reassess(self, code: str, before: Project | None) -> None:
        """Take the old light out of the counts and put the new one in; ``before`` is the old row."""
        if (light := self.assessments.get(code)) is not None and before is not None:
            self._count_light(before, light, -1)
        if (project := self.snapshot.projects.get(code)) is not None:
            self._assess(project)
        elif light is not None:
            del self.assessments[code]

    def _assess(self, project: Project) -> None:
        told, code, county = self.snapshot, project.code, project.county
        waits = self._waits(project) if told.uncounted else self._nothing_waits
        light = lights.assess(project, told.campaign, self.today, self._blockers.on(code, county), self.excused_in(county),
                              self._lands.on(code, county), waits, code in self._put_off)
        if code in told.originals and lights.RETARGETED not in light.marks and self._originally(project, light):
            light = light.marked(lights.RETARGETED)
        self.assessments[code] = light
        self._count_light(project, light, 1)

    def _originally(self, project: Project, light: Assessment) -> tuple[Reason, ...]:
        told, code = self.snapshot, project.code
        return by_original(project, light, told.campaign, self.today, self.blockers_of(code), self.excused_in(project.county),
                           self.lands_of(code), told.originals, self._waits(project))

    def _waits(self, project: Project) -> Waiting:
        code, closing = project.code, self._closing
        if closing and (code in closing or project.county in closing):
            items = *closing.get(code, ()), *closing.get(project.county or "", ())
        elif code in self.snapshot.uncounted:
            items = ()
        else:
            return self._nothing_waits
        return of_project(project, self.snapshot.uncounted.get(code, ()), items, self._nothing_waits.unexcused)

    def _count_light(self, project: Project, light: Assessment, sign: int) -> None:
        if project.withdrawn is not None:
            return
        self.lights[light.light] += sign
        if light.unconfirmed and light.rests:
            self.unconfirmed[light.light] += sign
        for mark in light.marks:
            self.counts[_COUNTED.get(mark, mark)] += sign
        if project.suspended is not None and light.light is Light.RED:
            self.counts[SUSPENSION_PASSED] += sign

    def _count_project(self, project: Project, sign: int) -> None:
        if project.withdrawn is not None:
            return
        today, settings, counts = self.today, self.snapshot.campaign.settings, self.counts
        self.total += sign
        if is_orphan(project):
            counts[ORPHAN] += sign
        if is_unregistered(project, today, settings):
            counts[UNREGISTERED] += sign
        if nobody_today(project, today, self.excused_in(project.county)):
            counts[NOBODY_TODAY] += sign
        if project.next_contact is not None and contact_due(project, today):
            counts[CONTACT_DUE] += sign
        if project.lapses is not None and (left := days_to_lapse(project, today)) is not None and left <= settings.lapse_far:
            counts[LAPSING_SOON if left <= settings.lapse_near else LAPSING] += sign
        if project.leader is not None and is_major(project, settings):
            self.majors[project.leader] += sign
        if project.county is not None and rules.unfinished(project):
            projects, total = self._unfinished.get(project.county, (0, 0))
            projects, total = projects + sign, total + sign * (project.total or 0)
            if projects:
                self._unfinished[project.county] = projects, total
            else:
                del self._unfinished[project.county]

    def _count_blocker(self, item: Blocker, sign: int, context: "Situation") -> None:
        """Put a blocker into the counts, or take out what ``context`` (the situation before) had put in."""
        state = item.state
        if state is _RESOLVED:
            return
        today, counts = self.today, self.counts
        if state is _ON_HOLD:
            counts[HELD if rules.on_hold(item, today) else HOLD_PASSED] += sign
        if rules.overdue(item, today):
            counts[OVERDUE] += sign
            if sign > 0:
                self._overdue[item.code] = item.due, *by_length(item.code)
            else:
                del self._overdue[item.code]
        excused = context.excused_for(item) if len(self._excused) > 1 else self._excused[None]
        for flag in rules.flags(item, today, self.snapshot.campaign.settings, excused):
            counts[flag] += sign
        self._count_freezing(item, sign)

    def _count_land(self, task: LandTask, sign: int) -> None:
        if not land_overdue(task, self.today):
            return
        self.counts[LAND_OVERDUE] += sign
        self._count_freezing(task, sign)

    def _count_freezing(self, item: Blocker | LandTask, sign: int) -> None:
        if len(item.projects) > 1 and item.scope is not Scope.COUNTY:
            self._freezing.pop(item.code, None)
            if sign > 0:
                hit = rules.blast(item, self.snapshot.projects, self.projects_of_county)
                self._freezing[item.code] = -hit.projects, -hit.total, *by_length(item.code)
