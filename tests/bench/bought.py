"""``python -m tests.bench bought``: ever new sequences of one member's verbs, and what they have bettered."""

import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.bought.check import City, Sequence, found, sequences, told
from tests.bought.city import make

WORTH_TELLING = 20


class Outcome(NamedTuple):
    tried: int
    steps: int
    seconds: float
    ways: dict[str, tuple[int, str]]
    """What became better → how often, and the shortest sequence that did it."""

    @property
    def text(self) -> str:
        lines = [f"{self.tried} sequences of {self.steps} lines in {self.seconds:.0f} s: "
                 f"{len(self.ways)} ways to better a figure or a light"]
        for line, (times, how) in sorted(self.ways.items(), key=lambda way: -way[1][0])[:WORTH_TELLING]:
            lines += [f"{times} × {line}", how]
        return "\n".join(lines)


def measure(folder: Path, examples: int, number: int) -> Outcome:
    city = City(folder / "city.db", make(folder / "city.db"), folder)
    counted: Counter[str] = Counter()
    ways: dict[str, tuple[int, str]] = {}
    shortest: dict[str, int] = {}

    @seed(number)
    @settings(max_examples=examples, database=None, deadline=None, suppress_health_check=list(HealthCheck),
              phases=(Phase.generate,))
    @given(sequences())
    def tried(sequence: Sequence) -> None:
        counted["tried"] += 1
        counted["steps"] += len(sequence[1])
        for line in found(city, *sequence):
            what, length = line.split(" from ")[0], len(sequence[1])
            times, how = ways.get(what, (0, ""))
            if length < shortest.get(what, length + 1):
                shortest[what], how = length, "\n".join((f"    {line}", *(f"    {one}" for one in told(sequence))))
            ways[what] = times + 1, how

    since = time.monotonic()
    tried()
    return Outcome(counted["tried"], counted["steps"], time.monotonic() - since, ways)
