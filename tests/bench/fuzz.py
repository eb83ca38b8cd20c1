"""Hostile lines, texts, files and figures, new ones for as long as it is told to: ``python -m tests.bench.fuzz --minutes 3``.

The properties of ``tests.fuzz``, in turns of a few seconds each. Every turn has a seed, and ``--seed N --only NAME --minutes 0``
repeats that one. Exit 1 when something does not hold: the smallest example that was found is printed, with where it went wrong.
"""

import argparse
import random
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from campaign import config
from campaign.core.model.people import Role
from campaign.service import Session, create
from tests import fuzz
from tests import test_bursts as bursts
from tests.server.conftest import KEY, ROLES, admit
from tests.store.world import Clock, build

LONGEST = 4_000
"""Characters of an example that are printed."""


class Property(NamedTuple):
    name: str
    examples: int
    """Of one turn."""
    made: tuple[st.SearchStrategy[object], ...]
    check: Callable[..., None]


def properties(folder: Path) -> Iterator[Property]:
    small, shared = folder / "small.db", folder / "shared.db"
    for path in (small, shared):
        build(path, Clock())
    session = Session(shared, "hq", clock=Clock())
    keys = admit(session, {person: KEY.format(letter) for person, letter in zip(ROLES, "ABCDE", strict=True)})
    session.close()
    local, away, files = fuzz.Place(folder / "local", small), fuzz.Place(folder / "away", shared), folder / "files"
    files.mkdir()
    yield Property("typed", 60, (fuzz.sessions(fuzz.ALL, 6),), lambda calls: fuzz.check_session(local, calls))
    yield Property("gate", 150, (st.sampled_from(sorted(ROLES)), fuzz.asked(), fuzz.STDIN),
                   lambda who, line, stdin: fuzz.check_entrance(away, who, Role(ROLES[who][0]), keys[who], line, stdin))
    yield Property("split", 1_000, (fuzz.asked() | fuzz.ANY,), fuzz.check_split)
    yield Property("clean", 4_000, (fuzz.CHARACTERS | fuzz.ANY, st.integers(0, 60)), fuzz.check_clean)
    yield Property("width", 500, (fuzz.KNOWN,), fuzz.check_width)
    yield Property("files", 1_000, (fuzz.FILES,), lambda raw: fuzz.check_table(files, raw))
    yield Property("parsers", 2_000, (fuzz.ANY, fuzz.ANY), fuzz.check_parsers)
    yield Property("round-trips", 1_000, (fuzz.NUMBERS, fuzz.DAYS, fuzz.FIRST_DAYS), fuzz.check_round_trips)
    city, terminals = folder / "city.db", folder / "terminals"
    create.seed(city, bursts.ROOT / "seed", "hq", clock=Clock())
    terminals.mkdir()

    def check_keys(number: int) -> None:
        with bursts.opened(city, Path(tempfile.mkdtemp(dir=terminals))) as terminal:
            bursts.walk(terminal, random.Random(number), 100)

    yield Property("keys", 1, (st.integers(0, 10**9),), check_keys)
    yield Property("names", 2_000, (fuzz.NAMES,), fuzz.check_name)


def attempt(one: Property, number: int) -> str | None:
    """One turn; what does not hold, or None."""
    told = settings(max_examples=one.examples, database=None, deadline=None, print_blob=False, report_multiple_bugs=False,
                    suppress_health_check=list(HealthCheck), phases=(Phase.generate, Phase.shrink))

    def turn(made: tuple[object, ...]) -> None:
        one.check(*made)

    try:
        seed(number)(told(given(st.tuples(*one.made))(turn)))()
    except Exception as error:
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "hypothesis" not in frame.filename]
        # The example alone: Hypothesis would print whole strategies beside it.
        return "\n".join(["".join(traceback.format_list(frames[-12:])) + f"{type(error).__name__}: {error}"[:LONGEST],
                          *(note[:LONGEST] for note in getattr(error, "__notes__", ()))])
    return None


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=3.0, help="of all properties together (3); each has one turn at least")
    parser.add_argument("--seed", type=int, help="of the first turn (a new one)")
    parser.add_argument("--only", metavar="NAME", help="one property")
    told = parser.parse_args()
    number = random.SystemRandom().randrange(10**6) if told.seed is None else told.seed
    end, found = time.monotonic() + told.minutes * 60, 0
    with tempfile.TemporaryDirectory(prefix="campaign-fuzz-") as name:
        folder = Path(name).resolve()
        config.SYSTEM = folder / "none.toml"  # this machine may be a server itself
        left = [one for one in properties(folder) if told.only in (None, one.name)]
        if not left:
            parser.error(f"no property is called {told.only}")
        turns = dict.fromkeys((one.name for one in left), 0)
        while left:
            for one in list(left):
                failed = attempt(one, number)
                turns[one.name] += one.examples
                if failed:
                    found += 1
                    left.remove(one)
                    print(f"\n== {one.name} (--seed {number} --only {one.name} --minutes 0)\n{failed}", flush=True)
            number += 1
            if time.monotonic() >= end:
                break
    print(", ".join(f"{name} {count:,}" for name, count in turns.items()) + f" examples; {found or 'nothing'} found")
    return int(found > 0)


if __name__ == "__main__":
    sys.exit(main())
