"""Every command that writes: what it changes, what it prints, how it is refused."""

from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Cli, Said, one_line


def show(cli: Cli, code: str) -> Any:
    return cli("show", code, "--json").json()


def done(said: Said) -> str:
    """The talk of a write that succeeded."""
    assert said.code == 0, said.err
    return one_line(said.err)


def test_add_prints_the_code_alone(cli: Cli) -> None:
    for args, code in (
        (("add-county", "青岭县", "-l", "王"), "C03"),
        (("add-unit", "市住建局", "--authority", "city"), "U05"),
        (("add-leader", "吴某峰", "--post", "副市长", "--rank", "city"), "L04"),
        (("add-person", "孙某柏", "--unit", "市林业局"), "M003"),
        (("add-project", "冷链物流园"), "P0006"),
        (("add-blocker", "供电接入", "--project", "P0006", "--category", "utilities"), "B0007"),
    ):
        said = cli(*args)
        assert (said.code, said.out) == (0, code + "\n"), said.err
        done(said)
    assert cli("add-project", "另一个", "--json").json()["code"] == "P0007"


def test_add_project_with_everything(cli: Cli) -> None:
    cli(
        "add-project",
        "滨海三期",
        "-l",
        "王",
        "-c",
        "临江",
        "-u",
        "市林业局",
        "-t",
        "50亿",
        "--plan",
        "3.2亿",
        "--plan-year",
        "5亿",
        "--manager",
        "zms",
        "--sector",
        "industry",
        "--investor",
        "private",
        "--planned-start",
        "D+10",
        "--planned-finish",
        "2027-06-30",
        "--started",
        "-3d",
        "--registered",
        "today",
        "--national-code",
        "2610-77",
        "--developer",
        "某公司",
        "--provincial-key",
        "--done-before",
        "1,200万元",
        "--funds-planned",
        "１亿",
        "--pull",
        "3",
        "--node",
        "正极",
        "--anchor",
        "龙头",
        "--expected-tax",
        "9000",
    )
    row = show(cli, "P0006")
    assert (row["leader"], row["county"], row["unit"], row["manager"]) == ("L01", "C01", "U01", "M001")
    assert (row["total"], row["plan_100"], row["plan_year"], row["done_before"]) == (500_000, 32_000, 50_000, 1_200)
    assert (row["funds_planned"], row["expected_tax"], row["pull"], row["provincial_key"]) == (10_000, 9_000, 3, True)
    assert (row["planned_start"], row["planned_finish"], row["started"], row["registered"]) == (
        "2026-10-11",
        "2027-06-30",
        "2026-11-04",
        "2026-11-07",
    )
    assert row["stage"] == "building" and row["light"] in ("green", "red", "yellow")


def test_claim_and_handover(cli: Cli) -> None:
    assert "L03" in done(cli("claim", "P0001", "-l", "陈某海", "--yes"))
    assert show(cli, "P0001")["leader"] == "L03"
    assert "nothing was changed" in done(cli("claim", "P0001", "-l", "L03"))
    done(cli("handover", "L03", "L02"))
    assert {row["leader"] for row in cli("projects", "--json").json()} == {"L01", "L02"}
    assert cli("claim", "P0001", "-l", "赵").code == 3
    assert cli("handover", "L01", "L01").code == 2


@pytest.mark.parametrize("args", [
    ("claim", "P0001", "-l", "L03"), ("edit", "P0001", "-l", "L03"), ("edit", "K0001", "-l", "L03")])
def test_whoever_takes_it_from_another_leader_is_asked(cli: Cli, args: tuple[str, ...]) -> None:
    """Without a terminal to ask on nothing is written. That one leads it already, or nobody does, is nothing to ask about."""
    before = cli("log", "--json").json()[0]["seq"]
    said = cli(*args)
    assert said.code == 1 and all(word in one_line(said.err) for word in (args[1], "L01", "王某山", "--yes"))
    assert cli("log", "--json").json()[0]["seq"] == before
    done(cli(*args, "--yes"))
    assert show(cli, args[1])["leader"] == "L03"
    assert "nothing was changed" in done(cli(*args))
    done(cli("edit", args[1], "-l", ""))
    done(cli(*args))


