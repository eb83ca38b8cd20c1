"""The chapter "For a team on one server", line by line on a machine of its own, with a real SSH server on port 22.

Two things stand in for what needs a network: ``apt-get`` believes that the packages come, and ``python3 -m venv`` makes an
environment of links to this checkout and to the packages that the tests run with, whose ``pip`` only looks whether there is
something to install. .ci/run installs for real, in a fresh clone.
"""

import json
import re
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import Any

import pytest

from campaign.service.server_places import Places
from campaign.service.server_setup import parts
from tests.readme import GUIDES
from tests.server.machine import Machine
from tests.server.sshd import Answer, CannotRun, needed

APT = """#!/bin/sh
case "$1" in
update) ;;
install)
    shift
    for name; do
        [ "$name" = -y ] || dpkg -s "$name" >/dev/null 2>&1 || apt-cache show "$name" >/dev/null || exit 100
    done ;;
*) exit 100 ;;
esac
"""
PYTHON = """#!{python}
import pathlib, sys
sys.path[:0] = {paths!r}
assert sys.argv[1:3] == ["-m", "venv"], sys.argv
from tests.server.conftest import make_program
place = pathlib.Path(sys.argv[3])
make_program(place, system=pathlib.Path("/etc/campaign/config.toml"), python=pathlib.Path({python!r}),
             paths=[pathlib.Path(path) for path in {paths!r}])
pip = place / "bin" / "pip"
pip.write_text('#!/bin/sh\\n[ "$1" = install ] && for place; do :; done && [ -e "$place/pyproject.toml" ]\\n')
pip.chmod(0o755)
"""
SSHD = ("/usr/sbin/sshd", "-D", "-o", "ListenAddress=127.0.0.1")
PLACES = Places(program=PurePosixPath("/opt/campaign"))
DATABASE = PLACES.database


def chapter() -> list[str]:
    """Its blocks of commands, in order, in whichever guide it stands."""
    begin = "/opt/campaign/bin/campaign server setup > /root/setup.sh\n"
    parts = [part for guide in GUIDES for part in re.split(r"^(?=## )", guide.read_text(encoding="utf-8"), flags=re.M)]
    told = next(part for part in parts if begin in part)
    return re.findall(r"^```sh\n(.*?)^```$", told, re.M | re.S)


@pytest.fixture(scope="module")
def machine() -> Iterator[Machine]:
    why = needed()
    if why:
        pytest.skip(why)
    try:
        with Machine() as machine:
            machine.write(f"{machine.place}/bin/apt-get", APT, 0o755)
            machine.write(f"{machine.place}/bin/python3", PYTHON.format(
                python=str(machine.interpreter), paths=[str(path) for path in machine.paths]), 0o755)
            machine.write("/etc/hosts", "127.0.0.1 localhost server\n")
            assert machine.sh(f"rm -rf /opt/campaign /etc/campaign /var/lib/campaign* /root/.ssh /root/.config; "
                              f"chmod 0700 /root; ln -s {machine.code} /root/campaign").code == 0
            yield machine
    except CannotRun as reason:
        pytest.skip(str(reason))


def done(said: Answer) -> str:
    """What a command printed that went well."""
    assert said.code == 0, said
    return said.out


# What must have come of each block, by a line of it -----------------------------------------------------------------------


def printed(machine: Machine) -> None:
    """A script, and nothing of it has been done."""
    script = done(machine.sh("cat /root/setup.sh"))
    assert script == done(machine.sh("/opt/campaign/bin/campaign server setup"))
    for part in parts(PLACES):
        assert all(line in script for line, _why in (*part.commands, *part.after))
        assert all(file.text() in script for file in part.files)
    assert machine.sh("id campaign").code != 0
    assert machine.sh("[ -e /etc/campaign ] || [ -e /var/lib/campaign ]").code != 0


