"""Screen 1: the figures, the sentences and where they lead, an empty database, before and after the hundred days."""

from pathlib import Path

from textual.pilot import Pilot

from campaign.core.overview import findings
from campaign.service import blockers, work
from campaign.tui.app import CampaignApp
from campaign.tui.render_overview import figures, first_steps, percent
from campaign.tui.screens.blocker import BlockerPage
from campaign.tui.screens.blockers import BlockersPage
from campaign.tui.screens.log import LogPage
from campaign.tui.screens.overview import OverviewPage
from campaign.tui.screens.projects import ProjectsPage
from campaign.tui.widgets.columns import cells
from campaign.words import finding_text
from tests.tui.city import database, line_of, lines, press, run, session, until


def test_figures_and_sentences(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        assert "162 projects" in line_of(app, "Lights")
        assert "118/121" in line_of(app, "Rates")
        assert "9 overdue" in line_of(app, "Blockers")
        situation = app.situation
        assert situation is not None
        shown = "\n".join(lines(app))
        for finding in findings(situation):
            assert finding_text(finding)[:40] in shown, finding.key

    run(database(tmp_path), test)


def test_every_sentence_opens_the_list_it_was_counted_from(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        situation = app.situation
        assert situation is not None
        for finding in findings(situation):
            page = app.screen
            assert isinstance(page, OverviewPage)
            assert page.rows.move_to(finding.key)
            await press(pilot, "enter")
            await until(pilot, lambda page=page: app.screen is not page)  # type: ignore[misc]
            screen = app.screen
            if "code" in finding.filter:
                assert isinstance(screen, BlockerPage)
                await press(pilot, "escape")
            elif isinstance(screen, BlockersPage | ProjectsPage):
                assert finding.target == screen.SCREEN
                await until(pilot, lambda screen=screen, finding=finding: screen.rows.total == finding.count)  # type: ignore[misc]
                assert line_of(app, "Only: ")
                await press(pilot, "escape", "escape")
            else:
                assert finding.target == "leaders"
                await press(pilot, "1")
            await until(pilot, lambda page=page: app.screen is page)  # type: ignore[misc]

    run(database(tmp_path), test)


def test_news_of_another_session(tmp_path: Path) -> None:
    path = database(tmp_path)

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = app.screen
        assert isinstance(page, OverviewPage)
        await press(pilot, "j", "j")
        was = page.rows.cursor
        with_other = session(path, actor="wang")
        blockers.resolve(with_other, "B0107", "林地批了")
        with_other.close()
        await until(pilot, lambda: any("resolved" in line for line in lines(app)))
        assert "B0107" in line_of(app, "wang")
        assert page.rows.cursor == was
        assert "8 overdue" in line_of(app, "Blockers")

    run(path, test)


def test_the_log_and_what_it_names_open(tmp_path: Path) -> None:
    path = database(tmp_path)
    with_other = session(path, actor="wang")
    work.report(with_other, "P0042", {}, money="+300万")
    with_other.close()

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = app.screen
        assert isinstance(page, OverviewPage)
        assert page.rows.move_to("entry:2")
        assert page.subject == "P0042"
        await press(pilot, "enter")
        await until(pilot, lambda: app.screen is not page)
        await press(pilot, "escape", "f9")
        await until(pilot, lambda: isinstance(app.screen, LogPage))

    run(path, test)


def test_empty_database_says_what_to_type(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        assert line_of(app, "campaign add-county NAME")
        assert line_of(app, "campaign add-project NAME")
        assert "0 projects" in line_of(app, "Lights")
        assert "day 1/100" in lines(app)[0]
        await press(pilot, "4")
        assert line_of(app, "No project yet.")
        await press(pilot, "3")
        assert line_of(app, "No blocker is open.")

    run(database(tmp_path, empty=True), test)


def test_before_and_after(tmp_path: Path) -> None:
    async def before(app: CampaignApp, pilot: Pilot[None]) -> None:
        assert "starts in" in lines(app)[0]
        assert line_of(app, "Day 1 is ")

    async def last(app: CampaignApp, pilot: Pilot[None]) -> None:
        assert line_of(app, "Today is the last day.")

    async def after(app: CampaignApp, pilot: Pilot[None]) -> None:
        assert "over for" in lines(app)[0]
        assert line_of(app, "The campaign ended on ")

    path = database(tmp_path)
    run(path, before, days=-60)
    run(path, last, days=62)
    run(path, after, days=80)


def test_narrow(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        assert "red 17" in line_of(app, "Lights")
        assert all(cells(line) <= 40 for line in lines(app))

    run(database(tmp_path), test, size=(40, 24))


def test_pieces() -> None:
    from campaign.core.situation import Situation
    from tests.core.build import project, snapshot

    assert (percent(None), percent(4), percent(5), percent(1000)) == ("-", "0%", "1%", "100%")
    nothing = Situation.of(snapshot(), snapshot().campaign.first_day)
    assert [cells("".join(text for text, _tone in line)) <= 120 for line in figures(nothing, 80)]
    assert any("add-project" in text for line in first_steps(nothing) for text, _tone in line)
    assert first_steps(Situation.of(snapshot([project()]), snapshot().campaign.first_day)) == []
