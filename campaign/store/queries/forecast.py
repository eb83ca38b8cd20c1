"""Money by day, as the forecast draws from it: of the projects that have a plan and are not withdrawn."""

from datetime import date

from campaign.store import rows
from campaign.store.store import Store
from campaign.store.totals import STANDS

COUNTED = "withdrawn IS NULL AND plan_100 > 0"
GROUPS = ("county", "leader", "sector", "investor")


def by_group(store: Store, by: str | None, first: date, last: date) -> tuple[dict[str | None, dict[date, int]], bool]:
    """What is in that column of the projects → day → money (万元), and whether any of it is a correction; of all together under
    None, if ``by`` is None. Without projects that are suspended. Both days included.
    """
    assert by is None or by in GROUPS
    found: dict[str | None, dict[date, int]] = {}
    corrected = False
    with store.reading() as connection:
        for group, on, money, least in connection.execute(
                f"""SELECT {by or 'NULL'} AS who, on_day, SUM(money), MIN(money)
                    FROM projects CROSS JOIN progress ON project = code
                    WHERE {COUNTED} AND suspended IS NULL AND on_day BETWEEN ? AND ? GROUP BY who, on_day""",
                (first.isoformat(), last.isoformat())):
            found.setdefault(group, {})[rows.day(on)] = money
            corrected = corrected or least < 0
    return found, corrected


def by_project(store: Store, first: date, last: date, project: str | None = None, *, corrected: bool = False,
               ) -> dict[str, dict[date, int]]:
    """Project → day → money, of one or of all, whatever they are; ``corrected``: of those in which there is a correction."""
    days = first.isoformat(), last.isoformat()
    which = "" if project is None else "project = ? AND "
    values: tuple[str, ...] = () if project is None else (project,)
    if corrected:
        which, values = "project IN (SELECT project FROM progress WHERE on_day BETWEEN ? AND ? AND money < 0) AND ", days
    found: dict[str, dict[date, int]] = {}
    with store.reading() as connection:
        for code, on, money in connection.execute(
                f"SELECT project, on_day, SUM(money) FROM progress WHERE {which}on_day BETWEEN ? AND ? GROUP BY project, on_day",
                (*values, *days)):
            found.setdefault(code, {})[rows.day(on)] = money
    return found


def report_days(store: Store, first: date, last: date) -> list[date]:
    """Days for which there is a report of any project that is not withdrawn, and was not taken out."""
    with store.reading() as connection:
        return [rows.day(on) for (on,) in connection.execute(
            f"""SELECT DISTINCT on_day FROM progress WHERE on_day BETWEEN ? AND ? AND {STANDS}
                AND project IN (SELECT code FROM projects WHERE withdrawn IS NULL) ORDER BY on_day""",
            (first.isoformat(), last.isoformat()))]
