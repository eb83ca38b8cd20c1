"""Lists saved under a name: their filter as one line of text, and what may be a name."""

import shlex
from collections.abc import Mapping

from campaign.core.codes import canonical
from campaign.core.errors import BadInput
from campaign.core.filters import blocker_filter, land_filter, leader_filter, project_filter

FILTERS = {"projects": project_filter, "blockers": blocker_filter, "land": land_filter, "leaders": leader_filter,
           "reserve": project_filter, "presence": project_filter}
"""Screens whose list can be saved under words, and what reads their filter."""
PANES: Mapping[str, Mapping[str, str]] = {
    "land": {"land": "land-tasks", "approvals": "approvals"},
    "counties": {"league": "counties", "indicators": "indicators", "parity": "parity"},
    "promotion": {"leads": "leads", "chain": "chain", "trips": "trips", "events": "events"},
    "honours": {"merits": "merits", "explain": "explain", "cases": "cases", "boards": "leaderboards"},
    "forces": {"forces": "taskforces", "dispatches": "dispatches", "uncovered": "dispatches --uncovered",
               "matches": "taskforces --match"},
    "requests": {"requests": "requests", "unconfirmed": "unconfirmed"}}
"""Screen of several panes → pane → the command that lists what it does. ``pane`` says which one, the first when it is not
said; the other words are those that this pane knows."""
SCREENS = tuple(dict.fromkeys((*FILTERS, *PANES)))
PANE = "pane"
"""The word that names a pane of a screen."""
TEXT = "text"
"""The word of a filter that is typed: a name, code, pinyin or initials."""
RESERVED = frozenset({"save", "list", "remove"})
"""Words after ``campaign view`` that are commands."""
LONGEST = 40
"""Characters of a name."""
MOST = 100
"""Lists that one person may save: they are offered by name."""


def packed(words: Mapping[str, str]) -> str:
    """``light=red county=C01``; a value with blanks in it is quoted."""
    return shlex.join(f"{name}={value}" for name, value in words.items() if value)


def unpacked(text: str) -> dict[str, str]:
    """The words of ``packed``."""
    pairs = (part.partition("=") for part in shlex.split(text))
    return {name: value for name, _sign, value in pairs}


def check_name(name: str) -> str:
    """The name itself. Raises ``BadInput``: commands, codes and options would hide it."""
    if name in RESERVED or name.startswith("-") or canonical(name) is not None:
        raise BadInput("view_name", name=name)
    return name


def check_words(screen: str, words: Mapping[str, str]) -> None:
    """Raises ``BadInput`` for a screen that has no list to save, or a word that is no field of its filter."""
    if screen not in SCREENS:
        raise BadInput("bad_word", text=screen, words=", ".join(SCREENS))
    if screen not in PANES or (screen in FILTERS and words.get(PANE, screen) == screen):
        FILTERS[screen]({name: value for name, value in words.items() if name != TEXT and (name != PANE or screen not in PANES)})
