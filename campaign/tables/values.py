"""Records for people and spreadsheets: words for codes, money as it is said, lists on one line."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from campaign import words
from campaign.core.merits import Cause, Ground
from campaign.core.model.light import WORST_FIRST
from campaign.text import _, ngettext
from campaign.words.labels import NOTHING
from campaign.words.merits import grounds_text, reward_money

Row = dict[str, Any]
"""A record as ``--json`` prints it: stable keys, codes, money in 万元, ISO days."""

MONEY = frozenset({"total", "plan_100", "done_100", "plan_year", "done_before", "funds_planned", "expected_tax", "money",
                   "plan", "done", "funds_100", "registered_100", "registered_money", "leads_total", "signed_total",
                   "landed_total", "projects_total"})

_NEVER = date.min.isoformat()
"""``core.clocks`` has it for a chain that never fitted before its milestone."""


@cache
def iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def percent(tenths: int | None) -> float | None:
    """38.1 of 381 (1/10 percent)."""
    return None if tenths is None else tenths / 10


def human(key: str, value: Any) -> str:
    """One value in words."""
    if value is None or value in ("", []):
        return NOTHING
    if isinstance(value, bool):
        return words.yes(value)
    if isinstance(value, StrEnum):
        return words.label(value)
    if key in MONEY and isinstance(value, int):
        return words.money(value)
    match key:
        case "promised" if isinstance(value, int):
            return reward_money(value)
        case "grounds":
            return grounds_text([Ground(Cause(row["cause"]), row["code"], row["days"], row["moves"]) for row in value])
        case "level" if isinstance(value, int):
            return f"{value} {words.level(value)}"
        case "marks":
            return words.listed([words.mark(mark) for mark in value])
        case "flags":
            return words.listed([words.flag(flag) for flag in value])
        case "lights":
            return lights(value)
        case "too_late_after" if value == _NEVER:
            return _("no day was early enough")
        case "risk_after" if value == _NEVER:
            return _("in time only below the limits")
        case "too_late_after":
            return _("{day}: too late if nothing more is granted after it").format(day=value)
        case "risk_after":
            return _("{day}: at risk if nothing more is granted after it").format(day=value)
        case "missing":
            return words.listed([_inner(item) if isinstance(item, StrEnum) else words.field(item) for item in value])
        case "limit_unit":
            return _("working days") if value == "working" else _("calendar days")
    if isinstance(value, list):
        return words.listed([_inner(item) for item in value])
    if isinstance(value, dict):
        return _inner(value)
    if isinstance(value, float):
        return f"{value:.1f}%" if key.endswith("_pct") else f"{value:,.2f}".rstrip("0").rstrip(".")
    return str(value)


def _inner(item: Any) -> str:
    if not isinstance(item, dict):
        return words.label(item) if isinstance(item, StrEnum) else str(item)
    return " ".join(f"{words.field(key)} {human(key, value)}" for key, value in item.items() if value is not None)


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
        return " ".join(f"{key}={flat(part) if isinstance(part, list) else part}" for key, part in value.items()
                        if part is not None)
    if isinstance(value, StrEnum):
        return value.value
    return value if value is None or isinstance(value, (int, float)) else str(value)


def facts(row: Row, skip: Sequence[str] = ()) -> list[tuple[str, str]]:
    """Label and value of every fact of a row; codes and their names together."""
    told = []
    measured = row.get("measure")
    for key, value in row.items():
        if key in skip or f"{key}_name" in row or (key == "measure" and measured):
            continue
        if measured and key in ("target", "done"):
            amount = human(key, value) if value is None else f"{human(key, float(value))} {words.label(measured)}"
            told.append((_("Done") if key == "done" else words.field(key), amount))
            continue
        shown = human(key, value)
        if key.endswith("_name") and value is not None:
            key = key.removesuffix("_name")
            shown = f"{row[key]} {shown}"
        elif key.endswith("_name"):
            key = key.removesuffix("_name")
            shown = row[key] or NOTHING
        if key == "reasons":
            told += [(words.field(key), f"{words.label(reason['level'])} {reason['since']} {reason['text']}")
                     for reason in value] or [(words.field(key), NOTHING)]
        else:
            told.append((words.field(key), shown))
    return told
