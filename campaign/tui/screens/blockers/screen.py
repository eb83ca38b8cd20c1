"""Screen 3: whose bucket, for how long, what it freezes, and how it got there."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from campaign.core import codes
from campaign.core import situation as counted
from campaign.core.blockers import FLAGS
from campaign.core.model.blocker import Blocker, BlockerState, Event
from campaign.core.situation import Situation
from campaign.service import blockers, names
from campaign.tables.blocker_details import Told, details
from campaign.tables.blocker_record import Blockers
from campaign.tables.blockers import BLOCKERS, RESOLVED, affected
from campaign.tables.tones import Line, Piece
from campaign.tables.width import cells
from campaign.text import N_, _
from campaign.tui.host import host_of
from campaign.tui.shell.background import Background
from campaign.tui.shell.list_pane import Pane
from campaign.tui.shell.listed import UNGROUPED
from campaign.tui.shell.panes_page import PanesPage
from campaign.words import flag

KEPT = 64
"""Histories kept, some screens of them."""


class BlockersPane(Pane):
    TITLE_TEXT = N_("Blockers")
    SCREEN = "blockers"
    TABLE = BLOCKERS
    ADDS = ("blocker",)
    HINTS: ClassVar[tuple[str, ...]] = ("own", "group", "filter")
    KIND = "blocker"

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._events: dict[str, list[Event]] = {}
        self._settled: Mapping[str, Blocker] | None = None
        """The resolved ones, read when they are asked for."""
        self._beside: Background[Mapping[str, Blocker]] = Background(self)

    def title(self) -> str:
        return _("Resolved blockers") if self.group == RESOLVED else super().title()

    def summary(self, situation: Situation, width: int) -> Line:
        """How many are open, overdue, on hold, and what warns."""
        if self._showing_settled:
            return super().summary(situation, width)
        counts = situation.counts
        told: list[Piece] = [(_("{n} open").format(n=len(situation.snapshot.blockers)), "quiet")]
        late = counts[counted.OVERDUE]
        told.append((_("{n} overdue").format(n=late), "bold red" if late else "quiet"))
        told += [(f"{word} {n}", "quiet") for word, n in (
            (_("on hold"), counts[counted.HELD]), *((flag(name), counts[name]) for name in FLAGS)) if n]
        kept = told
        while kept and sum(cells(text) + 2 for text, _tone in kept) > width + 2:
            kept = kept[:-1]
        return [piece for one in kept for piece in (one, ("  ", ""))][:-1]

    def read(self, situation: Situation, touched: frozenset[str] | None) -> bool:
        if touched is None:
            self._events.clear()
        else:
            for code in touched:
                self._events.pop(code, None)
        if self._settled is not None:
            if touched is None:
                self._settled = None
            else:
                self._follow_settled(situation, touched)
        self._ask_settled()
        return True

    # The resolved ones --------------------------------------------------------------------------------------------------

    @property
    def _showing_settled(self) -> bool:
        return self.group == RESOLVED or self.words.get("state") == BlockerState.RESOLVED

    def _ask_settled(self) -> None:
        """Beside the screen: there can be tens of thousands."""
        if self._showing_settled and self._settled is None and self.now is not None:
            self._beside.ask(blockers.every, self._show_settled)

    def _show_settled(self, found: Mapping[str, Blocker]) -> None:
        self._settled = {code: row for code, row in found.items() if row.resolved is not None}
        self.fill()
        self.post_message(self.Arrived(self))

    def _follow_settled(self, situation: Situation, touched: frozenset[str]) -> None:
        for code in (code for code in touched if codes.is_a(code, "blocker")):
            settled = dict(self._settled or {})
            if code in situation.snapshot.blockers:
                settled.pop(code, None)
            elif names.name_of(self.session, "blocker", code) is not None:
                settled[code] = blockers.blocker(self.session, code)
            self._settled = settled

    def next_group(self) -> None:
        super().next_group()
        self._ask_settled()

    def set_words(self, words: Mapping[str, str]) -> None:
        if words and self.group == RESOLVED:
            self.group = self.TABLE.group_keys[0]
        super().set_words(words)
        self._ask_settled()

    # What the list asks -------------------------------------------------------------------------------------------------

    def rows_of(self, situation: Situation) -> Mapping[str, Blocker]:
        return (self._settled or {}) if self._showing_settled else situation.snapshot.blockers

    def told(self, situation: Situation, rows: Mapping[str, Blocker]) -> Blockers:
        return Blockers(situation, rows, sort=self.sort)

    def affected(self, old: Situation, new: Situation, touched: frozenset[str]) -> set[str] | None:
        return affected(old, new, touched)

    def grouping(self) -> str:
        return UNGROUPED if self.group == RESOLVED else self.group

    def details(self, situation: Situation, code: str, width: int, height: int) -> Sequence[Line]:
        told: Any = self.listing(situation)
        row = told.rows[code]
        others = [item for item in situation.snapshot.blockers.values() if item.unit == row.unit and item.code != code]
        return details(Told(situation, row, told.frozen, self._history(code), others), width, height, host_of(self).signs)

    def about_it(self, situation: Situation, code: str) -> Sequence[str | None]:
        row = self.listing(situation).rows[code]
        return (*row.projects, row.county)

    def _history(self, code: str) -> list[Event]:
        events = self._events.get(code)
        if events is None:
            if len(self._events) >= KEPT:
                self._events.clear()
            events = self._events[code] = blockers.events(self.session, code)
        return events

    def empty(self) -> Sequence[str]:
        if self._showing_settled:
            return (_("loading") if self._settled is None else _("Nothing is resolved yet."),)
        return (_("No blocker is open."), "", _("a adds one here; on the command line:"),
                "campaign add-blocker TITLE --project P0001 --category land --unit UNIT")


class BlockersPage(PanesPage):
    TITLE_TEXT = BlockersPane.TITLE_TEXT
    HINTS = BlockersPane.HINTS

    def __init__(self) -> None:
        super().__init__(BlockersPane(id="blockers"))
