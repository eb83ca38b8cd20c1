"""The forms of the ground: land tasks and approvals, and what solving or opening something would free or freeze."""

from collections.abc import Mapping
from typing import Any

from campaign.clean import printable
from campaign.core.clocks import Clock, after_days, lapses
from campaign.core.errors import BadInput
from campaign.core.model.land import Approval, ApprovalKind, ApprovalState, LandTask
from campaign.core.quantity import format_quantity
from campaign.core.situation import Situation
from campaign.data.clocks import clocks
from campaign.kinds import registry
from campaign.kinds.field import Field, Type
from campaign.service import Session, land, record
from campaign.tables.approvals import days_text
from campaign.tables.cells import name_of
from campaign.text import N_, _
from campaign.tui.dialogs.effects import freed, late_freezes
from campaign.tui.dialogs.form import Form, Reading
from campaign.tui.dialogs.form_fields import KINDS, PROJECTS, SIGNED_QUANTITY, lines
from campaign.tui.dialogs.form_lines import Saved, Values
from campaign.tui.dialogs.record_form import WHY, Forms, but
from campaign.words import day, field, label, listed
from campaign.words.labels import kinds_needed


def _titled(what: str, code: str, name: str) -> str:
    return f"{what} {code} {printable(name)}"


# Land tasks -------------------------------------------------------------------------------------------------------------


def _add_land_task(session: Session, typed: Values, request: str) -> Saved:
    return land.add_land_task(session, but(typed, "projects", "county"), projects=typed.get("projects", "").split(),
                              county=typed.get("county"), request=request)


def _kept_land_task(session: Session, code: str, now: Reading) -> list[Field]:
    return [*lines("land_task"), WHY]


_SAID: Mapping[str, Mapping[str, Any]] = {"measure": {"hint": N_("empty: as the target says, else mu")},
         "due": {"hint": N_("empty: none; late by one day is red")}}
LAND_TASK = Forms(
    _add_land_task,
    (*lines("land_task", "name", "kind"), Field("projects", PROJECTS), Field("county", "county", label=N_("or whole county")),
     *lines("land_task", "target", "measure", "due", "unit", "person", "authority", **_SAID)),
    effect=late_freezes, kept=_kept_land_task)


