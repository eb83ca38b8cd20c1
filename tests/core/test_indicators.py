"""Indicators: the worked examples of docs/handbook/rules.md."""

from datetime import date

import pytest

from campaign.core import indicators as rules
from campaign.core import periods
from campaign.core.indicators import Against, Gap, Series, YearNeed, against, gaps, series
from campaign.core.model.indicators import Indicator, IndicatorMeasure, Metric
from campaign.core.periods import counted, span, within
from campaign.core.sparkline import spark
from tests.core.build import CAMPAIGN, day

INVESTMENT, GDP, INDUSTRY, FIRMS = Metric.INVESTMENT, Metric.GDP, Metric.INDUSTRY, Metric.PRIVATE_FIRMS
GROWTH, VALUE, RANK = IndicatorMeasure.YOY_CUM, IndicatorMeasure.VALUE, IndicatorMeasure.RANK


def row(period: str, value: int | None, target: int | None = None, metric: Metric = INVESTMENT,
        measure: IndicatorMeasure = GROWTH, county: str = "C01") -> Indicator:
    return Indicator(county, period, metric, measure, value, target)


def one(*rows: Indicator) -> Series:
    (found,) = series(rows).values()
    return found


# Periods ----------------------------------------------------------------------------------------------------------------


def test_periods_are_sorted_by_the_month_they_end_with() -> None:
    wanted = ["2025", "2026-01", "2026-03", "2026Q1", "2026-10", "2026Q4", "2026", "2027-01"]
    assert sorted(set(wanted), key=span) == wanted
    assert [periods.last_day(span(text).last).isoformat() for text in ("2026-02", "2026Q3", "2026")] == [
        "2026-02-28", "2026-09-30", "2026-12-31"]
    assert [periods.period_of(*span(text)) for text in wanted] == wanted


def test_a_period_lies_within_another() -> None:
    assert within("2026-09", "2026Q3") and within("2026Q3", "2026") and within("2026", "2026")
    assert not within("2026-10", "2026Q3") and not within("2026", "2026Q3") and not within("2025-12", "2026")


def test_begun_and_over() -> None:
    assert [periods.begun("2026-11", date(2026, 11, 1)), periods.begun("2026-11", date(2026, 10, 31))] == [True, False]
    assert [periods.over("2026Q3", date(2026, 10, 1)), periods.over("2026Q3", date(2026, 9, 30))] == [True, False]


@pytest.mark.parametrize(("text", "period"), [
    ("M+0", "2026-09"), ("m-1", "2026-08"), ("M+4", "2027-01"), ("Q+0", "2026Q3"), ("Q-3", "2025Q4"), ("Q+2", "2027Q1"),
    ("Ｙ＋０", "2026"), ("Y-1", "2025"), ("2026-09", None), ("D+3", None), ("M1", None)])
def test_a_period_counted_from_day_1(text: str, period: str | None) -> None:
    assert counted(text, date(2026, 9, 23)) == period


# Series -----------------------------------------------------------------------------------------------------------------


def test_the_latest_is_the_shortest_of_the_latest_that_has_a_figure() -> None:
    found = one(row("2026", None, 900), row("2026-09", 710), row("2026Q3", 710), row("2026-07", 690))
    assert found.latest == row("2026-09", 710)
    assert rules.recent(found) == [690, None, 710]
    assert rules.recent(found, 2) == [None, 710]
    assert rules.recent(one(row("2026", None, 900))) == []


def test_series_are_in_the_order_of_the_metrics() -> None:
    found = series([row("2026Q3", 1, metric=GDP), row("2026-09", 1, county="C10"), row("2026-09", 1, measure=VALUE),
                    row("2026-09", 1)])
    assert list(found) == [("C01", INVESTMENT, GROWTH), ("C01", INVESTMENT, VALUE), ("C01", GDP, GROWTH),
                           ("C10", INVESTMENT, GROWTH)]


def test_the_months_of_a_year() -> None:
    rows = [row("2026-02", 600), row("2026Q1", 650), row("2026-03", 640), row("2026Q2", 700), row("2025-12", 500),
            row("2026-03", 9, metric=GDP)]
    assert rules.months(rows, "C01", INVESTMENT, GROWTH, 2026) == [None, 600, 640, None, None, 700, *[None] * 6]


@pytest.mark.parametrize(("values", "width", "line"), [
    ([0, 1, 2, 3, 4, 5], 12, "_.-=*#"), ([5, None, 0], 12, "# _"), ([7, 7], 12, "--"), ([None], 3, " "), ([], 3, ""),
    ([9, 1, 2], 2, "_#"), ([1], 0, ""), ([-50, 0, 50], 3, "_=#")])
def test_a_spark(values: list[int | None], width: int, line: str) -> None:
    assert spark(values, width) == line


# Against the target -----------------------------------------------------------------------------------------------------


def test_growth_stands_against_its_own_target_then_against_the_year() -> None:
    found = one(row("2026-09", 899), row("2026-10", 900, 850), row("2026", None, 900))
    assert against(found, found.rows[0]) == Against(899, 900, "2026", 900, -1)
    assert against(found, found.rows[1]) == Against(900, 850, "2026-10", 850, 50)
    assert against(found, found.rows[2]) is None
    assert against(one(row("2026-09", 899), row("2025", None, 900)), row("2026-09", 899)) is None


def test_of_ranks_the_lower_is_the_better() -> None:
    found = one(row("2026Q3", 900, measure=RANK), row("2026", None, 1000, measure=RANK))
    assert against(found, found.rows[0]) == Against(900, 1000, "2026", 1000, 100)


