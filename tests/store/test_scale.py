"""The organisation of a made-up campaign: in proportion, in order, and with references that hold."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from campaign.core import codes
from campaign.core.leads import replay
from campaign.core.model.indicators import Metric
from campaign.core.model.leads import LeadEventKind, LeadStage, NodeState
from campaign.core.model.merits import CaseKind, MeritKind
from campaign.core.model.project import TargetList
from campaign.service import Session, create
from campaign.store import records
from campaign.store.seed.batch import Batch
from campaign.store.seed.columns import SHEETS
from campaign.store.synthetic.projects import scale
from campaign.store.synthetic.task_forces import LADDER
from tests.store.world import Clock

FIRST = date(2026, 10, 1)
DAYS = 100
TODAY = FIRST + timedelta(days=DAYS - 1)
NOW = datetime(2027, 1, 8, 2, 48, tzinfo=UTC)


@pytest.fixture(scope="module")
def batch() -> Batch:
    return scale(500, FIRST, DAYS)


def test_it_has_its_part_of_everything(batch: Batch) -> None:
    counts = {table: len(rows) for table, rows in batch.organisation.items()}
    assert set(counts) == {sheet.record.table for sheet in SHEETS.values()}
    parts = {"leads": 200, "trips": 30, "promotion_events": 2, "merits": 100, "cases": 10, "task_forces": 3, "dispatches": 10}
    assert parts.items() <= counts.items()
    assert len(batch.entries) == 60 and {row.list for row in batch.entries} == set(TargetList)
    assert len(batch.task_forces) == 60 and set(batch.task_forces.values()) == {"T01", "T02", "T03"}


def test_all_stages_kinds_and_states_are_there(batch: Batch) -> None:
    rows = batch.organisation
    assert {row.stage for row in rows["leads"]} == set(LeadStage)
    assert {row.kind for row in rows["lead_events"]} == set(LeadEventKind) - {LeadEventKind.RETURN}
    assert {row.state for row in rows["chain_nodes"]} <= set(NodeState)
    assert {row.metric for row in rows["indicators"]} == set(Metric)
    assert {row.kind for row in rows["merits"]} >= set(MeritKind) - {MeritKind.SANCTION, MeritKind.EXEMPTION}
    assert {row.kind for row in rows["cases"]} == set(CaseKind)
    assert any(row.returned for row in rows["dispatches"]) and any(row.returned is None for row in rows["dispatches"])
    assert any(row.dropped for row in rows["leads"]) and any(row.next_on and row.next_on < TODAY for row in rows["leads"])


def test_the_indicators_are_those_of_the_whole_year(batch: Batch) -> None:
    found = batch.organisation["indicators"]
    assert {row.county for row in found} == {row.code for row in batch.counties}
    one = [row for row in found if row.county == "C01"]
    assert Counter(row.period for row in one if row.metric is Metric.INVESTMENT)["2026-12"] == 2
    assert {row.period for row in one if row.metric is Metric.GDP} == {"2026", "2026Q1", "2026Q2", "2026Q3", "2026Q4"}
    assert all(row.target for row in one if row.period == "2026")


def test_a_lead_is_what_its_history_made_it(batch: Batch) -> None:
    history: dict[str, list[Any]] = {}
    for event in batch.organisation["lead_events"]:
        history.setdefault(event.lead, []).append(event)
    for lead in batch.organisation["leads"]:
        events = history[lead.code]
        assert [event.kind for event in events].count(LeadEventKind.OPEN) == 1 and events[0].on == lead.opened
        assert all(one.on <= other.on for one, other in pairwise(events)) and events[-1].on <= TODAY
        assert replay(lead._replace(stage=LeadStage.LEAD, signed=None, landed=None, project=None, dropped=None, next_step=None,
                                    next_on=None), events) == lead
        assert (lead.project is None) or lead.stage is LeadStage.LANDED
    projects = [lead.project for lead in batch.organisation["leads"] if lead.project]
    assert projects and len(projects) == len(set(projects))


def test_what_brought_a_lead_came_before_it(batch: Batch) -> None:
    trips = {row.code: row.first for row in batch.organisation["trips"]}
    events = {row.code: row.on for row in batch.organisation["promotion_events"]}
    brought = [row for row in batch.organisation["leads"] if row.trip or row.event]
    assert len(brought) >= 50
    assert all(row.opened >= (trips[row.trip] if row.trip else events[row.event or ""]) for row in brought)


def test_the_ladder_is_climbed_rung_by_rung_and_cites_what_was_open(batch: Batch) -> None:
    steps: dict[str, list[MeritKind]] = {}
    days = {}
    for row in batch.organisation["merits"]:
        days[row.code] = row.on
        assert [row.person, row.unit, row.county].count(None) == 2 and row.on <= TODAY
        if row.kind in LADDER:
            steps.setdefault(row.person or row.unit or row.county or "", []).append(row.kind)
    assert steps and all(kinds == [*LADDER, *[LADDER[-1]] * len(kinds)][:len(kinds)] for kinds in steps.values())
    opened = {row.code: row.opened for row, _ in batch.blockers}
    assert all(opened[row.code] <= days[row.merit] for row in batch.organisation["merit_evidence"])
    assert all(days[row.merit] <= row.on <= TODAY for row in batch.organisation["merit_answers"])


def test_nobody_is_sent_to_two_places(batch: Batch) -> None:
    rows = batch.organisation["dispatches"]
    assert len({row.person for row in rows}) == len(rows)
    spans = {row.code: (row.since, row.returned or TODAY) for row in rows}
    assert all(spans[row.dispatch][0] <= row.on <= spans[row.dispatch][1] for row in batch.organisation["dispatch_entries"])


@pytest.mark.parametrize(("projects", "days"), [(1, 1), (1, 100), (3, 10), (40, 1), (120, 100)])
def test_it_loads_however_small_and_young_it_is(tmp_path: Path, projects: int, days: int) -> None:
    """Foreign keys are checked when the load is committed."""
    clock = Clock(NOW)
    create.scale(tmp_path / "scale.db", projects, "hq", day=days, clock=clock)
    session = Session(tmp_path / "scale.db", "hq", clock=clock)
    assert session.campaign.day(session.today) == days
    leads = records.LEADS.all(session.store)
    session.close()
    assert leads[-1].code == codes.make("lead", max(12, projects * 4_000 // 10_000))


def test_the_same_numbers_make_the_same_organisation(batch: Batch) -> None:
    again = scale(500, FIRST, DAYS)
    assert batch.organisation == again.organisation and batch.task_forces == again.task_forces
    assert list(batch.entries) == list(again.entries) and batch.details == again.details
