"""What is wrong with the database; of a shared server also with what is around it (``doctor_server``).

Source of what must hold: docs/handbook/server.md. Nothing is changed, but for an older database,
which is copied and migrated as by every command, and locks that dead sessions left behind. What cannot
be looked at is a finding of its own, and the next check goes on.
"""

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from campaign.core.dates import parse_instant
from campaign.core.errors import CampaignError, TooNew
from campaign.service.check_result import Finding, State, bad, guarded, ok, warn
from campaign.service.doctor_server import Server, around, inside
from campaign.service.server_places import Places
from campaign.service.session import Clock, Session
from campaign.store.backup import is_no_folder
from campaign.store.backup import newest as newest_backup
from campaign.store.copies import check_copy
from campaign.store.engine import online
from campaign.store.engine.connection import SHARED_SQLITE, driver
from campaign.store.engine.disk import NETWORKED, file_system
from campaign.store.engine.disk_reserve import BALLAST, ballast_of
from campaign.store.queries import checks as checks_queries
from campaign.store.queries import log as log_queries
from campaign.store.queries.checks import check_schema, is_founded, missing_since, newest_at, odd_settings, wrong_totals
from campaign.store.schema import SCHEMA_VERSION

ROOM = 3
"""Times the size of the database that should be free: a backup, a migration's copy and a day's work."""
LEAST_ROOM = 200 * 2**20
OLD_BACKUP = timedelta(hours=26)
NAMED = 20
"""Cells and rows that are named one by one."""
SLACK = timedelta(minutes=2)
"""By which the newest row of the log may lie in the future: clocks of one machine do not jump further."""


def examine(path: Path, open_session: Callable[[], Session], clock: Clock, server: Server | None = None) -> Iterator[Finding]:
    """All checks of the database at ``path``, the first file and last content; with ``server`` also those of the installation."""
    places = None if server is None else server.places
    there, folder = _is_file(path), Path(places.backups) if places is not None else path.absolute().parent / "backups"
    newest = newest_backup(folder)
    yield from _sqlite()
    if there:
        yield from guarded("permissions", lambda: _permissions(path, places))
        yield from guarded("file_system", lambda: _file_system(path))
        yield from guarded("room", lambda: _room(path))
    backup = str(newest or "BACKUP")
    try:
        session = open_session()
    except TooNew as error:
        yield bad("schema", error.key, **error.params)
    except CampaignError as error:
        yield bad("database", error.key, **{"path": str(path), **error.params}, backup=backup)
    else:
        yield from guarded("schema", lambda: _schema(session), backup=backup)
        yield from guarded("integrity", lambda: _integrity(session), backup=backup)
        yield from guarded("audit", lambda: _audit(session, newest))
        yield from guarded("rows", lambda: _rows(session, backup), backup=backup)
        yield from guarded("totals", lambda: _totals(session))
        yield from guarded("settings", lambda: _settings(session))
        yield from guarded("clock", lambda: _clock(session))
        if server is not None:
            yield from inside(session, server)
    yield from guarded("backup", lambda: _backups(newest, folder, clock))
    if there:
        yield from guarded("sessions", lambda: _online(path))
    if server is not None:
        yield from around(server)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # in a folder that one may not look into
        return False


# The file ---------------------------------------------------------------------------------------------------------------


def _permissions(path: Path, places: Places | None) -> Iterator[Finding]:
    """The database, what SQLite keeps beside it, and the folder: one owner, and nobody else."""
    if os.name == "nt":  # no modes to speak of
        return
    import pwd

    owner, name = os.geteuid() or path.stat().st_uid, ""
    if places is not None:
        try:
            owner, name = pwd.getpwnam(places.account).pw_uid, places.account
        except KeyError:  # a finding of its own
            return
    right, folder = True, path.absolute().parent
    for place in (folder, path, *(path.with_name(path.name + tail) for tail in ("-wal", "-shm"))):
        if not place.exists():
            continue
        about = place.stat()
        mode = stat.S_IMODE(about.st_mode)
        # On one's own machine others may see that there is a file; on a server the folder is the account's alone.
        others = mode & (0o077 if place != folder or places is not None else 0o022)
        if others:
            right = False
            finding = bad if others & 0o022 else warn
            yield finding("permissions", "permissions_open", path=str(place), mode=f"{mode:04o}",
                          wanted="0700" if place == folder else "0600")
        if about.st_uid != owner and place != folder:
            right = False
            yield bad("permissions", "permissions_owner", path=str(place), owner=_login(about.st_uid),
                       account=name or _login(owner))
    if right:
        yield ok("permissions", path=str(path))


def _login(uid: int) -> str:
    import pwd

    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def _file_system(path: Path) -> Iterator[Finding]:
    kind = file_system(path)
    if kind in NETWORKED:
        yield bad("file_system", "file_system_network", path=str(path), kind=kind)
    else:
        yield ok("file_system", kind=kind or "?")


def _sqlite() -> Iterator[Finding]:
    name, version = driver()
    if tuple(map(int, version.split("."))) < SHARED_SQLITE:
        yield bad("sqlite", "sqlite_old", version=version, driver=name, wanted=".".join(map(str, SHARED_SQLITE)))
    else:
        yield ok("sqlite", version=version, driver=name)


