"""The hundred days: charts that fit any terminal, derived beside the keys; and the past of one project's light on its page."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from campaign.core.light_history import Span
from campaign.core.model.light import Assessment, Light
from campaign.service import projects
from campaign.service.light_history import Hundred
from campaign.tables.chart import Chart, Series, draw, stack
from campaign.tables.light_history import SPANS, history_rows, lights_chart, money_chart
from campaign.tables.width import cells
from campaign.tui.app import CampaignApp
from campaign.tui.screens.overview.days_page import DaysPage
from campaign.tui.screens.projects.project_page import ProjectPage
from tests.core.build import CAMPAIGN
from tests.core.build import day as day_number
from tests.tui import city
from tests.tui.city import lines, press, until


def said(chart: Chart, width: int, height: int) -> list[str]:
    return ["".join(text for text, _tone in line) for line in draw(chart, width, height)]


def hundred(days: int = 38) -> Hundred:
    return Hundred(days, [2] * days, [3] * days, [5] * days, [10 * (at + 1) for at in range(days)], 2000)


def test_a_stack_shows_what_is_there_at_all() -> None:
    assert stack((50, 25, 25), 100, 8) == [4, 2, 2]
    assert stack((1, 0, 999), 1000, 8) == [1, 0, 7]
    assert stack((0, 0, 0), 10, 8) == [0, 0, 0]
    assert stack((1, 1, 998), 1000, 8) == [1, 1, 6]
    assert sum(stack((333, 333, 334), 1000, 7)) == 7
    assert sum(stack((1, 1, 1), 3, 2)) == 2


def test_a_column_a_day_with_signs_besides_colours() -> None:
    found = said(lights_chart(CAMPAIGN, hundred()), 120, 13)
    assert found[0].strip() == "# red 2  = yellow 3  . green 5"
    assert found[1] == "10|" + "." * 38 + " " * 62 and found[-3] == " 0|" + "#" * 38 + " " * 62
    assert [line[3] for line in found[1:11]] == ["."] * 5 + ["="] * 3 + ["#"] * 2
    assert found[-2].count("+") >= 4 and "today" in found[-1] and "8 Jan" in found[-1]
    assert found[-1].index("today") <= found[-2].index("+", 38) <= found[-1].index("today") + 5


def test_several_days_share_a_column_where_there_is_no_room() -> None:
    found = said(lights_chart(CAMPAIGN, hundred()), 80, 11)
    assert found[-3].rstrip() == " 0|" + "#" * 19
    short = said(lights_chart(CAMPAIGN._replace(length=20), hundred(10)), 80, 11)
    assert short[-3].rstrip() == " 0|" + "#" * 30


def test_money_stands_against_the_plan_of_every_day() -> None:
    """2000万 in 100 days; 380万 reported by day 38, 760万 due."""
    found = said(money_chart(CAMPAIGN, hundred()), 120, 13)
    assert found[0].strip() == "# reported ¥3.8M  - due by the plan ¥7.6M"
    assert found[1].startswith("¥20.0M|") and found[1].rstrip().endswith("-")
    gutter = found[-3].index("|") + 1
    heights = [sum(line[gutter + 37] == "#" for line in found[1:-2]), [line[gutter + 37] for line in found[1:-2]].index("-")]
    assert heights == [2, 6]


@pytest.mark.parametrize("width", [12, 20, 39, 40, 79, 80, 119, 120, 250])
@pytest.mark.parametrize("height", [1, 4, 5, 9, 24])
@pytest.mark.parametrize("days", [0, 1, 38, 100])
def test_no_line_is_too_wide(width: int, height: int, days: int) -> None:
    for chart in (lights_chart(CAMPAIGN, hundred(days)), money_chart(CAMPAIGN, hundred(days))):
        found = said(chart, width, height)
        assert len(found) <= height
        assert all(cells(line) <= width for line in found[1:])


def test_wide_characters_are_measured_in_cells() -> None:
    series = [Series("红灯项目", "#", "red", "三"), Series("绿灯", ".", "green")]
    chart = Chart(series, [(1, 1)] * 10, 2, [(0, "零"), (2, "二十亿元")], 30, [(14, "今天"), (0, "九月一日"), (29, "十二月末")])
    found = said(chart, 60, 9)
    assert found[1].startswith("二十亿元|.") and found[-3].startswith("      零|#")
    assert cells(found[1].split("|")[0]) == cells(found[-3].split("|")[0]) == 8
    assert found[-1].strip().startswith("九月一日") and "今天" in found[-1] and found[-1].endswith("十二月末")
    axis = found[-2].index("+", 10)
    assert axis - 2 <= cells(found[-1][: found[-1].index("今天")]) <= axis


@pytest.mark.parametrize(("size", "language"), [((80, 24), "en"), ((120, 40), "zh"), ((40, 24), "zh")])
def test_the_page_shows_what_the_situation_says(tmp_path: Path, size: tuple[int, int], language: str) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        app.push_screen("days")
        await until(pilot, lambda: isinstance(app.screen, DaysPage) and app.screen._found is not None)
        assert app.situation is not None
        shown = lines(app)
        legend = shown[3]
        for light, sign in ((Light.RED, "#"), (Light.YELLOW, "="), (Light.GREEN, ".")):
            assert sign in legend and str(app.situation.lights[light]) in legend
        assert all(cells(line) <= size[0] for line in shown)
        assert sum("|" in line for line in shown) >= size[1] - 12
        await press(pilot, "escape")
        assert len(app.screen_stack) == 1

    city.run(city.database(tmp_path), test, size=size, language=language)


def test_it_is_kept_and_follows_what_is_written_meanwhile(tmp_path: Path) -> None:
    path = city.database(tmp_path)

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        app.push_screen("days")
        page = app.screen
        assert isinstance(page, DaysPage)
        await until(pilot, lambda: page._found is not None)
        before = page._found
        await press(pilot, "v")
        assert len(app.screen_stack) == 1
        projects.report(app.session, "P0002", {}, money="+5000万")
        app.catch_up()
        await pilot.pause()
        assert page._found is before
        app.push_screen("days")
        assert app.screen_stack.index(page) == 1
        await until(pilot, lambda: page._found is not before)
        assert page._found is not None and before is not None and app.situation is not None
        assert page._found.done[-1] == before.done[-1] + 5000 == app.situation.tally().done

    city.run(path, test)


def test_before_the_first_day_it_says_so(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        app.push_screen("days")
        await until(pilot, lambda: isinstance(app.screen, DaysPage) and app.screen._found is not None)
        assert "The first day is still to come." in lines(app)[3]

    city.run(city.database(tmp_path), test, days=-60)


def test_the_page_of_a_project_tells_the_past_of_its_light(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        app.push_screen(ProjectPage("P0159"))
        await until(pilot, lambda: any("The light day by day" in line for line in lines(app)))
        shown = lines(app)
        at = next(number for number, line in enumerate(shown) if "The light day by day" in line)
        assert "22 Nov" in shown[at + 1] and "red" in shown[at + 1] and "G0005 late by 1 day" in shown[at + 1]
        assert "gone: " in shown[at + 2] and " .. " in "".join(shown[at + 3 : at + 9])

    city.run(city.database(tmp_path), test, size=(120, 60))


def test_history_is_cut_and_says_how_much_more_there_was() -> None:
    one = Span(day_number(1), day_number(1), Assessment(Light.GREEN), (), ())
    many = [one._replace(first=one.first + timedelta(days=n), last=one.last + timedelta(days=n)) for n in range(SPANS + 2)][::-1]
    found = ["".join(text for text, _tone in row.line) for row in history_rows("P0001", many, 79, str)]
    assert len(found) == SPANS + 3 and found[-1].strip() == "2 changes before that"
    assert found[1].startswith("The light day by day  since 12 Oct") and found[2].startswith("12 Oct ")
    assert history_rows("P0001", [], 79, str) == []
    assert all(cells("".join(text for text, _tone in row.line)) <= 39 for row in history_rows("P0001", many, 39, str))


@pytest.mark.parametrize("width", [40, 61, 80, 120, 200])
@pytest.mark.parametrize("days", [1, 38, 54, 95, 100])
def test_every_mark_of_the_axis_has_its_label(width: int, days: int) -> None:
    campaign = CAMPAIGN._replace(golden_end=CAMPAIGN.first_day + timedelta(days=60))
    for chart in (lights_chart(campaign, hundred(days)), money_chart(campaign, hundred(days))):
        found = said(chart, width, 12)
        marks, labels = found[-2][found[-2].index("+") + 1:], re.findall("golden end|1 Oct|8 Jan|[^ ]+", found[-1])
        assert marks.count("+") == len(labels)
    if width >= 80 and days not in (54,):
        assert "golden end" in said(lights_chart(campaign, hundred(days)), width, 12)[-1]


@pytest.mark.parametrize(("width", "legend"), [
    (80, "# reported ¥74.04bn  - due by the plan ¥7.64bn"), (40, "# so far ¥74.04bn  - due ¥7.64bn"),
    (30, "# reported  - due by the plan"), (24, "# so far  - due")])
def test_the_legend_keeps_its_figures_and_loses_words(width: int, legend: str) -> None:
    many = Hundred(38, [2] * 38, [3] * 38, [5] * 38, [7_404_100] * 38, 2_010_526)
    found = said(money_chart(CAMPAIGN, many), width, 12)[0]
    assert found.strip() == legend and cells(found) <= width
