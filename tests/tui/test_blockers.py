"""Screen 3 and the page of one blocker: whose bucket, how long, what it freezes, how it got there."""

from pathlib import Path

from textual.pilot import Pilot

from campaign.core.model.blocker import Event, EventKind
from campaign.service import blockers, records
from campaign.tables.blocker_details import event_line
from campaign.tables.blockers import BLOCKERS, RESOLVED
from campaign.tables.cells import wrapped
from campaign.tables.next_steps import steps
from campaign.tables.order import HEADER
from campaign.tables.width import cells
from campaign.tui import keys as bound
from campaign.tui.app import CampaignApp
from campaign.tui.screens.blockers.blocker_page import BlockerPage
from campaign.tui.screens.blockers.screen import BlockersPage
from campaign.tui.screens.projects.project_page import ProjectPage
from tests.tui.city import database, line_of, lines, press, run, session, until


async def opened(app: CampaignApp, pilot: Pilot[None]) -> BlockersPage:
    await press(pilot, "3")
    page = app.screen
    assert isinstance(page, BlockersPage)
    await until(pilot, lambda: page.pane.rows.total > 0)
    return page


def keys(page: BlockersPage) -> list[str]:
    return page.pane.order.flat()[0]


def test_buckets_with_the_longest_overdue_first(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot)
        situation = app.situation
        assert situation is not None
        assert page.pane.rows.total == len(situation.snapshot.blockers) == 62
        longest = situation.longest_overdue()
        assert longest is not None and page.subject == longest.code
        header = line_of(app, "省自然资源厅")
        assert "1 overdue" in header and "2 blockers" in header and "longest 26d" in header
        assert "late 19d" in line_of(app, ">")
        assert "1/62" in lines(app)[-1]
        assert page.pane.rows.move_to("B0091")
        await pilot.pause()
        await until(pilot, lambda: any("freezes 12" in line for line in lines(app)[-5:]))  # a whole county

    run(database(tmp_path), test)


def test_history_below_and_what_was_not_said(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot)
        assert page.pane.rows.move_to("B0107")
        await pilot.pause()
        history = page.pane.details(page.situation, "B0107", 78, 4)  # type: ignore[arg-type]
        text = ["".join(piece for piece, _tone in line) for line in history]
        assert "B0107" in text[0]
        assert any("passed to" in line for line in text) and any("nothing is said" in line for line in text)
        await until(pilot, lambda: any(text[-1].strip()[:30] in line for line in lines(app)))

    run(database(tmp_path), test)


def test_silent_move_stands_out() -> None:
    from campaign.core.situation import Situation
    from tests.core.build import day, snapshot

    situation = Situation.of(snapshot(), day(9))
    silent = Event("B0001", EventKind.MOVE, day(3), "", "hq", "U01", "U02", None)
    said = silent._replace(text="现场核对")
    assert event_line(situation, silent)[1][1] == "yellow"
    assert "nothing is said" in event_line(situation, silent)[1][0]
    assert event_line(situation, said)[1][1] == ""


def test_groups_sorts_and_the_resolved(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot)
        for group in BLOCKERS.group_keys[1:-1]:
            await press(pilot, "v")
            assert page.pane.group == group and page.pane.rows.total == 62
            headers = [key[len(HEADER) :] for key in keys(page) if key.startswith(HEADER)]
            if group == "level":
                assert headers == sorted(headers, reverse=True)
            for sort in BLOCKERS.sort_keys:
                assert page.pane.sort == sort and page.pane.rows.total == 62
                await press(pilot, "s")
        await press(pilot, "v")
        assert page.pane.group == RESOLVED
        await until(pilot, lambda: page.pane.rows.total == 32)
        assert "Resolved blockers" in lines(app)[2]
        await press(pilot, "v")
        assert page.pane.group == "unit" and page.pane.rows.total == 62

    run(database(tmp_path), test)


def test_news_moves_a_row_and_not_the_cursor(tmp_path: Path) -> None:
    path = database(tmp_path)

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot)
        await press(pilot, "j", "j", "j")
        was = page.pane.rows.cursor
        other = session(path, actor="wang")
        blockers.assign(other, "B0065", "市林业局", did="移交")
        situation = app.situation
        await until(pilot, lambda: app.situation is not situation)
        assert page.pane.rows.cursor == was
        for act in (
            lambda: blockers.resolve(other, "B0064", "批了"),
            lambda: blockers.note(other, "B0107", "催办"),
            lambda: records.edit(other, "P0042", {"leader": "L01"}),
            lambda: blockers.add_blocker(other, {"title": "全县停电", "category": "utilities", "unit": "U03"}, county="C01"),
        ):
            before = app.situation
            act()
            await until(pilot, lambda before=before: app.situation is not before)  # type: ignore[misc]
            patched = keys(page)
            page.pane.fill()
            assert keys(page) == patched
        assert page.pane.rows.cursor == was
        assert "B0064" not in keys(page)
        other.close()

    run(path, test)


def test_the_page_of_one(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot)
        assert page.pane.rows.move_to("B0107")
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, BlockerPage))
        own = app.screen
        assert isinstance(own, BlockerPage)
        await until(pilot, lambda: own.listing.total > 0)
        assert "18 days in the hands of 市林业局" in line_of(app, "late 11d")
        assert line_of(app, "History") and line_of(app, "It freezes")
        assert own.subject == "B0107"
        await press(pilot, "G")
        assert own.subject == "P0042"
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, ProjectPage))
        await press(pilot, "escape", "escape")
        await until(pilot, lambda: app.screen is page)

    run(database(tmp_path), test)


def test_a_resolved_one_and_one_on_a_whole_county_have_a_page(tmp_path: Path) -> None:
    path = database(tmp_path)
    other = session(path)
    blockers.resolve(other, "B0107", "批了", on_site=True)
    other.close()

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        for code, words in (("B0107", "It froze"), ("B0091", "12 projects")):
            app.open(code)
            await until(pilot, lambda: isinstance(app.screen, BlockerPage) and app.screen.listing.total > 0)
            await press(pilot, "G")
            assert line_of(app, words)
            await press(pilot, "escape")

    run(path, test)


def test_wrapped() -> None:
    assert wrapped("", 10) == [""]
    assert wrapped("很" * 12, 10) == ["很" * 5, "很" * 5, "很很"]
    assert wrapped("one two three", 9) == ["one two", "three"]
    assert all(cells(line) <= 7 for line in wrapped("a很b很c很d很e很f很", 7))


def test_what_can_be_done_names_the_keys_that_do_it(tmp_path: Path) -> None:
    """Of every open blocker: holding it was once said to be on a key that moves to the column at the left."""
    own = session(database(tmp_path))
    situation = own.situation()
    acts = {bound.BY_ACTION[name].shown for name in ("escalate", "move_on", "note", "hold", "resolve")}
    named = {line[0][0].strip() for row in situation.snapshot.blockers.values() for line in steps(situation, row)}
    assert {bound.BY_ACTION["hold"].shown, bound.BY_ACTION["resolve"].shown} <= named <= acts
    own.close()
