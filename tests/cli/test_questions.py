"""One command per question: where to go today, whose site was empty, what freezes most, what is too late, rates, deeds.

The city is given a county, people and projects of its own, so that every figure can be counted here: today is day 38, 7 November.
"""

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from campaign.cli.answers import blast, dossier, rates, today, too_late
from campaign.core.model.project import Channel
from campaign.store.queries import presence as presence_queries
from campaign.store.queries.presence import recent_sites, sites_visited
from campaign.store.store import Store
from campaign.tables.presence import SITES
from tests.cli.conftest import Cli, one_line

ROOM = ("today", "presence", "blast", "too-late", "rates", "dossier")


def add(cli: Cli, *args: str) -> str:
    said = cli(*args)
    assert said.code == 0, said.err
    return said.line


@pytest.fixture
def city(cli: Cli) -> dict[str, str]:
    """A county with a leader, a manager and two working sites that nobody else's facts reach."""
    county = add(cli, "add-county", "青岭县")
    leader = add(cli, "add-leader", "孙某柏", "--rank", "city")
    manager = add(cli, "add-person", "吴某峰")
    made = {"county": county, "leader": leader, "manager": manager}
    for key, name in (("one", "冷链物流园"), ("two", "抽水蓄能电站")):
        made[key] = add(cli, "add-project", name, "-c", county, "-l", leader, "--manager", manager, "-t", "3亿",
                        "--stage", "building", "--started", "D+10", "--registered", "D+11", "--investor", "private")
    return made


def rows(cli: Cli, *args: str) -> list[dict[str, Any]]:
    said = cli(*args, "--json")
    assert said.code == 0, said.err
    found: list[dict[str, Any]] = said.json()
    return found


# Today ------------------------------------------------------------------------------------------------------------------


def test_today_says_where_and_why(cli: Cli, city: dict[str, str]) -> None:
    one, two, leader = city["one"], city["two"], city["leader"]
    item = add(cli, "add-blocker", "供电接入", "--project", one, "--category", "utilities", "--authority", "city",
               "--due", "D+26")
    cli("visit", one, "--by", leader, "--on", "D+23")
    cli("progress", one, "+1万", "--on", "today")
    cli("progress", two, "+1万", "--on", "today")
    (row,) = rows(cli, "today", "孙")
    # 14 days since day 24, one overdue (11 days since day 27), red, no plan: (3 + 1 + 2) × (1 + 14/7) × 1 = 18.
    assert {key: row[key] for key in ("code", "county", "light", "score", "overdue_blockers", "open_blockers")} == {
        "code": one, "county": city["county"], "light": "red", "score": 18, "overdue_blockers": 1, "open_blockers": 1}
    assert (row["days_since_visit"], row["leader_visit"], row["blockers"], row["settles"]) == (14, "2026-10-24", [item], 1)
    assert row["reasons"] == [f"{item} 11 days late, city can settle", "leader absent 14 days"]
    assert (row["days_since_leader_visit"], row["leader"], row["leader_name"]) == (14, leader, "孙某柏")
    assert tuple(row) == today.TODAY
    said = cli("today", leader)
    assert (said.code, said.err) == (0, "")
    head, first, second = said.line.splitlines()
    assert head.split() == ["County", "Code", "Name", "Light", "Reasons"]
    assert first.startswith("青岭县") and second.strip() == "leader absent 14 days"


