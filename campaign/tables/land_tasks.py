"""Land tasks as data: their list (the left half of screen 6) and the page of one. Pure."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from campaign.core import land as rules
from campaign.core.blockers import blast
from campaign.core.leaders import leaders_of
from campaign.core.model.blocker import Blocker, Scope
from campaign.core.model.land import LandEvent, LandEventKind, LandKind, LandTask, Measure
from campaign.core.model.people import Authority
from campaign.core.quantity import format_quantity
from campaign.core.situation import Situation
from campaign.tables.bar import bar
from campaign.tables.blockers import Frozen
from campaign.tables.cells import header_line, labels_width, name_of, projects_text, rule, wrapped
from campaign.tables.history import (
    NOBODY,
    SEVERAL,
    Dated,
    county_of,
    entry_line,
    group_name,
    history_rows,
    left_piece,
    name_column,
    opened_rows,
    spread,
)
from campaign.tables.order import Value, by_pinyin
from campaign.tables.sections import Fact, PageRow, fact_rows, nothing, project_row, title
from campaign.tables.tones import Line, Piece
from campaign.tables.width import Column, Fitted, cell, cells, whole_words
from campaign.text import _, ngettext
from campaign.words import choices, day, field, label, land_event_text, listed, money
from campaign.words.labels import NOTHING, measured

SORTS = ("due", "code", "name", "kind", "done", "authority", "freezes", "worth")
GROUPS = ("county", "kind", "unit", "leader", "")
ROOMY = 45
"""Cells of a row from which on quantities are written out; below it stands their share."""
_AUTHORITIES = {authority: -i for i, authority in enumerate(Authority)}
_KINDS = {kind: i for i, kind in enumerate(LandKind)}


def frozen(situation: Situation) -> Frozen:
    """What land tasks that are not accepted freeze, or would."""
    tasks: Mapping[str, Any] = situation.snapshot.lands  # they have what it asks of blockers
    return Frozen(situation, tasks)


def share(task: LandTask) -> float | None:
    """Done of the target, 1 for all of it; None without a target."""
    return task.done / task.target if task.target else None


def due_piece(task: LandTask, today: date) -> Piece:
    """Whether it is late, and by how much."""
    if task.accepted is not None:
        return _("accepted"), "green"
    if late := rules.days_overdue(task, today):
        return _("late {n}d").format(n=late), "red"
    left = rules.days_left(task, today)
    return (_("no due"), "dim") if left is None else left_piece(left)


def figures(task: LandTask, width: int = 99) -> str:
    """``432.87/434.9 mu``; without its measure, or only the share, when that is wider than ``width``."""
    part = share(task)
    done = format_quantity(task.done)
    whole = done if part is None else f"{done}/{format_quantity(task.target)}"
    texts = (measured(whole, task.measure), whole, done if part is None else _percent(part))
    return next((text for text in texts if cells(text) <= width), texts[-1])


def _percent(part: float) -> str:
    """Rounded down: all of it only when it is."""
    return f"{int(part * 100)}%"


# The list ---------------------------------------------------------------------------------------------------------------


def value(situation: Situation, sort: str, frozen: Frozen) -> Callable[[str], Value]:
    """Longest late, least done, most frozen first."""
    tasks = situation.snapshot.lands
    return {
        "due": lambda code: due.toordinal() if (due := tasks[code].due) is not None else None,
        "code": lambda code: 0,
        # The common characters stand in GB18030 in the order of their pinyin.
        "name": lambda code: by_pinyin(tasks[code].name),
        "kind": lambda code: _KINDS[tasks[code].kind],
        "done": lambda code: share(tasks[code]),
        "authority": lambda code: _AUTHORITIES[authority] if (authority := tasks[code].authority) else None,
        "freezes": lambda code: -frozen(code)[0],
        "worth": lambda code: -frozen(code)[1],
    }[sort]


def group_of(situation: Situation, group: str) -> Callable[[str], str]:
    tasks = situation.snapshot.lands

    def county(code: str) -> str:
        return tasks[code].county or county_of(situation, tasks[code].projects)

    def leader(code: str) -> str:
        found = leaders_of(situation, tasks[code])
        return SEVERAL if len(found) > 1 else found.pop() if found else NOBODY

    return {"county": county, "leader": leader, "kind": lambda code: str(tasks[code].kind),
            "unit": lambda code: tasks[code].unit or NOBODY}[group]


def rank(situation: Situation) -> Callable[[str, Sequence[str]], tuple[object, ...]]:
    """Groups with the earliest due day first, then the larger."""
    tasks = situation.snapshot.lands

    def of(name: str, codes: Sequence[str]) -> tuple[object, ...]:
        first = min((due for code in codes if (due := tasks[code].due) is not None), default=date.max)
        return first, -len(codes), name

    return of


def header(situation: Situation, group: str, name: str, codes: Sequence[str], width: int) -> Line:
    """``临江区    2 late  7 tasks  1,204/1,830亩``."""
    tasks = [situation.snapshot.lands[code] for code in codes]
    late = sum(rules.overdue(task, situation.today) for task in tasks)
    facts: list[Piece] = []
    if late:
        facts.append((_("{n} overdue").format(n=late) + "  ", "red"))
    facts.append((ngettext("{n} task", "{n} tasks", len(tasks)).format(n=len(tasks)), " "))
    area = [task for task in tasks if task.measure is Measure.MU and task.target]
    if area and width >= ROOMY:
        total = area[0]._replace(done=sum(task.done for task in area), target=sum(task.target or 0 for task in area))
        facts.append(("  " + figures(total), "dim"))
    return header_line(group_name(situation, group, name, LandKind), facts, width)


def columns(situation: Situation, group: str, width: int) -> list[Column]:
    """What gives way first has the highest priority; the column of the group is in its headers."""
    tasks = situation.snapshot.lands
    wide = labels_width([_("Done"), *map(figures, tasks.values())], 24)
    kinds, authorities = labels_width(choices(LandKind).values(), 13), choices(Authority).values()
    found = [
        Column("due", _("Due"), 9, 8),
        Column("code", _("Code"), max(map(len, tasks), default=5)),
        name_column(_("Name"), (task.name for task in tasks.values()), width),
        Column("kind", _("Kind"), kinds, priority=3, whole=True),
        Column("done", _("Done"), wide, min(wide, 14) if width >= ROOMY else max(cells(_("Done")), 5), align="right", priority=1),
        Column("bar", "", 12, 6, priority=4),
        Column("authority", _("Decides"), labels_width([*authorities, _("Decides")], 14), priority=6),
        Column("freezes", _("Hits"), max(cells(_("Hits")), 4), align="right", priority=2),
        Column("worth", _("Worth"), 11, 10, align="right", priority=5),
    ]
    return [column for column in found if column.key != group]


def row(situation: Situation, task: LandTask, frozen: Frozen, fitted: Sequence[Fitted]) -> Line:
    line: list[Piece] = []
    for i, (column, width) in enumerate(fitted):
        gap = "" if i == len(fitted) - 1 else " "
        if column.key == "bar":
            part = share(task)
            line += [*bar(width, part, tone=_bar_tone(task, situation.today))] if part is not None else [(" " * width, "")]
            line.append((gap, ""))
        else:
            text, tone = _piece(situation, task, frozen, column.key, width)
            if column.whole:
                text = whole_words(text, width)
            line.append((cell(text, width, column.align) + gap, tone))
    return line


def _bar_tone(task: LandTask, today: date) -> str:
    return "red" if rules.overdue(task, today) else "green"


def _piece(situation: Situation, task: LandTask, frozen: Frozen, key: str, width: int) -> Piece:
    match key:
        case "due":
            return due_piece(task, situation.today)
        case "code":
            return task.code, ""
        case "name":
            return task.name, ""
        case "kind":
            return label(task.kind), ""
        case "done":
            return figures(task, width), ""
        case "authority":
            return label(task.authority), ""
    projects, total = frozen(task.code)
    late = "red" if rules.overdue(task, situation.today) else "dim"  # it freezes them only once it is late
    if key == "freezes":
        return str(projects or ""), late
    return (money(total), late) if total else ("", "")


def details(situation: Situation, task: LandTask, frozen: Frozen, events: Sequence[Dated], width: int, height: int) -> list[Line]:
    """The whole name, what it is on and who has it, the blockers that point to it; what happened last when there is room."""
    heading: list[Piece] = [(f" {task.code} ", "dim"), (task.name, "bold"), (f"  {figures(task)}", "")]
    lines: list[Line] = [rule(heading, width), *spread(_facts(situation, task, frozen), width)]
    pointing = [item for item in situation.snapshot.blockers.values() if item.land_task == task.code]
    if pointing:
        lines.append([(" " + listed([f"{item.code} {item.title}" for item in pointing]), "yellow")])
    room = height - len(lines)
    return [*lines[:height], *(map(entry_line, events[-room:]) if room > 0 else ())]


def _facts(situation: Situation, task: LandTask, frozen: Frozen) -> list[str]:
    projects, total = frozen(task.code)
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


_TONES = {LandEventKind.ACCEPT: "green", LandEventKind.DUE: "yellow", LandEventKind.REOPEN: "yellow"}


# The page of one ----------------------------------------------------------------------------------------------------------


class LandView(NamedTuple):
    """A land task, accepted or not, its events, oldest first, and the blockers that point to it."""

    situation: Situation
    task: LandTask
    events: Sequence[LandEvent]
    blockers: Sequence[Blocker]


def land_rows(view: LandView, width: int) -> list[PageRow]:
    """How it stands, facts, history, blockers, projects. Enter opens the unit, the county, the blockers and the projects."""
    code = view.task.code
    return [*_state_rows(view, width), *_fact_rows(view, width),
            *history_rows(history(view.task, view.events, view.situation), width, code),
            *opened_rows(view.blockers, view.situation, width, code), *_project_rows(view, width)]


def _state_rows(view: LandView, width: int) -> list[PageRow]:
    task, today = view.task, view.situation.today
    rows = [PageRow(f"name{n}", [(text, "bold")]) for n, text in enumerate(wrapped(task.name, width - 1))]
    state: list[Piece] = [due_piece(task, today)]
    if task.accepted is not None:
        state.append((f"  {day(task.accepted)}", " "))
    part = share(task)
    if part is not None:
        room = min(max(width // 4, 10), 30)
        state += [("  ", " "), *bar(room, part, tone=_bar_tone(task, today)), (f" {_percent(part)}", " ")]
    state.append((f"  {figures(task)}", " "))
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
    rows = title(width, "frozen", heading, note, "red" if late else "dim")
    if not hit.codes:
        rows.append(nothing("frozen", _("no project: those it names are withdrawn or finished"), task.code))
    return [*rows, *(project_row(situation, situation.snapshot.projects[code], width, f"project:{code}") for code in hit.codes)]
