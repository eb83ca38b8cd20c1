"""Honours: praise and rewards, the ladder of supervision 提醒 → 督办 → 约谈 → 处理, who must explain, and who sees what first.

Source: docs/handbook/rules.md, Honours. Only what became of the work is counted: never log-ins, check-ins or entries.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from campaign.core import approvals, blockers, codes, land
from campaign.core.blockers import ABOVE_THE_CITY, buck_passing, slow
from campaign.core.excused_days import Spans
from campaign.core.model.blocker import Blocker, Event
from campaign.core.model.campaign import Settings
from campaign.core.model.land import Approval, LandTask
from campaign.core.model.merits import Merit, MeritAnswer, MeritEvidence, MeritKind
from campaign.core.model.people import Member, Role, Unit
from campaign.core.roles import at_least

LADDER = (MeritKind.REMINDER, MeritKind.SUPERVISION, MeritKind.INTERVIEW, MeritKind.SANCTION)
"""From the lowest rung to the highest."""
GOOD = (MeritKind.PRAISE, MeritKind.REWARD)
LONG = 7
"""Days after its due day, all of them in the same hands, from which on whoever holds a blocker must explain."""


class Named(NamedTuple):
    """A merit with what it rests on, and what the one named has said to it."""

    merit: Merit
    evidence: tuple[MeritEvidence, ...] = ()
    answers: tuple[MeritAnswer, ...] = ()
    """Oldest first."""

    @property
    def subject(self) -> str:
        return subject(self.merit)


def subject(merit: Merit) -> str:
    """Code of the person, unit or county that it names."""
    return merit.person or merit.unit or merit.county or ""


def is_step(merit: Merit) -> bool:
    """Whether it is a rung of the ladder."""
    return merit.kind in LADDER


# The ladder -------------------------------------------------------------------------------------------------------------


def following(kinds: Iterable[MeritKind]) -> MeritKind | None:
    """The rung above the highest on record; None above the last."""
    highest = max((LADDER.index(kind) for kind in kinds if kind in LADDER), default=-1)
    return LADDER[highest + 1] if highest + 1 < len(LADDER) else None


def may_step(kind: MeritKind, kinds: Sequence[MeritKind]) -> bool:
    """One rung at a time; a lower one or the same may be taken again."""
    after = following(kinds)
    return after is None or LADDER.index(kind) <= LADDER.index(after)


class Climb(NamedTuple):
    """How far somebody is up the ladder."""

    subject: str
    steps: tuple[Named, ...]
    """Oldest first."""

    @property
    def top(self) -> MeritKind:
        """The highest rung so far."""
        return max((step.merit.kind for step in self.steps), key=LADDER.index)

    @property
    def following(self) -> MeritKind | None:
        return following(step.merit.kind for step in self.steps)


def ladders(rows: Iterable[Named]) -> list[Climb]:
    """Who has a step on record, the highest rung and the latest step first."""
    found: dict[str, list[Named]] = {}
    for row in rows:
        if is_step(row.merit):
            found.setdefault(row.subject, []).append(row)
    climbs = [Climb(who, tuple(sorted(steps, key=lambda row: (row.merit.on, codes.order(row.merit.code)))))
              for who, steps in found.items()]
    return sorted(climbs, key=lambda climb: (-LADDER.index(climb.top), -climb.steps[-1].merit.on.toordinal(),
                                             codes.order(climb.subject)))


# Evidence ---------------------------------------------------------------------------------------------------------------


def cited(item: Blocker | LandTask | Approval, today: date) -> tuple[int, int | None]:
    """Days and moves as they are on this day: of a blocker the days in the same hands, else the days overdue."""
    if isinstance(item, Blocker):
        return blockers.days_held(item, today), item.moves
    if isinstance(item, LandTask):
        return land.days_overdue(item, today), None
    return approvals.days_overdue(item, today), None


# Who must explain -------------------------------------------------------------------------------------------------------


class Cause(StrEnum):
    """推诿 · 慢作为 · 久拖不决 · 黑榜"""

    BUCK_PASSING = "buck_passing"
    SLOW = "slow"
    OVERDUE = "overdue"
    BLACK_LIST = "black_list"


class Ground(NamedTuple):
    """One thing that calls for an explanation."""

    cause: Cause
    code: str
    """The blocker; of the black list the county."""
    days: int | None = None
    """SLOW: in the same hands; else overdue."""
    moves: int | None = None


class Suggestion(NamedTuple):
    """Somebody who must explain, and why. A person decides whether a step follows."""

    subject: str
    grounds: tuple[Ground, ...]
    last: Merit | None = None
    """The latest step on record."""
    following: MeritKind | None = MeritKind.REMINDER
    """The rung that would be next."""

    @property
    def days(self) -> int:
        """Of all its grounds together."""
        return sum(ground.days or 0 for ground in self.grounds)


def explain(items: Iterable[Blocker], moves: Mapping[str, Sequence[Event]], units: Mapping[str, Unit], black: Iterable[str],
            climbs: Iterable[Climb], today: date, settings: Settings, excused: Callable[[Blocker], Spans],
            ) -> list[Suggestion]:
    """Who must explain, the most grounds and days first.

    Passing on falls on the units that passed it without a word of what they did, else on all that passed it; slowness and
    a blocker long overdue on whoever holds it: the person named, else the unit. Who has just been handed it answers for no
    lateness of others, and bodies above the city are asked by nobody here.
    """
    found: dict[str, list[Ground]] = {}

    def add(who: str | None, ground: Ground) -> None:
        unit = units.get(who or "")
        if who is not None and not (unit is not None and unit.authority in ABOVE_THE_CITY):
            found.setdefault(who, []).append(ground)

    for item in items:
        late = blockers.days_overdue(item, today)
        if buck_passing(item, settings) and blockers.effectively_open(item, today):
            own = moves.get(item.code, ())
            silent = [event.source for event in own if not event.text]
            for who in dict.fromkeys(silent or [event.source for event in own]):
                add(who, Ground(Cause.BUCK_PASSING, item.code, late or None, item.moves))
        if slow(item, today, settings, excused(item)):
            add(item.person or item.unit, Ground(Cause.SLOW, item.code, blockers.days_held(item, today), item.moves))
        elif min(late, blockers.days_held(item, today)) >= LONG:
            add(item.person or item.unit, Ground(Cause.OVERDUE, item.code, late, item.moves))
    for county in black:
        add(county, Ground(Cause.BLACK_LIST, county))
    steps = {climb.subject: climb for climb in climbs}
    rows = []
    for who, grounds in found.items():
        climb = steps.get(who)
        rows.append(Suggestion(who, tuple(sorted(grounds, key=lambda ground: -(ground.days or 0))),
                               climb.steps[-1].merit if climb else None, climb.following if climb else MeritKind.REMINDER))
    return sorted(rows, key=lambda row: (-len(row.grounds), -row.days, codes.order(row.subject)))


# Who sees it ------------------------------------------------------------------------------------------------------------


def visible(row: Named, today: date, member: Member | None, mine: frozenset[str], actor: str) -> bool:
    """A step of the ladder is shown first to whom it concerns, to headquarters and to who took it; to everybody else from the
    next day on, or as soon as it is answered.

    ``mine``: codes of the member, and of the units and counties that are the member's own. ``member`` None: the file is not
    shared, whoever can read it sees everything.
    """
    merit = row.merit
    if member is None or not is_step(merit) or row.answers or merit.on < today:
        return True
    return at_least(member.role, Role.HQ) or merit.actor == actor or subject(merit) in mine


def may_answer(merit: Merit, member: Member | None, mine: frozenset[str]) -> bool:
    """Who is named, and headquarters on their behalf."""
    return member is None or at_least(member.role, Role.HQ) or subject(merit) in mine
