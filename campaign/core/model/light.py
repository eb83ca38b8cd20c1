"""The light of a project, and why it is what it is."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Light(StrEnum):
    RED = "red"
    YELLOW = "yellow"
    GREEN = "green"
    NONE = "none"
    SUSPENDED = "suspended"


WORST_FIRST = (Light.RED, Light.YELLOW, Light.GREEN, Light.NONE, Light.SUSPENDED)


_RANK = {Light.YELLOW: 1, Light.RED: 2}


class Reason(NamedTuple):
    """Why a light is what it is. ``figures`` fill the sentence of ``rule`` in ``words.light_reasons``."""

    rule: str
    """The name of one of ``core.light_rules.RULES``, or ``suspended``."""
    level: Light
    since: date
    figures: Mapping[str, object]
    blocker: str | None = None
    land: str | None = None


class Assessment(NamedTuple):
    """A project's light today and what it rests on."""

    light: Light
    reasons: tuple[Reason, ...] = ()
    """Worst first."""
    marks: tuple[str, ...] = ()
    """watermelon · waiting_city · waiting_province · waiting_national · too_late · at_risk · understaffed · retargeted ·
    unconfirmed"""
    expected: int = 0
    """Expected share of the plan, in 1/10 percent, rounded half up."""
    progress: int | None = None
    """Done share of the plan, in 1/10 percent, rounded half up; None without a positive plan."""
    open_blockers: int = 0
    overdue_blockers: int = 0
    unconfirmed: tuple[Reason, ...] = ()
    """What would be said without the results that wait, where that is worse; worst first."""
    by_original: tuple[Reason, ...] = ()
    """Of a day that was asked for: what the original targets would say, where that is worse. A situation has a method for it."""

    def marked(self, mark: str) -> "Assessment":
        """With this mark behind the others."""
        return Assessment(self.light, self.reasons, (*self.marks, mark), self.expected, self.progress, self.open_blockers,
                          self.overdue_blockers, self.unconfirmed)

    @property
    def rests(self) -> bool:
        """Whether the light would be worse without the results that wait."""
        return any(_RANK[reason.level] > _RANK.get(self.light, 0) for reason in self.unconfirmed)
