"""The demonstration data as it lies in seed/: complete, consistent, and every case that its README promises is there.

Read with the csv module alone, so that a mistake in the loader cannot hide one in the data; only the lights are asked of the
program itself.
"""

import csv
import re
import tomllib
from collections import Counter
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from campaign.core.model.blocker import Category, EventKind, HoldReason
from campaign.core.model.land import ApprovalKind, LandKind
from campaign.core.model.light import Light
from campaign.core.model.people import Authority, Rank
from campaign.core.model.project import Channel, Investor, Sector, Stage
from campaign.service import Session, create, league
from campaign.store.queries import checks
from campaign.store.queries.consent import requests
from campaign.store.queries.results import unconfirmed

SEED = Path(__file__).parent.parent / "seed"
TODAY = 37
COLUMNS = {
    "counties": "code name leader zone group",
    "units": "code name authority county",
    "people": "code name post rank unit county leader",
    "projects": "code name national_code county sector node investor leader unit manager developer stage total plan_year "
    "plan_100 done_before planned_start planned_finish started finished registered provincial_key suspended review withdrawn "
    "funds_planned anchor expected_tax pull",
    "progress": "project on money done crew crew_planned machines materials fronts note",
    "land_tasks": "code name kind county projects target measure opened due authority unit person",
    "land_events": "task on kind amount to text",
    "approvals": "code project kind authority unit submitted due granted expires not_needed last_contact next_contact",
    "funds": "project on money source",
    "registered": "project month money",
    "calendar": "day working why",
    "blockers": "code title category county projects authority unit person opened due land_task approval",
    "blocker_events": "blocker on kind to text until on_site",
    "visits": "project on channel person solved",
    "requests": "code subject field from to why by on state decided_by decided_on note",
    "results": "code what item by on state decided_by decided_on why",
    "excused": "first last why county person",
    "list_entries": "project list state deadline note",
    "task_forces": "code name head since until",
    "task_force_members": "task_force person skills",
    "task_force_projects": "task_force project",
    "dispatches": "code person unit since until purpose returned",
    "dispatch_entries": "dispatch on approval text",
}
Row = dict[str, str]


