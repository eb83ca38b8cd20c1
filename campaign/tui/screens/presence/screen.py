"""Screen 9: who was on which site on which day, where nobody is today, and how the leaders keep in touch."""

from typing import ClassVar

from textual.binding import BindingType

from campaign.clean import printable
from campaign.tables.cells import name_of
from campaign.text import N_, _
from campaign.tui.host import Kept
from campaign.tui.keys import page_bindings
from campaign.tui.screens.presence.leaders_list import LeadersPane
from campaign.tui.screens.presence.sites_list import HINTS, SitesPane
from campaign.tui.shell.page import Page
from campaign.tui.shell.panes_page import PanesPage
from campaign.words import label


class PresencePage(PanesPage):
    TITLE_TEXT = N_("Sites")
    HINTS = HINTS
    BINDINGS: ClassVar[list[BindingType]] = page_bindings("visit")

    def __init__(self) -> None:
        self._sites, self._leaders = SitesPane(id="sites"), LeadersPane(id="leaders")
        super().__init__(self._sites, self._leaders)

    def kept(self) -> Kept | None:
        return self.pane.kept()

    def action_panes(self, step: int = 1) -> None:
        Page.action_panes(self)  # the leaders are another view: v goes there

    def action_group(self) -> None:
        """Between sites and leaders nothing is kept: neither the order nor what was typed or filtered."""
        if self.pane is self._leaders or self._sites.last_group:
            self._sites.restart()
            self._leaders.restart()
            self._go(1 - self._at)
            self.head()
        else:
            super().action_group()

    async def action_visit(self) -> None:
        """To the site under the cursor; of the leader under it, to one of those in that name."""
        leader = self.subject
        if self.pane is self._leaders and leader is not None:
            self.host.start_verb(self._visit_of(leader), "visit")
        else:
            await self.app.run_action("visit")

    async def _visit_of(self, leader: str) -> None:
        from campaign.tui.dialogs import choices as dialog_choices
        from campaign.tui.dialogs import choose, record_form

        situation, host = self.situation, self.host
        if situation is None:
            return
        name = printable(name_of(situation, leader))
        mine = [row for row in situation.snapshot.projects.values() if row.leader == leader and row.withdrawn is None]
        choices = [dialog_choices.word(row.code, row.name, note=label(situation.assessments[row.code].light)) for row in mine]
        title = _("Which project did {name} visit?").format(name=name)
        chosen = await host.push_screen_wait(choose.Choose(title, choices, empty=_("No project is in this name: c claims one")))
        if chosen is None:
            return
        form = record_form.visit(chosen, printable(name_of(situation, chosen)), leader, host.session.today)
        if await host.push_screen_wait(form) is not None:
            host.tell(_("{what}; u takes it back").format(what=_("{code}: visit recorded").format(code=chosen)))
