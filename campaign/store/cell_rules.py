"""What a cell may be: what the field of its kind lets in, else what its column is made for.

Days and settings are not held to what can be typed today: an older program took more, and such a backup must come back
(docs/decisions/0027). SQLite itself looks at types, references and the conditions of the schema.
"""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, TypeAlias

from campaign.clean import clean
from campaign.core import codes, money, quantity
from campaign.core.blockers import UPWARD
from campaign.core.dates import parse_instant, zone
from campaign.core.errors import CampaignError
from campaign.core.model.blocker import Category, EventKind, HoldReason
from campaign.core.model.campaign import Settings
from campaign.core.model.consent import What
from campaign.core.model.land import ApprovalEventKind, LandEventKind
from campaign.core.model.leads import LeadEventKind, LeadStage
from campaign.core.model.project import Stage
from campaign.kinds import registry
from campaign.kinds.field import Field, Nature, Type, period
from campaign.store.write import DATED
from campaign.text import LANGUAGES

Rule: TypeAlias = Callable[[Any], bool]

LONGEST = 20_000
"""Characters of a text that no field limits."""
LARGEST = 10**15
"""Of a number that is added up, in whatever unit."""
FIGURE = 10**14
"""1/100 of the longest that can be typed."""
DAYS = frozenset({"held_on", "held_since", "touched", "last_report", "last_money", "last_visit", "leader_visit", "next_contact",
                  "last_progress", "escalated", "resolved", "too_late_after", "risk_after"})
"""Days whose columns have no condition in the schema that says so."""
OURS = frozenset({"key", "blob", "hash", "head_hash"})
"""Texts that the program makes itself."""
SIGNED = frozenset({("projects", "done_100"), ("projects", "funds_100"), ("land_tasks", "done"), ("land_events", "amount")})
"""Sums, and what makes them: a correction is negative."""


class Text:
    """A rule: cleaned, and not longer than that."""

    def __init__(self, limit: int = LONGEST) -> None:
        self.limit = limit

    def __call__(self, value: str) -> bool:
        try:
            return clean(value, self.limit) == value
        except CampaignError:
            return False


def rule(table: str, column: str, kind: str, sql: str) -> Rule:
    """Of one column; ``kind`` is its type, ``sql`` how its table was made. Never asked of what is empty."""
    special = _COLUMNS.get((table, column))
    if special is not None:
        return special
    field = field_of(table, column)
    if kind == "INTEGER":
        return _number(table, column, field)
    words = re.search(rf"\b{column} IN \(('[^)]*')\)", sql)
    if words:
        return frozenset(re.findall("'([^']*)'", words[1])).__contains__
    if f"length({column}) = 10" in sql or (column in DAYS and table != "audit"):
        return is_day
    if f"length({column}) = 7" in sql:
        return lambda value: is_day(f"{value}-01")
    if column == "at" or (table in ("members", "member_keys") and column == "since"):
        return _passes(parse_instant)
    if column == "code" and table in registry.by_table():
        name = registry.by_table()[table].name
        return lambda value: codes.canonical(value) == value and codes.is_a(value, name)
    if field is not None and field.holds == Type.PERIOD:
        return _same(period)
    if column in OURS:
        return lambda value: bool(value.isprintable())
    return Text(field.limit) if field is not None and field.holds == Type.TEXT else Text()


def field_of(table: str, column: str) -> Field | None:
    """The field of a kind that the column holds; None for what no kind declares."""
    kind = registry.by_table().get(table)
    return None if kind is None else kind.by_name.get("on" if column == "on_day" and "on" in kind.by_name else column)


def _number(table: str, column: str, field: Field | None) -> Rule:
    least, most = 0, LARGEST
    match field and field.holds:
        case Type.MONEY if field is not None and field.nature is not Nature.REPORT:
            most = money.LARGEST
        case Type.MONEY:
            least = -LARGEST
        case Type.QUANTITY:
            most = quantity.LARGEST
        case Type.FIGURE:
            least, most = -FIGURE, FIGURE
        case Type.YES:
            most = 1
        case Type.COUNT if field is not None:
            most = field.limit
        case _ if (table, column) in SIGNED:
            least = -LARGEST
    return lambda value: type(value) is int and least <= value <= most


def _passes(read: Callable[[str], object]) -> Rule:
    """What ``read`` makes something of."""
    def right(value: str) -> bool:
        try:
            read(value)
        except (CampaignError, ValueError):
            return False
        return True

    return right


def _same(read: Callable[[str], object]) -> Rule:
    """What ``read`` makes itself of."""
    return _passes(lambda value: _hold(read(value) == value))


