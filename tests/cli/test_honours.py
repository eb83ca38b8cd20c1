"""Merits on the command line, on the small city: day 38 is 7 November 2026. H0001 is a reward of C02, H0002 a reminder of U02
that nobody has answered, taken today.
"""

from typing import Any

from tests.cli.conftest import Cli, one_line


def row(cli: Cli, code: str) -> dict[str, Any]:
    found: dict[str, Any] = next(row for row in cli("merits", "--json").json() if row["code"] == code)
    return found


def test_praise_and_rewards_are_noted_promised_and_paid(cli: Cli) -> None:
    said = cli("merit", "C02", "reward", "--why", "签约两家", "--promised", "8万", "--points", "3")
    assert (said.code, said.out) == (0, "H0003\n")
    found = row(cli, "H0003")
    assert (found["kind"], found["county"], found["subject"], found["promised"], found["paid"], found["points"]) == (
        "reward", "C02", "C02", 8, None, 3)
    assert [one["code"] for one in cli("merits", "--unpaid", "--json").json()] == ["H0003", "H0001"]
    assert cli("pay", "H0003").code == 0 and row(cli, "H0003")["paid"] == "2026-11-07"
    assert "2026-11-07" in one_line(cli("pay", "H0003").err) and cli("pay", "H0003").code == 1
    assert "promises no reward" in one_line(cli("pay", "H0002").err)
    cli("undo")
    assert row(cli, "H0003")["paid"] is None
    assert "not paid" in cli("merits").out and "Promised: ¥80,000" in cli("merits", "--plain").out
    assert cli("merits", "--csv").out.startswith("code,kind,on,subject,")


def test_safety_bars_praise(cli: Cli) -> None:
    code = cli("add-blocker", "基坑预警", "--project", "P0001", "--category", "safety").out.strip()
    leader = cli("show", "P0001", "--json").json()["leader"]
    for args in (("C02", "--project", "P0001"), (leader,)):
        said = cli("merit", args[0], "praise", "--why", "x", *args[1:])
        assert said.code == 1 and code in one_line(said.err)
    cli("resolve", code, "--how", "已整改")
    assert cli("merit", "C02", "praise", "--why", "x", "--project", "P0001").code == 0


def test_the_ladder_goes_up_one_rung_at_a_time_with_evidence(cli: Cli) -> None:
    said = cli("merit", "U02", "interview", "--why", "x", "--evidence", "B0001")
    assert said.code == 1 and "no formal supervision yet" in one_line(said.err)
    assert "no reminder yet" in one_line(cli("merit", "U01", "sanction", "--why", "x", "--evidence", "B0001").err)
    assert "--evidence" in one_line(cli("merit", "U02", "supervision", "--why", "x").err)
    assert "--on" in one_line(cli("merit", "U02", "supervision", "--why", "x", "--evidence", "B0001", "--on", "D+30").err)
    made = cli("merit", "U02", "supervision", "--why", "提醒后没有动", "--evidence", "B0001", "--evidence", "G0001")
    assert made.code == 0 and "took a step of supervision" in one_line(made.err)
    shown = cli("show", "H0003", "--json").json()
    item = cli("show", "B0001", "--json").json()
    assert [one["code"] for one in shown["evidence_list"]] == ["B0001", "G0001"]
    assert shown["evidence_list"][0]["days"] == item["days_held"]
    assert shown["evidence_list"][0]["moves"] == len(item["moves"]) if isinstance(item["moves"], list) else item["moves"]
    assert "B0001" in cli("show", "H0003").out


def test_who_is_named_answers_in_the_record(cli: Cli) -> None:
    assert [one["code"] for one in cli("merits", "--unanswered", "--json").json()] == ["H0002"]
    assert cli("answer", "H0002", "补正件已报出").code == 0
    assert cli("merits", "--unanswered", "--json").json() == []
    assert cli("show", "H0002", "--json").json()["answers"][0]["text"] == "补正件已报出"


