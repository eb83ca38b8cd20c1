"""What is read of leads, beside their rows."""

from datetime import date

from campaign.store import rows
from campaign.store.store import Store


def last_entries(store: Store) -> dict[str, date]:
    """Lead → the day of the last entry about it."""
    with store.reading() as connection:
        return {lead: rows.day(on) for lead, on in
                connection.execute("SELECT lead, max(on_day) FROM lead_events GROUP BY lead")}
