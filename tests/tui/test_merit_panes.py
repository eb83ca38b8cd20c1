"""Screen 0: merits, the ladder of supervision and who must explain, on the seed city; the page of one and its keys."""

import asyncio
from pathlib import Path

import pytest
from textual.pilot import Pilot

from campaign.core.merits import LADDER
from campaign.core.model.merits import MeritKind
from campaign.service import Session, members, merit_verbs, merits
from campaign.store.queries.members import member_keys, places_of
from campaign.store.queries.names import name_of
from campaign.store.records import MERIT_ANSWERS, MERITS
from campaign.tables.order import HEADER
from campaign.tui.app import CampaignApp
from campaign.tui.dialogs.choose import Choose
from campaign.tui.dialogs.form import Form
from campaign.tui.screens.blockers.blocker_page import BlockerPage
from campaign.tui.screens.honours.merit_lists import ExplainPane, LadderPane, MeritPane
from campaign.tui.screens.honours.merit_page import MeritPage
from campaign.tui.screens.honours.screen import HonoursPage
from campaign.tui.screens.leaders.person_page import PersonPage
from campaign.tui.shell.loading_pane import LoadingPane
from tests.tui import scene
from tests.tui.city import NOW, database, line_of, lines, press, run, session, until
from tests.tui.scene import dashboard, running
from tests.tui.test_roles import join

KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI{}JmzM2cFvKLc9CFSpBqu6pG1TvFmQxkhyvvZ9P1cXZ3 someone@desk"
ANY = type[MeritPane] | type[LadderPane] | type[ExplainPane]


async def opened(app: CampaignApp, pilot: Pilot[None], kind: ANY) -> HonoursPage:
    """The page of honours with this pane having the keys."""
    await press(pilot, "0")
    await until(pilot, lambda: isinstance(app.screen, HonoursPage) and not any(p.behind for p in app.screen.query(LoadingPane)))
    page = app.screen
    assert isinstance(page, HonoursPage)
    while not isinstance(page.pane, kind):
        await press(pilot, "tab")
    return page


def test_merits_stand_newest_first_with_what_is_owed(tmp_path: Path) -> None:
    path = database(tmp_path)
    own = session(path)
    rows = merits.merits(own, own.situation())
    own.close()

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot, MeritPane)
        assert page.pane.order.flat()[0] == [row.merit.code for row in rows]
        owed = next(row for row in rows if row.merit.promised and not row.merit.paid)
        page.pane.rows.move_to(owed.merit.code)
        await press(pilot)
        assert "not paid" in line_of(app, owed.merit.text[:4])
        silent = next(row for row in rows if row.merit.kind in LADDER and not row.answers)
        page.pane.rows.move_to(silent.merit.code)
        await press(pilot)
        assert "no answer yet" in line_of(app, silent.merit.text[:4])

    run(path, test)


@pytest.mark.parametrize("kind", [MeritPane, LadderPane, ExplainPane])
def test_sorts_and_groups(tmp_path: Path, kind: ANY) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot, kind)
        total = page.pane.rows.total
        for sort in kind.TABLE.sort_keys:
            assert page.pane.sort == sort and page.pane.rows.total == total
            await press(pilot, "s")
        for group in (*kind.TABLE.group_keys[1:], kind.TABLE.group_keys[0]):
            await press(pilot, "v")
            assert page.pane.group == group
            assert bool(group) == any(key.startswith(HEADER) for key in page.pane.order.flat()[0])

    run(database(tmp_path), test, size=(120, 40))


def test_the_ladder_shows_the_highest_rung_and_opens_the_latest_step(tmp_path: Path) -> None:
    path = database(tmp_path)
    own = session(path)
    climbs = merits.ladders(own, own.situation())
    own.close()

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot, LadderPane)
        assert page.pane.order.flat()[0][0] == climbs[0].subject and len(climbs[0].steps) > 1
        await press(pilot, "enter")
        assert isinstance(app.screen, MeritPage) and app.screen.code == climbs[0].steps[-1].merit.code
        shown = "\n".join(lines(app))
        assert all(step.merit.code in shown for step in climbs[0].steps)
        assert climbs[0].steps[-1].evidence[0].code in shown

    run(path, test)


