"""Promotion in a made-up campaign: chains, trips, events, leads with their histories. See
``campaign.store.synthetic.projects``."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from campaign.core import codes
from campaign.core.leads import STAGES, replay
from campaign.core.model.leads import ChainNode, Lead, LeadEvent, LeadEventKind, LeadStage, NodeState, PromotionEvent, Trip
from campaign.core.model.people import County, Person
from campaign.core.model.project import Investor, Project, ProjectDetails, Sector
from campaign.store.synthetic.land import ACTOR, instant

_CHAINS = {
    "新材料": ("基础原料", "特种化学品", "高性能纤维", "膜材料", "电池材料", "再生利用"),
    "高端装备": ("铸锻件", "基础零部件", "控制系统", "汽车零部件", "智能整机", "检测服务"),
    "食品加工": ("原料基地", "精深加工", "预制菜", "冷链物流", "包装材料", "检验检测"),
    "电子信息": ("电子材料", "芯片设计", "元器件", "封装测试", "显示模组", "终端整机"),
    "海洋能源": ("叶片塔筒", "海缆", "海上风电", "海上光伏", "储能", "运维服务"),
    "生物医药": ("药材种植", "原料药", "中药加工", "制剂", "医疗器械", "临床服务"),
    "绿色建筑": ("绿色建材", "装配构件", "门窗幕墙", "智能家居", "全屋定制", "固废利用"),
    "现代物流": ("港口装卸", "多式联运", "仓储分拨", "冷链干线", "跨境电商", "供应链金融"),
    "文旅康养": ("景区开发", "精品民宿", "康复医疗", "文创产品", "体育赛事", "旅游装备"),
    "数字经济": ("数据中心", "工业软件", "人工智能", "平台经济", "信息安全", "数据标注"),
    "新能源车": ("电池包", "电机电控", "车身覆盖件", "充电设施", "整车制造", "拆解回收"),
    "现代种业": ("种质资源", "良种繁育", "智慧农机", "生物农药", "粮油加工", "农产品追溯"),
}
_STATES = {NodeState.HAVE: 45, NodeState.WEAK: 32, NodeState.MISSING: 23}
_REGIONS = ("珠三角", "长三角", "京津冀", "闽东南", "成渝", "中原")
_GATHERINGS = ("首批签约会", "产业链对接会", "招商推介会", "招商大会", "企业家恳谈会")
_FIRMS = ("恒澜", "启岳", "远岫", "瀚洲", "嘉禾", "明澄", "沐川", "铭枫", "云帆", "晟海", "玉屏", "金垒", "青峦", "朗越", "益舟")
_REACHED = {LeadStage.LEAD: 38, LeadStage.TALKS: 32, LeadStage.SIGNED: 18, LeadStage.LANDED: 12}
_INVESTORS = {Investor.PRIVATE: 72, Investor.STATE: 16, Investor.FOREIGN: 12}
_SAID = ("企业来人看了地块", "补贴条件还有分歧", "等集团董事会", "能耗指标在对接", "样品已寄出")
_STEPS = ("回访总部", "看地块", "谈用地价格", "签框架协议", "送补贴方案", "会商能耗指标")
_DROPPED = ("选了外市", "集团收缩投资", "用能指标落实不了")
EVENTS_OF_A_LEAD = 4
"""Days on which something happens to a lead after its opening."""
RECENT = 12
"""Of the trips and events before a lead was opened, so many may have brought it."""


class Promotion(NamedTuple):
    chain: list[ChainNode]
    trips: list[Trip]
    events: list[PromotionEvent]
    leads: list[Lead]
    lead_events: list[LeadEvent]


def chains(random: Random, n: int) -> list[ChainNode]:
    """``n`` chains of six nodes, from upstream to downstream; beyond twelve they are numbered."""
    names = [name if not i // len(_CHAINS) else f"{name}{i // len(_CHAINS) + 1}"
             for i in range(n) for name in [tuple(_CHAINS)[i % len(_CHAINS)]]]
    nodes = [(chain, node, place) for i, chain in enumerate(names)
             for place, node in enumerate(tuple(_CHAINS.values())[i % len(_CHAINS)], 1)]
    states = random.choices(tuple(_STATES), tuple(_STATES.values()), k=len(nodes))
    return [ChainNode(chain, node, state, place, "靠外购" if state is NodeState.MISSING else None)
            for (chain, node, place), state in zip(nodes, states, strict=True)]


def on_chains(random: Random, nodes: Sequence[ChainNode], projects: Sequence[Project],
              details: Sequence[ProjectDetails]) -> list[ProjectDetails]:
    """The details of the projects, those of industry and services with their place on a chain: ``chain/node``."""
    there = [node for node in nodes if node.state is not NodeState.MISSING]
    chosen = {row.code: there[random.randrange(len(there))] for row in projects
              if there and row.sector in (Sector.INDUSTRY, Sector.SERVICES)}
    return [row._replace(node=f"{chosen[row.code].chain}/{chosen[row.code].node}") if row.code in chosen else row
            for row in details]


def promotion(random: Random, n: tuple[int, int, int], first_day: date, today: date, nodes: list[ChainNode],
              counties: Sequence[County], people: Sequence[Person], projects: Sequence[Project]) -> Promotion:
    """``n`` leads, trips and events. No two landed leads became the same project; near half came from a trip or an event."""
    n_leads, n_trips, n_events = n
    leaders = [person.code for person in people if person.leader]
    span = (today - first_day).days + 1
    trips = [_trip(i, first_day + timedelta(days=i * span // n_trips), leaders, random) for i in range(n_trips)]
    events = [PromotionEvent(codes.make("event", i + 1), f"{_REGIONS[i % 6]}{_GATHERINGS[i % 5]}第{i + 1}场",
                             first_day + timedelta(days=i * span // n_events), counties[i % len(counties)].name)
              for i in range(n_events)]
    left_on, held_on = [trip.first for trip in trips], [event.on for event in events]
    landing = iter(random.sample([project.code for project in projects], len(projects)))
    stages = random.choices(tuple(_REACHED), tuple(_REACHED.values()), k=n_leads)
    leads, history = [], []
    for i, stage in enumerate(stages):
        opened = today - timedelta(days=(n_leads - 1 - i) * (span + 60) // n_leads)
        node = nodes[random.randrange(len(nodes))]
        code = codes.make("lead", i + 1)
        opening = Lead(
            code, f"{_FIRMS[i % len(_FIRMS)]}{node.node}{('项目', '基地', '二期', '总部')[i % 4]}{i + 1}号",
            None if i % 40 == 7 else node.chain, None if i % 40 == 7 else node.node, LeadStage.LEAD,
            None if random.random() < 0.03 else leaders[random.randrange(len(leaders))],
            None if random.random() < 0.05 else counties[random.randrange(len(counties))].code,
            random.choices(tuple(_INVESTORS), tuple(_INVESTORS.values()))[0], f"{_FIRMS[i % len(_FIRMS)]}集团（虚构）",
            None if random.random() < 0.08 else min(800_000, max(500, int(random.lognormvariate(9.8, 1.3)))), opened)
        # It came from one of the last trips or events before it.
        gone, held = bisect_right(left_on, opened), bisect_right(held_on, opened)
        if gone and i % 3 == 0:
            opening = opening._replace(trip=trips[gone - 1 - i // 3 % min(RECENT, gone)].code)
        elif held and i % 5 == 1:
            opening = opening._replace(event=events[held - 1 - i // 5 % min(RECENT, held)].code)
        rows = _history(random, opening, stage, today, next(landing, None) if i % 8 else None)
        leads.append(replay(opening, rows))
        history += rows
    return Promotion(nodes, trips, events, leads, history)


def _trip(i: int, first: date, leaders: Sequence[str], random: Random) -> Trip:
    return Trip(codes.make("trip", i + 1), leaders[i % len(leaders)], _REGIONS[i % len(_REGIONS)], first,
                first + timedelta(days=random.randrange(4)), f"走访{tuple(_CHAINS)[i % len(_CHAINS)]}企业")


def _history(random: Random, lead: Lead, reached: LeadStage, today: date, project: str | None) -> list[LeadEvent]:
    """From its opening on, in order, none after today. One in ten is given up, a few of those are taken up again."""
    assert lead.opened is not None
    left = (today - lead.opened).days
    climbs = STAGES[1:STAGES.index(reached) + 1]
    days = sorted(random.randrange(left + 1) for _ in range(EVENTS_OF_A_LEAD))
    on = [lead.opened + timedelta(days=day) for day in days]
    rows = [_event(lead, LeadEventKind.OPEN, lead.opened, target=LeadStage.LEAD)]
    for source, stage, day in zip(STAGES, climbs, on, strict=False):
        rows.append(_event(lead, LeadEventKind.STAGE, day, source, stage))
    last = on[-1]
    if reached is LeadStage.LANDED:
        if project is not None:
            rows.append(_event(lead, LeadEventKind.PROJECT, last, target=project))
    elif random.random() < 0.1:
        rows.append(_event(lead, LeadEventKind.DROP, last, text=random.choice(_DROPPED)))
        if random.random() < 0.1:
            rows.append(_event(lead, LeadEventKind.REOPEN, today, text="企业又找来"))
    else:
        rows.append(_event(lead, LeadEventKind.NOTE, last, text=random.choice(_SAID)))
        if random.random() < 0.85:
            # One in eight is late.
            ahead = -random.randrange(1, 8) if random.random() < 0.12 else random.randrange(30)
            rows.append(_event(lead, LeadEventKind.NEXT, last, target=max(last, today + timedelta(days=ahead)).isoformat(),
                               text=random.choice(_STEPS)))
    return rows


def _event(lead: Lead, kind: LeadEventKind, on: date, source: str | None = None, target: str | None = None,
           text: str | None = None) -> LeadEvent:
    return LeadEvent(lead.code, kind, on, instant(on), ACTOR, source, target, text)
