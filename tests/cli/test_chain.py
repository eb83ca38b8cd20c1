"""The chain map, trips and promotion events on the command line, on the small city: day 38 is 7 November 2026."""

from typing import Any

import pytest

from tests.cli.conftest import Cli, one_line


def row(cli: Cli, command: str, code: str, *options: str) -> dict[str, Any]:
    found: dict[str, Any] = next(row for row in cli(command, *options, "--json").json() if row["code"] == code)
    return found


@pytest.fixture
def city(cli: Cli) -> Cli:
    """Two chains in the place of the city's own; P0001 lies at a node, P0002 on a chain."""
    cli("undo"), cli("undo")
    for args in (("新材料", "膜材料", "weak", "--note", "缺龙头"), ("新材料", "电池材料", "have"),
                 ("食品加工", "检测", "missing")):
        assert cli("chain-set", *args).code == 0
    cli("edit", "P0001", "--node", "新材料/膜材料", "--total", "3亿")
    cli("edit", "P0002", "--node", "新材料")
    return cli


# The chain map ----------------------------------------------------------------------------------------------------------


def test_the_map_shows_nodes_in_order_and_what_lies_there(city: Cli) -> None:
    found = city("chain", "--json").json()
    assert [(row["code"], row["position"], row["state"], row["gap"]) for row in found] == [
        ("新材料/膜材料", 1, "weak", True), ("新材料/电池材料", 2, "have", False), ("新材料", None, None, False),
        ("食品加工/检测", 1, "missing", True)]
    assert found[0] == {
        "code": "新材料/膜材料", "chain": "新材料", "node": "膜材料", "position": 1, "state": "weak", "gap": True,
        "projects": ["P0001"], "projects_total": 30000, "leads": [], "leads_total": 0, "signed_leads": [], "signed_total": 0,
        "note": "缺龙头"}
    assert found[2]["projects"] == ["P0002"]
    assert "膜材料" in city("chain").out and "(no node named)" in city("chain").out
    assert city("chain", "--csv").out.splitlines()[0].startswith("code,chain,node,position,state,gap,projects")
    assert "Gap: yes" in city("chain", "--plain").out


def test_the_map_is_narrowed_to_a_chain_a_state_or_its_gaps(city: Cli) -> None:
    def nodes(*args: str) -> list[str | None]:
        return [row["node"] for row in city("chain", *args, "--json").json()]

    assert nodes("新材料") == nodes("xcl") == nodes("新材") == ["膜材料", "电池材料", None]
    assert nodes("--state", "have") == ["电池材料"] and nodes("--gap") == ["膜材料", "检测"]
    assert nodes("食品加工", "--state", "weak") == []
    assert "fits" in city("chain", "--state", "have", "--gap").err
    said = city("chain", "光伏")
    assert said.code == 3 and "新材料" in one_line(said.err)
    assert city("chain", "--state", "lost").code == 2


def test_an_empty_map_says_what_to_type(cli: Cli) -> None:
    cli("undo"), cli("undo")
    assert cli("chain", "--json").json() == [] and "chain-set" in cli("chain").err


def test_a_node_is_changed_moved_and_added(city: Cli) -> None:
    said = city("chain-set", "新材料", "膜材料", "have", "--note", "")
    assert (said.code, said.out) == (0, "") and "新材料/膜材料" in said.err and "a new node" not in said.err
    assert row(city, "chain", "新材料/膜材料")["note"] is None
    said = city("chain-set", "新材料", "树脂", "missing", "--place", "1")
    assert "a new node" in said.err
    assert [one["node"] for one in city("chain", "新材料", "--json").json()] == ["树脂", "膜材料", "电池材料", None]
    city("chain-set", "新材料", "树脂", "missing", "--place", "9")
    assert [one["node"] for one in city("chain", "新材料", "--json").json()] == ["膜材料", "电池材料", "树脂", None]
    assert [one["chain"] for one in city("chain", "--json").json()][-1] == "食品加工"  # the chains stay where they are
    said = city("chain-set", "新材料", "树脂", "missing")
    assert said.code == 0 and "nothing was changed" in said.err
    for _n in range(3):
        city("undo")
    assert [(one["node"], one["state"], one["note"]) for one in city("chain", "新材料", "--json").json()] == [
        ("膜材料", "weak", "缺龙头"), ("电池材料", "have", None), (None, None, None)]


