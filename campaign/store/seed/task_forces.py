"""The files of a seed folder that tell of the organisation: promotion, indicators, task forces, dispatches, merits, cases."""

from collections.abc import Iterator, Mapping
from typing import Any

from campaign.core import codes
from campaign.core.dates import stored_day
from campaign.core.errors import BadInput, CampaignError, Refused
from campaign.core.leads import replay
from campaign.core.model.leads import LeadEvent, LeadEventKind, LeadStage
from campaign.core.periods import begun, counted, over
from campaign.kinds.field import Field, Type
from campaign.store.seed.columns import COLUMNS, SHEETS, TASK_FORCE_PROJECTS, Sheet
from campaign.store.seed.csv_table import Line
from campaign.store.seed.land import GroundTables

HAPPENED = ("returned", "paid")
"""Columns with the day of something that has happened: one that has not come is not known yet."""
OWNERS = {"lead_events.csv": "lead", "dispatch_entries.csv": "dispatch", "merit_evidence.csv": "merit",
          "merit_answers.csv": "merit", "task_force_members.csv": "task_force"}
"""Column that names the row of another file without which there is none here."""


class OrganisationTables(GroundTables):
    """What ``Folder`` reads of the organisation, when everything that it names has been read."""

    def _give_organisation_codes(self) -> None:
        for name, sheet in SHEETS.items():
            if sheet.kind:
                self._give_codes(sheet.kind, self.tables[name])

    def _organisation(self) -> dict[str, list[Any]]:
        """Rows by table, as of today."""
        found: dict[str, list[Any]] = {}
        there: dict[str, set[str]] = {}
        histories: dict[str, list[LeadEvent]] = {}
        for name, sheet in SHEETS.items():
            lines = [(line, values) for line, values in self._sheet(name, sheet)
                     if self._is_there(line, values, name, sheet, there)]
            if sheet.kind:
                there[sheet.kind] = {line["code"] for line, _ in lines}
            if name == "lead_events.csv":
                rows = [self._lead_event(line, values) for line, values in sorted(lines, key=lambda pair: str(pair[1]["on"]))]
                for event in rows:
                    histories.setdefault(event.lead, []).append(event)
            else:
                rows = [self._row(sheet, line, values) for line, values in lines]
            found[sheet.record.table] = rows
        leads = [replay(lead, histories.get(lead.code, ())) for lead in found["leads"]]
        found["leads"] = leads
        found["lead_events"] = [*(LeadEvent(lead.code, LeadEventKind.OPEN, lead.opened, "", "", target=LeadStage.LEAD)
                                  for lead in leads if lead.opened), *found["lead_events"]]
        return found

    def _is_there(self, line: Line, values: dict[str, Any], name: str, sheet: Sheet, there: Mapping[str, set[str]]) -> bool:
        """Whether it is a fact today: its own day has come, and so has that of what it belongs to."""
        if sheet.come and not self._come(line, values[sheet.come] or self.today):
            return False
        if name == "indicators.csv" and not self._is_known(line, values):
            return False
        for field in sheet.fields:
            own = field.holds in there and values[field.name] is not None
            if own and values[field.name] not in there[field.holds]:
                if OWNERS.get(name) == field.name:
                    return False
                values[field.name] = None
        return True

    def _is_known(self, line: Line, values: dict[str, Any]) -> bool:
        """A figure is known when its period has begun; of one counted from day 1 (nobody could know its end when it was written)
        when the period is over. A target of such a year is there from its first day on.
        """
        period = values["period"]
        if period is None:  # which is noted
            return True
        relative = counted(line["period"], self.campaign.first_day) is not None
        started = begun(period, self.today)
        if not (over(period, self.today) if relative else started):
            values["value"] = None
        known = values["value"] is not None or (values["target"] is not None and (started or not relative))
        if not (known or relative):
            self.later[line.file] += 1
        return known

    def _sheet(self, name: str, sheet: Sheet) -> Iterator[tuple[Line, dict[str, Any]]]:
        seen: set[tuple[Any, ...]] = set()
        fields = sorted(sheet.fields, key=lambda field: COLUMNS[name].index(field.name))
        for line in self.tables[name]:
            values = {field.name: self._typed(line, field) for field in fields}
            values.update({name: None for name in HAPPENED if (values.get(name) or self.today) > self.today})
            key = tuple(values[column] for column in sheet.once)
            if key and None not in key and key in seen:
                line.complain(sheet.once[-1], Refused("twin_row", text=" ".join(map(str, key))))
            seen.add(key)
            self._check(line, name, values)
            yield line, values

    def _typed(self, line: Line, field: Field) -> Any:
        """What a cell means, as the model has it."""
        if field.holds == Type.PERIOD and (period := counted(line[field.name], self.campaign.first_day)):
            return period
        value = self._value(line, field)
        if value is None:
            return None
        match field.holds:
            case Type.DAY:
                return stored_day(value)
            case Type.WORD if field.words is not None:
                return field.words(value)
            case Type.WORDS if field.words is not None:
                return tuple(map(field.words, value.split()))
        return value

    def _check(self, line: Line, name: str, values: dict[str, Any]) -> None:
        """What no column can tell by itself."""
        match name:
            case "trips.csv":
                values["last"] = values["last"] or values["first"]
                if values["first"] and values["last"] < values["first"]:
                    line.complain("last", BadInput("bad_span", text=f"{line['first']}..{line['last']}"))
                elif values["first"]:
                    self.near(line, "last", values["first"], values["last"])
            case "chain.csv":
                values["place"] = line.number
            case "indicators.csv" if not (line["value"] or line["target"]):
                line.complain("value", BadInput("field_empty", field="value"))
            case "dispatch_entries.csv" if not (line["approval"] or line["text"]):
                line.complain("text", BadInput("field_empty", field="text"))
            case "merits.csv" if sum(bool(line[column]) for column in ("person", "unit", "county")) != 1:
                line.complain("person", BadInput("merit_subject"))
            case "merit_evidence.csv":
                values["code"] = self._evidence(line)

    def _evidence(self, line: Line) -> str:
        code = codes.canonical(line["code"]) or ""
        if not codes.is_a(code, "project", "blocker", "land_task", "approval"):
            line.complain("code", BadInput("bad_code", text=line["code"], example="B0107"))
            return ""
        try:
            return self.code(codes.kind_of(code), code)
        except CampaignError as error:
            line.complain("code", error)
            return ""

    def _row(self, sheet: Sheet, line: Line, values: dict[str, Any]) -> Any:
        kind = sheet.record.kind
        own = {"code": line["code"]} if sheet.kind else {}
        given = {name: value for name, value in values.items() if value is not None}
        stamps = {name: "" for name in ("at", "actor") if name in kind._fields}
        return kind(**{**{name: None for name in kind._fields if name not in kind._field_defaults}, **stamps, **sheet.default,
                       **own, **given})

    def _lead_event(self, line: Line, values: dict[str, Any]) -> LeadEvent:
        """``to`` is a stage, the day of the next step, or the project that it became."""
        kind, to, target = values["kind"], line["to"], None
        try:
            match kind:
                case LeadEventKind.STAGE | LeadEventKind.RETURN:
                    target = self._typed(line, Field("to", Type.WORD, LeadStage, required=True)) or LeadStage.LEAD
                case LeadEventKind.NEXT if to:
                    target = self.day(to).isoformat()
                case LeadEventKind.PROJECT:
                    target = self.code("project", to)
        except CampaignError as error:
            line.complain("to", error)
        if kind in (LeadEventKind.NOTE, LeadEventKind.NEXT, LeadEventKind.DROP, LeadEventKind.RETURN) and not values["text"]:
            line.complain("text", BadInput("field_empty", field="text"))
        return LeadEvent(values["lead"] or "", kind or LeadEventKind.NOTE, values["on"] or self.today, "", "", None, target,
                         values["text"])

    def _task_force_projects(self) -> dict[str, str]:
        """Project → task force; those of a task force that is not there yet are left out."""
        found: dict[str, str] = {}
        for line in self.tables[TASK_FORCE_PROJECTS]:
            project, code = self._needed(line, "project", "project"), self._needed(line, "task_force", "task_force")
            if project in found:
                line.complain("project", Refused("twin_row", text=project))
            found[project] = code
        return found
