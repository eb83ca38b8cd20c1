"""What is typed as the filter of a list that is saved, and the list itself, printed as its own command prints it."""

import shlex
from collections.abc import Iterable, Mapping
from contextlib import suppress
from enum import StrEnum

from campaign import words
from campaign.cli.lists import leader_of, show_blockers, show_leaders, show_projects
from campaign.cli.output import Style
from campaign.cli.state import current
from campaign.core.blockers import FLAGS
from campaign.core.errors import BadInput, NotFound
from campaign.core.filters import YES, project_filter
from campaign.core.model import (
    Authority,
    BlockerState,
    Category,
    Investor,
    LandKind,
    Light,
    Rank,
    Sector,
    Stage,
)
from campaign.core.names import fold
from campaign.core.saved import FILTERS, TEXT, check_words, unpacked
from campaign.service import Session, views
from campaign.words.labels import MARKS

_PLACES = ("county", "unit", "leader")
_WORDS: Mapping[str, Mapping[str, type[StrEnum] | tuple[str, ...]]] = {
    "projects": {"light": Light, "stage": Stage, "investor": Investor, "sector": Sector, "mark": (*MARKS, "waiting"),
                 "started": ("new", "continued"), "lapsing": ("soon", YES)},
    "blockers": {"state": ("overdue", BlockerState.OPEN, BlockerState.ON_HOLD), "category": Category, "authority": Authority,
                 "flag": FLAGS, "level": tuple("01234")},
    "land": {"state": ("overdue", "open"), "kind": LandKind, "authority": Authority},
    "leaders": {"rank": Rank}}
"""Screen → field of its filter → the words that it knows."""
_YES: Mapping[str, tuple[str, ...]] = {
    "projects": ("orphan", "unregistered", "major", "nobody_today", "review_passed", "contact_due"),
    "blockers": ("review_passed",), "leaders": ("unclaimed",)}
_NAMED: Mapping[str, Mapping[str, str]] = {
    "projects": {"county": "county", "unit": "unit", "leader": "leader", "manager": "person"},
    "blockers": {"county": "county", "unit": "unit", "leader": "leader", "person": "person", "project": "project"},
    "land": {"county": "county", "unit": "unit", "leader": "leader", "project": "project"}, "leaders": {}}
"""Screen → field → kind of thing whose name may be typed for its code."""
_SEVERAL = ("light", "level")


def understood(session: Session, screen: str, typed: str) -> dict[str, str]:
    """``red 临江 港口`` → light red, county C01, 港口 in the name; ``light=red county=临江 major=yes`` says it outright.

    A bare word is a word of the filter, in English or as it is written here, else the name of a county, unit or leader, else
    text. Raises ``BadInput`` or ``NotFound``.
    """
    if screen not in FILTERS:
        raise BadInput("bad_word", text=screen, words=", ".join(FILTERS))
    found: dict[str, str] = {}
    try:
        parts = shlex.split(session.required("text", typed, 200))
    except ValueError:
        raise BadInput("open_quote") from None
    for part in parts:
        name, sign, value = part.partition("=")
        field, code = (name.strip().replace("-", "_"), value) if sign else _bare(session, screen, part)
        if sign:
            check_words(screen, {field: value})
            code = _given(session, screen, field, value)
        if field in found and field == TEXT:
            code = f"{found[field]} {code}"
        elif field in found and field in _SEVERAL:
            code = f"{found[field]},{code}"
        elif found.get(field, code) != code:
            raise BadInput("twice", text=field)
        found[field] = code
    return found


def _given(session: Session, screen: str, field: str, value: str) -> str:
    """The value of a field that was named."""
    kind = _NAMED[screen].get(field)
    if kind is not None:
        return leader_of(session, value) if kind == "leader" else session.code(kind, value)
    known = _WORDS[screen].get(field)
    if known is not None:
        parts = value.split(",") if field in _SEVERAL else [value]
        codes = [_word(known, part) for part in parts]
        if None in codes:
            raise BadInput("bad_word", text=value, words=", ".join(known))
        return ",".join(code for code in codes if code)
    if field in _YES.get(screen, ()):
        if value.casefold() not in (YES, "y", "1", "是"):
            raise BadInput("bad_word", text=value, words=YES)
        return YES
    return session.required(field, value, 100)


def _bare(session: Session, screen: str, part: str) -> tuple[str, str]:
    for field, known in _WORDS[screen].items():
        code = _word(known, part)
        if code is not None and code != YES and field != "level":
            return field, code
    if (name := part.casefold().replace("-", "_")) in _YES.get(screen, ()):
        return name, YES
    for field in _PLACES:
        if field in _NAMED[screen]:
            with suppress(NotFound):
                return field, session.code(field, part)
    return TEXT, part


def _word(known: type[StrEnum] | Iterable[str], typed: str) -> str | None:
    """A word as the database has it, or as it is written in the language spoken."""
    wanted = fold(typed)
    labelled = words.choices(known) if isinstance(known, type) else {code: words.mark(words.flag(code)) for code in known}
    for code, label in labelled.items():
        if wanted.replace("-", "_") == code or wanted in (fold(label), fold(label + "灯")):
            return code
    return None


def show(name: str, how: Style) -> None:
    """Raises ``NotFound`` for a name under which nothing is saved."""
    session = current().session()
    view = views.named(session, name)
    situation = session.situation()
    chosen = views.selected(session, situation, view)
    told = situation.snapshot
    match view.screen:
        case "projects":
            asked = project_filter(unpacked(view.words))
            show_projects(session, situation, how, [told.projects[code] for code in chosen], asked)
        case "blockers":
            show_blockers(session, situation, how, [told.blockers[code] for code in chosen])
        case "land":
            from campaign.cli.ground_lists import show_land

            show_land(situation, how, [told.lands[code] for code in chosen])
        case _:
            show_leaders(situation, how, chosen)

