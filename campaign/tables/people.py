"""Leaders, people and units as ``campaign leaders``, ``people`` and ``units`` list them."""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property

from campaign import words
from campaign.core import blockers as rules
from campaign.core.leaders import claimed_major, unclaimed
from campaign.core.model.light import WORST_FIRST, Light
from campaign.core.model.people import Person, Unit
from campaign.core.situation import Situation
from campaign.tables.table import Column, Listing, Plain, Record, Table
from campaign.text import N_
from campaign.words import label
from campaign.words.labels import NOTHING


def lights(counted: Mapping[Light, int]) -> Record:
    return {light.value: counted.get(light, 0) for light in WORST_FIRST}


class People(Listing[Person]):
    """With the projects that each leads, withdrawn ones left out."""

    @cached_property
    def led(self) -> Mapping[str, Mapping[Light, int]]:
        """By their lights: one pass for a whole list."""
        found: dict[str, Counter[Light]] = {}
        for row in self.situation.snapshot.projects.values():
            if row.leader is not None and row.withdrawn is None:
                found.setdefault(row.leader, Counter())[self.situation.assessments[row.code].light] += 1
        return found


def leader(told: People, row: Person) -> Record:
    led = told.led.get(row.code, {})
    return {"code": row.code, "name": row.name, "post": row.post, "rank": row.rank, "projects": sum(led.values()),
            "lights": lights(led), "claimed_major": claimed_major(told.situation, row.code), "version": row.version}


def person(told: People, row: Person) -> Record:
    return {"code": row.code, "name": row.name, "post": row.post, "rank": row.rank, "unit": row.unit,
            "unit_name": told.name(row.unit), "county": row.county, "county_name": told.name(row.county),
            "leader": row.leader, "version": row.version}


def _about(told: People, row: Person) -> Iterator[str | None]:
    yield from (row.rank, row.unit, row.county)
    if unclaimed(told.situation, row.code):
        yield "unclaimed"


_NAMED = (
    Column[People, Person]("code", N_("Code"), cell=lambda told, row: (row.code, ""), plain=Plain()),
    Column[People, Person]("name", N_("Name"), cell=lambda told, row: (row.name, ""), plain=Plain(flexible=True)),
    Column[People, Person]("post", N_("Post"), cell=lambda told, row: (row.post, ""), plain=Plain(flexible=True)),
    Column[People, Person]("rank", N_("Rank"), cell=lambda told, row: (label(row.rank), ""), plain=Plain()))
LEADERS = Table[People, Person](
    "leaders", columns=(*_NAMED, Column("projects", plain=Plain(right=True)), Column("lights", plain=Plain()),
                        Column("claimed_major", plain=Plain())),
    record=leader, about=_about,
    called=lambda told, row: f"{row.name} {row.post}")
PEOPLE = Table[People, Person](
    "people", columns=(
        *_NAMED, Column("unit", plain=Plain(lambda row: row["unit_name"] or NOTHING, flexible=True)),
        Column("county", plain=Plain(lambda row: row["county_name"] or NOTHING, flexible=True)),
        Column("leader", plain=Plain(lambda row: words.yes(row["leader"])))),
    record=person,
    about=_about)


class Units(Listing[Unit]):
    """With the unresolved and the overdue blockers in each unit's hands."""

    def __init__(self, situation: Situation, rows: Mapping[str, Unit]) -> None:
        super().__init__(situation, rows)
        self.held: dict[str, tuple[int, int]] = {}
        for row in situation.snapshot.blockers.values():
            if row.unit is not None:
                blockers, overdue = self.held.get(row.unit, (0, 0))
                self.held[row.unit] = blockers + 1, overdue + rules.overdue(row, situation.today)


def unit(told: Units, row: Unit) -> Record:
    blockers, overdue = told.held.get(row.code, (0, 0))
    return {"code": row.code, "name": row.name, "authority": row.authority, "county": row.county,
            "county_name": told.name(row.county), "blockers": blockers, "overdue": overdue, "version": row.version}


UNITS = Table[Units, Unit](
    "units", columns=(
        Column("code", plain=Plain()), Column("name", plain=Plain(flexible=True)), Column("authority", plain=Plain()),
        Column("county", plain=Plain(lambda row: row["county_name"] or NOTHING, flexible=True)),
        Column("blockers", plain=Plain(right=True)), Column("overdue", plain=Plain(right=True))),
    record=unit)
