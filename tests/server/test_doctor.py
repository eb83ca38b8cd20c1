"""Everything that doctor can find, each made wrong once; and what it says to type."""

import grp
import json
import os
import pwd
import re
import shutil
import socket
import sqlite3
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path, PurePosixPath

import pytest

from campaign import text
from campaign.service import (
    Session,
    backups,
    create,
    doctor,
    doctor_server,
    keyfile,
    looks,
    members,
    projects,
    server_setup,
    warm_server,
)
from campaign.service.check_result import Finding, State
from campaign.service.doctor_server import Server
from campaign.service.server_places import Places
from campaign.store.engine import disk_reserve, online
from campaign.words import doctor as words
from campaign.words.error_sentences import ERRORS
from tests.cli.conftest import Said
from tests.core.test_ssh_keys import rsa
from tests.server.conftest import ADMIN, HQ, STAFF, Enter, Shared
from tests.store.world import MORNING, Clock

COMMAND = "/usr/local/bin/campaign gate"
Look = Callable[..., dict[str, Finding]]


@pytest.fixture
def look(shared: Shared) -> Iterator[Look]:
    """All findings about the database by their key; of several with one key the first."""
    opened: list[Session] = []

    def call(server: Server | None = None, clock: Clock | None = None, path: Path | None = None) -> dict[str, Finding]:
        clock, path = clock or Clock(), path or shared.path

        def session() -> Session:
            opened.append(Session(path, "hq", clock=clock))
            return opened[-1]

        found: dict[str, Finding] = {}
        for one in doctor.examine(path, session, clock, server):
            found.setdefault(one.key, one)
            assert words.check(one.check) and words.state(one.state)
            sentence, do = words.found(one.key, one.facts), words.to_do(one.key, one.facts)
            assert "{" not in sentence + do and "\n" not in sentence + do
            assert bool(do) == (one.state is not State.OK), one
        while opened:
            opened.pop().close()
        return found

    os.chmod(shared.path.parent, 0o700)  # noqa: PTH101
    shared.path.chmod(0o600)
    yield call
    while opened:
        opened.pop().close()


def past_the_program(path: Path, *statements: str) -> None:
    """What somebody does who has the file, and sqlite3."""
    database = sqlite3.connect(path)
    for statement in statements:
        database.execute(statement)
    database.commit()
    database.close()


def wrong(found: dict[str, Finding], key: str, state: State = State.BAD) -> dict[str, object]:
    """The facts of a finding that must be there."""
    assert key in found, sorted(found)
    assert found[key].state is state
    return found[key].facts


# The database -------------------------------------------------------------------------------------------------------------


def test_all_is_well(look: Look, shared: Shared) -> None:
    disk_reserve.ballast(shared.path)
    folder = shared.path.parent / "backups"
    folder.mkdir()
    copy = shutil.copy(shared.path, folder / "campaign-20261107-100000-40.db")
    os.utime(copy, (MORNING.timestamp(), MORNING.timestamp()))
    found = look()
    assert {one.state for one in found.values()} == {State.OK}
    assert list(found) == ["sqlite_ok", "permissions_ok", "file_system_ok", "room_ok", "ballast_ok", "schema_ok", "integrity_ok",
                           "audit_ok", "triggers_ok", "rows_ok", "totals_ok", "settings_ok", "clock_ok", "backup_ok",
                           "sessions_ok"]


def test_others_can_read_the_file(look: Look, shared: Shared) -> None:
    shared.path.chmod(0o644)
    assert wrong(look(), "permissions_open", State.WARN)["wanted"] == "0600"


@pytest.mark.parametrize("folder", [False, True])
def test_others_can_write(folder: bool, look: Look, shared: Shared) -> None:
    (shared.path.parent if folder else shared.path).chmod(0o770)
    assert wrong(look(), "permissions_open")["mode"] == "0770"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root gives files away")
def test_what_sqlite_left_belongs_to_somebody_else(look: Look, shared: Shared) -> None:
    with shared.path.with_name("campaign.db-shm").open("wb") as file:
        os.fchmod(file.fileno(), 0o600)
        os.fchown(file.fileno(), 65534, 65534)
    assert str(wrong(look(), "permissions_owner")["path"]).endswith("-shm")


