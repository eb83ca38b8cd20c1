"""Task forces and dispatches as lists, and their details."""

from datetime import date
from typing import Any

from campaign.core import task_forces as rules
from campaign.core.codes import by_length
from campaign.core.model.land import Approval
from campaign.core.model.people import Authority
from campaign.core.model.task_forces import TaskForceMember
from campaign.core.quantity import format_quantity
from campaign.core.situation import Situation
from campaign.service.task_forces import DispatchView, Force, cover
from campaign.tables.cells import name_of
from campaign.tables.detail import head
from campaign.tables.land_task_record import quantity
from campaign.tables.order import Value, by_pinyin
from campaign.tables.table import Column, Group, Keyed, Listing, Plain, Record, Table, by_code, coded, named, widest
from campaign.tables.tones import Line, Piece
from campaign.tables.values import iso
from campaign.text import N_, _, ngettext
from campaign.words import NOTHING, day, label, listed, tight
from campaign.words.task_forces import away_text, skills_text

Forces = Listing[Force]
Dispatches = Listing[DispatchView]
SOON = 3
"""Days before the agreed return from which on it is yellow."""


# Task forces ------------------------------------------------------------------------------------------------------------

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
        return _("dissolved {day}").format(day=day(until)), "quiet" if until < today else "yellow"
    return (_("since {day}").format(day=day(since)) if since else NOTHING), ""


def record(told: Forces, row: Force) -> Record:
    """Land is in mu: 120.5."""
    force = row.force
    return {
        "code": force.code,
        "name": force.name,
        "head": force.head,
        "head_name": told.name(force.head),
        "members": [member(told, item) for item in row.members],
        "projects": list(row.projects),
        "mu_delivered": quantity(row.sums.delivered),
        "blockers_closed": row.sums.closed,
        "approvals_granted": row.sums.granted,
        "since": iso(force.since),
        "until": iso(force.until),
        "version": force.version,
    }


def member(told: Listing[Any], row: TaskForceMember) -> Record:
    return {"person": row.person, "person_name": told.name(row.person), "skills": list(row.skills)}


TASK_FORCES = Table[Forces, Force](
    "task_forces",
    columns=(
        Column("code", N_("Code"), coded, lambda told, row: (row.force.code, ""), sort=by_code, plain=Plain()),
        Column("name", N_("Name"), named, flex=1, plain=Plain(flexible=True),
               cell=lambda told, row: (row.force.name, "" if rules.standing(row.force, told.situation.today) else "quiet"),
               sort=lambda told: lambda code: by_pinyin(told.rows[code].force.name)),
        Column("delivered", N_("Mu"), 9, lambda told, row: (format_quantity(row.sums.delivered), "strong"), 7, align="right",
               sort=lambda told: lambda code: (-told.rows[code].sums.delivered, -told.rows[code].sums.closed),
               plain=Plain(lambda row: format_quantity(round(row["mu_delivered"] * 100)), key="mu_delivered", right=True)),
        Column("closed", N_("Closed"), 6, lambda told, row: (str(row.sums.closed), ""), align="right",
               sort=lambda told: lambda code: -told.rows[code].sums.closed, plain=Plain(key="blockers_closed", right=True)),
        Column("granted", N_("Granted"), 7, lambda told, row: (str(row.sums.granted), ""), align="right", gives=1,
               sort=lambda told: lambda code: -told.rows[code].sums.granted, plain=Plain(key="approvals_granted", right=True)),
        Column("projects", N_("Projects"), 8, lambda told, row: (str(len(row.projects)), ""), align="right", gives=2,
               sort=lambda told: lambda code: -len(told.rows[code].projects),
               plain=Plain(lambda row: str(len(row["projects"])), right=True)),
        Column("members", N_("Members"), 7, lambda told, row: (str(len(row.members)), ""), align="right", gives=4,
               sort=lambda told: lambda code: -len(told.rows[code].members),
               plain=Plain(lambda row: str(len(row["members"])), right=True)),
        Column("head", N_("Head"), 8, least=6, gives=3, plain=Plain(lambda row: row["head_name"] or NOTHING, flexible=True),
               cell=lambda told, row: (name_of(told.situation, row.force.head), "yellow" if row.force.head is None else ""),
               sort=lambda told: lambda code: by_length(head) if (head := told.rows[code].force.head) is not None else None),
        Column("since", N_("Since"), 16, lambda told, row: span_piece(row, told.situation.today), gives=5, plain=Plain(),
               sort=lambda told: lambda code: (since.toordinal() if (since := told.rows[code].force.since) is not None
                                               else None)),
        Column("until", plain=Plain()),
    ),
    sorts=("delivered", "code", "name", "head", "members", "projects"), printed=("code", "name", "head", "members", "projects"),
    record=record,
    about=lambda told, row: (row.force.head, *(one.person for one in row.members), *row.projects))


