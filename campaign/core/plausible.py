"""What cannot be, and what is unlikely: typed facts in; errors, or doubts to be answered, out.

Source: docs/handbook/rules.md, Plausible. Asked inside every write (``store.plausible``) and of every row of a seed folder.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import accumulate
from typing import Any, NamedTuple

from campaign.core.errors import BadInput, Refused

LARGE = 1_000
"""万元: a report of no more is never called large."""
LATELY = 14
"""Days within which a blocker of the same kind was closed."""
FAR = 30
"""Days to the first due day of a blocker that nobody doubts."""
SPANS = (("planned_start", "planned_finish"), ("started", "finished"))
"""Of a project: what comes first."""


class Doubt(NamedTuple):
    """Something unlikely: which, and the figures that say so. The same facts make the same doubt."""

    key: str
    """Of its sentence in ``words.doubts``."""
    facts: tuple[tuple[str, object], ...] = ()


class Doubtful(Refused):
    """What was to be written is unlikely: nothing is written until somebody says that it is so."""

    def __init__(self, doubts: Iterable[Doubt]) -> None:
        self.doubts = tuple(doubts)
        super().__init__("doubtful", doubts=self.doubts)


class _Everything:
    """Of all doubts it was said that it is so."""

    def __contains__(self, doubt: object) -> bool:
        return True


ASSURED: Container[Doubt] = _Everything()


def doubt(key: str, **facts: object) -> Doubt:
    return Doubt(key, tuple(facts.items()))


# What cannot be ---------------------------------------------------------------------------------------------------------


def check_figures(row: Mapping[str, Any], changed: Container[str]) -> None:
    """Of a project as it will be; what does not change now was so before. Days as ISO text. Raises ``BadInput``."""
    for first, last in SPANS:
        if (first in changed or last in changed) and row.get(first) and row.get(last) and row[last] < row[first]:
            raise BadInput("finish_before_start", field=last if last in changed else first, finish=row[last], start=row[first])
    plan, total = row.get("plan_100"), row.get("total")
    if ("plan_100" in changed or "total" in changed) and plan and total and plan > total:
        raise BadInput("plan_over_total", field="plan_100" if "plan_100" in changed else "total", plan=plan, total=total)


def lowest(daily: Iterable[tuple[str, int]], since: str) -> int:
    """The lowest that a sum stands at the end of a day from ``since`` on; ``daily``: what each day adds, in their order."""
    running, least = 0, 0
    for day, amount in daily:
        running += amount
        if day >= since:
            least = min(least, running)
    return least


def left_of(amount: int, daily: Sequence[tuple[str, int]], on: str) -> int:
    """What is left of an amount reported on a day, if it was corrected since: how far the sum has stood above what it was before
    that day, at the least. Of a negative one all is left.
    """
    stands = accumulate(added for day, added in daily if day >= on)
    return max(min(amount, *stands), 0) if amount > 0 else amount


# What is unlikely -------------------------------------------------------------------------------------------------------


def report(money: int, plan: int | None, total: int | None, done: int) -> Iterator[Doubt]:
    """Of one report of a project; ``done``: all that was invested before it, what was before the campaign included."""
    if plan and money > LARGE and money * 2 > plan:
        yield doubt("report_large", money=money, plan=plan)
    if total and money > 0 and done + money > total:
        yield doubt("report_beyond", money=money, left=total - done, total=total)


def first_due(since: date, due: date) -> Iterator[Doubt]:
    """``since``: the day on which it is said."""
    if (days := (due - since).days) > FAR:
        yield doubt("due_far", due=due.isoformat(), days=days)


def closed_lately(opened: date, closed: Iterable[tuple[str, str, date]]) -> Iterator[Doubt]:
    """``closed``: code and title of those of its category on its projects, and the day on which each was closed."""
    for code, title, on in closed:
        if (opened - on).days <= LATELY:
            yield doubt("closed_lately", blocker=code, title=title, day=on.isoformat())


def same_project(name: str, national_code: str | None, others: Iterable[tuple[str, str | None]]) -> Iterator[Doubt]:
    """``others``: code and national code of those of that name in the county."""
    for code, other in others:
        if not (national_code and other and national_code != other):
            yield doubt("project_twin", name=name, code=code)


def same_person(name: str, others: Iterable[tuple[str, str]]) -> Iterator[Doubt]:
    """``others``: code and post of everyone of that name."""
    found = tuple(others)
    if found:
        yield doubt("person_twin", name=name, twins=found)


def is_away(on: str, since: str, returned: str | None) -> bool:
    """Whether a dispatch keeps somebody elsewhere on that day: not on the day of the return any more."""
    return since <= on and (returned is None or on < returned)
