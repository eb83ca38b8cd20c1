"""Labels and figures where there is little room: whole words, and the money of the funnel before what lies beyond it."""

import re
from pathlib import Path

import pytest
from textual.pilot import Pilot

from campaign import text
from campaign.core.model.blocker import Category
from campaign.core.model.land import ApprovalKind, LandKind
from campaign.core.model.project import Stage
from campaign.core.reserve import StageSum
from campaign.tables.charts.funnel import funnel
from campaign.tables.reserve_around import funnel_steps
from campaign.tables.signs import Signs, Way
from campaign.tables.width import CUT, cells, cut, whole_words
from campaign.tui.app import CampaignApp
from campaign.words import choices
from tests.tui.city import database, lines, press, run, until
from tests.tui.test_every_row import LISTS, settled


@pytest.mark.parametrize(("said", "width", "shown"), [
    ("environment assessment", 14, "environment"), ("farmland rectification", 13, "farmland"), ("dispute", 14, "dispute"),
    ("water, power, gas", 14, "water, power"), ("materials and machines", 14, "materials"), ("督察图斑整改", 8, "督察图斑整改"),
    ("inspectionrectification", 8, "inspectionrectification"), ("", 5, ""),
])
def test_a_label_loses_whole_words(said: str, width: int, shown: str) -> None:
    assert whole_words(said, width) == shown


@pytest.mark.parametrize(("said", "width", "shown"), [
    ("12 projects, ¥12.66bn", 17, "12 projects,~"), ("冻结 12 个，126.80亿", 16, "冻结 12 个，~"), ("¥7.40bn", 5, "~"),
    ("done 38.1%", 8, "done~"), ("¥7.40bn of ¥19.92bn", 14, "¥7.40bn of~"), ("¥7.40bn", 7, "¥7.40bn"),
    ("110千伏线路走廊", 6, "110千~")])
def test_no_amount_is_cut_within(said: str, width: int, shown: str) -> None:
    assert cut(said, width) == shown


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("kinds", "width"), [(LandKind, 13), (Category, 14), (ApprovalKind, 14)])
def test_no_label_of_a_column_is_cut_within_a_word(language: str, kinds: type, width: int) -> None:
    text.use(language)
    for said in choices(kinds).values():
        assert cells(whole_words(said, width)) <= width and CUT not in said


@pytest.mark.parametrize(("width", "money"), [(120, 3), (80, 1), (60, 0)])
def test_the_funnel_keeps_its_counts_before_its_money(width: int, money: int) -> None:
    sums = [StageSum(Stage.PLANNING, 4, 147_500), StageSum(Stage.RESERVE, 14, 1_262_200), StageSum(Stage.PREWORK, 15, 1_711_000),
            StageSum(Stage.PERMITTED, 11, 1_044_000)]
    names, notes = ("".join(said for said, _tone in line) for line in funnel(funnel_steps(sums), width, Signs(Way.CELLS)))
    assert cells(names) == cells(notes) == width and CUT not in names + notes
    assert re.findall(r"(?<![\d.¥])\d+(?= |$)", notes) == ["4", "14", "15", "11"] and notes.count("¥") == money


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_no_figure_of_money_is_cut(tmp_path: Path, size: tuple[int, int]) -> None:
    """In every list, by every sort, and on pages of whoever has projects: ``¥26,300.`` is another figure than ``¥26,300.0M``."""
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        for keys in (*LISTS.values(), *(f"1 colon {' '.join(code)} enter" for code in ("L02", "C10"))):
            while len(app.screen_stack) > 1:
                await press(pilot, "escape")
            for key in keys.split():
                await press(pilot, key)
                await until(pilot, lambda: settled(app))
            seen: set[str] = set()
            while (shown := "\n".join(lines(app))) not in seen and len(seen) < 12:
                seen.add(shown)
                assert not re.search(rf"¥[\d.,]+{re.escape(CUT)}", shown), f"{keys}\n{shown}"
                await press(pilot, "s")
                await until(pilot, lambda: settled(app))

    run(database(tmp_path), test, size=size)
