"""Where to go today: every stop of a leader, or of everyone, county by county (docs/handbook/rules.md, Today)."""

from collections.abc import Sequence
from typing import ClassVar

from campaign.core.situation import Situation
from campaign.core.today import Round, Stop, today
from campaign.service import Session
from campaign.tables.cells import name_of, projects_text
from campaign.tables.sections import PageRow, title
from campaign.tables.today import stop_line
from campaign.tables.width import cut
from campaign.text import N_, _
from campaign.tui.shell.record_page import RecordPage, found, leaders

EVERYONE = ""
"""Instead of a leader's code."""


NEAR = 4
"""Projects of which more is told beside the list."""


class TodayPage(RecordPage[Sequence[Round]]):
    """Thousands of stops may be everyone's: a line is made when it is drawn."""

    TITLE_TEXT = N_("Where to go today")
    HINTS: ClassVar[tuple[str, ...]] = ("sideways", "open", "visit", "back")

    def __init__(self, code: str = EVERYONE) -> None:
        super().__init__(code)
        self._stops: dict[str, Stop] = {}

    def heading(self) -> str:
        whose = name_of(self._shown, self.code) if self.code else _("all leaders")
        return f"{_(self.TITLE_TEXT)}  {cut(whose, 12)}"

    def neighbours(self, situation: Situation) -> Sequence[str]:
        return EVERYONE, *leaders(situation)

    def look(self, session: Session, situation: Situation) -> Sequence[Round]:
        if self.code:
            found(situation.snapshot.people.get(self.code), self.code)
        return today(situation, self.code or None)

    def sections(self, situation: Situation, view: Sequence[Round], width: int) -> Sequence[PageRow]:
        rows: list[PageRow] = []
        self._stops = {}
        for on in view:
            name = name_of(situation, on.county) if on.county else _("no county")
            rows += title(f"county:{on.county}", name, projects_text(len(on.stops)))
            self._stops |= {f"stop:{stop.project}": stop for stop in on.stops}
            rows += [PageRow(f"stop:{stop.project}", (), stop.project) for stop in on.stops]
        if not rows:
            self.listing.set_empty(("", _("Nobody has to go anywhere today.")))
        return rows[1:]  # no blank line above the first county

    def about_it(self, view: Sequence[Round]) -> Sequence[str | None]:
        """The first that should be gone to, and who should go."""
        return (*[stop.project for on in view for stop in on.stops][:NEAR], self.code or None)

    def concerned(self, view: Sequence[Round], situation: Situation, touched: frozenset[str]) -> bool:
        return True

    def _write(self, situation: Situation) -> None:
        super()._write(situation)
        self.listing.redraw()  # what a row says is not part of it

    def row(self, key: str, width: int) -> PageRow | None:
        row, stop = super().row(key, width), self._stops.get(key)
        if row is None or stop is None or self._shown is None or not width:
            return row
        return row._replace(line=stop_line(self._shown, stop, width, by_leader=not self.code))

    @property
    def subject(self) -> str | None:
        return super().subject or None

    @property
    def person(self) -> str | None:
        """Whoever should go there."""
        stop = self._stops.get(self.listing.cursor or "")
        project = self._shown.snapshot.projects.get(stop.project) if stop is not None and self._shown is not None else None
        return self.code or (project.leader if project is not None else None)

    def status(self) -> str:
        at = self.listing.cursor or ""
        return f"{list(self._stops).index(at) + 1}/{len(self._stops)}" if at in self._stops else ""
