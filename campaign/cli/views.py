"""Rows as ``--json`` prints them: stable keys, codes, money in 万元, ISO days. Everything else derives from them."""

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any

from campaign.core import blockers as rules
from campaign.core import leagues
from campaign.core.facts import share
from campaign.core.leaders import claimed_major
from campaign.core.leagues import LeagueStanding
from campaign.core.model.blocker import Event
from campaign.core.model.light import WORST_FIRST, Light
from campaign.core.model.people import County, Person, Unit
from campaign.core.model.project import Progress, Project, ProjectDetails, Visit
from campaign.core.model.snapshot import AuditEntry
from campaign.core.situation import Situation
from campaign.tables.values import Row, iso, percent
from campaign.words import verb_text

# The columns of each list, in order: they head a CSV file even when it has no rows.
LEADER = ("code", "name", "post", "rank", "projects", "lights", "claimed_major", "version")
PERSON = ("code", "name", "post", "rank", "unit", "unit_name", "county", "county_name", "leader", "version")
PARTS = tuple(f"{part}_{key}" for part in leagues.PARTS for key in ("pct", "met", "due"))
COUNTY = ("code", "name", "leader", "leader_name", "projects", "lights", "plan_100", "done_100", "progress_pct", "expected_pct",
          "zone", "rank", "rank_before", "change", "score", *PARTS, "target_missed", "red", "black", "exempt", "version")
UNIT = ("code", "name", "authority", "county", "county_name", "blockers", "overdue", "version")
ENTRY = ("code", "seq", "at", "actor", "verb", "text", "touched", "changes", "request", "undoes", "hash")


def _name(things: Mapping[str, Any], code: str | None) -> str | None:
    thing = things.get(code) if code is not None else None
    return None if thing is None else thing.name


def details(row: ProjectDetails) -> Row:
    """What only ``show`` tells of a project."""
    return {name: value for name, value in row._asdict().items() if name != "code"}


def progress(row: Progress) -> Row:
    return {**row._asdict(), "on": iso(row.on)}


def visit(situation: Situation, row: Visit) -> Row:
    return {**row._asdict(), "on": iso(row.on), "person_name": _name(situation.snapshot.people, row.person)}


def event(row: Event) -> Row:
    return {"kind": row.kind, "on": iso(row.on), "at": row.at, "by": row.actor, "from": row.source, "to": row.target,
            "text": row.text}


def lights(counted: Mapping[Light, int]) -> Row:
    return {light.value: counted.get(light, 0) for light in WORST_FIRST}


class Shares:
    """Projects and their lights per leader, county and unit, withdrawn ones left out: one pass for a whole list."""

    def __init__(self, situation: Situation, column: str) -> None:
        self.found: dict[str, dict[Light, int]] = {}
        get: Callable[[Project], str | None] = attrgetter(column)
        for row in situation.snapshot.projects.values():
            code = get(row)
            if code is not None and row.withdrawn is None:
                counted = self.found.setdefault(code, {})
                light = situation.assessments[row.code].light
                counted[light] = counted.get(light, 0) + 1

    def of(self, code: str) -> Row:
        counted = self.found.get(code, {})
        return {"projects": sum(counted.values()), "lights": lights(counted)}


def leader(situation: Situation, row: Person, shares: Shares) -> Row:
    return {"code": row.code, "name": row.name, "post": row.post, "rank": row.rank, **shares.of(row.code),
            "claimed_major": claimed_major(situation, row.code), "version": row.version}


def person(situation: Situation, row: Person) -> Row:
    told = situation.snapshot
    return {"code": row.code, "name": row.name, "post": row.post, "rank": row.rank, "unit": row.unit,
            "unit_name": _name(told.units, row.unit), "county": row.county, "county_name": _name(told.counties, row.county),
            "leader": row.leader, "version": row.version}


def county(situation: Situation, row: County, shares: Shares, place: LeagueStanding) -> Row:
    sums = situation.tally(row.code)
    return {"code": row.code, "name": row.name, "leader": row.leader,
            "leader_name": _name(situation.snapshot.people, row.leader), **shares.of(row.code), "plan_100": sums.plan,
            "done_100": sums.done, "progress_pct": percent(share(sums.done, sums.plan)),
            "expected_pct": percent(leagues.due(situation.snapshot.campaign, situation.today)), "zone": row.zone,
            "rank": place.rank, "rank_before": place.rank_before, "change": place.change, "score": place.score / 10,
            **_parts(place), "target_missed": place.target_missed, "red": place.red, "black": place.black, "exempt": place.exempt,
            "version": row.version}


def _parts(place: LeagueStanding) -> Row:
    parts = [getattr(place, part) for part in leagues.PARTS]
    return dict(zip(PARTS, [figure for part in parts for figure in (percent(part.pct), part.met, part.due)], strict=True))


def unit(situation: Situation, row: Unit, held: Mapping[str, tuple[int, int]]) -> Row:
    """``held``: unresolved and overdue blockers in each unit's hands."""
    blockers, overdue = held.get(row.code, (0, 0))
    return {"code": row.code, "name": row.name, "authority": row.authority, "county": row.county,
            "county_name": _name(situation.snapshot.counties, row.county), "blockers": blockers, "overdue": overdue,
            "version": row.version}


def held(situation: Situation) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for row in situation.snapshot.blockers.values():
        if row.unit is not None:
            blockers, overdue = found.get(row.unit, (0, 0))
            found[row.unit] = blockers + 1, overdue + rules.overdue(row, situation.today)
    return found


def entry(row: AuditEntry) -> Row:
    """An audit row: ``code`` is what it was done to."""
    return {"code": row.subject, "seq": row.seq, "at": row.at, "actor": row.actor, "verb": row.verb, "text": verb_text(row),
            "touched": list(row.touched), "changes": list(row.changes), "request": row.request, "undoes": row.undoes,
            "hash": row.hash}
