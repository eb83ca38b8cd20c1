"""The board of leaders: who stands where, what a card says, and what the keyboard does with it."""

from collections.abc import Iterable
from datetime import timedelta
from gettext import NullTranslations
from pathlib import Path
from random import Random

import pytest
from textual.pilot import Pilot

from campaign import text
from campaign.core.leaders import unclaimed
from campaign.core.model.light import Light
from campaign.core.model.people import Person, Rank
from campaign.core.model.project import Project, Stage
from campaign.core.names import fold, key_of
from campaign.core.situation import Situation
from campaign.data import readings
from campaign.service import Session, blockers, records, settings
from campaign.service import projects as projects_service
from campaign.tables.cells import with_sort
from campaign.tables.leaders import LEADERS, Leaders
from campaign.tables.saved import looked_into
from campaign.tables.search import Search
from campaign.tables.signs import Signs, Way
from campaign.tables.tones import Line
from campaign.tables.width import cells, fit
from campaign.tui.app import CampaignApp
from campaign.tui.dialogs.confirm import Confirm
from campaign.tui.screens.leaders import selection
from campaign.tui.screens.leaders.columns import NOBODY, SORTS, LeaderColumns
from campaign.tui.screens.leaders.content import card_lines, head_lines, person_line, rest_line, site_piece
from campaign.tui.screens.leaders.screen import LeadersPage
from campaign.tui.screens.leaders.selection import Selection
from campaign.tui.widgets.board_view import Slot
from campaign.tui.widgets.leader_board import LeaderBoard
from tests.core.build import blocker, county_wide, day, project, snapshot
from tests.tui import city
from tests.tui.scene import Dashboard, dashboard, running, session

PEOPLE = (
    Person("L01", "郭某禾", "市委书记", Rank.PRINCIPAL, leader=True),
    Person("L02", "周某澜", "市委常委、常务副市长", Rank.CITY, leader=True),
    Person("L03", "王某山", "副市长", Rank.CITY, leader=True),
    Person("L04", "林某岸", "县委书记", Rank.COUNTY, leader=True),
    Person("M001", "石某杉"),
)
TODAY = day(38)


def plain(line: Line) -> str:
    return "".join(piece for piece, _tone in line)


def seen(*projects: Project, blockers: Iterable[object] = ()) -> Situation:
    return Situation.of(snapshot(projects, blockers, PEOPLE), TODAY)  # type: ignore[arg-type]


BLOCKS = Signs(Way.BLOCKS)


def led(code: str, leader: str | None = "L03", **fields: object) -> Project:
    return project(code, leader=leader, county=fields.pop("county", "C01"), **fields)


def site(code: str, **fields: object) -> Project:
    """Being built since day 1, reported today: green unless something else is wrong."""
    return led(code, **{"stage": Stage.BUILDING, "started": day(1), "registered": day(1), "last_report": TODAY, **fields})


# Who stands where -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("sort", "order"), [
    ("light", ["L04", "L03", "L01", "L02"]), ("money", ["L03", "L04", "L01", "L02"]), ("blockers", ["L03", "L01", "L02", "L04"]),
    ("unseen", ["L03", "L01", "L02", "L04"]), ("rank", ["L01", "L03", "L02", "L04"])])
def test_columns_in_the_order_of_what_is_sorted_by_then_by_rank(sort: str, order: list[str]) -> None:
    red = (led("P0001", "L04", planned_start=day(1), total=5), led("P0002", "L04", planned_start=day(1)),
           site("P0005", total=30, last_visit=day(20)))
    shelves = LeaderColumns(sort)
    shelves.fill(seen(*red, led("P0003", None), led("P0004", "L02", withdrawn="merged"),
                      blockers=[blocker("B0001", on="P0005", due=day(30))]))
    assert shelves.order == order
    assert shelves.cards[NOBODY] == ["P0003"]
    assert shelves.cards["L02"] == []
    assert shelves.loads["L04"].red == 2


