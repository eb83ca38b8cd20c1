"""A due day is changed by the verb of its table, which keeps why."""

from datetime import date

from campaign.store.write import Write
from campaign.store.writes.approvals import set_approval_due
from campaign.store.writes.blockers import set_due as set_blocker_due
from campaign.store.writes.land import set_land_due


def set_due(write: Write, table: str, code: str, day: date | None, why: str, on: date, version: int | None) -> str:
    """``day`` None: none any more, which only a land task can have."""
    match table:
        case "land_tasks":
            return set_land_due(write, code, day, why, on, version)
        case "approvals":
            assert day is not None
            return set_approval_due(write, code, day, why, on, version)
    assert table == "blockers" and day is not None
    return set_blocker_due(write, code, day, why, on, version)