def test_today_for_oneself_or_for_all(cli: Cli, city: dict[str, str]) -> None:
    leader = city["leader"]
    add(cli, "add-blocker", "供电接入", "--project", city["one"], "--category", "utilities", "--due", "D+26")
    everyone = rows(cli, "today")
    assert {leader, "L01"} <= {row["leader"] for row in everyone} and all(row["leader_name"] for row in everyone)
    # Grouped by county, the groups by their highest score, and so within them.
    first = {row["county"]: row["score"] for row in reversed(everyone)}
    assert [row["county"] for row in everyone] == sorted((row["county"] for row in everyone), key=lambda county: -first[county])
    head, *lines = cli("today").line.splitlines()
    assert head.split() == ["County", "Leader", "Code", "Name", "Light", "Reasons"]
    assert next(line for line in lines if city["one"] in line).split()[:2] == ["青岭县", "孙某柏"]
    me = {"CAMPAIGN_ME": "孙某柏"}
    mine = cli("today", "--json", env=me).json()
    assert [row["code"] for row in mine] == [row["code"] for row in everyone if row["leader"] == leader]
    assert cli("today", "--all", "--json", env=me).json() == everyone
    assert cli("today", "--json", env={"CAMPAIGN_ME": city["manager"]}).json() == everyone  # leads nothing
    twice = cli("today", leader, "--all")
    assert (twice.code, twice.out) == (2, "")
    assert "--all" in one_line(twice.err)
    nothing = cli("today", city["manager"])
    assert (nothing.code, nothing.out) == (0, "")
    assert "吴某峰" in one_line(nothing.err)
    assert cli("today", "没有这个人").code == 3


# Presence ---------------------------------------------------------------------------------------------------------------


def test_presence(cli: Cli, city: dict[str, str]) -> None:
    one, two, manager = city["one"], city["two"], city["manager"]
    for on in ("D+33", "D+35", "D+36", "today"):
        cli("visit", one, "--by", manager, "--on", on)
    cli("visit", one, "--by", city["leader"], "--on", "D+32")
    cli("excuse", "D+34", "--why", "台风", "--county", city["county"])
    cli("visit", two, "--channel", "phone")
    stuck = add(cli, "add-blocker", "管线迁改", "--project", one, "--category", "pipeline", "--on", "D+20", "--due", "D+60")
    empty, full = rows(cli, "presence", "-c", "青岭")
    # Days 38, 37, 36, over the storm on 35, and 34: the manager's four. The leader makes the fifth of seven.
    assert (full["code"], full["today"], full["manager_today"], full["streak"]) == (one, "site", True, 4)
    assert full["unsolved"] == [stuck]
    assert (full["last_visit"], full["days_since_visit"], full["manager_name"]) == ("2026-11-07", 0, "吴某峰")
    # Days 1 to 10 not started, 10 to 14 excused by everyone's study week, of which 14 was worked.
    assert full["strip"] == "__________" + "xxxx" + "." * 18 + "##x###"
    assert (empty["code"], empty["today"], empty["streak"], empty["days_since_visit"]) == (two, "remote", 0, None)
    assert tuple(full) == SITES.heads
    absent = [row["code"] for row in rows(cli, "presence", "--absent")]
    assert two in absent and one not in absent
    assert set(absent) == {row["code"] for row in rows(cli, "projects", "--nobody-today")}
    assert [row["code"] for row in rows(cli, "presence", "--project", two)] == [two]
    assert {row["code"] for row in rows(cli, "presence", "-l", "孙")} == {one, two}


def test_how_leaders_are_in_touch(cli: Cli, city: dict[str, str]) -> None:
    for on, project, channel in (("D+12", "one", "site"), ("D+13", "one", "site"), ("D+14", "two", "site"),
                                 ("D+15", "two", "phone"), ("D-1", "two", "site")):
        cli("visit", city[project], "--by", city["leader"], "--on", on, "--channel", channel)
    cli("visit", city["one"], "--by", "李某川", "--channel", "meeting")
    found = {row["code"]: row for row in rows(cli, "presence", "--leaders")}
    # Three of four within the campaign on site, on two sites; the day before it is not counted.
    mine = found[city["leader"]]
    assert (mine["site"], mine["phone"], mine["meeting"], mine["site_pct"], mine["sites"]) == (3, 1, 0, 75.0, 2)
    assert found["L02"]["meeting"] >= 1
    idle = add(cli, "add-leader", "钱某")
    (row,) = rows(cli, "presence", "--leaders", "-l", idle)
    assert (row["site_pct"], row["sites"]) == (None, 0)
    assert cli("presence", "--leaders", "--absent").code == 2


