"""The audit: one row per write, chained by hashes, never changed; and the way back from a write.

A row's hash covers the hash before it and every column of its own, so that a changed, lost or inserted row breaks the chain
there. The campaign row keeps the head of the chain, so that a cut tail breaks it too.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from campaign.core.errors import Changed, Refused
from campaign.core.model.blocker import EventKind
from campaign.core.model.consent import RequestState
from campaign.core.model.snapshot import AuditEntry
from campaign.core.roles import PERSONAL, STEP, Hidden
from campaign.store.changes import Changes
from campaign.store.engine import statements
from campaign.store.engine.connection import Connection, sqlite3
from campaign.store.engine.digest import sha256

COLUMNS = "seq, at, actor, verb, subject, touched, changes, request, undoes, hash"
REFUSED = "refused"
"""The verb of a try that was not allowed: nothing but the audit was written."""
FINAL_VERBS = ("init", "seed", "undo", REFUSED, "member add", "member role", "member key", "member remove", "restore")
"""Writes that ``undo`` passes over."""
DERIVED = frozenset({"version"})
"""Columns that a later write of the same row may have moved on without a conflict."""
DONE = "COALESCE((SELECT done.verb FROM audit AS done WHERE done.seq = audit.undoes), verb)"
"""What a row of the audit is about: of what takes something back, that."""
REMARKS = (EventKind.NOTE, EventKind.CONTACT)
"""Events that nothing builds upon."""


def kept(hidden: Hidden) -> tuple[str, list[str]]:
    """The condition on the rows of the audit that are not hidden, and its parameters."""
    conditions, values = ["1 = 1"], list[str]()
    if hidden.verbs:
        names = " OR ".join(["touched LIKE ?"] * len(hidden.mine)) or "0 = 1"
        conditions.append(f"({DONE} NOT IN ({', '.join('?' * len(hidden.verbs))}) OR ({DONE} = ? AND ({names})))")
        values += [*hidden.verbs, STEP, *(f'%"{code}"%' for code in hidden.mine)]
    if hidden.actor is not None:
        conditions.append(f"({DONE} NOT IN ({', '.join('?' * len(PERSONAL))}) OR actor = ?)")
        values += [*PERSONAL, hidden.actor]
    return " AND ".join(conditions), values


def _hash(before: str, *columns: object) -> str:
    digest: str = sha256(json.dumps([before, *columns], ensure_ascii=False).encode()).hexdigest()
    return digest


def append(connection: Connection, at: str, actor: str, verb: str, subject: str, touched: list[str],
           changes: Iterable[dict[str, Any]], request: str | None, undoes: int | None = None) -> int:
    """Add the row of the write that is open now; its sequence number."""
    seq, head = connection.execute("SELECT head_seq, head_hash FROM campaign").fetchone()
    before, after = (seq + 1, at, actor, verb, subject, json.dumps(touched)), (request, undoes)
    # The same as ``_hash`` of the whole, piece by piece: a list that is taken in has twenty thousand changes.
    digest = sha256((json.dumps([head, *before], ensure_ascii=False)[:-1] + ', "').encode())
    packed = changes if isinstance(changes, Changes) else Changes(changes)
    text = packed.text()
    for number, piece in enumerate(packed.pieces()):
        digest.update(json.dumps((", " if number else "[") + piece, ensure_ascii=False)[1:-1].encode())
    digest.update((("]" if packed else "[]") + '", ' + json.dumps(after, ensure_ascii=False)[1:]).encode())
    row = (*before, text, *after, digest.hexdigest())
    connection.execute(f"INSERT INTO audit ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, CAST(? AS TEXT), ?, ?, ?)", row)
    connection.execute("UPDATE campaign SET head_seq = ?, head_hash = ?", (seq + 1, digest.hexdigest()))
    return int(seq + 1)


def verify(connection: Connection) -> int:
    """Number of rows of a whole chain. Raises ``Refused`` that names the first row that does not fit."""
    head_seq, head_hash = connection.execute("SELECT head_seq, head_hash FROM campaign").fetchone()
    expected, digest = 0, ""
    for row in connection.execute(f"SELECT {COLUMNS} FROM audit ORDER BY seq"):
        expected += 1
        if row[0] != expected:
            raise Refused("audit_missing", seq=expected)
        digest = _hash(digest, *row[:-1])
        if digest != row[-1]:
            raise Refused("audit_broken", seq=expected)
    if (expected, digest) != (head_seq, head_hash):
        raise Refused("audit_cut", seq=expected + 1)
    triggers = connection.execute("""SELECT count(*) FROM sqlite_master
                                     WHERE type = 'trigger' AND tbl_name = 'audit' AND sql LIKE '%RAISE(ABORT, %'""")
    if triggers.fetchone()[0] < 2:
        raise Refused("audit_unguarded")
    return expected


def entry(row: tuple[Any, ...]) -> AuditEntry:
    seq, at, actor, verb, subject, touched, changes, request, undoes, digest = row
    try:
        codes, rows = tuple(json.loads(touched)), tuple(json.loads(changes))
    except ValueError:
        raise Refused("audit_broken", seq=seq) from None
    return AuditEntry(seq, at, actor, verb, subject, codes, rows, request, undoes, digest)


def last_undoable(connection: Connection, actor: str) -> AuditEntry:
    """The actor's newest write that is not an undo, nor undone already."""
    marks = ", ".join("?" * len(FINAL_VERBS))
    row = connection.execute(
        f"""SELECT {COLUMNS} FROM audit WHERE actor = ? AND verb NOT IN ({marks})
            AND NOT EXISTS (SELECT 1 FROM audit AS later WHERE later.undoes = audit.seq)
            AND seq > (SELECT COALESCE(MAX(seq), 0) FROM audit AS restored WHERE restored.verb = 'restore')
            ORDER BY seq DESC LIMIT 1""", (actor, *FINAL_VERBS)).fetchone()
    if row is None:
        raise Refused("nothing_to_undo", actor=actor)
    return entry(row)


