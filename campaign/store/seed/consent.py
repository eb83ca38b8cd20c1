"""The files of a seed folder that tell what headquarters agree to: requests, and results that somebody below has entered."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from campaign.core import codes
from campaign.core.dates import stored_day
from campaign.core.errors import BadInput, CampaignError, Refused
from campaign.core.model.consent import RESULT_DAYS, STAYING, Request, RequestState, Result, ResultState, TargetChange, What
from campaign.core.model.land import ApprovalEvent, ApprovalEventKind, LandEvent, LandEventKind
from campaign.core.model.leads import LeadStage
from campaign.core.model.project import Change, Stage
from campaign.kinds import registry
from campaign.kinds.field import HELD, Field, Type
from campaign.store.results import ABOVE
from campaign.store.seed.batch import Batch
from campaign.store.seed.csv_table import Line
from campaign.store.seed.task_forces import OrganisationTables
from campaign.store.write import DATED
from campaign.words import labels, reading

NOTE = Field("note", limit=500)
WHY = NOTE._replace(name="why", required=True)
KINDS = {what: tuple(kind for kind, columns in RESULT_DAYS.items() if what in columns.values()) for what in What} | {
    What.ADDED: ("project", "land_task"), What.OPENED: ("blocker",), What.AUTHORITY: ("blocker", "land_task", "approval")}
"""What is a result → of which kinds."""
COLUMNS = {(kind, what): column for kind, columns in RESULT_DAYS.items() for column, what in columns.items()}
WHATS = tuple(what for what in What if what is not What.TAKEN)
"""Those that a file can name: a report has no code."""
BEFORE: Mapping[What, Stage | LeadStage] = {What.START: Stage.PERMITTED, What.FINISH: Stage.BUILDING,
                                            What.SIGNING: LeadStage.TALKS, What.LANDING: LeadStage.SIGNED}
"""Where it goes back to, if it is returned."""


class _Decided(NamedTuple):
    """How something stands: of what is decided by whom and when."""

    state: Any
    by: str | None = None
    on: date | None = None


class _Asked(NamedTuple):
    """A line of ``requests.csv``, understood."""

    line: Line
    row: Request
    before: Any
    after: Any

    @property
    def agreed(self) -> bool:
        return self.row.state is RequestState.APPROVED

    @property
    def since(self) -> date:
        """From which day on it has made a difference."""
        return self.row.decided_on if self.agreed and self.row.decided_on else self.row.on


class ConsentTables(OrganisationTables):
    """What ``Folder`` reads when all that it is about has been read."""

    def _consent(self, batch: Batch) -> Batch:
        """``batch`` with its requests and results, as they stand today."""
        known = _Known(batch)
        requests = list(self._requests(known))
        results = sorted(self._results(known), key=lambda row: row.on)
        return known.batch(sorted(requests, key=lambda row: codes.by_length(row.code)), results)

    def _requests(self, known: "_Known") -> Iterator[Request]:
        """From the last one back: what was agreed to last has made the value what it is."""
        told = [asked for line in self.tables["requests.csv"] if (asked := self._asked(line)) is not None]
        values: dict[tuple[str, str], Any] = {}
        opened: set[tuple[str, str]] = set()
        for line, row, before, after in sorted(told, key=lambda asked: asked.since, reverse=True):
            name = row.subject, row.field
            if row.subject not in known.rows:  # it has not come itself
                self.later[line.file] += 1
                continue
            value = values.setdefault(name, known.value(*name))
            agreed = row.state is RequestState.APPROVED
            if (agreed or line["from"]) and value != (after if agreed else before):
                line.complain("to" if agreed else "from", Refused("seed_target_other", subject=row.subject, field=row.field,
                                                                  value=_said(*name, value)))
                continue
            if not agreed:
                before = value
            values[name] = before
            if row.decided_on is not None and row.decided_on > self.today:
                if agreed:
                    known.put_back(*name, before)
                row = row._replace(state=RequestState.ASKED, decided_by=None, decided_on=None, note=None)
            elif agreed:
                known.agreed(row, before, after)
            if not self._come(line, row.on):
                continue
            if row.state is RequestState.ASKED:
                if name in opened:
                    line.complain("field", Refused("twin_row", text=" ".join(name)))
                opened.add(name)
            yield row._replace(before=_json(before), after=_json(after))

    def _asked(self, line: Line) -> _Asked | None:
        """What a line says; None where it is wrong (which is noted)."""
        code = self._subject(line, "subject", KINDS_OF_TARGETS)
        fields = _targets(codes.kind_of(code)) if code else {}
        name = self._field(line, fields) if fields else None
        by, on = self._needed(line, "by", "person"), self._on(line, "on")
        why, note = self._value(line, WHY), self._value(line, NOTE)
        told = self._decided(line, RequestState, RequestState.ASKED, (RequestState.APPROVED, RequestState.REJECTED), on)
        if told.state is RequestState.REJECTED and not note:
            line.complain("note", BadInput("field_empty", field="note"))
        before, after = (self._value(line, fields[name]._replace(past=False, required=False, name=column)) if name else None
                         for column in ("from", "to"))
        if line.wrong or name is None:
            return None
        return _Asked(line, Request(line["code"], code, name, told.state, None, None, "{}", why, by, on, "", told.by, told.on,
                                    note), before, after)

    def _results(self, known: "_Known") -> Iterator[Result]:
        waiting: set[tuple[str, What, str | None]] = set()
        for line in self.tables["results.csv"]:
            row = self._result(line)
            if row is None or not self._come(line, row.on):
                continue
            code, what, later = row.subject, row.what, row.decided_on is not None and row.decided_on > self.today
            there = known.there(code, what, row.item)
            if later:
                row = row._replace(state=ResultState.WAITING, decided_by=None, decided_on=None, why=None)
            if code not in known.rows or (later and not there):  # its record has not come, or is as a later day has left it
                self.later[line.file] += 1
                continue
            stands = row.state in (ResultState.WAITING, ResultState.CONFIRMED) or what in STAYING
            if stands is not there:
                line.complain("what", Refused("seed_no_result" if stands else "seed_result_stands", code=code, what=what,
                                              state=row.state))
            elif row.state is ResultState.RETURNED:
                known.returned(row)
            elif row.state is ResultState.WAITING:
                if (code, what, row.item) in waiting:
                    line.complain("what", Refused("twin_row", text=f"{code} {what}"))
                waiting.add((code, what, row.item))
            yield row

    def _result(self, line: Line) -> Result | None:
        """What a line says; None where it is wrong (which is noted)."""
        found = self._word(line, "what", WHATS)
        code = self._subject(line, "code", KINDS[What(found)] if found else codes.KINDS)
        item = self._item(line, What(found)) if found else None
        by, on, why = self._needed(line, "by", "person"), self._on(line, "on"), self._value(line, WHY._replace(required=False))
        decided = tuple(state for state in ResultState if state is not ResultState.WAITING)
        told = self._decided(line, ResultState, ResultState.WAITING, decided, on)
        if told.state is ResultState.RETURNED and not why:
            line.complain("why", BadInput("field_empty", field="why"))
        if line.wrong or not found:
            return None
        return Result(0, code, What(found), item, on, "", by, told.state, told.by, told.on, why, BEFORE.get(What(found)))

    def _subject(self, line: Line, column: str, kinds: Iterable[str]) -> str:
        """The code of what it is about, '' when it is wrong (which is noted)."""
        code = codes.canonical(line[column]) or ""
        if not codes.is_a(code, *kinds):
            line.complain(column, BadInput("bad_code", text=line[column], example=codes.make(next(iter(kinds)), 1))
                          if line[column] else BadInput("field_empty", field=column))
            return ""
        return self._cell(line, column, codes.kind_of(code)) or ""

    def _field(self, line: Line, fields: Mapping[str, Field]) -> str | None:
        try:
            return reading.word(fields, line["field"], lambda name: labels.message(name) or name)
        except CampaignError as error:
            line.complain("field", error)
            return None

    def _decided(self, line: Line, states: type[StrEnum], first: StrEnum, decided: tuple[StrEnum, ...], on: date) -> _Decided:
        """Who decided and when: of what is decided both, else neither."""
        state = self._word(line, "state", states) if line["state"] else first
        if state is None:
            return _Decided(None, None, None)
        if state not in decided:
            for column in ("decided_by", "decided_on"):
                if line[column]:
                    line.complain(column, BadInput("seed_not_decided", state=states(state)))
            return _Decided(states(state), None, None)
        by, when = self._needed(line, "decided_by", "person"), self._on(line, "decided_on")
        if when < on:
            line.complain("decided_on", BadInput("bad_span", text=f"{line['on']}..{line['decided_on']}"))
        return _Decided(states(state), by, when)

    def _item(self, line: Line, what: What) -> str | None:
        """The month of a registration of money, the county against which a blocker is held; of the others there is none."""
        if what is What.OPENED:
            return self._needed(line, "item", "county")
        if what is What.REGISTRATION and line["item"]:
            return self._month(line, "item").isoformat()[:7]
        if line["item"]:
            line.complain("item", BadInput("seed_no_item", what=what))
        return None


class _Known:
    """The rows of a folder by their codes."""

    def __init__(self, batch: Batch) -> None:
        self._batch = batch
        self._targets: list[TargetChange] = []
        self._dated: list[Change] = []
        self._returns: dict[str, Any] = {}
        """Code → the events that its return leaves."""
        self.rows: dict[str, Any] = {row.code: row for row in (
            *batch.projects, *batch.organisation["leads"],
            *(row for pairs in (batch.lands, batch.approvals, batch.blockers) for row, _ in pairs))}
        self._details: dict[str, Any] = dict(batch.details)
        self._months = {(row.project, row.month) for row in batch.registered if row.money}

    def value(self, code: str, name: str) -> Any:
        """As it is stored."""
        row = self.rows[code]
        found = getattr(row if name in row._fields else self._details[code], name)
        return found.isoformat() if isinstance(found, date) else int(found) if isinstance(found, bool) else found

    def there(self, code: str, what: What, item: str | None) -> bool:
        if what is What.REGISTRATION and item is not None:
            return (code, item) in self._months
        if code not in self.rows or what in (What.ADDED, What.OPENED):
            return code in self.rows
        if what is What.AUTHORITY:
            return self.value(code, "authority") in ABOVE
        return self.value(code, COLUMNS[codes.kind_of(code), what]) is not None

    def put_back(self, code: str, name: str, value: Any) -> None:
        """What a change of a day that has not come has not made yet."""
        row = self.rows[code]
        typed: Any = stored_day(value) if value and registry.of(code).by_name[name].holds == Type.DAY else value
        if name in row._fields:
            self.rows[code] = row._replace(**{name: typed})
        else:
            self._details[code] = self._details[code]._replace(**{name: typed})

    def agreed(self, row: Request, before: Any, after: Any) -> None:
        """A change that was made, as ``store.consent`` and ``store.write`` note it."""
        assert row.decided_on is not None
        self._targets.append(TargetChange(row.subject, row.field, row.decided_on, "", row.actor, _json(before), _json(after),
                                          row.why, row.decided_by))
        if codes.is_a(row.subject, "project") and row.field in DATED:
            was, now = (None if value is None else str(value) for value in (before, after))
            self._dated.append(Change(row.subject, row.decided_on, "", row.decided_by or "", row.field, was, now))

    def returned(self, row: Result) -> None:
        """Of what has no file of events."""
        code, on = row.subject, row.decided_on
        assert on is not None
        if row.what is What.GRANT:
            self._returns[code] = [ApprovalEvent(code, ApprovalEventKind.GRANT, row.on, "", ""),
                                   ApprovalEvent(code, ApprovalEventKind.RETURN, on, "", "", text=row.why)]
        elif row.what is What.ADDED and codes.is_a(code, "land_task"):
            self._returns[code] = [LandEvent(code, LandEventKind.RETURN, on, "", "", text=row.why)]
            self.rows[code] = self.rows[code]._replace(returned=on)
        elif row.what is What.ADDED:
            self.put_back(code, "withdrawn", row.why)

    def batch(self, requests: list[Request], results: list[Result]) -> Batch:
        old = self._batch
        return old._replace(
            projects=[self.rows[row.code] for row in old.projects], details=self._details,
            lands=[(self.rows[row.code], [*events, *self._returns.get(row.code, ())]) for row, events in old.lands],
            approvals=[(self.rows[row.code], [*events, *self._returns.get(row.code, ())]) for row, events in old.approvals],
            organisation={**old.organisation, "leads": [self.rows[row.code] for row in old.organisation["leads"]]},
            requests=requests, results=results, target_changes=sorted(self._targets, key=lambda row: row.on),
            changes=sorted(self._dated, key=lambda row: row.on))


def _targets(kind: str) -> dict[str, Field]:
    return {field.name: field for field in registry.kind(kind).fields if field.nature in HELD}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _said(code: str, name: str, value: Any) -> str:
    """As a cell may say it."""
    if registry.of(code).by_name[name].holds == Type.MONEY:
        return labels.money(value, exact=True)
    return labels.NOTHING if value is None else str(value)


KINDS_OF_TARGETS = tuple(kind.name for kind in registry.kinds() if kind.name in registry.CODED and _targets(kind.name))
