"""The verbs, one short function each, inside the write that ``Store.write`` opened. Values are checked and typed already.

Each returns the code of its subject. What is refused here is what only the database can know: a missing row, a rule between two
columns, someone else's change.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from campaign.core.blockers import UPWARD
from campaign.core.codes import EVERYTHING, EXCUSES
from campaign.core.errors import BadInput, NotFound, Refused
from campaign.core.model.blocker import BlockerState, Category, EventKind, Scope
from campaign.core.model.campaign import Settings
from campaign.core.model.land import ApprovalState
from campaign.core.model.project import Channel, Stage
from campaign.core.names import key_of
from campaign.data import readings
from campaign.kinds.campaign import check, check_span
from campaign.store.rows import TABLES
from campaign.store.write import Write

Values = Mapping[str, Any]


def keyed(values: Values, name: str = "name") -> dict[str, Any]:
    """``values`` with the search key of the name in it."""
    return {**values, "key": key_of(values[name], readings)} if name in values else dict(values)


def _add(write: Write, kind: str, table: str, values: Values) -> str:
    code = write.new_code(kind)
    write.insert(table, {"code": code, **keyed(values)})
    write.touch(code)
    return code


def add_county(write: Write, values: Values) -> str:
    _refuse_twin(write, "counties", values["name"])
    return _add(write, "county", "counties", values)


def add_unit(write: Write, values: Values) -> str:
    _refuse_twin(write, "units", values["name"])
    return _add(write, "unit", "units", values)


def add_person(write: Write, values: Values) -> str:
    """Someone added as a leader gets an ``L`` code, anyone else an ``M`` code; a code never changes."""
    return _add(write, "leader" if values.get("leader") else "person", "people", values)


def add_project(write: Write, values: Values) -> str:
    check_project(values)
    _refuse_national_twin(write, values.get("national_code"))
    require_leader(write, values.get("leader"))
    return _add(write, "project", "projects", {**values, "added": write.today.isoformat()})


def _refuse_twin(write: Write, table: str, name: str, own: str | None = None) -> None:
    found = write.one(f"SELECT code FROM {table} WHERE name = ?", name)
    if found and found[0] != own:
        raise Refused("name_taken", name=name, code=found[0])


def _refuse_national_twin(write: Write, national_code: str | None, own: str | None = None) -> None:
    found = national_code and write.one("SELECT code FROM projects WHERE national_code = ?", national_code)
    if found and found[0] != own:
        raise Refused("national_code_taken", national_code=national_code, code=found[0])


def require_leader(write: Write, code: str | None) -> None:
    """Only who has a column on the board can lead; the board may have changed since the name was looked up."""
    found = code and write.one("SELECT leader FROM people WHERE code = ?", code)
    if code and not (found and found[0]):
        raise Refused("not_a_leader", code=code)


def check_project(values: Values) -> None:
    """Rules between the columns of one project (docs/handbook/rules.md)."""
    if values.get("stage") == Stage.BUILDING and not values.get("started"):
        raise Refused("building_needs_start")
    if values.get("suspended") and not values.get("review"):
        raise Refused("suspended_needs_review")


def edit(write: Write, code: str, values: Values, version: int | None) -> str:
    """Change plain columns of anything that has a code; rules between columns are checked on the row as it will be."""
    table = TABLES[code[0]]
    if table == "projects":
        row = write.one("SELECT stage, started, suspended, review FROM projects WHERE code = ?", code)
        if row is None:
            raise NotFound("unknown_code", code=code)
        check_project({**dict(zip(("stage", "started", "suspended", "review"), row, strict=True)), **values})
        _refuse_national_twin(write, values.get("national_code"), code)
        require_leader(write, values.get("leader"))
    if table == "approvals":
        _check_approval(write, code, values)
    if table == "blockers" and "authority" in values:
        refuse_pointed(write, code, "authority")
    if table == "people" and values.get("leader") == 0 and write.one("SELECT 1 FROM projects WHERE leader = ? LIMIT 1", code):
        raise Refused("still_leads", code=code)
    if table in ("counties", "units") and "name" in values:
        _refuse_twin(write, table, values["name"], code)
    write.update(table, code, keyed(values, "title" if table == "blockers" else "name"), version)
    if table == "approvals":  # its project's totals rest on it
        write.touch(*(project for (project,) in write.all("SELECT project FROM approvals WHERE code = ?", code)))
    return code


def _check_approval(write: Write, code: str, values: Values) -> None:
    """Rules between the columns of one approval."""
    row = write.one("SELECT state, granted FROM approvals WHERE code = ?", code)
    if row is None:
        raise NotFound("unknown_code", code=code)
    if values.get("expires"):
        if row[1] is None:
            raise Refused("approval_not_granted", code=code)
        if values["expires"] < row[1]:
            raise BadInput("day_before", field="expires", day=values["expires"], since=row[1])
    if values.get("next_contact") and row[0] in (ApprovalState.GRANTED, ApprovalState.NOT_NEEDED):
        raise Refused("approval_settled", code=code, state=row[0])


def claim(write: Write, project: str, leader: str, version: int | None = None) -> str:
    require_leader(write, leader)
    write.update("projects", project, {"leader": leader}, version)
    return project


def handover(write: Write, source: str, target: str) -> str:
    """Everything the first person leads, manages or holds passes to the second: one act, one audit row."""
    for column in ("leader", "manager"):
        for (code,) in write.all(f"SELECT code FROM projects WHERE {column} = ? AND withdrawn IS NULL", source):
            if column == "leader":
                require_leader(write, target)
            write.update("projects", code, {column: target})
    for (code,) in write.all("SELECT code FROM counties WHERE leader = ?", source):
        write.update("counties", code, {"leader": target})
    for (code,) in write.all("SELECT code FROM blockers WHERE person = ? AND state <> 'resolved'", source):
        write.update("blockers", code, {"person": target})
    for (code,) in write.all("SELECT code FROM land_tasks WHERE person = ? AND accepted IS NULL", source):
        write.update("land_tasks", code, {"person": target})
    return source


def add_progress(write: Write, project: str, on: date, values: Values, to: int | None = None) -> str:
    """A report. ``to`` is the campaign's cumulative money on that day; what is missing to it becomes the money added."""
    require(write, "projects", project)
    if to is not None:
        first = write.campaign.first_day
        since = first.isoformat() if on >= first else ""
        done = write.one("SELECT COALESCE(SUM(money), 0) FROM progress WHERE project = ? AND on_day BETWEEN ? AND ?", project,
                         since, on.isoformat())
        assert done is not None
        values = {**values, "money": to - done[0]}
    write.insert("progress", {"project": project, "on_day": on.isoformat(), **values})
    write.touch(project)
    return project