def progress(task: LandTask) -> Form:
    """How much of it is done: what was added, or how much there is in all."""
    unit = label(task.measure)
    asked = [
        Field("amount", SIGNED_QUANTITY, label=N_("Done since")),
        Field("to", Type.QUANTITY, label=N_("or in all so far")),
        Field("on", Type.DAY, past=True, hint=N_("empty: today")),
        Field("note", limit=500),
    ]

    def save(session: Session, typed: Values, version: int | None, request: str) -> Saved:
        try:
            return land.land_progress(session, task.code, amount=typed.get("amount"), to=typed.get("to"), on=typed.get("on"),
                                        note=typed.get("note"), request=request)
        except BadInput as error:
            if error.key != "other_measure":
                raise
            raise BadInput(error.key, **{**error.params, "measure": unit, "field": "to" if "to" in typed else "amount"}) from None

    def so_far(session: Session, situation: Situation, typed: Values) -> str:
        now = situation.snapshot.lands.get(task.code, task)
        before = _("So far {done}").format(done=_of_target(now))
        try:
            after = land.reached(session, now, amount=typed.get("amount") or None, to=typed.get("to") or None)
        except BadInput:  # half typed yet
            return before
        if now.target is None or after <= max(now.target, now.done):
            return before
        told = _("{before}; {done} would be more than its target ({percent}%): check the figure")
        return told.format(before=before, done=format_quantity(after), percent=after * 100 // now.target)

    return Form(_titled(_("Progress of"), task.code, task.name), asked, save, key=f"progress {task.code}", effect=so_far)


def _of_target(task: LandTask) -> str:
    """``43.2 of 61 mu``."""
    if task.target is None:
        return f"{format_quantity(task.done)} {label(task.measure)}"
    return _("{done} of {target} {unit}").format(
        done=format_quantity(task.done), target=format_quantity(task.target), unit=label(task.measure))


def accept(task: LandTask) -> Form:
    """验收 or 销号."""
    asked = [Field("how", limit=500, hint=N_("by whom, by which paper; may be empty")),
             Field("on", Type.DAY, past=True, hint=N_("empty: today"))]

    def save(session: Session, typed: Values, version: int | None, request: str) -> Saved:
        return land.accept(session, task.code, how=typed.get("how"), on=typed.get("on"), version=version, request=request)

    def foresee(session: Session, situation: Situation, typed: Values) -> str:
        now = situation.snapshot.lands.get(task.code, task)
        short = _("Only {done} are done: accept all the same?").format(done=_of_target(now)) \
            if now.target is not None and now.done < now.target else ""
        return "  ".join(part for part in (short, freed(situation, task.code)) if part)

    return Form(_titled(_("Accept"), task.code, task.name), asked, save, version=task.version, key=f"accept {task.code}",
                effect=foresee)


def reopen(code: str, name: str, version: int) -> Form:
    """A land task that was accepted, an approval that was granted or found not needed."""

    def save(session: Session, typed: Values, version: int | None, request: str) -> Saved:
        return land.reopen(session, code, typed.get("why", ""), version=version, request=request)

    return Form(_titled(_("Open again"), code, name), [Field("why", required=True, limit=500)], save, version=version,
                key=f"reopen {code}")


# Approvals --------------------------------------------------------------------------------------------------------------


def _missing(session: Session, situation: Situation, typed: Values) -> str:
    """What the chosen project needs and has not recorded."""
    if not typed.get("project"):
        return ""
    names = kinds_needed(land.missing(session, typed["project"]))
    return _("Not recorded yet: {kinds}").format(kinds=names) if names else _("Everything that its investor needs is recorded")


def _add_approvals(session: Session, typed: Values, request: str) -> Saved:
    """Chosen kinds, or all that the project's investor needs and that are not recorded."""
    if "submitted" in typed and "why" in typed:
        raise BadInput("twice", text=listed([field("submitted"), _("or why not needed")]), field="why")
    kinds = typed.get("kinds", "").split()
    if "why" in typed and not kinds:  # never all of them by a slip
        raise BadInput("field_empty", field="kinds")
    done, _new = land.add_approvals(session, typed.get("project", ""), kinds, submitted=typed.get("submitted"),
                                    not_needed=typed.get("why"), authority=typed.get("authority"),
                                    unit=typed.get("unit"), request=request)
    return done


def _kept_approval(session: Session, code: str, now: Reading) -> list[Field]:
    """What can be changed of it as it stands: no limit runs before it is submitted, nothing lapses before it is granted."""
    state = record.approval(session, code).state
    left_out = {"expires", "due"}
    if state is ApprovalState.SUBMITTED:
        left_out.remove("due")
    if state is ApprovalState.GRANTED:
        left_out = {"due", "next_contact"}
    return [*(one for one in registry.kind("approval").editable if one.name not in left_out), WHY]


APPROVAL = Forms(
    _add_approvals,
    (*lines("approval", "project"),
     Field("kinds", KINDS, ApprovalKind, label=N_("Kinds"), hint=N_("empty: all that are missing")),
     *lines("approval", "submitted", submitted={"past": True, "hint": N_("empty: not submitted yet")}),
     Field("why", label=N_("or why not needed")),
     *lines("approval", "unit", "authority", authority={"hint": N_("empty: the usual one")})),
    effect=_missing, kept=_kept_approval)


def _clock(approval: Approval) -> Clock:
    return clocks()[approval.kind]


def _named(approval: Approval, situation: Situation) -> str:
    return f"{label(approval.kind)}  {name_of(situation, approval.project)}"


def submit(approval: Approval, situation: Situation) -> Form:
    """Handed in to its authority: the statutory limit runs from that day."""
    asked = [Field("on", Type.DAY, past=True, hint=N_("empty: today")), Field("unit", "unit", label=N_("Handed in to")),
             Field("due", Type.DAY, hint=N_("empty: the statutory limit"))]

    def save(session: Session, typed: Values, version: int | None, request: str) -> Saved:
        return land.submit(session, approval.code, on=typed.get("on"), unit=typed.get("unit"), due=typed.get("due"),
                             version=version, request=request)

    def limit(session: Session, situation: Situation, typed: Values) -> str:
        clock = _clock(approval)
        if clock.days is None:
            return _("The law gives it no time")
        until = after_days(session.past_day(typed.get("on")), clock.days, clock.working, land.calendar(session))
        return _("The law gives it until {day}, {days}: {source}").format(
            day=day(until), days=days_text(clock.days, clock.working), source=clock.source)

    return Form(_titled(_("Submit"), approval.code, _named(approval, situation)), asked, save,
                values={"unit": approval.unit or ""}, version=approval.version, key=f"submit {approval.code}", effect=limit)


def contact(approval: Approval, situation: Situation) -> Form:
    """The authority was spoken with, and when to speak with it again."""
    asked = [Field("text", required=True, limit=500, label=N_("What was said")),
             Field("following", Type.DAY, label=N_("Next contact"), hint=N_("+7d, D+50 or 11-30; empty: none agreed")),
             Field("on", Type.DAY, past=True, hint=N_("empty: today"))]

    def save(session: Session, typed: Values, version: int | None, request: str) -> Saved:
        return land.contact(session, approval.code, typed.get("text", ""), following=typed.get("following"),
                              on=typed.get("on"), request=request)

    return Form(_titled(_("Contact about"), approval.code, _named(approval, situation)), asked, save,
                key=f"contact {approval.code}")


def grant(approval: Approval, situation: Situation) -> Form:
    asked = [Field("on", Type.DAY, past=True, hint=N_("empty: today")),
             Field("expires", Type.DAY, hint=N_("empty: as the law says")),
             Field("text", label=N_("Number"), hint=N_("of the paper; may be empty"))]

    def save(session: Session, typed: Values, version: int | None, request: str) -> Saved:
        return land.grant(session, approval.code, on=typed.get("on"), expires=typed.get("expires"), text=typed.get("text"),
                            version=version, request=request)

    def until(session: Session, situation: Situation, typed: Values) -> str:
        end = lapses(_clock(approval), session.past_day(typed.get("on")))
        text = _("It does not lapse by law")
        if end is not None:
            text = _("By law it is valid until {day}").format(day=day(end, session.campaign.first_day))
        return text if approval.submitted else "  ".join((_("It was not submitted (m does that): granted all the same?"), text))

    return Form(_titled(_("Granted"), approval.code, _named(approval, situation)), asked, save, version=approval.version,
                key=f"grant {approval.code}", effect=until)


def waive(approval: Approval, situation: Situation) -> Form:
    def save(session: Session, typed: Values, version: int | None, request: str) -> Saved:
        return land.waive(session, approval.code, typed.get("why", ""), version=version, request=request)

    asked = [Field("why", required=True, hint=N_("why it is not needed"))]
    return Form(_titled(_("Not needed"), approval.code, _named(approval, situation)), asked, save, version=approval.version,
                key=f"waive {approval.code}")
