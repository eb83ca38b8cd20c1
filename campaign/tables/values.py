"""Records for people and spreadsheets: words for codes, money as it is said, lists on one line."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from campaign import words
from campaign.core.merits import Cause, Ground
from campaign.core.model.blocker import EventKind, HoldReason
from campaign.core.model.land import Measure
from campaign.core.model.leads import LeadEventKind, LeadStage
from campaign.core.model.light import WORST_FIRST
from campaign.kinds import registry
from campaign.kinds.field import Type
from campaign.text import _, ngettext
from campaign.words.forecast import probability_text
from campaign.words.labels import NOTHING, ORIGINAL
from campaign.words.merits import grounds_text, reward_money
from campaign.words.targets import target_label

Row = dict[str, Any]
"""A record as ``--json`` prints it: stable keys, codes, money in 万元, ISO days."""

DERIVED_MONEY = frozenset({
    "done_100", "funds_100", "registered_100", "registered_money", "plan", "done", "leads_total", "signed_total", "landed_total",
    "projects_total", "completion_met", "completion_due", "signings_met", "signings_due", "p10", "p50", "p90", "gap",
    "needed_per_day"})
"""In 万元, and of no field; a field says itself that it is money."""
_NEVER = date.min.isoformat()
"""``core.clocks`` has it for a chain that never fitted before its milestone."""


@cache
def iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def percent(tenths: int | None) -> float | None:
    """38.1 of 381 (1/10 percent)."""
    return None if tenths is None else tenths / 10


@cache
def is_money(key: str) -> bool:
    return key in DERIVED_MONEY or any(key in kind.by_name and kind.by_name[key].holds == Type.MONEY
                                       for kind in registry.kinds())


def human(key: str, value: Any) -> str:
    """One value in words."""
    key = key.removesuffix(ORIGINAL)
    if value is None or value in ("", []):
        return NOTHING
    if isinstance(value, bool):
        return words.yes(value)
    if isinstance(value, StrEnum):
        return words.label(value)
    if key in FORMS:
        return FORMS[key](value)
    if isinstance(value, int) and is_money(key):
        return words.money(value)
    if isinstance(value, list):
        return words.listed([_inner(item) for item in value])
    if isinstance(value, dict):
        return _inner(value)
    if isinstance(value, float):
        return f"{value:.1f}%" if key.endswith("_pct") else f"{value:,.2f}".rstrip("0").rstrip(".")
    return str(value)


def changed(key: str, value: Any) -> str:
    """One value that something was, or became: money is not rounded, as the two might then look alike."""
    if isinstance(value, int) and not isinstance(value, bool) and is_money(key):
        return words.money(value, exact=True)
    return human(key, value)


def _too_late(day: str) -> str:
    if day == _NEVER:
        return _("no day was early enough")
    return _("{day}: too late if nothing more is granted after it").format(day=day)


def _at_risk(day: str) -> str:
    if day == _NEVER:
        return _("in time only below the limits")
    return _("{day}: at risk if nothing more is granted after it").format(day=day)


def _grounds(rows: list[Row]) -> str:
    return grounds_text([Ground(Cause(row["cause"]), row["code"], row["days"], row["moves"]) for row in rows])


def _missing(items: list[str]) -> str:
    return words.listed([words.label(item) if isinstance(item, StrEnum) else words.field(item) for item in items])


def _inner(item: Any) -> str:
    if not isinstance(item, dict):
        return words.label(item) if isinstance(item, StrEnum) else str(item)
    return " ".join(f"{called(key, value)} {human(key, value)}" for key, value in item.items() if value is not None)


def quantity(amount: float, measure: Measure) -> str:
    return f"{human('', float(amount))} {words.label(measure)}"


def lights(counted: Row) -> str:
    """``red 3 yellow 2 green 4``: those that are there."""
    shown = [f"{words.label(light)} {counted[light.value]}" for light in WORST_FIRST if counted.get(light.value)]
    return "  ".join(shown) or NOTHING


def frozen(blast: Row) -> str:
    """``14 projects 62.40亿``: what something freezes."""
    if not blast["projects"]:
        return NOTHING
    return ngettext("{n} project {total}", "{n} projects {total}", blast["projects"]).format(
        n=blast["projects"], total=words.money(blast["total"]))


def reasons(row: Row) -> str:
    return words.listed([reason["text"] for reason in row["reasons"]])


def light(row: Row) -> str:
    """The word of the light, ``?`` for a watermelon, and whom it waits for."""
    text = words.label(row["light"])
    for mark in row["marks"]:
        text += "?" if mark == "watermelon" else f" {words.mark(mark)}"
    return text if row["withdrawn"] is None else words.field("withdrawn")


def flat(value: Any) -> str | int | float | None:
    """One cell of a CSV file: codes stay codes, what has parts is written as one text."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(str(flat(item)) for item in value)
    if isinstance(value, dict):
        if "rule" in value:
            return str(value["text"])
        return " ".join(f"{key}={flat(part)}" for key, part in value.items()
                        if part is not None)
    if isinstance(value, StrEnum):
        return value.value
    return value if value is None or isinstance(value, (int, float)) else str(value)


