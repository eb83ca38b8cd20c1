"""What stands in a calendar that others take over: every day on which something is due, and who was where."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from campaign.core import due_days as rules
from campaign.core.codes import kind_of
from campaign.core.dates import stored_day
from campaign.core.due_days import DueDay, DueKind
from campaign.core.situation import Situation
from campaign.service.due_days import due_days
from campaign.service.session import Session
from campaign.store.queries.presence import leaders_on_site
from campaign.store.queries.written import History, Written, history
from campaign.store.records import EVENTS, LEADS, TRIPS
from campaign.text import _
from campaign.words.due_days import KINDS, subject
from campaign.words.labels import listed

PART = {
    DueKind.BLOCKER: "", DueKind.LAND: "", DueKind.APPROVAL: "", DueKind.HOLD: "review", DueKind.CONTACT: "contact",
    DueKind.LIST: "list", DueKind.START: "start", DueKind.FINISH: "finish", DueKind.SUSPENSION: "review", DueKind.LEAD: ""}
"""What follows the code in the name of an entry, where the code has several days."""
_KINDS = {
    ("blocker", "due"): DueKind.BLOCKER, ("blocker", "review"): DueKind.HOLD, ("land_task", "due"): DueKind.LAND,
    ("approval", "due"): DueKind.APPROVAL, ("approval", "next_contact"): DueKind.CONTACT, ("lead", "next_on"): DueKind.LEAD,
    ("project", "planned_start"): DueKind.START, ("project", "planned_finish"): DueKind.FINISH,
    ("project", "review"): DueKind.SUSPENSION}
"""Kind and column of a day that was taken away."""
NAMED = 5
"""Projects that are named; the others are counted."""


class Entry(NamedTuple):
    """``name`` is the same for ever, and no other entry of the campaign has it. Days are whole days."""

    name: str
    first: date
    last: date
    summary: str
    notes: tuple[str, ...]
    place: str
    written: Written
    over: bool = False
    """It was there and is not any more: a calendar that has it takes it out."""


class Only(NamedTuple):
    """Codes; None: of all."""

    leader: str | None = None
    county: str | None = None
    unit: str | None = None


def entries(session: Session, situation: Situation, only: Only) -> list[Entry]:
    """By day. What was over before the campaign began, or when it came in with the seed, is left out: no calendar can have it."""
    past, first_day = history(session.store), situation.snapshot.campaign.first_day
    found = list(_of_campaign(situation, past))
    known = set()
    leads = {row.code: row for row in LEADS.all(session.store)}
    for due in (*due_days(session, situation), *rules.of_leads(leads.values())):
        known.add((due.code, due.kind))
        if due.over and (due.code not in past.of or (due.settled is not None and due.settled < first_day)):
            continue
        if not _fits(situation, due, only):
            continue
        name = leads[due.code].name if due.kind is DueKind.LEAD else ""
        found.append(Entry(_name(due), due.day, due.day, subject(situation, due, name), _notes(situation, due),
                           _place(situation, due), past.of.get(due.code, past.first), due.over))
    found += _emptied(situation, past, known, only)
    found += _on_the_way(session, situation, past, only)
    return sorted(found, key=lambda one: (one.first, one.name))


def _name(due: DueDay) -> str:
    part = PART[due.kind] + (f"-{due.word}" if due.kind is DueKind.LIST else "")
    return f"{due.code}-{part}" if part else due.code


def _fits(situation: Situation, due: DueDay, only: Only) -> bool:
    told = situation.snapshot
    projects = [told.projects[code] for code in due.projects if code in told.projects]
    wide = told.counties.get(due.county or "") if not due.projects else None
    return (
        (only.leader is None or only.leader in due.persons or any(row.leader == only.leader for row in projects)
         or (wide is not None and wide.leader == only.leader))
        and (only.county is None or due.county == only.county or any(row.county == only.county for row in projects))
        and (only.unit is None or due.unit == only.unit or any(row.unit == only.unit for row in projects)))


def _notes(situation: Situation, due: DueDay) -> tuple[str, ...]:
    """What it is on, who leads that, in whose hands it is; the command that says more."""
    told = situation.snapshot
    projects = [told.projects[code] for code in due.projects if code in told.projects]
    said = [_("Project: {name}").format(name=f"{row.code} {row.name}") for row in projects[:NAMED]]
    if len(projects) > NAMED:
        said.append(_("{n} more projects").format(n=len(projects) - NAMED))
    leaders = {row.leader: None for row in projects if row.leader is not None}
    if leaders:
        said.append(_("Leader: {name}").format(name=listed([situation.name_of(code) or code for code in leaders])))
    if due.unit is not None:
        said.append(_("Unit: {name}").format(name=situation.name_of(due.unit) or due.unit))
    return *said, f"campaign show {due.code}"


def _place(situation: Situation, due: DueDay) -> str:
    told = situation.snapshot
    codes = [due.county] if due.county is not None else [told.projects[code].county for code in due.projects
                                                        if code in told.projects]
    return listed([situation.name_of(code) or code for code in dict.fromkeys(codes) if code is not None])


def _of_campaign(situation: Situation, past: History) -> Iterator[Entry]:
    """Its own days, which are everybody's."""
    campaign = situation.snapshot.campaign

    def entry(part: str, day: date, said: str) -> Entry:
        return Entry(f"campaign-{part}", day, day, said, (campaign.name,), "", past.whole)

    yield entry("last-day", campaign.last_day, _("Day {n}, the last of the campaign").format(n=campaign.length))
    if campaign.golden_end is not None:
        yield entry("golden", campaign.golden_end, _("The golden construction window ends"))
    for day in rules.filing_days(campaign):
        yield entry(f"filing-{day:%Y-%m}", day, _("Statistics are filed"))


