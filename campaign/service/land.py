"""Land tasks, approvals, funds and registered money, the working calendar."""

import re
from collections.abc import Sequence
from datetime import date

from campaign.core.clocks import Calendar, needed
from campaign.core.errors import BadInput
from campaign.core.model.land import Approval, ApprovalKind, ApprovalState, LandTask, Measure
from campaign.core.money import parse_money
from campaign.core.quantity import parse_quantity
from campaign.data.clocks import needs
from campaign.kinds.field import word
from campaign.service.session import Session
from campaign.service.typed import Typed, values
from campaign.store.queries import approvals as approvals_queries
from campaign.store.queries import calendar as calendar_queries
from campaign.store.queries import land as land_queries
from campaign.store.queries import projects as projects_queries
from campaign.store.write import Done, Write
from campaign.store.writes import approvals as approvals_writes
from campaign.store.writes import campaign as campaign_writes
from campaign.store.writes import land as land_writes
from campaign.store.writes import reports as reports_writes

_MONTH = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})月?")


def land_task(session: Session, code: str) -> LandTask:
    """Raises ``NotFound``."""
    return land_queries.land_task(session.store, code)


def approval(session: Session, code: str) -> Approval:
    """Raises ``NotFound``."""
    return approvals_queries.approval(session.store, code)


def approvals(session: Session, *, project: str | None = None, states: Sequence[ApprovalState] = ()) -> list[Approval]:
    """Of one project, or all; only those in one of ``states`` when some are given."""
    return approvals_queries.approvals(session.store, project=project, states=states)


# Land tasks -------------------------------------------------------------------------------------------------------------


def check_measure(session: Session, code: str, target: str, measure: str | None) -> None:
    """Raises ``BadInput`` when ``target`` names another measure than the task has, or is given."""
    said, own = parse_quantity(session.text(target))[1], measure or land_task(session, code).measure
    if said is not None and said != own:
        raise BadInput("other_measure", code=code, text=target, measure=own)


def add_land_task(session: Session, typed: Typed, *, projects: list[str] | None = None, county: str | None = None,
                  opened: str | None = None, request: str | None = None) -> Done:
    """On the named projects, or on a whole county: exactly one of the two. ``target`` may name its measure: ``434.9亩``."""
    given = values(session, "land_task", typed)
    target = typed.get("target")
    said = parse_quantity(session.text(target))[1] if target else None
    if said is not None and given.setdefault("measure", said) != said:
        raise BadInput("other_measure", code=typed.get("name"), text=target, measure=given["measure"])
    if target:
        _whole(given.get("measure", Measure.MU), given["target"], target)
    codes = [session.code("project", project) for project in projects or ()]
    if bool(codes) == bool(county):
        raise BadInput("land_scope")
    given["county"] = session.code("county", county) if county else None
    given = {name: value for name, value in given.items() if value is not None or name == "county"}
    on = session.past_day(opened)
    return session.write("add-land-task", lambda write: land_writes.add_land_task(write, given, codes, on), request)


def land_progress(session: Session, task: str, *, amount: str | None = None, to: str | None = None, on: str | None = None,
                  note: str | None = None, request: str | None = None) -> Done:
    """What was done since (``amount``, signed), or in all (``to``)."""
    code, day = session.code("land_task", task), session.past_day(on)
    if (amount is None) == (to is None):
        raise BadInput("quantity_once", code=code)
    added = None if amount is None else _quantity(session, code, amount, signed=True)
    total = None if to is None else _quantity(session, code, to, signed=False)
    text = session.text(note or "", 500) or None
    return session.write("land-progress", lambda write: land_writes.land_progress(write, code, added, total, day, text), request)


def reached(session: Session, task: LandTask, *, amount: str | None = None, to: str | None = None) -> int:
    """How much would be done in all (1/100 of its measure) once this was reported; raises as ``land_progress`` does."""
    if to is not None:
        return _quantity(session, task.code, to, signed=False)
    return task.done + (0 if amount is None else _quantity(session, task.code, amount, signed=True))


