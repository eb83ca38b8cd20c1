"""Task forces and dispatches as lists: their columns, rows, order and details. Pure."""

from collections.abc import Callable, Mapping
from datetime import date

from campaign.core import task_forces as rules
from campaign.core.codes import by_length
from campaign.core.model.land import Approval
from campaign.core.model.people import Authority
from campaign.core.quantity import format_quantity
from campaign.core.situation import Situation
from campaign.service.task_forces import DispatchView, Force, cover
from campaign.tables.cells import code_width, labels_width, name_of, rule
from campaign.tables.history import name_column
from campaign.tables.order import Value, by_pinyin
from campaign.tables.tones import Line, Piece
from campaign.tables.width import Column
from campaign.text import _, ngettext
from campaign.words import day, label, listed
from campaign.words.labels import NOTHING
from campaign.words.task_forces import away_text, skills_text

SOON = 3
"""Days before the agreed return from which on it is yellow."""


# Task forces ------------------------------------------------------------------------------------------------------------

FORCE_SORTS = ("delivered", "code", "name", "head", "members", "projects", "closed", "granted", "since")


def moved_text(row: Force) -> str:
    """``463.9 mu delivered  6 blockers closed  2 approvals granted``."""
    found = row.sums
    return "  ".join((
        _("{n} mu delivered").format(n=format_quantity(found.delivered)),
        ngettext("{n} blocker closed", "{n} blockers closed", found.closed).format(n=found.closed),
        ngettext("{n} approval granted", "{n} approvals granted", found.granted).format(n=found.granted)))


def span_piece(row: Force, today: date) -> Piece:
    """Since when; until when, if it is dissolved."""
    since, until = row.force.since, row.force.until
    if until is not None:
        return _("dissolved {day}").format(day=day(until)), "dim" if until < today else "yellow"
    return (_("since {day}").format(day=day(since)) if since else NOTHING), ""


def force_value(rows: Mapping[str, Force], sort: str) -> Callable[[str], Value]:
    def head(code: str) -> Value:
        found = rows[code].force.head
        return None if found is None else by_length(found)

    return {
        "delivered": lambda code: (-rows[code].sums.delivered, -rows[code].sums.closed),
        "code": lambda code: 0,
        "name": lambda code: by_pinyin(rows[code].force.name),
        "head": head,
        "members": lambda code: -len(rows[code].members),
        "projects": lambda code: -len(rows[code].projects),
        "closed": lambda code: -rows[code].sums.closed,
        "granted": lambda code: -rows[code].sums.granted,
        "since": lambda code: since.toordinal() if (since := rows[code].force.since) is not None else None,
    }[sort]


def force_columns(rows: Mapping[str, Force], width: int) -> list[Column]:
    return [
        Column("code", _("Code"), code_width(list(rows))),
        name_column(_("Name"), (row.force.name for row in rows.values()), width),
        Column("delivered", _("Mu"), 9, 7, align="right"),
        Column("closed", _("Closed"), 6, align="right"),
        Column("granted", _("Granted"), 7, align="right", priority=1),
        Column("projects", _("Projects"), 8, align="right", priority=2),
        Column("members", _("Members"), 7, align="right", priority=4),
        Column("head", _("Head"), 8, 6, priority=3),
        Column("since", _("Since"), 16, priority=5),
    ]


def force_piece(situation: Situation, row: Force, key: str) -> Piece:
    match key:
        case "code":
            return row.force.code, ""
        case "name":
            return row.force.name, "" if rules.standing(row.force, situation.today) else "dim"
        case "delivered":
            return format_quantity(row.sums.delivered), "bold"
        case "closed":
            return str(row.sums.closed), ""
        case "granted":
            return str(row.sums.granted), ""
        case "projects":
            return str(len(row.projects)), ""
        case "members":
            return str(len(row.members)), ""
        case "head":
            return name_of(situation, row.force.head), "yellow" if row.force.head is None else ""
    return span_piece(row, situation.today)


def force_details(situation: Situation, row: Force, width: int, height: int) -> list[Line]:
    """What it has moved, who can break what, and what nobody in it can."""
    span = span_piece(row, situation.today)[0]
    heading: list[Piece] = [(f" {row.force.code} ", "dim"), (row.force.name, "bold"), (f"  {span}", "")]
    lines: list[Line] = [rule(heading, width)]
    lacking = [item for item in cover(situation, row) if not item.members]
    if lacking:
        what = listed([label(category) for category in dict.fromkeys(item.category for item in lacking)])
        told = _("nobody in it knows how to break: {what}").format(what=what)
        lines.append([(f" {told}", "yellow")])
    lines += [[(f" {name_of(situation, one.person)}", ""), (f"  {skills_text(one.skills)}", "dim")] for one in row.members]
    return lines[:height]


# Dispatches -------------------------------------------------------------------------------------------------------------

