"""Verbs about task forces and dispatches."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from campaign.core.errors import BadInput, NotFound, Refused
from campaign.store.write import Write
from campaign.store.writes.common import keyed, require

Skilled = Sequence[tuple[str, str | None]]
"""Persons, each with the skills as they are stored: words with blanks between them. None: those that they have, or none."""


# Task forces ------------------------------------------------------------------------------------------------------------


def add_task_force(write: Write, values: Mapping[str, Any], members: Skilled, projects: Iterable[str]) -> str:
    _refuse_twin(write, values["name"])
    code = write.new_code("task_force")
    write.insert("task_forces", {"code": code, **keyed(values)})
    write.touch(code)
    _add_members(write, code, members)
    _take_on(write, code, projects)
    return code


def change_task_force(write: Write, code: str, values: Mapping[str, Any], members: Skilled = (), dropped: Iterable[str] = (),
                      projects: Iterable[str] = (), given_up: Iterable[str] = (), version: int | None = None) -> str:
    """``members`` who are in it already get these skills instead of theirs."""
    found = write.one("SELECT name, since FROM task_forces WHERE code = ?", code)
    if found is None:
        raise NotFound("unknown_code", code=code)
    if values.get("name", found[0]) != found[0]:
        _refuse_twin(write, values["name"])
    since, until = values.get("since", found[1]), values.get("until")
    if until is not None and until < since:
        raise BadInput("ends_before", field="until", code=code, since=since)
    write.update("task_forces", code, keyed({"name": found[0], **values}), version)  # which asks for the version, too
    for person in dropped:
        key = {"task_force": code, "person": person}
        if write.one("SELECT 1 FROM task_force_members WHERE task_force = ? AND person = ?", *key.values()) is None:
            raise NotFound("no_member", code=code, person=person)
        write.delete("task_force_members", key)
        write.touch(code, person)
    for project in given_up:
        if write.one("SELECT 1 FROM projects WHERE code = ? AND task_force = ?", project, code) is None:
            raise NotFound("not_its_project", code=code, project=project)
        write.update("projects", project, {"task_force": None})
        write.touch(code)
    _add_members(write, code, members)
    _take_on(write, code, projects)
    return code


def _refuse_twin(write: Write, name: str) -> None:
    found = write.one("SELECT code FROM task_forces WHERE name = ?", name)
    if found is not None:
        raise Refused("force_named", name=name, code=found[0])


def _add_members(write: Write, code: str, members: Skilled) -> None:
    for person, skills in members:
        before, key = len(write.changes), {"task_force": code, "person": person}
        there = write.one("SELECT 1 FROM task_force_members WHERE task_force = ? AND person = ?", *key.values())
        if skills is not None or there is None:
            write.set_single("task_force_members", key, {"skills": skills or ""})
        if len(write.changes) > before:
            write.touch(code, person)


def _take_on(write: Write, code: str, projects: Iterable[str]) -> None:
    for project in dict.fromkeys(projects):
        found = write.one("SELECT task_force FROM projects WHERE code = ?", project)
        if found is None:
            raise NotFound("unknown_code", code=project)
        if found[0] not in (None, code):
            raise Refused("helped_already", project=project, code=found[0])
        if write.update("projects", project, {"task_force": code}):
            write.touch(code)


# Dispatches -------------------------------------------------------------------------------------------------------------


def add_dispatch(write: Write, person: str, unit: str, since: str, until: str | None, purpose: str | None) -> str:
    _refuse_away(write, person, "")
    if until is not None and until < since:
        raise BadInput("ends_before", field="until", code=person, since=since)
    code = write.new_code("dispatch")
    write.insert("dispatches", {"code": code, "person": person, "unit": unit, "since": since, "until": until, "purpose": purpose})
    write.touch(code, person)
    return code


def change_dispatch(write: Write, code: str, values: Mapping[str, Any], version: int | None = None) -> str:
    """Change ``until``, ``returned`` or ``purpose``; without a day of return they are away again."""
    found = write.one("SELECT person, since FROM dispatches WHERE code = ?", code)
    if found is None:
        raise NotFound("unknown_code", code=code)
    person, since = found
    for name in ("until", "returned"):
        if values.get(name) is not None and values[name] < since:
            raise BadInput("ends_before", field=name, code=code, since=since)
    if "returned" in values and values["returned"] is None:
        _refuse_away(write, person, code)
    if write.update("dispatches", code, values, version):
        write.touch(person)
    return code


def _refuse_away(write: Write, person: str, own: str) -> None:
    """Nobody is in two places: whoever has not come back from another dispatch, or is about to leave on one, cannot be sent."""
    found = write.one("""SELECT dispatches.code, units.name FROM dispatches JOIN units ON units.code = dispatches.unit
                         WHERE person = ? AND dispatches.code <> ? AND (returned IS NULL OR returned > ?)""",
                      person, own, write.today.isoformat())
    if found is not None:
        raise Refused("away_already", person=person, code=found[0], unit=found[1])


def add_entry(write: Write, dispatch: str, approval: str | None, text: str | None, on: date) -> str:
    """What was brought back: an approval that moved, or something learned."""
    found = write.one("SELECT person, since FROM dispatches WHERE code = ?", dispatch)
    if found is None:
        raise NotFound("unknown_code", code=dispatch)
    if on.isoformat() < found[1]:
        raise BadInput("ends_before", field="on", code=dispatch, since=found[1])
    if approval is not None:
        require(write, "approvals", approval)
    write.insert("dispatch_entries", {"dispatch": dispatch, "on_day": on.isoformat(), "at": write.at, "actor": write.actor,
                                      "approval": approval, "text": text})
    write.touch(dispatch, found[0])
    return dispatch
