"""The commands about members, who one is, who is there; and the file in which keys are published."""

import os
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from rich.cells import cell_len

from campaign import config
from campaign.cli import output
from campaign.core.errors import Refused
from campaign.service import Session, keyfile, members
from campaign.store.engine import online
from campaign.store.queries.members import member_keys
from tests.cli.conftest import Cli, Said, one_line
from tests.cli.conftest import cli as cli
from tests.core.test_ssh_keys import REFUSED, exported, rsa
from tests.server.conftest import ADMIN, HQ, KEY, LEADER, STAFF, VIEWER, Enter, Shared
from tests.store.world import Clock

LINE = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAJmzM2cFvKLc9CFSpBqu6pG1TvFmQxkhyvvZ9P1cXZ3 desk of 王"


@pytest.fixture
def db(shared: Shared) -> Path:
    return shared.path


@pytest.fixture
def environment(db: Path) -> dict[str, str]:
    return {"CAMPAIGN_DB": str(db), "CAMPAIGN_NOW": "2026-11-07T02:48:00+00:00", "CAMPAIGN_ACTOR": "hq", "CAMPAIGN_LANG": "en"}


def rows(said: Said) -> dict[str, dict[str, object]]:
    return {row["code"]: row for row in said.json()}


def test_members_come_and_go(cli: Cli) -> None:
    assert one_line(cli("member", "remove", "赵某松", "--yes").err) == "M001 赵某松: removed a member"
    assert cli("member", "add", "赵某松", "--role", "hq", "--key", LINE.replace("AAAAIA", "AAAAIB")).code == 0
    found = rows(cli("member", "list", "--json"))["M001"]
    assert (found["role"], found["county"], [key["comment"] for key in found["keys"]]) == ("hq", None, ["desk of 王"])  # type: ignore[attr-defined]
    assert cli("member", "role", "赵某松", "staff", "--county", "临江区").code == 0
    assert rows(cli("member", "list", "--json"))["M001"]["county_name"] == "临江区"
    assert cli("member", "key", "赵某松", "-", "--readonly", stdin=LINE.replace("AAAAIA", "AAAAIO") + "\n").code == 0
    keys = rows(cli("member", "list", "--json"))["M001"]["keys"]
    assert isinstance(keys, list) and sorted(key["readonly"] for key in keys) == [False, True]
    assert cli("member", "key", "--remove", keys[0]["fingerprint"][:20]).code == 0
    again = rows(cli("member", "list", "--json"))["M001"]["keys"]
    assert isinstance(again, list) and len(again) == 1
    for style in ("--csv", "--plain", ""):
        said = cli("member", "list", *filter(None, [style]))
        assert said.code == 0 and "赵某松" in said.out and again[0]["fingerprint"] in said.out


@pytest.mark.parametrize("args, code", [
    (("add", "没有", "--role", "hq"), 3), (("add", "王", "--role", "king"), 2), (("add", "王"), 2),
    (("add", "王", "--role", "hq"), 1), (("add", "王", "--role", "hq", "--key", "rubbish"), 2), (("key",), 2), (("key", "王"), 2),
    (("key", "王", "-----BEGIN PRIVATE KEY"), 2), (("key", "--remove", "SHA256:x"), 3),
    (("key", "王", "--remove", "SHA256:x"), 2), (("role", "王"), 2), (("remove",), 2),
    (("role", "周某岚", "hq"), 1), (("remove", "周某岚", "--yes"), 1), (("remove", "没有"), 3), (("frobnicate",), 2),
])
def test_mistakes_are_one_line(cli: Cli, args: tuple[str, ...], code: int) -> None:
    said = cli("member", *args)
    assert said.code == code and not said.out
    one_line(said.err)


@pytest.mark.parametrize("way", [("key", "王", "-"), ("add", "孙某", "--role", "viewer", "--key", "-")])
def test_weak_private_and_exported_keys(cli: Cli, way: tuple[str, ...]) -> None:
    """By either way in; what is refused adds nobody."""
    cli("add-person", "孙某")
    before = rows(cli("member", "list", "--json"))
    for text, key in REFUSED.values():
        said = cli("member", *way, stdin=text)
        assert said.code == 2, key
        one_line(said.err)
    assert rows(cli("member", "list", "--json")) == before
    assert cli("member", *way, stdin=exported(rsa(2048), 'Comment: "rsa-key"')).code == 0
    keys = [key for row in rows(cli("member", "list", "--json")).values() for key in row["keys"]]  # type: ignore[attr-defined]
    assert [(key["type"], key["comment"]) for key in keys if key["comment"] == "rsa-key"] == [("ssh-rsa", "rsa-key")]


def test_a_key_that_is_somebodys_adds_nobody(cli: Cli, shared: Shared) -> None:
    cli("member", "remove", STAFF, "--yes")
    taken = next(key for key in member_keys(shared.session().store, HQ))
    assert cli("member", "add", STAFF, "--role", "hq", "--key", f"{taken.type} {taken.blob}").code == 1
    assert STAFF not in rows(cli("member", "list", "--json"))


