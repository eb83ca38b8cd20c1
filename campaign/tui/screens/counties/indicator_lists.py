"""Three panes of the page of counties: their indicators, growth parity, and totals by sector and investor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from campaign.core import codes
from campaign.core.facts import NOTHING, tally
from campaign.core.indicators import Key, Parity, Series
from campaign.core.model.project import Investor, Project, Sector
from campaign.core.overview import is_private
from campaign.core.situation import Situation
from campaign.service import Session, indicators, questions
from campaign.service.questions import By
from campaign.tables.indicators import INDICATORS, AgainstTarget, standings
from campaign.tables.indicators import details as indicator_details
from campaign.tables.parity import PARITY, Parities, scale
from campaign.tables.parity import details as parity_details
from campaign.tables.tones import Line
from campaign.tables.totals import TOTALS, Total
from campaign.tables.totals import details as total_details
from campaign.text import N_, _
from campaign.tui.host import host_of
from campaign.tui.shell.loading_pane import BackgroundPane, LoadingPane
from campaign.words import label

EXAMPLES = ("campaign indicator COUNTY investment 2026-10 7.3%", "campaign indicator COUNTY investment 2026 --target 9%")


class IndicatorPane(LoadingPane):
    """The latest figure of every indicator of every county, against its target, and its course."""

    TITLE_TEXT, SHORT = N_("Indicators of the counties"), N_("Indicators")
    ADDS = ("indicator",)
    HINTS = ("panes", "add", "edit", "open", "group", "filter", "sort")
    FOLLOWS = ("county", "indicator")
    TABLE = INDICATORS
    SORTS = INDICATORS.sort_keys
    GROUPS = INDICATORS.group_keys

    def read_rows(self, situation: Situation) -> Mapping[str, AgainstTarget]:
        return standings(indicators.table(self.session).values())

    def title(self) -> str:
        return super().title() if self.group == "county" else _(self.TITLE_TEXT)

    def details(self, situation: Situation, code: str, width: int, height: int) -> Sequence[Line]:
        told = self.listing(situation)
        return indicator_details(told, told.rows[code], width)[:height]

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
    TABLE = PARITY
    SORTS = PARITY.sort_keys

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


class Totals(dict[str, Total]):
    """By ``sector industry`` or ``investor private``, and the whole city."""

    def __init__(self, rows: Mapping[str, Total], city: Total) -> None:
        super().__init__(rows)
        self.city = city


class TotalsPane(BackgroundPane):
    """Plan and money done by sector and by investor, and what of it is private."""

    TITLE_TEXT, SHORT = N_("Totals by sector and investor"), N_("Totals")
    HINTS = ("panes", "open", "sort", "filter")
    TABLE = TOTALS
    SORTS = TOTALS.sort_keys
    GROUPS = TOTALS.group_keys

    def title(self) -> str:
        return _(self.TITLE_TEXT)

    @property
    def count(self) -> int | None:
        return None

    def read_beside(self, session: Session, situation: Situation) -> Mapping[str, Total]:
        rows: dict[str, Total] = {}
        for by in (By.SECTOR, By.INVESTOR):
            for line in questions.lines(situation, by):
                rows[f"{by} {line.code or ''}"] = Total(_named(by, line.code), line.rates.sums, line.private.sums)
        (city,) = questions.lines(situation, None)
        return Totals(rows, Total(_("the city"), city.rates.sums, city.private.sums))

    def read(self, situation: Situation, touched: frozenset[str] | None) -> bool:
        """Of thousands of projects only those that were touched are counted anew."""
        old, rows = self.was, self._rows
        if self._beside.wanted:
            return super().read(situation, None)  # what is being read would lack this
        if old is None or not isinstance(rows, Totals) or touched is None or old.today != situation.today \
                or old.snapshot.campaign != situation.snapshot.campaign:
            return super().read(situation, None)
        self._before = rows
        self._rows = _moved(rows, old, situation, touched)
        return True

    def affected(self, old: Situation, new: Situation, touched: frozenset[str]) -> set[str] | None:
        before, rows = self._before or {}, self._rows or {}
        return None if before.keys() != rows.keys() else {key for key in rows if before[key] != rows[key]}

    def details(self, situation: Situation, code: str, width: int, height: int) -> Sequence[Line]:
        rows = self._rows
        return total_details(rows[code], rows.city, width)[:height] if isinstance(rows, Totals) else ()

    def open(self, key: str) -> None:
        """Its projects."""
        by, _blank, word = key.partition(" ")
        host = host_of(self)
        if word:
            host.open_list("projects", {by: word})
        else:
            host.say(_("No list has only these; / in the list of projects finds them by name"))

    def empty(self) -> Sequence[str]:
        return (_("There is no project yet."),)


def _named(by: By, word: str | None) -> str:
    if not word:
        return _("(not known)")
    return label(Sector(word) if by is By.SECTOR else Investor(word))


def _moved(rows: Totals, old: Situation, new: Situation, touched: frozenset[str]) -> Totals:
    """With what the touched projects were taken out, and with what they are now put in."""
    found, city = dict(rows), rows.city
    settings = new.snapshot.campaign.settings
    for situation, plus in ((old, False), (new, True)):
        for code in touched:
            project = situation.snapshot.projects.get(code)
            if project is None or project.withdrawn is not None:
                continue
            sums = tally(project, new.today, settings)
            own = sums if is_private(project) else NOTHING
            for by in (By.SECTOR, By.INVESTOR):
                word = getattr(project, by.value) or ""
                key = f"{by} {word}"
                before = found.get(key) or Total(_named(by, word), NOTHING, NOTHING)
                found[key] = before.add(sums, own) if plus else before.take(sums, own)
            city = city.add(sums, own) if plus else city.take(sums, own)
    return Totals({key: row for key, row in found.items() if row.sums.projects or not key.endswith(" ")}, city)
