"""The daily work on blockers: pass on, note, escalate, hold, resolve, reopen."""

from campaign.core import codes
from campaign.core.errors import BadInput
from campaign.core.model.blocker import Blocker, Category, Event, EventKind, HoldReason
from campaign.core.model.land import ApprovalKind, LandKind
from campaign.service.session import Session
from campaign.service.typed import Typed, values
from campaign.store.queries import blockers as blockers_queries
from campaign.store.write import Done, Write
from campaign.store.writes import blockers as blockers_writes
from campaign.store.writes import sources as sources_writes
from campaign.words.reading import word

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


def blocker(session: Session, code: str) -> Blocker:
    """Resolved ones too. Raises ``NotFound``."""
    return blockers_queries.blocker(session.store, code)


def events(session: Session, code: str) -> list[Event]:
    """Oldest first."""
    return blockers_queries.events(session.store, code)


def every(session: Session) -> dict[str, Blocker]:
    """All of them, the resolved ones too: there can be tens of thousands."""
    return blockers_queries.blockers(session.store)


def pointing_to(session: Session, code: str) -> list[Blocker]:
    """Those that a land task or an approval is the reason of."""
    return blockers_queries.pointing_to(session.store, code)


def assign(session: Session, blocker: str, unit: str, *, did: str | None = None, person: str | None = None,
           on: str | None = None, version: int | None = None, request: str | None = None) -> Done:
    """Move it into ``unit``'s hands; ``did`` is what was done before passing on: its absence is evidence, not an error."""
    code, target = session.code("blocker", blocker), session.code("unit", unit)
    who = session.code("person", person) if person else None
    done, day = session.text(did or "", 500) or None, session.past_day(on)
    return session.write("assign", lambda write: blockers_writes.assign(write, code, target, done, who, day, version), request)


def escalate(session: Session, blocker: str, *, upward: bool = False, on: str | None = None, version: int | None = None,
             request: str | None = None) -> Done:
    """One level up, or to the liaison with province and ministries (level 4)."""
    code, day = session.code("blocker", blocker), session.past_day(on)
    return session.write("escalate", lambda write: blockers_writes.escalate(write, code, day, upward, version), request)


def hold(session: Session, blocker: str, reason: str, review: str, *, why: str | None = None, on: str | None = None,
         version: int | None = None, request: str | None = None) -> Done:
    code, cause, until = session.code("blocker", blocker), word(HoldReason, reason), session.day(review)
    note, day = session.text(why or "", 500) or None, session.past_day(on)
    if until < session.today:
        raise BadInput("review_in_past", review=until.isoformat())
    return session.write("hold", lambda write: blockers_writes.hold(write, code, cause, until, note, day, version), request)


def note(session: Session, blocker: str, text: str, *, on: str | None = None, request: str | None = None) -> Done:
    return _remark(session, blocker, EventKind.NOTE, text, on, request)


def contact(session: Session, blocker: str, text: str, *, on: str | None = None, request: str | None = None) -> Done:
    """Somebody spoke with whoever holds it."""
    return _remark(session, blocker, EventKind.CONTACT, text, on, request)


def _remark(session: Session, blocker: str, kind: EventKind, text: str, on: str | None, request: str | None) -> Done:
    code, words, day = session.code("blocker", blocker), session.required("text", text), session.past_day(on)
    return session.write(kind.value, lambda write: blockers_writes.remark(write, code, kind, words, day), request)


def resolve(session: Session, blocker: str, how: str, *, on_site: bool = False, by: str | None = None,
            on: str | None = None, version: int | None = None, request: str | None = None) -> Done:
    """Close it; solved on site it counts as a visit of ``by``, else of the actor, on its projects but for ``unvisited``."""
    code, answer, day = session.code("blocker", blocker), session.required("how", how), session.past_day(on)
    person = session.code("person", by) if by else session.myself()
    return session.write("resolve", lambda write: blockers_writes.resolve(write, code, answer, on_site, person, day, version),
                         request)


def unvisited(session: Session, blocker: str) -> list[str]:
    """Its projects on which the actor may enter no visit: ``resolve`` on site leaves them out."""
    projects = blockers_queries.blocker(session.store, blocker).projects
    return [project for project in projects if session.refusal("visit", project) is not None]


def reopen(session: Session, blocker: str, why: str, *, version: int | None = None, request: str | None = None) -> Done:
    code, reason = session.code("blocker", blocker), session.required("why", why)
    day = session.today

    def body(write: Write) -> str:
        blockers_writes.reopen(write, code, reason, day, version)
        sources_writes.catch_up(write, code, day)
        return code

    return session.write("reopen", body, request)


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


def pointed(session: Session, text: str) -> str:
    """The code of the land task (also by name) or of the approval that is meant."""
    exact = codes.canonical(text)
    return session.code("approval" if codes.is_a(exact, "approval") else "land_task", text)
