"""Candidates of the reserve: what each can still make of its lists, and how they are ranked (docs/handbook/rules.md, Reserve)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from math import floor, log
from typing import NamedTuple

from campaign.core import codes
from campaign.core.clocks import Needs
from campaign.core.model.people import Person
from campaign.core.model.project import ListEntry, ListState, Project, ProjectDetails, TargetList
from campaign.core.reserve import Gap, Held, Maturity, What, is_reserve, maturity, untaken


class Chance(StrEnum):
    """What a project can still make of the lists that it is on its way to."""

    IN_TIME = "in_time"
    AT_RISK = "at_risk"
    LISTED = "listed"
    """On its way to no other list: there is nothing left to be made."""
    TOO_LATE = "too_late"


_ORDER = (Chance.IN_TIME, Chance.AT_RISK, Chance.LISTED, None, Chance.TOO_LATE)
"""The best first. What is on its way to no list stands before what can make none any more."""


def place(chance: Chance | None) -> int:
    """0 for the best."""
    return _ORDER.index(chance)


def chance(gaps: Iterable[Gap]) -> Chance | None:
    """The best of a project's gaps; None when it is on its way to no list, or was refused."""
    return min((found for row in gaps if (found := _chance(row)) is not None), key=place, default=None)


def _chance(row: Gap) -> Chance | None:
    if row.state in (None, ListState.REJECTED):
        return None
    if row.state is ListState.LISTED:
        return Chance.LISTED
    if row.too_late:
        return Chance.TOO_LATE
    unfit = any(lack.what in (What.LEAST, What.INVESTOR) for lack in row.missing)
    return Chance.AT_RISK if unfit or row.fits is False else Chance.IN_TIME


class Weights(NamedTuple):
    """Percent of the score; they add up to 100."""

    size: int = 50
    tax: int = 30
    pull: int = 20


WEIGHTS = Weights()
_SIZE_UNIT, _TAX_UNIT = 10_000, 1_000
"""万元: sizes are compared by the logarithm of 1 + so many 亿, taxes by that of 1 + so many 1,000万."""


class Score(NamedTuple):
    """Of a candidate among the others: 0 to 100, and its parts, each 0 to 100 of the largest candidate's; None: not known."""

    score: int
    size: int | None
    tax: int | None
    pull: int | None


def scores(candidates: Iterable[tuple[Project, ProjectDetails]]) -> dict[str, Score]:
    """Code → score. What is not known counts 0. The score is the weighted sum of the whole parts, rounded half up."""
    figures = {
        project.code: (_scaled(project.total, _SIZE_UNIT), _scaled(details.expected_tax, _TAX_UNIT),
                       None if details.pull is None else float(details.pull))
        for project, details in candidates
    }
    largest = [max((row[n] or 0 for row in figures.values()), default=0) for n in range(3)]
    found = {}
    for code, row in figures.items():
        size, tax, pull = (None if value is None else floor(100 * value / most + 0.5) if most else 0
                           for value, most in zip(row, largest, strict=True))
        weighed = WEIGHTS.size * (size or 0) + WEIGHTS.tax * (tax or 0) + WEIGHTS.pull * (pull or 0)
        found[code] = Score((weighed + 50) // 100, size, tax, pull)
    return found


def _scaled(money: int | None, unit: int) -> float | None:
    return None if money is None else log(1 + max(money, 0) / unit)


class Candidate(NamedTuple):
    """A reserve project as it is listed."""

    project: Project
    details: ProjectDetails
    maturity: Maturity | None
    score: Score
    untaken: bool
    entries: tuple[ListEntry, ...]
    """In the order of ``TargetList``."""
    chance: Chance | None


def ranking(projects: Iterable[Project], details: Mapping[str, ProjectDetails], approvals: Mapping[str, Sequence[Held]],
            entries: Mapping[str, Sequence[ListEntry]], people: Mapping[str, Person], needs: Needs, today: date,
            chances: Mapping[str, Chance | None]) -> list[Candidate]:
    """Every reserve project: what can still be made first, then the best score, then the largest, then by code."""
    chosen = [(project, details.get(project.code) or ProjectDetails(project.code)) for project in projects if is_reserve(project)]
    scored, order = scores(chosen), tuple(TargetList)
    found = [Candidate(project, more, maturity(project.investor, approvals.get(project.code, ()), needs, today),
                       scored[project.code], untaken(project, people),
                       tuple(sorted(entries.get(project.code, ()), key=lambda entry: order.index(entry.list))),
                       chances.get(project.code))
             for project, more in chosen]
    return sorted(found, key=lambda row: (place(row.chance), -row.score.score, -(row.project.total or 0),
                                          codes.order(row.project.code)))
