"""The files of a seed folder that tell of land, approvals, money in and the working calendar."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from campaign.core.clocks import Calendar, after_days, lapses
from campaign.core.dates import stored_day
from campaign.core.errors import BadInput, CampaignError, Refused
from campaign.core.land import replay
from campaign.core.model.blocker import Blocker, Event, EventKind, Scope
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
from campaign.core.model.people import Authority
from campaign.core.model.project import Funds, Registered
from campaign.core.quantity import parse_quantity
from campaign.data.clocks import calendar as published
from campaign.data.clocks import clocks
from campaign.kinds.field import Field, Type, named
from campaign.store.seed.batch import WorkingDay
from campaign.store.seed.cells import Cells
from campaign.store.seed.columns import cells
from campaign.store.seed.csv_table import Line

LAND_EVENT_KINDS = tuple(kind for kind in LandEventKind if kind is not LandEventKind.OPEN)
LAND_TASK, APPROVAL = named(cells("land_task")), named(cells("approval"))
DAYS = ("submitted", "due", "granted", "expires", "last_contact", "next_contact")
NOT_NEEDED, WHY, SOURCE = Field("not_needed"), Field("why", required=True), named(cells("funds"))["source"]
_MONTH = re.compile(r"([1-9][0-9]{3})-(0[1-9]|1[0-2])")


class Source(NamedTuple):
    """What a blocker takes from the land task or approval that it points to."""

    code: str
    authority: Authority | None
    dues: list[tuple[date, date | None]]
    """Since when which day was the due day, in order."""

    def due(self, on: date) -> date | None:
        """The due day as it was known on a day."""
        return next((due for since, due in reversed(self.dues) if since <= on), None)

    def slips(self, opening: Blocker) -> list[Event]:
        """How the due day of the blocker has followed since it was opened."""
        events, before = [], opening.due
        for since, due in self.dues:
            if since > opening.opened and due is not None and due != before:
                events.append(Event(opening.code, EventKind.DUE, since, "", "", before.isoformat(), due.isoformat(), self.code))
                before = due
        return events


class GroundTables(Cells):
    """What ``Folder`` reads of the ground. What has a source is read before the blockers that point to it."""

    sources: dict[str, Source]
    levels: Mapping[str, Authority | None]
    """The level of each unit of the folder: who has to decide where a line does not tell."""

    def _calendar(self) -> Iterator[WorkingDay]:
        """Days ahead are no facts to wait for: a calendar is known beforehand."""
        found: dict[date, WorkingDay] = {}
        for line in self.tables["calendar.csv"]:
            day, works = self._on(line, "day"), self._value(line, Field("working", Type.YES))
            if not line["working"]:
                line.complain("working", BadInput("field_empty", field="working"))
            found[day] = WorkingDay(day, works == 1, self._value(line, WHY) or "")
        yield from found.values()

    # Land tasks

    def _land_tasks(self) -> Iterator[tuple[LandTask, list[LandEvent]]]:
        self.sources = {}
        events: dict[str, list[tuple[Line, LandEvent]]] = {}
        measures = {line["code"]: self._target(line) for line in self.tables["land_tasks.csv"]}
        for line in self.tables["land_events.csv"]:
            task = self._needed(line, "task", "land_task")
            event = self._land_event(line, task, measures[task][1] if task in measures else None)
            if event is not None and self._come(line, event.on):
                if event.kind is LandEventKind.PROGRESS:
                    self.plausible.report(line, "land", task, event.on, event.amount, event.text)
                events.setdefault(task, []).append((line, event))
        for line in self.tables["land_tasks.csv"]:
            target, measure = measures[line["code"]]
            opening = self._land_opening(line, target, measure)
            if self._come(line, opening.opened):
                yield self._land_history(opening, sorted(events.get(opening.code, ()), key=lambda pair: pair[1].on))

    def _target(self, line: Line) -> tuple[int | None, Measure]:
        """How much is to be done, and of what: a column of its own, or a word behind the number; else 亩."""
        told = self._value(line, LAND_TASK["measure"])
        target, behind = self._quantity(line, "target", None if told is None else Measure(told))
        if target == 0:
            line.complain("target", BadInput("bad_quantity", text=line["target"]))
        return target, Measure(told or behind or Measure.MU)

    def _quantity(self, line: Line, column: str, measure: Measure | None, *,
                  signed: bool = False) -> tuple[int | None, Measure | None]:
        """1/100 and the measure behind the number; another one than ``measure`` is a slip."""
        if not line[column]:
            return None, None
        try:
            amount, behind = parse_quantity(line[column], signed=signed)
        except CampaignError as error:
            line.complain(column, error)
            return None, None
        if measure is not None and behind not in (None, measure):
            code = line["code"] or line["task"]
            line.complain(column, BadInput("other_measure", code=code, text=line[column], measure=measure.value))
        return amount, behind

    def _land_opening(self, line: Line, target: int | None, measure: Measure) -> LandTask:
        opened = self._on(line, "opened")
        values = {field.name: self._value(line, field) for field in LAND_TASK.values()}
        county, projects = self._cell(line, "county", "county"), self._projects_of(line, "land_scope")
        return LandTask(line["code"], values["name"] or "", LandKind(values["kind"] or LandKind.EXPROPRIATION),
                        Scope.PROJECTS if line["projects"] else Scope.COUNTY, projects, None if projects else county,
                        Authority(values["authority"]) if values["authority"] else self.levels.get(values["unit"] or ""),
                        values["unit"], values["person"], measure, target, opened,
                        values["due"] and stored_day(values["due"]))

    def _land_event(self, line: Line, task: str, measure: Measure | None) -> LandEvent | None:
        on, kind = self._on(line, "on"), self._word(line, "kind", LAND_EVENT_KINDS)
        if kind is None:
            return None
        amount, target = None, None
        match kind:
            case LandEventKind.PROGRESS:
                if not line["amount"]:
                    line.complain("amount", BadInput("field_empty", field="amount"))
                amount, _ = self._quantity(line, "amount", measure, signed=True)
            case LandEventKind.DUE:
                target = self._on(line, "to").isoformat()
        if kind in (LandEventKind.DUE, LandEventKind.REOPEN, LandEventKind.RETURN) and not line["text"]:
            line.complain("text", BadInput("field_empty", field="text"))
        return LandEvent(task, LandEventKind(kind), on, "", "", amount, None, target, line["text"] or None)

    def _land_history(self, opening: LandTask, happened: list[tuple[Line, LandEvent]]) -> tuple[LandTask, list[LandEvent]]:
        """The task as its events, in order and with their lines, have left it."""
        code, opened, due, accepted = opening.code, opening.opened, opening.due, False
        history = [LandEvent(code, LandEventKind.OPEN, opened, "", "")]
        source = self.sources[code] = Source(code, opening.authority, [(opened, due)])
        for line, event in happened:
            if event.on < opened:
                line.complain("on", BadInput("before_opening", code=code, opened=opened.isoformat()))
            if accepted is not (event.kind in (LandEventKind.REOPEN, LandEventKind.RETURN)):
                line.complain("kind", Refused("land_accepted" if accepted else "land_open", code=code))
            if event.kind is LandEventKind.DUE:
                event, due = event._replace(source=due.isoformat() if due else None), stored_day(event.target or "")
                source.dues.append((event.on, due))
            elif event.kind is not LandEventKind.PROGRESS:
                accepted = event.kind is LandEventKind.ACCEPT
            history.append(event)
        return replay(opening, history), history

    # Approvals

    def _approvals(self, days: Iterable[WorkingDay]) -> Iterator[tuple[Approval, list[ApprovalEvent]]]:
        """What has not come by today is not yet so: granted later is still submitted, submitted later still needed."""
        known = published((row.day, row.working) for row in days) if self.tables["approvals.csv"].lines else None
        there: dict[tuple[str, str], str] = {}
        for line in self.tables["approvals.csv"]:
            project, kind = self._needed(line, "project", "project"), self._value(line, APPROVAL["kind"])
            if kind is None or known is None:
                continue
            first = there.setdefault((project, kind), line["code"])
            if first != line["code"]:
                line.complain("kind", Refused("approval_there", project=project, kind=kind, code=first))
            approval = self._approval(line, project, ApprovalKind(kind), known)
            dues = [] if approval.submitted is None or approval.due is None else [(approval.submitted, approval.due)]
            self.sources[approval.code] = Source(approval.code, approval.authority, list(dues))
            yield approval, list(self._approval_events(approval))

    def _approval(self, line: Line, project: str, kind: ApprovalKind, calendar: Calendar) -> Approval:
        clock = clocks()[kind]
        values = {name: self._value(line, APPROVAL[name]) for name in ("authority", "unit")}
        days = {name: self._on(line, name) if line[name] else None for name in DAYS}
        for column, other in (("due", "submitted"), ("expires", "granted"), ("next_contact", "last_contact")):
            before, after = days[other], days[column]
            if before and after and after < before:
                line.complain(column, BadInput("day_before", field=column, day=after.isoformat(), since=before.isoformat()))
        if any(day and day > self.today for day in (days["submitted"], days["granted"], days["last_contact"])):
            self.later[line.file] += 1
        handed, given = days["submitted"], days["granted"]
        if handed and given and given < handed:
            line.complain("granted", BadInput("before_submission", code=line["code"], submitted=handed.isoformat()))
        submitted, granted, contact = (day and (day if day <= self.today else None)
                                       for day in (handed, given, days["last_contact"]))
        due, expires, following = days["due"], days["expires"], days["next_contact"]
        reason = self._value(line, NOT_NEEDED)
        if reason and line["granted"]:
            line.complain("not_needed", Refused("approval_settled", code=line["code"], state=ApprovalState.GRANTED))
        if submitted is None:
            due = None
        elif due is None and clock.days is not None:
            due = after_days(submitted, clock.days, clock.working, calendar)
        state = (ApprovalState.NOT_NEEDED if reason else ApprovalState.GRANTED if granted
                 else ApprovalState.SUBMITTED if submitted else ApprovalState.NEEDED)
        settled = state in (ApprovalState.GRANTED, ApprovalState.NOT_NEEDED)
        following = following if not settled and (contact or not line["last_contact"]) else None
        expires = (expires or lapses(clock, granted)) if granted else None
        return Approval(line["code"], project, kind, Authority(values["authority"] or clock.authority), values["unit"], state,
                        submitted, due, granted, expires, reason, contact, following)

    def _approval_events(self, row: Approval) -> Iterator[ApprovalEvent]:
        """In the order of their days; that something is not needed was known from the first day on."""
        first = min(self.campaign.first_day, self.today)
        following, until = (day.isoformat() if day else None for day in (row.next_contact, row.expires))
        found = [(row.submitted, ApprovalEventKind.SUBMIT, row.unit, None),
                 (row.last_contact, ApprovalEventKind.CONTACT, following, None),
                 (row.granted, ApprovalEventKind.GRANT, until, None),
                 (first if row.reason else None, ApprovalEventKind.WAIVE, None, row.reason)]
        dated = [(on, kind, to, text) for on, kind, to, text in found if on is not None]
        for on, kind, to, text in sorted(dated, key=lambda event: event[0]):
            yield ApprovalEvent(row.code, kind, on, "", "", None, to, text)

    # Money

    def _funds(self) -> Iterator[Funds]:
        for line in self.tables["funds.csv"]:
            project, on = self._needed(line, "project", "project"), self._on(line, "on")
            money, source = self._sum(line, signed=True), self._value(line, SOURCE)
            if self._come(line, on):
                self.plausible.report(line, "funds", project, on, money, source)
                yield Funds(project, on, money, source)

    def _sum(self, line: Line, *, signed: bool = False) -> int:
        if not line["money"]:
            line.complain("money", BadInput("field_empty", field="money"))
        return self._money(line, "money", signed=signed) or 0

    def _registered(self) -> Iterator[Registered]:
        """One sum for a month: what is said again replaces it."""
        found: dict[tuple[str, str], Registered] = {}
        for line in self.tables["registered.csv"]:
            project, on, money = self._needed(line, "project", "project"), self._month(line), self._sum(line)
            month = on.isoformat()[:7]
            if self._come(line, on):
                found[project, month] = Registered(project, month, money)
        yield from found.values()

    def _month(self, line: Line, column: str = "month") -> date:
        """A day of the month that a cell means: ``2026-10``, or a day in it."""
        match = _MONTH.fullmatch(line[column])
        if match is not None:
            return date(int(match[1]), int(match[2]), 1)
        try:
            return self._on(line, column) if not line[column] else self.day(line[column])
        except CampaignError:
            line.complain(column, BadInput("bad_month", text=line[column]))
            return self.today
