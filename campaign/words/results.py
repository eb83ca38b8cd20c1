"""Results and reports that headquarters have decided about, as people read them."""

from collections.abc import Callable, Sequence

from campaign.core.model.consent import Result, What
from campaign.core.spot_check import ReportKind
from campaign.text import _
from campaign.words.labels import day, label, listed

One = tuple[What, str | None]
"""What is a result, and its item."""


def what_text(word: str) -> str:
    """A start, a resolution …; of a spot check which kind of report."""
    return next((label(known(word)) for known in (What, ReportKind) if word in set(known)), word)


def result_text(what: What, item: str | None) -> str:
    """``registration 2026-10``; of a report from elsewhere the number says nothing."""
    return f"{label(what)} {item}" if item and what is What.REGISTRATION else label(what)


def results_text(found: Sequence[One]) -> str:
    """What is decided together, and how much that is: ``2 results: registration 2026-10, 2026-11``."""
    last, said = None, list[str]()
    for what, item in found:
        said.append(item if item and what is last is What.REGISTRATION else result_text(what, item))
        last = what
    return listed(said) if len(found) < 2 else _("{n} results: {what}").format(n=len(found), what=listed(said))


def returned_text(row: Result, name_of: Callable[[str | None], str]) -> str:
    """Of one that was returned: what it was, why, and who did when what."""
    what = result_text(row.what, row.item)
    return _("{what} returned: {why} ({by}, {day}; entered by {name})").format(
        what=what, why=row.why, by=name_of(row.decided_by), day=day(row.decided_on), name=name_of(row.actor))
