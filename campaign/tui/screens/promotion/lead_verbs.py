"""The verbs of leads: what the keys do on one of them."""

from uuid import uuid4

from campaign.core.leads import STAGES, following
from campaign.core.model.leads import Lead, LeadStage
from campaign.service import leads
from campaign.text import _
from campaign.tui.dialogs import choose
from campaign.tui.host import Host
from campaign.tui.screens.promotion import lead_forms
from campaign.tui.shell.verb_context import situation_of
from campaign.tui.shell.verb_writing import ask_write, done, point_at, write
from campaign.words import label

END = "-"
"""Chosen instead of a stage: it ends without a project."""


def _lead(host: Host, row: str) -> Lead:
    return leads.lead(host.session, situation_of(host), row)[0].lead


async def note(host: Host, row: str) -> None:
    """What was done. One given up is taken up again."""
    lead = _lead(host, row)
    if lead.dropped is not None:
        await ask_write(host, lead_forms.end(lead), _("{code} goes on"))
    else:
        await ask_write(host, lead_forms.note(lead), _("{code}: noted"))


async def advance(host: Host, row: str) -> None:
    """To which stage, the next one first; then what was done. One given up is taken up again."""
    lead = _lead(host, row)
    if lead.dropped is not None:
        await ask_write(host, lead_forms.end(lead), _("{code} goes on"))
        return
    if lead.project is not None:
        host.tell(_("{code} is project {project} already").format(code=row, project=lead.project))
        return
    chosen = await host.push_screen_wait(choose.Choose(_("{code}: how far is it now?").format(code=row), _stages(lead)))
    if chosen is None:
        return
    if chosen == END:
        await ask_write(host, lead_forms.end(lead), _("{code} is given up"))
        return
    await ask_write(host, lead_forms.move_on(lead, LeadStage(chosen)), _("{code} saved"))
    became = _lead(host, row).project
    if became is not None:
        done(host, _("{code} is project {project} now").format(code=row, project=became))


async def land(host: Host, row: str) -> None:
    """One key makes a signed lead a project; u takes both back."""
    lead = _lead(host, row)
    if lead.project is not None:
        host.tell(_("{code} is project {project} already").format(code=row, project=lead.project))
        return
    if lead.dropped is not None or lead.stage is not LeadStage.SIGNED:
        host.tell(_("{code} is not signed: m brings it on").format(code=row))
        return
    version, request = lead.version, uuid4().hex
    landed = await write(host, lambda session: leads.advance(session, row, LeadStage.LANDED, version=version, request=request))
    point_at(host, row)
    done(host, _("{code} is project {project} now").format(code=row, project=landed.project))


def _stages(lead: Lead) -> list[choose.Choice]:
    """The next stage first, then the others, then its end."""
    first = following(lead.stage)
    others = [stage for stage in STAGES if stage not in (first, lead.stage)]
    found = [choose.word(stage.value, label(stage), note=_("it becomes a project") if stage is LeadStage.LANDED else "")
             for stage in (first, *others) if stage is not None]
    return [*found, choose.word(END, _("given up"), note=_("it ends without a project"))]
