"""``campaign show``: one thing and all that belongs to it."""

from campaign import words
from campaign.cli import (
    chain_lists,
    chain_views,
    formatting,
    land_lists,
    land_views,
    lead_lists,
    merit_lists,
    output,
    reserve_lists,
    task_force_lists,
    task_force_views,
    views,
)
from campaign.cli.feedback import actor_name
from campaign.cli.output import Style
from campaign.cli.state import current
from campaign.core import codes
from campaign.core.filters import ProjectFilter, match_project
from campaign.core.model.blocker import Blocker
from campaign.core.model.land import Approval, ApprovalKind, LandTask
from campaign.core.model.project import Project
from campaign.core.situation import Situation
from campaign.service import Session, cases, chain, leads, merits, task_forces
from campaign.service.land import missing
from campaign.service.league import league
from campaign.store.queries import approvals as approvals_queries
from campaign.store.queries import blockers as blockers_queries
from campaign.store.queries import names as names_queries
from campaign.store.queries import projects as projects_queries
from campaign.store.queries.approvals import approval_events
from campaign.store.queries.blockers import blockers_of, pointing_to
from campaign.store.queries.land import land_events, land_task, land_tasks_of
from campaign.store.queries.reserve import list_entries
from campaign.store.records import LEAD_EVENTS
from campaign.tables import values
from campaign.tables.blockers import BLOCKERS, Blockers
from campaign.tables.cases import record as case_record
from campaign.tables.land_tasks import LAND_TASKS, LandTasks
from campaign.tables.people import People, Shares, Units
from campaign.tables.people import leader as leader_record
from campaign.tables.people import person as person_record
from campaign.tables.people import unit as unit_record
from campaign.tables.projects import record as project_record
from campaign.tables.table import Listing
from campaign.tables.values import Row
from campaign.text import _
from campaign.words import leads as say
from campaign.words.labels import NOTHING

RECENT = 100
"""Reports and visits that are shown of one project."""
PARTS = ("events", "blockers", "blocker_list", "land_tasks", "approvals", "lists", "progress", "visits", "funds",
         "registered_money", "members", "cover", "delivered", "closed", "approval_list", "entries", "task_forces", "dispatches",
         "trips", "project_list", "lead_list", "evidence_list", "answers", "merits")
"""Keys that hold rows of their own, in the order of the page."""


def show(text: str, style: Style) -> None:
    """Print what ``text`` (a code, or a project's name) is."""
    session = current().session()
    row = described(session.any_code(text))
    if style.json:
        output.json_object(row)
    elif style.csv:
        parts = _parts(row)
        output.csv_rows([row], [key for key in row if key not in parts], values.flat)
    elif style.plain:
        parts = _parts(row)
        output.blocks([values.facts(row, parts), *(values.facts(part) for key in parts for part in row[key])])
    else:
        _page(session, row)


def _parts(row: Row) -> list[str]:
    """Of a unit, ``blockers`` is a number; of a land task, codes; of a project, rows."""
    return [key for key in PARTS if isinstance(row.get(key), list) and not (key == "blockers" and "blocker_list" in row)]


