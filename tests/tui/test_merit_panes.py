"""Screen 0: merits, the ladder of supervision and who must explain, on the seed city; the page of one and its keys."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from campaign.core.honours import LADDER
from campaign.core.organisation import MeritKind
from campaign.service import honours
from campaign.store.records import MERIT_ANSWERS, MERITS
from campaign.tui.app import CampaignApp
from campaign.tui.dialogs.choose import Choose
from campaign.tui.dialogs.form import Form
from campaign.tui.merit_panes import ExplainPane, LadderPane, MeritPane
from campaign.tui.order import HEADER
from campaign.tui.own_pane import OwnPane
from campaign.tui.screens.blocker import BlockerPage
from campaign.tui.screens.honours import HonoursPage
from campaign.tui.screens.merit import MeritPage
from campaign.tui.screens.person import PersonPage
from tests.tui.city import database, line_of, lines, press, run, session, until

ANY = type[MeritPane] | type[LadderPane] | type[ExplainPane]


async def opened(app: CampaignApp, pilot: Pilot[None], kind: ANY) -> HonoursPage:
    """The page of honours with this pane having the keys."""
    await press(pilot, "0")
    await until(pilot, lambda: isinstance(app.screen, HonoursPage) and not any(p.behind for p in app.screen.query(OwnPane)))
    page = app.screen
    assert isinstance(page, HonoursPage)
    while not isinstance(page.pane, kind):
        await press(pilot, "tab")
    return page


def test_merits_stand_newest_first_with_what_is_owed(tmp_path: Path) -> None:
    path = database(tmp_path)
    own = session(path)
    rows = honours.merits(own, own.situation())
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
        for sort in kind.SORTS:
            assert page.pane.sort == sort and page.pane.rows.total == total
            await press(pilot, "s")
        for group in (*kind.GROUPS[1:], kind.GROUPS[0]):
            await press(pilot, "v")
            assert page.pane.group == group
            assert bool(group) == any(key.startswith(HEADER) for key in page.pane.order.flat()[0])

    run(database(tmp_path), test, size=(120, 40))


def test_the_ladder_shows_the_highest_rung_and_opens_the_latest_step(tmp_path: Path) -> None:
    path = database(tmp_path)
    own = session(path)
    climbs = honours.ladders(own, own.situation())
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


def test_who_must_explain_opens_why_and_a_fills_in_the_next_step(tmp_path: Path) -> None:
    path = database(tmp_path)
    own = session(path)
    worst = honours.explain(own, own.situation())[0]
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
    rows = honours.merits(own, own.situation())
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
        await until(pilot, lambda: app.session.store.record(MERITS, owed).paid is not None)
        await until(pilot, lambda: app.screen is page)
        page.pane.rows.move_to(step)
        await press(pilot, "n")
        await until(pilot, lambda: isinstance(app.screen, Form))
        await press(pilot, *"done", "ctrl+s")
        await until(pilot, lambda: bool(app.session.store.records(MERIT_ANSWERS, merit=step)))
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
    step = next(row.merit for row in honours.merits(own, own.situation()) if row.merit.kind in LADDER and row.merit.person)
    unit = own.store.places_of(step.person or "")[0]
    of_unit = honours.add_merit(own, unit, "praise", "补上缺口").subject
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
        assert "补上缺口" in line_of(app, of_unit) and app.session.store.name_of("unit", unit) in line_of(app, of_unit)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, MeritPage))

    run(path, test, size=(120, 40))
