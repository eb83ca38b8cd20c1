"""A city in which everything can be bought: of each target and result something that stands badly, and counties to pass by."""

import shutil
import sys
from collections.abc import Iterable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple
from unittest import mock

from typer.testing import CliRunner

from campaign import config
from campaign.cli.run import run
from campaign.cli.state import Entrance
from campaign.service import Session, approvals, blockers, land, leads, members, projects, records, reserve, task_forces
from campaign.store.queries.members import member_keys
from tests.store.world import BEFORE, MORNING, Clock, build

KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI{}JmzM2cFvKLc9CFSpBqu6pG1TvFmQxkhyvvZ9P1cXZ3 someone@desk"
COUNTY, UNIT, LEADER, HQ = "M001", "M003", "L01", "L02"
MEMBERS: Mapping[str, tuple[str, dict[str, str]]] = {
    COUNTY: ("staff", {"county": "C01"}), UNIT: ("staff", {"unit": "U03"}), LEADER: ("leader", {}), HQ: ("hq", {})}
"""Staff of a county, staff of a unit in it, a leader, headquarters."""
OWN = "C01"
"""The county that is to be bettered: the last but one of six."""


def make(path: Path) -> dict[str, str]:
    """The small city, and more; the fingerprints of its members, by person."""
    build(path, Clock())
    before = Clock(MORNING - timedelta(days=BEFORE))
    session = Session(path, "hq", clock=before)
    for number, name in enumerate(("青岭县", "南浦县", "北亭县", "西塘县"), 3):
        records.add(session, "county", {"name": name})
        records.add_project(session, {
            "name": f"{name}大道", "county": f"C0{number}", "leader": "L03", "unit": "U02", "total": "3亿", "plan_100": "5000万",
            "started": "D-10", "planned_start": "D-10", "planned_finish": "D+20", "stage": "building"})
    records.add_person(session, {"name": "孙某柏", "unit": "U03", "county": OWN})
    for typed in PROJECTS:
        records.add_project(session, {"county": OWN, "unit": "U03", "manager": "M001", **typed})
    leads.add_lead(session, {"name": "电芯工厂", "leader": "L01", "county": OWN, "total": "0"}, on="D-20")
    leads.add_lead(session, {"name": "冷链总部", "leader": "L02", "county": OWN, "total": "1亿"}, on="D-20")
    leads.add_lead(session, {"name": "光伏玻璃", "leader": "L03", "county": "C03", "total": "3亿"}, on="D-20")
    session.close()
    session = Session(path, "hq", clock=Clock())
    records.edit(session, "P0011", {"started": "D+2", "registered": "D+5", "stage": "building"})
    records.edit(session, "P0019", {"registered": "D+3"})
    records.edit(session, "P0012", {"suspended": "资金", "review": "D+30"})
    for number in range(3, 7):
        records.edit(session, f"P{number + 3:04}", {"registered": "D+2"})
        projects.report(session, f"P{number + 3:04}", {"done": "路基"}, money=f"+{number * 300}万", on="D+30")
    for code, money, on in (("P0010", "+1200万", "D+10"), ("P0011", "+2500万", "D+34"), ("P0017", "+2000万", "D+33")):
        projects.report(session, code, {"done": "主体", "crew": "80", "crew_planned": "90"}, money=money, on=on)
    projects.fund(session, "P0010", money="900万", on="D+12")
    projects.register(session, "P0010", "2026-10", "300万")
    projects.visit(session, "P0011", by="L01", on="D+36")
    for typed, opened in BLOCKERS:
        blockers.add_blocker(session, typed, projects=[typed_project(typed)], opened=opened)
    approvals.add_approvals(session, "P0014", ["filing"], submitted="D+2", unit="U03")
    approvals.add_approvals(session, "P0014", ["site", "eia_form", "works_planning"])
    approvals.add_approvals(session, "P0015", ["filing", "energy"], submitted="D+6", unit="U01")
    approvals.grant(session, "A0004", on="D+8", expires="D+20")
    approvals.grant(session, "A0008", on="D+12")
    blockers.add_blocker(session, {"title": "环评没有报"}, about="A0006", opened="D+5")
    land.add_land_task(session, {"name": "北片征迁", "kind": "expropriation", "target": "312亩", "due": "D+30", "unit": "U03"},
                       projects=["P0013"], opened="D+2")
    blockers.resolve(session, "B0002", "已整改", on="D+35")
    land.land_progress(session, "G0003", amount="+31", on="D+20")
    land.add_land_task(session, {"name": "林地调整", "kind": "forest", "target": "60亩", "due": "D+90"}, projects=["P0014"],
                       opened="D+2")
    land.add_land_task(session, {"name": "望潮征迁", "kind": "expropriation", "target": "100亩", "due": "D+60"}, county="C02",
                       opened="D+2")
    land.land_progress(session, "G0005", amount="+60", on="D+20")
    _old(session)
    for code, on in (("K0002", "D+10"), ("K0003", "D+12"), ("K0004", "D+14")):
        leads.advance(session, code, "signed", on=on)
    reserve.add(session, "P0010", "special_bond")
    task_forces.add_dispatch(session, "M003", "U02", since="D+20", until="D+50")
    for (person, (role, where)), letter in zip(MEMBERS.items(), "ABCD", strict=True):
        members.add(session, person, role, line=KEY.format(letter), **where)
    keys = {key.person: key.fingerprint for key in member_keys(session.store)}
    session.close()
    return keys


