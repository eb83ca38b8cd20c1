"""The keys that the last line names, as far as there is room. Who clicks one types it."""

from collections.abc import Callable, Sequence

from textual import events

from campaign.tables.header import Target, taken
from campaign.text import N_, _
from campaign.tui.keys import BY_ACTION
from campaign.tui.widgets.edges import Buttons

_TYPING = (("open", N_("keep")), ("back", N_("drop")), ("panes", N_("to the list")))


class Hints(Buttons):
    def __init__(self, shown: Callable[[int], Sequence[Target]], *, id: str | None = None) -> None:
        super().__init__(shown, self._type, id=id)

    def _type(self, action: str) -> None:
        key = BY_ACTION[action]
        self.app.post_message(events.Key(key.keys.split(",")[0], key.shown if len(key.shown) == 1 else None))


def hint(action: str, label: str, *, dim: bool = False) -> Target:
    """A key, and what it does; ``dim`` where it would do nothing."""
    return Target([(f" {BY_ACTION[action].shown} ", "quiet" if dim else "strong"), (label + " ", "quiet")], action)


def typing() -> list[Target]:
    """What works while a filter is typed; letters are text there."""
    return [hint(action, _(label)) for action, label in _TYPING]


def whole_hints(hints: Sequence[Target], always: Sequence[Target], width: int) -> list[Target]:
    """``hints``, the most useful first, whole or not at all; then ``always``: the ways to all the others."""
    room = width - taken(always)
    named: list[Target] = []
    for target in hints:
        room -= taken([target])
        if room < 0:
            break
        named.append(target)
    return [*named, *always]
