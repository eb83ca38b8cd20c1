"""The campaign itself: change its settings, take back one's own last write."""

from datetime import date

from campaign.clean import clean
from campaign.core.dates import zone
from campaign.core.errors import BadInput, NotFound
from campaign.core.model.campaign import Settings
from campaign.core.model.snapshot import AuditEntry
from campaign.kinds import campaign as bounds
from campaign.service.session import Session
from campaign.store.write import Done
from campaign.store.writes import projects
from campaign.text import LANGUAGES

CAMPAIGN_KEYS = ("name", "first_day", "length", "time_zone", "golden_end", "filing_day", "language")


def settings(session: Session) -> dict[str, str]:
    """Every setting as text, the campaign's own first, then the thresholds."""
    campaign = session.campaign
    own = {key: getattr(campaign, key) for key in CAMPAIGN_KEYS}
    return {key: "" if value is None else str(value) for key, value in (own | campaign.settings._asdict()).items()}


def set_value(session: Session, key: str, text: str, *, request: str | None = None) -> Done:
    """Change one setting. Raises ``NotFound`` for an unknown key, ``BadInput`` for a value it cannot have."""
    key = key.strip().replace("-", "_")
    text = clean(text)
    if key in Settings._fields:
        number = bounds.number(key, text)
        return session.write("settings", lambda write: projects.set_threshold(write, key, number), request)
    if key not in CAMPAIGN_KEYS:
        raise NotFound("unknown_setting", key=key)
    value = _campaign_value(session, key, text)
    return session.write("settings", lambda write: projects.set_campaign(write, key, value), request)


def _campaign_value(session: Session, key: str, text: str) -> str | int | date | None:
    match key:
        case "name":
            return session.required(key, text, 60)
        case "first_day":
            return session.day(text)
        case "golden_end":
            return session.day(text) if text else None
        case "length":
            return bounds.number(key, text)
        case "filing_day":
            return bounds.number(key, text) if text else None
        case "time_zone":
            zone(text)
            return text
    if text not in LANGUAGES:
        raise BadInput("bad_word", text=text, words=", ".join(LANGUAGES))
    return text


def undo(session: Session, *, request: str | None = None) -> AuditEntry:
    """Take back the actor's own last write that stands; the entry that was undone."""
    return session.undo(request)
