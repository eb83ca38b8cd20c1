"""What cannot be is refused, what is unlikely is asked: each case just under and just over, nothing written without a yes."""

import sys
from pathlib import Path

import pytest

from tests.asked import replay
from tests.cli.conftest import Cli
from tests.driver import Terminal

ROOT = Path(__file__).parents[2]
Line = tuple[str, ...]


def head(cli: Cli) -> int:
    return int(cli("log", "--json").json()[0]["seq"])


def prepared(cli: Cli, *lines: str) -> None:
    for line in lines:
        said = cli(*line.split())
        assert said.code == 0, said.err


@pytest.mark.parametrize(("before", "line"), [
    ((), "progress P0002 -701"), ((), "progress P0002 -701 --on D+30 --by L01 --on-site"), ((), "progress P0002 -301 --on D+25"),
    ((), "fund P0002 -1201"), ((), "land-progress G0001 -400.88"), ((), "progress P0004 -21 --on D-4"),
    ((), "add-project 甲 --planned-start D+20 --planned-finish D+19"), ((), "add-project 甲 --started D+20 --finished D+19"),
    ((), "edit P0002 --planned-finish D+4"), ((), "edit P0002 --finished D-11"), ((), "edit P0001 --plan 1.51亿"),
    ((), "edit P0001 --total 4999万"), (("edit P0001 --planned-finish D+60",), "edit P0001 --planned-start D+61"),
    ((), "add-project 甲 -t 5亿 --plan 50001万"), ((), "add-project 甲 --planned-start 1999-12-31"),
    ((), "add-project 甲 --planned-start 2076-11-08"), ((), "excuse 1999-12-31 --why 台风"), ((), "register P0002 1999-12 5"),
])
def test_what_cannot_be_is_refused(cli: Cli, before: Line, line: str) -> None:
    prepared(cli, *before)
    seq = head(cli)
    said = cli(*line.split(), "--yes") if line.split()[0] not in ("excuse", "register") else cli(*line.split())
    assert (said.code, len(said.err.strip().splitlines())) == (2, 1), said.err
    assert head(cli) == seq


@pytest.mark.parametrize("line", [
    "progress P0002 -700", "progress P0002 -300 --on D+25", "fund P0002 -1200", "land-progress G0001 -400.87",
    "progress P0004 -20",
    "add-project 甲 --planned-start D+20 --planned-finish D+20", "edit P0001 --plan 1.5亿", "edit P0001 --total 5000万",
    "add-project 甲 --planned-start 2000-01-01", "add-project 甲 --planned-start 2076-11-07"])
def test_what_can_just_be_is_written(cli: Cli, line: str) -> None:
    if line == "progress P0004 -20":
        prepared(cli, "progress P0004 +20")
    assert cli(*line.split()).code == 0


UNLIKELY: list[tuple[Line, str, str, str]] = [
    # before, what is not asked, what is, and a word of the question
    ((), "progress P0002 +2500", "progress P0002 +2501", "half"),
    (("edit P0001 --plan 1500",), "progress P0001 +1000", "progress P0001 +1001", "half"),
    (("add-project 甲 -t 900", "progress P0006 +800 --on -1d"), "progress P0006 +100", "progress P0006 +101", "left"),
    (("add-project 甲 -t 900 --done-before 800",), "progress P0006 +100", "progress P0006 +101", "left"),
    (("progress P0003 +50 --crew 9",), "progress P0003 +50 --crew 8", "progress P0003 +50 --crew 9", "same"),
    (("progress P0003 +50 --on -1d",), "progress P0003 +50", "progress P0003 +50 --on -1d", "same"),
    (("progress P0003 --to 50",), "progress P0003 +50 --note 乙", "progress P0003 --to 50", "same"),
    (("fund P0003 +50 --source 债",), "fund P0003 +50", "fund P0003 +50 --source 债", "same"),
    (("land-progress G0001 +5",), "land-progress G0001 +5 --note 乙", "land-progress G0001 +5", "same"),
    ((), "progress P0002 --to 700", "progress P0002 --to 699", "less"),
    ((), "progress P0002 --to 300 --on D+25", "progress P0002 --to 299 --on D+25", "less"),
    ((), "fund P0002 --to 1200", "fund P0002 --to 1199", "less"),
    ((), "land-progress G0001 --to 400.87", "land-progress G0001 --to 400.86", "0.01 less"),
    (("visit P0003 --by L01",), "visit P0003 --by L02", "visit P0003 --by L01", "L01 王某山 has a visit to P0003"),
    (("visit P0003 --by L01",), "visit P0003 --by L01 --on -1d", "visit P0003 --by L01 --solved 乙", "L01"),
    ((), "add-project 港口路改造 -c C01", "add-project 港口路改造 -c C02", "P0002"),
    (("edit P0001 --national-code=",), "add-project 港口路改造", "edit P0001 --name 港口路改造 --county C02", "P0002"),
    (("edit P0001 --national-code=",), "edit P0003 --name 港口路改造 --county C02",
     "edit P0001 --name 港口路改造 --county C02", "P0002"),
    ((), "add-project 港口路改造 -c C02 --national-code 9", "add-project 滨海新材料二期 -c C01", "P0001"),
    (("add-lead 港口路改造 -c C02",), "advance K0002 signed", "advance K0002 landed", "P0002"),
    ((), "add-person 王某", "add-person 王某山", "L01"), ((), "add-leader 赵某", "add-leader 赵某松", "M001"),
    (("add-person 王某山 --yes",), "edit M002 --name 王某", "edit M002 --name 王某山", "M003"),
    ((), "visit P0003 --by M002 --on D+19", "visit P0003 --by M002 --on D+20", "M002 "),
    ((), "visit P0003 --by M002 --channel phone", "progress P0003 --on-site --by M002", "D001"),
    (("dispatch D001 --returned D+30",), "visit P0003 --by M002 --on D+30", "visit P0003 --by M002 --on D+29", "D001"),
    ((), "add-blocker 乙 --project P0003 --category safety", "add-blocker 乙 --project P0004 --category safety", "B0004"),
    (("resolve B0003 --how 好 --on D+33",), "add-blocker 乙 --project P0002 --category sea",
     "add-blocker 乙 --project P0002 P0001 --category pipeline", "B0003"),
    ((), "add-blocker 乙 --project P0002 --category sea --due +30d", "add-blocker 丙 --project P0002 --category sea --due +31d",
     "31"),
]


