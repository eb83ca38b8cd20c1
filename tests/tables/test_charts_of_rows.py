"""Charts that are rows of lists: blockers in time, calendars, the funnel, the chain map."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.core.model.leads import NodeState
from campaign.core.model.project import Mark
from campaign.tables.charts.calendar import alone_since, calendar, calendar_head, calendar_legend
from campaign.tables.charts.chain_grid import chain_grid, chips
from campaign.tables.charts.funnel import Step, funnel
from campaign.tables.charts.timeline import Move, Stretch, moves, timeline, timeline_head, window
from campaign.tables.signs import Signs, Way
from campaign.tables.width import cells
from campaign.text import use
from tests.tables.test_charts import ALL, ASCII, BLOCKS, CELLS, WIDTHS, drawn, text

SHOWN = window(28)
MARK = {"#": Mark.SITE, "~": Mark.REMOTE, ".": Mark.NOBODY, "-": Mark.EXCUSED, " ": Mark.NONE}


# a blocker in time --------------------------------------------------------------------------------------------------------


def test_today_is_in_one_column_of_all_rows() -> None:
    """Opened long ago and overdue, in time, without a due day: what is open ends today."""
    assert (SHOWN.today, SHOWN.back, SHOWN.ahead) == (18, 36, 18)
    stretches = (Stretch(-33, -19), Stretch(-23, 13), Stretch(-4), Stretch(-400, -380))
    assert [text(timeline(stretch, SHOWN, ASCII)) for stretch in stretches] == [
        "  =======|#########         ",
        "       ============......|  ",
        "                ===         ",
        "###################         ",
    ]


def test_red_after_the_due_day() -> None:
    assert timeline(Stretch(-10, -6), window(20), BLOCKS) == [
        ("        ", ""), ("━━", "data"), ("┃", "strong"), ("━━━", "red_mark"), ("      ", "")]
    assert timeline(Stretch(-2, 4), window(20), BLOCKS) == [
        ("            ", ""), ("━━", "data"), ("─", "track"), ("│", "quiet"), ("    ", "")]


@pytest.mark.parametrize(("due", "sign"), [(-1, "|#"), (0, "|"), (1, "=|")])
def test_a_day_more_or_less_is_seen(due: int, sign: str) -> None:
    assert text(timeline(Stretch(-9, due), window(20), ASCII)).strip().lstrip("=") == sign.lstrip("=")


def test_what_has_ended_stops_there() -> None:
    assert text(timeline(Stretch(-20, -10, -4), window(20), ASCII)) == "   =====|###        "
    assert text(timeline(Stretch(-20, 6, -4), window(20), ASCII)) == "   =========    |   "


offsets = st.integers(-300, 300)


@given(st.integers(-300, 0), st.none() | offsets, st.none() | st.integers(-200, 0), st.integers(1, 200), st.integers(1, 5))
def test_a_timeline_of_any_width(opened: int, due: int | None, ended: int | None, width: int, each: int) -> None:
    shown = window(width, each=each)
    drawn(lambda signs: [timeline(Stretch(opened, due, ended), shown, signs), timeline_head(shown, signs)], width)
    if ended is None and due is not None and due < 0 and width > 3:
        assert any(tone == "red_mark" for _part, tone in timeline(Stretch(opened, due), shown, BLOCKS))


def test_the_head_of_the_timelines() -> None:
    use("zh")
    assert text(timeline_head(window(30), BLOCKS)).split() == ["30", "天前", "今天", "+20"]


@pytest.mark.parametrize("width", WIDTHS)
def test_the_hands_that_a_blocker_went_through(width: int) -> None:
    rows = [Move("10-31", "提出，交 临江区林业局", "", "12 天", handed=True), Move("11-02", "报件缺图，已退设计院"),
            Move("11-12", "转到 市林业局", "没有写做了什么", "18 天", handed=True, warned=True)]
    drawn(lambda signs: moves(rows, width, signs), width)
    assert moves([], width, BLOCKS) == []
    if width == 66:
        lines = moves(rows, width, BLOCKS)
        assert [text(line)[:9] for line in lines] == ["10-31  ● ", "11-02  │ ", "11-12  ● "]
        assert ("转到 市林业局", "strong") in lines[2] and ("没有写做了什么", "yellow") in lines[2]


# the calendar -------------------------------------------------------------------------------------------------------------


def marks(said: str) -> list[Mark]:
    return [MARK[sign] for sign in said]


@pytest.mark.parametrize(("said", "first"), [("", 0), ("##.", 3), ("##..", 2), ("#.-.", 1), ("#.-.#", 5), ("..~", 3), ("..", 0),
                                             (".--", 3), (" ..", 1)])
def test_where_nobody_has_been_since(said: str, first: int) -> None:
    assert alone_since(marks(said)) == first


def test_a_run_up_to_today_is_red() -> None:
    assert [text(calendar(marks("#~.-#.-.."), 9, signs)) for signs in ALL] == [
        "■□∙╴■■╴■■", "■□∙╴■!╴!!", " ~.-  -  ", "#~.-#!-!!", "#~.-#!-!!", "#~.-#!-!!"]
    assert calendar(marks("#."), 4, CELLS) == [("  ", ""), (" ", "on data"), (".", "data")]
    assert [tone for _part, tone in calendar(marks("#.."), 3, BLOCKS)] == ["data", "red_mark"]


@given(st.text("#~.- ", max_size=150), st.integers(1, 200))
def test_a_calendar_of_any_width(said: str, width: int) -> None:
    drawn(lambda signs: [calendar(marks(said), width, signs), calendar_head(date(2026, 11, 30), width, signs),
                         calendar_legend(width, signs)], width)


def test_the_days_above_a_calendar() -> None:
    use("zh")
    head = text(calendar_head(date(2026, 11, 30), 38, BLOCKS))
    assert head.split() == ["10-27", "11-03", "11-10", "11-17", "今"]
    assert head.index("11-17") == 38 - 1 - 13


# the funnel ---------------------------------------------------------------------------------------------------------------

STEPS = [Step("谋划", "4 个", 147500), Step("储备", "14 个  126.22亿", 1262200), Step("前期", "15 个  171.10亿", 1711000),
         Step("待开工", "11 个  104.40亿", 1044000)]


@pytest.mark.parametrize("width", WIDTHS)
def test_a_funnel_of_any_width(width: int) -> None:
    drawn(lambda signs: funnel(STEPS, width, signs), width)


@given(st.lists(st.builds(Step, st.sampled_from(["谋划", "待开工", "x"]), st.sampled_from(["", "4 个", "14 个  126.22亿"]),
                          st.integers(-5, 10**7)), max_size=8), st.integers(0, 200))
def test_a_funnel_of_any_money(found: list[Step], width: int) -> None:
    drawn(lambda signs: funnel(found, width, signs), width)


def test_the_width_is_the_money() -> None:
    names, notes = funnel(STEPS, 117, BLOCKS)
    sizes = [cells(part) for part, tone in notes if "on " in tone]
    assert len(sizes) == 4 and sizes[2] > sizes[1] > sizes[3] > sizes[0]
    assert [tone for _part, tone in names if tone] == [
        "bold on_grey on grey_fill", "strong on fan", "strong on area", "bold on_accent on accent_fill"]
    assert text(funnel(STEPS, 40, ASCII)[0]).startswith("[谋划")
    assert "126.22" not in text(funnel(STEPS, 50, BLOCKS)[1]) and "14 个" in text(funnel(STEPS, 50, BLOCKS)[1])
    assert funnel([], 50, BLOCKS) == []


# the chain map ------------------------------------------------------------------------------------------------------------

NODES = [("膜材料", NodeState.HAVE), ("电池材料", NodeState.WEAK), ("再生利用", NodeState.MISSING)]


def test_the_words_of_a_chain() -> None:
    assert chips(NODES, 31, BLOCKS)[0][:5] == [
        (" 膜材料 ", "on_accent on accent_fill"), (" ", ""), (" 电池材料 ", "strong on fan"), (" ", ""), ("[再生利用]", "strong")]
    for signs in (ASCII, Signs(Way.BLOCKS, mono=True)):
        assert text(chips(NODES, 31, signs)[0]) == "+膜材料  ~电池材料  [再生利用] "
    assert [text(line) for line in chips(NODES, 12, CELLS)] == [" 膜材料     ", " 电池材料   ", "[再生利用]  "]


@given(st.lists(st.tuples(st.text("膜材料电池x", max_size=20), st.sampled_from(NodeState)), max_size=12), st.integers(3, 200),
       st.integers(0, 9))
def test_a_chain_map_of_any_width(nodes: list[tuple[str, NodeState]], width: int, height: int) -> None:
    drawn(lambda signs: chain_grid([("新材料", nodes), ("高端装备", nodes)], width, signs, height), width)
    assert chain_grid([], width, BLOCKS) == []
