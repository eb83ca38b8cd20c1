"""The chain map, trips and promotion events: three panes, what their keys do, and the pages that Enter opens. The city is the
demonstration's; the page that holds the panes here has nothing else.
"""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from campaign.core.chain import Spot
from campaign.core.model.leads import NodeState
from campaign.service import Session, chain, records
from campaign.store.records import CHAIN, EVENTS, LEADS, TRIPS
from campaign.tables.trips import HOME
from campaign.tables.width import cells
from campaign.text import N_
from campaign.tui.app import CampaignApp
from campaign.tui.dialogs.choose import Choose
from campaign.tui.dialogs.form import Form
from campaign.tui.screens.leaders.person_page import PersonPage
from campaign.tui.screens.projects.project_page import ProjectPage
from campaign.tui.screens.promotion.chain_lists import ChainPane, EventsPane, TripsPane
from campaign.tui.screens.promotion.event_page import EventPage
from campaign.tui.screens.promotion.node_page import ChainNodePage
from campaign.tui.screens.promotion.screen import PromotionPage
from campaign.tui.screens.promotion.trip_page import TripPage
from campaign.tui.shell.list_pane import Pane
from campaign.tui.shell.loading_pane import LoadingPane
from campaign.tui.shell.tabs_page import TabsPage
from tests.tui.city import database, line_of, lines, press, run, session, until


class Panes(TabsPage):
    TITLE_TEXT = N_("Promotion")

    def __init__(self) -> None:
        super().__init__(ChainPane(id="chain"), TripsPane(id="trips"), EventsPane(id="events"))


async def opened(app: CampaignApp, pilot: Pilot[None], pane: int = 0) -> Panes:
    page = Panes()
    app.push_screen(page)
    await until(pilot, lambda: app.screen is page and settled(page))
    await press(pilot, *["tab"] * pane)
    return page


def settled(page: TabsPage) -> bool:
    return bool(page.query(LoadingPane)) and not any(pane.behind for pane in page.query(LoadingPane))


def keys(pane: Pane) -> list[str]:
    return [key for key in pane.order.flat()[0] if not key.startswith("#")]


async def saved(app: CampaignApp, pilot: Pilot[None], values: dict[str, str]) -> None:
    await until(pilot, lambda: isinstance(app.screen, Form))
    assert isinstance(app.screen, Form)
    app.screen._put(values)
    await press(pilot, "ctrl+s")
    await until(pilot, lambda: not isinstance(app.screen, Form))


async def added(app: CampaignApp, pilot: Pilot[None], values: dict[str, str], *, down: int = 0) -> None:
    """``a``, and the first thing that is offered, or one below it."""
    await press(pilot, "a")
    await until(pilot, lambda: isinstance(app.screen, Choose))
    await press(pilot, *["down"] * down, "enter")
    await saved(app, pilot, values)


def with_leads(path: Path) -> tuple[str, str]:
    """A trip of L05, which has brought K9001 and K9002, and an event, which has brought K9003: all at a node that is missing."""
    own = session(path)
    trip = chain.add_trip(own, {"leader": "L05", "place": "内陆", "first": "D+30", "last": "D+31"}).subject
    event = chain.add_event(own, {"name": "冬季签约会", "on": "D+34"}).subject
    for code, stage, signed, source in (("K9001", "signed", "2026-11-16", trip), ("K9002", "talks", None, trip),
                                        ("K9003", "lead", None, None)):
        row = {"code": code, "name": f"线索{code}", "key": "", "chain": "高端装备", "node": "铸锻件", "stage": stage,
               "total": 30_000, "opened": "2026-11-15", "trip": source, "event": None if source else event, "signed": signed}

        def body(write: object, row: dict[str, object] = row) -> str:
            write.insert("leads", row)  # type: ignore[attr-defined]
            write.touch(row["code"])  # type: ignore[attr-defined]
            return str(row["code"])

        own.write("add-lead", body)
    own.close()
    return trip, event


def test_the_panes_are_those_of_the_service(tmp_path: Path) -> None:
    path = database(tmp_path)

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot)
        other = session(path)
        situation = other.situation()
        chains = chain.chains(other, situation)
        assert keys(page.pane) == [f"N{node.spot}" for one in chains for node in one.nodes]
        first = chains[0]
        head = line_of(app, f" {first.name} ")
        assert all(str(n) in head for n in first.states.values()) and f"{len(first.gaps)} gap" in head
        for node in first.nodes:
            missing = node.row.state is NodeState.MISSING
            shown = line_of(app, f" [{node.row.node}] " if missing else f" {node.row.node} ")
            assert {"have": "there", "weak": "weak", "missing": "lacking"}[node.row.state] in shown
            assert ("Gap" in shown) == node.gap and f" {len(node.at.projects)} " in shown
        rows = chain.trip_rows(other)
        await press(pilot, "tab")
        assert [key for key in keys(page.pane) if key[0] == "R"] == [
            trip.code for row in chain.travels(situation, rows) for trip in reversed(row.trips)]
        assert page.pane.order.groups[HOME] == [row.code for row in chain.at_home(situation, rows)]
        await press(pilot, "tab")
        held = sorted(chain.event_rows(other), key=lambda row: row.event.on, reverse=True)
        assert keys(page.pane) == [row.event.code for row in held]
        assert f"Chain map {sum(len(one.nodes) for one in chains)}" in lines(app)[2]
        assert f"Trips {len(rows)}" in lines(app)[2] and "Events 4" in lines(app)[2]
        other.close()

    run(path, test)


