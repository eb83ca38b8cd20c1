"""What is wrong with what ``server setup`` prints, as it is on this machine: files, accounts, SSH server, members, keys."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from campaign.core import codes, ssh_keys
from campaign.core.model.people import Role
from campaign.service import server_setup, warm_server
from campaign.service.check_result import Finding, bad, guarded, ok, warn
from campaign.service.keyfile import MODE as KEYS_MODE
from campaign.service.keyfile import lines as key_lines
from campaign.service.server_places import Places
from campaign.service.session import Session
from campaign.store.queries import members as members_queries
from campaign.store.queries.members import member_keys

SHADOW = Path("/etc/shadow")
ROOT = 0
"""Who owns what is installed."""


class Server(NamedTuple):
    """What an installation should be like."""

    places: Places
    command: str
    """What the published keys start (``keyfile.command``)."""
    keys: Path
    """Where they are published."""


def inside(session: Session, server: Server) -> Iterator[Finding]:
    """Checks for which the database is needed."""
    yield from guarded("members", lambda: _members(session))
    yield from guarded("keys", lambda: _keys(session, server))


def around(server: Server) -> Iterator[Finding]:
    """Checks for which it is not."""
    yield from guarded("installed", lambda: _installed(server.places))
    yield from guarded("accounts", lambda: _accounts(server.places, server.keys))
    yield from guarded("sshd", lambda: _sshd(server.places))
    yield from guarded("warm", lambda: _warm(server.places))


def _installed(places: Places) -> Iterator[Finding]:
    """Every file that ``server setup`` prints is there, is root's, and says the same."""
    grave = (places.command, places.key_command, places.sshd)
    right = 0
    for part in server_setup.parts(places):
        for file in part.files:
            path = Path(file.path)
            try:
                told, about = path.read_bytes(), path.stat()
            except OSError:
                yield bad("installed", "installed_missing", path=str(path))
                continue
            mode = stat.S_IMODE(about.st_mode)
            if about.st_uid != ROOT or mode & 0o022:
                yield bad("installed", "installed_writable", path=str(path), mode=f"{file.mode:04o}")
            elif mode & file.mode != file.mode:
                yield bad("installed", "installed_mode", path=str(path), mode=f"{file.mode:04o}", found=f"{mode:04o}")
            elif told != file.text().encode():
                yield (bad if file.path in grave else warn)("installed", "installed_other", path=str(path))
            else:
                right += 1
    if right:
        yield ok("installed", count=right)


def _accounts(places: Places, keys_file: Path) -> Iterator[Finding]:
    import grp
    import pwd

    known = {one.pw_name: one for one in pwd.getpwall()}
    missing = [name for name in (places.account, places.keys_account) if name not in known]
    if missing:
        yield bad("accounts", "accounts_missing", names=", ".join(missing))
        return
    account, keys = known[places.account], known[places.keys_account]
    right = True
    for place, group, mode in ((places.home, account.pw_gid, 0o700), (places.backups, account.pw_gid, 0o700),
                               (keys_file.parent, keys.pw_gid, 0o2750), (keys_file, keys.pw_gid, KEYS_MODE)):
        try:
            about = Path(place).stat()
        except PermissionError as error:
            right = False
            yield bad("accounts", "unseen", path=str(place), why=error.strerror)
            continue
        except OSError:
            if place != keys_file:  # nothing is published yet: said elsewhere
                right = False
                yield bad("accounts", "folder_missing", path=str(place))
            continue
        if (about.st_uid, about.st_gid, stat.S_IMODE(about.st_mode)) != (account.pw_uid, group, mode):
            right = False
            yield bad("accounts", "folder_other", path=str(place), account=places.account, group=grp.getgrgid(group).gr_name,
                       mode=f"{mode:04o}")
    for secret in (places.secrets, places.replica_key):
        if _mode(Path(secret)) & 0o077:
            right = False
            yield bad("accounts", "permissions_open", path=str(secret), mode=f"{_mode(Path(secret)):04o}", wanted="0600")
    if account.pw_shell.endswith(("/nologin", "/false")):
        right = False
        yield bad("accounts", "account_shell", account=places.account, shell=account.pw_shell)
    if _locked(places.account):
        right = False
        yield bad("accounts", "account_locked", account=places.account)
    if right:
        yield ok("accounts", account=places.account, keys=places.keys_account)


def _mode(path: Path) -> int:
    """0 when there is no such file."""
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except OSError:
        return 0


def _locked(account: str) -> bool:
    """Whether the account's password is locked, as far as whoever asks may see that."""
    try:
        lines = SHADOW.read_text().splitlines()
    except OSError:
        return False
    return any(line.split(":")[:1] == [account] and line.split(":")[1].startswith("!") for line in lines)


