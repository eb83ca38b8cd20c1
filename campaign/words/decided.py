"""What headquarters have decided about, as their answer says it: what it is, how much, who entered it, and for which day."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from campaign.core.model.consent import What
from campaign.core.spot_check import ReportKind
from campaign.text import _
from campaign.words.labels import day, label, listed


class Decided(NamedTuple):
    """A result, or a report that was drawn."""

    what: What | ReportKind
    number: str | None
    """The month that statistics registered; of a report how it is typed, ``seq:12``."""
    said: str
    """How much it is, and what else a report says."""
    by: str
    on: date
    """The day that it counts for, or is of."""

    @property
    def text(self) -> str:
        return " ".join(filter(None, (label(self.what), self.number, self.said)))


def decided_text(found: Sequence[Decided], name_of: Callable[[str], str]) -> str:
    """What is decided together; several are counted: ``2 results: registration 2026-10 500万, 2026-11 700万 (Li, Nov 5)``."""
    said, last = list[str](), None
    for n, row in enumerate(found):
        whose = (row.by, row.on)
        month = row.number if row.what is What.REGISTRATION and row.what is last else None
        text = " ".join(filter(None, (month, row.said))) if month else row.text
        following = found[n + 1] if n + 1 < len(found) else None
        if following is None or (following.by, following.on) != whose:
            text = _("{what} ({name}, {day})").format(what=text, name=name_of(row.by), day=day(row.on))
        said.append(text)
        last = row.what
    return listed(said) if len(found) < 2 else _("{n} results: {what}").format(n=len(found), what=listed(said))
