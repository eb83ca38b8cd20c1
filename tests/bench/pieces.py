"""What is called ten thousand times a load or at every letter that is typed, measured alone and inside this process."""

import gc
import random
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from time import process_time
from timeit import repeat

from campaign.clean import clean
from campaign.core.names import key_of, matcher
from campaign.data import readings
from campaign.service import Session, forecast
from campaign.service.questions import By
from campaign.tables.projects import PROJECTS, Projects
from campaign.tables.search import SLICE, Search
from campaign.tables.sought import InTable

QUERIES = ("w", "wjg", "linjiangqu", "l" * 30, "ng" * 15, "xianan" * 5, "lv" * 15)
"""What people type, and what would cost a matcher most that tries one way after the other."""
OFTEN = "吕绿女略嗯那行长重乐区单曾解查会朝阿番铅着和" * 3 + "".join(map(chr, range(0x4E00, 0x4E00 + 500)))
"""Characters of several readings, more often than others."""


FILTERS = ("红 临江", "l", "wjg", "linjiang", "在建 逾期", "guihua")
"""Filters that people type on screen 4: words of the campaign, places, names, initials; several together."""


def filters(path: Path) -> tuple[float, float, float, str]:
    """Of the list of projects: CPU seconds that a key waits at most from ``/`` until all rows are found; of all that is made
    meanwhile; and of the slowest of ``FILTERS`` when that is done, and that one.
    """
    with closing(Session(path, "bench")) as session:
        told = Projects(session.situation())
        search, sought = Search(), InTable(PROJECTS, told, session, "projects")
        gc.freeze()  # as the dashboard does with what it has loaded
        waits = [_cost(lambda: search.learn(sought, most=SLICE))]
        search.type(FILTERS[1])
        waits.append(_cost(lambda: (search.learn(sought, most=SLICE), sum(map(search, told.rows)))))
        while not search.complete:
            waits.append(_cost(lambda: search.learn(sought, most=SLICE)))

        def look(typed: str) -> Callable[[], object]:
            def find() -> int:
                search.type(typed)
                search.learn(sought)
                return sum(map(search, told.rows))

            return find

        slowest = max((min(repeat(look(typed), timer=process_time, number=1, repeat=5)), typed) for typed in FILTERS)
    return max(waits), sum(waits), *slowest


def forecasts(path: Path) -> tuple[float, float, float]:
    """CPU seconds of the forecast of the city and all its counties; of the city's with its fan, as a dashboard asks for it first;
    and after a report of today.
    """
    with closing(Session(path, "bench")) as session:
        situation, code = session.situation(), "P0001"
        gc.freeze()

        def groups() -> None:
            found = forecast.forecasts(session, situation, By.COUNTY)
            assert found.city is not None and len(found.lines) >= len(situation.snapshot.counties)

        fans = forecast.Fans()
        fans.city(session, situation, None)
        return tuple(min(repeat(one, timer=process_time, number=1, repeat=7)) for one in (  # type: ignore[return-value]
            groups, lambda: forecast.Fans().city(session, situation, None),
            lambda: fans.city(session, situation, frozenset({code}))))


def _cost(done: Callable[[], object]) -> float:
    start = process_time()
    done()
    return process_time() - start


def plain_name() -> float:
    """CPU seconds of the gate for text for a name that it lets through as it is."""
    return min(repeat(lambda: clean("滨海新材料产业园二期"), timer=process_time, number=20_000, repeat=5)) / 20_000


def search() -> tuple[float, str]:
    """CPU seconds of the slowest of ``QUERIES`` among 10,000 names, and that query."""
    chance = random.Random(1)
    names = ["".join(chance.choices(OFTEN, k=12)) for _ in range(10_000)]
    rows = [(name, key_of(name, readings)) for name in names]
    return max((min(repeat(_look(query, rows), timer=process_time, number=1, repeat=5)), query) for query in QUERIES)


def _look(query: str, rows: list[tuple[str, str]]) -> Callable[[], object]:
    def look() -> int:
        match = matcher(query)
        return sum(match(name, key) for name, key in rows)

    return look
