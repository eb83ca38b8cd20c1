"""The verbs of leads (K): what the keys do on one of them."""

from typing import TYPE_CHECKING
from uuid import uuid4

from campaign.core.errors import CampaignError
from campaign.core.leads import STAGES, following
from campaign.core.model.leads import Lead, LeadStage
from campaign.service import leads
from campaign.store.records import LEADS
from campaign.text import _
from campaign.tui.shell.lazy import lazy
from campaign.tui.shell.verb_context import VerbContext
from campaign.words import label

if TYPE_CHECKING:
    from campaign.tui.dialogs import choices, choose
    from campaign.tui.screens.promotion import lead_forms
else:
    lead_forms = lazy("campaign.tui.screens.promotion.lead_forms")
    choose = lazy("campaign.tui.dialogs.choose")
    choices = lazy("campaign.tui.dialogs.choices")

END = "-"
"""Chosen instead of a stage: it ends without a project."""


class LeadVerbs(VerbContext):
    """A part of the app."""

    def _of_leads(self, subject: str) -> bool:
        """Whether ``a`` adds a lead first: on the leads, and on one of them."""
        return self._adds == "lead" or subject[:1] == "K"

    async def _note_lead(self, code: str) -> None:
        lead = LEADS.one(self._own.session.store, code)
        if lead.dropped is not None:
            await self._filled(lead_forms.end(lead), _("{code} goes on"))
        else:
            await self._filled(lead_forms.note(lead), _("{code}: noted"))

    async def _advance_lead(self, code: str) -> None:
        """To which stage, the next one first; then what was done. One given up is taken up again."""
        lead = LEADS.one(self._own.session.store, code)
        if lead.dropped is not None:
            await self._filled(lead_forms.end(lead), _("{code} goes on"))
            return
        if lead.project is not None:
            self.tell(_("{code} is project {project} already").format(code=code, project=lead.project))
            return
        chosen = await self.push_screen_wait(
            choose.Choose(_("{code}: how far is it now?").format(code=code), self._stages(lead)))
        if chosen is None:
            return
        if chosen == END:
            await self._filled(lead_forms.end(lead), _("{code} is given up"))
            return
        stage = LeadStage(chosen)
        await self._filled(lead_forms.move_on(lead, stage), _("{code} saved"))
        became = LEADS.one(self._own.session.store, code).project
        if became is not None:
            self._done(_("{code} is project {project} now").format(code=code, project=became))

    async def _land(self, code: str) -> None:
        """One key makes a signed lead a project; u takes both back."""
        lead = LEADS.one(self._own.session.store, code)
        if lead.project is not None:
            self.tell(_("{code} is project {project} already").format(code=code, project=lead.project))
            return
        if lead.dropped is not None or lead.stage is not LeadStage.SIGNED:
            self.tell(_("{code} is not signed: m brings it on").format(code=code))
            return
        request = uuid4().hex
        outcome = await self.written(lambda session: leads.advance(session, code, LeadStage.LANDED, version=lead.version,
                                                                       request=request))
        if isinstance(outcome, CampaignError):
            raise outcome
        self._point_at(code)
        self._done(_("{code} is project {project} now").format(code=code, project=outcome.project))

    def _stages(self, lead: Lead) -> list["choose.Choice"]:
        """The next stage first, then the others, then its end."""
        first = following(lead.stage)
        others = [stage for stage in STAGES if stage not in (first, lead.stage)]
        found = [choices.word(stage.value, label(stage), note=_("it becomes a project") if stage is LeadStage.LANDED else "")
                 for stage in (first, *others) if stage is not None]
        return [*found, choices.word(END, _("given up"), note=_("it ends without a project"))]
