"""Indicators from the command line: what is taken for what, targets, corrections, parity, and what is refused."""

import json
from collections.abc import Callable

import pytest

from tests.cli.conftest import Cli, Said

Loaded = Callable[..., None]


def enter(cli: Cli, *args: str) -> Said:
    said = cli("indicator", *args)
    assert said.code == 0 and said.out == "", said.err
    return said


def listed(cli: Cli, *args: str) -> list[tuple[object, ...]]:
    return [tuple(row[key] for key in ("county", "period", "metric", "measure", "value", "target"))
            for row in cli("indicators", *args, "--json").json()]


@pytest.mark.parametrize(("args", "row", "told"), [
    (("investment", "2026-10", "7.3%"), ("2026-10", "investment", "yoy_cum", 7.3, None), "fixed investment, cumulative growth"),
    (("investment", "2026-10", "-0.5％"), ("2026-10", "investment", "yoy_cum", -0.5, None), "-0.5%"),
    (("investment", "2026-10", "9.2亿"), ("2026-10", "investment", "value", 92_000.0, None), "¥920.0M"),
    (("investment", "2026-10", "3200万元"), ("2026-10", "investment", "value", 3200.0, None), "amount of the period"),
    (("industry", "2026-10", "3200"), ("2026-10", "industry", "value", 3200.0, None), "industrial output"),
    (("gdp", "2026q3", "7", "--measure", "yoy_cum", "--target", "6.5"), ("2026Q3", "gdp", "yoy_cum", 7.0, 6.5), "target 6.5%"),
    (("tax-per-mu", "2026Q3", "18.65万"), ("2026Q3", "tax_per_mu", "value", 18.65, None), "18.65"),
    (("assessment", "2026Q3", "12"), ("2026Q3", "assessment", "rank", 12.0, None), "rank"),
    (("assessment", "2026Q3", "86.5", "--measure", "value"), ("2026Q3", "assessment", "value", 86.5, None), "86.5"),
    (("private_firms", "2026-10", "1,204"), ("2026-10", "private_firms", "value", 1204.0, None), "1,204"),
    (("investment", "2027", "--target", "9%"), ("2027", "investment", "yoy_cum", None, 9.0), "target 9.0%")])
def test_what_is_typed_is_taken_for_what_it_looks_like(cli: Cli, args: tuple[str, ...], row: tuple[object, ...],
                                                       told: str) -> None:
    said = enter(cli, "临江", *args)
    assert listed(cli) == [("C01", *row)]
    assert told in said.err and "C01 临江区" in said.err and "campaign undo" in said.err


def test_a_correction_says_what_was_there_and_undo_brings_it_back(cli: Cli) -> None:
    enter(cli, "C01", "investment", "2026-10", "7.1%", "--target", "9%")
    said = enter(cli, "C01", "investment", "2026-10", "7.3%")
    assert "7.3%, target 9.0% (before: 7.1%, target 9.0%)" in said.err
    assert listed(cli) == [("C01", "2026-10", "investment", "yoy_cum", 7.3, 9.0)], "the target stays"
    assert "nothing was changed" in enter(cli, "C01", "investment", "2026-10", "7.3%").err
    cli("undo")
    assert listed(cli) == [("C01", "2026-10", "investment", "yoy_cum", 7.1, 9.0)]
    cli("undo")
    assert listed(cli) == []
    changes = [row for row in cli("log", "--json").json() if row["verb"] == "indicator"]
    assert len(changes) == 2 and all("C01" in str(row) for row in changes)


def test_empty_text_takes_away_and_the_row_goes_with_its_last_figure(cli: Cli) -> None:
    enter(cli, "C01", "gdp", "2026Q3", "7%", "--target", "6.5%")
    enter(cli, "C01", "gdp", "2026Q3", "", "--measure", "yoy_cum")
    assert listed(cli) == [("C01", "2026Q3", "gdp", "yoy_cum", None, 6.5)]
    assert "nothing" in enter(cli, "C01", "gdp", "2026Q3", "--target", "").err
    assert listed(cli) == []
    cli("undo")
    assert listed(cli) == [("C01", "2026Q3", "gdp", "yoy_cum", None, 6.5)]


@pytest.fixture
def year(cli: Cli) -> Cli:
    """C01 behind both, with the amounts of the year; C02 ahead of GDP, with nothing of industry."""
    for args in (("C01", "investment", "2026-09", "6.1%"), ("C01", "investment", "2026-10", "6.4%"),
                 ("C01", "gdp", "2026Q3", "7.0%"), ("C01", "industry", "2026-10", "6.45%"),
                 ("C01", "investment", "2026Q3", "30亿"), ("C01", "investment", "2026", "--target", "9%"),
                 ("C02", "investment", "2026-09", "8%"), ("C02", "gdp", "2026Q3", "7%"),
                 ("C01", "investment", "2026-02", "5亿"), ("C01", "investment", "2026-03", "5亿"),
                 ("C01", "investment", "2026Q2", "20亿"), ("C01", "investment", "2026", "--target", "120亿")):
        enter(cli, *args)
    return cli


