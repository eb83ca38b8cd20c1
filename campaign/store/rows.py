"""Rows of the database → rows of the model. One function per table, fast enough for ten thousand of them."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from campaign.core.dates import stored_day
from campaign.core.model.blocker import Blocker, BlockerState, Category, Event, EventKind, HoldReason, Scope
from campaign.core.model.campaign import Campaign, Excuse, Settings
from campaign.core.model.land import (
    Approval,
    ApprovalEvent,
    ApprovalEventKind,
    ApprovalKind,
    ApprovalState,
    LandEvent,
    LandEventKind,
    LandKind,
    LandTask,
    Measure,
)
from campaign.core.model.people import Authority, County, Person, Rank, Unit
from campaign.core.model.project import (
    Change,
    Channel,
    Funds,
    Investor,
    Progress,
    Project,
    ProjectDetails,
    Registered,
    Sector,
    Stage,
    Visit,
)
from campaign.kinds.campaign import within

Row = tuple[Any, ...]
Word = TypeVar("Word", bound=StrEnum)


class Days(dict[str | None, date | None]):
    """ISO text → date, each day made once: ten thousand projects share a few hundred days."""

    def __init__(self, read: Callable[[str], date]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, text: str | None) -> date | None:
        day = self[text] = None if text is None else self._read(text)
        return day


class Same(dict[str | None, str | None]):
    """Every code stands for itself."""

    def __missing__(self, code: str | None) -> str | None:
        return code


SAME = Same()


def _words(enum: type[Word]) -> Mapping[str | None, Any]:
    return {None: None, **{word.value: word for word in enum}}


DAYS = Days(stored_day)
CLOCKS = Days(date.fromisoformat)
"""What the statutory clocks have worked out, ``date.min`` included."""
SECTORS, INVESTORS, STAGES, RANKS = _words(Sector), _words(Investor), _words(Stage), _words(Rank)
CATEGORIES, SCOPES, AUTHORITIES = _words(Category), _words(Scope), _words(Authority)
STATES, HOLDS, KINDS, CHANNELS = _words(BlockerState), _words(HoldReason), _words(EventKind), _words(Channel)
LAND_KINDS, MEASURES, LAND_EVENTS = _words(LandKind), _words(Measure), _words(LandEventKind)
APPROVALS, APPROVAL_STATES, APPROVAL_EVENTS = _words(ApprovalKind), _words(ApprovalState), _words(ApprovalEventKind)

CAMPAIGN = "name, first_day, length, time_zone, golden_end, filing_day, language"
COUNTY = "code, name, leader, version, zone"
UNIT = "code, name, authority, county, version"
PERSON = "code, name, post, rank, unit, county, leader, version"
PROJECT = ("code, name, county, sector, investor, leader, unit, manager, stage, total, plan_100, planned_start, planned_finish, "
           "started, finished, registered, provincial_key, suspended, review, withdrawn, version, done_100, last_report, "
           "last_money, last_visit, funds_planned, funds_100, registered_100, leader_visit, crew, crew_planned, too_late_after, "
           "risk_after, lapses, next_contact, added")
DETAILS = ("code, national_code, node, developer, task_force, plan_year, done_before, anchor, expected_tax, pull")
BLOCKER = ("code, title, category, scope, county, authority, unit, person, level, state, opened, due, hold_reason, held_on, "
           "review, escalated, resolved, resolution, on_site, version, held_since, touched, moves, silent_moves, bounced, "
           "rests, land_task, approval")
EVENT = "blocker, kind, on_day, at, actor, source, target, text"
PROGRESS = "project, on_day, money, done, crew, crew_planned, machines, materials, fronts, note"
VISIT = "project, on_day, channel, person, solved"
LAND = ("code, name, kind, scope, county, authority, unit, person, measure, target, opened, due, accepted, how, version, done, "
        "last_progress")
LAND_EVENT = "task, kind, on_day, at, actor, amount, source, target, text"
APPROVAL = ("code, project, kind, authority, unit, state, submitted, due, granted, expires, reason, last_contact, next_contact, "
            "version")
APPROVAL_EVENT = "approval, kind, on_day, at, actor, source, target, text"
FUNDS = "project, on_day, money, source"
REGISTERED = "project, month, money"
CHANGE = "project, on_day, at, actor, field, before, after"
EXCUSE = "first_day, last_day, why, county, person"


def campaign(row: Row, settings: Iterable[Row]) -> Campaign:
    name, first_day, length, zone, golden_end, filing_day, language = row
    known = {key: value for key, value in settings if key in Settings._fields}
    return within(Campaign(name, date.fromisoformat(first_day), length, zone, DAYS[golden_end], filing_day, language,
                           Settings(**known)))


def counties(rows: Iterable[Row]) -> dict[str, County]:
    return {row[0]: County(row[0], row[1], row[2], row[3], row[4] == 1) for row in rows}


def units(rows: Iterable[Row]) -> dict[str, Unit]:
    return {code: Unit(code, name, AUTHORITIES[authority], county, version) for code, name, authority, county, version in rows}


def people(rows: Iterable[Row]) -> dict[str, Person]:
    return {row[0]: Person(row[0], row[1], row[2], RANKS[row[3]], row[4], row[5], row[6] == 1, row[7]) for row in rows}


def projects(rows: Iterable[Row], codes: Mapping[str | None, str | None]) -> dict[str, Project]:
    """``codes`` maps a county's, unit's or person's code to the one string that all rows share."""
    d, k, c, new = DAYS, CLOCKS, codes, tuple.__new__  # a NamedTuple's own constructor costs half as much again
    return {r[0]: new(Project, (
                r[0], r[1], c[r[2]], SECTORS[r[3]], INVESTORS[r[4]], c[r[5]], c[r[6]], c[r[7]], STAGES[r[8]], r[9], r[10],
                d[r[11]], d[r[12]], d[r[13]], d[r[14]], d[r[15]], r[16] == 1, r[17], d[r[18]], r[19], r[20], r[21], d[r[22]],
                d[r[23]], d[r[24]], r[25], r[26], r[27], d[r[28]], r[29], r[30], k[r[31]], k[r[32]], d[r[33]], d[r[34]],
                d[r[35]]))
            for r in rows}


