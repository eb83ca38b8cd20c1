"""The verbs about merits: praise, rewards and their payment, steps of the ladder with evidence, answers."""

from collections.abc import Sequence
from typing import Any

from campaign.core import codes
from campaign.core import merits as rules
from campaign.core.errors import BadInput, NotAllowed, NotFound
from campaign.core.merits import GOOD, LADDER
from campaign.core.model.merits import MeritKind
from campaign.core.names import find
from campaign.kinds.field import parse
from campaign.kinds.merit import KIND
from campaign.service.merits import mine
from campaign.service.session import Session
from campaign.store.queries import approvals as approvals_queries
from campaign.store.queries import blockers as blockers_queries
from campaign.store.queries.land import land_task
from campaign.store.queries.names import named
from campaign.store.records import MERITS
from campaign.store.write import Done, Write
from campaign.store.writes import merits as merits_writes
from campaign.store.writes.merits import Cited
from campaign.words.reading import word

SUBJECTS = ("person", "unit", "county")
TEXT, POINTS, PROMISED = (KIND.by_name[name] for name in ("text", "points", "promised"))
EVIDENCE = ("blocker", "land_task", "approval", "project", "lead")
"""What a step may rest on."""


def add_merit(session: Session, subject: str, kind: str, why: str, *, project: str | None = None,
              evidence: Sequence[str] = (), points: str | None = None, promised: str | None = None, until: str | None = None,
              on: str | None = None, request: str | None = None) -> Done:
    """Praise, a reward, a step of the ladder or an exemption. The figures of the evidence are taken from the record."""
    column, code = subject_of(session, subject)
    what = MeritKind(word(MeritKind, kind))
    text = session.required("text", why, TEXT.limit)
    day = session.past_day(on)
    if what in LADDER and day != session.today:
        raise BadInput("step_today", kind=what)
    if what is MeritKind.EXEMPTION and column != "county":
        raise BadInput("exempt_county")
    for name, given, kinds in (("points", points, GOOD), ("promised", promised, (MeritKind.REWARD,)),
                               ("until", until, (MeritKind.EXEMPTION,))):
        if given and what not in kinds:
            raise BadInput("not_of_kind", field=name, kind=what)
    money = parse(PROMISED, promised, session) if promised else None
    if what is MeritKind.REWARD and not money:
        raise BadInput("reward_amount")
    found = [_evidence(session, item) for item in evidence]
    if what in LADDER and not found:
        raise BadInput("step_evidence", kind=what)
    last = session.day(until).isoformat() if until else None
    if last is not None and last < day.isoformat():
        raise BadInput("day_before", field="until", day=last, since=day.isoformat())
    values: dict[str, Any] = {
        "kind": what, "on_day": day.isoformat(), "text": text, column: code,
        "project": session.code("project", project) if project else None,
        "points": parse(POINTS, points, session) if points else None,
        "promised": money, "until": last}
    cited = [_cited(session, item) for item in dict.fromkeys(found)]
    verb = "merit step" if what in LADDER else "merit"
    return session.write(verb, lambda write: merits_writes.add_merit(write, values, cited), request)


def pay(session: Session, code: str, *, on: str | None = None, version: int | None = None, request: str | None = None) -> Done:
    """A promised reward has been paid."""
    merit, day = session.code("merit", code), session.past_day(on)
    return session.write("pay", lambda write: merits_writes.pay(write, merit, day, version), request)


def answer(session: Session, code: str, text: str, *, on: str | None = None, request: str | None = None) -> Done:
    """What the one named says to it. Raises ``NotAllowed`` for anybody else but headquarters."""
    found, said, day = session.code("merit", code), session.required("text", text, TEXT.limit), session.past_day(on)
    row = MERITS.one(session.store, found)

    def body(write: Write) -> str:
        permission = session.permission
        if not rules.may_answer(row, permission.member if permission is not None else None, mine(session)):
            raise NotAllowed("answer_named", code=found)
        return merits_writes.answer(write, found, said, day)

    return session.write("answer", body, request)


def subject_of(session: Session, text: str) -> tuple[str, str]:
    """The column and code of the person, unit or county that is meant, by code or name. Raises ``NotFound``."""
    text = session.required("subject", text, 200)
    exact = codes.canonical(text)
    if exact is not None:
        kind = codes.kind_of(exact)
        if kind not in SUBJECTS:
            raise BadInput("merit_subject")
        return kind, session.code(kind, exact)
    found = find(text, [entry for kind in SUBJECTS for entry in named(session.store, kind)])
    if not found:
        raise NotFound("unknown_subject", text=text)
    if len(found) > 1:
        raise NotFound("ambiguous_subject", text=text, candidates=[(code, name) for code, name, _ in found])
    ((code, _name, _key),) = found
    return codes.kind_of(code), code


def _evidence(session: Session, text: str) -> str:
    code = codes.canonical(text)
    if code is None or not codes.is_a(code, *EVIDENCE):
        raise BadInput("bad_code", text=text, example="B0107")
    return session.code(codes.kind_of(code), code)


def _cited(session: Session, code: str) -> Cited:
    """With the figures of today."""
    store, today = session.store, session.today
    match codes.kind_of(code):
        case "blocker":
            return code, *rules.cited(blockers_queries.blocker(store, code), today)
        case "land_task":
            return code, *rules.cited(land_task(store, code), today)
        case "approval":
            return code, *rules.cited(approvals_queries.approval(store, code), today)
    return code, None, None