def _emptied(situation: Situation, past: History, known: set[tuple[str, DueKind]], only: Only) -> Iterator[Entry]:
    """Days that were taken away: of what is still there and somebody's, of all that is gone."""
    for (code, column), day in past.emptied.items():
        kind = _KINDS.get((kind_of(code), column))
        if kind is None or (code, kind) in known:
            continue
        row = situation.snapshot.projects.get(code)
        due = DueDay(code, kind, stored_day(day), projects=(code,) if row is not None else ())
        if row is None or _fits(situation, due, only):
            said = _("{kind}: {what}").format(kind=_(KINDS[kind]), what=code)
            yield Entry(_name(due), due.day, due.day, said, (), "", past.of.get(code, past.first), True)


def _on_the_way(session: Session, situation: Situation, past: History, only: Only) -> Iterator[Entry]:
    """Trips, promotion events, and on which sites leaders were."""
    told = situation.snapshot
    if only.unit is None and only.county is None:
        for trip in TRIPS.all(session.store):
            if only.leader in (None, trip.leader):
                said = _("Trip: {place}, {name}").format(place=trip.place, name=situation.name_of(trip.leader) or trip.leader)
                notes = *([trip.purpose] if trip.purpose else []), f"campaign show {trip.code}"
                yield Entry(trip.code, trip.first, trip.last, said, notes, trip.place, past.of.get(trip.code, past.first))
        gone = ((code, day) for (code, column), day in past.emptied.items() if column == "first")
        for code, day in gone:
            yield Entry(code, stored_day(day), stored_day(day), code, (), "", past.of.get(code, past.first), True)
    if only == Only():
        for event in EVENTS.all(session.store):
            yield Entry(event.code, event.on, event.on, event.name, (f"campaign show {event.code}",), event.place or "",
                        past.of.get(event.code, past.first))
    for person, on, projects in leaders_on_site(session.store, told.campaign.first_day):
        rows = [told.projects[code] for code in projects if code in told.projects]
        # All of that day, whoever asks: the entry is the same in every calendar.
        if only.leader in (None, person) and any(only.county in (None, row.county) and only.unit in (None, row.unit)
                                                 for row in rows):
            said = _("On site: {name}").format(name=situation.name_of(person) or person)
            yield Entry(f"{person}-visit-{on.isoformat()}", on, on, said, tuple(f"{row.code} {row.name}" for row in rows),
                        listed(_counties(situation, (row.county for row in rows))),
                        max(past.of.get(row.code, past.first) for row in rows))


def _counties(situation: Situation, codes: Iterable[str | None]) -> list[str]:
    return [situation.name_of(code) or code for code in dict.fromkeys(codes) if code is not None]
