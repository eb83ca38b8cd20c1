"""Which lines each form has, what stands in them at first, and the one verb of ``campaign.service`` that saves it."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from campaign.clean import printable
from campaign.core.model.blocker import Blocker, HoldReason
from campaign.core.model.project import Channel
from campaign.core.situation import Situation
from campaign.kinds import approval as approval_kind
from campaign.kinds import blocker as blocker_kind
from campaign.kinds import county as county_kind
from campaign.kinds import land_task as land_task_kind
from campaign.kinds import person as person_kind
from campaign.kinds import project as project_kind
from campaign.kinds import report as report_kind
from campaign.kinds import unit as unit_kind
from campaign.kinds.field import Type
from campaign.service import Session, blockers, projects, records
from campaign.store.queries import approvals as approvals_queries
from campaign.store.queries import blockers as blockers_queries
from campaign.store.queries import log as log_queries
from campaign.store.queries import projects as projects_queries
from campaign.store.queries.land import land_task
from campaign.tables.cells import name_of
from campaign.text import N_, _
from campaign.tui.dialogs.choices import called
from campaign.tui.dialogs.form import Form, Reading, Saved, Values, adding
from campaign.tui.dialogs.form_fields import ABOUT, CREW, PROJECTS, SIGNED, FormField, crew, slots, written
from campaign.tui.screens.counties import indicator_forms
from campaign.tui.screens.honours import case_forms, merit_forms
from campaign.tui.screens.land import forms as land_forms
from campaign.tui.screens.promotion import chain_forms, lead_forms
from campaign.tui.screens.task_forces import forms as task_forces_forms
from campaign.tui.shell import taking
from campaign.words.sentences import no_visit

TABLES = {
    "P": project_kind.FIELDS,
    "B": blocker_kind.FIELDS,
    "C": county_kind.FIELDS,
    "U": unit_kind.FIELDS,
    "L": person_kind.FIELDS,
    "M": person_kind.FIELDS,
    "G": land_task_kind.FIELDS,
    "A": approval_kind.KIND.editable,
}
"""First letter of a code → what can be filled in."""
ADDABLE = ("project", "blocker", *land_forms.ADDABLE, "leader", "person", "county", "unit")
_STAGE = {"required": False, "hint": N_("empty: building if it has started, else an idea")}
_WHY = FormField("why", limit=500, hint=N_("needed when the due day changes"))


_ABOUT = FormField("about", ABOUT, hint=N_("a land task or approval, if it is one's"))


def _mentioned(values: Values, *but: str) -> dict[str, str | None]:
    return {name: text for name, text in values.items() if name not in but}


# Adding -------------------------------------------------------------------------------------------------------------


def add(kind: str, values: Mapping[str, str] | None = None) -> Form:
    """A form for something new of ``kind`` (one of ``ADDABLE``); ``values`` stand in it already."""
    if kind == "land_task":
        return land_forms.add_land_task(values)
    if kind == "approval":
        return land_forms.add_approvals(values)
    if kind == "task_force":
        return task_forces_forms.add_task_force(values)
    if kind == "dispatch":
        return task_forces_forms.add_dispatch(values)
    if kind == "case":
        return case_forms.add(values)
    if kind == "merit":
        return merit_forms.add(values)
    if kind in indicator_forms.ADDABLE:
        return indicator_forms.add(values)
    if kind == "lead":
        return lead_forms.add(values)
    if kind in chain_forms.ADDABLE:
        return chain_forms.add(kind, values)
    lines, save = {
        "project": (
            slots(project_kind.FIELDS, *project_kind.FIRST, stage=_STAGE),
            lambda session, typed, version, request: records.add_project(session, typed, request),
        ),
        "blocker": (_blocker_lines(), _add_blocker),
        "leader": (
            slots(
                person_kind.FIELDS,
                "name",
                "post",
                "rank",
                "county",
                rank={"required": False, "hint": N_("empty: city leader")},
            ),
            lambda session, typed, version, request: records.add_person(session, typed, leader=True, request=request),
        ),
        "person": (
            slots(
                person_kind.FIELDS,
                "name",
                "post",
                "rank",
                "unit",
                "county",
                rank={"required": False, "hint": N_("empty: staff")},
            ),
            lambda session, typed, version, request: records.add_person(session, typed, request=request),
        ),
        "county": (
            slots(county_kind.FIELDS),
            lambda session, typed, version, request: records.add_county(session, typed, request),
        ),
        "unit": (slots(unit_kind.FIELDS), lambda session, typed, version, request: records.add_unit(session, typed, request)),
    }[kind]
    given = {"provincial_key": "no"} if kind == "project" else {}
    effect = land_forms.freezes if kind == "blocker" else None
    return Form(adding(kind), lines, save, values={**given, **(values or {})}, key=f"add {kind}", effect=effect)


def _blocker_lines() -> list[FormField]:
    title, category, authority, unit, person, due = slots(blocker_kind.FIELDS)
    return [
        title,
        category._replace(required=False, hint=N_("needed, unless it is about something")),
        FormField("projects", PROJECTS),
        FormField("county", "county", label=N_("or whole county")),
        _ABOUT,
        unit,
        person,
        authority,
        due._replace(hint=N_("empty: in a week")),
    ]


def _add_blocker(session: Session, typed: Values, version: int | None, request: str) -> Saved:
    return blockers.add_blocker(
        session,
        _mentioned(typed, "projects", "county", "about"),
        projects=typed.get("projects", "").split(),
        county=typed.get("county"),
        about=typed.get("about"),
        request=request,
    )


# Editing ------------------------------------------------------------------------------------------------------------


def edit(session: Session, situation: Situation, code: str) -> Form:
    """Everything of ``code`` that can be changed. Raises ``NotFound``."""
    if code[0] == "S":
        return case_forms.edit(session, code)
    now = read(session, situation, code)
    lines = slots(TABLES[code[0]])
    if code[0] == "B":  # its unit changes by passing it on
        about = _ABOUT._replace(required=bool(now.values["about"]))
        lines = [*(slot for slot in lines if slot.name != "unit"), about, _WHY]
    elif code[0] in "GA":
        row = land_task(session.store, code) if code[0] == "G" else approvals_queries.approval(session.store, code)
        lines = [*land_forms.editable(row), _WHY]

    def reread(session: Session) -> Reading:
        return read(session, situation, code)

    def save(session: Session, typed: Values, version: int | None, request: str) -> Saved:
        return records.edit(
            session, code, _mentioned(typed, "why", "about"), why=typed.get("why"), about=typed.get("about"),
            version=version, request=request,
        )  # fmt: skip

    name = now.values.get("name") or now.values.get("title") or called(session, situation, code)
    return Form(
        _("Edit {code} {name}").format(code=code, name=printable(name)),
        lines,
        save,
        values=now.values,
        version=now.version,
        reread=reread,
        key=f"edit {code}",
        asks=(lambda session, typed: taking.by_editing(session, code, printable(name), typed)) if code[0] == "P" else None,
    )


def read(session: Session, situation: Situation, code: str) -> Reading:
    """The row as it is in the database now, as texts that read back to the same values."""
    row: NamedTuple
    more: dict[str, Any] = {}
    match code[0]:
        case "P":
            row = projects_queries.project(session.store, code)
            more = projects_queries.details(session.store, code)._asdict()
        case "B":
            row = blockers_queries.blocker(session.store, code)
            more = {"about": row.land_task or row.approval}
        case "G":
            row = land_task(session.store, code)
        case "A":
            row = approvals_queries.approval(session.store, code)
        case "C" | "U":
            fresh = session.refreshed(situation).snapshot
            row = fresh.counties[code] if code[0] == "C" else fresh.units[code]
        case _:
            row = projects_queries.person(session.store, code)
    values = {**more, **row._asdict()}
    last = log_queries.log(session.store, subject=code, limit=1, without=session.hidden)
    texts = {field.name: written(field.holds, values[field.name]) for field in TABLES[code[0]]}
    if code[0] == "B":
        texts["about"] = values["about"] or ""
    return Reading(
        texts,
        values["version"],
        name_of(situation, last[0].actor) if last else "",
    )


# Blockers -----------------------------------------------------------------------------------------------------------


def _titled(what: str, blocker: Blocker) -> str:
    return f"{what} {blocker.code} {printable(blocker.title)}"


def note(blocker: Blocker) -> Form:
    lines = [
        FormField("text", required=True, limit=500, label=N_("What happened")),
        FormField("contact", Type.YES, label=N_("Spoke with who holds it")),
    ]

    def save(session: Session, typed: Values, version: int | None, request: str) -> Saved:
        act = blockers.contact if typed.get("contact") == "yes" else blockers.note
        return act(session, blocker.code, typed.get("text", ""), request=request)

    return Form(_titled(_("Note on"), blocker), lines, save, values={"contact": "no"}, key=f"note {blocker.code}")


def pass_on(blocker: Blocker, unit: str, name: str) -> Form:
    """What was done before it goes to ``unit``. Silence is allowed, and said to be recorded."""
    lines = [FormField("did", limit=500, hint=N_("left empty, the record says that nothing was noted"))]

    def save(session: Session, typed: Values, version: int | None, request: str) -> Saved:
        return blockers.assign(session, blocker.code, unit, did=typed.get("did"), version=version, request=request)

    return Form(
        _("{code} -> {unit}").format(code=blocker.code, unit=printable(name)),
        lines,
        save,
        version=blocker.version,
        key=f"move {blocker.code} {unit}",
    )


def resolve(blocker: Blocker) -> Form:
    lines = [FormField("how", required=True, limit=500), FormField("on_site", Type.YES)]

    def save(session: Session, typed: Values, version: int | None, request: str) -> Saved:
        return blockers.resolve(
            session,
            blocker.code,
            typed.get("how", ""),
            on_site=typed.get("on_site") == "yes",
            version=version,
            request=request,
        )

    return Form(
        _titled(verb_form("resolve"), blocker),
        lines,
        save,
        values={"on_site": "no"},
        version=blocker.version,
        key=f"resolve {blocker.code}",
        effect=lambda session, situation, typed: "; ".join(filter(None, (
            land_forms.freed(situation, blocker.code),
            no_visit(blockers.unvisited(session, blocker.code)) if typed.get("on_site") == "yes" else ""))),
    )


def reopen(blocker: Blocker) -> Form:
    def save(session: Session, typed: Values, version: int | None, request: str) -> Saved:
        return blockers.reopen(session, blocker.code, typed.get("why", ""), version=version, request=request)

    return Form(
        _titled(verb_form("reopen"), blocker),
        [FormField("why", required=True, limit=500)],
        save,
        version=blocker.version,
        key=f"reopen {blocker.code}",
    )


def hold(blocker: Blocker, reason: str) -> Form:
    lines = [
        FormField("reason", Type.WORD, HoldReason, required=True, label=N_("Held because")),
        FormField("review", Type.DAY, required=True, hint=N_("its last day: +7d, D+50 or 11-30")),
        FormField("text", limit=500, label=N_("Note")),
    ]

    def save(session: Session, typed: Values, version: int | None, request: str) -> Saved:
        return blockers.hold(
            session,
            blocker.code,
            typed["reason"],
            typed["review"],
            text=typed.get("text"),
            version=version,
            request=request,
        )

    return Form(
        _titled(verb_form("hold"), blocker),
        lines,
        save,
        values={"reason": reason},
        version=blocker.version,
        first="review",
        key=f"hold {blocker.code}",
    )


# Projects -----------------------------------------------------------------------------------------------------------


def report(code: str, name: str) -> Form:
    """A day's progress: only what is filled in is reported."""
    progress = {slot.name: slot for slot in slots(report_kind.FIELDS)}
    lines = [
        FormField("money", SIGNED, label=N_("Money added")),
        FormField("to", Type.MONEY, label=N_("or in all so far"), hint=N_("since day 1: 3200万")),
        progress["done"]._replace(hint=N_("in words: piles finished")),
        FormField("crew", CREW),
        FormField("on_site", Type.YES, label=N_("On site")),
        FormField("on", Type.DAY, past=True, hint=N_("empty: today")),
        progress["machines"],
        progress["materials"],
        progress["fronts"],
        FormField("safety", limit=200, hint=N_("opens a safety and quality blocker")),
        FormField("quality", limit=200, hint=N_("opens a safety and quality blocker")),
        progress["note"],
    ]

    def save(session: Session, typed: Values, version: int | None, request: str) -> Saved:
        given = _mentioned(typed, "money", "to", "on_site", "on", "safety", "quality", "crew")
        if "crew" in typed:
            given["crew"], given["crew_planned"] = crew(session.text(typed["crew"]))
        return projects.report(
            session,
            code,
            given,
            money=typed.get("money"),
            to=typed.get("to"),
            on=typed.get("on"),
            on_site=typed.get("on_site") == "yes",
            safety=typed.get("safety"),
            quality=typed.get("quality"),
            request=request,
        )

    return Form(
        _("Report {code} {name}").format(code=code, name=printable(name)),
        lines,
        save,
        values={"on_site": "no"},
        key=f"report {code}",
    )


def visit(code: str, name: str, person: str | None, today: date) -> Form:
    """By ``person`` unless another is chosen; without anyone it is a visit that names nobody."""
    lines = [
        FormField("person", "person", label=N_("Who was there"), hint=N_("empty: nobody is named")),
        FormField("channel", Type.WORD, Channel, required=True),
        FormField("on", Type.DAY, past=True),
        FormField("solved", limit=500, hint=N_("what was solved; may be empty")),
    ]

    def save(session: Session, typed: Values, version: int | None, request: str) -> Saved:
        return projects.visit(
            session,
            code,
            by=typed.get("person", ""),
            channel=typed["channel"],
            on=typed.get("on"),
            solved=typed.get("solved"),
            request=request,
        )

    return Form(
        _("Visit {code} {name}").format(code=code, name=printable(name)),
        lines,
        save,
        values={"person": person or "", "channel": Channel.SITE, "on": today.isoformat()},
        key=f"visit {code}",
    )


def verb_form(name: str) -> str:
    """The verb as a title says it."""
    return {"resolve": _("Resolve"), "reopen": _("Open again"), "hold": _("Put on hold")}[name]
