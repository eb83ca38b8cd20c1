"""One land task: the details below the list, its history, and the page of it. Pure."""

from collections.abc import Sequence
from typing import NamedTuple

from campaign.core import land as rules
from campaign.core.blockers import blast
from campaign.core.model.blocker import Blocker, Scope
from campaign.core.model.land import LandEvent, LandEventKind, LandTask
from campaign.core.situation import Situation
from campaign.tables.cells import name_of, projects_text, wrapped
from campaign.tables.charts.bar import bar
from campaign.tables.detail import head
from campaign.tables.history import (
    Dated,
    happened,
    history_rows,
    opened_rows,
    spread,
)
from campaign.tables.land_task_record import LandTasks
from campaign.tables.land_tasks import due_piece, figures, percent_text, share
from campaign.tables.results import waiting_rows
from campaign.tables.sections import Fact, PageRow, fact_rows, nothing, project_row, title
from campaign.tables.signs import Signs
from campaign.tables.tones import Line, Piece
from campaign.text import _, ngettext
from campaign.words import day, field, label, land_event_text, listed, money
from campaign.words.labels import NOTHING


def details(told: LandTasks, task: LandTask, events: Sequence[Dated], width: int, height: int,
            signs: Signs) -> list[Line]:
    """The whole name, what it is on and who has it, the blockers that point to it; what happened last when there is room."""
    lines: list[Line] = [head(task.code, task.name, width, (figures(task), ""), right=[due_piece(task, told.situation.today)]),
                         *spread(_facts(told, task), width)]
    pointing = [item for item in told.situation.snapshot.blockers.values() if item.land_task == task.code]
    if pointing:
        lines.append([(" " + listed([f"{item.code} {item.title}" for item in pointing]), "yellow")])
    return [*lines, *happened(events, width, height - len(lines), signs)][:height]


def _facts(told: LandTasks, task: LandTask) -> list[str]:
    situation = told.situation
    projects, total, _leaders = told.frozen.hit(task)
    texts = [label(task.kind)]
    if task.scope is Scope.COUNTY:
        texts.append(_("whole county {name}").format(name=name_of(situation, task.county)))
    elif len(task.projects) == 1:
        texts.append(f"{task.projects[0]} {name_of(situation, task.projects[0])}")
    if projects:
        hit = {"what": projects_text(projects), "total": money(total)}
        late = rules.overdue(task, situation.today)
        texts.append((_("freezes {what}, {total}") if late else _("would freeze {what}, {total}")).format(**hit))
    texts.append(name_of(situation, task.unit) if task.unit else _("in nobody's hands"))
    if task.person is not None:
        texts.append(name_of(situation, task.person))
    if task.authority is not None:
        texts.append(label(task.authority))
    if task.due is not None:
        texts.append(_("due {day}").format(day=day(task.due)))
    last = _("no progress yet") if task.last_progress is None else _("last progress {day}").format(day=day(task.last_progress))
    return [*texts, last]


def history(task: LandTask, events: Sequence[LandEvent], situation: Situation) -> list[Dated]:
    """Its events in words, oldest first."""
    return [Dated(event.on, land_event_text(event, task.measure), _TONES.get(event.kind, ""), name_of(situation, event.actor))
            for event in events]


_TONES = {LandEventKind.ACCEPT: "green", LandEventKind.DUE: "yellow", LandEventKind.REOPEN: "yellow",
          LandEventKind.RETURN: "yellow"}


# The page of one ----------------------------------------------------------------------------------------------------------


class LandView(NamedTuple):
    """A land task, accepted or not, its events, oldest first, and the blockers that point to it."""

    situation: Situation
    task: LandTask
    events: Sequence[LandEvent]
    blockers: Sequence[Blocker]


def land_rows(view: LandView, width: int, signs: Signs) -> list[PageRow]:
    """How it stands, facts, history, blockers, projects. Enter opens the unit, the county, the blockers and the projects."""
    code = view.task.code
    return [*_state_rows(view, width, signs), *waiting_rows(view.situation, code), *_fact_rows(view, width),
            *history_rows(history(view.task, view.events, view.situation), width, code,
                          view.task.accepted or view.situation.today, signs),
            *opened_rows(view.blockers, view.situation, width, code), *_project_rows(view, width)]


def _state_rows(view: LandView, width: int, signs: Signs) -> list[PageRow]:
    task, today = view.task, view.situation.today
    rows = [PageRow(f"name{n}", [(text, "strong")]) for n, text in enumerate(wrapped(task.name, width - 1))]
    state: list[Piece] = [due_piece(task, today)]
    if task.accepted is not None:
        state.append((f"  {day(task.accepted)}", "normal"))
    part = share(task)
    if part is not None:
        room = min(max(width // 4, 10), 30)
        state += [("  ", "normal"), *bar(room, part, signs), (f" {percent_text(part)}", "normal")]
    state.append((f"  {figures(task)}", "normal"))
    rows.append(PageRow("state", state))
    if task.how:
        rows += [PageRow(f"how{n}", [(text, "green")]) for n, text in enumerate(wrapped(task.how, width - 1))]
    return rows


def _fact_rows(view: LandView, width: int) -> list[PageRow]:
    situation, task = view.situation, view.task
    first = situation.snapshot.campaign.first_day
    facts: list[Fact] = [(field("unit"), name_of(situation, task.unit), task.unit or "")]
    if task.scope is Scope.COUNTY:
        facts.append((_("whole county"), name_of(situation, task.county), task.county or ""))
    if task.person is not None:
        facts.append((field("person"), name_of(situation, task.person), task.person))
    facts += [
        (field("kind"), label(task.kind), ""),
        (field("authority"), label(task.authority), ""),
        (field("opened"), day(task.opened, first), ""),
        (field("due"), day(task.due, first), ""),
        (field("last_progress"), day(task.last_progress, first), ""),
    ]
    if task.target is None:
        facts.append((field("target"), NOTHING, ""))
    return [PageRow("facts-", ()), *fact_rows("fact", facts, width)]


def _project_rows(view: LandView, width: int) -> list[PageRow]:
    """Those it is on; once it is late it freezes them."""
    situation, task = view.situation, view.task
    hit = blast(task, situation.snapshot.projects, situation.projects_of_county)
    note = listed([projects_text(hit.projects), money(hit.total),
                   ngettext("{n} leader", "{n} leaders", hit.leaders).format(n=hit.leaders)])
    late = rules.overdue(task, situation.today)
    heading = _("It froze") if task.accepted is not None else _("It freezes") if late else _("It will freeze when it is late")
    rows = title("frozen", heading, note, "red" if late else "quiet")
    if not hit.codes:
        rows.append(nothing("frozen", _("no project: those it names are withdrawn or finished"), task.code))
    return [*rows, *(project_row(situation, situation.snapshot.projects[code], width, f"project:{code}") for code in hit.codes)]