@cache
def rows(name: str) -> tuple[Row, ...]:
    with (SEED / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def by_code(name: str) -> dict[str, Row]:
    return {row["code"]: row for row in rows(name)}


def day(text: str) -> int:
    found = re.fullmatch(r"D([+-]\d+)", text)
    assert found, text
    return int(found[1])


def wan(text: str) -> int:
    """万元 of a money cell."""
    found = re.fullmatch(r"(-?\d+(?:\.\d+)?)(亿|万)", text)
    assert found, text
    amount = Decimal(found[1]) * (10_000 if found[2] == "亿" else 1)
    assert amount == int(amount), text
    return int(amount)


class Now:
    """What a blocker has become by its events."""

    def __init__(self, row: Row) -> None:
        self.row, self.unit, self.level, self.state = row, row["unit"], 0, "open"
        self.opened = day(row["opened"])
        source = by_code("land_tasks").get(row["land_task"]) or by_code("approvals").get(row["approval"]) or {"due": ""}
        self.due = day(row["due"] or source["due"]) if row["due"] or source["due"] else self.opened + 7
        self.authority = row["authority"] or source.get("authority")
        self.review: int | None = None
        self.hold, self.on_site = "", False
        self.moves: list[tuple[str, str, str]] = []
        self.slips = 0
        slips = [event for event in rows("land_events") if event["kind"] == "due" and event["task"] == row["land_task"]]
        for event in sorted((*rows("blocker_events"), *slips), key=lambda event: day(event["on"])):
            if event.get("blocker") == row["code"] or event in slips:
                self.apply(event)

    def apply(self, event: Row) -> None:
        kind, to = event["kind"], event["to"]
        if kind == "move":
            self.moves.append((self.unit, to, event["text"]))
            self.unit = to
        elif kind == "due":
            self.due, self.slips = day(to), self.slips + 1
        elif kind == "level":
            self.level = int(to)
        elif kind == "hold":
            self.state, self.hold, self.review = "on_hold", to, day(event["until"])
        elif kind == "resolve":
            self.state, self.on_site = "resolved", event["on_site"] == "yes"
        elif kind == "return":
            self.state = "open"

    @property
    def overdue(self) -> bool:
        held = self.state == "on_hold" and self.review is not None and self.review >= TODAY
        return self.state != "resolved" and not held and self.due < TODAY


@cache
def now() -> dict[str, Now]:
    return {row["code"]: Now(row) for row in rows("blockers")}


def last(project: str, *, paid: bool = False) -> int:
    return max((day(row["on"]) for row in rows("progress")
                if row["project"] == project and (not paid or (row["money"] and wan(row["money"]) > 0))), default=-999)


def last_on_site(project: str) -> int:
    return max((day(row["on"]) for row in rows("visits") if row["project"] == project and row["channel"] == "site"), default=-999)


def test_the_campaign() -> None:
    campaign = tomllib.loads((SEED / "campaign.toml").read_text(encoding="utf-8"))
    assert campaign["day"] == TODAY + 1
    assert campaign["golden_end"] == "D+60"
    assert campaign["language"] == "zh"
    assert 1 <= campaign["filing_day"] <= 28


@pytest.mark.parametrize("name", COLUMNS)
def test_columns_and_encoding(name: str) -> None:
    raw = (SEED / f"{name}.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf"), "a spreadsheet takes it for something else without the byte order mark"
    assert list(rows(name)[0]) == COLUMNS[name].split()
    for row in rows(name):
        assert None not in row and None not in row.values(), row
        assert all(cell == " ".join(cell.split()) for cell in row.values()), row


@pytest.mark.parametrize("name", ["counties", "units", "people", "projects", "blockers", "land_tasks", "approvals",
                                  "requests"])
def test_codes_are_unique_and_in_order(name: str) -> None:
    codes = [row["code"] for row in rows(name)]
    assert len(set(codes)) == len(codes)
    assert codes == sorted(codes, key=lambda code: (code[0], len(code), code))


def test_proportions() -> None:
    assert len(rows("counties")) == 10
    assert len([row for row in rows("people") if row["leader"]]) == 24
    assert 40 <= len(rows("units")) <= 50
    assert 150 <= len(rows("projects")) <= 170
    assert 85 <= len(rows("blockers")) <= 100
    totals = [wan(row["total"]) for row in rows("projects") if row["total"]]
    assert (min(totals), max(totals)) == (500, 1_200_000)
    assert 100_000 <= sum(totals) / len(totals) <= 140_000
    assert {row["stage"] for row in rows("projects")} == set(Stage)
    assert {row["sector"] for row in rows("projects")} == set(Sector)
    assert {row["investor"] for row in rows("projects") if row["investor"]} == set(Investor)
    assert {row["rank"] for row in rows("people")} == set(Rank)
    assert {row["authority"] for row in rows("units")} == set(Authority)
    assert {row["channel"] for row in rows("visits")} == set(Channel)


def test_shares_of_blocker_categories() -> None:
    found = Counter(row["category"] for row in rows("blockers"))
    assert set(found) == set(Category)

    def share(*categories: str) -> float:
        return sum(found[category] for category in categories) / len(rows("blockers"))

    assert 0.35 <= share("expropriation", "land", "farmland", "redline", "rectification") <= 0.40
    assert 0.14 <= share("forest", "eia", "sea") <= 0.20
    assert 0.18 <= share("pipeline", "utilities") <= 0.25


def test_references() -> None:
    counties, units = ({row["name"] for row in rows(name)} | {""} for name in ("counties", "units"))
    people, projects = {*by_code("people"), ""}, set(by_code("projects"))
    for name in ("units", "people", "projects", "blockers", "excused", "land_tasks"):
        assert {row["county"] for row in rows(name)} <= counties, name
    for name in ("people", "projects", "blockers", "land_tasks", "approvals"):
        assert {row["unit"] for row in rows(name)} <= units, name
    for name, column in (("counties", "leader"), ("projects", "leader"), ("projects", "manager"), ("blockers", "person"),
                         ("visits", "person"), ("excused", "person"), ("land_tasks", "person"),
                         ("requests", "by"), ("requests", "decided_by"), ("results", "by"), ("results", "decided_by")):
        assert {row[column] for row in rows(name)} <= people, (name, column)
    for name in ("progress", "visits", "approvals", "funds", "registered"):
        assert {row["project"] for row in rows(name)} <= projects, name
    assert {code for name in ("blockers", "land_tasks") for row in rows(name) for code in row["projects"].split()} <= projects
    assert {row["land_task"] for row in rows("blockers")} <= {*by_code("land_tasks"), ""}
    assert {row["approval"] for row in rows("blockers")} <= {*by_code("approvals"), ""}
    assert {event["task"] for event in rows("land_events")} <= set(by_code("land_tasks"))
    assert {code for row in rows("visits") for code in row["solved"].split()} <= set(by_code("blockers"))
    assert {event["blocker"] for event in rows("blocker_events")} <= set(by_code("blockers"))
    assert {event["to"] for event in rows("blocker_events") if event["kind"] == "move"} <= units - {""}
    assert all(by_code("people")[row["leader"]]["leader"] for row in rows("projects") if row["leader"])


def test_names_are_fictional_and_unique() -> None:
    names = [row["name"] for row in rows("people")]
    assert all(re.fullmatch(r"\w某\w", name) for name in names)
    assert len(set(names)) == len(names)
    assert [row["code"] for row in rows("people") if row["name"].startswith("王")] == ["L03"], "-l 王 must stay unique"


def test_nothing_happened_after_today() -> None:
    for name, columns in (("projects", ("started", "finished", "registered")), ("progress", ("on",)), ("visits", ("on",)),
                          ("blockers", ("opened",)), ("blocker_events", ("on",)), ("land_tasks", ("opened",)),
                          ("land_events", ("on",)), ("approvals", ("submitted", "granted", "last_contact")), ("funds", ("on",)),
                          ("registered", ("month",)), ("requests", ("on", "decided_on")), ("results", ("on", "decided_on"))):
        for row in rows(name):
            assert all(day(row[column]) <= TODAY for column in columns if row[column]), row


def test_projects_are_consistent() -> None:
    for row in rows("projects"):
        begun = row["stage"] in (Stage.BUILDING, Stage.COMPLETED, Stage.PRODUCING)
        assert bool(row["started"]) == begun, row
        assert bool(row["finished"]) == (row["stage"] in (Stage.COMPLETED, Stage.PRODUCING)), row
        for before, after in (("planned_start", "planned_finish"), ("started", "finished"), ("started", "registered")):
            assert not row[before] or not row[after] or day(row[before]) <= day(row[after]), row
        money = sum(wan(row[column]) for column in ("plan_100", "done_before") if row[column])
        assert not row["total"] or money <= wan(row["total"]), row
        assert bool(row["review"]) == bool(row["suspended"]), row
    codes = [row["national_code"] for row in rows("projects") if row["national_code"]]
    assert len(set(codes)) == len(codes) >= 0.9 * len(rows("projects"))


def test_progress_is_consistent() -> None:
    done: Counter[str] = Counter()
    for row in rows("progress"):
        project = by_code("projects")[row["project"]]
        assert max(0, day(project["started"])) <= day(row["on"]), row
        done[row["project"]] += wan(row["money"]) if row["money"] else 0
    plans = {row["code"]: wan(row["plan_100"]) for row in rows("projects") if row["plan_100"] and not row["withdrawn"]}
    assert all(0 <= done[code] <= 1.1 * plan for code, plan in plans.items())
    assert 0.35 <= sum(done[code] for code in plans) / sum(plans.values()) <= 0.41, "about where day 38 should be"
    assert any(row["money"].startswith("-") for row in rows("progress")), "a correction"


def test_events_are_consistent() -> None:
    before: dict[str, int] = {}
    ended: set[str] = set()
    for event in rows("blocker_events"):
        code, on = event["blocker"], day(event["on"])
        kind = EventKind(event["kind"])
        assert kind is not EventKind.OPEN
        assert on >= before.get(code, day(by_code("blockers")[code]["opened"])), event
        assert (code in ended) is (kind is EventKind.RETURN), event
        before[code] = on
        if kind is EventKind.HOLD:
            assert HoldReason(event["to"]) and day(event["until"]) >= on, event
        if kind in (EventKind.NOTE, EventKind.CONTACT, EventKind.DUE, EventKind.RESOLVE):
            assert event["text"], event
        if kind is EventKind.RESOLVE:
            ended.add(code)
        elif kind is EventKind.RETURN:
            ended.remove(code)
    for code, blocker in now().items():
        assert bool(blocker.row["county"]) != bool(blocker.row["projects"]), code
        assert all(source != target for source, target, _ in blocker.moves), code
    # Solved on site is a visit, too.
    solved = {code for row in rows("visits") if row["channel"] == "site" for code in row["solved"].split()}
    assert solved == {code for code, blocker in now().items() if blocker.on_site}
    assert len(solved) >= 8
    assert 25 <= len(ended) <= 35


def test_leaders_without_a_major_claim() -> None:
    major = {row["leader"] for row in rows("projects")
             if row["provincial_key"] or (row["total"] and wan(row["total"]) >= 10_000)}
    leaders = {row["code"] for row in rows("people") if row["leader"] and row["rank"] in (Rank.PRINCIPAL, Rank.CITY)}
    assert leaders - major == {"L10", "L13"}
    assert {row["leader"] for row in rows("projects")} & {"L10", "L13"} == {"L10"}


def test_orphans() -> None:
    projects = by_code("projects")
    for code, column in (("P0153", "leader"), ("P0054", "unit"), ("P0031", "manager"), ("P0083", "county"), ("P0122", "total")):
        assert not projects[code][column], code
    assert not any(projects["P0011"][column] for column in ("leader", "unit", "manager", "county", "total"))


def test_suspended_and_withdrawn() -> None:
    reviews = {row["code"]: day(row["review"]) for row in rows("projects") if row["suspended"]}
    assert {code for code, review in reviews.items() if review < TODAY} == {"P0033"}
    assert len([review for review in reviews.values() if review > TODAY]) == 2
    assert [row["code"] for row in rows("projects") if row["withdrawn"]] == ["P0150"]


def test_a_long_name() -> None:
    assert len(by_code("projects")["P0068"]["name"]) == 30


def test_unregistered_starts() -> None:
    waited = {row["code"]: TODAY - day(row["started"]) for row in rows("projects") if row["started"] and not row["registered"]}
    assert {code for code, days in waited.items() if days >= 60} == {"P0008", "P0030"}
    assert {code for code, days in waited.items() if 30 <= days < 60} == {"P0065", "P0118", "P0119"}
    assert by_code("projects")["P0065"]["stage"] == "completed"
    assert min(waited.values()) < 30


def test_missed_starts() -> None:
    missed = {row["code"]: TODAY - day(row["planned_start"]) for row in rows("projects")
              if row["planned_start"] and not row["started"] and day(row["planned_start"]) < TODAY}
    assert missed["P0155"] >= 30
    assert missed == {"P0155": missed["P0155"], "P0027": 1, "P0067": 4}


def test_silent_sites_and_watermelons() -> None:
    assert TODAY - last("P0069") >= 14
    assert all(7 <= TODAY - last(code) < 14 for code in ("P0086", "P0151"))
    # A week without a report, three of its days a typhoon in its county.
    assert TODAY - last("P0124") == 7
    assert any(row["county"] == by_code("projects")["P0124"]["county"] == "南屿县" and day(row["first"]) > last("P0124")
               for row in rows("excused"))
    assert TODAY - last_on_site("P0092") >= 7
    assert 5 <= TODAY - last("P0130") < 7
    assert TODAY - last("P0141", paid=True) >= 14
    assert TODAY - last("P0141") < 5
    building = [row["code"] for row in rows("projects") if row["stage"] == "building" and not row["suspended"]]
    assert 10 <= len([code for code in building if last_on_site(code) < TODAY]) <= 25, "sites where nobody was today"


def test_safety_blockers() -> None:
    assert {code for code, blocker in now().items()
            if blocker.row["category"] == "safety" and blocker.state == "open"} == {"B0074", "B0075"}


def test_a_county_wide_blocker() -> None:
    blocker = now()["B0091"]
    assert (blocker.row["county"], blocker.row["projects"], blocker.authority) == ("青岭县", "", "province")
    assert (len(blocker.moves), blocker.level, blocker.state) == (3, 3, "open")
    assert 0 <= blocker.due - TODAY <= 3
    frozen = [row for row in rows("projects") if row["county"] == "青岭县" and row["stage"] not in ("completed", "producing")]
    assert len(frozen) == 12


def test_passed_around() -> None:
    (first, second) = now()["B0063"].moves
    assert first[0] == second[1] and first[1] == second[0] and first[2] == second[2] == ""
    assert not any(event["kind"] in ("note", "contact") for event in rows("blocker_events") if event["blocker"] == "B0063")
    assert len(now()["B0086"].moves) == 3 and all(did for _, _, did in now()["B0086"].moves)
    assert now()["B0107"].moves == [("临江区林业局", "市林业局", "")]
    assert now()["B0107"].row["projects"] == "P0042"


def test_holds() -> None:
    held = {code: blocker for code, blocker in now().items() if blocker.state == "on_hold"}
    assert held["B0070"].hold == HoldReason.FORCE_MAJEURE and (held["B0070"].review or 0) > TODAY
    assert held["B0071"].hold == HoldReason.WAITING_HIGHER and held["B0071"].row["authority"] == "national"
    assert [code for code, blocker in held.items() if (blocker.review or 0) < TODAY] == ["B0072"]


def test_overdue_at_every_level() -> None:
    found = {code: blocker.level for code, blocker in now().items() if blocker.overdue}
    assert set(found.values()) == {0, 1, 2, 3, 4}
    assert (found["B0060"], found["B0107"], found["B0061"], found["B0065"], found["B0064"]) == (0, 1, 2, 3, 4)
    assert TODAY - now()["B0107"].due == 11


def test_waiting_for_the_province() -> None:
    blocker = now()["B0064"]
    assert (blocker.row["projects"], blocker.row["authority"], blocker.unit) == ("P0127", "province", "省自然资源厅")


def test_several_projects_and_slipped_dates() -> None:
    assert len([row for row in rows("blockers") if len(row["projects"].split()) > 1]) >= 4
    assert now()["B0083"].slips == now()["B0091"].slips == 2


def test_excused_days() -> None:
    assert any(not row["county"] and not row["person"] for row in rows("excused"))
    assert any(row["county"] for row in rows("excused"))
    assert any(row["person"] for row in rows("excused"))


class Land:
    """What a land task has become by its events."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self.due = day(row["due"]) if row["due"] else None
        self.done, self.accepted = Decimal(0), False
        for event in rows("land_events"):
            if event["task"] == row["code"]:
                self.done += Decimal(event["amount"] or 0)
                self.due = day(event["to"]) if event["to"] else self.due
                self.accepted |= event["kind"] == "accept"

    @property
    def target(self) -> Decimal:
        found = re.fullmatch(r"(\d+(?:\.\d+)?)[亩户座]", self.row["target"])
        assert found, self.row
        return Decimal(found[1])


@cache
def lands() -> dict[str, Land]:
    return {row["code"]: Land(row) for row in rows("land_tasks")}


def test_land_tasks_are_consistent() -> None:
    assert {row["kind"] for row in rows("land_tasks")} == set(LandKind)
    before: dict[str, int] = {}
    for event in rows("land_events"):
        on = day(event["on"])
        assert on >= before.get(event["task"], day(by_code("land_tasks")[event["task"]]["opened"])), event
        assert bool(event["amount"]) == (event["kind"] == "progress") and bool(event["to"]) == (event["kind"] == "due"), event
        assert event["text"] or event["kind"] not in ("due", "accept"), event
        before[event["task"]] = on
    for code, land in lands().items():
        assert bool(land.row["county"]) != bool(land.row["projects"]), code
        assert (land.done == land.target) if land.accepted else (0 <= land.done < land.target), code


def test_expropriation_of_one_road() -> None:
    """432.87 of 434.9 亩, 872 of 879 户, 22 of 22 座; the first is late by one day."""
    acres, homes, graves = (lands()[code] for code in ("G0005", "G0006", "G0007"))
    assert {land.row["projects"] for land in (acres, homes, graves)} == {"P0159"}
    assert (acres.done, acres.row["target"], acres.due) == (Decimal("432.87"), "434.9亩", TODAY - 1)
    assert (homes.done, homes.row["target"]) == (872, "879户")
    assert (graves.done, graves.row["target"], graves.accepted) == (22, "22座", True)


def test_land_tasks_by_their_due_day() -> None:
    due = {code: land.due for code, land in lands().items() if not land.accepted}
    assert {code for code, on in due.items() if on is not None and on < TODAY} == {"G0005", "G0015"}
    assert lands()["G0015"].row["authority"] == "province"
    assert {code for code, on in due.items() if on == TODAY} == {"G0030"}
    soon = {code for code, on in due.items() if on is not None and TODAY < on <= TODAY + 7}
    assert soon == {"G0001", "G0011", "G0016", "G0019", "G0021", "G0022", "G0031"}
    assert {code for code, on in due.items() if on is None} == {"G0027"}
    assert {code for code, land in lands().items() if land.row["county"] and land.accepted} == {"G0009", "G0023"}
    slipped = {event["task"] for event in rows("land_events") if event["kind"] == "due"}
    assert slipped == {"G0001", "G0019", "G0022"}


def test_blockers_that_point_somewhere() -> None:
    pointing = {code: row["land_task"] or row["approval"] for code, row in by_code("blockers").items()
                if row["land_task"] or row["approval"]}
    forest = pointing.pop("B0107")
    assert pointing == {"B0060": "G0005", "B0081": "G0025", "B0084": "G0011", "B0085": "G0026", "B0091": "G0019"}
    row = by_code("approvals")[forest]
    assert (row["project"], row["kind"], row["due"], row["granted"]) == ("P0042", "forest", f"D+{TODAY - 11}", "")
    for code, source in pointing.items():
        blocker = by_code("blockers")[code]
        assert not blocker["due"] and not blocker["authority"], code
        land = by_code("land_tasks")[source]
        assert (land["projects"], land["county"]) == (blocker["projects"], blocker["county"]), code
    assert lands()["G0019"].row["county"] == "青岭县"


def test_approvals_are_consistent() -> None:
    assert 100 <= len(rows("approvals")) <= 160
    assert 20 <= len({row["project"] for row in rows("approvals")}) <= 25
    twins = Counter((row["project"], row["kind"]) for row in rows("approvals"))
    assert max(twins.values()) == 1
    for row in rows("approvals"):
        assert ApprovalKind(row["kind"])
        submitted, granted = (day(row[name]) if row[name] else None for name in ("submitted", "granted"))
        assert granted is None or (submitted is not None and submitted <= granted), row
        assert not row["not_needed"] or submitted is None, row
        assert not row["next_contact"] or (row["last_contact"] and not granted), row
    known = {(row["project"], row["kind"]): row for row in rows("approvals")}
    for project in ("P0027", "P0067"):
        assert known[project, "permit"]["expires"] in ("D+42", "D+57"), project
    assert not any(known["P0013", kind]["submitted"] for kind in ("pre_notice", "compensation_notice"))


def test_contacts() -> None:
    agreed = {row["project"]: day(row["next_contact"]) - TODAY for row in rows("approvals") if row["next_contact"]}
    assert {code for code, days in agreed.items() if days == 0} == {"P0064", "P0131"}
    assert {code for code, days in agreed.items() if days < 0} == {"P0042", "P0049", "P0137", "P0155"}
    assert any(days > 0 for days in agreed.values())


def test_money_in_and_registered() -> None:
    paid = Counter[str]()
    for row in rows("funds"):
        paid[row["project"]] += wan(row["money"])
        assert row["source"], row
    for code, amount in paid.items():
        assert amount <= 1.01 * wan(by_code("projects")[code]["funds_planned"]), code
    assert Counter(row["month"] for row in rows("registered")).keys() == {"D-31", "D+0"}
    twins = Counter((row["project"], row["month"]) for row in rows("registered"))
    assert max(twins.values()) == 1
    assert all(by_code("projects")[row["project"]]["registered"] for row in rows("registered"))


def test_crews_and_presence() -> None:
    crews = {row["project"]: (int(row["crew"]), int(row["crew_planned"])) for row in rows("progress")
             if row["crew"] and row["crew_planned"]}
    low = {code for code, (there, planned) in crews.items()
           if 10 * there < 7 * planned and by_code("projects")[code]["stage"] == "building"}
    assert low == {"P0010", "P0047", "P0059", "P0093", "P0120"}
    there = {day(row["on"]) for row in rows("visits")
             if (row["project"], row["person"], row["channel"]) == ("P0051", "M030", "site")}
    study = set(range(9, 14))
    assert not there & study and set(range(3, TODAY)) - study <= there and TODAY not in there
    week = {row["channel"] for row in rows("visits") if row["project"] == "P0092" and day(row["on"]) > TODAY - 7}
    assert week == {"phone"}


def test_the_lights_that_the_readme_tells(tmp_path: Path) -> None:
    create.seed(tmp_path / "city.db", SEED, "hq", clock=lambda: datetime(2026, 11, 7, 2, 48, tzinfo=UTC))
    session = Session(tmp_path / "city.db", "hq", clock=lambda: datetime(2026, 11, 7, 2, 48, tzinfo=UTC))
    situation = session.situation()
    marks = {mark: {code for code, found in situation.assessments.items() if mark in found.marks}
             for mark in ("too_late", "at_risk", "understaffed")}
    rules = {rule: {(code, reason.level.value) for code, found in situation.assessments.items()
                    for reason in found.reasons if reason.rule == rule} for rule in ("funds", "land")}
    session.close()
    assert [situation.lights[light] for light in (Light.RED, Light.YELLOW, Light.GREEN, Light.NONE, Light.SUSPENDED)] == [
        18, 40, 86, 16, 2]
    assert marks == {"too_late": {"P0013", "P0155"}, "at_risk": {"P0049", "P0057", "P0154"},
                     "understaffed": {"P0010", "P0047", "P0059", "P0093", "P0120"}}
    assert rules["funds"] == {("P0094", "yellow"), ("P0138", "yellow"), ("P0096", "red")}
    assert {code for code, level in rules["land"] if level == "red"} == {"P0159", "P0101"}
    assert (situation.counts["lapsing_soon"], situation.counts["lapsing"], situation.counts["contact_due"]) == (1, 1, 7)


def test_what_headquarters_have_to_decide(tmp_path: Path) -> None:
    """A demonstration shows something of each, and the league with its lists still makes sense."""
    create.seed(tmp_path / "city.db", SEED, "hq", clock=lambda: datetime(2026, 11, 7, 2, 48, tzinfo=UTC))
    session = Session(tmp_path / "city.db", "hq", clock=lambda: datetime(2026, 11, 7, 2, 48, tzinfo=UTC))
    situation, waits = session.situation(), unconfirmed(session.store)
    asked = {row.code: (row.subject, row.state.value) for row in requests(session.store, every=True)}
    lists, accounts = league.lists(session, situation), league.accounts(session)
    places = {row.county: (row.group, row.rank, row.rank_all) for row in league.league(session, situation)}
    wrong = checks.unexplained(session.store) + checks.flaws(session.store)
    session.close()
    assert not wrong
    assert asked == {"Q0001": ("P0087", "rejected"), "Q0002": ("P0099", "approved"), "Q0003": ("P0155", "asked"),
                     "Q0004": ("P0059", "asked")}
    assert [(row.result.subject, row.result.what.value) for row in waits] == [
        ("A0107", "grant"), ("P0110", "start"), ("G0007", "acceptance"), ("G0031", "added"), ("P0028", "registration"),
        ("K0010", "signing"), ("P0065", "finish"), ("B0088", "resolution"), ("B0103", "opened"), ("B0076", "resolution")]
    assert situation.assessments["P0099"].marks == ("retargeted",)
    assert situation.unconfirmed == {Light.GREEN: 3}
    assert [reason.land or reason.blocker for reason in situation.assessments["P0159"].reasons] == ["G0005", "B0060"]
    assert [row.county for row in lists.red] == ["C02", "C01"] and [row.county for row in lists.black] == ["C06", "C09"]
    assert {code: place for code, place in places.items() if place[0]} == {
        "C05": ("山区", 1, 5), "C06": ("山区", 2, 7), "C07": ("山区", 3, 8), "C09": ("山区", 4, 9)}
    assert {code: row.returned for code, row in accounts.items() if row.returned} == {"C06": 1}
    assert {code: row.changed for code, row in accounts.items() if row.changed} == {"C07": 1}


def test_the_readme_counts_and_names_what_is_there() -> None:
    text = (SEED / "README.md").read_text(encoding="utf-8")
    for name in COLUMNS:
        (count,) = re.findall(rf"^\| `{name}\.csv` .*\| ([\d,]+) \|$", text, re.MULTILINE)
        assert int(count.replace(",", "")) == len(rows(name)), name
    known = {code for name in ("people", "projects", "blockers", "land_tasks", "requests")
             for code in by_code(name)}
    assert set(re.findall(r"\b(?:[PBGQ]\d{4}|L\d{2}|M\d{3})\b", text)) <= known
