"""The files of a seed folder and their columns: the fields of the kind that a file tells of, and what no kind has."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from campaign.kinds import registry
from campaign.kinds.field import Field


class File(NamedTuple):
    """The columns of one file."""

    kind: str = ""
    """Whose fields its cells fill; empty: a history, or a list that no kind has."""
    behind: Mapping[str, str] = {}
    """Column → those that stand behind it, be they no fields or fields out of their usual place."""


def _coded(kind: str, /, **behind: str) -> File:
    """Of a kind whose records have codes: that is the first column."""
    return File(kind, {"": f"code {behind.pop('code', '')}", **behind})


def _beside(columns: str) -> File:
    return File("", {"": columns})


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
    "trips.csv": _coded("trip"),
    "events.csv": _coded("event"),
    "chain.csv": File("node"),
    "leads.csv": _coded("lead", total="opened"),
    "lead_events.csv": _beside("lead on kind to text"),
    "indicators.csv": File("indicator"),
    "task_forces.csv": _coded("task_force"),
    "task_force_members.csv": _beside("task_force person skills"),
    "dispatches.csv": _coded("dispatch"),
    "dispatch_entries.csv": _beside("dispatch on approval text"),
    "merits.csv": _coded("merit", promised="paid"),
    "merit_evidence.csv": _beside("merit code days moves text"),
    "merit_answers.csv": _beside("merit on text"),
    "cases.csv": _coded("case", code="kind"),
    "task_force_projects.csv": _beside("task_force project"),
}
"""In the order in which complaints are told."""


def cells(kind: str, /, **changes: Mapping[str, Any]) -> tuple[Field, ...]:
    """The fields of a kind as the cells of a file hold them, named as their columns; ``changes`` replace parts of one by name.

    The day of a fact may lie ahead when a folder is loaded for an earlier day; it is then simply not yet a fact.
    """
    known = [field._replace(name=field.column or field.name, past=False)
             for field in registry.kind(kind).fields if not field.unseeded]
    return tuple(field._replace(**changes.get(field.name, {})) for field in known)


def columns(file: File) -> tuple[str, ...]:
    """Of a file, in the order in which they are named."""
    named = [field.name for field in cells(file.kind)] if file.kind else []
    moved = {name for names in file.behind.values() for name in names.split()}
    found = file.behind.get("", "").split()
    for name in named:
        found += [name] if name not in moved else []
        found += file.behind.get(name, "").split()
    return tuple(found)


COLUMNS = {name: columns(file) for name, file in FILES.items()}
