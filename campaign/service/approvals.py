"""Approvals: what a project needs, how far each is, and what the authority said."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from campaign.core.clocks import Clock, after_days, lapses, needed
from campaign.core.errors import BadInput
from campaign.core.model.land import Approval, ApprovalEvent, ApprovalKind, ApprovalState
from campaign.data.clocks import clocks, needs
from campaign.service.session import Session
from campaign.service.typed import values
from campaign.store.queries import approvals as approvals_queries
from campaign.store.queries import projects as projects_queries
from campaign.store.queries.calendar import calendar
from campaign.store.write import Done, Write
from campaign.store.writes import approvals as approvals_writes
from campaign.words.reading import words

UNSETTLED = (ApprovalState.NEEDED, ApprovalState.SUBMITTED)


def approval(session: Session, code: str) -> Approval:
    """Raises ``NotFound``."""
    return approvals_queries.approval(session.store, code)


def approvals(session: Session, *, project: str | None = None, states: Sequence[ApprovalState] = ()) -> list[Approval]:
    """Of one project, or all; only those in one of ``states`` when some are given."""
    return approvals_queries.approvals(session.store, project=project, states=states)


def events(session: Session, code: str) -> list[ApprovalEvent]:
    """Oldest first."""
    return approvals_queries.approval_events(session.store, code)


def unsettled(session: Session, same: Callable[[str], str]) -> dict[str, Approval]:
    """All that are needed or submitted; ``same`` gives the string that is there anyway for a code."""
    return approvals_queries.unsettled(session.store, same)


def unsettled_among(session: Session, codes: Iterable[str]) -> list[Approval]:
    return approvals_queries.approvals(session.store, codes=list(codes), states=UNSETTLED)


def add_approvals(session: Session, project: str, kinds: Iterable[str], *, submitted: str | None = None,
                  not_needed: str | None = None, authority: str | None = None, unit: str | None = None,
                  request: str | None = None) -> tuple[Done, list[str]]:
    """What a project needs, by kind; without any kind all that its investor needs and that is not there yet.

    ``submitted`` is the day on which they were handed in, ``not_needed`` the reason why they are not needed. The codes of the
    new ones are empty when the request id had been carried out before.
    """
    code = session.code("project", project)
    wanted = [code for kind in kinds for code in words(ApprovalKind, kind)] or [choice[0] for choice in missing(session, code)]
    given = values(session, "approval", {"authority": authority, "unit": unit})
    day = session.past_day(submitted) if submitted else None
    reason = None if not_needed is None else session.required("why", not_needed, 200)
    if day and reason:
        raise BadInput("twice", text="--submitted --not-needed")
    new: list[str] = []
    today = session.today

    def body(write: Write) -> str:
        if not wanted:
            raise BadInput("nothing_missing", code=code)
        for kind in dict.fromkeys(wanted):
            added = approvals_writes.add_approval(write, code, kind, given)
            if day:
                approvals_writes.submit(write, added, None, None, day)
            if reason:
                approvals_writes.waive(write, added, reason, today)
            new.append(added)
        return new[0] if len(new) == 1 else code

    return session.write("add-approval", body, request), new


def missing(session: Session, project: str) -> list[tuple[str, ...]]:
    """The kinds a project needs by its investor that are not recorded; each with what would do instead, the usual one first."""
    there = {row.kind.value for row in approvals_queries.approvals(session.store, project=project)}
    row = projects_queries.project(session.store, project)
    return [choice for choice in needed(needs(), row.investor) if there.isdisjoint(choice)]


def limit(session: Session, approval: Approval, submitted: str | None) -> tuple[Clock, date | None]:
    """Its clock, and the day until which the law gives an authority that has it since then (typed); None: no time is set."""
    clock = clocks()[approval.kind]
    if clock.days is None:
        return clock, None
    return clock, after_days(session.past_day(submitted), clock.days, clock.working, calendar(session.store))


def end(session: Session, approval: Approval, granted: str | None) -> date | None:
    """When it lapses by law if it was granted then (typed); None: never."""
    return lapses(clocks()[approval.kind], session.past_day(granted))


def submit(session: Session, approval: str, *, on: str | None = None, unit: str | None = None, due: str | None = None,
           why: str | None = None, version: int | None = None, request: str | None = None) -> Done:
    """Handed in; the statutory limit runs from that day, unless ``due`` says when it ends. ``why``: it was handed in before."""
    code, day = session.code("approval", approval), session.past_day(on)
    holder = session.code("unit", unit) if unit else None
    until = session.day(due) if due else None
    _not_before("due", until, day)
    reason = session.text(why or "", 500) or None

    def body(write: Write) -> str:
        write.consent.why = reason
        return approvals_writes.submit(write, code, holder, until, day, version)

    return session.write("submit", body, request)


def contact(session: Session, approval: str, text: str, *, following: str | None = None, on: str | None = None,
            request: str | None = None) -> Done:
    """The authority was spoken with; ``following`` is the day agreed for the next time."""
    code, words, day = session.code("approval", approval), session.required("text", text), session.past_day(on)
    after = session.day(following) if following else None
    _not_before("next_contact", after, day)
    return session.write("contact", lambda write: approvals_writes.contact_authority(write, code, words, after, day), request)


def grant(session: Session, approval: str, *, on: str | None = None, expires: str | None = None, text: str | None = None,
          version: int | None = None, request: str | None = None) -> Done:
    """Granted; it lapses when its clock says so, unless ``expires`` says otherwise."""
    code, day = session.code("approval", approval), session.past_day(on)
    until, number = session.day(expires) if expires else None, session.text(text or "", 200) or None
    _not_before("expires", until, day)
    return session.write("grant", lambda write: approvals_writes.grant(write, code, until, number, day, version), request)


def _not_before(field: str, day: date | None, since: date) -> None:
    if day is not None and day < since:
        raise BadInput("day_before", field=field, day=day.isoformat(), since=since.isoformat())


def waive(session: Session, approval: str, why: str, *, on: str | None = None, version: int | None = None,
          request: str | None = None) -> Done:
    """It is not needed, and why."""
    code, reason, day = session.code("approval", approval), session.required("why", why, 200), session.past_day(on)
    return session.write("waive", lambda write: approvals_writes.waive(write, code, reason, day, version), request)


def reopen(session: Session, approval: str, why: str, *, version: int | None = None, request: str | None = None) -> Done:
    """It was refused, has lapsed, or is needed after all."""
    code, reason, day = session.code("approval", approval), session.required("why", why), session.today
    return session.write("reopen", lambda write: approvals_writes.reopen_approval(write, code, reason, day, version), request)