DISPATCH_SORTS = ("state", "code", "person", "unit", "until", "moved", "granted", "policies")
DISPATCH_GROUPS = ("", "unit", "authority")


def away_piece(row: DispatchView, today: date) -> Piece:
    """Whether they are away, and for how long: ``13d left``, ``2d overdue``, ``returned``."""
    sent = row.dispatch
    left, running = rules.days_left(sent, today), rules.running(sent, today)
    back = sent.returned is not None and sent.returned <= today
    tone = "dim" if back or not running else "" if left is None or left > SOON else "red" if left < 0 else "yellow"
    return away_text(running, left, back), tone


def dispatch_value(rows: Mapping[str, DispatchView], sort: str, today: date) -> Callable[[str], Value]:
    """Overdue first, then who returns soonest; who is back stands last, the latest first."""
    def state(code: str) -> Value:
        sent = rows[code].dispatch
        if not rules.running(sent, today):
            return 1, -(sent.returned or sent.since).toordinal()
        return 0, (sent.until or date.max).toordinal()

    return {
        "state": state,
        "code": lambda code: 0,
        "person": lambda code: by_length(rows[code].dispatch.person),
        "unit": lambda code: by_length(rows[code].dispatch.unit),
        "until": lambda code: until.toordinal() if (until := rows[code].dispatch.until) is not None else None,
        "moved": lambda code: -len(rows[code].brought.moved),
        "granted": lambda code: -len(rows[code].brought.granted),
        "policies": lambda code: -rows[code].brought.policies,
    }[sort]


def dispatch_group_of(situation: Situation, rows: Mapping[str, DispatchView], group: str) -> Callable[[str], str]:
    def authority(code: str) -> str:
        unit = situation.snapshot.units.get(rows[code].dispatch.unit)
        return "~" if unit is None or unit.authority is None else unit.authority

    return authority if group == "authority" else lambda code: rows[code].dispatch.unit


def dispatch_group_name(situation: Situation, group: str, name: str) -> str:
    if group == "authority":
        return label(Authority(name)) if name in set(Authority) else _("authority not known")
    return name_of(situation, name)


def dispatch_columns(rows: Mapping[str, DispatchView], situation: Situation, width: int, group: str) -> list[Column]:
    states = [away_piece(row, situation.today)[0] for row in rows.values()]
    units = [name_of(situation, row.dispatch.unit) for row in rows.values()]
    found = [
        Column("state", _("State"), labels_width([*states, _("State")], 20)),
        Column("code", _("Code"), code_width(list(rows))),
        Column("person", _("Who"), 8, 6),
        Column("unit", _("Where"), labels_width([*units, _("Where")], 24), min(labels_width(units, 24), 10), flex=1),
        Column("until", _("Until"), 6, priority=3),
        Column("moved", _("Moved"), 5, align="right"),
        Column("granted", _("Granted"), 7, align="right", priority=1),
        Column("policies", _("Learned"), 7, align="right", priority=2),
    ]
    return [column for column in found if column.key != group]


def dispatch_piece(situation: Situation, row: DispatchView, key: str) -> Piece:
    sent = row.dispatch
    match key:
        case "state":
            return away_piece(row, situation.today)
        case "code":
            return sent.code, ""
        case "person":
            return name_of(situation, sent.person), ""
        case "unit":
            return name_of(situation, sent.unit), ""
        case "until":
            return (day(sent.until), "") if sent.until else (NOTHING, "dim")
        case "moved":
            return str(len(row.brought.moved)), ""
        case "granted":
            return str(len(row.brought.granted)), "green" if row.brought.granted else ""
    return str(row.brought.policies), ""


def dispatch_details(situation: Situation, row: DispatchView, width: int, height: int) -> list[Line]:
    """Who is where and what for; below it what was brought back last."""
    sent = row.dispatch
    heading: list[Piece] = [(f" {sent.code} ", "dim"), (name_of(situation, sent.person), "bold"),
                            (f"  {name_of(situation, sent.unit)}", "")]
    lines: list[Line] = [rule(heading, width)]
    if sent.purpose:
        lines.append([(f" {sent.purpose}", "")])
    room = height - len(lines)
    if not row.entries:
        lines.append([(" " + _("nothing brought back yet; n notes it"), "dim")])
    elif room > 0:
        for entry in row.entries[-room:]:
            approval = row.approvals.get(entry.approval or "")
            lines.append([(f" {day(entry.on)}  ", "dim"), *approval_pieces(approval, situation), (entry.text or "", "")])
    return lines[:height]


def approval_pieces(approval: Approval | None, situation: Situation) -> list[Piece]:
    """Which approval moved, and how far it is."""
    if approval is None:
        return []
    tone = "green" if approval.granted is not None else "dim"
    what = f"{approval.code} {label(approval.kind)} {name_of(situation, approval.project)} "
    return [(what, ""), (label(approval.state) + "  ", tone)]