def test_what_is_read_of_visits(cli: Cli, city: dict[str, str], db: Path) -> None:
    one, two, leader = city["one"], city["two"], city["leader"]
    for project, on, channel in ((one, "D+30", "site"), (one, "D+20", "site"), (one, "D+30", "phone"), (two, "D+29", "meeting")):
        cli("visit", project, "--by", leader, "--on", on, "--channel", channel)
    with Store(db) as store:
        every = presence_queries.presence(store, None, date(2026, 10, 30))
        some = presence_queries.presence(store, [one, two], date(2026, 10, 21))
        assert every[two] == [(date(2026, 10, 30), Channel.MEETING, leader)]
        assert sorted(some[one]) == [(date(2026, 10, 21), Channel.SITE, leader), (date(2026, 10, 31), Channel.PHONE, leader),
                                     (date(2026, 10, 31), Channel.SITE, leader)]
        assert presence_queries.presence(store, [], date(2026, 10, 1)) == {}
        recent = recent_sites(store, date(2026, 10, 22))
        assert (recent[one], two in recent) == ({date(2026, 10, 31)}, False)
        assert recent_sites(store, date(2026, 10, 1), [two]) == {}
        assert recent_sites(store, date(2026, 10, 1), [one]) == {one: {date(2026, 10, 21), date(2026, 10, 31)}}
        at = presence_queries.channels(store, None, date(2026, 10, 31))
        assert (at[one], two in at) == ({Channel.SITE, Channel.PHONE}, False)
        assert presence_queries.channels(store, [two], date(2026, 10, 30)) == {two: {Channel.MEETING}}
        days = date(2026, 10, 22), date(2026, 10, 31)
        assert presence_queries.contacts(store, *days)[leader] == {Channel.SITE: 1, Channel.PHONE: 1, Channel.MEETING: 1}
        assert sites_visited(store, *days)[leader] == 1


def test_a_visit_that_names_nobody_puts_no_manager_on_site(cli: Cli, city: dict[str, str]) -> None:
    one, manager = city["one"], city["manager"]
    cli("visit", one)
    (row,) = rows(cli, "presence", "--project", one)
    # Someone was there: the site is no longer among the empty ones, and its day is one on site. Nobody knows who.
    assert (row["today"], row["strip"][-1], row["days_since_visit"]) == ("site", "#", 0)
    assert (row["manager_today"], row["streak"]) == (False, 0)
    assert one not in {found["code"] for found in rows(cli, "presence", "--absent")}
    assert cli("visit", one, env={"CAMPAIGN_ME": manager}).code == 0
    (row,) = rows(cli, "presence", "--project", one)
    assert (row["manager_today"], row["streak"]) == (True, 1)
    # An empty --by names nobody, whoever types it.
    cli("visit", city["two"], "--by", "", env={"CAMPAIGN_ME": manager})
    assert not rows(cli, "presence", "--project", city["two"])[0]["manager_today"]


# Blast radius -----------------------------------------------------------------------------------------------------------