def force_details(situation: Situation, row: Force, width: int, height: int) -> list[Line]:
    """What it has moved, who can break what, and what nobody in it can."""
    span = span_piece(row, situation.today)[0]
    lines: list[Line] = [head(row.force.code, row.force.name, width, (span, ""))]
    lacking = [item for item in cover(situation, row) if not item.members]
    if lacking:
        what = listed([label(category) for category in dict.fromkeys(item.category for item in lacking)])
        told = _("nobody in it knows how to break: {what}").format(what=what)
        lines.append([(f" {told}", "yellow")])
    lines += [[(f" {name_of(situation, one.person)}", ""), (f"  {skills_text(one.skills)}", "quiet")] for one in row.members]
    return lines[:height]


# Dispatches -------------------------------------------------------------------------------------------------------------

def away_piece(row: DispatchView, today: date) -> Piece:
    """Whether they are away, and for how long: ``13d left``, ``2d overdue``, ``returned``."""
    sent = row.dispatch
    left, running = rules.days_left(sent, today), rules.running(sent, today)
    back = sent.returned is not None and sent.returned <= today
    tone = "quiet" if back or not running else "" if left is None or left > SOON else "red" if left < 0 else "yellow"
    return tight(away_text(running, left, back)), tone


def _authority(told: Dispatches, row: DispatchView) -> Authority | None:
    unit = told.situation.snapshot.units.get(row.dispatch.unit)
    return None if unit is None else unit.authority


def dispatch_record(told: Dispatches, row: DispatchView) -> Record:
    sent, today = row.dispatch, told.situation.today
    return {
        "code": sent.code,
        "person": sent.person,
        "person_name": told.name(sent.person),
        "unit": sent.unit,
        "unit_name": told.name(sent.unit),
        "authority": _authority(told, row),
        "since": iso(sent.since),
        "until": iso(sent.until),
        "returned": iso(sent.returned),
        "running": rules.running(sent, today),
        "days_left": rules.days_left(sent, today),
        "days_overdue": rules.days_overdue(sent, today),
        "purpose": sent.purpose,
        "approvals_moved": len(row.brought.moved),
        "approvals_granted": len(row.brought.granted),
        "policies": row.brought.policies,
        "version": sent.version,
    }


def _state(told: Dispatches) -> Keyed:
    """Overdue first, then who returns soonest; who is back stands last, the latest first."""
    def of(code: str) -> Value:
        sent = told.rows[code].dispatch
        if not rules.running(sent, told.situation.today):
            return 1, -(sent.returned or sent.since).toordinal()
        return 0, (sent.until or date.max).toordinal()

    return of


