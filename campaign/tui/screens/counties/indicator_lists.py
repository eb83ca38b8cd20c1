"""Two panes of the page of counties: their indicators, and growth parity."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from campaign.core import codes
from campaign.core.indicators import Key, Parity, Series
from campaign.core.model.project import Project
from campaign.core.situation import Situation
from campaign.service import indicators
from campaign.tables.indicators import INDICATORS, AgainstTarget, standings
from campaign.tables.indicators import details as indicator_details
from campaign.tables.parity import PARITY, Parities, scale
from campaign.tables.parity import details as parity_details
from campaign.tables.tones import Line
from campaign.text import N_, _
from campaign.tui.host import host_of
from campaign.tui.shell.loading_pane import LoadingPane

EXAMPLES = ("campaign indicator COUNTY investment 2026-10 7.3%", "campaign indicator COUNTY investment 2026 --target 9%")


class IndicatorPane(LoadingPane):
    """The latest figure of every indicator of every county, against its target, and its course."""

    TITLE_TEXT, SHORT = N_("Indicators of the counties"), N_("Indicators")
    ADDS = ("indicator",)
    HINTS = ("panes", "add", "own", "open", "group", "filter", "sort")
    KIND = "indicator"
    FOLLOWS = ("county", "indicator")
    LEAN = 10
    TABLE = INDICATORS

    def read_rows(self, situation: Situation) -> Mapping[str, AgainstTarget]:
        return standings(indicators.table(self.session).values())

    def title(self) -> str:
        return super().title() if self.group == "county" else _(self.TITLE_TEXT)

    def details(self, situation: Situation, code: str, width: int, height: int) -> Sequence[Line]:
        told = self.listing(situation)
        return indicator_details(told, told.rows[code], width, host_of(self).signs)[:height]

    def empty(self) -> Sequence[str]:
        return (_("No indicator was entered yet."), "", _("a enters one here; on the command line:"), *EXAMPLES)


def _counted(row: Project | None) -> tuple[object, ...]:
    """What of a project the money still needed rests on."""
    return () if row is None else (row.county, row.plan_100, row.done_100, row.withdrawn is None)


class ParityPane(LoadingPane):
    """Growth of investment minus that of GDP and of industry, and the money still needed a day."""

    TITLE_TEXT, SHORT = N_("Growth of investment against GDP and industry"), N_("Parity")
    ADDS = ("indicator",)
    HINTS = ("panes", "open", "add", "sort", "filter")
    FOLLOWS = ("county",)
    LEAN = 10
    TABLE = PARITY

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._table: Mapping[Key, Series] | None = None
        """Every series; they change with a county alone, the money done with every report."""
        self._most = 0

    def read(self, situation: Situation, touched: frozenset[str] | None) -> bool:
        if touched is None or any(codes.is_a(code, "county") for code in touched):
            self._table = None
        return super().read(situation, touched)

    def read_rows(self, situation: Situation) -> Mapping[str, Parity]:
        if self._table is None:
            self._table = indicators.table(self.session)
        rows = indicators.parity(self.session, situation, found=self._table)
        most = scale(rows)
        if most != self._most:
            self._most, self._before = most, None  # every bar is another one
        return {row.county: row for row in rows}

    def affected(self, old: Situation, new: Situation, touched: frozenset[str]) -> set[str] | None:
        return None if self._before is None else super().affected(old, new, touched)

    def decides(self, old: Situation, new: Situation, code: str) -> bool:
        before, after = (told.snapshot.projects.get(code) for told in (old, new))
        return codes.is_a(code, "project") and _counted(before) != _counted(after)

    def told(self, situation: Situation, rows: Mapping[str, Parity]) -> Parities:
        return Parities(situation, rows)

    def details(self, situation: Situation, code: str, width: int, height: int) -> Sequence[Line]:
        told = self.told(situation, self._rows or {})
        return parity_details(told, told.rows[code], width)[:height]

    def open(self, key: str) -> None:
        """The periods that its figures are made from."""
        from campaign.tui.screens.counties.indicator_page import ParityPage

        self.app.push_screen(ParityPage(key))

    def empty(self) -> Sequence[str]:
        return (_("There is no county yet; campaign add-county adds one."),)