def described(code: str) -> Row:
    """Everything about a code, as ``--json`` prints it."""
    session = current().session()
    situation = session.situation()
    told = situation.snapshot
    match codes.NAMES[code[0]]:
        case "project":
            return _project(session, situation, told.projects[code])
        case "blocker":
            return _blocker(session, situation, blockers_queries.blocker(session.store, code))
        case "land_task":
            return _land_task(session, situation, land_task(session.store, code))
        case "approval":
            return _approval(session, situation, approvals_queries.approval(session.store, code))
        case "task_force":
            return _task_force(session, situation, code)
        case "case":
            return case_record(Listing(situation, {}), cases.case(session, code))
        case "dispatch":
            sent = task_forces.dispatch(session, code)
            return {**task_force_views.dispatch(situation, sent), "entries": task_force_views.entries(sent)}
        case "merit":
            merit = merits.merit(session, situation, code)
            return {**merit_lists.merit(situation, merit), **merit_lists.parts(merit)}
        case "lead":
            lead, history = leads.lead(session, situation, code)
            return {**lead_lists.lead(situation, lead), "events": [lead_lists.event(row) for row in history]}
        case "trip":
            trip = chain.trip(session, code)
            return {**chain_views.trip(situation, trip), "lead_list": [chain_views.lead(row) for row in trip.leads]}
        case "event":
            event = chain.event(session, code)
            return {**chain_views.event(event, situation.today), "lead_list": [chain_views.lead(row) for row in event.leads]}
        case "county":
            place = next(place for place in league(session, situation) if place.county == code)
            row = views.county(situation, told.counties[code], Shares(situation, "county"), place)
            wide = [item for item in told.blockers.values() if item.county == code]
            return {**row, "project_list": _projects(situation, county=code), "blocker_list": _blockers(session, situation, wide),
                    "merits": _merits(session, situation, code)}
        case "unit":
            row = unit_record(Units(situation, {}), told.units[code])
            mine = [item for item in told.blockers.values() if item.unit == code]
            return {**row, "project_list": _projects(situation, unit=code), "blocker_list": _blockers(session, situation, mine),
                    "merits": _merits(session, situation, code)}
    person = told.people[code]
    who = People(situation, {})
    row = person_record(who, person)
    if person.leader:
        row |= {key: value for key, value in leader_record(who, person).items() if key not in row}
    return {**row, "project_list": _projects(situation, leader=code),
            "task_forces": task_force_views.membership(task_forces.membership(session, code), code),
            "dispatches": [task_force_views.dispatch(situation, item) for item in task_forces.dispatches_of(session, code)],
            "trips": [chain_views.trip(situation, item) for item in chain.trips_of(session, code)],
            "merits": _merits(session, situation, code),
            "visits": [views.visit(situation, visit)
                       for visit in projects_queries.visits(session.store, person=code, limit=RECENT)]}


def _project(session: Session, situation: Situation, project: Project) -> Row:
    store = session.store
    details = projects_queries.details(store, project.code)
    return {
        **project_record(Listing(situation, {}), project),
        **views.details(details),
        "task_force_name": names_queries.name_of(store, "task_force", details.task_force) if details.task_force else None,
        "approvals_missing": [ApprovalKind(choice[0]) for choice in missing(session, project.code)],
        "blockers": _blockers(session, situation, blockers_of(store, project.code)),
        "land_tasks": LAND_TASKS.records(
            LandTasks(situation, {row.code: row for row in land_tasks_of(store, project.code)})),
        "approvals": [land_views.approval(situation, row) for row in approvals_queries.approvals(store, project=project.code)],
        "lead": _became(session, project.code),
        "lists": [reserve_lists.entry(row) for row in list_entries(store, project.code)],
        "funds": [land_views.funds(row) for row in projects_queries.funds(store, project.code, RECENT)],
        "registered_money": [land_views.registered(row) for row in projects_queries.registered(store, project.code)],
        "progress": [views.progress(row) for row in projects_queries.progress(store, project.code, RECENT)],
        "visits": [views.visit(situation, row) for row in projects_queries.visits(store, project=project.code, limit=RECENT)],
    }


def _became(session: Session, project: str) -> Row | None:
    """The lead that became this project, in short."""
    found = leads.of_project(session, project)
    return None if found is None else {"code": found.code, "name": found.name, "opened": values.iso(found.opened),
                                       "signed": values.iso(found.signed), "landed": values.iso(found.landed)}


def _task_force(session: Session, situation: Situation, code: str) -> Row:
    found, results = task_forces.task_force(session, situation, code)
    return {**task_force_views.task_force(situation, found), **task_force_views.task_force_parts(situation, found, results),
            "project_list": _listed(situation, [situation.snapshot.projects[project] for project in found.projects])}


def _blocker(session: Session, situation: Situation, blocker: Blocker) -> Row:
    events = blockers_queries.events(session.store, blocker.code)
    told = Blockers(situation, {blocker.code: blocker}, {blocker.code: events})
    return {**BLOCKERS.records(told)[0], "events": [views.event(row) for row in events]}


def _land_task(session: Session, situation: Situation, task: LandTask) -> Row:
    store = session.store
    return {**LAND_TASKS.records(LandTasks(situation, {task.code: task}))[0],
            "events": [land_views.land_event(row) for row in land_events(store, task.code)],
            "blocker_list": _blockers(session, situation, pointing_to(store, task.code))}