def test_blast_counts_a_pair_once(cli: Cli, city: dict[str, str]) -> None:
    one, two = city["one"], city["two"]
    task = add(cli, "add-land-task", "厂区征迁", "--kind", "expropriation", "--project", one, two, "--due", "D+30", "--on", "D+5")
    item = add(cli, "add-blocker", "两户未签", "--project", one, "--category", "expropriation", "--about", task)
    other = add(cli, "add-blocker", "供电接入", "--project", two, "--category", "utilities")
    found = {row["code"]: row for row in rows(cli, "blast")}
    assert task not in found
    pair = found[item]
    assert (pair["kind"], pair["also"], pair["projects"], pair["codes"], pair["total"]) == ("blocker", task, 2, [one, two], 60000)
    assert (pair["leaders"], pair["leader_codes"], pair["county"]) == (1, [city["leader"]], None)
    assert (found[other]["also"], found[other]["total"]) == (None, 30000)
    totals = [row["total"] for row in rows(cli, "blast")]
    assert totals == sorted(totals, reverse=True)
    # In all: each project once, whatever holds it.
    last = cli("blast").line.splitlines()[-1]
    frozen = {code for row in found.values() for code in row["codes"]}
    assert f" {len(frozen)} projects" in last
    row = cli("blast", item, "--json").json()
    assert (row["free"], row["free_total"], row["still_held"]) == (1, 30000, 1)
    assert [(project["code"], project["held_by"]) for project in row["project_list"]] == [(one, []), (two, [other])]
    same = cli("blast", task, "--json").json()
    assert (same["kind"], same["also"], same["free"], same["total"]) == ("land_task", item, 1, 60000)
    lines = cli("blast", item).line.splitlines()
    assert lines[:3] == [f"{item} 两户未签 ({task}) freezes 2 projects, ¥600.0M", "Solved, it frees 1 project, ¥300.0M",
                         "1 project stays held by something else"]


def test_blast_of_what_is_settled_or_unknown(cli: Cli, city: dict[str, str]) -> None:
    item = add(cli, "add-blocker", "供电接入", "--project", city["one"], "--category", "utilities")
    cli("resolve", item, "--how", "已接通")
    task = add(cli, "add-land-task", "厂区征迁", "--kind", "expropriation", "--project", city["one"])
    cli("accept", task)
    for text, code in ((item, 1), (task, 1), ("B7777", 3), ("G7777", 3), ("P0001", 3), ("", 2)):
        said = cli("blast", text)
        assert (said.code, said.out) == (code, ""), text
        one_line(said.err)


# Too late ---------------------------------------------------------------------------------------------------------------


def test_too_late_step_by_step(cli: Cli, city: dict[str, str]) -> None:
    code = add(cli, "add-project", "滨海大道", "-c", city["county"], "-l", city["leader"], "--planned-start", "D+40")
    add(cli, "add-approval", code, "pre_notice", "compensation_notice")
    (row,) = (row for row in rows(cli, "too-late") if row["code"] == code)
    # From Saturday 7 November: ten working days end on the 20th, thirty days more on 20 December; the milestone is day 41.
    assert (row["mark"], row["milestone"], row["floor_end"], row["days_late"]) == ("too_late", "2026-11-10", "2026-12-20", 40)
    facts = ("kind", "begins", "ends", "days", "working", "bound")
    assert [tuple(step[key] for key in facts) for step in row["chain"]] == [
        ("pre_notice", "2026-11-07", "2026-11-20", 10, True, "floor"),
        ("compensation_notice", "2026-11-20", "2026-12-20", 30, False, "floor")]
    # Thirty days before 10 November.
    assert row["chain"][1]["latest"] == "2026-10-11"
    assert (row["estimated"], tuple(row)) == (False, too_late.TOO_LATE)
    said = cli("too-late")
    assert f"{code} 滨海大道  too late: through on 2026-12-20 at the earliest, 40 days after its milestone 2026-11-10" in said.out
    assert said.out.count("verify") == 1
    assert "10 working days" in said.out and "floor" in said.out
    assert "Step: " in cli("too-late", "--plain").out


def test_at_risk_only_when_asked_for(cli: Cli, city: dict[str, str]) -> None:
    code = add(cli, "add-project", "滨海大道", "-c", city["county"], "--planned-start", "D+40")
    add(cli, "add-approval", code, "permit", "works_planning")
    assert code not in [row["code"] for row in rows(cli, "too-late")]
    (row,) = (row for row in rows(cli, "too-late", "--risk") if row["code"] == code)
    assert (row["mark"], row["floor_end"]) == ("at_risk", "2026-11-07")
    assert row["limit_end"] > row["milestone"]
    assert [step["bound"] for step in row["chain"]] == ["limit", "limit"]


