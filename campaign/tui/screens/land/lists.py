"""The two halves of screen 6: land tasks, which a situation holds, and approvals, which are read when they are shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, ClassVar

from campaign.core import codes
from campaign.core.model.land import Approval, ApprovalState
from campaign.core.situation import Situation
from campaign.service import approvals, land
from campaign.tables import approval_details, land_task_page
from campaign.tables.approvals import APPROVALS, WORDS, Approvals, accepts
from campaign.tables.history import Dated
from campaign.tables.land_task_record import LandTasks
from campaign.tables.land_tasks import LAND_TASKS
from campaign.tables.tones import Line
from campaign.text import N_, _
from campaign.tui.host import host_of
from campaign.tui.shell.background import Background
from campaign.tui.shell.list_pane import Pane

KEPT = 64
"""Histories kept, some screens of them."""


class GroundPane(Pane):
    """What both halves have in common: the history of what is under the cursor is read when it is asked for."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._histories: dict[str, list[Dated]] = {}

    def concerned(self, changed: set[str]) -> bool:
        return True  # histories tell more than the row does

    def read(self, situation: Situation, touched: frozenset[str] | None) -> bool:
        if touched is None:
            self._histories.clear()
        for code in touched or ():
            self._histories.pop(code, None)
        return True

    def forget(self) -> None:
        self._histories.clear()  # they are in the words of a language
        super().forget()

    def history(self, code: str) -> list[Dated]:
        found = self._histories.get(code)
        if found is None:
            if len(self._histories) >= KEPT:
                self._histories.clear()
            found = self._histories[code] = self.read_history(code)
        return found

    def read_history(self, code: str) -> list[Dated]:
        raise NotImplementedError


class LandPane(GroundPane):
    """The land tasks that are not accepted, all of which a situation holds."""

    TITLE_TEXT = N_("Land tasks")
    HINTS = ("panes", "own", "filter", "group", "open")
    KIND = "land_task"
    SCREEN = "land"
    TABLE = LAND_TASKS

    def rows_of(self, situation: Situation) -> Mapping[str, Any]:
        return situation.snapshot.lands

    def told(self, situation: Situation, rows: Mapping[str, Any]) -> LandTasks:
        return LandTasks(situation, rows)

    def suits(self, words: Mapping[str, str]) -> bool:
        return not codes.is_a(words.get("code"), "approval") and words.get("state") not in set(ApprovalState)

    def affected(self, old: Situation, new: Situation, touched: frozenset[str]) -> set[str] | None:
        found: set[str] = set()
        for code in touched:
            if codes.is_a(code, "land_task"):
                found.add(code)
            elif codes.is_a(code, "project"):  # what it freezes, and who leads it
                found.update(task.code for situation in (old, new) for task in situation.lands_of(code))
            elif not codes.is_a(code, "approval", "blocker"):
                return None
        return found

    def details(self, situation: Situation, code: str, width: int, height: int) -> Sequence[Line]:
        told: Any = self.listing(situation)
        return land_task_page.details(told, told.rows[code], self.history(code), width, height, host_of(self).signs)

    def read_history(self, code: str) -> list[Dated]:
        assert self.now is not None
        return land_task_page.history(self.now.snapshot.lands[code], land.events(self.session, code), self.now)

    def empty(self) -> Sequence[str]:
        return (_("No land task is open."), "", _("a adds one here; on the command line:"),
                "campaign add-land-task NAME", "  --kind expropriation --county C05", "  --target 434.9亩 --due D+60")


class ApprovalPane(GroundPane):
    """The approvals that are not settled, of projects that go on. No situation holds them: they are read when first shown."""

    TITLE_TEXT = N_("Approvals")
    HINTS = ("panes", "own", "filter", "group")
    KIND = "approval"
    SCREEN = "approvals"
    GROUP_WORDS: ClassVar[Mapping[str, str]] = {"authority": N_("body")}
    TABLE = APPROVALS

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._approvals: dict[str, Approval] | None = None
        self._beside: Background[dict[str, Approval]] = Background(self)
        self._pointed = ""
        """What to put the cursor on when it has been read."""
        self._later: set[str] = set()
        """Codes touched while all are being read."""

    # Reading --------------------------------------------------------------------------------------------------------------

    def read(self, situation: Situation, touched: frozenset[str] | None) -> bool:
        super().read(situation, touched)
        if self._beside.busy and touched is not None:
            self._later |= touched
            return False
        if self._approvals is None or touched is None:
            self._later = set()
            self._beside.ask(lambda session: approvals.unsettled(session, self._same), self._show_all)
            return False
        self._follow(touched)
        return True

    def _same(self, code: str) -> str:
        """The string that the situation has for the code of a project or a unit."""
        told = self.now.snapshot if self.now is not None else None
        row = None if told is None else told.projects.get(code) if codes.is_a(code, "project") else told.units.get(code)
        return code if row is None else row.code

    def _show_all(self, found: dict[str, Approval]) -> None:
        self._approvals = found
        self._follow(self._later)
        self.fill()
        self.point(self._pointed)
        self.post_message(self.Arrived(self))

    def point(self, key: str) -> None:
        self._pointed = "" if self.rows.move_to(key) else key

    def _follow(self, touched: Iterable[str]) -> None:
        """Read anew what was touched; what is settled now goes."""
        assert self._approvals is not None
        touched_ones = [code for code in touched if codes.is_a(code, "approval")]
        if not touched_ones:
            return
        for code in touched_ones:
            self._approvals.pop(code, None)
        for row in approvals.unsettled_among(self.session, touched_ones):
            self._approvals[row.code] = row

    # What the list asks ---------------------------------------------------------------------------------------------------

    def rows_of(self, situation: Situation) -> Mapping[str, Any]:
        return self._approvals or {}

    def told(self, situation: Situation, rows: Mapping[str, Any]) -> Approvals:
        return Approvals(situation, rows)

    def suits(self, words: Mapping[str, str]) -> bool:
        return WORDS.issuperset(words) and not codes.is_a(words.get("code"), "land_task")

    def accepts(self, situation: Situation) -> Callable[[str], bool]:
        return accepts(self.listing(situation), self.words)

    def affected(self, old: Situation, new: Situation, touched: frozenset[str]) -> set[str] | None:
        if not all(codes.is_a(code, "approval", "blocker", "land_task", "project") for code in touched):
            return None
        found = {code for code in touched if codes.is_a(code, "approval")}
        if projects := {code for code in touched if codes.is_a(code, "project")}:  # a moment, where an index would cost megabytes
            found.update(code for code, row in (self._approvals or {}).items() if row.project in projects)
        return found

    def details(self, situation: Situation, code: str, width: int, height: int) -> Sequence[Line]:
        told: Any = self.listing(situation)
        return approval_details.details(told, told.rows[code], self.history(code), width, height, host_of(self).signs)

    def read_history(self, code: str) -> list[Dated]:
        assert self.now is not None
        return approval_details.history(approvals.events(self.session, code), self.now)

    def empty(self) -> Sequence[str]:
        if self._approvals is None:
            return (_("loading"),)
        return (_("No approval is waiting."), "", _("a adds what a project needs; on the command line:"),
                "campaign add-approval P0042", "campaign submit A0001 --unit UNIT")
