"""Verbs about leads: what happened on a day, and a lead that lands becomes a project."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from campaign.core.chain import spot
from campaign.core.errors import BadInput, NotFound, Refused
from campaign.core.leads import STAGES, at_stage
from campaign.core.model.leads import Lead, LeadEventKind, LeadStage
from campaign.core.model.project import Stage
from campaign.store.records import LEADS
from campaign.store.write import Write
from campaign.store.writes.common import doubt_taking, keyed, require, require_leader
from campaign.store.writes.projects import add_project

Values = Mapping[str, Any]


class Step(NamedTuple):
    """What happened to a lead on one day. ``None`` is "not mentioned"."""

    on: date
    stage: LeadStage | None = None
    note: str | None = None
    next_step: str | None = None
    """Empty: nothing is agreed any more."""
    next_on: date | None = None
    drop: str | None = None
    """Why it ended; ``reopen`` why it goes on."""
    reopen: str | None = None
    project: str | None = None
    """LANDED: the project that it has become; without one a new project is made."""


def add_lead(write: Write, values: Values, stage: LeadStage, step: Step) -> str:
    """``values`` of the lead itself; ``step`` says what is next, and which project it is when it has landed already."""
    _refuse_twin(write, values["name"])
    require_leader(write, values.get("leader"))
    code = write.new_code("lead")
    write.insert("leads", {"code": code, **keyed(values), "stage": LeadStage.LEAD, "opened": step.on.isoformat()})
    record(write, code, LeadEventKind.OPEN, step.on, target=LeadStage.LEAD)
    if stage is not LeadStage.LEAD or step.next_step:
        advance(write, code, step._replace(stage=stage if stage is not LeadStage.LEAD else None))
    _touch(write, code, values)
    return code


def change_lead(write: Write, code: str, values: Values, version: int | None = None) -> str:
    """Change what it is; how far it has got changes by ``advance``."""
    lead = _read(write, code)
    if values.get("name", lead.name) != lead.name:
        _refuse_twin(write, values["name"])
    require_leader(write, values.get("leader"))
    if write.update("leads", code, keyed(values), version):
        doubt_taking(write, code)
        _touch(write, code, {**lead._asdict(), **values})
    return code


def advance(write: Write, code: str, step: Step, version: int | None = None) -> str:
    """Everything that happened on that day, in one write; a lead that lands becomes a project in the same one."""
    lead, on = _read(write, code), step.on
    if version is not None:
        write.update("leads", code, {"name": lead.name}, version)  # which asks for the version
    if lead.opened is not None and on < lead.opened:
        raise BadInput("before_opening", code=code, opened=lead.opened.isoformat())
    step = _kept(write, lead, step)
    now = lead
    if step.reopen is not None:
        if lead.dropped is None:
            raise Refused("lead_not_dropped", code=code)
        now = now._replace(dropped=None)
        record(write, code, LeadEventKind.REOPEN, on, text=step.reopen)
    elif lead.dropped is not None:
        raise Refused("lead_dropped", code=code)
    if lead.project is not None and (step.stage not in (None, LeadStage.LANDED) or step.drop is not None):
        raise Refused("lead_landed", code=code, project=lead.project)
    if step.drop is not None:
        if step.note is not None:
            record(write, code, LeadEventKind.NOTE, on, text=step.note)
        now = now._replace(dropped=step.drop, next_step=None, next_on=None)
        record(write, code, LeadEventKind.DROP, on, text=step.drop)
    elif step.stage is not None and step.stage is not now.stage:
        record(write, code, LeadEventKind.STAGE, on, now.stage, step.stage, step.note)
        now = at_stage(now, step.stage, on)
    elif step.note is not None:
        record(write, code, LeadEventKind.NOTE, on, text=step.note)
    if now.stage is LeadStage.LANDED and now.project is None:
        now = now._replace(project=_landed(write, now, step.project))
        record(write, code, LeadEventKind.PROJECT, on, target=now.project)
    elif step.project is not None:
        raise BadInput("lead_not_landing", code=code)
    if step.next_step is not None and (step.next_step or None, step.next_on) != (now.next_step, now.next_on):
        now = now._replace(next_step=step.next_step or None, next_on=step.next_on)
        record(write, code, LeadEventKind.NEXT, on, target=step.next_on.isoformat() if step.next_on else None, text=now.next_step)
    before = lead._asdict()
    changed = {name: _stored(value) for name, value in now._asdict().items() if value != before[name]}
    if changed:
        write.update("leads", code, changed, free=True)
    _touch(write, code, now._asdict())
    return code


def _kept(write: Write, lead: Lead, step: Step) -> Step:
    """The step without the end or the way back of a signed lead that has to be asked for."""
    back = step.stage is not None and STAGES.index(step.stage) < STAGES.index(lead.stage)
    if lead.dropped is not None or lead.signed is None or not (back or step.drop is not None):
        return step
    field, before, after = ("stage", lead.stage, step.stage) if step.drop is None else ("dropped", None, step.drop)
    write.consent.why = write.consent.why or step.drop or step.note
    if write.consent.needed(lead.code, free=False):
        write.consent.ask(lead.code, field, before, after)
        return step._replace(stage=None, drop=None)
    write.consent.agree(lead.code, field, before, after)
    return step


def _landed(write: Write, lead: Lead, project: str | None) -> str:
    """The project that a lead becomes: a new one with all that is known of it, or one that there is already."""
    if project is None:
        return add_project(write, {
            "name": lead.name, "stage": Stage.PLANNING, "county": lead.county, "leader": lead.leader, "investor": lead.investor,
            "total": lead.total, "developer": lead.firm, "node": spot(lead.chain, lead.node)})
    require(write, "projects", project)
    found = write.one("SELECT code FROM leads WHERE project = ?", project)
    if found is not None:
        raise Refused("lead_project_taken", project=project, code=found[0])
    write.touch(project)
    return project


def _read(write: Write, code: str) -> Lead:
    found = LEADS.read(write.connection, "WHERE code = ?", code)
    if not found:
        raise NotFound("unknown_code", code=code)
    return found[0]


def _refuse_twin(write: Write, name: str) -> None:
    """The same firm found twice; what was given up may come again."""
    found = write.one("SELECT code FROM leads WHERE name = ? AND dropped IS NULL", name)
    if found is not None:
        raise Refused("lead_there", name=name, code=found[0])


def record(write: Write, lead: str, kind: LeadEventKind, on: date, source: str | None = None, target: str | None = None,
          text: str | None = None) -> None:
    write.insert("lead_events", {"lead": lead, "kind": kind, "on_day": on.isoformat(), "at": write.at, "actor": write.actor,
                                 "source": source, "target": target, "text": text})


def _touch(write: Write, code: str, values: Values) -> None:
    write.touch(code, *(values[name] for name in ("trip", "event") if values.get(name)))


def _stored(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