def test_a_network_file_system(look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "file_system", lambda path: "nfs4")
    assert wrong(look(), "file_system_network")["kind"] == "nfs4"


def test_an_old_sqlite(look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "driver", lambda: ("sqlite3", "3.40.1"))
    assert wrong(look(), "sqlite_old")["wanted"] == "3.51.3"


def test_little_room(look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "LEAST_ROOM", 2**62)
    assert wrong(look(), "room_short", State.WARN)["wanted"] == 2**42


def test_no_ballast_or_one_with_holes(look: Look, shared: Shared) -> None:
    wrong(look(), "ballast_missing", State.WARN)
    with disk_reserve.ballast_of(shared.path).open("wb") as file:
        file.truncate(disk_reserve.BALLAST)
    wrong(look(), "ballast_missing", State.WARN)


def test_a_newer_schema(look: Look, shared: Shared) -> None:
    past_the_program(shared.path, "PRAGMA user_version = 99")
    found = look()
    assert wrong(found, "db_newer")["found"] == 99
    assert {"sqlite_ok", "permissions_ok", "backup_none", "sessions_ok"} <= set(found)  # it goes on


@pytest.mark.parametrize(("content", "key"), [(None, "db_missing"), (b"", "db_empty"), (b"x" * 4096, "db_garbage")])
def test_no_database(content: bytes | None, key: str, look: Look, shared: Shared) -> None:
    """The newest backup is named."""
    folder = shared.path.parent / "backups"
    folder.mkdir()
    shutil.copy(shared.path, folder / "campaign-20261107-100000-40.db")
    shared.path.unlink()
    if content is not None:
        shared.path.write_bytes(content)
        shared.path.chmod(0o600)
    found = look()
    facts = wrong(found, key)
    assert f"campaign restore {folder}/campaign-20261107-100000-40.db" in words.to_do(key, facts)
    assert "sqlite_ok" in found


def test_a_folder_in_its_place(look: Look, shared: Shared) -> None:
    wrong(look(path=shared.path.parent), "db_folder")


