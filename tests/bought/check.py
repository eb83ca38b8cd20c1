"""A sequence of one member's verbs, carried out for real, and what it has bettered."""

from collections.abc import Iterator, Mapping
from collections.abc import Sequence as Some
from pathlib import Path
from typing import NamedTuple

from hypothesis import strategies as st

from campaign.core.model.project import Project
from tests.bought import lists
from tests.bought.city import COUNTY, LEADER, OWN, UNIT, Place
from tests.bought.outcome import Outcome, bettered, lowered, outcome
from tests.bought.verbs import Step, steps

ON_THE_SPOT = ("--on-site", "--safety", "--quality", "--by")
"""What a report brings along that is no report."""
NOT_ALLOWED = 6
"""The exit code."""
FREE_HARM = frozenset({"edit", "reopen", "claim"})
"""By these, who has a hand in another county's project makes it worse openly: a plan raised, a due day brought forward, a blocker
reopened are free for everybody (docs/handbook/rules.md); the places that it loses are somebody's.
A list of projects edits, too.
"""
MEMBERS = (COUNTY, UNIT, LEADER)
Sequence = tuple[str, tuple[Step, ...]]


def _any() -> st.SearchStrategy[Step]:
    return st.integers(0, 9).flatmap(lambda drawn: steps() if drawn else lists.imports())


def sequences() -> st.SearchStrategy[Sequence]:
    return st.tuples(st.sampled_from(MEMBERS), st.lists(st.deferred(_any), min_size=1, max_size=7).map(tuple))


class Run(NamedTuple):
    """What became of a sequence."""

    done: tuple[Step, ...]
    """The lines that were carried out."""
    reports: tuple[tuple[int, Step], ...]
    """Those of them that headquarters can draw and that stand, with the days that had passed."""
    days: int


def carry_out(place: Place, person: str, wanted: Some[Step]) -> Run:
    done: list[Step] = []
    written: list[tuple[int, Step]] = []
    days = 0
    for step in wanted:
        if step.days:
            place.later(step.days)
            days += step.days
            continue
        seq = place.seq()
        said = place.enter(person, step.words, step.stdin)
        # A list of which some was refused has written the rest; that somebody may not leaves a line in the log, and nothing else.
        if place.seq() == seq or said.code == NOT_ALLOWED:
            continue
        done.append(step)
        if step.words[0] == "undo":
            written.pop()
        else:
            written.append((days, step))
    return Run(tuple(done), tuple(one for one in written if one[1].reports), days)


def only_reports(place: Place, person: str, run: Run) -> None:
    """The same days, and of what was done only the reports."""
    passed = 0
    for days, step in run.reports:
        place.later(days - passed)
        passed = days
        words = list(step.words)
        for option in ON_THE_SPOT:
            if option in words:
                at = words.index(option)
                del words[at:at + (1 if option == "--on-site" else 2)]
        table = lists.only_reports(step) if step.table else step
        place.enter(person, words, table.stdin)
    place.later(run.days - passed)


def seen(place: Place) -> Outcome:
    session = place.session()
    try:
        return outcome(session)
    finally:
        session.close()


class City(NamedTuple):
    template: Path
    keys: Mapping[str, str]
    folder: Path

    def place(self, name: str) -> Place:
        return Place(self.template, self.keys, self.folder / f"{name}.db")


def found(city: City, person: str, wanted: Some[Step]) -> list[str]:
    """What the member's sequence has bettered of their own, or lowered of others."""
    place, base = city.place("work"), city.place("base")
    run = carry_out(place, person, wanted)
    if not run.done:
        return []
    only_reports(base, person, run)
    before, after = seen(base), seen(place)
    return judged(before, after, person, run)


def judged(before: Outcome, after: Outcome, person: str, run: Run) -> list[str]:
    """Likewise, all of it; ``before`` has the reports already that ``run`` brought."""
    leader = LEADER if person == LEADER else None

    def own(row: Project) -> bool:
        return row.leader == leader if leader else row.county == OWN

    counties = frozenset(before.league)
    harmless = not any(step.words[0] in FREE_HARM or (step.table and not step.reports) for step in run.done)
    problems = [*bettered(before, after, counties if leader else frozenset({OWN}), own, leader, ranks=harmless)]
    others = counties - {OWN}
    if harmless or leader:
        problems += lowered(before, after, others if not leader else frozenset({"C03", "C04", "C05", "C06"}))
    return problems


def told(wanted: Sequence) -> Iterator[str]:
    person, walked = wanted
    for step in walked:
        yield f"{step.days} days later" if step.days else f"{person}: {step}"
