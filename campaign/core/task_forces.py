"""Task forces by what they have moved, dispatches by what they brought back, and who is lacking where.

Source: docs/handbook/rules.md, Task forces and dispatches. Notices, meetings and log-ins are counted nowhere.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import date
from typing import NamedTuple

from campaign.core import codes
from campaign.core.model.blocker import Blocker, BlockerState, Category, Scope
from campaign.core.model.land import Approval, ApprovalState
from campaign.core.model.people import Authority, Person, Unit
from campaign.core.model.project import Project
from campaign.core.model.task_forces import Dispatch, DispatchEntry, TaskForce, TaskForceMember

ABOVE = (Authority.PROVINCE, Authority.NATIONAL)
"""Bodies to which somebody is sent so that an approval moves."""


# Task forces ------------------------------------------------------------------------------------------------------------


def standing(force: TaskForce, today: date) -> bool:
    """Set up, and not dissolved yet; it still stands on the day on which it is dissolved."""
    return (force.since is None or force.since <= today) and (force.until is None or today <= force.until)


class Delivered(NamedTuple):
    """One report of a land task that is measured in mu and names a project of the task force."""

    task: str
    on: date
    amount: int
    """1/100 mu; a correction is negative."""
    actor: str = ""
    text: str | None = None


class Settled(NamedTuple):
    """A blocker closed, or an approval granted."""

    code: str
    on: date


class Work(NamedTuple):
    """What has happened on the projects of one task force, whenever it was; each row once, however many projects share it."""

    land: Sequence[Delivered] = ()
    closed: Sequence[Settled] = ()
    granted: Sequence[Settled] = ()


class Sums(NamedTuple):
    """What a task force has moved, in figures."""

    delivered: int = 0
    """1/100 mu; corrections are taken off."""
    closed: int = 0
    granted: int = 0


class Results(NamedTuple):
    """What a task force has moved, and the very rows that its figures are made from, oldest first."""

    land: tuple[Delivered, ...] = ()
    closed: tuple[Settled, ...] = ()
    granted: tuple[Settled, ...] = ()

    @property
    def sums(self) -> Sums:
        return Sums(sum(row.amount for row in self.land), len(self.closed), len(self.granted))


def results(force: TaskForce, work: Work, today: date) -> Results:
    """Of its span: from the day on which it was set up to today, or to the day on which it was dissolved, both included."""
    first, last = force.since or date.min, min(today, force.until or today)

    def within(row: Delivered | Settled) -> bool:
        return first <= row.on <= last

    return Results(
        tuple(sorted(filter(within, work.land), key=lambda row: (row.on, codes.order(row.task)))),
        tuple(sorted(filter(within, work.closed), key=lambda row: (row.on, codes.order(row.code)))),
        tuple(sorted(filter(within, work.granted), key=lambda row: (row.on, codes.order(row.code)))))


class Cover(NamedTuple):
    """A kind of blocker that is open on a project of a task force, and who of its members knows how to break it."""

    project: str
    category: Category
    blockers: tuple[str, ...]
    members: tuple[str, ...]
    """Nobody when empty."""


def cover(projects: Iterable[str], blockers: Iterable[Blocker], members: Sequence[TaskForceMember]) -> list[Cover]:
    """By project, then in the order of the categories. Only blockers that name the project count."""
    found: dict[tuple[str, Category], list[str]] = {}
    wanted = set(projects)
    for item in blockers:
        if item.state is not BlockerState.RESOLVED:
            for project in wanted.intersection(item.projects):
                found.setdefault((project, item.category), []).append(item.code)
    order = {category: place for place, category in enumerate(Category)}
    return [Cover(project, category, tuple(sorted(items, key=codes.order)),
                  tuple(sorted((row.person for row in members if category in row.skills), key=codes.order)))
            for (project, category), items in sorted(found.items(), key=lambda one: (codes.order(one[0][0]), order[one[0][1]]))]


# Dispatches -------------------------------------------------------------------------------------------------------------


def running(dispatch: Dispatch, today: date) -> bool:
    """Gone, and not back: not on the day of the return any more. One overdue is still away."""
    return dispatch.since <= today and (dispatch.returned is None or today < dispatch.returned)


def days_left(dispatch: Dispatch, today: date) -> int | None:
    """Days to the agreed return, today not counted; negative when it is overdue; None when nothing is agreed or they are back."""
    if dispatch.until is None or (dispatch.returned is not None and dispatch.returned <= today):
        return None
    return (dispatch.until - today).days


def days_overdue(dispatch: Dispatch, today: date) -> int:
    """Days past the agreed return while still away."""
    left = days_left(dispatch, today)
    return max(0, -left) if left is not None and running(dispatch, today) else 0


class Brought(NamedTuple):
    """What a dispatch brought back."""

    moved: tuple[str, ...] = ()
    """Approvals that an entry names, each once, in the order in which they were first named."""
    granted: tuple[str, ...] = ()
    """Those of them that were granted on or after the first day of the dispatch."""
    policies: int = 0
    """Entries without an approval: something learned."""


def brought(dispatch: Dispatch, entries: Iterable[DispatchEntry], approvals: Mapping[str, Approval]) -> Brought:
    """``approvals`` holds at least those that the entries name."""
    own = [entry for entry in entries if entry.dispatch == dispatch.code]
    moved = tuple(dict.fromkeys(entry.approval for entry in own if entry.approval is not None))
    return Brought(moved, tuple(code for code in moved if _granted_since(approvals.get(code), dispatch.since)),
                   sum(entry.approval is None for entry in own))


def _granted_since(approval: Approval | None, day: date) -> bool:
    return (approval is not None and approval.state is ApprovalState.GRANTED and approval.granted is not None
            and approval.granted >= day)


# Where somebody is lacking ----------------------------------------------------------------------------------------------


class Queue(NamedTuple):
    """Approvals that are submitted and lie with one body, of projects that go on."""

    unit: str
    waiting: int
    oldest: date
    """Day of the earliest submission."""
    over_limit: int
    """Those past their statutory limit."""


def uncovered(queues: Iterable[Queue], units: Mapping[str, Unit], dispatches: Iterable[Dispatch], today: date) -> list[Queue]:
    """Bodies of the province or the state with whom approvals lie, and to whom nobody is sent now.

    Worst first: most past the limit, then the longest wait, then most waiting.
    """
    served = {row.unit for row in dispatches if running(row, today)}
    found = [row for row in queues
             if row.waiting and row.unit not in served and (unit := units.get(row.unit)) is not None and unit.authority in ABOVE]
    return sorted(found, key=lambda row: (-row.over_limit, row.oldest, -row.waiting, codes.order(row.unit)))


class Match(NamedTuple):
    """An open blocker that no task force works on with the skill for it, and the members of others who have that skill."""

    blocker: str
    persons: tuple[str, ...]
    """Best first: of the county of one of its projects or of the unit that holds it, then who has the fewest projects."""


_NOBODY: frozenset[str] = frozenset()


class Matcher:
    """Knows who can break what, and where that skill is at work already. ``helped`` is project → task force; only task forces
    that stand count. A person's projects are those of all task forces that they are a member of.
    """

    def __init__(self, projects: Mapping[str, Project], helped: Mapping[str, str], forces: Iterable[TaskForce],
                 members: Iterable[TaskForceMember], people: Mapping[str, Person], today: date) -> None:
        self._projects = projects
        alive = {force.code for force in forces if standing(force, today)}
        members = [row for row in members if row.task_force in alive]
        self._helped = {project: force for project, force in helped.items() if force in alive}
        self._known: dict[str, set[Category]] = {}
        skilled: dict[Category, set[str]] = {}
        for row in members:
            self._known.setdefault(row.task_force, set()).update(row.skills)
            for skill in row.skills:
                skilled.setdefault(skill, set()).add(row.person)
        sizes = Counter(force for project, force in self._helped.items()
                        if project in projects and projects[project].withdrawn is None)
        load: Counter[str] = Counter()
        for row in members:
            load[row.person] += sizes[row.task_force]
        self._ranked = {skill: sorted(found, key=lambda code: (load[code], codes.order(code)))
                        for skill, found in skilled.items()}
        """By skill: who has it, the one with the fewest projects first."""
        self._having = {skill: frozenset(found) for skill, found in skilled.items()}
        self._there: dict[str, set[str]] = {}
        """County or unit → the members who are of it."""
        for row in members:
            if (person := people.get(row.person)) is not None:
                for place in filter(None, (person.county, person.unit)):
                    self._there.setdefault(place, set()).add(row.person)
        self._made: dict[tuple[Category, frozenset[str]], tuple[str, ...]] = {}
        """Of many blockers with one category nobody, or the same persons, are near."""

    def __call__(self, item: Blocker) -> Match | None:
        """None when nobody is lacking, or nobody could help.

        A blocker of a whole county names no project, so no task force could take it up: None, as for one all of whose projects
        are withdrawn.
        """
        if item.category not in self._having or item.state is BlockerState.RESOLVED or item.scope is Scope.COUNTY:
            return None
        near: Set[str] = self._there.get(item.unit or "", _NOBODY)
        alone = False
        for code in item.projects:
            project = self._projects.get(code)
            if project is None or project.withdrawn is not None:
                continue
            if item.category in self._known.get(self._helped.get(code, ""), ()):
                return None
            alone = True
            if project.county in self._there:
                near = near | self._there[project.county]
        if not alone:
            return None
        return Match(item.code, self._best(item.category, self._having[item.category].intersection(near)))

    def _best(self, skill: Category, near: frozenset[str]) -> tuple[str, ...]:
        found = self._made.get((skill, near))
        if found is None:
            ranked = self._ranked[skill]
            found = self._made[skill, near] = (*(code for code in ranked if code in near),
                                               *(code for code in ranked if code not in near))
        return found


def matches(blockers: Iterable[Blocker], matcher: Matcher) -> list[Match]:
    """Of all these blockers, the earliest due first."""
    found = [(item, match) for item in blockers if (match := matcher(item)) is not None]
    found.sort(key=lambda one: (one[0].due, codes.order(one[0].code)))
    return [match for _item, match in found]
