"""目标已调: what a project's light would say by the original targets, where that is worse than what it says.

Source: docs/handbook/rules.md, Targets that hold still. ``Originals`` hold what has been changed since the end of day 1.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias, TypeVar

from campaign.core import light_rules as rules
from campaign.core.dates import stored_day
from campaign.core.excused_days import NONE, Spans
from campaign.core.light_rules import Given
from campaign.core.lights import about, assess
from campaign.core.model.blocker import Blocker
from campaign.core.model.campaign import Campaign
from campaign.core.model.consent import TargetChange
from campaign.core.model.land import LandTask
from campaign.core.model.light import Assessment, Light, Reason
from campaign.core.model.project import FINISHED, Project
from campaign.core.model.snapshot import AuditEntry
from campaign.core.results import NOTHING_WAITS, Waiting

Originals: TypeAlias = Mapping[str, Mapping[str, Any]]
"""Code → field → what it was at the end of day 1, or the first of what came later."""
_Item = TypeVar("_Item", Blocker, LandTask)
RETARGETED = "retargeted"
RULES = ("progress", "start", "registration", "funds", "land", "blocker")
"""Those that rest on targets."""
_FIELDS = ("total", "plan_100", "funds_planned", "planned_start", "planned_finish")
"""Targets of a project that these rules rest on."""
_FINISHED = tuple(FINISHED)
_RANK = {Light.YELLOW: 1, Light.RED: 2}


def worse_by_original(project: Project, assessment: Assessment, campaign: Campaign, today: date, blockers: Sequence[Blocker],
                      lands: Sequence[LandTask], originals: Originals, excused: Spans = NONE,
                      judged_before: dict[str, Reason | None] | None = None, waiting: Waiting = NOTHING_WAITS,
                      ) -> tuple[Reason, ...]:
    """The reasons that the original targets would give and that are worse than its own. None of a project that is withdrawn or
    suspended. ``judged_before`` keeps what was found of blockers and land tasks, for the other projects that they are on. What is
    ``waiting`` takes away no more than it does of the light itself.
    """
    if project.withdrawn is not None or project.suspended is not None:
        return ()
    known = originals.get(project.code)
    if known is not None:
        first = {name: known[name] for name in _FIELDS if name in known}
        then = project._replace(**first)
        if then != project:
            if waiting.project is not None:
                waiting = waiting._replace(project=waiting.project._replace(**first))
            judged = assess(then, campaign, today, [_as_first_due(item, originals) for item in blockers], excused,
                            [_as_first_due(item, originals) for item in lands], waiting)
            now = {about(reason): _RANK[reason.level] for reason in reversed(assessment.reasons)}
            return tuple(reason for reason in judged.reasons
                         if reason.rule in RULES and _RANK[reason.level] > now.get(about(reason), 0))
    if (waiting.project or project).stage in _FINISHED:
        return ()
    known_items = {} if judged_before is None else judged_before
    found = []
    for items, judge in ((blockers, rules.blocker), (lands, rules.land)):
        for item in items:
            code = item.code
            if code in originals:
                if code not in known_items:
                    known_items[code] = _by_first_due(item, judge, campaign, today, originals)
                if (reason := known_items[code]) is not None:
                    found.append(reason)
    return tuple(found)


def beside(light: Assessment, worse: tuple[Reason, ...]) -> Assessment:
    """With the mark, where the originals would be ``worse``."""
    return light._replace(marks=(*light.marks, RETARGETED), by_original=worse) if worse else light


def _by_first_due(item: Any, judge: Callable[[Any, Given], Reason | None], campaign: Campaign, today: date,
                  originals: Originals) -> Reason | None:
    """What a blocker or land task would be by its first due day, where that is worse than what it is."""
    first = originals[item.code].get("due")
    if first is None or item.due is None or first >= item.due or item.due < today:
        return None  # it is late as it is, or would be no sooner: nine of ten are passed over here
    given = Given(campaign, campaign.settings, today, (0, 1))
    reason, now = judge(item._replace(due=first), given), judge(item, given)
    return reason if reason is not None and (now is None or _RANK[reason.level] > _RANK[now.level]) else None


RESTS_ON = {
    "progress": ("plan_100", "planned_start", "planned_finish"), "funds": ("funds_planned", "planned_start", "planned_finish"),
    "start": ("planned_start", "stage"), "registration": ("total",), "blocker": ("due", "hold", "about"), "land": ("due",),
    "safety": ("category",), "suspended": ("suspended", "review")}
"""Rule → the targets that it rests on: of the project, of the blocker or of the land task."""
WHOLE = ("suspended", "withdrawn")
"""Of a project: they take every rule away; whatever went or came, went or came by them."""


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


def _as_first_due(item: _Item, originals: Originals) -> _Item:
    due = originals.get(item.code, {}).get("due")
    return item if due is None else item._replace(due=due)


def agreed_in(entry: AuditEntry) -> tuple[TargetChange, ...]:
    """The changes of targets to which somebody agreed by this row of the log."""
    rows = (change["after"] for change in entry.changes if change.get("table") == "target_changes")
    return tuple(TargetChange(row["subject"], row["field"], stored_day(row["on_day"]), row["at"], row["actor"], row["before"],
                              row["after"], row["why"], row["agreed_by"])
                 for row in rows if isinstance(row, Mapping) and row["agreed_by"] is not None)
