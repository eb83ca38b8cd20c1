"""The forms of leads."""

from collections.abc import Mapping

from campaign.clean import printable
from campaign.core.model.leads import Lead, LeadStage
from campaign.kinds import lead as lead_kind
from campaign.kinds.field import Type
from campaign.service import Session, leads
from campaign.store.records import LEADS
from campaign.text import N_, _
from campaign.tui.dialogs.form import Form, Reading, Saved, Values, adding, changed_by
from campaign.tui.dialogs.form_fields import FormField, slots, written
from campaign.tui.shell import taking
from campaign.words import label

_NEXT = FormField("next_step", limit=200)
_NEXT_ON = FormField("next_on", Type.DAY)
_ON = FormField("on", Type.DAY, past=True, hint=N_("empty: today"))
_STAGE = FormField("stage", Type.WORD, LeadStage, hint=N_("empty: a lead"))


def add(values: Mapping[str, str] | None = None) -> Form:
    lines = [*slots(lead_kind.FIELDS), _STAGE, _NEXT, _NEXT_ON, _ON]

    def save(session: Session, typed: Values, version: int | None, request: str) -> Saved:
        own = {name: text for name, text in typed.items() if lead_kind.KIND.by_name.get(name) in lead_kind.FIELDS}
        return leads.add_lead(session, own, stage=typed.get("stage"), next_step=typed.get("next_step"),
                                  next_on=typed.get("next_on"), on=typed.get("on"), request=request)

    return Form(adding("lead"), lines, save, values=values, key="add lead")


def edit(session: Session, code: str) -> Form:
    """What it is; how far it has got changes by ``move_on``. Raises ``NotFound``."""
    now = _read(session, code)

    def save(session: Session, typed: Values, version: int | None, request: str) -> Saved:
        return leads.change(session, code, typed, version=version, request=request)

    return Form(_("Edit {code} {name}").format(code=code, name=printable(now.values["name"])), slots(lead_kind.FIELDS), save,
                values=now.values, version=now.version, reread=lambda session: _read(session, code), key=f"edit {code}",
                asks=lambda session, typed: taking.by_editing(session, code, printable(now.values["name"]), typed))


def _read(session: Session, code: str) -> Reading:
    row = LEADS.one(session.store, code)
    values = {field.name: written(field.holds, getattr(row, field.name)) for field in lead_kind.FIELDS}
    return Reading(values, row.version, changed_by(session, code))


def move_on(lead: Lead, to: LeadStage) -> Form:
    """To another stage, and what comes next; landing makes a project, or takes one that there is."""
    lines = [FormField("note", limit=500, label=N_("What was done")), _NEXT, _NEXT_ON, _ON]
    if to is LeadStage.LANDED:
        lines = [FormField("project", "project", label=N_("As this project"), hint=N_("empty: a new project is made of it")),
                 lines[0], _ON]

    def save(session: Session, typed: Values, version: int | None, request: str) -> Saved:
        return leads.advance(session, lead.code, to, note=typed.get("note"), next_step=typed.get("next_step"),
                                 next_on=typed.get("next_on"), project=typed.get("project"), on=typed.get("on"),
                                 version=version, request=request).done

    title = _("{code} {name}: {before} -> {after}").format(code=lead.code, name=printable(lead.name), before=label(lead.stage),
                                                           after=label(to))
    return Form(title, lines, save, version=lead.version, key=f"advance {lead.code} {to}")


def note(lead: Lead) -> Form:
    """What was done, and what is next."""
    lines = [FormField("note", limit=500, label=N_("What was done")), _NEXT, _NEXT_ON, _ON]

    def save(session: Session, typed: Values, version: int | None, request: str) -> Saved:
        # an emptied line is not handed over: said as empty here, or nothing at all would mean "on to the next stage"
        return leads.advance(session, lead.code, note=typed.get("note"), next_step=typed.get("next_step", ""),
                                 next_on=typed.get("next_on"), on=typed.get("on"), version=version, request=request).done

    now = {"next_step": lead.next_step or "", "next_on": written(Type.DAY, lead.next_on)}
    return Form(_("{code} {name}: note").format(code=lead.code, name=printable(lead.name)), lines, save, values=now,
                version=lead.version, key=f"note {lead.code}")


def end(lead: Lead) -> Form:
    """Given up, or taken up again."""
    gone = lead.dropped is not None
    lines = [FormField("why", required=True, limit=500, label=N_("Why")), _ON]

    def save(session: Session, typed: Values, version: int | None, request: str) -> Saved:
        why = typed.get("why", "")
        return leads.advance(session, lead.code, drop=None if gone else why, reopen=why if gone else None, on=typed.get("on"),
                                 version=version, request=request).done

    title = _("{code} {name} is taken up again") if gone else _("{code} {name} is given up")
    return Form(title.format(code=lead.code, name=printable(lead.name)), lines, save, version=lead.version,
                key=f"end {lead.code}")