def test_an_exemption_keeps_a_county_off_the_black_list(cli: Cli) -> None:
    assert "county" in one_line(cli("merit", "U02", "exemption", "--why", "台风").err)
    assert cli("merit", "C01", "exemption", "--why", "台风登陆", "--until", "+10d").code == 0
    county = next(row for row in cli("counties", "--json").json() if row["code"] == "C01")
    assert county["exempt"] == "台风登陆" and not county["black"]


def test_whom_it_names_shows_it_too(cli: Cli) -> None:
    """A person also has what names the unit or county that is theirs."""
    assert [one["code"] for one in cli("show", "U02", "--json").json()["merits"]] == ["H0002"]
    assert [one["kind"] for one in cli("show", "C02", "--json").json()["merits"]] == ["reward"]
    head = cli("add-person", "局长甲", "--unit", "U02").out.strip()
    (step,) = cli("show", head, "--json").json()["merits"]
    assert (step["code"], step["subject"], step["answered"]) == ("H0002", "U02", 0)
    assert "H0002" in cli("show", head).out


def test_who_must_explain_is_told_with_evidence(cli: Cli) -> None:
    found = cli("explain", "--json").json()
    assert found and all(one["grounds"] for one in found)
    held = [one for one in found if one["code"] == "U02"]
    assert not held or (held[0]["next"], held[0]["last_step"]) == ("supervision", "reminder")
    assert set(found[0]) == {"code", "name", "kind", "grounds", "days", "last_step", "last_on", "next"}
    assert found[0]["name"] in cli("explain").out


def test_an_exact_name_wins_over_the_beginning_of_another_kind(cli: Cli) -> None:
    """A county is meant by its name, though a unit's begins with it; what begins several is asked for anew."""
    person = cli("add-person", "临江").out.strip()
    for name, code in (("临江区", "C01"), ("临江区重点办", "U03"), ("临江", person), ("linjiangqu", "C01"), ("c1", "C01")):
        made = cli("merit", name, "praise", "--why", "x")
        assert made.code == 0 and row(cli, made.out.strip())["subject"] == code, name
    several = cli("merit", "临", "praise", "--why", "x")
    assert several.code == 3 and all(code in one_line(several.err) for code in ("C01", "U03", person))


def test_lists_are_narrowed(cli: Cli) -> None:
    def codes(*options: str) -> list[str]:
        return [one["code"] for one in cli("merits", *options, "--json").json()]

    assert codes("--kind", "reward,praise") == ["H0001"] and codes("--subject", "U02") == ["H0002"]
    assert codes("--county", "C02") == ["H0001"]
    assert cli("merits", "--kind", "medal").code == 2 and cli("merits", "--subject", "没有").code == 3


def test_bad_input_says_what_to_type_and_changes_nothing(cli: Cli) -> None:
    before = cli("merits", "--json").out
    for args, code, word in (
            (("merit", "没有", "praise", "--why", "x"), 3, "没有"), (("merit", "P0001", "praise", "--why", "x"), 2, "person"),
            (("merit", "C01", "medal", "--why", "x"), 2, "praise"), (("merit", "C01", "praise", "--why", " "), 2, "empty"),
            (("merit", "C01", "reward", "--why", "x"), 2, "--promised"),
            (("merit", "C01", "reward", "--why", "x", "--promised", "0"), 2, "--promised"),
            (("merit", "C01", "reward", "--why", "x", "--promised", "很多"), 2, "3.2亿"),
            (("merit", "C01", "praise", "--why", "x", "--promised", "3万"), 2, "praise"),
            (("merit", "U02", "supervision", "--why", "x", "--evidence", "L01"), 2, "B0107"),
            (("merit", "U02", "supervision", "--why", "x", "--evidence", "B0999"), 3, "B0999"),
            (("pay", "H0999"), 3, "H0999"), (("answer", "H0999", "x"), 3, "H0999"), (("answer", "H0002", " "), 2, "empty")):
        said = cli(*args)
        assert said.code == code and word in one_line(said.err), (args, said)
    assert cli("merits", "--json").out == before
