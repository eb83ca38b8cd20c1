"""Panes whose lists a command of its own prints: the command with its options for the words of a saved filter."""

from collections.abc import Mapping

from campaign.core.errors import Refused
from campaign.core.saved import FILTERS, PANE, PANES, TEXT

FORMATS = frozenset({"json", "csv", "plain", "help"})
OPTIONS = {"lead_stage": "stage"}
"""Words of a screen that an option calls otherwise."""


def is_pane(screen: str, words: Mapping[str, str]) -> bool:
    """Whether it is a pane that a command of its own lists; the land tasks are a list as the projects are."""
    return screen in PANES and not (screen in FILTERS and words.get(PANE, screen) == screen)


def command(screen: str, words: Mapping[str, str]) -> tuple[list[str], dict[str, str], list[str]]:
    """The command that lists this pane with its options for the words, ``leads --stage signed``; the words that it has no option
    for, but ``text``; and all its options. Raises ``Refused`` for a pane that no command lists.
    """
    from campaign.cli.help import built

    panes = PANES[screen]
    pane = words.get(PANE, next(iter(panes)))
    found = built(panes[pane].split()[0]) if pane in panes else None
    if found is None:
        raise Refused("view_pane", screen=screen, pane=pane)
    options = {name.removeprefix("--").replace("-", "_"): option for option in found.params for name in option.opts
               if name.startswith("--") and name.removeprefix("--") not in FORMATS}
    typed, rest = panes[pane].split(), dict[str, str]()
    for name, value in words.items():
        option = options.get(OPTIONS.get(name, name))
        if option is not None:
            typed += [option.opts[0]] if getattr(option, "is_flag", False) else [option.opts[0], value]
        elif name not in (PANE, TEXT):
            rest[name] = value
    return typed, rest, list(options)
