"""Nobody below headquarters buys a colour: the sequences that did it, by name; each plain field; any sequence whatever.

``python -m tests.bench bought`` tries ten thousand.
"""

import json
from shlex import split
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from campaign.core.model.merits import Board
from campaign.kinds import registry
from campaign.kinds.field import Nature
from tests.bought.check import City, Run, Sequence, carry_out, found, judged, only_reports, seen, sequences, told
from tests.bought.city import COUNTY, HQ, UNIT, make
from tests.bought.named import LISTS, NAMED, Case, List
from tests.bought.outcome import unmarked
from tests.bought.verbs import Step, lines, verbs
from tests.bought.walk import CODES, NEVER, changes, out_of_reach


@pytest.fixture(scope="module")
def bought_city(tmp_path_factory: pytest.TempPathFactory) -> City:
    folder = tmp_path_factory.mktemp("bought")
    return City(folder / "city.db", make(folder / "city.db"), folder)


def walked(lines: tuple[str, ...]) -> list[Step]:
    return [Step(days=int(line)) if line.isdigit() else Step(tuple(split(line))) for line in lines]


@pytest.mark.parametrize("case", NAMED.values(), ids=NAMED)
def test_it_is_held(case: Case, bought_city: City) -> None:
    place, base = bought_city.place("work"), bought_city.place("base")
    steps = walked(case.lines)
    run = carry_out(place, case.who, steps)
    typed = [step for step in steps if step.words]
    assert list(run.done) == typed, [place.enter(case.who, step.words) for step in typed if step not in run.done]
    harm = case.who == UNIT
    only_reports(base, case.who, Run(run.done, (), run.days) if harm else run)
    before, after = seen(base), seen(place)
    assert judged(before, after, case.who, run) == []
    for county in before.league if harm else ("C01",):
        was, now = before.league[county].score, after.league[county].score
        assert now >= was if harm else now <= was, (county, was, now)


def test_what_was_written_on_another_day_is_not_taken_back(bought_city: City) -> None:
    """An overdue blocker of 20 days ago and a bad project of 35 days ago are gone by two undos."""
    place = bought_city.place("work")
    place.later(-35)
    assert place.enter(COUNTY, split("add-project 烂尾楼 -c C01 -t 2亿 --plan 9000万 --planned-start D+1")).code == 0
    place.later(15)
    assert place.enter(COUNTY, split("add-blocker 资金断了 -p P0020 --category funding")).code == 0
    place.later(20)
    before = seen(place)
    assert [place.enter(COUNTY, ["undo"]).code for _ in range(2)] == [1, 1]
    assert seen(place) == before


@pytest.mark.parametrize("case", LISTS.values(), ids=LISTS)
def test_a_list_is_held_as_what_is_typed(case: List, bought_city: City) -> None:
    place, base = bought_city.place("work"), bought_city.place("base")
    step = Step(("import", "-", *split(case.options)), table=tuple(tuple(line.split(" ")) for line in case.rows.split("\n")))
    said = bought_city.place("said").enter(case.who, step.words, step.stdin)
    assert (said.code, sum(line.startswith("Q") for line in said.out.splitlines())) == (case.code, case.asked), said
    run = carry_out(place, case.who, [step] * (1 + case.again))
    assert len(run.done) == case.written, said
    harm = case.who == UNIT
    only_reports(base, case.who, Run(run.done, (), run.days) if harm else run)
    before, after = seen(base), seen(place)
    assert judged(before, after, case.who, run) == []
    for county in before.league if harm else ("C01",):
        was, now = before.league[county].score, after.league[county].score
        assert now == was if harm else now <= was, (county, was, now)


DRAWN = {
    "nearly all the land of a task": "land-progress G0003 +281", "nothing but that it was reported": "progress P0010 +0",
    "words only": "progress P0010 --done 主体封顶", "a crew only": "progress P0010 --crew 80/90",
    "money": "progress P0010 +900万",
    "money of a week that is drawn already": "progress P0010 +900万 --on D+20",
    "land of a week that is drawn already": "land-progress G0003 +281 --on D+22",
    "funds of a week that is drawn already": "fund P0010 +900万 --on D+20"}
"""Reports, which count at once: what makes them true is that headquarters may draw each of them, by the day of its entry."""


@pytest.mark.parametrize("line", DRAWN.values(), ids=DRAWN)
def test_what_is_reported_can_be_drawn_and_taken_out(line: str, bought_city: City) -> None:
    """Land of 96.7 %, or ``stale`` gone: in the draw of the week in which it was entered, and returned as if it had not been."""
    place, base = bought_city.place("work"), bought_city.place("base")
    assert place.enter(COUNTY, [*split(line), "--yes"]).code == 0
    for one in (place, base):
        one.later(5)  # day 43, the first of week 7
        assert one.enter(HQ, split("note B0001 有人")).code == 0
    before, after = seen(base), seen(place)
    if line.startswith("land"):
        was, now = (told.boards[Board.EXPROPRIATION, "C01"].share or 0 for told in (before, after))
        assert now > was
    elif line.startswith("progress") and "--on" not in line:
        was, now = ({reason.rule for reason in told.lights["P0010"].reasons} for told in (before, after))
        assert "stale" in was and "stale" not in now

    def drawn(week: int) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(place.enter(HQ, split(f"spot-check --week {week} --share 100 --json")).out)
        return found

    (row,) = drawn(6)
    assert row["by"] == COUNTY and row["code"] in line and all(drawn(week) == [] for week in range(1, 6))
    assert place.enter(HQ, split(f"return seq:{row['seq']} --why 现场未见")).code == 0
    returned = seen(place)
    assert (returned.boards, returned.lights, returned.rates) == (before.boards, before.lights, before.rates)
    assert {code: one.parts for code, one in returned.league.items()} == {code: one.parts for code, one in before.league.items()}


# Plain fields ------------------------------------------------------------------------------------------------------------


def test_every_plain_field_is_walked() -> None:
    walked = {(change.kind, change.field) for change in changes()}
    assert [(kind.name, field.name) for kind in registry.kinds() if not out_of_reach(kind) for field in kind.by_name.values()
            if field.nature is Nature.PLAIN and field.name not in NEVER.get(kind.name, ())
            and (kind.name, field.name) not in walked] == []


@pytest.mark.parametrize("kind", sorted({change.kind for change in changes()}))
def test_a_plain_field_betters_nothing(kind: str, bought_city: City) -> None:
    before = seen(bought_city.place("base"))
    for change in (change for change in changes() if change.kind == kind):
        place, since = bought_city.place("work"), 0
        for number, line in enumerate(change.lines, 1):
            since += place.enter(COUNTY, split(line)).code == 0
            if since and (number % len(CODES) == 0 or number == len(change.lines)):
                after = seen(place)
                assert judged(before, after, COUNTY, Run((), (), 0)) == [], (change.field, line)
                assert not unmarked(before, after), (change.field, line)


# Any sequence ------------------------------------------------------------------------------------------------------------


def test_every_verb_and_option_has_values() -> None:
    """A new verb of members below headquarters, or a new option, is to be tried too: ``tests/bought/verbs.py``."""
    assert all(list(lines(verb)) for verb in verbs())


@settings(max_examples=300, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))
@given(sequence=sequences())
def test_no_sequence_betters_anything(sequence: Sequence, bought_city: City) -> None:
    assert found(bought_city, *sequence) == [], "\n".join(told(sequence))
