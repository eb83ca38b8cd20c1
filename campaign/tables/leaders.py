"""Leaders and what each of them carries: the table of screen 2, and ``campaign leaders``."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from campaign.core import blockers as rules
from campaign.core.codes import by_length
from campaign.core.facts import has_started
from campaign.core.leaders import claimed_major, unclaimed
from campaign.core.model.light import WORST_FIRST, Light
from campaign.core.model.people import Person, Rank
from campaign.core.model.project import FINISHED, Project, Stage
from campaign.core.situation import Situation
from campaign.tables.people import lights
from campaign.tables.table import Column, Keyed, Listing, Plain, Record, Table
from campaign.tables.tones import Piece
from campaign.text import N_, _
from campaign.words import money

_RANKS = {rank: i for i, rank in enumerate(Rank)}
_NOT_TO_SEE = 0


class Load(NamedTuple):
    """What one leader carries. Withdrawn projects are not counted; ``total`` is in 万元, ``unseen`` in days (see ``unseen``)."""

    projects: int = 0
    red: int = 0
    yellow: int = 0
    green: int = 0
    other: int = 0
    """Not assessed or suspended."""
    overdue: int = 0
    """Overdue blockers, each counted once."""
    total: int = 0
    unseen: int = 0
    suspended: int = 0
    """Of the others."""

    @property
    def lights(self) -> Mapping[Light, int]:
        return {Light.RED: self.red, Light.YELLOW: self.yellow, Light.GREEN: self.green,
                Light.NONE: self.other - self.suspended, Light.SUSPENDED: self.suspended}


def unseen(situation: Situation, project: Project) -> int:
    """Days since anyone was on site; since the start if nobody ever was; 0 when there is no site to see."""
    today = situation.today
    if project.last_visit is not None:
        return max((today - project.last_visit).days, 0)
    if project.stage is Stage.BUILDING and project.started is not None and has_started(project, today):
        return (today - project.started).days
    return _NOT_TO_SEE


def absent(situation: Situation, project: Project) -> int | None:
    """Days since its present leader was on site, once they are as many as doubt a green light; 0: never there, though work has
    begun. None: been there lately, or there is nobody or nothing to be seen.
    """
    today = situation.today
    if project.leader is None or project.stage in FINISHED:
        return None
    if project.leader_visit is None:
        return 0 if project.stage is Stage.BUILDING and has_started(project, today) else None
    days = (today - project.leader_visit).days
    return days if days >= situation.snapshot.campaign.settings.watermelon_visit else None


def load(situation: Situation, projects: Iterable[str]) -> Load:
    """Of these projects together."""
    lights = dict.fromkeys(WORST_FIRST, 0)
    late: set[str] = set()
    count = total = longest = 0
    for code in projects:
        found, project = situation.assessments[code], situation.snapshot.projects[code]
        count += 1
        lights[found.light] += 1
        total += project.total or 0
        longest = max(longest, unseen(situation, project))
        if found.overdue_blockers:
            late.update(item.code for item in situation.blockers_of(code) if rules.overdue(item, situation.today))
    other = lights[Light.NONE] + lights[Light.SUSPENDED]
    return Load(count, lights[Light.RED], lights[Light.YELLOW], lights[Light.GREEN], other, len(late), total, longest,
                lights[Light.SUSPENDED])


class Leaders(Listing[Person]):
    """With the projects that each leads."""

    def __init__(self, situation: Situation, rows: Mapping[str, Person], loads: Mapping[str, Load] | None = None) -> None:
        """``loads``: where they are known already."""
        super().__init__(situation, rows)
        self._loads = loads

    @cached_property
    def led(self) -> Mapping[str, Mapping[Light, int]]:
        """By their lights, withdrawn ones left out: one pass for a whole list."""
        found: dict[str, Counter[Light]] = {}
        for row in self.situation.snapshot.projects.values():
            if row.leader is not None and row.withdrawn is None:
                found.setdefault(row.leader, Counter())[self.situation.assessments[row.code].light] += 1
        return found

    @cached_property
    def loads(self) -> Mapping[str, Load]:
        if self._loads is not None:
            return self._loads
        led: dict[str, list[str]] = {}
        for code, project in self.situation.snapshot.projects.items():
            if project.leader is not None and project.withdrawn is None:
                led.setdefault(project.leader, []).append(code)
        return {leader: load(self.situation, projects) for leader, projects in led.items()}

    def load(self, code: str) -> Load:
        return self.loads.get(code) or Load()


def record(told: Leaders, row: Person) -> Record:
    led = told.led.get(row.code, {})
    return {"code": row.code, "name": row.name, "post": row.post, "rank": row.rank, "projects": sum(led.values()),
            "lights": lights(led), "claimed_major": claimed_major(told.situation, row.code), "version": row.version}


def _about(told: Leaders, row: Person) -> Iterator[str | None]:
    yield from (row.rank, row.unit, row.county)
    if unclaimed(told.situation, row.code):
        yield "unclaimed"


def by_rank(told: Leaders) -> Keyed:
    """The order of the board: by rank, then the worst first."""
    def by(code: str) -> tuple[object, ...]:
        found = told.load(code)
        return (_RANKS[told.rows[code].rank], -found.red, -found.overdue, -found.yellow, *by_length(code))

    return by


def _most(of: Callable[[Load], int]) -> Callable[[Leaders], Keyed]:
    return lambda told: lambda code: -of(told.load(code))


def _number(n: int, tone: str = "") -> Piece:
    """Noughts are left out, so that what is there stands out."""
    return str(n or ""), tone


def _major(told: Leaders, row: Person) -> Piece:
    return (_("not yet"), "yellow") if unclaimed(told.situation, row.code) else _number(told.situation.majors[row.code])


def _total(told: Leaders, row: Person) -> Piece:
    total = told.load(row.code).total
    return money(total) if total else "", ""


LEADERS = Table[Leaders, Person](
    "leaders",
    columns=(
        Column("code", plain=Plain()),
        Column("name", N_("Leader"), 14, lambda told, row: (row.name, ""), 8, flex=1, plain=Plain(flexible=True),
               sort=lambda told: lambda code: told.rows[code].name),
        Column("post", N_("Post"), 18, lambda told, row: (row.post, "quiet"), 10, flex=2, gives=3, plain=Plain(flexible=True),
               sort=lambda told: lambda code: told.rows[code].post),
        Column("rank", sort=by_rank, plain=Plain()),
        Column("projects", N_("Proj."), 5, lambda told, row: _number(told.load(row.code).projects), align="right", gives=2,
               sort=_most(lambda found: found.projects), plain=Plain(right=True)),
        Column("lights", plain=Plain()),
        Column("red", N_("Red"), 4, lambda told, row: _number(told.load(row.code).red, "red"), align="right",
               sort=_most(lambda found: found.red), lit=True),
        Column("yellow", N_("Yel."), 4, lambda told, row: _number(told.load(row.code).yellow, "yellow"), align="right",
               sort=_most(lambda found: found.yellow), lit=True),
        Column("green", N_("Grn."), 4, lambda told, row: _number(told.load(row.code).green, "green"), align="right", gives=4,
               sort=_most(lambda found: found.green)),
        Column("overdue", N_("Late"), 5, lambda told, row: _number(told.load(row.code).overdue, "red"), align="right",
               sort=_most(lambda found: found.overdue), lit=True),
        Column("major", N_("Major"), 7, _major, align="right", gives=1, plain=Plain(key="claimed_major"),
               sort=lambda told: lambda code: -told.situation.majors[code]),
        Column("total", N_("Total"), 10, _total, 9, align="right", gives=2, sort=_most(lambda found: found.total)),
    ),
    sorts=("rank",), printed=("code", "name", "post", "rank"), record=record, about=_about,
    called=lambda told, row: f"{row.name} {row.post}")
