"""A pane whose rows are not in the situation: it reads its own when it is shown, and again when they may have changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from campaign.core import codes
from campaign.core.situation import Situation
from campaign.kinds.registry import CODED
from campaign.service import Session
from campaign.tui.shell.background import Background
from campaign.tui.shell.list_pane import Pane

RECORDS = tuple(kind for kind in CODED if kind not in ("county", "unit", "person"))
"""Kinds that no row of another kind is named by: a county, unit or person that changed may be called otherwise now."""


class LoadingPane(Pane):
    """It reads what it lists."""

    FOLLOWS: ClassVar[tuple[str, ...]] = ()
    """Kinds of which any change may change what it lists."""
    AT_ONCE: ClassVar[bool] = False
    """It is read in no time: also beside another that has the keys, with the first paint."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._rows: Mapping[str, Any] | None = None
        self._before: Mapping[str, Any] | None = None
        """What it listed before the latest news."""

    @property
    def count(self) -> int | None:
        return None if self._rows is None else len(self._rows)

    @property
    def unread(self) -> bool:
        return self._rows is None

    def concerned(self, changed: set[str]) -> bool:
        return True  # they tell more than the row does

    # Reading --------------------------------------------------------------------------------------------------------------

    def read_rows(self, situation: Situation) -> Mapping[str, Any]:
        raise NotImplementedError

    def read(self, situation: Situation, touched: frozenset[str] | None) -> bool:
        self._before = self._rows
        if self.stale(self.was, situation, touched):
            self._rows = self.read_rows(situation)
        return True

    def stale(self, old: Situation | None, new: Situation, touched: frozenset[str] | None) -> bool:
        """Whether what is listed may be another now."""
        return self._rows is None or old is None or touched is None or old.today != new.today \
            or any(codes.is_a(code, *self.FOLLOWS) or self.decides(old, new, code) for code in touched)

    def decides(self, old: Situation, new: Situation, code: str) -> bool:
        """Whether this change changes what is listed, where not every one does: most are reports, and reading takes a while."""
        return False

    def affected(self, old: Situation, new: Situation, touched: frozenset[str]) -> set[str] | None:
        before, rows = self._before, self._rows or {}
        if before is None or not all(codes.is_a(code, *RECORDS) for code in touched):
            return None  # a name may have changed
        if before is rows:
            return set()
        return {code for code in before.keys() | rows.keys() if before.get(code) != rows.get(code)}

    # What a list asks -----------------------------------------------------------------------------------------------------

    def rows_of(self, situation: Situation) -> Mapping[str, Any]:
        return self._rows or {}

    def suits(self, words: Mapping[str, str]) -> bool:
        return False


class BackgroundPane(LoadingPane):
    """One whose rows take longer to read than a key may wait: a thread reads them, what was listed stays meanwhile."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._beside: Background[Mapping[str, Any]] = Background(self)
        self._awaited = ""
        """What the cursor goes to when it has been read."""

    def read_beside(self, session: Session, situation: Situation) -> Mapping[str, Any]:
        """As ``read_rows``, in a thread with a session of its own: nothing of the screen may be asked here."""
        raise NotImplementedError

    @property
    def behind(self) -> bool:
        return super().behind or self._beside.busy

    def read(self, situation: Situation, touched: frozenset[str] | None) -> bool:
        if self.stale(self.was, situation, touched) or self._beside.failed:
            self._beside.ask(lambda session: self.read_beside(session, situation), self._show_all)
        elif not self._beside.busy:
            self._before = self._rows
            return True
        return False

    def point(self, key: str) -> None:
        super().point(key)
        self._awaited = key if self.behind else ""

    def _show_all(self, found: Mapping[str, Any]) -> None:
        self._before, self._rows = self._rows, found
        self.arrived()
        if self._awaited:
            self.rows.move_to(self._awaited)
            self._awaited = ""
        self.post_message(self.Arrived(self))

    def arrived(self) -> None:
        """The rows are others now than ``_before``."""
        self.find.forget()
        self.fill()
