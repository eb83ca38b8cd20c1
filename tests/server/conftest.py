"""A shared campaign with a member of every role, and the gate to it: in this process, as a process, or behind a real sshd."""

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from typer.testing import CliRunner

from campaign import config
from campaign.cli.run import run
from campaign.cli.state import Entrance
from campaign.service import Session, members
from campaign.store.queries import checks as checks_queries
from campaign.store.queries import log as log_queries
from campaign.store.queries.members import member_keys
from tests.cli.conftest import NOW, Said
from tests.store.world import Clock

ROOT = Path(__file__).parents[2]
SITE = [Path(place) for place in dict.fromkeys((sysconfig.get_path("purelib"), sysconfig.get_path("platlib")))]
KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI{}JmzM2cFvKLc9CFSpBqu6pG1TvFmQxkhyvvZ9P1cXZ3 someone@desk"
VIEWER, STAFF, LEADER, HQ, ADMIN = "L03", "M001", "L01", "L02", "M002"
ROLES: Mapping[str, tuple[str, dict[str, str]]] = {
    VIEWER: ("viewer", {}), STAFF: ("staff", {"county": "C01"}), LEADER: ("leader", {}), HQ: ("hq", {}), ADMIN: ("admin", {})}
"""The small city's people, as members."""


def admit(session: Session, keys: Mapping[str, str]) -> dict[str, str]:
    """Make members of ``ROLES``, each with a key; fingerprint by person."""
    for person, (role, where) in ROLES.items():
        members.add(session, person, role, line=keys[person], **where)
    return {key.person: key.fingerprint for key in member_keys(session.store)}


class Shared(NamedTuple):
    """A database and who may come in to it."""

    path: Path
    keys: dict[str, str]
    """Fingerprint by person."""

    def session(self, person: str | None = None) -> Session:
        """The machine's own, or that of a member."""
        key = None if person is None else self.keys[person]
        return Session(self.path, person or "hq", clock=Clock(), me=person, key=key)

    def newest(self) -> tuple[str, str, Any]:
        """Verb, actor and what was noted of the newest entry of the log."""
        session = self.session()
        try:
            entry = log_queries.log(session.store, limit=1)[0]
            assert checks_queries.verify(session.store) == entry.seq
            return entry.verb, entry.actor, entry.changes[0]["after"]
        finally:
            session.close()


def share(city: Path, place: Path) -> Shared:
    """A copy of the small city in this folder, with its members."""
    path = Path(shutil.copy(city, place / "campaign.db"))
    session = Session(path, "hq", clock=Clock())
    keys = admit(session, {person: KEY.format(letter) for person, letter in zip(ROLES, "ABCDE", strict=True)})
    session.close()
    return Shared(path, keys)


@pytest.fixture
def shared(small_city: Path, tmp_path: Path) -> Shared:
    return share(small_city, tmp_path)


@pytest.fixture(autouse=True)
def no_system(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The machine that runs the tests may be a server itself."""
    monkeypatch.setattr(config, "SYSTEM", tmp_path / "system.toml")
    return tmp_path / "system.toml"


Enter = Callable[..., Said]


@pytest.fixture
def enter(shared: Shared) -> Enter:
    """Come in through the gate, in this process: ``enter(person, line)``."""

    def call(person: str, asked: str = "", *, stdin: str = "", key: str | None = None) -> Said:
        with CliRunner().isolation(input=stdin, env={"CAMPAIGN_NOW": NOW}) as (out, err, _):
            code = run([], Entrance(shared.path, person, key or shared.keys[person], asked))
            sys.stdout.flush()
            sys.stderr.flush()
            return Said(code, out.getvalue().decode(), err.getvalue().decode())

    return call


def make_program(place: Path, *, system: Path, python: Path | None = None, paths: list[Path] | None = None) -> Path:
    """As an installation has it, a virtual environment of links to this checkout; its ``bin/campaign``.

    ``system`` is what it reads in place of the machine's /etc/campaign/config.toml: Python that is deaf to its environment
    still reads ``.pth`` files.
    """
    python = python or Path(sys.executable).resolve()
    site = place / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "site-packages"
    site.mkdir(parents=True)
    (place / "bin").mkdir()
    (place / "bin" / "python").symlink_to(python)
    (place / "pyvenv.cfg").write_text(f"home = {python.parent}\ninclude-system-site-packages = false\n")
    hook = f"import campaign.config, pathlib; campaign.config.SYSTEM = pathlib.Path({str(system)!r})"
    (site / "campaign.pth").write_text("\n".join([*map(str, paths or [ROOT, *SITE]), hook]) + "\n")
    script = place / "bin" / "campaign"
    script.write_text(f"#!{place}/bin/python\nfrom campaign.cli import main\nmain()\n")
    script.chmod(0o755)
    return script


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("installed")
    return make_program(place / "venv", system=place / "system.toml")


@pytest.fixture
def gate(shared: Shared, program: Path) -> Enter:
    """Come in through the gate, as a process: ``gate(person, line, env={…})``."""

    def call(person: str, asked: str | None = None, *, stdin: bytes = b"", env: Mapping[str, str] | None = None,
             command: list[str] | None = None) -> Said:
        words = command or [program, "--db", shared.path, "gate", "--member", person, "--key", shared.keys[person]]
        done = subprocess.run(list(map(str, words)), input=stdin, capture_output=True, timeout=60, env={
            "PATH": os.environ["PATH"], "LANG": "C.UTF-8", **(env or {}),
            **({} if asked is None else {"SSH_ORIGINAL_COMMAND": asked})})
        return Said(done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"))

    return call
