"""Where the database is, which language, who acts, what time it is: flag > ``CAMPAIGN_*`` > configuration file > default.

The file is ``$XDG_CONFIG_HOME/campaign/config.toml`` (or ``CAMPAIGN_CONFIG``); it may hold ``db``, ``language``, ``actor``,
``me`` and ``readonly``.
"""

import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from campaign.clean import clean
from campaign.core.dates import parse_instant
from campaign.core.errors import BadInput
from campaign.text import LANGUAGES

KEYS = ("db", "language", "actor", "me", "readonly")
ACTOR_LIMIT = 60


class Config(NamedTuple):
    db: Path
    language: str | None
    """None: the campaign's own."""
    actor: str
    """Written into the audit."""
    me: str | None
    """The actor's own person, by any form of the name."""
    now: datetime | None
    """A frozen clock, for tests."""
    readonly: bool


def load(db: str | None = None, language: str | None = None, readonly: bool = False,
         environ: Mapping[str, str] = os.environ) -> Config:
    """Raises ``BadInput`` when the file or a variable holds what it cannot."""
    path = config_path(environ)
    file = _read(path)

    def told(flag: str | None, variable: str, key: str) -> str | None:
        return flag or environ.get(variable) or file.get(key) or None

    spoken = told(language, "CAMPAIGN_LANG", "language")
    actor = told(None, "CAMPAIGN_ACTOR", "actor")
    me = told(None, "CAMPAIGN_ME", "me")
    place = told(db, "CAMPAIGN_DB", "db")
    return Config(
        Path(place).expanduser() if place else _default_db(environ),
        None if spoken is None else _language(spoken, path),
        clean(actor, ACTOR_LIMIT, required=True) if actor else _login(environ),
        me,
        _frozen(environ.get("CAMPAIGN_NOW")),
        readonly or environ.get("CAMPAIGN_READONLY", "") not in ("", "0") or file.get("readonly", "") == "true",
    )


def config_path(environ: Mapping[str, str] = os.environ) -> Path:
    """Where the configuration file is looked for."""
    own = environ.get("CAMPAIGN_CONFIG")
    return Path(own).expanduser() if own else _home(environ, "XDG_CONFIG_HOME", ".config") / "campaign" / "config.toml"


def _home(environ: Mapping[str, str], variable: str, default: str) -> Path:
    given = environ.get(variable)
    return Path(given) if given else Path("~").expanduser() / default


def _default_db(environ: Mapping[str, str]) -> Path:
    return _home(environ, "XDG_DATA_HOME", ".local/share") / "campaign" / "campaign.db"


def _read(path: Path) -> dict[str, str]:
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise BadInput("bad_config", path=str(path), why=error.strerror or str(error)) from None
    import tomllib

    try:
        told: dict[str, Any] = tomllib.loads(raw.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput("bad_config", path=str(path), why=str(error)) from None
    for key, value in told.items():
        if key not in KEYS or not isinstance(value, (str, bool)):
            raise BadInput("config_key", path=str(path), key=key, words=", ".join(KEYS))
    return {key: str(value).lower() if isinstance(value, bool) else value for key, value in told.items()}


def _language(text: str, path: Path) -> str:
    if text not in LANGUAGES:
        raise BadInput("bad_language", text=text, path=str(path))
    return text


def _frozen(text: str | None) -> datetime | None:
    if not text:
        return None
    try:
        return parse_instant(text)
    except BadInput:
        raise BadInput("bad_now", text=text) from None


def _login(environ: Mapping[str, str]) -> str:
    """The name of the login; the system's own word rather than a variable that anyone can set."""
    try:
        import pwd

        name = pwd.getpwuid(os.getuid()).pw_name
    except (ImportError, KeyError):
        name = environ.get("USERNAME") or environ.get("USER") or ""
    try:
        return clean(name, ACTOR_LIMIT, required=True)
    except BadInput:
        return "unknown"