@pytest.mark.parametrize(("before", "likely", "unlikely", "word"), UNLIKELY)
def test_what_is_unlikely_is_asked(cli: Cli, before: Line, likely: str, unlikely: str, word: str) -> None:
    prepared(cli, *before)
    seq = head(cli)
    said = cli(*unlikely.split())
    assert said.code == 1 and len(said.err.strip().splitlines()) == 1, said
    assert word in said.err and "--yes" in said.err and not said.out
    assert head(cli) == seq
    prepared(cli, likely)
    prepared(cli, f"{unlikely} --yes")
    assert head(cli) == seq + 2


def test_fourteen_days_after_it_was_closed_it_is_asked_and_not_later(cli: Cli) -> None:
    line = "add-blocker 乙 --project P0004 --category safety --due 2026-12-10"  # B0004 was closed on D+35
    for now, code in (("2026-11-20T10:00:00+08:00", 0), ("2026-11-19T10:00:00+08:00", 1)):
        assert cli(*line.split(), env={"CAMPAIGN_NOW": now}).code == code


def test_a_second_visit_that_work_on_site_brings_along_is_the_first(cli: Cli) -> None:
    prepared(cli, "visit P0003 --by L01", "progress P0003 +5 --on-site --by L01", "resolve B0003 --how 好 --on-site --by L01")
    seen = [row for row in cli("show", "P0003", "--json").json()["visits"] if row["person"] == "L01"]
    assert len(seen) == 1 and "B0003" in seen[0]["solved"]
    prepared(cli, "undo")
    assert cli("log", "--verify").code == 0


def test_what_was_carried_out_is_not_asked_again(cli: Cli) -> None:
    line = ("--request", "r1", "progress", "P0002", "+2501")
    assert cli(*line, "--yes").code == 0
    seq = head(cli)
    assert cli(*line).code == 0 and head(cli) == seq


def test_two_doubts_are_one_question(cli: Cli) -> None:
    prepared(cli, "progress P0002 +2501 --yes")
    said = cli("progress", "P0002", "+2501")
    assert "half" in said.err and "same" in said.err and len(said.err.strip().splitlines()) == 1


@pytest.mark.parametrize(("answer", "code"), [("y", 0), ("n", 1), ("", 1)])
def test_at_a_terminal_one_is_asked(environment: dict[str, str], db: Path, cli: Cli, answer: str, code: int) -> None:
    seq = head(cli)
    with Terminal([sys.executable, "-m", "campaign", "progress", "P0002", "+2501"], env={"PYTHONPATH": str(ROOT), **environment},
                  cols=120) as terminal:
        terminal.wait("Go on")
        terminal.send(f"{answer}\r".encode())
        assert terminal.exit_code() == code
    assert head(cli) == seq + (code == 0)


def test_an_undo_leaves_no_sum_below_nothing(cli: Cli) -> None:
    """What one takes back, another has corrected since."""
    prepared(cli, "progress P0003 +50")
    assert cli("progress", "P0003", "-50", env={"CAMPAIGN_ACTOR": "other"}).code == 0
    seq = head(cli)
    assert cli("undo").code == 2 and head(cli) == seq


def test_honest_people_are_rarely_asked(tmp_path: Path) -> None:
    asked = replay(tmp_path)
    assert asked.writes > 3_000 and not asked.too_often
