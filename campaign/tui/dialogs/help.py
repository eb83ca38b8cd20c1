"""All keys by group, those of this page first, in as many columns as fit. Enter presses the one under the cursor."""

from collections.abc import Collection, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from campaign.tables.cells import wrapped
from campaign.tables.charts.heading import heading
from campaign.tables.sections import PLAIN
from campaign.tables.tones import Line
from campaign.tables.width import cells
from campaign.text import N_, _
from campaign.tui.dialogs.dialog import Dialog, padded
from campaign.tui.host import host_of
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


COLUMNS, GAP = (0, 76, 170), 3
"""Cells of a screen from which on the keys stand in one, two and three columns, and cells between those."""


class Help(Dialog[str]):
    """The action to carry out, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,fullwidth_question_mark,f1,q", "cancel", show=False),
        Binding("tab,left,right,h,l", "other", show=False),
    ]
    DEFAULT_CSS = "Help Horizontal, Help Rows { height: auto; }"

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
        self._room = self._wide

    def body(self) -> tuple[Horizontal]:
        self.columns = [Rows(self._draw) for _least in COLUMNS]
        return (Horizontal(*self.columns),)

    def hints(self) -> list[tuple[str, str]]:
        return [("j k", _("move")), ("Enter", _("do it")), ("Esc", _("close"))]

    def on_mount(self) -> None:
        self.columns[0].focus()

    def widest(self, screen: int) -> int:
        return max(super().widest(screen), screen - 4)

    def fit(self, lines: int, width: int) -> None:
        many = sum(self.size.width >= least for least in COLUMNS)
        each = (width - GAP * (many - 1)) // many
        self._room = min(self._wide, each // 3)
        self._told = {}
        groups: list[list[str]] = []
        for name in self._all:
            if name in self._headers:
                groups.append([])
            keys = groups[-1]
            keys.append(name)
            if name not in self._headers:
                self._told[name], *more = wrapped(told(BY_ACTION[name]), each - self._room - 2)
                below = {f"+ {name} {n}": line for n, line in enumerate(more)}
                self._told |= below
                keys += below
        parts = _even(groups, many)
        tall = max(sum(map(len, part)) + len(part) - 1 for part in parts)
        for at, rows in enumerate(self.columns):
            rows.display = at < len(parts)
            rows.styles.height = min(lines, tall)
            rows.styles.margin = (0, 0, 0, GAP * (at > 0))
            its = [name for group in (parts[at] if rows.display else ()) for name in (f"# blank {group[0]}", *group)][1:]
            rows.set_items(its, {name for name in its if name.startswith(("#", "+"))})

    def _draw(self, name: str, width: int, selected: bool) -> Sequence[Line]:
        if name in self._headers:
            return (heading(width, _(GROUPS[name[2:]]), host_of(self).signs),)
        if name.startswith("#"):
            return ()
        if name.startswith("+"):  # no row of its own, and no title either
            return ([(" " * (self._room + 1), ""), (self._told[name], PLAIN)],)
        return ([(padded(self._shown[name], self._room) + " ", "accent"), (self._told[name], "")],)

    def action_other(self) -> None:
        """From one column to the next, round and round."""
        shown = [rows for rows in self.columns if rows.display]
        here = next((at for at, rows in enumerate(shown) if rows.has_focus), 0)
        shown[(here + 1) % len(shown)].focus()

    def on_rows_opened(self, event: Rows.Opened) -> None:
        self.dismiss(None if event.key in MOVES else event.key)


def _shown(key: Key) -> str:
    """The key and its F-key twin, which works while a Chinese input method is composing."""
    twins = [name.upper() for name in key.keys.split(",") if name[:1] == "f" and name[1:].isdigit()]
    return " ".join([key.shown, *(twin for twin in twins if twin != key.shown)])


def _even(groups: Sequence[list[str]], many: int) -> list[list[list[str]]]:
    """Groups in their order in at most so many columns, the longest of which is as short as can be."""
    if many == 1 or len(groups) == 1:
        return [list(groups)]
    found = [[list(groups[:at]), *_even(groups[at:], many - 1)] for at in range(1, len(groups))]
    return min(found, key=lambda parts: max(sum(map(len, part)) + len(part) - 1 for part in parts))
