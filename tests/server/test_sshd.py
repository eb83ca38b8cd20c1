"""Everything that was ever used to break out of a forced command, against a real OpenSSH server.

Each test names the hole it tries. Nothing leaves 127.0.0.1; accounts and keys are thrown away at the end.
"""

import contextlib
import json
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from campaign.cli import isolation
from campaign.service import members
from tests.server.conftest import ADMIN, HQ, LEADER, STAFF, VIEWER
from tests.server.sshd import UNGUARDED, Answer, CannotRun, Server, find, running

DENIED = 255
"""ssh's own exit code: it was not let in, or not what it asked for."""


@pytest.fixture(scope="session", params=["alone", "warm"])
def server(small_city: Path, request: pytest.FixtureRequest) -> Iterator[Server]:
    """Every hole is tried twice: with a gate that runs the session itself, and with one that hands it to the warm server."""
    try:
        yield from running(small_city, warm=request.param == "warm")
    except CannotRun as why:
        pytest.skip(str(why))


def forbidden(server: Server, said: Answer, key: str) -> None:
    """Not allowed, in one line, without data, and noted with this reason."""
    assert (said.code, said.out) == (6, ""), said
    assert said.err.count("\n") == 1 and "Traceback" not in said.err
    verb, _actor, noted = server.shared.newest()
    assert (verb, noted["why"]) == ("refused", key)


def files(server: Server) -> set[str]:
    """What there is in the folder of the database, besides the database itself."""
    return {path.name for path in Path(server.places.home).iterdir() if not path.name.startswith("campaign.db")}


# What works -------------------------------------------------------------------------------------------------------------


def test_the_key_says_who_it_is(server: Server) -> None:
    for person, role in ((VIEWER, "viewer"), (ADMIN, "admin")):
        said = server.run(person, "whoami --json")
        told = json.loads(said.out)
        assert (said.code, said.err, told["code"], told["role"]) == (0, "", person, role)
        assert told["key"] == server.shared.keys[person]


def test_sixty_come_at_once(server: Server) -> None:
    """Each is at the door and nobody has proved who they are yet: by itself sshd would turn most of them away. They come from an
    address of their own, so that a server that punishes who leaves without logging in punishes nobody else."""
    with contextlib.ExitStack() as stack:
        door = [stack.enter_context(socket.create_connection(("127.0.0.1", server.port), 30, ("127.0.0.77", 0)))
                for _ in range(60)]
        assert {visitor.recv(8) for visitor in door} == {b"SSH-2.0-"}
    assert server.run(VIEWER, "status", fresh=True).code == 0


def test_exit_codes_pass_through(server: Server) -> None:
    for line, code in (("status", 0), ("show P9999", 3), ("progress P0001 rubbish", 2), ("campaign nonsense", 2),
                       ("undo", 1), ("member list", 6)):
        assert server.run(LEADER, line).code == code, line


def test_one_thing_is_done(server: Server) -> None:
    said = server.run(HQ, "add-project", "'名称 带空格'", "-c", "临江区")  # as the shell here hands it on
    assert said.code == 0 and re.fullmatch("P[0-9]{4}\n", said.out)
    assert json.loads(server.run(VIEWER, f"show {said.out.strip()} --json").out)["name"] == "名称 带空格"
    said = server.run(HQ, "add-project", "名称 带空格", "-c", "临江区")  # one pair of quotes: the shell here took it
    assert said.code == 2 and '''ssh HOST add-project "'名称 带空格'" -c 临江区''' in said.err


def test_what_comes_in_at_stdin_has_an_end(server: Server) -> None:
    """A client that never stops sending is answered and sent away; what it sent was not kept."""
    for line in ("note B0002 -", "add-project -"):
        client = subprocess.Popen(server.ssh(HQ, line), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                  env=server.environment())
        assert client.stdin and client.stderr
        sent = 0
        with contextlib.suppress(BrokenPipeError):
            while sent < 2**30:
                sent += os.write(client.stdin.fileno(), b"x" * 2**16)
        with contextlib.suppress(BrokenPipeError):
            client.stdin.close()
        said = client.stderr.read().decode()
        assert client.wait(30) == 2 and said.count("\n") == 1 and "64000" in said
        assert sent < 2**26  # what lies in pipes and windows on the way
    said = server.run(HQ, "note B0002 -", stdin=b"\xff\xfe")
    assert said.code == 2 and said.err.count("\n") == 1


