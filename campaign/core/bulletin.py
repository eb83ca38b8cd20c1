"""What a bulletin tells: what stands on its day, and what has changed since the one before it.

Every figure is counted by the rule that the screens use; nothing is counted here a second time. Source: docs/handbook/rules.md.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from campaign.core import blockers as rules
from campaign.core.clocks import Outlook
from campaign.core.codes import by_length
from campaign.core.league_lists import Lists
from campaign.core.light_history import replaced
from campaign.core.model.blocker import Blocker
from campaign.core.model.consent import Result, TargetChange
from campaign.core.model.light import WORST_FIRST, Assessment, Light, Reason
from campaign.core.model.merits import Case, Merit
from campaign.core.model.people import Rank
from campaign.core.model.project import Project
from campaign.core.overview import Finding
from campaign.core.retargeted import turned_by
from campaign.core.situation import Situation
from campaign.core.today import Place, Stop, place_of, stop

WEEK = 7
TOP = 3
"""Stops of each leader that are named."""
_RANKS = tuple(Rank)


class BulletinKind(StrEnum):
    DAILY = "daily"
    WEEKLY = "weekly"
    SPECIAL = "special"


class Turned(NamedTuple):
    """A project whose light is another one than it was."""

    project: Project
    before: Assessment
    now: Assessment
    went: tuple[Reason, ...]
    """What made the light then and makes none now; with the figures of then."""
    retargeted: tuple[TargetChange, ...] = ()
    """Changes of targets since, by which it went."""


class Escalation(NamedTuple):
    blocker: Blocker
    level: int
    """Which is proposed."""


class Route(NamedTuple):
    """Where one leader should go today, the most urgent first."""

    leader: str
    stops: tuple[Stop, ...]
    more: int
    """Projects worth a visit that are not named."""


class Figures(NamedTuple):
    """Everything that is in a bulletin."""

    kind: BulletinKind
    number: int
    on: date
    since: date
    """The end of this day is what ``on`` is compared with."""
    situation: Situation
    """As of ``on``."""
    past: bool
    """``on`` is over: what is only known of today is empty."""
    turned: Mapping[Light, Sequence[Turned]]
    """By the light they have now, every light being there."""
    targets: Sequence[TargetChange]
    """Changes of targets that somebody agreed to, the oldest first."""
    returned: Sequence[Result]
    """What headquarters have returned since, the latest last."""
    solved: Sequence[Blocker]
    overdue: Sequence[Blocker]
    cases: Sequence[Case]
    escalations: Sequence[Escalation]
    lists: Lists = Lists()
    """The red and the black list of the day."""
    praise: Sequence[Merit] = ()
    """Praise and rewards since the one before, the newest first."""
    routes: Sequence[Route] = ()
    findings: Sequence[Finding] = ()
    too_late: Sequence[tuple[Project, Outlook]] = ()
    seq: int = 0
    """The last row of the audit, and ``head``, its hash: a tail that is cut off later shows."""
    head: str = ""


def since_of(kind: BulletinKind, on: date, first_day: date) -> date:
    """What a bulletin is compared with unless that is given: the day before, the week before, day 1."""
    if kind is BulletinKind.DAILY:
        return on - timedelta(days=1)
    if kind is BulletinKind.WEEKLY:
        return on - timedelta(days=WEEK)
    return min(first_day, on - timedelta(days=1))


def number_of(kind: BulletinKind, day: int) -> int:
    """A daily or special one has the number of its day, a weekly one that of its week: 6 for the days 36 to 42."""
    return -(-day // WEEK) if kind is BulletinKind.WEEKLY else day


def turned(before: Mapping[str, Assessment], situation: Situation, changes: Sequence[TargetChange] = (),
           ) -> dict[Light, list[Turned]]:
    """Those of ``before`` whose light is another one now; withdrawn ones are left out. By code. ``changes`` of targets that were
    made meanwhile.
    """
    found: dict[Light, list[Turned]] = {light: [] for light in WORST_FIRST}
    for code, was in before.items():
        project, now = situation.snapshot.projects.get(code), situation.assessments.get(code)
        if project is not None and now is not None and project.withdrawn is None and was.light is not now.light:
            went = tuple(reason for reason in was.reasons if reason.level is was.light and not replaced(reason, now.reasons))
            found[now.light].append(Turned(project, was, now, went, turned_by(code, was, now, changes)))
    for some in found.values():
        some.sort(key=lambda item: by_length(item.project.code))
    return found


def overdue(situation: Situation) -> list[Blocker]:
    """The longest first."""
    found = [item for item in situation.snapshot.blockers.values() if rules.overdue(item, situation.today)]
    return sorted(found, key=lambda item: (item.due, by_length(item.code)))


def solved(blockers: Iterable[Blocker], since: date, on: date) -> list[Blocker]:
    """Those resolved after ``since`` and up to ``on``, as they came."""
    found = [item for item in blockers if item.resolved is not None and since < item.resolved <= on]
    return sorted(found, key=lambda item: (item.resolved or on, by_length(item.code)))


def escalations(situation: Situation) -> list[Escalation]:
    """The next rung where it is due, and the way up where the province or a ministry decides; those due longest first."""
    found, settings = [], situation.snapshot.campaign.settings
    for item in sorted(situation.snapshot.blockers.values(), key=lambda item: (item.due, by_length(item.code))):
        if (level := rules.escalation_due(item, situation.today, settings)) is not None:
            found.append(Escalation(item, level))
        if rules.upward_due(item, situation.today):
            found.append(Escalation(item, rules.UPWARD))
    return found


def routes(situation: Situation, top: int = TOP) -> list[Route]:
    """Of everyone who leads a project worth a visit, the highest rank first: the ``top`` stops, where they were today last."""
    projects, people = situation.snapshot.projects, situation.snapshot.people
    places: dict[str, list[Place]] = {}
    for project in projects.values():
        leader = project.leader
        if leader is not None and leader in people and (found := place_of(situation, project)) is not None:
            places.setdefault(leader, []).append(found)
    routes = []
    for code in sorted(places, key=lambda code: (_RANKS.index(people[code].rank), by_length(code))):
        first = sorted(places[code])[:top]
        stops = (stop(situation, projects[place[-1]], people[code].rank) for place in first)
        routes.append(Route(code, tuple(one for one in stops if one is not None), max(len(places[code]) - top, 0)))
    return routes
