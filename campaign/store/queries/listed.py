"""What a list is held against: everything that is there already, read in the write that takes the list in."""

from collections.abc import Sequence
from typing import Any

from campaign.store.write import Write


def projects(write: Write, columns: Sequence[str]) -> list[dict[str, Any]]:
    """Code and ``columns`` of all of them, the withdrawn ones too."""
    names = ("code", *columns)
    return [dict(zip(names, row, strict=True)) for row in write.all(f"SELECT {', '.join(names)} FROM projects")]


def names(write: Write, table: str) -> list[tuple[str, str]]:
    """Code and name of counties, units or people."""
    return [(code, name) for code, name in write.all(f"SELECT code, name FROM {table} ORDER BY length(code), code")]


def leaders(write: Write) -> set[str]:
    """Codes of those with a column on the board."""
    return {code for (code,) in write.all("SELECT code FROM people WHERE leader = 1")}


def reports(write: Write, on: str) -> dict[str, list[tuple[int, str | None]]]:
    """Project → money and words of what was reported of it for that day."""
    found: dict[str, list[tuple[int, str | None]]] = {}
    for project, money, done in write.all("SELECT project, money, done FROM progress WHERE on_day = ?", on):
        found.setdefault(project, []).append((money, done))
    return found


def blocker_titles(write: Write) -> set[tuple[str, str]]:
    """Project and title of each blocker, the resolved ones too."""
    return {(project, title) for project, title in write.all(
        "SELECT blocker_projects.project, title FROM blockers JOIN blocker_projects ON blocker = code")}