def _room(path: Path) -> Iterator[Finding]:
    import shutil

    free, wanted = shutil.disk_usage(path.absolute().parent).free, max(ROOM * path.stat().st_size, LEAST_ROOM)
    if free < wanted:
        yield warn("room", "room_short", path=str(path), free=_mb(free), wanted=_mb(wanted))
    else:
        yield ok("room", free=_mb(free))
    ballast = ballast_of(path)
    if not ballast.exists() or _kept(ballast) < BALLAST:
        yield warn("ballast", "ballast_missing", path=str(ballast), size=_mb(BALLAST))
    else:
        yield ok("ballast", size=_mb(_kept(ballast)))


def _kept(path: Path) -> int:
    """Bytes that a file takes on the disk: one with holes is no ballast."""
    about = path.stat()
    return int(getattr(about, "st_blocks", about.st_size // 512)) * 512


def _mb(size: int) -> int:
    return size // 2**20


# What is in it ----------------------------------------------------------------------------------------------------------


def _schema(session: Session) -> Iterator[Finding]:
    check_schema(session.store)
    yield ok("schema", version=SCHEMA_VERSION)


def _integrity(session: Session) -> Iterator[Finding]:
    checks_queries.check(session.store)
    yield ok("integrity")


def _audit(session: Session, newest: Path | None) -> Iterator[Finding]:
    try:
        count = checks_queries.verify(session.store)
    except CampaignError as error:
        yield bad("triggers" if error.key == "audit_unguarded" else "audit", error.key, **error.params)
        return
    # Who cuts off the end and mends the head leaves a chain that is whole: only a copy elsewhere knows more.
    missing = None
    if newest is not None:
        with suppress(CampaignError, OSError):  # a finding of the backup
            missing = missing_since(session.store, newest)
    if missing == 1:
        assert newest is not None
        yield warn("audit", "audit_other", backup=newest, folder=newest.parent)
    elif missing is not None:
        yield bad("audit", "audit_behind", seq=missing, backup=newest)
    else:
        yield ok("audit", count=count, head=log_queries.log(session.store, limit=1)[0].hash[:16])
    yield ok("triggers")


def _rows(session: Session, backup: str) -> Iterator[Finding]:
    """Each cell through its field, and each row against the log; every one is named, the first ``NAMED`` of a kind."""
    flaws, unexplained = checks_queries.flaws(session.store), checks_queries.unexplained(session.store)
    for key, found in (("rows_bad", flaws), ("rows_unexplained", unexplained)):
        for table, code, column, value in found[:NAMED]:
            named = {"+": "rows_added", "-": "rows_gone", "~": "rows_other"}.get(value, key) if column == "*" else key
            yield bad("rows", named, table=table, code=code, column=column, value=value, backup=backup)
        if len(found) > NAMED:
            yield bad("rows", "rows_more", count=len(found) - NAMED, backup=backup)
    if not flaws and not unexplained:
        yield ok("rows") if is_founded(session.store) else Finding("rows", State.OK, "rows_ok_older")


def _totals(session: Session) -> Iterator[Finding]:
    if session.readonly:  # counting them anew is a write that is taken back
        return
    differing = wrong_totals(session.store)
    if differing:
        yield bad("totals", "totals_differ", count=len(differing), **differing[0]._asdict())
    else:
        yield ok("totals")


def _settings(session: Session) -> Iterator[Finding]:
    odd = odd_settings(session.store)
    for key, value, taken in odd:
        yield warn("settings", "settings_odd", setting=key, value=value, taken=taken)
    if not odd:
        yield ok("settings")


def _clock(session: Session) -> Iterator[Finding]:
    newest, now = parse_instant(newest_at(session.store)), session.now()
    if newest > now + SLACK:
        yield bad("clock", "clock_behind", newest=newest.isoformat(timespec="seconds"), now=now.isoformat(timespec="seconds"))
    else:
        yield ok("clock", now=f"{now:%Y-%m-%d %H:%M}")


def _online(path: Path) -> Iterator[Finding]:
    there, left = online.count(path)
    yield warn("sessions", "sessions_left", count=left, there=there) if left else ok("sessions", count=there)


def _backups(newest: Path | None, folder: Path, clock: Clock) -> Iterator[Finding]:
    if is_no_folder(folder):
        yield bad("backup", "backup_no_folder", path=str(folder), aside=f"{folder}.old")
        return
    if newest is None:
        seen = not folder.exists() or os.access(folder, os.R_OK)
        yield warn("backup", "backup_none", folder=str(folder)) if seen else bad(
            "backup", "unseen", path=str(folder), why=os.strerror(errno.EACCES))
        return
    age = clock().timestamp() - newest.stat().st_mtime
    try:
        check_copy(newest)
    except CampaignError as error:
        if error.key == "db_unreadable":
            yield warn("backup", "unseen", path=str(newest), why=error.params["why"])
        else:
            yield bad("backup", "backup_unsound", path=str(newest), folder=str(folder))
        return
    if age > OLD_BACKUP.total_seconds():
        yield warn("backup", "backup_old", path=str(newest), folder=str(folder), hours=int(age // 3600))
    else:
        yield ok("backup", path=newest.name)
