"""The page of one project as rows: why it has its light, how far it is, who and how much, and what happened. Pure."""

from collections.abc import Mapping
from datetime import date
from functools import partial

from campaign.core.facts import is_major
from campaign.core.model.leads import Lead
from campaign.data.clocks import calendar
from campaign.service.project_view import ProjectView
from campaign.tables.approval_chain import chain_rows
from campaign.tables.audit_text import log_line
from campaign.tables.cells import name_of
from campaign.tables.light_history import history_rows
from campaign.tables.results import returned_rows, waiting_rows
from campaign.tables.sections import (
    FULL,
    Fact,
    PageRow,
    fact_rows,
    heading_room,
    nothing,
    title,
    visit_rows,
)
from campaign.tables.signs import Signs
from campaign.tables.tones import Piece
from campaign.tables.width import Column, cells
from campaign.text import _
from campaign.tui.screens.projects.project_blocker_content import blocker_rows, step_rows, way_rows
from campaign.tui.screens.projects.project_land_content import approval_rows, land_rows, money_rows, strength_rows, table
from campaign.tui.screens.projects.project_light_content import light_rows, progress_rows
from campaign.words import day, field, label, listed, money


def project_rows(view: ProjectView, width: int, signs: Signs, *, beside: bool) -> list[PageRow]:
    """Why it has its light, its blockers, what can be done; then who and how much, reports, visits, changes. ``beside``: how far
    it is stands at the right.
    """
    name = view.project.name
    whole = [PageRow("name", [(name, "strong")])] if cells(name) > heading_room(width) else []
    return [
        *whole, *light_rows(view, width), *waiting_rows(view.situation, view.project.code),
        *returned_rows(view.situation, view.project.code, view.records.returned),
        *(() if beside else progress_rows(view, width, signs)),
        *blocker_rows(view, width, signs), *way_rows(view, width, signs), *step_rows(view),
        *_fact_rows(view, width), *_ground_rows(view, width),
        *history_rows(view.project.code, view.history, width, partial(name_of, view.situation)), *_report_rows(view, width),
        *visit_rows(view.situation, view.records.visits, width, view.project.code, by_person=True), *_log_rows(view, width),
    ]


def _fact_rows(view: ProjectView, width: int) -> list[PageRow]:
    project, records, situation = view.project, view.records, view.situation
    details = records.details
    first = situation.snapshot.campaign.first_day
    people = situation.snapshot.people

    def who(code: str | None) -> str:
        person = people.get(code or "")
        return _("nobody") if person is None else f"{person.name} {person.post}".strip()

    def when(value: date | None) -> str:
        return day(value, first)

    def wide(text: str | None) -> bool:
        """It would be cut beside others."""
        return text is not None and cells(text) > (width - 1) // max(min(width // 36, 3), 1) - 18

    def beside(text: str | None) -> str | None:
        return None if wide(text) else text

    kind = [label(word) for word in (project.stage, project.sector, project.investor) if word is not None]
    if project.provincial_key:
        kind.append(field("provincial_key"))
    elif is_major(project, situation.snapshot.campaign.settings):
        kind.append(_("major"))
    facts: list[Fact] = [
        (field("stage"), listed(kind), FULL),
        (field("leader"), who(project.leader), project.leader or project.code),
        (field("manager"), who(project.manager), project.manager or project.code),
        *([(field("task_force"), f"{details.task_force} {records.force}", details.task_force)] if details.task_force else []),
        *([(field("lead"), _lead_text(records.lead), records.lead.code)] if records.lead else []),
        *[(field(name), text, FULL) for name in ("developer", "anchor", "content", "place", "note")
          if wide(text := getattr(details, name))],
        (field("county"), name_of(situation, project.county), ""),
        (field("unit"), name_of(situation, project.unit), ""),
        (field("total"), money(project.total), ""),
        (field("plan_100"), money(project.plan_100), ""),
    ]
    # What is not known and need not be is left out; not to be registered is worth saying once it has started.
    facts += [(field(name), text, "") for name, text in (
        ("planned_start", project.planned_start and when(project.planned_start)),
        ("planned_finish", project.planned_finish and when(project.planned_finish)),
        ("started", project.started and when(project.started)),
        ("finished", project.finished and when(project.finished)),
        ("registered", (project.registered or project.started) and when(project.registered)),
        ("plan_year", details.plan_year and money(details.plan_year)),
        ("done_before", details.done_before and money(details.done_before)),
        ("developer", beside(details.developer)),
        ("national_code", details.national_code), ("node", details.node), ("anchor", beside(details.anchor)),
        ("content", beside(details.content)), ("place", beside(details.place)), ("note", beside(details.note)),
        ("funds_planned", project.funds_planned and money(project.funds_planned)),
        ("expected_tax", details.expected_tax and money(details.expected_tax))) if text]
    return [PageRow("facts-", ()), *fact_rows("fact", facts, width)]


