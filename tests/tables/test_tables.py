"""The lists declared for both faces: what a record says, what its columns read, what can be sorted and grouped."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from campaign.service import Session, cases, chain, indicators, leads, league, merits, presence, questions, reserve, task_forces
from campaign.store.queries import approvals
from campaign.tables.approvals import APPROVALS, Approvals
from campaign.tables.blocker_record import Blockers
from campaign.tables.blockers import BLOCKERS
from campaign.tables.cases import CASES
from campaign.tables.chain import NODES, listed_nodes
from campaign.tables.indicators import INDICATORS, standings
from campaign.tables.land_task_record import LandTasks
from campaign.tables.land_tasks import LAND_TASKS
from campaign.tables.leader_presence import IN_TOUCH, InTouch
from campaign.tables.leaders import LEADERS, Leaders
from campaign.tables.leads import LEADS
from campaign.tables.league import LEAGUE
from campaign.tables.league_places import places
from campaign.tables.merits import CLIMBS, EXPLAIN, MERITS
from campaign.tables.parity import PARITY, Parities
from campaign.tables.people import PEOPLE, UNITS, People, Units
from campaign.tables.presence import SITES, Sites, sites_of
from campaign.tables.projects import PROJECTS, Projects
from campaign.tables.reserve import RESERVE, Reserve
from campaign.tables.search import Search
from campaign.tables.signs import Signs
from campaign.tables.sought import InTable
from campaign.tables.table import Listing, Table
from campaign.tables.task_forces import DISPATCHES, TASK_FORCES
from campaign.tables.trips import EVENTS, TRIPS, Trips
from campaign.tables.uncovered import MATCHES, QUEUES, Found
from campaign.tables.width import Column as Laid
from campaign.tables.width import Fitted, fit
from tests.tui.city import database, session

TABLES: dict[str, Table[Any, Any]] = {
    table.name: table for table in (PROJECTS, BLOCKERS, LAND_TASKS, CASES, LEADERS, PEOPLE, UNITS, LEADS, TRIPS, EVENTS,
                                    TASK_FORCES, DISPATCHES, QUEUES, MATCHES, NODES,
                                    INDICATORS, PARITY, MERITS, CLIMBS, EXPLAIN, SITES, IN_TOUCH, LEAGUE, APPROVALS, RESERVE)}


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """Of the demonstration city."""
    path: Path = tmp_path_factory.mktemp("tables")
    opened: Session = session(database(path))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def told(own: Session) -> dict[str, Any]:
    """By the names of the tables."""
    situation = own.situation()
    rows, travelled = situation.snapshot, chain.trip_rows(own)
    sites, leaders = sites_of(situation), {code: row for code, row in rows.people.items() if row.leader}
    yield {"presence": Sites(situation, sites, presence.sites(own, situation, sites), presence.today(own, situation)),
           "in_touch": InTouch(situation, leaders, {row.person: row for row in questions.contacts(own, situation, leaders)}),
           "ladder": Listing(situation, {row.subject: row for row in merits.ladders(own, situation)}),
           "explain": Listing(situation, {row.subject: row for row in merits.explain(own, situation)}),
           "indicators": Listing(situation, standings(indicators.table(own).values())),
           "parity": Parities(situation, {row.county: row for row in indicators.parity(own, situation)}),
           "projects": Projects(situation), "blockers": Blockers(situation, rows.blockers),
           "land": LandTasks(situation, rows.lands), "leaders": Leaders(situation, rows.people),
           "people": People(situation, rows.people), "units": Units(situation, rows.units),
           "cases": Listing(situation, {row.code: row for row in cases.cases(own, situation)}),
           "approvals": Approvals(situation, {row.code: row for row in approvals.approvals(own.store)}),
           "reserve": Reserve(situation, {row.project.code: row for row in reserve.overview(own, situation).candidates}),
           "league": Listing(situation, places(situation, league.league(own, situation), league.accounts(own))),
           "leads": Listing(situation, {row.lead.code: row for row in leads.leads(own, situation)}),
           "trips": Trips(situation, {row.trip.code: row for row in travelled}, chain.travels(situation, travelled)),
           "chain": Listing(situation, listed_nodes(chain.chains(own, situation))),
           "events": Listing(situation, {row.event.code: row for row in chain.event_rows(own)}),
           "merits": Listing(situation, {row.merit.code: row for row in merits.merits(own, situation)}),
           "task_forces": Listing(situation, {row.force.code: row for row in task_forces.task_forces(own, situation)}),
           "dispatches": Listing(situation, {row.dispatch.code: row for row in task_forces.dispatches(own)}),
           "uncovered": Listing(situation, {row.unit: row for row in task_forces.uncovered(own, situation)}),
           "matches": Listing(situation, {row.blocker: Found(rows.blockers[row.blocker], row)
                                          for row in task_forces.matches(own, situation)})}


@pytest.mark.parametrize("name", [name for name, table in TABLES.items() if table.record is not None])
def test_a_record_has_the_keys_that_head_its_file(told: dict[str, Any], name: str) -> None:
    table = TABLES[name]
    records = table.records(told[name])
    assert records and all(tuple(record) == tuple(table.heads) for record in records)
    for column in table.columns:
        if column.plain is not None and column.plain.text is None and column.plain.more is None:
            assert (column.plain.key or column.key) in table.heads
    printed = table.print(records, told[name])
    assert printed and all(len(column.cells) == len(records) and column.head for column in printed)
    first = {"chain": "chain", "indicators": "county_name", "parity": "county_name"}.get(name, "code")  # of no code of their own
    assert printed[0].cells == [record[first] for record in records]
    for some, every in zip(table.print(records[1::2], told[name]), printed, strict=True):  # whatever was picked out of them
        assert some.cells == every.cells[1::2], every.head


@pytest.mark.parametrize("name", TABLES)
def test_every_sort_and_group_works_and_every_column_is_drawn(told: dict[str, Any], name: str) -> None:
    table, listing = TABLES[name], told[name]
    for sort in table.sort_keys:
        by = table.value(listing, sort)
        found = [value for code in listing.rows if (value := by(code)) is not None]
        assert sorted(found) is not None
    for key in table.group_keys:
        if key and key != "resolved":
            of = table.group(key).of(listing)
            groups: dict[str, list[str]] = {}
            for code in listing.rows:
                groups.setdefault(of(code), []).append(code)
            rank = table.rank(listing, key)
            for group in sorted(groups, key=lambda group: rank(group, groups[group])):
                assert table.header(listing, key, group, groups[group], 79)
    if table.sort_keys:
        for room in (39, 79, 119):
            fitted = fit(table.laid_out(listing, "", room), room)
            for row in listing.rows.values():
                assert len(table.row(listing, row, fitted, Signs())) >= len(fitted)


LIT = {"projects": {"light", "visit", "marks"}, "blockers": {"due"}, "land": {"due"}, "leaders": {"overdue", "red", "yellow"},
       "approvals": {"hands", "contact"}, "dispatches": {"state"}, "uncovered": {"over"}, "matches": {"due"},
       "reserve": {"due", "chance"}, "league": {"lights"}, "presence": {"light"},
       "leads": {"state"}}
"""What says a light, a due day, or the level of a finding."""


@pytest.mark.parametrize("name", TABLES)
def test_only_what_says_a_light_a_due_day_or_a_level_is_red_or_yellow(told: dict[str, Any], name: str) -> None:
    table, listing = TABLES[name], told[name]
    assert {column.key for column in table.columns if column.lit} == LIT.get(name, set())
    for column in table.columns:
        if column.cell is None or column.draw is not None or column.lit:
            continue
        for row in listing.rows.values():
            (_text, tone), *_more = table.row(listing, row, [Fitted(Laid(column.key, "", 20), 20, 0)], Signs())
            assert not set(tone.split()) & {"red", "yellow", "red_fill", "yellow_fill"}, (column.key, tone)


@pytest.mark.parametrize(("name", "typed", "key", "value"), [
    ("approvals", "kind=permit", "kind", "permit"), ("approvals", "county=临江", "county", "C01"),
    ("approvals", "days_overdue=0", "days_overdue", 0), ("league", "zone=true", "zone", True),
    ("league", "red=true", "red", True), ("leads", "stage=签约", "stage", "signed")])
def test_a_key_of_the_record_is_a_word_of_the_filter(own: Session, told: dict[str, Any], name: str, typed: str, key: str,
                                                     value: object) -> None:
    table, listing, search = TABLES[name], told[name], Search()
    search.type(typed)
    search.learn(InTable(table, listing, own, name))
    said = {code: table.record(listing, row)[key] for code, row in listing.rows.items() if table.record}
    found = {code for code in listing.rows if search(code)}
    assert found == {code for code, one in said.items() if one == value} and found


@pytest.mark.parametrize("name", TABLES)
def test_no_column_is_named_twice_and_orders_name_what_there_is(name: str) -> None:
    table = TABLES[name]
    assert len(table.by_key) == len(table.columns)
    assert {*table.sorts} <= {column.key for column in table.columns if column.sort}
    assert {*table.printed} <= {column.key for column in table.columns if column.plain}
