"""Leads: as they stand today, with their history; the verbs that bring them from 线索 to 落地."""

from datetime import date
from typing import Any, NamedTuple

from campaign.core import leads as rules
from campaign.core.dates import stored_day
from campaign.core.errors import BadInput
from campaign.core.leads import WantedFirm
from campaign.core.model.leads import Lead, LeadEvent, LeadStage, PromotionEvent, Trip
from campaign.core.model.people import Role
from campaign.core.situation import Situation
from campaign.kinds.field import Field, Type, parse
from campaign.service.session import Session
from campaign.service.typed import Typed, changed, values
from campaign.store.queries.leads import last_entries
from campaign.store.records import EVENTS, LEAD_EVENTS, LEADS, TRIPS
from campaign.store.write import Done, Write
from campaign.store.writes import leads as leads_writes
from campaign.store.writes.leads import Step
from campaign.words.reading import word

STEP, STEP_ON, NOTE, WHY = Field("next_step"), Field("next_on", Type.DAY), Field("note", limit=500), Field("why", limit=500)


class Advanced(NamedTuple):
    """A lead that has moved on."""

    done: Done
    stage: LeadStage
    project: str | None
    """What it has become by this."""


# Reading ----------------------------------------------------------------------------------------------------------------


def leads(session: Session, situation: Situation) -> list[WantedFirm]:
    """Every lead, what calls for somebody first; landed ones and those given up at the end."""
    last = last_entries(session.store)
    return sorted((_sought(situation, row, last.get(row.code)) for row in LEADS.all(session.store)), key=rules.urgency)


def lead(session: Session, situation: Situation, code: str) -> tuple[WantedFirm, list[LeadEvent]]:
    """With its history, oldest first. Raises ``NotFound``."""
    row, events = LEADS.one(session.store, code), LEAD_EVENTS.all(session.store, lead=code)
    return _sought(situation, row, max((event.on for event in events), default=None)), events


def of_project(session: Session, project: str) -> Lead | None:
    """The lead that became this project."""
    return next(iter(LEADS.all(session.store, project=project)), None)


def source(session: Session, lead: Lead) -> tuple[Trip | None, PromotionEvent | None]:
    """The trip and the event that brought it."""
    return (TRIPS.one(session.store, lead.trip) if lead.trip else None,
            EVENTS.one(session.store, lead.event) if lead.event else None)


def active_in(session: Session, county: str) -> list[Lead]:
    """Those of a county that were not dropped."""
    return [row for row in LEADS.all(session.store, county=county) if row.dropped is None]


def _sought(situation: Situation, row: Lead, last: date | None) -> WantedFirm:
    return rules.sought(row, last, situation.today, situation.excused_in(row.county))


# Verbs ------------------------------------------------------------------------------------------------------------------


def add_lead(session: Session, typed: Typed, *, stage: str | None = None, next_step: str | None = None,
             next_on: str | None = None, on: str | None = None, request: str | None = None) -> Done:
    """A lead needs a name only; one that has landed already becomes a project at once."""
    given = values(session, "lead", typed, ("name",))
    permission = session.permission
    if permission is not None and permission.member.role is Role.STAFF and permission.member.county and not given.get("county"):
        given["county"] = permission.member.county  # nobody types where they work
    at = LeadStage(word(LeadStage, stage)) if stage else LeadStage.LEAD
    step = Step(session.past_day(on), **_next(session, next_step, next_on))
    return session.write("add-lead", lambda write: leads_writes.add_lead(write, given, at, step), request)


def change(session: Session, code: str, typed: Typed, *, why: str | None = None, version: int | None = None,
           request: str | None = None) -> Done:
    """Change what was mentioned of a lead; ``why``, where that changes a target. Raises ``Changed`` (exit 7)."""
    if typed.get("stage") is not None:
        raise BadInput("use_advance", code=code)
    given, reason = changed(session, code, typed), session.text(why or "", 500) or None

    def body(write: Write) -> str:
        write.consent.why = reason
        return leads_writes.change_lead(write, code, given, version)

    return session.write("edit", body, request)


def advance(session: Session, lead: str, stage: str | None = None, *, note: str | None = None, next_step: str | None = None,
            next_on: str | None = None, drop: str | None = None, reopen: str | None = None, project: str | None = None,
            on: str | None = None, version: int | None = None, request: str | None = None) -> Advanced:
    """To ``stage``, or with nothing else said to the next one. With a note or a next step alone it stays where it is.

    ``next_step`` empty: nothing is agreed any more; ``next_on`` alone: another day for what is agreed. ``project`` is what it has
    become by landing; without one a project is made.
    """
    code = session.code("lead", lead)
    row = LEADS.one(session.store, code)
    if drop is not None and (reopen is not None or stage or next_step):
        raise BadInput("twice", text="--drop " + ("--reopen" if reopen is not None else "--next" if next_step else "STAGE"))
    to = LeadStage(word(LeadStage, stage)) if stage else None
    linked = session.code("project", project) if project is not None else None
    if next_step is None and next_on and to is None and row.next_step is not None:
        next_step = row.next_step  # what was agreed, put off
    if to is None and not any(text is not None for text in (note, next_step, next_on, drop, reopen)):
        to = rules.following(row.stage)
        if to is None:
            raise BadInput("lead_done", code=code)
    step = Step(session.past_day(on), to, _text(session, NOTE, note), drop=_text(session, WHY, drop, "drop"),
                reopen=_text(session, WHY, reopen, "reopen"), project=linked, **_next(session, next_step, next_on))
    done = session.write("advance", lambda write: leads_writes.advance(write, code, step, version), request)
    now = LEADS.one(session.store, code)
    return Advanced(done, now.stage, now.project if row.project is None else None)


def _text(session: Session, field: Field, text: str | None, needed: str = "") -> str | None:
    """``needed``: as what it may not be empty, if it was mentioned."""
    if text is None:
        return None
    value = parse(field, text, session)
    if value is None and needed:
        raise BadInput("field_empty", field=needed)
    return None if value is None else str(value)


def _next(session: Session, step: str | None, on: str | None) -> dict[str, Any]:
    """The next step agreed upon, and its day."""
    if step is None and on is None:
        return {}
    words, day = _text(session, STEP, step), parse(STEP_ON, on, session) if on else None
    if words is None and day is not None:
        raise BadInput("next_without_step")
    return {"next_step": words if words is not None else "", "next_on": stored_day(str(day)) if day else None}
