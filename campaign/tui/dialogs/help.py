"""All keys by group, those that do something on this page first. Enter presses the key under the cursor."""

from collections.abc import Collection, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from campaign.tables.sections import PLAIN
from campaign.tables.tones import Line
from campaign.tables.width import cells
from campaign.text import N_, _
from campaign.tui.dialogs.dialog import WIDEST, Box, Dialog, padded, wrap
from campaign.tui.keys import BY_ACTION, KEYS, MOVES, Key, told
from campaign.tui.widgets.rows import Rows

GROUPS = {
    "here": N_("On this page"),
    "move": N_("Moving"),
    "view": N_("Looking"),
    "act": N_("Acting"),
    "screen": N_("Screens"),
    "app": N_("Everywhere"),
}


class Help(Dialog[str]):
    """The action to carry out, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,fullwidth_question_mark,f1,q", "cancel", show=False)
    ]
    DEFAULT_CSS = "Help Rows { height: auto; }"

    def __init__(self, here: Collection[str]) -> None:
        """``here``: the actions that do something on the page in front, most useful first."""
        super().__init__(_("Keys"))
        keys: list[str] = []
        self._headers: set[str] = set()
        for group in GROUPS:
            found = (
                [action for action in here if action in BY_ACTION]
                if group == "here"
                else [key.action for key in KEYS if key.group == group and key.action not in here]
            )
            if found:
                self._headers.add(f"# {group}")
                keys += [f"# {group}", *found]
        self._all = tuple(keys)
        self._told: dict[str, str] = {}
        """What stands beside a key, and in the rows below it whose names begin with ``+``: its sentence is longer than a line."""
        self._shown = {key.action: _shown(key) for key in KEYS}
        self._wide = max(map(cells, self._shown.values())) + 1

    def body(self) -> tuple[Rows]:
        self.rows = Rows(self._draw)
        return (self.rows,)

    def hints(self) -> list[tuple[str, str]]:
        return [("j k", _("move")), ("Enter", _("do it")), ("Esc", _("close"))]

    def on_mount(self) -> None:
        self._fit()
        self.rows.focus()

    def on_resize(self) -> None:
        self._fit()

    def _fit(self) -> None:
        width = min(self.size.width, WIDEST) - self.query_one(Box).gutter.width - 1
        self._room = min(self._wide, width // 3)
        self._told = {}
        keys: list[str] = []
        for name in self._all:
            keys.append(name)
            if name not in self._headers:
                self._told[name], *more = wrap(told(BY_ACTION[name]), width - self._room - 1)
                below = {f"+ {name} {n}": line for n, line in enumerate(more)}
                self._told |= below
                keys += below
        self.rows.styles.height = max(min(self.size.height - 2, len(keys)), 3)
        self.rows.set_items(tuple(keys), self._headers | {name for name in keys if name.startswith("+")})

    def _draw(self, name: str, width: int, selected: bool) -> Sequence[Line]:
        if name in self._headers:
            return ([(_(GROUPS[name[2:]]), "strong")],)
        if name.startswith("+"):  # no row of its own, and no title either
            return ([(" " * (self._room + 1), ""), (self._told[name], PLAIN)],)
        return ([(padded(self._shown[name], self._room) + " ", "accent"), (self._told[name], "")],)

    def on_rows_opened(self, event: Rows.Opened) -> None:
        self.dismiss(None if event.key in MOVES else event.key)


def _shown(key: Key) -> str:
    """The key and its F-key twin, which works while a Chinese input method is composing."""
    twins = [name.upper() for name in key.keys.split(",") if name[:1] == "f" and name[1:].isdigit()]
    return " ".join([key.shown, *(twin for twin in twins if twin != key.shown)])
