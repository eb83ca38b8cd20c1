"""What a seed folder tells of the organisation comes back, as of the day; and what is wrong is named with its place."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from campaign.core.errors import BadInput
from campaign.core.leads import replay
from campaign.core.model.blocker import Category
from campaign.core.model.indicators import Indicator, IndicatorMeasure, Metric
from campaign.core.model.leads import ChainNode, Lead, LeadEvent, LeadEventKind, LeadStage, NodeState, PromotionEvent, Trip
from campaign.core.model.merits import Case, CaseKind, Merit, MeritEvidence, MeritKind
from campaign.core.model.project import Investor
from campaign.core.model.task_forces import TaskForceMember
from campaign.kinds.field import figure, period
from campaign.service import Session
from campaign.store import records
from campaign.store.queries.projects import details
from campaign.store.queries.task_forces import task_force_projects
from campaign.store.seed.load_folder import Loaded
from tests.store.test_seed import CITY, folder, load, loaded, refusals  # noqa: F401

FILES: dict[str, str | bytes] = {
    "trips.csv": "code,leader,place,first,last,purpose\nR001,L01,深圳,D+3,D+5,拜访链主\n",
    "events.csv": "code,name,on,place\nE001,秋季招商大会,D+8,市会展中心\n",
    "chain.csv": "chain,node,state,note\n新材料,前驱体,missing,\n新材料,膜材料,have,两家\n",
    "leads.csv": "code,name,chain,node,leader,county,investor,firm,total,opened,trip,event\n"
                 "K0001,膜材料二期,新材料,膜材料,L01,临江区,private,某膜公司,3亿,D+4,R001,\n"
                 "K0002,前驱体,新材料,前驱体,L01,临江区,,,,D+9,,E001\n",
    "lead_events.csv": "lead,on,kind,to,text\nK0001,D+10,stage,signed,\nK0001,D+6,stage,talks,\nK0001,D+20,next,D+40,约签土地\n"
                       "K0002,D+12,drop,,企业放弃\n",
    "indicators.csv": "county,period,metric,measure,value,target\n临江区,2026-10,investment,yoy_cum,7.3,9\n"
                      "临江区,2026q3,gdp,yoy_cum,-0.25%,\n",
    "task_forces.csv": "code,name,since\nT01,要素专班,D+2\n",
    "task_force_members.csv": "task_force,person,skills\nT01,L01,\"forest,land\"\n",
    "task_force_projects.csv": "task_force,project\nT01,P0007\n",
    "dispatches.csv": "code,person,unit,since,until,returned\nD001,L01,市林业局,D+1,D+30,D+20\n",
    "merits.csv": "code,kind,on,text,person,county,promised,paid,until\nH0001,reward,D+5,提前交地,L01,,2,D+25,\n"
                  "H0002,exemption,D+6,台风,,临江区,,,D+16\n",
    "merit_evidence.csv": "merit,code,days,moves,text\nH0001,P0007,12,,交地\n",
    "merit_answers.csv": "merit,on,text\nH0001,D+7,谢谢\n",
    "cases.csv": "code,kind,title,on,project\nS001,model,一日拿证,D+9,P0007\n",
}
NOW = date(2026, 11, 7)
"""Of the frozen clock; ``loaded`` makes it day 38."""


def on(number: int) -> date:
    """``D+n`` when that day is day 38."""
    return date.fromordinal(NOW.toordinal() - 37 + number)


def test_what_is_told_comes_back(loaded: Callable[..., Session]) -> None:  # noqa: F811
    session = loaded(CITY | FILES)
    assert session.today == NOW
    store = session.store
    assert records.TRIPS.all(store) == [Trip("R001", "L01", "深圳", on(3), on(5), "拜访链主")]
    assert records.EVENTS.all(store) == [PromotionEvent("E001", "秋季招商大会", on(8), "市会展中心")]
    assert [row._replace(place=0) for row in records.CHAIN.all(store)] == [
        ChainNode("新材料", "前驱体", NodeState.MISSING), ChainNode("新材料", "膜材料", NodeState.HAVE, note="两家")]
    assert records.LEADS.one(store, "K0001") == Lead(
        "K0001", "膜材料二期", "新材料", "膜材料", LeadStage.SIGNED, "L01", "C01", Investor.PRIVATE, "某膜公司", 30_000, on(4),
        "约签土地", on(40), "R001", signed=on(10))
    assert records.LEADS.one(store, "K0002").dropped == "企业放弃"
    assert [(row.kind, row.on) for row in records.LEAD_EVENTS.all(store, lead="K0001")] == [
        (LeadEventKind.OPEN, on(4)), (LeadEventKind.STAGE, on(6)), (LeadEventKind.STAGE, on(10)), (LeadEventKind.NEXT, on(20))]
    assert records.INDICATORS.all(store) == [
        Indicator("C01", "2026Q3", Metric.GDP, IndicatorMeasure.YOY_CUM, -25),
        Indicator("C01", "2026-10", Metric.INVESTMENT, IndicatorMeasure.YOY_CUM, 730, 900)]
    assert records.TASK_FORCE_MEMBERS.all(store) == [TaskForceMember("T01", "L01", (Category.FOREST, Category.LAND))]
    assert task_force_projects(store, "T01") == {"P0007": "T01"} and details(store, "P0007").task_force == "T01"
    assert records.DISPATCHES.one(store, "D001").returned == on(20)
    assert records.MERITS.all(store, county="C01") == [
        Merit("H0002", MeritKind.EXEMPTION, on(6), "台风", county="C01", until=on(16), actor="hq")]
    assert records.MERIT_EVIDENCE.all(store) == [MeritEvidence("H0001", "P0007", 12, None, "交地")]
    assert [(row.text, row.actor) for row in records.MERIT_ANSWERS.all(store)] == [("谢谢", "hq")]
    assert records.CASES.all(store) == [Case("S001", CaseKind.MODEL, "一日拿证", on(9), "P0007")]


def test_what_has_not_come_is_not_there(loaded: Callable[..., Session]) -> None:  # noqa: F811
    """On day 6 (D+5): no event, no second lead, no signature, and nobody is back or paid."""
    store = loaded(CITY | FILES, day=6).store
    assert [(row.code, row.stage, row.signed) for row in records.LEADS.all(store)] == [("K0001", LeadStage.LEAD, None)]
    assert [row.kind for row in records.LEAD_EVENTS.all(store)] == [LeadEventKind.OPEN]
    assert records.EVENTS.all(store) == [] == records.CASES.all(store)
    assert records.DISPATCHES.one(store, "D001").returned is None
    assert [(row.code, row.paid) for row in records.MERITS.all(store)] == [("H0001", None)]
    assert records.MERIT_ANSWERS.all(store) == []


def test_what_belongs_to_nothing_goes_with_it(loaded: Callable[..., Session]) -> None:  # noqa: F811
    """On day 2 the task force is not set up: neither its member nor its project is told of it."""
    store = loaded(CITY | FILES, day=2).store
    assert records.TASK_FORCE_MEMBERS.all(store) == [] and task_force_projects(store) == {}
    assert records.MERIT_EVIDENCE.all(store) == []


BAD: tuple[tuple[str, str, list[tuple[int, str, str]]], ...] = (
    ("trips.csv", "leader,place,first,last\n,深圳,D+5,D+3\n", [(2, "leader", "field_empty"), (2, "last", "bad_span")]),
    ("chain.csv", "chain,node,state\n新材料,膜,have\n新材料,膜,weak\n,x,gone\n",
     [(3, "node", "twin_row"), (4, "chain", "field_empty"), (4, "state", "bad_word")]),
    ("leads.csv", "name,county,total,opened\n,无名县,3x,\n",
     [(2, "name", "field_empty"), (2, "county", "unknown_name"), (2, "total", "bad_money"), (2, "opened", "field_empty")]),
    ("lead_events.csv", "lead,on,kind,to,text\nK0009,D+1,stage,sold,\n", [(2, "lead", "unknown_name"), (2, "to", "bad_word")]),
    ("indicators.csv", "county,period,metric,measure,value\n临江区,2026-13,gdp,value,7.345\n临江区,2026,gdp,value,\n",
     [(2, "period", "bad_period"), (2, "value", "bad_figure"), (3, "value", "field_empty")]),
    ("task_force_members.csv", "task_force,person,skills\nT09,L01,swimming\n",
     [(2, "task_force", "unknown_name"), (2, "skills", "bad_word")]),
    ("merits.csv", "kind,on,text,person,county\npraise,D+1,好,L01,临江区\n", [(2, "person", "merit_subject")]),
    ("merit_evidence.csv", "merit,code\nH0001,L01\n", [(2, "merit", "unknown_name"), (2, "code", "bad_code")]),
    ("task_force_projects.csv", "task_force,project\n,P0007\n", [(2, "task_force", "field_empty")]),
)


@pytest.mark.parametrize(("name", "content", "wrong"), BAD, ids=[name for name, _content, _wrong in BAD])
def test_what_is_wrong_is_named_with_its_place(name: str, content: str, wrong: list[tuple[int, str, str]],
                                               load: Callable[..., Loaded], tmp_path: Path) -> None:  # noqa: F811
    assert refusals(load, CITY | {name: content}, tmp_path) == [(name, *place) for place in wrong]


def test_a_step_back_takes_the_signature_away() -> None:
    def stage(to: LeadStage, day: int) -> LeadEvent:
        return LeadEvent("K0001", LeadEventKind.STAGE, on(day), "", "", target=to)

    lead = Lead("K0001", "x", opened=on(0))
    landed = replay(lead, [stage(LeadStage.SIGNED, 3), stage(LeadStage.LANDED, 9)])
    assert (landed.signed, landed.landed) == (on(3), on(9))
    back = replay(landed, [stage(LeadStage.SIGNED, 10)])
    assert (back.stage, back.signed, back.landed) == (LeadStage.SIGNED, on(3), None)
    assert replay(back, [stage(LeadStage.TALKS, 11)]).signed is None


def test_figures_and_periods() -> None:
    assert [figure(text) for text in ("7.3", "-0.25%", "1,200", "０．５", "+3")] == [730, -25, 120_000, 50, 300]
    assert [period(text) for text in ("2026-10", "2026q3", "2026")] == ["2026-10", "2026Q3", "2026"]
    for text in ("7.345", "x", "", "1,20", "--1"):
        with pytest.raises(BadInput, match="bad_figure"):
            figure(text)
    for text in ("2026-13", "2026Q5", "26", "2026-1"):
        with pytest.raises(BadInput, match="bad_period"):
            period(text)


def test_periods_counted_from_day_1_move_with_it(loaded: Callable[..., Session]) -> None:  # noqa: F811
    """Today is 7 November, day 1 was 1 October: October is known, of November only the target; of the years
    those that have begun.
    """
    session = loaded(CITY | {
        "indicators.csv": "county,period,metric,measure,value,target\n临江区,M+0,gdp,yoy_cum,7,\n临江区,M+1,gdp,yoy_cum,8,9\n"
                          "临江区,M+2,gdp,yoy_cum,8,9\n临江区,Q-1,gdp,yoy_cum,6,\n临江区,Q+0,gdp,yoy_cum,6,\n"
                          "临江区,Y+0,gdp,yoy_cum,,6.5\n临江区,Y+1,gdp,yoy_cum,,6.5\n临江区,2027,industry,yoy_cum,5,7\n"
                          "临江区,2026-12,industry,yoy_cum,5,\n临江区,2026-11,industry,yoy_cum,5,\n"})
    found = {(row.metric, row.period): (row.value, row.target) for row in records.INDICATORS.all(session.store)}
    assert found == {
        (Metric.GDP, "2026-10"): (700, None), (Metric.GDP, "2026-11"): (None, 900),
        (Metric.GDP, "2026Q3"): (600, None), (Metric.GDP, "2026"): (None, 650),
        (Metric.INDUSTRY, "2026-11"): (500, None), (Metric.INDUSTRY, "2027"): (None, 700)}
