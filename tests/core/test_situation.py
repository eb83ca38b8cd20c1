"""A patched situation equals one computed anew, whatever was written; indexes and counts say what the rows say."""

import random
from datetime import date
from typing import Any

import pytest

from campaign.core.lights import RETARGETED, about, assess
from campaign.core.model.blocker import Blocker, BlockerState, Category
from campaign.core.model.campaign import Excuse, Settings
from campaign.core.model.land import LandTask
from campaign.core.model.light import Light, Reason
from campaign.core.model.people import Authority, Person, Rank
from campaign.core.model.project import Project, Stage
from campaign.core.model.snapshot import Snapshot
from campaign.core.overview import findings, rates
from campaign.core.retargeted import RESTS_ON
from campaign.core.situation import Situation
from tests.core.build import CAMPAIGN, blocker, county_wide, day, days, held, land, project, snapshot

PEOPLE = [Person(f"L0{n}", f"L0{n}", rank=rank, leader=True) for n, rank in enumerate([Rank.CITY] * 3 + [Rank.PRINCIPAL])]
COUNTIES = (None, "C01", "C02")


def facts(situation: Situation) -> dict[str, Any]:
    """Everything one can ask of a situation."""
    rows = situation.snapshot
    return {
        "assessments": situation.assessments,
        "lights": +situation.lights,
        "counts": +situation.counts,
        "majors": +situation.majors,
        "total": situation.total,
        "on": {code: situation.blockers_of(code) for code in rows.projects},
        "in": {county: situation.projects_of_county(county) for county in ("C01", "C02")},
        "wide": {county: situation.county_wide(county) for county in ("C01", "C02")},
        "lands": {code: situation.lands_of(code) for code in rows.projects},
        "blasts": {code: situation.blast(code) for code in (*rows.blockers, *rows.lands)},
        "flags": {code: situation.flags(row) for code, row in rows.blockers.items()},
        "longest": situation.longest_overdue(),
        "most": situation.most_frozen(),
        "rates": [rates(situation, county=county) for county in COUNTIES],
        "findings": findings(situation),
        "by original": {code: situation.by_original(code) for code in rows.projects},
    }


def any_project(rng: random.Random, code: str) -> Project:
    def maybe(low: int, high: int) -> date | None:
        return rng.choice([None, day(rng.randint(low, high))])

    return project(
        code,
        county=rng.choice(COUNTIES),
        leader=rng.choice([None, "L00", "L01", "L03"]),
        unit=rng.choice([None, "U01"]),
        manager=rng.choice([None, "M001"]),
        stage=rng.choice(list(Stage)),
        total=rng.choice([None, 400, 500, 20_000]),
        plan_100=rng.choice([None, 0, 1000]),
        done_100=rng.randint(-100, 900),
        planned_start=maybe(-20, 90),
        planned_finish=maybe(20, 130),
        started=maybe(-40, 50),
        finished=maybe(10, 60),
        registered=maybe(-10, 50),
        provincial_key=rng.random() < 0.1,
        suspended=rng.choice([None, None, None, "no funds"]),
        review=maybe(20, 60),
        withdrawn=rng.choice([None, None, None, None, "sold"]),
        last_report=maybe(1, 50),
        last_money=maybe(1, 50),
        last_visit=maybe(1, 50),
        funds_planned=rng.choice([None, 1000]),
        funds_100=rng.randint(0, 900),
        registered_100=rng.randint(0, 900),
        crew=rng.choice([None, 60, 80]),
        crew_planned=rng.choice([None, 100]),
        too_late_after=maybe(20, 60),
        risk_after=maybe(20, 60),
        lapses=maybe(30, 90),
        next_contact=maybe(30, 60),
    )


def any_land(rng: random.Random, code: str, projects: list[str]) -> LandTask:
    fields: dict[str, Any] = {"authority": rng.choice([None, *Authority]), "due": rng.choice([None, day(rng.randint(30, 60))])}
    if rng.random() < 0.25 or not projects:
        return land(code, county=rng.choice(["C01", "C02"]), **fields)
    return land(code, " ".join(rng.sample(projects, min(len(projects), rng.randint(1, 3)))), **fields)


