"""Merits as a person may see them, the ladder, who must explain."""

from collections.abc import Iterable
from datetime import date

from campaign.core import codes
from campaign.core import merits as rules
from campaign.core.blockers import buck_passing
from campaign.core.errors import CampaignError, NotAllowed
from campaign.core.excused_days import Spans
from campaign.core.leagues import LeagueStanding
from campaign.core.merits import LADDER, Climb, Named, Suggestion
from campaign.core.model.blocker import Blocker
from campaign.core.model.light import Light
from campaign.core.model.merits import MeritAnswer, MeritEvidence
from campaign.core.overview import Finding
from campaign.core.situation import Situation
from campaign.service.league import lists
from campaign.service.session import Session
from campaign.store.queries import blockers as blockers_queries
from campaign.store.queries.members import places_of
from campaign.store.records import MERIT_ANSWERS, MERIT_EVIDENCE, MERITS

UNANSWERED = {"mine": "yes", "unanswered": "yes"}
"""The filter of the list of merits that ``awaited`` was counted from."""
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
    counties = [row.county for row in (lists(session, situation).black if black is None else black)]

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
    count = sum(merit.kind in LADDER and rules.subject(merit) == code and not MERIT_ANSWERS.all(session.store, merit=merit.code)
                for code in own for merit in MERITS.all(session.store, **{codes.kind_of(code): code}))
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
