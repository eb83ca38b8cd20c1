"""The past by sets says of every project what the day-by-day way says of one: after random writes of every kind, on many days."""

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from campaign.core.errors import CampaignError
from campaign.core.light_counts import Days
from campaign.core.light_history import Past, as_of, excused_by_county
from campaign.core.model.blocker import Category, HoldReason
from campaign.core.model.light import Assessment
from campaign.core.model.people import Authority
from campaign.core.model.project import Project, Stage
from campaign.service import Session, blockers, land, projects, records, requests, results, settings
from campaign.service import stood as stood_service
from campaign.service.light_history import lights
from campaign.store.queries import stood as queries
from campaign.store.queries.consent import originals_on
from campaign.store.queries.light_history import excuses, past
from tests.bought.city import COUNTY, HQ, LEADER, UNIT, Place, make
from tests.day_by_day import compared, judged

WRITES, EVERY, DAYS = 375, 25, 37
SEEDS = (1,)
"""Others while something is looked for."""


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    path = tmp_path_factory.mktemp("stood") / "city.db"
    return path, make(path)


# The day-by-day way -----------------------------------------------------------------------------------------------------


def reference(session: Session, day: date) -> Iterator[tuple[Past, Project, Assessment]]:
    """Each project by its own history."""
    campaign, excused, originals = session.campaign, excused_by_county(excuses(session.store)), originals_on(session.store, day)
    for row in past(session.store):
        yield row, *judged(row, campaign, day, excused, originals)


def as_known(project: Project) -> Project:
    """Without what is only known of today."""
    return project._replace(lapses=None, next_contact=None, registered_100=0)


def check_day(session: Session, day: date) -> None:
    campaign, found = session.campaign, dict[str, Assessment]()
    then = queries.stood(session.store, campaign, day)
    for row, project, light in reference(session, day):
        code, here = project.code, then.projects[project.code]
        assert here == as_known(project), (day, code)
        _project, items, tasks = as_of(row, campaign, day)
        assert {item.code for item in items} == {
            item.code for item in then.blockers.values() if code in item.projects or (
                not item.projects and item.county == here.county)}, (day, code)
        for item in items:
            assert then.blockers[item.code] == item._replace(projects=then.blockers[item.code].projects), (day, code)
        for task in tasks:
            assert then.lands[task.code] == task._replace(projects=then.lands[task.code].projects), (day, code)
        found[code] = light
    told = {project.code: light for project, light in lights(session, day)}
    assert told == found, day
    check_compared(session, day)


def check_compared(session: Session, day: date) -> None:
    """What today's lights are compared with; of some projects it is what it is of all."""
    excused, told = excused_by_county(excuses(session.store)), session.situation().snapshot
    before = stood_service.lights_on(session, told, day)
    assert {code: (as_known(project), light) for code, (project, light) in before.items()} == {
        row.project.code: (as_known(project), light) for row in past(session.store)
        for project, light in (compared(row, session.campaign, day, excused),)}, day
    some = sorted(before)[day.day % 3::3]
    assert stood_service.lights_on(session, told, day, some) == {code: before[code] for code in some}


# Random writes ----------------------------------------------------------------------------------------------------------


