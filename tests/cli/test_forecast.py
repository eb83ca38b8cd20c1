"""``campaign forecast``: the city, groups and one project, on too few days, on days that are over; what is in it and what is not.

The small city is in its day 38, 7 November; D+9 to D+13 are excused. Its own projects have reported on a few days only.
"""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any

import pytest

from campaign.core.errors import CampaignError
from campaign.service import Session, projects
from campaign.service import forecast as service
from campaign.service.forecast import Fans
from tests.cli.conftest import Cli, one_line
from tests.store.world import MORNING

KEYS = ("code", "name", "p10", "p50", "p90", "plan", "gap", "probability", "needed_per_day")
EARLY = {"CAMPAIGN_NOW": "2026-09-20T10:00:00+08:00"}


def rows(cli: Cli, *args: str, **more: Any) -> list[dict[str, Any]]:
    said = cli("forecast", *args, "--json", **more)
    assert said.code == 0, said.err
    found: list[dict[str, Any]] = said.json()
    assert all(tuple(row) == KEYS for row in found)
    return found


def reports(cli: Cli, project: str, first: int, last: int, amount: str) -> None:
    for n in range(first, last + 1):
        assert cli("progress", project, amount, "--on", f"D+{n}", "--yes").code == 0


@pytest.fixture
def city(cli: Cli) -> dict[str, str]:
    """Two projects of two counties that bring 10万 and 20万 a day since D+20."""
    made = {"one": cli("add-project", "冷链物流园", "-c", "C01", "-l", "L01", "--sector", "services", "--plan", "2000万",
                       env=EARLY).line,
            "two": cli("add-project", "抽水蓄能电站", "-c", "C02", "-l", "L02", "--sector", "energy", "--plan", "1500万",
                       env=EARLY).line}
    reports(cli, made["one"], 20, 37, "+10万")
    reports(cli, made["two"], 20, 37, "+20万")
    return made


def test_with_too_few_days_of_reports_it_says_so(cli: Cli) -> None:
    """On day 4 there cannot be seven."""
    project = cli("add-project", "港区泊位", "--plan", "1000万", env=EARLY).line
    for n in range(4):
        now = {"CAMPAIGN_NOW": f"2026-10-0{n + 1}T10:00:00+08:00"}
        assert cli("progress", project, "+10万", env=now).code == 0
        for args in ((), ("--by", "county"), ("--project", project)):
            assert rows(cli, *args, env=now) == []
            said = cli("forecast", *args, env=now)
            assert said.out == "" and one_line(said.err) == \
                f"{n + 1} day{'s' * (n > 0)} with reports so far: a forecast takes 7"
    assert one_line(cli("forecast", "--json", env=EARLY).err).startswith("0 days")


def test_seven_days_are_enough(cli: Cli) -> None:
    project = cli("add-project", "港区泊位", "--plan", "1000万", env=EARLY).line
    for n in range(7):
        now = {"CAMPAIGN_NOW": f"2026-10-0{n + 1}T10:00:00+08:00"}
        assert cli("progress", project, "+10万", env=now).code == 0
        assert len(rows(cli, env=now)) == (n == 6)
    assert rows(cli, "--project", project, env=now)[0]["p50"] == 70 + (93 - 5) * 10


def test_the_city_and_its_groups(cli: Cli, city: dict[str, str]) -> None:
    (whole,) = rows(cli)
    assert whole["code"] is None and whole["name"] == "安澜市百日攻坚"
    assert whole["p10"] <= whole["p50"] <= whole["p90"] and whole["gap"] == whole["plan"] - whole["p50"]
    status = cli("status", "--json").json()["money"]
    assert whole["plan"] == status["plan"]
    for by, codes in (("county", ["C01", "C02"]), ("leader", ["L01", "L02"]), ("sector", ["energy", "services"])):
        found = rows(cli, "--by", by)
        assert [row["code"] for row in found if row["code"] in codes] == codes
        assert sum(row["plan"] for row in found) == whole["plan"]
        assert sum(row["p50"] for row in found) == pytest.approx(whole["p50"], rel=0.2)
    assert rows(cli, "--by", "county") == rows(cli, "--by", "县区")