def test_text_from_stdin(server: Server) -> None:
    assert server.run(HQ, "note B0002 -", stdin="已约省厅 周三\n".encode()).code == 0
    assert json.loads(server.run(HQ, "show B0002 --json").out)["events"][-1]["text"] == "已约省厅 周三"


def test_the_dashboard(server: Server) -> None:
    with server.terminal(HQ) as terminal:
        terminal.wait("What needs you")
        assert server.run(VIEWER, "who --json").out.count(f'"{HQ}"') == 1
        terminal.press("q")
        assert terminal.exit_code() == 0
    assert HQ not in server.run(VIEWER, "who --json").out


def test_without_a_terminal_the_plain_board(server: Server) -> None:
    said = server.run(VIEWER)
    assert said.code == 0 and "王某山" in said.out and "plain board" in said.err


def test_an_administrator_lets_somebody_in_from_afar(server: Server) -> None:
    code = server.newcomer("viewer")
    other = server.make_key(f"{code}-other")
    assert server.run(f"{code}-other", "whoami").code == DENIED
    assert server.run(ADMIN, f"member key {code} - --readonly", stdin=other.encode()).code == 0
    assert server.run(f"{code}-other", "whoami").out.endswith("looking only.\n")
    rows = {row["code"]: row for row in json.loads(server.run(ADMIN, "member list --json").out)}
    fingerprint = rows[code]["keys"][-1]["fingerprint"]
    assert server.run(ADMIN, f"member key --remove {fingerprint}").code == 0
    assert server.run(f"{code}-other", "whoami").code == DENIED
    keys = Path(server.places.keys)
    assert keys.stat().st_mode & 0o777 == 0o640 and keys.stat().st_gid == keys.parent.stat().st_gid


# Who is let in ----------------------------------------------------------------------------------------------------------


def test_a_key_of_nobody(server: Server) -> None:
    server.make_key("stranger")
    for account in (server.account, server.careless, server.keys_account):
        assert server.run("stranger", "whoami", account=account).code == DENIED
    assert server.run(HQ, "whoami", account=server.keys_account, fresh=True).code == DENIED
    password = server.run("stranger", options=["-o", "PreferredAuthentications=password,keyboard-interactive,none"])
    assert password.code == DENIED and "publickey" in password.err


def test_a_deleted_key_that_stays_published(server: Server) -> None:
    code = server.newcomer("staff")
    assert server.run(code, "whoami").code == 0
    session = server.shared.session()
    members.remove_key(session, server.shared.keys[code])
    forbidden(server, server.run(code, "whoami"), "member_gone")
    assert server.shared.newest()[1:] == (code, {"verb": "gate", "why": "member_gone", "text": "whoami"})
    members.remove(session, code)
    assert server.run(code, "progress P0001 +1万").code == 6  # noted once a minute
    server.publish(session)
    session.close()
    assert server.run(code, "whoami").code == DENIED


def test_whose_key_it_is_is_checked_with_the_member(server: Server) -> None:
    """A line that was altered to name another person opens nothing."""
    keys = Path(server.places.keys)
    before = keys.read_text()
    try:
        keys.write_text(before.replace(f"--member {VIEWER} ", f"--member {ADMIN} "))
        forbidden(server, server.run(VIEWER, "whoami", fresh=True), "member_gone")
    finally:
        keys.write_text(before)


