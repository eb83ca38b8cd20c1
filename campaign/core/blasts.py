"""What stands in the way of most: every blocker and late land task with what it freezes, and what solving one would free.

Source: docs/handbook/rules.md, Blockers. A blocker and the land task that it points to are one thing: they count once, the
blocker stands for both. Money is in 万元, unknown totals as 0.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from campaign.core.blockers import Blast, unfinished
from campaign.core.codes import by_length, order
from campaign.core.land import overdue
from campaign.core.model.blocker import Blocker, Scope
from campaign.core.model.land import LandTask
from campaign.core.situation import Situation


class BlastPlace(NamedTuple):
    """A blocker that is not resolved, or a late land task to which none points."""

    code: str
    also: str | None
    """The late land task that the blocker stands for."""
    hit: Blast


class Frees(NamedTuple):
    """What would be free if one of them were solved."""

    projects: int
    total: int
    leaders: int
    still_held: int
    """Projects that it freezes, and that something else would hold even then."""
    codes: tuple[str, ...] = ()
    """Of the projects that would be free."""
    held: tuple[str, ...] = ()
    """Of those that would not."""


def standing(situation: Situation) -> list[BlastPlace]:
    """All of them; the one that freezes most projects first, then the one with most money."""
    blockers, lands, today = situation.snapshot.blockers, situation.snapshot.lands, situation.today
    by_county: dict[str | None, Blast] = {}

    def hit(item: Blocker | LandTask) -> Blast:
        if item.scope is not Scope.COUNTY:
            return situation.blast(item.code)
        if item.county not in by_county:  # the same for all that is on that county
            by_county[item.county] = situation.blast(item.code)
        return by_county[item.county]

    found = []
    for item in blockers.values():
        task = _late_task(situation, item)
        both = hit(item) if task is None else _blast(situation, {*hit(item).codes, *hit(task).codes})
        found.append(BlastPlace(item.code, None if task is None else task.code, both))
    pointed = {item.land_task for item in blockers.values()}
    found += [BlastPlace(task.code, None, hit(task)) for task in lands.values()
              if task.code not in pointed and overdue(task, today)]
    return sorted(found, key=lambda one: (-one.hit.projects, -one.hit.total, order(one.code)))


def in_all(situation: Situation, found: Iterable[BlastPlace]) -> Blast:
    """What they freeze together, each project once."""
    return _blast(situation, {code for one in found for code in one.hit.codes})


def frees(situation: Situation, code: str) -> Frees:
    """What solving a blocker or land task, and with it the other of its pair, would free.

    A project stays held while another blocker on it is not resolved or another land task late. KeyError for a code of nothing
    that is still open.
    """
    solved, hit = together(situation, code)
    held = tuple(project for project in hit.codes if holders(situation, project).difference(solved))
    free = _blast(situation, set(hit.codes).difference(held))
    return Frees(free.projects, free.total, free.leaders, len(held), free.codes, held)


def together(situation: Situation, code: str) -> tuple[frozenset[str], Blast]:
    """The codes that are one thing with ``code``, itself included, and what they freeze. KeyError as ``frees``."""
    hit = situation.blast(code)
    if (item := situation.snapshot.blockers.get(code)) is not None:
        task = _late_task(situation, item)
        others = [] if task is None else [task.code]
    else:
        others = [other for other, row in situation.snapshot.blockers.items() if row.land_task == code]
    if not others:
        return frozenset((code,)), hit
    codes = set(hit.codes).union(*(situation.blast(other).codes for other in others))
    return frozenset((code, *others)), _blast(situation, codes)


def holders(situation: Situation, project: str) -> set[str]:
    """Codes of the unresolved blockers and late land tasks on a project."""
    found = {item.code for item in situation.blockers_of(project)}
    return found.union(task.code for task in situation.lands_of(project) if overdue(task, situation.today))


def would_freeze(situation: Situation, projects: Sequence[str], county: str | None) -> Blast:
    """What a new blocker or land task on these projects, or on a whole county, would freeze. Unknown codes are passed over."""
    if county is None:
        return _blast(situation, {code for code in projects if code in situation.snapshot.projects})
    rows = situation.snapshot.projects
    return _blast(situation, {code for code in situation.projects_of_county(county) if unfinished(rows[code])})


def _late_task(situation: Situation, item: Blocker) -> LandTask | None:
    """The land task that a blocker points to, when it is late."""
    task = situation.snapshot.lands.get(item.land_task or "")
    return task if task is not None and overdue(task, situation.today) else None


def _blast(situation: Situation, codes: Iterable[str]) -> Blast:
    """Of the projects with these codes that are not withdrawn, each once, in the order of their codes."""
    rows = situation.snapshot.projects
    hit = [rows[code] for code in sorted(codes, key=by_length) if rows[code].withdrawn is None]
    leaders = {row.leader for row in hit if row.leader is not None}
    return Blast(len(hit), sum(row.total or 0 for row in hit), len(leaders), tuple(row.code for row in hit))