def _old(session: Session) -> None:
    """What waits for somebody above the county since long before the rest turned red, and excuses nobody as it is: closed, on
    hold, not due; or beside what the county itself is late with. And land of before the campaign.
    """
    for title, project, unit, due in (("用海没批", "P0019", "U02", "D+10"), ("跨市管线", "P0018", "U02", "D+90"),
                                      ("市政接口", "P0005", "U01", "D+20"), ("图纸没会签", "P0014", "U03", "D+20")):
        blockers.add_blocker(session, {"title": title, "category": "other", "unit": unit, "due": due}, projects=[project],
                             opened="D+1")
    blockers.resolve(session, "B0012", "已批", on="D+4")
    blockers.hold(session, "B0014", "waiting_higher", "D+60", why="待批")
    for name, project, unit in (("海域使用", "P0019", "U02"), ("迁改用地", "P0003", "U01"), ("临时用地", "P0018", "U02")):
        land.add_land_task(session, {"name": name, "kind": "forest", "unit": unit}, projects=[project], opened="D+1")
    records.edit(session, "G0006", {"due": "D+10"})
    records.edit(session, "G0007", {"due": "D+90"})
    land.accept(session, "G0006", how="已批", on="D+4")
    land.add_land_task(session, {"name": "老城征迁", "kind": "expropriation", "target": "200亩", "due": "D+80"},
                       projects=["P0013"], opened="D-30")
    with session.store.writing() as connection:  # as a seed brings them
        connection.execute("UPDATE blockers SET entered = NULL WHERE code IN ('B0012', 'B0013', 'B0014')")


PROJECTS = (
    {"name": "老厂搬迁", "leader": "L01", "total": "3亿", "plan_100": "8000万", "started": "D-60", "planned_start": "D-60",
     "planned_finish": "D+20", "stage": "building", "funds_planned": "8000万"},
    {"name": "学校扩建", "leader": "L02", "total": "4亿", "plan_100": "5000万", "planned_start": "D+2"},
    {"name": "河道整治", "leader": "L01", "total": "9000万", "plan_100": "3000万", "planned_start": "D+20", "stage": "permitted"},
    {"name": "停车楼", "stage": "planning"},
    {"name": "包装厂", "leader": "L03", "total": "2亿", "investor": "private", "stage": "reserve", "planned_start": "D+60"},
    {"name": "疗养院", "leader": "L01", "total": "9000万", "investor": "private", "stage": "prework", "planned_start": "D+33"},
    {"name": "旧桥加固", "leader": "L01", "total": "2000万", "plan_100": "500万", "planned_start": "D+45", "stage": "prework"},
    {"name": "电缆沟", "leader": "L02", "started": "D-20", "stage": "building"},
    {"name": "水厂", "leader": "L02", "total": "2亿", "plan_100": "3000万"},
    {"name": "幼儿园", "leader": "L02", "started": "D-70", "stage": "building"})
"""From P0010 on."""
BLOCKERS = (
    ({"title": "高压线没迁", "category": "utilities", "unit": "U03", "person": "M001", "due": "D+20"}, "D+10"),
    ({"title": "图纸没审", "category": "design", "unit": "U03", "due": "D+39"}, "D+34"),
    ({"title": "塔吊没检", "category": "safety", "unit": "U03", "due": "D+60"}, "D+34"),
    ({"title": "缺钢筋工", "category": "crew", "unit": "U03", "due": "D+37"}, "D+30"))
"""From B0007 on."""
_ON = {"高压线没迁": "P0010", "图纸没审": "P0011", "塔吊没检": "P0011", "缺钢筋工": "P0016"}


def typed_project(typed: Mapping[str, str]) -> str:
    return _ON[typed["title"]]


class Said(NamedTuple):
    code: int
    out: str
    err: str


class Place:
    """A copy of the city, and who comes in to it."""

    def __init__(self, template: Path, keys: Mapping[str, str], path: Path) -> None:
        for end in ("", "-wal", "-shm"):
            Path(f"{path}{end}").unlink(missing_ok=True)
        shutil.copy(template, path)
        self.path, self.keys, self.now = path, keys, MORNING

    def later(self, days: int) -> None:
        self.now += timedelta(days=days)

    def enter(self, person: str, words: Iterable[str], stdin: str = "") -> Said:
        """Through the gate, in this process."""
        from shlex import join

        entrance = Entrance(self.path, person, self.keys[person], join(words))
        environment = {"CAMPAIGN_NOW": self.now.isoformat(), "CAMPAIGN_LANG": "en"}
        with mock.patch.object(config, "SYSTEM", self.path.parent / "none.toml"), \
                CliRunner().isolation(input=stdin, env=environment) as (out, err, _):
            code = run([], entrance)
            sys.stdout.flush()
            sys.stderr.flush()
            return Said(code, out.getvalue().decode(), err.getvalue().decode())

    def session(self) -> Session:
        """The machine's own."""
        return Session(self.path, "hq", clock=Clock(self.now))

    def seq(self) -> int:
        session = self.session()
        try:
            return session.store.snapshot().seq
        finally:
            session.close()