def test_the_same_request_twice(cli: Cli) -> None:
    cli("member", "remove", STAFF, "--yes")
    first = cli("--request", "r1", "member", "add", STAFF, "--role", "hq")
    again = cli("--request", "r1", "member", "add", STAFF, "--role", "hq")
    assert first.code == again.code == 0 and "done before" in again.err


def test_who_am_i(cli: Cli, enter: Enter) -> None:
    said = cli("whoami")
    assert said.out.startswith("hq  administrator") and "your own machine" in said.out
    assert cli("whoami", "--json").json() | {"may": ""} == {
        "code": "hq", "name": "hq", "role": "admin", "county": None, "county_name": None, "unit": None, "unit_name": None,
        "key": None, "readonly": False, "may": ""}
    told = enter(STAFF, "whoami --json").json()
    assert (told["code"], told["name"], told["role"], told["county_name"]) == (STAFF, "赵某松", "staff", "临江区")
    said = enter(STAFF, "--lang en whoami")
    assert said.out.startswith("M001 赵某松  staff of a county or unit  临江区\nSHA256:") and "your county" in said.out
    texts = {enter(person, "--lang en whoami").out.splitlines()[-1] for person in (VIEWER, STAFF, LEADER, HQ, ADMIN)}
    assert len(texts) == 5
    for style in ("--csv", "--plain"):
        assert "赵某松" in enter(STAFF, f"whoami {style}").out


def test_who_is_there(enter: Enter, shared: Shared) -> None:
    said = enter(VIEWER, "--lang en who")
    assert (said.code, said.out, said.err) == (0, "", "Nobody has the dashboard open\n")
    assert enter(VIEWER, "who --json").json() == []
    with online.Online(shared.path, LEADER), online.Online(shared.path, "root"):
        assert enter(VIEWER, "who --json").json() == [{"code": LEADER, "name": "王某山"}, {"code": "root", "name": "root"}]
        assert "王某山" in enter(VIEWER, "who").out


# Keys for sshd ----------------------------------------------------------------------------------------------------------


def test_lines_for_sshd(cli: Cli, shared: Shared, no_system: Path) -> None:
    lines = cli("keys").out.splitlines()
    assert len(lines) == 5
    key = shared.keys[LEADER]
    wanted = f'restrict,pty,command="/usr/local/bin/campaign --db {shared.path} gate --member L01 --key {key}" ssh-ed25519 AAAA'
    assert lines[0].startswith(wanted) and lines[0].count(" ") == wanted.count(" ")
    no_system.write_text(f'db = "{shared.path}"\n')
    first = cli("keys").out.splitlines()[0]
    assert first.startswith(f'restrict,pty,command="/usr/local/bin/campaign gate --member L01 --key {key}" ')
    no_system.write_text(f'db = "{shared.path}"\nprogram = "/opt/my \\"own\\"/campaign"\n')
    assert cli("keys").out.splitlines()[0].startswith("restrict,pty,command=\"'/opt/my \\\"own\\\"/campaign' gate --member L01 ")


def test_what_sshd_asks(cli: Cli, shared: Shared) -> None:
    import pwd

    owner = pwd.getpwuid(os.getuid()).pw_name
    key = member_keys(shared.session().store, HQ)[0]
    asked = (owner, key.fingerprint, key.type, key.blob)
    assert cli("keys", *asked).line in cli("keys").out.splitlines()
    for at, other in ((0, "nobody"), (1, "SHA256:x"), (2, "ssh-rsa"), (3, key.blob[:-4])):
        said = cli("keys", *asked[:at], other, *asked[at + 1:])
        assert (said.code, said.out) == (0, "")
    assert cli("keys", owner).code == cli("keys", owner, key.fingerprint, key.type).code == 2


def test_the_published_file_follows(cli: Cli, enter: Enter, shared: Shared, no_system: Path, tmp_path: Path) -> None:
    folder = tmp_path / "published"
    folder.mkdir()
    keys = folder / "authorized_keys"
    no_system.write_text(f'db = "{shared.path}"\nkeys = "{keys}"\n')
    assert cli("keys", "--publish").code == 0
    assert keys.read_text() == cli("keys").out and keys.stat().st_mode & 0o777 == 0o640
    other = LINE.replace("AAAAIA", "AAAAIN")
    before = os.umask(0o077)
    try:
        for change, lines in ((("key", "王", other), 6), (("remove", STAFF, "--yes"), 5), (("role", "王", "hq"), 5),
                              (("add", STAFF, "--role", "viewer"), 5)):
            assert cli("member", *change).code == 0
            assert keys.read_text() == cli("keys").out and keys.read_text().count("\n") == lines
            assert keys.stat().st_mode & 0o777 == 0o640
    finally:
        os.umask(before)
    assert enter(ADMIN, "member remove L03 --yes").code == 0
    assert keys.read_text().count("\n") == 4 and [path.name for path in folder.iterdir()] == ["authorized_keys"]
    assert cli("keys", "--keys", str(tmp_path / "elsewhere")).code == 0
    assert (tmp_path / "elsewhere").read_text() == keys.read_text()


