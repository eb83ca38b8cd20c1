"""Following the log: what is written, as it is written, until nobody reads it any more.

It is woken as the dashboard is, by the bell of the store (decision 0110), and looks every now and then besides.
Source: docs/decisions/0225-watching-the-log.md.
"""

import select
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from campaign.core.errors import BadInput, Busy, NotAllowed, Refused
from campaign.core.model.snapshot import AuditEntry
from campaign.service.session import Session
from campaign.store.engine.bell import Bell
from campaign.store.queries import log as queries

NET, POLL = 1.0, 0.2
"""Seconds between two looks where whoever writes rings, and where no bell can be hung; a look costs 3 µs."""
CALM = 0.05
"""Seconds in which a burst of writes becomes one look."""
TOGETHER = 200
"""Rows that are read at once."""


class Seen(NamedTuple):
    """The last entry of the log that the reader knows of."""

    seq: int
    hash: str = ""
    """How it begins; empty: not known."""


class Rewritten(NamedTuple):
    """A backup was put back: the log is another one than the reader has seen, and goes on after this entry."""

    after: int


class Watch:
    """What is written after ``seen``, as ``log`` shows it to this session: all of it, or what is about ``subject``."""

    def __init__(self, session: Session, seen: Seen | None = None, subject: str | None = None) -> None:
        """``seen``: nothing is the end of the log. Raises ``BadInput`` for an entry that there never was."""
        self._session, self._store, self._subject = session, session.store, subject
        head = Seen(*self._store.head())
        if seen is not None and not seen.hash and seen.seq > head.seq and not queries.last_of(self._store, "restore", 0):
            raise BadInput("watch_ahead", head=head.seq)
        self.seen = seen or head
        self._behind = True
        """There may be something that was not read yet."""

    def follow(self, reader: int | None) -> Iterator[list[AuditEntry] | Rewritten]:
        """The oldest first, several at once where several came. Ends when nobody holds the other end of ``reader``, a descriptor.

        Raises ``NotAllowed`` when the member or the key is removed, ``Refused`` when another file is in the database's place.
        """
        ear = _Ear(self._store.path, reader)
        try:
            while True:
                found = False
                with suppress(Busy):  # whoever keeps it from being read will let go of it
                    for rows in self.look():
                        found = True
                        yield rows
                if not ear.waits(found):
                    return
        finally:
            ear.close()

    def look(self) -> Iterator[list[AuditEntry] | Rewritten]:
        """What has come since the last look."""
        try:
            self._behind = self._store.changed() or self._behind
        except Refused as error:
            if error.key != "db_replaced":
                raise
            raise Refused("watch_replaced", path=str(self._store.path), seq=self._told()) from None
        while self._behind:
            if self._session.permission is not None:
                self._renew()
            rows = self._read()
            if rows:
                yield rows

    def _renew(self) -> None:
        permission = self._session.permission
        assert permission is not None
        try:
            permission.renew(self._store)
        except NotAllowed as error:
            error.noted = True  # who listens has tried nothing
            raise

    def _read(self) -> list[AuditEntry] | Rewritten:
        """The next rows, of one moment."""
        with self._store.reading():
            head = self._store.head()[0]
            if (after := self._rewritten(head)) is not None:
                self.seen = Seen(after)
                return Rewritten(after)
            until = min(head, self.seen.seq + TOGETHER)
            rows = queries.log_after(self._store, self.seen.seq, until=until, without=self._session.hidden, subject=self._subject)
            self.seen = Seen(until, queries.hash_of(self._store, until) or "")
            self._behind = until < head
        return rows

    def _rewritten(self, head: int) -> int | None:
        """After which entry to go on, where what the reader has seen is not there any more: before that of the restore."""
        seq, known = self.seen
        if seq <= head and (not known or (queries.hash_of(self._store, seq) or "").startswith(known)):
            return None
        return queries.last_of(self._store, "restore", head + 1) - 1

    def _told(self) -> str:
        return f"{self.seen.seq}:{self.seen.hash[:12]}".rstrip(":")


class _Ear:
    """Waits for the next ring, or for the end of whoever reads."""

    def __init__(self, database: Path, reader: int | None) -> None:
        self._database, self._reader = database, reader
        self._bell: Bell | None = None
        self._rung = False
        self._hang()

    def _hang(self) -> None:
        with suppress(OSError):
            self._bell = Bell(self._database)

    def waits(self, found: bool) -> bool:
        """False when nobody reads any more. ``found``: the last look was not for nothing; who is rung for nothing is deaf for a
        while."""
        if not self._stays(CALM if found else POLL if self._rung else 0):
            return False
        bell = self._bell
        if bell is None:
            return self._stays(POLL)
        self._rung = False
        if not self._stays(NET, bell):
            return False
        bell.still()
        if not bell.hangs():  # its folder was removed
            self.close()
            self._hang()
        return True

    def _stays(self, seconds: float, bell: Bell | None = None) -> bool:
        """Whether whoever reads is there so many seconds later, or when it rings."""
        if sys.platform == "win32":  # no bells, and no pipe that tells
            time.sleep(seconds)
            return True
        poll = select.poll()
        if self._reader is not None:
            poll.register(self._reader, 0)  # POLLHUP and POLLERR come unasked
        if bell is not None:
            poll.register(bell.fileno(), select.POLLIN)
        heard = [descriptor for descriptor, event in poll.poll(seconds * 1000)]
        self._rung = bell is not None and bell.fileno() in heard
        return self._reader not in heard

    def close(self) -> None:
        if self._bell is not None:
            self._bell.close()
            self._bell = None
