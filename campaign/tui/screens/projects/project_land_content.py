"""What the page of a project says of its ground: land tasks, approvals, money by source, strength on site. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date

from campaign.core import approvals as rules
from campaign.core.approvals import hands
from campaign.core.clocks import Calendar
from campaign.core.land import overdue
from campaign.core.light_rules import tenths
from campaign.core.model.blocker import Scope
from campaign.core.model.land import Approval, ApprovalState, LandTask
from campaign.core.model.project import Progress, Project, Registered
from campaign.core.situation import Situation
from campaign.data.clocks import clocks
from campaign.tables import land_tasks
from campaign.tables.approvals import body, contact_piece, hands_piece
from campaign.tables.cells import wrapped
from campaign.tables.sections import Fact, PageRow, fact_rows, nothing, table_row, title
from campaign.tables.tones import Piece
from campaign.tables.width import Column, cells
from campaign.text import _, ngettext
from campaign.words import day, label, listed, money, tight
from campaign.words.labels import kinds_needed

Told = tuple[str, Mapping[str, Piece], str]
"""Key, what stands in each column, and the subject of a row."""
STRENGTHS = 3
"""Reports of a site's strength that are shown."""


def table(columns: Sequence[Column], rows: Sequence[Told], width: int) -> list[PageRow]:
    """Rows whose columns want what stands in them and no more: what one leaves blank, another has."""
    snug = []
    for column in columns:
        wanted = max((cells(found[column.key][0]) for _key, found, _subject in rows), default=0)
        if wanted:
            snug.append(column._replace(width=wanted, min=min(column.min or column.width, wanted)))
    return [PageRow(key, table_row(snug, found, width - 1), subject) for key, found, subject in rows]


def land_rows(situation: Situation, tasks: Sequence[LandTask], width: int, project: str) -> list[PageRow]:
    """Each with how late it is and how much of it is done; those on its whole county too."""
    today = situation.today
    late = sum(overdue(task, today) for task in tasks)
    note = _("{n} overdue").format(n=late) if late else ""
    rows = title("lands", _("Land tasks"), note, "red")
    if not tasks:
        return [*rows, nothing("lands", _("none recorded; a adds one"), project)]
    columns = [Column("state", "", 9), Column("code", "", 5), Column("name", "", 22, 16, flex=2), Column("done", "", 18),
               Column("due", "", 6, priority=1), Column("kind", "", 12, priority=3), Column("where", "", 12, priority=2)]
    lines: list[Told] = []
    for task in tasks:
        settled = "quiet" if task.accepted is not None else ""
        found: Mapping[str, Piece] = {
            "state": land_tasks.due_piece(task, today), "code": (task.code, settled), "name": (task.name, settled),
            "done": (land_tasks.figures(task, 18), settled), "due": (day(task.due) if task.due else "", "quiet"),
            "kind": (label(task.kind), "quiet"), "where": (_("whole county") if task.scope is Scope.COUNTY else "", "yellow")}
        lines.append((f"land:{task.code}", found, task.code))
    return [*rows, *table(columns, lines, width)]


def approval_rows(
    situation: Situation, approvals: Sequence[Approval], missing: Sequence[tuple[str, ...]], calendar: Calendar, width: int,
    project: str,
) -> list[PageRow]:
    """Days in hands against the limit, when to speak with whom; last what it needs by its investor and is not recorded."""
    today = situation.today
    granted = sum(row.state is ApprovalState.GRANTED for row in approvals)
    needed = sum(row.state is not ApprovalState.NOT_NEEDED for row in approvals) + len(missing)
    note = _("{granted} of {needed} granted").format(granted=granted, needed=needed) if needed else ""
    rows = title("approvals", _("Approvals"), note)
    columns = [
        Column("state", "", max(cells(label(state)) for state in ApprovalState)), Column("code", "", 5),
        Column("kind", "", 22, 12, flex=1), Column("body", "", 14, 12, priority=1), Column("due", "", 10, priority=2),
        Column("contact", "", 18, 14, priority=3)]
    lines: list[Told] = []
    for row in sorted(approvals, key=_order):
        quiet = "quiet" if rules.settled(row) else ""
        found: Mapping[str, Piece] = {
            "state": hands_piece(row, hands(row, clocks()[row.kind], calendar, today), today), "code": (row.code, quiet),
            "kind": (label(row.kind), quiet), "body": (body(situation, row), quiet), "due": (_due(row), "quiet"),
            "contact": _contact(situation, row)}
        lines.append((f"approval:{row.code}", found, row.code))
    rows += table(columns, lines, width)
    if missing:
        text = _("not recorded: {kinds}; a adds them").format(kinds=kinds_needed(missing))
        rows += [PageRow(f"missing{n}", [(line, "yellow")], project) for n, line in enumerate(wrapped(text, width - 2))]
    elif not approvals:
        rows.append(nothing("approvals", _("none recorded; a adds one"), project))
    return rows


