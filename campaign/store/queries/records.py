"""Reading the organisation: whole tables or what matches, page by page."""

from pathlib import Path

from campaign.core.errors import NotFound
from campaign.store.connection import Connection, reading
from campaign.store.records import Model, Record


class OrganisationPages:
    """A part of ``Store``."""

    path: Path
    _connection: Connection

    def records(self, record: Record[Model], **columns: str) -> list[Model]:
        """Rows of a table in its usual order: all, or those whose ``columns`` have these values.

        >>> store.records(LEADS, leader="L03", stage="signed")
        """
        assert set(columns) <= set(record.names)
        where = f"WHERE {' AND '.join(f'{name} = ?' for name in columns)}" if columns else ""
        with reading(self._connection, self.path) as connection:
            return record.read(connection, where, *columns.values())

    def record(self, record: Record[Model], code: str) -> Model:
        """The one with this code. Raises ``NotFound``."""
        found = self.records(record, code=code)
        if not found:
            raise NotFound("unknown_code", code=code)
        return found[0]

    def task_force_projects(self, task_force: str | None = None) -> dict[str, str]:
        """Project → the task force that works for it; of one task force or of all."""
        where, values = ("= ?", (task_force,)) if task_force else ("IS NOT NULL", ())
        with reading(self._connection, self.path) as connection:
            return dict(connection.execute(
                f"SELECT code, task_force FROM projects WHERE task_force {where} ORDER BY length(code), code", values))