def any_blocker(rng: random.Random, code: str, projects: list[str]) -> Blocker:
    fields: dict[str, Any] = {
        "category": rng.choice([Category.LAND, Category.SAFETY]),
        "authority": rng.choice([None, *Authority]),
        "level": rng.randint(0, 4),
        "due": day(rng.randint(5, 60)),
        "moves": rng.randint(0, 3),
        "silent_moves": rng.choice([0, 0, 1]),
        "touched": rng.choice([None, day(rng.randint(5, 50))]),
    }
    if rng.random() < 0.3:
        fields |= {"state": BlockerState.ON_HOLD, "held_on": day(4), "review": rng.choice([None, day(20), day(60)])}
    if rng.random() < 0.25 or not projects:
        return county_wide(code, rng.choice(["C01", "C02"]), **fields)
    return blocker(code, " ".join(rng.sample(projects, min(len(projects), rng.randint(1, 3)))), **fields)


def any_original(rng: random.Random, code: str) -> dict[str, Any]:
    """Of a project, a blocker or a land task: some of its targets."""
    if not code.startswith("P"):
        return {"due": day(rng.randint(5, 60))}
    known = {"plan_100": rng.choice([500, 1000, 5000]), "planned_start": day(rng.randint(-20, 90)), "total": 20_000,
             "planned_finish": day(rng.randint(20, 130)), "funds_planned": 5000}
    return {name: known[name] for name in rng.sample(sorted(known), rng.randint(1, 3))}


def any_write(rng: random.Random, rows: Snapshot) -> tuple[Snapshot, list[str]]:
    """A snapshot after one to three changes, and the codes touched: rows come, change, go, and come back."""
    projects, blockers, lands, touched = dict(rows.projects), dict(rows.blockers), dict(rows.lands), []
    originals = dict(rows.originals)
    for _ in range(rng.randint(1, 3)):
        code = f"P{rng.randint(1, 12):04}"
        if rng.random() < 0.5:
            projects[code] = any_project(rng, code)
        elif rng.random() < 0.1 and not any(code in row.projects for row in (*blockers.values(), *lands.values())):
            projects.pop(code, None)  # undo of add-project
        elif rng.random() < 0.4:
            code = f"G{rng.randint(1, 9):04}"
            if rng.random() < 0.3:
                lands.pop(code, None)  # accepted
            else:
                lands[code] = any_land(rng, code, list(projects))
        else:
            code = f"B{rng.randint(1, 9):04}"
            if rng.random() < 0.3:
                blockers.pop(code, None)  # resolved
            else:
                blockers[code] = any_blocker(rng, code, list(projects))
        originals.pop(code, None)
        if rng.random() < 0.4:
            originals[code] = any_original(rng, code)
        touched.append(code)
    excuses = rows.excuses
    if rng.random() < 0.05:
        excuses = (*excuses, Excuse(day(30), day(32), "storm", county=rng.choice(COUNTIES)))
    return rows._replace(seq=rows.seq + 1, projects=projects, blockers=blockers, excuses=excuses, lands=lands,
                         originals=originals), touched


def judged_anew(situation: Situation, row: Project) -> tuple[Reason, ...]:
    """Whatever rests on a target and would be worse, had nothing been changed."""
    rows = situation.snapshot
    first = {name: value for name, value in rows.originals.get(row.code, {}).items() if name in Project._fields}
    blockers = [item._replace(**rows.originals.get(item.code, {})) for item in situation.blockers_of(row.code)]
    lands = [item._replace(**rows.originals.get(item.code, {})) for item in situation.lands_of(row.code)]
    then = assess(row._replace(**first), rows.campaign, situation.today, blockers, situation.excused_in(row.county), lands)
    if row.suspended is not None or row.withdrawn is not None:
        return ()
    now = {about(reason): reason.level for reason in reversed(situation.assessments[row.code].reasons)}
    return tuple(reason for reason in then.reasons if reason.rule in RESTS_ON
                 and (level := now.get(about(reason))) is not Light.RED and level is not reason.level)


