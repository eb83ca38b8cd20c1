"""Which file: its path is typed, Tab completes it, and what stands in that folder is listed below."""

import os
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input

from campaign.clean import printable
from campaign.text import _
from campaign.tui.dialogs.choose import Choice, Choose

LISTS = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".txt", ".htm", ".html"})
MOST = 2_000
"""Names of a folder that are looked at."""


class FileDialog(Choose):
    """The path as it is typed, or None. Only on one's own machine."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "complete", show=False, priority=True)]

    def __init__(self, path: str) -> None:
        super().__init__(_("Which file?"), (), query=path, placeholder=_("a path like ~/台账.xlsx; Tab completes it"))

    def hints(self) -> list[tuple[str, str]]:
        return [("Tab", _("complete")), ("Enter", _("take it")), ("Esc", _("close"))]

    def fit(self, lines: int, width: int) -> None:
        self.rows.styles.height = min(max(lines - 1, 3), 12)

    def _narrow(self, query: str, cursor: str | None) -> None:
        """Folders, and files that may be lists; every file once its name has been begun."""
        found = [Choice(path, printable(name), aside=aside) for path, name, aside in listed(query)]
        self._know(found)
        self.rows.set_empty((_("Nothing here begins like this"),))
        self.rows.set_items([choice.code for choice in found])
        self.foot()

    def action_complete(self) -> None:
        """As far as all that fits agrees; where one thing is left, that."""
        fitting = [path for path, _name, _aside in listed(self.typing.value)]
        first, last = min(fitting, default=""), max(fitting, default="")
        common = first[:next((at for at, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), len(first))]
        if len(common) > len(self.typing.value):
            self._type(common)
        elif self.rows.cursor is not None:
            self._type(self.rows.cursor)

    def _type(self, path: str) -> None:
        self.typing.value = path
        self.typing.cursor_position = len(path)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """A file that is there is taken as it is typed; else what is under the cursor."""
        event.stop()
        event.prevent_default()  # what is under the cursor is not all that can be meant here
        typed = event.value.strip()
        if typed and _is_file(typed):
            self._take(typed)
        elif self.rows.cursor is not None:
            self._take(self.rows.cursor)
        elif typed:
            self._take(typed)  # said when it is read

    def _take(self, code: str) -> None:
        if code.endswith("/"):
            self._type(code)
        else:
            super()._take(code)


def _is_file(path: str) -> bool:
    try:
        return Path(path).expanduser().is_file()
    except (OSError, ValueError, RuntimeError):
        return False


def listed(typed: str) -> list[tuple[str, str, str]]:
    """What goes on from it: path, name, and how large a file is; folders first."""
    begun = typed.rpartition("/")[2]
    if typed in ("~", ".", ".."):
        return [(f"{typed}/", f"{typed}/", "")]
    start = typed[:len(typed) - len(begun)]
    found = []
    try:
        with os.scandir(Path(start or ".").expanduser()) as entries:
            for _n, entry in zip(range(MOST), entries, strict=False):
                if not entry.name.casefold().startswith(begun.casefold()) or (entry.name.startswith(".") and not begun):
                    continue
                if entry.is_dir():
                    found.append((0, f"{start}{entry.name}/", f"{entry.name}/", ""))
                elif entry.is_file() and (begun or Path(entry.name).suffix.casefold() in LISTS):
                    found.append((1, start + entry.name, entry.name, f"{-(-entry.stat().st_size // 1024):,} KB"))
    except (OSError, ValueError, RuntimeError):
        return []
    return [(path, name, aside) for _kind, path, name, aside in sorted(found)]
