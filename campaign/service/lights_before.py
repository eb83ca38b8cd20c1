"""The lights of a day that is over, kept between two looks: only what was touched meanwhile is judged anew."""

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date

from campaign.core.light_counts import Days
from campaign.core.light_history import Past, as_of, closed_on, compared, excused_by_county
from campaign.core.model.blocker import Blocker
from campaign.core.model.land import LandTask
from campaign.core.model.light import Assessment, Light
from campaign.core.model.project import Project
from campaign.core.places import concerned
from campaign.core.results import closes
from campaign.core.situation import Situation
from campaign.service.session import Session
from campaign.store.queries import light_history as light_history_queries
from campaign.store.queries.consent import originals_on
from campaign.store.queries.results import uncounted_on

COLOURS = (Light.RED, Light.YELLOW, Light.GREEN)
"""In the order of ``Lit``."""


class Stopped(Exception):
    """Nobody wants it any more."""


class Before:
    """The lights of one day that is over. Keeps them, so that the next time only what was touched is judged anew."""

    def __init__(self) -> None:
        self._base: object = None
        """What all of them were judged by."""
        self._situation: Situation | None = None
        self._lights: dict[str, Light | None] = {}
        """Of every project; None: without any, suspended or withdrawn."""
        self._judged: dict[str, Assessment] = {}
        """Of those that are another one now, or have none."""

    def lights(self, session: Session, situation: Situation, day: date, touched: frozenset[str] | None,
               stop: Callable[[], bool]) -> dict[str, Assessment]:
        """Of the projects whose light is not as it was. ``touched`` names what has changed since the last call, None is anything.

        All are counted the quick way, and those that differ judged with their reasons. May raise ``Stopped``.
        """
        campaign, excused = situation.snapshot.campaign, excused_by_county(situation.snapshot.excuses)
        base = campaign, day, situation.snapshot.excuses
        some = None if touched is None or base != self._base else concerned(self._situation, situation, touched)
        self._base, self._situation = None, situation  # whatever breaks off now is begun anew the next time
        if some is None:
            self._lights, self._judged = {}, {}
        for code in some or ():
            self._judged.pop(code, None)
        days = Days(campaign, day, day, excused)
        for past in each(light_history_queries.past(session.store, some, bare=True), stop):
            lit = days.lit(past, days.paid(past.reports))
            self._lights[past.project.code] = next((light for light, found in zip(COLOURS, lit, strict=True) if found), None)
        now = situation.assessments
        other = [code for code, was in self._lights.items()
                 if code in now and (was is None or was is not now[code].light) and code not in self._judged]
        for past in each(light_history_queries.past(session.store, other), stop):
            self._judged[past.project.code] = compared(past, campaign, day, excused)[1]
        self._base = base
        return self._judged


def each(found: Iterable[Past], stop: Callable[[], bool]) -> Iterator[Past]:
    for past in found:
        if stop():
            raise Stopped
        yield past


def stood(session: Session, situation: Situation, start: date, day: date, stop: Callable[[], bool],
           ) -> tuple[dict[str, Assessment], Situation, Collection[Blocker]]:
    """The lights of ``start``, everything as it stood on ``day``, which is over, and the blockers that had been resolved by then.

    Of a county in which no project is or was, nothing is seen.
    """
    campaign, excused = situation.snapshot.campaign, excused_by_county(situation.snapshot.excuses)
    lights: dict[str, Assessment] = {}
    projects: dict[str, Project] = {}
    blockers: dict[str, Blocker] = {}
    lands: dict[str, LandTask] = {}
    closed: dict[str, Blocker | LandTask] = {}
    for past in each(light_history_queries.past(session.store), stop):
        if past.project.added is not None and past.project.added > day:
            continue
        lights[past.project.code] = compared(past, campaign, start, excused)[1]
        project, items, tasks = as_of(past, campaign, day)
        # What lapses, whom to speak with and what statistics registered is only known of today.
        projects[project.code] = project._replace(lapses=None, next_contact=None, registered_100=0)
        blockers.update((item.code, item) for item in items)
        lands.update((task.code, task) for task in tasks)
        closed.update((item.code, item) for item in closed_on(past, project.county, day))
    uncounted = uncounted_on(session.store, day)
    then = situation.snapshot._replace(
        projects=projects, blockers=blockers, lands=lands, originals=originals_on(session.store, day), uncounted=uncounted,
        closing={code: item for code, item in closed.items() if any(map(closes, uncounted.get(code, ())))})
    return lights, Situation.of(then, day), [item for item in closed.values() if isinstance(item, Blocker)]