def _sshd(places: Places) -> Iterator[Finding]:
    """What the SSH server would do, all its files taken together: another ``Match`` may come first."""
    if os.geteuid() != 0 or str(places.prefix) != "/":  # the server answers root only, about its own files
        return
    told = effective(places.account)
    if told is None:
        yield warn("sshd", "sshd_silent")
        return
    lines = [line.split(None, 1) for part in server_setup.parts(places) for file in part.files if file.path == places.sshd
             for line in file.text().splitlines()]
    for option, value in lines:
        # AcceptEnv adds up, and the gate drops what it does not know; Match is no option; MaxStartups may be more.
        if option not in ("Match", "AcceptEnv", "MaxStartups") and f"{option.lower()} {value}" not in told:
            yield bad("sshd", "sshd_other", option=option, value=value, account=places.account, path=str(places.sshd))
            return
    if _startups(told) < server_setup.STARTUPS:
        yield bad("sshd", "sshd_startups", count=_startups(told), wanted=server_setup.STARTUPS)
        return
    yield ok("sshd", account=places.account)


def _warm(places: Places) -> Iterator[Finding]:
    """Whether the sessions that are ready are this database's. Without them people come in all the same."""
    found = warm_server.figures(Path(places.warm))
    if found is None:
        yield warn("warm", "warm_silent", path=str(places.warm), unit=server_setup.WARM)
    elif found.database != Path(places.database):
        yield warn("warm", "warm_other", path=str(places.warm), database=str(found.database), unit=server_setup.WARM)
    else:
        yield ok("warm", count=found.sessions)


def _startups(told: list[str]) -> int:
    """Log-ins under way at once, of all or of an office behind one address, of which ``sshd -T`` says that none is turned away:
    ``start:rate:full`` or one number; ``none``: no limit."""
    values = [line.split()[1].partition(":")[0] for line in told if line.startswith(("maxstartups ", "persourcemaxstartups "))]
    return min((int(value) for value in values if value != "none"), default=0)


def replica_of(places: Places) -> str:
    """Where Litestream copies to, as its configuration has it; empty where there is none."""
    try:
        lines = Path(places.litestream).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return ""
    return next((line.split(None, 1)[1].strip() for line in lines if line.strip().startswith("url: ")), "")


def effective(account: str) -> list[str] | None:
    """The lines of ``sshd -T`` for somebody who comes in as ``account``; None when it says nothing."""
    import shutil
    import subprocess

    program = shutil.which("sshd", path="/usr/sbin:/sbin:/usr/local/sbin")
    if program is None:
        return None
    done = subprocess.run([program, "-T", "-C", f"user={account},host=localhost,addr=127.0.0.1"], capture_output=True, text=True,
                          timeout=10)
    return done.stdout.splitlines() if done.returncode == 0 else None


def _members(session: Session) -> Iterator[Finding]:
    members, keys = members_queries.members(session.store), member_keys(session.store)
    with_key = {key.person for key in keys}
    admins = [person for person, member in members.items() if member.role is Role.ADMIN and person in with_key]
    if not members:
        yield bad("members", "members_none")
        return
    if not admins:
        highest = list(Role)[::-1]
        # Who is one but for the key, else whoever is nearest to one and has a key.
        first = min(members, key=lambda code: (members[code].role is not Role.ADMIN, code not in with_key,
                                               highest.index(members[code].role), codes.order(code)))
        yield bad("members", "members_keyless" if members[first].role is Role.ADMIN else "members_no_admin", person=first)
    without = sorted(set(members) - with_key, key=codes.order)
    if without:
        yield warn("members", "members_no_key", count=len(without), people=", ".join(without[:5]), person=without[0])
    weak = [key for key in keys if ssh_keys.weakness(key.blob)]  # from before they were refused
    if weak:
        people = sorted({key.person for key in weak}, key=codes.order)
        yield warn("members", "members_weak_key", people=", ".join(people), person=weak[0].person,
                   fingerprint=weak[0].fingerprint)
    if admins and not without and not weak:
        yield ok("members", count=len(members))


def _keys(session: Session, server: Server) -> Iterator[Finding]:
    try:
        published = server.keys.read_bytes()
    except FileNotFoundError:
        yield bad("keys", "keys_unpublished", path=str(server.keys))
        return
    wanted = key_lines(session.store, server.command)
    if published != "".join(f"{line}\n" for line in wanted).encode():
        yield bad("keys", "keys_other", path=str(server.keys))
    else:
        yield ok("keys", count=len(wanted))
