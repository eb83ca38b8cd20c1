"""Merits as a person may see them, the ladder, who must explain; the verbs that change them."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from campaign.core import codes
from campaign.core import merits as rules
from campaign.core.blockers import buck_passing
from campaign.core.errors import BadInput, CampaignError, NotAllowed, NotFound
from campaign.core.excused_days import Spans
from campaign.core.leagues import LeagueStanding
from campaign.core.merits import GOOD, LADDER, Climb, Named, Suggestion
from campaign.core.model.blocker import Blocker
from campaign.core.model.light import Light
from campaign.core.model.merits import MeritAnswer, MeritEvidence, MeritKind
from campaign.core.names import find
from campaign.core.overview import Finding
from campaign.core.situation import Situation
from campaign.kinds.field import parse, word
from campaign.kinds.merit import KIND
from campaign.service.league import league, red_black
from campaign.service.session import Session
from campaign.store.queries import approvals as approvals_queries
from campaign.store.queries import blockers as blockers_queries
from campaign.store.queries.land import land_task
from campaign.store.queries.members import places_of
from campaign.store.queries.names import named
from campaign.store.records import MERIT_ANSWERS, MERIT_EVIDENCE, MERITS
from campaign.store.write import Done, Write
from campaign.store.writes import merits as merits_writes
from campaign.store.writes.merits import Cited

SUBJECTS = ("person", "unit", "county")
TEXT, POINTS, PROMISED = (KIND.by_name[name] for name in ("text", "points", "promised"))
UNANSWERED = {"mine": "yes", "unanswered": "yes"}
"""The filter of the list of merits that ``awaited`` was counted from."""
EVIDENCE = ("blocker", "land_task", "approval", "project")
"""What a step may rest on."""


# Reading ----------------------------------------------------------------------------------------------------------------


def merits(session: Session, situation: Situation) -> list[Named]:
    """Every one that this person may see, newest first."""
    store = session.store
    evidence: dict[str, list[MeritEvidence]] = {}
    for one in MERIT_EVIDENCE.all(store):
        evidence.setdefault(one.merit, []).append(one)
    answers: dict[str, list[MeritAnswer]] = {}
    for said in MERIT_ANSWERS.all(store):
        answers.setdefault(said.merit, []).append(said)
    own = mine(session)
    rows = [Named(row, tuple(evidence.get(row.code, ())), tuple(answers.get(row.code, ()))) for row in MERITS.all(store)]
    rows = [row for row in rows if _visible(session, row, situation.today, own)]
    return sorted(rows, key=lambda row: (-row.merit.on.toordinal(), *_newest(row.merit.code)))


def merit(session: Session, situation: Situation, code: str) -> Named:
    """Raises ``NotFound``; ``NotAllowed`` while it is shown to those alone whom it concerns."""
    store = session.store
    row = Named(MERITS.one(store, code), tuple(MERIT_EVIDENCE.all(store, merit=code)),
                tuple(MERIT_ANSWERS.all(store, merit=code)))
    if not _visible(session, row, situation.today, mine(session)):
        raise NotAllowed("merit_first", code=code)
    return row


def concerning(session: Session, situation: Situation, subject: str) -> list[Named]:
    """Those of a unit or county; of a person also of that person's unit and counties. Newest first."""
    wanted = {subject, *(places_of(session.store, subject) if codes.is_a(subject, "person") else ())}
    return [row for row in merits(session, situation) if row.subject in wanted]


def ladders(session: Session, situation: Situation) -> list[Climb]:
    """Who has a step on record, the highest rung first."""
    return rules.ladders(merits(session, situation))


def explain(session: Session, situation: Situation, black: Iterable[LeagueStanding] | None = None) -> list[Suggestion]:
    """Who must explain, worst first. It counts the league, unless ``black`` is the black list already, and all open blockers: at
    10,000 projects some 300 ms.
    """
    told, settings = situation.snapshot, situation.snapshot.campaign.settings
    passed = [item.code for item in told.blockers.values() if buck_passing(item, settings)]
    counties = [row.county for row in (red_black(league(session, situation))[1] if black is None else black)]

    def excused(item: Blocker) -> Spans:
        return situation.excused_in(item.county)

    return rules.explain(told.blockers.values(), blockers_queries.moves(session.store, passed), told.units, counties,
                         ladders(session, situation), situation.today, settings, excused)


def mine(session: Session) -> frozenset[str]:
    """Codes of who is asking, and of the units and counties that are that person's own; empty on a file that is not shared."""
    return session.mine


def of_mine(session: Session) -> frozenset[str]:
    """The same, on a file that is not shared too: of the person who says ``CAMPAIGN_ME``."""
    own = mine(session)
    myself = session.myself()
    return own or (frozenset((myself, *places_of(session.store, myself))) if myself else frozenset())


def awaited(session: Session, situation: Situation) -> Finding | None:
    """The steps that name who is asking, or the unit or counties of that person, and wait for an answer."""
    try:
        own = of_mine(session)
    except CampaignError:  # nobody is called what CAMPAIGN_ME says
        return None
    if not own:
        return None
    count = sum(waits(row, own) for row in merits(session, situation))
    return Finding("answer_awaited", Light.YELLOW, count, {"count": count}, "honours", UNANSWERED) if count else None


def waits(row: Named, own: frozenset[str]) -> bool:
    """Whether it is a step that names one of these and nobody has answered."""
    return row.merit.kind in LADDER and not row.answers and row.subject in own


def _visible(session: Session, row: Named, today: date, own: frozenset[str]) -> bool:
    permission = session.permission
    return rules.visible(row, today, permission.member if permission is not None else None, own, session.actor)


def _newest(code: str) -> tuple[int, ...]:
    """Sort key: of one day the latest code first."""
    return tuple(-part for part in (len(code), int(code[1:])))


# Verbs ------------------------------------------------------------------------------------------------------------------


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
