"""Where the database is, which language, who acts, what time it is: flag > ``CAMPAIGN_*`` > own file > system's file > default.

A person's own file is ``$XDG_CONFIG_HOME/campaign/config.toml`` (or ``CAMPAIGN_CONFIG``), the system's ``SYSTEM``; each may hold
``db``, ``language``, ``actor``, ``me``, ``readonly``, ``cache``, ``theme``, ``signs`` and the table ``keymap``, and for a shared
server ``keys`` and ``program``.
"""

import os
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from campaign.clean import at_most, clean
from campaign.core.dates import parse_instant
from campaign.core.errors import BadInput
from campaign.text import LANGUAGES, _

KEYS = ("db", "language", "actor", "me", "readonly", "keys", "program", "cache", "theme", "signs")
KEYMAP = "keymap"
"""The table of a file that says other keys of the dashboard: what they do, and the keys."""
THEMES = ("dark", "light", "contrast", "blind")
SIGNS = ("auto", "blocks", "cells", "ascii")
ACTOR_LIMIT = 60
LONGEST = 2**20
"""Bytes of a configuration file."""
SYSTEM = Path("/etc/campaign/config.toml")
"""Of a shared server; root's, readable for everyone."""
PROGRAM = "/usr/local/bin/campaign"
"""What sshd runs for a member, where the configuration does not say otherwise."""


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
    keys: Path | None = None
    """Where the members' keys are published for sshd, if they are."""
    program: str = PROGRAM
    cache: Path | None = None
    """The folder of what need not be read and judged again; None where nobody wants one."""
    theme: str | None = None
    """One of ``THEMES``."""
    signs: str | None = None
    """One of ``SIGNS``."""
    keymap: Mapping[str, str] = {}
    """Of what the dashboard does: the keys for it, instead of those that it has. Nothing is checked yet."""


def load(db: str | None = None, language: str | None = None, readonly: bool = False,
         environ: Mapping[str, str] = os.environ) -> Config:
    """Raises ``BadInput`` when the file or a variable holds what it cannot."""
    path = config_path(environ)
    file = {**_read(SYSTEM), **_read_own(path)}

    def told(flag: str | None, variable: str, key: str) -> str | None:
        return flag or environ.get(variable) or file.get(key) or None

    spoken = told(language, "CAMPAIGN_LANG", "language")
    actor = told(None, "CAMPAIGN_ACTOR", "actor")
    me = told(None, "CAMPAIGN_ME", "me")
    place = told(db, "CAMPAIGN_DB", "db")
    return Config(
        _expanded(place) if place else _default_db(environ),
        None if spoken is None else _language(spoken, path),
        clean(actor, ACTOR_LIMIT, required=True) if actor else _login(environ),
        me,
        _frozen(environ.get("CAMPAIGN_NOW")),
        readonly or environ.get("CAMPAIGN_READONLY", "") not in ("", "0") or file.get("readonly", "") == "true",
        Path(file["keys"]) if file.get("keys") else None,
        file.get("program") or PROGRAM,
        None if file.get("cache") == "false" else _cache(environ),
        _one_of(THEMES, told(None, "CAMPAIGN_THEME", "theme"), "theme"),
        _one_of(SIGNS, told(None, "CAMPAIGN_SIGNS", "signs"), "signs"),
        {key.removeprefix(f"{KEYMAP}."): value for key, value in file.items() if key.startswith(f"{KEYMAP}.")},
    )


def shared_db(flag: str | None, environ: Mapping[str, str] = os.environ) -> Path:
    """The database that people come in to from elsewhere. What the administrator wrote goes before the environment, which might
    be theirs. Raises ``BadInput`` when nobody says which."""
    place = flag or system_db() or environ.get("CAMPAIGN_DB")
    if not place:
        raise BadInput("no_shared_db", path=str(SYSTEM))
    return Path(place).absolute()


def system_db() -> Path | None:
    """The database that the system's file names."""
    place = _read(SYSTEM).get("db")
    return _expanded(place).absolute() if place else None


def config_path(environ: Mapping[str, str] = os.environ) -> Path:
    """Where the configuration file is looked for."""
    own = environ.get("CAMPAIGN_CONFIG")
    return _expanded(own) if own else _home(environ, "XDG_CONFIG_HOME", ".config") / "campaign" / "config.toml"


def _expanded(place: str) -> Path:
    """With ``~`` and ``~name`` as the shell has them; where nobody has that name, or no home, it is a file's own."""
    path = Path(place)
    with suppress(RuntimeError):
        return path.expanduser()
    return path


def _home(environ: Mapping[str, str], variable: str, default: str) -> Path:
    given = environ.get(variable)
    return Path(given) if given else _expanded("~") / default


def _cache(environ: Mapping[str, str]) -> Path | None:
    """None where there is no home that it could be in."""
    given = environ.get("XDG_CACHE_HOME", "")
    place = (Path(given) if given.startswith("/") else _expanded("~") / ".cache") / "campaign"
    return place if place.is_absolute() else None


def _default_db(environ: Mapping[str, str]) -> Path:
    return _home(environ, "XDG_DATA_HOME", ".local/share") / "campaign" / "campaign.db"


def _read_own(path: Path) -> dict[str, str]:
    """A home that one may not look into is somebody else's: root's is still HOME after ``runuser -u campaign``."""
    try:
        path.stat()
    except PermissionError:
        return {}
    except OSError:  # not there, or told when it is read
        pass
    return _read(path)


def _read(path: Path) -> dict[str, str]:
    try:
        with path.open("rb") as file:
            raw = at_most(file, LONGEST)
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise BadInput("bad_config", path=str(path), why=error.strerror or str(error)) from None
    if raw is None:
        raise BadInput("bad_config", path=str(path), why=_("longer than {limit} MB").format(limit=LONGEST // 2**20))
    import tomllib

    try:
        told: dict[str, Any] = tomllib.loads(raw.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput("bad_config", path=str(path), why=str(error)) from None
    keymap = told.pop(KEYMAP, {})
    if not isinstance(keymap, dict) or not all(isinstance(value, str) for value in keymap.values()):
        raise BadInput("config_key", path=str(path), key=KEYMAP, words=f"[{KEYMAP}] note = \"N\"")
    for key, value in told.items():
        if key not in KEYS or not isinstance(value, (str, bool)):
            raise BadInput("config_key", path=str(path), key=key, words=", ".join(KEYS))
    return {**{f"{KEYMAP}.{key}": value for key, value in keymap.items()},
            **{key: str(value).lower() if isinstance(value, bool) else value for key, value in told.items()}}


def _language(text: str, path: Path) -> str:
    if text not in LANGUAGES:
        raise BadInput("bad_language", text=text, path=str(path), languages=", ".join(LANGUAGES))
    return text


def _one_of(words: tuple[str, ...], text: str | None, key: str) -> str | None:
    if text is not None and text not in words:
        raise BadInput("config_word", text=text, key=key, words=", ".join(words))
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
