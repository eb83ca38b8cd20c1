"""Indicators, growth parity and totals: three panes, what their keys do, and the pages that Enter opens."""

from pathlib import Path
from typing import ClassVar

import pytest
from textual.pilot import Pilot

from campaign.core.model.indicators import IndicatorMeasure, Metric
from campaign.core.money import format_percent
from campaign.service import Session, indicators, projects, questions, records
from campaign.service.questions import By
from campaign.store.records import INDICATORS
from campaign.tables.parity import two_sided
from campaign.tables.signs import Signs, Way
from campaign.tables.totals import Total, private_share
from campaign.tables.width import cells
from campaign.text import N_
from campaign.tui.app import CampaignApp
from campaign.tui.dialogs.form import Form
from campaign.tui.screens.counties.indicator_lists import IndicatorPane, ParityPane
from campaign.tui.screens.counties.indicator_page import ParityPage, SeriesPage
from campaign.tui.screens.counties.totals_list import TotalsPane
from campaign.tui.screens.projects.screen import ProjectsPage
from campaign.tui.shell.list_pane import Pane
from campaign.tui.shell.loading_pane import LoadingPane
from campaign.tui.shell.tabs_page import TabsPage
from campaign.words import money
from campaign.words.indicators import points_text
from tests.tui.city import database, line_of, lines, press, run, session, until

GROWTH = IndicatorMeasure.YOY_CUM
BEHIND = "IC05 investment yoy_cum"


class ThePanes(TabsPage):
    """These panes alone, whatever page they stand on."""

    TITLE_TEXT = N_("Indicators")
    HINTS: ClassVar[tuple[str, ...]] = ("panes",)

    def __init__(self) -> None:
        super().__init__(IndicatorPane(id="indicators"), ParityPane(id="parity"), TotalsPane(id="totals"))


async def opened(app: CampaignApp, pilot: Pilot[None], pane: int = 0, *, total: int = 1) -> ThePanes:
    page = ThePanes()
    await app.push_screen(page)
    await press(pilot, *["tab"] * pane)
    await until(pilot, lambda: page.pane.rows.total >= total and not any(pane.behind for pane in page.query(LoadingPane)))
    return page


def keys(pane: Pane) -> list[str]:
    return [key for key in pane.order.flat()[0] if not key.startswith("#")]


async def saved(app: CampaignApp, pilot: Pilot[None], values: dict[str, str]) -> None:
    await until(pilot, lambda: isinstance(app.screen, Form))
    assert isinstance(app.screen, Form)
    app.screen._put(values)
    await press(pilot, "ctrl+s")
    await until(pilot, lambda: not isinstance(app.screen, Form))


def test_every_series_has_a_row_with_its_latest_figure_and_its_course(tmp_path: Path) -> None:
    path = database(tmp_path)

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot)
        other = session(path)
        table = indicators.table(other)
        assert len(keys(page.pane)) == len(table) == page.pane.count
        first = table["C05", Metric.INVESTMENT, GROWTH].latest
        assert keys(page.pane)[0] == BEHIND and first is not None and first.value is not None
        shown = line_of(app, "> 青岭县")
        assert all(text in shown for text in (first.period, f"{first.value / 100:.1f}%", "8.0%"))
        other.close()

    run(path, test)


def test_every_column_sorts_and_every_group_holds_all(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot)
        for pane in page._panes:
            await until(pilot, lambda pane=pane: page.pane is pane and pane.rows.total > 0)  # type: ignore[misc]
            everything = sorted(keys(pane))
            for group in pane.TABLE.group_keys:
                assert pane.group == group
                for sort in pane.TABLE.sort_keys:
                    assert pane.sort == sort
                    await press(pilot, "s")
                    assert sorted(keys(pane)) == everything
                await press(pilot, "v")
            await press(pilot, "slash", *"tax" if pane is page._panes[0] else "ql" if pane is page._panes[1] else "ind", "enter")
            assert 0 < len(keys(pane)) < len(everything)
            await press(pilot, "escape", "tab")

    run(database(tmp_path), test)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 24)])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_is_wider_than_the_screen(tmp_path: Path, size: tuple[int, int], language: str) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot)
        for number in range(3):
            await until(pilot, lambda number=number: page._at == number and page.pane.rows.total > 0)  # type: ignore[misc]
            shown = lines(app)
            assert all(cells(line) <= size[0] for line in shown) and len(shown) == size[1]
            await press(pilot, "tab")

    run(database(tmp_path), test, size=size, language=language)


