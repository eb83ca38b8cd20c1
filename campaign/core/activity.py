"""What a leader has done, by day: projects claimed, sites visited, blockers solved. Deeds only: no score, no rank.

Source: docs/handbook/rules.md, Dossier.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from campaign.core.codes import canonical, order
from campaign.core.model.blocker import Blocker, Scope
from campaign.core.model.people import County
from campaign.core.model.project import Change, Channel, Project, Visit

LEADER = "leader"
"""Field of the ``Change`` by which a project gets its leader."""
_BLOCKER = re.compile(r"(?<![A-Za-z0-9])B[0-9]+(?![0-9])")


class DeedKind(StrEnum):
    LED = "led"
    """Leads it; nobody knows since when."""
    CLAIMED = "claimed"
    VISITED = "visited"
    SOLVED = "solved"


class Deed(NamedTuple):
    on: date | None
    """None: before anything was written down."""
    kind: DeedKind
    code: str
    """Project; of ``solved`` the blocker."""
    text: str | None
    """VISITED: what was solved. SOLVED: how. CLAIMED: code of the leader before."""
    channel: Channel | None = None
    """VISITED: how."""


def deeds(person: str, projects: Mapping[str, Project], counties: Mapping[str, County], changes: Iterable[Change],
          visits: Iterable[Visit], blockers: Iterable[Blocker]) -> list[Deed]:
    """Of one person, the oldest first; what has no day at the end.

    ``changes``: every project's changes of leader, in order. ``visits``: this person's. ``blockers``: all, resolved ones too. A
    blocker counts once: it was in this person's name, or named in one of these visits, or on a project that this person led on
    that day, or on a whole county of this person's.
    """
    moved: dict[str, list[Change]] = {}
    for change in changes:
        if change.field == LEADER:
            moved.setdefault(change.project, []).append(change)
    found = [Deed(change.on, DeedKind.CLAIMED, change.project, None if change.before is None else str(change.before))
             for rows in moved.values() for change in rows if change.after == person]
    claimed = {deed.code for deed in found}
    found += [Deed(None, DeedKind.LED, code, None) for code, row in projects.items()
              if row.leader == person and row.withdrawn is None and code not in claimed]
    named: set[str] = set()
    for visit in visits:
        found.append(Deed(visit.on, DeedKind.VISITED, visit.project, visit.solved, visit.channel))
        named.update(code for word in _BLOCKER.findall(visit.solved or "") if (code := canonical(word)) is not None)

    def led(blocker: Blocker, day: date) -> bool:
        if blocker.scope is Scope.COUNTY:
            county = counties.get(blocker.county or "")
            return county is not None and county.leader == person
        return any(leader_on(day, row, moved.get(code, ())) == person for code in blocker.projects
                   if (row := projects.get(code)) is not None)

    for item in blockers:
        day = item.resolved
        if day is not None and (item.person == person or item.code in named or led(item, day)):
            found.append(Deed(day, DeedKind.SOLVED, item.code, item.resolution))
    return sorted(found, key=lambda deed: (deed.on or date.max, list(DeedKind).index(deed.kind), order(deed.code)))


class Presence(NamedTuple):
    """Visits on site. Two to one site on one day are one day there."""

    days: int
    visits: int


def on_site(found: Iterable[Deed]) -> Presence:
    """How often somebody was on site, by this person's deeds; a call is none."""
    sites = [(deed.on, deed.code) for deed in found if deed.kind is DeedKind.VISITED and deed.channel is Channel.SITE]
    return Presence(len(set(sites)), len(sites))


def leader_on(day: date, project: Project, changes: Iterable[Change]) -> str | None:
    """Who led a project at the end of a day, by its changes of leader in order."""
    leader, first = None, True
    for change in changes:
        if change.on > day:
            # The first change tells who led before it.
            return leader if not first else None if change.before is None else str(change.before)
        leader, first = None if change.after is None else str(change.after), False
    return project.leader if first else leader
