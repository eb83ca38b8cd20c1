"""The working calendar."""

from datetime import date

from campaign.core.clocks import Calendar
from campaign.store import rows
from campaign.store.deadlines import read_calendar
from campaign.store.store import Store


def calendar(store: Store) -> Calendar:
    """The State Council's working days, the campaign's own table over them."""
    with store.reading() as connection:
        return read_calendar(connection)


def calendar_days(store: Store) -> list[tuple[date, bool, str]]:
    """The campaign's own table: day, whether it is worked, why."""
    return [(rows.day(day), working == 1, why)
            for day, working, why in store.fetch("SELECT day, working, why FROM calendar_days ORDER BY day")]
