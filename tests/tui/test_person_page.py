"""The page of a person: projects, counties, blockers and visits in their name."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from campaign.core.model.people import County, Person, Rank
from campaign.core.model.project import Channel, Stage, Visit
from campaign.core.situation import Situation
from campaign.service import projects as projects_service
from campaign.service import questions, records
from campaign.tables.signs import Signs, Way
from campaign.tables.width import cells
from campaign.tui.app import CampaignApp
from campaign.tui.dialogs.choose import Choose
from campaign.tui.screens.leaders.person_aside import aside
from campaign.tui.screens.leaders.person_content import PersonView, person_rows
from campaign.tui.screens.leaders.person_page import PersonPage
from tests.core.build import blocker, county_wide, day, project, snapshot
from tests.tui import city
from tests.tui.scene import Dashboard, dashboard, running, session

TODAY = day(38)
LEADER = Person("L01", "王某山", "副市长", Rank.CITY, "U01", "C01", leader=True)


def view(
    *projects: object, blockers: tuple[object, ...] = (), visits: tuple[Visit, ...] = (), person: Person = LEADER
) -> PersonView:
    made = snapshot(projects, blockers, [person])  # type: ignore[arg-type]
    made = made._replace(counties={"C01": County("C01", "临江区", person.code), "C02": County("C02", "望潮区")})
    return PersonView(Situation.of(made, TODAY), person, visits)


def said(found: PersonView, width: int = 79) -> list[str]:
    return ["".join(piece for piece, _tone in row.line).rstrip() for row in person_rows(found, width)]


def test_who_and_what_is_in_their_name() -> None:
    found = view(
        project("P0001", leader="L01", county="C01", planned_start=day(1), total=12_000),
        project("P0002", manager="L01", county="C02"),
        project("P0003", leader="L01", withdrawn="out"),
        blockers=(blocker("B0001", on="P0002", person="L01", due=day(20)), county_wide("B0002", due=day(60)), blocker("B0003")),
        visits=(Visit("P0001", TODAY, Channel.SITE, "L01"),),
    )
    rows, lines = person_rows(found, 79), said(found)
    assert lines[0].startswith("王某山 副市长  city leader") and "临江区" in lines[0]
    assert lines[1].strip() == "red 1  ¥120.0M  1 major project"
    keys = [row.key for row in rows if row.subject is not None]
    assert keys == [
        "who", "today:P0001", "blocker:B0001", "blocker:B0002", "led:P0001", "led:P0003", "managed:P0002", "county:C01", "visit0",
    ]
    assert any("2 open, 1 overdue" in line for line in lines)
    assert any("临江区  1 project  red 1" in line for line in lines)


def test_where_to_go_today_and_how_the_person_keeps_in_touch() -> None:
    found = view(
        project("P0001", leader="L01", county="C01"), project("P0002", leader="L01", county="C02", leader_visit=day(30)),
        blockers=(blocker("B0001", on="P0001", due=day(20)), blocker("B0002", on="P0002", due=day(39))),
    )._replace(contacts={Channel.SITE: 3, Channel.PHONE: 1})
    rows, lines = person_rows(found, 79), said(found)
    assert [row.subject for row in rows if row.key.startswith("today:")] == ["P0001", "P0002"]
    assert any("Where to go today  2 projects" in line for line in lines)
    assert any("B0001 18 days late" in line and "leader never there" in line for line in lines)
    assert any("3 on site" in line and "1 by phone" in line and "75% on site" in line for line in lines)
    assert not any("In touch" in line for line in said(found._replace(contacts={})))
    assert not any("Where to go" in line for line in said(view(project("P0001", leader="L01"))))


@pytest.mark.parametrize("way", Way)
def test_beside_it_stands_when_each_project_was_seen(way: Way) -> None:
    building = {"stage": Stage.BUILDING, "started": day(1), "leader": "L01", "county": "C01"}
    found = view(project("P0001", name="甲", leader_visit=day(19), **building), project("P0002", name="乙", **building),
                 project("P0003", name="丙", leader_visit=TODAY, **building),
                 project("P0004", name="丁", leader="L01", withdrawn="out"))
    seen = {"P0001": {day(19): Channel.SITE, day(30): Channel.PHONE}, "P0003": {TODAY: Channel.SITE}}
    for width, height in ((50, 30), (66, 45), (40, 12), (40, 4)):
        lines = aside(found.situation, found.led, seen, width, height, Signs(way))
        text = ["".join(piece for piece, _tone in line) for line in lines]
        assert len(lines) <= height and max(map(cells, text)) == width
    text = ["".join(piece for piece, _tone in line) for line in aside(found.situation, found.led, seen, 66, 45, Signs(way))]
    rows = {line[0]: line for line in text if line[:1] in ("甲", "乙", "丙", "丁")}
    assert "丁" not in rows
    assert rows["甲"].endswith("away 19d") and rows["乙"].endswith("unseen") and rows["丙"].endswith("today")
    if way is Way.BLOCKS:
        assert rows["甲"].count("■") == 1 and rows["甲"].count("□") == 1 and rows["乙"].count("■") == 0


def test_a_city_leader_without_a_major_project() -> None:
    assert any("no major project claimed" in line for line in said(view()))
    assert not any("claimed" in line for line in said(view(person=LEADER._replace(rank=Rank.COUNTY))))


def test_nothing_in_their_name() -> None:
    lines = said(view(person=Person("M001", "石某杉")))
    assert lines[0].startswith("石某杉") and any("none recorded" in line for line in lines)


def page(board: Dashboard) -> PersonPage:
    found = board.app.screen
    assert isinstance(found, PersonPage)
    return found


@running
async def test_opens_what_is_listed_and_follows_the_news(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        board.app.open("L01")
        await board.settle()
        assert page(board).subject == "L01"
        page(board).listing.move_to("led:P0001")
        await board.settle()
        assert page(board).subject == "P0001"
        other = session(tmp_path / "a.db", "other")
        projects_service.claim(other, "P0002", "L01")
        board.app.catch_up()
        await board.settle()
        assert "港口路改造" in board.text() and page(board).subject == "P0001"
        projects_service.visit(other, "P0003", by="L01")
        board.app.catch_up()
        await board.settle()
        assert "县医院迁建" in board.text()
        shown = page(board)._rows
        records.edit(other, "P3", {"total": "5亿"})
        board.app.catch_up()
        await board.settle()
        assert page(board)._rows is shown
        other.close()
        await board.press("enter")
        assert board.app.screen.code == "P0001"
        await board.press("escape", "g", "enter")
        assert "e edits it" in board.said


@running
async def test_the_share_on_site_is_of_visits_and_says_what_the_list_says(tmp_path: Path) -> None:
    """Two visits to one site on one day are two contacts, as two calls are."""
    async with dashboard(tmp_path / "a.db") as board:
        other = session(tmp_path / "a.db", "other")
        for channel in ("site", "site", "phone", "phone", "site"):
            projects_service.visit(other, "P0001", by="L02", channel=channel)
        (told,) = questions.contacts(other, other.situation(), ["L02"])
        other.close()
        assert (told.site, told.phone, told.share) == (3, 2, 600)
        board.app.open("L02")
        await board.settle()
        assert "60% on site" in board.text()


@running
async def test_claiming_from_the_page_of_a_person(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        board.app.open("L02")
        await board.settle()
        assert "none yet; c claims one" in board.text()
        await board.press("c")
        await board.type("gkl")
        await board.press("enter")
        assert "P0002" in board.text()
        assert page(board).situation.snapshot.projects["P0002"].leader == "L02"  # type: ignore[union-attr]


@pytest.mark.parametrize("person", ["L03", "M001", "L13", "M002"])
def test_a_visit_is_offered_to_what_this_person_leads_or_manages(tmp_path: Path, person: str) -> None:
    """To whoever has nothing it says what can be done: ``c`` claims for those with a column on the board, and for no one else."""
    async def look(app: CampaignApp, pilot: Pilot[None]) -> None:
        await city.press(pilot, "colon", *person, "enter")
        await city.until(pilot, lambda: isinstance(app.screen, PersonPage))
        await city.press(pilot, "o")
        await city.until(pilot, lambda: isinstance(app.screen, Choose))
        assert isinstance(app.screen, Choose) and app.situation is not None
        there = app.situation.snapshot.projects.values()
        mine = {one.code for one in there if person in (one.leader, one.manager) and one.withdrawn is None}
        assert {choice.code for choice in app.screen.choices} == mine
        said = " ".join(city.lines(app))
        assert ("c claims one" in said) == (person == "L13") and ("o on a project records" in said) == (person == "M002")

    city.run(city.database(tmp_path), look)
