"""Results and reports that headquarters have decided about, as people read them."""

from collections.abc import Callable

from campaign.core.model.consent import Result, What
from campaign.core.spot_check import ReportKind
from campaign.text import _
from campaign.words.labels import day, label


def what_text(word: str) -> str:
    """A start, a resolution …; of a spot check which kind of report."""
    return next((label(known(word)) for known in (What, ReportKind) if word in set(known)), word)


def result_text(what: What, item: str | None) -> str:
    """``registration 2026-10``; of a report from elsewhere the number says nothing."""
    return f"{label(what)} {item}" if item and what is What.REGISTRATION else label(what)


def returned_text(row: Result, name_of: Callable[[str | None], str]) -> str:
    """Of one that was returned: what it was, why, and who did when what."""
    what = result_text(row.what, row.item)
    return _("{what} returned: {why} ({by}, {day}; entered by {name})").format(
        what=what, why=row.why, by=name_of(row.decided_by), day=day(row.decided_on), name=name_of(row.actor))
