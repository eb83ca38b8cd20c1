"""Leads in tables, and as ``--json`` prints them."""

from collections.abc import Callable

from campaign import words
from campaign.cli import formatting
from campaign.cli.formatting import column
from campaign.cli.output import Column, style
from campaign.cli.params import given_once
from campaign.cli.state import current
from campaign.core.leads import WantedFirm
from campaign.core.model.leads import LeadEvent, LeadStage
from campaign.core.situation import Situation
from campaign.kinds.field import word
from campaign.service import chain as chains
from campaign.service import leads as service
from campaign.tables.values import Row, iso
from campaign.text import _
from campaign.words import leads as say
from campaign.words.labels import NOTHING, listed, money

LEAD = ("code", "name", "stage", "leader", "leader_name", "county", "county_name", "chain", "node", "investor", "firm", "total",
        "next_step", "next_on", "days_overdue", "silent_days", "silent", "opened", "signed", "landed", "project", "trip", "event",
        "dropped", "version")
"""Keys, in the order of the columns of a CSV file."""


def lead(situation: Situation, row: WantedFirm) -> Row:
    found, told = row.lead, situation.snapshot
    leader, county = told.people.get(found.leader or ""), told.counties.get(found.county or "")
    return {
        "code": found.code, "name": found.name, "stage": found.stage, "leader": found.leader,
        "leader_name": leader and leader.name, "county": found.county, "county_name": county and county.name,
        "chain": found.chain, "node": found.node, "investor": found.investor, "firm": found.firm, "total": found.total,
        "next_step": found.next_step, "next_on": iso(found.next_on), "days_overdue": row.days_overdue,
        "silent_days": row.silent_days, "silent": row.silent, "opened": iso(found.opened), "signed": iso(found.signed),
        "landed": iso(found.landed), "project": found.project, "trip": found.trip, "event": found.event,
        "dropped": found.dropped, "version": found.version}


def event(row: LeadEvent) -> Row:
    return {"kind": row.kind, "on": iso(row.on), "from": row.source, "to": row.target, "text": row.text,
            "actor": row.actor or None}


def leads(as_json: bool, as_csv: bool, plain: bool, *, stage: str | None, leader: str | None, county: str | None,
          chain: str | None, overdue: bool, silent: bool, dropped: bool, everything: bool) -> None:
    given_once(dropped=dropped, all=everything)
    given_once(dropped=dropped, overdue=overdue)
    given_once(dropped=dropped, silent=silent)
    how, session = style(as_json, as_csv, plain), current().session()
    stages = {LeadStage(word(LeadStage, part)) for part in stage.replace("，", ",").split(",")} if stage else set(LeadStage)
    led = session.code("leader", leader) if leader else None
    place = session.code("county", county) if county else None
    on = chains.chain_named(session, chain) if chain else None
    tests: list[Callable[[WantedFirm], bool]] = [
        lambda row: everything or (row.lead.dropped is not None) is dropped,
        lambda row: row.lead.stage in stages,
        lambda row: led is None or row.lead.leader == led,
        lambda row: place is None or row.lead.county == place,
        lambda row: on is None or row.lead.chain == on,
        lambda row: not overdue or row.days_overdue > 0,
        lambda row: not silent or row.silent,
    ]
    situation = session.situation()
    found = service.leads(session, situation)
    rows = [lead(situation, row) for row in found if all(fits(row) for fits in tests)]
    empty = (_("No lead fits.") if found
             else _("No lead yet: campaign add-lead NAME -l LEADER -t 5000万 --next TEXT --next-on DATE"))
    formatting.listing(rows, how, LEAD, _columns, empty=empty)


def _columns(rows: list[Row]) -> list[Column]:
    return [
        column("code", rows),
        column("name", rows, flexible=True),
        Column(words.field("stage"), [_("given up") if row["dropped"] else words.label(row["stage"]) for row in rows]),
        Column(words.field("total"), [NOTHING if row["total"] is None else money(row["total"]) for row in rows], right=True),
        Column(words.field("county"), [row["county_name"] or NOTHING for row in rows]),
        Column(words.field("leader"), [row["leader_name"] or NOTHING for row in rows]),
        Column(words.field("next_step"), [_next(row) for row in rows], flexible=True),
        Column(words.field("state"), [_state(row) for row in rows]),
    ]


def _next(row: Row) -> str:
    if row["project"]:
        return str(row["project"])
    return " ".join(filter(None, (row["next_on"], row["next_step"]))) or row["dropped"] or NOTHING


def _state(row: Row) -> str:
    late = _("{n}d overdue").format(n=row["days_overdue"]) if row["days_overdue"] else ""
    return listed(list(filter(None, (late, _("silent {n}d").format(n=row["silent_days"]) if row["silent"] else "")))) or NOTHING


def history(events: list[LeadEvent]) -> list[tuple[str, str, str]]:
    """Day, who, and what happened."""
    return [(event.on.isoformat(), event.actor, say.event_text(event)) for event in events]
