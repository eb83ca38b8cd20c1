"""A real OpenSSH server on 127.0.0.1, set up as ``campaign server setup`` says, with throw-away accounts and keys.

The interpreter that runs the tests may lie where no other account can look. Then the server is given a view of its own (a mount
namespace), in which interpreter, packages and this checkout can be reached; nothing outside is changed.
"""

import contextlib
import grp
import os
import pwd
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from campaign.service import Session, keyfile, members, records
from campaign.service.server_places import Places
from campaign.service.server_setup import parts
from campaign.service.warm_server import figures
from campaign.store.queries.members import member_keys
from tests.driver import Terminal
from tests.server.conftest import ROLES, ROOT, SITE, STAFF, Shared, admit, make_program
from tests.store.world import Clock

GLOBAL = """
Port {port}
ListenAddress 127.0.0.1
HostKey {place}/host
PidFile none
UsePAM no
LogLevel ERROR
# Everything that an ordinary server offers, so that what is closed is closed by the lines below.
Subsystem sftp internal-sftp
X11Forwarding yes
AllowTcpForwarding yes
AllowAgentForwarding yes
PermitUserEnvironment yes
"""
CARELESS = """
# A second account on the same database whose server is careless: a shell with a past, every variable, every forwarding.
Match User {account}
    AuthorizedKeysFile {place}/careless-keys
    AuthorizedKeysCommand none
    AcceptEnv *
"""


ONLY_WARM = """import sys
if "gate" in sys.argv:
    sys.argv += ["--warm", "{socket}"]
"""
"""In the installed program: the socket of this server in place of the machine's own."""
UNGUARDED = STAFF
"""Who comes in to the careless account by way of the console script."""


class CannotRun(Exception):
    """Why there can be no server here."""


class Answer(NamedTuple):
    code: int
    out: str
    err: str


def needed() -> str | None:
    """What is missing for it, if anything is."""
    if os.geteuid() != 0:
        return "needs root, to make throw-away accounts"
    missing = [name for name in ("sshd", "ssh", "ssh-keygen", "useradd", "userdel", "runuser") if not find(name)]
    return f"not installed: {', '.join(missing)}" if missing else None


def find(name: str) -> str | None:
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")


