"""Everything as it stood at the end of a day that is over, judged in one pass: 0.1 ms a project."""

from collections.abc import Callable, Collection
from datetime import date
from typing import NamedTuple

from campaign.core.model.blocker import Blocker
from campaign.core.model.light import Assessment
from campaign.core.model.project import Project
from campaign.core.model.snapshot import Snapshot
from campaign.core.places import concerned
from campaign.core.situation import Situation
from campaign.service.session import Session
from campaign.store.queries import stood as stood_queries
from campaign.store.queries.consent import originals_on


class Stopped(Exception):
    """Nobody wants it any more."""


class Then(NamedTuple):
    situation: Situation
    """With the names, the places and the excused days of today."""
    later: dict[str, Project]
    """Those that had not been added by then: they are not in it."""
    resolved: list[Blocker]
    """As they were asked for."""


def never() -> bool:
    return False


def stood(session: Session, told: Snapshot, day: date, codes: Collection[str] | None = None, *,
          resolved_after: date | None = None, lights_only: bool = False, stop: Callable[[], bool] = never) -> Then:
    """These projects, or all, and what was on them; ``told`` says what has no past. ``resolved_after``: blockers that had been
    resolved later than that day are given too. ``lights_only``: without counts, and what the originals would say.

    May raise ``Stopped``.
    """
    found = stood_queries.stood(session.store, told.campaign, day, codes, resolved_after)
    if stop():
        raise Stopped
    later = {code: row for code, row in found.projects.items() if row.added is not None and row.added > day}
    there = {code: row for code, row in found.projects.items() if code not in later} if later else found.projects
    snapshot = told._replace(
        projects=there, blockers=found.blockers, lands=found.lands, uncounted=found.uncounted, closing=found.closing,
        originals={} if lights_only else originals_on(session.store, day))
    if stop():
        raise Stopped
    return Then(Situation.of(snapshot, day, not lights_only), later, found.resolved)


def lights_on(session: Session, told: Snapshot, day: date, codes: Collection[str] | None = None,
              stop: Callable[[], bool] = never) -> dict[str, tuple[Project, Assessment]]:
    """What today's lights of these projects, or of all, are compared with: those of ``day``, and of what was added later those of
    the day on which it was. May raise ``Stopped``.
    """
    situation, later, _resolved = stood(session, told, day, codes, lights_only=True, stop=stop)
    found = {code: (row, situation.assessments[code]) for code, row in situation.snapshot.projects.items()}
    for on in sorted({row.added for row in later.values() if row.added is not None}):
        found |= lights_on(session, told, on, [code for code, row in later.items() if row.added == on], stop)
    return found


class Before:
    """The lights of one day that is over, as ``lights_on``. Keeps them: the next time only what was touched is judged anew."""

    def __init__(self) -> None:
        self._base: object = None
        """What all of them were judged by."""
        self._situation: Situation | None = None
        self._lights: dict[str, Assessment] = {}

    def lights(self, session: Session, situation: Situation, day: date, touched: frozenset[str] | None,
               stop: Callable[[], bool]) -> dict[str, Assessment]:
        """``touched`` names what has changed since the last call, None is anything. May raise ``Stopped``."""
        told = situation.snapshot
        base = told.campaign, day, told.excuses
        some = None if touched is None or base != self._base else concerned(self._situation, situation, touched)
        self._base, self._situation = None, situation  # whatever breaks off now is begun anew the next time
        if some is None:
            self._lights = {}
        for code in some or ():
            self._lights.pop(code, None)
        if some is None or some:
            self._lights.update((code, light) for code, (_row, light) in lights_on(session, told, day, some, stop).items())
        self._base = base
        return self._lights
