"""A seed folder, read into the rows of a campaign: every cell understood, codes given, histories replayed, complaints noted.

The columns are in ``columns.py`` and, with what they mean, in ``seed/README.md``. Days may be relative to the first day
(``D+12``). What is dated after today is left out and counted, so that a folder written for day 38 can be looked at on any other.
"""

from collections.abc import Container, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from campaign.core import codes
from campaign.core.dates import stored_day
from campaign.core.errors import BadInput, CampaignError, Refused
from campaign.core.history import replay
from campaign.core.model.blocker import LEVELS, Blocker, BlockerState, Category, Event, EventKind, HoldReason, Scope
from campaign.core.model.campaign import Campaign, Excuse
from campaign.core.model.people import County, Person, Rank, Unit
from campaign.core.model.project import Channel, ListEntry, ListState, Progress, Project, ProjectDetails, Stage, TargetList, Visit
from campaign.core.plausible import Doubt
from campaign.kinds.field import YES_WORDS, Type, named
from campaign.store.seed.batch import Batch
from campaign.store.seed.columns import COLUMNS, cells
from campaign.store.seed.consent import ConsentTables
from campaign.store.seed.csv_table import BadCell, Line
from campaign.store.seed.land import Source
from campaign.store.writes.projects import check_project

PROJECT = cells("project")
REPORT, BLOCKER = cells("report"), cells("blocker")
HOLDS = {field.name: field.holds for field in PROJECT}
LIST, STATE, NOTE = (named(cells("list_entry"))[name] for name in ("list", "state", "note"))
EVENT_KINDS = tuple(kind for kind in EventKind if kind is not EventKind.OPEN)


