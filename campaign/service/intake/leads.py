"""A row of a list of leads (招商台账): what it adds, how far one that is there has got."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from campaign.core.dates import stored_day
from campaign.core.errors import CampaignError, Refused
from campaign.core.leads import STAGES
from campaign.core.list_names import same_key
from campaign.core.model.leads import Lead, LeadStage
from campaign.service.intake.known import Work
from campaign.service.intake.report import Added, Change, Taken
from campaign.service.intake.rows import Row, same_text
from campaign.store.queries import listed
from campaign.store.row_by_row import attempt
from campaign.store.writes import leads as writes
from campaign.store.writes.leads import Step

_MOVES = ("stage", "signed", "landed", "opened", "note", "next_step", "next_on", "dropped", "code")
"""Columns that are no plain fields of it: they are dated events."""
_DAYS = ("signed", "landed")


class Leads:
    """Those that are there, in one write."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.rows: dict[str, Lead] = {}
        self.named: dict[str, list[str]] = {}
        for lead in listed.leads(work.write):
            self._learn(lead)
        self.notes = listed.lead_notes(work.write)

    def _learn(self, lead: Lead) -> None:
        if lead.code not in self.rows:
            self.named.setdefault(same_key(lead.name), []).append(lead.code)
        self.rows[lead.code] = lead

    def take_row(self, row: Row) -> Taken:
        county = self.work.home(row)
        there = self._there(row, county)
        self.work.make_names(row)
        values = {**row.values, **row.codes}
        if there is None:
            return self._add(row, values, county)
        return self._change(row, values, there)

    def _there(self, row: Row, county: str | None) -> Lead | None:
        if (code := str(row.values.get("code") or "").upper()) in self.rows:
            return self.rows[code]
        found = [self.rows[code] for code in self.named.get(same_key(row.name), ())]
        own = [lead for lead in found if county is None or lead.county in (county, None)]
        own.sort(key=lambda lead: (lead.dropped is not None, lead.county is None))
        return own[0] if own else None

    # What a row brings --------------------------------------------------------------------------------------------------

    def _add(self, row: Row, values: dict[str, Any], county: str | None) -> Taken:
        write, on = self.work.write, self.work.on
        days = [stored_day(values[name]) for name in _DAYS if values.get(name)]
        opened = stored_day(values["opened"]) if values.get("opened") else min([*days, on])
        plain = {name: value for name, value in values.items() if name not in _MOVES}
        if county is not None:
            plain["county"] = county
        steps = list(self._steps(values, None))
        told_days = {name: step.on.isoformat() for step in steps for name in _DAYS if step.stage == name}
        with attempt(write, self.work.session.assured) as told:
            code = told.subject = writes.add_lead(write, plain, LeadStage.LEAD, Step(opened))
            self._carry_out(code, row, steps, county)
        self._learn(listed.lead(write, code))
        shown = {**plain, **{name: values[name] for name in _MOVES if name in values and name != "code"}, **told_days}
        return Taken(row.at, row.name, "new", code, Added(shown))

    def _change(self, row: Row, values: dict[str, Any], lead: Lead) -> Taken:
        write, old = self.work.write, lead._asdict()
        old.update({name: old[name].isoformat() for name in (*_DAYS, "next_on", "opened") if old[name] is not None})
        changed = {name: value for name, value in values.items() if name not in _MOVES
                   and name in old and same_text(old[name]) != same_text(value)}
        if same_key(row.name) == same_key(lead.name):
            changed.pop("name", None)
        for name in _DAYS:
            if values.get(name) and old[name] and values[name] != old[name]:
                raise Refused("lead_day_otherwise", code=lead.code, field=name, day=old[name])
        if "stage" in row.loose and STAGES.index(LeadStage(values["stage"])) < STAGES.index(lead.stage):
            del values["stage"]  # 在谈 stands in a list for months
        steps = list(self._steps(values, lead))
        changes = [Change(name, old[name], value) for name, value in changed.items()]
        for step in steps:
            changes += _changes(step, old)
        if not changes:
            return Taken(row.at, row.name, "unchanged", lead.code)
        if lead.dropped is not None:
            raise Refused("lead_dropped", code=lead.code)
        with attempt(write, self.work.session.assured) as told:
            told.subject = lead.code
            if changed:
                writes.change_lead(write, lead.code, changed)
            self._carry_out(lead.code, row, steps, self.work.home(row) or lead.county)
        if not told.wrote:
            return Taken(row.at, row.name, "unchanged", lead.code)
        self._learn(listed.lead(write, lead.code))
        return Taken(row.at, row.name, "changed", lead.code, tuple(changes))

    def _steps(self, values: dict[str, Any], lead: Lead | None) -> Iterator[Step]:
        """What has happened to it that is not there yet, in its order. A stage without a day was reached on the list's own."""
        on, at = self.work.on, lead.stage if lead else LeadStage.LEAD
        signed, landed = (stored_day(values[name]) if values.get(name) else None for name in _DAYS)
        wanted = LeadStage(values["stage"]) if values.get("stage") else at
        reached = max([wanted, *([LeadStage.SIGNED] if signed else []), *([LeadStage.LANDED] if landed else [])],
                      key=STAGES.index)
        if STAGES.index(reached) < STAGES.index(at):
            yield Step(on, reached)
        elif reached is not at:
            if reached is LeadStage.TALKS:
                yield Step(on, LeadStage.TALKS)
            if STAGES.index(at) < STAGES.index(LeadStage.SIGNED) <= STAGES.index(reached):
                yield Step(signed or landed or on, LeadStage.SIGNED)
            if reached is LeadStage.LANDED:
                yield Step(landed or on, LeadStage.LANDED)
        note, step, code = values.get("note"), values.get("next_step"), lead.code if lead else ""
        note = None if note is None or (code, str(note)) in self.notes else str(note)
        day = stored_day(values["next_on"]) if step and values.get("next_on") else None
        agreed = bool(step) and (lead is None or same_text(lead.next_step) != same_text(step) or day not in (None, lead.next_on))
        if note is not None or agreed:
            yield Step(on, note=note, next_step=str(step) if agreed else None, next_on=day if agreed else None)
        if values.get("dropped") and (lead is None or lead.dropped is None):
            yield Step(on, drop=str(values["dropped"]))

    def _carry_out(self, code: str, row: Row, steps: list[Step], county: str | None) -> None:
        for step in steps:
            if step.stage is LeadStage.LANDED:
                step = step._replace(project=self._project(row, county))
            writes.advance(self.work.write, code, step)
            if step.note is not None:
                self.notes.add((code, step.note))

    def _project(self, row: Row, county: str | None) -> str | None:
        """What it has become, if that is there already."""
        try:
            return self.work.known.project({}, row.name, county)
        except CampaignError:  # several are called so: it becomes one of its own
            return None


def _changes(step: Step, old: dict[str, Any]) -> list[Change]:
    day: date = step.on
    found = []
    if step.stage is not None:
        found.append(Change("stage", old["stage"], step.stage.value))
        if step.stage in _DAYS:
            found.append(Change(step.stage.value, None, day.isoformat()))
        old["stage"] = step.stage.value
    found += [Change(name, old.get(name), value) for name, value in (
        ("note", step.note), ("next_step", step.next_step), ("dropped", step.drop)) if value is not None]
    return found