def reverse(connection: Connection, done: AuditEntry) -> Iterator[dict[str, Any]]:
    """Take a write's changes back, last first, and yield each as a change of its own.

    Raises ``Changed`` (exit 7) when someone has built upon one of them since.
    """
    for change in reversed(done.changes):
        table, key, before, after = (change[name] for name in ("table", "key", "before", "after"))
        assert isinstance(table, str) and isinstance(key, Mapping)
        if after is not None:
            _check_untouched(connection, done, table, key, after)
        try:
            if table == "requests" and before is None:  # asked for is asked for: it stays, withdrawn
                before = {"state": RequestState.WITHDRAWN.value, "version": None}  # which moves on, and is told to
                after = {"state": RequestState.ASKED.value, "version": None}
                statements.update(connection, table, key, before)
            elif before is None:
                statements.delete(connection, table, key)
            elif after is None:
                statements.insert(connection, table, {**key, **before})  # type: ignore[dict-item]
            else:
                statements.update(connection, table, key, before)  # type: ignore[arg-type]
        except sqlite3.IntegrityError:
            raise Changed("undo_used", subject=done.subject, verb=done.verb) from None
        yield {"table": table, "key": key, "before": after, "after": before}


def _check_untouched(connection: Connection, done: AuditEntry, table: str, key: Mapping[str, Any], after: Any) -> None:
    names = [name for name in after if name not in DERIVED and name not in key]
    where = " AND ".join(f"{name} = ?" for name in key)
    found = connection.execute(f"SELECT {', '.join(names) or '1'} FROM {table} WHERE {where}", tuple(key.values())).fetchone()
    if found is None or (names and any(after[name] != value for name, value in zip(names, found, strict=True))):
        raise Changed("undo_changed", subject=done.subject, verb=done.verb)
    if _is_built_upon(connection, table, key, after):
        raise Changed("undo_used", subject=done.subject, verb=done.verb)


def _is_built_upon(connection: Connection, table: str, key: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """What neither the row's own columns nor a foreign key can tell."""
    if table == "blocker_events" and after["kind"] not in REMARKS:
        # Passed on and back again the blocker looks the same, yet its history would no longer join up.
        sql = "blocker_events WHERE blocker = ? AND kind = ? AND id > ?"
        values: tuple[Any, ...] = (after["blocker"], after["kind"], after["id"])
    elif table == "people" and after.get("leader") == 1:
        sql, values = "projects WHERE leader = ?", (key["code"],)
    else:
        return False
    return connection.execute(f"SELECT 1 FROM {sql} LIMIT 1", values).fetchone() is not None