class Writer:
    """Writes at random, as headquarters, as members below it, as a leader; what is refused is left."""

    def __init__(self, place: Place, seed: int) -> None:
        self.place, self.draw, self.done = place, random.Random(seed), dict[str, int]()

    def write(self) -> bool:
        name = self.draw.choice(WAYS)
        who = HQ if name in DECISIONS else self.draw.choice((HQ, HQ, COUNTY, COUNTY, UNIT, LEADER))
        session = Session(self.place.path, who, clock=lambda: self.place.now, me=who, key=self.place.keys[who])
        try:
            getattr(self, name)(session)
        except CampaignError:
            return False
        finally:
            session.close()
        self.done[name] = self.done.get(name, 0) + 1
        return True

    def _code(self, session: Session, kind: str) -> str:
        table = {"P": "projects", "B": "blockers", "G": "land_tasks"}[kind]
        return str(self.draw.choice([code for (code,) in session.store.fetch(f"SELECT code FROM {table} ORDER BY code")]))

    def _day(self) -> str:
        return self.draw.choice(("today", "today", "-1d", "-3d", "-9d", "D+30", "D+20"))

    def _ahead(self) -> str:
        return self.draw.choice(("-2d", "today", "+1d", "+5d", "+20d", "D+90"))

    def report(self, s: Session) -> None:
        crew = {} if self.draw.random() < 0.5 else {"crew": str(self.draw.randrange(100)), "crew_planned": "90"}
        there = {"on_site": True, "by": "L01"} if self.draw.random() < 0.3 else {}
        projects.report(s, self._code(s, "P"), crew, money=f"{self.draw.choice(('+', '+', '-'))}{self.draw.randrange(3000)}万",
                        on=self._day(), **there)

    def fund(self, s: Session) -> None:
        projects.fund(s, self._code(s, "P"), money=f"+{self.draw.randrange(3000)}万", on=self._day())

    def visit(self, s: Session) -> None:
        projects.visit(s, self._code(s, "P"), by=self.draw.choice(("L01", "L02", "L03", "M001")), on=self._day())

    def excuse(self, s: Session) -> None:
        projects.excuse(s, self._day(), "台风", county=self.draw.choice((None, "C01", "C02")))

    def claim(self, s: Session) -> None:
        projects.claim(s, self._code(s, "P"), self.draw.choice(("L01", "L02", "L03")))

    def add_project(self, s: Session) -> None:
        records.add_project(s, {"name": f"新项目{self.draw.random()}", "county": self.draw.choice(("C01", "C02")), "total": "3亿",
                                "plan_100": "5000万", "planned_start": self._ahead(), "started": self.draw.choice((None, "-3d"))})

    def edit_project(self, s: Session) -> None:
        field, value = self.draw.choice((
            ("county", self.draw.choice(("C01", "C02", "C03"))), ("plan_100", self.draw.choice(("100万", "9000万", "0"))),
            ("planned_start", self._ahead()), ("planned_finish", self._ahead()), ("leader", self.draw.choice(("L01", "L02"))),
            ("funds_planned", "4000万"), ("total", self.draw.choice(("6000万", "4亿"))),
            ("stage", self.draw.choice(list(Stage)).value), ("started", self._day()), ("finished", self._day()),
            ("registered", self._day()), ("withdrawn", self.draw.choice(("卖了", ""))),
            ("suspended", self.draw.choice(("资金", "")))))
        more = {"review": self._ahead()} if field == "suspended" and value else {}
        if field == "stage":
            more = {"started": self._day()} if value == Stage.BUILDING else {}
        records.edit(s, self._code(s, "P"), {field: value, **more}, why="调度")

    def add_blocker(self, s: Session) -> None:
        where = {"county": self.draw.choice(("C01", "C02"))} if self.draw.random() < 0.3 else {
            "projects": list({self._code(s, "P"), self._code(s, "P")})}
        blockers.add_blocker(s, {"title": "x", "category": self.draw.choice(list(Category)).value, "due": self._ahead(),
                                 "authority": self.draw.choice((None, *list(Authority)))}, opened=self._day(), **where)

    def edit_blocker(self, s: Session) -> None:
        records.edit(s, self._code(s, "B"), self.draw.choice((
            {"due": self._ahead()}, {"authority": self.draw.choice(list(Authority)).value}, {"title": "y"})), why="延期")

    def assign(self, s: Session) -> None:
        blockers.assign(s, self._code(s, "B"), self.draw.choice(("U01", "U02", "U03")), did="补正", on=self._day())

    def hold(self, s: Session) -> None:
        blockers.hold(s, self._code(s, "B"), self.draw.choice(list(HoldReason)).value, self._ahead(), on=self._day())

    def escalate(self, s: Session) -> None:
        blockers.escalate(s, self._code(s, "B"))

    def note(self, s: Session) -> None:
        blockers.note(s, self._code(s, "B"), "已约", on=self._day())

    def resolve(self, s: Session) -> None:
        blockers.resolve(s, self._code(s, "B"), "已办", on=self._day())

    def reopen(self, s: Session) -> None:
        blockers.reopen(s, self._code(s, "B"), "又有了")

    def add_land(self, s: Session) -> None:
        where = {"county": "C01"} if self.draw.random() < 0.3 else {"projects": [self._code(s, "P")]}
        land.add_land_task(s, {"name": "征迁", "kind": "expropriation", "target": "100亩", "due": self._ahead()},
                           opened=self._day(), **where)

    def land_progress(self, s: Session) -> None:
        land.land_progress(s, self._code(s, "G"), amount=f"+{self.draw.randrange(60)}", on=self._day())

    def edit_land(self, s: Session) -> None:
        records.edit(s, self._code(s, "G"), self.draw.choice((
            {"due": self._ahead()}, {"due": ""}, {"authority": self.draw.choice(list(Authority)).value})), why="补征")

    def accept(self, s: Session) -> None:
        land.accept(s, self._code(s, "G"), how="验收", on=self._day())

    def reopen_land(self, s: Session) -> None:
        land.reopen(s, self._code(s, "G"), "返工")

    def undo(self, s: Session) -> None:
        settings.undo(s)

    def confirm(self, s: Session) -> None:
        row = self.draw.choice(list(results.waiting(s).values()) or [None])
        if row is None:
            raise_nothing()
        else:
            results.confirm(s, [(row.result.subject, None)], on=self.draw.choice((None, "-1d")))

    def send_back(self, s: Session) -> None:
        row = self.draw.choice(list(results.waiting(s).values()) or [None])
        if row is None:
            raise_nothing()
        else:
            results.send_back(s, (row.result.subject, None), "不实")

    def take_out(self, s: Session) -> None:
        found = s.store.fetch("SELECT seq FROM audit WHERE verb IN ('progress', 'land-progress', 'fund') ORDER BY seq")
        results.send_back(s, (f"seq:{self.draw.choice(found)[0]}", None), "虚报")

    def approve(self, s: Session) -> None:
        requests.approve(s, [self._request(s)], "同意")

    def reject(self, s: Session) -> None:
        requests.reject(s, [self._request(s)], "不行")

    def _request(self, s: Session) -> str:
        found = [code for code, row in requests.every(s).items() if row.decided_on is None]
        return self.draw.choice(found or ["Q9999"])