@pytest.mark.parametrize("me", ["L01", "L03"])
def test_both_leaders_are_told(cli: Cli, me: str) -> None:
    done(cli("claim", "P0001", "-l", "L03", "--yes"))
    told = cli("news", "--since", "today", env={"CAMPAIGN_ACTOR": me, "CAMPAIGN_ME": me}).out
    assert "P0001" in told and "王某山 -> 陈某海" in told


@pytest.mark.parametrize(
    ("typed", "total"), [("+300万", 1000), ("-300万", 400), ("－300万", 400), ("300", 1000), ("+0.5亿", 5700), ("0", 700)]
)
def test_progress_takes_added_money(cli: Cli, typed: str, total: int) -> None:
    done(cli("progress", "P0002", typed, "--yes"))
    assert show(cli, "P0002")["done_100"] == total


def test_progress_takes_cumulative_money_and_facts(cli: Cli) -> None:
    done(
        cli(
            "progress",
            "P0002",
            "--to",
            "3200万",
            "--done",
            "主体封顶",
            "--crew",
            "120/150",
            "--machines",
            "8",
            "--fronts",
            "3",
            "--materials",
            "钢材",
            "--note",
            "加班",
            "--on",
            "-1d",
            "--on-site",
            "--by",
            "赵某松",
            "--safety",
            "塔吊基础沉降",
        )
    )
    row = show(cli, "P0002")
    report = row["progress"][0]
    assert row["done_100"] == 3200 and report["money"] == 2500 and report["on"] == "2026-11-06"
    assert (report["crew"], report["crew_planned"], report["machines"], report["fronts"]) == (120, 150, 8, 3)
    assert row["visits"][0] == {
        "project": "P0002",
        "on": "2026-11-06",
        "channel": "site",
        "person": "M001",
        "solved": None,
        "person_name": "赵某松",
    }
    assert any(blocker["category"] == "safety" for blocker in row["blockers"])


@pytest.mark.parametrize(
    "args",
    [
        ("P0002",),
        ("P0002", "+300万", "--to", "5"),
        ("P0002", "abc"),
        ("P0002", "+1.5万"),
        ("P0002", "--crew", "x"),
        ("P0002", "--crew", "3/"),
        ("P0002", "--crew", "/3"),
        ("P0002", "+3", "--on", "+1d"),
        ("P0002", "--crw", "3"),
        ("P0002", "-300万", "--crw", "3"),
        ("P0002", "-x"),
        ("P0002", "+1", "+2"),
        ("P0002", "-1", "-2"),
        ("P0002", "+1", "--done", "--note"),
    ],
)
def test_progress_refuses(cli: Cli, args: tuple[str, ...]) -> None:
    said = cli("progress", *args)
    assert said.code == 2 and not said.out
    one_line(said.err)


def test_a_misspelt_option_is_named(cli: Cli) -> None:
    assert "--crw" in cli("progress", "P0002", "-300万", "--crw", "3").err
    assert "--crew" in cli("progress", "P0002", "-300万", "--crw", "3").err


def test_visit(cli: Cli) -> None:
    done(cli("visit", "P0001", "--by", "王", "--resolved", "B0001", "B0002", "--how", "当场定了"))
    assert show(cli, "B0001")["state"] == show(cli, "B0002")["state"] == "resolved"
    assert show(cli, "P0001")["last_visit"] == "2026-11-07"
    done(cli("visit", "P0005", "--channel", "phone", "--solved", "协调供水", "--on", "yesterday"))
    assert show(cli, "P0005")["visits"][0]["channel"] == "phone" and show(cli, "P0005")["last_visit"] is None
    assert cli("visit", "P0001", "--channel", "mail").code == 2
    assert cli("visit", "P0005", "--resolved", "B0003").code == 1