def test_the_key_command_answers_for_one_account_only(server: Server) -> None:
    kind, blob = server.public(HQ).split()[:2]

    def ask(user: str) -> str:
        return as_keys_account(str(server.places.key_command), user, server.shared.keys[HQ], kind, blob).stdout

    def as_keys_account(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([find("runuser") or "", "-u", server.keys_account, "--", *words], capture_output=True, text=True,
                              cwd="/")

    assert ask(server.account) == next(line + "\n" for line in server.published().splitlines() if blob in line)
    assert ask("root") == ask(server.careless) == ""
    peek = as_keys_account("cat", str(server.places.database))
    assert peek.returncode != 0 and not peek.stdout


def test_a_removed_member_is_put_out(server: Server) -> None:
    code = server.newcomer("staff")
    with server.terminal(code) as terminal:
        terminal.wait("What needs you")
        session = server.shared.session()
        began = time.monotonic()
        members.remove(session, code)
        session.close()
        assert terminal.exit_code() == 6
        assert time.monotonic() - began < 2 + 1.5  # more for a busy machine
        assert "may no longer come in" in terminal.raw.decode(errors="replace")


def test_roles_from_end_to_end(server: Server) -> None:
    forbidden(server, server.run(VIEWER, "progress P0001 +1万"), "role_lacks")
    assert server.shared.newest()[1:] == (VIEWER, {"verb": "progress", "why": "role_lacks", "text": "progress P0001 +1万"})
    forbidden(server, server.run(STAFF, "edit C02 --name x"), "not_own")
    forbidden(server, server.run(HQ, "member add L01 --role admin"), "role_lacks")
    assert server.run(STAFF, "progress P0001 +1万").code == 0


# Ways to a shell --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("line", ["--help", "projects --help", "campaign -h", "member add --help", "log"])
def test_help_runs_no_pager(server: Server, line: str) -> None:
    """CVE-2017-8386: git-shell's --help opened less, and less a shell."""
    hostile = {"PAGER": "less", "MANPAGER": "less", "LESSOPEN": "|id", "LC_ALL": "C.UTF-8"}
    with server.terminal(ADMIN, line, env=hostile, options=["-o", "SendEnv=*"]) as terminal:
        terminal.send(b"!id\nv:!id\nq")
        assert terminal.exit_code() == 0  # waits for no key
        assert b"uid=" not in terminal.raw and len(terminal.raw) > 200


SHELLS = ["sh", "sh -c id", "/bin/sh -i", "bash -i", "python3 -c 1", "id", "'sh -c id'", "env sh", "exec sh", "sudo -i", "su",
          "../../bin/sh", "tui; id", "status && id", "status | sh", "status & id", "status > {place}/out", "`id`", "$(id)",
          "$SHELL", "() { :; }; id", "() { _; } >_[$($())] { id; }", "--split-string=id", "-c id", "-s", "tui\rid"]


@pytest.mark.parametrize("account", ["sh", "bash"])
def test_no_line_is_a_shells(server: Server, account: str) -> None:
    """Shellshock and all that a shell would make of a line, with either shell as the account's own."""
    before = files(server)
    for line in SHELLS:
        line = line.replace("{place}", str(server.places.home))
        said = server.run(ADMIN, line, account=server.account if account == "sh" else server.careless)
        assert said.code in (2, 6) and "uid=" not in said.out + said.err.replace(line, ""), (line, said)
        assert not said.out
    assert files(server) == before


def test_arguments_stay_arguments(server: Server) -> None:
    mark, noted = Path(server.places.home) / "mark", list[str]()
    for text in (f"$(touch {mark})", f"`touch {mark}`", f"; touch {mark} #", f"| touch {mark}", f"&& touch {mark}", "$HOME ~ * ?",
                 "() { :; }; id", "[@click=app.exit]x[/]", "--help", "-h", "%s %n", f"@{mark}", "\\x1b[31m"):
        for account in (server.account, server.careless)[:1 if text[0] in "-%[" else 2]:
            assert server.run(HQ, "note B0001 --", f"'{text}'", account=account).code == 0, text
            noted.append(text)
    assert not mark.exists()
    assert [event["text"] for event in json.loads(server.run(HQ, "show B0001 --json").out)["events"]][-len(noted):] == noted


@pytest.mark.parametrize("text", ["a\nb", "a\x1b[31mb", "a\u202eb", "a\u2066b", "a\x9bb", "a\x07", "a\x7f", "\ufdd0",
                                  "x" * 100_000])
def test_what_acts_on_a_terminal_is_refused(server: Server, text: str) -> None:
    said = server.run(server.newcomer("hq"), f"note B0001 '{text}'")  # of one member's tries the first in a minute is noted
    assert said.code == 2 and said.err.count("\n") == 1
    assert said.err.rstrip("\n").isprintable()
    noted = server.shared.newest()[2]
    assert noted["verb"] == "gate" and noted["text"].isprintable() and len(noted["text"]) <= 200


def test_names_beginning_with_a_dash(server: Server) -> None:
    """Gitea before 1.17.3 took the branch -h for an option."""
    assert server.run(HQ, "show -h").out.startswith("Usage")
    for line in ("add-project -oProxyCommand=id", "show --output=/tmp/x", "projects --county=-h", "show -- -h", "show -- --db"):
        said = server.run(HQ, line)
        assert said.code in (2, 3) and not said.out, line
    code = server.run(HQ, "add-project -- --upload-pack=id").out.strip()
    assert json.loads(server.run(HQ, f"show {code} --json").out)["name"] == "--upload-pack=id"


def test_no_path_is_taken(server: Server) -> None:
    """gitolite f636ce3, CVE-2024-55947: a path that was given was written to."""
    before, home = files(server), server.places.home
    for line in (f"backup {home}/x", "backup ../../x", "backup /tmp", "backup -- x", f"restore {home}/campaign.db", "seed /etc",
                 "init --name x --start today", f"keys --keys {home}/x", "keys --publish", "gate --member M002 --key SHA256:x",
                 "server setup", "demo", "completion bash", "info", f"--db {home}/x status",
                 f"--db={home}/x init --name x --start today"):
        said = server.run(ADMIN, line)
        assert said.code == 6 and not said.out, (line, said)
    for line in (f"note B0001 < {home}/campaign.db", f"log --output {home}/x", f"projects --csv > {home}/x",
                 f"--config {home}/x status"):
        assert server.run(ADMIN, line).code == 2, line
    assert files(server) == before


def test_nothing_that_is_clicked_acts(server: Server) -> None:
    """Markup in a name ran an action of the app when it was clicked, one that writes files."""
    name = f"[@click=app.save_screenshot('x.svg','{server.places.home}')]点我[/]"
    assert server.run(HQ, "add-project", f'"{name}"', "-c", "临江区").code == 0
    before = files(server)
    with server.terminal(HQ) as terminal:
        terminal.wait("What needs you")
        terminal.press("4")
        terminal.wait(re.escape("[@click=app.sav"))
        row = next(y for y, line in enumerate(terminal.screen.display) if "[@click" in line)
        for column in range(8, 40, 4):
            terminal.send(f"\x1b[<0;{column};{row + 1}M\x1b[<0;{column};{row + 1}m".encode())
        terminal.send(b"\x1a\x1c")  # Ctrl+Z, Ctrl+backslash
        terminal.settle()
        terminal.press("ctrl+p")
        terminal.wait("Commands")
        assert not re.search("Screenshot|Suspend|Shell", terminal.text())
        terminal.press("escape")
        terminal.wait_until(lambda: "Commands" not in terminal.text())
        terminal.press("q")
        assert terminal.exit_code() == 0
        assert b"uid=" not in terminal.raw
    assert files(server) == before


# The environment --------------------------------------------------------------------------------------------------------

EVIL = {"LD_PRELOAD": "/nonexistent-evil.so", "PYTHONINSPECT": "1", "PYTHONSTARTUP": "{place}/evil.py",
        "TEXTUAL_DRIVER": "evil:Driver", "TEXTUAL": "devtools,debug", "CAMPAIGN_DB": "{place}/evil.db", "CAMPAIGN_ACTOR": "M002",
        "CAMPAIGN_ME": "M002",
        "CAMPAIGN_CONFIG": "{place}/evil.toml", "SSH_ORIGINAL_COMMAND": "member list", "_CAMPAIGN_COMPLETE": "complete_bash",
        "HOME": "{place}/evil", "--split-string": "sh", "IFS": "x", "PS4": "$(id)", "LC_EVIL": "() { :; }; id",
        "LC_MESSAGES": "$(id)", "LC_TIME": "--split-string=id", "LANGUAGE": "en", "PAGER": "id"}


def set_env(server: Server, names: Sequence[str] = tuple(EVIL)) -> list[str]:
    told = " ".join(f'"{name}={EVIL[name]}"' for name in names).replace("{place}", str(server.place))
    return ["-o", f"SetEnv={told}"]


@pytest.fixture(scope="module")
def evil(server: Server) -> None:
    """What the variables point to, in a folder that the account can read."""
    folder = server.place / "evil"
    folder.mkdir()
    for name in ("sitecustomize", "usercustomize", "textual", "typer", "campaign", "evil"):
        (folder / f"{name}.py").write_text("import os\nos.system('id')\nraise SystemExit(77)\n")
    for name in ("evil.py", "evil.toml"):
        (server.place / name).write_text("import os; os.system('id')\n")
    (folder / ".config").mkdir()


@pytest.mark.usefixtures("evil")
def test_no_variable_comes_through(server: Server) -> None:
    """Gogs, CVE-2024-39930: a variable of the name --split-string. The server takes LANG and LC_* and nothing else."""
    calm = server.run(VIEWER, "whoami --json")
    said = server.run(VIEWER, "whoami --json", options=[*set_env(server), "-o", f"SetEnv=PYTHONPATH={server.place}/evil"])
    assert said == calm and said.code == 0


@pytest.mark.usefixtures("evil")
def test_a_careless_server_changes_nothing(server: Server) -> None:
    """AcceptEnv * and bash as the account's shell: the program is deaf all the same."""
    calm = server.run(VIEWER, "whoami --json")
    EVIL["PYTHONPATH"] = "{place}/evil"
    try:
        said = server.run(VIEWER, "whoami --json", account=server.careless, options=set_env(server, list(EVIL)))
    finally:
        del EVIL["PYTHONPATH"]
    assert (said.code, said.out) == (calm.code, calm.out)  # the loader complains of the missing library on stderr
    assert "uid=" not in said.err
    # The console script hears its environment for as long as it takes to start anew without.
    said = server.run(UNGUARDED, "whoami --json", account=server.careless, options=set_env(server))
    assert said.code == 0 and json.loads(said.out)["code"] == UNGUARDED and "uid=" not in said.err


@pytest.mark.usefixtures("evil")
def test_the_dashboard_of_a_careless_server(server: Server) -> None:
    names = [name for name in EVIL if name != "SSH_ORIGINAL_COMMAND"]  # which would only say what is wanted
    with server.terminal(UNGUARDED, account=server.careless, options=set_env(server, names)) as terminal:
        terminal.wait("What needs you")
        session = next(path for path in Path(f"{server.places.database}-online").iterdir() if path.name.startswith(UNGUARDED))
        pid = session.name.rpartition("~")[2]
        left = dict(pair.split("=", 1) for pair in Path(f"/proc/{pid}/environ").read_text().rstrip("\0").split("\0"))
        # The database is said by the server's configuration; what the variable says is not heard.
        assert set(left) - {"TERM", "LC_CTYPE"} == {*isolation.FIXED,
                                                    isolation.DATABASE} and left["HOME"] == isolation.FIXED["HOME"]
        assert Path(f"/proc/{pid}/cwd").readlink() == Path("/")
        assert Path(f"/proc/{pid}/environ").stat().st_uid == 0  # not dumpable: root's to look into
        terminal.press("q")
        assert terminal.exit_code() == 0


def test_a_terminal_of_an_odd_name(server: Server) -> None:
    for name in ("../../etc/passwd", "$(id)", "x" * 100):
        with server.terminal(VIEWER, env={"TERM": name}) as terminal:
            assert terminal.exit_code() == 0
            assert b"plain board" in terminal.raw and b"uid=" not in terminal.raw


# Ways around the command ------------------------------------------------------------------------------------------------


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def heard(port: int, say: bytes, until: float) -> bytes:
    """What comes back through a local port once something listens there."""
    while True:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=5) as tried:
                tried.sendall(say)
                got = b""
                while part := tried.recv(4096):
                    got += part
                    if b"SSH-2.0" in got:
                        break
                return got
        except ConnectionRefusedError:
            assert time.monotonic() < until
            time.sleep(0.02)
        except ConnectionError:
            return b""


