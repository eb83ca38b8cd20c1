"""What is read of task forces and dispatches: what their results rest on, and the queues at the authorities."""

from datetime import date

from campaign.core.model.land import Approval
from campaign.core.task_forces import Delivered, Queue, Settled, Sums, Work
from campaign.store import rows
from campaign.store.records import APPROVALS
from campaign.store.store import Store

_WAITING = """WHERE state = 'submitted' AND project IN
              (SELECT code FROM projects WHERE withdrawn IS NULL AND stage NOT IN ('completed', 'producing'))"""


def force_work(store: Store, task_force: str) -> Work:
    """All that has happened on its projects, those withdrawn left out."""
    theirs, values = "projects.task_force = ? AND projects.withdrawn IS NULL", (task_force,)
    with store.reading() as connection:
        land = [Delivered(task, rows.day(on), *rest) for _id, task, on, *rest in connection.execute(
            f"""SELECT DISTINCT land_events.id, land_events.task, on_day, amount, actor, text
                FROM projects JOIN land_task_projects ON land_task_projects.project = projects.code
                JOIN land_tasks ON land_tasks.code = land_task_projects.task AND land_tasks.returned IS NULL
                JOIN land_events ON land_events.task = land_tasks.code
                WHERE {theirs} AND land_tasks.measure = 'mu' AND land_events.kind = 'progress' ORDER BY 1""", values)]
        closed = [Settled(code, rows.day(on)) for code, on in connection.execute(
            f"""SELECT DISTINCT blockers.code, blockers.resolved
                FROM projects JOIN blocker_projects ON blocker_projects.project = projects.code
                JOIN blockers ON blockers.code = blocker_projects.blocker
                WHERE {theirs} AND blockers.state = 'resolved'""", values)]
        granted = [Settled(code, rows.day(on)) for code, on in connection.execute(
            f"""SELECT approvals.code, approvals.granted FROM projects JOIN approvals ON approvals.project = projects.code
                WHERE {theirs} AND approvals.state = 'granted'""", values)]
    return Work(land, closed, granted)


def force_sums(store: Store, today: date) -> dict[str, Sums]:
    """Task force → what ``core.task_forces.results`` counts of its work, up to today; those with nothing are left out."""
    last = today.isoformat()
    span = "BETWEEN task_forces.since AND min(COALESCE(task_forces.until, ?), ?)"
    with store.reading() as connection:
        land = dict(connection.execute(
            f"""SELECT theirs.force, sum(amount) FROM (
                    SELECT DISTINCT projects.task_force AS force, land_task_projects.task
                    FROM projects JOIN land_task_projects ON land_task_projects.project = projects.code
                    WHERE projects.task_force IS NOT NULL AND projects.withdrawn IS NULL) AS theirs
                JOIN task_forces ON task_forces.code = theirs.force
                JOIN land_tasks ON land_tasks.code = theirs.task AND land_tasks.measure = 'mu' AND returned IS NULL
                JOIN land_events ON land_events.task = theirs.task AND land_events.kind = 'progress' AND on_day {span}
                GROUP BY theirs.force""", (last, last)))
        closed = dict(connection.execute(
            f"""SELECT projects.task_force, count(DISTINCT blockers.code)
                FROM projects JOIN task_forces ON task_forces.code = projects.task_force
                JOIN blocker_projects ON blocker_projects.project = projects.code
                JOIN blockers ON blockers.code = blocker_projects.blocker
                WHERE projects.withdrawn IS NULL AND blockers.state = 'resolved' AND blockers.resolved {span}
                GROUP BY projects.task_force""", (last, last)))
        granted = dict(connection.execute(
            f"""SELECT projects.task_force, count(*)
                FROM projects JOIN task_forces ON task_forces.code = projects.task_force
                JOIN approvals ON approvals.project = projects.code
                WHERE projects.withdrawn IS NULL AND approvals.state = 'granted' AND approvals.granted {span}
                GROUP BY projects.task_force""", (last, last)))
    return {force: Sums(land.get(force, 0), closed.get(force, 0), granted.get(force, 0))
            for force in dict.fromkeys((*land, *closed, *granted))}


def queues(store: Store, today: date) -> list[Queue]:
    """With whom approvals lie that are submitted, of projects that are not finished; in no order."""
    with store.reading() as connection:
        return [Queue(unit, waiting, rows.day(oldest), late) for unit, waiting, oldest, late in connection.execute(
            f"""SELECT unit, count(*), min(submitted), COALESCE(sum(due < ?), 0) FROM approvals {_WAITING}
                AND unit IS NOT NULL GROUP BY unit""",
            (today.isoformat(),))]


def waiting_at(store: Store, unit: str) -> list[Approval]:
    """Those of a queue, the longest waiting first."""
    with store.reading() as connection:
        return APPROVALS.read(connection, f"{_WAITING} AND unit = ? ORDER BY submitted, length(code), code", unit)


def task_force_projects(store: Store, task_force: str | None = None) -> dict[str, str]:
    """Project → the task force that works for it; of one task force or of all."""
    where, values = ("= ?", (task_force,)) if task_force else ("IS NOT NULL", ())
    with store.reading() as connection:
        return dict(connection.execute(
            f"SELECT code, task_force FROM projects WHERE task_force {where} ORDER BY length(code), code", values))