DISPATCHES = Table[Dispatches, DispatchView](
    "dispatches",
    columns=(
        Column("state", N_("State"), widest(20), lambda told, row: away_piece(row, told.situation.today), sort=_state,
               plain=Plain(lambda row: away_text(row["running"], row["days_left"],
                                                 row["returned"] is not None and not row["running"])), lit=True),
        Column("code", N_("Code"), coded, lambda told, row: (row.dispatch.code, ""), sort=by_code, plain=Plain()),
        Column("person", N_("Who"), 8, lambda told, row: (name_of(told.situation, row.dispatch.person), ""), 6,
               sort=lambda told: lambda code: by_length(told.rows[code].dispatch.person),
               plain=Plain(lambda row: row["person_name"], flexible=True)),
        Column("unit", N_("Where"), widest(24, lambda wide, room: min(wide, 10)), flex=1,
               cell=lambda told, row: (name_of(told.situation, row.dispatch.unit), ""),
               sort=lambda told: lambda code: by_length(told.rows[code].dispatch.unit),
               plain=Plain(lambda row: row["unit_name"], flexible=True),
               group=Group(lambda told: lambda code: told.rows[code].dispatch.unit,
                           lambda told, name: name_of(told.situation, name))),
        Column("since", plain=Plain()),
        Column("until", N_("Until"), 6, gives=3, plain=Plain(),
               cell=lambda told, row: (day(until), "") if (until := row.dispatch.until) else (NOTHING, "quiet"),
               sort=lambda told: lambda code: (until.toordinal() if (until := told.rows[code].dispatch.until) is not None
                                               else None)),
        Column("moved", N_("Moved"), 5, lambda told, row: (str(len(row.brought.moved)), ""), align="right",
               sort=lambda told: lambda code: -len(told.rows[code].brought.moved),
               plain=Plain(key="approvals_moved", right=True)),
        Column("granted", N_("Granted"), 7, align="right", gives=1,
               cell=lambda told, row: (str(len(row.brought.granted)), "green" if row.brought.granted else ""),
               sort=lambda told: lambda code: -len(told.rows[code].brought.granted),
               plain=Plain(key="approvals_granted", right=True)),
        Column("policies", N_("Learned"), 7, lambda told, row: (str(row.brought.policies), ""), align="right", gives=2,
               sort=lambda told: lambda code: -told.rows[code].brought.policies, plain=Plain(right=True)),
    ),
    grouped={"authority": Group(
        lambda told: lambda code: _authority(told, told.rows[code]) or "~",
        lambda told, name: label(Authority(name)) if name in set(Authority) else _("authority not known"))},
    groups=("", "unit", "authority"), printed=("code", "person", "unit", "since", "until"),
    record=dispatch_record,
    called=lambda told, row: f"{name_of(told.situation, row.dispatch.person)} {name_of(told.situation, row.dispatch.unit)}",
    about=lambda told, row: (row.dispatch.person, row.dispatch.unit, _authority(told, row), *row.approvals))


def dispatch_details(situation: Situation, row: DispatchView, width: int, height: int) -> list[Line]:
    """Who is where and what for; below it what was brought back last."""
    sent = row.dispatch
    lines: list[Line] = [head(sent.code, name_of(situation, sent.person), width, (name_of(situation, sent.unit), ""))]
    if sent.purpose:
        lines.append([(f" {sent.purpose}", "")])
    room = height - len(lines)
    if not row.entries:
        lines.append([(" " + _("nothing brought back yet; n notes it"), "quiet")])
    elif room > 0:
        for entry in row.entries[-room:]:
            approval = row.approvals.get(entry.approval or "")
            lines.append([(f" {day(entry.on)}  ", "quiet"), *approval_pieces(approval, situation), (entry.text or "", "")])
    return lines[:height]


def approval_pieces(approval: Approval | None, situation: Situation) -> list[Piece]:
    """Which approval moved, and how far it is."""
    if approval is None:
        return []
    tone = "green" if approval.granted is not None else "quiet"
    what = f"{approval.code} {label(approval.kind)} {name_of(situation, approval.project)} "
    return [(what, ""), (label(approval.state) + "  ", tone)]
