"""One merit: praise, a reward, a step of supervision with its evidence and answers, or an exemption."""

from collections.abc import Collection, Sequence
from typing import ClassVar

from campaign.core.situation import Situation
from campaign.service import Session, merits, names
from campaign.service.news import name_of
from campaign.tables.merits import others
from campaign.tables.sections import PageRow
from campaign.text import N_
from campaign.tui.screens.honours.merit_content import MeritView, merit_rows
from campaign.tui.shell.record_page import RecordPage


class MeritPage(RecordPage[MeritView]):
    """Another step of the same ladder concerns it too."""

    TITLE_TEXT = N_("Merit")
    HINTS: ClassVar[tuple[str, ...]] = ("own", "open", "add", "back")
    FOLLOWS = ("merit",)

    def acts_on(self, row: PageRow) -> bool:
        """Whom and what it is about can be opened; answers and payments are the merit's."""
        return row.key.startswith(("evidence:", "step:"))

    def look(self, session: Session, situation: Situation) -> MeritView:
        found = merits.merit(session, situation, self.code)
        actors = {found.merit.actor, *(said.actor for said in found.answers)}
        return MeritView(situation, found, others(merits.merits(session, situation), found),
                         {item.code: name_of(session, situation, item.code) for item in found.evidence},
                         {actor: names.name_of(session, "person", actor) or actor for actor in actors if actor})

    def about_it(self, view: MeritView) -> Sequence[str | None]:
        merit = view.found.merit
        return (merit.project, view.found.subject, merit.unit, merit.person, merit.county)

    def sections(self, situation: Situation, view: MeritView, width: int) -> Sequence[PageRow]:
        return merit_rows(view, width)

    def shown(self, view: MeritView) -> Collection[str | None]:
        found = view.found
        return {found.subject, found.merit.project, *(item.code for item in found.evidence)}
