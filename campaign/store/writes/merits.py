"""Merits: what stands against praise, and the verbs that change them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from campaign.core.errors import BadInput, NotFound, Refused
from campaign.core.merits import GOOD, LADDER, following, may_step
from campaign.core.model.consent import ResultState
from campaign.core.model.merits import MeritKind
from campaign.kinds import registry
from campaign.store.write import Write
from campaign.store.writes.common import require

Values = Mapping[str, Any]
Cited = tuple[str, int | None, int | None]
"""Code, days and moves."""
_COLUMNS = {"person": ("leader", "manager"), "unit": ("unit",), "county": ("county",)}
"""By which columns a project belongs to a subject."""


def add_merit(write: Write, values: Values, evidence: Sequence[Cited]) -> str:
    """``values`` name exactly one of person, unit and county. Raises ``Refused`` where safety bars praise, or
    a rung is missing.
    """
    kind = MeritKind(values["kind"])
    column = next(name for name in _COLUMNS if values.get(name))
    if kind in GOOD:
        _refuse_unsafe(write, column, values[column], values.get("project"))
    if kind in LADDER:
        taken = [MeritKind(word) for (word,) in
                 write.all(f"SELECT kind FROM merits WHERE {column} = ?", values[column]) if word in LADDER]
        if not may_step(kind, taken):
            raise Refused("step_skipped", subject=values[column], kind=kind, needed=following(taken))
    code = write.new_code("merit")
    write.insert("merits", {"code": code, **values, "actor": write.actor})
    _cite(write, code, evidence)
    write.touch(code, values[column], *filter(None, [values.get("project")]))
    return code


def _cite(write: Write, merit: str, evidence: Iterable[Cited]) -> None:
    for code, days, moves in evidence:
        require(write, registry.of(code).table, code)
        ((number,),) = write.all("SELECT COALESCE(MAX(id), 0) + 1 FROM merit_evidence")
        returned = write.one("""SELECT why FROM (SELECT why, decided_on FROM results WHERE subject = ?1 AND state = ?2
                                UNION ALL SELECT why, decided_on FROM spot_checks WHERE subject = ?1 AND state = ?2)
                                ORDER BY decided_on DESC LIMIT 1""", code, ResultState.RETURNED)
        row = {"id": number, "merit": merit, "code": code, "days": days, "moves": moves, "text": returned and returned[0]}
        write.insert("merit_evidence", row, key={"id": number})  # its code is that of what it cites


def _refuse_unsafe(write: Write, column: str, subject: str, project: str | None) -> None:
    """An open safety blocker on the project that is praised, else on any project of the subject, or on its whole county."""
    if project is not None:
        where, values = "projects.code = ?", [project]
    else:
        where = " OR ".join(f"projects.{name} = ?" for name in _COLUMNS[column])
        values = [subject for _name in _COLUMNS[column]]
    found = write.one(
        f"""SELECT blockers.code FROM blockers WHERE category = 'safety' AND state <> 'resolved' AND (
                code IN (SELECT blocker FROM blocker_projects JOIN projects ON projects.code = blocker_projects.project
                         WHERE projects.withdrawn IS NULL AND ({where}))
                OR (scope = 'county' AND county IN (SELECT county FROM projects WHERE projects.withdrawn IS NULL AND ({where}))))
            ORDER BY length(code), code""", *values, *values)
    if found is not None:
        raise Refused("praise_unsafe", subject=project or subject, blocker=found[0])


def pay(write: Write, code: str, on: date, version: int | None = None) -> str:
    """A reward that was promised has been paid."""
    found = write.one("SELECT promised, paid, on_day FROM merits WHERE code = ?", code)
    if found is None:
        raise NotFound("unknown_code", code=code)
    promised, paid, since = found
    if promised is None:
        raise Refused("nothing_promised", code=code)
    if paid is not None:
        raise Refused("paid_already", code=code, day=paid)
    if on.isoformat() < since:
        raise BadInput("day_before", field="on", day=on.isoformat(), since=since)
    write.update("merits", code, {"paid": on.isoformat()}, version)
    return code


def answer(write: Write, code: str, text: str, on: date) -> str:
    """What the one named says to it."""
    found = write.one("SELECT person, unit, county FROM merits WHERE code = ?", code)
    if found is None:
        raise NotFound("unknown_code", code=code)
    write.insert("merit_answers", {"merit": code, "on_day": on.isoformat(), "at": write.at, "actor": write.actor, "text": text})
    write.touch(code, next(filter(None, found)))
    return code