def test_cards_by_light_money_blockers_and_days_unseen() -> None:
    situation = seen(
        site("P0001", total=100, last_visit=TODAY),
        site("P0002", total=300, last_visit=day(30)),
        site("P0003", total=200, last_visit=None),
        blockers=[blocker("B0001", on="P0001", due=day(30)), blocker("B0002", on="P0002", due=day(60))],
    )
    order = {}
    for sort in SORTS:
        shelves = LeaderColumns(sort)
        shelves.fill(situation)
        order[sort] = shelves.cards["L03"]
    assert order == {
        "light": ["P0001", "P0002", "P0003"],
        "money": ["P0002", "P0003", "P0001"],
        "blockers": ["P0001", "P0002", "P0003"],
        "unseen": ["P0003", "P0002", "P0001"],
        "rank": ["P0001", "P0002", "P0003"],
    }


def test_an_overdue_blocker_of_a_county_counts_once_in_a_head() -> None:
    shelves = LeaderColumns()
    shelves.fill(seen(site("P0001"), site("P0002"), blockers=[county_wide(due=day(30))]))
    assert shelves.loads["L03"].overdue == 1


@pytest.mark.parametrize("sort", SORTS)
def test_patched_shelves_equal_filled_ones(sort: str) -> None:
    """Whatever is written, following the news gives what starting anew gives, and what was handed out stays as it was."""
    random = Random(7)
    leaders = ["L01", "L02", "L03", "L04", None]
    rows = {f"P{n:04}": site(f"P{n:04}", leader=random.choice(leaders), total=random.randrange(9)) for n in range(1, 30)}
    situation = seen(*rows.values(), blockers=[county_wide("B0009", due=day(40))])
    shelves = LeaderColumns(sort)
    shelves.fill(situation)
    for step in range(60):
        code = random.choice(list(rows))
        before = {leader: (cards, list(cards)) for leader, cards in shelves.cards.items()}
        blockers = dict(situation.snapshot.blockers)
        touched = {code}
        match random.randrange(5):
            case 0:
                rows[code] = rows[code]._replace(leader=random.choice(leaders))
            case 1:
                rows[code] = rows[code]._replace(total=random.randrange(9), last_visit=TODAY - timedelta(days=step))
            case 2:
                rows[code] = rows[code]._replace(withdrawn=None if rows[code].withdrawn else "out")
            case 3:
                name = f"B{step:04}"
                blockers[name] = blocker(name, on=code, due=day(random.randrange(30, 50)))
                touched = {name}
            case 4:
                name = random.choice(list(blockers))
                blockers[name] = blockers[name]._replace(due=day(random.randrange(30, 50)))
                touched = {name}
        # Rows that did not change stay the same objects, as in a patched snapshot.
        new = situation.snapshot._replace(seq=step + 2, projects=dict(rows), blockers=blockers)
        situation = situation.patched(new, touched, TODAY)
        shelves.patch(situation, touched)
        fresh = LeaderColumns(sort)
        fresh.fill(situation)
        assert {key: cards for key, cards in shelves.cards.items() if cards} == {k: c for k, c in fresh.cards.items() if c}
        assert shelves.order == fresh.order
        assert all(shelves.loads[key] == load for key, load in fresh.loads.items())
        assert all(list(cards) == copy for cards, copy in before.values())


def test_a_leader_comes_and_goes_with_the_news() -> None:
    situation = seen(site("P0001"))
    shelves = LeaderColumns()
    shelves.fill(situation)
    people = {**situation.snapshot.people, "L05": Person("L05", "新某人", rank=Rank.CITY, leader=True)}
    situation = situation.patched(situation.snapshot._replace(seq=2, people=people), {"L05"}, TODAY)
    assert shelves.patch(situation, {"L05"}) == {"L05"}
    assert "L05" in shelves.order
    people = {**people, "L05": people["L05"]._replace(leader=False)}
    situation = situation.patched(situation.snapshot._replace(seq=3, people=people), {"L05"}, TODAY)
    shelves.patch(situation, {"L05"})
    assert "L05" not in shelves.order


# What they say ----------------------------------------------------------------------------------------------------------


def card(situation: Situation, code: str, width: int, signs: Signs = BLOCKS) -> list[str]:
    return [plain(line) for line in card_lines(situation, code, width, False, signs)]


