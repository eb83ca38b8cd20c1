"""The log, and how far each person has looked."""

from campaign.core.model.people import Look
from campaign.core.model.snapshot import AuditEntry
from campaign.core.roles import NOT_HIDDEN, Hidden
from campaign.store import audit
from campaign.store.records import LOOKS
from campaign.store.store import Store


def log(store: Store, *, limit: int = 100, before: int | None = None, subject: str | None = None,
        without: Hidden = NOT_HIDDEN) -> list[AuditEntry]:
    """Audit rows, newest first; ``before`` a sequence number; ``subject`` a code they are about; not what is hidden."""
    condition, kept = audit.kept(without)
    where, parameters = [condition], list[object](kept)
    if before is not None:
        where.append("seq < ?")
        parameters.append(before)
    about, wanted = _about(subject)
    where.append(about)
    parameters += wanted
    found = store.fetch(f"SELECT {audit.COLUMNS} FROM audit WHERE {' AND '.join(where)} ORDER BY seq DESC LIMIT ?",
                       *parameters, limit)
    return list(map(audit.entry, found))


def look(store: Store, actor: str) -> Look | None:
    return next(iter(LOOKS.all(store, actor=actor)), None)


def head(store: Store) -> int:
    """Number of the newest row of the audit."""
    with store.reading() as connection:
        return int(connection.execute("SELECT head_seq FROM campaign").fetchone()[0])


def head_of(store: Store) -> tuple[int, str]:
    """Number and hash of the newest row of the audit."""
    with store.reading() as connection:
        seq, head = connection.execute("SELECT head_seq, head_hash FROM campaign").fetchone()
    return int(seq), str(head)


def last_before(store: Store, at: str) -> int:
    """Number of the newest row of the audit that is older than an instant; 0 when there is none."""
    with store.reading() as connection:
        found = connection.execute("SELECT seq FROM audit WHERE at < ? ORDER BY seq DESC LIMIT 1", (at,)).fetchone()
    return 0 if found is None else int(found[0])


def written_at(store: Store, seq: int) -> str | None:
    """The instant of a row of the audit."""
    with store.reading() as connection:
        found = connection.execute("SELECT at FROM audit WHERE seq = ?", (seq,)).fetchone()
    return None if found is None else str(found[0])


def hash_of(store: Store, seq: int) -> str | None:
    """Of a row of the audit."""
    with store.reading() as connection:
        found = connection.execute("SELECT hash FROM audit WHERE seq = ?", (seq,)).fetchone()
    return None if found is None else str(found[0])


def last_of(store: Store, verb: str, otherwise: int) -> int:
    """Number of the newest row of a verb."""
    with store.reading() as connection:
        found = connection.execute("SELECT MAX(seq) FROM audit WHERE verb = ?", (verb,)).fetchone()[0]
    return otherwise if found is None else int(found)


def log_after(store: Store, seq: int, *, until: int, without: Hidden = NOT_HIDDEN,
              subject: str | None = None) -> list[AuditEntry]:
    """Audit rows after ``seq``, up to ``until`` with it, the oldest first, but for what is hidden; ``subject`` as in ``log``."""
    condition, kept = audit.kept(without)
    about, wanted = _about(subject)
    with store.reading() as connection:
        found = connection.execute(f"""SELECT {audit.COLUMNS} FROM audit WHERE seq > ? AND seq <= ? AND {condition} AND {about}
                                       ORDER BY seq""", (seq, until, *kept, *wanted)).fetchall()
    return list(map(audit.entry, found))


def _about(subject: str | None) -> tuple[str, list[object]]:
    return ("1 = 1", []) if subject is None else ("(subject = ? OR touched LIKE ?)", [subject, f'%"{subject}"%'])
