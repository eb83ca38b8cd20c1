"""The answers that need more than the snapshot: visits, approvals and their clocks, changes of leader."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from campaign.core import clocks, codes, presence
from campaign.core.activity import Deed, deeds
from campaign.core.approvals import milestone, steps
from campaign.core.clocks import Calendar, Outlook
from campaign.core.errors import Refused
from campaign.core.facts import share
from campaign.core.lights import AT_RISK, TOO_LATE
from campaign.core.model.project import FINISHED, Channel, Investor, Project, Sector
from campaign.core.overview import NO_RATES, Rates, Unconfirmed, is_private, rates, rates_by, unconfirmed_by
from campaign.core.presence import Site
from campaign.core.situation import Situation
from campaign.data.clocks import clocks as statutory
from campaign.service.session import Session
from campaign.store.queries import approvals as approvals_queries
from campaign.store.queries import blockers as blockers_queries
from campaign.store.queries import calendar as calendar_queries
from campaign.store.queries import presence as presence_queries
from campaign.store.queries import projects as projects_queries
from campaign.store.queries.presence import leader_changes, sites_visited

EVERY = 10**9
"""More rows than one person can have."""


# Presence ---------------------------------------------------------------------------------------------------------------


def sites(session: Session, situation: Situation, chosen: Iterable[Project]) -> list[Site]:
    """How the working sites among ``chosen`` stand today, in the order given."""
    working = [project for project in chosen if presence.working(project, situation.today)]
    # A handful is read by code; nearly all of them in one go.
    some = [project.code for project in working] if 2 * len(working) < len(situation.snapshot.projects) else None
    visits = presence_queries.presence(session.store, some, presence.first_needed(situation))
    return [presence.site(situation, project, visits.get(project.code, ())) for project in working]


class Contacts(NamedTuple):
    """What a leader's visits within the campaign were."""

    person: str
    site: int
    phone: int
    meeting: int
    share: int | None
    """On site ÷ all, in 1/10 percent; None without any."""
    sites: int
    """Projects on whose site the leader has been."""


def contacts(session: Session, situation: Situation, people: Iterable[str]) -> list[Contacts]:
    """Of each of these people, from day 1 to today or the last day."""
    campaign = situation.snapshot.campaign
    first, last = campaign.first_day, min(situation.today, campaign.last_day)
    found, visited = presence_queries.contacts(session.store, first, last), sites_visited(session.store, first, last)
    told = []
    for person in people:
        by_channel = found.get(person, {})
        site, phone, meeting = (by_channel.get(channel, 0) for channel in (Channel.SITE, Channel.PHONE, Channel.MEETING))
        told.append(Contacts(person, site, phone, meeting, share(site, site + phone + meeting), visited.get(person, 0)))
    return told


# What the clocks still allow --------------------------------------------------------------------------------------------


def outlook(session: Session, situation: Situation, project: str, calendar: Calendar | None = None) -> Outlook | None:
    """The approvals still to come against the milestone, step by step; None without a milestone or when none is open.

    ``calendar`` saves reading it again. KeyError for an unknown project.
    """
    row = situation.snapshot.projects[project]
    until = milestone(row, situation.snapshot.campaign)
    if until is None or row.withdrawn is not None or row.stage in FINISHED:
        return None
    chain = steps(approvals_queries.approvals(session.store, project=project))
    return clocks.outlook(chain, statutory(), until, situation.today, calendar or calendar_queries.calendar(session.store))


def too_late(session: Session, situation: Situation, *, risk: bool = False) -> list[tuple[Project, Outlook]]:
    """The projects that cannot reach their milestone any more, the latest first; with ``risk`` those at risk after them."""
    wanted = (TOO_LATE, AT_RISK) if risk else (TOO_LATE,)
    calendar = calendar_queries.calendar(session.store)
    found = []
    for row in situation.snapshot.projects.values():
        if any(mark in wanted for mark in situation.assessments[row.code].marks):
            told = outlook(session, situation, row.code, calendar)
            if told is not None:
                found.append((row, told))
    return sorted(found, key=lambda pair: (not pair[1].too_late, -days_late(pair[1]), codes.order(pair[0].code)))


def days_late(told: Outlook) -> int:
    """Days by which the end that decides misses the milestone."""
    return ((told.floor_end if told.too_late else told.limit_end) - told.milestone).days


# Rates ------------------------------------------------------------------------------------------------------------------


class By(StrEnum):
    COUNTY = "county"
    LEADER = "leader"
    SECTOR = "sector"
    INVESTOR = "investor"


CITY = "city"
"""Code of the row that stands for all."""


class Line(NamedTuple):
    """One row of the rates."""

    code: str | None
    """None: the projects of which it is not known."""
    rates: Rates
    private: Rates
    """Of those among them that are private investment."""
    unconfirmed: Unconfirmed
    """Of what is met among the first."""


def lines(situation: Situation, by: By | None) -> list[Line]:
    """Of the city, or of every county, leader, sector or investor; what has no project has rates of nothing."""
    if by is None:
        waits = unconfirmed_by(situation, lambda row: CITY).get(CITY, Unconfirmed())
        return [Line(CITY, rates(situation), rates(situation, is_private), waits)]

    def key(row: Project) -> str | None:
        found: str | None = getattr(row, by.value)
        return found

    found, private, unconfirmed = rates_by(situation, key), rates_by(situation, key, is_private), unconfirmed_by(situation, key)
    order = groups(situation, by, (code for code in found if code is not None))
    every: list[str | None] = [*order, None] if None in found else [*order]
    return [Line(code, found.get(code, NO_RATES), private.get(code, NO_RATES), unconfirmed.get(code, Unconfirmed()))
            for code in every]


def groups(situation: Situation, by: By, found: Iterable[str]) -> list[str]:
    """What there is of them, in order; ``found`` are those that have projects."""
    match by:
        case By.COUNTY:
            return sorted(situation.snapshot.counties, key=codes.order)
        case By.LEADER:
            return sorted({code for code, row in situation.snapshot.people.items() if row.leader}.union(found), key=codes.order)
        case By.SECTOR:
            return list(Sector)
    return list(Investor)


# Blast radius -----------------------------------------------------------------------------------------------------------


def obstacle(session: Session, situation: Situation, text: str) -> str:
    """The code of the blocker or land task that ``text`` means. Refused for one that is settled."""
    kind = "land_task" if codes.is_a(codes.canonical(text), "land_task") else "blocker"
    code = session.code(kind, text)
    if kind == "land_task" and code not in situation.snapshot.lands:
        raise Refused("land_accepted", code=code)
    if kind == "blocker" and code not in situation.snapshot.blockers:
        raise Refused("blocker_resolved", code=code)
    return code


# Deeds ------------------------------------------------------------------------------------------------------------------


def dossier(session: Session, situation: Situation, person: str) -> list[Deed]:
    """What this person has done, the newest last."""
    store, told = session.store, situation.snapshot
    return deeds(person, told.projects, told.counties, leader_changes(store),
                 projects_queries.visits(store, person=person, limit=EVERY), blockers_queries.blockers(store).values())

