"""What several answers say in the same way."""

from datetime import date
from typing import Any

from campaign.core.situation import Situation
from campaign.text import _
from campaign.words.labels import NOTHING


def named(things: Any, code: str | None) -> str | None:
    row = things.get(code or "")
    return None if row is None else row.name


def since(situation: Situation, day: date | None) -> int | None:
    """Days since a day; None when there was none."""
    return None if day is None else max(0, (situation.today - day).days)


def pct(value: float | None) -> str:
    return NOTHING if value is None else f"{value:.1f}%"


def ago(days: int | None) -> str:
    return _("never") if days is None else _("{n} d").format(n=days) if days else _("today")
