"""A page of panes that read their own rows: a line above says which panes there are and how much each has."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.timer import Timer
from textual.widget import Widget

from campaign.core.situation import Situation
from campaign.tables import cards
from campaign.tables.glances import Glance, among_lists, with_lists
from campaign.tables.header import Target, taken
from campaign.tables.tones import Line
from campaign.tables.width import margin, spaced
from campaign.text import _
from campaign.tui.host import host_of
from campaign.tui.shell.headed import Headed
from campaign.tui.shell.list_pane import Pane
from campaign.tui.shell.loading_pane import BackgroundPane, LoadingPane
from campaign.tui.shell.panes_page import PanesPage
from campaign.tui.widgets.edges import Buttons, Edge

AFTER = 0.3
"""Seconds after news in which the panes that are not shown follow."""
COUNT = 5
"""Cells of a blank and a number."""
FEW = 7
"""Lines of a detail from which on there is room for more than a short one."""
LOW = 9
"""Lines of a detail below which there is room for it alone."""


class TabsPage(PanesPage):
    BINDINGS: ClassVar[list[BindingType]] = [Binding("shift+tab", "panes(-1)", show=False)]

    def __init__(self, *panes: Pane) -> None:
        super().__init__(*panes)
        self._counting: Timer | None = None
        self._counted = False
        for pane in panes:
            pane.captioned = False

    def body(self) -> Iterable[Widget]:
        yield Buttons(self._strip, lambda number: self._go(int(number)), self._strip_right, id="strip")
        yield from super().body()

    def on_mount(self) -> None:
        self._restrip()

    def show(self, situation: Situation, touched: frozenset[str] | None) -> None:
        super().show(situation, touched)
        self._read_at_once()
        self._restrip()
        if self._counting is None:
            self._counting = self.set_timer(AFTER, self._count)

    def _read_at_once(self) -> None:
        """With the first frame, which says how many each has, all of them."""
        for pane in self._panes if self._ready else ():
            if not self._counted or (isinstance(pane, LoadingPane) and pane.AT_ONCE):
                pane.catch_up()
        self._counted = all(pane.now is not None for pane in self._panes)

    def _count(self) -> None:
        """The line of panes says how many each has: of those that are not shown it is read when nobody waits for it."""
        self._counting = None
        behind = next((pane for pane in self._panes if pane.behind), None)
        if behind is not None and self.in_front():
            behind.catch_up()
            self._restrip()
            self._follow()
            self._counting = self.set_timer(AFTER, self._count)  # one at a time: a key comes in between

    def moved(self, pane: Headed) -> None:
        super().moved(pane)
        self._restrip()
        self._follow()

    def _follow(self) -> None:
        """What the others have is shown when all of it is known: once."""
        if not any(pane.behind for pane in self._panes):
            self.sheet.update()

    def _lay_out(self, width: int, height: int) -> None:
        super()._lay_out(width, height)
        self._read_at_once()
        self.query_one("#strip", Edge).styles.margin = (1, 0, 1, 0) if spaced(width, height) else 0
        self._restrip()

    def takes(self, width: int) -> int:
        return self.pane.takes(width - 2 * margin(width)) if self.pane.LEAN else 0

    # What the others have ---------------------------------------------------------------------------------------------------

    def _details(self, width: int, height: int) -> Sequence[Line]:
        """With what the other panes have, where the detail leaves room."""
        situation, signs = self.pane.now, host_of(self).signs
        if self.pane.LEAN and situation is not None and height >= FEW:
            return among_lists(super()._details, self.pane.LEAN, self.glances(),
                               (cards.counties(situation, signs), cards.overdue(situation, signs)), width, height)
        if height < LOW:
            return super()._details(width, height)
        return with_lists(super()._details, self.glances(), width, height)

    def glances(self) -> list[Glance]:
        """Of the panes that have not the keys, the next one first; what else belongs beside the one that has them."""
        others = (self._panes[(self._at + step) % len(self._panes)] for step in range(1, len(self._panes)))
        return [one for pane in others if (one := pane.glance()) is not None]

    # The line of panes ------------------------------------------------------------------------------------------------------

    def _restrip(self) -> None:
        for edge in self.query("#strip").results(Edge):
            edge.repaint()

    def _strip_right(self, width: int) -> Line:
        """What a page tells beside its panes, where there is room."""
        return ()

    def _strip(self, width: int) -> list[Target]:
        """All panes side by side, the one that has the keys standing out; on a narrow screen it, and which of how many it is."""
        edge = Target([(" " * margin(width), "")])
        for held in (True, False):
            whole = [self._tab(number, pane, held) for number, pane in enumerate(self._panes)]
            if taken([edge, *whole, edge]) <= width:
                return [edge, *whole]
        return [edge, whole[self._at], Target([(f"{self._at + 1}/{len(self._panes)}", "quiet")])]

    def _tab(self, number: int, pane: Pane, held: bool) -> Target:
        """``held``: how many it has takes as many cells before that is known, if it comes late."""
        count = ("" if pane.count is None else f" {pane.count}").ljust(COUNT if held and isinstance(pane, BackgroundPane) else 0)
        said = f"{_(pane.SHORT or pane.TITLE_TEXT)}{count}   "
        return Target([(said, "strong" if number == self._at else "quiet")], str(number))