_STATES = (ApprovalState.SUBMITTED, ApprovalState.NEEDED, ApprovalState.GRANTED, ApprovalState.NOT_NEEDED)


def _order(row: Approval) -> tuple[int, date, int, str]:
    """What lies with an authority first, the soonest due at the top; what is granted in the order in which it came."""
    return _STATES.index(row.state), row.granted or row.due or date.max, len(row.code), row.code


def _due(row: Approval) -> str:
    if row.state is ApprovalState.SUBMITTED and row.due is not None:
        return _("due {day}").format(day=day(row.due))
    return day(row.granted) if row.granted is not None else ""


def _contact(situation: Situation, row: Approval) -> Piece:
    """When to speak with the authority, or how long a granted one is valid."""
    settings = situation.snapshot.campaign.settings
    project = situation.snapshot.projects[row.project]
    left = rules.days_to_lapse(row, project, clocks()[row.kind], situation.today)
    if left is not None:
        tone = "red" if left <= settings.lapse_near else "yellow" if left <= settings.lapse_far else "quiet"
        until = day(row.expires, situation.snapshot.campaign.first_day)
        return (tight(_("lapsed {n}d ago").format(n=-left)) if left < 0 else tight(_("until {day}").format(day=until))), tone
    if row.state is ApprovalState.NOT_NEEDED:
        return row.reason or "", "quiet"
    if row.next_contact is None or rules.settled(row):
        return "", ""
    when, tone = contact_piece(row, situation.today)
    return _("contact {when}").format(when=when), tone


def money_rows(project: Project, registered: Sequence[Registered], width: int) -> list[PageRow]:
    """What is reported and what statistics have registered, apart; funds in against those planned. Never added up."""
    known = (project.done_100, project.plan_100, project.registered_100, registered, project.funds_planned, project.funds_100)
    if not any(known):
        return []
    facts: list[Fact] = [(_("Reported"), _part(project.done_100, project.plan_100), project.code)]
    months = listed([f"{entry.month} {money(entry.money)}" for entry in registered[:3]])
    facts.append((_("Registered money"), f"{money(project.registered_100)}  {months}".rstrip(), project.code))
    facts.append((_("Funds in"), _part(project.funds_100, project.funds_planned), project.code))
    return [*title("money", _("Money in these 100 days"), _("reported and registered are never added up")),
            *fact_rows("money", facts, width)]


def _part(done: int, plan: int | None) -> str:
    """``1.20亿 of 3.00亿, 40.0%``."""
    if not plan:
        return money(done)
    return _("{done} of {plan}, {part}%").format(done=money(done), plan=money(plan), part=tenths(done, plan) / 10)


def strength_rows(project: Project, progress: Sequence[Progress], low: int, width: int) -> list[PageRow]:
    """People there against those planned, machines, work fronts and materials of the last reports; ``low`` in percent."""
    told = [row for row in progress if row.crew is not None or row.machines is not None or row.fronts is not None]
    if not told:
        return []
    rows = title("strength", _("Site strength"))
    columns = [Column("on", "", 6), Column("crew", "", 16), Column("part", "", 16, 5), Column("machines", "", 12, priority=1),
               Column("fronts", "", 14, priority=2), Column("materials", "", 16, 8, flex=1, priority=3)]
    lines: list[Told] = []
    for number, row in enumerate(told[:STRENGTHS]):
        part, tone = "", ""
        crew = "" if row.crew is None else _("crew {n}").format(n=row.crew)
        if row.crew is not None and row.crew_planned:
            crew = _("crew {n}").format(n=f"{row.crew}/{row.crew_planned}")
            part = f"{100 * row.crew // row.crew_planned}%"
            if 100 * row.crew < low * row.crew_planned:
                part, tone = f"{part} {_('understaffed')}", "yellow"
        machines = ngettext("{n} machine", "{n} machines", row.machines or 0).format(n=row.machines)
        fronts = ngettext("{n} work front", "{n} work fronts", row.fronts or 0).format(n=row.fronts)
        found: Mapping[str, Piece] = {
            "on": (day(row.on), "quiet"), "crew": (crew, ""), "part": (part, tone),
            "machines": (machines if row.machines is not None else "", ""),
            "fronts": (fronts if row.fronts is not None else "", ""), "materials": (row.materials or "", "quiet")}
        lines.append((f"strength{number}", found, project.code))
    return [*rows, *table(columns, lines, width)]
