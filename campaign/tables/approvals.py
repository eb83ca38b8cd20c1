"""The right half of screen 6 as data: with whom approvals lie, how long, against which limit; who is to be spoken with. Pure."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from campaign.core import approvals as rules
from campaign.core.approvals import Hands, hands
from campaign.core.blockers import unfinished
from campaign.core.clocks import Calendar, Clock
from campaign.core.model.land import Approval, ApprovalEvent, ApprovalEventKind, ApprovalKind, ApprovalState
from campaign.core.situation import Situation
from campaign.tables.cells import header_line, labels_width, name_of, row_line, rule
from campaign.tables.history import NOBODY, SOON, Dated, entry_line, group_name, name_column, spread
from campaign.tables.order import Value, by_pinyin
from campaign.tables.tones import Line, Piece
from campaign.tables.width import Column, Fitted, cells
from campaign.text import _, ngettext
from campaign.words import approval_event_text, day, label, labels, listed
from campaign.words.labels import NOTHING

SORTS = ("hands", "code", "name", "kind", "contact", "due")
GROUPS = ("authority", "kind", "county", "project", "")
ALONE = 75
"""Cells of a row from which the list has the screen to itself."""
WORDS = frozenset({"county", "project", "code", "unit", "state"})
"""Words of a filter that can be said of an approval."""
_KINDS = {kind: i for i, kind in enumerate(ApprovalKind)}
_DAY = timedelta(days=1)


def days_text(n: int | None, worked: bool) -> str:
    """``20 working days``."""
    return _("no time fixed by law") if n is None else labels.days(n, worked)


def hands_piece(approval: Approval, held: Hands | None, today: date) -> Piece:
    """``18/20wd``, ``5d over``, ``to submit``."""
    if approval.state in (ApprovalState.GRANTED, ApprovalState.NOT_NEEDED):
        return label(approval.state), "green" if approval.state is ApprovalState.GRANTED else "dim"
    if held is None:
        return _("to submit"), "dim"
    if over := rules.days_overdue(approval, today):
        return _("over {n}d").format(n=over), "red"
    days = str(held.days) if held.limit is None else f"{held.days}/{held.limit}"
    near = approval.due is not None and (approval.due - today).days <= SOON
    return (_("{days}wd") if held.working else _("{days}d")).format(days=days), "yellow" if near else ""


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
        return NOTHING, "dim"
    if following == today:
        return _("today"), "yellow"
    late = (today - following).days
    return (_("{n}d ago").format(n=late), "red") if late > 0 else (day(following), "")


# The list ---------------------------------------------------------------------------------------------------------------


class Desk(NamedTuple):
    """Approvals that are not settled, and what is needed to say how long they take."""

    situation: Situation
    approvals: Mapping[str, Approval]
    clocks: Mapping[str, Clock]
    calendar: Calendar


def accepts(desk: Desk, words: Mapping[str, str]) -> Callable[[str], bool]:
    """Of projects that go on, and under ``words`` (of ``WORDS``)."""
    rows, projects = desk.approvals, desk.situation.snapshot.projects
    code, project, county, unit, state = (words.get(name) for name in ("code", "project", "county", "unit", "state"))

    def fits(key: str) -> bool:
        row = rows[key]
        own = projects.get(row.project)
        if own is None or not unfinished(own):
            return False
        return (not code or key == code) and (not project or row.project == project) and (not county or own.county == county) \
            and (not unit or row.unit == unit) and (not state or row.state == state)

    return fits


def value(desk: Desk, sort: str) -> Callable[[str], Value]:
    """Longest over its limit, nearest to it, soonest to be spoken about first; what is not submitted after what is."""
    rows, projects = desk.approvals, desk.situation.snapshot.projects

    def by_hands(code: str) -> Value:
        row = rows[code]
        begun, due = row.submitted, row.due
        if begun is None:
            following = row.next_contact
            return 2, following.toordinal() if following is not None else date.max.toordinal()
        return (0, due.toordinal()) if due is not None else (1, begun.toordinal())

    return {
        "hands": by_hands,
        "code": lambda code: 0,
        "name": lambda code: by_pinyin(projects[rows[code].project].name),
        "kind": lambda code: _KINDS[rows[code].kind],
        "contact": lambda code: following.toordinal() if (following := rows[code].next_contact) is not None else None,
        "due": lambda code: due.toordinal() if (due := rows[code].due) is not None else None,
    }[sort]


def group_of(desk: Desk, group: str) -> Callable[[str], str]:
    """By authority: the body where it is known, else its level."""
    rows, projects = desk.approvals, desk.situation.snapshot.projects
    return {
        "authority": lambda code: rows[code].unit or rows[code].authority or NOBODY,
        "kind": lambda code: rows[code].kind.value,
        "county": lambda code: projects[rows[code].project].county or NOBODY,
        "project": lambda code: rows[code].project,
    }[group]


def rank(desk: Desk) -> Callable[[str, Sequence[str]], tuple[object, ...]]:
    """Groups with the longest over its limit or the soonest due first, then the larger."""
    rows = desk.approvals

    def of(name: str, codes: Sequence[str]) -> tuple[object, ...]:
        first = min((due for code in codes if (due := rows[code].due) is not None), default=date.max)
        return first, -len(codes), name

    return of


def header(desk: Desk, group: str, name: str, codes: Sequence[str], width: int) -> Line:
    """``省自然资源厅    2 over  3 to speak about  12 approvals``."""
    today, rows = desk.situation.today, desk.approvals
    over = sum(rules.days_overdue(rows[code], today) > 0 for code in codes)
    contacts = sum(rules.contact_due(rows[code], today) for code in codes)
    facts: list[Piece] = []
    if over:
        facts.append((_("{n} over").format(n=over) + "  ", "red"))
    if contacts:
        facts.append((ngettext("{n} contact", "{n} contacts", contacts).format(n=contacts) + "  ", "yellow"))
    facts.append((ngettext("{n} item", "{n} items", len(codes)).format(n=len(codes)), " "))
    return header_line(group_name(desk.situation, group, name, ApprovalKind), facts, width)


def columns(desk: Desk, group: str, width: int) -> list[Column]:
    """What gives way first has the highest priority; the column of the group is in its headers.

    Where there is room for a list of its own, kinds and bodies are shown whole before names are; a name is in the details too.
    """
    rows, projects, alone = desk.approvals, desk.situation.snapshot.projects, width >= ALONE
    hold = max(cells(_("Limit")) + 1, cells(_("{days}wd").format(days="18/20")), cells(_("to submit")))
    contact = max(cells(_("Contact")), cells(_("{n}d ago").format(n=30)))
    code = max(map(len, rows), default=5)
    kinds = labels_width([_("Kind"), *map(label, {row.kind for row in rows.values()})], 32)
    bodies = labels_width([_("Decides"), *(body(desk.situation, row) for row in
                                           {(row.unit, row.authority): row for row in rows.values()}.values())], 24)
    names = (projects[code].name for code in {row.project for row in rows.values()} if code in projects)
    name = name_column(_("Project"), names, width)
    by_what = group in ("kind", "project")  # the other of the two leaves room for who decides, who matters more than the day
    needed = bodies if group == "kind" else kinds
    if alone:
        name = name._replace(min=min(name.min, max(18, width - sum((hold, code, needed, contact)) - 4)))
    found = [
        Column("hands", _("Limit"), hold),
        Column("code", _("Code"), code),
        name,
        Column("kind", _("Kind"), kinds, kinds if alone else min(kinds, 14), priority=1, whole=True),
        Column("contact", _("Contact"), contact, priority=2),
        Column("due", _("Due"), 6, priority=5 if by_what else 4),
        Column("authority", _("Decides"), bodies, flex=1, priority=4 if by_what else 5),
    ]
    return [column for column in found if column.key != {"project": "name"}.get(group, group)]


def row(desk: Desk, approval: Approval, fitted: Sequence[Fitted]) -> Line:
    return row_line(fitted, lambda key: _piece(desk, approval, key))


def _piece(desk: Desk, approval: Approval, key: str) -> Piece:
    situation = desk.situation
    match key:
        case "hands":
            held = hands(approval, desk.clocks[approval.kind], desk.calendar, situation.today)
            return hands_piece(approval, held, situation.today)
        case "code":
            return approval.code, ""
        case "name":
            return name_of(situation, approval.project), ""
        case "kind":
            return label(approval.kind), ""
        case "contact":
            return contact_piece(approval, situation.today)
        case "due":
            return (day(approval.due), "dim") if approval.due is not None else ("", "")
    return body(situation, approval), ""


def body(situation: Situation, approval: Approval) -> str:
    """Who decides: the unit if it is known, else the level."""
    return name_of(situation, approval.unit) if approval.unit is not None else label(approval.authority)


def details(desk: Desk, approval: Approval, events: Sequence[Dated], width: int, height: int) -> list[Line]:
    """What of which project, with whom and since when, its source in law; what happened last when there is room."""
    situation = desk.situation
    heading: list[Piece] = [(f" {approval.code} ", "dim"), (label(approval.kind), "bold"),
                            (f"  {approval.project} {name_of(situation, approval.project)}", "")]
    lines: list[Line] = [rule(heading, width), *spread(_facts(desk, approval), width)]
    pointing = [item for item in situation.snapshot.blockers.values() if item.approval == approval.code]
    if pointing:
        lines.append([(" " + listed([f"{item.code} {item.title}" for item in pointing]), "yellow")])
    room = height - len(lines)
    return [*lines[:height], *(map(entry_line, events[-room:]) if room > 0 else ())]


def _facts(desk: Desk, approval: Approval) -> list[str]:
    situation, clock = desk.situation, desk.clocks.get(approval.kind)
    texts = [body(situation, approval)]
    held = hands(approval, desk.clocks[approval.kind], desk.calendar, situation.today)
    if held is not None:
        texts.append(hands_text(held))
        texts.append(_("submitted {day}").format(day=day(approval.submitted)))
    if approval.due is not None:
        texts.append(_("due {day}").format(day=day(approval.due)))
    if approval.next_contact is not None:
        texts.append(_("next contact {day}").format(day=day(approval.next_contact)))
    if clock is not None:
        texts.append(clock.source)
    return texts


def history(events: Sequence[ApprovalEvent], situation: Situation) -> list[Dated]:
    """Its events in words, oldest first."""
    def called(code: str) -> str:
        return name_of(situation, code)

    return [Dated(event.on, approval_event_text(event, called), _TONES.get(event.kind, ""), called(event.actor))
            for event in events]


_TONES = {ApprovalEventKind.GRANT: "green", ApprovalEventKind.DUE: "yellow", ApprovalEventKind.REOPEN: "yellow",
          ApprovalEventKind.RETURN: "yellow"}


