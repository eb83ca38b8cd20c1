"""What has changed since the actor looked (Q13), and how far the actor has looked."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple, TypeAlias

from campaign.core import news as rules
from campaign.core.codes import EVERYTHING, canonical, is_a, kind_of
from campaign.core.dates import format_instant, parse_instant, zone
from campaign.core.errors import BadInput, CampaignError, NotFound
from campaign.core.light_history import told_on
from campaign.core.model.blocker import Scope
from campaign.core.model.light import Assessment
from campaign.core.model.people import Look
from campaign.core.model.project import Project
from campaign.core.news import Group, Item, News
from campaign.core.situation import Situation
from campaign.service.session import Session
from campaign.service.stood import Stopped, lights_on
from campaign.store.queries import blockers as blockers_queries
from campaign.store.queries import log as log_queries
from campaign.store.queries import names as names_queries
from campaign.store.queries.land import land_task
from campaign.store.queries.log import last_before, log_after, written_at
from campaign.store.writes.news import remember_look

Lights: TypeAlias = Mapping[str, Assessment]
"""Project → its light and why."""
YESTERDAY = "yesterday"


class Since(NamedTuple):
    """From where on changes are news."""

    seq: int
    """The last row of the audit that is none."""
    at: str
    """Instant, UTC ISO text."""
    looked: bool = False
    """The actor looked then; else it is a day that was asked for, or yesterday for who looks the first time."""


class Told(NamedTuple):
    since: Since
    head: int
    """The newest row that was looked at."""
    groups: list[Group]
    own: int
    """One's own writes, which are in no group."""


def since(session: Session, text: str | None = None) -> Since:
    """What ``text`` (a day, ``yesterday``, the number of a row of the log) means; without it the last look, else yesterday."""
    head = log_queries.head(session.store)
    if text is None:
        look = log_queries.look(session.store, session.actor)
        if look is not None and look.seq <= head:  # a backup that was put back knows less
            return Since(look.seq, look.at, looked=True)
        text = YESTERDAY
    text = session.text(text)
    if text.isdigit() and len(text) < len("20261122"):
        seq = int(text)
        if not 0 < seq <= head:
            raise BadInput("no_entry", seq=text, head=head)
        return Since(seq - 1, written_at(session.store, seq) or format_instant(session.clock()))
    day = session.day(text)
    if day > session.today:
        raise BadInput("day_in_future", field="on", day=day.isoformat(), today=session.today.isoformat())
    return of_day(session, day)


def of_day(session: Session, day: date) -> Since:
    """From the beginning of a day on."""
    start = datetime.combine(day, time(), zone(session.campaign.time_zone)).astimezone(UTC)
    at = format_instant(start)
    return Since(last_before(session.store, at), at)


def gathered(session: Session, start: Since, until: int | None = None) -> News:
    """What was written since; confidential rows only for those who may see them."""
    news = News(session.actor)
    head = log_queries.head(session.store) if until is None else until
    news.add(log_after(session.store, start.seq, until=head, without=session.hidden))
    news.last = max(news.last, head)
    return news


def told(session: Session, situation: Situation, start: Since) -> Told:
    """Everything since, in groups, and the lights that have turned: a second where there are ten thousand projects."""
    news = gathered(session, start, situation.snapshot.seq)
    turned = lights_turned(situation, lights_before(session, situation, start, news) or {}, news)
    return Told(start, news.last, news.groups(Weight(situation), turned), news.own)


class Weight:
    """What is at stake with a code: 万元 of what it freezes, or of the project itself."""

    def __init__(self, situation: Situation) -> None:
        self._situation = situation

    def __call__(self, code: str) -> int:
        told = self._situation.snapshot
        if code in told.projects:
            return told.projects[code].total or 0
        if code in told.blockers or code in told.lands:
            return self._situation.blast(code).total
        return 0


def lights_before(session: Session, situation: Situation, start: Since, news: News, stop: Callable[[], bool] = lambda: False,
                  most: int | None = None) -> Lights | None:
    """Project → its light then and why, of those whose light may be another one now. None when ``stop`` says so, or they are
    more than ``most``: 0.1 ms each.

    Lights of the past are known by day: they are those of the end of the day of the look. Of a project about which something
    was written on that very day after the look it is the light of the end of the day before, so that nothing is missed.
    """
    campaign, there = session.campaign, zone(session.campaign.time_zone)
    day = parse_instant(start.at).astimezone(there).date()
    that_day = [codes for at, codes in news.touched if parse_instant(at).astimezone(there).date() == day]
    fresh = _projects(session, situation, {code for codes in that_day for code in codes})
    before_that_day = told_on(campaign, day - timedelta(days=1), situation.today)
    asked: list[tuple[set[str] | None, date]] = [(None, before_that_day)]
    if start.looked and fresh is not None:
        asked = [(fresh, before_that_day)] if day == session.today else [
            (None, told_on(campaign, day, situation.today)), (fresh, before_that_day)]
    if most is not None and any(len(situation.snapshot.projects if codes is None else codes) > most for codes, _day in asked):
        return None
    found: dict[str, tuple[Project, Assessment]] = {}
    try:
        for codes, on in asked:
            found |= lights_on(session, situation.snapshot, on, codes, stop)
    except Stopped:
        return None
    return {code: light for code, (project, light) in found.items() if project.withdrawn is None}


def lights_turned(situation: Situation, before: Lights, news: News) -> list[Item]:
    """Of these projects, those whose light is another one now, with the changes of targets by which it is."""
    judged_now = situation.assessments
    changes = [change for some in news.targets.values() for change in some]
    return rules.lights(before, {code: judged_now[code] for code in before if code in judged_now}, changes)


def _projects(session: Session, situation: Situation, touched: set[str]) -> set[str] | None:
    """The projects whose lights may have changed with these codes; None: any."""
    if EVERYTHING in touched:
        return None
    found = {code for code in touched if code in situation.snapshot.projects} | situation.scope(touched)
    for code in touched:  # what is settled is in no situation
        if is_a(code, "blocker", "land_task") and not situation.holds(code):
            with suppress(NotFound):  # taken back
                item = blockers_queries.blocker(session.store, code) if is_a(code, "blocker") else land_task(session.store, code)
                found.update(situation.projects_of_county(item.county or "") if item.scope is Scope.COUNTY else item.projects)
    return found


def remember(session: Session, seq: int) -> None:
    """The actor has looked at everything up to ``seq``. Whoever may not write, or cannot now, is not remembered: no harm done."""
    if session.readonly:
        return
    with suppress(CampaignError):
        remember_look(session.store, Look(session.actor, seq, format_instant(session.clock())))


def named(session: Session, situation: Situation, groups: Iterable[Group]) -> dict[str, str]:
    """The names behind all codes in these groups, what is settled or gone from the lists included."""
    found: dict[str, str] = {}
    for group in groups:
        for item in group.items:
            agreed = (change.agreed_by for change in item.retargeted)
            for code in (item.code, item.actor, item.before, item.after, *agreed):
                if code and code not in found:
                    found[code] = name_of(session, situation, code)
    return {code: name for code, name in found.items() if name}


def name_of(session: Session, situation: Situation, code: str) -> str:
    """Empty for what has none."""
    if canonical(code) != code:
        return ""
    name = situation.name_of(code) or names_queries.name_of(session.store, kind_of(code), code) or ""
    if is_a(code, "approval", "dispatch", "request") and canonical(name) == name:  # named by its project, its person, its subject
        name = situation.name_of(name) or name
    return name

