"""Charts of text cells: each at its edges, and of one geometry in every way of signs."""

from collections.abc import Callable, Sequence
from unicodedata import east_asian_width

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.core.model.light import WORST_FIRST, Light
from campaign.tables.charts.bar import Row, bar, bars, percent
from campaign.tables.charts.beside import beside, fitted, laid_over, merged
from campaign.tables.charts.digits import digits, digits_width
from campaign.tables.charts.heading import heading
from campaign.tables.charts.squares import lights_line, projects_a_cell, scale_text, shared, squares, steps
from campaign.tables.charts.trend import trend
from campaign.tables.signs import Signs, Way
from campaign.tables.tones import Line, parsed
from campaign.tables.width import cells
from tests import specimens

ALL = [Signs(way, mono) for way in Way for mono in (False, True)]
BLOCKS, CELLS, ASCII = (Signs(way) for way in Way)
every_way = pytest.mark.parametrize("signs", ALL, ids=lambda signs: signs.way + ("-mono" if signs.mono else ""))
WIDTHS = (1, 2, 3, 7, 8, 20, 46, 66, 120, 200)


def text(line: Line) -> str:
    return "".join(part for part, _tone in line)


def held(lines: Sequence[Line], width: int, signs: Signs) -> None:
    """What is true of every chart: as wide as asked for, few runs, no empty piece, and no sign that these ways do not have."""
    for line in lines:
        assert cells(text(line)) == width, text(line)
        assert all(part for part, _tone in line)
        assert len(line) <= 35 or width > 120
        for part, tone in line:
            parsed(tone)
            assert not signs.mono or "on " not in tone, tone
            if signs.way is not Way.BLOCKS:
                assert "A" not in map(east_asian_width, part), part
                assert not any(0x2800 <= ord(char) < 0x2900 for char in part), part


def drawn(make: Callable[[Signs], Sequence[Line]], width: int) -> None:
    """In all ways, with as many lines in each."""
    heights = set()
    for signs in ALL:
        lines = make(signs)
        heights.add(len(lines))
        held(lines, width, signs)
    assert len(heights) == 1


# beside -------------------------------------------------------------------------------------------------------------------


def test_a_line_is_cut_by_cells_and_padded() -> None:
    assert fitted([("县区", "strong"), ("ab", "")], 5) == [("县区", "strong"), ("~", "")]
    assert fitted([("县区", "strong"), ("赛马", "")], 6) == [("县区", "strong"), ("~ ", "")]
    assert fitted([("县区", "")], 7) == [("县区   ", "")]
    assert fitted([], 2) == [("  ", "")]
    assert fitted([("县", "")], 0) == []
    assert merged([("a", "x"), ("", "y"), ("b", "x")]) == [("ab", "x")]


def test_blocks_of_lines_stand_side_by_side() -> None:
    lines = beside([([[("一", "")]], 3), ([[("b", "")], [("c", "red")]], 2)], gap=2)
    assert [text(line) for line in lines] == ["一   b ", "     c "]
    assert beside([], 2) == []


# heading ------------------------------------------------------------------------------------------------------------------


def test_a_heading_reaches_the_end_of_its_column() -> None:
    line = heading(40, "要你看的", BLOCKS, note="20 条", right="Enter 打开")
    assert text(line) == "要你看的  20 条  ───────────  Enter 打开"
    assert [tone for part, tone in line if part.strip()] == ["strong", "quiet", "rule", "quiet"]
    assert text(heading(40, "要你看的", ASCII, note="20 条", right="Enter 打开")).count("-") == 11
    assert heading(40, "要你看的", BLOCKS, focus=True)[0][1] == "bold accent"


@given(st.text("县区 a", max_size=12), st.text("赛马b", max_size=30), st.text("x打", max_size=8), st.integers(1, 200))
def test_a_heading_in_any_width(title: str, note: str, right: str, width: int) -> None:
    drawn(lambda signs: [heading(width, title, signs, note=note, right=right)], width)


def test_a_narrow_heading_keeps_its_title() -> None:
    assert text(heading(10, "要你看的", BLOCKS, note="很长的一句话", right="Enter 打开名单")).startswith("要你看的")


# digits -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("small", [False, True])
@pytest.mark.parametrize("figures", ["0", "1", "18", "37.2", "-9", "123456"])
def test_large_figures(figures: str, small: bool) -> None:
    drawn(lambda signs: digits(figures, signs, "red_mark", small=small), digits_width(figures, small=small))