def _quantity(session: Session, code: str, text: str, *, signed: bool) -> int:
    """1/100 of the task's own measure; another one is a slip."""
    number, measure = parse_quantity(session.text(text), signed=signed)
    own = land_queries.land_task(session.store, code).measure
    if measure is not None and measure is not own:
        raise BadInput("other_measure", code=code, text=text, measure=own.value)
    _whole(own, number, text)
    return number


def _whole(measure: str, amount: int, text: str) -> None:
    """Only land is measured; households and structures are counted."""
    if measure != Measure.MU and amount % 100:
        raise BadInput("bad_quantity", text=text)


def accept(session: Session, task: str, *, how: str | None = None, on: str | None = None, version: int | None = None,
           request: str | None = None) -> Done:
    """验收 or 销号, whatever its quantities say: that is the inspector's word, not ours."""
    code, day, text = session.code("land_task", task), session.past_day(on), session.text(how or "", 500) or None
    return session.write("accept", lambda write: land_writes.accept(write, code, text, day, version), request)


# Approvals --------------------------------------------------------------------------------------------------------------


def add_approvals(session: Session, project: str, kinds: list[str], *, submitted: str | None = None,
                  not_needed: str | None = None, authority: str | None = None, unit: str | None = None,
                  request: str | None = None) -> tuple[Done, list[str]]:
    """What a project needs, by kind; without any kind all that its investor needs and that is not there yet.

    ``submitted`` is the day on which they were handed in, ``not_needed`` the reason why they are not needed. The codes of the
    new ones are empty when the request id had been carried out before.
    """
    code = session.code("project", project)
    wanted = [word(ApprovalKind, kind) for kind in kinds] or [choice[0] for choice in missing(session, code)]
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


def reopen(session: Session, code: str, why: str, *, version: int | None = None, request: str | None = None) -> Done:
    """A land task that was accepted, or an approval that was refused, has lapsed, or is needed after all."""
    kind = "approval" if code[:1].upper() == "A" else "land_task"
    found, reason, day = session.code(kind, code), session.required("why", why), session.today
    verb = approvals_writes.reopen_approval if kind == "approval" else land_writes.reopen_land
    return session.write("reopen", lambda write: verb(write, found, reason, day, version), request)


# Money and calendar -----------------------------------------------------------------------------------------------------


def fund(session: Session, project: str, *, money: str | None = None, to: str | None = None, on: str | None = None,
         source: str | None = None, request: str | None = None) -> Done:
    """Funds that came in (``money``, signed), or all of the campaign's (``to``)."""
    code, day = session.code("project", project), session.past_day(on)
    if (money is None) == (to is None):
        raise BadInput("money_twice" if money is not None else "report_empty", code=code)
    added = None if money is None else parse_money(session.text(money), signed=True)
    total = None if to is None else parse_money(session.text(to))
    origin = session.text(source or "", 100) or None
    return session.write("fund", lambda write: reports_writes.fund(write, code, day, added, total, origin), request)


def register(session: Session, project: str, month: str, money: str, *, request: str | None = None) -> Done:
    """Money that statistics have registered for a month (``2026-10``)."""
    code, when, amount = session.code("project", project), _month(session, month), parse_money(session.text(money))
    return session.write("register", lambda write: reports_writes.register(write, code, when, amount), request)


def _month(session: Session, text: str) -> str:
    match = _MONTH.fullmatch(session.text(text).translate(str.maketrans("０１２３４５６７８９－", "0123456789-")))
    if match is None or not 1 <= int(match[2]) <= 12:
        raise BadInput("bad_month", text=text)
    month = f"{match[1]}-{int(match[2]):02}"
    if month > session.today.isoformat()[:7]:
        raise BadInput("day_in_future", field="month", day=month, today=session.today.isoformat())
    return month


def working_day(session: Session, day: str, working: bool, why: str, *, request: str | None = None) -> Done:
    """One day of the campaign's own calendar: worked although the State Council's says otherwise, or the reverse."""
    when, reason = session.day(day), session.required("why", why, 200)
    return session.write("calendar", lambda write: campaign_writes.set_working_day(write, when, working, reason), request)


def calendar(session: Session) -> Calendar:
    """The working days, those that the campaign has changed included."""
    return calendar_queries.calendar(session.store)
