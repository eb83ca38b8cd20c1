"""The hundred days: charts that fit any terminal, derived beside the keys; and the past of one project's light on its page."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from campaign.core.forecast import Fan as Outlook
from campaign.core.forecast import Forecast
from campaign.core.light_history import Span
from campaign.core.model.light import Assessment, Light
from campaign.service import projects
from campaign.service.forecast import City
from campaign.service.light_history import Hundred
from campaign.tables.hundred_days import draw
from campaign.tables.light_history import SPANS, history_rows
from campaign.tables.signs import Signs, Way
from campaign.tables.width import cells
from campaign.tui.app import CampaignApp
from campaign.tui.screens.overview.days_page import DaysPage
from campaign.tui.screens.projects.project_page import ProjectPage
from campaign.words import label
from tests.core.build import CAMPAIGN
from tests.core.build import day as day_number
from tests.tui import city
from tests.tui.city import lines, press, until

BLOCKS = Signs(Way.BLOCKS)


def hundred(days: int = 38) -> Hundred:
    return Hundred(days, [2] * days, [3] * days, [5] * days, [10 * (at + 1) for at in range(days)], 2000)


def city_of(days: int = 38) -> City:
    """At 10万 a day it ends with 1000 of 2000万."""
    ahead = tuple(10 * (at + days) for at in range(101 - days))
    return City(days, Forecast(10 * days, ahead[-1] - 50, ahead[-1], ahead[-1] + 50, 2000, 2000 - ahead[-1], 0.0, 40),
                Outlook(*(tuple(money + side for money in ahead) for side in (-50, 0, 50))))


def said(found: Hundred, city: City, width: int, height: int, signs: Signs = BLOCKS) -> list[str]:
    today = CAMPAIGN.first_day + timedelta(days=max(found.days, 1) - 1)
    return ["".join(text for text, _tone in line) for line in draw(CAMPAIGN, today, found, city, width, height, signs)]


def test_each_heading_is_the_sentence_of_its_chart() -> None:
    """2000万 in 100 days; 380万 reported by day 38, when 760万 are due; at 10万 a day 1000万 will be missing."""
    shown = said(hundred(), city_of(), 160, 36)
    money, against, lights = (line for line in shown if line.endswith("─"))
    assert money.startswith("Money of the 100 days  ¥3.8M of ¥20.0M, 19.0%  38.0% due by today")
    assert against.startswith("Against the plan  today ¥3.8M short  at this pace ¥10.0M short, under 1% likely to reach "
                              "the plan  to close it: ¥0.4M a day"), against
    assert lights.startswith("Red and yellow projects  red 2, 2 a week ago  yellow 3, 3 a week ago")
    assert any("¥10.0M short" in line.split("╎")[-1] for line in shown[20:30])
    assert any("19.0 points behind what is due" in line for line in shown)


@pytest.mark.parametrize("way", Way)
@pytest.mark.parametrize("mono", [False, True])
@pytest.mark.parametrize(("width", "height"), [(38, 12), (40, 13), (78, 20), (79, 21), (116, 36), (196, 46), (250, 60)])
@pytest.mark.parametrize("days", [1, 6, 38, 99, 100])
def test_it_fills_any_screen_and_no_line_is_too_wide(way: Way, mono: bool, width: int, height: int, days: int) -> None:
    shown = said(hundred(days), city_of(days), width, height, Signs(way, mono))
    assert len(shown) <= height and {cells(line) for line in shown} <= {0, width}
    assert "today" in shown[-1] and not any("~" in line for line in shown if way is not Way.ASCII and width >= 78)


def test_a_short_screen_keeps_what_is_missing_and_the_lights() -> None:
    shown = said(hundred(), city_of(), 60, 12)
    assert len(shown) == 12 and shown[1].startswith("Against the plan")


def test_no_figure_is_cut_where_a_sentence_has_no_room() -> None:
    for width in range(40, 130):
        against = next(line for line in said(hundred(), city_of(), width, 36) if line.startswith("Against"))
        assert "~" not in against and not re.search(r"[0-9¥.]+ +─", against.replace("likely", "")), against


def test_before_there_are_seven_days_with_reports_it_says_so_and_draws_no_fan() -> None:
    shown = said(hundred(5), City(5), 120, 36)
    assert any("5 days with reports so far: a forecast takes 7" in line for line in shown)
    assert not any("short" in line.split("╎")[-1] for line in shown[20:])


def test_without_a_plan_it_says_so() -> None:
    shown = said(hundred()._replace(plan=0, done=[0] * 38), City(0), 120, 36)
    assert "no project has a 100-day plan yet" in shown[0]


@pytest.mark.parametrize(("size", "language"), [((80, 24), "en"), ((120, 40), "zh"), ((40, 24), "zh")])
def test_the_page_shows_what_the_situation_says(tmp_path: Path, size: tuple[int, int], language: str) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        app.push_screen("days")
        await until(pilot, lambda: isinstance(app.screen, DaysPage) and app.screen._found is not None)
        assert app.situation is not None
        shown = lines(app)
        for light in (Light.RED, Light.YELLOW):
            assert f"{label(light)} {app.situation.lights[light]}" in "\n".join(shown)
        assert all(cells(line) <= size[0] for line in shown)
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

    city.run(city.database(tmp_path), test, size=(120, 110))


def test_history_is_cut_and_says_how_much_more_there_was() -> None:
    one = Span(day_number(1), day_number(1), Assessment(Light.GREEN), (), ())
    many = [one._replace(first=one.first + timedelta(days=n), last=one.last + timedelta(days=n)) for n in range(SPANS + 2)][::-1]
    found = ["".join(text for text, _tone in row.line) for row in history_rows("P0001", many, 79, str)]
    assert len(found) == SPANS + 3 and found[-1].strip() == "2 changes before that"
    assert found[1].startswith("The light day by day  since 12 Oct") and found[2].startswith("12 Oct ")
    assert history_rows("P0001", [], 79, str) == []
    assert all(cells("".join(text for text, _tone in row.line)) <= 39 for row in history_rows("P0001", many, 39, str))