def _approval(session: Session, situation: Situation, approval: Approval) -> Row:
    store = session.store
    return {**land_views.approval(situation, approval),
            "events": [land_views.approval_event(row) for row in approval_events(store, approval.code)],
            "blocker_list": _blockers(session, situation, pointing_to(store, approval.code))}


def _blockers(session: Session, situation: Situation, found: list[Blocker]) -> list[Row]:
    moves = blockers_queries.moves(session.store, [row.code for row in found])
    return BLOCKERS.records(Blockers(situation, {row.code: row for row in found}, moves))


def _merits(session: Session, situation: Situation, subject: str) -> list[Row]:
    return [merit_lists.short(row) for row in merits.concerning(session, situation, subject)]


def _projects(situation: Situation, **wanted: str) -> list[Row]:
    """Code, name and light of the projects of a county, unit or leader."""
    rows = situation.snapshot.projects.values()
    return _listed(situation, [row for row in rows if match_project(situation, row, ProjectFilter(**wanted))])


def _listed(situation: Situation, found: list[Project]) -> list[Row]:
    return [{"code": row.code, "name": row.name, "light": situation.assessments[row.code].light}
            for row in sorted(found, key=lambda row: codes.order(row.code))]


# The page for people ------------------------------------------------------------------------------------------------------


def _page(session: Session, row: Row) -> None:
    parts = _parts(row)
    told_once = ("person", "unit", "county") if "subject" in row else ()
    told = [(name, value) for name, value in values.facts(row, [*parts, "moves", *told_once]) if value != NOTHING]
    output.table([output.Column(told[0][0], [name for name, value in told[1:]]),
                  output.Column(told[0][1], [value for name, value in told[1:]], flexible=True)])
    for key in parts:
        rows: list[Row] = row[key]
        if not rows:
            continue
        output.data("")
        output.data(f"{words.field(key)} ({len(rows)})")
        if key == "events":
            _history(session, row["code"])
        elif key in ("blockers", "blocker_list"):
            output.table(formatting.columns(BLOCKERS, rows), indent="  ")
        elif key == "land_tasks":
            output.table(formatting.columns(LAND_TASKS, rows), indent="  ")
        elif key == "cover":
            output.table(task_force_lists.cover_columns(rows), indent="  ")
        elif key == "trips":
            output.table(chain_lists.trip_columns(rows), indent="  ")
        elif key == "lead_list":
            output.table(chain_lists.lead_columns(rows), indent="  ")
        elif key == "dispatches":
            output.table(task_force_lists.dispatch_columns(rows), indent="  ")
        elif key == "approvals":
            output.table(land_lists.approval_columns(rows), indent="  ")
        else:
            output.table(_columns(rows), indent="  ")


def _columns(rows: list[Row]) -> list[output.Column]:
    keys = [key for key in rows[0] if any(row[key] not in (None, "") for row in rows) and key != "project"
            and f"{key}_name" not in rows[0]]
    return [formatting.column(key, rows) for key in keys]


def _history(session: Session, code: str) -> None:
    def name_of(unit: str) -> str:
        return names_queries.name_of(session.store, "unit", unit) or unit

    match codes.NAMES[code[0]]:
        case "land_task":
            measure = land_task(session.store, code).measure
            told = [(row.on, row.actor, words.land_event_text(row, measure)) for row in land_events(session.store, code)]
        case "approval":
            told = [(row.on, row.actor, words.approval_event_text(row, name_of))
                    for row in approval_events(session.store, code)]
        case "lead":
            told = [(row.on, row.actor, say.event_text(row)) for row in LEAD_EVENTS.all(session.store, lead=code)]
        case _:
            told = [(row.on, row.actor, words.event_text(row, name_of)) for row in blockers_queries.events(session.store, code)]
    output.table([output.Column(words.field("on"), [on.isoformat() for on, _actor, _text in told]),
                  output.Column(words.field("actor"), [actor_name(session, actor) or _("(seed)") for _on, actor, _text in told]),
                  output.Column(words.field("text"), [text for _on, _actor, text in told])], indent="  ")