ACCOUNTS = pytest.mark.parametrize("which", ["account", "careless"])
"""Once closed by sshd's lines, once by the word restrict in the key's."""


@ACCOUNTS
def test_no_port_is_forwarded_from_here(server: Server, which: str) -> None:
    """-L and -D: through the tunnel sshd itself would answer with its banner."""
    account = getattr(server, which)
    for option, say in ((f"-L{{}}:127.0.0.1:{server.port}", b""),
                        ("-D127.0.0.1:{}", b"\x05\x01\x00" + b"\x05\x01\x00\x01\x7f\0\0\1" + server.port.to_bytes(2, "big"))):
        port = free_port()
        client = subprocess.Popen(server.ssh(HQ, options=["-N", option.format(port)], account=account), stdin=subprocess.DEVNULL,
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=server.environment())
        try:
            assert b"SSH-2.0" not in heard(port, say, time.monotonic() + 10)
        finally:
            client.kill()
            client.wait()
    said = server.run(HQ, options=["-W", f"127.0.0.1:{server.port}"], account=account)
    assert said.code == DENIED and "SSH-2.0" not in said.out


@ACCOUNTS
def test_no_port_is_forwarded_to_here(server: Server, which: str) -> None:
    for where in (f"127.0.0.1:{free_port()}:127.0.0.1:1", f"{server.place}/socket:127.0.0.1:1"):
        said = server.run(HQ, "status", options=["-o", "ExitOnForwardFailure=yes", "-R", where], account=getattr(server, which))
        assert said.code == DENIED and not said.out
    said = server.run(HQ, "status", options=["-o", "ExitOnForwardFailure=yes", "-o", "Tunnel=point-to-point", "-w", "any:any"],
                      account=getattr(server, which))
    assert said.code == DENIED


