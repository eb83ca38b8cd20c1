"""Model cases and study visits: reading them, and the verb about them."""


from campaign.core.errors import BadInput
from campaign.core.model.merits import Case, CaseKind
from campaign.core.situation import Situation
from campaign.service.session import Session
from campaign.service.typed import Typed, values
from campaign.store.records import CASES
from campaign.store.write import Done
from campaign.store.writes import cases as cases_writes


def cases(session: Session, situation: Situation, *, kind: CaseKind | None = None, county: str | None = None) -> list[Case]:
    """The latest first; only of one kind, or of one county (its code)."""
    found = [row for row in CASES.all(session.store)
             if kind in (None, row.kind) and county in (None, county_of(situation, row))]
    return sorted(found, key=lambda row: row.on, reverse=True)


def case(session: Session, code: str) -> Case:
    """Raises ``NotFound``."""
    return CASES.one(session.store, code)


def county_of(situation: Situation, row: Case) -> str | None:
    """Its own, else that of its project."""
    project = situation.snapshot.projects.get(row.project or "")
    return row.county or (None if project is None else project.county)


def add_case(session: Session, typed: Typed, request: str | None = None) -> Done:
    """Without a day it is of today."""
    given = values(session, "case", {**typed, "on": typed.get("on") or "today"}, ("title", "kind"))
    return session.write("case", lambda write: cases_writes.add_case(write, given), request)


def change_case(session: Session, code: str, typed: Typed, *, version: int | None = None, request: str | None = None) -> Done:
    """Change what was mentioned. Raises ``Changed`` (exit 7) when ``version`` is given and it has moved on."""
    exact, given = session.code("case", code), values(session, "case", typed)
    if not given:
        raise BadInput("case_nothing", code=exact)
    return session.write("case", lambda write: cases_writes.change_case(write, exact, given, version), request)
