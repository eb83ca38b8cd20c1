"""Lights of days that are over, derived anew each time they are asked for: one day, one project, or all of both."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import accumulate
from operator import add
from typing import NamedTuple

from campaign.core.day_sets import added
from campaign.core.errors import BadInput
from campaign.core.light_counts import Days, LightDays
from campaign.core.light_history import Span, excused_by_county, lasting, spans
from campaign.core.model.light import Assessment, Light
from campaign.core.model.project import Project
from campaign.core.model.snapshot import Snapshot
from campaign.core.places import concerned
from campaign.core.retargeted import moved_by
from campaign.core.situation import Situation
from campaign.service.session import Session
from campaign.service.stood import stood
from campaign.store.queries import light_history as light_history_queries
from campaign.store.queries import paid as paid_queries
from campaign.store.queries import stood as stood_queries
from campaign.store.queries.consent import target_changes


def past_day(session: Session, text: str | None) -> date:
    """A day that has come, before the campaign too; today when nothing is given."""
    day = session.today if text is None else session.day(text)
    if day > session.today:
        raise BadInput("day_in_future", field="on", day=day.isoformat(), today=session.today.isoformat())
    return day


def lights(session: Session, day: date) -> list[tuple[Project, Assessment]]:
    """Every project as it stood on ``day`` and its light then; ``none`` before day 1.

    Marks of the clocks are only those of today.
    """
    if day == session.today:
        return _judged(session.situation())
    excuses = tuple(light_history_queries.excuses(session.store))
    told = Snapshot(0, session.campaign, {}, {}, {}, {}, {}, excuses)
    if day < session.campaign.first_day:
        found = stood_queries.stood(session.store, session.campaign, day)
        return [(project, Assessment(Light.NONE)) for project in found.projects.values()]
    then = stood(session, told, day)
    return [*_judged(then.situation), *((project, Assessment(Light.NONE)) for project in then.later.values())]


def _judged(situation: Situation) -> list[tuple[Project, Assessment]]:
    """With what the original targets would say."""
    return [(row, light._replace(by_original=worse) if (worse := situation.by_original(code)) else light)
            for code, row in situation.snapshot.projects.items() for light in (situation.assessments[code],)]


def history(session: Session, situation: Situation, code: str) -> list[Span]:
    """Since when the light of a project is what it is, and what it was before: newest first, back to day 1.

    Nothing before day 1, and nothing after the last day but the days that have passed since. The newest is told by today.
    """
    campaign, today = situation.snapshot.campaign, situation.today
    excused = excused_by_county(situation.snapshot.excuses)
    found = [span for past in light_history_queries.past(session.store, [code])
             for span in reversed(spans(past, campaign, campaign.first_day, today, excused))]
    about = {code, *(told for span in found for reason in span.went if (told := reason.blocker or reason.land) is not None)}
    changes = target_changes(session.store, about)
    found = [span._replace(retargeted=moved_by(code, span.went, [change for change in changes if change.on == span.first]))
             for span in found]
    return [*map(lasting, found[:1]), *found[1:]]


def paid(session: Session, first: date, last: date, old: paid_queries.Paid | None) -> paid_queries.Paid:
    """Money by day, both days included; ``old`` is what was known before, of which only what was written since is read."""
    return paid_queries.paid(session.store, first, last, old)


class Hundred(NamedTuple):
    """The campaign day by day, from day 1 to the last day that has come."""

    days: int
    red: Sequence[int]
    """Projects that were red, on each day; likewise ``yellow`` and ``green``. Suspended and withdrawn ones are in none."""
    yellow: Sequence[int]
    green: Sequence[int]
    done: Sequence[int]
    """Money up to each day (万元), of the projects that have a plan and are not withdrawn now: as the Overview counts it."""
    plan: int
    """What they plan together."""


class Hundreds:
    """Derives a ``Hundred``, and keeps of every project what is needed to derive the next one from a few."""

    def __init__(self) -> None:
        self._base: object = None
        """What all the projects were judged by."""
        self._situation: Situation | None = None
        self._lit: dict[str, LightDays] = {}
        self._paid: paid_queries.Paid | None = None

    def hundred(self, session: Session, situation: Situation, touched: frozenset[str] | None,
                stop: Callable[[], bool] = lambda: False) -> Hundred | None:
        """As of ``situation``; ``touched`` names what has changed since the last call, None is anything.

        It is given up, with None, once ``stop`` says so.
        """
        campaign, excused = situation.snapshot.campaign, excused_by_county(situation.snapshot.excuses)
        first, last = campaign.first_day, min(situation.today, campaign.last_day)
        base = campaign, last, excused
        some = None if touched is None or base != self._base else concerned(self._situation, situation, touched)
        if some is None:
            self._lit = {}
        for code in some or ():
            self._lit.pop(code, None)
        self._base, self._situation = None, situation  # whatever breaks off now is begun anew the next time
        days = Days(campaign, first, last, excused)
        paid = [0] * days.length
        for past in light_history_queries.past(session.store, some, bare=True):
            if stop():
                return None
            project, own = past.project, days.paid(past.money)
            self._lit[project.code] = days.lit(past, own)
            if project.withdrawn is None and (project.plan_100 or 0) > 0:
                paid = list(map(add, paid, own))
        if some is not None:
            self._paid = paid_queries.paid(session.store, first, last, self._paid)
            paid = [self._paid.by_day.get(first + timedelta(days=at), 0) for at in range(days.length)]
        self._base = base
        red, yellow, green = (added((lit[at] for lit in self._lit.values()), days.length) for at in range(3))
        return Hundred(days.length, red, yellow, green, list(accumulate(paid)), situation.tally().plan)