def installed(machine: Machine) -> None:
    """As printed; a second time changes nothing. Then the server runs, as systemd would start it."""
    about = "stat -c '%n %a %U %G' $(cat /root/files)"
    files = [str(file.path) for part in parts(PLACES) for file in part.files]
    machine.write("/root/files", " ".join([*files, str(PLACES.home), str(PLACES.backups), str(PLACES.keys.parent)]))
    before = done(machine.sh(about))
    assert "/usr/local/libexec/campaign-keys 755 root root\n" in before and "/var/lib/campaign 700 campaign campaign\n" in before
    assert "/var/lib/campaign-keys 2750 campaign campaign-keys\n" in before
    done(machine.sh("sh /root/setup.sh"))
    assert done(machine.sh(about)) == before
    for name in ("admin", "zhao", "office"):
        done(machine.sh(f"mkdir -p -m 0700 .ssh; ssh-keygen -q -t ed25519 -N '' -C {name}@desk -f .ssh/{name}; "
                        f"cp .ssh/{name}.pub /root"))
    done(machine.sh("cp .ssh/admin .ssh/id_ed25519; chmod 0600 .ssh/id_ed25519"))
    machine.start(*SSHD)
    end = time.monotonic() + 20
    while machine.sh("ssh-keyscan -t ed25519 server > .ssh/known_hosts 2>/dev/null; [ -s .ssh/known_hosts ]").code != 0:
        assert time.monotonic() < end, "sshd does not answer"


def begun(machine: Machine) -> None:
    assert done(machine.sh(f"stat -c '%a %U' {DATABASE}")) == "600 campaign\n"
    assert told(machine, "campaign status")["name"] == "安澜市百日攻坚"


def seeded(machine: Machine) -> None:
    assert len(told(machine, "campaign projects")) > 50
    done(machine.sh(f"rm -f {DATABASE}-wal {DATABASE}-shm; mv /root/kept.db {DATABASE}"))
    begun(machine)


def checked(machine: Machine) -> None:
    found = told(machine, "campaign doctor")
    assert {one["check"] for one in found if one["state"] == "bad"} == set(), found
    assert {"sshd", "accounts", "installed", "members", "keys", "totals", "audit", "backup"} <= {
        one["check"] for one in found if one["state"] == "ok"}, found
    assert told(machine, "ssh campaign@server whoami")["role"] == "admin"
    for other in ("runuser -u campaign -- campaign doctor", "ssh campaign@server doctor"):  # who sees less finds nothing wrong
        done(machine.sh(other))
    # Whatever stands earlier wins, and only sshd itself can tell.
    machine.write("/etc/ssh/sshd_config.d/00-other.conf", "Match all\n    DisableForwarding no\n")
    said = machine.sh("campaign doctor --json")
    assert said.code == 1 and [one["code"] for one in json.loads(said.out) if one["state"] == "bad"] == ["sshd_other"]
    for name in ("00-other", "zz-other"):  # the last one holds up to OpenSSH 9, the first one later
        machine.write(f"/etc/ssh/sshd_config.d/{name}.conf", "MaxStartups 10:30:100\n")
    said = machine.sh("campaign doctor --json")
    assert said.code == 1 and [one["code"] for one in json.loads(said.out) if one["state"] == "bad"] == ["sshd_startups"]
    done(machine.sh("rm /etc/ssh/sshd_config.d/??-other.conf"))


def added(machine: Machine) -> None:
    assert [row["name"] for row in told(machine, "ssh campaign@server projects")] == ["滨海新材料 二期"]
    assert "滨海新材料 二期" in done(machine.sh("cat projects.csv"))


def let_in(machine: Machine) -> None:
    members = {row["name"]: row for row in told(machine, "ssh campaign@server member list")}
    assert {name: row["role"] for name, row in members.items()} == {"周某岚": "admin", "王某山": "leader", "赵某松": "staff"}
    assert [key["comment"] for key in members["赵某松"]["keys"]] == ["zhao@desk"]
    assert told(machine, "ssh -i .ssh/zhao -o IdentitiesOnly=yes campaign@server whoami")["name"] == "赵某松"


def only_looking(machine: Machine) -> None:
    office = "ssh -i .ssh/office -o IdentitiesOnly=yes campaign@server"
    assert told(machine, f"{office} whoami")["readonly"]
    assert machine.sh(f"{office} claim P0001 -l 王").code == 6


def gone(machine: Machine) -> None:
    assert machine.sh("ssh -i .ssh/zhao -o IdentitiesOnly=yes -o BatchMode=yes campaign@server whoami").code == 255
    assert told(machine, "campaign show M002")["name"] == "赵某松"


