"""What a row of the log says to people, wherever it is printed."""

from campaign.core import codes
from campaign.core.dates import parse_instant, zone
from campaign.core.model.snapshot import AuditEntry
from campaign.service import Session
from campaign.store.queries import names as names_queries
from campaign.store.queries.land import land_tasks
from campaign.words.changes import changes_text
from campaign.words.labels import NOTHING


def local(session: Session, at: str) -> str:
    """An instant on the campaign's own clock."""
    return parse_instant(at).astimezone(zone(session.campaign.time_zone)).strftime("%m-%d %H:%M")


def changed(session: Session, entry: AuditEntry) -> str:
    """What an entry changed, in words."""
    def name_of(code: str | None) -> str:
        return NOTHING if code is None else names_queries.name_of(session.store, codes.kind_of(code), code) or code

    return changes_text(entry, name_of, lambda code: land_tasks(session.store, [code]).get(code))
