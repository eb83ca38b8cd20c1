"""Adding and editing anything that has a code: typed text in, checked values out, one write."""

from collections.abc import Callable, Mapping

from campaign.core import codes
from campaign.core.errors import BadInput
from campaign.core.model.blocker import Category
from campaign.core.model.land import ApprovalKind, LandKind
from campaign.core.model.people import Rank, Role
from campaign.core.model.project import Stage
from campaign.core.quantity import parse_quantity
from campaign.kinds import registry
from campaign.service.session import Session
from campaign.service.typed import Typed, check_editable, values
from campaign.store.queries.land import land_task
from campaign.store.write import Done, Write
from campaign.store.writes import approvals as approvals_writes
from campaign.store.writes import blockers as blockers_writes
from campaign.store.writes import land as land_writes
from campaign.store.writes import projects as projects_writes
from campaign.store.writes import records as records_writes
from campaign.store.writes import sources as sources_writes


def add_county(session: Session, typed: Typed, request: str | None = None) -> Done:
    given = values(session, "county", typed)
    return session.write("add-county", lambda write: records_writes.add_county(write, given), request)


def add_unit(session: Session, typed: Typed, request: str | None = None) -> Done:
    given = values(session, "unit", typed)
    return session.write("add-unit", lambda write: records_writes.add_unit(write, given), request)


def add_person(session: Session, typed: Typed, *, leader: bool = False, request: str | None = None) -> Done:
    """Someone who leads has a column on the board and is a city leader unless said otherwise."""
    given = {"post": "", "rank": Rank.CITY if leader else Rank.STAFF, **values(session, "person", typed),
             "leader": int(leader)}
    given["post"] = given["post"] or ""
    verb = "add-leader" if leader else "add-person"
    return session.write(verb, lambda write: records_writes.add_person(write, given), request)


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


def add_blocker(session: Session, typed: Typed, *, projects: list[str] | None = None, county: str | None = None,
                about: str | None = None, opened: str | None = None, request: str | None = None) -> Done:
    """On the named projects, or on a whole county. Raises ``BadInput`` unless exactly one of the two is given.

    ``about`` is the land task or approval that it points to: due day and level come from there, and so do place, category and
    unit where nothing else is said.
    """
    source = None if about is None else pointed(session, about)
    if source is None and not typed.get("category"):
        raise BadInput("field_empty", field="category")
    given = values(session, "blocker", typed)
    for name in ("due", "authority"):
        if source and given.get(name):
            raise BadInput("source_gives", field=name, source=source)
    named = [session.code("project", project) for project in projects or ()]
    if (named and county) or not (named or county or source):
        raise BadInput("blocker_scope")
    given["county"] = session.code("county", county) if county else None
    on = session.past_day(opened)

    def body(write: Write) -> str:
        if source is None:
            return blockers_writes.add_blocker(write, given, named, on)
        taken = sources_writes.source_of(write, source)
        row = {**given, codes.kind_of(source): source, "due": taken["due"], "authority": taken["authority"]}
        row["category"] = given.get("category") or CATEGORY_OF.get(taken["kind"], Category.OTHER)
        row["unit"] = given.get("unit") or taken["unit"]
        if not named and not county:
            row["county"] = taken["county"]
        sources_writes.check_place(write, taken, source, named, given["county"])
        return blockers_writes.add_blocker(write, row, named or ([] if row["county"] else taken["projects"]), on)

    return session.write("add-blocker", body, request)


CATEGORY_OF = {
    LandKind.EXPROPRIATION: Category.EXPROPRIATION, LandKind.RESETTLEMENT: Category.EXPROPRIATION,
    LandKind.FOREST: Category.FOREST, LandKind.SATELLITE: Category.RECTIFICATION,
    LandKind.INSPECTION: Category.RECTIFICATION, LandKind.FARMLAND: Category.FARMLAND,
    ApprovalKind.LAND: Category.LAND, ApprovalKind.TEMPORARY_LAND: Category.LAND, ApprovalKind.SITE: Category.LAND,
    ApprovalKind.PRE_NOTICE: Category.EXPROPRIATION, ApprovalKind.COMPENSATION_NOTICE: Category.EXPROPRIATION,
    ApprovalKind.EXPROPRIATION_NOTICE: Category.EXPROPRIATION, ApprovalKind.TEMPORARY_FOREST: Category.FOREST,
    ApprovalKind.EIA_REPORT: Category.EIA, ApprovalKind.EIA_FORM: Category.EIA, ApprovalKind.DESIGN: Category.DESIGN,
    ApprovalKind.LAND_PLANNING: Category.PLANNING, ApprovalKind.WORKS_PLANNING: Category.PLANNING,
    ApprovalKind.SEA: Category.SEA,
}
"""The category of a blocker that says no other, by what it points to; the rest is ``other``."""


def pointed(session: Session, text: str) -> str:
    """The code of the land task (also by name) or of the approval that is meant."""
    exact = codes.canonical(text)
    return session.code("approval" if codes.is_a(exact, "approval") else "land_task", text)


EDITED = frozenset({"county", "unit", "person", "project", "blocker", "land_task", "approval"})
"""Kinds of which all that can be edited goes one way."""


def edit(session: Session, code: str, typed: Typed, *, why: str | None = None, about: str | None = None,
         version: int | None = None, request: str | None = None) -> Done:
    """Change what was mentioned. A due day needs its reason; a blocker's unit changes by ``blockers.assign`` only.

    ``about`` is the land task or approval that a blocker is to point to.

    Raises ``Changed`` (exit 7) when ``version`` is given and the row has moved on.
    """
    code = session.any_code(code)
    kind = registry.of(code)
    if kind.name in ("trip", "event", "lead"):
        from campaign.service import chain, leads

        for name, text in (("why", why), ("about", about)):
            if text is not None:
                raise BadInput("field_not_here", field=name, code=code)
        change = leads.change if kind.name == "lead" else chain.change
        return change(session, code, typed, version=version, request=request)
    if kind.name not in EDITED:
        raise BadInput("edited_elsewhere", code=code)
    table = kind.table
    check_editable(kind, code, typed)
    if table == "blockers" and typed.get("unit") is not None:
        raise BadInput("use_assign", code=code)
    given = values(session, codes.kind_of(code), typed)
    if table == "land_tasks" and (target := typed.get("target")):
        said, own = parse_quantity(session.text(target))[1], given.get("measure", land_task(session.store, code).measure)
        if said is not None and said != own:
            raise BadInput("other_measure", code=code, text=target, measure=own)
    source = None if about is None else pointed(session, about)
    if source is not None and table != "blockers":
        raise BadInput("field_not_here", field="about", code=code)
    if not given and source is None:
        raise BadInput("nothing_to_edit", code=code)
    emptied = table == "land_tasks" and "due" in given and given["due"] is None
    due = given.pop("due", None)
    reason = session.text(why or "", 500)
    if (due or emptied) and not reason:
        raise BadInput("due_needs_why", code=code)
    if table in ("blockers", "approvals") and "due" in typed and typed["due"] is not None and not due:
        raise BadInput("field_empty", field="due")
    on = session.today

    def body(write: Write) -> str:
        held = version
        if due or emptied:
            SET_DUE[table](write, code, session.day(due) if due else None, reason, on, held)
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


SET_DUE: Mapping[str, Callable[..., str]] = {
    "blockers": blockers_writes.set_due, "land_tasks": land_writes.set_land_due, "approvals": approvals_writes.set_approval_due}
"""Table → the verb that changes a due day and keeps why."""