def copied(machine: Machine) -> None:
    assert "滨海新材料 二期" in done(machine.sh("campaign --db copy.db projects --csv"))


def restored(machine: Machine) -> None:
    """The backup was made when there was no project yet, and one member."""
    assert done(machine.sh(f"wc -l < {PLACES.keys}")) == "1\n"
    assert told(machine, "campaign projects") == []
    assert done(machine.sh(f"stat -c '%a %U' {DATABASE}")) == "600 campaign\n"
    done(machine.sh("campaign log --verify"))


def told(machine: Machine, command: str) -> Any:
    return json.loads(done(machine.sh(f"{command} --json")))


EXPECTED: dict[str, Callable[[Machine], None]] = {
    "pip install --upgrade": checked,
    "server setup > /root/setup.sh\n": printed,
    "sh /root/setup.sh\n": installed,
    "campaign init": begun,
    "campaign seed": seeded,
    "member key 周某岚": checked,
    "whoami": added,
    "member key 赵某松": let_in,
    "--readonly": only_looking,
    "member remove": gone,
    "backup - >": copied,
    "campaign restore": restored,
}
"""By a part of the block; the first that fits."""


def test_every_command_of_the_chapter(machine: Machine) -> None:
    blocks = chapter()
    assert len(blocks) == len(EXPECTED) + 1
    for block in blocks:
        if block == "ssh campaign@server\n":
            with machine.terminal(block) as terminal:
                terminal.wait("周某岚")
                terminal.press("q")
                assert terminal.exit_code() == 0
            continue
        check = next(check for mark, check in EXPECTED.items() if mark in block)
        if "campaign seed" in block:  # in place of the campaign that is there
            done(machine.sh(f"mv {DATABASE} /root/kept.db"))
        said = machine.sh(block)
        assert said.code == 0, (block, said)
        check(machine)


# What is printed ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def setup(capfd: pytest.CaptureFixture[str]) -> Callable[..., Answer]:
    from campaign.cli.run import run

    def call(*words: str) -> Answer:
        code = run(["--lang", "en", "server", "setup", *words])
        return Answer(code, *capfd.readouterr())

    return call


def test_every_line_has_its_reason(setup: Callable[..., Answer]) -> None:
    """Each file and each command says why, in both forms; nothing else is needed to read them."""
    said, rows = setup(), json.loads(setup("--json").out)
    assert said.code == 0 and said.err.startswith("Nothing has been changed")
    for part in parts(Places()):
        assert part.title in said.out and part.title in [row["title"] for row in rows["parts"]]
        for file in part.files:
            assert any(why for _line, why in file.lines), file.path
            assert all(f": {why}\n" in said.out for _line, why in file.lines if why)
        for _line, why in part.commands:
            assert why and f"# {why}\n" in said.out
    subprocess.run(["sh", "-n"], input=said.out, text=True, check=True)


def test_other_names_and_places(setup: Callable[..., Answer]) -> None:
    said = setup("--prefix", "/tmp/try", "--account", "bjgj", "--program", "/srv/venv", "--replica", "s3://bucket/campaign").out
    assert "install -d -m 0700 -o bjgj -g bjgj /tmp/try/var/lib/campaign\n" in said
    assert "Match User bjgj\n" in said and "AuthorizedKeysCommandUser bjgj-keys\n" in said
    assert "#!/srv/venv/bin/python -IXutf8\n" in said and "url: s3://bucket/campaign\n" in said


@pytest.mark.parametrize("words", [
    ("--account", "a b"), ("--account", "-x"), ("--account", ""), ("--account", "x;id"), ("--keys-account", "$(id)"),
    ("--prefix", "relative"), ("--prefix", "/a b"), ("--prefix", "/$HOME"), ("--program", "/a;b"), ("--program", "/a\nb"),
    ("--replica", "s3://a b"), ("--replica", "s3://a'b")])
def test_nothing_gets_into_the_script_that_a_shell_would_act_on(words: tuple[str, str], setup: Callable[..., Answer]) -> None:
    said = setup(*words)
    assert (said.code, said.out) == (2, "") and said.err.count("\n") == 1