def test_every_column_sorts_and_every_group_holds_all(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot)
        for pane in page._panes:
            everything = sorted(keys(pane))
            assert everything
            for sort in pane.TABLE.sort_keys:
                assert pane.sort == sort and sort in [column.key for column, _width, _gap in pane.fitted(119)]
                await press(pilot, "S")
                assert "^" in "\n".join(lines(app)) and sorted(keys(pane)) == everything
                await press(pilot, "s")
            for group in (*pane.TABLE.group_keys[1:], pane.TABLE.group_keys[0]):
                await press(pilot, "v")
                assert pane.group == group and sorted(keys(pane)) == everything
            await press(pilot, "tab")

    run(database(tmp_path), test, size=(120, 40))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 24)])
def test_columns_stand_below_each_other(tmp_path: Path, size: tuple[int, int], language: str) -> None:
    path = database(tmp_path)
    with_leads(path)

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot)
        for pane in page._panes:
            for _group in pane.TABLE.group_keys:
                shown = list(app.screen._compositor.render_strips())
                assert all(sum(cells(part.text) for part in strip) == size[0] for strip in shown)
                await press(pilot, "v")
            await press(pilot, "tab")

    run(path, test, size=size, language=language)


def test_what_trips_events_and_nodes_have_opens_with_enter(tmp_path: Path) -> None:
    path = database(tmp_path)
    trip, event = with_leads(path)

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot)
        page.pane.rows.move_to("N高端装备/铸锻件")
        await until(pilot, lambda: page.subject == "N高端装备/铸锻件")
        shown = line_of(app, "铸锻件")
        assert "lacking" in shown and "Gap" not in shown and "¥900.0M" in shown
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, ChainNodePage) and "线索K9003" in "\n".join(lines(app)))
        assert all(f"K900{n}" in line_of(app, f"线索K900{n}") for n in (1, 2, 3))
        await press(pilot, "escape")
        page.pane.rows.move_to("N新材料/膜材料")
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, ChainNodePage) and app.screen.listing.total > 0)
        assert isinstance(app.screen, ChainNodePage) and app.screen._spot == Spot("新材料", "膜材料")
        app.screen.listing.move_to("project:P0131")
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, ProjectPage))
        await press(pilot, "escape", "escape", "tab")
        page.pane.rows.move_to(trip)
        await until(pilot, lambda: "线索K9001" in "\n".join(lines(app)[-6:]))
        assert "2 leads" in line_of(app, "郑某衡") and "¥300.0M" in line_of(app, "郑某衡")
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, TripPage) and "线索K9002" in "\n".join(lines(app)))
        assert "1 signed ¥300.0M" in "\n".join(lines(app)) and "线索K9003" not in "\n".join(lines(app))
        await press(pilot, "escape")
        app.open("L05")
        await until(pilot, lambda: isinstance(app.screen, PersonPage) and app.screen.listing.total > 0)
        assert isinstance(app.screen, PersonPage)
        app.screen.listing.move_to(f"trip:{trip}")
        await until(pilot, lambda: "2 leads" in line_of(app, f"> {trip}"))
        await press(pilot, "escape", "G", "enter")
        await until(pilot, lambda: isinstance(app.screen, PersonPage))  # one of those who have no trip
        await press(pilot, "escape", "tab")
        page.pane.rows.move_to(event)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, EventPage) and "线索K9003" in "\n".join(lines(app)))

    run(path, test)


