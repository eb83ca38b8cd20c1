"""The forms of task forces and dispatches."""

from collections.abc import Mapping, Sequence
from typing import Any

from campaign.core.model.blocker import Category
from campaign.kinds.field import Field, Type
from campaign.service import Session, task_forces
from campaign.text import N_, _
from campaign.tui.dialogs.form import Form, Reading, saving
from campaign.tui.dialogs.form_fields import KINDS, PROJECTS, lines
from campaign.tui.dialogs.form_lines import Saved, Values
from campaign.tui.dialogs.record_form import Forms

_TODAY = N_("empty: today")
_PROJECTS = Field("projects", PROJECTS)
_SKILLS = Field("skills", KINDS, Category, hint=N_("kinds of blockers that this person can break"))


# Task forces ------------------------------------------------------------------------------------------------------------


def _add_force(session: Session, typed: Values, request: str) -> Saved:
    """With its first member; the others come when it is edited."""
    return task_forces.add_task_force(session, typed.get("name", ""), head=typed.get("head"), members=_member(typed),
                                      projects=typed.get("projects", "").split(), since=typed.get("since"), request=request)


def _change_force(session: Session, code: str, typed: Values, *, version: int | None, request: str) -> Saved:
    """One member at a time comes, gets other skills, or leaves."""
    before = set(task_forces.projects_of(session, code))
    after = set(typed["projects"].split()) if "projects" in typed else before
    leaves = typed.get("leaves")
    return task_forces.change_task_force(
        session, code, name=typed.get("name"), head=typed.get("head"), since=typed.get("since"), end=typed.get("until"),
        add_members=_member(typed), drop_members=[leaves] if leaves else [], add_projects=sorted(after - before),
        drop_projects=sorted(before - after), version=version, request=request)


def _kept(session: Session, code: str, now: Reading) -> Sequence[Field]:
    return (*lines("task_force", "name", "head"), _PROJECTS, Field("member", "person", label=N_("New or changed member")),
            _SKILLS, Field("leaves", "person", label=N_("Member who leaves")),
            *lines("task_force", "since", "until", until={"label": N_("Dissolved on")}))


def _member(typed: Values) -> list[str]:
    """As the service takes it: ``M001:forest,land``; without skills those that there are stay."""
    member, skills = typed.get("member"), typed.get("skills")
    if not member:
        return []
    return [f"{member}:{skills}" if skills else member]


TASK_FORCE = Forms(
    _add_force,
    (*lines("task_force", "name", "head"), _PROJECTS, Field("member", "person", label=N_("First member")), _SKILLS,
     *lines("task_force", "since", since={"required": False, "hint": _TODAY})),
    change=_change_force, kept=_kept, read=lambda session, code: {"projects": " ".join(task_forces.projects_of(session, code))})


# Dispatches -------------------------------------------------------------------------------------------------------------


def _add_dispatch(session: Session, typed: Values, request: str) -> Saved:
    return task_forces.add_dispatch(session, typed.get("person", ""), typed.get("unit", ""), since=typed.get("since"),
                                    until=typed.get("until"), purpose=typed.get("purpose"), request=request)


_SAID: Mapping[str, Mapping[str, Any]] = {
    "unit": {"label": N_("To")}, "until": {"label": N_("Return agreed"), "hint": N_("11-22, D+60 or +30d; may be empty")},
    "since": {"required": False, "hint": _TODAY}, "returned": {"hint": N_("empty: still away")}}
DISPATCH = Forms(_add_dispatch, tuple(lines("dispatch", "person", "unit", "until", "purpose", "since", **_SAID)),
                 change=lambda session, code, typed, *, version, request: task_forces.change_dispatch(
                     session, code, **typed, version=version, request=request),
                 kept=lambda session, code, now: lines("dispatch", "until", "returned", "purpose", **_SAID))


def returned(session: Session, code: str) -> Form:
    asked = [Field("returned", Type.DAY, past=True, hint=_TODAY)]

    def save(session: Session, typed: Values, version: int | None, request: str) -> Saved:
        return task_forces.change_dispatch(session, code, returned=typed.get("returned") or "today", version=version,
                                           request=request)

    return Form(_("{code} {name} is back").format(code=code, name=task_forces.sent(session, code)), asked, save,
                key=f"returned {code}")


def learned(session: Session, code: str, approval: str | None, called: str) -> Form:
    """What was brought back: of an approval that moved, or something learned."""
    asked = [Field("text", required=approval is None, limit=500, label=N_("What was learned") if approval is None
             else N_("How it moved")),
             Field("on", Type.DAY, past=True, hint=_TODAY)]
    what = _("{name} brought back").format(name=task_forces.sent(session, code))
    return Form(f"{code} {what}  {approval or ''} {called}".rstrip(), asked, saving(task_forces.learned, code, approval=approval),
                key=f"learned {code} {approval or ''}")
