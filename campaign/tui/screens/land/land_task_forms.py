"""The forms of land tasks, and what solving or opening one would free or freeze."""

from collections.abc import Mapping
from typing import Any

from campaign.core.errors import BadInput
from campaign.core.model.land import LandTask
from campaign.core.quantity import format_quantity
from campaign.core.situation import Situation
from campaign.kinds.field import Field, Type
from campaign.service import Session, land
from campaign.text import N_, _
from campaign.tui.dialogs.effects import freed, late_freezes
from campaign.tui.dialogs.form import Form, saving
from campaign.tui.dialogs.form_fields import PROJECTS, SIGNED_QUANTITY, lines
from campaign.tui.dialogs.form_lines import Saved, Values
from campaign.tui.dialogs.record_form import Forms, but
from campaign.words import label


def _add_land_task(session: Session, typed: Values, request: str) -> Saved:
    return land.add_land_task(session, but(typed, "projects", "county"), projects=typed.get("projects", "").split(),
                              county=typed.get("county"), request=request)


_SAID: Mapping[str, Mapping[str, Any]] = {"measure": {"hint": N_("empty: as the target says, else mu")},
         "due": {"hint": N_("empty: none; late by one day is red")}}
LAND_TASK = Forms(
    _add_land_task,
    (*lines("land_task", "name", "kind"), Field("projects", PROJECTS), Field("county", "county", label=N_("or whole county")),
     *lines("land_task", "target", "measure", "due", "unit", "person", "authority", **_SAID)),
    effect=late_freezes)


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

    return Form(" ".join((_("Progress of"), task.code, task.name)), asked, save, key=f"progress {task.code}", effect=so_far)


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

    def foresee(session: Session, situation: Situation, typed: Values) -> str:
        now = situation.snapshot.lands.get(task.code, task)
        short = _("Only {done} are done: accept all the same?").format(done=_of_target(now)) \
            if now.target is not None and now.done < now.target else ""
        return "  ".join(part for part in (short, freed(situation, task.code)) if part)

    return Form(" ".join((_("Accept"), task.code, task.name)), asked, saving(land.accept, task.code), version=task.version,
                key=f"accept {task.code}", effect=foresee)