def test_damaged_pages(look: Look, shared: Shared) -> None:
    size = shared.path.stat().st_size
    with shared.path.open("r+b") as file:
        file.seek(size // 2 // 4096 * 4096)
        file.write(b"\xff" * 3 * 4096)
    found = look()
    bad = {one.key for one in found.values() if one.state is State.BAD}
    assert bad & {"db_damaged", "integrity_broken"}, bad
    assert "backup_none" in found


def test_a_reference_that_leads_nowhere(look: Look, shared: Shared) -> None:
    past_the_program(shared.path, "PRAGMA foreign_keys = OFF", "UPDATE projects SET unit = 'U99' WHERE code = 'P0001'")
    assert [one.key for one in look().values() if one.check == "integrity" and one.state is State.BAD]


@pytest.mark.parametrize(("statement", "key"), [
    ("UPDATE audit SET actor = 'nobody' WHERE seq = 3", "audit_broken"), ("DELETE FROM audit WHERE seq = 3", "audit_missing"),
    ("DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)", "audit_cut")])
def test_the_log_was_changed(statement: str, key: str, look: Look, shared: Shared) -> None:
    database = sqlite3.connect(shared.path)
    triggers = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit'").fetchall()
    database.close()
    past_the_program(shared.path, *(f"DROP TRIGGER {name}" for name, _ in triggers), statement, *(sql for _, sql in triggers))
    wrong(look(), key)


def test_the_log_has_lost_its_guards(look: Look, shared: Shared) -> None:
    past_the_program(shared.path, "DROP TRIGGER audit_stay")
    found = look()
    wrong(found, "audit_unguarded")
    assert found["audit_unguarded"].check == "triggers"


@pytest.mark.parametrize(("table", "column", "code"), [("projects", "done_100", "P0002"), ("blockers", "moves", "B0001"),
                                                       ("land_tasks", "done", "G0001")])
def test_totals_that_were_changed(table: str, column: str, code: str, look: Look, shared: Shared) -> None:
    past_the_program(shared.path, f"UPDATE {table} SET {column} = {column} + 7 WHERE code = '{code}'")
    facts = wrong(look(), "totals_differ")
    assert (facts["count"], facts["code"], facts["field"]) == (1, code, column)
    assert facts["stored"] == facts["counted"] + 7  # type: ignore[operator]
    wrong(look(), "totals_differ")  # counting them has changed nothing


@pytest.mark.parametrize(("statement", "key", "part"), [
    ("CREATE TRIGGER evil AFTER UPDATE ON projects BEGIN DELETE FROM visits; END", "schema_foreign", "trigger evil"),
    ("CREATE VIEW seen AS SELECT * FROM projects", "schema_foreign", "view seen"),
    ("DROP INDEX visits_day", "schema_lacks", "index visits_day"),
    ("ALTER TABLE projects ADD COLUMN extra TEXT", "schema_other", "table projects")])
def test_a_schema_that_is_not_ours(statement: str, key: str, part: str, look: Look, shared: Shared) -> None:
    past_the_program(shared.path, statement)
    facts = wrong(look(), key)
    assert facts["part"] == part
    if part == "trigger evil":
        assert words.to_do(key, facts) == f"sqlite3 {shared.path} 'DROP TRIGGER \"evil\"'"


def backed_up(shared: Shared) -> Path:
    session = Session(shared.path, "hq", clock=Clock())
    made = backups.back_up(session).path
    session.close()
    os.utime(made, (MORNING.timestamp(), MORNING.timestamp()))
    return made


def test_a_log_whose_end_was_cut_off(look: Look, shared: Shared) -> None:
    """And whose head was mended: alone it looks whole."""
    made = backed_up(shared)
    assert "audit_ok" in look()
    database = sqlite3.connect(shared.path)
    guards = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit'").fetchall()
    last = database.execute("SELECT max(seq) FROM audit").fetchone()[0]
    database.close()
    past_the_program(shared.path, *(f"DROP TRIGGER {name}" for name, _ in guards), f"DELETE FROM audit WHERE seq = {last}",
                     f"UPDATE campaign SET head_seq = {last - 1}, head_hash = (SELECT hash FROM audit WHERE seq = {last - 1})",
                     *(sql for _, sql in guards))
    facts = wrong(look(), "audit_behind")
    assert (facts["seq"], facts["backup"]) == (last, made)
    session = shared.session()
    projects.claim(session, "P0003", "L01")  # and with what was written afterwards
    session.close()
    assert wrong(look(), "audit_behind")["seq"] == last
    with backups.restoring(shared.path, made, "hq", clock=Clock()) as ready:
        ready.carry_out()
    assert "audit_ok" in look()


def test_a_restore_leaves_the_newest_backup_behind(look: Look, shared: Shared) -> None:
    """That is no cut."""
    old = shutil.move(backed_up(shared), shared.path.parent / "old.db")
    session = shared.session()
    projects.claim(session, "P0003", "L01")
    session.close()
    backed_up(shared)
    with backups.restoring(shared.path, Path(old), "hq", clock=Clock()) as ready:
        ready.carry_out()
    assert "audit_ok" in look()


def test_the_newest_backup_is_of_another_campaign(look: Look, shared: Shared, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    create.init(other, "别的", "2026-10-01", "hq", clock=Clock())
    folder = shared.path.parent / "backups"
    folder.mkdir()
    shutil.copy(other, folder / "campaign-20261107-104800-1.db")
    assert wrong(look(), "audit_other", State.WARN)["folder"] == folder


def test_a_damaged_backup(look: Look, shared: Shared) -> None:
    made = backed_up(shared)
    with made.open("r+b") as file:
        file.truncate(made.stat().st_size // 2)
    assert wrong(look(), "backup_unsound")["path"] == str(made)


def test_a_file_where_the_backups_should_be(look: Look, shared: Shared) -> None:
    place = shared.path.parent / "backups"
    place.write_text("no folder")
    assert words.to_do("backup_no_folder", wrong(look(), "backup_no_folder")) == \
        f"mv {place} {place}.old && campaign backup {place}"


def test_paths_are_quoted() -> None:
    for key in words.TO_DO:
        told = words.to_do(key, {"path": "/a b/$(x)", "folder": "/a b/$(x)", "backup": "/a b/$(x)", "aside": "/a b/$(x)"})
        assert told.count("/a b/$(x)") == told.count("'/a b/$(x)'"), key


def test_a_clock_that_went_back(look: Look) -> None:
    wrong(look(clock=Clock(MORNING - timedelta(hours=1))), "clock_behind")
    assert "clock_ok" in look(clock=Clock(MORNING - timedelta(minutes=1)))


def test_an_old_backup(look: Look, shared: Shared) -> None:
    folder = shared.path.parent / "backups"
    wrong(look(), "backup_none", State.WARN)
    folder.mkdir()
    copy = shutil.copy(shared.path, folder / "campaign-20261105-100000-40.db")
    then = (MORNING - timedelta(hours=30)).timestamp()
    os.utime(copy, (then, then))
    assert wrong(look(), "backup_old", State.WARN)["hours"] == 30


def test_a_session_that_ended_without_a_word(look: Look, shared: Shared) -> None:
    folder = online.folder(shared.path)
    folder.mkdir()
    (folder / "L01~1").touch()
    with online.Online(shared.path, "L02"):
        facts = wrong(look(), "sessions_left", State.WARN)
    assert (facts["there"], facts["count"]) == (1, 1)
    assert "sessions_ok" in look()


# The server around it -----------------------------------------------------------------------------------------------------


@pytest.fixture
def server(shared: Shared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Server:
    """As it should be, under a prefix, with whoever runs the tests as both accounts and as root."""
    places = Places(PurePosixPath(tmp_path / "machine"), program=PurePosixPath("/opt/campaign"))
    for part in server_setup.parts(places):
        for file in part.files:
            path = Path(file.path)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(file.text())
            path.chmod(file.mode)
    for folder, mode in ((places.home, 0o700), (places.backups, 0o700), (places.keys.parent, 0o2750)):
        Path(folder).mkdir(parents=True)
        Path(folder).chmod(mode)
    session = shared.session()
    keyfile.publish(session.store, Path(places.keys), COMMAND)
    session.close()
    me = pwd.getpwuid(os.getuid())
    accounts = {name: pwd.struct_passwd((name, "x", os.getuid(), os.getgid(), "", "/", shell))
                for name, shell in ((places.account, "/bin/sh"), (places.keys_account, "/usr/sbin/nologin"))}
    monkeypatch.setattr(pwd, "getpwall", lambda: [me, *accounts.values()])
    monkeypatch.setattr(pwd, "getpwnam", lambda name: accounts[name])
    monkeypatch.setattr(doctor_server, "ROOT", os.getuid())
    monkeypatch.setattr(doctor_server, "SHADOW", tmp_path / "shadow")
    (tmp_path / "shadow").write_text("root:!:1::::::\ncampaign:*:1::::::\n")
    assert grp.getgrgid(os.getgid())
    return Server(places, COMMAND, Path(places.keys))


def test_all_is_well_around_it(look: Look, server: Server) -> None:
    found = look(server)
    assert {one.key for one in found.values() if one.state is not State.OK} == {"ballast_missing", "backup_none", "warm_silent"}
    assert {"installed_ok", "accounts_ok", "members_ok", "keys_ok"} <= set(found)


def test_a_folder_that_others_can_look_into(look: Look, server: Server, shared: Shared) -> None:
    """On one's own machine that is nobody's concern."""
    shared.path.parent.chmod(0o755)
    wrong(look(server), "permissions_open", State.WARN)
    assert "permissions_ok" in look()


@pytest.mark.parametrize(("of", "key"), [
    ("missing", "installed_missing"), ("writable", "installed_writable"), ("mode", "installed_mode"),
    ("other", "installed_other")])
def test_a_file_that_is_not_as_printed(of: str, key: str, look: Look, server: Server) -> None:
    path = Path(server.places.key_command)
    match of:
        case "missing":
            path.unlink()
        case "writable":
            path.chmod(0o775)
        case "mode":
            path.chmod(0o700)
        case _:
            path.write_text(path.read_text().replace("exit 0", "exit 1"))
    assert wrong(look(server), key)["path"] == str(path)


def test_a_configuration_of_ones_own_is_only_looked_at(look: Look, server: Server) -> None:
    with Path(server.places.config).open("a") as file:
        file.write('language = "en"\n')
    wrong(look(server), "installed_other", State.WARN)


def test_files_of_somebody_else(look: Look, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor_server, "ROOT", os.getuid() + 1)
    wrong(look(server), "installed_writable")


def test_an_account_is_missing(look: Look, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pwd, "getpwall", list)
    assert wrong(look(server), "accounts_missing")["names"] == "campaign, campaign-keys"


def test_folders(look: Look, server: Server) -> None:
    Path(server.places.backups).rmdir()
    Path(server.places.home).chmod(0o750)
    found = look(server)
    assert wrong(found, "folder_missing")["path"] == str(server.places.backups)
    assert wrong(found, "folder_other")["mode"] == "0700"


def test_published_keys_that_all_can_read(look: Look, server: Server) -> None:
    server.keys.chmod(0o644)
    assert wrong(look(server), "folder_other")["path"] == str(server.keys)


def test_secrets_of_the_replica(look: Look, server: Server) -> None:
    Path(server.places.secrets).touch(0o644)
    assert wrong(look(server), "permissions_open")["path"] == str(server.places.secrets)


def test_a_locked_account(look: Look, server: Server) -> None:
    doctor_server.SHADOW.write_text("campaign:!:1::::::\n")
    assert words.to_do("account_locked", wrong(look(server), "account_locked")) == "usermod -p '*' campaign"
    doctor_server.SHADOW.unlink()  # nobody but root sees it
    assert "account_locked" not in look(server)


def test_an_account_without_a_shell(look: Look, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    accounts = [pwd.struct_passwd((*one[:6], "/usr/sbin/nologin")) for one in pwd.getpwall()]
    monkeypatch.setattr(pwd, "getpwall", lambda: accounts)
    wrong(look(server), "account_shell")


@pytest.fixture
def sshd(server: Server, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the SSH server says of itself."""
    lines = [f"{option.lower()} {value}" for option, value in (
        line.split(None, 1) for line in Path(server.places.sshd).read_text().splitlines())]
    monkeypatch.setattr(doctor_server, "effective", lambda account: lines)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    return lines


def test_what_sshd_would_do(look: Look, server: Server, sshd: list[str]) -> None:
    at_root = server._replace(places=server.places._replace(prefix=PurePosixPath("/")))
    keys = Path(server.places.keys)
    lines = [line.replace(str(server.places.prefix), "") for line in sshd]
    sshd[:] = lines
    assert "sshd_ok" in look(at_root._replace(keys=keys))
    sshd.remove("disableforwarding yes")
    sshd.append("disableforwarding no")
    facts = wrong(look(at_root._replace(keys=keys)), "sshd_other")
    assert (facts["option"], facts["value"]) == ("DisableForwarding", "yes")


@pytest.mark.parametrize(("told", "enough"), [
    ("10:30:100", False), ("99:30:200", False), ("50", False), ("", False),
    ("100:30:200", True), ("500:10:900", True), ("300", True),
    ("100:30:200\npersourcemaxstartups none", True), ("100:30:200\npersourcemaxstartups 20", False),
])
def test_an_sshd_that_turns_people_away(look: Look, server: Server, sshd: list[str], told: str, enough: bool) -> None:
    """What the server says counts, wherever it is set; more than setup says is as good."""
    at_root = server._replace(places=server.places._replace(prefix=PurePosixPath("/")), keys=Path(server.places.keys))
    sshd[:] = [line.replace(str(server.places.prefix), "") for line in sshd if not line.startswith("maxstartups")]
    sshd += f"maxstartups {told}".splitlines() if told else []
    found = look(at_root)
    if enough:
        assert "sshd_ok" in found
    else:
        assert wrong(found, "sshd_startups")["wanted"] == server_setup.STARTUPS


def test_an_sshd_that_says_nothing(look: Look, server: Server, sshd: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor_server, "effective", lambda account: None)
    wrong(look(server._replace(places=server.places._replace(prefix=PurePosixPath("/")))), "sshd_silent", State.WARN)


def test_members_with_keys_from_before_they_were_refused(look: Look, server: Server, shared: Shared) -> None:
    past_the_program(shared.path, f"UPDATE member_keys SET type = 'ssh-rsa', blob = '{rsa(1024)}' WHERE person = '{HQ}'",
                     f"UPDATE member_keys SET type = 'ssh-rsa', blob = '{rsa(1536)}' WHERE person = '{STAFF}'")
    found = look(server)
    facts = wrong(found, "members_weak_key", State.WARN)
    assert "members_ok" not in found and facts["people"] == f"{HQ}, {STAFF}"
    assert words.to_do("members_weak_key", facts) == (
        f"campaign member key {HQ} - < id_ed25519.pub; campaign member key --remove {shared.keys[HQ]}")


def test_members_without_key_and_no_admin_with_one(look: Look, server: Server, shared: Shared) -> None:
    session = shared.session()
    members.remove_key(session, shared.keys[HQ])
    keyfile.publish(session.store, server.keys, COMMAND)
    found = look(server)
    facts = wrong(found, "members_no_key", State.WARN)
    assert facts["people"] == HQ
    assert words.to_do("members_no_key", facts) == f"campaign member key {HQ} - < id_ed25519.pub"
    assert "members_no_admin" not in found
    members.set_role(session, HQ, "admin")  # who has no key any more; the last one that an administrator has cannot be removed
    members.set_role(session, ADMIN, "hq")
    session.close()
    assert wrong(look(server), "members_keyless")["person"] == HQ
    past_the_program(shared.path, f"UPDATE members SET role = 'viewer' WHERE person = '{HQ}'")
    assert words.to_do("members_no_admin", wrong(look(server), "members_no_admin")) == f"campaign member role {ADMIN} admin"
    past_the_program(shared.path, "DELETE FROM member_keys", "DELETE FROM members")
    wrong(look(server), "members_none")


def test_published_keys_that_are_old(look: Look, server: Server, shared: Shared) -> None:
    session = shared.session()
    members.remove_key(session, shared.keys[HQ])
    session.close()
    wrong(look(server), "keys_other")
    server.keys.unlink()
    wrong(look(server), "keys_unpublished")


def test_what_cannot_be_looked_at_is_told(look: Look, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> list[str]:
        raise PermissionError(13, "Permission denied", "/secret")

    monkeypatch.setattr(doctor_server, "key_lines", refuse)
    assert wrong(look(server), "unseen", State.WARN)["path"] == "/secret"


# The command --------------------------------------------------------------------------------------------------------------


@pytest.fixture
def said(shared: Shared) -> Callable[..., Said]:
    import io
    from contextlib import redirect_stderr, redirect_stdout

    from campaign.cli.run import run

    def call(*words: str) -> Said:
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = run(["--db", str(shared.path), "--lang", "en", "doctor", *words])
        return Said(code, out.getvalue(), err.getvalue())

    return call


def test_the_command_in_every_form(said: Callable[..., Said], shared: Shared) -> None:
    shared.path.chmod(0o600)
    plain, rows = said("--plain"), json.loads(said("--json").out)
    assert {row["check"]: row["state"] for row in rows}["integrity"] == "ok"
    assert "Integrity: well: the file and its references are whole" in plain.out
    assert said("--csv").out.splitlines()[0].lstrip("\ufeff") == "code,check,state,finding,do"
    table = said()
    assert (table.code, table.err) == (0, "")
    assert re.search(r"⚠ look +Ballast +there is no ballast", table.out) and "type: dd if=/dev/urandom of=" in table.out


def test_exit_1_when_something_is_wrong(said: Callable[..., Said], shared: Shared) -> None:
    shared.path.write_bytes(b"no database at all, by any means")
    told = said()
    assert told.code == 1 and re.search(r"✗ wrong +Database  ", told.out) and told.err == ""


def test_by_itself_on_a_server(said: Callable[..., Said], server: Server) -> None:
    """Where the configuration of one is in place."""
    prefix = str(server.places.prefix)
    assert "Installation" in said("--prefix", prefix).out
    assert "Installation" not in said("--prefix", prefix, "--no-server").out
    assert "Installation" not in said("--prefix", prefix + "/nowhere").out
    assert "Installation" in said("--prefix", prefix + "/nowhere", "--server").out


def test_the_replica_that_is_installed_is_known(server: Server) -> None:
    assert doctor_server.replica_of(server.places) == ""
    with_replica = server.places._replace(replica="s3://bucket/campaign")
    for part in server_setup.parts(with_replica):
        for file in part.files:
            Path(file.path).write_text(file.text())
    assert doctor_server.replica_of(server.places) == "s3://bucket/campaign"


def test_through_the_gate(enter: Enter) -> None:
    """For administrators; without naming a folder of the server."""
    assert enter(HQ, "doctor").code == 6
    assert json.loads(enter(ADMIN, "doctor --json --no-server").out)
    refused = enter(ADMIN, "doctor --prefix /etc")
    assert (refused.code, refused.out) == (6, "")


def test_every_finding_has_its_words() -> None:
    """What is not well says what to type; each check has a name; nothing is said of findings that do not exist."""
    source = "".join(Path(str(module.__file__)).read_text(encoding="utf-8") for module in (doctor, doctor_server, looks))
    for key in words.FOUND:
        if "_ok_" in key:  # well, as far as it can be known
            assert f"\"{key}\"" in source, key
        elif key.endswith("_ok"):
            assert key.removesuffix("_ok") in words.CHECKS, key
        else:
            assert key in words.TO_DO and (f'"{key}"' in source or key == "unseen"), key
    for key in words.TO_DO:
        assert key in words.FOUND or key in ERRORS, key
    text.use("zh")
    assert all(words.check(name) for name in words.CHECKS)


def test_the_keys_of_a_copy_are_not_published(shared: Shared, no_system: Path, tmp_path: Path) -> None:
    """Work on a backup must not decide who comes in to the shared database."""
    from campaign.cli.run import run

    copy, published = shutil.copy(shared.path, tmp_path / "copy.db"), tmp_path / "authorized_keys"
    no_system.write_text(f'db = "{shared.path}"\nkeys = "{published}"\n')
    assert run(["--db", str(copy), "member", "remove", HQ, "--yes"]) == 0
    assert not published.exists()
    assert run(["member", "remove", HQ, "--yes"]) == 0
    assert len(published.read_text().splitlines()) == 4


# The warm server ----------------------------------------------------------------------------------------------------------


def answering(place: Path, database: Path, sessions: int) -> threading.Thread:
    """Somebody who says once what a warm server says of itself."""
    place.parent.mkdir(parents=True)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    listener.bind(str(place))
    listener.listen()

    def answer() -> None:
        with listener, listener.accept()[0] as line:
            line.send(b"h")
            assert line.recv(99) == warm_server.QUESTION
            line.send(warm_server.answer(warm_server.Figures(1, sessions, 9, database)))

    thread = threading.Thread(target=answer)
    thread.start()
    return thread


def test_whether_the_warm_server_runs_and_for_whom(look: Look, server: Server) -> None:
    place = Path(server.places.warm)
    assert wrong(look(server), "warm_silent", State.WARN)["path"] == str(place)
    thread = answering(place, Path("/elsewhere/campaign.db"), 3)
    assert wrong(look(server), "warm_other", State.WARN)["database"] == "/elsewhere/campaign.db"
    thread.join()
    shutil.rmtree(place.parent)
    thread = answering(place, Path(server.places.database), 3)
    assert look(server)["warm_ok"].facts == {"count": 3}
    thread.join()