def details(row: Row) -> ProjectDetails:
    return ProjectDetails._make(row)


def blockers(rows: Iterable[Row], links: Mapping[str, tuple[str, ...]], codes: Mapping[str | None, str | None],
             ) -> dict[str, Blocker]:
    """``links``: the named projects of each blocker."""
    d, c, new = DAYS, codes, tuple.__new__
    return {r[0]: new(Blocker, (
                r[0], r[1], CATEGORIES[r[2]], SCOPES[r[3]], links.get(r[0], ()), c[r[4]], AUTHORITIES[r[5]], c[r[6]], c[r[7]],
                r[8], STATES[r[9]], d[r[10]], d[r[11]], HOLDS[r[12]], d[r[13]], d[r[14]], d[r[15]], d[r[16]], r[17],
                r[18] == 1, r[19], d[r[20]], d[r[21]], r[22], r[23], r[24] == 1, r[25], r[26],
                r[27]))
            for r in rows}


def lands(rows: Iterable[Row], links: Mapping[str, tuple[str, ...]], codes: Mapping[str | None, str | None],
          ) -> dict[str, LandTask]:
    """``links``: the named projects of each land task."""
    d, c, new = DAYS, codes, tuple.__new__
    return {r[0]: new(LandTask, (
                r[0], r[1], LAND_KINDS[r[2]], SCOPES[r[3]], links.get(r[0], ()), c[r[4]], AUTHORITIES[r[5]], c[r[6]], c[r[7]],
                MEASURES[r[8]], r[9], d[r[10]], d[r[11]], d[r[12]], r[13], r[14], r[15], d[r[16]]))
            for r in rows}


def approval(row: Row) -> Approval:
    d = DAYS
    code, project, kind, authority, unit, state, submitted, due, granted, expires, reason, last, next_, version = row
    return Approval(code, project, APPROVALS[kind], AUTHORITIES[authority], unit, APPROVAL_STATES[state], d[submitted], d[due],
                    d[granted], d[expires], reason, d[last], d[next_], version)


def land_event(row: Row) -> LandEvent:
    return LandEvent(row[0], LAND_EVENTS[row[1]], day(row[2]), *row[3:])


def approval_event(row: Row) -> ApprovalEvent:
    return ApprovalEvent(row[0], APPROVAL_EVENTS[row[1]], day(row[2]), *row[3:])


def funds(row: Row) -> Funds:
    return Funds(row[0], day(row[1]), *row[2:])


def registered(row: Row) -> Registered:
    return Registered._make(row)


def change(row: Row) -> Change:
    return Change(row[0], day(row[1]), *row[2:])


def day(text: str) -> date:
    return stored_day(text)


def event(row: Row) -> Event:
    blocker, kind, on_day, at, actor, source, target, text = row
    return Event(blocker, KINDS[kind], day(on_day), at, actor, source, target, text)


def progress(row: Row) -> Progress:
    return Progress(row[0], day(row[1]), *row[2:])


def visit(row: Row) -> Visit:
    project, on_day, channel, person, solved = row
    return Visit(project, day(on_day), CHANNELS[channel], person, solved)


def excuse(row: Row) -> Excuse:
    first, last, why, county, person = row
    return Excuse(day(first), day(last), why, county, person)
