"""The daily work on projects: claim, hand over, report progress and money, visit, excuse."""

import re

from campaign.core.dates import TYPED, parse_span
from campaign.core.errors import BadInput
from campaign.core.model.project import Channel, Visit
from campaign.core.money import parse_money
from campaign.service.session import Session
from campaign.service.typed import Typed, values
from campaign.store.queries import projects as projects_queries
from campaign.store.write import Done, Write
from campaign.store.writes import blockers as blockers_writes
from campaign.store.writes import campaign as campaign_writes
from campaign.store.writes import projects as projects_writes
from campaign.store.writes import reports as reports_writes
from campaign.text import _
from campaign.words.reading import word

_MONTH = r"([0-9]{4})[-/.年]([0-9]{1,2})月?"


def claim(session: Session, project: str, leader: str, *, why: str | None = None, version: int | None = None,
          request: str | None = None) -> Done:
    """Make ``leader`` the project's leader, whoever was it before. ``why``: below headquarters, giving it away is asked for."""
    code, person = session.code("project", project), session.code("leader", leader)
    reason = session.text(why or "", 500) or None

    def body(write: Write) -> str:
        write.consent.why = reason
        return projects_writes.claim(write, code, person, version)

    return session.write("claim", body, request)


def handover(session: Session, source: str, target: str, *, request: str | None = None) -> Done:
    """Projects, counties and open blockers of one person pass to another; one undo takes it all back."""
    one, other = session.code("person", source), session.code("person", target)
    if one == other:
        raise BadInput("same_person", code=one)
    return session.write("handover", lambda write: projects_writes.handover(write, one, other), request)


def report(session: Session, project: str, typed: Typed, *, money: str | None = None, to: str | None = None,
           on: str | None = None, on_site: bool = False, by: str | None = None, safety: str | None = None,
           quality: str | None = None, request: str | None = None) -> Done:
    """One progress report: money added (``money``, signed) or cumulative (``to``), and facts in ``typed`` (``fields.PROGRESS``).

    ``on_site`` records a visit of ``by``, else of the actor; ``safety`` and ``quality`` open a blocker of that category.
    """
    code, day = session.code("project", project), session.past_day(on)
    if money is not None and to is not None:
        raise BadInput("money_twice")
    given = values(session, "report", typed)
    if money is not None:
        given["money"] = parse_money(session.text(money), signed=True)
    total = None if to is None else parse_money(session.text(to))
    dangers = [session.required(name, text, 200) for name, text in (("safety", safety), ("quality", quality)) if text is not None]
    person = session.code("person", by) if by else session.myself()
    if not given and total is None and not dangers and not on_site:
        raise BadInput("report_empty", code=code)

    def body(write: Write) -> str:
        if given or total is not None:
            reports_writes.add_progress(write, code, day, given, total)
        if on_site:
            reports_writes.add_visit(write, code, day, Channel.SITE, person, None, brought=True)
        for danger in dangers:
            blockers_writes.add_danger(write, code, danger, day)
        return code

    return session.write("progress", body, request)


def visit(session: Session, project: str, *, by: str | None = None, channel: str = Channel.SITE, on: str | None = None,
          solved: str | None = None, resolved: list[str] | None = None, how: str | None = None,
          request: str | None = None) -> Done:
    """Someone was there, and what was solved; ``resolved`` closes blockers.

    ``by`` says who; None: the actor's own person, if there is one; empty: nobody is named (docs/decisions/0004).
    """
    code, day = session.code("project", project), session.past_day(on)
    person = session.myself() if by is None else session.code("person", by) if by else None
    way = word(Channel, channel)
    closed = [session.code("blocker", blocker) for blocker in resolved or ()]
    note = session.text(solved or "", 500)
    answer = session.text(how or solved or "", 500) or _("solved during the visit")

    def body(write: Write) -> str:
        reports_writes.add_visit(write, code, day, way, person, " ".join([*closed, note]).strip() or None)
        for blocker in closed:
            blockers_writes.require_on(write, blocker, code)
            blockers_writes.close(write, blocker, answer, way == Channel.SITE, day)
        return code

    return session.write("visit", body, request)


def excuse(session: Session, span: str, why: str, *, county: str | None = None, person: str | None = None,
           request: str | None = None) -> Done:
    """Days that break no streak: of everyone, of one county or of one person."""
    if county and person:
        raise BadInput("excuse_scope")
    first, last = parse_span(session.text(span), session.today, session.campaign.first_day)
    reason = session.required("why", why)
    place = session.code("county", county) if county else None
    who = session.code("person", person) if person else None
    return session.write("excuse", lambda write: campaign_writes.excuse(write, first, last, reason, place, who), request)


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


def register(session: Session, project: str, month: str, money: str, *, why: str | None = None,
             request: str | None = None) -> Done:
    """Money that statistics have registered for a month (``2026-10``); ``why`` another figure than stood there."""
    code, when, amount = session.code("project", project), _month(session, month), parse_money(session.text(money))
    reason = session.text(why or "", 500) or None

    def body(write: Write) -> str:
        write.consent.why = reason
        return reports_writes.register(write, code, when, amount)

    return session.write("register", body, request)


def _month(session: Session, text: str) -> str:
    match = re.fullmatch(_MONTH, session.text(text).translate(str.maketrans("０１２３４５６７８９－", "0123456789-")))
    if match is None or not 1 <= int(match[2]) <= 12 or int(match[1]) < TYPED.year:
        raise BadInput("bad_month", text=text)
    month = f"{match[1]}-{int(match[2]):02}"
    if month > session.today.isoformat()[:7]:
        raise BadInput("day_in_future", field="month", day=month, today=session.today.isoformat())
    return month


def visits_by(session: Session, person: str, limit: int) -> list[Visit]:
    """The latest of a person, newest first."""
    return projects_queries.visits(session.store, person=person, limit=limit)