def test_a_file_that_cannot_be_written(cli: Cli, shared: Shared, no_system: Path, tmp_path: Path) -> None:
    no_system.write_text(f'keys = "{tmp_path}/none/authorized_keys"\n')
    said = cli("member", "remove", STAFF, "--yes")
    assert said.code == 1 and "campaign keys --publish" in one_line(said.err)
    assert STAFF not in rows(cli("member", "list", "--json"))  # it stands
    no_system.write_text("")
    assert cli("keys", "--publish").code == 2


def test_a_link_in_the_way_is_not_followed(shared: Shared, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("precious")
    keys = tmp_path / "authorized_keys"
    keys.symlink_to(victim)
    (tmp_path / ".authorized_keys.new").symlink_to(victim)
    keyfile.publish(shared.session().store, keys, "campaign gate")
    assert victim.read_text() == "precious" and not keys.is_symlink() and keys.read_text().count("\n") == 5


def test_whoever_publishes_last_has_read_last(shared: Shared, tmp_path: Path) -> None:
    """Many at once: the file ends up with every key that was ever added."""
    keys = tmp_path / "authorized_keys"

    def add(letter: str) -> None:
        session = Session(shared.path, "hq", clock=Clock())
        try:
            members.add_key(session, LEADER, KEY.format(letter))
            keyfile.publish(session.store, keys, "campaign gate")
        finally:
            session.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add, "GHIJKLMNOP"))
    assert keys.read_text().count("\n") == 15


def test_the_systems_file_comes_last(no_system: Path, tmp_path: Path) -> None:
    no_system.write_text('db = "/srv/a.db"\nkeys = "/srv/keys"\nlanguage = "zh"\n')
    told = config.load(environ={"CAMPAIGN_LANG": "en", "XDG_CONFIG_HOME": str(tmp_path)})
    assert (told.db, told.keys, told.language) == (Path("/srv/a.db"), Path("/srv/keys"), "en")
    (tmp_path / "campaign").mkdir()
    (tmp_path / "campaign" / "config.toml").write_text('db = "/home/b.db"\n')
    assert config.load(environ={"XDG_CONFIG_HOME": str(tmp_path)}).db == Path("/home/b.db")
    assert config.shared_db(None, {"CAMPAIGN_DB": "/tmp/evil.db"}) == Path("/srv/a.db")
    assert config.shared_db("/x.db", {}) == Path("/x.db")
    no_system.write_text("")
    assert config.shared_db(None, {"CAMPAIGN_DB": "/c.db"}) == Path("/c.db")


def test_removing_asks_on_a_terminal_only(shared: Shared, program: Path) -> None:
    from tests.driver import Terminal

    for typed, code in ((b"no\r", 1), (b"yes\r", 0)):
        with Terminal([str(program), "--db", str(shared.path), "--lang", "en", "member", "remove", STAFF], cols=120) as terminal:
            terminal.wait("Type yes")
            terminal.send(typed)
            assert terminal.exit_code() == code
    done = subprocess.run([program, "--db", shared.path, "member", "list", "--json"], capture_output=True, text=True)
    assert STAFF not in done.stdout and HQ in done.stdout


def test_nobody_published_into_a_lost_folder(shared: Shared) -> None:
    with pytest.raises(Refused):
        keyfile.publish(shared.session().store, Path("/proc/nowhere/keys"), "campaign gate")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_list_fits_eighty_columns_and_shows_every_fingerprint_whole(
        enter: Enter, shared: Shared, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    """``member key --remove`` wants all of it; what gives way is the comment behind it."""
    session = shared.session()
    long = KEY.format("F").rsplit(" ", 1)[0] + " " + "a-rather-long-comment-of-someone@a-machine-with-a-name.example"
    members.add_key(session, STAFF, long, readonly=True)
    session.close()
    whole = enter(ADMIN, f"--lang {language} member list").out
    assert "of-someone@a-machine-with-a-name.example" in whole and "~" not in whole  # a pipe gets everything
    monkeypatch.setattr(output, "_room", lambda: 80)
    said = enter(ADMIN, f"--lang {language} member list").out
    assert all(cell_len(line) <= 80 for line in said.splitlines()) and "~" in said
    rows = enter(ADMIN, "member list --json").json()
    assert all(f" {key['fingerprint']}" in said for row in rows for key in row["keys"])
    staff = said.splitlines()[[line.split()[:1] for line in said.splitlines()].index([STAFF]) + 1:][:2]
    assert all(line.startswith("      SHA256:") for line in staff)
    assert [("（只读）" if language == "zh" else "(looks only)") in line for line in staff].count(True) == 1
