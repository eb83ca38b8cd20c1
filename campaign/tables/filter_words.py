"""The words of a list's filter as people type them, of those lists that have one (``core.filters``)."""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from enum import StrEnum
from typing import Any

from campaign.core.blockers import FLAGS
from campaign.core.errors import BadInput, NotFound
from campaign.core.filters import YES, fits
from campaign.core.model.blocker import BlockerState, Category
from campaign.core.model.land import LandKind
from campaign.core.model.light import Light
from campaign.core.model.people import Authority, Rank
from campaign.core.model.project import Investor, Sector, Stage
from campaign.core.saved import FILTERS, TEXT
from campaign.core.situation import Situation
from campaign.kinds.field import YES_WORDS
from campaign.service import Session, names
from campaign.words.labels import MARKS
from campaign.words.reading import word, words, written

_PLACES = ("county", "unit", "leader")
WORDS: Mapping[str, Mapping[str, type[StrEnum] | tuple[str, ...]]] = {
    "projects": {"light": Light, "stage": Stage, "investor": Investor, "sector": Sector, "mark": (*MARKS, "waiting"),
                 "started": ("new", "continued"), "lapsing": ("soon", YES)},
    "blockers": {"state": ("overdue", BlockerState.OPEN, BlockerState.ON_HOLD), "category": Category, "authority": Authority,
                 "flag": FLAGS, "level": tuple("01234")},
    "land": {"state": ("overdue", "open"), "kind": LandKind, "authority": Authority},
    "leaders": {"rank": Rank}}
"""Screen → field of its filter → the words that it knows."""
_LIKE = {"reserve": "projects", "presence": "projects"}
"""Screens whose filter is that of another."""
_YES: Mapping[str, tuple[str, ...]] = {
    "projects": ("orphan", "unregistered", "major", "nobody_today", "review_passed", "contact_due"),
    "blockers": ("review_passed",), "leaders": ("unclaimed",)}
_NAMED: Mapping[str, Mapping[str, str]] = {
    "projects": {"county": "county", "unit": "unit", "leader": "leader", "manager": "person"},
    "blockers": {"county": "county", "unit": "unit", "leader": "leader", "person": "person", "project": "project"},
    "land": {"county": "county", "unit": "unit", "leader": "leader", "project": "project"}, "leaders": {}}
"""Screen → field → kind of thing whose name may be typed for its code."""
SEVERAL = ("light", "level")
_BETWEEN = re.compile("[,，、]")


def test(session: Session, situation: Situation, screen: str, rows: Mapping[str, Any],
         typed: str) -> Callable[[str], bool] | None:
    """Whether the row of a code fits ``county=临江``, ``major``, ``red``; None for what is no word of this list's filter. What
    is not understood yet fits nothing: more may be typed.
    """
    if screen not in FILTERS:
        return None
    like = _LIKE.get(screen, screen)
    name, sign, value = typed.partition("=")
    field = name.strip().casefold().replace("-", "_")
    if not sign:
        found = _word(like, typed)
        if found is None:
            return None
        field, value = found
    try:
        return fits(situation, like, {field: given(session, screen, field, value) if sign else value}, rows)
    except (BadInput, NotFound):
        return lambda code: False


def given(session: Session, screen: str, field: str, value: str) -> str:
    """The value of a field that was named. Raises ``BadInput`` or ``NotFound``."""
    screen = _LIKE.get(screen, screen)
    kind = _NAMED.get(screen, {}).get(field)
    if kind is not None:
        return names.leader(session, value) if kind == "leader" else session.code(kind, value)
    known = WORDS.get(screen, {}).get(field)
    if known is not None:
        return ",".join(dict.fromkeys(words(known, value))) if field in SEVERAL else word(known, value)
    if field in _YES.get(screen, ()):
        return YES if value.casefold() in YES_WORDS else word((YES,), value)
    return session.required(field, value, 100)


def bare(session: Session, screen: str, part: str) -> tuple[str, str]:
    """What a word means that names no field: a word of the filter, the name of a place, else text."""
    screen = _LIKE.get(screen, screen)
    found = _word(screen, part)
    if found is not None:
        return found
    for field in _PLACES:
        if field in _NAMED.get(screen, {}):
            with suppress(NotFound):
                return field, session.code(field, part)
    return TEXT, part


def _word(screen: str, part: str) -> tuple[str, str] | None:
    """The field and the code of a word of the filter, typed as it is."""
    for field, known in WORDS.get(screen, {}).items():
        parts = _BETWEEN.split(part) if field in SEVERAL else [part]
        found = [code for one in parts if (code := written(known, one)) is not None and code != YES]
        if found and len(found) == len(parts) and field != "level":
            return field, ",".join(found)
    name = part.casefold().replace("-", "_")
    return (name, YES) if name in _YES.get(screen, ()) else None
