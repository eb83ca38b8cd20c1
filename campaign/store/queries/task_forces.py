"""Task forces and dispatches: what their results are read from, and the verbs that change them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from campaign.core.errors import BadInput, NotFound, Refused
from campaign.core.model.land import Approval
from campaign.core.task_forces import Delivered, Queue, Settled, Sums, Work
from campaign.store import rows
from campaign.store.connection import Connection, reading
from campaign.store.write import Write
from campaign.store.writes.projects import keyed, require

Skilled = Sequence[tuple[str, str | None]]
"""Persons, each with the skills as they are stored: words with blanks between them. None: those that they have, or none."""
_WAITING = """FROM approvals WHERE state = 'submitted' AND project IN
              (SELECT code FROM projects WHERE withdrawn IS NULL AND stage NOT IN ('completed', 'producing'))"""


class ForcePages:
    """A part of ``Store``."""

    path: Path
    _connection: Connection

    def force_work(self, task_force: str) -> Work:
        """All that has happened on its projects, those withdrawn left out."""
        theirs, values = "projects.task_force = ? AND projects.withdrawn IS NULL", (task_force,)
        with reading(self._connection, self.path) as connection:
            land = [Delivered(task, rows.day(on), *rest) for _id, task, on, *rest in connection.execute(
                f"""SELECT DISTINCT land_events.id, land_events.task, on_day, amount, actor, text
                    FROM projects JOIN land_task_projects ON land_task_projects.project = projects.code
                    JOIN land_tasks ON land_tasks.code = land_task_projects.task
                    JOIN land_events ON land_events.task = land_tasks.code
                    WHERE {theirs} AND land_tasks.measure = 'mu' AND land_events.kind = 'progress' ORDER BY 1""", values)]
            closed = [Settled(code, rows.day(on)) for code, on in connection.execute(
                f"""SELECT DISTINCT blockers.code, blockers.resolved
                    FROM projects JOIN blocker_projects ON blocker_projects.project = projects.code
                    JOIN blockers ON blockers.code = blocker_projects.blocker
                    WHERE {theirs} AND blockers.state = 'resolved'""", values)]
            granted = [Settled(code, rows.day(on)) for code, on in connection.execute(
                f"""SELECT approvals.code, approvals.granted FROM projects JOIN approvals ON approvals.project = projects.code
                    WHERE {theirs} AND approvals.state = 'granted'""", values)]
        return Work(land, closed, granted)

    def force_sums(self, today: date) -> dict[str, Sums]:
        """Task force → what ``core.task_forces.results`` counts of its work, up to today; those with nothing are left out."""
        last = today.isoformat()
        span = "BETWEEN task_forces.since AND min(COALESCE(task_forces.until, ?), ?)"
        with reading(self._connection, self.path) as connection:
            land = dict(connection.execute(
                f"""SELECT theirs.force, sum(amount) FROM (
                        SELECT DISTINCT projects.task_force AS force, land_task_projects.task
                        FROM projects JOIN land_task_projects ON land_task_projects.project = projects.code
                        WHERE projects.task_force IS NOT NULL AND projects.withdrawn IS NULL) AS theirs
                    JOIN task_forces ON task_forces.code = theirs.force
                    JOIN land_tasks ON land_tasks.code = theirs.task AND land_tasks.measure = 'mu'
                    JOIN land_events ON land_events.task = theirs.task AND land_events.kind = 'progress' AND on_day {span}
                    GROUP BY theirs.force""", (last, last)))
            closed = dict(connection.execute(
                f"""SELECT projects.task_force, count(DISTINCT blockers.code)
                    FROM projects JOIN task_forces ON task_forces.code = projects.task_force
                    JOIN blocker_projects ON blocker_projects.project = projects.code
                    JOIN blockers ON blockers.code = blocker_projects.blocker
                    WHERE projects.withdrawn IS NULL AND blockers.state = 'resolved' AND blockers.resolved {span}
                    GROUP BY projects.task_force""", (last, last)))
            granted = dict(connection.execute(
                f"""SELECT projects.task_force, count(*)
                    FROM projects JOIN task_forces ON task_forces.code = projects.task_force
                    JOIN approvals ON approvals.project = projects.code
                    WHERE projects.withdrawn IS NULL AND approvals.state = 'granted' AND approvals.granted {span}
                    GROUP BY projects.task_force""", (last, last)))
        return {force: Sums(land.get(force, 0), closed.get(force, 0), granted.get(force, 0))
                for force in dict.fromkeys((*land, *closed, *granted))}

    def queues(self, today: date) -> list[Queue]:
        """With whom approvals lie that are submitted, of projects that are not finished; in no order."""
        with reading(self._connection, self.path) as connection:
            return [Queue(unit, waiting, rows.day(oldest), late) for unit, waiting, oldest, late in connection.execute(
                f"SELECT unit, count(*), min(submitted), COALESCE(sum(due < ?), 0) {_WAITING} AND unit IS NOT NULL GROUP BY unit",
                (today.isoformat(),))]

    def waiting_at(self, unit: str) -> list[Approval]:
        """Those of a queue, the longest waiting first."""
        with reading(self._connection, self.path) as connection:
            return [rows.approval(row) for row in connection.execute(
                f"SELECT {rows.APPROVAL} {_WAITING} AND unit = ? ORDER BY submitted, length(code), code", (unit,))]


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
