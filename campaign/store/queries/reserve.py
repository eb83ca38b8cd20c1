"""What is read of the reserve, and of what is on its way to a target list."""

from campaign.core.model.land import Approval
from campaign.core.model.project import ListEntry, ListState, ProjectDetails, TargetList
from campaign.core.reserve import Held
from campaign.store import rows
from campaign.store.store import Store

_ENTRY = "project, list, state, deadline, note"
_ASKED = """(SELECT code FROM projects WHERE withdrawn IS NULL AND stage IN ('planning', 'reserve', 'prework')
             UNION SELECT project FROM list_entries)"""
"""Codes of the reserve projects, and of those that are on their way to a list in a later stage."""


def list_entries(store: Store, project: str | None = None) -> list[ListEntry]:
    """Of one project or of all, by project and list."""
    where, values = ("WHERE project = ?", (project,)) if project else ("", ())
    with store.reading() as connection:
        return [_entry(row) for row in connection.execute(
            f"SELECT {_ENTRY} FROM list_entries {where} ORDER BY length(project), project, list", values)]


def reserve_details(store: Store) -> dict[str, ProjectDetails]:
    """By project: of the reserve, and of what is on its way to a list."""
    with store.reading() as connection:
        return {row[0]: rows.details(row)
                for row in connection.execute(f"SELECT {rows.DETAILS} FROM projects WHERE code IN {_ASKED}")}


def reserve_held(store: Store) -> dict[str, list[Held]]:
    """By project, of the same ones, in short."""
    found: dict[str, list[Held]] = {}
    states, days = rows.APPROVAL_STATES, rows.DAYS
    with store.reading() as connection:
        for project, kind, state, expires in connection.execute(
                f"SELECT project, kind, state, expires FROM approvals WHERE project IN {_ASKED}"):
            found.setdefault(project, []).append(Held(kind, states[state], days[expires]))
    return found


def reserve_approvals(store: Store, *, entered: bool = False) -> dict[str, list[Approval]]:
    """By project, of the same ones (``entered``: only of what is on its way to a list); settled approvals too."""
    found: dict[str, list[Approval]] = {}
    asked = "(SELECT project FROM list_entries)" if entered else _ASKED
    with store.reading() as connection:
        for row in connection.execute(f"SELECT {rows.APPROVAL} FROM approvals WHERE project IN {asked}"):
            found.setdefault(row[1], []).append(rows.approval(row))
    return found


def _entry(row: rows.Row) -> ListEntry:
    project, which, state, deadline, note = row
    return ListEntry(project, TargetList(which), ListState(state), rows.DAYS[deadline], note)
