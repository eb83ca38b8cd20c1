"""A small city for the store's tests, and every question that can be asked about it. Public methods only."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from campaign.core.approvals import milestone, settled, steps
from campaign.core.blockers import MoveFacts, move_facts
from campaign.core.clocks import last_good_day
from campaign.core.land import LandFacts, land_facts
from campaign.core.model.project import FINISHED, Channel
from campaign.data.clocks import clocks
from campaign.service import (
    Session,
    approvals,
    blockers,
    cases,
    chain,
    create,
    indicators,
    land,
    leads,
    merit_verbs,
    projects,
    reserve,
    saved_lists,
    settings,
    task_forces,
)
from campaign.service import (
    records as records_service,
)
from campaign.store import records
from campaign.store.queries import approvals as approvals_queries
from campaign.store.queries import blockers as blockers_queries
from campaign.store.queries import calendar as calendar_queries
from campaign.store.queries import checks as checks_queries
from campaign.store.queries import projects as projects_queries
from campaign.store.queries import saved_lists as saved_lists_queries
from campaign.store.queries.approvals import approval_events
from campaign.store.queries.calendar import calendar_days
from campaign.store.queries.land import land_events, land_tasks
from campaign.store.queries.names import named
from campaign.store.queries.reserve import list_entries
from campaign.store.queries.task_forces import task_force_projects
from campaign.store.seed.columns import SHEETS
from campaign.store.write import Done

MORNING = datetime(2026, 11, 7, 2, 48, tzinfo=UTC)
"""10:48 in the campaign's time zone, on its day 38."""
FIRST_DAY = "2026-10-01"
BEFORE = 45
"""Days earlier the projects were put down: before the campaign began."""
ENTRIES = 50
"""Of the audit, when the city has been built."""


class Clock:
    """Stands still until it is told to go on."""

    def __init__(self, now: datetime = MORNING) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **span: float) -> None:
        self.now += timedelta(**span)