def add_visit(write: Write, project: str, on: date, channel: str, person: str | None, solved: str | None) -> str:
    require(write, "projects", project)
    write.insert("visits", {"project": project, "on_day": on.isoformat(), "channel": channel, "person": person,
                            "solved": solved})
    write.touch(project)
    return project


def excuse(write: Write, first: date, last: date, why: str, county: str | None, person: str | None) -> str:
    check_span(first, last, write.campaign)
    write.insert("excuses", {"first_day": first.isoformat(), "last_day": last.isoformat(), "why": why, "county": county,
                             "person": person})
    write.touch(EXCUSES)
    return person or county or EXCUSES


def refuse_pointed(write: Write, blocker: str, field: str) -> None:
    """What a blocker takes from its land task or approval is changed there, as long as there is something to take."""
    found = write.one(
        f"""SELECT COALESCE(land_tasks.code, approvals.code) FROM blockers
            LEFT JOIN land_tasks ON land_tasks.code = land_task AND accepted IS NULL AND land_tasks.{field} IS NOT NULL
            LEFT JOIN approvals ON approvals.code = approval AND approvals.state IN ('needed', 'submitted')
                AND approvals.{field} IS NOT NULL
            WHERE blockers.code = ?""", blocker)
    if found and found[0]:
        raise Refused("taken_from", code=blocker, field=field, source=found[0])


