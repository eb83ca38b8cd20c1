"""All keys by group, those of this page first, in two columns where there is room. Enter presses the one under the cursor."""

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


TWO, GAP = 110, 3
"""Cells of a screen from which on the keys stand in two columns, and cells between those."""


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
        self.rows, self.more = Rows(self._draw), Rows(self._draw)
        return (Horizontal(self.rows, self.more),)

    def hints(self) -> list[tuple[str, str]]:
        return [("j k", _("move")), ("Enter", _("do it")), ("Esc", _("close"))]

    def on_mount(self) -> None:
        self.rows.focus()

    def widest(self, screen: int) -> int:
        return super().widest(screen) if screen < TWO else screen - 4

    def fit(self, lines: int, width: int) -> None:
        two = self.size.width >= TWO
        each = (width - GAP) // 2 if two else width
        self._room = min(self._wide, each // 3)
        self._told = {}
        keys: list[str] = []
        for name in self._all:
            if name in self._headers and keys:
                keys.append(f"# blank {name}")
            keys.append(name)
            if name not in self._headers:
                self._told[name], *more = wrapped(told(BY_ACTION[name]), each - self._room - 2)
                below = {f"+ {name} {n}": line for n, line in enumerate(more)}
                self._told |= below
                keys += below
        starts = [at for at, name in enumerate(keys) if name.startswith("# blank")]
        half = min(starts, key=lambda at: max(at, len(keys) - at)) if two else len(keys)
        for rows, its in ((self.rows, keys[:half]), (self.more, keys[half + 1:])):
            rows.display = bool(its)
            rows.styles.height = min(lines, max(half, len(keys) - half - 1))
            rows.set_items(its, {name for name in its if name.startswith(("#", "+"))})
        self.more.styles.margin = (0, 0, 0, GAP)

    def _draw(self, name: str, width: int, selected: bool) -> Sequence[Line]:
        if name in self._headers:
            return (heading(width, _(GROUPS[name[2:]]), host_of(self).signs),)
        if name.startswith("#"):
            return ()
        if name.startswith("+"):  # no row of its own, and no title either
            return ([(" " * (self._room + 1), ""), (self._told[name], PLAIN)],)
        return ([(padded(self._shown[name], self._room) + " ", "accent"), (self._told[name], "")],)

    def action_other(self) -> None:
        """From one column to the other."""
        if self.more.display:
            (self.rows if self.more.has_focus else self.more).focus()

    def on_rows_opened(self, event: Rows.Opened) -> None:
        self.dismiss(None if event.key in MOVES else event.key)


def _shown(key: Key) -> str:
    """The key and its F-key twin, which works while a Chinese input method is composing."""
    twins = [name.upper() for name in key.keys.split(",") if name[:1] == "f" and name[1:].isdigit()]
    return " ".join([key.shown, *(twin for twin in twins if twin != key.shown)])