class Folder(ConsentTables):
    """A seed folder on its way to a ``Batch``."""

    def __init__(self, folder: Path, campaign: Campaign, today: date, bad: list[BadCell],
                 assured: Container[Doubt]) -> None:
        super().__init__(folder, COLUMNS, campaign, today, bad, assured)

    def batch(self) -> Batch:
        for kind, name in (("county", "counties.csv"), ("unit", "units.csv"), ("person", "people.csv"),
                           ("project", "projects.csv"), ("land_task", "land_tasks.csv"), ("approval", "approvals.csv"),
                           ("blocker", "blockers.csv"), ("request", "requests.csv")):
            self._give_codes(kind, self.tables[name])
        self._give_organisation_codes()
        counties = [County(line["code"], values["name"], values["leader"], zone=values["zone"] == 1, division=values["group"])
                    for line, values in self._parsed("counties.csv", cells("county"))]
        units = [Unit(line["code"], values["name"], values["authority"], values["county"])
                 for line, values in self._parsed("units.csv", cells("unit"))]
        self.levels = {unit.code: unit.authority for unit in units}
        people = [self._person(line, values) for line, values in self._parsed("people.csv", cells("person"))]
        projects, details = self._projects()
        calendar, lands, organisation = list(self._calendar()), list(self._land_tasks()), self._organisation()
        approvals, entries = list(self._approvals(calendar)), list(self._entries())
        key = {entry.project for entry in entries if (entry.list, entry.state) == (TargetList.PROVINCIAL_KEY, ListState.LISTED)}
        projects = [row._replace(provincial_key=True) if row.code in key else row for row in projects]
        forces = {force.code for force in organisation["task_forces"]}
        helped = {project: code for project, code in self._task_force_projects().items() if code in forces}
        batch = Batch(counties, units, people, projects, details, list(self._progress()), list(self._blockers()),
                      list(self._visits()), list(self._excuses()), lands, approvals, list(self._funds()),
                      list(self._registered()), calendar, entries, organisation, helped)
        called = {unit.code: unit.name for unit in units}
        for row in organisation["dispatches"]:
            self.plausible.away(row.code, row.person, called.get(row.unit, row.unit), row.since, row.returned)
        self.plausible.close()
        return self._consent(batch)

    def _person(self, line: Line, values: dict[str, Any]) -> Person:
        post = values["post"] or ""
        self.plausible.person(line, line["code"], values["name"] or "", post)
        return Person(line["code"], values["name"], post, Rank(values["rank"] or Rank.STAFF), values["unit"], values["county"],
                      values["leader"] == 1)

    def _projects(self) -> tuple[list[Project], dict[str, ProjectDetails]]:
        projects, details = list[Project](), dict[str, ProjectDetails]()
        own = [name for name in Project._fields if name in HOLDS]
        rest = [name for name in ProjectDetails._fields if name in HOLDS]
        seen: set[str] = set()
        for line, values in self._parsed("projects.csv", PROJECT):
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
                name: stored_day(value) if value and HOLDS[name] == Type.DAY else value
                for name, value in values.items()}
            projects.append(Project(line["code"], **{name: typed[name] for name in own}))
            details[line["code"]] = ProjectDetails(line["code"], **{name: typed[name] for name in rest})
            self.plausible.project(line, projects[-1], details[line["code"]])
        return projects, details

    def _progress(self) -> Iterator[Progress]:
        for line in self.tables["progress.csv"]:
            project, on = self._needed(line, "project", "project"), self._on(line, "on")
            money = self._money(line, "money", signed=True) or 0
            values = {field.name: self._value(line, field) for field in REPORT}
            if self._come(line, on):
                self.plausible.report(line, "progress", project, on, money, *values.values())
                yield Progress(project, on, money, **values)

    def _blockers(self) -> Iterator[tuple[Blocker, list[Event]]]:
        events: dict[str, list[tuple[Line, Event]]] = {}
        for line in self.tables["blocker_events.csv"]:
            blocker, event = self._needed(line, "blocker", "blocker"), self._event(line)
            if event is not None and self._come(line, event.on):
                events.setdefault(blocker, []).append((line, event._replace(blocker=blocker)))
        for line in self.tables["blockers.csv"]:
            opened = self._on(line, "opened")
            source = self._source(line)
            opening = self._opening(line, opened, source)
            if not self._come(line, opened):
                continue
            happened = events.get(opening.code, [])
            for place, event in happened:
                if event.on < opened:
                    place.complain("on", BadInput("before_opening", code=opening.code, opened=opened.isoformat()))
            followed = [] if source is None or line["due"] else [(line, event) for event in source.slips(opening)]
            row, history = self._history(opening, sorted([*happened, *followed], key=lambda pair: pair[1].on))
            self.plausible.blocker(line, row._replace(due=opening.due))
            yield row, history

    def _history(self, opening: Blocker, happened: list[tuple[Line, Event]]) -> tuple[Blocker, list[Event]]:
        """The blocker as its events, in order and with their lines, have left it."""
        history = [Event(opening.code, EventKind.OPEN, opening.opened, "", "", target=opening.unit)]
        on_site, resolved, unit = False, False, opening.unit
        for place, event in happened:
            if event.kind is EventKind.MOVE:
                if event.target == unit:
                    continue  # the same unit again is no move
                event, unit = event._replace(source=unit), event.target
            elif event.kind is EventKind.DUE and resolved:
                continue  # what it points to has slipped since: that is no longer its concern
            elif event.kind in (EventKind.RESOLVE, EventKind.REOPEN, EventKind.RETURN):
                resolved = event.kind is EventKind.RESOLVE
            history.append(event)
            on_site = on_site or place["on_site"].lower() in YES_WORDS
        state = replay(opening, history)
        return state._replace(on_site=on_site and state.state is BlockerState.RESOLVED), history

    def _source(self, line: Line) -> Source | None:
        """The land task or approval that a blocker points to."""
        if line["land_task"] and line["approval"]:
            line.complain("approval", BadInput("twice", text="land_task approval"))
        code = self._cell(line, "land_task", "land_task") or self._cell(line, "approval", "approval")
        return self.sources.get(code or "")

    def _opening(self, line: Line, opened: date, source: Source | None) -> Blocker:
        values = {field.name: self._value(line, field) for field in BLOCKER}
        county, projects = self._cell(line, "county", "county"), self._projects_of(line, "blocker_scope")
        due = stored_day(values["due"]) if values["due"] else source.due(opened) if source else None
        code = source.code if source else ""
        return Blocker(line["code"], values["title"] or "", Category(values["category"] or Category.OTHER),
                       Scope.PROJECTS if line["projects"] else Scope.COUNTY, projects, None if projects else county,
                       values["authority"] or (source and source.authority) or self.levels.get(values["unit"] or ""),
                       values["unit"], values["person"], 0,
                       BlockerState.OPEN, opened, due or opened + timedelta(days=self.campaign.settings.blocker_days),
                       land_task=code if codes.is_a(code, "land_task") else None,
                       approval=code if codes.is_a(code, "approval") else None)

    def _event(self, line: Line) -> Event | None:
        on, kind = self._on(line, "on"), self._word(line, "kind", EVENT_KINDS)
        if kind is None:
            return None
        source, target = None, None
        match kind:
            case EventKind.MOVE:
                target = self._needed(line, "to", "unit")
            case EventKind.DUE:
                target = self._on(line, "to").isoformat()
            case EventKind.LEVEL:
                target = self._word(line, "to", map(str, LEVELS))
            case EventKind.HOLD:
                source = self._on(line, "until").isoformat()
                target = self._word(line, "to", HoldReason)
            case EventKind.RESOLVE | EventKind.RETURN | EventKind.NOTE | EventKind.CONTACT if not line["text"]:
                line.complain("text", BadInput("field_empty", field="text"))
        if kind in (EventKind.LEVEL, EventKind.HOLD) and target is None:
            return None
        return Event("", EventKind(kind), on, "", "", source, target, line["text"] or None)

    def _visits(self) -> Iterator[Visit]:
        for line in self.tables["visits.csv"]:
            project, on = self._needed(line, "project", "project"), self._on(line, "on")
            person = self._cell(line, "person", "person")
            channel = self._word(line, "channel", Channel) if line["channel"] else Channel.SITE
            if channel is not None and self._come(line, on):
                row = Visit(project, on, Channel(channel), person, line["solved"] or None)
                self.plausible.visit(line, row)
                yield row

    def _excuses(self) -> Iterator[Excuse]:
        for line in self.tables["excused.csv"]:
            first = self._on(line, "first")
            last = self._on(line, "last", default=first)
            if last < first:
                line.complain("last", BadInput("bad_span", text=f"{line['first']}..{line['last']}"))
            else:
                self.near(line, "last", first, last)
            if not line["why"]:
                line.complain("why", BadInput("field_empty", field="why"))
            if line["county"] and line["person"]:
                line.complain("person", BadInput("excuse_scope"))
            yield Excuse(first, last, line["why"], self._cell(line, "county", "county"), self._cell(line, "person", "person"))

    def _entries(self) -> Iterator[ListEntry]:
        """Who is on the way to which list: no facts with a day, so that all are there on any day."""
        seen: set[tuple[str, str]] = set()
        for line in self.tables["list_entries.csv"]:
            project, which, state = self._needed(line, "project", "project"), self._value(line, LIST), self._value(line, STATE)
            deadline, note = self._on(line, "deadline") if line["deadline"] else None, self._value(line, NOTE)
            if which is None:
                continue
            if (project, which) in seen:
                line.complain("list", Refused("list_entry_there", code=project, list=which))
            seen.add((project, which))
            yield ListEntry(project, TargetList(which), ListState(state or ListState.CANDIDATE), deadline, note)