@ACCOUNTS
def test_no_agent_and_no_display(server: Server, which: str) -> None:
    started = subprocess.run(["ssh-agent", "-s"], capture_output=True, text=True, check=True)
    told = dict(re.findall(r"(SSH_\w+)=([^;]+);", started.stdout))
    try:
        options = ["-o", "LogLevel=DEBUG1", "-o", "ForwardAgent=yes", "-o", f"IdentityAgent={told['SSH_AUTH_SOCK']}",
                   "-o", "ForwardX11=yes", "-o", "ForwardX11Trusted=yes"]
        env = {**told, "DISPLAY": "127.0.0.1:99"}
        with server.terminal(HQ, account=getattr(server, which), options=options, env=env) as terminal:
            terminal.wait("What needs you")
            assert b"agent forwarding" in terminal.raw  # it was asked for
            sockets = [path for path in Path("/tmp").glob("ssh-*/agent.*") if path.stat().st_uid == server.owner.pw_uid]
            assert not sockets
            terminal.press("q")
            assert terminal.exit_code() == 0
        assert "X11 forwarding request failed" in terminal.raw.decode(errors="replace") or shutil.which("xauth") is None
    finally:
        os.kill(int(told["SSH_AGENT_PID"]), 15)


@ACCOUNTS
def test_no_file_is_copied(server: Server, which: str, tmp_path: Path) -> None:
    account, before = getattr(server, which), files(server)
    mine, got, there = str(tmp_path / "mine"), str(tmp_path / "got"), f"{account}@127.0.0.1"
    Path(mine).write_text("x")
    for program, *words in (("sftp", "-b", "-", there), ("scp", mine, f"{there}:mine"), ("scp", "-O", mine, f"{there}:mine"),
                            ("scp", f"{there}:{server.places.database}", got),
                            ("scp", "-O", f"{there}:{server.places.database}", got)):
        done = subprocess.run([*server.ssh(HQ, program=program), *words], input=b"pwd\nls /\n", capture_output=True,
                              timeout=30, env=server.environment())
        assert done.returncode != 0 and b"bin" not in done.stdout, words
    said = server.run(HQ, "sftp", options=["-s"], account=account)
    assert said.code == 2 and not said.out
    assert files(server) == before and not Path(got).exists()