def build(path: Path, clock: Clock) -> None:
    """Two counties, four units, three leaders, two others, five projects, four blockers; one of them county-wide. Two land tasks,
    one county-wide, three approvals, and a blocker that points to each."""
    before = Clock(MORNING - timedelta(days=BEFORE))
    create.init(path, "安澜市百日攻坚", FIRST_DAY, "hq", clock=before)
    session = Session(path, "hq", clock=before)
    for name in ("临江区", "望潮区"):
        records_service.add(session, "county", {"name": name})
    for name, authority, county in (("市林业局", "city", None), ("省林业局", "province", None),
                                    ("临江区重点办", "county", "C01"), ("望潮区重点办", "county", "C02")):
        records_service.add(session, "unit", {"name": name, "authority": authority, "county": county})
    for name in ("王某山", "李某川", "陈某海"):
        records_service.add_person(session, {"name": name, "post": "副市长"}, leader=True)
    for name, unit in (("赵某松", "U03"), ("周某岚", "U01")):
        records_service.add_person(session, {"name": name, "unit": unit})
    records_service.edit(session, "C01", {"leader": "L01"})
    for number, name in enumerate(("滨海新材料二期", "港口路改造", "县医院迁建", "环城快速路", "雨污分流")):
        records_service.add_project(session, {
            "name": name, "county": f"C0{number % 2 + 1}", "leader": f"L0{number % 3 + 1}", "unit": "U03", "manager": "M001",
            "total": f"{number + 1}.5亿", "plan_100": "5000万", "started": "D-10" if number % 2 else None,
            "planned_start": "D+5", "national_code": f"2610-{number}"})
    session.close()
    session = Session(path, "hq", clock=clock)
    projects.report(session, "P0002", {"done": "基础施工", "crew": "120"}, money="+300万", on="D+20")
    projects.report(session, "P0002", {}, money="+400万", on="D+30", on_site=True, by="M001")
    projects.report(session, "P0004", {}, money="+20万", on="D-5")
    projects.visit(session, "P0004", by="L01", on="D+12")
    blockers.add_blocker(session, {"title": "用林报批", "category": "forest", "unit": "U01", "person": "M002"},
                      projects=["P0001"], opened="D+10")
    blockers.add_blocker(session, {"title": "土地督察整改", "category": "rectification", "unit": "U03"}, county="C01",
                                opened="D+25")
    blockers.add_blocker(session, {"title": "管线迁改", "category": "pipeline"}, projects=["P0002", "P0003"],
                                opened="D+33")
    blockers.add_blocker(session, {"title": "基坑预警", "category": "safety", "unit": "U02"}, projects=["P0004"],
                                opened="D+30")
    blockers.assign(session, "B0001", "U02", did="补正材料已交", on="D+20")
    blockers.resolve(session, "B0004", "已回填", on="D+35")
    projects.excuse(session, "D+9..D+13", "学习周")
    land.add_land_task(session, {"name": "二期红线征迁", "kind": "expropriation", "target": "434.9亩", "due": "D+40",
                                   "unit": "U03", "person": "M001", "authority": "county"},
                         projects=["P0001", "P0003"], opened="D+2")
    land.land_progress(session, "G0001", amount="+400.87", on="D+30")
    land.add_land_task(session, {"name": "全区图斑整改", "kind": "satellite", "target": "22座", "due": "D+60"}, county="C02",
                         opened="D+20")
    approvals.add_approvals(session, "P0001", ["forest"], submitted="D+10", unit="U02")
    approvals.add_approvals(session, "P0001", ["land", "permit"])
    approvals.contact(session, "A0001", "材料已收", following="D+39", on="D+30")
    blockers.add_blocker(session, {"title": "红线内一户未签"}, about="G0001", opened="D+31")
    blockers.add_blocker(session, {"title": "用林批复未下"}, about="A0001", opened="D+32")
    projects.fund(session, "P0002", money="1200万", on="D+15", source="专项债")
    projects.register(session, "P0002", "2026-10", "900万")
    cases.add_case(session, {"title": "五步工作法", "kind": "visit", "project": "P0001", "on": "D+30"})
    task_forces.add_task_force(session, "要素专班", head="L02", members=["M001:forest,land"], projects=["P0002"], since="D+10")
    task_forces.add_dispatch(session, "M002", "U02", since="D+20", until="D+50")
    merit_verbs.add_merit(session, "C02", "reward", "红线征迁提前", promised="5万", on="D+33")
    merit_verbs.add_merit(session, "U02", "reminder", "报件一直在手里", evidence=["B0001"])
    leads.add_lead(session, {"name": "膜材料总部", "leader": "L01", "county": "C01", "total": "5亿", "investor": "private"},
                       next_step="回访", next_on="D+36", on="D+25")
    leads.advance(session, "K0001", "talks", note="看过厂房", next_step="报价", next_on="D+36", on="D+30")
    chain.add_trip(session, {"leader": "L02", "place": "珠三角", "first": "D+24", "last": "D+25"})
    chain.add_event(session, {"name": "推介会", "on": "D+22"})
    chain.set_node(session, "高端装备", "铸锻件", "weak")
    chain.set_node(session, "高端装备", "整机", "have")
    session.close()


