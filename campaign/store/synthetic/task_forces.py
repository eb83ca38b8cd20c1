"""The organisation of a made-up campaign: promotion, indicators, task forces, dispatches, merits, cases, entries of the target
lists. See ``campaign.store.synthetic.projects``.
"""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from random import Random
from typing import Any, NamedTuple

from campaign.core import codes
from campaign.core.model.blocker import Blocker, Category
from campaign.core.model.indicators import Indicator, IndicatorMeasure, Metric
from campaign.core.model.land import Approval, ApprovalState
from campaign.core.model.merits import Case, CaseKind, Merit, MeritAnswer, MeritEvidence, MeritKind
from campaign.core.model.people import Authority, County, Person, Rank, Unit
from campaign.core.model.project import Investor, ListEntry, ListState, Project, ProjectDetails, Stage, TargetList
from campaign.core.model.task_forces import Dispatch, DispatchEntry, TaskForce, TaskForceMember
from campaign.core.reserve import STAGES as RESERVE
from campaign.store.synthetic import leads
from campaign.store.synthetic.land import ACTOR, instant

MEMBERS, HELPED = 8, 20
"""Of a task force: its members, and the projects that it works for."""
AWAY = 3
"""Entries of a dispatch."""
LADDER = (MeritKind.REMINDER, MeritKind.SUPERVISION, MeritKind.INTERVIEW, MeritKind.SANCTION)

_SKILLS = (
    (Category.EXPROPRIATION, Category.DISPUTE), (Category.LAND, Category.FARMLAND), (Category.FOREST, Category.REDLINE),
    (Category.EIA,), (Category.PIPELINE, Category.UTILITIES), (Category.FUNDING, Category.TENDER), (Category.DESIGN,),
)  # fmt: skip
_FORCES = ("征地拆迁", "用地用林", "环评能评", "管线迁改", "资金保障", "招标设计", "要素保障")
_LEARNED = ("处室意见可以先行口头反馈", "材料可以容缺受理", "每旬集中会审一次", "先行用地的条件放宽了")
_DEEDS = ("拆迁清零提前完成", "前期手续一次办齐", "审批提速一半", "招商签约超任务", "现场一次解决多个堵点")
_SLOW = ("堵点久拖未决", "转办未注明办理情况", "报送不及时影响调度", "逾期未销号")
_ANSWERS = ("正在补件，本周内报出", "已会商，责任已明确", "等上级批复，已派人跟办")
_TITLES = ("交地即开工的做法", "管线一次迁改到位", "审批帮办代办经验", "以商招商落地一条链")
_MERITS = {MeritKind.PRAISE: 46, MeritKind.REWARD: 22, MeritKind.REMINDER: 31, MeritKind.EXEMPTION: 1}


class Base(NamedTuple):
    """What the organisation works on: all that ``scale`` has made before."""

    counties: Sequence[County]
    units: Sequence[Unit]
    people: Sequence[Person]
    projects: Sequence[Project]
    blockers: Sequence[Blocker]
    """In the order in which they were opened."""
    approvals: Sequence[Approval]


class Organisation(NamedTuple):
    rows: dict[str, Sequence[Any]]
    """By table, as ``Batch.organisation``."""
    task_forces: dict[str, str]
    """Project → task force."""
    details: list[ProjectDetails]
    """With the places on the chains."""
    entries: list[ListEntry]


def organisation(seed: int, parts: dict[str, int], first_day: date, today: date, base: Base,
                 details: Sequence[ProjectDetails]) -> Organisation:
    """``parts`` says how many chains, leads, trips, events, forces, dispatches, merits, cases and entries there are."""
    people, staff = base.people, [person for person in base.people if not person.leader]
    nodes = leads.chains(Random(seed), parts["chains"])
    promoted = leads.promotion(Random(seed + 1), (parts["leads"], parts["trips"], parts["events"]), first_day, today,
                                         nodes, base.counties, people, base.projects)
    forces, members, helped = _forces(Random(seed + 2), parts["forces"], first_day, today, people, staff, base.projects)
    dispatches, brought = _dispatches(Random(seed + 3), parts["dispatches"], first_day, today, base, staff)
    merits, evidence, answers = _merits(Random(seed + 4), parts["merits"], first_day, today, base)
    rows: dict[str, Sequence[Any]] = {
        "chain_nodes": promoted.chain, "trips": promoted.trips, "promotion_events": promoted.events, "leads": promoted.leads,
        "lead_events": promoted.lead_events, "indicators": indicators(Random(seed + 5), today, base.counties),
        "task_forces": forces, "task_force_members": members, "dispatches": dispatches, "dispatch_entries": brought,
        "merits": merits, "merit_evidence": evidence, "merit_answers": answers,
        "cases": _cases(Random(seed + 6), parts["cases"], first_day, today, base),
    }
    placed = leads.on_chains(Random(seed + 7), nodes, base.projects, details)
    return Organisation(rows, helped, placed, _entries(Random(seed + 8), parts["entries"], base.projects))


# Counties' indicators ---------------------------------------------------------------------------------------------------


