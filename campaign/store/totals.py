"""Totals that rows keep of their own dated facts, counted anew by the write that touched them."""

from collections.abc import Sequence

from campaign.core import codes
from campaign.core.blockers import move_facts
from campaign.core.model.campaign import Campaign
from campaign.core.model.consent import RESULT_DAYS, Result, ResultState
from campaign.kinds import registry
from campaign.store.engine.connection import Connection
from campaign.store.founded import CONFIRMED
from campaign.store.records import BLOCKER_EVENTS, RESULTS

TAKEN_OUT = """SELECT report FROM spot_checks WHERE kind = 'progress' AND state = 'returned'
               UNION ALL SELECT correction FROM spot_checks WHERE kind = 'progress' AND state = 'returned'"""
STANDS = f"id NOT IN ({TAKEN_OUT})"
"""Of a row of ``progress``: it is no report that was taken out, nor what has taken it out. Sums of money have both: of what had
been corrected before less is taken out (0063).
"""
PROJECT_TOTALS = f"""UPDATE projects SET
    done_100 = (SELECT COALESCE(SUM(money), 0) FROM progress WHERE project = projects.code AND on_day BETWEEN ? AND ?),
    last_report = (SELECT MAX(on_day) FROM progress WHERE project = projects.code AND {STANDS}),
    last_money = (SELECT MAX(on_day) FROM progress WHERE project = projects.code AND money > 0 AND {STANDS}),
    last_visit = (SELECT MAX(on_day) FROM visits WHERE project = projects.code AND channel = 'site'),
    leader_visit = (SELECT MAX(on_day) FROM visits
                    WHERE project = projects.code AND channel = 'site' AND person = projects.leader),
    (crew, crew_planned) = (SELECT crew, crew_planned FROM progress
                            WHERE project = projects.code AND crew IS NOT NULL AND crew_planned IS NOT NULL AND {STANDS}
                            ORDER BY on_day DESC, id DESC LIMIT 1),
    funds_100 = (SELECT COALESCE(SUM(money), 0) FROM funds WHERE project = projects.code AND on_day BETWEEN ? AND ?),
    registered_100 = (SELECT COALESCE(SUM(money), 0) FROM registered_money
                      WHERE project = projects.code AND month BETWEEN ? AND ?),
    next_contact = (SELECT MIN(next_contact) FROM approvals
                    WHERE project = projects.code AND state IN ('needed', 'submitted'))"""


NO_DEADLINES = frozenset({"progress", "visits", "funds", "registered_money"})
"""Tables of facts by which no deadline of a project goes."""


def _span(first: str, last: str) -> tuple[str, ...]:
    """The parameters of ``PROJECT_TOTALS``: days twice, and the months that they touch."""
    return first, last, first, last, first[:7], last[:7]


def refresh_project(connection: Connection, campaign: Campaign, code: str, *, deadlines: bool = True) -> None:
    days = _span(campaign.first_day.isoformat(), campaign.last_day.isoformat())
    connection.execute(f"{PROJECT_TOTALS} WHERE code = ?", (*days, code))
    if deadlines:
        from campaign.store.deadlines import refresh_deadlines  # and the statutory clocks: 10 ms

        refresh_deadlines(connection, campaign, code)


def refresh_blocker(connection: Connection, code: str) -> None:
    events = BLOCKER_EVENTS.read(connection, "WHERE blocker = ? ORDER BY on_day, id", code)
    if not events:  # undone
        return
    facts = move_facts(events)
    connection.execute(
        """UPDATE blockers SET held_since = ?, touched = ?, moves = ?, silent_moves = ?, bounced = ?, rests = ?
           WHERE code = ?""",
        (facts.held_since and facts.held_since.isoformat(), facts.touched and facts.touched.isoformat(), facts.moves,
         facts.silent_moves, int(facts.bounced), facts.rests, code))


def refresh_land(connection: Connection, code: str) -> None:
    connection.execute(f"{LAND_TOTALS} WHERE code = ?", (code,))


LAND_TOTALS = """UPDATE land_tasks SET
    done = (SELECT COALESCE(SUM(amount), 0) FROM land_events WHERE task = land_tasks.code AND kind = 'progress'),
    last_progress = (SELECT MAX(on_day) FROM land_events WHERE task = land_tasks.code AND kind = 'progress')"""


def refresh_all_totals(connection: Connection, campaign: Campaign) -> None:
    """After a bulk load, or a change of the campaign's days or calendar."""
    connection.execute(PROJECT_TOTALS, _span(campaign.first_day.isoformat(), campaign.last_day.isoformat()))
    connection.execute(LAND_TOTALS)
    from campaign.store.deadlines import refresh_deadlines

    refresh_deadlines(connection, campaign)
    for kind in DECIDED:
        empty = ", ".join(f"{column} = NULL" for column in CONFIRMED)
        connection.execute(f"UPDATE {registry.kind(kind).table} SET {empty} WHERE confirmed IS NOT NULL")
    decided = connection.execute("SELECT DISTINCT subject FROM results").fetchall()
    for (code,) in decided:
        if codes.is_a(code, *DECIDED):
            refresh_confirmed(connection, code)


DECIDED = ("blocker", "land_task", "approval", "lead")
"""Kinds whose rows say what has become of their results."""
DAYS = frozenset(column for kind in DECIDED for column in RESULT_DAYS[kind])
"""Columns of results: what was emptied has nothing to confirm any more."""


def refresh_confirmed(connection: Connection, code: str) -> None:
    """The totals that a blocker, land task, approval or lead keeps of its results."""
    table = registry.of(code).table
    columns = RESULT_DAYS[codes.kind_of(code)]
    there = connection.execute(f"SELECT {', '.join(columns)} FROM {table} WHERE code = ?", (code,)).fetchone()
    if there is None:  # undone
        return
    empty = {what for what, value in zip(columns.values(), there, strict=True) if value is None}
    newest = {(row.what, row.item): row for row in RESULTS.read(connection, "WHERE subject = ? ORDER BY id", code)
              if row.what not in empty}
    connection.execute(f"UPDATE {table} SET ({', '.join(CONFIRMED)}) = (?, ?, ?) WHERE code = ?",
                       (*_told(list(newest.values())), code))


def _told(results: Sequence[Result]) -> tuple[int | None, str | None, str | None]:
    if any(row.state is ResultState.WAITING for row in results):
        return 0, None, None
    last = max((row for row in results if row.state is ResultState.CONFIRMED and row.decided_on), default=None,
               key=lambda row: (row.decided_on, row.id))
    return (None, None, None) if last is None else (1, last.decided_by, str(last.decided_on))
