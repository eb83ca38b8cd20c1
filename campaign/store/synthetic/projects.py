"""A large campaign for benchmarks: plausible Chinese rows, the same ones for the same arguments.

Plain rows of the model and no database. Project totals (``done_100``, ``last_report``, …) are left to the loader, which
counts them anyway; blockers already carry the state that their events lead to.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from campaign.core.history import replay
from campaign.core.model.blocker import Blocker, BlockerState, Category, Event, EventKind, HoldReason, Scope
from campaign.core.model.campaign import Campaign, Excuse
from campaign.core.model.people import Authority, County, Person, Rank, Unit
from campaign.core.model.project import Channel, Investor, Progress, Project, ProjectDetails, Sector, Stage, Visit
from campaign.store.seed.batch import Batch
from campaign.store.synthetic import land as ground
from campaign.store.synthetic.task_forces import Base, organisation

SEED = 20_100
ACTOR = ground.ACTOR
LENGTH = Campaign._field_defaults["length"]
PARTS = {"chains": (12, 2), "leads": (4_000, 12), "trips": (600, 3), "events": (40, 2), "forces": (60, 1),
         "dispatches": (200, 2), "merits": (2_000, 12), "cases": (200, 2), "entries": (1_200, 3)}
"""Of the organisation: how many to 10,000 projects, and at least how many."""
VISIT_EVERY = 2
"""Days between two visits to a site …"""
ASK_EVERY = 9
"""… and to a project that has not begun."""

_PLACES = ("临江", "望潮", "鹭湾", "丰禾", "青岭", "石埠", "云屏", "南屿", "碧湖", "松原口", "雁门滩", "白鹤洲", "金垒",
           "银杏岭", "柳浦", "桃溪口", "枫桥头", "竹屿", "梅山坳", "兰汀")
_BUREAUS = ("发改局", "自然资源局", "林业局", "生态环境局", "住建局", "交通局", "水利局", "工信局", "财政局", "农业农村局",
            "商务局", "文旅局", "重点办", "征迁办", "供电所")
_SURNAMES = "赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜戚谢邹苏潘葛范彭鲁韦马方俞任袁柳曾单仇区"
_GIVEN = "山川海峰林松柏桐枫兰竹菊梅岚溪汀洲屿澜渊岳岭原野晨曦昊旭霖霁云雯涵澄泓瑾瑶琳珂"
_WORKS = {
    Sector.INDUSTRY: ("新材料产业园", "智能装备基地", "电子元件扩产", "食品加工园", "生物医药基地"),
    Sector.TRANSPORT: ("快速通道", "农村公路提升", "港区泊位", "客运枢纽"),
    Sector.ENERGY: ("风电场", "光伏发电", "输变电工程", "储能电站"),
    Sector.URBAN: ("雨污分流改造", "污水处理厂", "老旧小区改造", "安置房"),
    Sector.SOCIAL: ("人民医院新院区", "中学扩建", "养老服务中心", "文化中心"),
    Sector.SERVICES: ("冷链物流园", "文旅度假区", "数字经济楼宇", "商贸综合体"),
    Sector.RURAL: ("高标准农田", "水库除险加固", "渔港经济区", "引水工程"),
}
_TROUBLES = {
    Category.EXPROPRIATION: ("红线内房屋未签约", 26),
    Category.LAND: ("用地报批", 12),
    Category.FOREST: ("用林报批", 10),
    Category.EIA: ("环评审批", 7),
    Category.PIPELINE: ("管线迁改", 14),
    Category.UTILITIES: ("供电接入", 7),
    Category.FUNDING: ("资金未到位", 8),
    Category.TENDER: ("招标重招", 4),
    Category.DESIGN: ("设计变更", 4),
    Category.DISPUTE: ("矛盾纠纷", 4),
    Category.MATERIALS: ("设备到货延迟", 3),
    Category.SAFETY: ("基坑监测预警", 1),
}
_STAGES = {Stage.PLANNING: 4, Stage.RESERVE: 8, Stage.PREWORK: 9, Stage.PERMITTED: 7, Stage.BUILDING: 64, Stage.COMPLETED: 5,
           Stage.PRODUCING: 3}
_INVESTORS = {Investor.PRIVATE: 45, Investor.STATE: 22, Investor.GOVERNMENT: 29, Investor.FOREIGN: 4}
_DID = ("报件已补正", "现场已核对", "意见已出，卷宗随附", "")
_SAID = ("已约下周会商", "资料齐，等签批", "现场核对一次")
_DONE = ("场地平整", "基础施工", "主体结构", "设备安装", "附属工程")


def scale(n_projects: int, first_day: date, days: int = 100) -> Batch:
    """A campaign of ``n_projects`` projects whose facts end on day ``days``, which is meant to be today.

    For 10,000: 20 counties, 300 units, 200 leaders, 2,000 managers, 30,000 blockers of which two in five are unresolved,
    20,000 land tasks, 60,000 approvals, 4,000 leads, 2,000 merits and the rest of the organisation (``PARTS``), and after 100
    days a million reports and visits: every site reports daily. Smaller ones keep the proportions. None is withdrawn.
    """
    random = Random(SEED)
    today = first_day + timedelta(days=days - 1)
    counties = [County(f"C{i + 1:02}", _place(i) + "县", f"L{i + 1:02}") for i in range(_part(n_projects, 20, 1))]
    units = _units(_part(n_projects, 300, 3), counties)
    people = _people(random, n_projects, counties, units)
    leaders = [person for person in people if person.leader]
    counties = [county._replace(leader=leaders[i % len(leaders)].code) for i, county in enumerate(counties)]
    projects, details = _projects(random, n_projects, first_day, today, counties, units, people)
    blockers = _blockers(random, 3 * n_projects, first_day, today, projects, units, people)
    approvals = ground.approvals(Random(SEED + 4), today, projects, units)
    parts = {name: _part(n_projects, *part) for name, part in PARTS.items()}
    base = Base(counties, units, people, projects, [row for row, _ in blockers], [row for row, _ in approvals])
    work = organisation(SEED + 6, parts, first_day, today, base, details)
    return Batch(
        counties,
        units,
        people,
        projects,
        {row.code: row for row in work.details},
        _progress(projects, first_day, today),
        blockers,
        _visits(first_day, today, projects),
        [Excuse(first_day + timedelta(days=9), first_day + timedelta(days=13), "学习周"),
         Excuse(today - timedelta(days=5), today - timedelta(days=4), "台风", counties[0].code)],
        ground.lands(Random(SEED + 3), first_day, today, projects),
        approvals,
        ground.funds(Random(SEED + 5), first_day, today, LENGTH, projects),
        ground.registered(first_day, today, projects),
        entries=work.entries,
        organisation=work.rows,
        task_forces=work.task_forces,
    )


def _part(n_projects: int, of_ten_thousand: int, least: int) -> int:
    return max(least, round(n_projects * of_ten_thousand / 10_000))


def _place(i: int) -> str:
    """A place for each number: 20 plain ones, then numbered."""
    return _PLACES[i % 20] if i < 20 else f"{_PLACES[i % 20]}{i // 20 + 1}"


def _units(n: int, counties: list[County]) -> list[Unit]:
    """One in ten belongs to the city, three to province and ministries, the others to the counties in turn."""
    units: list[Unit] = []
    for i in range(n):
        code = f"U{i + 1:02}"
        if i < 3:
            name, authority = (("省自然资源厅", Authority.PROVINCE), ("省林业局", Authority.PROVINCE),
                               ("国家林草主管部门", Authority.NATIONAL))[i]
            units.append(Unit(code, name, authority))
        elif i < 3 + n // 10:
            k = i - 3
            name = "市" + _BUREAUS[k % len(_BUREAUS)] + (f"第{k // len(_BUREAUS) + 1}分局" if k >= len(_BUREAUS) else "")
            units.append(Unit(code, name, Authority.CITY))
        else:
            k = i - 3 - n // 10
            county, kind = counties[k % len(counties)], k // len(counties)
            branch = f"{kind // len(_BUREAUS) + 1}所" if kind >= len(_BUREAUS) else ""
            name = county.name + _BUREAUS[kind % len(_BUREAUS)] + branch
            units.append(Unit(code, name, Authority.COUNTY, county.code))
    return units


def _people(random: Random, n_projects: int, counties: list[County], units: list[Unit]) -> list[Person]:
    people = []
    for i in range(_part(n_projects, 200, 2)):
        rank = Rank.PRINCIPAL if i < 2 else Rank.CITY if i % 5 == 0 else Rank.COUNTY
        post = ("市委书记", "市长")[i] if i < 2 else "副市长" if rank is Rank.CITY else "副县长"
        county = counties[i % len(counties)].code if rank is Rank.COUNTY else None
        people.append(Person(f"L{i + 1:02}", _name(random), post, rank, None, county, True))
    for i in range(_part(n_projects, 2_000, 3)):
        unit = units[i % len(units)]
        head = i < len(units)
        rank = Rank.UNIT if head else Rank.STAFF
        people.append(Person(f"M{i + 1:03}", _name(random), "局长" if head else "科员", rank, unit.code, unit.county))
    return people


def _name(random: Random) -> str:
    """Plainly fictional, like all names here."""
    return random.choice(_SURNAMES) + "某" + random.choice(_GIVEN)


def _projects(random: Random, n: int, first_day: date, today: date, counties: list[County], units: list[Unit],
              people: list[Person]) -> tuple[list[Project], list[ProjectDetails]]:
    leaders = [person.code for person in people if person.leader]
    managers = [person.code for person in people if not person.leader]
    working = [unit.code for unit in units if unit.authority in (Authority.CITY, Authority.COUNTY)] or [units[0].code]
    sectors = tuple(_WORKS)
    stages = random.choices(tuple(_STAGES), tuple(_STAGES.values()), k=n)
    investors = random.choices(tuple(_INVESTORS), tuple(_INVESTORS.values()), k=n)
    projects, details = [], []
    for i in range(n):
        code, stage, county = f"P{i + 1:04}", stages[i], counties[i % len(counties)]
        sector = sectors[random.randrange(7)]
        name = f"{county.name[:-1]}{random.choice(_WORKS[sector])}{i + 1}号"
        # A long tail: the median lies near 3亿, the mean near 10亿.
        total = min(1_200_000, max(500, int(random.lognormvariate(10.3, 1.5))))
        plan = max(50, int(total * random.uniform(0.05, 0.3)))
        begun = stage in (Stage.BUILDING, Stage.COMPLETED, Stage.PRODUCING)
        start = first_day + timedelta(days=random.randrange(-300, 40) if begun else random.randrange(20, 160))
        if begun and start > today:
            start = today
        finish = start + timedelta(days=random.randrange(150, 900))
        finished = None
        if stage in (Stage.COMPLETED, Stage.PRODUCING):
            start = min(start, today - timedelta(days=100))
            finish = finished = today - timedelta(days=random.randrange(0, 80))
        idea = stage in (Stage.PLANNING, Stage.RESERVE)
        registered = min(today, start + timedelta(days=random.randrange(5, 30))) if begun and random.random() < 0.97 else None
        projects.append(Project(
            code, name, county.code, sector, investors[i],
            leaders[random.randrange(len(leaders))] if random.random() < 0.99 else None,
            working[random.randrange(len(working))], managers[random.randrange(len(managers))], stage, total,
            None if idea else plan, None if idea else start, None if idea else finish,
            start if begun else None, finished, registered, total > 400_000, funds_planned=plan if begun else None,
        ))
        national = f"25{i % 12 + 1:02}-390900-{i % 90 + 10}-01-{i + 1:06}"
        before = total // 5 if begun else 0
        details.append(ProjectDetails(code, national, None, "安澜城投集团", None, plan * 2, before))
    return projects, details


def _progress(projects: list[Project], first_day: date, today: date) -> Iterator[Progress]:
    """Reports by day, as they came in: each site every day, its money near the plan's share."""
    random = Random(SEED + 1)
    length = (today - first_day).days + 1
    sites = []
    for i, project in enumerate(projects):
        if project.started is not None and project.stage is not Stage.PRODUCING:
            begin, days = ground.span(project, first_day, LENGTH)
            pace = random.uniform(0.78, 1.12) if random.random() < 0.9 else random.uniform(0.3, 0.8)
            low = random.random() < 0.05
            crew = 20 + i % 200
            sites.append((project.code, (begin - first_day).days, ((project.finished or today) - first_day).days,
                          (project.plan_100 or 0) * pace / days, crew // 2 if low else crew, crew))
    for day in range(length):
        on, done, away = first_day + timedelta(days=day), _DONE[day * 5 // length], day % 7
        for code, first, last, money, present, crew in sites:
            if first <= day <= last:
                past = day - first
                yield Progress(code, on, int(money * (past + 1)) - int(money * past), done, present - away, crew)


def _visits(first_day: date, today: date, projects: list[Project]) -> Iterator[Visit]:
    """By day: someone is at each site every second day, its manager, each fifth time its leader; one in thirty is left alone.

    Projects that have not begun are asked after now and then, mostly by phone.
    """
    random = Random(SEED + 2)
    sites = [project for project in projects if project.stage is Stage.BUILDING]
    alone = {project.code for project in sites if random.random() < 0.03}
    waiting = [project for project in projects if project.started is None]
    site, phone = Channel.SITE, Channel.PHONE
    for day in range((today - first_day).days + 1):
        on = first_day + timedelta(days=day)
        for i in range(day % VISIT_EVERY, len(sites), VISIT_EVERY):
            project = sites[i]
            turn = i + day // VISIT_EVERY
            if on >= (project.started or first_day) and (turn % 8 == 0 or project.code not in alone):
                yield Visit(project.code, on, phone if turn % 10 == 3 else site,
                            project.leader if turn % 5 == 0 else project.manager)
        for i in range(day % ASK_EVERY, len(waiting), ASK_EVERY):
            yield Visit(waiting[i].code, on, site if i % 3 == 0 else phone, waiting[i].manager)


def _blockers(random: Random, n: int, first_day: date, today: date, projects: list[Project], units: list[Unit],
              people: list[Person]) -> list[tuple[Blocker, list[Event]]]:
    """In the order in which they were opened; two in five are unresolved, mostly young ones."""
    alive = [project for project in projects if project.stage not in (Stage.COMPLETED, Stage.PRODUCING)] or projects
    heads: dict[str, str] = {}
    for person in people:
        if person.unit is not None:
            heads.setdefault(person.unit, person.code)
    kinds = random.choices(tuple(_TROUBLES), [weight for _, weight in _TROUBLES.values()], k=n)
    span = (today - first_day).days
    # Young ones are unresolved, old ones are not: the age decides, with a few exceptions both ways.
    opened_days = sorted(random.randrange(-20, span + 1) for _ in range(n))
    young = opened_days[int(n * 0.64)] if n else 0
    return [_blocker(random, i + 1, kinds[i], first_day, day, today, (day >= young) != (random.random() < 0.1),
                     alive, units, heads) for i, day in enumerate(opened_days)]


def _blocker(random: Random, number: int, category: Category, first_day: date, day: int, today: date, unresolved: bool,
             alive: list[Project], units: list[Unit], heads: dict[str, str]) -> tuple[Blocker, list[Event]]:
    code, opened = f"B{number:04}", first_day + timedelta(days=day)
    project = alive[random.randrange(len(alive))]
    age = (today - opened).days
    first = holder = units[random.randrange(len(units))]
    events = [_event(code, EventKind.OPEN, opened, None, holder.code)]
    closed = min(today, opened + timedelta(days=random.randrange(1, 15)))
    last = today if unresolved else closed
    on = opened
    for _ in range(random.choices((0, 1, 2, 3), (50, 32, 13, 5))[0]):
        on = min(last, on + timedelta(days=random.randrange(1, 6)))
        giver, holder = holder, units[random.randrange(len(units))]
        if giver != holder:
            events.append(_event(code, EventKind.MOVE, on, giver.code, holder.code, random.choice(_DID) or None))
    if random.random() < 0.6:
        on = last - timedelta(days=random.randrange((last - on).days + 1)) if unresolved else on
        events.append(_event(code, EventKind.NOTE, on, None, None, random.choice(_SAID)))
    due = opened + timedelta(days=7)
    if unresolved and age > 6 and random.random() < 0.93:
        slipped = today + timedelta(days=random.randrange(4, 26))
        on = max(on, min(today, due))
        events.append(_event(code, EventKind.DUE, on, due.isoformat(), slipped.isoformat(), "补件后重新计时"))
        due = slipped
    named: tuple[str, ...] = (project.code,)
    if number % 25 == 0 and (other := alive[random.randrange(len(alive))]) != project:
        named = (project.code, other.code)
    title = project.name + _TROUBLES[category][0]
    opening = Blocker(code, title, category, Scope.PROJECTS, named, None, first.authority, first.code, heads.get(first.code), 0,
                      BlockerState.OPEN, opened, opened + timedelta(days=7))
    if unresolved:
        events += _present(random, code, due, on, today)
        return replay(opening, events), events
    events.append(_event(code, EventKind.RESOLVE, closed, text="已办结"))
    return replay(opening, events)._replace(on_site=random.random() < 0.3), events


def _present(random: Random, code: str, due: date, on: date, today: date) -> list[Event]:
    """Some that are late have climbed a rung or two; a few are on hold. ``on`` is the day of the last event so far."""
    events = []
    if today > due and random.random() < 0.7:
        for level in range(1, random.randrange(2, 4)):
            on = max(on, min(today, due + timedelta(days=level)))
            events.append(_event(code, EventKind.LEVEL, on, str(level - 1), str(level)))
    elif random.random() < 0.04:
        review = today + timedelta(days=random.randrange(-2, 20))
        held = min(review, max(on, today - timedelta(days=random.randrange(10))))
        if held >= on:
            events.append(_event(code, EventKind.HOLD, held, review.isoformat(), HoldReason.WAITING_HIGHER, "等上级批复"))
    return events


def _event(code: str, kind: EventKind, on: date, source: str | None = None, target: str | None = None,
           text: str | None = None) -> Event:
    # 02:00 UTC is mid-morning in the campaign's time zone, the same local date.
    return Event(code, kind, on, f"{on.isoformat()}T02:00:00Z", ACTOR, source, target, text)