def require(write: Write, table: str, code: str) -> None:
    """NotFound when there is no such row."""
    if write.one(f"SELECT 1 FROM {table} WHERE code = ?", code) is None:
        raise NotFound("unknown_code", code=code)


# Blockers ---------------------------------------------------------------------------------------------------------------


def add_blocker(write: Write, values: Values, projects: Sequence[str], opened: date) -> str:
    """Open a blocker on named projects, or on a whole county when none is named.

    Who has to decide is, unless told, the level of the unit that holds it now; where it moves later changes nothing.
    """
    code = write.new_code("blocker")
    due = values.get("due") or (opened + timedelta(days=write.campaign.settings.blocker_days)).isoformat()
    row = {**keyed(values, "title"), "authority": values.get("authority") or authority_of(write, values.get("unit")),
           "code": code, "scope": Scope.PROJECTS if projects else Scope.COUNTY,
           "state": BlockerState.OPEN, "opened": opened.isoformat(), "due": due}
    write.insert("blockers", row)
    for project in dict.fromkeys(projects):
        require(write, "projects", project)
        link = {"blocker": code, "project": project}
        write.insert("blocker_projects", link, key=link)
    record(write, code, EventKind.OPEN, opened, target=values.get("unit"))
    return code


def authority_of(write: Write, unit: str | None) -> str | None:
    """The level of a unit; None without a unit, or where it is not known."""
    found = write.one("SELECT authority FROM units WHERE code = ?", unit) if unit else None
    return found[0] if found else None


def add_danger(write: Write, project: str, title: str, opened: date) -> str:
    """A safety blocker on one project, in the hands of its unit."""
    found = write.one("SELECT unit FROM projects WHERE code = ?", project)
    values = {"title": title, "category": Category.SAFETY, "county": None, "unit": found[0] if found else None}
    return add_blocker(write, values, [project], opened)


def require_on(write: Write, blocker: str, project: str) -> None:
    """Refuse a blocker that neither names the project nor is on its whole county."""
    found = write.one("SELECT 1 FROM blocker_projects WHERE blocker = ? AND project = ?", blocker, project) or write.one(
        """SELECT 1 FROM blockers JOIN projects ON projects.county = blockers.county
           WHERE blockers.scope = 'county' AND blockers.code = ? AND projects.code = ?""", blocker, project)
    if found is None:
        raise Refused("blocker_elsewhere", blocker=blocker, project=project)


def record(write: Write, code: str, kind: EventKind, on: date, *, source: str | None = None, target: str | None = None,
           text: str | None = None) -> None:
    """One dated change of a blocker; its totals are counted anew at the end of the write."""
    write.insert("blocker_events", {"blocker": code, "kind": kind, "on_day": on.isoformat(), "at": write.at,
                                    "actor": write.actor, "source": source, "target": target, "text": text})
    write.touch(code)


def _open_blocker(write: Write, code: str, on: date, *columns: str) -> tuple[Any, ...]:
    """Columns of an unresolved blocker on a day that it was already open."""
    row = write.one(f"SELECT state, opened, {', '.join(columns) or '1'} FROM blockers WHERE code = ?", code)
    if row is None:
        raise NotFound("unknown_code", code=code)
    if row[0] == BlockerState.RESOLVED:
        raise Refused("blocker_resolved", code=code)
    if on.isoformat() < row[1]:
        raise BadInput("before_opening", code=code, opened=row[1])
    return row[2:]


def assign(write: Write, code: str, unit: str, did: str | None, person: str | None, on: date,
           version: int | None = None) -> str:
    """Move a blocker into another unit's hands. The same unit again is no move, though its person may change."""
    before, holder = _open_blocker(write, code, on, "unit", "person")
    if before == unit:
        write.update("blockers", code, {"person": person or holder}, version)
        return code
    # The person who held it belongs to the unit that gave it away.
    write.update("blockers", code, {"unit": unit, "person": person}, version)
    record(write, code, EventKind.MOVE, on, source=before, target=unit, text=did)
    return code


