"""Verbs about blockers."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from campaign.core.blockers import UPWARD
from campaign.core.dates import stored_day
from campaign.core.errors import BadInput, NotFound, Refused
from campaign.core.model.blocker import BlockerState, Category, EventKind, Scope
from campaign.core.model.project import Channel
from campaign.core.targets import hold_is_free
from campaign.store.write import Write
from campaign.store.writes.common import Values, authority_of, keyed, require
from campaign.store.writes.reports import add_visit


def add_blocker(write: Write, values: Values, projects: Sequence[str], opened: date) -> str:
    """Open a blocker on named projects, or on a whole county when none is named.

    Who has to decide is, unless told, the level of the unit that holds it now; where it moves later changes nothing.
    """
    code = write.new_code("blocker")
    due = values.get("due") or (opened + timedelta(days=write.campaign.settings.blocker_days)).isoformat()
    row = {**keyed(values, "title"), "authority": values.get("authority") or authority_of(write, values.get("unit")),
           "code": code, "scope": Scope.PROJECTS if projects else Scope.COUNTY,
           "state": BlockerState.OPEN, "opened": opened.isoformat(), "due": due,
           "entered": write.today.isoformat()}
    write.insert("blockers", row)
    for project in dict.fromkeys(projects):
        require(write, "projects", project)
        link = {"blocker": code, "project": project}
        write.insert("blocker_projects", link, key=link)
    record(write, code, EventKind.OPEN, opened, target=values.get("unit"))
    return code


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
    slip(write, code, before, due.isoformat(), on, why, version)
    return code


def slip(write: Write, code: str, before: str, due: str, on: date, text: str, version: int | None = None) -> None:
    """Another due day, and a dated event that says so; nothing where it is asked for only."""
    if due > before and not text:
        raise BadInput("due_needs_why", code=code)
    if before != due and write.update("blockers", code, {"due": due}, version):
        record(write, code, EventKind.DUE, on, source=before, target=due, text=text)


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
    due, held_on, until = _open_blocker(write, code, on, "due", "held_on", "review")
    if review < on:
        raise BadInput("review_in_past", review=review.isoformat())
    held = held_on is not None or write.one("SELECT 1 FROM blocker_events WHERE blocker = ? AND kind = ?", code, EventKind.HOLD)
    write.consent.why = write.consent.why or text
    free = hold_is_free(stored_day(due), bool(held), write.today, review)
    if write.consent.needed(code, free):
        write.consent.ask(code, "hold", until, review.isoformat(), {"reason": reason, "text": text})
        return code
    if not free:
        write.consent.agree(code, "hold", until, review.isoformat())
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
            add_visit(write, project, on, Channel.SITE, person, code, brought=True)
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


def refuse_pointed(write: Write, blocker: str, field: str) -> None:
    """What a blocker takes from its land task or approval is changed there, as long as there is something to take."""
    found = write.one(
        f"""SELECT COALESCE(land_tasks.code, approvals.code) FROM blockers
            LEFT JOIN land_tasks ON land_tasks.code = land_task AND COALESCE(accepted, returned) IS NULL
                AND land_tasks.{field} IS NOT NULL
            LEFT JOIN approvals ON approvals.code = approval AND approvals.state IN ('needed', 'submitted')
                AND approvals.{field} IS NOT NULL
            WHERE blockers.code = ?""", blocker)
    if found and found[0]:
        raise Refused("taken_from", code=blocker, field=field, source=found[0])
