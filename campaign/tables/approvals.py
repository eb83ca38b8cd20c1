"""Approvals: the right half of screen 6, and ``campaign approvals``: with whom they lie, how long, against which limit."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property

from campaign.core import approvals as rules
from campaign.core.approvals import Hands, hands
from campaign.core.blockers import unfinished
from campaign.core.clocks import Calendar, Clock
from campaign.core.model.land import Approval, ApprovalKind, ApprovalState
from campaign.core.situation import Situation
from campaign.data.clocks import calendar, clocks
from campaign.tables.cells import labels_width, name_of
from campaign.tables.history import NOBODY, SOON, group_name
from campaign.tables.order import Value, by_pinyin
from campaign.tables.table import Column, Group, Keyed, Listing, Plain, Record, Table, by_code, longest
from campaign.tables.tones import Piece
from campaign.tables.values import human, iso
from campaign.tables.width import Column as Laid
from campaign.tables.width import cells, name_width
from campaign.text import N_, _, ngettext
from campaign.words import day, label, labels, listed
from campaign.words.labels import NOTHING
from campaign.words.spacing import tight

ALONE = 75
"""Cells of a row from which the list has the screen to itself."""
WORDS = frozenset({"county", "project", "code", "unit", "state"})
"""Words of a filter that can be said of an approval."""
_KINDS = {kind: i for i, kind in enumerate(ApprovalKind)}


def days_text(n: int | None, worked: bool) -> str:
    """``20 working days``."""
    return _("no time fixed by law") if n is None else labels.days(n, worked)


def hands_piece(approval: Approval, held: Hands | None, today: date) -> Piece:
    """``2wd left`` (working days, as the law counts them), ``over 5d`` (days), ``to submit``."""
    if approval.state in (ApprovalState.GRANTED, ApprovalState.NOT_NEEDED):
        return label(approval.state), "green" if approval.state is ApprovalState.GRANTED else "quiet"
    if held is None:
        return _("to submit"), "quiet"
    if over := rules.days_overdue(approval, today):
        return tight(_("over {n}d").format(n=over)), "red"
    if held.limit is None:
        return tight((_("in hand {n}wd") if held.working else _("in hand {n}d")).format(n=held.days)), ""
    near = approval.due is not None and (approval.due - today).days <= SOON
    left = max(held.limit - held.days, 0)
    words = _("due today") if not left else _("{n}wd left") if held.working else _("{n}d left")
    return tight(words.format(n=left)), "yellow" if near else ""


def hands_text(held: Hands) -> str:
    """``in hand 18 of 20 working days``."""
    if held.limit is None:
        return _("in hand {days}").format(days=days_text(held.days, held.working))
    words = _("in hand {n} of {limit} working days") if held.working else _("in hand {n} of {limit} days")
    return words.format(n=held.days, limit=held.limit)


def contact_piece(approval: Approval, today: date) -> Piece:
    """When to speak with the authority next."""
    following = approval.next_contact
    if following is None or rules.settled(approval):
        return NOTHING, "quiet"
    if following == today:
        return _("today"), "yellow"
    late = (today - following).days
    return (tight(_("{n}d ago").format(n=late)), "red") if late > 0 else (day(following), "")


# The list ---------------------------------------------------------------------------------------------------------------


class Approvals(Listing[Approval]):
    """With what is needed to say how long they take."""

    @cached_property
    def clocks(self) -> Mapping[str, Clock]:
        return clocks()

    @cached_property
    def calendar(self) -> Calendar:
        return calendar(self.situation.snapshot.overrides)

    def held(self, row: Approval) -> Hands | None:
        """None when it lies with nobody."""
        return None if row.submitted is None else hands(row, self.clocks[row.kind], self.calendar, self.situation.today)


WORKING, CALENDAR_DAYS = "working", "calendar"
"""How the days of a limit are counted."""


def record(told: Approvals, row: Approval) -> Record:
    """``limit_unit`` says in which days the limit and ``days_in_hands`` are counted."""
    snapshot, today, clock, held = told.situation.snapshot, told.situation.today, told.clocks[row.kind], told.held(row)
    project = snapshot.projects[row.project]
    county, unit = snapshot.counties.get(project.county or ""), snapshot.units.get(row.unit or "")
    return {
        "code": row.code,
        "project": row.project,
        "project_name": project.name,
        "county": project.county,
        "county_name": county and county.name,
        "kind": row.kind,
        "authority": row.authority,
        "unit": row.unit,
        "unit_name": unit and unit.name,
        "state": row.state,
        "submitted": iso(row.submitted),
        "due": iso(row.due),
        "limit_days": clock.days if held is None or held.limit is None else held.limit,
        "limit_unit": None if clock.days is None else WORKING if clock.working else CALENDAR_DAYS,
        "days_in_hands": None if held is None else held.days,
        "days_overdue": rules.days_overdue(row, today),
        "granted": iso(row.granted),
        "expires": iso(row.expires),
        "days_to_lapse": rules.days_to_lapse(row, project, clock, today),
        "reason": row.reason,
        "last_contact": iso(row.last_contact),
        "next_contact": iso(row.next_contact),
        "contact_due": unfinished(project) and rules.contact_due(row, today),
        "confirmed": row.confirmed,
        "confirmed_by": row.confirmed_by,
        "confirmed_on": iso(row.confirmed_on),
        "version": row.version,
    }


def accepts(told: Listing[Approval], words: Mapping[str, str]) -> Callable[[str], bool]:
    """Of projects that go on, and under ``words`` (of ``WORDS``)."""
    rows, projects = told.rows, told.situation.snapshot.projects
    code, project, county, unit, state = (words.get(name) for name in ("code", "project", "county", "unit", "state"))

    def fits(key: str) -> bool:
        row = rows[key]
        own = projects.get(row.project)
        if own is None or not unfinished(own):
            return False
        return (not code or key == code) and (not project or row.project == project) and (not county or own.county == county) \
            and (not unit or row.unit == unit) and (not state or row.state == state)

    return fits


# What they are sorted and grouped by ------------------------------------------------------------------------------------


def _by_hands(told: Approvals) -> Keyed:
    """Longest over its limit, nearest to it first; after what is submitted what is not, soonest to be spoken about first."""
    def by(code: str) -> Value:
        row = told.rows[code]
        begun, due = row.submitted, row.due
        if begun is None:
            following = row.next_contact
            return 2, following.toordinal() if following is not None else date.max.toordinal()
        return (0, due.toordinal()) if due is not None else (1, begun.toordinal())

    return by


def _by_day(of: Callable[[Approval], date | None]) -> Callable[[Approvals], Keyed]:
    return lambda told: lambda code: None if (day := of(told.rows[code])) is None else day.toordinal()


def _by_name(told: Approvals) -> Keyed:
    rows, projects = told.rows, told.situation.snapshot.projects
    return lambda code: by_pinyin(projects[rows[code].project].name)


def _earliest(told: Approvals) -> Callable[[str, Sequence[str]], tuple[object, ...]]:
    """Groups with the longest over its limit or the soonest due first, then the larger."""
    rows = told.rows

    def of(name: str, codes: Sequence[str]) -> tuple[object, ...]:
        first = min((due for code in codes if (due := rows[code].due) is not None), default=date.max)
        return first, -len(codes), name

    return of


def _group(key: str, of: Callable[[Approvals], Callable[[str], str]]) -> Group[Approvals]:
    return Group(of, lambda told, name: group_name(told.situation, key, name, ApprovalKind), _earliest)


def _body_of(told: Approvals) -> Callable[[str], str]:
    """The body where it is known, else its level."""
    return lambda code: (row := told.rows[code]).unit or row.authority or NOBODY


def _county(told: Approvals) -> Callable[[str], str]:
    rows, projects = told.rows, told.situation.snapshot.projects
    return lambda code: projects[rows[code].project].county or NOBODY


def _facts(told: Approvals, group: str, codes: Sequence[str], width: int) -> list[Piece]:
    """``2 over  3 to speak about  12 approvals``."""
    today, rows = told.situation.today, told.rows
    over = sum(rules.days_overdue(rows[code], today) > 0 for code in codes)
    contacts = sum(rules.contact_due(rows[code], today) for code in codes)
    facts: list[Piece] = []
    if over:
        facts.append((_("{n} over").format(n=over) + "  ", "red"))
    if contacts:
        facts.append((ngettext("{n} contact", "{n} contacts", contacts).format(n=contacts) + "  ", "yellow"))
    return [*facts, (ngettext("{n} item", "{n} items", len(codes)).format(n=len(codes)), "normal")]


def _about(told: Approvals, row: Approval) -> Iterator[str | None]:
    yield from (row.project, row.unit, row.authority, row.kind, row.state)
    project = told.situation.snapshot.projects.get(row.project)
    if project is not None:
        yield from (project.county, project.leader)


# Their columns: of ten thousand rows few kinds, bodies and projects are different --------------------------------------------


def _hold(told: Approvals, column: Column[Approvals, Approval], room: int) -> tuple[int, int]:
    words = (tight(_("{n}wd left").format(n=20)), tight(_("in hand {n}d").format(n=20)), _("to submit"))
    return max(cells(column.title) + 1, *map(cells, words)), 0


def _contact(told: Approvals, column: Column[Approvals, Approval], room: int) -> tuple[int, int]:
    return max(cells(column.title), cells(tight(_("{n}d ago").format(n=30)))), 0


def _names(told: Approvals, column: Column[Approvals, Approval], room: int) -> tuple[int, int]:
    projects = told.situation.snapshot.projects
    return name_width(column.title, (projects[code].name for code in {row.project for row in told.rows.values()}
                                     if code in projects), room)


def _kinds(told: Approvals, column: Column[Approvals, Approval], room: int) -> tuple[int, int]:
    wide = labels_width([column.title, *map(label, {row.kind for row in told.rows.values()})], 32)
    return wide, wide if room >= ALONE else min(wide, 14)


def _bodies(told: Approvals, column: Column[Approvals, Approval], room: int) -> tuple[int, int]:
    different = {(row.unit, row.authority): row for row in told.rows.values()}
    return labels_width([column.title, *(body(told.situation, row) for row in different.values())], 24), 0


def _laid(told: Approvals, group: str, room: int, found: list[Laid]) -> list[Laid]:
    """Where there is room for a list of its own, kinds and bodies are shown whole before names are; a name is in the details
    too. By kind or project the other of the two leaves room for who decides, who matters more than the day.
    """
    wide = {column.key: column.width for column in found}
    needed = sum(wide[key] for key in ("hands", "code", "authority" if group == "kind" else "kind", "contact"))

    def settled(column: Laid) -> Laid:
        if column.key == "name" and room >= ALONE:
            return column._replace(min=min(column.min, max(18, room - needed - 4)))
        if column.key in ("due", "authority") and group in ("kind", "project"):
            return column._replace(priority=5 if column.key == "due" else 4)
        return column

    return [settled(column) for column in found if column.key != "name" or group != "project"]


def _state(told: Approvals, row: Record) -> str:
    """Submitted, overdue by 3 d, granted; how long that is valid only once it is time to think of it."""
    if row["days_overdue"]:
        return _("overdue {n} d").format(n=row["days_overdue"])
    left, state = row["days_to_lapse"], label(row["state"])
    if left is None or left > told.situation.snapshot.campaign.settings.lapse_far:
        return state
    return listed([state, _("lapsed {n} d ago").format(n=-left) if left < 0 else _("valid for {n} d").format(n=left)])


def _in_hands(row: Record) -> str:
    """``12 / 20 working days``: days in their hands, and the limit that the law gives."""
    if row["days_in_hands"] is None:
        return NOTHING
    if row["limit_days"] is None:
        return str(row["days_in_hands"])
    return f"{row['days_in_hands']} / {row['limit_days']} {human('limit_unit', row['limit_unit'])}"


def _next(row: Record) -> str:
    return _("{day} due").format(day=row["next_contact"]) if row["contact_due"] else row["next_contact"] or NOTHING


APPROVALS = Table[Approvals, Approval](
    "approvals",
    columns=(
        Column("hands", N_("Limit"), _hold, lambda told, row: hands_piece(row, told.held(row), told.situation.today),
               sort=_by_hands, plain=Plain(_in_hands, key="days_in_hands", right=True), lit=True),
        Column("code", N_("Code"), longest, lambda told, row: (row.code, ""), sort=by_code, plain=Plain()),
        Column("name", N_("Project"), _names, lambda told, row: (name_of(told.situation, row.project), ""), flex=1, sort=_by_name,
               plain=Plain(lambda row: f"{row['project']} {row['project_name']}", key="project", flexible=True)),
        Column("kind", N_("Kind"), _kinds, lambda told, row: (label(row.kind), ""), gives=1, whole=True,
               sort=lambda told: lambda code: _KINDS[told.rows[code].kind], plain=Plain(flexible=True),
               group=_group("kind", lambda told: lambda code: told.rows[code].kind.value)),
        Column("contact", N_("Contact"), _contact, lambda told, row: contact_piece(row, told.situation.today), gives=2,
               sort=_by_day(lambda row: row.next_contact), plain=Plain(_next, key="next_contact"), lit=True),
        Column("due", N_("Due"), 6, lambda told, row: ("", "") if row.due is None else (day(row.due), "quiet"), gives=4,
               sort=_by_day(lambda row: row.due), plain=Plain()),
        Column("authority", N_("Decides"), _bodies, lambda told, row: (body(told.situation, row), ""), flex=1, gives=5,
               group=_group("authority", _body_of), plain=Plain()),
        Column("unit", plain=Plain(lambda row: row["unit_name"] or NOTHING, flexible=True)),
        Column("state", plain=Plain(more=_state)),
    ),
    groups=("authority", "kind", "county", "project", ""),
    grouped={"county": _group("county", _county),
             "project": _group("project", lambda told: lambda code: told.rows[code].project)},
    printed=("code", "name", "kind", "authority", "unit", "state", "hands", "due", "contact"),
    record=record, about=_about, facts=_facts, laid=_laid,
    called=lambda told, row: told.name(row.project) or row.code)


def body(situation: Situation, approval: Approval) -> str:
    """Who decides: the unit if it is known, else the level."""
    return name_of(situation, approval.unit) if approval.unit is not None else label(approval.authority)
