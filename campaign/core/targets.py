"""Which changes of a target are free for everybody, and which need the consent of headquarters.

Source: docs/handbook/rules.md, Targets that hold still. Values are as they are stored: ISO text for a day, 万元 for money, codes;
None and 0 of money are empty.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from campaign.core.model.blocker import Category
from campaign.core.model.campaign import Campaign
from campaign.core.model.leads import LeadStage
from campaign.core.model.project import Stage


class Seen(NamedTuple):
    """A record before the change, as the rules see it."""

    row: Mapping[str, Any]
    """Its columns."""
    after: Mapping[str, Any]
    """Those that are to change."""
    campaign: Campaign
    lacking: bool = False
    """Of a project: a required approval is not granted."""


Rule = Callable[[Any, Any, Seen], bool]
"""Before, after, and the whole record → whether the change is free."""
HOLD = timedelta(days=14)
_STAGES = tuple(Stage)


def is_free(kind: str, field: str, before: Any, after: Any, seen: Seen) -> bool:
    """Whether everybody may change ``field`` of a record of ``kind`` so. ``before`` may be older than the row's own value: what
    one typed oneself today is judged by what was there before.
    """
    return before == after or _RULES.get((kind, field), _filling)(before, after, seen)


def _filling(before: Any, after: Any, seen: Seen) -> bool:
    return before is None


def _never(before: Any, after: Any, seen: Seen) -> bool:
    return False


def _filled_unless(held: Callable[[Mapping[str, Any]], bool]) -> Rule:
    """An empty one may be filled, unless the record is such."""
    return lambda before, after, seen: before is None and not held(seen.row)


def _raised(filling: Callable[[Mapping[str, Any]], bool]) -> Rule:
    """More is free; filling an empty one is where ``filling`` says so."""
    def free(before: Any, after: Any, seen: Seen) -> bool:
        return filling(seen.row) if not before else (after or 0) > before

    return free


def _plan(row: Mapping[str, Any]) -> bool:
    return bool(row["plan_100"])


def _money(row: Mapping[str, Any]) -> bool:
    return bool(row["done_100"] or row["last_money"])


def _start(row: Mapping[str, Any]) -> bool:
    return row["started"] is not None


def _total(before: Any, after: Any, seen: Seen) -> bool:
    row = seen.row
    major = row["leader"] is not None and (after or 0) >= seen.campaign.settings.major_min
    return not before and row["registered"] is None and not major


def _ended(before: Any, after: Any, seen: Seen) -> bool:
    return after is None


def _review(before: Any, after: Any, seen: Seen) -> bool:
    """It goes with the suspension that it ends."""
    return after is None and seen.after.get("suspended", seen.row["suspended"]) is None


def _stage(before: Any, after: Any, seen: Seen) -> bool:
    forward = _STAGES.index(after) >= _STAGES.index(before)
    return forward and not (after == Stage.PERMITTED and seen.lacking)


def _earlier(before: Any, after: Any, seen: Seen) -> bool:
    """A due day that is brought forward, or given where there was none."""
    return before is None or bool(after is not None and after < before)


def _blocker_due(before: Any, after: Any, seen: Seen) -> bool:
    """Not out of the campaign: what was due before it is in no rate."""
    first = seen.campaign.first_day.isoformat()
    return _earlier(before, after, seen) and not (after < first <= (before or after))


def _land_due(before: Any, after: Any, seen: Seen) -> bool:
    last = seen.campaign.last_day.isoformat()
    if after is None:
        return False
    return bool(after <= last if before is None else after < before <= last)


def _category(before: Any, after: Any, seen: Seen) -> bool:
    return bool(before != Category.SAFETY)


def _before_signing(before: Any, after: Any, seen: Seen) -> bool:
    """A lead is measured from its signing on."""
    return not _signed(seen.row)


def _before_signing_or_filled(before: Any, after: Any, seen: Seen) -> bool:
    return before is None or not _signed(seen.row)


def _signed(row: Mapping[str, Any]) -> bool:
    return row["stage"] in (LeadStage.SIGNED, LeadStage.LANDED) and row["dropped"] is None


_RULES: Mapping[tuple[str, str], Rule] = {
    ("project", "total"): _total,
    ("project", "plan_year"): _raised(lambda row: True),
    ("project", "plan_100"): _raised(lambda row: False),
    ("project", "funds_planned"): _raised(lambda row: not row["funds_100"]),
    ("project", "planned_start"): _filled_unless(
        lambda row: _plan(row) or bool(row["funds_planned"]) or _money(row) or _start(row)),
    ("project", "planned_finish"): _filled_unless(lambda row: _plan(row) or row["finished"] is not None),
    ("project", "suspended"): _ended, ("project", "review"): _review,
    ("project", "withdrawn"): _never,
    ("project", "county"): _filled_unless(lambda row: _money(row) or _start(row)),
    ("project", "provincial_key"): _never,
    ("project", "stage"): _stage,
    ("land_task", "target"): _raised(lambda row: not row["done"]),
    ("land_task", "due"): _land_due,
    ("approval", "due"): _earlier,
    ("blocker", "due"): _blocker_due,
    ("blocker", "category"): _category,
    ("lead", "total"): _before_signing,
    ("lead", "county"): _before_signing_or_filled, ("lead", "leader"): _before_signing_or_filled,
}
"""Kind and field → its rule; of the other targets and results an empty one may be filled, and nothing else."""


def hold_is_free(due: date, held_before: bool, today: date, review: date) -> bool:
    """A blocker may be put on hold once by whoever has it, before it is overdue and for 14 days at most."""
    return not held_before and today <= due and review <= today + HOLD
