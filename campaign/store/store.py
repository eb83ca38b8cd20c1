"""The store: everything that can be read and the one way to write. One ``Store`` belongs to one thread."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from campaign.core.dates import format_instant, parse_instant, zone
from campaign.core.errors import NotFound, Refused
from campaign.core.model.blocker import Blocker, Event, EventKind
from campaign.core.model.campaign import Campaign
from campaign.core.model.people import Person
from campaign.core.model.project import Progress, Project, ProjectDetails, Visit
from campaign.core.model.snapshot import AuditEntry, Snapshot
from campaign.core.roles import NOT_HIDDEN, Hidden
from campaign.kinds import registry
from campaign.store import audit, rows, snapshot
from campaign.store.connection import (
    TAILS,
    Connection,
    check_pages,
    connect,
    create,
    is_still,
    publish,
    reading,
    translated,
    version_of_data,
    writing,
)
from campaign.store.disk import refuse_network
from campaign.store.queries.chain import ChainPages
from campaign.store.queries.checks import Checks
from campaign.store.queries.land import GroundPages
from campaign.store.queries.leaderboards import LeaderboardPages
from campaign.store.queries.leads import PromotionPages
from campaign.store.queries.league import LeaguePages
from campaign.store.queries.light_history import PastPages
from campaign.store.queries.members import MemberPages
from campaign.store.queries.news import NewsPages
from campaign.store.queries.presence import PresencePages
from campaign.store.queries.records import OrganisationPages
from campaign.store.queries.reserve import ReservePages
from campaign.store.queries.task_forces import ForcePages
from campaign.store.write import Done, Write

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from campaign.store.backup import Backup

BURST = timedelta(minutes=1)


class Store(ChainPages, Checks, ForcePages, GroundPages, LeaderboardPages, LeaguePages, MemberPages, NewsPages,
            OrganisationPages, PastPages, PresencePages, PromotionPages, ReservePages):
    """A connection to one campaign database. Raises what ``connection.connect`` raises."""

    def __init__(self, path: Path, *, readonly: bool = False) -> None:
        self.path = path
        self._connection = connect(path, readonly=readonly)
        self._data_version = version_of_data(self._connection)

    @staticmethod
    def create(path: Path, fill: Callable[[Connection], None]) -> None:
        """Make a new database: built beside its place in one transaction, then linked in whole, or not at all.

        Raises ``Refused`` when there is one already; whatever ``fill`` raises leaves nothing behind.
        """
        if path.exists():
            raise Refused("db_exists", path=str(path))
        temporary = path.with_name(f".{path.name}.{os.getpid()}.new")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            refuse_network(path, path.parent)
            # Only the owner may read it: it holds what people decide about land, money and each other.
            os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except OSError as error:
            raise Refused("db_unreadable", path=str(path), why=error.strerror or str(error)) from None
        try:
            with translated(path):
                connection = create(temporary)
                try:
                    with writing(connection, path):
                        fill(connection)
                    publish(connection)
                finally:
                    connection.close()
            try:
                os.link(temporary, path)  # fails when someone else was quicker, where a rename would overwrite
            except FileExistsError:
                raise Refused("db_exists", path=str(path)) from None
            except OSError:  # a file system without links
                temporary.rename(path)
        finally:
            temporary.unlink(missing_ok=True)
            for tail in TAILS:
                temporary.with_name(temporary.name + tail).unlink(missing_ok=True)

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    # The picture ----------------------------------------------------------------------------------------------------

    def changed(self) -> bool:
        """Whether another connection has committed since the last call; costs microseconds.

        Raises ``Refused`` when another file stands in the database's place: what is read and written here is not it any more.
        """
        if not is_still(self._connection, self.path):
            raise Refused("db_replaced", path=str(self.path))
        version = version_of_data(self._connection)
        before, self._data_version = self._data_version, version
        return version != before

    def snapshot(self) -> Snapshot:
        with reading(self._connection, self.path) as connection:
            return snapshot.read(connection)

    def changes(self, old: Snapshot) -> tuple[Snapshot, frozenset[str]]:
        """``old`` brought up to date and the codes that changed; ``{"*"}`` when everything was read anew."""
        with reading(self._connection, self.path) as connection:
            return snapshot.read_changes(connection, old)

    def campaign(self) -> Campaign:
        with reading(self._connection, self.path) as connection:
            return snapshot.read_campaign(connection)

    # One page at a time ---------------------------------------------------------------------------------------------

    def named(self, kind: str) -> list[tuple[str, str, str]]:
        """(code, name, search key) of everything of ``kind`` (a kind that has codes, or ``leader``)."""
        if kind == "leader":
            return self._rows("SELECT code, name, key FROM people WHERE leader = 1")
        about = registry.kind(kind)
        if not about.found:
            return []
        return self._rows(f"SELECT code, {about.called}, key FROM {about.table}")

    def name_of(self, kind: str, code: str) -> str | None:
        """The name behind an exact code, or None."""
        about, condition = registry.kind(kind), ""
        if kind == "leader":
            condition = " AND leader = 1"
        found = self._rows(f"SELECT {about.called} FROM {about.table} WHERE code = ?{condition}", code)
        return found[0][0] if found else None

    def project(self, code: str) -> Project:
        found = rows.projects(self._rows(f"SELECT {rows.PROJECT} FROM projects WHERE code = ?", code), rows.SAME)
        if not found:
            raise NotFound("unknown_code", code=code)
        return found[code]

    def details(self, code: str) -> ProjectDetails:
        found = self._rows(f"SELECT {rows.DETAILS} FROM projects WHERE code = ?", code)
        if not found:
            raise NotFound("unknown_code", code=code)
        return rows.details(found[0])

    def person(self, code: str) -> Person:
        found = rows.people(self._rows(f"SELECT {rows.PERSON} FROM people WHERE code = ?", code))
        if not found:
            raise NotFound("unknown_code", code=code)
        return found[code]

    def blocker(self, code: str) -> Blocker:
        with reading(self._connection, self.path) as connection:
            found = snapshot.read_blockers(connection, [code])
        if not found:
            raise NotFound("unknown_code", code=code)
        return found[code]

    def blockers(self, codes: Iterable[str] | None = None) -> dict[str, Blocker]:
        """These blockers, or every one; resolved ones included."""
        with reading(self._connection, self.path) as connection:
            return snapshot.read_all_blockers(connection) if codes is None else snapshot.read_blockers(connection, list(codes))

    def blockers_of(self, project: str) -> list[Blocker]:
        """All blockers that name the project or freeze its whole county, resolved ones included, newest first."""
        with reading(self._connection, self.path) as connection:
            codes = [row[0] for row in connection.execute(
                """SELECT blocker FROM blocker_projects WHERE project = ?
                   UNION SELECT blockers.code FROM blockers JOIN projects ON projects.county = blockers.county
                   WHERE blockers.scope = 'county' AND projects.code = ?""", (project, project))]
            found = snapshot.read_blockers(connection, codes)
        return sorted(found.values(), key=lambda blocker: (blocker.opened, blocker.code), reverse=True)

    def events(self, blocker: str) -> list[Event]:
        """The history of one blocker, oldest first."""
        found = self._rows(f"SELECT {rows.EVENT} FROM blocker_events WHERE blocker = ? ORDER BY on_day, id", blocker)
        return list(map(rows.event, found))

    def moves(self, blockers: Sequence[str] | None = None) -> dict[str, list[Event]]:
        """The moves of these blockers, or of every one, oldest first."""
        found: dict[str, list[Event]] = {}
        starts = range(1) if blockers is None else range(0, len(blockers), snapshot.BATCH)
        for start in starts:
            some = () if blockers is None else blockers[start:start + snapshot.BATCH]
            these = f" AND blocker IN ({', '.join('?' * len(some))})" if some else ""
            for row in self._rows(f"SELECT {rows.EVENT} FROM blocker_events WHERE kind = ?{these} ORDER BY on_day, id",
                                  EventKind.MOVE, *some):
                found.setdefault(row[0], []).append(rows.event(row))
        return found

    def progress(self, project: str, limit: int = 200) -> list[Progress]:
        """Newest first."""
        found = self._rows(f"SELECT {rows.PROGRESS} FROM progress WHERE project = ? ORDER BY on_day DESC, id DESC LIMIT ?",
                           project, limit)
        return list(map(rows.progress, found))

    def visits(self, *, project: str | None = None, person: str | None = None, limit: int = 200) -> list[Visit]:
        """Of one project or one person, newest first."""
        column, value = ("project", project) if project else ("person", person)
        found = self._rows(f"SELECT {rows.VISIT} FROM visits WHERE {column} = ? ORDER BY on_day DESC, id DESC LIMIT ?",
                           value, limit)
        return list(map(rows.visit, found))

    def log(self, *, limit: int = 100, before: int | None = None, subject: str | None = None,
            without: Hidden = NOT_HIDDEN) -> list[AuditEntry]:
        """Audit rows, newest first; ``before`` a sequence number; ``subject`` a code they are about; not what is hidden."""
        condition, kept = audit.kept(without)
        where, parameters = [condition], list[object](kept)
        if before is not None:
            where.append("seq < ?")
            parameters.append(before)
        if subject is not None:
            where.append("(subject = ? OR touched LIKE ?)")
            parameters += [subject, f'%"{subject}"%']
        found = self._rows(f"SELECT {audit.COLUMNS} FROM audit WHERE {' AND '.join(where)} ORDER BY seq DESC LIMIT ?",
                           *parameters, limit)
        return list(map(audit.entry, found))

    def verify(self) -> int:
        """Number of audit rows in a whole chain; ``Refused`` names the first one that does not fit."""
        with reading(self._connection, self.path) as connection:
            return audit.verify(connection)

    def check(self) -> None:
        """Read every page, index and reference. Raises ``Refused`` that names the first thing wrong."""
        with reading(self._connection, self.path) as connection:
            check_pages(connection)

    def backup(self, folder: Path, now: datetime, keep: int | None = None) -> "Backup":
        """A verified copy in ``folder``; see ``store.backup.backup``."""
        from campaign.store.backup import backup

        return backup(self._connection, folder, now, keep)

    def passing_copy(self, folders: Iterable[Path]) -> "AbstractContextManager[Backup]":
        """A verified copy that is gone at the end; see ``store.backup.passing_copy``."""
        from campaign.store.backup import passing_copy

        return passing_copy(self._connection, folders)

    def counts(self) -> Mapping[str, int]:
        """Number of rows per table."""
        tables = ("counties", "units", "people", "projects", "blockers", "land_tasks", "approvals", "progress", "funds", "visits",
                  "excuses", "audit")
        with reading(self._connection, self.path) as connection:
            return {table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}

    # Writing --------------------------------------------------------------------------------------------------------

    def write(self, verb: str, actor: str, now: datetime, body: Callable[[Write], str], request: str | None = None) -> Done:
        """Run ``body`` in one transaction and leave one audit row; ``body`` returns the code of its subject.

        A ``request`` id that was carried out before does nothing and gives the earlier result. Nothing changed: no audit row.
        """
        with writing(self._connection, self.path) as connection:
            if request is not None:
                found = connection.execute("SELECT seq, subject, verb, actor FROM audit WHERE request = ?", (request,)).fetchone()
                if found:
                    if found[2:] != (verb, actor):
                        raise Refused("request_reused", request=request, verb=found[2])
                    return Done(found[1], found[0], replayed=True)
            write = self._open_write(connection, actor, now)
            subject = body(write)
            if not write.changes:
                return Done(subject, 0)
            write.refresh_totals()
            seq = audit.append(connection, write.at, actor, verb, subject, list(write.touched), write.changes, request)
        return Done(subject, seq)

    def undo(self, actor: str, now: datetime, request: str | None = None,
             permit: Callable[[Write, AuditEntry], None] | None = None) -> AuditEntry:
        """Take back the actor's last write that stands; the entry that was undone.

        ``permit`` may refuse it, inside the write and before anything is taken back. Raises ``Refused`` when there is none,
        ``Changed`` (exit 7) when someone has built upon it.
        """
        with writing(self._connection, self.path) as connection:
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
            write.touch(*done.touched)
            write.refresh_totals()
            audit.append(connection, write.at, actor, "undo", done.subject, list(write.touched), write.changes, request,
                         undoes=done.seq)
        return done

    def refuse(self, verb: str, actor: str, now: datetime, why: str, text: str = "") -> None:
        """Leave an audit row of a try that was not allowed: ``why`` is the key of the error, ``text`` what was asked.

        The first of a minute stands for all: whoever tries in a loop shall not drown what others did.
        """
        with writing(self._connection, self.path) as connection:
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


def names(store: Store, kind: str, codes: Iterable[str]) -> dict[str, str]:
    """Code → name for a few codes."""
    found = {code: store.name_of(kind, code) for code in set(codes)}
    return {code: name for code, name in found.items() if name is not None}
