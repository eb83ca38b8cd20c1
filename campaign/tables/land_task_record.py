"""Land tasks as they are listed: what they freeze, which blockers point to them, and what ``--json`` prints of one."""

from collections.abc import Mapping
from functools import cached_property

from campaign.core import codes
from campaign.core import land as rules
from campaign.core.facts import share as part_of
from campaign.core.model.land import LandTask
from campaign.tables.blocker_record import Frozen
from campaign.tables.table import Listing, Record
from campaign.tables.values import iso, percent


class LandTasks(Listing[LandTask]):
    """With what they freeze, or would, and the blockers that point to them."""

    @cached_property
    def frozen(self) -> Frozen:
        return Frozen(self.situation)

    @cached_property
    def pointing(self) -> Mapping[str, list[str]]:
        """Land task → the unresolved blockers that point to it."""
        found: dict[str, list[str]] = {}
        for row in self.situation.snapshot.blockers.values():
            if row.land_task is not None:
                found.setdefault(row.land_task, []).append(row.code)
        return {code: sorted(blockers, key=codes.order) for code, blockers in found.items()}


def quantity(amount: int | None) -> float | None:
    """434.9 of 43490."""
    return None if amount is None else amount / 100


def record(told: LandTasks, row: LandTask) -> Record:
    """Quantities are in whole measures: 434.9."""
    today = told.situation.today
    return {
        "code": row.code,
        "name": row.name,
        "kind": row.kind,
        "scope": row.scope,
        "projects": list(row.projects),
        "county": row.county,
        "county_name": told.name(row.county),
        "authority": row.authority,
        "unit": row.unit,
        "unit_name": told.name(row.unit),
        "person": row.person,
        "person_name": told.name(row.person),
        "measure": row.measure,
        "target": quantity(row.target),
        "done": quantity(row.done),
        "done_pct": percent(part_of(row.done, row.target or 0)),
        "opened": iso(row.opened),
        "due": iso(row.due),
        "days_overdue": rules.days_overdue(row, today),
        "days_left": rules.days_left(row, today),
        "accepted": iso(row.accepted),
        "how": row.how,
        "blast": told.frozen.record(row),
        "blockers": told.pointing.get(row.code, []),
        "confirmed": row.confirmed,
        "confirmed_by": row.confirmed_by,
        "confirmed_on": iso(row.confirmed_on),
        "version": row.version,
    }
