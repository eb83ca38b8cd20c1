"""The warm server: what it does for somebody is what the gate would have done, to the byte, in print and in the log."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from campaign import __version__
from campaign.cli.commands import COMMANDS
from campaign.cli.run import run
from campaign.cli.state import Entrance
from campaign.cli.warm import child, client
from campaign.kinds.registry import all_verbs
from campaign.service.server_places import Places
from tests.cli.conftest import Said
from tests.server.conftest import ADMIN, HQ, LEADER, STAFF, VIEWER, share
from tests.server.warm import Warm

MOMENT = re.compile(r"\d\d:\d\d(:\d\d(\.\d+)?)?|\d+ MB|[0-9a-f]{16}")
"""The two are asked one after the other, on a machine on which others are at work."""


@pytest.fixture(scope="module")
def warm(program: Path, small_city: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warm]:
    with Warm(program, share(small_city, tmp_path_factory.mktemp("warm"))) as server:
        yield server


@pytest.fixture(scope="module")
def cold(program: Path, small_city: Path, tmp_path_factory: pytest.TempPathFactory) -> Warm:
    """The same city without a server."""
    return Warm(program, share(small_city, tmp_path_factory.mktemp("cold")))


def line_of(verb: str) -> str:
    """What is asked for by a verb of the roles table: its example, without what a shell would make of it, and with an end."""
    if verb == "watch":
        return "campaign watch --json --since 0 -n 1"
    return re.sub(r"[<>|].*", "", COMMANDS[verb].example.splitlines()[0]).strip() if verb in COMMANDS else f"campaign {verb}"


def plain(text: str, at: Warm) -> str:
    return MOMENT.sub("HH:MM", text.replace(str(at.shared.path.parent), "FOLDER"))


@pytest.mark.parametrize("verb", sorted(all_verbs()))
def test_every_verb_of_the_roles_table_says_the_same(verb: str, warm: Warm, cold: Warm) -> None:
    """Whoever may do all, and whoever may only look: the latter is held against the gate in this process, which is quicker."""
    line = line_of(verb)
    before = warm.served()
    for person in (ADMIN, VIEWER):
        said, other = warm.run(person, line), cold.run(ADMIN, line, warm=False) if person is ADMIN else here(cold, VIEWER, line)
        assert said.code == other.code, (line, said, other)
        if verb != "backup":  # two databases, written at two moments
            assert plain(said.out, warm) == plain(other.out, cold), line
        assert plain(said.err, warm) == plain(other.err, cold), line
        if said.code != 6:  # of what is refused to one member, one try a minute is noted
            assert warm.shared.newest()[:2] == cold.shared.newest()[:2], line
    assert warm.served() > before  # on a machine that is too busy somebody may come in by the gate alone


def here(cold: Warm, person: str, line: str) -> Said:
    with CliRunner().isolation(input="") as (out, err, _):
        code = run([], Entrance(cold.shared.path, person, cold.shared.keys[person], line))
        sys.stdout.flush()
        sys.stderr.flush()
        return Said(code, out.getvalue().decode(), err.getvalue().decode())


@pytest.mark.parametrize("line, stdin", [
    ("whoami --json", b""), ("note B0002 -", "已约省厅\n".encode()), ("note B0002 -", b"\xff\xfe"), ("projects --csv", b""),
    ("campaign nonsense", b""), ("show P9999", b""), ("help", b""), ("help projects", b""), ("--lang en --help", b""), ("", b""),
    ("add-project $(id) `x`; y", b""), ("note B0001 \x1b[31m", b""), ("x" * 2001, b""), ("'", b""),
    ("--readonly note B0001 x", b"")])
def test_lines_as_they_come_say_the_same(line: str, stdin: bytes, warm: Warm, cold: Warm) -> None:
    said, other = warm.run(HQ, line, stdin=stdin), cold.run(HQ, line, stdin=stdin, warm=False)
    assert said.code == other.code
    assert (plain(said.out, warm), plain(said.err, warm)) == (plain(other.out, cold), plain(other.err, cold))


def test_what_is_refused_is_refused_and_noted_as_ever(program: Path, small_city: Path, tmp_path: Path) -> None:
    """Each by somebody else: of one member one try a minute is noted."""
    for name in ("warm", "cold"):
        (tmp_path / name).mkdir()
    cold = Warm(program, share(small_city, tmp_path / "cold"))
    with Warm(program, share(small_city, tmp_path / "warm")) as warm:
        for who, line, key in ((LEADER, "whoami", "SHA256:" + "x" * 43), ("L99", "whoami", None), ("nobody", "status", None),
                               (VIEWER, "progress P0001 +1", None), (ADMIN, "--db /tmp/other.db status", None),
                               (HQ, "init", None), (STAFF, "member list", None)):
            for at in (warm, cold):
                at.shared.keys.setdefault(who, at.shared.keys[HQ])
            said, other = warm.run(who, line, key=key), cold.run(who, line, key=key, warm=False)
            assert said.code == other.code == 6 and said.out == other.out == ""
            assert plain(said.err, warm) == plain(other.err, cold)
            assert warm.shared.newest() == cold.shared.newest()
        assert warm.served() > 0


def test_the_streams_are_those_that_ssh_gave(warm: Warm) -> None:
    """A reader that leaves, and one that is not there."""
    argv = warm.gate(VIEWER)
    env = {"PATH": os.environ["PATH"], "SSH_ORIGINAL_COMMAND": "projects --json"}
    one = subprocess.Popen(argv, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env)
    assert one.stdout is not None and one.stderr is not None
    one.stdout.close()
    assert one.stderr.read() == b"" and one.wait(30) == 0
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(argv, stdin=subprocess.DEVNULL, stdout=full, stderr=subprocess.PIPE, env=env)
    assert done.returncode == 1 and done.stderr.count(b"\n") == 1


# Who is at the other end -------------------------------------------------------------------------------------------------


def test_what_no_client_of_ours_sends_opens_nothing(warm: Warm) -> None:
    """Too much, too little, no descriptors, four of them, nothing: and it serves the next one."""
    good = b"\0".join([__version__.encode(), b"0", str(warm.shared.path).encode(), b"", HQ.encode(),
                       warm.shared.keys[HQ].encode(), b"whoami"])
    odd = good.replace(b"\0" + b"0\0", b"\0" + b"-1\0", 1)
    for message, descriptors in ((b"", 3), (b"\0" * 20, 3), (good, 0), (good, 2), (good, 4), (good + b"\0x", 3),
                                 (b"9" * 15_000, 3), (odd, 3), (b"\xff", 3)):
        with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as line:
            line.settimeout(20)
            line.connect(str(warm.socket))
            assert line.recv(99) == client.HERE
            if message:
                socket.send_fds(line, [message], [0] * descriptors)
                assert line.recv(99) == b"", message
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as line:
        line.connect(str(warm.socket))  # and says nothing
        assert warm.run(VIEWER, "whoami").code == 0
    left = [entry.readlink() for entry in Path(f"/proc/{warm.process.pid}/fd").iterdir()]
    assert len(left) < 12, left


def test_the_socket_is_its_owners(warm: Warm) -> None:
    assert warm.socket.stat().st_mode & 0o777 == 0o600 and warm.socket.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root, to be somebody else")
def test_another_account_hands_nothing_over_and_is_handed_nothing(warm: Warm, cold: Warm) -> None:
    """Each end asks the kernel who is at the other."""
    calls = ("import os, socket, sys\nline = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)\nline.settimeout(20)\n"
             "os.setuid(65534)\nline.connect(sys.argv[1])\nprint(line.recv(99))\n")
    warm.socket.parent.chmod(0o711)
    warm.socket.chmod(0o666)
    try:
        assert subprocess.run([sys.executable, "-c", calls, warm.socket], capture_output=True).stdout == b"b''\n"
    finally:
        warm.socket.chmod(0o600)
        warm.socket.parent.chmod(0o700)
    # Somebody else listens: whoever comes is not handed to him.
    place = warm.place / "other"
    listens = ("import os, socket, sys\nos.setuid(65534)\nline = socket.socket(fileno=int(sys.argv[1]))\nline.listen()\n"
               "print(1, flush=True)\none, _ = line.accept()\nprint(one.recv(99), flush=True)\n")
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listener:
        listener.bind(str(place))
        stranger = subprocess.Popen([sys.executable, "-c", listens, str(listener.fileno())], pass_fds=[listener.fileno()],
                                    stdout=subprocess.PIPE)
        assert stranger.stdout is not None
        stranger.stdout.readline()
    argv = [str(place) if word == str(warm.socket) else word for word in warm.gate(VIEWER)]
    done = subprocess.run(argv, capture_output=True, env={"PATH": os.environ["PATH"], "SSH_ORIGINAL_COMMAND": "whoami --json"})
    assert json.loads(done.stdout)["code"] == VIEWER
    assert stranger.stdout.read() == b"b''\n" and stranger.wait(20) == 0


# Never two sessions, never none -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["no file", "a file", "nobody listens", "other database", "another version", "none"])
def test_where_nobody_takes_it_the_gate_goes_on_by_itself(how: str, warm: Warm, cold: Warm) -> None:
    place = warm.place / f"try-{how.replace(' ', '-')}"
    if how == "a file":
        place.write_bytes(b"")
    elif how == "nobody listens":
        with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listener:
            listener.bind(str(place))
    at = cold if how == "other database" else warm
    words = {"other database": str(warm.socket), "none": "none"}.get(how, str(place))
    argv = [words if before == "--warm" else word for before, word in zip(["", *at.gate(VIEWER)], at.gate(VIEWER), strict=False)]
    before = warm.served()
    done = subprocess.run(argv, capture_output=True, env={"PATH": os.environ["PATH"], "SSH_ORIGINAL_COMMAND": "whoami --json"})
    assert json.loads(done.stdout)["code"] == VIEWER and done.returncode == 0
    assert warm.served() == before


def test_one_that_is_slow_is_waited_for_and_then_not(warm: Warm) -> None:
    """It is stopped; whoever comes goes on alone after a while, and is not served a second time when it wakes up."""
    session = warm.shared.session()
    before = session.store.snapshot().seq
    warm.process.send_signal(signal.SIGSTOP)
    try:
        began = time.monotonic()
        said = warm.run(HQ, "add-project 慢")
        assert said.code == 0 and time.monotonic() - began >= client.WAIT
    finally:
        warm.process.send_signal(signal.SIGCONT)
    warm.wait(lambda: warm.sessions() == 0)
    assert session.store.snapshot().seq == before + 1
    session.close()


def test_the_place_is_the_one_that_is_set_up() -> None:
    assert str(Places().warm) == client.PLACE


@pytest.mark.parametrize("args, words", [
    ("gate --member L01 --key K", True), ("--db X gate --member=L01 --key=K --warm S", True), ("gate --member L01", False),
    ("gate --member L01 --key K --help", False), ("--lang en gate --member L01 --key K", False),
    ("gate --db X --member L01 --key K", False),
    ("gate --member L01 --member L02 --key K", False), ("gate --member", False), ("projects gate --member L01 --key K", False),
    ("gate gate --member L01 --key K", False), ("gate --member= --key K", False)])
def test_only_what_needs_no_parser_is_handed_over(args: str, words: bool) -> None:
    assert (client._words(args.split()) is not None) is words


def test_the_client_imports_next_to_nothing(program: Path) -> None:
    script = ("import sys\nbefore = set(sys.modules)\nsys.argv[1:] = ['gate']\nimport campaign.cli.warm.client\n"
              "print(sorted(set(sys.modules) - before))")
    done = subprocess.run([program.parent / "python", "-IXutf8", "-c", script], capture_output=True, text=True, check=True)
    found = set(eval(done.stdout))
    assert found - {"campaign", "campaign.cli", "campaign.cli.warm", "campaign.cli.warm.client", "_socket", "gc"} == set()


def test_what_is_handed_over_is_read_as_it_was_meant() -> None:
    told = child.read(b"\0".join([b"1", b"2", b"TERM=x", b"LANG=a=b", b"db", b"", b"L01", b"K", "名".encode()]))
    assert told == child.Asked("1", {"TERM": "x", "LANG": "a=b"}, "db", "", "L01", "K", "名")