def test_a_on_the_ladder_fills_in_the_next_step_with_its_evidence(tmp_path: Path) -> None:
    """Above the last rung the last one again."""
    path = database(tmp_path)
    own = session(path)
    first = merits.ladders(own, own.situation())[0]
    assert first.following is MeritKind.SANCTION
    merit_verbs.add_merit(own, first.subject, "sanction", "仍未报出", evidence=["B0107", "P0059"])
    own.close()

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot, LadderPane)
        rows = merits.ladders(app.session, app.session.situation())
        for climb, kind in ((rows[0], MeritKind.SANCTION), (rows[-1], rows[-1].following)):
            page.pane.rows.move_to(climb.subject)
            await press(pilot, "a")
            await until(pilot, lambda: isinstance(app.screen, Form))
            assert isinstance(app.screen, Form)
            assert app.screen.base["kind"] == kind
            assert app.screen.base["evidence"].split() == [item.code for item in climb.steps[-1].evidence]
            await press(pilot, "escape")
            await until(pilot, lambda: app.screen is page)

    run(path, test)


def test_the_page_of_a_step_that_others_see_first_says_so(tmp_path: Path) -> None:
    """Until it is answered: then it opens to everybody, and the page that is open shows it."""
    path = database(tmp_path)
    own = session(path)
    members.add(own, "M001", "viewer")
    members.add(own, "M002", "hq")
    for person, letter in (("M001", "A"), ("M002", "B")):
        members.add_key(own, person, KEY.format(letter))
    own.close()

    def came(person: str) -> Session:
        known = Session(path, person, clock=lambda: NOW)
        key = member_keys(known.store, person)[0].fingerprint
        known.close()
        return Session(path, person, clock=lambda: NOW, me=person, key=key)

    hq = came("M002")
    code = merit_verbs.add_merit(hq, "U03", "reminder", "一拖再拖", evidence=["B0107"]).subject

    async def go() -> None:
        app = CampaignApp(came("M001"))
        async with app.run_test(size=(120, 40)) as pilot:
            await until(pilot, lambda: app.situation is not None)
            app.open(code)
            await until(pilot, lambda: any("shown first to whom it concerns" in line for line in lines(app)))
            assert not any("一拖再拖" in line or "is gone" in line for line in lines(app))
            merit_verbs.answer(hq, code, "已报出")
            app.following.look()
            await until(pilot, lambda: any("一拖再拖" in line for line in lines(app)))

    asyncio.run(go())
    hq.close()


def test_who_must_explain_opens_why_and_a_fills_in_the_next_step(tmp_path: Path) -> None:
    path = database(tmp_path)
    own = session(path)
    worst = merits.explain(own, own.situation())[0]
    own.close()

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot, ExplainPane)
        assert page.pane.order.flat()[0][0] == worst.subject
        await press(pilot, "a")
        await until(pilot, lambda: isinstance(app.screen, Form))
        assert isinstance(app.screen, Form)
        assert app.screen.base["kind"] == worst.following and app.screen.base["evidence"]
        await press(pilot, "escape")
        await press(pilot, "enter")
        if len({ground.code for ground in worst.grounds}) > 1:
            assert isinstance(app.screen, Choose)
            await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, BlockerPage))

    run(path, test)


def test_a_reward_is_paid_and_a_step_is_answered(tmp_path: Path) -> None:
    path = database(tmp_path)
    own = session(path)
    rows = merits.merits(own, own.situation())
    own.close()
    owed = next(row for row in rows if row.merit.promised and not row.merit.paid).merit.code
    step = next(row for row in rows if row.merit.kind in LADDER and not row.answers).merit.code
    praise = next(row for row in rows if row.merit.kind is MeritKind.PRAISE).merit.code

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot, MeritPane)
        page.pane.rows.move_to(praise)
        await press(pilot, "e")
        await until(pilot, lambda: any("promises no reward" in line for line in lines(app)))
        page.pane.rows.move_to(owed)
        await press(pilot, "e")
        await until(pilot, lambda: isinstance(app.screen, Form))
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: MERITS.one(app.session.store, owed).paid is not None)
        await until(pilot, lambda: app.screen is page)
        page.pane.rows.move_to(step)
        await press(pilot, "n")
        await until(pilot, lambda: isinstance(app.screen, Form))
        await press(pilot, *"done", "ctrl+s")
        await until(pilot, lambda: bool(MERIT_ANSWERS.all(app.session.store, merit=step)))
        await until(pilot, lambda: app.screen is page and not page.pane.behind)
        assert page.pane.cursor == step
        await press(pilot, "enter")
        assert isinstance(app.screen, MeritPage) and any("done" in line for line in lines(app))
        assert app.screen.subject == step, "keys act on it though the cursor is on whom it names"
        app.screen.listing.move_to("evidence:0")
        await press(pilot)
        cited = app.screen.subject
        await press(pilot, "enter")
        await until(pilot, lambda: getattr(app.screen, "code", "") == cited != step)

    run(path, test)