def raise_nothing() -> None:
    raise CampaignError("nothing_to_confirm")


DECISIONS = frozenset({"confirm", "send_back", "take_out", "approve", "reject"})
OFTEN = ("report", "take_out", "confirm", "send_back", "approve", "resolve", "reopen", "hold", "edit_land", "edit_project",
         "edit_blocker")
NAMES: list[str] = [name for name, way in vars(Writer).items()
                    if isinstance(way, Callable) and not name.startswith("_") and name != "write"]  # type: ignore[arg-type]
WAYS = (*NAMES, *OFTEN, *OFTEN)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_sets_say_what_each_project_s_own_history_says(seed: int, template: tuple[Path, dict[str, str]], tmp_path: Path,
                                                           ) -> None:
    place = Place(*template, tmp_path / "campaign.db")
    writer, written = Writer(place, seed), 0
    while written < WRITES:
        if not writer.write():
            continue
        written += 1
        if written % 9 == 0:
            place.later(1)
        if written % EVERY == 0:
            session = place.session()
            for back in range(1, DAYS + 1):
                check_day(session, session.today - timedelta(days=back))
            session.close()
    assert set(writer.done) == set(NAMES), set(NAMES) - set(writer.done)


def test_what_had_been_corrected_of_a_report_that_is_taken_out_stays(template: tuple[Path, dict[str, str]],
                                                                     tmp_path: Path) -> None:
    """900 reported, 800 of them taken back the next day, the report returned in the week after: that takes 100 out of its day."""
    place = Place(*template, tmp_path / "campaign.db")
    for line in ("progress P0010 +900万 --yes", "progress P0010 -800万 --yes"):
        assert place.enter(COUNTY, line.split()).code == 0
        place.later(1)
    seq = place.seq() - 1
    place.later(6)
    assert place.enter(HQ, ["return", f"seq:{seq}", "--why", "虚报"]).code == 0
    session = place.session()
    (row,) = past(session.store, ["P0010"])
    assert row.corrected == [(session.today - timedelta(days=8), 800)]
    for back in range(5, 9):
        check_day(session, session.today - timedelta(days=back))
    first, last = session.campaign.first_day, session.today
    days = Days(session.campaign, first, last, excused_by_county(()))
    assert sum(days.paid(row.money)) == session.situation().snapshot.projects["P0010"].done_100
    session.close()
