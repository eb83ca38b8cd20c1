"""The members' keys as sshd reads them: a line each, and the file in which they are published for it.

sshd's key command may not read the database; it looks into this file. The gate checks member and key against the database at
every login, so that a file that is old opens nothing. Source: sshd(8), AUTHORIZED_KEYS FILE FORMAT.
"""

import os
import shlex
from pathlib import Path

from campaign.config import Config, system_db
from campaign.core.errors import Refused
from campaign.core.model.people import MemberKey
from campaign.store.copies import like_its_folder
from campaign.store.queries.members import member_key, member_keys
from campaign.store.store import Store

MODE = 0o640
"""The owner writes; the group, the key command's account, reads."""


def command(config: Config) -> str:
    """What sshd runs, up to the word gate; the database is named unless the system's configuration names the same."""
    told = system_db()
    words = [config.program] if told == config.db.absolute() else [config.program, "--db", str(config.db.absolute())]
    return shlex.join([*words, "gate"])


def place(config: Config) -> Path | None:
    """Where the keys of this database are published, if they are. Those of a copy never take the place of the shared one's."""
    return config.keys if config.keys is not None and system_db() in (None, config.db.absolute()) else None


def renew(config: Config, store: Store) -> None:
    """Publish the keys, where that is configured, after a write that may have changed who comes in. Raises as ``publish``."""
    path = place(config)
    if path is not None:
        publish(store, path, command(config))


def lines(store: Store, command: str) -> list[str]:
    """Of every key of every member, ordered by person."""
    return [_line(key, command) for key in member_keys(store)]


def answer(store: Store, command: str, user: str, fingerprint: str, kind: str, blob: str) -> str | None:
    """The line of the one key that sshd asks about: ``%u %f %t %k``; None when it is nobody's.

    A member comes in as the account that owns the database and as no other: for root, too, the answer is no.
    """
    import pwd

    try:
        owner = pwd.getpwuid(store.path.stat().st_uid).pw_name
    except KeyError:
        return None
    key = member_key(store, fingerprint)
    if user != owner or key is None or (key.type, key.blob) != (kind, blob):
        return None
    return _line(key, command)


def publish(store: Store, path: Path, command: str) -> None:
    """Write the file anew, whole or not at all. Whoever comes last has read last: the lock is taken before the database is read.

    Raises ``Refused`` when the file cannot be written.
    """
    import fcntl

    temporary = path.with_name(f".{path.name}.new")
    try:
        # The database's folder: that of the keys can be read, and so locked, by the account that sshd asks as.
        lock = os.open(store.path.absolute().parent, os.O_RDONLY | os.O_CLOEXEC)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            text = "".join(line + "\n" for line in lines(store, command))
            temporary.unlink(missing_ok=True)
            descriptor = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                like_its_folder(descriptor, path.parent)
                os.fchmod(descriptor, MODE)  # whatever the umask says
                os.fsync(descriptor)
            temporary.replace(path)
        finally:
            os.close(lock)
    except OSError as error:
        raise Refused("keys_unwritten", path=str(path), why=error.strerror or str(error)) from None


def _line(key: MemberKey, command: str) -> str:
    run = f"{command} --member {key.person} --key {key.fingerprint}".replace('"', '\\"')
    return f'restrict,pty,command="{run}" {key.type} {key.blob}'
