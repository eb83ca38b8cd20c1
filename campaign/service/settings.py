"""The campaign itself: change its settings and its working days, take back one's own last write."""

from campaign.clean import clean
from campaign.core.clocks import Calendar
from campaign.core.model.campaign import Settings
from campaign.core.model.snapshot import AuditEntry
from campaign.kinds.campaign import SETTINGS, parse
from campaign.service.session import Session
from campaign.store.queries import calendar as calendar_queries
from campaign.store.write import Done
from campaign.store.writes import campaign as campaign_writes
from campaign.words.reading import word


def settings(session: Session) -> dict[str, str]:
    """Every setting as text, the campaign's own first, then the thresholds."""
    campaign = session.store.campaign()
    known = {**campaign._asdict(), **campaign.settings._asdict()}
    return {key: "" if known[key] is None else str(known[key]) for key in SETTINGS}


def known_key(text: str) -> str:
    """The setting that was typed. Raises ``BadInput``."""
    return word(SETTINGS, text, lambda key: SETTINGS[key].label, "settings")


def set_value(session: Session, key: str, text: str, *, request: str | None = None) -> Done:
    """Change one setting. Raises ``BadInput`` for an unknown key, and for a value it cannot have."""
    key = known_key(key)
    value = parse(key, clean(text), session)
    if key in Settings._fields:
        assert isinstance(value, int)
        return session.write("settings", lambda write: campaign_writes.set_threshold(write, key, value), request)
    return session.write("settings", lambda write: campaign_writes.set_campaign(write, key, value), request)


def undo(session: Session, *, request: str | None = None) -> AuditEntry:
    """Take back the actor's own last write that stands; the entry that was undone."""
    return session.undo(request)


def working_day(session: Session, day: str, working: bool, why: str, *, request: str | None = None) -> Done:
    """One day of the campaign's own calendar: worked although the State Council's says otherwise, or the reverse."""
    when, reason = session.day(day), session.required("why", why, 200)
    return session.write("calendar", lambda write: campaign_writes.set_working_day(write, when, working, reason), request)


def calendar(session: Session) -> Calendar:
    """The working days, those that the campaign has changed included."""
    return calendar_queries.calendar(session.store)
