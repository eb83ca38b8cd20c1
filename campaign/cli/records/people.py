"""People, counties and units: what is theirs."""

from campaign.cli import task_force_views, views
from campaign.cli.records import parts
from campaign.core.situation import Situation
from campaign.service import Session, chain, task_forces
from campaign.service.league import accounts, league
from campaign.store.queries.projects import visits
from campaign.tables import leaders, people
from campaign.tables.league import record
from campaign.tables.league_places import League, places
from campaign.tables.task_forces import Dispatches, dispatch_record
from campaign.tables.trips import Trips, trip_record
from campaign.tables.values import Row


def county(session: Session, situation: Situation, code: str) -> Row:
    told = situation.snapshot
    (place,) = places(situation, [place for place in league(session, situation) if place.county == code],
                      accounts(session)).values()
    wide = [item for item in told.blockers.values() if item.county == code]
    return {**record(League(situation, {}), place),
            "project_list": parts.projects(situation, county=code), "blocker_list": parts.blockers(session, situation, wide),
            "merits": parts.concerning(session, situation, code)}


def unit(session: Session, situation: Situation, code: str) -> Row:
    told = situation.snapshot
    mine = [item for item in told.blockers.values() if item.unit == code]
    return {**people.unit(people.Units(situation, {}), told.units[code]),
            "project_list": parts.projects(situation, unit=code), "blocker_list": parts.blockers(session, situation, mine),
            "merits": parts.concerning(session, situation, code)}


def person(session: Session, situation: Situation, code: str) -> Row:
    one = situation.snapshot.people[code]
    row = people.person(people.People(situation, {}), one)
    if one.leader:
        row |= {key: value for key, value in leaders.record(leaders.Leaders(situation, {}), one).items() if key not in row}
    return {**row, "project_list": parts.projects(situation, leader=code),
            "task_forces": task_force_views.membership(task_forces.membership(session, code), code),
            "dispatches": [dispatch_record(Dispatches(situation, {}), item) for item in task_forces.dispatches_of(session, code)],
            "trips": [trip_record(Trips(situation, {}), item) for item in chain.trips_of(session, code)],
            "merits": parts.concerning(session, situation, code),
            "visits": [views.visit(situation, visit) for visit in visits(session.store, person=code, limit=parts.RECENT)]}
