"""The pages of one project and of one person as lists of rows. Pure: a view in, ``PageRow``s out.

What cannot be acted on is a header of the list (the cursor passes over it); everything else names its ``subject``.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from campaign.core import blockers as rules
from campaign.core.facts import is_major
from campaign.core.lights import WATERMELON, watermelon_gaps
from campaign.core.model import (
    WORST_FIRST,
    AuditEntry,
    Blocker,
    BlockerState,
    County,
    Light,
    Person,
    Progress,
    Project,
    ProjectDetails,
    Scope,
    Visit,
)
from campaign.core.situation import Situation, by_code
from campaign.text import _, ngettext
from campaign.tui.render import LIGHT_TONES, light
from campaign.tui.render_leaders import percent, unclaimed
from campaign.tui.render_log import log_line
from campaign.tui.widgets.bar import bar
from campaign.tui.widgets.columns import Column, cell, cells, cut, fit
from campaign.tui.widgets.lines import Line, Piece
from campaign.words import day, field, flag, label, level, listed, mark, money, reason_text

PLAIN = " "
"""The tone of plain text on a header row, whose own tone is that of a title."""


class PageRow(NamedTuple):
    """One line of a page. ``subject`` is what keys act on and Enter opens; None: the cursor does not stop here."""

    key: str
    line: Line
    subject: str | None = None


class ProjectView(NamedTuple):
    """A project and what is read from the store for its page; everything newest first, blockers resolved ones included."""

    situation: Situation
    project: Project
    details: ProjectDetails
    blockers: Sequence[Blocker]
    progress: Sequence[Progress]
    visits: Sequence[Visit]
    log: Sequence[AuditEntry]


class PersonView(NamedTuple):
    """A person and their last visits, newest first."""

    situation: Situation
    person: Person
    visits: Sequence[Visit]


# Pieces both pages use ----------------------------------------------------------------------------------------------------


def title(key: str, text: str, note: str = "", tone: str = "dim") -> list[PageRow]:
    """A blank line and a section's title, with a figure beside it."""
    return [PageRow(f"{key}-", ()), PageRow(key, [(text, "head"), ("  ", ""), (note, tone)])]


def nothing(key: str, text: str) -> PageRow:
    return PageRow(f"{key}0", [(f" {text}", "dim")])


def name_of(situation: Situation, code: str | None) -> str:
    """Name behind the code of a county, unit, person or project; ``-`` for None."""
    if code is None:
        return "-"
    snapshot = situation.snapshot
    tables: tuple[Mapping[str, object], ...] = (snapshot.people, snapshot.units, snapshot.counties, snapshot.projects)
    for table in tables:
        if (row := table.get(code)) is not None:
            return str(getattr(row, "name", code))
    return code


Fact = tuple[str, str, str]
"""Label, value, and the code that Enter opens (or '')."""


