"""Statutory clocks, what a project needs, and the working days that the State Council publishes.

The first two are ``clocks.toml``. The days are those of the ``chinesecalendar`` package: a new version of it each November brings
the next year.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from campaign import text
from campaign.core.clocks import Bound, Calendar, Clock, Needs, overridden


def clocks() -> Mapping[str, Clock]:
    """The clock of every kind of approval, with its note in the language spoken now."""
    return _clocks("note_zh" if text.language() == "zh" else "note")


@cache
def _clocks(note: str) -> Mapping[str, Clock]:
    return MappingProxyType({kind: _clock(kind, entry, entry[note]) for kind, entry in _file()["kinds"].items()})


@cache
def needs() -> Needs:
    """What a project needs, by investor: see ``core.clocks.needed``."""
    return MappingProxyType({who: tuple(map(tuple, choices)) for who, choices in _file()["needs"].items()})


def calendar(overrides: Iterable[tuple[date, bool]] = ()) -> Calendar:
    """The published working days, and over them a campaign's own: True is worked, False rests."""
    return overridden(_published(), overrides)


def _clock(kind: str, entry: dict[str, Any], note: str) -> Clock:
    bound = entry.get("bound")
    return Clock(
        kind, entry.get("days"), entry.get("working", False), None if bound is None else Bound(bound), entry["authority"],
        tuple(entry["after"]), entry.get("valid_days"), entry.get("valid_months"), entry.get("lapses_unless_started", False),
        entry["source"], note, entry.get("extend"),
    )  # fmt: skip


@cache
def _file() -> dict[str, Any]:
    import tomllib  # not needed to show the board

    return tomllib.loads(Path(__file__).with_name("clocks.toml").read_text("utf-8"))


@cache
def _published() -> Calendar:
    from chinese_calendar import holidays, workdays  # type: ignore[import-untyped]  # 5 to 10 ms

    return Calendar(
        frozenset(day for day in holidays if day.weekday() < 5), frozenset(day for day in workdays if day.weekday() >= 5),
        date(min(holidays).year, 1, 1), date(max(holidays).year, 12, 31),
    )  # fmt: skip