def test_what_is_empty_says_what_to_type(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        for kind, words in ((MeritPane, "campaign merit"), (LadderPane, "--evidence"), (ExplainPane, "Nobody must explain")):
            await opened(app, pilot, kind)
            assert any(words in line for line in lines(app))

    run(database(tmp_path, empty=True), test)


def test_the_page_of_a_person_lists_what_names_them_or_their_unit(tmp_path: Path) -> None:
    path = database(tmp_path)
    own = session(path)
    step = next(row.merit for row in merits.merits(own, own.situation()) if row.merit.kind in LADDER and row.merit.person)
    unit = places_of(own.store, step.person or "")[0]
    of_unit = merit_verbs.add_merit(own, unit, "praise", "补上缺口").subject
    own.close()

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        app.open(step.person or "")
        await until(pilot, lambda: isinstance(app.screen, PersonPage) and len(lines(app)) > 3)
        page = app.screen
        assert isinstance(page, PersonPage)
        for code in (step.code, of_unit):
            page.listing.move_to(f"merit:{code}")
            await press(pilot)
            assert page.subject == code
        assert "补上缺口" in line_of(app, of_unit) and name_of(app.session.store, "unit", unit) in line_of(app, of_unit)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, MeritPage))

    run(path, test, size=(120, 40))


@running
async def test_a_step_comes_to_the_others_once_it_is_answered(tmp_path: Path) -> None:
    """L01 is named; the dashboard of L02, who is not, lists it as soon as L01 has answered."""
    path = tmp_path / "a.db"
    named, other = join(path, "L01", "leader"), join(path, "L02", "leader")
    own = scene.session(path, "hq")
    step = merit_verbs.add_merit(own, "L01", "reminder", "久拖未决", evidence=["B1"]).subject
    own.close()
    async with dashboard(path, **named) as mine:
        page = await opened(mine.app, mine.pilot, MeritPane)
        assert page.pane.order.flat()[0] == [step]
        mine.app.open(step)
        await until(mine.pilot, lambda: isinstance(mine.app.screen, MeritPage) and "久拖未决" in mine.text())
    async with dashboard(path, **other) as board:
        page = await opened(board.app, board.pilot, MeritPane)
        assert page.pane.order.flat()[0] == []
        await opened(board.app, board.pilot, LadderPane)
        assert page.pane.order.flat()[0] == []
        own = scene.session(path, **named)
        merit_verbs.answer(own, step, "已报出")
        own.close()
        await until(board.pilot, lambda: page.pane.order.flat()[0] == ["L01"])
        await opened(board.app, board.pilot, MeritPane)
        assert "久拖未决" in board.text()


@running
async def test_the_overview_tells_whom_a_step_names(tmp_path: Path) -> None:
    """Enter opens those that wait for an answer, and no others; answered, the sentence is gone."""
    path = tmp_path / "a.db"
    named, other = join(path, "L01", "leader"), join(path, "L02", "leader")
    own = scene.session(path, "hq")
    step = merit_verbs.add_merit(own, "L01", "reminder", "久拖未决", evidence=["B1"]).subject
    merit_verbs.add_merit(own, "L01", "praise", "先前的事")
    own.close()
    async with dashboard(path, **other) as board:
        assert "step of supervision waits" not in board.text()
    async with dashboard(path, **named) as board:
        assert "1 step of supervision waits for your answer" in board.text()
        overview = board.app.screen
        overview.rows.move_to("answer_awaited")
        await board.press("enter")
        await until(board.pilot, lambda: isinstance(board.app.screen, HonoursPage))
        page = board.app.screen
        await until(board.pilot, lambda: isinstance(page.pane, MeritPane) and page.pane.order.flat()[0] == [step])
        assert "naming you" in board.text()
        await board.press("n")
        await board.type("已报出")
        await board.press("ctrl+s", "1")
        await until(board.pilot, lambda: "step of supervision waits" not in board.text())