def test_parity_is_that_of_the_service_and_names_the_period(tmp_path: Path) -> None:
    path = database(tmp_path)

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot, 1)
        other = session(path)
        found = {row.county: row for row in indicators.parity(other, other.situation())}
        order = keys(page.pane)
        assert order[0] == "C05" and order[-1] == "C03" and set(order) == set(found)
        behind, ahead = found["C05"], found["C03"]
        assert behind.gdp is not None and ahead.gdp is not None and behind.gdp.pp < 0 < ahead.gdp.pp
        shown = line_of(app, "青岭县")
        assert all(text in shown for text in (behind.gdp.period, points_text(behind.gdp.tenths), money(behind.per_day), "━│"))
        assert "│━" in line_of(app, "鹭湾区")
        late = found["C07"]
        assert late.gdp is not None and late.gdp.period < behind.gdp.period and late.gdp.period in line_of(app, "云屏县")
        assert "behind" in line_of(app, f"{behind.gdp.period}: fixed investment")
        other.close()

    run(path, test)


@pytest.mark.parametrize(("value", "bar"), [
    (0, "     |"), (500, "     |====="), (-500, "=====|"), (-1, "    =|"), (249, "     |=="), (250, "     |===")])
def test_a_bar_on_either_side_of_zero(value: int, bar: str) -> None:
    assert "".join(said for said, _tone in two_sided(value, 500, Signs(Way.CELLS))) == f"{bar:<11}"
    assert "".join(said for said, _tone in two_sided(value, 500, Signs(Way.BLOCKS))) \
        == f"{bar:<11}".replace("=", "━").replace("|", "│")


def test_the_totals_are_those_of_rates_and_follow_every_change(tmp_path: Path) -> None:
    path = database(tmp_path)

    def wanted(other: Session) -> dict[str, tuple[object, object]]:
        situation = other.situation()
        return {f"{by} {line.code or ''}": (line.rates.sums, line.private.sums)
                for by in (By.SECTOR, By.INVESTOR) for line in questions.lines(situation, by)}

    def told(page: ThePanes) -> dict[str, tuple[object, object]]:
        return {key: (row.sums, row.private) for key, row in (page.pane._rows or {}).items()}  # type: ignore[attr-defined]

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot, 2, total=10)
        other = session(path)
        assert told(page) == wanted(other) and "By sector" in "\n".join(lines(app)[3:6])
        industry = (page.pane._rows or {})["sector industry"]  # type: ignore[attr-defined]
        assert isinstance(industry, Total)
        shown = line_of(app, "industry ")
        assert money(industry.sums.plan) in shown and format_percent(private_share(industry)) in shown
        projects.report(other, "P0042", {}, money="+500万")
        records.edit(other, "P0002", {"sector": "energy", "investor": "private"})
        records.edit(other, "P0003", {"withdrawn": "x"})
        records.edit(other, "P0004", {"sector": "", "investor": ""})
        records.add_project(other, {"name": "新项目", "sector": "rural", "plan_100": "3亿"})
        expected = wanted(other)
        await until(pilot, lambda: told(page) == expected)
        other.close()

    run(path, test)


def test_enter_opens_what_a_figure_is_made_from(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        await opened(app, pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, SeriesPage) and app.screen.listing.total > 5)
        assert "target of 2026" in line_of(app, "2026-10")
        app.screen.listing.move_to("p 2026-10")  # type: ignore[attr-defined]
        await press(pilot, "enter")
        assert "e corrects it" in lines(app)[-1] and isinstance(app.screen, SeriesPage)
        await press(pilot, "escape", "tab", "enter")
        await until(pilot, lambda: isinstance(app.screen, ParityPage) and app.screen.listing.total > 5)
        assert "━│" in line_of(app, "2026Q3")
        app.screen.listing.move_to("gdp 2026Q3")  # type: ignore[attr-defined]
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, SeriesPage))
        assert app.screen.code == "IC05 gdp yoy_cum"  # type: ignore[attr-defined]
        await press(pilot, "escape", "g", "enter")
        await until(pilot, lambda: isinstance(app.screen, ProjectsPage) and app.screen.pane.words.get("county") == "C05")

    run(database(tmp_path), test)