def test_the_list_by_county_metric_and_period(year: Cli) -> None:
    assert [row[1] for row in listed(year, "--county", "临江", "--metric", "investment", "--period", "2026Q3")] == [
        "2026-09", "2026Q3"]
    assert [row[1] for row in listed(year, "--period", "2026Q1")] == ["2026-02", "2026-03"]
    assert len(listed(year, "--period", "2026")) == len(listed(year)) == 12
    found = {(row["period"], row["measure"]): row for row in year("indicators", "--metric", "investment", "--json").json()
             if row["county"] == "C01"}
    growth, amount = found["2026-10", "yoy_cum"], found["2026Q3", "value"]
    assert (growth["target"], growth["target_period"], growth["target_gap"]) == (9.0, "2026", -2.6)
    assert [amount[key] for key in ("so_far", "target", "target_due", "target_gap")] == [600_000, 1_200_000, 900_000, -300_000]
    assert year("indicators", "--csv").out.lstrip("\ufeff").splitlines()[0].startswith("code,county,county_name,period,metric")
    shown = year("indicators", "--county", "临江").out
    assert "9.0%" in shown and "2.6 short" in shown and "¥3.00bn short" in shown


def test_parity(year: Cli) -> None:
    worst, best = year("parity", "--json").json()
    plan, done = 15_000, 0  # three projects of 5000万, nothing paid on them
    assert {key: worst[key] for key in worst if key not in ("code", "county_name")} == {
        "county": "C01", "period": "2026Q3", "investment": 6.1, "gdp": 7.0, "minus_gdp_pp": -0.9,
        "industry_period": "2026-10", "industry_investment": 6.4, "industry": 6.45, "minus_industry_pp": -0.1,
        "plan_100": plan, "done_100": done, "days_left": 62, "needed_per_day": 242,
        "year_target": 1_200_000, "year_done": 600_000, "year_through": "2026-09", "year_needed_per_day": 6522}
    assert (best["county"], best["minus_gdp_pp"], best["industry"], best["minus_industry_pp"]) == ("C02", 1.0, None, None)
    assert [row["county"] for row in year("parity", "--county", "望潮", "--json").json()] == ["C02"]
    table = year("parity").out
    assert "2026Q3" in table and "0.9 below" in table and "1.0 above" in table and "临江区" in table
    assert "Minus GDP, pp" in year("parity", "--plain").out
    assert year("parity", "--csv").out.lstrip("\ufeff").startswith("code,county,county_name,period,investment,gdp,minus_gdp_pp")
    after = year("parity", "--json", env={"CAMPAIGN_NOW": "2027-01-09T02:48:00Z"}).json()
    assert [row["needed_per_day"] for row in after] == [None, None] and after[0]["year_target"] is None


def test_an_empty_database_says_what_to_type(cli: Cli) -> None:
    said = cli("indicators")
    assert (said.code, said.out) == (0, "") and "campaign indicator 临江 investment 2026-10 7.3%" in said.err
    assert json.loads(cli("indicators", "--json").out) == []
    said = cli("parity")
    assert said.code == 0 and "临江区" in said.out and "campaign indicator" in said.err
    assert "No indicator matches" in cli("indicators", "--county", "临江").err
    assert "campaign indicator" not in cli("parity", "--json").out


@pytest.mark.parametrize(("args", "code", "told"), [
    (("火星", "gdp", "2026Q3", "7%"), 3, "campaign counties"),
    (("C01", "gni", "2026Q3", "7%"), 2, "investment"),
    (("C01", "gdp", "2026-13", "7%"), 2, "2026Q3"),
    (("C01", "gdp", "2026Q3"), 2, "--target"),
    (("C01", "gdp", "2026Q3", "viel"), 2, "viel"),
    (("C01", "gdp", "2026Q3", "7%", "--measure", "value"), 2, "yoy_cum"),
    (("C01", "gdp", "2026Q3", "7%", "--measure", "growth"), 2, "yoy_cum"),
    (("C01", "gdp", "2026Q3", "-101%"), 2, "-100"),
    (("C01", "gdp", "2026Q3", "1000.01%"), 2, "1000"),
    (("C01", "assessment", "2026Q3", "0"), 2, "1 to"),
    (("C01", "assessment", "2026Q3", "2.5"), 2, "whole number"),
    (("C01", "gdp", "2026-12", "7%"), 2, "has not begun"),
    (("C01", "gdp", "2026Q3", ""), 3, "campaign indicators")])
def test_what_is_refused(cli: Cli, args: tuple[str, ...], code: int, told: str) -> None:
    said = cli("indicator", *args)
    assert said.code == code and said.err.count("\n") == 1 and told in said.err, said.err
    assert listed(cli) == []


def test_two_figures_of_one_period_are_told_apart(cli: Cli) -> None:
    enter(cli, "C01", "gdp", "2026Q3", "7%")
    enter(cli, "C01", "gdp", "2026Q3", "200亿")
    said = cli("indicator", "C01", "gdp", "2026Q3", "")
    assert said.code == 2 and "--measure" in said.err
    assert [row[3] for row in listed(cli)] == ["yoy_cum", "value"]