def indicators(random: Random, today: date, counties: Sequence[County]) -> list[Indicator]:
    """Of the year of the last month that is over: investment, industry, tax a mu and new private firms by month, GDP and the
    assessment by quarter, with the year's targets.
    """
    found: list[Indicator] = []
    over = today.replace(day=1) - timedelta(days=1)
    year, months, quarters = over.year, over.month, over.month // 3
    for county in counties:
        size = random.randrange(800_000, 6_000_000)  # 万元 of investment in the year
        growth, industry = random.randrange(-300, 1_400), random.randrange(-200, 1_500)
        found += (Indicator(county.code, str(year), metric, measure, None, target) for metric, measure, target in (
            (Metric.INVESTMENT, IndicatorMeasure.VALUE, size * 100), (Metric.INVESTMENT, IndicatorMeasure.YOY_CUM, 900),
            (Metric.GDP, IndicatorMeasure.YOY_CUM, 650), (Metric.INDUSTRY, IndicatorMeasure.YOY_CUM, 800),
            (Metric.TAX_PER_MU, IndicatorMeasure.VALUE, 1_800), (Metric.PRIVATE_FIRMS, IndicatorMeasure.VALUE, 60_000)))
        for month in range(1, months + 1):
            period = f"{year}-{month:02}"
            growth, industry = growth + random.randrange(-120, 121), industry + random.randrange(-100, 101)
            found += (
                Indicator(county.code, period, Metric.INVESTMENT, IndicatorMeasure.VALUE, size * random.randrange(5, 11)),
                Indicator(county.code, period, Metric.INVESTMENT, IndicatorMeasure.YOY_CUM, growth),
                Indicator(county.code, period, Metric.INDUSTRY, IndicatorMeasure.YOY_CUM, industry),
                Indicator(county.code, period, Metric.INDUSTRY, IndicatorMeasure.VALUE, size * random.randrange(2, 5)),
                Indicator(county.code, period, Metric.TAX_PER_MU, IndicatorMeasure.VALUE, random.randrange(900, 2_400)),
                Indicator(county.code, period, Metric.PRIVATE_FIRMS, IndicatorMeasure.VALUE, random.randrange(20, 90) * 100),
            )
        for quarter in range(1, quarters + 1):
            period = f"{year}Q{quarter}"
            found += (
                Indicator(county.code, period, Metric.GDP, IndicatorMeasure.YOY_CUM, random.randrange(250, 900)),
                Indicator(county.code, period, Metric.GDP, IndicatorMeasure.VALUE, size * random.randrange(30, 60)),
                Indicator(county.code, period, Metric.ASSESSMENT, IndicatorMeasure.VALUE, random.randrange(7_000, 9_900)),
                Indicator(county.code, period, Metric.ASSESSMENT, IndicatorMeasure.RANK, random.randrange(1, 84) * 100),
            )
    return found


# Task forces and dispatches ---------------------------------------------------------------------------------------------