def check_retargeted(situation: Situation) -> None:
    """The mark stands where judging everything anew by the originals says something worse, and nowhere else."""
    rows = situation.snapshot
    for code, row in rows.projects.items():
        light = situation.assessments[code]
        worse = judged_anew(situation, row)
        assert (RETARGETED in light.marks) == bool(worse), code
        assert situation.by_original(code) == worse


@pytest.mark.parametrize("seed", range(12))
def test_patched_equals_computed_anew(seed: int) -> None:
    rng = random.Random(seed)
    today = day(45)
    situation = Situation.of(snapshot(people=PEOPLE, excuses=[Excuse(day(40), day(41), "", county="C01")]), today)
    if seed % 2:
        rates(situation)  # sums that were asked for are kept up to date, others are not made
    for _ in range(60):
        rows, touched = any_write(rng, situation.snapshot)
        if rng.random() < 0.05:
            today = date.fromordinal(today.toordinal() + 1)
        before = facts(situation)
        after = situation.patched(rows, touched, today)
        assert facts(after) == facts(Situation.of(rows, today))
        assert facts(situation) == before, "the old one must not change"
        check_retargeted(after)
        situation = after


def test_a_county_wide_blocker_touches_its_whole_county() -> None:
    rows = snapshot([project("P0001", county="C01"), project("P0002", county="C02"), project("P0003", county="C01")])
    calm = Situation.of(rows, day(20))
    assert calm.lights == {Light.NONE: 3}
    item = county_wide()
    worse = calm.patched(rows._replace(blockers={item.code: item}), [item.code], day(20))
    assert worse.lights == {Light.NONE: 1, Light.RED: 2}
    assert worse.blast("B0001").codes == ("P0001", "P0003")
    better = worse.patched(rows, [item.code], day(20))
    assert facts(better) == facts(calm)


def test_settings_and_star_reassess_everything() -> None:
    rows = snapshot([project(plan_100=1000, done_100=200)])
    situation = Situation.of(rows, day(38))
    assert situation.lights[Light.YELLOW] == 1
    strict = rows._replace(campaign=CAMPAIGN._replace(settings=Settings(progress_red=15)))
    assert situation.patched(strict, [], day(38)).lights == {Light.RED: 1}
    seeded = snapshot([project("P0009")])
    assert situation.patched(seeded, ["*"], day(38)).lights == {Light.NONE: 1}


def test_withdrawn_projects_are_in_no_count() -> None:
    gone = project(withdrawn="sold", leader="L01", county="C01", total=90_000, started=day(1), stage=Stage.BUILDING)
    situation = Situation.of(snapshot([gone]), day(50))
    assert situation.assessments["P0001"].light is Light.NONE
    assert (situation.total, +situation.lights, +situation.counts, +situation.majors) == (0, {}, {}, {})
    assert rates(situation).sums.projects == 0


def test_excuses_of_the_county_that_all_its_projects_share() -> None:
    rows = snapshot(
        [project("P0001", county="C01"), project("P0002", county="C02"), project("P0003", county="C01")],
        [blocker("B0001", "P0001 P0003"), blocker("B0002", "P0001 P0002"), county_wide("B0003", "C02")],
        excuses=[Excuse(day(3), day(3), "", county="C01"), Excuse(day(5), day(5), ""), Excuse(day(7), day(7), "", person="L")],
    )
    situation = Situation.of(rows, day(8))
    assert [situation.excused_for(row) for row in rows.blockers.values()] == [days(day(3), day(5)), days(day(5)), days(day(5))]
    assert situation.excused_in("C01") == days(day(3), day(5))


def test_blockers_of_a_project_in_order_of_codes() -> None:
    rows = snapshot([project(county="C01")], [blocker("B10000"), blocker("B9999"), county_wide("B0002"), held(9)])
    assert [row.code for row in Situation.of(rows, day(5)).blockers_of("P0001")] == ["B0001", "B9999", "B10000", "B0002"]
