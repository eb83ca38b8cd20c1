"""Rows as ``--json`` prints them: stable keys, codes, money in 万元, ISO days. Everything else derives from them."""

from collections.abc import Mapping
from typing import Any

from campaign.core import leagues
from campaign.core.facts import share
from campaign.core.leagues import LeagueStanding
from campaign.core.model.blocker import Event
from campaign.core.model.people import County
from campaign.core.model.project import Progress, ProjectDetails, Visit
from campaign.core.model.snapshot import AuditEntry
from campaign.core.situation import Situation
from campaign.tables.people import Shares
from campaign.tables.values import Row, iso, percent
from campaign.words import verb_text

# The columns of each list, in order: they head a CSV file even when it has no rows.
PARTS = tuple(f"{part}_{key}" for part in leagues.PARTS for key in ("pct", "met", "due"))
COUNTY = ("code", "name", "leader", "leader_name", "projects", "lights", "plan_100", "done_100", "progress_pct", "expected_pct",
          "zone", "rank", "rank_before", "change", "score", *PARTS, "target_missed", "red", "black", "exempt", "version")
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


def entry(row: AuditEntry) -> Row:
    """An audit row: ``code`` is what it was done to."""
    return {"code": row.subject, "seq": row.seq, "at": row.at, "actor": row.actor, "verb": row.verb, "text": verb_text(row),
            "touched": list(row.touched), "changes": list(row.changes), "request": row.request, "undoes": row.undoes,
            "hash": row.hash}
