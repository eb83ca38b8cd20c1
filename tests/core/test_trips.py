"""What trips and events brought: the worked examples of docs/handbook/rules.md."""

from campaign.core.model.leads import Lead, LeadStage, PromotionEvent, Trip
from campaign.core.model.people import Person, Rank
from campaign.core.trips import at_home, brought, by_source, days_gone, held, length, travels, trip_state
from tests.core.build import day

LEADS = [
    Lead("K0002", "b", stage=LeadStage.LANDED, total=30_000, trip="R001", signed=day(9), landed=day(20), project="P0001"),
    Lead("K0001", "a", stage=LeadStage.SIGNED, total=50_000, trip="R001", event="E001", signed=day(12)),
    Lead("K0003", "c", stage=LeadStage.SIGNED, total=90_000, trip="R001", signed=day(12), dropped="去了外省"),
    Lead("K0004", "d", trip="R002"), Lead("K0005", "e")]


def trip(code: str, leader: str, first: int, last: int) -> Trip:
    return Trip(code, leader, "长三角", day(first), day(last))


def test_what_a_trip_brought() -> None:
    sources = by_source(LEADS)
    assert {code: [lead.code for lead in leads] for code, leads in sources.items()} == {
        "R001": ["K0002", "K0001", "K0003"], "E001": ["K0001"], "R002": ["K0004"]}
    found = brought(sources["R001"])
    assert (found.leads, found.meant) == (("K0001", "K0002", "K0003"), 80_000)
    assert (found.signed, found.signed_money) == (("K0001", "K0002"), 80_000)  # what was given up since was not signed
    assert (found.landed, found.landed_money, found.dropped) == (("K0002",), 30_000, ("K0003",))
    assert brought([]) == ((), 0, (), 0, (), 0, ())


def test_a_trip_runs_on_its_first_and_its_last_day() -> None:
    row = trip("R001", "L01", 10, 12)
    assert [trip_state(row, day(n)) for n in (9, 10, 12, 13)] == ["coming", "running", "running", "over"] and length(row) == 3
    assert [held(PromotionEvent("E001", "x", day(10)), day(n)) for n in (9, 10)] == [False, True]


def test_days_are_counted_up_to_today_and_once() -> None:
    rows = [trip("R001", "L01", 10, 12), trip("R002", "L01", 12, 13), trip("R003", "L01", 37, 40), trip("R004", "L01", 50, 51)]
    assert days_gone(rows, day(38)) == 4 + 2
    assert days_gone([], day(38)) == 0


def test_leaders_by_what_they_brought_and_those_at_home() -> None:
    rows = [trip("R002", "L02", 5, 6), trip("R001", "L03", 8, 9), trip("R003", "L03", 1, 1), trip("R004", "L04", 3, 9)]
    found = travels(rows, by_source(LEADS), day(38))
    assert [row.leader for row in found] == ["L03", "L02", "L04"]
    assert ([one.code for one in found[0].trips], found[0].days, found[0].brought.signed_money) == (["R003", "R001"], 3, 80_000)
    people = [Person("L05", "a", rank=Rank.CITY, leader=True), Person("L06", "b", rank=Rank.PRINCIPAL, leader=True),
              Person("L03", "c", rank=Rank.CITY, leader=True), Person("M001", "d", rank=Rank.STAFF)]
    assert at_home(people, rows) == ["L06", "L05"]