def fact_rows(key: str, facts: Sequence[Fact], width: int) -> list[PageRow]:
    """``label value`` in as many columns as fit, read from left to right. What can be opened has a row of its own, first."""
    opened = [fact for fact in facts if fact[2]]
    plain = [fact for fact in facts if not fact[2]]
    wide = max((cells(name) for name, _value, _code in facts), default=0)
    rows = [PageRow(f"{key}:{code}:{name}", [(" " + cell(name, wide) + " ", "dim"), (value, "")], code)
            for name, value, code in opened]
    columns = max(min(width // 36, 3), 1)
    room = (width - 1) // columns
    for at in range(0, len(plain), columns):
        line: list[Piece] = [(" ", PLAIN)]
        for name, value, _code in plain[at:at + columns]:
            line += [(cell(name, wide) + " ", "dim"), (cell(value, max(room - wide - 1, 1)), PLAIN)]
        rows.append(PageRow(f"{key}{at}", line))
    return rows


def due_piece(blocker: Blocker, today: date) -> Piece:
    """Whether it is late, and by how much."""
    if blocker.state is BlockerState.RESOLVED:
        return _("resolved"), "green"
    if rules.on_hold(blocker, today):
        return _("on hold"), "dim"
    if late := rules.days_overdue(blocker, today):
        return _("late {n}d").format(n=late), "red"
    left = rules.days_left(blocker, today)
    return (_("{n}d left").format(n=left) if left else _("due today"), "yellow" if left <= 3 else "")


def blocker_row(situation: Situation, blocker: Blocker, width: int, key: str) -> PageRow:
    """State, code, title, whose bucket and for how long, due day, flags."""
    today = situation.today
    state, tone = due_piece(blocker, today)
    resolved = blocker.state is BlockerState.RESOLVED
    notes = [flag(word) for word in (() if resolved else situation.flags(blocker))]
    if blocker.scope is Scope.COUNTY:
        notes.insert(0, _("whole county"))
    if blocker.level and not resolved:
        notes.append(level(blocker.level))
    held = _("held {n}d").format(n=rules.days_held(blocker, today))
    when = day(blocker.resolved if resolved else blocker.due)
    columns = [
        Column("state", "", 9), Column("code", "", 5), Column("title", "", 20, 12, flex=2),
        Column("unit", "", 14, 8, priority=1), Column("held", "", 9, priority=2),
        Column("when", "", 6, priority=3), Column("category", "", 14, 8, priority=5), Column("notes", "", 12, flex=1, priority=4),
    ]
    found: Mapping[str, Piece] = {
        "state": (state, tone), "code": (blocker.code, "dim" if resolved else ""), "title": (blocker.title, "dim" if resolved else ""),
        "unit": (name_of(situation, blocker.unit) if blocker.unit else _("nobody"), "" if blocker.unit or resolved else "yellow"),
        "held": (held, "dim"), "when": (when, "dim"), "category": (label(blocker.category), "dim"),
        "notes": (listed(notes), "yellow"),
    }
    return PageRow(key, table_row(columns, found, width - 1), blocker.code)


def table_row(columns: Sequence[Column], found: Mapping[str, Piece], width: int) -> Line:
    pieces: list[Piece] = []
    for column, room in fit(columns, width):
        text, tone = found[column.key]
        pieces += [(" ", ""), (cell(text, room, column.align), tone)]
    return pieces[1:]


def blocker_key(today: date, blocker: Blocker) -> tuple[object, ...]:
    """Open ones first, the longest overdue at the top; resolved ones after, the newest at the top."""
    if blocker.state is BlockerState.RESOLVED:
        return (2, -(blocker.resolved or blocker.opened).toordinal(), *by_code(blocker.code))
    return (int(rules.on_hold(blocker, today)), blocker.due.toordinal(), *by_code(blocker.code))


# A project ----------------------------------------------------------------------------------------------------------------


def project_rows(view: ProjectView, width: int) -> list[PageRow]:
    """Why it has its light, how far it is, who and how much, blockers, reports, visits, changes."""
    return [
        *_light_rows(view, width), *_progress_rows(view, width), *_fact_rows(view, width), *_blocker_rows(view, width),
        *_report_rows(view, width), *_visit_rows(view.situation, view.visits, width, by_person=True), *_log_rows(view, width),
    ]


def _light_rows(view: ProjectView, width: int) -> list[PageRow]:
    project, situation = view.project, view.situation
    code = project.code
    found = situation.assessments[code]
    if project.withdrawn is not None:
        return [PageRow("light", [(_("withdrawn"), "yellow"), (f": {project.withdrawn}", PLAIN),
                                  ("  " + _("in no count"), "dim")])]
    line: list[Piece] = [light(found.light)]
    worst = [reason.since for reason in found.reasons if reason.level is found.light]
    if worst:
        line.append(("  " + _("since {day}").format(day=day(min(worst))), PLAIN))
    for word in found.marks:
        if word != WATERMELON:
            line.append(("  " + mark(word), "yellow"))
    if found.light is Light.NONE:
        line.append(("  " + _("no rule applies to it yet: no plan, no planned start, no open blocker"), "dim"))
    elif found.light is Light.SUSPENDED:
        line.append(("  " + _("{reason}, review {day}").format(reason=project.suspended, day=day(project.review)), PLAIN))
    elif not found.reasons:
        line.append(("  " + _("every rule that applies is met"), "dim"))
    rows = [PageRow("light", line)]
    for number, reason in enumerate(found.reasons):
        since = _("since {day}").format(day=day(reason.since))
        room = max(width - 2 - cells(since) - 6, 8)
        text = reason_text(reason)
        if cells(text) > room and width < 60:
            since, room = "", width - 6
        pieces = [(" " + cell(label(reason.level), 6), LIGHT_TONES[reason.level]), (" " + cell(text, room - 2), ""), (" " + since, "dim")]
        rows.append(PageRow(f"why{number}:{reason.rule}:{reason.blocker}", pieces, reason.blocker or code))
    if WATERMELON in found.marks:
        gaps = watermelon_gaps(project, situation.snapshot.campaign, situation.today, situation.excused_in(project.county))
        words = {"report": _("no report for {n}d"), "visit": _("nobody on site for {n}d"), "money": _("no money for {n}d")}
        text = listed([words[name].format(n=days) for name, days in gaps])
        rows.append(PageRow("melon", [(f" {mark(WATERMELON)} ", "yellow"), (_("green, yet {what}").format(what=text), "")], code))
    return rows


def _progress_rows(view: ProjectView, width: int) -> list[PageRow]:
    project, found = view.project, view.situation.assessments[view.project.code]
    if found.progress is None:
        if not project.done_100:
            return []
        return [PageRow("bar", [(" " + _("{done} in these 100 days, no plan").format(done=money(project.done_100)), PLAIN)])]
    tone = LIGHT_TONES[found.light]
    words = _("{done} of {plan}, {part}% done, {due}% expected").format(
        done=money(project.done_100), plan=money(project.plan_100), part=found.progress / 10, due=found.expected / 10)
    room = width - cells(words) - 5
    if room < 10:
        return [PageRow("bar", [(" ", PLAIN), *bar(width - 3, found.progress / 1000, found.expected / 1000, tone)]),
                PageRow("bar-", [(f" {words}", PLAIN)])]
    return [PageRow("bar", [(" ", PLAIN), *bar(min(room, 50), found.progress / 1000, found.expected / 1000, tone),
                            (f"  {words}", PLAIN)])]


def _fact_rows(view: ProjectView, width: int) -> list[PageRow]:
    project, details, situation = view.project, view.details, view.situation
    first = situation.snapshot.campaign.first_day
    people = situation.snapshot.people

    def who(code: str | None) -> str:
        person = people.get(code or "")
        return _("nobody") if person is None else f"{person.name} {person.post}".strip()

    def when(value: date | None) -> str:
        return day(value, first)

    kind = [label(word) for word in (project.stage, project.sector, project.investor) if word is not None]
    if project.provincial_key:
        kind.append(field("provincial_key"))
    elif is_major(project, situation.snapshot.campaign.settings):
        kind.append(_("major"))
    facts: list[Fact] = [
        (field("leader"), who(project.leader), project.leader or project.code),
        (field("manager"), who(project.manager), project.manager or project.code),
        (field("stage"), listed(kind), ""),
        (field("county"), name_of(situation, project.county), ""),
        (field("unit"), name_of(situation, project.unit), ""),
        (field("developer"), details.developer or "-", ""),
        (field("total"), money(project.total), ""),
        (field("plan_100"), money(project.plan_100), ""),
        (field("plan_year"), money(details.plan_year), ""),
        (field("done_before"), money(details.done_before), ""),
        (field("planned_start"), when(project.planned_start), ""),
        (field("planned_finish"), when(project.planned_finish), ""),
        (field("started"), when(project.started), ""),
        (field("finished"), when(project.finished), ""),
        (field("registered"), when(project.registered), ""),
    ]
    facts += [(field(name), text, "") for name, text in (
        ("national_code", details.national_code), ("node", details.node), ("anchor", details.anchor),
        ("task_force", details.task_force), ("funds_planned", details.funds_planned and money(details.funds_planned)),
        ("expected_tax", details.expected_tax and money(details.expected_tax))) if text]
    return [PageRow("facts-", ()), *fact_rows("fact", facts, width)]


def _blocker_rows(view: ProjectView, width: int) -> list[PageRow]:
    today = view.situation.today
    items = sorted(view.blockers, key=lambda item: blocker_key(today, item))
    unresolved = [item for item in items if item.state is not BlockerState.RESOLVED]
    late = sum(rules.overdue(item, today) for item in unresolved)
    note = _("{n} open").format(n=len(unresolved)) + (", " + _("{n} overdue").format(n=late) if late else "")
    if len(items) > len(unresolved):
        note += ", " + _("{n} resolved").format(n=len(items) - len(unresolved))
    rows = title("blockers", _("Blockers"), note, "red" if late else "dim")
    if not items:
        return [*rows, nothing("blockers", _("none was ever opened; a adds one"))]
    return [*rows, *(blocker_row(view.situation, item, width, f"blocker:{item.code}") for item in items)]


def _report_rows(view: ProjectView, width: int) -> list[PageRow]:
    rows = title("reports", _("Reports"), _("last {day}").format(day=day(view.project.last_report)) if view.progress else "")
    if not view.progress:
        return [*rows, nothing("reports", _("nothing reported yet; n writes a report"))]
    columns = [Column("on", "", 6), Column("money", "", 10, align="right"), Column("done", "", 20, 10, flex=2),
               Column("crew", "", 12, 9, priority=1), Column("note", "", 16, 8, flex=1, priority=2)]
    for number, report in enumerate(view.progress):
        crew = ""
        if report.crew is not None:
            crew = _("crew {n}").format(n=report.crew) + (f"/{report.crew_planned}" if report.crew_planned is not None else "")
        found: Mapping[str, Piece] = {
            "on": (day(report.on), "dim"), "money": (money(report.money, sign=True) if report.money else "", ""),
            "done": (report.done or "", ""), "crew": (crew, "dim"),
            "note": (listed([text for text in (report.materials, report.note) if text]), "dim")}
        rows.append(PageRow(f"report{number}", table_row(columns, found, width - 1), view.project.code))
    return rows


def _visit_rows(situation: Situation, visits: Sequence[Visit], width: int, *, by_person: bool) -> list[PageRow]:
    """Of one project (who came), or of one person (``by_person`` false: where)."""
    rows = title("visits", _("Visits"), _("last {day}").format(day=day(visits[0].on)) if visits else "")
    if not visits:
        return [*rows, nothing("visits", _("nobody was there yet; o records a visit") if by_person else _("none recorded"))]
    columns = [Column("on", "", 6), Column("channel", "", 12, 8), Column("who", "", 24, 10), Column("solved", "", 20, 8, flex=1)]
    for number, visit in enumerate(visits):
        if by_person:
            person = situation.snapshot.people.get(visit.person or "")
            who = "-" if person is None else f"{person.name} {person.post}".strip()
        else:
            who = f"{visit.project} {name_of(situation, visit.project)}"
        found: Mapping[str, Piece] = {
            "on": (day(visit.on), "dim"), "channel": (label(visit.channel), "" if visit.channel == "site" else "dim"),
            "who": (who, ""), "solved": (_("solved {what}").format(what=visit.solved) if visit.solved else "", "green")}
        subject = visit.project if not by_person or visit.person is None else visit.person
        rows.append(PageRow(f"visit{number}", table_row(columns, found, width - 1), subject))
    return rows


def _log_rows(view: ProjectView, width: int) -> list[PageRow]:
    rows = title("log", _("Changes"), _("F9 shows those of everything"))
    situation = view.situation
    undone = {entry.undoes for entry in view.log if entry.undoes}
    entries = [entry for entry in view.log if entry.verb not in ("init", "seed")]
    if not entries:
        return [*rows, nothing("log", _("none since it was loaded"))]
    return [*rows, *(PageRow(f"log{entry.seq}", log_line(situation, entry, width - 1, undone=entry.seq in undone, dated=True),
                             view.project.code) for entry in entries)]


# A person -----------------------------------------------------------------------------------------------------------------


def person_rows(view: PersonView, width: int) -> list[PageRow]:
    """Who it is, the blockers and projects in their name, the counties, the last visits."""
    situation, person = view.situation, view.person
    snapshot = situation.snapshot
    led = _sorted(situation, (row for row in snapshot.projects.values() if row.leader == person.code))
    managed = _sorted(situation, (row for row in snapshot.projects.values() if row.manager == person.code))
    counties = [row for row in snapshot.counties.values() if row.leader == person.code]
    mine = [item for item in snapshot.blockers.values() if item.person == person.code]
    wide = [item for county in counties for item in situation.county_wide(county.code) if item.person != person.code]
    rows = _who_rows(view, led, width)
    if mine or wide:
        items = sorted([*mine, *wide], key=lambda item: blocker_key(situation.today, item))
        late = sum(rules.overdue(item, situation.today) for item in items)
        note = _("{n} open").format(n=len(items)) + (", " + _("{n} overdue").format(n=late) if late else "")
        rows += title("blockers", _("Blockers in their name"), note, "red" if late else "dim")
        rows += [blocker_row(situation, item, width, f"blocker:{item.code}") for item in items]
    for key, text, projects in (("led", _("Projects led"), led), ("managed", _("Projects managed"), managed)):
        if projects:
            rows += title(key, text, str(len(projects)))
            rows += [project_row(situation, row, width, f"{key}:{row.code}") for row in projects]
    if not led and person.leader:
        rows += [*title("led", _("Projects led")), nothing("led", _("none yet; c claims one"))]
    if counties:
        rows += [*title("counties", _("Counties")), *(_county_row(situation, county) for county in counties)]
    return [*rows, *_visit_rows(situation, view.visits, width, by_person=False)]


def _sorted(situation: Situation, projects: Iterable[Project]) -> list[Project]:
    """The worst light first; withdrawn ones last."""
    lights = {value: at for at, value in enumerate(WORST_FIRST)}
    found = situation.assessments
    return sorted(projects, key=lambda row: (row.withdrawn is not None, lights[found[row.code].light],
                                             -found[row.code].overdue_blockers, *by_code(row.code)))


def _who_rows(view: PersonView, led: Sequence[Project], width: int) -> list[PageRow]:
    situation, person = view.situation, view.person
    place = [name_of(situation, code) for code in (person.unit, person.county) if code]
    who: list[Piece] = [(f"{person.name} ", "bold"), (person.post, ""), (f"  {label(person.rank)}", "dim")]
    if place:
        who.append((f"  {listed(place)}", "dim"))
    rows = [PageRow("who", who, person.code)]
    counted = [row for row in led if row.withdrawn is None]
    line: list[Piece] = [(" ", PLAIN)]
    for value in WORST_FIRST:
        if n := sum(situation.assessments[row.code].light is value for row in counted):
            line.append((f"{label(value)} {n}  ", LIGHT_TONES[value]))
    if counted:
        line.append((money(sum(row.total or 0 for row in counted)) + "  ", PLAIN))
    if unclaimed(situation, person.code):
        line.append((_("no major project claimed"), "yellow"))
    elif n := situation.majors[person.code]:
        line.append((ngettext("{n} major project", "{n} major projects", n).format(n=n), "dim"))
    return [*rows, PageRow("sums", line)] if len(line) > 1 else rows


def project_row(situation: Situation, project: Project, width: int, key: str) -> PageRow:
    """Light, code, name, done/expected, blockers, county, total."""
    found = situation.assessments[project.code]
    word = _("withdrawn") if project.withdrawn is not None else label(found.light) + ("?" if WATERMELON in found.marks else "")
    blocked = ""
    if found.open_blockers:
        blocked = _("{n} blk").format(n=found.open_blockers)
    if found.overdue_blockers:
        blocked = _("{n} late").format(n=found.overdue_blockers)
    columns = [
        Column("light", "", 8, 8), Column("code", "", 5), Column("name", "", 20, 12, flex=1),
        Column("part", "", 9, 7, align="right"), Column("blockers", "", 7, 6), Column("stage", "", 12, 8, priority=3),
        Column("county", "", 10, 8, priority=2), Column("total", "", 9, 9, align="right", priority=1)]
    texts: Mapping[str, Piece] = {
        "light": (word, LIGHT_TONES[found.light]), "code": (project.code, "dim"), "name": (project.name, ""),
        "part": (percent(found), ""), "blockers": (blocked, "red" if found.overdue_blockers else "dim"),
        "stage": (label(project.stage), "dim"), "county": (name_of(situation, project.county), "dim"),
        "total": (money(project.total), "")}
    return PageRow(key, table_row(columns, texts, width - 1), project.code)


def _county_row(situation: Situation, county: County) -> PageRow:
    codes = situation.projects_of_county(county.code)
    counted = [code for code in codes if situation.snapshot.projects[code].withdrawn is None]
    line: list[Piece] = [(f"{cut(county.name, 20)}  ", ""),
                         (ngettext("{n} project", "{n} projects", len(counted)).format(n=len(counted)) + "  ", "dim")]
    for value in (Light.RED, Light.YELLOW, Light.GREEN):
        if n := sum(situation.assessments[code].light is value for code in counted):
            line.append((f"{label(value)} {n}  ", LIGHT_TONES[value]))
    return PageRow(f"county:{county.code}", line, county.code)
