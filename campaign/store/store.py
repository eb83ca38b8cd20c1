"""The store: one connection to a campaign database, and the one way to write. One ``Store`` belongs to one thread.

What is asked of it stands in ``queries``, what is done to it in ``writes``: functions, a file per noun.
"""

import json
from collections.abc import Callable, Container
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from campaign.core.dates import format_instant, parse_instant, zone
from campaign.core.errors import Refused
from campaign.core.model.campaign import Campaign
from campaign.core.model.snapshot import AuditEntry, Snapshot
from campaign.core.plausible import ASSURED, Doubt
from campaign.store import audit, plausible, results, snapshot
from campaign.store.engine.bell import ring
from campaign.store.engine.connection import Connection, is_still, reading, version_of_data, writing
from campaign.store.opening import connect
from campaign.store.rows import Row
from campaign.store.write import Done, Write

BURST = timedelta(minutes=1)


class Store:
    """A connection to one campaign database. Raises what ``opening.connect`` raises."""

    def __init__(self, path: Path, *, readonly: bool = False) -> None:
        self.path = path
        self.connection = connect(path, readonly=readonly)
        """For the rooms of the store alone."""
        self._data_version = version_of_data(self.connection)

    def close(self) -> None:
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def reading(self) -> AbstractContextManager[Connection]:
        """Several reads that see the same moment: what every query opens."""
        return reading(self.connection, self.path)

    def writing(self) -> AbstractContextManager[Connection]:
        """One short transaction that leaves no audit row; whatever changes the campaign goes through ``write``."""
        return writing(self.connection, self.path)

    def fetch(self, sql: str, *parameters: object) -> list[Row]:
        """All that one statement finds."""
        with self.reading() as reader:
            return reader.execute(sql, parameters).fetchall()

    # The picture ----------------------------------------------------------------------------------------------------

    def changed(self) -> bool:
        """Whether another connection has committed since the last call; costs microseconds.

        Raises ``Refused`` when another file stands in the database's place: what is read and written here is not it any more.
        """
        if not is_still(self.connection, self.path):
            raise Refused("db_replaced", path=str(self.path))
        version = version_of_data(self.connection)
        before, self._data_version = self._data_version, version
        return version != before

    def snapshot(self) -> Snapshot:
        with self.reading() as reader:
            return snapshot.read(reader)

    def changes(self, old: Snapshot) -> tuple[Snapshot, frozenset[str]]:
        """``old`` brought up to date and the codes that changed; ``{"*"}`` when everything was read anew."""
        with self.reading() as reader:
            return snapshot.read_changes(reader, old)

    def head(self) -> tuple[int, str]:
        """Number and hash of the log's last row."""
        with self.reading() as reader:
            return snapshot.read_head(reader)

    def campaign(self) -> Campaign:
        with self.reading() as reader:
            return snapshot.read_campaign(reader)

    # Writing --------------------------------------------------------------------------------------------------------

    def write(self, verb: str, actor: str, now: datetime, body: Callable[[Write], str], request: str | None = None,
              assured: Container[Doubt] = ASSURED) -> Done:
        """Run ``body`` in one transaction and leave one audit row; ``body`` returns the code of its subject.

        A ``request`` id that was carried out before does nothing and gives the earlier result. Nothing changed: no audit row.
        Raises ``Doubtful`` for what is unlikely and not ``assured``.
        """
        with self.writing() as connection:
            if request is not None:
                found = connection.execute(
                    "SELECT seq, subject, verb, actor, changes FROM audit WHERE request = ?", (request,)).fetchone()
                if found:
                    if found[2:4] != (verb, actor):
                        raise Refused("request_reused", request=request, verb=found[2])
                    asked = tuple((row["key"]["code"], row["after"]["field"]) for row in json.loads(found[4])
                                  if row["table"] == "requests" and row["before"] is None)
                    return Done(found[1], found[0], replayed=True, asked=asked)
            write = self._open_write(connection, actor, now)
            subject = body(write)
            if not write.changes:
                return Done(subject, 0)
            if not write.by_row:
                plausible.check(write, assured)
            results.capture(write)
            write.refresh_totals()
            seq = audit.append(connection, write.at, actor, verb, subject, list(write.touched), write.changes, request)
            asked = tuple(write.consent.asked)
            only = bool(asked) and all(change["table"] == "requests" for change in write.changes)
        ring(self.path)
        return Done(subject, seq, asked=asked, only_asked=only)

    def undo(self, actor: str, now: datetime, request: str | None = None,
             permit: Callable[[Write, AuditEntry], None] | None = None) -> AuditEntry:
        """Take back the actor's last write that stands; the entry that was undone.

        ``permit`` may refuse it, inside the write and before anything is taken back. Raises ``Refused`` when there is none,
        ``Changed`` (exit 7) when someone has built upon it.
        """
        with self.writing() as connection:
            if request is not None:
                found = connection.execute("SELECT undoes, verb, actor FROM audit WHERE request = ?", (request,)).fetchone()
                if found and (found[0] is None or found[2] != actor):
                    raise Refused("request_reused", request=request, verb=found[1])
                if found:
                    return self._entry(connection, found[0])
            done = audit.last_undoable(connection, actor)
            write = self._open_write(connection, actor, now)
            if permit is not None:
                permit(write, done)
            write.changes.extend(audit.reverse(connection, done))
            plausible.check_sums(write)
            write.touch(*done.touched)
            write.refresh_totals()
            audit.append(connection, write.at, actor, "undo", done.subject, list(write.touched), write.changes, request,
                         undoes=done.seq)
        ring(self.path)
        return done

    def refuse(self, verb: str, actor: str, now: datetime, why: str, text: str = "") -> None:
        """Leave an audit row of a try that was not allowed: ``why`` is the key of the error, ``text`` what was asked.

        The first of a minute stands for all: whoever tries in a loop shall not drown what others did.
        """
        with self.writing() as connection:
            told = {"table": "members", "key": {"person": actor}, "before": None,
                    "after": {"verb": verb, "why": why, "text": text}}
            last = connection.execute("SELECT at FROM audit WHERE actor = ? AND verb = ? ORDER BY seq DESC LIMIT 1",
                                      (actor, audit.REFUSED)).fetchone()
            if last is not None and now - parse_instant(last[0]) < BURST:
                return
            audit.append(connection, format_instant(now), actor, audit.REFUSED, actor, [], [told], None)

    @staticmethod
    def _entry(connection: Connection, seq: int) -> AuditEntry:
        return audit.entry(connection.execute(f"SELECT {audit.COLUMNS} FROM audit WHERE seq = ?", (seq,)).fetchone())

    @staticmethod
    def _open_write(connection: Connection, actor: str, now: datetime) -> Write:
        campaign = snapshot.read_campaign(connection)
        today = now.astimezone(zone(campaign.time_zone)).date()
        return Write(connection, campaign, actor, format_instant(now), today)