Verb = Callable[[Session], Done]
VERBS: dict[str, Verb] = {
    "add_county": lambda s: records_service.add(s, "county", {"name": "青岭县", "leader": "L02"}),
    "add_unit": lambda s: records_service.add(s, "unit", {"name": "市住建局", "authority": "city"}),
    "add_person": lambda s: records_service.add_person(s, {"name": "孙某柏", "unit": "U02"}),
    "add_person leader": lambda s: records_service.add_person(s, {"name": "吴某峰"}, leader=True),
    "add_project": lambda s: records_service.add_project(s, {"name": "冷链物流园", "county": "望潮", "total": "3亿",
                                                             "started": "today"}),
    "add_blocker": lambda s: blockers.add_blocker(s, {"title": "供电接入", "category": "utilities", "unit": "U01"},
                                               projects=["P0001", "P0005"]),
    "add_blocker county": lambda s: blockers.add_blocker(s, {"title": "全县整改", "category": "land"}, county="C02",
                                                                opened="D+30"),
    "edit project": lambda s: records_service.edit(s, "P0003", {"name": "市医院迁建", "stage": "building", "started": "D+30",
                                                                "total": ""}),
    "edit project county": lambda s: records_service.edit(s, "P0001", {"county": "C02", "plan_100": "9000万"}),
    "edit project withdrawn": lambda s: records_service.edit(s, "P0002", {"withdrawn": "业主放弃"}),
    "edit project suspended": lambda s: records_service.edit(s, "P0004", {"suspended": "资金", "review": "D+30"}),
    "edit details": lambda s: records_service.edit(s, "P0005", {"national_code": "2610-99", "developer": "某公司", "pull": "3"}),
    "edit blocker": lambda s: records_service.edit(s, "B0003", {"title": "燃气管线迁改", "category": "safety",
                                                                "authority": "province"}),
    "edit due": lambda s: records_service.edit(s, "B0001", {"due": "D+50", "person": "M001"}, why="补件后重新计时"),
    "edit county": lambda s: records_service.edit(s, "C02", {"name": "望海区", "leader": "L03"}),
    "edit unit": lambda s: records_service.edit(s, "U04", {"name": "望潮区重大办", "authority": "city"}),
    "edit person": lambda s: records_service.edit(s, "M002", {"name": "周某澜", "leader": "yes", "rank": "city"}),
    "claim": lambda s: projects.claim(s, "P0003", "L01"),
    "handover": lambda s: projects.handover(s, "L01", "L02"),
    "handover manager": lambda s: projects.handover(s, "M001", "M002"),
    "report": lambda s: projects.report(s, "P0001", {"done": "主体结构", "crew": "80"}, money="+120万", on="-1d"),
    "report to": lambda s: projects.report(s, "P0002", {}, to="3200万"),
    "report on site, unsafe": lambda s: projects.report(s, "P0003", {}, on_site=True, by="M001", safety="塔吊基础沉降"),
    "visit": lambda s: projects.visit(s, "P0005", by="L03", solved="协调供水"),
    "visit by phone": lambda s: projects.visit(s, "P0005", channel="phone"),
    "visit resolved": lambda s: projects.visit(s, "P0001", by="L01", resolved=["B0001", "B0002"], how="当场定了"),
    "excuse": lambda s: projects.excuse(s, "D+36..D+39", "台风"),
    "excuse county": lambda s: projects.excuse(s, "D+30..D+37", "台风", county="C02"),
    "excuse person": lambda s: projects.excuse(s, "today", "招商", person="L01"),
    "assign": lambda s: blockers.assign(s, "B0002", "U04"),
    "assign back": lambda s: blockers.assign(s, "B0001", "U01", person="M002"),
    "assign person": lambda s: blockers.assign(s, "B0001", "U02", person="M002"),
    "escalate": lambda s: blockers.escalate(s, "B0001"),
    "escalate upward": lambda s: blockers.escalate(s, "B0002", upward=True),
    "hold": lambda s: blockers.hold(s, "B0002", "weather", "D+45", why="等雨停"),
    "note": lambda s: blockers.note(s, "B0002", "已约会商"),
    "contact": lambda s: blockers.contact(s, "B0003", "电话催办"),
    "resolve": lambda s: blockers.resolve(s, "B0002", "已销号"),
    "resolve on site": lambda s: blockers.resolve(s, "B0003", "管线已迁", on_site=True, by="M001"),
    "reopen": lambda s: blockers.reopen(s, "B0004", "又沉降"),
    "add_land_task": lambda s: land.add_land_task(
        s, {"name": "安置房", "kind": "resettlement", "target": "879户", "due": "-1d"}, projects=["P0002"], opened="D+3"),
    "add_land_task county": lambda s: land.add_land_task(
        s, {"name": "例行督察", "kind": "inspection", "due": "-1d"}, county="C01"),
    "land_progress": lambda s: land.land_progress(s, "G0001", amount="+12.5亩"),
    "land_progress to": lambda s: land.land_progress(s, "G0001", to="432.87", note="余三户"),
    "accept": lambda s: land.accept(s, "G0001", how="市里验收"),
    "add_approvals": lambda s: approvals.add_approvals(s, "P0003", [])[0],
    "add_approvals submitted": lambda s: approvals.add_approvals(s, "P0003", ["eia_form"], submitted="D+30")[0],
    "add_approvals not needed": lambda s: approvals.add_approvals(s, "P0003", ["forest", "sea"], not_needed="不占林地")[0],
    "submit": lambda s: approvals.submit(s, "A0002", on="-3d", unit="U02"),
    "submit due": lambda s: approvals.submit(s, "A0003", due="+9d"),
    "contact approval": lambda s: approvals.contact(s, "A0001", "等会签", following="+2d"),
    "grant": lambda s: approvals.grant(s, "A0001", text="闽林地审〔2026〕12号"),
    "waive": lambda s: approvals.waive(s, "A0002", "存量用地"),
    "reopen approval": lambda s: approvals.reopen(s, "A0001", "退件"),
    "fund": lambda s: projects.fund(s, "P0001", money="800万", source="银行"),
    "fund to": lambda s: projects.fund(s, "P0002", to="2000万"),
    "register": lambda s: projects.register(s, "P0002", "2026-11", "500万"),
    "register again": lambda s: projects.register(s, "P0002", "2026-10", "950万"),
    "working_day": lambda s: settings.working_day(s, "2026-11-14", True, "全市补班"),
    "add_blocker about": lambda s: blockers.add_blocker(s, {"title": "图斑未改"}, about="G0002"),
    "edit land task": lambda s: records_service.edit(s, "G0001", {"due": "D+55", "authority": "province", "name": "红线征迁"},
                                                     why="补征"),
    "edit land task due": lambda s: records_service.edit(s, "G0002", {"due": ""}, why="待定"),
    "edit approval": lambda s: records_service.edit(
        s, "A0001", {"due": "D+70", "authority": "national", "next_contact": "D+44"}, why="延期"),
    "edit blocker about": lambda s: records_service.edit(s, "B0001", {}, about="G0001"),
    "add list entry": lambda s: reserve.add(s, "P0001", "special_bond", deadline="D+60", note="省里已对接"),
    "add provincial": lambda s: reserve.add(s, "P0001", "provincial_key"),
    "add_task_force": lambda s: task_forces.add_task_force(
        s, "征迁专班", head="L01", members=["M001:expropriation", "M002"], projects=["P0001", "P0003"]),
    "change_task_force": lambda s: task_forces.change_task_force(
        s, "T01", name="用林专班", head="", add_members=["M001:sea", "M002:eia"], add_projects=["P0004"], end="D+40"),
    "change_task_force drop": lambda s: task_forces.change_task_force(s, "T01", drop_members=["M001"], drop_projects=["P0002"]),
    "add_dispatch": lambda s: task_forces.add_dispatch(s, "M001", "U02", until="+20d", purpose="跟用林件"),
    "change_dispatch": lambda s: task_forces.change_dispatch(s, "D001", returned="D+36", until="", purpose="跟件"),
    "enter": lambda s: indicators.enter(s, indicators.typed(s, "C01", "gdp", "2026Q3", "7%", target="6.5%")),
    "add_case": lambda s: cases.add_case(
        s, {"title": "一户一策", "kind": "model", "project": "P0003", "on": "D+30", "text": "先签约后腾地"}),
    "change_case": lambda s: cases.change_case(s, "S001", {"title": "观摩会", "project": "", "county": "C02", "on": "D+50"}),
    "learned": lambda s: task_forces.learned(s, "M002", "补正一次告知", approval="A0001", on="D+30"),
    "save": lambda s: saved_lists.save(s, "临江红灯", "projects", {"light": "red", "county": "C01", "text": "港口 一期"},
                                       sort="total"),
    "save blockers": lambda s: saved_lists.save(s, "逾期", "blockers", {"state": "overdue"}, grouping="unit"),
    "set_value": lambda s: settings.set_value(s, "progress_yellow", "5"),
    "set_value campaign": lambda s: settings.set_value(s, "first_day", "2026-10-15"),
    "add_merit": lambda s: merit_verbs.add_merit(s, "C02", "praise", "一周签约两家", points="3"),
    "add_merit step": lambda s: merit_verbs.add_merit(s, "U02", "supervision", "提醒后没有动", evidence=["B0001", "G0001"]),
    "add_merit exemption": lambda s: merit_verbs.add_merit(s, "C01", "exemption", "台风", until="+10d"),
    "pay": lambda s: merit_verbs.pay(s, "H0001", on="D+35"),
    "answer": lambda s: merit_verbs.answer(s, "H0002", "补正件已报出"),
    "add_lead": lambda s: leads.add_lead(s, {"name": "海缆基地", "firm": "东屿线缆", "trip": "R001"}, stage="signed",
                                             next_step="选址", next_on="+5d"),
    "add_lead landed": lambda s: leads.add_lead(s, {"name": "线束二厂", "leader": "L02"}, stage="landed"),
    "advance": lambda s: leads.advance(s, "K0001").done,
    "advance landed": lambda s: leads.advance(s, "膜材料", "landed", note="公司注册").done,
    "advance project": lambda s: leads.advance(s, "K0001", "landed", project="P0003").done,
    "advance note": lambda s: leads.advance(s, "K0001", note="寄样", next_step="", on="D+36").done,
    "advance drop": lambda s: leads.advance(s, "K0001", drop="选定外市").done,
    "edit lead": lambda s: records_service.edit(s, "K0001", {"name": "膜材料基地", "county": "", "event": "E001"}),
    "add_trip": lambda s: chain.add_trip(s, {"leader": "L01", "place": "长三角", "first": "D+30", "last": "D+32"}),
    "edit trip": lambda s: records_service.edit(s, "R001", {"leader": "L03", "last": "D+26", "purpose": "膜材料"}),
    "add_event": lambda s: chain.add_event(s, {"name": "签约会", "on": "D+50", "place": "会展中心"}),
    "edit event": lambda s: records_service.edit(s, "E001", {"name": "秋季推介会", "on": "D+23", "note": "两场合办"}),
    "set_node": lambda s: chain.set_node(s, "高端装备", "铸锻件", "have", note="一家投产"),
    "set_node new": lambda s: chain.set_node(s, "高端装备", "零部件", "missing", position="1"),
    "set_node chain": lambda s: chain.set_node(s, "食品加工", "预制菜", "weak"),
}
"""Every verb of the service, in the ways that differ; ``test_undo`` checks that none is missing."""


