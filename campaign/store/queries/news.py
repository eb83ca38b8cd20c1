"""How far each person has looked, what was written since, and the lists that each has saved under a name."""

from campaign.core.errors import NotFound, Refused
from campaign.core.model.people import Look, View
from campaign.core.model.snapshot import AuditEntry
from campaign.core.roles import NOT_HIDDEN, Hidden
from campaign.store import audit
from campaign.store.connection import reading, writing
from campaign.store.queries.records import OrganisationPages
from campaign.store.records import Record
from campaign.store.write import Write

LOOKS = Record("looks", Look)
VIEWS = Record("views", View, order="owner, name")


class NewsPages(OrganisationPages):
    """A part of ``Store``."""

    def look(self, actor: str) -> Look | None:
        return next(iter(self.records(LOOKS, actor=actor)), None)

    def remember_look(self, look: Look) -> None:
        """Not audited: it changes nothing but what this one person is told next."""
        with writing(self._connection, self.path) as connection:
            connection.execute("""INSERT INTO looks (actor, seq, at) VALUES (?, ?, ?)
                                  ON CONFLICT (actor) DO UPDATE SET seq = excluded.seq, at = excluded.at""", look)

    def head(self) -> int:
        """Number of the newest row of the audit."""
        with reading(self._connection, self.path) as connection:
            return int(connection.execute("SELECT head_seq FROM campaign").fetchone()[0])

    def last_before(self, at: str) -> int:
        """Number of the newest row of the audit that is older than an instant; 0 when there is none."""
        with reading(self._connection, self.path) as connection:
            found = connection.execute("SELECT seq FROM audit WHERE at < ? ORDER BY seq DESC LIMIT 1", (at,)).fetchone()
        return 0 if found is None else int(found[0])

    def written_at(self, seq: int) -> str | None:
        """The instant of a row of the audit."""
        with reading(self._connection, self.path) as connection:
            found = connection.execute("SELECT at FROM audit WHERE seq = ?", (seq,)).fetchone()
        return None if found is None else str(found[0])

    def log_after(self, seq: int, *, until: int, without: Hidden = NOT_HIDDEN) -> list[AuditEntry]:
        """Audit rows after ``seq``, up to ``until`` with it, the oldest first, but for what is hidden."""
        condition, kept = audit.kept(without)
        with reading(self._connection, self.path) as connection:
            found = connection.execute(f"""SELECT {audit.COLUMNS} FROM audit WHERE seq > ? AND seq <= ? AND {condition}
                                           ORDER BY seq""", (seq, until, *kept)).fetchall()
        return list(map(audit.entry, found))

    def views(self, owner: str) -> list[View]:
        """Of one person, by name."""
        return self.records(VIEWS, owner=owner)

    def view(self, owner: str, name: str) -> View:
        """Raises ``NotFound``."""
        found = self.records(VIEWS, owner=owner, name=name)
        if not found:
            raise NotFound("unknown_view", name=name)
        return found[0]


# Verbs ------------------------------------------------------------------------------------------------------------------


def save_view(write: Write, view: View, most: int) -> str:
    """Under the same name it takes the place of what was there. Raises ``Refused`` for more than ``most``."""
    others = write.one("SELECT count(*) FROM views WHERE owner = ? AND name <> ?", view.owner, view.name)
    if others is not None and others[0] >= most:
        raise Refused("views_full", n=most)
    key = {"owner": view.owner, "name": view.name}
    write.set_single("views", key, {name: value for name, value in view._asdict().items() if name not in key})
    return view.name


def remove_view(write: Write, owner: str, name: str) -> str:
    if write.one("SELECT 1 FROM views WHERE owner = ? AND name = ?", owner, name) is None:
        raise NotFound("unknown_view", name=name)
    write.delete("views", {"owner": owner, "name": name})
    return name