def test_a_trip_and_an_event_are_added_edited_and_taken_back(tmp_path: Path) -> None:
    path = database(tmp_path)

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot, 1)
        store = app.session.store
        await added(app, pilot, {"leader": "L13", "place": "中原", "first": "D+35", "last": "D+37", "purpose": "冷链"})
        await until(pilot, lambda: page.subject == "R013" and settled(page))
        assert (TRIPS.one(store, "R013").leader, TRIPS.one(store, "R013").place) == ("L13", "中原")
        assert "L13" not in page.pane.order.groups[HOME] and "under way" in line_of(app, "R013")
        await press(pilot, "e")
        await saved(app, pilot, {"place": "中原（郑某市）", "last": "D+36"})
        await until(pilot, lambda: "中原（郑某市）" in "\n".join(lines(app)))
        assert TRIPS.one(store, "R013").last.isoformat() == "2026-11-21"
        await press(pilot, "u")
        await until(pilot, lambda: TRIPS.one(store, "R013").place == "中原")
        await press(pilot, "tab")
        await until(pilot, lambda: page._at == 2)
        await added(app, pilot, {"name": "冬季签约会", "on": "D+50", "place": "会展中心"})
        await until(pilot, lambda: page.subject == "E005" and settled(page))
        assert "still to come" in "\n".join(lines(app))
        await press(pilot, "e")
        await saved(app, pilot, {"on": "D+36"})
        await until(pilot, lambda: EVENTS.one(store, "E005").on.isoformat() == "2026-11-21")

    run(path, test)


def test_a_node_is_edited_and_put_on_the_map(tmp_path: Path) -> None:
    path = database(tmp_path)

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot)
        store = app.session.store
        page.pane.rows.move_to("N新材料/膜材料")
        await until(pilot, lambda: page.subject == "N新材料/膜材料")
        await press(pilot, "e")
        await saved(app, pilot, {"state": "have", "note": "龙头已投产"})
        await until(pilot, lambda: settled(page) and "龙头已投产" in "\n".join(lines(app)))
        row = CHAIN.all(store, chain="新材料", node="膜材料")[0]
        assert (row.state, row.note) == (NodeState.HAVE, "龙头已投产") and "there" in line_of(app, "膜材料")
        await added(app, pilot, {"chain": "新材料", "node": "光伏玻璃", "state": "missing", "place": "2"})
        await until(pilot, lambda: settled(page) and page.subject == "N新材料/光伏玻璃")
        assert [one.node for one in CHAIN.all(store, chain="新材料")][:3] == ["基础化工原料", "光伏玻璃", "特种化学品"]
        await press(pilot, "u")
        await until(pilot, lambda: settled(page) and "N新材料/光伏玻璃" not in keys(page.pane))

    run(path, test)


def test_a_lead_is_added_where_one_is_lacking(tmp_path: Path) -> None:
    """On the page of promotion: at a node, to a trip, to an event; and the list of a node's leads."""
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        await press(pilot, "8")
        await until(pilot, lambda: isinstance(app.screen, PromotionPage) and settled(app.screen))
        page = app.screen
        assert isinstance(page, PromotionPage)
        await press(pilot, "tab")
        page.pane.rows.move_to("N电子信息/芯片设计")
        await until(pilot, lambda: page.subject == "N电子信息/芯片设计" and "Gap" in line_of(app, "芯片设计"))
        await added(app, pilot, {"name": "芯片设计中心", "total": "3亿"}, down=1)
        store = app.session.store
        new = LEADS.all(store)[-1]
        assert (new.name, new.chain, new.node) == ("芯片设计中心", "电子信息", "芯片设计")
        await until(pilot, lambda: settled(page) and page.subject == new.code)
        await press(pilot, "tab")
        await until(pilot, lambda: "Gap" not in line_of(app, "芯片设计"))
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, ChainNodePage) and new.code in "\n".join(lines(app)))
        await press(pilot, "g", "enter")
        await until(pilot, lambda: app.screen is page and page._at == 0 and keys(page.pane) == [new.code])
        await press(pilot, "escape", "tab", "tab")
        page.pane.rows.move_to("R012")
        await until(pilot, lambda: page.subject == "R012")
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, TripPage))
        await added(app, pilot, {"name": "商贸冷库群"})
        newer = LEADS.all(store)[-1]
        assert (newer.trip, newer.leader) == ("R012", "L07")
        await until(pilot, lambda: newer.code in "\n".join(lines(app)))

    run(database(tmp_path), test)


def test_what_others_write_is_followed(tmp_path: Path) -> None:
    path = database(tmp_path)

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot)
        other: Session = session(path, actor="other")
        page.pane.rows.move_to("N新材料/膜材料")
        chain.set_node(other, "新材料", "膜材料", "missing")
        await until(pilot, lambda: "lacking" in line_of(app, " 膜材料 ") or "lacking" in line_of(app, "膜材料"))
        assert page.subject == "N新材料/膜材料"
        records.edit(other, "P0042", {"node": "新材料/膜材料"})
        await until(pilot, lambda: "P0042" in "\n".join(lines(app)))
        other.close()

    run(path, test)


def test_an_empty_campaign_says_what_to_type(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        page = await opened(app, pilot)
        for words in ("chain-set", "add-trip", "add-event"):
            assert f"campaign {words}" in "\n".join(lines(app))
            await press(pilot, "tab")
        assert page._at == 0

    run(database(tmp_path, empty=True), test)
