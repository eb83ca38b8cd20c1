"""Nobody below headquarters buys a colour: the sequences that did it, by name."""

from itertools import starmap
from shlex import split

import pytest

from tests.bought.check import City, Run, carry_out, judged, only_reports, seen
from tests.bought.city import UNIT, make
from tests.bought.named import NAMED, Case
from tests.bought.verbs import Step


@pytest.fixture(scope="module")
def bought_city(tmp_path_factory: pytest.TempPathFactory) -> City:
    folder = tmp_path_factory.mktemp("bought")
    return City(folder / "city.db", make(folder / "city.db"), folder)


def walked(lines: tuple[str, ...]) -> list[Step]:
    return [Step(days=int(line)) if line.isdigit() else Step(tuple(split(line))) for line in lines]


def marked(name: str, case: Case) -> object:
    """What does not hold yet is known by name, and so is that it does."""
    return pytest.param(case, id=name, marks=[pytest.mark.xfail(strict=True, reason=case.until)] if case.until else [])


@pytest.mark.parametrize("case", list(starmap(marked, NAMED.items())))
def test_it_is_held(case: Case, bought_city: City) -> None:
    place, base = bought_city.place("work"), bought_city.place("base")
    steps = walked(case.lines)
    run = carry_out(place, case.who, steps)
    lines = [step for step in steps if step.words]
    assert list(run.done) == lines, [place.enter(case.who, step.words) for step in lines if step not in run.done]
    harm = case.who == UNIT
    only_reports(base, case.who, Run(run.done, (), run.days) if harm else run)
    before, after = seen(base), seen(place)
    assert judged(before, after, case.who, run) == []
    for county in before.league if harm else ("C01",):
        was, now = before.league[county].score, after.league[county].score
        assert now >= was if harm else now <= was, (county, was, now)
