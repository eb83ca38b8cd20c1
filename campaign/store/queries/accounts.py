"""How counties came by their figures: what of them headquarters have confirmed and returned, and to which changes they agreed."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from campaign.core.league_lists import RETURN_DAYS, Account
from campaign.core.model.consent import ResultState, What
from campaign.store.engine.connection import Connection
from campaign.store.store import Store

HARM = (What.OPENED, What.TAKEN)
"""What somebody from elsewhere has entered against a county is not its own."""
OWN = f"state <> '{ResultState.WITHDRAWN}' AND what NOT IN ({', '.join(repr(what.value) for what in HARM)})"
PLACES = """places AS (
    SELECT code AS subject, county FROM projects JOIN wanted ON subject = code
    UNION SELECT code, county FROM leads JOIN wanted ON subject = code
    UNION SELECT code, county FROM blockers JOIN wanted ON subject = code
    UNION SELECT code, county FROM land_tasks JOIN wanted ON subject = code
    UNION SELECT approvals.code, county FROM approvals JOIN wanted ON subject = approvals.code
    JOIN projects ON projects.code = project
    UNION SELECT blocker, county FROM blocker_projects JOIN wanted ON subject = blocker JOIN projects ON projects.code = project
    UNION SELECT task, county FROM land_task_projects JOIN wanted ON subject = task JOIN projects ON projects.code = project)"""
"""Where each of the ``wanted`` (subject) lies: its county, or those of its projects."""


def returns(store: Store, day: date) -> dict[str, int]:
    """County → what was returned to it up to ``day``, within ``RETURN_DAYS``."""
    span = (day - RETURN_DAYS).isoformat(), day.isoformat()
    with store.reading() as connection:
        lately = "state = 'returned' AND decided_on > ? AND decided_on <= ?"
        found = _of_counties(connection, f"""SELECT subject, actor FROM results WHERE {OWN} AND {lately}
                                             UNION ALL SELECT subject, actor FROM spot_checks WHERE {lately}""", span * 2)
    return dict(Counter(county for county, in found))


def accounts(store: Store) -> dict[str, Account]:
    """Of every county of which there is something to tell."""
    with store.reading() as connection:
        states = Counter(_of_counties(connection, f"SELECT subject, actor, state FROM results WHERE {OWN}", ()))
        checked = Counter(_of_counties(connection, "SELECT subject, actor, state FROM spot_checks", ()))
        changed = Counter(county for county, in _of_counties(
            connection, "SELECT subject, NULL AS actor FROM target_changes WHERE agreed_by IS NOT NULL AND field <> ''", ()))
    found: dict[str, Account] = {}
    for county in {*changed, *(county for county, _state in (*states, *checked))}:
        waiting, confirmed, returned = (states[county, state] for state in (
            ResultState.WAITING, ResultState.CONFIRMED, ResultState.RETURNED))
        both = checked[county, ResultState.CONFIRMED], checked[county, ResultState.RETURNED]
        found[county] = Account(waiting + confirmed + returned, confirmed, confirmed + returned + sum(both), returned + both[1],
                                changed[county])
    return found


def _of_counties(connection: Connection, rows: str, values: Iterable[str]) -> list[tuple[str, ...]]:
    """County, and what else ``rows`` have beside subject and actor; once for each county in which the subject lies. What staff
    of another county enter is not the county's own.
    """
    return [(county, *rest) for _subject, _actor, *rest, county in connection.execute(
        f"""WITH entered AS ({rows}), wanted AS (SELECT DISTINCT subject FROM entered), {PLACES}
            SELECT entered.*, places.county FROM entered JOIN places USING (subject) LEFT JOIN members ON members.person = actor
            WHERE places.county IS NOT NULL AND (members.county IS NULL OR members.county = places.county)""", tuple(values))]
