"""The forms of the ground: land tasks and approvals, and what solving or opening something would free or freeze."""

from collections import Counter
from collections.abc import Iterable, Mapping, Set

from campaign.clean import printable
from campaign.core.blasts import frees, holders, together, would_freeze
from campaign.core.blockers import Blast
from campaign.core.clocks import Clock, after_days, lapses
from campaign.core.codes import order
from campaign.core.errors import BadInput
from campaign.core.land import overdue
from campaign.core.model.land import Approval, ApprovalKind, ApprovalState, LandTask
from campaign.core.quantity import format_quantity
from campaign.core.situation import Situation
from campaign.data.clocks import clocks
from campaign.kinds import approval as approval_kind
from campaign.kinds import land_task as land_task_kind
from campaign.kinds.field import Type
from campaign.service import Session, land
from campaign.service.blockers import CATEGORY_OF
from campaign.store.queries import approvals as approvals_queries
from campaign.store.queries import calendar as calendar_queries
from campaign.store.queries.land import land_task
from campaign.tables.approvals import days_text
from campaign.tables.cells import name_of, projects_text
from campaign.text import N_, _, ngettext
from campaign.tui.dialogs.form import Form, Saved, Values, adding
from campaign.tui.dialogs.form_fields import KINDS, PROJECT, PROJECTS, SIGNED_QUANTITY, FormField, slots
from campaign.words import day, field, label, listed, money
from campaign.words.labels import kinds_needed

ADDABLE = ("land_task", "approval")
NAMED = 4
"""Codes that are named of what still holds projects."""


def _titled(what: str, code: str, name: str) -> str:
    return f"{what} {code} {printable(name)}"


# What it brings about ---------------------------------------------------------------------------------------------------


def freed(situation: Situation, code: str) -> str:
    """``This frees 14 projects, 62.4亿, 3 leaders; 3 projects stay held by B0082, G0012``; nothing for what is settled already.

    A land task and the blockers about it are one thing, yet settled one by one: what is left to do is named.
    """
    task = situation.snapshot.lands.get(code)
    about = [] if task is None else [row.code for row in situation.snapshot.blockers.values() if row.land_task == code]
    if task is not None and not about and not overdue(task, situation.today):
        return _("It is not late, so it freezes nothing yet")
    try:
        found = frees(situation, code)
    except KeyError:
        return ""
    text = _("This frees no project")
    solved = {code}
    if found.projects:
        text = _("This frees {what}").format(what=_hit(found.projects, found.total, found.leaders))
        solved = set(together(situation, code)[0])
        row = situation.snapshot.blockers.get(code)
        source = situation.snapshot.lands.get(row.land_task or "") if row is not None else None
        if source is not None and overdue(source, situation.today):
            text = _("{what}, once {codes} is accepted too").format(what=text, codes=source.code)
        if about:
            text = _("{what}, once {codes} is resolved too").format(what=text, codes=listed(about))
    if not found.still_held:
        return text
    held = ngettext("{n} project stays held by {codes}", "{n} projects stay held by {codes}", found.still_held)
    codes = _holding(situation, found.held, solved)
    return _("{what}; {held}").format(what=text, held=held.format(n=found.still_held, codes=codes))


def _holding(situation: Situation, projects: Iterable[str], solved: Set[str]) -> str:
    """Codes of what still holds these projects, what holds most of them first."""
    holding = Counter(other for project in projects for other in holders(situation, project) - solved)
    found = sorted(holding, key=lambda code: (-holding[code], *order(code)))
    more = len(found) - NAMED
    return listed(found[:NAMED]) if more <= 0 else _("{some} and {n} more").format(some=listed(found[:NAMED]), n=more)


def _hit(projects: int, total: int, leaders: int) -> str:
    parts = [projects_text(projects), money(total)]
    if leaders:
        parts.append(ngettext("{n} leader", "{n} leaders", leaders).format(n=leaders))
    return listed(parts)


def would(hit: Blast) -> str:
    """What something new would freeze."""
    return _("This freezes {what}").format(what=_hit(hit.projects, hit.total, hit.leaders)) if hit.projects else ""


def freezes(session: Session, situation: Situation, typed: Values) -> str:
    """Of a blocker as far as it is filled in: what it freezes, and what it takes from what it is about."""
    projects, county, taken = typed.get("projects", "").split(), typed.get("county") or None, ""
    if about := typed.get("about"):
        source = land_task(session.store, about) if about[0] == "G" else approvals_queries.approval(session.store, about)
        taken = _taken(situation, source)
        if not projects and county is None:
            county = source.county if isinstance(source, LandTask) else None
            projects = list(source.projects) if isinstance(source, LandTask) else [source.project]
    found = would(would_freeze(situation, projects, county)) if projects or county else ""
    return "  ".join(part for part in (found, taken) if part)


