"""Reserve projects on their way onto target lists: what is read of them, and the verbs that change it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from campaign.core.errors import NotFound, Refused
from campaign.core.model.land import Approval
from campaign.core.model.project import ListEntry, ListState, ProjectDetails, TargetList
from campaign.core.reserve import Held
from campaign.store import rows
from campaign.store.connection import Connection, reading
from campaign.store.write import Write

_ENTRY = "project, list, state, deadline, note"
_ASKED = """(SELECT code FROM projects WHERE withdrawn IS NULL AND stage IN ('planning', 'reserve', 'prework')
             UNION SELECT project FROM list_entries)"""
"""Codes of the reserve projects, and of those that are on their way to a list in a later stage."""


class ReservePages:
    """A part of ``Store``."""

    path: Path
    _connection: Connection

    def list_entries(self, project: str | None = None) -> list[ListEntry]:
        """Of one project or of all, by project and list."""
        where, values = ("WHERE project = ?", (project,)) if project else ("", ())
        with reading(self._connection, self.path) as connection:
            return [_entry(row) for row in connection.execute(
                f"SELECT {_ENTRY} FROM list_entries {where} ORDER BY length(project), project, list", values)]

    def reserve_details(self) -> dict[str, ProjectDetails]:
        """By project: of the reserve, and of what is on its way to a list."""
        with reading(self._connection, self.path) as connection:
            return {row[0]: rows.details(row)
                    for row in connection.execute(f"SELECT {rows.DETAILS} FROM projects WHERE code IN {_ASKED}")}

    def reserve_held(self) -> dict[str, list[Held]]:
        """By project, of the same ones, in short."""
        found: dict[str, list[Held]] = {}
        states, days = rows.APPROVAL_STATES, rows.DAYS
        with reading(self._connection, self.path) as connection:
            for project, kind, state, expires in connection.execute(
                    f"SELECT project, kind, state, expires FROM approvals WHERE project IN {_ASKED}"):
                found.setdefault(project, []).append(Held(kind, states[state], days[expires]))
        return found

    def reserve_approvals(self, *, entered: bool = False) -> dict[str, list[Approval]]:
        """By project, of the same ones (``entered``: only of what is on its way to a list); settled approvals too."""
        found: dict[str, list[Approval]] = {}
        asked = "(SELECT project FROM list_entries)" if entered else _ASKED
        with reading(self._connection, self.path) as connection:
            for row in connection.execute(f"SELECT {rows.APPROVAL} FROM approvals WHERE project IN {asked}"):
                found.setdefault(row[1], []).append(rows.approval(row))
        return found


def _entry(row: rows.Row) -> ListEntry:
    project, which, state, deadline, note = row
    return ListEntry(project, TargetList(which), ListState(state), rows.DAYS[deadline], note)


# Verbs ------------------------------------------------------------------------------------------------------------------


def add_entry(write: Write, project: str, which: TargetList, deadline: str | None, note: str | None) -> str:
    """Raises ``Refused`` when it is withdrawn, has an entry already, or is on that list without one."""
    found = write.one("SELECT withdrawn, provincial_key FROM projects WHERE code = ?", project)
    if found is None:
        raise NotFound("unknown_code", code=project)
    if found[0] is not None:
        raise Refused("list_withdrawn", code=project)
    there = write.one("SELECT 1 FROM list_entries WHERE project = ? AND list = ?", project, which)
    if there is not None or (which is TargetList.PROVINCIAL_KEY and found[1]):
        raise Refused("list_entry_there" if there else "listed_already", code=project, list=which)
    write.set_single("list_entries", {"project": project, "list": which},
                     {"state": ListState.CANDIDATE, "deadline": deadline, "note": note})
    write.touch(project)
    return project


def set_entry(write: Write, project: str, which: TargetList, values: Mapping[str, Any]) -> str:
    """Change state, deadline or note. Who gets onto the provincial list, or loses its place there, is marked so itself."""
    columns = ("state", "deadline", "note")
    found = write.one(f"SELECT {', '.join(columns)} FROM list_entries WHERE project = ? AND list = ?", project, which)
    if found is None:
        raise NotFound("no_list_entry", code=project, list=which)
    before = dict(zip(columns, found, strict=True))
    changed = {name: value for name, value in values.items() if value != before[name]}
    if not changed:
        return project
    write.set_single("list_entries", {"project": project, "list": which}, changed)
    if which is TargetList.PROVINCIAL_KEY and ListState.LISTED in (changed.get("state"), before["state"]) and "state" in changed:
        write.update("projects", project, {"provincial_key": int(changed["state"] == ListState.LISTED)})
    write.touch(project)
    return project
