"""The figures of a bulletin, of today or of a day that is over, gathered by what the screens ask."""

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date

from campaign.core import bulletin as rules
from campaign.core import history
from campaign.core.bulletin import BulletinKind, Figures
from campaign.core.codes import EVERYTHING, by_length, is_a
from campaign.core.errors import BadInput, Refused
from campaign.core.light_counts import Days
from campaign.core.light_history import Past, as_of, compared, excused_by_county, opening, told_on
from campaign.core.merits import GOOD
from campaign.core.model.blocker import Blocker
from campaign.core.model.land import LandTask
from campaign.core.model.light import Assessment, Light
from campaign.core.model.project import Project
from campaign.core.overview import findings
from campaign.core.situation import Situation
from campaign.kinds.field import count
from campaign.service import league, merits, questions
from campaign.service.light_history import past_day
from campaign.service.session import Session
from campaign.store.queries import blockers as blockers_queries
from campaign.store.queries import light_history as light_history_queries
from campaign.store.records import CASES

LARGEST = 9_999
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
        some = None if touched is None or base != self._base else self._concerned(situation, touched)
        self._base, self._situation = None, situation  # whatever breaks off now is begun anew the next time
        if some is None:
            self._lights, self._judged = {}, {}
        for code in some or ():
            self._judged.pop(code, None)
        days = Days(campaign, day, day, excused)
        for past in _each(light_history_queries.past(session.store, some, bare=True), stop):
            lit = days.lit(past, days.paid(past.reports))
            self._lights[past.project.code] = next((light for light, found in zip(COLOURS, lit, strict=True) if found), None)
        now = situation.assessments
        other = [code for code, was in self._lights.items()
                 if code in now and (was is None or was is not now[code].light) and code not in self._judged]
        for past in _each(light_history_queries.past(session.store, other), stop):
            self._judged[past.project.code] = compared(past, campaign, day, excused)[1]
        self._base = base
        return self._judged

    def _concerned(self, new: Situation, touched: frozenset[str]) -> list[str] | None:
        """The projects that may have changed; None when that cannot be told."""
        old = self._situation
        if old is None or EVERYTHING in touched:
            return None
        items = {code for code in touched if is_a(code, "blocker", "land_task")}
        known = {code for told in (old.snapshot, new.snapshot) for code in items if code in told.blockers or code in told.lands}
        if items - known:
            return None
        found = {code for code in touched if is_a(code, "project")} | old.scope(items) | new.scope(items)
        return sorted(found, key=by_length)


def figures(session: Session, situation: Situation, kind: BulletinKind, *, on: str | None = None, since: str | None = None,
            number: str | None = None, before: Before | None = None, touched: frozenset[str] | None = None,
            stop: Callable[[], bool] = lambda: False) -> Figures:
    """``situation`` is that of today. ``since``: the day with which it is compared, if not the usual one of its kind. ``before``
    saves judging again what was not ``touched``.

    ``Refused`` before day 1, when no number is given; ``Stopped`` once ``stop`` says so. At 10,000 projects it takes seconds.
    """
    campaign = situation.snapshot.campaign
    day = past_day(session, on) if on is not None else situation.today
    start = rules.since_of(kind, day, campaign.first_day) if since is None else session.day(since)
    if start >= day:
        raise BadInput("bulletin_since", since=start.isoformat(), day=day.isoformat())
    if number is not None:
        issue = count(number, LARGEST)
    elif campaign.day(day) < 1:
        raise Refused("bulletin_early", first=campaign.first_day.isoformat())
    else:
        issue = rules.number_of(kind, campaign.day(day))
    past, lit = day < situation.today, told_on(campaign, start, day)
    if past:
        lights, told, resolved = _stood(session, situation, lit, day, stop)
    else:
        lights = (before or Before()).lights(session, situation, lit, touched, stop)
        told, resolved = situation, blockers_queries.blockers(session.store).values()
    red, black, exempt = league.red_black(league.league(session, situation, day))
    found = Figures(
        kind, issue, day, start, told, past,
        rules.turned(lights, told),
        rules.solved(resolved, start, day),
        rules.overdue(told),
        [case for case in CASES.all(session.store) if start < case.on <= day],
        rules.escalations(told),
        red, black, exempt,
        [row.merit for row in merits.merits(session, situation) if row.merit.kind in GOOD and start < row.merit.on <= day],
        seq=situation.snapshot.seq,
        head=situation.snapshot.head,
    )
    if past:
        return found
    return found._replace(routes=rules.routes(told), findings=findings(told), too_late=questions.too_late(session, told))


def _stood(session: Session, situation: Situation, start: date, day: date, stop: Callable[[], bool],
           ) -> tuple[dict[str, Assessment], Situation, Collection[Blocker]]:
    """The lights of ``start``, everything as it stood on ``day``, which is over, and the blockers that had been resolved by then.

    Of a county in which no project is or was, nothing is seen.
    """
    campaign, excused = situation.snapshot.campaign, excused_by_county(situation.snapshot.excuses)
    lights: dict[str, Assessment] = {}
    projects: dict[str, Project] = {}
    blockers: dict[str, Blocker] = {}
    lands: dict[str, LandTask] = {}
    solved: dict[str, Blocker] = {}
    for past in _each(light_history_queries.past(session.store), stop):
        if past.project.added is not None and past.project.added > day:
            continue
        lights[past.project.code] = compared(past, campaign, start, excused)[1]
        project, items, tasks = as_of(past, campaign, day)
        # What lapses, whom to speak with and what statistics registered is only known of today.
        projects[project.code] = project._replace(lapses=None, next_contact=None, registered_100=0)
        blockers.update((item.code, item) for item in items)
        lands.update((task.code, task) for task in tasks)
        solved.update((item.code, item) for item in _resolved(past, day))
    then = situation.snapshot._replace(projects=projects, blockers=blockers, lands=lands)
    return lights, Situation.of(then, day), solved.values()


def _each(found: Iterable[Past], stop: Callable[[], bool]) -> Iterator[Past]:
    for past in found:
        if stop():
            raise Stopped
        yield past


def _resolved(past: Past, day: date) -> list[Blocker]:
    """The blockers on a project that had been resolved by ``day``."""
    found = []
    for item, events in past.blockers:
        if item.opened <= day:
            known = [event for event in events if event.on <= day]
            then = item if len(known) == len(events) else history.replay(opening(item, events), known)
            if then.resolved is not None:
                found.append(then)
    return found
