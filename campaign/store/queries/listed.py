"""What a list is held against: everything that is there already, read in the write that takes the list in."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from campaign.core.model.leads import Lead
from campaign.store.records import LEADS
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


def leads(write: Write) -> list[Lead]:
    """All of them, those given up too."""
    return LEADS.read(write.connection, "")


def lead(write: Write, code: str) -> Lead:
    return LEADS.read(write.connection, "WHERE code = ?", code)[0]


def lead_notes(write: Write) -> set[tuple[str, str]]:
    """Lead and text of each note."""
    return {(code, text) for code, text in write.all(
        "SELECT lead, text FROM lead_events WHERE kind = 'note' AND text IS NOT NULL")}


class ListedBlocker(NamedTuple):
    """What a list says of a blocker, as it is."""

    code: str
    title: str
    category: str
    authority: str | None
    unit: str | None
    person: str | None
    due: str
    county: str | None
    state: str
    resolved: str | None
    projects: tuple[str, ...]


def blockers(write: Write, code: str | None = None) -> list[ListedBlocker]:
    """All of them, the resolved ones too, or the one."""
    on: dict[str, list[str]] = {}
    for blocker, project in write.all("SELECT blocker, project FROM blocker_projects WHERE blocker = ?1 OR ?1 IS NULL", code):
        on.setdefault(blocker, []).append(project)
    found = write.all("""SELECT code, title, category, authority, unit, person, due, county, state, resolved FROM blockers
                         WHERE code = ?1 OR ?1 IS NULL""", code)
    return [ListedBlocker._make((*row, tuple(sorted(on.get(row[0], ()))))) for row in found]


def blocker_notes(write: Write) -> set[tuple[str, str]]:
    """Blocker and text of each note."""
    return {(code, text) for code, text in write.all(
        "SELECT blocker, text FROM blocker_events WHERE kind IN ('note', 'resolve') AND text IS NOT NULL")}


def indicators(write: Write) -> dict[tuple[str, str, str, str], tuple[int | None, int | None]]:
    """County, metric, measure and period → figure and target."""
    return {(county, metric, measure, period): (value, target) for county, metric, measure, period, value, target in write.all(
        "SELECT county, metric, measure, period, value, target FROM indicators")}
