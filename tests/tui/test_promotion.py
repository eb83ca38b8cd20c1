"""Screen 8: the leads of the seed city, their funnel, how one moves on and becomes a project."""

from pathlib import Path

from textual.pilot import Pilot

from campaign.core.leads import funnel
from campaign.service import leads
from campaign.store.records import LEADS
from campaign.tables.leads import LEADS as TABLE
from campaign.tables.order import HEADER
from campaign.tui.app import CampaignApp
from campaign.tui.screens.projects.project_page import ProjectPage
from campaign.tui.screens.promotion.lead_page import LeadPage
from campaign.tui.screens.promotion.screen import PromotionPage
from campaign.tui.shell.loading_pane import LoadingPane
from tests.tui.city import database, line_of, lines, press, run, session, until


async def opened(app: CampaignApp, pilot: Pilot[None]) -> PromotionPage:
    await press(pilot, "8")
    await until(pilot, lambda: isinstance(app.screen, PromotionPage) and not any(p.behind for p in app.screen.query(LoadingPane)))
    assert isinstance(app.screen, PromotionPage)
    return app.screen


def test_the_leads_stand_worst_first_below_their_funnel(tmp_path: Path) -> None:
    path = database(tmp_path)
    own = session(path)
    rows = leads.leads(own, own.situation())
    own.close()

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot)
        assert page.pane.order.flat()[0] == [row.lead.code for row in rows]
        assert all(str(stage.leads) in lines(app)[3] for stage in funnel(row.lead for row in rows))
        worst = rows[0]
        assert worst.days_overdue and f"{worst.days_overdue}d overdue" in line_of(app, f" {worst.lead.code} ")
        silent = next(row for row in rows if row.silent and not row.days_overdue)
        assert f"silent {silent.silent_days}d" in line_of(app, f" {silent.lead.code} ")
        assert page.status().startswith("1/") and str(len(rows)) in page.status()

    run(path, test)


def test_sorts_and_groups(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot)
        total = page.pane.rows.total
        for sort in TABLE.sort_keys:
            assert page.pane.sort == sort
            await press(pilot, "s")
        for group in (*TABLE.group_keys[1:], TABLE.group_keys[0]):
            await press(pilot, "v")
            assert page.pane.group == group and page.pane.rows.total == total
            assert bool(group) == any(key.startswith(HEADER) for key in page.pane.order.flat()[0])

    run(database(tmp_path), test)


def test_a_lead_moves_on_and_becomes_a_project(tmp_path: Path) -> None:
    path = database(tmp_path)

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot)
        page.pane.rows.move_to("K0004")
        await press(pilot, "m")
        await until(pilot, lambda: app.screen.is_modal)
        await press(pilot, "enter")  # landed is the next stage
        await until(pilot, lambda: "->" in "".join(lines(app)))
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: not app.screen.is_modal)
        await until(pilot, lambda: "landed" in line_of(app, " K0004 "))
        assert "P0164" in lines(app)[-1] + line_of(app, " K0004 ")
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, LeadPage))
        await until(pilot, lambda: "became" in "".join(lines(app)))
        await press(pilot, "down", "enter")
        await until(pilot, lambda: isinstance(app.screen, ProjectPage))
        await until(pilot, lambda: "K0004" in "".join(lines(app)))

    run(path, test)
    own = session(path)
    assert LEADS.one(own.store, "K0004").project is not None
    own.close()


def test_a_filter_in_words_lists_the_leads_of_a_node(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot)
        page.set_words({"chain": "海洋能源", "node": "海缆"})
        await pilot.pause()
        assert page.pane.order.flat()[0] == ["K0004"]
        page.set_words({"lead_stage": "signed", "leader": "L06"})
        await pilot.pause()
        assert page.pane.order.flat()[0] == ["K0004"]
        await press(pilot, "escape")
        assert page.pane.rows.total > 20

    run(database(tmp_path), test)


def test_an_empty_note_moves_nothing_and_an_emptied_step_is_taken_away(tmp_path: Path) -> None:
    path = database(tmp_path)

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot)
        for code, keys in (("K0024", ("ctrl+s",)), ("K0006", ("tab", *["backspace"] * 12, "tab", *["backspace"] * 12, "ctrl+s"))):
            page.pane.rows.move_to(code)
            await press(pilot, "n")
            await until(pilot, lambda: app.screen.is_modal)
            await press(pilot, *keys)
            await until(pilot, lambda: not app.screen.is_modal)

    run(path, test)
    own = session(path)
    empty, emptied = LEADS.one(own.store, "K0024"), LEADS.one(own.store, "K0006")
    assert (empty.stage, empty.project, empty.version) == ("talks", None, 1)
    assert (emptied.stage, emptied.next_step, emptied.next_on) == ("talks", None, None)
    own.close()


def test_n_notes_and_agrees_on_the_next_step(tmp_path: Path) -> None:
    path = database(tmp_path)

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot)
        page.pane.rows.move_to("K0006")
        await press(pilot, "n")
        await until(pilot, lambda: app.screen.is_modal)
        await press(pilot, *"sampled", "ctrl+s")
        await until(pilot, lambda: not app.screen.is_modal)

    run(path, test)
    own = session(path)
    situation = own.situation()
    assert leads.lead(own, situation, "K0006")[1][-1].text == "sampled"
    own.close()


def test_one_key_makes_a_signed_lead_a_project_and_u_takes_it_back(tmp_path: Path) -> None:
    path = database(tmp_path)

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot)
        assert page.subject == "K0014"
        await press(pilot, "r")
        assert "not signed" in lines(app)[-1]
        page.pane.rows.move_to("K0004")
        await press(pilot, "r")
        await until(pilot, lambda: "P0164" in line_of(app, " K0004 "))
        await press(pilot, "u")
        await until(pilot, lambda: "signed" in line_of(app, " K0004 "))

    run(path, test)
    own = session(path)
    assert LEADS.one(own.store, "K0004").project is None and "P0164" not in own.store.snapshot().projects
    own.close()