def _run(*argv: object, **how: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(list(map(str, argv)), check=True, capture_output=True, text=True, **how)  # type: ignore[call-overload]


def _account(program: str, *words: str) -> None:
    """Change the machine's accounts; somebody else may be doing so just now."""
    end = time.monotonic() + 20
    while True:
        done = subprocess.run([find(program) or program, *words], capture_output=True, text=True)
        if "lock" not in done.stderr or time.monotonic() > end:
            break
        time.sleep(0.1)
    if done.returncode and program != "userdel":
        raise CannotRun(f"{program}: {done.stderr.strip()}")


class Server:
    """``with Server(database) as server``: accounts, folders, keys and sshd; all of it goes at the end, also after a failure."""

    def __init__(self, city: Path, warm: bool = False) -> None:
        """``warm``: with a warm server, to which the installed program hands whoever comes."""
        self.warm = warm
        self.account = f"cmp-test-{os.getpid()}"
        self.careless = f"{self.account}-b"
        self.keys_account = f"{self.account}-k"
        self._city = city
        self._stack = contextlib.ExitStack()

    def __enter__(self) -> "Server":
        try:
            self._build()
        except BaseException:
            self._stack.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    # Setting up -----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        # sshd wants the key command's folders to be root's alone, all the way up: /tmp is not.
        self.place = Path(tempfile.mkdtemp(prefix="campaign-test-", dir="/var/lib"))
        self._stack.callback(shutil.rmtree, self.place, ignore_errors=True)
        self.place.chmod(0o755)
        self.secrets = Path(tempfile.mkdtemp(prefix="campaign-test-keys-"))
        self._stack.callback(shutil.rmtree, self.secrets, ignore_errors=True)
        self._make_accounts()
        places = self.places = Places(prefix=PurePosixPath(self.place), account=self.account,
                                      keys_account=self.keys_account, program=PurePosixPath(self.place / "venv"))
        self._make_program()
        for part in parts(places):
            for file in part.files:
                path = Path(file.path)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(file.text())
                path.chmod(file.mode)
        self.socket = self.place / "run" / "warm"
        if self.warm:
            command = Path(places.command)
            command.write_text(command.read_text().replace("main()\n", ONLY_WARM.format(socket=self.socket) + "main()\n"))
        with Path(places.config).open("a") as config:
            config.write(f'program = "{places.command}"\nlanguage = "en"\n')
        self._make_database()
        if self.warm:
            self._start_warm()
        self._start()

    def _make_accounts(self) -> None:
        def make(name: str, shell: str, *more: str) -> None:
            _account("useradd", "--system", "--no-create-home", "--home-dir", "/", "--shell", shell, *more, name)
            self._stack.callback(_account, "userdel", "--force", name)
            _account("usermod", "-p", "*", name)  # no password, and yet not locked

        make(self.account, "/bin/sh", "--user-group")
        self.owner = pwd.getpwnam(self.account)
        make(self.keys_account, "/usr/sbin/nologin", "--user-group")
        make(self.careless, "/bin/bash", "--non-unique", "--uid", str(self.owner.pw_uid), "--gid", str(self.owner.pw_gid))

    def _make_program(self) -> None:
        """Where the account can reach it, if need be by mounts that only the server sees."""
        venv, python = self.place / "venv", Path(sys.executable).resolve()
        self._inside: list[str] = []
        make_program(venv, system=Path(self.places.config))
        if self._reaches(venv):
            return
        shutil.rmtree(venv)
        mounts = {Path(sys.base_prefix).resolve(): self.place / "python", ROOT: self.place / "code",
                  **{place.resolve(): self.place / f"site{number}" for number, place in enumerate(SITE)}}
        lines = []
        for source, target in mounts.items():
            target.mkdir()
            lines.append(f"mount --bind {shlex.quote(str(source))} {target}")
        seen = self.place / "python" / python.relative_to(Path(sys.base_prefix).resolve())
        make_program(venv, system=Path(self.places.config), python=seen, paths=list(mounts.values())[1:])
        self._inside = [find("unshare") or "unshare", "--mount", "--propagation", "private", "sh", "-c",
                        " && ".join(lines) + ' && exec "$@"', "sh"]
        if not self._reaches(venv):
            raise CannotRun("the throw-away account cannot reach the interpreter")

    def _reaches(self, venv: Path) -> bool:
        try:
            done = subprocess.run([*self._inside, find("runuser"), "-u", self.account, "--", venv / "bin" / "python", "-I", "-c",
                                   "import campaign.cli.gate, textual, campaign.store.engine.connection"], capture_output=True,
                                   cwd="/")
        except OSError:
            return False
        return done.returncode == 0

    def _make_database(self) -> None:
        places, uid, gid = self.places, self.owner.pw_uid, self.owner.pw_gid
        group = grp.getgrnam(self.keys_account).gr_gid
        home, keys = Path(places.home), Path(places.keys)
        home.mkdir(parents=True)
        path = Path(shutil.copy(self._city, Path(places.database)))
        for made, mode in ((home, 0o700), (path, 0o600)):
            made.chmod(mode)
            os.chown(made, uid, gid)
        keys.parent.mkdir()
        os.chown(keys.parent, uid, group)
        keys.parent.chmod(0o2750)
        for person in ROLES:
            self.make_key(person)
        _run(find("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-f", self.place / "host")
        session = Session(path, "hq", clock=Clock())
        self.shared = Shared(path, admit(session, {person: self.public(person) for person in ROLES}))
        keyfile.publish(session.store, keys, f"{places.command} gate")
        os.chown(keys, uid, group)
        # There, one member gets the console script, which listens to the environment until the gate puts an end to it.
        lines = keyfile.lines(session.store, f"{places.command} gate")
        (self.place / "careless-keys").write_text("".join(
            (line.replace(str(places.command), f"{self.place}/venv/bin/campaign") if f"--member {UNGUARDED} " in line else line)
            + "\n" for line in lines))
        session.close()
        _run("chown", "-R", f"{uid}:{gid}", home)

    def make_key(self, name: str) -> str:
        """Its public line."""
        _run(find("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-C", f"{name}@desk", "-f", self.secrets / name)
        return self.public(name)

    def newcomer(self, role: str) -> str:
        """Another person who is a member, with a published key; the code."""
        session = self.shared.session()
        try:
            number = len(session.store.snapshot().people) + 1
            code = records.add_person(session, {"name": f"新人{number}", "county": "C01"}).subject
            members.add(session, code, role, line=self.make_key(code))
            self.shared.keys[code] = member_keys(session.store, code)[0].fingerprint
            self.publish(session)
        finally:
            session.close()
        return code

    def publish(self, session: Session) -> None:
        keyfile.publish(session.store, Path(self.places.keys), f"{self.places.command} gate")

    def public(self, person: str) -> str:
        return (self.secrets / f"{person}.pub").read_text().strip()

    def _start_warm(self) -> None:
        """As its service would: as the account, with a folder for its socket."""
        self.socket.parent.mkdir(mode=0o700)
        os.chown(self.socket.parent, self.owner.pw_uid, self.owner.pw_gid)
        log = self._stack.enter_context((self.secrets / "warm").open("wb"))
        self.template = subprocess.Popen(
            [*self._inside, find("runuser") or "", "-u", self.account, "--", str(self.places.command), "server", "warm",
             "--socket", str(self.socket)], stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd="/", start_new_session=True)
        self._stack.callback(self.template.wait)  # it is ended with all that runs as the account
        self._stack.callback(self._kill_all)
        end = time.monotonic() + 60
        while figures(self.socket) is None:
            if self.template.poll() is not None or time.monotonic() > end:
                raise CannotRun(f"the warm server did not begin: {(self.secrets / 'warm').read_text()}")
            time.sleep(0.05)

    def _start(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        config = self.place / "sshd_config"
        config.write_text(GLOBAL.format(port=self.port, place=self.place) + Path(self.places.sshd).read_text()
                          + CARELESS.format(account=self.careless, place=self.place))
        # Left there, as the system's own sshd leaves it: another server may be using it.
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
        _run(find("sshd"), "-t", "-f", config)
        log = self._stack.enter_context((self.secrets / "log").open("wb"))
        sshd = subprocess.Popen([*self._inside, find("sshd") or "", "-D", "-e", "-f", config], stdin=subprocess.DEVNULL,
                                stdout=log, stderr=log, start_new_session=True, cwd="/")
        self._stack.callback(self._stop, sshd)
        host = (self.place / "host.pub").read_text()
        (self.secrets / "known").write_text(f"[127.0.0.1]:{self.port} {host}")
        end = time.monotonic() + 20
        while True:
            with socket.socket() as tried:
                if tried.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            if sshd.poll() is not None or time.monotonic() > end:
                raise CannotRun(f"sshd did not start: {self.log()}")
            time.sleep(0.02)

    def _stop(self, sshd: subprocess.Popen[bytes]) -> None:
        """The server, then what it has left running for the throw-away accounts."""
        sshd.terminate()
        sshd.wait(10)
        self._kill_all()

    def _kill_all(self) -> None:
        for _round in range(100):
            left = self.processes()
            if not left:
                return
            for pid in left:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            time.sleep(0.02)

    def log(self) -> str:
        return (self.secrets / "log").read_text()

    def processes(self) -> list[int]:
        """Everything that runs as one of the throw-away accounts."""
        uids = {self.owner.pw_uid, pwd.getpwnam(self.keys_account).pw_uid}
        return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit() and _owner(entry) in uids]

    # Coming in ------------------------------------------------------------------------------------------------------

    def ssh(self, person: str, *words: str, options: Sequence[str] = (), account: str | None = None,
            program: str = "ssh") -> list[str]:
        """The client's command line; ``words`` are joined by blanks, as ssh does."""
        told = [*options, "-F", "none", "-i", str(self.secrets / person), "-o", "IdentitiesOnly=yes", "-o", "IdentityAgent=none",
                "-o", f"UserKnownHostsFile={self.secrets}/known", "-o", "StrictHostKeyChecking=yes", "-o", "BatchMode=yes",
                "-o", "LogLevel=ERROR", "-o", f"Port={self.port}"]
        # The two dashes: or ssh takes a word with one for an option of its own.
        there = ["--", f"{account or self.account}@127.0.0.1"] if program == "ssh" else []
        return [find(program) or program, *told, *there, *words]

    def run(self, person: str, *words: str, options: Sequence[str] = (), account: str | None = None, stdin: bytes = b"",
            env: Mapping[str, str] | None = None, fresh: bool = False) -> Answer:
        """One command. Calls that want nothing of the connection share one, unless it is to be ``fresh``."""
        if person in ROLES and not options and not fresh:
            options = ["-S", self._line(person, account or self.account)]
        done = subprocess.run(self.ssh(person, *words, options=options, account=account), input=stdin, capture_output=True,
                              timeout=30, env=self.environment(env))
        return Answer(done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"))

    def _line(self, person: str, account: str) -> str:
        """A connection that is kept open; its socket."""
        path = self.secrets / f"{person}-{account}"
        if not path.exists():
            master = subprocess.Popen(self.ssh(person, options=["-M", "-N", "-S", str(path)], account=account),
                                      stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                      env=self.environment())
            self._stack.callback(master.wait)
            self._stack.callback(master.kill)
            end = time.monotonic() + 20
            while not path.exists():
                if master.poll() is not None or time.monotonic() > end:
                    raise RuntimeError(f"no connection: {self.log()}")
                time.sleep(0.01)
        return str(path)

    def terminal(self, person: str, *words: str, options: Sequence[str] = (), account: str | None = None,
                 env: Mapping[str, str] | None = None) -> Terminal:
        return Terminal(self.ssh(person, *words, options=["-t", *options], account=account), env=env)

    @staticmethod
    def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
        return {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "LANG": "C.UTF-8", **(more or {})}

    def published(self) -> str:
        return Path(self.places.keys).read_text()


def _owner(entry: Path) -> int | None:
    try:
        return entry.stat().st_uid
    except OSError:
        return None


def running(city: Path, warm: bool = False) -> Iterator[Server]:
    """For a fixture. Raises ``CannotRun`` with the reason."""
    why = needed()
    if why:
        raise CannotRun(why)
    with Server(city, warm) as server:
        yield server
