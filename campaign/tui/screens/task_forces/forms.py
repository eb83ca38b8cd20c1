"""The forms of task forces and dispatches."""

from collections.abc import Mapping

from campaign.clean import printable
from campaign.core.model.blocker import Category
from campaign.core.model.task_forces import Dispatch, TaskForce
from campaign.kinds.field import Type
from campaign.service import Session, task_forces
from campaign.store.queries.names import name_of
from campaign.store.queries.task_forces import task_force_projects
from campaign.store.records import DISPATCHES, TASK_FORCES
from campaign.text import N_, _
from campaign.tui.dialogs.form import Form, Reading, Saved, Values, adding, changed_by
from campaign.tui.dialogs.form_fields import KINDS, PROJECTS, FormField, written

ADDABLE = ("task_force", "dispatch")
_TODAY = N_("empty: today")
_NAME = FormField("name", required=True, limit=60)
_HEAD = FormField("head", "person")
_PROJECTS = FormField("projects", PROJECTS)
_SKILLS = FormField("skills", KINDS, Category, hint=N_("kinds of blockers that this person can break"))
_UNTIL = FormField("until", Type.DAY, label=N_("Return agreed"), hint=N_("11-22, D+60 or +30d; may be empty"))
_PURPOSE = FormField("purpose", limit=200)


# Task forces ------------------------------------------------------------------------------------------------------------


def add_task_force(values: Mapping[str, str] | None = None) -> Form:
    """With its first member; the others come when it is edited."""
    lines = [_NAME, _HEAD, _PROJECTS, FormField("member", "person", label=N_("First member")), _SKILLS,
             FormField("since", Type.DAY, past=True, hint=_TODAY)]

    def save(session: Session, typed: Values, version: int | None, request: str) -> Saved:
        return task_forces.add_task_force(session, typed.get("name", ""), head=typed.get("head"), members=_member(typed),
                                     projects=typed.get("projects", "").split(), since=typed.get("since"), request=request)

    return Form(adding("task_force"), lines, save, values=values, key="add task_force")


def edit_task_force(session: Session, code: str) -> Form:
    """Name, head, projects, days; one member at a time comes, gets other skills, or leaves. Raises ``NotFound``."""
    now = _read_force(session, code)
    lines = [_NAME, _HEAD, _PROJECTS, FormField("member", "person", label=N_("New or changed member")), _SKILLS,
             FormField("leaves", "person", label=N_("Member who leaves")),
             FormField("since", Type.DAY, required=True, past=True), FormField("until", Type.DAY, label=N_("Dissolved on"))]

    def save(session: Session, typed: Values, version: int | None, request: str) -> Saved:
        before = set(now.values["projects"].split())
        after = set(typed["projects"].split()) if "projects" in typed else before
        leaves = typed.get("leaves")
        return task_forces.change_task_force(
            session, code, name=typed.get("name"), head=typed.get("head"), since=typed.get("since"), end=typed.get("until"),
            add_members=_member(typed), drop_members=[leaves] if leaves else [], add_projects=sorted(after - before),
            drop_projects=sorted(before - after), version=version, request=request)

    def reread(session: Session) -> Reading:
        return _read_force(session, code)

    return Form(_("Edit {code} {name}").format(code=code, name=printable(now.values["name"])), lines, save, values=now.values,
                version=now.version, reread=reread, key=f"edit {code}")


def _member(typed: Values) -> list[str]:
    """As the service takes it: ``M001:forest,land``; without skills those that there are stay."""
    member, skills = typed.get("member"), typed.get("skills")
    if not member:
        return []
    return [f"{member}:{skills}" if skills else member]


def _read_force(session: Session, code: str) -> Reading:
    row: TaskForce = TASK_FORCES.one(session.store, code)
    texts = {"name": row.name, "head": row.head or "", "since": written(Type.DAY, row.since),
             "until": written(Type.DAY, row.until), "projects": " ".join(task_force_projects(session.store, code))}
    return Reading(texts, row.version, changed_by(session, code))



# Dispatches -------------------------------------------------------------------------------------------------------------


def add_dispatch(values: Mapping[str, str] | None = None) -> Form:
    lines = [FormField("person", "person", required=True), FormField("unit", "unit", required=True, label=N_("To")), _UNTIL,
             _PURPOSE,
             FormField("since", Type.DAY, hint=_TODAY)]

    def save(session: Session, typed: Values, version: int | None, request: str) -> Saved:
        return task_forces.add_dispatch(session, typed.get("person", ""), typed.get("unit", ""), since=typed.get("since"),
                                   until=typed.get("until"), purpose=typed.get("purpose"), request=request)

    return Form(adding("dispatch"), lines, save, values=values, key="add dispatch")


def edit_dispatch(session: Session, code: str) -> Form:
    """Raises ``NotFound``."""
    now = _read_dispatch(session, code)
    lines = [_UNTIL, FormField("returned", Type.DAY, past=True, hint=N_("empty: still away")), _PURPOSE]

    def save(session: Session, typed: Values, version: int | None, request: str) -> Saved:
        return task_forces.change_dispatch(session, code, returned=typed.get("returned"), until=typed.get("until"),
                                      purpose=typed.get("purpose"), version=version, request=request)

    def reread(session: Session) -> Reading:
        return _read_dispatch(session, code)

    return Form(_("Edit {code} {name}").format(code=code, name=_person(session, code)), lines, save, values=now.values,
                version=now.version, reread=reread, key=f"edit {code}")


def _read_dispatch(session: Session, code: str) -> Reading:
    row: Dispatch = DISPATCHES.one(session.store, code)
    texts = {"until": written(Type.DAY, row.until), "returned": written(Type.DAY, row.returned), "purpose": row.purpose or ""}
    return Reading(texts, row.version, changed_by(session, code))


def _person(session: Session, dispatch: str) -> str:
    person = DISPATCHES.one(session.store, dispatch).person
    return printable(name_of(session.store, "person", person) or person)


def returned(session: Session, code: str) -> Form:
    lines = [FormField("returned", Type.DAY, past=True, hint=_TODAY)]

    def save(session: Session, typed: Values, version: int | None, request: str) -> Saved:
        return task_forces.change_dispatch(session, code, returned=typed.get("returned") or "today", version=version,
                                           request=request)

    return Form(_("{code} {name} is back").format(code=code, name=_person(session, code)), lines, save, key=f"returned {code}")


def learned(session: Session, code: str, approval: str | None, called: str) -> Form:
    """What was brought back: of an approval that moved, or something learned."""
    lines = [FormField("text", required=approval is None, limit=500, label=N_("What was learned") if approval is None
             else N_("How it moved")),
             FormField("on", Type.DAY, past=True, hint=_TODAY)]

    def save(session: Session, typed: Values, version: int | None, request: str) -> Saved:
        return task_forces.learned(session, code, typed.get("text"), approval=approval, on=typed.get("on"), request=request)

    what = _("{name} brought back").format(name=_person(session, code))
    title = f"{code} {what}  {approval or ''} {printable(called)}".rstrip()
    return Form(title, lines, save, key=f"learned {code} {approval or ''}")