# Rates ------------------------------------------------------------------------------------------------------------------


def test_rates_by_county(cli: Cli, city: dict[str, str]) -> None:
    one = city["one"]
    cli("edit", one, "--plan", "1000万", "--planned-start", "D+10", "--funds-planned", "2000万")
    cli("progress", one, "+300万")
    cli("fund", one, "+500万")
    cli("register", one, "2026-10", "120万")
    (row,) = (row for row in rows(cli, "rates", "--by", "county") if row["code"] == city["county"])
    assert (row["name"], row["projects"], row["start_pct"], row["start_met"], row["start_due"]) == ("青岭县", 2, 100.0, 1, 1)
    assert (row["investment_pct"], row["funds_pct"], row["finish_pct"], row["registration_pct"]) == (30.0, 25.0, None, 100.0)
    assert (row["reported_done"], row["reported_plan"], row["registered_money"]) == (300, 1000, 120)
    assert (row["private_plan_pct"], row["registration_met"], row["registration_due"]) == (100.0, 2, 2)
    assert tuple(row) == rates.RATES
    (city_row,) = rows(cli, "rates")
    assert city_row["code"] == "city"
    by_county = rows(cli, "rates", "--by", "county")
    for key in ("projects", "reported_done", "reported_plan", "registered_money", "start_due", "registration_met"):
        assert sum(one[key] for one in by_county) == city_row[key], key


def test_nothing_due_is_no_rate(cli: Cli) -> None:
    leader = add(cli, "add-leader", "钱某")
    (row,) = (row for row in rows(cli, "rates", "--by", "leader") if row["code"] == leader)
    assert [row[key] for key in row if key.endswith("_pct")] == [None] * 7
    line = next(line for line in cli("rates", "--by", "leader").line.splitlines() if line.startswith("钱某"))
    assert line.split()[1:7] == ["0", "-", "-", "-", "-", "-"]


def test_rates_by_word(cli: Cli) -> None:
    assert [row["code"] for row in rows(cli, "rates", "--by", "investor")][:4] == ["private", "state", "government", "foreign"]
    assert len(rows(cli, "rates", "--by", "sector")) >= 7
    said = cli("rates", "--by", "colour")
    assert (said.code, said.out) == (2, "")
    assert "investor" in one_line(said.err)


def test_the_next_filing_is_told(cli: Cli) -> None:
    cli("settings", "filing_day", "13")
    for args in (("rates",), ("status",)):
        assert "filing in 6 days" in cli(*args).out, args


# Deeds ------------------------------------------------------------------------------------------------------------------


def test_a_dossier_has_days_and_no_score(cli: Cli, city: dict[str, str]) -> None:
    one, two, leader = city["one"], city["two"], city["leader"]
    cli("claim", "P0003", "-l", leader, "--yes")
    item = add(cli, "add-blocker", "供电接入", "--project", one, "--category", "utilities", "--on", "D+20")
    cli("visit", one, "--by", leader, "--on", "D+25", "--resolved", item, "--solved", "当场定了线路")
    cli("visit", two, "--by", leader, "--on", "D+12", "--channel", "phone")
    found = rows(cli, "dossier", "孙某柏")
    assert [(row["on"], row["kind"], row["code"]) for row in found] == [
        ("2026-10-13", "visited", two), ("2026-10-26", "visited", one), ("2026-10-26", "solved", item),
        ("2026-11-07", "claimed", "P0003"), (None, "led", one), (None, "led", two)]
    assert {tuple(row) for row in found} == {dossier.DOSSIER}
    assert "当场定了线路" in found[1]["text"] and found[2]["name"] == "供电接入"
    assert [row["channel"] for row in found[:3]] == ["phone", "site", None]
    said = cli("dossier", leader)
    # A call is none on site.
    assert "phone" in said.line.splitlines()[1] and "visited" not in said.line.splitlines()[1]
    assert "visited" in said.line.splitlines()[2]
    assert said.code == 0 and "score" not in said.out.lower()
    nothing = cli("dossier", add(cli, "add-leader", "钱某"))
    assert (nothing.code, nothing.out) == (0, "")
    one_line(nothing.err)


