"""The figures of a bulletin, of today or of a day that is over, gathered by what the screens ask."""

from collections.abc import Callable

from campaign.core import bulletin as rules
from campaign.core.bulletin import BulletinKind, Figures
from campaign.core.errors import BadInput, Refused
from campaign.core.light_history import told_on
from campaign.core.merits import GOOD
from campaign.core.overview import findings
from campaign.core.situation import Situation
from campaign.kinds.field import count
from campaign.service import league, merits, questions
from campaign.service.light_history import past_day
from campaign.service.session import Session
from campaign.service.stood import Before, stood
from campaign.store.queries import blockers as blockers_queries
from campaign.store.queries.consent import target_changes
from campaign.store.queries.results import returned
from campaign.store.records import CASES

LARGEST = 9_999


def told(session: Session, kind: BulletinKind, *, on: str | None = None, since: str | None = None, number: str | None = None,
         ) -> Figures:
    """``figures`` for whoever has no situation yet: that of today is judged where it is told."""
    past = on is not None and past_day(session, on) < session.today
    return figures(session, session.situation(judged=not past), kind, on=on, since=since, number=number)


def figures(session: Session, situation: Situation, kind: BulletinKind, *, on: str | None = None, since: str | None = None,
            number: str | None = None, before: Before | None = None, touched: frozenset[str] | None = None,
            stop: Callable[[], bool] = lambda: False) -> Figures:
    """``situation`` is that of today; of a day that is over it need not be judged. ``since``: the day with which it is compared,
    if not the usual one of its kind. ``before`` saves judging again what was not ``touched``.

    ``Refused`` before day 1, when no number is given; ``Stopped`` once ``stop`` says so.
    At 10,000 projects it takes a second, of a past day two.
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
        lights = Before().lights(session, situation, lit, None, stop)
        then = stood(session, situation.snapshot, day, resolved_after=start, stop=stop)
        told, resolved = then.situation, then.resolved
    else:
        lights = (before or Before()).lights(session, situation, lit, touched, stop)
        told, resolved = situation, blockers_queries.resolved(session.store, start, day)
    changes = [change for change in target_changes(session.store) if start < change.on <= day]
    found = Figures(
        kind, issue, day, start, told, past,
        rules.turned(lights, told, changes),
        [change for change in changes if change.agreed_by is not None],
        [row for row in returned(session.store) if row.decided_on is not None and start < row.decided_on <= day],
        rules.solved(resolved, start, day),
        rules.overdue(told),
        [case for case in CASES.all(session.store) if start < case.on <= day],
        rules.escalations(told),
        league.lists(session, situation, day),
        [row.merit for row in merits.merits(session, situation) if row.merit.kind in GOOD and start < row.merit.on <= day],
        seq=situation.snapshot.seq,
        head=situation.snapshot.head,
    )
    if past:
        return found
    return found._replace(routes=rules.routes(told), findings=findings(told), too_late=questions.too_late(session, told))