def set_due(write: Write, code: str, due: date, why: str, on: date, version: int | None = None) -> str:
    (before,) = _open_blocker(write, code, on, "due")
    refuse_pointed(write, code, "due")
    if before != due.isoformat():
        write.update("blockers", code, {"due": due.isoformat()}, version)
        record(write, code, EventKind.DUE, on, source=before, target=due.isoformat(), text=why)
    return code


def escalate(write: Write, code: str, on: date, upward: bool, version: int | None = None) -> str:
    """One rung up; ``upward`` goes to the liaison with province or ministry, which stands beside the ladder."""
    (level,) = _open_blocker(write, code, on, "level")
    if level == UPWARD or (level == UPWARD - 1 and not upward):
        raise Refused("top_level", code=code, level=level)
    target = UPWARD if upward else level + 1
    write.update("blockers", code, {"level": target, "escalated": on.isoformat()}, version)
    record(write, code, EventKind.LEVEL, on, source=str(level), target=str(target))
    return code


def hold(write: Write, code: str, reason: str, review: date, text: str | None, on: date, version: int | None = None) -> str:
    _open_blocker(write, code, on)
    if review < on:
        raise BadInput("review_in_past", review=review.isoformat())
    write.update("blockers", code, {"state": BlockerState.ON_HOLD, "hold_reason": reason, "held_on": on.isoformat(),
                                    "review": review.isoformat()}, version)
    record(write, code, EventKind.HOLD, on, source=review.isoformat(), target=reason, text=text)
    return code


def remark(write: Write, code: str, kind: EventKind, text: str, on: date) -> str:
    """A note, or a contact with whoever holds it."""
    _open_blocker(write, code, on)
    record(write, code, kind, on, text=text)
    return code


def close(write: Write, code: str, how: str, on_site: bool, on: date, version: int | None = None) -> str:
    """Resolve it, and nothing else."""
    _open_blocker(write, code, on)
    write.update("blockers", code, {"state": BlockerState.RESOLVED, "resolved": on.isoformat(), "resolution": how,
                                    "on_site": int(on_site)}, version)
    record(write, code, EventKind.RESOLVE, on, text=how)
    return code


def resolve(write: Write, code: str, how: str, on_site: bool, person: str | None, on: date,
            version: int | None = None) -> str:
    """Close it. Solved on site, it is a visit to each of its projects too, as far as the actor may enter one there: presence is a
    by-product of work.
    """
    close(write, code, how, on_site, on, version)
    for (project,) in write.all("SELECT project FROM blocker_projects WHERE blocker = ?", code) if on_site else ():
        if write.may(project):
            add_visit(write, project, on, Channel.SITE, person, code)
    return code


def reopen(write: Write, code: str, why: str, on: date, version: int | None = None) -> str:
    """Back to open, from resolved or from a hold."""
    row = write.one("SELECT state FROM blockers WHERE code = ?", code)
    if row is None:
        raise NotFound("unknown_code", code=code)
    if row[0] == BlockerState.OPEN:
        raise Refused("blocker_open", code=code)
    write.update("blockers", code, {"state": BlockerState.OPEN, "hold_reason": None, "held_on": None, "review": None,
                                    "resolved": None, "resolution": None, "on_site": 0}, version)
    record(write, code, EventKind.REOPEN, on, text=why)
    return code


# The campaign itself ----------------------------------------------------------------------------------------------------


def set_threshold(write: Write, key: str, value: int) -> str:
    assert key in Settings._fields
    check(key, value)
    write.set_single("settings", {"key": key}, {"value": value})
    write.touch(EVERYTHING)
    return key


def set_campaign(write: Write, column: str, value: str | int | date | None) -> str:
    check(column, value)
    write.set_single("campaign", {"id": 1}, {column: value.isoformat() if isinstance(value, date) else value})
    write.touch(EVERYTHING)
    return column
