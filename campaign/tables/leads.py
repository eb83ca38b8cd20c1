"""Leads: their table, the funnel, details. Pure."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from campaign.core.codes import by_length
from campaign.core.leads import STAGES, StageSum, WantedFirm, active, urgency
from campaign.core.model.leads import Lead, LeadStage
from campaign.tables.cells import name_of
from campaign.tables.charts.funnel import Step
from campaign.tables.order import Value, by_pinyin
from campaign.tables.table import Column, Group, Keyed, Listing, Plain, Record, Table, by_code, coded, named, widest
from campaign.tables.tones import Piece
from campaign.tables.trips import stage_piece
from campaign.tables.values import iso
from campaign.text import N_, _
from campaign.words import day, label, listed, money
from campaign.words.chain import leads_text
from campaign.words.labels import NOTHING
from campaign.words.leads import state_text
from campaign.words.spacing import tight

OTHERS = "~"
"""Group of those given up, and of those that name nobody or no place."""
SOON = 3
"""Days before its next step from which on a lead is yellow."""


def funnel_steps(stages: Sequence[StageSum]) -> list[Step]:
    """The stages from the first word to a project, as wide as the money meant."""
    return [Step(label(row.stage), leads_text(row.leads) + (f"  {money(row.money)}" if row.money else ""), row.money)
            for row in stages]


# The list ---------------------------------------------------------------------------------------------------------------

Leads = Listing[WantedFirm]


def record(told: Leads, row: WantedFirm) -> Record:
    found = row.lead
    return {
        "code": found.code, "name": found.name, "stage": found.stage, "leader": found.leader,
        "leader_name": told.name(found.leader), "county": found.county, "county_name": told.name(found.county),
        "chain": found.chain, "node": found.node, "investor": found.investor, "firm": found.firm, "total": found.total,
        "next_step": found.next_step, "next_on": iso(found.next_on), "days_overdue": row.days_overdue,
        "silent_days": row.silent_days, "silent": row.silent, "opened": iso(found.opened), "signed": iso(found.signed),
        "landed": iso(found.landed), "project": found.project, "trip": found.trip, "event": found.event,
        "dropped": found.dropped, "confirmed": found.confirmed, "confirmed_by": found.confirmed_by,
        "confirmed_on": iso(found.confirmed_on), "version": found.version}


def state_piece(row: WantedFirm, today: date) -> Piece:
    """What calls for somebody; else when the next step is due, or what it has become."""
    lead = row.lead
    if not active(lead):
        return (lead.project or "", "quiet")
    if told := tight(state_text(row)):
        return told, "red" if row.days_overdue else "yellow"
    if lead.next_on is None:
        return _("nothing agreed"), "quiet"
    left = (lead.next_on - today).days
    return (tight(_("{n}d left").format(n=left)) if left else _("today")), "yellow" if left <= SOON else ""


def _money(told: Leads, codes: Sequence[str]) -> int:
    return sum(told.rows[code].lead.total or 0 for code in codes if told.rows[code].lead.dropped is None)


def _group(of: Callable[[Lead], str | None], others: str, name: Callable[[Leads, str], str]) -> Group[Leads]:
    """By money; ``others`` (an ``N_`` mark) come last."""
    return Group(lambda told: lambda code: of(told.rows[code].lead) or OTHERS,
                 lambda told, group: _(others) if group == OTHERS else name(told, group),
                 lambda told: lambda group, codes: (group == OTHERS, -_money(told, codes), group))


def _stage(lead: Lead) -> str | None:
    return None if lead.dropped is not None else lead.stage.value


def _by_stage(told: Leads) -> Callable[[str, Sequence[str]], int]:
    order = {stage.value: number for number, stage in enumerate(STAGES)}
    return lambda group, codes: order.get(group, len(order))


def _by_named(of: Callable[[Lead], str | None]) -> Callable[[Leads], Keyed]:
    return lambda told: lambda code: None if (named := of(told.rows[code].lead)) is None else by_length(named)


def _by_next(told: Leads) -> Keyed:
    def next_on(code: str) -> Value:
        lead = told.rows[code].lead
        return None if lead.next_on is None or not active(lead) else lead.next_on.toordinal()

    return next_on


def _facts(told: Leads, group: str, codes: Sequence[str], width: int) -> list[Piece]:
    """How many leads, what they would invest, and how many are late or silent."""
    late = sum(told.rows[code].days_overdue > 0 for code in codes)
    silent = sum(told.rows[code].silent for code in codes)
    facts: list[Piece] = [(leads_text(len(codes)), "quiet"), ("  " + money(_money(told, codes)), "quiet")]
    facts += [("  " + _("{n} overdue").format(n=late), "red")] if late else []
    facts += [("  " + _("{n} silent").format(n=silent), "yellow")] if silent else []
    return facts


def _next_text(row: Record) -> str:
    if row["project"]:
        return str(row["project"])
    return " ".join(filter(None, (row["next_on"], row["next_step"]))) or row["dropped"] or NOTHING


def _state_text(row: Record) -> str:
    late = _("{n}d overdue").format(n=row["days_overdue"]) if row["days_overdue"] else ""
    return listed(list(filter(None, (late, _("silent {n}d").format(n=row["silent_days"]) if row["silent"] else "")))) or NOTHING


def _about(told: Leads, row: WantedFirm) -> Iterator[str | None]:
    lead = row.lead
    yield from (lead.leader, lead.county, lead.project, lead.trip, lead.event, lead.investor)
    if lead.dropped is None:
        yield lead.stage
    if row.days_overdue:
        yield "overdue"


def _called(told: Leads, row: WantedFirm) -> str:
    return " ".join(filter(None, (row.lead.name, row.lead.firm, row.lead.chain, row.lead.node)))


LEADS = Table[Leads, WantedFirm](
    "leads",
    columns=(
        Column("stage", N_("Stage"), widest(12), lambda told, row: stage_piece(row.lead),
               plain=Plain(lambda row: _("given up") if row["dropped"] else label(row["stage"])),
               sort=lambda told: lambda code: ((lead := told.rows[code].lead).dropped is not None, -STAGES.index(lead.stage)),
               group=replace(_group(_stage, N_("given up"), lambda told, name: label(LeadStage(name))), rank=_by_stage)),
        Column("code", N_("Code"), coded, lambda told, row: (row.lead.code, ""), sort=by_code, plain=Plain()),
        Column("name", N_("Name"), named, lambda told, row: (row.lead.name, "quiet" if row.lead.dropped is not None else ""),
               flex=1, plain=Plain(flexible=True), sort=lambda told: lambda code: by_pinyin(told.rows[code].lead.name)),
        Column("total", N_("Money"), 9, align="right", gives=1, plain=Plain(right=True),
               cell=lambda told, row: (NOTHING, "quiet") if row.lead.total is None else (money(row.lead.total), ""),
               sort=lambda told: lambda code: None if (total := told.rows[code].lead.total) is None else -total),
        Column("state", N_("Due"), widest(14), lit=True, cell=lambda told, row: state_piece(row, told.situation.today),
               plain=Plain(_state_text),
               sort=lambda told: lambda code: urgency(told.rows[code])[:-1]),
        Column("next_on", N_("Next step"), 20, least=8, gives=2, flex=1, sort=_by_next,
               cell=lambda told, row: (row.lead.next_step or row.lead.dropped or "",
                                       "quiet" if row.lead.dropped is not None else ""),
               plain=Plain(_next_text, key="next_step", flexible=True)),
        Column("leader", N_("Leader"), 8, least=6, gives=3, plain=Plain(lambda row: row["leader_name"] or NOTHING),
               cell=lambda told, row: (name_of(told.situation, row.lead.leader),
                                       "strong" if row.lead.leader is None and active(row.lead) else ""),
               sort=_by_named(lambda lead: lead.leader),
               group=_group(lambda lead: lead.leader, N_("nobody leads it"), lambda told, name: name_of(told.situation, name))),
        Column("county", N_("County"), widest(12), lambda told, row: (name_of(told.situation, row.lead.county), "quiet"), gives=4,
               plain=Plain(lambda row: row["county_name"] or NOTHING), sort=_by_named(lambda lead: lead.county),
               group=_group(lambda lead: lead.county, N_("no county yet"), lambda told, name: name_of(told.situation, name))),
    ),
    sorts=("state", "code", "name", "stage", "total", "county", "leader"), groups=("", "stage", "leader", "county", "chain"),
    grouped={"chain": _group(lambda lead: lead.chain, N_("on no chain"), lambda told, name: name)},
    printed=("code", "name", "stage", "total", "county", "leader", "next_on"),
    record=record, about=_about, called=_called, facts=_facts)


def next_pieces(row: WantedFirm, today: date) -> list[Piece]:
    """What is agreed as next; what it has become, or why it ended."""
    lead = row.lead
    if lead.dropped is not None:
        return [(_("given up: {why}").format(why=lead.dropped), "quiet")]
    if lead.project is not None:
        return [(_("became {project}").format(project=lead.project), "green")]
    if lead.next_step is None:
        return [(_("no next step is agreed; n says one, m moves it on"), "strong" if active(lead) else "quiet")]
    when = "" if lead.next_on is None else f"  {day(lead.next_on)}  "
    return [(_("next: {step}").format(step=lead.next_step), ""), (when, "quiet"), state_piece(row, today)]