def test_enter_on_a_total_opens_its_projects(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot, 2, total=10)
        page.pane.rows.move_to("investor ")
        await press(pilot, "enter")
        assert "by name" in lines(app)[-1]
        page.pane.rows.move_to("investor foreign")
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, ProjectsPage) and app.screen.pane.words.get("investor") == "foreign")

    run(database(tmp_path), test)


def test_an_indicator_is_entered_and_corrected(tmp_path: Path) -> None:
    path = database(tmp_path)

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot)
        store = app.session.store

        def figure(period: str) -> tuple[int | None, int | None]:
            (row,) = INDICATORS.all(store, county="C05", metric="investment", measure="yoy_cum", period=period)
            return row.value, row.target

        await press(pilot, "a")
        await until(pilot, lambda: isinstance(app.screen, Form))
        assert isinstance(app.screen, Form)
        assert [app.screen.base[name] for name in ("county", "metric", "period", "measure")] == [
            "C05", "investment", "2026-11", "yoy_cum"], "the month that comes next"
        await saved(app, pilot, {"value": "2.4%"})
        await until(pilot, lambda: "2026-11" in line_of(app, "青岭县"))
        assert page.subject == BEHIND and figure("2026-11") == (240, None)
        await press(pilot, "e")
        await saved(app, pilot, {"value": "2.6%", "target": "8%"})
        await until(pilot, lambda: "2.6%" in line_of(app, "青岭县"))
        assert figure("2026-11") == (260, 800)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, SeriesPage) and app.screen.listing.total > 5)
        app.screen.listing.move_to("p 2026-11")  # type: ignore[attr-defined]
        await press(pilot, "e")
        await saved(app, pilot, {"value": "", "target": ""})
        await until(pilot, lambda: not any("2026-11" in line for line in lines(app)))
        await press(pilot, "u")
        await until(pilot, lambda: any("2.6%" in line for line in lines(app)))
        await press(pilot, "escape", "tab", "a")
        await until(pilot, lambda: isinstance(app.screen, Form))
        assert isinstance(app.screen, Form) and app.screen.base["county"] == "C05"

    run(path, test)


def test_what_is_refused_is_said_on_the_form(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        await opened(app, pilot)
        await press(pilot, "e")
        await until(pilot, lambda: isinstance(app.screen, Form))
        assert isinstance(app.screen, Form)
        app.screen._put({"value": "viel"})
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: any("viel" in line for line in lines(app)))
        assert isinstance(app.screen, Form)

    run(database(tmp_path), test)


def test_what_others_enter_is_seen(tmp_path: Path) -> None:
    path = database(tmp_path)

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot, 1)
        other = session(path)
        indicators.enter(other, indicators.typed(other, "C05", "gdp", "2026Q3", "1%"))
        await until(pilot, lambda: keys(page.pane)[0] != "C05")
        projects.report(other, other.situation().projects_of_county("C01")[0], {}, money="+1亿")
        expected = {row.county: row.per_day for row in indicators.parity(other, other.situation())}
        await until(pilot, lambda: money(expected["C01"]) in line_of(app, "临江区"))
        other.close()

    run(path, test)


def test_without_anything_it_says_what_to_do(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = ThePanes()
        await app.push_screen(page)
        await until(pilot, lambda: any("campaign indicator COUNTY" in line for line in lines(app)))
        await press(pilot, "tab")
        await until(pilot, lambda: any("campaign add-county" in line for line in lines(app)))
        await press(pilot, "tab")
        await until(pilot, lambda: page.pane.rows.total > 0 or any("There is no project" in line for line in lines(app)))

    run(database(tmp_path, empty=True), test)
