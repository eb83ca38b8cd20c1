"""The wall chart (挂图作战): a card per project with its light, what is due next, how far it is, its flags. Pure.

What stands on it; how it is drawn and cut into pages is ``campaign.cli``'s.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from campaign.core.codes import order
from campaign.core.due_days import DueDay, Flags, flags, next_due
from campaign.core.model.light import WORST_FIRST, Light
from campaign.core.model.people import Rank
from campaign.core.model.project import Project
from campaign.core.situation import Situation
from campaign.tables.cells import name_of, short_light, why
from campaign.tables.project_cells import missed
from campaign.text import _
from campaign.words import day
from campaign.words.due_days import what_text
from campaign.words.spacing import tight

_RANKS = {rank: at for at, rank in enumerate(Rank)}


class By(StrEnum):
    """What the cards stand under."""

    COUNTY = "county"
    LEADER = "leader"


class Due(NamedTuple):
    """``day`` and how far it is: ``5 days late``; ``late``: it has passed."""

    day: str
    left: str
    what: str
    late: bool


class Card(NamedTuple):
    code: str
    name: str
    light: Light
    word: str
    """Of the light; ``?`` behind a doubtful green."""
    beside: str
    """The leader, where cards stand under counties, else the county."""
    why: str
    due: Due | None
    done: int | None
    """1/1000 of the plan; None without a plan."""
    expected: int
    missed: bool
    flags: Flags


class Group(NamedTuple):
    name: str
    note: str
    cards: Sequence[Card]
    lights: Mapping[Light, int]
    flags: Flags


def groups(situation: Situation, days: Mapping[str, Sequence[DueDay]], by: By) -> list[Group]:
    """Every project that is not withdrawn. Counties by code, leaders by rank: they keep their places on the wall from week to
    week; who has none is last. In a group the worst comes first, then what is due first.
    """
    told = situation.snapshot
    under: dict[str | None, list[Project]] = {}
    for row in told.projects.values():
        if row.withdrawn is None:
            under.setdefault(row.county if by is By.COUNTY else row.leader, []).append(row)

    def place(code: str | None) -> tuple[object, ...]:
        if code is None:
            return (1,)
        return (0, _RANKS[told.people[code].rank] if by is By.LEADER and code in told.people else 0, order(code))

    nobody = _("No county") if by is By.COUNTY else _("No leader")
    found = []
    for code in sorted(under, key=place):
        rows = sorted(under[code], key=lambda row: _worst(situation, row, days.get(row.code, ())))
        cards = [_card(situation, row, days.get(row.code, ()), by) for row in rows]
        person = told.people.get(code or "") if by is By.LEADER else None
        found.append(Group(nobody if code is None else name_of(situation, code), "" if person is None else person.post, cards,
                           Counter(card.light for card in cards), total(situation, days, rows)))
    return found


def total(situation: Situation, days: Mapping[str, Sequence[DueDay]], rows: Iterable[Project]) -> Flags:
    """Of these projects: what several of them wait for has one flag."""
    tasks = {(one.code, one.kind, one.word): one for row in rows for one in days.get(row.code, ())}
    return flags(tasks.values(), situation.snapshot.campaign.first_day, situation.today)


def _worst(situation: Situation, row: Project, days: Sequence[DueDay]) -> tuple[object, ...]:
    due = next_due(days)
    return WORST_FIRST.index(situation.assessments[row.code].light), date.max if due is None else due.day, order(row.code)


def _card(situation: Situation, row: Project, days: Sequence[DueDay], by: By) -> Card:
    judged, campaign = situation.assessments[row.code], situation.snapshot.campaign
    doubt = "?" if "watermelon" in judged.marks else ""
    due = next_due(days)
    said, _tone = why(row, judged)
    return Card(
        row.code, row.name, judged.light, short_light(judged.light) + doubt,
        name_of(situation, row.leader if by is By.COUNTY else row.county), tight(said),
        None if due is None else _due(due, row.name, situation.today, campaign.first_day),
        None if not row.plan_100 or row.plan_100 < 0 else max(min(1000 * row.done_100 // row.plan_100, 1000), 0), judged.expected,
        missed(judged), flags(days, campaign.first_day, situation.today))


def _due(due: DueDay, project: str, today: date, first_day: date) -> Due:
    left = (due.day - today).days
    said = _("late {n}d").format(n=-left) if left < 0 else _("{n}d left").format(n=left) if left else _("today")
    title = due.title.removeprefix(project).strip() or due.title  # most begin with the name that stands above
    return Due(day(due.day, first_day), tight(said), what_text(due._replace(title=title)), left < 0)

