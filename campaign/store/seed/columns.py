"""The files of a seed folder and their columns: the fields of the kind that a file tells of, and what no kind has."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from campaign.core.model.blocker import Category
from campaign.core.model.leads import LeadEventKind, LeadStage, NodeState
from campaign.kinds import registry
from campaign.kinds.field import Field, Type
from campaign.store import records
from campaign.store.rows import Record


class File(NamedTuple):
    """The columns of one file that is read in a way of its own."""

    kind: str = ""
    """Whose fields its cells fill; empty: a history, or a list that no kind has."""
    behind: Mapping[str, str] = {}
    """Column → those that stand behind it, be they no fields or fields out of their usual place."""


class Sheet(NamedTuple):
    """One file whose rows are those of a table: what its columns take, named as in the model."""

    record: Record[Any]
    fields: tuple[Field, ...]
    kind: str = ""
    """What its rows have a code as; empty: they have none."""
    come: str = ""
    """Column with the day from which on the row is a fact; empty: it always is."""
    once: tuple[str, ...] = ()
    """Columns that no two rows share."""
    default: Mapping[str, Any] = {}
    """What empty cells stand for."""
    behind: Mapping[str, str] = {}


def cells(kind: str, /, **changes: Mapping[str, Any]) -> tuple[Field, ...]:
    """The fields of a kind as the cells of a file hold them, named as their columns; ``changes`` replace parts of one by name.

    The day of a fact may lie ahead when a folder is loaded for an earlier day; it is then simply not yet a fact.
    """
    known = [field._replace(name=field.column or field.name, past=False)
             for field in registry.kind(kind).fields if not field.unseeded]
    return tuple(field._replace(**changes.get(field.name, {})) for field in known)


def _coded(kind: str, /, **behind: str) -> File:
    """Of a kind whose records have codes: that is the first column."""
    return File(kind, {"": f"code {behind.pop('code', '')}", **behind})


def _beside(columns: str) -> File:
    return File("", {"": columns})


def _of(kind: str, record: Record[Any], come: str, **changes: Mapping[str, Any]) -> Sheet:
    """Of a kind whose records have codes; ``changes``: where a file asks more or less than a form."""
    return Sheet(record, cells(kind, **changes), kind, come)


FILES = {
    "counties.csv": _coded("county"),
    "units.csv": _coded("unit"),
    "people.csv": _coded("person"),
    "projects.csv": _coded("project"),
    "progress.csv": File("report", {"": "project on money"}),
    "calendar.csv": _beside("day working why"),
    "land_tasks.csv": _coded("land_task", kind="county projects", measure="opened"),
    "land_events.csv": _beside("task on kind amount to text"),
    "approvals.csv": _coded("approval", unit="submitted", due="granted", expires="not_needed last_contact"),
    "funds.csv": File("funds"),
    "registered.csv": File("registered"),
    "blockers.csv": _coded("blocker", category="county projects", person="opened", due="land_task approval"),
    "blocker_events.csv": _beside("blocker on kind to text until on_site"),
    "visits.csv": File("visit", {"project": "on channel"}),
    "excused.csv": _beside("first last why county person"),
    "list_entries.csv": File("list_entry"),
    "requests.csv": _beside("code subject field from to why by on state decided_by decided_on note"),
    "results.csv": _beside("code what item by on state decided_by decided_on why"),
}
ON = Field("on", Type.DAY, required=True)
TEXT = Field("text", limit=500)
_NEEDED: Mapping[str, Any] = {"required": True}
_OPTIONAL: Mapping[str, Any] = {"required": False}
SHEETS = {
    "trips.csv": _of("trip", records.TRIPS, "first", last=_OPTIONAL),
    "events.csv": _of("event", records.EVENTS, "on"),
    "chain.csv": Sheet(records.CHAIN, cells("node", state=_OPTIONAL), once=("chain", "node"),
                       default={"state": NodeState.MISSING}),
    "leads.csv": Sheet(records.LEADS, (*cells("lead", leader={"holds": "person"}), Field("opened", Type.DAY, required=True)),
                       "lead", "opened", default={"stage": LeadStage.LEAD}, behind={"total": "opened"}),
    "lead_events.csv": Sheet(records.LEAD_EVENTS, (Field("lead", "lead", required=True), ON,
                                                   Field("kind", Type.WORD, LeadEventKind, required=True), Field("to"), TEXT),
                             come="on"),
    "indicators.csv": Sheet(records.INDICATORS, cells("indicator"), once=("county", "period", "metric", "measure")),
    "task_forces.csv": _of("task_force", records.TASK_FORCES, "since")._replace(once=("name",)),
    "task_force_members.csv": Sheet(records.TASK_FORCE_MEMBERS, (Field("task_force", "task_force", required=True),
                                                                 Field("person", "person", required=True),
                                                                 Field("skills", Type.WORDS, Category)),
                                    once=("task_force", "person"), default={"skills": ()}),
    "dispatches.csv": _of("dispatch", records.DISPATCHES, "since"),
    "dispatch_entries.csv": Sheet(records.DISPATCH_ENTRIES, (Field("dispatch", "dispatch", required=True), ON,
                                                             Field("approval", "approval"), TEXT), come="on"),
    "merits.csv": _of("merit", records.MERITS, "on", on=_NEEDED)._replace(default={"actor": ""}, behind={"promised": "paid"}),
    "merit_evidence.csv": Sheet(records.MERIT_EVIDENCE, (Field("merit", "merit", required=True), Field("code", required=True),
                                                         Field("days", Type.COUNT, limit=9999),
                                                         Field("moves", Type.COUNT, limit=999), TEXT)),
    "merit_answers.csv": Sheet(records.MERIT_ANSWERS, (Field("merit", "merit", required=True), ON,
                                                       TEXT._replace(required=True)), come="on"),
    "cases.csv": _of("case", records.CASES, "on", title={"limit": 200})._replace(behind={"": "code kind"}),
}
"""Those that are read alike, in the order in which they are loaded: what is named comes before what names it."""
TASK_FORCE_PROJECTS = "task_force_projects.csv"


def _columns(fields: tuple[Field, ...], behind: Mapping[str, str]) -> tuple[str, ...]:
    """In the order in which they are named."""
    names = [field.name for field in fields]
    moved = {name for names in behind.values() for name in names.split()}
    found = behind.get("", "").split()
    for name in names:
        found += [name] if name not in moved else []
        found += behind.get(name, "").split()
    return tuple(found)


COLUMNS = {
    **{name: _columns(cells(file.kind) if file.kind else (), file.behind) for name, file in FILES.items()},
    **{name: _columns(sheet.fields, {"": "code" if sheet.kind else "", **sheet.behind}) for name, sheet in SHEETS.items()},
    TASK_FORCE_PROJECTS: ("task_force", "project")}
"""In the order in which complaints are told."""
