"""Money by day, as the forecast draws from it."""

from collections.abc import Mapping
from datetime import date
from operator import add

from campaign.store import rows
from campaign.store.store import Store
from campaign.store.totals import STANDS


def by_group(store: Store, groups: Mapping[str, str | None], first: date, last: date,
             ) -> tuple[dict[str | None, dict[date, int]], list[tuple[str | None, dict[date, int]]]]:
    """Group → day → money (万元) of the projects in ``groups`` (code → group), both days included; and of each project in which
    there is a correction its group and its own money by day.

    A row a project, and those that reported on the same days are added up together: to sort all reports takes twice as long.
    """
    alike: dict[tuple[str | None, str], list[int]] = {}
    corrected = []
    with store.reading() as connection:
        for code, days, money, least in connection.execute(
                """SELECT project, group_concat(on_day), group_concat(money), MIN(money) FROM progress
                   WHERE project IN (SELECT code FROM projects) AND on_day BETWEEN ? AND ? GROUP BY project""",
                (first.isoformat(), last.isoformat())):
            if code not in groups:
                continue
            key, amounts = (groups[code], days), list(map(int, money.split(",")))
            before = alike.get(key)
            alike[key] = amounts if before is None else list(map(add, before, amounts))
            if least < 0:
                corrected.append((groups[code], _added({}, days, amounts)))
    found: dict[str | None, dict[date, int]] = {}
    for (group, days), amounts in alike.items():
        _added(found.setdefault(group, {}), days, amounts)
    return found, corrected


def _added(found: dict[date, int], days: str, amounts: list[int]) -> dict[date, int]:
    """``found`` with these amounts of these days, of which one may be there several times."""
    for on, amount in zip(map(rows.day, days.split(",")), amounts, strict=True):
        found[on] = found.get(on, 0) + amount
    return found


def of_project(store: Store, project: str, first: date, last: date) -> dict[date, int]:
    """Day → money."""
    with store.reading() as connection:
        return {rows.day(on): money for on, money in connection.execute(
            "SELECT on_day, SUM(money) FROM progress WHERE project = ? AND on_day BETWEEN ? AND ? GROUP BY on_day",
            (project, first.isoformat(), last.isoformat()))}


def report_days(store: Store, first: date, last: date) -> list[date]:
    """Days for which there is a report of any project that is not withdrawn, and was not taken out."""
    with store.reading() as connection:
        return [rows.day(on) for (on,) in connection.execute(
            f"""SELECT DISTINCT on_day FROM progress WHERE on_day BETWEEN ? AND ? AND {STANDS}
                AND project IN (SELECT code FROM projects WHERE withdrawn IS NULL) ORDER BY on_day""",
            (first.isoformat(), last.isoformat()))]