def everything(session: Session) -> dict[str, Any]:
    """All that the store tells, but for what rightly stays after an undo: sequence numbers, versions, and the audit."""
    store = session.store
    snapshot = store.snapshot()
    people = {code: row._replace(version=0) for code, row in snapshot.people.items()}
    return {
        "campaign": snapshot.campaign,
        "counties": {code: row._replace(version=0) for code, row in snapshot.counties.items()},
        "units": {code: row._replace(version=0) for code, row in snapshot.units.items()},
        "people": people,
        "projects": {code: row._replace(version=0) for code, row in snapshot.projects.items()},
        "unresolved": {code: row._replace(version=0) for code, row in snapshot.blockers.items()},
        "excuses": snapshot.excuses,
        "details": {code: projects_queries.details(store, code) for code in snapshot.projects},
        "blockers": {code: row._replace(version=0) for code, row in blockers_queries.blockers(store).items()},
        "events": {code: blockers_queries.events(store, code) for code in blockers_queries.blockers(store)},
        "progress": {code: projects_queries.progress(store, code) for code in snapshot.projects},
        "visits": {code: projects_queries.visits(store, project=code) for code in snapshot.projects},
        "named": {kind: sorted(named(store, kind)) for kind in ("county", "unit", "person", "leader", "project", "blocker")},
        "lands": {code: row._replace(version=0) for code, row in land_tasks(store).items()},
        "land events": {code: land_events(store, code) for code in land_tasks(store)},
        "unaccepted": {code: row._replace(version=0) for code, row in snapshot.lands.items()},
        "approvals": {row.code: row._replace(version=0) for row in approvals_queries.approvals(store)},
        "approval events": {row.code: approval_events(store, row.code) for row in approvals_queries.approvals(store)},
        "funds": {code: projects_queries.funds(store, code) for code in snapshot.projects},
        "registered": {code: projects_queries.registered(store, code) for code in snapshot.projects},
        "changes": {code: records.CHANGES.all(store, project=code) for code in snapshot.projects},
        "calendar": calendar_days(store),
        "lists": list_entries(store),
        "organisation": {sheet.record.table: [row._replace(version=0) if "version" in row._fields else row
                                              for row in sheet.record.all(store)] for sheet in SHEETS.values()},
        "views": saved_lists_queries.views(store, session.actor),
        "helped": task_force_projects(store),
        "counts": {table: count for table, count in checks_queries.counts(store).items() if table != "audit"},
    }


