"""People and units as ``campaign people`` and ``units`` list them."""

from collections.abc import Mapping

from campaign import words
from campaign.core import blockers as rules
from campaign.core.model.light import WORST_FIRST, Light
from campaign.core.model.people import Person, Unit
from campaign.core.situation import Situation
from campaign.tables.table import Column, Listing, Plain, Record, Table
from campaign.words.labels import NOTHING


def lights(counted: Mapping[Light, int]) -> Record:
    return {light.value: counted.get(light, 0) for light in WORST_FIRST}


People = Listing[Person]


def person(told: People, row: Person) -> Record:
    return {"code": row.code, "name": row.name, "post": row.post, "rank": row.rank, "unit": row.unit,
            "unit_name": told.name(row.unit), "county": row.county, "county_name": told.name(row.county),
            "leader": row.leader, "version": row.version}


PEOPLE = Table[People, Person](
    "people", columns=(
        Column("code", plain=Plain()), Column("name", plain=Plain(flexible=True)), Column("post", plain=Plain(flexible=True)),
        Column("rank", plain=Plain()), Column("unit", plain=Plain(lambda row: row["unit_name"] or NOTHING, flexible=True)),
        Column("county", plain=Plain(lambda row: row["county_name"] or NOTHING, flexible=True)),
        Column("leader", plain=Plain(lambda row: words.yes(row["leader"])))),
    record=person)


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
