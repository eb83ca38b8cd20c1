"""Totals by sector and investor: plan, money done, and what of it is private."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from campaign.core.facts import NOTHING, tally
from campaign.core.model.project import Investor, Sector
from campaign.core.overview import is_private
from campaign.core.situation import Situation
from campaign.service import Session, questions
from campaign.service.questions import By
from campaign.tables.tones import Line
from campaign.tables.totals import TOTALS, Total, details
from campaign.text import N_, _
from campaign.tui.host import host_of
from campaign.tui.shell.loading_pane import BackgroundPane
from campaign.words import label


class Totals(dict[str, Total]):
    """By ``sector industry`` or ``investor private``, and the whole city."""

    def __init__(self, rows: Mapping[str, Total], city: Total) -> None:
        super().__init__(rows)
        self.city = city


class TotalsPane(BackgroundPane):
    """Plan and money done by sector and by investor, and what of it is private."""

    TITLE_TEXT, SHORT = N_("Totals by sector and investor"), N_("Totals")
    HINTS = ("panes", "open", "sort", "filter")
    LEAN = 8
    TABLE = TOTALS

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
        return details(rows[code], rows.city, width)[:height] if isinstance(rows, Totals) else ()

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