def test_what_a_node_cannot_be(city: Cli) -> None:
    for args, code in ((("新材料", "膜/材料", "have"), 2), (("新材料", " ", "have"), 2), (("新材料", "膜材料", "lost"), 2),
                       (("新材料", "膜材料", "have", "--place", "x"), 2), (("新材料", "膜" * 61, "have"), 2)):
        said = city("chain-set", *args)
        assert said.code == code, args
        one_line(said.err)


def test_new_private_firms_when_nobody_has_said_any(city: Cli) -> None:
    assert city("chain", "--firms", "--json").json() == [] and "indicator" in city("chain", "--firms").err
    assert city("chain", "--firms", "--gap").code == 2 and city("chain", "新材料", "--firms").code == 2


# Trips ------------------------------------------------------------------------------------------------------------------


def test_a_trip_is_added_listed_shown_corrected_and_taken_back(cli: Cli) -> None:
    said = cli("add-trip", "长三角", "-l", "王", "--from", "D+20", "--to", "D+22", "--purpose", "对接膜材料")
    assert (said.code, said.out) == (0, "R002\n") and "campaign undo" in said.err
    assert row(cli, "trips", "R002") == {
        "code": "R002", "leader": "L01", "leader_name": "王某山", "place": "长三角", "first": "2026-10-21", "last": "2026-10-23",
        "days": 3, "state": "over", "purpose": "对接膜材料", "leads": [], "leads_total": 0, "signed_leads": [], "signed_total": 0,
        "landed_leads": [], "landed_total": 0, "version": 1}
    assert "长三角" in cli("trips").out and cli("trips", "--csv").out.startswith("code,leader,leader_name,place,")
    assert cli("add-trip", "珠三角", "-l", "L02", "--to", "+3d").out == "R003\n"
    assert (row(cli, "trips", "R003")["first"], row(cli, "trips", "R003")["state"]) == ("2026-11-07", "running")
    assert cli("add-trip", "京津冀", "-l", "L02", "--from", "D+60").out == "R004\n"
    assert (row(cli, "trips", "R004")["last"], row(cli, "trips", "R004")["state"]) == ("2026-11-30", "coming")
    assert cli("edit", "R002", "--to", "D+23", "--place", "长三角（苏州）", "-l", "李某川", "--purpose", "").code == 0
    found = cli("show", "R002", "--json").json()
    assert (found["last"], found["place"], found["leader"], found["purpose"], found["lead_list"]) == (
        "2026-10-24", "长三角（苏州）", "L02", None, [])
    assert "长三角（苏州）" in cli("show", "R002").out
    cli("undo")
    assert row(cli, "trips", "R002")["place"] == "长三角"
    for _n in range(3):
        cli("undo")
    assert [one["code"] for one in cli("trips", "--json").json()] == ["R001"]


def test_trips_of_a_leader_since_a_day_and_who_stayed_at_home(cli: Cli) -> None:
    cli("add-trip", "长三角", "-l", "L01", "--from", "D+20", "--to", "D+22")
    cli("add-trip", "珠三角", "-l", "L02", "--from", "D+30")

    def codes(*args: str) -> list[str]:
        return [one["code"] for one in cli("trips", *args, "--json").json()]

    # R001 of L02, D+24 and D+25, is the city's own
    assert codes("--leader", "王") == ["R002"] == [one["code"] for one in cli("show", "L01", "--json").json()["trips"]]
    assert "长三角" in cli("show", "L01").out
    assert (codes("--since", "D+22"), codes("--since", "D+23")) == (["R001", "R002", "R003"], ["R001", "R003"])
    assert codes("--leader", "陈某海") == [] and "fits" in cli("trips", "--leader", "L03").err
    assert cli("trips", "--without", "--json").json() == [{"code": "L03", "name": "陈某海", "post": "副市长", "rank": "city"}]
    assert "陈某海" in cli("trips", "--without").out and cli("trips", "--without", "--since", "today").code == 2