def test_card_says_name_shares_light_why_and_how_long_its_leader_was_away() -> None:
    situation = seen(
        site("P0042", name="滨海新材料二期", plan_100=1000, done_100=310, last_visit=day(38), leader_visit=day(19),
             planned_finish=day(100)),
        blockers=[blocker("B0001", on="P0042", due=day(27)), blocker("B0002", on="P0042", due=day(60))],
    )
    assert card(situation, "P0042", 40) == ["▌ 滨海新材料二期                  31/38%",
                                            "▌ red late 11d                  away 19d"]
    assert card(situation, "P0042", 24) == ["▌ 滨海新材料二期  31/38%", "▌ red late 11d  away 19d"]
    first, second = card_lines(situation, "P0042", 40, False, BLOCKS)
    assert dict(first)["▌"] == dict(second)["▌"] == "red_mark" and dict(second)["red"] == "bold red"
    for way in (Way.CELLS, Way.ASCII):  # the word alone says the light
        assert card(situation, "P0042", 24, Signs(way))[1] == "  red late 11d  away 19d"


THERE = {"last_visit": day(38)}


@pytest.mark.parametrize(("fields", "said"), [
    ({}, "unseen"),
    (THERE, "unseen"),
    (THERE | {"leader_visit": day(38)}, "site today"),
    (THERE | {"leader_visit": day(32)}, "site today"),
    (THERE | {"leader_visit": day(31)}, "away 7d"),
    ({"last_visit": day(36), "leader_visit": day(36)}, "site 2d ago"),
    ({"last_visit": day(30), "leader": None}, "site 8d ago"),
    ({"leader": None}, ""),
    ({"stage": Stage.PLANNING, "started": None}, ""),
    ({"stage": Stage.COMPLETED, "last_visit": day(20), "leader_visit": day(2)}, "site 18d ago")])
def test_the_absence_of_the_leader_comes_before_who_else_was_there(fields: dict[str, object], said: str) -> None:
    situation = seen(site("P0001", **fields))
    assert site_piece(situation, situation.snapshot.projects["P0001"])[0] == said


@pytest.mark.parametrize("width", range(12, 60))
def test_a_card_is_never_wider_than_its_column(width: int) -> None:
    situation = seen(site("P0001", plan_100=1000), blockers=[blocker(due=day(27), authority="province")])
    assert all(cells(line) <= width for line in card(situation, "P0001", width))


def test_on_whom_a_project_waits_stands_where_there_is_room() -> None:
    situation = seen(site("P0042", last_visit=TODAY, leader_visit=TODAY), blockers=[blocker("B0001", on="P0042", due=day(27))])
    situation.assessments["P0042"] = situation.assessments["P0042"].marked("unconfirmed")
    assert card(situation, "P0042", 60)[1].split() == ["▌", "red", "late", "11d", "unconf.", "site", "today"]
    assert card(situation, "P0042", 26)[1].split() == ["▌", "red", "late", "11d", "site", "today"]


def test_card_without_a_reason_says_its_stage() -> None:
    assert card(seen(led("P0001")), "P0001", 30)[1].rstrip() == "▌ none idea"


def test_head_says_who_and_how_it_stands() -> None:
    red = led("P0003", planned_start=day(1))
    situation = seen(site("P0001", total=20_000), site("P0002", leader="L02", total=9_999), red)
    shelves = LeaderColumns()
    shelves.fill(situation)

    def head(leader: str, width: int = 26, signs: Signs = BLOCKS) -> list[str]:
        return [plain(line) for line in head_lines(situation, shelves, leader, width, signs)]

    assert head("L03") == ["王某山  副市长", "■■                   red 1"]
    assert head("L03", signs=Signs(Way.ASCII))[1] == "#.                   red 1"
    assert head("L02")[1].rstrip() == "■"
    assert head("L04")[1].strip() == "no project"
    assert "claim" in head(NOBODY)[1]


def test_what_is_not_seen_is_counted_by_its_lights() -> None:
    situation = seen(site("P0001"), led("P0002"), led("P0003", planned_start=day(1)), site("P0004"))
    assert plain(rest_line(situation, ["P0001", "P0002", "P0004"], 30)) == "green 2, other 1"
    assert plain(rest_line(situation, ["P0003", "L02", "P0001"], 60)) == "more: red 1, no major project, green 1"
    assert plain(rest_line(situation, ["P0003", "P0001", "P0002"], 22)) == "more: red 1, green 1"


def test_the_working_post_is_kept_when_there_is_no_room_for_all() -> None:
    assert plain(person_line(PEOPLE[1], 40)) == "周某澜  市委常委、常务副市长"
    assert plain(person_line(PEOPLE[1], 20)) == "周某澜  常务副市长"


