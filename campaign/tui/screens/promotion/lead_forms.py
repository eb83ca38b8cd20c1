"""The forms of leads: a new one, and how far it has got."""

from campaign.core.model.leads import Lead, LeadStage
from campaign.kinds.field import Field, Type
from campaign.service import Session, leads
from campaign.text import N_, _
from campaign.tui.dialogs.form import Form
from campaign.tui.dialogs.form_fields import lines, written
from campaign.tui.dialogs.form_lines import Saved, Values
from campaign.tui.dialogs.record_form import Forms, but
from campaign.words import label

_STAGE, _NEXT, _NEXT_ON = lines("lead", "stage", "next_step", "next_on", stage={"hint": N_("empty: a lead")})
_ON = Field("on", Type.DAY, past=True, hint=N_("empty: today"))


def _add(session: Session, typed: Values, request: str) -> Saved:
    own = but(typed, "stage", "next_step", "next_on", "on")
    return leads.add_lead(session, own, stage=typed.get("stage"), next_step=typed.get("next_step"),
                          next_on=typed.get("next_on"), on=typed.get("on"), request=request)


LEAD = Forms(_add, (*lines("lead"), _STAGE, _NEXT, _NEXT_ON, _ON))


def move_on(lead: Lead, to: LeadStage) -> Form:
    """To another stage, and what comes next; landing makes a project, or takes one that there is."""
    asked = [Field("note", limit=500, label=N_("What was done")), _NEXT, _NEXT_ON, _ON]
    if to is LeadStage.LANDED:
        asked = [Field("project", "project", label=N_("As this project"), hint=N_("empty: a new project is made of it")),
                 asked[0], _ON]

    def save(session: Session, typed: Values, version: int | None, request: str) -> Saved:
        return leads.advance(session, lead.code, to, note=typed.get("note"), next_step=typed.get("next_step"),
                                 next_on=typed.get("next_on"), project=typed.get("project"), on=typed.get("on"),
                                 version=version, request=request).done

    title = _("{code} {name}: {before} -> {after}").format(code=lead.code, name=lead.name, before=label(lead.stage),
                                                           after=label(to))
    return Form(title, asked, save, version=lead.version, key=f"advance {lead.code} {to}")


def note(lead: Lead) -> Form:
    """What was done, and what is next."""
    asked = [Field("note", limit=500, label=N_("What was done")), _NEXT, _NEXT_ON, _ON]

    def save(session: Session, typed: Values, version: int | None, request: str) -> Saved:
        # an emptied line is not handed over: said as empty here, or nothing at all would mean "on to the next stage"
        return leads.advance(session, lead.code, note=typed.get("note"), next_step=typed.get("next_step", ""),
                                 next_on=typed.get("next_on"), on=typed.get("on"), version=version, request=request).done

    now = {"next_step": lead.next_step or "", "next_on": written(Type.DAY, lead.next_on)}
    return Form(_("{code} {name}: note").format(code=lead.code, name=lead.name), asked, save, values=now,
                version=lead.version, key=f"note {lead.code}")


def end(lead: Lead) -> Form:
    """Given up, or taken up again."""
    gone = lead.dropped is not None
    asked = [Field("why", required=True, limit=500, label=N_("Why")), _ON]

    def save(session: Session, typed: Values, version: int | None, request: str) -> Saved:
        why = typed.get("why", "")
        return leads.advance(session, lead.code, drop=None if gone else why, reopen=why if gone else None, on=typed.get("on"),
                                 version=version, request=request).done

    title = _("{code} {name} is taken up again") if gone else _("{code} {name} is given up")
    return Form(title.format(code=lead.code, name=lead.name), asked, save, version=lead.version,
                key=f"end {lead.code}")
