"""Adding and editing anything that has a code: typed text in, checked values out, one write."""

from campaign.core import codes
from campaign.core.errors import BadInput
from campaign.core.model.people import Rank, Role
from campaign.core.model.project import Stage
from campaign.kinds import registry
from campaign.service import land
from campaign.service.blockers import pointed
from campaign.service.session import Session
from campaign.service.typed import Typed, check_editable, values
from campaign.store.write import Done, Write
from campaign.store.writes import common
from campaign.store.writes import projects as projects_writes
from campaign.store.writes import records as records_writes
from campaign.store.writes import sources as sources_writes
from campaign.store.writes.due import set_due


def add(session: Session, kind: str, typed: Typed, request: str | None = None) -> Done:
    """One of a kind whose fields say all there is to it. Raises ``BadInput`` when one that it needs was not mentioned."""
    declared = registry.kind(kind)
    given = values(session, kind, typed, (field.name for field in declared.fields if field.required))
    return session.write(declared.adds, lambda write: common.add(write, kind, given), request)


def add_person(session: Session, typed: Typed, *, leader: bool = False, request: str | None = None) -> Done:
    """Someone who leads has a column on the board and is a city leader unless said otherwise."""
    given = {"post": "", "rank": Rank.CITY if leader else Rank.STAFF, **values(session, "person", typed),
             "leader": int(leader)}
    given["post"] = given["post"] or ""
    kind = "leader" if leader else "person"
    return session.write(f"add-{kind}", lambda write: common.add(write, kind, given), request)


def add_project(session: Session, typed: Typed, request: str | None = None) -> Done:
    """A project needs a name only. A day of its start makes it one that is being built, unless the stage is given."""
    given = values(session, "project", typed)
    given.setdefault("stage", Stage.BUILDING if given.get("started") else Stage.PLANNING)
    permission = session.permission
    if permission is not None and permission.member.role is Role.STAFF and not (given.get("county") or given.get("unit")):
        # Staff add what is their own: nobody types where they work.
        where = {"county": permission.member.county, "unit": permission.member.unit}
        given.update({name: code for name, code in where.items() if code})
    return session.write("add-project", lambda write: projects_writes.add_project(write, given), request)


def edit(session: Session, code: str, typed: Typed, *, why: str | None = None, about: str | None = None,
         version: int | None = None, request: str | None = None) -> Done:
    """Change what was mentioned. A blocker's unit changes by ``blockers.assign`` only. ``why`` is the reason of what changes a
    target (``store.consent``), and of a blocker's later due day.

    ``about`` is the land task or approval that a blocker is to point to.

    Raises ``Changed`` (exit 7) when ``version`` is given and the row has moved on.
    """
    code = session.any_code(code)
    kind = registry.of(code)
    if kind.name in ("trip", "event", "lead"):
        from campaign.service import chain, leads

        if about is not None:
            raise BadInput("field_not_here", field="about", code=code)
        if kind.name == "lead":
            return leads.change(session, code, typed, why=why, version=version, request=request)
        if why is not None:
            raise BadInput("field_not_here", field="why", code=code)
        return chain.change(session, code, typed, version=version, request=request)
    edited = kind.keys.get("edit")
    if edited is None or edited.verb != "edit":
        raise BadInput("edited_elsewhere", code=code)
    table = kind.table
    check_editable(kind, code, typed)
    if table == "blockers" and typed.get("unit") is not None:
        raise BadInput("use_assign", code=code)
    given = values(session, codes.kind_of(code), typed)
    if table == "land_tasks" and (target := typed.get("target")):
        land.check_measure(session, code, target, given.get("measure"))
    source = None if about is None else pointed(session, about)
    if source is not None and table != "blockers":
        raise BadInput("field_not_here", field="about", code=code)
    if not given and source is None:
        raise BadInput("nothing_to_edit", code=code)
    emptied = table == "land_tasks" and "due" in given and given["due"] is None
    due = given.pop("due", None)
    reason = session.text(why or "", 500)
    if table in ("blockers", "approvals") and "due" in typed and typed["due"] is not None and not due:
        raise BadInput("field_empty", field="due")
    on = session.today

    def body(write: Write) -> str:
        held = version
        write.consent.why = reason or None
        if due or emptied:
            set_due(write, table, code, session.day(due) if due else None, reason, on, held)
            held = None
        if given:
            records_writes.edit(write, code, given, held)
            held = None
        if table in ("land_tasks", "approvals") and "authority" in given:
            sources_writes.follow(write, code, on)
        if source is not None:
            sources_writes.point(write, code, source, on)
        return code

    return session.write("edit", body, request)
