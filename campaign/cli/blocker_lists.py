"""Blockers, chosen and printed as asked."""

from collections.abc import Iterable

from campaign.cli import formatting
from campaign.cli.choosing import any_of, code_of, leader_of, one_of
from campaign.cli.output import Style, style
from campaign.cli.state import current
from campaign.core import codes, filters
from campaign.core.blockers import FLAGS, days_overdue
from campaign.core.errors import BadInput
from campaign.core.model.blocker import LEVELS, Blocker, BlockerState, Category
from campaign.core.model.people import Authority
from campaign.core.situation import Situation
from campaign.service import Session
from campaign.store.queries import blockers as blockers_queries
from campaign.tables.blocker_record import Blockers
from campaign.tables.blockers import BLOCKERS
from campaign.text import _


def blockers(
    as_json: bool, as_csv: bool, plain: bool, *, every: bool, overdue: bool, state: str | None, unit: str | None,
    county: str | None, leader: str | None, person: str | None, category: str | None, authority: str | None,
    level: list[str] | None, flag: str | None, project: str | None, text: str | None,
) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    if overdue and state:
        raise BadInput("twice", text="--overdue --state")
    wanted = filters.BlockerFilter(
        county=code_of(session, "county", county), project=code_of(session, "project", project),
        leader=leader_of(session, leader), unit=code_of(session, "unit", unit), person=code_of(session, "person", person),
        category=one_of(Category, category), authority=one_of(Authority, authority),
        level=any_of(map(str, LEVELS), level), flag=one_of(FLAGS, flag), text=session.text(text or ""),
        state="overdue" if overdue else one_of((*BlockerState, "overdue"), state))
    situation = session.situation()
    resolved = every or wanted.state == BlockerState.RESOLVED
    chosen = (blockers_queries.blockers(session.store) if resolved else situation.snapshot.blockers).values()
    show_blockers(session, situation, how,
                  (row for row in chosen if filters.match_blocker(situation, row, wanted)) if any(wanted) else chosen)


def show_blockers(session: Session, situation: Situation, how: Style, chosen: Iterable[Blocker]) -> None:
    found = sorted(chosen, key=lambda row: (row.state == BlockerState.RESOLVED, -days_overdue(row, situation.today), row.due,
                                            codes.order(row.code)))  # longest overdue first, resolved ones last
    told = Blockers(situation, {row.code: row for row in found}, blockers_queries.moves(session.store))
    formatting.show(BLOCKERS, told, how, empty=_("No blocker matches; campaign add-blocker opens one."))