def test_table_sorts_by_every_column() -> None:
    situation = seen(site("P0001", total=20_000), site("P0002", leader="L04", total=30_000), site("P0003", leader="L04"))
    shelves = LeaderColumns("rank")
    shelves.fill(situation)
    people = situation.snapshot.people
    told = Leaders(situation, people, shelves.loads)
    assert {code: told.load(code) for code in people} == {code: Leaders(situation, people).load(code) for code in people}
    orders = {sort: sorted(shelves.order, key=LEADERS.value(told, sort)) for sort in LEADERS.sort_keys}
    assert orders["rank"] == shelves.order
    assert orders["total"][0] == orders["projects"][0] == "L04"
    for width in (38, 78, 118):
        fitted = fit(with_sort(LEADERS.laid_out(told, "", width), "rank"), width)
        assert cells(plain(LEADERS.row(told, people["L03"], fitted, BLOCKS))) <= width


# With the keyboard ------------------------------------------------------------------------------------------------------


def page(board: Dashboard) -> LeadersPage:
    found = board.app.screen
    assert isinstance(found, LeadersPage)
    return found


@running
async def test_opens_on_the_board_and_goes_to_project_and_person(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        await board.press("2")
        assert page(board).board.column == "L01"
        assert page(board).subject == "P0001"
        assert "▌ 滨海新材料二期" in board.text() or "  滨海新材料二期" in board.text()
        await board.press("enter")
        assert board.app.screen.code == "P0001"  # type: ignore[attr-defined]
        await board.press("escape", "k")
        assert page(board).subject == "L01"
        await board.press("enter")
        assert board.app.screen.code == "L01"  # type: ignore[attr-defined]
        await board.press("escape", "j", "l")
        assert page(board).subject == "L02"  # a column without cards
        await board.press("l")
        assert page(board).subject in ("P0002", "P0003")
        await board.press("l")
        assert page(board).board.column == "L01"  # round again


def heads(app: CampaignApp) -> list[tuple[int, int]]:
    """Where a leader's name stands on the screen: column and line of each slot."""
    return [(slot.region.x, slot.region.y) for slot in app.screen.query(Slot)]


@pytest.mark.parametrize(("size", "across", "bands"), [
    ((40, 24), 1, 2), ((60, 24), 2, 2), ((80, 24), 3, 2), ((100, 30), 3, 2), ((110, 30), 4, 2), ((120, 40), 4, 3),
    ((139, 40), 4, 3), ((140, 40), 4, 3), ((160, 50), 5, 4), ((200, 50), 6, 4), ((80, 12), 3, 1)])
def test_columns_stand_in_bands(tmp_path: Path, size: tuple[int, int], across: int, bands: int) -> None:
    """Every name, its squares and at least one card of each are seen; going on turns the page where the last band ends."""
    async def look(app: CampaignApp, pilot: Pilot[None]) -> None:
        await city.press(pilot, "2")
        shown = heads(app)
        assert len({x for x, _y in shown}) == across and len({y for _x, y in shown}) == bands
        assert len(shown) == across * bands
        assert all(cells(line) <= size[0] for line in city.lines(app))
        board, people = app.screen.query_one(LeaderBoard), app.situation.snapshot.people
        for stack in board.columns[:len(shown)]:
            assert people[stack.key].name in "".join(city.lines(app))
        for _step in shown:
            await pilot.press("l")
        await pilot.pause()
        assert board.position == len(shown) % len(board.columns) + 1
        wanted = board.columns[len(shown) % len(board.columns)].key
        assert (people[wanted].name if wanted in people else "无包保领导") in "".join(city.lines(app))

    city.run(city.database(tmp_path), look, size=size, language="zh")


def test_greens_are_a_count_until_they_are_unfolded(tmp_path: Path) -> None:
    async def look(app: CampaignApp, pilot: Pilot[None]) -> None:
        await city.press(pilot, "2")
        board = app.screen.query_one(LeaderBoard)
        first = board.columns[0]
        lights = [app.situation.assessments[code].light for code in first.rest]
        assert lights and set(lights) <= {Light.GREEN, Light.NONE, Light.SUSPENDED}
        assert f"绿 {lights.count(Light.GREEN)}" in "".join(city.lines(app))
        await city.press(pilot, "G")
        assert board.on_rest and board.card is None and page_of(app).subject == first.key
        await city.press(pilot, "m")
        assert board.carrying is None
        await city.press(pilot, "enter")
        assert board.card == first.rest[0] and not board.columns[0].rest
        await city.press(pilot, "space")
        assert board.on_rest and board.columns[0].cards == first.cards
        await city.press(pilot, "k", "space", "space")
        assert board.card == first.cards[-1]
        await city.press(pilot, "g", "k", "space")  # on the title too
        assert not board.columns[0].rest and board.column == first.key

    city.run(city.database(tmp_path), look, size=(120, 40), language="zh")


def test_the_last_line_counts_what_is_below_the_window(tmp_path: Path) -> None:
    async def look(app: CampaignApp, pilot: Pilot[None]) -> None:
        await city.press(pilot, "2")
        board = app.screen.query_one(LeaderBoard)
        first = board.columns[0]
        slot = app.screen.query(Slot).first()
        said = [line[slot.region.x:slot.region.right] for line in city.lines(app)[slot.region.y:slot.region.bottom]]
        seen = sum(app.situation.snapshot.projects[code].name[:5] in "".join(said) for code in first.cards)
        assert 0 < seen < len(first.cards)
        yellow = sum(app.situation.assessments[code].light is Light.YELLOW for code in first.cards[seen:])
        assert any(f"还有黄 {yellow}，绿" in line for line in said)
        await city.press(pilot, *"j" * (len(first.cards) - 1))
        assert board.card == first.cards[-1]
        assert app.situation.snapshot.projects[first.cards[-1]].name[:5] in "".join(city.lines(app))

    city.run(city.database(tmp_path), look, size=(80, 24), language="zh")


def test_who_has_claimed_nothing_has_a_card_of_it(tmp_path: Path) -> None:
    async def look(app: CampaignApp, pilot: Pilot[None]) -> None:
        await city.press(pilot, "2")
        board, situation = app.screen.query_one(LeaderBoard), app.situation
        missing = [stack.key for stack in board.columns if stack.key in stack.cards]
        assert missing == [stack.key for stack in board.columns if stack.key != NOBODY and unclaimed(situation, stack.key)] != []
        board.move_to(missing[0], missing[0])
        await pilot.pause()
        assert "未认领重大项目" in "".join(city.lines(app)) and "按 c 认领" in "".join(city.lines(app))
        assert page_of(app).subject == missing[0]
        await city.press(pilot, "m")
        assert board.carrying is None
        await city.press(pilot, "enter")
        assert app.screen.code == missing[0]  # type: ignore[attr-defined]

    city.run(city.database(tmp_path), look, size=(200, 50), language="zh")


def test_clicks_in_any_band(tmp_path: Path) -> None:
    """On a card: the cursor goes there, again opens it; on a name; on what is folded."""
    async def look(app: CampaignApp, pilot: Pilot[None]) -> None:
        await city.press(pilot, "2")
        board = app.screen.query_one(LeaderBoard)
        slot = app.screen.query(Slot).last()
        stack = board.columns[slot.slot]
        await pilot.click(Slot, offset=(0, 0))
        await pilot.click(offset=(slot.region.x + 5, slot.region.y + 3))
        assert (board.column, board.card) == (stack.key, stack.cards[0])
        await pilot.click(offset=(slot.region.x + 5, slot.region.y + 1))
        assert board.on_title and board.column == stack.key
        below = slot.region.y + 2 + 2 * len(stack.cards)
        await pilot.click(offset=(slot.region.x + 5, below))
        assert board.on_rest
        await pilot.click(offset=(slot.region.x + 5, below))
        await pilot.pause()
        assert board.card == stack.rest[0]

    city.run(city.database(tmp_path), look, size=(120, 40), language="zh")


def test_what_is_typed_unfolds_what_it_finds(tmp_path: Path) -> None:
    async def look(app: CampaignApp, pilot: Pilot[None]) -> None:
        await city.press(pilot, "2")
        board = app.screen.query_one(LeaderBoard)
        code = board.columns[0].rest[0]
        await city.press(pilot, "slash", *code)
        await city.until(pilot, lambda: any(code in stack.cards for stack in board.columns))

    city.run(city.database(tmp_path), look, size=(120, 40), language="zh")


def page_of(app: CampaignApp) -> LeadersPage:
    assert isinstance(app.screen, LeadersPage)
    return app.screen


@running
async def test_a_card_is_carried_to_another_leader_and_undone(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        await board.press("2", "m", "l")
        assert "P0001 -> 曾某远" in board.lines()[-1]
        await board.press("escape")
        assert page(board).subject == "P0001" and page(board).board.column == "L01"
        await board.press("m", "l", "enter")
        assert isinstance(board.app.screen, Confirm)
        await board.press("n")
        assert page(board).subject == "P0001" and page(board).board.column == "L01"
        await board.press("m", "l", "enter", "y")
        snapshot = page(board).situation.snapshot  # type: ignore[union-attr]
        assert snapshot.projects["P0001"].leader == "L02"
        assert (page(board).board.column, page(board).subject) == ("L02", "P0001")
        await board.press("u")
        assert page(board).situation.snapshot.projects["P0001"].leader == "L01"  # type: ignore[union-attr]


@running
async def test_an_orphan_is_claimed_by_carrying_and_never_dropped_on_nobody(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        await board.press("2", "h")
        assert page(board).board.column == NOBODY
        orphan = page(board).subject
        assert orphan is not None
        await board.press("m", "l", "enter")
        assert page(board).situation.snapshot.projects[orphan].leader == "L01"  # type: ignore[union-attr]
        await board.press("m", "h", "enter")
        assert "passes from one leader to another" in board.said
        assert page(board).situation.snapshot.projects[orphan].leader == "L01"  # type: ignore[union-attr]


@running
async def test_filter_by_pinyin_finds_leaders_and_projects(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        await board.press("2", "slash")
        await board.type("zmy")
        assert [stack.key for stack in page(board).board.columns] == ["L02"]
        await board.press("escape", "slash")
        await board.type("gkl")
        assert [(stack.key, list(stack.cards)) for stack in page(board).board.columns] == [(NOBODY, ["P0002"])]
        await board.press("enter")
        assert page(board).subject == "P0002" and "/gkl" in board.lines()[-1]
        await board.press("escape")
        assert len(page(board).board.columns) == 3


def found(own: Session, typed: str) -> set[str]:
    """Leaders and projects that are left when this is typed, with all of them looked into."""
    situation, columns, find = own.situation(), LeaderColumns(), Selection()
    columns.fill(situation)
    find.type(typed)
    while not find.complete:
        find.learn(own, situation, columns)
    stacks = find.stacks(situation, columns, None, reverse=False)
    return {*find.rows(situation, columns), *(code for stack in stacks for code in (*stack.cards, *stack.rest))}


def test_a_part_of_a_name_a_post_or_a_code_finds_it(tmp_path: Path) -> None:
    """In pinyin too, within words and without the blanks."""
    own = city.session(city.database(tmp_path))
    records.add_person(own, {"name": "Zoë Ann Harbour", "post": "Deputy Mayor, trade"}, leader=True)
    records.add_project(own, {"name": "North Harbour 二期 码头", "leader": "L03"})
    situation = own.situation()
    leaders = [row for row in situation.snapshot.people.values() if row.leader]
    projects = [row for row in situation.snapshot.projects.values() if row.withdrawn is None]
    assert len(leaders) > 10 and len(projects) > 100
    for row in (*leaders, leaders[-1], *projects[::9], projects[-1]):
        names = [row.name, row.name[1:], row.name.casefold()[-3:], fold(row.name)[1:-1], row.code, row.code.lower()[:-1]]
        names += [row.post[1:-1], row.post[-2:]] if isinstance(row, Person) else []
        names += [next(iter(key.split(",")[0] for key in key_of(row.name, readings).split(";")[1:]), row.code)]
        for typed in filter(None, map(str.strip, names)):
            assert row.code in found(own, typed), (row.code, typed)
    own.close()


def test_the_board_finds_cards_as_the_list_of_projects_does(tmp_path: Path) -> None:
    own = city.session(city.database(tmp_path))
    situation = own.situation()
    shown = {code for code, row in situation.snapshot.projects.items() if row.withdrawn is None}
    for typed in ("临江", "红 临江", "light=red", "major", "linjiang", "P0042", "king of nowhere"):
        search = Search()
        search.type(typed)
        search.learn(looked_into(own, situation, "projects"))
        assert found(own, typed) >= shown.intersection(filter(search, shown)), typed
        assert bool(found(own, typed)) == (typed != "king of nowhere")
    assert {code for code in found(own, "unclaimed") if code.startswith("L")} == {
        row.code for row in situation.snapshot.people.values() if row.leader and unclaimed(situation, row.code)}
    own.close()


@running
async def test_keys_wait_for_a_few_projects_and_news_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selection, "SLICE", 4)  # of which the first has a quarter
    async with dashboard(tmp_path / "a.db", actor="me") as board:
        await board.press("2", "slash")
        await board.type("xcl")
        await city.until(board.pilot, lambda: page(board)._find.complete)
        assert [code for stack in page(board).board.columns for code in stack.cards] == ["P0001"]
        other = session(tmp_path / "a.db", "other")
        records.edit(other, "P0003", {"name": "新材料三期"})
        other.close()
        board.app.catch_up()
        await board.settle()
        assert sorted(code for stack in page(board).board.columns for code in stack.cards) == ["P0001", "P0003"]
        await board.press("escape")
        assert len(page(board).board.columns) == 3


@running
async def test_whom_to_give_a_carried_card_can_be_typed(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        await board.press("2", "h", "m", "slash")
        await board.type("zeng")
        assert [stack.key for stack in page(board).board.columns] == ["L02", NOBODY]
        await board.press("enter", "h", "enter")
        assert len(page(board).situation.snapshot.projects) == 3  # type: ignore[union-attr]
        assert "L02" in {row.leader for row in page(board).situation.snapshot.projects.values()}  # type: ignore[union-attr]
        assert len(page(board).board.columns) == 3


@running
async def test_the_words_of_a_finding_select_the_leaders_and_esc_shows_all(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        await board.press("2")
        page(board).set_words({"unclaimed": "yes"})
        await board.settle()
        assert [stack.key for stack in page(board).board.columns] == ["L02"]
        assert "without a major project" in board.lines()[2] and "Esc shows all" in board.lines()[-1]
        await board.press("escape")
        assert len(page(board).board.columns) == 3


@running
async def test_table_of_leaders_sorts_and_opens_the_person(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        await board.press("2", "l", "v")
        assert page(board).table.cursor == "L02"
        assert "Leader" in board.lines()[3] and "not yet" in board.text()
        await board.press("s", "s", "s", "S")
        assert page(board).table.cursor == "L02"
        await board.press("enter")
        assert board.app.screen.code == "L02"  # type: ignore[attr-defined]
        await board.press("escape", "v")
        assert page(board).board.column == "L02"


@running
async def test_news_moves_the_card_and_the_cursor_stays(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db", actor="me") as board:
        await board.press("2")
        other = session(tmp_path / "a.db", "other")
        projects_service.claim(other, "P0003", "L01")
        blockers.add_blocker(other, {"title": "x", "category": "land", "due": "D+36"}, projects=["P0003"], opened="D+30")
        board.app.catch_up()
        await board.settle()
        assert sorted(page(board).board.columns[0].cards) == ["P0001", "P0003"]
        assert page(board).subject == "P0001"
        assert "县医院迁建" in board.text()
        settings.undo(other)
        other.close()


@running
async def test_nobody_yet_says_what_to_type(tmp_path: Path) -> None:
    from campaign.service import create
    from tests.tui.scene import clock

    create.init(tmp_path / "e.db", "空", "2026-10-01", "me", clock=clock)
    async with dashboard(tmp_path / "e.db") as board:
        await board.press("2")
        assert "campaign add-leader" in board.text()
        await board.press("j", "l", "m", "enter", "v", "v", "s", "S")
        assert page(board).subject is None


@running
async def test_two_hundred_leaders_and_forty_columns(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    maker = session(path)
    for n in range(198):
        records.add_person(maker, {"name": f"[/x]{'名' * 20}{n}"}, leader=True)
    maker.close()
    async with dashboard(path, size=(40, 16)) as board:
        await board.press("2", "h", "h", "h")
        assert len(page(board).board.columns) == 201
        assert all(cells(line) <= 40 for line in board.lines())
        assert "[/x]" in board.text()


@running
async def test_the_language_is_changed_on_the_spot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Marked(NullTranslations):
        def gettext(self, message: str) -> str:
            return f"<{message}>"

    monkeypatch.setitem(text._catalogues, "zh", Marked())
    async with dashboard(tmp_path / "a.db", size=(120, 40)) as board:
        await board.press("2", "L")
        assert "<no leader>" in board.text() and "<no major project>" in board.text()
        await board.press("L")
        assert "<" not in board.text()
