"""What a county or leader is seen by, and whether it has become better: the oracle of everything that must not be bought."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from campaign.core.facts import NOTHING, Tally, tally
from campaign.core.leaderboards import Entry
from campaign.core.leagues import PARTS, LeagueStanding
from campaign.core.model.consent import Result, ResultState, What
from campaign.core.model.light import Assessment, Light
from campaign.core.model.merits import Board
from campaign.core.model.project import Project
from campaign.core.situation import Situation
from campaign.service.leaderboards import boards
from campaign.service.league import league
from campaign.service.session import Session
from tests.store.world import MORNING

BADNESS = {Light.RED: 2, Light.YELLOW: 1}
TAKES: Mapping[What, frozenset[str]] = {
    What.START: frozenset({"start"}), What.REGISTRATION: frozenset({"registration"}), What.FINISH: frozenset({"start", "stale"}),
    What.RESOLUTION: frozenset({"blocker", "safety"}), What.ACCEPTANCE: frozenset({"land"})}
"""Whose red goes at once, marked 待核实, when such a result is entered."""
BEGIN = MORNING.date()
"""The day on which a sequence begins."""
RATES = (("start", "start_met", "start_due"), ("finish", "finish_met", "finish_due"),
         ("registration", "registration_met", "registration_due"), ("funds", "funds", "funds_plan"))


class Outcome(NamedTuple):
    """Of one database on one day."""

    league: Mapping[str, LeagueStanding]
    boards: Mapping[tuple[Board, str], Entry]
    rates: Mapping[str, Tally]
    """By county and by leader: sums in which what is not confirmed is not."""
    lights: Mapping[str, Assessment]
    projects: Mapping[str, Project]
    waiting: Mapping[str, tuple[Result, ...]]
    places: Mapping[str, tuple[str, ...]]
    """Blocker or land task → the projects that it concerns."""
    held: frozenset[str]
    """Blockers on hold."""


def outcome(session: Session) -> Outcome:
    situation = session.situation()
    told = situation.snapshot
    found = {(board, entry.code): entry for board, entries in boards(session, situation).items() for entry in entries}
    return Outcome({row.county: row for row in league(session, situation)}, found, _rates(situation), situation.assessments,
                   told.projects, told.uncounted, _places(situation),
                   frozenset(code for code, row in told.blockers.items() if row.state == "on_hold"))


def _places(situation: Situation) -> dict[str, tuple[str, ...]]:
    return {code: tuple(situation.scope({code})) for code in (*situation.snapshot.blockers, *situation.snapshot.lands)}


def _rates(situation: Situation) -> dict[str, Tally]:
    found: dict[str, Tally] = {}
    told = situation.snapshot
    for code, row in told.projects.items():
        sums = tally(counted(row, told.uncounted.get(code, ())), situation.today, told.campaign.settings)
        for key in filter(None, (row.county, row.leader)):
            found[key] = found.get(key, NOTHING).plus(sums)
    return found


def counted(row: Project, uncounted: tuple[Result, ...]) -> Project:
    """The project as if what is not confirmed had not been entered."""
    for result in uncounted:
        match result.what:
            case What.START:
                row = row._replace(started=None)
            case What.FINISH:
                row = row._replace(finished=None, stage=type(row.stage)(result.before or row.stage))
            case What.REGISTRATION if result.item is None:
                row = row._replace(registered=None)
            case What.ADDED:
                row = row._replace(withdrawn="unconfirmed")
    return row


# Better ------------------------------------------------------------------------------------------------------------------


def bettered(before: Outcome, after: Outcome, counties: frozenset[str], own: Callable[[Project], bool], leader: str | None,
             ranks: bool = True) -> Iterator[str]:
    """What is better ``after``: of these counties, the projects that are ``own``, and a leader. ``ranks``: places count too, also
    such as others have lost.
    """
    for county in sorted(counties):
        was, now = before.league[county], after.league[county]
        yield from _league(was, now, ranks or now.score > was.score)
    for key in sorted({*counties, *filter(None, [leader])}):
        yield from _boards(before, after, key)
        yield from _confirmed(key, before.rates.get(key, NOTHING), after.rates.get(key, NOTHING))
    for code, row in before.projects.items():
        if own(row):
            yield from lights(code, before, after)


def lowered(before: Outcome, after: Outcome, counties: frozenset[str]) -> Iterator[str]:
    """What is worse of these counties."""
    for county in sorted(counties):
        was, now = before.league[county], after.league[county]
        if now.score < was.score:
            yield f"league {county}: lowered from {was.score} to {now.score}"
        if now.black and not was.black:
            yield f"league {county}: put on the black list"


def _league(was: LeagueStanding, now: LeagueStanding, ranks: bool) -> Iterator[str]:
    for name, old, new in zip(PARTS, was.parts, now.parts, strict=True):
        if (new.pct or 0) > (old.pct or 0):
            yield f"league {was.county} {name}: from {old} to {new}"
    if now.score > was.score:
        yield f"league {was.county}: score from {was.score} to {now.score}"
    if ranks and now.rank < was.rank:
        yield f"league {was.county}: rank from {was.rank} to {now.rank}"
    if ranks and (now.red > was.red or now.black < was.black):
        yield f"league {was.county}: lists from {was.red, was.black} to {now.red, now.black}"


def _boards(before: Outcome, after: Outcome, key: str) -> Iterator[str]:
    for board in Board:
        was, now = before.boards.get((board, key)), after.boards.get((board, key))
        if now is None:
            continue
        sign = -1 if board is Board.APPROVALS else 1
        if was is None or _worth(now, sign) > _worth(was, sign) or (now.money or 0) > (was.money or 0):
            yield f"board {board} {key}: from {was} to {now}"


def _worth(entry: Entry, sign: int) -> Any:
    return (sign * entry.share, 0) if entry.share is not None else (0, entry.counted)


def _confirmed(key: str, was: Tally, now: Tally) -> Iterator[str]:
    for name, met, due in RATES:
        old, new = ((getattr(sums, met), getattr(sums, due)) for sums in (was, now))
        if new[1] and (not old[1] or new[0] * old[1] > old[0] * new[1]) and new[0]:
            yield f"rate {key} {name}: from {old} to {new}"


def lights(code: str, before: Outcome, after: Outcome) -> Iterator[str]:
    """Reasons of a project that are gone or paler, without a result that waits, a hold or a suspension that was ended."""
    was, now = before.lights[code], after.lights[code]
    row = after.projects[code]
    if before.projects[code].suspended is not None and row.suspended is None and row.withdrawn is None:
        return
    levels = {_about(reason): BADNESS.get(reason.level, 0) for reason in reversed(now.reasons)}
    taken = {rule for result in _waiting(after, code) for rule in TAKES.get(result.what, ())}
    for reason in was.reasons:
        item, level = reason.blocker or reason.land, BADNESS.get(reason.level, 0)
        if reason.rule in taken or (item is not None and any(reason.rule in TAKES.get(result.what, ())
                                                             for result in _waiting(after, item))):
            continue
        if item in after.held and item not in before.held:
            level = min(level, 1)
        if levels.get(_about(reason), 0) < level:
            yield f"light {code}: {reason.rule} {item or ''} from {reason.level} to {now.light} {now.reasons}"
    marks = {mark for mark in now.marks if mark.startswith("waiting")} - set(was.marks)
    if marks and now.light is Light.RED and was.light is Light.RED and not _in_higher_hands(before, now):
        yield f"light {code}: marked {marks}"


def _in_higher_hands(before: Outcome, now: Assessment) -> bool:
    """Whether it is by new blockers alone that a project waits: the authority of the unit in whose hands one is put is taken when
    it is opened, and excuses what turns red after that day (PRODUCT.md §10).
    """
    red = [reason for reason in now.reasons if reason.level is Light.RED]
    return all(reason.blocker is not None and reason.blocker not in before.places if reason.rule in ("blocker", "land")
               else reason.since > BEGIN for reason in red)


def unmarked(before: Outcome, after: Outcome) -> list[str]:
    """Projects that have lost a mark of something amiss; that nobody was on site ends with a visit."""
    return [code for code, was in before.lights.items() if set(was.marks) - set(after.lights[code].marks) - {"watermelon"}]


def _waiting(after: Outcome, code: str) -> tuple[Result, ...]:
    return tuple(row for row in after.waiting.get(code, ()) if row.state is ResultState.WAITING)


def _about(reason: Any) -> tuple[str, str | None]:
    return reason.rule, reason.blocker or reason.land
