"""A judged situation as bytes, and back: 60 ms for ten thousand projects, which take 450 to be read and judged.

The bytes are a pickle, read by a reader that knows the classes named here and no other; and of none it hands out the class
itself, but what makes one of its rows or words, so that nothing in the bytes can reach or change the program. Tables are written
by columns: rows that are made of them all at once leave no holes in the memory.
"""

import gc
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import partial
from io import BytesIO
from operator import attrgetter
from pickle import Pickler, Unpickler, UnpicklingError
from typing import Any, NamedTuple

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
from campaign.core.overlay import Overlay
from campaign.core.places import Obstacles, Places
from campaign.core.results import Waiting
from campaign.core.situation import Situation


class Columns(NamedTuple):
    """Rows of one kind, by code."""

    kind: type[Any]
    codes: list[str]
    columns: list[Any]
    """Each a list of its cells; or its different cells, and as bytes which of them each is."""


ROWS: tuple[type[tuple[Any, ...]], ...] = (
    Assessment, Blocker, Campaign, County, Excuse, LandTask, Person, Project, Reason, Request, Result, Settings, Tally, Unit,
    Waiting)
WORDS: tuple[type[StrEnum], ...] = (
    Authority, BlockerState, Category, HoldReason, Investor, LandKind, Light, Measure, Rank, RequestState, ResultState, Scope,
    Sector, Stage, What)
TABLES = frozenset({"counties", "units", "people", "projects", "blockers", "lands", "requests", "closing"})
"""Of a snapshot: rows by code."""
INDEXES = {"_blockers": "blockers", "_lands": "lands"}
"""Of a situation → the table whose rows are in it."""
SLOTS = tuple(name for name in (*Places.__slots__, *Situation.__slots__)
              if name not in ("snapshot", "today", "assessments", "_blasts", *INDEXES))
"""Of a situation, what is written as it is."""
SPANS = tuple(Spans.__slots__)
WIDE, MOST = "H", 2**16
"""Two bytes for which of a column's different cells one is."""


def written(situation: Situation) -> bytes:
    told = situation.snapshot
    tables = [_packed(value) if name in TABLES else dict(value) if isinstance(value, Overlay) else value
              for name, value in told._asdict().items()]
    indexes = [(_codes(index.named), _codes(index.wide)) for index in attrgetter(*INDEXES)(situation)]
    spans: Callable[[Spans], tuple[Any, ...]] = attrgetter(*SPANS)
    file = BytesIO()
    pickler = Pickler(file, 5)
    pickler.dispatch_table = {
        Counter: lambda counter: (Counter, (dict(counter),)), Columns: lambda rows: (Columns, tuple(rows)),
        Spans: lambda found: (Spans, (spans(found),)), **{kind: _row(kind) for kind in ROWS},
        **{kind: _word(kind) for kind in WORDS}}
    pickler.dump((situation.today, tables, indexes, _packed(situation.assessments), attrgetter(*SLOTS)(situation)))
    return file.getvalue()


def read(data: bytes, start: int = 0) -> Situation | None:
    """What ``written`` made of one, from there on; None for anything else."""
    collecting = gc.isenabled()
    gc.disable()  # all that is made stays: looking for garbage among it costs a third of the time
    try:
        return _situation(*_Reader(data, start).load())
    except Exception:  # whatever it is that bytes can bring about
        return None
    finally:
        if collecting:
            gc.enable()


def _situation(today: date, tables: Iterable[Any], indexes: Iterable[Any], assessments: Any, values: Iterable[Any]) -> Situation:
    snapshot = Snapshot(*tables)
    made = Situation(snapshot, today)
    made.assessments = assessments
    for (name, table), (named, wide) in zip(INDEXES.items(), indexes, strict=True):
        items = getattr(snapshot, table)
        setattr(made, name, Obstacles(_items(named, items), _items(wide, items)))
    for name, value in zip(SLOTS, values, strict=True):
        setattr(made, name, value)
    return made


def _packed(rows: Mapping[str, Any]) -> Any:
    kinds = set(map(type, rows.values()))
    if len(kinds) != 1:
        return dict(rows)
    return Columns(kinds.pop(), list(rows), list(map(_column, zip(*rows.values(), strict=True))))


def _column(cells: Sequence[Any]) -> Any:
    """Few columns have as many different cells as rows."""
    places: dict[Any, int] = {}
    try:
        which = [places.setdefault((type(cell), cell), len(places)) for cell in cells]
    except TypeError:  # lists of reasons
        return list(cells)
    if len(places) > min(len(cells) // 2, MOST):
        return list(cells)
    return [cell for _type, cell in places], array(WIDE, which).tobytes()


def _cells(column: Any) -> Iterable[Any]:
    return column if isinstance(column, list) else map(column[0].__getitem__, array(WIDE, column[1]))


def _unpacked(make: Callable[[Any], Any], codes: list[str], columns: list[Any]) -> dict[str, Any]:
    return dict(zip(codes, map(make, zip(*map(_cells, columns), strict=True)), strict=True))


def _codes(index: Mapping[str, Sequence[Any]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple([item.code for item in items]) for key, items in index.items()}


def _items(index: Mapping[str, tuple[str, ...]], items: Mapping[str, Any]) -> dict[str, tuple[Any, ...]]:
    return {key: tuple(map(items.__getitem__, codes)) for key, codes in index.items()}


def _row(kind: type[Any]) -> Callable[[Any], tuple[Any, ...]]:
    return lambda row: (kind, (tuple(row),))


def _word(kind: type[StrEnum]) -> Callable[[Any], tuple[Any, ...]]:
    return lambda word: (kind, (word.value,))


def _spans(values: Iterable[Any]) -> Spans:
    made = Spans()
    for name, value in zip(SPANS, values, strict=True):
        setattr(made, name, value)
    return made


def _makers() -> dict[tuple[str, str], Callable[..., Any]]:
    made: dict[type[Any], Callable[..., Any]] = {
        date: date, Counter: partial(Counter), Columns: partial(_unpacked), Spans: partial(_spans)}
    made |= {kind: partial(tuple.__new__, kind) for kind in ROWS}
    made |= {kind: {word.value: word for word in kind}.__getitem__ for kind in WORDS}
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