def test_excuse(cli: Cli) -> None:
    done(cli("excuse", "D+30..D+32", "--why", "台风", "--county", "临江"))
    done(cli("excuse", "-3d..-1d", "--why", "学习周", "--person", "L01"))
    assert cli("excuse", "D+3..D+1", "--why", "x").code == 2
    assert cli("excuse", "today").code == 2
    assert cli("excuse", "today", "--why", "x", "--county", "C01", "--person", "L01").code == 2


def test_assign_moves_and_the_same_unit_again_does_not(cli: Cli) -> None:
    done(cli("assign", "B0003", "--unit", "市林业局"))
    done(cli("assign", "B0003", "--unit", "省林业局", "--did", "材料已交"))
    assert "nothing was changed" in done(cli("assign", "B0003", "--unit", "省林业局"))
    done(cli("assign", "B0003", "--unit", "市林业局"))
    row = show(cli, "B0003")
    assert [(move["from"], move["to"], move["did"]) for move in row["moves"]] == [
        (None, "U01", None),
        ("U01", "U02", "材料已交"),
        ("U02", "U01", None),
    ]
    assert "buck_passing" in row["flags"] and row["unit"] == "U01"


def test_a_blocker_from_opening_to_reopening(cli: Cli) -> None:
    code = cli(
        "add-blocker",
        "管线迁改二",
        "--project",
        "P0001",
        "P0002",
        "--category",
        "pipeline",
        "--unit",
        "U01",
        "--person",
        "周",
        "--due",
        "D+50",
        "--authority",
        "city",
    ).line
    assert show(cli, code)["projects"] == ["P0001", "P0002"] and show(cli, code)["due"] == "2026-11-20"
    done(cli("note", code, "已约会商"))
    done(cli("contact", code, "电话催办"))
    assert "headquarters" not in done(cli("escalate", code)) and show(cli, code)["level"] == 1
    done(cli("escalate", code, "--upward"))
    assert show(cli, code)["level"] == 4 and cli("escalate", code).code == 1
    done(cli("hold", code, "--reason", "weather", "--review", "+7d", "--why", "等雨停"))
    assert show(cli, code)["state"] == "on_hold"
    done(cli("edit", code, "--due", "D+60", "--why", "补件"))
    done(cli("resolve", code, "--how", "已迁", "--on-site", "--by", "L01"))
    row = show(cli, code)
    assert (row["state"], row["resolution"], row["on_site"]) == ("resolved", "已迁", True)
    assert show(cli, "P0001")["last_visit"] == "2026-11-07"
    assert cli("resolve", code, "--how", "x").code == 1 and cli("note", code, "x").code == 1
    done(cli("reopen", code, "--why", "又漏了"))
    assert [event["kind"] for event in show(cli, code)["events"]] == [
        "open",
        "note",
        "contact",
        "level",
        "level",
        "hold",
        "due",
        "resolve",
        "reopen",
    ]


def test_a_blocker_on_a_whole_county(cli: Cli) -> None:
    code = cli("add-blocker", "全县整改", "--county", "望潮", "--category", "rectification").line
    assert show(cli, code)["blast"] == {"projects": 2, "total": 70000, "leaders": 2}
    assert cli("add-blocker", "x", "--category", "land").code == 2
    assert cli("add-blocker", "x", "--category", "land", "--county", "C01", "--project", "P0001").code == 2