def test_every_large_figure_looks_different() -> None:
    for signs in ALL:
        assert len({tuple(tuple(line) for line in digits(char, signs)) for char in "023456789"}) == 9
    assert digits_width("18") == 4 + 2 + 7
    assert [len(digits("7", signs)) for signs in ALL] == [5] * 6
    assert digits("", BLOCKS) == [[]] * 5


def test_without_half_cells_a_small_figure_is_a_word() -> None:
    assert [text(line).strip() for line in digits("19", CELLS, "red_mark", small=True)] == ["", "19", ""]
    assert digits("19", CELLS, "red_mark", small=True)[1][-1][1] == "bold red"
    assert digits("19", CELLS, small=True)[1][-1][1] == "strong"


# bar ----------------------------------------------------------------------------------------------------------------------


def test_a_bar_with_its_target() -> None:
    assert bar(10, 0.25, BLOCKS) == [("━━╸", "data"), ("───────", "track")]
    assert text(bar(10, 0.25, BLOCKS, target=0.3)) == "━━╸│──────"
    assert bar(10, 0.25, BLOCKS, target=0.5) == [("━━╸", "data"), ("──", "track"), ("┃", "strong"), ("────", "track")]
    assert bar(10, 0.9, ASCII, target=0.5) == [("=====", "data"), ("|", "quiet"), ("===", "data"), (".", "rule")]
    assert bar(10, 0.9, ASCII, target=0.5, missed=True)[1] == ("|", "strong")
    assert text(bar(10, 1, BLOCKS, target=1)) == "━" * 9 + "│"


def test_a_bar_is_full_only_when_all_is_done() -> None:
    assert (text(bar(20, 0.999, CELLS)), text(bar(20, 1, CELLS))) == ("=" * 19 + ".", "=" * 20)
    assert text(bar(20, 0.0001, CELLS)) == "=" + "." * 19
    assert text(bar(20, 0.0001, BLOCKS)) == "╸" + "─" * 19
    assert text(bar(20, 0, BLOCKS)) == "─" * 20
    assert text(bar(20, -1, CELLS, target=7)) == "." * 19 + "|"
    assert (percent(0.999), percent(1), percent(0.29)) == ("99%", "100%", "29%")


@given(st.floats(-1, 2), st.none() | st.floats(-1, 2), st.integers(1, 200))
def test_a_bar_of_any_width(share: float, target: float | None, width: int) -> None:
    drawn(lambda signs: [bar(width, share, signs, target=target)], width)
    assert any("┃" in part or "│" in part for part, _tone in bar(width, share, BLOCKS, target=target)) == (target is not None)


@pytest.mark.parametrize("width", WIDTHS)
def test_rows_of_bars_stand_in_columns(width: int) -> None:
    rows = [Row("投资完成", 0.372, "37.2%", 0.38, "74.04 / 199.19亿"), Row("开工", 1, "100%"), Row("按期办结率", None, "无到期")]
    drawn(lambda signs: bars(rows, width, signs), width)
    assert bars([], width, BLOCKS) == []


def test_a_row_without_a_share_has_no_bar() -> None:
    lines = [text(line) for line in bars([Row("投资", 0.5, "50%"), Row("办结", None, "无到期")], 30, BLOCKS)]
    assert lines == ["投资  " + "━" * 8 + "─" * 8 + "     50%", "办结  " + " " * 18 + "无到期"]


# squares ------------------------------------------------------------------------------------------------------------------

COUNTS = {Light.RED: 4, Light.YELLOW: 3, Light.GREEN: 9, Light.NONE: 2, Light.SUSPENDED: 1}


def test_a_square_for_every_project() -> None:
    assert text(squares(COUNTS, 24, BLOCKS)) == "■" * 18 + "□" + " " * 5
    assert [tone for _part, tone in squares(COUNTS, 19, BLOCKS)] == ["red_mark", "yellow_mark", "green_mark", "grey_mark"]
    assert text(squares(COUNTS, 19, ASCII)) == "####===.........--o"
    assert squares(COUNTS, 19, CELLS)[0] == ("    ", "on red_mark")
    assert text(squares(COUNTS, 19, Signs(Way.BLOCKS, mono=True))) == "■■■■▪▪▪▫▫▫▫▫▫▫▫▫∙∙□"
    assert text(squares({}, 4, BLOCKS)) == "    "


