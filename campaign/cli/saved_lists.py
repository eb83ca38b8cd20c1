"""What is typed as the filter of a list that is saved, and the list itself, printed as its own command prints it."""

import shlex
from collections.abc import Mapping

from campaign.cli import formatting
from campaign.cli.blocker_lists import show_blockers
from campaign.cli.output import Style
from campaign.cli.people_lists import show_leaders
from campaign.cli.project_lists import show_projects
from campaign.cli.run import nested
from campaign.cli.state import current
from campaign.core.errors import BadInput, Refused
from campaign.core.filters import project_filter
from campaign.core.saved import FILTERS, PANE, PANES, SCREENS, TEXT, check_words, unpacked
from campaign.service import Session, saved_lists
from campaign.tables import filter_words
from campaign.tables.saved import selected
from campaign.text import _

FORMATS = frozenset({"json", "csv", "plain", "help"})
OPTIONS = {"lead_stage": "stage"}
"""Words of a screen that an option calls otherwise."""


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
        field, code = (name.strip().replace("-", "_"), value) if sign else filter_words.bare(session, screen, part)
        if sign:
            check_words(screen, {field: value})
            code = _given(session, screen, field, value)
        if field in found and field == TEXT:
            code = f"{found[field]} {code}"
        elif field in found and field in filter_words.SEVERAL:
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
    if field == PANE and screen in PANES:
        if value not in PANES[screen]:
            raise BadInput("bad_word", text=value, words=", ".join(PANES[screen]))
        return value
    if screen in PANES and screen not in FILTERS:
        return session.required(field, value, 100)
    return filter_words.given(session, screen, field, value)


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
    chosen = selected(session, situation, view)
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
    return screen in PANES and not (screen in FILTERS and words.get(PANE, screen) == screen)


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