def test_edit(cli: Cli) -> None:
    done(cli("edit", "P0001", "--stage", "building", "--started", "today", "--registered", "today", "--total", "2亿"))
    row = show(cli, "P0001")
    assert (row["stage"], row["started"], row["total"]) == ("building", "2026-11-07", 20000)
    done(cli("edit", "P0001", "--leader", "", "--manager", ""))
    assert show(cli, "P0001")["leader"] is None and show(cli, "P0001")["manager"] is None
    done(cli("edit", "P0001", "--suspended", "资金", "--review", "+9d"))
    assert show(cli, "P0001")["light"] == "suspended"
    done(cli("edit", "P0002", "--withdrawn", "业主放弃"))
    assert cli("status", "--json").json()["projects"] == 4
    done(cli("edit", "P0003", "--no-provincial-key", "--pull", "2"))
    for code, option, value in (
        ("C01", "--name", "临海区"),
        ("U01", "--authority", "province"),
        ("M001", "--post", "主任"),
        ("B0001", "--category", "land"),
        ("B0001", "--name", "新标题"),
        ("C01", "--leader", "L02"),
    ):
        done(cli("edit", code, option, value))
    assert show(cli, "B0001")["title"] == "新标题" and show(cli, "C01")["leader"] == "L02"
    done(cli("edit", "M001", "--board"))
    assert len(cli("leaders", "--json").json()) == 4
    done(cli("edit", "M001", "--no-board"))


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("P0001",), 2),
        (("P0001", "--stage", "building"), 1),
        (("P0001", "--started", "+1d"), 2),
        (("P0001", "--due", "D+3"), 2),
        (("B0001", "--due", "D+60"), 2),
        (("B0001", "--unit", "U03"), 2),
        (("C01", "--total", "3"), 2),
        (("P0001", "--board"), 2),
        (("L01", "--leader", "王"), 2),
        (("P0001", "--suspended", "x"), 1),
        (("P0001", "--name", ""), 2),
        (("P9999", "--name", "x"), 3),
        (("P0001", "--total", "3.2"), 2),
        (("P0001", "--stage", "done"), 2),
        (("C02", "--name", "临江区"), 1),
        (("L01", "--no-board"), 1),
        (("P0002", "--national-code", "2610-0"), 1),
        (("P0001", "--leader", "马"), 3),
    ],
)
def test_edit_refuses(cli: Cli, args: tuple[str, ...], code: int) -> None:
    said = cli("edit", *args)
    assert said.code == code, said.err
    one_line(said.err)


def test_undo(cli: Cli) -> None:
    before = show(cli, "P0003")
    done(cli("edit", "P0003", "--name", "市医院"))
    assert "P0003" in done(cli("undo"))
    assert show(cli, "P0003")["name"] == before["name"]
    code = cli("add-project", "要撤销的").line
    done(cli("undo"))
    assert cli("show", code).code == 3
    assert cli("add-project", "下一个").line == "P0007"  # a code is never used twice
    assert cli("undo", env={"CAMPAIGN_ACTOR": "somebody"}).code == 1


def test_undo_of_what_someone_changed_since(cli: Cli) -> None:
    done(cli("edit", "P0003", "--name", "甲"))
    done(cli("edit", "P0003", "--name", "乙", env={"CAMPAIGN_ACTOR": "other"}))
    assert cli("undo").code == 7


def test_a_request_is_carried_out_once(cli: Cli) -> None:
    first = cli("--request", "r-1", "add-project", "只一次")
    again = cli("--request", "r-1", "add-project", "只一次")
    assert (again.code, again.out) == (0, first.out) and "request id" in again.err
    assert len(cli("projects", "--json").json()) == 6
    assert cli("--request", "r-1", "undo").code in (0, 1)
    done(cli("--request", "r-2", "progress", "P0001", "+5"))
    done(cli("--request", "r-2", "progress", "P0001", "+5"))
    assert show(cli, "P0001")["done_100"] == 5


def test_a_version_that_has_moved_on(cli: Cli) -> None:
    version = str(show(cli, "P0001")["version"])
    done(cli("edit", "P0001", "--name", "新名", "--if-version", version))
    for args in (("edit", "P0001", "--name", "别名"), ("claim", "P0001", "-l", "L03")):
        said = cli(*args, "--if-version", version)
        assert said.code == 7 and "P0001" in one_line(said.err)
    version = str(show(cli, "B0001")["version"])
    done(cli("note", "B0001", "x"))
    done(cli("escalate", "B0001", "--if-version", str(show(cli, "B0001")["version"])))
    for args in (
        ("assign", "B0001", "--unit", "U03"),
        ("resolve", "B0001", "--how", "x"),
        ("escalate", "B0001"),
        ("hold", "B0001", "--reason", "other", "--review", "+3d"),
    ):
        assert cli(*args, "--if-version", version).code == 7
    assert cli("edit", "P0001", "--name", "x", "--if-version", "x").code == 2


