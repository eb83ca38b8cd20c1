"""What is typed as the filter of a list that is saved, and the list itself, printed as its own command prints it."""

import shlex
from collections.abc import Iterable, Mapping
from contextlib import suppress
from enum import StrEnum

from campaign import words
from campaign.cli import formatting
from campaign.cli.listing import leader_of, show_blockers, show_leaders, show_projects
from campaign.cli.output import Style
from campaign.cli.run import nested
from campaign.cli.state import current
from campaign.core.blockers import FLAGS
from campaign.core.errors import BadInput, NotFound, Refused
from campaign.core.filters import YES, project_filter
from campaign.core.model.blocker import BlockerState, Category
from campaign.core.model.land import LandKind
from campaign.core.model.light import Light
from campaign.core.model.people import Authority, Rank
from campaign.core.model.project import Investor, Sector, Stage
from campaign.core.names import fold
from campaign.core.saved import FILTERS, PANE, PANED, SCREENS, TEXT, check_words, unpacked
from campaign.service import Session, saved_lists
from campaign.text import _
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
FORMATS = frozenset({"json", "csv", "plain", "help"})
OPTIONS = {"lead_stage": "stage"}
"""Words of a screen that an option calls otherwise."""
_LIKE = {"reserve": "projects", "presence": "projects"}
"""Screens whose filter is that of another."""
PANES: Mapping[str, Mapping[str, str]] = {
    "land": {"land": "land-tasks", "approvals": "approvals"},
    "counties": {"league": "counties", "indicators": "indicators", "parity": "parity"},
    "promotion": {"leads": "leads", "chain": "chain", "trips": "trips", "events": "events"},
    "honours": {"merits": "merits", "explain": "explain", "cases": "cases", "boards": "leaderboards"},
    "forces": {"forces": "taskforces", "dispatches": "dispatches", "uncovered": "dispatches --uncovered",
               "matches": "taskforces --match"}}
"""Screen → pane → the command that lists it; the first pane is meant when none is named."""
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
    if screen not in SCREENS:
        raise BadInput("bad_word", text=screen, words=", ".join(SCREENS))
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
    if _is_pane(screen, found):
        _typed, rest, options = _command(screen, found)
        if rest:
            raise BadInput("bad_word", text=next(iter(rest)), words=", ".join([PANE, TEXT, *options]))
    return found


def _given(session: Session, screen: str, field: str, value: str) -> str:
    """The value of a field that was named."""
    if field == PANE and screen in PANED:
        if value not in PANES[screen]:
            raise BadInput("bad_word", text=value, words=", ".join(PANES[screen]))
        return value
    if screen in PANED and screen not in FILTERS:
        return session.required(field, value, 100)
    screen = _LIKE.get(screen, screen)
    kind = _NAMED.get(screen, {}).get(field)
    if kind is not None:
        return leader_of(session, value) if kind == "leader" else session.code(kind, value)
    known = _WORDS.get(screen, {}).get(field)
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
    screen = _LIKE.get(screen, screen)
    for field, known in _WORDS.get(screen, {}).items():
        code = _word(known, part)
        if code is not None and code != YES and field != "level":
            return field, code
    if (name := part.casefold().replace("-", "_")) in _YES.get(screen, ()):
        return name, YES
    for field in _PLACES:
        if field in _NAMED.get(screen, {}):
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
    view = saved_lists.named(session, name)
    words = unpacked(view.words)
    if _is_pane(view.screen, words):
        formats = [option for option, on in (("--json", how.json), ("--csv", how.csv), ("--plain", how.plain)) if on]
        typed, rest, _options = _command(view.screen, words)
        with formatting.only(words.get(TEXT, ""), rest):
            nested([*typed, *formats])
        return
    situation = session.situation()
    chosen = saved_lists.selected(session, situation, view)
    told = situation.snapshot
    match view.screen:
        case "projects":
            asked = project_filter(words)
            show_projects(session, situation, how, [told.projects[code] for code in chosen], asked)
        case "blockers":
            show_blockers(session, situation, how, [told.blockers[code] for code in chosen])
        case "land":
            from campaign.cli.land_lists import show_land

            show_land(situation, how, [told.lands[code] for code in chosen])
        case "reserve":
            from campaign.cli.reserve_lists import show_reserve
            from campaign.service import reserve

            wanted = set(chosen)
            show_reserve(situation, how, [row for row in reserve.overview(session, situation).candidates
                                          if row.project.code in wanted])
        case "presence":
            from campaign.cli.answers.presence import show_sites

            show_sites(session, situation, how, [told.projects[code] for code in chosen], empty=_("No site is working here."))
        case _:
            show_leaders(situation, how, chosen)


def _is_pane(screen: str, words: Mapping[str, str]) -> bool:
    """Whether it is a pane that a command of its own lists; the land tasks are a list as the projects are."""
    return screen in PANED and not (screen in FILTERS and words.get(PANE, screen) == screen)


def _command(screen: str, words: Mapping[str, str]) -> tuple[list[str], dict[str, str], list[str]]:
    """The command that lists this pane with its options for the words, ``leads --stage signed``; the words that it has no option
    for, but ``text``; and all its options. Raises ``Refused`` for a pane that no command lists.
    """
    from campaign.cli.help import built

    panes = PANES[screen]
    pane = words.get(PANE, next(iter(panes)))
    command = built(panes[pane].split()[0]) if pane in panes else None
    if command is None:
        raise Refused("view_pane", screen=screen, pane=pane)
    options = {name.removeprefix("--").replace("-", "_"): option for option in command.params for name in option.opts
               if name.startswith("--") and name.removeprefix("--") not in FORMATS}
    typed, rest = panes[pane].split(), dict[str, str]()
    for name, value in words.items():
        option = options.get(OPTIONS.get(name, name))
        if option is not None:
            typed += [option.opts[0]] if getattr(option, "is_flag", False) else [option.opts[0], value]
        elif name not in (PANE, TEXT):
            rest[name] = value
    return typed, rest, list(options)
