"""A seed folder, read into the rows of a campaign: every cell understood, codes given, histories replayed, complaints noted.

The columns are described in ``seed/README.md``. Days may be relative to the first day (``D+12``). What is dated after today is
left out and counted, so that a folder written for day 38 can be looked at on any other day.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from campaign.clean import clean
from campaign.core import codes, fields, model
from campaign.core.dates import parse_day
from campaign.core.errors import BadInput, CampaignError, NotFound, Refused
from campaign.core.fields import Field, Kind, named, parse, word
from campaign.core.history import replay
from campaign.core.model import (
    Blocker,
    BlockerState,
    Campaign,
    Category,
    Channel,
    County,
    Event,
    EventKind,
    Excuse,
    HoldReason,
    Person,
    Progress,
    Project,
    ProjectDetails,
    Rank,
    Scope,
    Stage,
    Unit,
    Visit,
)
from campaign.core.money import parse_money
from campaign.store.commands import check_project
from campaign.store.load import Batch
from campaign.store.table import BadCell, Line, Table

COLUMNS = {
    "counties.csv": ("code", "name", "leader"),
    "units.csv": ("code", "name", "authority", "county"),
    "people.csv": ("code", "name", "post", "rank", "unit", "county", "leader"),
    "projects.csv": ("code", *(field.name for field in fields.PROJECT)),
    "progress.csv": ("project", "on", "money", *(field.name for field in fields.PROGRESS)),
    "blockers.csv": ("code", "title", "category", "county", "projects", "authority", "unit", "person", "opened", "due"),
    "blocker_events.csv": ("blocker", "on", "kind", "to", "text", "until", "on_site"),
    "visits.csv": ("project", "on", "channel", "person", "solved"),
    "excused.csv": ("first", "last", "why", "county", "person"),
}
KINDS = {field.name: field.kind for field in fields.PROJECT}
EVENT_KINDS = tuple(kind for kind in EventKind if kind is not EventKind.OPEN)


class _Names:
    """What cells of one kind may call each thing: its code, its name where only one has it, a national code."""

    def __init__(self) -> None:
        self.codes: dict[str, str] = {}
        self.names: dict[str, list[str]] = {}

    def add(self, code: str, *names: str) -> None:
        self.codes[code] = code
        for name in filter(None, names):
            self.names.setdefault(name, []).append(code)

    def code(self, kind: str, text: str) -> str:
        exact = codes.canonical(text)
        if exact is not None and exact in self.codes:
            return exact
        found = list(dict.fromkeys(self.names.get(text, ())))
        if len(found) == 1:
            return found[0]
        if found:
            raise NotFound("ambiguous", kind=kind, text=text, candidates=[(code, text) for code in found])
        raise NotFound("unknown_name", kind=kind, text=text)


class Folder:
    """A seed folder on its way to a ``Batch``. It is the ``fields.Reader`` of its cells."""

    def __init__(self, folder: Path, campaign: Campaign, today: date, bad: list[BadCell]) -> None:
        self.campaign = campaign
        self._today = today
        self.bad = bad
        self.later: Counter[str] = Counter()
        self.tables = {name: Table(folder, name, columns, bad) for name, columns in COLUMNS.items()}
        self._names = {kind: _Names() for kind in ("county", "unit", "person", "leader", "project", "blocker")}
        self._days: dict[str, date] = {}

    # fields.Reader

    @property
    def today(self) -> date:
        return self._today

    def day(self, text: str) -> date:
        if text not in self._days:
            self._days[text] = parse_day(text, self.today, self.campaign.first_day)
        return self._days[text]

    def text(self, text: str, limit: int) -> str:
        return clean(text, limit)

    def code(self, kind: str, text: str) -> str:
        return self._names[kind].code(kind, text)

    # Tables

    def batch(self) -> Batch:
        for kind, name in (("county", "counties.csv"), ("unit", "units.csv"), ("person", "people.csv"),
                           ("project", "projects.csv"), ("blocker", "blockers.csv")):
            self._give_codes(kind, self.tables[name])
        counties = [County(line["code"], values["name"], values["leader"])
                    for line, values in self._parsed("counties.csv", fields.COUNTY)]
        units = [Unit(line["code"], values["name"], values["authority"], values["county"])
                 for line, values in self._parsed("units.csv", fields.UNIT)]
        people = [Person(line["code"], values["name"], values["post"] or "", Rank(values["rank"] or Rank.STAFF), values["unit"],
                         values["county"], values["leader"] == 1)
                  for line, values in self._parsed("people.csv", fields.PERSON)]
        projects, details = self._projects()
        return Batch(counties, units, people, projects, details, list(self._progress()), list(self._blockers()),
                     list(self._visits()), list(self._excuses()))

    def _give_codes(self, kind: str, table: Table) -> None:
        """Check the codes that are given, hand out the missing ones after the highest, and learn the names."""
        taken: set[str] = set()
        for line in table:
            if not line["code"]:
                continue
            code = codes.canonical(line["code"])
            if code is None or codes.NAMES[code[0]] != kind:
                line.complain("code", BadInput("bad_code", text=line["code"], example=codes.make(kind, 1)))
            elif code in taken:
                line.complain("code", BadInput("twin_code", code=code))
            else:
                taken.add(code)
                line.cells["code"] = code
        highest = Counter[str]()
        for code in taken:
            highest[code[0]] = max(highest[code[0]], int(code[1:]))
        for line in table:
            leads = kind == "person" and line["leader"].lower() in fields.YES_WORDS
            if not line["code"]:
                letter = codes.KINDS["leader" if leads else kind][0]
                highest[letter] += 1
                line.cells["code"] = codes.make("leader" if leads else kind, highest[letter])
            self._names[kind].add(line["code"], line["name"] or line["title"], line["national_code"])
            if leads:
                self._names["leader"].add(line["code"], line["name"])

    def _value(self, line: Line, field: Field) -> Any:
        try:
            return parse(field, line[field.name], self)
        except CampaignError as error:
            line.complain(field.name, error)
            return None

    def _parsed(self, name: str, columns: tuple[Field, ...]) -> Iterator[tuple[Line, dict[str, Any]]]:
        """Lines with their parsed values; rank and stage have a default, everything else required is missed."""
        seen: set[str] = set()
        for line in self.tables[name]:
            wanted = [field if field.kind is not Kind.WORD else field._replace(required=False) for field in columns]
            yield line, {field.name: self._value(line, field) for field in wanted}
            if name in ("counties.csv", "units.csv"):
                if line["name"] in seen:
                    line.complain("name", Refused("name_taken", name=line["name"], code=line["code"]))
                seen.add(line["name"])

    def _projects(self) -> tuple[list[Project], dict[str, ProjectDetails]]:
        projects, details = list[Project](), dict[str, ProjectDetails]()
        own = [name for name in Project._fields if name in named(fields.PROJECT)]
        rest = [name for name in ProjectDetails._fields if name in named(fields.PROJECT)]
        seen: set[str] = set()
        # The day of a fact may lie ahead when a folder is loaded for an earlier day; it is then simply not yet a fact.
        columns = tuple(field._replace(past=False) for field in fields.PROJECT)
        for line, values in self._parsed("projects.csv", columns):
            values["stage"] = values["stage"] or (Stage.BUILDING if values["started"] else Stage.PLANNING)
            try:
                check_project(values)
            except CampaignError as error:
                line.complain("started" if values["stage"] == Stage.BUILDING and not values["started"] else "review", error)
            if values["national_code"] and values["national_code"] in seen:
                line.complain("national_code", Refused("twin_national_code", text=values["national_code"]))
            seen.add(values["national_code"])
            # Days are stored as text, but a bulk load writes model rows.
            typed: dict[str, Any] = {
                name: date.fromisoformat(value) if value and KINDS[name] is Kind.DAY else value
                for name, value in values.items()}
            projects.append(Project(line["code"], **{name: typed[name] for name in own}))
            details[line["code"]] = ProjectDetails(line["code"], **{name: typed[name] for name in rest})
        return projects, details

    def _cell(self, line: Line, column: str, kind: str) -> str | None:
        """The code that a cell names, or None when it is empty or wrong (which is noted)."""
        try:
            return self.code(kind, line[column]) if line[column] else None
        except CampaignError as error:
            line.complain(column, error)
            return None

    def _needed(self, line: Line, column: str, kind: str) -> str:
        if not line[column]:
            line.complain(column, BadInput("field_empty", field=column))
        return self._cell(line, column, kind) or ""

    def _on(self, line: Line, column: str, default: date | None = None) -> date:
        """A day that a row cannot do without; today stands in for a wrong one, which is noted."""
        if not line[column]:
            if default is None:
                line.complain(column, BadInput("field_empty", field=column))
            return default or self.today
        try:
            return self.day(line[column])
        except CampaignError as error:
            line.complain(column, error)
            return self.today

    def _come(self, line: Line, day: date) -> bool:
        if day > self.today:
            self.later[line.file] += 1
        return day <= self.today

    def _progress(self) -> Iterator[Progress]:
        for line in self.tables["progress.csv"]:
            project, on = self._needed(line, "project", "project"), self._on(line, "on")
            try:
                money = parse_money(line["money"], signed=True) if line["money"] else 0
            except CampaignError as error:
                line.complain("money", error)
                money = 0
            values = {field.name: self._value(line, field) for field in fields.PROGRESS}
            if self._come(line, on):
                yield Progress(project, on, money, **values)

    def _blockers(self) -> Iterator[tuple[Blocker, list[Event]]]:
        events: dict[str, list[tuple[Line, Event]]] = {}
        for line in self.tables["blocker_events.csv"]:
            blocker, event = self._needed(line, "blocker", "blocker"), self._event(line)
            if event is not None and self._come(line, event.on):
                events.setdefault(blocker, []).append((line, event._replace(blocker=blocker)))
        for line in self.tables["blockers.csv"]:
            opened = self._on(line, "opened")
            opening = self._opening(line, opened)
            if not self._come(line, opened):
                continue
            first = Event(opening.code, EventKind.OPEN, opened, "", "", target=opening.unit)
            history, on_site, unit = [first], False, opening.unit
            for place, event in sorted(events.get(opening.code, ()), key=lambda pair: pair[1].on):
                if event.on < opened:
                    place.complain("on", BadInput("before_opening", code=opening.code, opened=opened.isoformat()))
                if event.kind is EventKind.MOVE:
                    if event.target == unit:
                        continue  # the same unit again is no move
                    event, unit = event._replace(source=unit), event.target
                history.append(event)
                on_site = on_site or place["on_site"].lower() in fields.YES_WORDS
            state = replay(opening, history)
            yield state._replace(on_site=on_site and state.state is BlockerState.RESOLVED), history

    def _opening(self, line: Line, opened: date) -> Blocker:
        values = {field.name: self._value(line, field) for field in fields.BLOCKER}
        county = self._cell(line, "county", "county")
        projects = []
        for text in line["projects"].replace(",", " ").split():
            try:
                projects.append(self.code("project", text))
            except CampaignError as error:
                line.complain("projects", error)
        if not line["projects"] and not line["county"]:
            line.complain("projects", BadInput("blocker_scope"))
        due = values["due"]
        return Blocker(line["code"], values["title"] or "", Category(values["category"] or Category.OTHER),
                       Scope.PROJECTS if line["projects"] else Scope.COUNTY, tuple(dict.fromkeys(projects)),
                       None if projects else county, values["authority"], values["unit"], values["person"], 0,
                       BlockerState.OPEN, opened,
                       date.fromisoformat(due) if due else opened + timedelta(days=self.campaign.settings.blocker_days))

    def _event(self, line: Line) -> Event | None:
        on = self._on(line, "on")
        try:
            kind = EventKind(word(EventKind, line["kind"]))
        except CampaignError:
            line.complain("kind", BadInput("bad_word", text=line["kind"], words=", ".join(EVENT_KINDS)))
            return None
        source, target = None, None
        match kind:
            case EventKind.OPEN:
                line.complain("kind", BadInput("bad_word", text=line["kind"], words=", ".join(EVENT_KINDS)))
            case EventKind.MOVE:
                target = self._needed(line, "to", "unit")
            case EventKind.DUE:
                target = self._on(line, "to").isoformat()
            case EventKind.LEVEL:
                target = line["to"]
                if target not in map(str, model.LEVELS):
                    line.complain("to", BadInput("bad_count", text=target, limit=4))
                    return None
            case EventKind.HOLD:
                source = self._on(line, "until").isoformat()
                try:
                    target = word(HoldReason, line["to"])
                except CampaignError as error:
                    line.complain("to", error)
                    return None
            case EventKind.RESOLVE | EventKind.NOTE | EventKind.CONTACT if not line["text"]:
                line.complain("text", BadInput("field_empty", field="text"))
        return Event("", kind, on, "", "", source, target, line["text"] or None)

    def _visits(self) -> Iterator[Visit]:
        for line in self.tables["visits.csv"]:
            project, on = self._needed(line, "project", "project"), self._on(line, "on")
            person = self._cell(line, "person", "person")
            try:
                channel = Channel(word(Channel, line["channel"])) if line["channel"] else Channel.SITE
            except CampaignError as error:
                line.complain("channel", error)
                continue
            if self._come(line, on):
                yield Visit(project, on, channel, person, line["solved"] or None)

    def _excuses(self) -> Iterator[Excuse]:
        for line in self.tables["excused.csv"]:
            first = self._on(line, "first")
            last = self._on(line, "last", default=first)
            if last < first:
                line.complain("last", BadInput("bad_span", text=f"{line['first']}..{line['last']}"))
            if not line["why"]:
                line.complain("why", BadInput("field_empty", field="why"))
            if line["county"] and line["person"]:
                line.complain("person", BadInput("excuse_scope"))
            yield Excuse(first, last, line["why"], self._cell(line, "county", "county"), self._cell(line, "person", "person"))