def test_a_project(cli: Cli, city: dict[str, str]) -> None:
    """Of the 28 days before today 5 are excused, and 17 of the others brought 10 each."""
    (row,) = rows(cli, "--project", city["one"])
    assert (row["code"], row["name"], row["plan"]) == (city["one"], "冷链物流园", 2_000)
    assert row["p50"] == pytest.approx(180 + 62 * 170 / 23, rel=0.02)
    assert row["needed_per_day"] == -(-(2_000 - 180) // 62)
    assert rows(cli, "--project", "冷链") == [row]


def test_what_is_no_use_is_refused(cli: Cli, city: dict[str, str]) -> None:
    for args, code in ((("--by", "colour"), 2), (("--by", "county", "--project", city["one"]), 2), (("--project", "没有"), 3),
                       (("--at", "tomorrow"), 2), (("--at", "D+99"), 2), (("--json", "--csv"), 2), (("x",), 2)):
        said = cli("forecast", *args)
        assert said.code == code and said.out == ""
        one_line(said.err)


def test_a_plan_that_is_done_is_certain(cli: Cli, city: dict[str, str]) -> None:
    assert cli("progress", city["one"], "--to", "2000万", "--yes").code == 0
    (row,) = rows(cli, "--project", city["one"])
    assert row["probability"] == 1 and row["gap"] <= 0 and row["needed_per_day"] == 0
    assert "100%" in cli("forecast", "--project", city["one"]).out


def test_every_form(cli: Cli, city: dict[str, str]) -> None:
    said = cli("forecast", "--by", "county")
    assert said.code == 0 and said.err == "" and "What earlier forecasts were worth:" in said.out and "Oct: " in said.out
    assert [line.split()[0] for line in said.out.splitlines()[1:4]] == ["临江区", "望潮区", "安澜市百日攻坚"]
    for form in ("--json", "--csv"):
        assert "earlier" not in cli("forecast", form).out
    assert cli("forecast", "--csv").out.lstrip("\ufeff").splitlines()[0] == ",".join(KEYS)
    assert "Likely to reach the plan: " in cli("forecast", "--plain").out
    assert "以往预测与实际" in cli("forecast", env={"CAMPAIGN_LANG": "zh"}).out


# What is in it ----------------------------------------------------------------------------------------------------------


def test_suspended_projects_are_expected_to_bring_nothing(cli: Cli, city: dict[str, str]) -> None:
    before = rows(cli)[0]
    assert cli("edit", city["two"], "--suspended", "资金未到位", "--review", "+30d").code == 0
    (row,) = rows(cli, "--project", city["two"])
    assert row["p10"] == row["p90"] == 360 and row["plan"] == 1_500 and row["probability"] == 0
    after = rows(cli)[0]
    assert after["plan"] == before["plan"] and after["p50"] < before["p50"] - 300


def test_withdrawn_projects_are_in_no_count(cli: Cli, city: dict[str, str]) -> None:
    before = rows(cli)[0]
    assert cli("edit", city["two"], "--withdrawn", "转为储备", "--why", "转为储备").code == 0
    assert rows(cli)[0]["plan"] == before["plan"] - 1_500
    said = cli("forecast", "--project", city["two"], "--json")
    assert (said.code, said.json()) == (0, []) and city["two"] in one_line(said.err)


def test_a_project_without_a_plan(cli: Cli, city: dict[str, str]) -> None:
    before = rows(cli, "--by", "county")
    project = cli("add-project", "数据中心", "-c", "C01", env=EARLY).line
    reports(cli, project, 30, 36, "+500万")
    assert rows(cli, "--by", "county") == before
    (row,) = rows(cli, "--project", project)
    assert row["p50"] > 3_500 and [row[key] for key in KEYS[5:]] == [None] * 4


def test_who_plans_nothing_is_not_listed(cli: Cli, city: dict[str, str]) -> None:
    county, leader = cli("add-county", "青岭县").line, cli("add-leader", "孙某柏").line
    assert county not in [row["code"] for row in rows(cli, "--by", "county")]
    assert leader not in [row["code"] for row in rows(cli, "--by", "leader")]
    cli("add-project", "无县项目", "--plan", "100万")
    assert (found := rows(cli, "--by", "county"))[-1]["code"] is None and found[-1]["plan"] == 100


def test_a_correction_costs_its_own_reports(cli: Cli, city: dict[str, str]) -> None:
    """Ten days of the second project are taken back: the first is drawn from as before, the city loses what it has less of."""
    one, two, whole = (rows(cli, *args)[0] for args in (("--project", city["one"]), ("--project", city["two"]), ()))
    assert cli("progress", city["two"], "-200万").code == 0
    assert rows(cli, "--project", city["one"]) == [one]
    now, city_now = rows(cli, "--project", city["two"])[0], rows(cli)[0]
    assert now["p50"] < two["p50"] - 200 and now["p10"] >= 160
    assert city_now["p50"] < whole["p50"] - 200


def test_another_county_moves_nothing(cli: Cli, city: dict[str, str]) -> None:
    before = rows(cli, "--by", "county")[0]
    reports(cli, city["two"], 30, 36, "+300万")
    assert rows(cli, "--by", "county")[0] == before


def test_excused_days_of_a_county_are_its_own(cli: Cli, city: dict[str, str]) -> None:
    one, two = rows(cli, "--by", "county")[:2]
    assert cli("excuse", "D+50..D+60", "--why", "台风", "--county", "C01").code == 0
    now = rows(cli, "--by", "county")[:2]
    assert now[1] == two and now[0]["p50"] < one["p50"] and now[0]["needed_per_day"] > one["needed_per_day"]


# Days that are over, and the ends ---------------------------------------------------------------------------------------


def test_as_it_was(cli: Cli, city: dict[str, str]) -> None:
    """By what is dated up to that day, whenever it was written."""
    (then,) = rows(cli, "--project", city["one"], "--at", "D+30")
    assert then["p50"] < rows(cli, "--project", city["one"])[0]["p50"] + 170 and then["plan"] == 2_000
    cli("progress", city["one"], "+300万", "--on", "D+35", "--yes")
    assert rows(cli, "--project", city["one"], "--at", "D+30") == [then]
    assert rows(cli, "--at", "today") == rows(cli) and rows(cli, "--at", "-1d") != rows(cli)
    assert rows(cli, "--by", "county", "--at", "D+30")[0]["code"] == "C01"
    assert rows(cli, "--at", "D-3") == []
    later = cli("add-project", "新项目", "--plan", "100万").line
    assert rows(cli, "--project", later, "--at", "D+30") == []


def test_after_the_last_day_it_is_what_was_done(cli: Cli, city: dict[str, str]) -> None:
    for now in ("2027-01-09T10:00:00+08:00", "2027-05-01T10:00:00+08:00"):
        env = {"CAMPAIGN_NOW": now}
        for row in (rows(cli, env=env)[0], *rows(cli, "--by", "county", env=env)):
            assert row["p10"] == row["p50"] == row["p90"] and row["probability"] in (0, 1)
            assert row["needed_per_day"] is None or row["probability"] == 1
        assert cli("forecast", env=env).code == 0


# The dashboard's ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def session(db: Path, city: dict[str, str]) -> Iterator[Session]:
    session = Session(db, "hq", clock=lambda: MORNING)
    yield session
    session.close()


def test_the_fan_follows_whatever_is_written(session: Session, city: dict[str, str]) -> None:
    """As if it were asked for anew: reports of today and of earlier days, corrections, plans, suspensions, excused days."""
    random, fans, situation = Random(18), Fans(), session.situation()
    assert fans.city(session, situation, None).fan is not None
    some = [*city.values(), "P0001", "P0002"]
    acts = [lambda code: projects.report(session, code, {}, money="+30万"),
            lambda code: projects.report(session, code, {}, money="-5万"),
            lambda code: projects.report(session, code, {}, money="+40万", on="D+33"),
            lambda code: projects.report(session, code, {}, money="-7万", on="D+34"),
            lambda code: session.undo()]
    for _ in range(40):
        with suppress(CampaignError):  # less than nothing is refused
            random.choice(acts)(random.choice(some))
        situation = session.refreshed(situation)
        found = fans.city(session, situation, session.touched)
        assert found == Fans().city(session, situation, None)
        assert found.fan is not None and found.forecast == service.forecasts(session, situation).lines[0].forecast
        assert (found.fan.p50[0], found.fan.p50[-1], len(found.fan.p10)) == (found.forecast.done, found.forecast.p50, 63)
