"""Charts over the hundred days: they share an axis, paint no fact over, and say nothing where there is nothing."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.tables.charts.against_plan import Fan, against_plan
from campaign.tables.charts.burn_up import burn_up
from campaign.tables.charts.days_axis import Axis, Days, axis, days_axis, days_line
from campaign.tables.charts.over_days import Curve, over_days
from campaign.tables.charts.scale import money_label, step_of
from campaign.tables.signs import Signs
from campaign.text import use
from tests.tables.test_charts import ASCII, BLOCKS, CELLS, drawn, every_way, text

DAYS = Days(100, 38, 61)
PLAN = [2000 * day for day in range(1, 101)]
DONE = [1900 * day for day in range(1, 39)]
FAN = [Fan(72200 + 1000 * day, 72200 + 1500 * day, 72200 + 2400 * day) for day in range(1, 63)]
days = st.builds(Days, st.integers(1, 200), st.integers(-5, 220), st.integers(0, 100))
money = st.lists(st.integers(-50, 9000), max_size=120).map(lambda steps: list(accumulate(steps)))
fans = st.lists(st.tuples(*[st.integers(0, 300000)] * 3).map(lambda found: Fan(*sorted(found))), max_size=120)


def columns(lines: list, at: Axis) -> list[str]:
    """What stands in each column of the plot, from below."""
    rows = [text(line) for line in reversed(lines)]
    return ["".join(row[x] for row in rows) for x in range(at.left, at.left + at.columns)]


# the axis -----------------------------------------------------------------------------------------------------------------


def test_all_charts_of_a_page_share_their_columns() -> None:
    at = axis(DAYS, 117, left=7, right=10)
    assert (at.width, at.columns, at.column(1), at.column(38), at.column(100)) == (117, 100, 7, 44, 106)
    assert [at.day(at.column(day)) for day in (1, 38, 61, 100)] == [1, 38, 61, 100]
    assert (at.gone, at.coming) == (range(7, 45), range(45, 107))


@given(days, st.integers(1, 250), st.integers(0, 12), st.integers(0, 20))
def test_an_axis_of_any_width(found: Days, width: int, left: int, right: int) -> None:
    at = axis(found, width, left=left, right=right)
    assert at.width == max(width, 1)
    assert [*at.gone, *at.coming] == list(range(at.left, at.left + at.columns))
    assert all(1 <= at.day(x) <= found.length for x in [*at.gone, *at.coming])
    if 1 <= found.today <= found.length:
        assert at.day(at.gone[-1]) == found.today
    drawn(lambda signs: [days_axis(at, signs), days_line(found, width, signs)], width)


def test_the_numbers_below() -> None:
    assert text(days_axis(axis(DAYS, 47, left=7, right=9), BLOCKS)).split() == ["1", "today", "38", "61", "80", "100"]
    wide = text(days_axis(axis(DAYS, 117, left=7, right=10), BLOCKS))
    assert wide.split() == ["1", "10", "20", "today", "38", "golden", "to", "61", "70", "80", "90", "100"]
    assert wide.index("38") == 44 - 1
    assert text(days_axis(axis(Days(100, 0), 60), BLOCKS)).split() == ["1", "20", "40", "60", "80", "100"]


def test_the_campaign_as_one_line() -> None:
    assert text(days_line(DAYS, 100, BLOCKS)) == "━" * 37 + "●" + "━" * 23 + "─" * 39
    assert text(days_line(DAYS, 50, ASCII)) == "=" * 19 + "-" * 11 + "." * 20
    assert text(days_line(Days(100, 0), 10, CELLS)) == "." * 10
    assert text(days_line(Days(100, 130, 61), 10, BLOCKS)) == "━" * 10


# against the plan ---------------------------------------------------------------------------------------------------------


def test_a_day_behind_hangs_below_the_line_and_one_ahead_stands_on_it() -> None:
    at = axis(Days(10, 4), 10, left=0, right=0)
    lines = against_plan(at, 4, BLOCKS, done=[200, 200, 100, 200], plan=[100 * day for day in range(1, 11)])
    assert text(lines[0]) == " ▁▁▁▁▁▁▁▁▁" and lines[0][0] == (" ", "on data")
    assert lines[1:] == [[("  ", ""), ("  ", "on data"), ("      ", "")]] * 2 + [[("   ", ""), ("╎      ", "rule")]]


@given(days, money, money, fans, st.integers(1, 200), st.integers(-1, 20))
def test_against_plan_of_any_size(found: Days, done: list[int], plan: list[int], fan: list[Fan], width: int, height: int) -> None:
    done = done[:max(found.today, 0)]
    at = axis(found, width)
    drawn(lambda signs: against_plan(at, height, signs, done=done, plan=plan, fan=fan, end="差 9.3亿"), width)
    words = {"now": "74亿", "planned": "计划 199", "expected": "预计 190"}
    drawn(lambda signs: burn_up(at, height, signs, done=done, plan=plan, fan=fan, **words), width)


@every_way
def test_nothing_to_draw_is_no_chart(signs: Signs) -> None:
    at = axis(DAYS, 60)
    assert against_plan(at, 8, signs, done=[], plan=PLAN) == []
    assert against_plan(at, 8, signs, done=DONE, plan=[]) == []
    assert burn_up(at, 8, signs, done=[], plan=[]) == burn_up(at, 8, signs, done=[0], plan=[0] * 100) == []
    assert over_days(at, 8, signs, [Curve("red", [])]) == over_days(at, 8, signs, []) == []
    assert over_days(at, 8, signs, [Curve("red", [None] * 38)]) == []


def test_exactly_on_plan_is_a_line_alone() -> None:
    at = axis(DAYS, 40, left=0, right=0)
    lines = against_plan(at, 5, BLOCKS, done=PLAN[:38], plan=PLAN)
    assert sum(text(line).count("▁") for line in lines) == 40


def test_a_thin_fan_is_not_drawn() -> None:
    at = axis(DAYS, 117, left=7)
    thin = [Fan(one.median - 100, one.median, one.median + 100) for one in FAN]
    for draw in (against_plan, burn_up):
        assert "on fan" in str(draw(at, 10, BLOCKS, done=DONE, plan=PLAN, fan=FAN))
        drawn_thin = str(draw(at, 10, BLOCKS, done=DONE, plan=PLAN, fan=thin))
        assert "fan" not in drawn_thin and "accent" in drawn_thin


def test_a_second_line_that_cannot_be_told_from_the_plan_is_not_drawn() -> None:
    at = axis(DAYS, 117, left=7)
    near = [Fan(due - 2000, due - 1000, due) for due in PLAN[38:]]
    assert "accent" not in str(burn_up(at, 10, BLOCKS, done=DONE, plan=PLAN, fan=near))


def test_a_fact_is_never_painted_over() -> None:
    """The plan runs along the upper edge of what is done: where both meet in a cell the fact stands."""
    at = axis(DAYS, 117, left=7)
    top = max(*PLAN, *DONE)
    both = columns(burn_up(at, 12, BLOCKS, done=DONE, plan=PLAN), at)
    bare_ones = columns(burn_up(at, 12, BLOCKS, done=DONE, plan=[top] * 100), at)
    for bare, crossed in zip(bare_ones[:38], both[:38], strict=True):
        edge = next((char for char in bare if char in "▁▂▃▄▅▆▇"), "")
        assert edge in crossed
    # In the past the plan is as good as what is done: no line there.
    assert not any(ord(char) > 0x2800 for column in both[:38] for char in column)


def test_the_plan_of_the_past_is_drawn_where_it_can_be_told() -> None:
    at = axis(DAYS, 117, left=7)
    both = columns(burn_up(at, 12, BLOCKS, done=[one // 3 for one in DONE], plan=PLAN), at)
    assert any(ord(char) > 0x2800 for char in "".join(both[20:38]))


def test_names_stand_at_the_ends_of_their_lines() -> None:
    at = axis(DAYS, 117, left=7)
    rows = [text(line)[at.left + at.columns:].strip() for line in
            burn_up(at, 10, BLOCKS, done=DONE, plan=PLAN, fan=FAN, planned="计划 20", expected="预计 16")]
    assert [row for row in rows if row] == ["计划 20", "预计 16"]
    line = against_plan(at, 10, BLOCKS, done=DONE, plan=PLAN, fan=FAN, end="差 3.5亿")
    assert [text(row)[107:].strip() for row in line if text(row)[107:].strip()] == ["差 3.5亿"]


def test_few_numbers_on_an_axis() -> None:
    at = axis(DAYS, 117, left=7)
    left = [text(line)[:7].strip() for line in burn_up(at, 12, BLOCKS, done=DONE, plan=PLAN)]
    assert 3 <= len([said for said in left if said]) <= 5


# curves -------------------------------------------------------------------------------------------------------------------


@given(days, st.lists(st.lists(st.none() | st.integers(0, 90), max_size=120), max_size=3), st.integers(1, 200),
       st.integers(0, 12), st.booleans())
def test_curves_of_any_size(found: Days, values: list[list[int | None]], width: int, height: int, ranks: bool) -> None:
    curves = [Curve(f"县区{at}", one, area="" if at else "red_fill", last="red_mark") for at, one in enumerate(values)]
    bounds = (90, 1) if ranks else (None, None)
    drawn(lambda signs: over_days(axis(found, width), height, signs, curves, low=bounds[0], high=bounds[1]), width)


def test_the_best_rank_is_the_highest_line() -> None:
    at = axis(Days(10, 3), 20, left=3, right=7)
    curves = [Curve("望潮区", [1, 1, 1]), Curve("碧湖县", [9, 9, 9])]
    lines = [text(line) for line in over_days(at, 5, ASCII, curves, low=9, high=1)]
    assert "+" in lines[0] and "+" in lines[4] and "望潮区" in lines[0] and "碧湖县" in lines[4]
    assert [line[:2].strip() for line in lines] == ["1", "", "5", "", ""]


def test_the_last_day_carries_the_colour_and_the_name_stands_beside_it() -> None:
    at = axis(DAYS, 117, left=7)
    red, yellow = Curve("红 18", [18] * 38, "red", "red_fill", "red_mark"), Curve("黄 40", [40] * 38, "yellow")
    lines = over_days(at, 5, BLOCKS, [red, yellow])
    row = next(line for line in lines if "红 18" in text(line))
    assert ("红 18", "bold red") in row or any("红 18" in part and tone == "bold red" for part, tone in row)
    assert [tone for line in lines[-1:] for _part, tone in line if tone.startswith("on ")] == ["on red_fill", "on red_mark"]


# scales -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("span", "parts", "step"), [
    (0, 4, 1), (4, 4, 1), (5, 4, 2), (17, 4, 5), (199190, 4, 50000), (60, 3, 20)])
def test_steps_are_round(span: int, parts: int, step: int) -> None:
    assert step_of(span, parts) == step


def test_money_on_an_axis() -> None:
    use("zh")
    assert [money_label(value, 500_000) for value in (0, 500_000, 1_500_000)] == ["0", "50亿", "150亿"]
    assert [money_label(value, 40_000, sign=True) for value in (40_000, -80_000)] == ["+4亿", "-8亿"]
    assert (money_label(5_000, 5_000), money_label(500, 500)) == ("0.5亿", "500万")


def test_money_on_an_english_axis() -> None:
    assert (money_label(500_000, 500_000), money_label(-40_000, 20_000)) == ("¥5bn", "-¥0.4bn")
    assert (money_label(2_000, 1_000), money_label(50, 50)) == ("¥20m", "¥0.5m")