def test_two_visits_to_one_site_on_one_day_are_one_day_there(cli: Cli, city: dict[str, str]) -> None:
    one, two, leader = city["one"], city["two"], city["leader"]
    for site, on in ((one, "D+12"), (one, "D+12"), (two, "D+12"), (one, "D+13")):
        assert cli("visit", site, "--by", leader, "--on", on, "--yes").code == 0
    cli("visit", one, "--by", leader, "--on", "D+14", "--channel", "phone")
    assert sum(row["kind"] == "visited" for row in rows(cli, "dossier", leader)) == 5
    for style in ((), ("--plain",)):
        assert cli("dossier", leader, *style).out.splitlines()[-1] == "On site 3 days (4 visits)"
        assert cli("dossier", leader, *style, env={"CAMPAIGN_LANG": "zh"}).out.splitlines()[-1] == "到场 3 天（4 次）"


# Who has to decide ------------------------------------------------------------------------------------------------------


def test_who_has_to_decide_is_the_level_of_the_unit_that_opened(cli: Cli, city: dict[str, str]) -> None:
    above, own = add(cli, "add-unit", "省厅", "--authority", "province"), add(cli, "add-unit", "市局", "--authority", "city")
    item = add(cli, "add-blocker", "--category", "land", "用地未批", "--project", city["one"], "-u", above, "--on", "D+1",
               "--due", "D+20")
    (row,) = [row for row in rows(cli, "today", city["leader"]) if row["code"] == city["one"]]
    assert row["settles"] == 0 and not any("can settle" in text for text in row["reasons"])
    (found,) = [row for row in rows(cli, "projects", "--light", "red") if row["code"] == city["one"]]
    assert "waiting_province" in found["marks"]
    cli("assign", item, own)
    assert cli("show", item, "--json").json()["authority"] == "province"
    told = add(cli, "add-blocker", "--category", "land", "供电", "--project", city["two"], "-u", above, "--authority", "county")
    assert cli("show", told, "--json").json()["authority"] == "county"
    task = add(cli, "add-land-task", "征地", "--kind", "expropriation", "--project", city["two"], "-u", above, "--due", "D+60")
    assert cli("show", task, "--json").json()["authority"] == "province"
    bare = add(cli, "add-blocker", "--category", "land", "无单位", "--project", city["two"])
    assert cli("show", bare, "--json").json()["authority"] is None


def test_a_danger_reported_with_progress_lies_with_the_level_of_the_projects_unit(cli: Cli, city: dict[str, str]) -> None:
    above = add(cli, "add-unit", "省厅", "--authority", "province")
    cli("edit", city["one"], "-u", above)
    cli("progress", city["one"], "+1万", "--safety", "塔吊")
    (found,) = rows(cli, "blockers", "--category", "safety")
    assert found["authority"] == "province"


# All of them ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ROOM)
def test_every_answer_has_every_form(cli: Cli, city: dict[str, str], command: str) -> None:
    args = [command, city["leader"]] if command in ("today", "dossier") else [command]
    heads = {"today": today.TODAY, "presence": SITES.heads, "blast": blast.BLAST, "too-late": too_late.TOO_LATE,
             "rates": rates.RATES, "dossier": dossier.DOSSIER}
    for lang in ("en", "zh"):
        for style in ((), ("--plain",), ("--csv",), ("--json",)):
            said = cli(*args, *style, env={"CAMPAIGN_LANG": lang})
            assert said.code == 0, said.err
    said = cli(*args, "--csv")
    assert tuple(next(csv.reader(io.StringIO(said.out)))) == heads[command]
    assert isinstance(cli(*args, "--json").json(), list)
    refused = cli(*args, "--json", "--csv")
    assert refused.code == 2
    one_line(refused.err)
