"""What is read of the reserve, and of what is on its way to a target list."""

import json

from campaign.core.model.consent import What
from campaign.core.model.land import Approval, ApprovalState
from campaign.core.model.project import ListEntry, ProjectDetails
from campaign.core.reserve import Held
from campaign.core.results import ALL, Counted
from campaign.store import rows
from campaign.store.records import APPROVALS, DETAILS, LIST_ENTRIES
from campaign.store.store import Store

_ASKED = """(SELECT code FROM projects WHERE withdrawn IS NULL AND stage IN ('planning', 'reserve', 'prework')
             UNION SELECT project FROM list_entries)"""
"""Codes of the reserve projects, and of those that are on their way to a list in a later stage."""


def list_entries(store: Store, project: str | None = None) -> list[ListEntry]:
    """Of one project or of all, by project and list."""
    return LIST_ENTRIES.all(store, project=project) if project else LIST_ENTRIES.all(store)


def reserve_details(store: Store) -> dict[str, ProjectDetails]:
    """By project: of the reserve, and of what is on its way to a list."""
    with store.reading() as connection:
        return DETAILS.by_code(connection.execute(f"{DETAILS.select} WHERE code IN {_ASKED}"))


def reserve_held(store: Store, counted: Counted = ALL) -> dict[str, list[Held]]:
    """By project, of the same ones and of those that have left the reserve by what does not count; in short.

    What was granted and does not count is as if it was not.
    """
    found: dict[str, list[Held]] = {}
    states, days, changed = rows.words(ApprovalState), rows.DAYS, counted.changed
    with store.reading() as connection:
        for project, kind, state, expires, code in connection.execute(
                f"""SELECT project, kind, state, expires, code FROM approvals WHERE project IN {_ASKED}
                    OR project IN (SELECT value FROM json_each(?))""", (json.dumps(sorted(changed)),)):
            granted = code not in changed or counted.counts(code, What.GRANT)
            found.setdefault(project, []).append(
                Held(kind, states[state], days[expires]) if granted else Held(kind, ApprovalState.SUBMITTED, None))
    return found


def reserve_approvals(store: Store, *, entered: bool = False) -> dict[str, list[Approval]]:
    """By project, of the same ones (``entered``: only of what is on its way to a list); settled approvals too."""
    found: dict[str, list[Approval]] = {}
    asked = "(SELECT project FROM list_entries)" if entered else _ASKED
    with store.reading() as connection:
        for row in APPROVALS.read(connection, f"WHERE project IN {asked}"):
            found.setdefault(row.project, []).append(row)
    return found