def _hold(right: bool) -> None:
    if not right:
        raise ValueError


def is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _words(words: type[StrEnum]) -> Rule:
    return frozenset(word.value for word in words).__contains__


def _spans(value: str) -> bool:
    return all(len(days := span.split("/")) == 2 and all(map(is_day, days)) for span in value.split())


_COLUMNS: Mapping[tuple[str, str], Rule] = {
    ("audit", "changes"): _passes(json.loads), ("audit", "touched"): _passes(json.loads),
    ("blockers", "rests"): _spans, ("campaign", "language"): frozenset(LANGUAGES).__contains__,
    ("campaign", "time_zone"): _passes(zone),
    **dict.fromkeys([("requests", name) for name in ("before", "after", "details")]
                    + [("target_changes", name) for name in ("before", "after")], _passes(json.loads)),
    ("merit_evidence", "code"): lambda value: codes.canonical(value) == value,
    ("project_changes", "field"): frozenset(DATED).__contains__,
    ("results", "before"): frozenset([*Stage, *LeadStage]).__contains__,
    ("settings", "key"): frozenset(Settings._fields).__contains__,
    ("task_force_members", "skills"): lambda value: all(map(_words(Category), value.split())),
}

# What another cell of the row decides -----------------------------------------------------------------------------------


def _any(value: str | None) -> bool:
    return True


def _empty(value: str | None) -> bool:
    return value is None


def _is_unit(value: str) -> bool:
    return codes.canonical(value) == value and codes.is_a(value, "unit")


def _optional(right: Rule) -> Rule:
    return lambda value: value is None or right(value)


def _needed(right: Rule) -> Rule:
    return lambda value: value is not None and right(value)


_DAY, _UNIT, _STAGE = map(_optional, (is_day, _is_unit, _words(LeadStage)))
_LEVEL = _needed(frozenset(map(str, range(UPWARD + 1))).__contains__)

EVENTS: Mapping[str, Mapping[str, tuple[Rule, Rule]]] = {
    "blocker_events": {
        EventKind.OPEN: (_any, _UNIT), EventKind.MOVE: (_UNIT, _needed(_is_unit)), EventKind.DUE: (_DAY, _needed(is_day)),
        EventKind.LEVEL: (_any, _LEVEL), EventKind.HOLD: (_needed(is_day), _needed(_words(HoldReason)))},
    "land_events": {LandEventKind.DUE: (_DAY, _DAY)},
    "approval_events": {
        ApprovalEventKind.SUBMIT: (_UNIT, _UNIT), ApprovalEventKind.CONTACT: (_any, _DAY), ApprovalEventKind.DUE: (_DAY, _DAY),
        ApprovalEventKind.GRANT: (_any, _DAY)},
    "lead_events": {**dict.fromkeys((LeadEventKind.STAGE, LeadEventKind.RETURN), (_STAGE, _needed(_words(LeadStage)))),
                    LeadEventKind.NEXT: (_any, _DAY)},
}
"""Table → kind of the event → what its ``source`` and its ``target`` may be."""


_ITEMS: Mapping[str, Rule] = {
    **{what.value: _empty for what in What},
    What.REGISTRATION: _optional(lambda value: is_day(f"{value}-01")),
    What.OPENED: _needed(lambda value: codes.canonical(value) == value and codes.is_a(value, "county")),
    What.TAKEN: _needed(lambda value: re.fullmatch(r"(progress|funds|land_events):[1-9][0-9]*", value) is not None)}
"""What a result is → what of it is meant."""


def decided(table: str) -> tuple[str, Mapping[str, Mapping[str, Rule]]] | None:
    """(the column that decides, its word → column → rule, which is asked of what is empty, too); None where none does."""
    if table in EVENTS:
        return "kind", {kind: {"source": source, "target": target} for kind, (source, target) in EVENTS[table].items()}
    if table == "results":
        return "what", {what: {"item": rule} for what, rule in _ITEMS.items()}
    if table == "project_changes":
        return "field", {name: dict.fromkeys(("before", "after"), _optional(_changed(name))) for name in DATED}
    return None


def _changed(name: str) -> Rule:
    """What a project's field was or became, as text."""
    field = registry.kind("project").by_name[name]
    match field.holds:
        case Type.DAY:
            return is_day
        case Type.WORD:
            return _words(Stage)
        case Type.YES:
            return frozenset("01").__contains__
        case Type.MONEY:
            return lambda value: value.isascii() and value.isdigit() and len(value) < 12 and int(value) <= money.LARGEST
    return Text(field.limit)
