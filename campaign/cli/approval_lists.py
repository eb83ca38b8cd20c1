"""The lists of approvals and of the campaign's own working calendar."""

from campaign.cli import formatting, land_views
from campaign.cli.choosing import any_of, code_of, leader_of, one_of
from campaign.cli.formatting import column
from campaign.cli.output import Column, style
from campaign.cli.state import current
from campaign.core import codes
from campaign.core.approvals import settled
from campaign.core.model.land import Approval, ApprovalKind, ApprovalState
from campaign.core.model.people import Authority
from campaign.store.queries import approvals as approvals_queries
from campaign.store.queries.calendar import calendar_days
from campaign.tables.approvals import APPROVALS, Approvals, record
from campaign.tables.values import Row
from campaign.text import _

_LEVELS = (*Authority, None)


def approvals(
    as_json: bool, as_csv: bool, plain: bool, *, project: str | None, county: str | None, leader: str | None,
    authority: str | None, unit: str | None, kind: list[str] | None, state: list[str] | None,
    overdue: bool, contact_due: bool, lapsing: bool,
) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    project, county = code_of(session, "project", project), code_of(session, "county", county)
    leader, unit = leader_of(session, leader), code_of(session, "unit", unit)
    level = one_of(Authority, authority)
    kinds, states = any_of(ApprovalKind, kind), any_of(ApprovalState, state)
    situation = session.situation()
    far = situation.snapshot.campaign.settings.lapse_far
    found = approvals_queries.approvals(session.store, project=project or None,
                                        states=[word for word in states.split(",") if word])
    told, rows = Approvals(situation, {}), []
    for item in found:
        place = situation.snapshot.projects[item.project]
        if (county and place.county != county) or (leader and place.leader != leader) or (unit and item.unit != unit) \
                or (level and item.authority != level) or (kinds and item.kind not in kinds.split(",")):
            continue
        row = record(told, item)
        left = row["days_to_lapse"]
        if (overdue and not row["days_overdue"]) or (contact_due and not row["contact_due"]) \
                or (lapsing and (left is None or left > far)):
            continue
        rows.append((_order(item, row), row))
    rows.sort(key=lambda pair: pair[0])
    formatting.listing([row for _key, row in rows], how, APPROVALS, lambda rows: formatting.columns(APPROVALS, rows, told),
                       empty=_("No approval matches; campaign add-approval records what a project needs."))


def _order(item: Approval, row: Row) -> tuple[object, ...]:
    """By the level that decides; what is settled last, then the longest in its hands first."""
    days = row["days_in_hands"]
    return _LEVELS.index(item.authority), settled(item), days is None, -(days or 0), codes.order(item.code)


def calendar(as_json: bool, as_csv: bool, plain: bool) -> None:
    """The campaign's own days, which stand over the published ones."""
    how = style(as_json, as_csv, plain)
    rows = land_views.calendar(calendar_days(current().session().store))
    formatting.listing(rows, how, land_views.CALENDAR, calendar_columns,
                    empty=_("The campaign has no days of its own; the published working days hold."))


def calendar_columns(rows: list[Row]) -> list[Column]:
    return [column("day", rows), column("working", rows), column("why", rows, flexible=True)]