def _taken(situation: Situation, source: LandTask | Approval) -> str:
    """The facts that a blocker need not say, and where they come from."""
    facts = [_("due {day}").format(day=day(source.due))] if source.due else []
    if source.authority is not None:
        facts.append(label(source.authority))
    if source.kind in CATEGORY_OF:
        facts.append(label(CATEGORY_OF[source.kind]))
    if source.unit is not None:
        facts.append(name_of(situation, source.unit))
    return _("Taken from {code}: {facts}").format(code=source.code, facts=listed(facts)) if facts else ""


def late_freezes(session: Session, situation: Situation, typed: Values) -> str:
    """Of a new land task: what it would freeze once it is late."""
    projects, county = typed.get("projects", "").split(), typed.get("county") or None
    hit = would_freeze(situation, projects, county)
    if not hit.projects:
        return ""
    return _("When it is late it freezes {what}").format(what=_hit(hit.projects, hit.total, hit.leaders))


# Land tasks -------------------------------------------------------------------------------------------------------------


def add_land_task(values: Mapping[str, str] | None = None) -> Form:
    name, kind, target, measure, due, authority, unit, person = slots(land_task_kind.FIELDS)
    lines = [
        name, kind,
        FormField("projects", PROJECTS),
        FormField("county", "county", label=N_("or whole county")),
        target, measure._replace(hint=N_("empty: as the target says, else mu")),
        due._replace(hint=N_("empty: none; late by one day is red")),
        unit, person, authority,
    ]  # fmt: skip

    def save(session: Session, typed: Values, version: int | None, request: str) -> Saved:
        given = {name: text for name, text in typed.items() if name not in ("projects", "county")}
        return land.add_land_task(session, given, projects=typed.get("projects", "").split(), county=typed.get("county"),
                                    request=request)

    return Form(adding("land_task"), lines, save, values=values, key="add land_task", effect=late_freezes)