def check_totals(session: Session) -> None:
    """The stored totals of every project and blocker are what their own rows add up to."""
    store, campaign = session.store, session.store.campaign()
    for code, project in store.snapshot().projects.items():
        reports, visits = projects_queries.progress(store, code, 10**6), projects_queries.visits(store, project=code, limit=10**6)
        money = sum(row.money for row in reports if campaign.first_day <= row.on <= campaign.last_day)
        assert project.done_100 == money, code
        assert project.last_report == max((row.on for row in reports), default=None), code
        assert project.last_money == max((row.on for row in reports if row.money > 0), default=None), code
        assert project.last_visit == max((row.on for row in visits if row.channel is Channel.SITE), default=None), code
        funds = sum(row.money for row in projects_queries.funds(store, code) if campaign.first_day <= row.on <= campaign.last_day)
        assert project.funds_100 == funds, code
        months = campaign.first_day.isoformat()[:7], campaign.last_day.isoformat()[:7]
        filed = sum(row.money for row in projects_queries.registered(store, code) if months[0] <= row.month <= months[1])
        assert project.registered_100 == filed, code
        seen = [row.on for row in visits if row.channel is Channel.SITE and row.person == project.leader and project.leader]
        assert project.leader_visit == max(seen, default=None), code
        manned = next((row for row in reports if row.crew is not None and row.crew_planned is not None), None)
        assert (project.crew, project.crew_planned) == ((manned.crew, manned.crew_planned) if manned else (None, None)), code
        own_approvals = approvals_queries.approvals(store, project=code)
        contacts = [row.next_contact for row in own_approvals if row.next_contact and not settled(row)]
        assert project.next_contact == min(contacts, default=None), code
        until, chain = milestone(project, campaign), steps(own_approvals)
        late, risk = (last_good_day(chain, clocks(), until, calendar_queries.calendar(store), limits=limits) if until else None
                      for limits in (False, True))
        alive = project.withdrawn is None and project.stage not in FINISHED
        assert (project.too_late_after, project.risk_after) == ((late, risk) if alive else (None, None)), code
    for code, task in land_tasks(store).items():
        assert LandFacts(task.done, task.last_progress) == land_facts(land_events(store, code)), code
    for code, blocker in blockers_queries.blockers(store).items():
        own = MoveFacts(blocker.held_since, blocker.touched, blocker.moves, blocker.silent_moves, blocker.bounced,
                        blocker.rests)
        assert own == move_facts(blockers_queries.events(store, code)), code