def _forces(random: Random, n: int, first_day: date, today: date, people: Sequence[Person], staff: Sequence[Person],
            projects: Sequence[Project]) -> tuple[list[TaskForce], list[TaskForceMember], dict[str, str]]:
    """One in ten is dissolved. No project has two."""
    heads = [person.code for person in people if person.leader]
    span = (today - first_day).days
    forces, members = [], []
    for i in range(n):
        code = codes.make("task_force", i + 1)
        since = first_day + timedelta(days=random.randrange(min(30, span) + 1))
        until = today - timedelta(days=min(10, (today - since).days)) if i % 10 == 9 else None
        forces.append(TaskForce(code, f"{_FORCES[i % len(_FORCES)]}专班{i + 1}组", heads[i % len(heads)], since, until))
        members += [TaskForceMember(code, person.code, _SKILLS[(i + k) % len(_SKILLS)])
                    for k, person in enumerate(random.sample(staff, min(MEMBERS, len(staff))))]
    chosen = random.sample([project.code for project in projects], min(len(projects) // 2, n * HELPED))
    return forces, members, {project: forces[i % n].code for i, project in enumerate(chosen)}


def _dispatches(random: Random, n: int, first_day: date, today: date, base: Base,
                staff: Sequence[Person]) -> tuple[list[Dispatch], list[DispatchEntry]]:
    """Nobody is sent twice; two in five are back, one in six is overdue. The second of all bodies above has nobody now."""
    above = [unit.code for unit in base.units if unit.authority in (Authority.PROVINCE, Authority.NATIONAL)]
    above = above[:1] + above[2:] or [base.units[0].code]
    waiting: dict[str, list[str]] = {}
    for row in base.approvals:
        if row.unit in above and row.state in (ApprovalState.SUBMITTED, ApprovalState.GRANTED):
            waiting.setdefault(row.unit, []).append(row.code)
    span = (today - first_day).days
    dispatches, entries = [], []
    for i, person in enumerate(random.sample(staff, min(n, len(staff)))):
        code, unit = codes.make("dispatch", i + 1), above[i % len(above)]
        since = first_day + timedelta(days=random.randrange(span + 1))
        gone = (today - since).days
        back = today - timedelta(days=random.randrange(gone + 1)) if i % 5 < 2 else None
        until = back or today + timedelta(days=-random.randrange(min(9, gone) + 1) if i % 6 == 5 else random.randrange(1, 60))
        dispatches.append(Dispatch(code, person.code, unit, since, until, "跟进报件", back))
        for day in sorted(random.randrange(gone + 1) for _ in range(AWAY)):
            on = min(since + timedelta(days=day), back or today)
            approvals = waiting.get(unit)
            named = approvals[random.randrange(len(approvals))] if approvals and random.random() < 0.6 else None
            text = random.choice(_LEARNED) if named is None else "已进签批流程"
            entries.append(DispatchEntry(code, on, instant(on), ACTOR, named, text))
    return dispatches, entries


# Honours ----------------------------------------------------------------------------------------------------------------


def _merits(random: Random, n: int, first_day: date, today: date,
            base: Base) -> tuple[list[Merit], list[MeritEvidence], list[MeritAnswer]]:
    """By day. Whoever has a step on the ladder gets the next one, with the blocker that it rests on; half of them answer."""
    heads = [row for row in base.people if row.rank in (Rank.UNIT, Rank.COUNTY)]
    subjects = [row.code for rows in (heads, base.units, base.counties) for row in rows]
    kinds = random.choices(tuple(_MERITS), tuple(_MERITS.values()), k=n)
    days = sorted(random.randrange((today - first_day).days + 1) for _ in range(n))
    following = dict(pairwise(LADDER))
    reached: dict[str, MeritKind] = {}
    merits, evidence, answers = [], [], []
    for i, (kind, day) in enumerate(zip(kinds, days, strict=True)):
        code, on = codes.make("merit", i + 1), first_day + timedelta(days=day)
        subject = subjects[random.randrange(len(subjects))]
        project = base.projects[random.randrange(len(base.projects))].code if i % 3 else None
        merit = Merit(code, kind, on, _DEEDS[i % len(_DEEDS)], project=project, actor=ACTOR)
        match kind:
            case MeritKind.PRAISE:
                merit = merit._replace(points=random.randrange(1, 6))
            case MeritKind.REWARD:
                paid = on + timedelta(days=random.randrange(40))
                merit = merit._replace(points=5, promised=random.randrange(1, 50), paid=paid if paid <= today else None)
            case MeritKind.EXEMPTION:
                subject = base.counties[i % len(base.counties)].code
                merit = merit._replace(text="台风受灾，停工抢险", until=on + timedelta(days=20), project=None)
            case _:
                step = reached.get(subject)
                kind = kind if step is None else following.get(step, step)
                reached[subject] = kind
                merit = merit._replace(kind=kind, text=_SLOW[i % len(_SLOW)])
                rests = _evidence(random, code, on, base.blockers)
                evidence += rests
                if rests and random.random() < 0.5:
                    replied = min(today, on + timedelta(days=random.randrange(6)))
                    answers.append(MeritAnswer(code, replied, instant(replied), ACTOR, random.choice(_ANSWERS)))
        match codes.kind_of(subject):
            case "county":
                merits.append(merit._replace(county=subject))
            case "unit":
                merits.append(merit._replace(unit=subject))
            case _:
                merits.append(merit._replace(person=subject))
    return merits, evidence, answers


def _evidence(random: Random, merit: str, on: date, blockers: Sequence[Blocker]) -> list[MeritEvidence]:
    """A blocker that had been opened by then, now and then a second one; ``blockers`` in the order in which they were opened."""
    known = bisect_right(blockers, on, key=lambda row: row.opened)
    rows = random.sample(range(known), min(known, 1 + (random.random() < 0.25)))
    return [MeritEvidence(merit, blockers[i].code, (on - blockers[i].opened).days, random.randrange(4)) for i in rows]


def _cases(random: Random, n: int, first_day: date, today: date, base: Base) -> list[Case]:
    span = (today - first_day).days
    rows = []
    for i in range(n):
        project = base.projects[random.randrange(len(base.projects))]
        kind = CaseKind.VISIT if i % 3 == 2 else CaseKind.MODEL
        rows.append(Case(codes.make("case", i + 1), kind, f"{_TITLES[i % len(_TITLES)]}之{i + 1}",
                         first_day + timedelta(days=span * i // n), project.code, project.county, "指挥部组织交流学习"))
    return rows


# Target lists -----------------------------------------------------------------------------------------------------------


def _entries(random: Random, n: int, projects: Sequence[Project]) -> list[ListEntry]:
    """Reserve projects and some beyond; only what government and state invest in is meant for bonds and the central budget."""
    wanted = [project for project in projects if project.stage in RESERVE or project.stage is Stage.PERMITTED]
    states = (ListState.CANDIDATE,) * 6 + (ListState.SUBMITTED,) * 3 + (ListState.LISTED, ListState.REJECTED)
    found = []
    for project in random.sample(wanted, min(n, len(wanted))):
        public = project.investor in (Investor.GOVERNMENT, Investor.STATE)
        lists = tuple(TargetList) if public else (TargetList.PROVINCIAL_KEY,)
        found.append(ListEntry(project.code, lists[random.randrange(len(lists))], states[random.randrange(len(states))]))
    return found