def test_an_amount_adds_up_against_the_part_of_the_year_that_is_over() -> None:
    """120 for the year: 100 are due by the end of October."""
    rows = [row(f"2026-{month:02}", 1000, measure=VALUE) for month in range(1, 11)]
    year = row("2026", None, 12000, measure=VALUE)
    assert against(one(*rows, year), rows[-1]) == Against(10000, 12000, "2026", 10000, 0)
    assert against(one(*rows, year), rows[2]) == Against(3000, 12000, "2026", 3000, 0)
    assert against(one(*rows[:-1], rows[-1]._replace(value=999), year), rows[-1]._replace(value=999)) == \
        Against(9999, 12000, "2026", 10000, -1)
    assert against(one(*rows[:4], *rows[5:], year), rows[-1]) is None, "May is missing"


def test_a_quarter_goes_before_its_months_and_february_is_january_too() -> None:
    def far(*rows: Indicator) -> tuple[int, str]:
        total, until = rules.so_far(one(*rows), 2026)
        return total, periods.period_of(until, 1)

    assert far(row("2026-02", 500, measure=VALUE), row("2026-03", 300, measure=VALUE)) == (800, "2026-03")
    assert far(row("2026Q1", 900, measure=VALUE), row("2026-01", 500, measure=VALUE), row("2026-04", 1, measure=VALUE)) == (
        901, "2026-04")
    assert far(row("2026-04", 1, measure=VALUE)) == (0, "2025-12")


# Growth parity ----------------------------------------------------------------------------------------------------------


def test_parity_is_of_the_latest_instant_that_both_have() -> None:
    """固投 to October, GDP of the third quarter, industry to September: September, which is the end of the quarter."""
    ours = one(row("2026-08", 500), row("2026-09", 610), row("2026-10", 640))
    gdp = one(row("2026Q2", 650, metric=GDP), row("2026Q3", 700, metric=GDP))
    assert gaps(ours, gdp) == [Gap("2026Q3", 610, 700)] and gaps(ours, gdp)[0].pp == -90
    industry = one(row("2026-10", 600, metric=INDUSTRY), row("2026-11", 1, metric=INDUSTRY))
    assert gaps(ours, industry) == [Gap("2026-10", 640, 600)] and gaps(ours, industry)[0].tenths == 4
    assert gaps(ours, one(row("2026Q4", 1, metric=GDP))) == [] == gaps(None, gdp)


@pytest.mark.parametrize(("pp", "tenths"), [(5, 1), (4, 0), (-5, -1), (-4, 0), (90, 9)])
def test_percentage_points_are_rounded_half_away_from_zero(pp: int, tenths: int) -> None:
    assert Gap("2026", pp, 0).tenths == tenths


@pytest.mark.parametrize(("on", "days"), [(0, 100), (1, 99), (38, 62), (99, 1), (100, 1), (101, 0)])
def test_days_to_use(on: int, days: int) -> None:
    """62 on day 38, as everywhere; the last day is there to be used, the day after it is not."""
    assert rules.days_to_use(CAMPAIGN, day(on)) == days


@pytest.mark.parametrize(("plan", "done", "days", "wanted"), [
    (6200, 0, 62, 100), (6201, 0, 62, 101), (6200, 6200, 62, 0), (6200, 7000, 62, 0), (0, 0, 62, None), (6200, 0, 0, None)])
def test_money_still_needed_a_day(plan: int, done: int, days: int, wanted: int | None) -> None:
    assert rules.per_day(plan, done, days) == wanted


def test_what_the_year_still_takes() -> None:
    """100 for the year, 38 done by the end of October: 62 in the 61 days of November and December."""
    rows = [row("2026Q1", 1000, measure=VALUE), row("2026Q2", 1000, measure=VALUE), row("2026Q3", 1000, measure=VALUE),
            row("2026-10", 800, measure=VALUE), row("2026", None, 10000, measure=VALUE)]
    today = date(2026, 11, 20)
    assert rules.year_need(one(*rows), today) == YearNeed(100, 38, "2026-10", 2)
    assert rules.year_need(one(*rows[:3], rows[3]._replace(value=900), rows[4]), today) == YearNeed(100, 39, "2026-10", 1)
    assert rules.year_need(one(rows[4]._replace(target=36500)), today) == YearNeed(365, 0, None, 1)
    assert rules.year_need(one(rows[4]._replace(target=3000), *rows[:3]), today) == YearNeed(30, 30, "2026-09", 0)
    assert rules.year_need(one(*rows[:4]), today) is None and rules.year_need(None, today) is None
    assert rules.year_need(one(*rows), date(2027, 1, 2)) is None


def test_the_worst_comes_first_and_what_is_not_known_last() -> None:
    found = series([row("2026-09", 600), row("2026Q3", 700, metric=GDP), row("2026-09", 500, metric=INDUSTRY),
                    row("2026-09", 600, county="C02"), row("2026-09", 800, metric=INDUSTRY, county="C02")])
    told = [rules.parity(found, county, 6200, 0, CAMPAIGN, day(38)) for county in ("C03", "C01", "C02")]
    assert [(row.county, row.worst) for row in rules.worst_first(told)] == [("C02", -200), ("C01", -100), ("C03", None)]
    assert [row.per_day for row in told] == [100, 100, 100] and told[0].year is None
    assert told[1].gdp == Gap("2026Q3", 600, 700) and told[1].industry == Gap("2026-09", 600, 500)
