"""Every kind by its name, its table and its codes; every verb by its name. A kind's module is imported when it is asked for."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module

from campaign.core import codes
from campaign.kinds import verbs
from campaign.kinds.kind import Kind
from campaign.kinds.verb import Verb

CODED = tuple(dict.fromkeys(codes.NAMES.values()))
"""Kinds whose records have codes."""
REFERENCES = frozenset({*CODED, "leader"})
"""What a field may refer to."""
UNCODED = {"node": "node", "indicator": "indicator", "report": "report", "funds": "report", "registered": "report",
           "visit": "visit", "list_entry": "list_entry", "result": "result"}
"""The other kinds, and the modules that declare them."""
_ATTRIBUTE = {"funds": "FUNDS", "registered": "REGISTERED"}


@cache
def kind(name: str) -> Kind:
    """Raises ``KeyError``. A leader is a person."""
    if name == "leader":
        name = "person"
    module = name if name in CODED else UNCODED[name]
    found = getattr(import_module(f"campaign.kinds.{module}"), _ATTRIBUTE.get(name, "KIND"))
    assert isinstance(found, Kind)
    return found


def of(code: str) -> Kind:
    """The kind of what a code names. Raises ``KeyError`` for what is no code."""
    return kind(codes.kind_of(code))


def of_row(row: str) -> Kind | None:
    """The kind of a row of the dashboard: by its code, or by what begins the key of one that has none."""
    name = codes.SUBJECTS.get(row[:1])
    return kind(name) if name is not None and name != "excuse" else None


def kinds() -> Iterator[Kind]:
    """All of them, those with codes first."""
    return map(kind, (*CODED, *UNCODED))


@cache
def addable() -> tuple[str, ...]:
    """What a dashboard adds by a form of its own, likeliest first. A leader is a person who has a column on the board."""
    found = [name for name in (*CODED, *UNCODED) if kind(name).keys and not kind(name).unasked]
    found.insert(found.index("person"), "leader")
    return tuple(found)


@cache
def by_table() -> Mapping[str, Kind]:
    return {one.table: one for one in kinds()}


@cache
def all_verbs() -> Mapping[str, Verb]:
    """By name: those of each kind, and those that span kinds."""
    return {verb.name: verb for verb in (*verbs.VERBS, *(verb for one in kinds() for verb in one.verbs))}


def verb(name: str) -> Verb | None:
    """One verb; no more kinds are imported than it takes to find it."""
    found = next((one for one in verbs.VERBS if one.name == name), None)
    return found or next((one for each in kinds() for one in each.verbs if one.name == name), None)


@cache
def field_label(name: str) -> str | None:
    """What a field of that name, or a setting, is called wherever it stands; None for what nothing declares."""
    from campaign.kinds.campaign import SETTINGS  # a quick command may need neither settings nor labels

    found = next((each.by_name[name].label for each in kinds() if name in each.by_name), None)
    return found or (SETTINGS[name].label if name in SETTINGS else None)
