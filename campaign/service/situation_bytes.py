"""A judged situation as bytes, and back: 80 ms for ten thousand projects, which take 450 to be read and judged.

The bytes are a pickle, read by a reader that knows the classes named here and no other; and of none it hands out the class
itself, but what makes one of its rows or words, so that nothing in the bytes can reach or change the program.
"""

import gc
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum
from functools import partial
from io import BytesIO
from operator import attrgetter
from pickle import Pickler, Unpickler, UnpicklingError
from typing import Any

from campaign.core.excused_days import Spans
from campaign.core.facts import Tally
from campaign.core.model.blocker import Blocker, BlockerState, Category, HoldReason, Scope
from campaign.core.model.campaign import Campaign, Excuse, Settings
from campaign.core.model.consent import Request, RequestState, Result, ResultState, What
from campaign.core.model.land import LandKind, LandTask, Measure
from campaign.core.model.light import Assessment, Light, Reason
from campaign.core.model.people import Authority, County, Person, Rank, Unit
from campaign.core.model.project import Investor, Project, Sector, Stage
from campaign.core.model.snapshot import Snapshot
from campaign.core.places import Obstacles, Places
from campaign.core.results import Waiting
from campaign.core.situation import Situation

ROWS: tuple[type[tuple[Any, ...]], ...] = (
    Assessment, Blocker, Campaign, County, Excuse, LandTask, Person, Project, Reason, Request, Result, Settings, Snapshot, Tally,
    Unit, Waiting)
WORDS: tuple[type[StrEnum], ...] = (
    Authority, BlockerState, Category, HoldReason, Investor, LandKind, Light, Measure, Rank, RequestState, ResultState,
    Scope, Sector, Stage, What)
SLOTTED: Mapping[type[Any], tuple[str, ...]] = {
    Situation: (*Places.__slots__, *Situation.__slots__), Obstacles: tuple(Obstacles.__slots__), Spans: tuple(Spans.__slots__)}


def _filled(kind: type[Any], names: tuple[str, ...], values: Iterable[Any]) -> Any:
    made = object.__new__(kind)
    for name, value in zip(names, values, strict=True):
        setattr(made, name, value)
    return made


def _makers() -> dict[tuple[str, str], Callable[..., Any]]:
    made: dict[type[Any], Callable[..., Any]] = {date: date, Counter: partial(Counter)}
    made |= {kind: partial(tuple.__new__, kind) for kind in ROWS}
    made |= {kind: {word.value: word for word in kind}.__getitem__ for kind in WORDS}
    made |= {kind: partial(_filled, kind, names) for kind, names in SLOTTED.items()}
    return {(kind.__module__, kind.__qualname__): make for kind, make in made.items()}


class _Reader(Unpickler):
    def __init__(self, data: bytes, start: int) -> None:
        file = BytesIO(data)
        file.seek(start)
        super().__init__(file)
        self._known = _makers()  # for this once: bytes may ask to change even what they are handed

    def find_class(self, module: str, name: str) -> Any:
        try:
            return self._known[module, name]
        except KeyError:
            raise UnpicklingError(f"{module}.{name}") from None


def _row(kind: type[Any]) -> Callable[[Any], tuple[Any, ...]]:
    return lambda row: (kind, (tuple(row),))


def _word(kind: type[StrEnum]) -> Callable[[Any], tuple[Any, ...]]:
    return lambda word: (kind, (word.value,))


def _slotted(kind: type[Any], names: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    values = attrgetter(*names)
    return lambda thing: (kind, (values(thing),))


def written(situation: Situation) -> bytes:
    file = BytesIO()
    pickler = Pickler(file, 5)
    pickler.dispatch_table = {
        Counter: lambda counter: (Counter, (dict(counter),)), **{kind: _row(kind) for kind in ROWS},
        **{kind: _word(kind) for kind in WORDS}, **{kind: _slotted(kind, names) for kind, names in SLOTTED.items()}}
    pickler.dump(situation)
    return file.getvalue()


def read(data: bytes, start: int = 0) -> Situation | None:
    """What ``written`` made of one, from there on; None for anything else."""
    collecting = gc.isenabled()
    gc.disable()  # all that is made stays: looking for garbage among it costs a third of the time
    try:
        found = _Reader(data, start).load()
    except Exception:  # whatever it is that bytes can bring about
        return None
    finally:
        if collecting:
            gc.enable()
    return found if isinstance(found, Situation) else None
