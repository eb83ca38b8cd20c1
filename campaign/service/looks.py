"""How somebody's dashboard looks: the theme, and the signs. What was chosen there, and what their terminals made of the signs, is
kept for the next start in a file of their own: in their cache; of who came in to a shared server, beside the database.

Nobody needs it: what cannot be read is as if nothing had been kept, and where nothing can be written nothing fails.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from campaign.config import SIGNS, THEMES
from campaign.service import cache
from campaign.service.check_result import Finding, State
from campaign.service.session import Session

NAME = "look"
LOOKS = "-looks"
TERMINALS = 8
"""Of which it is kept what they made of the signs; the oldest go first."""
LONGEST = 100
"""Characters of what a terminal says that it is."""


class Kept(NamedTuple):
    """Empty words: nothing was chosen."""

    theme: str = ""
    """One of ``config.THEMES``."""
    signs: str = ""
    """One of ``config.SIGNS``."""
    terminals: Mapping[str, str] = {}
    """By what a terminal says that it is: which signs are safe there."""


class Look(NamedTuple):
    """What a dashboard begins with."""

    theme: str
    signs: str
    """The way to begin with; '' where nobody knows."""
    asks: bool
    """Whether the terminal is asked what it makes of the signs; somebody who has chosen knows better."""


def look(session: Session, theme: str | None, signs: str | None, environ: Mapping[str, str]) -> Look:
    """``theme`` and ``signs`` as the person's own file has them; on a shared server those are its own, and theirs go first."""
    kept = read(session)
    own, other = (kept.theme, theme) if session.key is not None else (theme, kept.theme)
    chosen, also = (kept.signs, signs) if session.key is not None else (signs, kept.signs)
    way = chosen or also or "auto"
    asks = way == "auto"
    return Look(own or other or THEMES[0], kept.terminals.get(terminal(environ), "") if asks else way, asks)


def examined(session: Session, theme: str | None, signs: str | None, environ: Mapping[str, str]) -> Finding:
    """What is known of this terminal."""
    found = look(session, theme, signs, environ)
    key = "terminal_ok" if found.signs else "terminal_ok_unasked"
    return Finding("terminal", State.OK, key, {"terminal": terminal(environ), "signs": found.signs, "theme": found.theme})


def terminal(environ: Mapping[str, str]) -> str:
    """What the terminal says that it is."""
    program = environ.get("TERM_PROGRAM") or environ.get("LC_TERMINAL") or ""
    return f"{environ.get('TERM', '')} {program}".strip()[:LONGEST]


def read(session: Session) -> Kept:
    place = _folder(session)
    data = None if place is None else cache.read(place, NAME)
    try:
        found = json.loads(data or b"{}")
        terminals = {str(name): str(way) for name, way in found.get("terminals", {}).items() if way in SIGNS}
        theme, signs = found.get("theme"), found.get("signs")
    except (ValueError, AttributeError):  # no JSON, or of another form
        return Kept()
    return Kept(theme if theme in THEMES else "", signs if signs in SIGNS else "", terminals)


def choose(session: Session, *, theme: str | None = None, signs: str | None = None) -> None:
    """From now on."""
    kept = read(session)
    _keep(session, kept, kept._replace(theme=theme or kept.theme, signs=signs or kept.signs))


def measured(session: Session, environ: Mapping[str, str], way: str) -> None:
    """What the terminal has answered."""
    kept, name = read(session), terminal(environ)
    others = {other: found for other, found in kept.terminals.items() if other != name}
    _keep(session, kept, kept._replace(terminals={**dict(list(others.items())[1 - TERMINALS:]), name: way}))


def _keep(session: Session, old: Kept, new: Kept) -> None:
    place = _folder(session)
    if place is not None and new != old:
        cache.keep(place, NAME, json.dumps(new._asdict(), ensure_ascii=False).encode())


def _folder(session: Session) -> Path | None:
    """None where nothing is to be kept."""
    if session.key is None:
        return session.cache
    path = session.store.path
    return path.with_name(path.name + LOOKS) / quote(session.actor, safe="")