def progress(task: LandTask) -> Form:
    """How much of it is done: what was added, or how much there is in all."""
    unit = label(task.measure)
    lines = [
        FormField("amount", SIGNED_QUANTITY, label=N_("Done since")),
        FormField("to", Type.QUANTITY, label=N_("or in all so far")),
        FormField("on", Type.DAY, past=True, hint=N_("empty: today")),
        FormField("note", limit=500),
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

    return Form(_titled(_("Progress of"), task.code, task.name), lines, save, key=f"progress {task.code}", effect=so_far)


def _of_target(task: LandTask) -> str:
    """``43.2 of 61 mu``."""
    if task.target is None:
        return f"{format_quantity(task.done)} {label(task.measure)}"
    return _("{done} of {target} {unit}").format(
        done=format_quantity(task.done), target=format_quantity(task.target), unit=label(task.measure))


def accept(task: LandTask) -> Form:
    """验收 or 销号."""
    lines = [FormField("how", limit=500, hint=N_("by whom, by which paper; may be empty")),
             FormField("on", Type.DAY, past=True, hint=N_("empty: today"))]

    def save(session: Session, typed: Values, version: int | None, request: str) -> Saved:
        return land.accept(session, task.code, how=typed.get("how"), on=typed.get("on"), version=version, request=request)

    def foresee(session: Session, situation: Situation, typed: Values) -> str:
        now = situation.snapshot.lands.get(task.code, task)
        short = _("Only {done} are done: accept all the same?").format(done=_of_target(now)) \
            if now.target is not None and now.done < now.target else ""
        return "  ".join(part for part in (short, freed(situation, task.code)) if part)

    return Form(_titled(_("Accept"), task.code, task.name), lines, save, version=task.version, key=f"accept {task.code}",
                effect=foresee)


def reopen(code: str, name: str, version: int) -> Form:
    """A land task that was accepted, an approval that was granted or found not needed."""

    def save(session: Session, typed: Values, version: int | None, request: str) -> Saved:
        return land.reopen(session, code, typed.get("why", ""), version=version, request=request)

    return Form(_titled(_("Open again"), code, name), [FormField("why", required=True, limit=500)], save, version=version,
                key=f"reopen {code}")


# Approvals --------------------------------------------------------------------------------------------------------------


def add_approvals(values: Mapping[str, str] | None = None) -> Form:
    """Chosen kinds, or all that the project's investor needs and that are not recorded."""
    lines = [
        FormField("project", PROJECT, required=True),
        FormField("kinds", KINDS, ApprovalKind, label=N_("Kinds"), hint=N_("empty: all that are missing")),
        FormField("submitted", Type.DAY, past=True, hint=N_("empty: not submitted yet")),
        FormField("why", label=N_("or why not needed")),
        *(slot for slot in slots(approval_kind.FIELDS, "unit", "authority", authority={"hint": N_("empty: the usual one")})),
    ]

    def save(session: Session, typed: Values, version: int | None, request: str) -> Saved:
        if "submitted" in typed and "why" in typed:
            raise BadInput("twice", text=listed([field("submitted"), _("or why not needed")]), field="why")
        kinds = typed.get("kinds", "").split()
        if "why" in typed and not kinds:  # never all of them by a slip
            raise BadInput("field_empty", field="kinds")
        done, _new = land.add_approvals(session, typed.get("project", ""), kinds, submitted=typed.get("submitted"),
                                          not_needed=typed.get("why"), authority=typed.get("authority"),
                                          unit=typed.get("unit"), request=request)
        return done

    return Form(adding("approval"), lines, save, values=values, key="add approval", effect=_missing)


def _missing(session: Session, situation: Situation, typed: Values) -> str:
    """What the chosen project needs and has not recorded."""
    if not typed.get("project"):
        return ""
    names = kinds_needed(land.missing(session, typed["project"]))
    return _("Not recorded yet: {kinds}").format(kinds=names) if names else _("Everything that its investor needs is recorded")


def _clock(approval: Approval) -> Clock:
    return clocks()[approval.kind]


def _named(approval: Approval, situation: Situation) -> str:
    return f"{label(approval.kind)}  {name_of(situation, approval.project)}"


def submit(approval: Approval, situation: Situation) -> Form:
    """Handed in to its authority: the statutory limit runs from that day."""
    lines = [FormField("on", Type.DAY, past=True, hint=N_("empty: today")), FormField("unit", "unit", label=N_("Handed in to")),
             FormField("due", Type.DAY, hint=N_("empty: the statutory limit"))]

    def save(session: Session, typed: Values, version: int | None, request: str) -> Saved:
        return land.submit(session, approval.code, on=typed.get("on"), unit=typed.get("unit"), due=typed.get("due"),
                             version=version, request=request)

    def limit(session: Session, situation: Situation, typed: Values) -> str:
        clock = _clock(approval)
        if clock.days is None:
            return _("The law gives it no time")
        until = after_days(session.past_day(typed.get("on")), clock.days, clock.working, calendar_queries.calendar(session.store))
        return _("The law gives it until {day}, {days}: {source}").format(
            day=day(until), days=days_text(clock.days, clock.working), source=clock.source)

    return Form(_titled(_("Submit"), approval.code, _named(approval, situation)), lines, save,
                values={"unit": approval.unit or ""}, version=approval.version, key=f"submit {approval.code}", effect=limit)


def contact(approval: Approval, situation: Situation) -> Form:
    """The authority was spoken with, and when to speak with it again."""
    lines = [FormField("text", required=True, limit=500, label=N_("What was said")),
             FormField("following", Type.DAY, label=N_("Next contact"), hint=N_("+7d, D+50 or 11-30; empty: none agreed")),
             FormField("on", Type.DAY, past=True, hint=N_("empty: today"))]

    def save(session: Session, typed: Values, version: int | None, request: str) -> Saved:
        return land.contact(session, approval.code, typed.get("text", ""), following=typed.get("following"),
                              on=typed.get("on"), request=request)

    return Form(_titled(_("Contact about"), approval.code, _named(approval, situation)), lines, save,
                key=f"contact {approval.code}")


def grant(approval: Approval, situation: Situation) -> Form:
    lines = [FormField("on", Type.DAY, past=True, hint=N_("empty: today")),
             FormField("expires", Type.DAY, hint=N_("empty: as the law says")),
             FormField("text", label=N_("Number"), hint=N_("of the paper; may be empty"))]

    def save(session: Session, typed: Values, version: int | None, request: str) -> Saved:
        return land.grant(session, approval.code, on=typed.get("on"), expires=typed.get("expires"), text=typed.get("text"),
                            version=version, request=request)

    def until(session: Session, situation: Situation, typed: Values) -> str:
        end = lapses(_clock(approval), session.past_day(typed.get("on")))
        text = _("It does not lapse by law")
        if end is not None:
            text = _("By law it is valid until {day}").format(day=day(end, session.campaign.first_day))
        return text if approval.submitted else "  ".join((_("It was not submitted (m does that): granted all the same?"), text))

    return Form(_titled(_("Granted"), approval.code, _named(approval, situation)), lines, save, version=approval.version,
                key=f"grant {approval.code}", effect=until)


def waive(approval: Approval, situation: Situation) -> Form:
    def save(session: Session, typed: Values, version: int | None, request: str) -> Saved:
        return land.waive(session, approval.code, typed.get("why", ""), version=version, request=request)

    lines = [FormField("why", required=True, hint=N_("why it is not needed"))]
    return Form(_titled(_("Not needed"), approval.code, _named(approval, situation)), lines, save, version=approval.version,
                key=f"waive {approval.code}")


def editable(row: LandTask | Approval) -> list[FormField]:
    """What can be changed of it as it stands: no limit runs before it is submitted, nothing lapses before it is granted."""
    if isinstance(row, LandTask):
        return slots(land_task_kind.FIELDS)
    left_out = set()
    if row.state is not ApprovalState.SUBMITTED:
        left_out.add("due")
    if row.state is not ApprovalState.GRANTED:
        left_out.add("expires")
    else:
        left_out.add("next_contact")
    return [slot for slot in slots(approval_kind.KIND.editable) if slot.name not in left_out]
