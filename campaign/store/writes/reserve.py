"""Verbs about the entries of target lists."""

from collections.abc import Mapping
from typing import Any

from campaign.core.errors import NotFound, Refused
from campaign.core.model.project import ListState, TargetList
from campaign.store.write import Write


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
