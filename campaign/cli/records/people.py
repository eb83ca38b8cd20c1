"""People, counties and units: what is theirs."""

from campaign.cli import chain_views, task_force_views, views
from campaign.cli.records import parts
from campaign.cli.views import Shares
from campaign.core.situation import Situation
from campaign.service import Session, chain, task_forces
from campaign.service.league import league
from campaign.store.queries.projects import visits
from campaign.tables.values import Row


def county(session: Session, situation: Situation, code: str) -> Row:
    told = situation.snapshot
    place = next(place for place in league(session, situation) if place.county == code)
    wide = [item for item in told.blockers.values() if item.county == code]
    return {**views.county(situation, told.counties[code], Shares(situation, "county"), place),
            "project_list": parts.projects(situation, county=code), "blocker_list": parts.blockers(session, situation, wide),
            "merits": parts.concerning(session, situation, code)}


def unit(session: Session, situation: Situation, code: str) -> Row:
    told = situation.snapshot
    mine = [item for item in told.blockers.values() if item.unit == code]
    return {**views.unit(situation, told.units[code], views.held(situation)),
            "project_list": parts.projects(situation, unit=code), "blocker_list": parts.blockers(session, situation, mine),
            "merits": parts.concerning(session, situation, code)}


def person(session: Session, situation: Situation, code: str) -> Row:
    one = situation.snapshot.people[code]
    row = views.person(situation, one)
    if one.leader:
        row |= {key: value for key, value in views.leader(situation, one, Shares(situation, "leader")).items() if key not in row}
    return {**row, "project_list": parts.projects(situation, leader=code),
            "task_forces": task_force_views.membership(task_forces.membership(session, code), code),
            "dispatches": [task_force_views.dispatch(situation, item) for item in task_forces.dispatches_of(session, code)],
            "trips": [chain_views.trip(situation, item) for item in chain.trips_of(session, code)],
            "merits": parts.concerning(session, situation, code),
            "visits": [views.visit(situation, visit) for visit in visits(session.store, person=code, limit=parts.RECENT)]}
