"""目标已调: what a project's light would say by the original targets, where that is worse than what it says.

Source: docs/handbook/rules.md, Targets that hold still. ``Originals`` hold what has been changed since the end of day 1.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, TypeAlias, TypeVar

from campaign.core.dates import stored_day
from campaign.core.excused_days import Spans
from campaign.core.light_rules import RULES, Given, blocker, blocker_level, land, land_level
from campaign.core.lights import about, assess, ordered
from campaign.core.model.blocker import Blocker
from campaign.core.model.campaign import Campaign, Settings
from campaign.core.model.consent import TargetChange
from campaign.core.model.land import LandTask
from campaign.core.model.light import Assessment, Light, Reason
from campaign.core.model.project import FINISHED, Project
from campaign.core.model.snapshot import AuditEntry, Snapshot
from campaign.core.results import NOTHING_WAITS, Waiting

Originals: TypeAlias = Mapping[str, Mapping[str, Any]]
"""Code → field → what it was at the end of day 1, or the first of what came later."""
NEVER: Mapping[str, Any] = {}
"""Of what has never been changed."""
_Item = TypeVar("_Item", Blocker, LandTask)
RESTS_ON = {
    "progress": ("plan_100", "planned_start", "planned_finish"), "funds": ("funds_planned", "planned_start", "planned_finish"),
    "start": ("planned_start", "stage"), "registration": ("total",), "blocker": ("due", "hold", "about"), "land": ("due",),
    "safety": ("category",), "suspended": ("suspended", "review")}
"""Rule → the targets that it rests on: of the project, of the blocker or of the land task."""
WHOLE = ("suspended", "withdrawn")
"""Of a project: they take every rule away; whatever went or came, went or came by them."""
_FIELDS = ("total", "plan_100", "funds_planned", "planned_start", "planned_finish")
"""Targets of a project of which there are originals."""
_FINISHED = tuple(FINISHED)
_RED = Light.RED
_RANK = {Light.YELLOW: 1, Light.RED: 2}


def by_original(project: Project, light: Assessment, campaign: Campaign, today: date, blockers: Sequence[Blocker], excused: Spans,
                lands: Sequence[LandTask], originals: Originals, waiting: Waiting = NOTHING_WAITS) -> tuple[Reason, ...]:
    """The reasons that the original targets would give and that are worse than those of its ``light``: worst first. None of a
    project that is withdrawn or suspended. What is ``waiting`` takes away no more than it does of the light itself.
    """
    if project.withdrawn is not None or project.suspended is not None:
        return ()
    known = originals.get(project.code, NEVER)
    then, finished = _then(project, known), project.stage in _FINISHED
    if waiting.changes:  # everything anew
        if waiting.project is not None:
            waiting = waiting._replace(project=_then(waiting.project, known))
        judged = assess(then, campaign, today, [_as_first_due(item, originals) for item in blockers], excused,
                        [_as_first_due(item, originals) for item in lands], waiting)
        return tuple(_beyond(light, judged.reasons))
    given, found = Given.of(then, campaign, today, excused), []
    if then is not project:
        said = [judge(then, given) for judge in _reached(tuple(known), finished)]
        found += _beyond(light, [reason for reason in said if reason is not None])
    if not finished:
        late = [land(item, given, due) for item, due in _first_due(lands, originals, given)]
        late += [blocker(item, given, due) for item, due in _first_due(blockers, originals, given)]
        found += [reason for reason in late if reason is not None]
    return ordered(found)


def _beyond(light: Assessment, reasons: Iterable[Reason]) -> list[Reason]:
    """Those that rest on targets and are worse than what the light says of the same."""
    now = _levels(light)
    return [reason for reason in reasons if reason.rule in RESTS_ON and _worse(reason.level, now.get(about(reason)))]


def _first_due(items: Iterable[_Item], originals: Originals, given: Given) -> Iterator[tuple[_Item, date]]:
    """Those that would be worse by their first due day, and that day."""
    for item in items:
        due = originals.get(item.code, NEVER).get("due")
        if due is not None and _late(item, due, given.today, given.settings):
            yield item, due


def put_off(known: Iterable[tuple[str, Mapping[str, Any]]], snapshot: Snapshot, today: date) -> list[Blocker | LandTask]:
    """Of codes with their originals: the blockers and land tasks that would be worse by their first due day. No reason is made
    for that.
    """
    blockers, lands, settings, found = snapshot.blockers, snapshot.lands, snapshot.campaign.settings, []
    for code, originals in known:
        if (first := originals.get("due")) is not None:
            item: Blocker | LandTask | None = blockers.get(code) or lands.get(code)
            if item is not None and _late(item, first, today, settings):
                found.append(item)
    return found


def _late(item: Blocker | LandTask, first: date, today: date, settings: Settings) -> bool:
    """Whether it would be worse by its first due day."""
    due = item.due
    if due is not None and (first >= due or due < today):  # a later day says nothing worse; what is overdue anyway is so
        return False
    if isinstance(item, Blocker):
        level = blocker_level(item, first, today, settings)
        return level is not None and _worse(level, blocker_level(item, item.due, today, settings))
    return _worse(land_level(first, today, settings), land_level(due, today, settings))


def _worse(level: Light | None, now: Light | None) -> bool:
    """Of yellow, red and None."""
    return level is not None and level is not now and now is not _RED


def _levels(light: Assessment) -> dict[tuple[str, str | None], Light]:
    """What each rule says; of several that say it of the same thing, the worst."""
    return {about(reason): reason.level for reason in reversed(light.reasons)}


@cache
def _reached(fields: tuple[str, ...], finished: bool) -> list[Callable[[Any, Given], Reason | None]]:
    """The rules about a project that these targets of it reach."""
    return [rule.judge for rule in RULES if not rule.on and (rule.finished or not finished)
            and not set(fields).isdisjoint(RESTS_ON.get(rule.name, ()))]


def _then(project: Project, known: Mapping[str, Any]) -> Project:
    """The very same, if nothing was another."""
    changed = {name: known[name] for name in _FIELDS if name in known and known[name] != getattr(project, name)}
    return project._replace(**changed) if changed else project


def _as_first_due(item: _Item, originals: Originals) -> _Item:
    due = originals.get(item.code, NEVER).get("due")
    return item if due is None else item._replace(due=due)


def moved_by(code: str, went: Sequence[Reason], changes: Iterable[TargetChange]) -> tuple[TargetChange, ...]:
    """Of the changes made meanwhile, those of targets that these reasons of a project's light rested on: they went by them,
    as nothing was solved.
    """
    rests = {(reason.blocker or reason.land or code, field) for reason in went for field in RESTS_ON.get(reason.rule, ())}
    rests |= {(code, field) for field in WHOLE} if went else set()
    rests |= {(code, "county") for reason in went if reason.blocker or reason.land}  # what is on a whole county
    return tuple(change for change in changes if (change.subject, change.field) in rests)


def turned_by(code: str, was: Assessment, now: Assessment, changes: Iterable[TargetChange]) -> tuple[TargetChange, ...]:
    """Of the changes of targets made between the two, those by which the light is another one now: reasons came or went by them
    that are worse than the better of the two lights, a reason that has become milder or worse included.
    """
    found = {(about(reason), reason.level): reason for reason in was.reasons}
    there = {(about(reason), reason.level): reason for reason in now.reasons}
    better = min(_RANK.get(was.light, 0), _RANK.get(now.light, 0))
    moved = [(found.get(key) or there[key]) for key in found.keys() ^ there.keys() if _RANK.get(key[1], 0) > better]
    return moved_by(code, moved, changes)


def agreed_in(entry: AuditEntry) -> tuple[TargetChange, ...]:
    """The changes of targets to which somebody agreed by this row of the log."""
    rows = (change["after"] for change in entry.changes if change.get("table") == "target_changes")
    return tuple(TargetChange(row["subject"], row["field"], stored_day(row["on_day"]), row["at"], row["actor"], row["before"],
                              row["after"], row["why"], row["agreed_by"])
                 for row in rows if isinstance(row, Mapping) and row["agreed_by"] is not None)
