"""Blockers as they are listed: what is frozen by which, and what ``--json`` prints of one."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from campaign.core import blockers as rules
from campaign.core.model.blocker import Blocker, Event, EventKind, Scope
from campaign.core.model.land import LandTask
from campaign.core.situation import Situation
from campaign.tables.table import Listing, Record
from campaign.tables.values import iso


class Frozen:
    """What blockers and land tasks freeze. County-wide ones share one pass over their county; of one situation."""

    def __init__(self, situation: Situation) -> None:
        self._situation = situation
        self._counties: dict[str, tuple[int, int, int]] = {}

    def hit(self, row: Blocker | LandTask) -> tuple[int, int, int]:
        """Projects, 万元, leaders."""
        if row.scope is not Scope.COUNTY:
            return self._hit(row)
        county = row.county or ""
        found = self._counties.get(county)
        if found is None:
            found = self._counties[county] = self._hit(row)
        return found

    def _hit(self, row: Blocker | LandTask) -> tuple[int, int, int]:
        return rules.blast(row, self._situation.snapshot.projects, self._situation.projects_of_county)[:3]

    def record(self, row: Blocker | LandTask) -> Record:
        return dict(zip(("projects", "total", "leaders"), self.hit(row), strict=True))


class Blockers(Listing[Blocker]):
    """``moves``: of each the events of that kind; others are passed over. ``sort``: what the groups stand by."""

    def __init__(self, situation: Situation, rows: Mapping[str, Blocker], moves: Mapping[str, Sequence[Event]] | None = None,
                 sort: str = "due") -> None:
        super().__init__(situation, rows)
        self.moves, self.sort = moves or {}, sort

    @cached_property
    def frozen(self) -> Frozen:
        return Frozen(self.situation)


def record(told: Blockers, row: Blocker) -> Record:
    situation = told.situation
    today = situation.today
    return {
        "code": row.code,
        "title": row.title,
        "category": row.category,
        "scope": row.scope,
        "projects": list(row.projects),
        "county": row.county,
        "county_name": told.name(row.county),
        "unit": row.unit,
        "unit_name": told.name(row.unit),
        "person": row.person,
        "person_name": told.name(row.person),
        "authority": row.authority,
        "level": row.level,
        "state": row.state,
        "opened": iso(row.opened),
        "due": iso(row.due),
        "days_overdue": rules.days_overdue(row, today),
        "days_left": rules.days_left(row, today),
        "days_held": rules.days_held(row, today),
        "moves": [
            {"from": event.source, "to": event.target, "at": iso(event.on), "did": event.text, "by": event.actor}
            for event in told.moves.get(row.code, ()) if event.kind is EventKind.MOVE
        ],
        "flags": list(situation.flags(row)),
        "upward_due": rules.upward_due(row, today),
        "blast": told.frozen.record(row),
        "hold_reason": row.hold_reason,
        "held_on": iso(row.held_on),
        "review": iso(row.review),
        "escalated": iso(row.escalated),
        "resolved": iso(row.resolved),
        "resolution": row.resolution,
        "on_site": row.on_site,
        "land_task": row.land_task,
        "approval": row.approval,
        "confirmed": row.confirmed,
        "confirmed_by": row.confirmed_by,
        "confirmed_on": iso(row.confirmed_on),
        "version": row.version,
    }
