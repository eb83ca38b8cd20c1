"""Leads as a list and as a page: columns, rows, order, the funnel, details. Pure."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from campaign.core.chain import spot
from campaign.core.codes import by_length, is_a
from campaign.core.leads import STAGES, StageSum, WantedFirm, active, urgency
from campaign.core.model.leads import LeadEvent, LeadEventKind, LeadStage, PromotionEvent, Trip
from campaign.core.situation import Situation
from campaign.tables.cells import code_width, header_line, labels_width, name_of, rule, wrapped
from campaign.tables.history import name_column
from campaign.tables.order import Value, by_pinyin
from campaign.tables.sections import PLAIN, Fact, PageRow, fact_rows, nothing, title
from campaign.tables.tones import Line, Piece
from campaign.tables.trips import STAGE_TONES, stage_piece
from campaign.tables.width import Column, cell, cells
from campaign.text import _
from campaign.words import day, field, label, money
from campaign.words.chain import leads_text
from campaign.words.labels import NOTHING
from campaign.words.leads import event_text, state_text

SORTS = ("state", "code", "name", "stage", "total", "county", "leader", "next_on")
GROUPS = ("", "stage", "leader", "county", "chain")
OTHERS = "~"
"""Group of those given up, and of those that name nobody or no place."""
SOON = 3
"""Days before its next step from which on a lead is yellow."""


def funnel(stages: Sequence[StageSum], width: int) -> Line:
    """The stages, how many leads are at each, and their money where there is room for it."""
    def line(long: bool) -> list[Piece]:
        pieces: list[Piece] = [(" ", "")]
        for number, row in enumerate(stages):
            pieces += [(" > " if number else "", "dim"), (label(row.stage) + " ", "dim"), (str(row.leads), "bold")]
            if long and row.leads:
                pieces.append((" " + money(row.money), ""))
        return pieces

    full = line(True)
    return full if sum(cells(said) for said, _tone in full) <= width else line(False)


# The list ---------------------------------------------------------------------------------------------------------------


def value(rows: Mapping[str, WantedFirm], sort: str) -> Callable[[str], Value]:
    """What calls for somebody, what is nearest to landing, or the largest first."""
    def named(code: str | None) -> Value:
        return None if code is None else by_length(code)

    def next_on(code: str) -> Value:
        on = rows[code].lead.next_on
        return None if on is None or not active(rows[code].lead) else on.toordinal()

    by: Mapping[str, Callable[[str], Value]] = {
        "state": lambda code: urgency(rows[code])[:-1],
        "code": lambda code: 0,
        "name": lambda code: by_pinyin(rows[code].lead.name),
        "stage": lambda code: (rows[code].lead.dropped is not None, -STAGES.index(rows[code].lead.stage)),
        "total": lambda code: None if rows[code].lead.total is None else -(rows[code].lead.total or 0),
        "county": lambda code: named(rows[code].lead.county),
        "leader": lambda code: named(rows[code].lead.leader),
        "next_on": next_on}
    return by[sort]


def group_of(rows: Mapping[str, WantedFirm], group: str) -> Callable[[str], str]:
    if group == "stage":
        return lambda code: OTHERS if rows[code].lead.dropped is not None else rows[code].lead.stage.value
    return lambda code: getattr(rows[code].lead, group) or OTHERS


def rank(rows: Mapping[str, WantedFirm], group: str) -> Callable[[str, Sequence[str]], Value]:
    """Stages in their order, the others by money; who is nobody comes last."""
    if group == "stage":
        order = {stage.value: number for number, stage in enumerate(STAGES)}
        return lambda name, codes: order.get(name, len(order))
    return lambda name, codes: (name == OTHERS, -_money(rows, codes), name)


def _money(rows: Mapping[str, WantedFirm], codes: Sequence[str]) -> int:
    return sum(rows[code].lead.total or 0 for code in codes if rows[code].lead.dropped is None)


def group_name(situation: Situation, group: str, name: str) -> str:
    if name == OTHERS:
        return {"stage": _("given up"), "leader": _("nobody leads it"), "county": _("no county yet"),
                "chain": _("on no chain")}[group]
    if group == "stage":
        return label(LeadStage(name))
    return name if group == "chain" else name_of(situation, name)


def header(situation: Situation, rows: Mapping[str, WantedFirm], group: str, name: str, codes: Sequence[str], width: int) -> Line:
    """How many leads, what they would invest, and how many are late or silent."""
    here = [code for code in codes if code in rows]
    late = sum(rows[code].days_overdue > 0 for code in here)
    silent = sum(rows[code].silent for code in here)
    told: list[Piece] = [(leads_text(len(here)), "dim"), ("  " + money(_money(rows, here)), "dim")]
    told += [("  " + _("{n} overdue").format(n=late), "red")] if late else []
    told += [("  " + _("{n} silent").format(n=silent), "yellow")] if silent else []
    return header_line(group_name(situation, group, name), told, width)


def columns(rows: Mapping[str, WantedFirm], situation: Situation, width: int, group: str) -> list[Column]:
    stages = [stage_piece(row.lead)[0] for row in rows.values()]
    counties = [name_of(situation, row.lead.county) for row in rows.values()]
    states = [state_piece(row, situation.today)[0] for row in rows.values()]
    found = [
        Column("stage", _("Stage"), labels_width([*stages, _("Stage")], 12)),
        Column("code", _("Code"), code_width(list(rows))),
        name_column(_("Name"), (row.lead.name for row in rows.values()), width),
        Column("total", _("Money"), 9, align="right", priority=1),
        Column("state", _("Due"), labels_width([*states, _("Due")], 14), priority=0),
        Column("next_on", _("Next step"), 20, 8, priority=2, flex=1),
        Column("leader", _("Leader"), 8, 6, priority=3),
        Column("county", _("County"), labels_width([*counties, _("County")], 12), 6, priority=4),
    ]
    return [column for column in found if column.key != group]


def state_piece(row: WantedFirm, today: date) -> Piece:
    """What calls for somebody; else when the next step is due, or what it has become."""
    lead = row.lead
    if not active(lead):
        return (lead.project or "", "dim")
    if told := state_text(row):
        return told, "red" if row.days_overdue else "yellow"
    if lead.next_on is None:
        return _("nothing agreed"), "dim"
    left = (lead.next_on - today).days
    return (_("{n}d left").format(n=left) if left else _("today")), "yellow" if left <= SOON else ""


def piece(situation: Situation, row: WantedFirm, key: str) -> Piece:
    lead = row.lead
    match key:
        case "stage":
            return stage_piece(lead)
        case "code":
            return lead.code, ""
        case "name":
            return lead.name, "dim" if lead.dropped is not None else ""
        case "total":
            return (NOTHING, "dim") if lead.total is None else (money(lead.total), "")
        case "state":
            return state_piece(row, situation.today)
        case "next_on":
            return (lead.next_step or lead.dropped or "", "dim" if lead.dropped is not None else "")
        case "leader":
            return name_of(situation, lead.leader), "yellow" if lead.leader is None and active(lead) else ""
    return name_of(situation, lead.county), ""


def details(situation: Situation, row: WantedFirm, width: int, height: int) -> list[Line]:
    """Who comes from where, and what is agreed; when anything was entered last."""
    lead = row.lead
    heading: list[Piece] = [(f" {lead.code} ", "dim"), (lead.name, "bold"), ("  ", ""), stage_piece(lead)]
    lines: list[Line] = [rule(heading, width)]
    told = [lead.firm, None if lead.investor is None else label(lead.investor), spot(lead.chain, lead.node),
            None if lead.total is None else money(lead.total), name_of(situation, lead.county) if lead.county else None,
            name_of(situation, lead.leader) if lead.leader else None]
    lines.append([(" " + "  ".join(filter(None, told)), "")])
    lines.append([(" ", ""), *_next(row, situation.today)])
    if row.last is not None and active(lead):
        ago = (situation.today - row.last).days
        told_last = _("last entry on {day}, {n} days ago").format(day=day(row.last), n=ago) if ago else _("last entry today")
        lines.append([(" " + told_last, "yellow" if row.silent else "dim")])
    return lines[:height]


def _next(row: WantedFirm, today: date) -> list[Piece]:
    """What is agreed as next; what it has become, or why it ended."""
    lead = row.lead
    if lead.dropped is not None:
        return [(_("given up: {why}").format(why=lead.dropped), "dim")]
    if lead.project is not None:
        return [(_("became {project}").format(project=lead.project), "green")]
    if lead.next_step is None:
        return [(_("no next step is agreed; n says one, m moves it on"), "yellow" if active(lead) else "dim")]
    when = "" if lead.next_on is None else f"  {day(lead.next_on)}  "
    return [(_("next: {step}").format(step=lead.next_step), ""), (when, "dim"), state_piece(row, today)]


# The page ---------------------------------------------------------------------------------------------------------------


class LeadView(NamedTuple):
    """A lead, its history, and what brought it."""

    situation: Situation
    found: WantedFirm
    events: Sequence[LeadEvent]
    trip: Trip | None
    event: PromotionEvent | None


def lead_rows(view: LeadView, width: int) -> list[PageRow]:
    """Name and stage; what is next; facts, each opening what it names; the history, latest first."""
    situation, found = view.situation, view.found
    lead, code = found.lead, found.lead.code
    rows = [PageRow("name", [(lead.name, "bold")], code),
            PageRow("state", [(stage_piece(lead)[0], STAGE_TONES[lead.stage] or PLAIN), ("  ", PLAIN),
                              *_next(found, situation.today)], lead.project or code), PageRow("facts-", ())]
    named: list[tuple[str, str, str | None]] = [
        ("leader", name_of(situation, lead.leader), lead.leader), ("county", name_of(situation, lead.county), lead.county)]
    if lead.project is not None:
        named.append(("project", f"{lead.project} {name_of(situation, lead.project)}", lead.project))
    if view.trip is not None:
        trip = view.trip
        named.append(("trip", f"{trip.code} {trip.place}  {name_of(situation, trip.leader)}  {day(trip.first)}", trip.code))
    if view.event is not None:
        named.append(("event", f"{view.event.code} {view.event.name}  {day(view.event.on)}", view.event.code))
    label_width = max(cells(field(name)) for name, _text, _code in named)
    rows += [PageRow(f"fact:{name}", [(f" {cell(field(name), label_width)}  ", "dim"), (text, PLAIN if opens is None else "")],
                     opens) for name, text, opens in named]
    facts: list[Fact] = [
        (field("firm"), lead.firm or NOTHING, ""), (field("investor"), label(lead.investor) if lead.investor else NOTHING, ""),
        (field("total"), NOTHING if lead.total is None else money(lead.total), ""),
        (field("chain"), spot(lead.chain, lead.node) or NOTHING, ""), (field("opened"), _day(lead.opened), ""),
        (field("signed"), _day(lead.signed), ""), (field("landed"), _day(lead.landed), "")]
    rows += [PageRow("more-", ()), *fact_rows("more", facts, width)]
    rows += title(width, "history", _("History"), str(len(view.events)))
    if not view.events:
        rows.append(nothing("history", _("nothing yet; n notes it"), code))
    for number, event in reversed(list(enumerate(view.events))):
        rows += _event_rows(situation, code, number, event, width)
    return rows


def _event_rows(situation: Situation, code: str, number: int, event: LeadEvent, width: int) -> list[PageRow]:
    """Day, who, what; a long text goes on in the next lines."""
    who = name_of(situation, event.actor) if is_a(event.actor, "person") else event.actor
    head = f" {cell(day(event.on), 6)}  "
    tone = "bold" if event.kind in (LeadEventKind.STAGE, LeadEventKind.PROJECT) else ""
    parts = wrapped(event_text(event), max(width - cells(head) - cells(who) - 3, 12))
    return [PageRow(f"history{number}.{part}", [
        (head if part == 0 else " " * cells(head), "dim"), (text, tone or (PLAIN if part else "")),
        (f"  {who}" if part == 0 and who else "", "dim")], code if part == 0 else None) for part, text in enumerate(parts)]


def _day(on: date | None) -> str:
    return NOTHING if on is None else day(on)
