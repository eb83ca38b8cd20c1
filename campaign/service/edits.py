"""Adding and editing anything that has a code: typed text in, checked values out, one write."""

from collections.abc import Mapping
from typing import Any

from campaign.core.errors import BadInput
from campaign.core.fields import BY_TABLE, parse
from campaign.core.model import Rank, Stage
from campaign.service.session import Session
from campaign.store import commands
from campaign.store.rows import TABLES
from campaign.store.write import Done, Write

Typed = Mapping[str, str | None]
"""Field name → text as typed. ``None`` is "not mentioned", an empty text empties the field."""


def values(session: Session, table: str, typed: Typed) -> dict[str, Any]:
    """Stored values of what was mentioned. Raises ``BadInput`` or ``NotFound``; an unknown field is a ``KeyError``."""
    return {name: parse(BY_TABLE[table][name], text, session) for name, text in typed.items() if text is not None}


def add_county(session: Session, typed: Typed, request: str | None = None) -> Done:
    given = values(session, "counties", typed)
    return session.write("add-county", lambda write: commands.add_county(write, given), request)


def add_unit(session: Session, typed: Typed, request: str | None = None) -> Done:
    given = values(session, "units", typed)
    return session.write("add-unit", lambda write: commands.add_unit(write, given), request)


def add_person(session: Session, typed: Typed, *, leader: bool = False, request: str | None = None) -> Done:
    """Someone who leads has a column on the board and is a city leader unless said otherwise."""
    given = {"post": "", "rank": Rank.CITY if leader else Rank.STAFF, **values(session, "people", typed),
             "leader": int(leader)}
    given["post"] = given["post"] or ""
    verb = "add-leader" if leader else "add-person"
    return session.write(verb, lambda write: commands.add_person(write, given), request)


def add_project(session: Session, typed: Typed, request: str | None = None) -> Done:
    """A project needs a name only. A day of its start makes it one that is being built, unless the stage is given."""
    given = values(session, "projects", typed)
    given.setdefault("stage", Stage.BUILDING if given.get("started") else Stage.PLANNING)
    return session.write("add-project", lambda write: commands.add_project(write, given), request)


def add_blocker(session: Session, typed: Typed, *, projects: list[str] | None = None, county: str | None = None,
                opened: str | None = None, request: str | None = None) -> Done:
    """On the named projects, or on a whole county. Raises ``BadInput`` unless exactly one of the two is given."""
    given = values(session, "blockers", typed)
    codes = [session.code("project", project) for project in projects or ()]
    if bool(codes) == bool(county):
        raise BadInput("blocker_scope")
    given["county"] = session.code("county", county) if county else None
    on = session.past_day(opened)
    return session.write("add-blocker", lambda write: commands.add_blocker(write, given, codes, on), request)


def edit(session: Session, code: str, typed: Typed, *, why: str | None = None, version: int | None = None,
         request: str | None = None) -> Done:
    """Change what was mentioned. A blocker's due day needs its reason; its unit changes by ``blockers.assign`` only.

    Raises ``Changed`` (exit 7) when ``version`` is given and the row has moved on.
    """
    code = session.any_code(code)
    table = TABLES[code[0]]
    unknown = [name for name, text in typed.items() if text is not None and name not in BY_TABLE[table]]
    if unknown:
        raise BadInput("field_not_here", field=unknown[0], code=code)
    if table == "blockers" and typed.get("unit") is not None:
        raise BadInput("use_assign", code=code)
    given = values(session, table, typed)
    if not given:
        raise BadInput("nothing_to_edit", code=code)
    due = given.pop("due", None)
    reason = session.text(why or "", 500)
    if due and not reason:
        raise BadInput("due_needs_why", code=code)
    if table == "blockers" and "due" in typed and typed["due"] is not None and not due:
        raise BadInput("field_empty", field="due")
    on = session.today

    def body(write: Write) -> str:
        if due:
            commands.set_due(write, code, session.day(due), reason, on, version)
        return commands.edit(write, code, given, None if due else version) if given else code

    return session.write("edit", body, request)
