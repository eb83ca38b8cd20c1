"""What is read of land tasks, approvals, funds and the calendar, a page at a time."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path

from campaign.core.clocks import Calendar
from campaign.core.errors import NotFound
from campaign.core.model.blocker import Blocker
from campaign.core.model.land import Approval, ApprovalEvent, LandEvent, LandTask
from campaign.core.model.project import Change, Funds, Registered
from campaign.store import rows, snapshot
from campaign.store.connection import Connection, reading
from campaign.store.deadlines import read_calendar


class GroundPages:
    """A part of ``Store``."""

    path: Path
    _connection: Connection

    def _rows(self, sql: str, *parameters: object) -> list[rows.Row]:
        with reading(self._connection, self.path) as connection:
            return connection.execute(sql, parameters).fetchall()

    def land_task(self, code: str) -> LandTask:
        found = self.land_tasks([code])
        if not found:
            raise NotFound("unknown_code", code=code)
        return found[code]

    def land_tasks(self, codes: Iterable[str] | None = None) -> dict[str, LandTask]:
        """These, or every one; accepted ones too."""
        with reading(self._connection, self.path) as connection:
            return snapshot.read_all_lands(connection) if codes is None else snapshot.read_lands(connection, list(codes))

    def land_tasks_of(self, project: str) -> list[LandTask]:
        """Those that name the project or are on its whole county, accepted ones too, in the order of their due days."""
        codes = [row[0] for row in self._rows(
            """SELECT task FROM land_task_projects WHERE project = ?
               UNION SELECT land_tasks.code FROM land_tasks JOIN projects ON projects.county = land_tasks.county
               WHERE land_tasks.scope = 'county' AND projects.code = ?""", project, project)]
        return sorted(self.land_tasks(codes).values(),
                      key=lambda task: (task.accepted is not None, task.due or date.max, task.code))

    def land_events(self, task: str) -> list[LandEvent]:
        """The history of one land task, oldest first."""
        return list(map(rows.land_event, self._rows(
            f"SELECT {rows.LAND_EVENT} FROM land_events WHERE task = ? ORDER BY on_day, id", task)))

    def approval(self, code: str) -> Approval:
        found = self._rows(f"SELECT {rows.APPROVAL} FROM approvals WHERE code = ?", code)
        if not found:
            raise NotFound("unknown_code", code=code)
        return rows.approval(found[0])

    def approvals(self, *, project: str | None = None, codes: Sequence[str] | None = None, states: Sequence[str] = (),
                  ) -> list[Approval]:
        """Of one project, or these, or all; only those in one of ``states`` when some are given. In the order of their codes."""
        where, given = ["1 = 1"], list[object]()
        if project is not None:
            where.append("project = ?")
            given.append(project)
        if states:
            where.append(f"state IN ({', '.join('?' * len(states))})")
            given += states
        if codes is None:
            return self._approvals(" AND ".join(where), given)
        found: list[Approval] = []
        for start in range(0, len(codes), snapshot.BATCH):
            some = codes[start:start + snapshot.BATCH]
            found += self._approvals(" AND ".join([*where, f"code IN ({', '.join('?' * len(some))})"]), [*given, *some])
        return found

    def _approvals(self, where: str, given: Sequence[object]) -> list[Approval]:
        found = self._rows(f"SELECT {rows.APPROVAL} FROM approvals WHERE {where} ORDER BY length(code), code", *given)
        return list(map(rows.approval, found))

    def unsettled(self, same: Callable[[str], str]) -> dict[str, Approval]:
        """Code → approval, of all that are needed or submitted, in no order. ``same`` gives the one string kept for each code
        of a project or a unit: there can be tens of thousands, and each dashboard holds them.
        """
        found: dict[str, Approval] = {}
        with reading(self._connection, self.path) as connection:
            for code, project, kind, authority, unit, *rest in connection.execute(
                    f"SELECT {rows.APPROVAL} FROM approvals WHERE state IN ('needed', 'submitted')"):
                found[code] = rows.approval(
                    (code, same(project), kind, authority, None if unit is None else same(unit), *rest))
        return found

    def approval_events(self, approval: str) -> list[ApprovalEvent]:
        """The history of one approval, oldest first."""
        return list(map(rows.approval_event, self._rows(
            f"SELECT {rows.APPROVAL_EVENT} FROM approval_events WHERE approval = ? ORDER BY on_day, id", approval)))

    def pointing_to(self, code: str) -> list[Blocker]:
        """The blockers that point to a land task or an approval, resolved ones too."""
        column = "land_task" if code[:1] == "G" else "approval"
        codes = [row[0] for row in self._rows(f"SELECT code FROM blockers WHERE {column} = ? ORDER BY length(code), code", code)]
        with reading(self._connection, self.path) as connection:
            return list(snapshot.read_blockers(connection, codes).values())

    def funds(self, project: str, limit: int = 200) -> list[Funds]:
        """Newest first."""
        return list(map(rows.funds, self._rows(
            f"SELECT {rows.FUNDS} FROM funds WHERE project = ? ORDER BY on_day DESC, id DESC LIMIT ?", project, limit)))

    def registered(self, project: str) -> list[Registered]:
        """纳统投资 by month, newest first."""
        return list(map(rows.registered, self._rows(
            f"SELECT {rows.REGISTERED} FROM registered_money WHERE project = ? ORDER BY month DESC", project)))

    def changes_of(self, project: str) -> list[Change]:
        """When its plan, its planned days, its leader, its stage were said to be others; oldest first."""
        return list(map(rows.change, self._rows(
            f"SELECT {rows.CHANGE} FROM project_changes WHERE project = ? ORDER BY on_day, id", project)))

    def calendar(self) -> Calendar:
        """The State Council's working days, the campaign's own table over them."""
        with reading(self._connection, self.path) as connection:
            return read_calendar(connection)

    def calendar_days(self) -> list[tuple[date, bool, str]]:
        """The campaign's own table: day, whether it is worked, why."""
        return [(rows.day(day), working == 1, why)
                for day, working, why in self._rows("SELECT day, working, why FROM calendar_days ORDER BY day")]