FORMS: Mapping[str, Callable[[Any], str]] = {
    "promised": reward_money, "grounds": _grounds, "lights": lights, "missing": _missing,
    "level": lambda level: words.level(level) if isinstance(level, int) else str(level),
    "marks": lambda marks: words.listed([words.mark(mark) for mark in marks]),
    "flags": lambda flags: words.listed([words.flag(flag) for flag in flags]),
    "field": target_label, "probability": probability_text, "too_late_after": _too_late, "risk_after": _at_risk,
    "limit_unit": lambda unit: _("working days") if unit == "working" else _("calendar days")}
"""Facts that are said in a way of their own."""
MEASURED = ("target", "done", "amount")
"""Facts of land, counted in the measure that stands beside them."""
OUTCOMES: Mapping[StrEnum, type[StrEnum]] = {
    EventKind.HOLD: HoldReason, LeadEventKind.OPEN: LeadStage, LeadEventKind.STAGE: LeadStage,
    LeadEventKind.RETURN: LeadStage}
"""What the ``to`` (and ``from``) of an event is one of."""


def called(key: str, value: Any) -> str:
    """What a fact is called; a place is a person's rank nowhere, what is done is money or land unless it is told in words."""
    if key == "rank" and isinstance(value, int):
        return _("Standing")
    if key == "today" and not isinstance(value, StrEnum):
        return _("Today")
    return _("Done") if key == "done" and isinstance(value, int | float) else words.field(key)


def side(row: Row, key: str) -> str:
    """What the old and the new value of a field are called; of a request, which has a state, the one that is asked for."""
    if "field" not in row or key not in ("from", "to"):
        return ""
    return _("Old value") if key == "from" else _("Wanted") if "state" in row else _("New value")


def _as_at_first(row: Row, key: str, value: Any) -> bool:
    """An original of which nothing has been changed says nothing."""
    return key.endswith(ORIGINAL) and (value == row.get(key.removesuffix(ORIGINAL)) or value == [])


def facts(row: Row, skip: Sequence[str] = (), measure: Measure | None = None,
          named: Callable[[str], str | None] = lambda code: None) -> list[tuple[str, str]]:
    """Label and value of every fact of a row; codes and their names together. ``measure``: of land, if the row does not say;
    ``named``: the name behind a code that no name stands beside.
    """
    told = []
    measured = row.get("measure", measure)
    outcome = OUTCOMES.get(row["kind"]) if isinstance(row.get("kind"), StrEnum) else None
    for key, value in row.items():
        if key in skip or f"{key}_name" in row or (key == "measure" and measured) or _as_at_first(row, key, value):
            continue
        shown = changed(row["field"], value) if key in ("from", "to") and "field" in row else human(key, value)
        if value is not None and measured and key.removesuffix(ORIGINAL) in MEASURED:
            shown = quantity(value, measured)
        elif isinstance(value, str) and key != "code" and (name := named(value)):
            shown = f"{value} {name}"
        elif value and outcome is not None and key in ("from", "to") and value in set(outcome):
            shown = words.label(outcome(value))
        elif key.endswith("_name"):
            key = key.removesuffix("_name")
            shown = row[key] or NOTHING if value is None else f"{row[key]} {shown}"
        if key == "reasons":
            told += [(words.field(key), f"{words.label(reason['level'])} {reason['since']} {reason['text']}")
                     for reason in value] or [(words.field(key), NOTHING)]
        elif key == "reasons_original":
            told += [(words.field(key), _("by the original plan it would be {light}: {reason}").format(
                light=words.label(reason["level"]), reason=reason["text"])) for reason in value] or [(words.field(key), NOTHING)]
        else:
            told.append((side(row, key) or called(key, value), shown))
    return told