def test_what_a_trip_cannot_be(cli: Cli) -> None:
    cli("add-trip", "长三角", "-l", "L01", "--from", "D+20")
    for args, code in (
            (("add-trip", "长三角"), 2), (("add-trip", " ", "-l", "L01"), 2), (("add-trip", "长三角", "-l", "赵某松"), 3),
            (("add-trip", "长三角", "-l", "L01", "--from", "D+9", "--to", "D+8"), 2), (("add-trip", "长三角", "-l", "谁"), 3),
            (("add-trip", "长三角", "-l", "L01", "--from", "D+20"), 1), (("edit", "R002", "--to", "D+1"), 2),
            (("edit", "R002"), 2), (("edit", "R002", "--stage", "building"), 2), (("edit", "R002", "--place", ""), 2),
            (("edit", "R003", "--place", "x"), 3),
            (("edit", "R002", "--to", "D+21", "--why", "x"), 2), (("edit", "R002", "--name", "x"), 2),
            (("edit", "R002", "--place", "x", "--if-version", "7"), 7), (("edit", "P0001", "--from", "D+9"), 2)):
        said = cli(*args)
        assert said.code == code, (args, said.err)
        one_line(said.err)


# Events -----------------------------------------------------------------------------------------------------------------


def test_an_event_is_added_listed_shown_corrected_and_taken_back(cli: Cli) -> None:
    said = cli("add-event", "海洋经济推介会", "--on", "D+30", "--place", "望潮区")
    assert (said.code, said.out) == (0, "E002\n")
    assert cli("add-event", "冬季签约会", "--on", "D+60").out == "E003\n"
    assert row(cli, "events", "E002") == {
        "code": "E002", "name": "海洋经济推介会", "on": "2026-10-31", "held": True, "place": "望潮区", "note": None, "leads": [],
        "leads_total": 0, "signed_leads": [], "signed_total": 0, "landed_leads": [], "landed_total": 0, "version": 1}
    assert row(cli, "events", "E003")["held"] is False
    assert "海洋经济推介会" in cli("events").out and cli("events", "--csv").out.startswith("code,name,on,held,")
    cli("edit", "E002", "--name", "海洋经济招商推介会", "--on", "D+31", "--note", "两场合办", "--place", "")
    found = cli("show", "E002", "--json").json()
    assert (found["name"], found["on"], found["note"], found["place"], found["lead_list"]) == (
        "海洋经济招商推介会", "2026-11-01", "两场合办", None, [])
    for _n in range(3):
        cli("undo")
    assert [one["code"] for one in cli("events", "--json").json()] == ["E001"]
    for _n in range(4):
        cli("undo")
    assert (cli("events", "--json").json(), cli("trips", "--json").json()) == ([], [])
    assert "add-event" in cli("events").err and "add-trip" in cli("trips").err


def test_what_an_event_cannot_be(cli: Cli) -> None:
    cli("add-event", "推介会", "--on", "D+30")
    for args, code in (
            (("add-event", "推介会"), 2), (("add-event", " ", "--on", "today"), 2), (("add-event", "推介会", "--on", "x"), 2),
            (("add-event", "推介会", "--on", "D+30"), 1), (("edit", "E002", "--on", ""), 2),
            (("edit", "E002", "--to", "x"), 2)):
        said = cli(*args)
        assert said.code == code, (args, said.err)
        one_line(said.err)
    assert cli("add-event", "推介会", "--on", "D+31").code == 0  # another day is another event