def _lead_text(lead: Lead) -> str:
    """``K0001 膜材料总部  found 10-01, signed 10-24``."""
    told = [_("found {day}").format(day=day(lead.opened))] if lead.opened else []
    told += [_("signed {day}").format(day=day(lead.signed))] if lead.signed else []
    return f"{lead.code} {lead.name}  {listed(told)}".rstrip()


def _ground_rows(view: ProjectView, width: int) -> list[PageRow]:
    """What it stands on: land, approvals, the clocks of those, money by source, people and machines."""
    situation, project, records = view.situation, view.project, view.records
    low = situation.snapshot.campaign.settings.crew_low
    return [
        *land_rows(situation, records.lands, width, project.code),
        *approval_rows(situation, records.approvals, records.missing, view.calendar or calendar(), width, project.code),
        *(chain_rows(view.outlook, situation, width, _("Clocks"), project.code) if records.approvals else ()),
        *money_rows(project, records.registered, width), *strength_rows(project, records.progress, low, width),
    ]


def _report_rows(view: ProjectView, width: int) -> list[PageRow]:
    last = _("last {day}").format(day=day(view.project.last_report)) if view.records.progress else ""
    rows = title("reports", _("Reports"), last)
    if not view.records.progress:
        return [*rows, nothing("reports", _("nothing reported yet; n writes a report"), view.project.code)]
    columns = [Column("on", "", 6), Column("money", "", 10, align="right"), Column("done", "", 20, 10, flex=2),
               Column("crew", "", 13, priority=1), Column("note", "", 16, 8, flex=1, priority=2)]
    found: list[tuple[str, Mapping[str, Piece], str]] = []
    for number, report in enumerate(view.records.progress):
        crew = ""
        if report.crew is not None:
            n = report.crew if report.crew_planned is None else f"{report.crew}/{report.crew_planned}"
            crew = _("crew {n}").format(n=n)
        found.append((f"report{number}", {
            "on": (day(report.on), "quiet"), "money": (money(report.money, sign=True) if report.money else "", ""),
            "done": (report.done or "", ""), "crew": (crew, "quiet"),
            "note": (listed([text for text in (report.materials, report.note) if text]), "quiet")}, view.project.code))
    return [*rows, *table(columns, found, width)]


def _log_rows(view: ProjectView, width: int) -> list[PageRow]:
    rows = title("log", _("Changes"), _("F9 shows those of everything"))
    situation = view.situation
    undone = {entry.undoes for entry in view.log if entry.undoes}
    entries = [entry for entry in view.log if entry.verb not in ("init", "seed")]
    if not entries:
        return [*rows, nothing("log", _("none since it was loaded"), view.project.code)]
    return [*rows, *(PageRow(f"log{entry.seq}", log_line(situation, entry, width - 1, undone=entry.seq in undone, dated=True),
                             view.project.code) for entry in entries)]