def test_text_from_stdin(cli: Cli) -> None:
    done(cli("note", "B0001", "-", stdin="第一行\n第二行\n"))
    assert show(cli, "B0001")["events"][-1]["text"] == "第一行 第二行"
    done(cli("note", "B0001", "-", stdin="国标".encode("gb18030")))
    assert show(cli, "B0001")["events"][-1]["text"] == "国标"
    assert cli("add-project", "-", stdin="从管道来").line == "P0006" and show(cli, "P0006")["name"] == "从管道来"
    assert cli("note", "B0001", "-", stdin="").code == 2
    assert cli("note", "B0001", "-", stdin=b"\xff\xff\xff").code == 2
    assert cli("add-project", "-", "--developer", "-", stdin="x").code == 2


def test_init_and_a_second_one(cli: Cli, tmp_path: Path) -> None:
    path = str(tmp_path / "new" / "one.db")
    assert "2026-09-23" in done(cli("--db", path, "init", "--name", "新的", "--start", "2026-09-23"))
    said = cli("--db", path, "init", "--name", "新的", "--start", "2026-09-23")
    assert said.code == 1 and path in one_line(said.err)
    assert cli("--db", path, "seed").code == 1
    assert cli("--db", path, "projects", "--json").json() == []
    assert cli("--db", path, "status").code == 0
    assert cli("--db", str(tmp_path / "b.db"), "init", "--name", "x", "--start", "D+1").code == 2
    assert cli("--db", str(tmp_path / "b.db"), "init", "--name", "x").code == 2
    assert not (tmp_path / "b.db").exists()


def test_seed_and_its_complaints(cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "counties.csv").write_text("name\n临江区\n", "utf-8")
    (folder / "projects.csv").write_text("name,county,total\n甲,临江区,3亿\n乙,哪里,多少\n", "utf-8")
    said = cli("--db", str(tmp_path / "s.db"), "seed", str(folder), "--day", "38")
    assert said.code == 1 and not (tmp_path / "s.db").exists()
    lines = said.err.splitlines()
    assert lines[0].startswith("projects.csv:3:") and len(lines) == 3
    (folder / "projects.csv").write_text("name,county,total\n甲,临江区,3亿\n", "gb18030")
    assert cli("--db", str(tmp_path / "s.db"), "seed", str(folder), "--start", "2026-10-01").code == 0
    assert cli("--db", str(tmp_path / "s.db"), "status", "--json").json()["day"] == 38
    assert cli("--db", str(tmp_path / "t.db"), "seed", str(tmp_path / "nowhere")).code == 1
    assert cli("--db", str(tmp_path / "t.db"), "seed", str(folder), "--day", "3", "--start", "today").code == 2
    assert cli("--db", str(tmp_path / "t.db"), "seed", str(folder), "--day", "x").code == 2
    assert cli("--db", str(tmp_path / "u.db"), "seed", str(folder), "--day", "-5").code == 0
    assert cli("--db", str(tmp_path / "u.db"), "status", "--json").json()["day"] == -5


def test_the_sample_city(cli: Cli, tmp_path: Path) -> None:
    path = str(tmp_path / "sample.db")
    assert cli("--db", path, "seed").code == 0
    status = cli("--db", path, "status", "--json").json()
    assert status["day"] == 38 and status["projects"] > 150
    for args in (("projects",), ("blockers", "--all"), ("leaders",), ("units",), ("tui",), ("show", "B0107"), ("show", "P0042")):
        assert cli("--db", path, *args).code == 0
    assert cli("--db", path, "log", "--verify").code == 0


def test_seed_scale(cli: Cli, tmp_path: Path) -> None:
    path = str(tmp_path / "large.db")
    assert cli("--db", path, "seed", "--scale", "30").code == 0
    assert cli("--db", path, "status", "--json").json()["day"] == 100
    assert cli("--db", str(tmp_path / "x.db"), "seed", "--scale", "0").code == 2
    assert cli("--db", str(tmp_path / "x.db"), "seed", "DIR", "--scale", "3").code == 2