counted = st.dictionaries(st.sampled_from(WORST_FIRST), st.integers(0, 20000))


@given(counted, st.integers(1, 200))
def test_squares_of_any_city(counts: dict[Light, int], width: int) -> None:
    drawn(lambda signs: [squares(counts, width, signs)], width)
    each = projects_a_cell([sum(counts.values())], width)
    found = shared(counts, width, each)
    there = [light for light in WORST_FIRST if counts.get(light, 0)]
    assert set(found) == set(there[:width]) and all(size >= 1 for size in found.values())
    assert sum(found.values()) <= width
    if each == 1:
        assert found == {light: counts[light] for light in there}


def test_rows_of_one_scale() -> None:
    """A county of few projects stays short beside a large one, and its one red is seen."""
    large, small = {Light.GREEN: 6400}, {Light.RED: 1, Light.GREEN: 639}
    each = projects_a_cell([6400, 640], 20)
    assert (each, scale_text(each), scale_text(1)) == (320, "a square is about 320 projects", "")
    assert text(squares(large, 20, ASCII, each=each)).rstrip() == "." * 20
    assert text(squares(small, 20, ASCII, each=each)).rstrip() == "#."


@every_way
def test_the_key_to_the_squares_is_cut_from_its_end(signs: Signs) -> None:
    for width in WIDTHS:
        held([lights_line(COUNTS, width, signs)], width, signs)
    assert text(lights_line(COUNTS, 39, signs)).split()[-2:] == ["green", "9"]
    assert text(lights_line({}, 20, signs)).split()[-2:] == ["red", "0"]


@given(st.integers(-2, 40), st.integers(-1, 40), st.integers(1, 30))
def test_steps(done: int, of: int, width: int) -> None:
    drawn(lambda signs: [steps(done, of, width, signs)], width)


def test_steps_that_are_done() -> None:
    assert text(steps(3, 8, 8, BLOCKS)) == "■■■□□□□□"
    assert text(steps(1, 100, 10, ASCII)) == "#........."


# trend --------------------------------------------------------------------------------------------------------------------


@given(st.lists(st.integers(0, 500), max_size=120), st.integers(0, 200), st.integers(0, 6))
def test_a_trend_of_any_size(values: list[int], width: int, height: int) -> None:
    for signs in ALL:
        lines = trend(values, width, height, signs)
        assert [cells(text(line)) for line in lines] == [width] * height


def test_the_last_day_carries_the_colour() -> None:
    lines = trend([1, 4, 8], 4, 2, BLOCKS)
    assert [text(line) for line in lines] == ["    ", " ▂  "]
    assert lines[1] == [(" ", ""), ("▂", "grey_fill"), (" ", "on grey_fill"), (" ", "on red_mark")]
    assert [text(line) for line in trend([1, 4, 8], 4, 2, ASCII)] == ["   #", " ###"]
    assert [text(line) for line in trend([1, 4, 8], 4, 2, Signs(Way.BLOCKS, mono=True))] == ["   █", " ▂██"]


def test_what_is_not_zero_is_seen() -> None:
    for signs in ALL:
        lowest = [(char, tone) for part, tone in trend([1000, 1, 0], 3, 3, signs)[-1] for char in part]
        assert lowest[1][0] != " " or "on " in lowest[1][1]
        assert lowest[2][0] == " " and "on " not in lowest[2][1]


def test_what_is_laid_over_a_chart_never_hides_what_stands_there() -> None:
    lines = [[("  红 ", ""), ("      ", "")], [("           ", "")]]
    laid = laid_over(lines, [[("19", "red")]], 6, 0)
    assert ["".join(text for text, _tone in line) for line in laid] == ["  红  19   ", " " * 11]
    assert ("19", "red") in laid[0]
    for x, y in ((2, 0), (3, 0), (1, 0), (10, 0), (0, 2), (-1, 0)):
        assert laid_over(lines, [[("19", "red")]], x, y) == lines


def test_the_specimens_are_of_one_geometry() -> None:
    """All charts in all ways on one sheet: as many lines, each as wide."""
    for signs in ALL:
        lines = specimens.column(signs)
        assert len(lines) == len(specimens.column(BLOCKS))
        held(lines, specimens.WIDTH, signs)
