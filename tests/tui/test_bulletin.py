"""The bulletin in the dashboard: what the command prints, every line within the width, each opening what it tells of."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from campaign.core.bulletin import BulletinKind
from campaign.core.document import Document, Paragraph, Row, Section, Table, flow
from campaign.core.situation import OVERDUE
from campaign.service import bulletin, projects
from campaign.tables.signs import Signs, Way
from campaign.tables.width import cells
from campaign.tui.app import CampaignApp
from campaign.tui.screens.blockers.blocker_page import BlockerPage
from campaign.tui.screens.blockers.screen import BlockersPage
from campaign.tui.screens.bulletin import screen as screen
from campaign.tui.screens.bulletin.content import NARROW, paper_lines, shares
from campaign.tui.screens.bulletin.screen import BulletinPage
from campaign.words.bulletin import document
from tests.tui import city
from tests.tui.city import lines, press, until


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screen, "CALM", 0.01)


async def opened(app: CampaignApp, pilot: Pilot[None]) -> BulletinPage:
    await press(pilot, "b")
    page = app.screen
    assert isinstance(page, BulletinPage)
    await until(pilot, lambda: bool(page._lines))
    return page


def told(page: BulletinPage) -> str:
    return "".join("".join(text for text, _tone in line.line) for line in page._lines.values())


# The lines --------------------------------------------------------------------------------------------------------------


LATE = Table(("堵点", "天数", "在谁手里"),
             (Row(("B0107 滨海新材料二期用林报批" * 3, "11", "市林业局"), "B0107"), Row(("B0064", "9", ""), "B0064")),
             frozenset({1}))
MONEY = Paragraph("完成投资74.04亿，百日计划199.19亿，完成率37.2%，应完成38.0%。" * 3, screen="projects")
PAPER = Document("《安澜市百日攻坚》工作简报", "第38期", "指挥部", "2026年11月22日 星期日",
                 (Section("总体进度", (MONEY,)), Section("堵点", (), (Section("逾期", (LATE,)),))),
                 ("审计链末端：第812条 " + "0a18a78f" * 8,), "zh")


@pytest.mark.parametrize("width", [20, 39, 59, 60, 79, 119, 200])
def test_nothing_is_cut_and_nothing_too_wide(width: int) -> None:
    found = paper_lines(PAPER, width, Signs(Way.BLOCKS))
    assert all(sum(cells(text) for text, _tone in line.line) <= width for line in found)
    said = "".join("".join(text for text, _tone in line.line) for line in found).replace(" ", "")
    for block in flow(PAPER):
        for text in (block.text,) if not isinstance(block, Table) else ():
            assert text.replace(" ", "") in said
    if width < NARROW:
        assert "B0107滨海新材料二期用林报批" * 3 in said
    assert "市林业局" in said and {line.code for line in found} == {None, "B0107", "B0064"}
    assert not found[0].stop and found[-1].stop


@pytest.mark.parametrize(("wanted", "width", "found"), [
    ([10, 10], 40, [10, 10]), ([50, 10], 42, [30, 10]), ([50, 50], 42, [20, 20]), ([40, 30, 5], 39, [15, 15, 5]),
    ([6, 6, 6], 10, [6, 6, 6])])
def test_the_widest_columns_give_way(wanted: list[int], width: int, found: list[int]) -> None:
    assert shares(wanted, width) == found


# The page ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("size", "language"), [((80, 24), "zh"), ((120, 40), "en"), ((40, 24), "zh"), ((80, 24), "en")])
def test_it_shows_what_the_command_prints(tmp_path: Path, size: tuple[int, int], language: str) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot)
        assert app.situation is not None
        paper = document(bulletin.figures(app.session, app.session.situation(), BulletinKind.DAILY))
        text = told(page).replace(" ", "")
        for block in flow(paper):
            if not isinstance(block, Table):
                assert block.text.replace(" ", "") in text
        assert all(cells(line) <= size[0] for line in lines(app))
        assert any(str(app.situation.counts[OVERDUE]) in line for line in lines(app))
        await press(pilot, "escape")
        assert len(app.screen_stack) == 1

    city.run(city.database(tmp_path), test, size=size, language=language)


def test_v_shows_the_week_and_the_campaign(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot)
        for kind, word in ((BulletinKind.WEEKLY, "weekly"), (BulletinKind.SPECIAL, "special"), (BulletinKind.DAILY, "daily")):
            await press(pilot, "v")
            await until(pilot, lambda kind=kind: page._figures is not None and page._figures.kind is kind)
            strong = [text for target in page._strip(80) for text, tone in target.said if tone == "strong"]
            assert strong == [f"{word} bulletin   "] and strong[0] in lines(app)[3] + " " * 3 and f"{word} bulletin" in told(page)
        await press(pilot, "v", "v")
        await until(pilot, lambda: page._figures is not None and page._figures.kind is BulletinKind.SPECIAL)

    city.run(city.database(tmp_path), test)


def test_enter_opens_what_a_line_tells_of(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot)
        at = next(key for key, line in page._lines.items() if line.code == "B0107")
        page.rows.move_to(at)
        assert page.subject == "B0107"
        await press(pilot, "enter")
        assert isinstance(app.screen, BlockerPage)
        await press(pilot, "escape")
        assert app.screen is page and page._figures is not None
        at = next(key for key, line in page._lines.items() if line.words == {"state": "overdue"})
        page.rows.move_to(at)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, BlockersPage))
        assert len(app.screen_stack) == 1

    city.run(city.database(tmp_path), test)


def test_it_follows_what_is_written_meanwhile(tmp_path: Path) -> None:
    path = city.database(tmp_path)

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot)
        assert page._figures is not None
        late = len(page._figures.overdue)
        other = city.session(path)
        projects.report(other, "P0002", {}, money="+5000万", on="-3d")
        from campaign.service import blockers

        blockers.resolve(other, "B0107", how="已批")
        app.catch_up()
        await until(pilot, lambda: page._figures is not None and len(page._figures.overdue) == late - 1)
        fresh = bulletin.figures(other, other.situation(), BulletinKind.DAILY)
        now = page._figures
        assert now is not None and "B0107" in {item.code for item in now.solved}
        assert now._replace(situation=fresh.situation) == fresh
        other.close()

    city.run(path, test)


def test_the_other_language_at_once(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot)
        assert "How it stands" in told(page)
        await press(pilot, "L")
        assert "一、" in told(page) and "（一）" in told(page)

    city.run(city.database(tmp_path), test)


def test_before_day_1_it_says_why_there_is_none(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        await press(pilot, "b")
        page = app.screen
        assert isinstance(page, BulletinPage)
        await until(pilot, lambda: any("first bulletin" in line for line in lines(app)))

    city.run(city.database(tmp_path, empty=True), test, days=-3)
