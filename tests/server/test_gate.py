"""The gate without sshd: what is let in, what is refused and noted, and what is left of the surroundings."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from campaign.cli import entrance, gate, isolation
from campaign.cli.commands import COMMANDS
from campaign.core.errors import BadInput
from campaign.core.roles import ONLY_HERE, STEP
from campaign.kinds.registry import all_verbs
from campaign.service import members
from campaign.service.exports import exported
from campaign.store.queries import log as log_queries
from campaign.store.queries import projects as projects_queries
from campaign.store.queries.members import member_keys
from campaign.store.queries.names import name_of
from tests.cli.conftest import one_line
from tests.server.conftest import ADMIN, HQ, KEY, LEADER, STAFF, VIEWER, Enter, Shared


@pytest.mark.parametrize("text, words", [
    ("", ["tui"]), ("   ", ["tui"]), ("campaign", ["tui"]), ("tui --ascii", ["tui", "--ascii"]),
    ("campaign projects --json", ["projects", "--json"]), ("add-project '滨海 二期'", ["add-project", "滨海 二期"]),
    ('note B0001 "$(id) `id`; id | id > /tmp/x & # *"', ["note", "B0001", "$(id) `id`; id | id > /tmp/x & # *"]),
    ("add-project $HOME ~ *", ["add-project", "$HOME", "~", "*"]), ("show P0001 # x", ["show", "P0001", "#", "x"]),
])
def test_words_as_a_shell_would_make_them_and_nothing_else(text: str, words: list[str]) -> None:
    assert entrance.split(text) == words


@pytest.mark.parametrize("text", [
    "note B0001 \x1b[31m", "note B0001 \u202e", "note\nB0001", "note\tB0001", "note B0001 \x9b31m", "note B0001 \x7f", "a\0b",
    "note \udcff", "note B0001 'x", "note B0001 x\\", "x" * 2001, "\r",
])
def test_lines_that_are_refused_whole(text: str, enter: Enter, shared: Shared) -> None:
    with pytest.raises(BadInput):
        entrance.split(text)
    said = enter(HQ, text)
    assert said.code == 2
    one_line(said.err)
    verb, actor, noted = shared.newest()
    assert (verb, actor, noted["verb"]) == ("refused", HQ, "gate")
    assert len(noted["text"]) <= 200 and noted["text"].isprintable()


@pytest.mark.parametrize("command", sorted(ONLY_HERE))
def test_what_belongs_to_the_machine(command: str, enter: Enter, shared: Shared) -> None:
    for line in (command, f"campaign {command} --help", f"--lang en {command}", f"{command} /etc/passwd", f"-- {command}"):
        said = enter(ADMIN, line)
        assert said.code == 6, line
        assert command in one_line(said.err) and not said.out
    assert shared.newest()[2]["verb"] == command


@pytest.mark.parametrize("line", ["--db /tmp/other.db status", "--db=/tmp/other.db projects", "--lang en --db /x status"])
def test_nobody_chooses_the_database(line: str, enter: Enter, shared: Shared) -> None:
    said = enter(ADMIN, line)
    assert said.code == 6 and "--db" in one_line(said.err)
    assert shared.newest()[2] == {"verb": "gate", "why": "gate_option", "text": line}


@pytest.mark.parametrize("line", ["--config /tmp/x status", "--actor L01 whoami", "--member L01 whoami", "whoami --member L01",
                                  "status --db /tmp/x", "note B0001 x --by L01", "--key SHA256:x whoami", "-h", "--help --db=x"])
def test_no_option_names_the_actor_or_a_file(line: str, enter: Enter) -> None:
    said = enter(HQ, line)
    assert said.code in (0, 2) and "L01" not in said.out
    assert said.code == 2 or said.out.startswith(("Usage", "用法"))


def test_options_that_are_let_through(enter: Enter, shared: Shared) -> None:
    assert "Usage" in enter(VIEWER, "--lang en --help").out and "用法" in enter(VIEWER, "--lang zh status --help").out
    said = enter(HQ, "--lang en --readonly note B0001 x")
    assert said.code == 6 and "--readonly" in said.err
    assert shared.newest()[2] == {"verb": "note", "why": "readonly", "text": "--lang en --readonly note B0001 x"}
    first, again = (enter(HQ, "--request once add-project 新项目") for _ in range(2))
    assert first.out == again.out == "P0006\n"


@pytest.mark.parametrize("line", ["backup /tmp/x", "backup", "backup ../x", "--lang en backup - /tmp/x", "backup -- /x",
                                  "backup --keep 3 /x", "backup -/../x"])
def test_a_backup_goes_to_stdout_or_nowhere(line: str, enter: Enter, shared: Shared) -> None:
    said = enter(ADMIN, line)
    assert said.code == 6 and "backup -" in one_line(said.err)
    assert shared.newest()[2]["why"] == "no_paths"


@pytest.mark.parametrize("line", ["bulletin -o /tmp/x", "bulletin --output=x.md", "--lang en bulletin --format docx -o ../x",
                                  "wall -o /tmp/x", "ical --county 临江区 -o ../x"])
def test_a_paper_goes_to_stdout_or_nowhere(line: str, enter: Enter, shared: Shared) -> None:
    verb = next(word for word in line.split() if word in all_verbs())
    said = enter(VIEWER, line)
    assert said.code == 6 and verb in one_line(said.err)
    assert shared.newest()[2]["why"] == "no_paths"
    assert enter(VIEWER, f"{verb} -o -").out == enter(VIEWER, verb).out != ""


@pytest.mark.parametrize("line", ["export projects -o /tmp/x.xlsx", "export all --format csv -o ../x", "export 项目 -o x.csv",
                                  "--lang en export blockers --all -o /tmp/x.json --yes"])
def test_an_export_goes_to_stdout_or_nowhere(line: str, enter: Enter, shared: Shared) -> None:
    said = enter(STAFF, line)
    assert said.code == 6 and "export" in one_line(said.err)
    assert shared.newest()[2]["why"] == "no_paths"


@pytest.mark.parametrize("person", [VIEWER, STAFF, LEADER])
def test_who_may_read_a_list_may_give_it_out(person: str, enter: Enter) -> None:
    for name, one in exported().items():
        if one.command:
            assert enter(person, f"export {name} --format json").out == enter(person, f"{name} --json").out, name


def test_a_step_of_supervision_is_given_out_to_whom_the_lists_show_it(enter: Enter) -> None:
    """On its first day to those whom it concerns, with its evidence; ``all`` and histories as the list."""
    blocker = json.loads(enter(HQ, "blockers --json").out)[0]["code"]
    code = enter(HQ, f"merit U02 reminder --why 一拖再拖 --evidence {blocker}").out.strip()
    asked = ("export all --format json", "export merits --format csv", "export merit-evidence --format csv",
             "export merit-answers --format csv")
    for line in ("merits --json", *asked[:3]):
        assert code in enter(HQ, line).out, line
    for line in ("merits --json", *asked):
        said = enter(VIEWER, line)
        assert said.code == 0 and code not in said.out, line


def test_every_verb_has_its_least_role_at_the_gate(enter: Enter) -> None:
    for verb, rule in all_verbs().items():
        for person, role in ((VIEWER, "viewer"), (HQ, "hq")):
            said = enter(person, f"{verb} --help")
            allowed = rule.least in ("viewer",) or (role == "hq" and rule.least != "admin") or rule.looks
            assert said.code == (0 if allowed else 6), (verb, role)


@pytest.mark.parametrize("line, change", [("settings", "stale_red 10"), ("settings 久未报进度转红", "10"),
                                          ("calendar", "2026-12-26 --work --why 不休息")])
def test_everybody_sees_what_only_headquarters_change(line: str, change: str, enter: Enter, shared: Shared) -> None:
    """Thresholds explain colours, days off explain limits."""
    seen = [enter(who, f"{line} --json").out for who in (VIEWER, STAFF, LEADER, HQ)]
    assert seen[0] and len(set(seen)) == 1
    for who in (VIEWER, STAFF, LEADER):
        assert enter(who, f"{line} {change}").code == 6
        assert shared.newest()[:2] == ("refused", who)
    assert enter(VIEWER, f"{line} --json").out == seen[0]
    assert enter(HQ, f"{line} {change}").code == 0


def test_help_without_an_option_that_ssh_would_take(enter: Enter) -> None:
    assert enter(VIEWER, "help").out == enter(VIEWER, "--help").out != ""
    assert enter(VIEWER, "help projects").out == enter(VIEWER, "projects --help").out != enter(VIEWER, "help").out


def test_a_terminal_that_sends_gbk_is_told_so(enter: Enter, shared: Shared, gate: Enter) -> None:
    asked = "add-project 滨海新材料二期".encode("gb18030").decode("utf-8", "surrogateescape")
    for said in (enter(HQ, asked), gate(HQ, asked)):
        assert said.code == 2 and not said.out
        assert all(word in one_line(said.err) for word in ("UTF-8", "GBK", "「add-project 滨海新材料二期」"))
    assert shared.newest()[2]["why"] == "text_gbk"


def test_who_may_not_claim_is_told_who_has_it(enter: Enter, shared: Shared) -> None:
    session = shared.session()
    project = projects_queries.project(session.store, "P0002")
    name = name_of(session.store, "person", project.leader or "")
    session.close()
    assert project.leader == "L02" and name
    said = enter(LEADER, f"--lang en claim P0002 --leader {LEADER}")
    assert said.code == 6 and f"L02 {name}" in one_line(said.err)
    assert shared.newest()[2]["why"] == "claimed"


def test_roles_and_what_is_noted(enter: Enter, shared: Shared) -> None:
    said = enter(VIEWER, "campaign note B0001 催")
    assert said.code == 6 and not said.out
    one_line(said.err)
    assert shared.newest() == ("refused", VIEWER, {"verb": "note", "why": "role_lacks", "text": "campaign note B0001 催"})
    said = enter(STAFF, "add-project 新项目 -c 望潮区")  # allowed, but not there
    assert said.code == 6
    assert shared.newest()[2] == {"verb": "add-project", "why": "not_own", "text": "add-project 新项目 -c 望潮区"}
    said = enter(STAFF, "claim P0002 -l L01")  # the first try of a minute stands for all
    assert said.code == 6 and shared.newest()[2]["verb"] == "add-project"
    assert enter(STAFF, "progress P0001 +1万").code == 0
    assert enter(LEADER, "member list").code == 6 and enter(HQ, "member list --json").json()[0]["code"] == "L01"
    assert enter(LEADER, "who").code == 0


@pytest.mark.parametrize("line", ["bash -i", "sh -c id", "scp -t /tmp", "/usr/lib/openssh/sftp-server", "git-upload-pack x",
                                  "rsync --server", "''", "() { :; }; echo x", "internal-sftp", "../bin/sh", "member", "server"])
def test_other_programs(line: str, enter: Enter, shared: Shared) -> None:
    said = enter(ADMIN, line)
    assert "uid=" not in said.out
    if line in ("member", "server"):
        assert said.code == 0 and said.out.startswith(("Usage", "用法"))
    else:
        assert said.code == 2
        one_line(said.err)
        assert shared.newest()[2]["text"] == line


def test_a_name_with_blanks(enter: Enter) -> None:
    said = enter(HQ, "--lang en add-project 名称 带 空格 -c 临江区")
    assert said.code == 2 and '''ssh HOST --lang en add-project "'名称 带 空格'" -c 临江区''' in one_line(said.err)
    said = enter(HQ, "--lang en note B0001 已约 省厅")
    assert '''note B0001 "'已约 省厅'"''' in said.err
    assert enter(HQ, "add-project '名称 带 空格'").out == "P0006\n"


def test_arguments_that_look_like_options(enter: Enter) -> None:
    assert enter(HQ, "add-project -x").code == 2
    assert enter(HQ, "add-project --output=/tmp/x").code == 2
    assert enter(HQ, "add-project -- --help").out == "P0006\n"
    assert enter(HQ, "show P0006 --json").json()["name"] == "--help"


def test_text_comes_from_stdin(enter: Enter) -> None:
    assert enter(HQ, "note B0001 -", stdin="已约省厅 周三\n").code == 0
    assert enter(HQ, "show B0001 --json").json()["events"][-1]["text"] == "已约省厅 周三"


def test_member_gone(enter: Enter, shared: Shared) -> None:
    session = shared.session()
    members.remove_key(session, shared.keys[STAFF])
    assert enter(STAFF, "whoami").code == 6
    assert shared.newest() == ("refused", STAFF, {"verb": "gate", "why": "member_gone", "text": "whoami"})
    assert enter(HQ, "whoami", key=shared.keys[VIEWER]).code == 6  # another's key
    members.remove(session, VIEWER)
    assert enter(VIEWER, "status").code == 6
    before = session.store.snapshot().seq
    assert enter("L99", "status", key=shared.keys[HQ]).code == 6  # of whom nothing is known
    assert session.store.snapshot().seq == before
    session.close()


def test_a_key_for_looking_only(enter: Enter, shared: Shared) -> None:
    session = shared.session()
    members.add_key(session, LEADER, KEY.format("F"), readonly=True)
    key = next(key.fingerprint for key in member_keys(session.store, LEADER) if key.readonly)
    session.close()
    assert enter(LEADER, "projects", key=key).code == 0
    said = enter(LEADER, "--lang en note B0002 x", key=key)
    assert said.code == 6 and "This key is for looking only" in said.err
    assert enter(LEADER, "--lang en whoami", key=key).out.endswith("This key is for looking only.\n")


def test_without_a_command_and_a_terminal_the_plain_board(enter: Enter) -> None:
    said = enter(VIEWER)
    assert said.code == 0 and "王某山" in said.out


def test_an_old_sqlite_is_not_shared(enter: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("campaign.store.engine.connection.SHARED_SQLITE", (99, 0, 0))
    said = enter(HQ, "status")
    assert said.code == 1 and "99.0.0" in one_line(said.err) and not said.out


def test_every_example_of_help_is_let_in_or_belongs_to_the_machine() -> None:
    assert set(COMMANDS) - ONLY_HERE == set(all_verbs()) - {STEP}  # told apart in the log from the other merits, by one command


def test_the_app_writes_nothing_and_starts_nothing(shared: Shared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What Textual offers by itself: pictures, files to download, links, a shell to go back to, a palette of all that."""
    import asyncio
    import webbrowser

    from campaign.tui.app import CampaignApp

    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setattr(webbrowser, "open", lambda *_: pytest.fail("a browser"))
    monkeypatch.setattr(os, "kill", lambda *_: pytest.fail("a signal"))
    session = shared.session(HQ)
    app = CampaignApp(session)

    async def try_all() -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            for action in (f"screenshot('x.svg', '{folder}')", "suspend_process", "command_palette", "show_help_panel"):
                await app.run_action(f"app.{action}")
                await pilot.pause()
            app.open_url("file:///etc/passwd")
            app.deliver_text(str(tmp_path / "campaign.db"), save_directory=folder)
            app.deliver_binary(str(tmp_path / "campaign.db"), save_directory=folder)
            app.deliver_screenshot(path=str(folder))
            for forbidden in (lambda: app.save_screenshot(path=str(folder)), lambda: app.suspend().__enter__()):
                with pytest.raises(Exception, match="this program"):
                    forbidden()
            assert not app.COMMANDS

    asyncio.run(try_all())
    session.close()
    assert not list(folder.iterdir())


# The surroundings -------------------------------------------------------------------------------------------------------

HOSTILE = {
    "PYTHONPATH": "/tmp/evil", "PYTHONINSPECT": "1", "PYTHONSTARTUP": "/tmp/evil.py", "PYTHONHOME": "", "LD_PRELOAD": "",
    "TEXTUAL_DRIVER": "evil:Driver", "TEXTUAL": "devtools", "TEXTUAL_LOG": "/tmp/evil.log", "CAMPAIGN_DB": "/tmp/evil.db",
    "CAMPAIGN_ACTOR": "L01", "CAMPAIGN_ME": "L01", "CAMPAIGN_CONFIG": "/tmp/evil.toml", "_CAMPAIGN_COMPLETE": "complete_bash",
    "PAGER": "sh -c id", "LESSOPEN": "|id", "EDITOR": "sh -c id", "HOME": "/tmp", "XDG_CONFIG_HOME": "/tmp",
    "LC_ALL": "en_US.UTF-8", "TERM": "../../evil", "LANG": "$(id)",
    "COLORTERM": "truecolor", "COLUMNS": "1", "NO_COLOR": "1", "LC_TIME": "x" * 64,
    "SSH_CONNECTION": "1.2.3.4 5 6.7.8.9 22", "TMPDIR": "/tmp/evil", "MAIL": "x", "LC_X\n": "y"}


def test_what_is_left_of_the_environment() -> None:
    assert isolation.environment(HOSTILE) == {"LC_ALL": "en_US.UTF-8", "COLORTERM": "truecolor", **isolation.FIXED}
    assert isolation.environment({"TERM": "xterm-256color"})["TERM"] == "xterm-256color"


def test_a_hostile_environment_changes_nothing(gate: Enter, tmp_path: Path) -> None:
    evil = tmp_path / "evil"
    evil.mkdir()
    (evil / "textual.py").write_text("raise SystemExit('evil')")
    (evil / "typer.py").write_text("raise SystemExit('evil')")
    calm = gate(VIEWER, "whoami --json")
    assert calm.code == 0 and json.loads(calm.out)["code"] == VIEWER
    env = {name: value for name, value in HOSTILE.items() if name not in ("PYTHONHOME", "LC_X\n", "PYTHONPATH")}
    said = gate(VIEWER, "whoami --json", env={**env, "LANG": "C.UTF-8"})
    assert (said.code, said.out) == (0, calm.out)


PEEK = """
import json, os, resource, sys
from campaign.cli import run
def peek(args, entrance):
    status = dict(line.split(":\\t", 1) for line in open("/proc/self/status").read().splitlines() if ":\\t" in line)
    old = os.umask(0)
    print(json.dumps({"env": dict(os.environ), "umask": old, "cwd": os.getcwd(), "core": resource.getrlimit(resource.RLIMIT_CORE),
        "files": resource.getrlimit(resource.RLIMIT_NOFILE)[0], "privs": status.get("NoNewPrivs"),
        "isolated": sys.flags.isolated, "utf8": sys.flags.utf8_mode, "asked": entrance.asked, "db": str(entrance.db)}))
    return 3
run.run, run_ = peek, run.run
code = run_(["--db", "x.db", "gate", "--member", "L03", "--key", "SHA256:abcd"])
import ctypes
print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
sys.exit(code)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="Linux only")
def test_what_the_process_may_still_do(program: Path, tmp_path: Path) -> None:
    env = {**HOSTILE, "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "PYTHONHOME": "/x", "TERM": "xterm", "LC_X\n": "",
           "SSH_ORIGINAL_COMMAND": "status"}
    done = subprocess.run([program.with_name("python"), "-I", "-X", "utf8", "-c", PEEK], cwd=tmp_path, capture_output=True,
                          text=True, env=env)
    told, dumpable = done.stdout.splitlines()
    seen = json.loads(told)
    assert seen.pop("env") == {**isolation.FIXED, "LANG": "C.UTF-8", "LC_ALL": "en_US.UTF-8", "COLORTERM": "truecolor",
                               "TERM": "xterm"}
    assert seen == {"umask": 0o077, "cwd": "/", "core": [0, 0], "files": gate.FILES, "privs": "1", "isolated": 1, "utf8": 1,
                    "asked": "status", "db": str(tmp_path / "x.db")}
    assert dumpable == "0" and done.returncode == 3


def test_it_starts_anew_when_it_could_be_listening(gate: Enter, program: Path, shared: Shared, tmp_path: Path) -> None:
    """The console script of an installation is not isolated: the gate starts itself again."""
    plain = gate(HQ, "status --json", env={"PYTHONINSPECT": "1", "CAMPAIGN_DB": "/tmp/evil.db"})
    assert plain.code == 0 and json.loads(plain.out)["name"] == "安澜市百日攻坚"


def test_which_database(gate: Enter, program: Path, shared: Shared) -> None:
    words = [str(program), "gate", "--member", HQ, "--key", shared.keys[HQ]]
    said = gate(HQ, "status", command=words)
    assert said.code == 2 and "config.toml" not in said.out
    assert gate(HQ, "status", command=words, env={"CAMPAIGN_DB": str(shared.path)}).code == 0


@pytest.mark.parametrize("who, line", [
    (LEADER, "advance K0001 landed --project P0002"), (STAFF, "edit C02 --name x"), (STAFF, "--readonly note B0002 x"),
    (VIEWER, "show H0002"), (VIEWER, "show H0002 --json"), (VIEWER, "answer H0002 x"), (STAFF, "edit R001 --place x"),
    (STAFF, "edit E001 --place x"), (STAFF, "add-project x -l L02"), (LEADER, "add-lead x -c C02 -l L01"),
    (LEADER, "restore x"), (VIEWER, "--db /tmp/x status"), (STAFF, "bulletin -o /tmp/x"), (ADMIN, "backup x"),
    (LEADER, "claim P0002 -l L01")])
def test_every_answer_that_it_is_not_allowed_leaves_a_row(who: str, line: str, enter: Enter, shared: Shared) -> None:
    before = log_queries.head(shared.session().store)
    said = enter(who, line)
    assert said.code == 6 and not said.out
    store = shared.session().store
    new = [entry for entry in log_queries.log(store, limit=9) if entry.seq > before]
    assert [(entry.verb, entry.actor) for entry in new] == [("refused", who)]
    assert shared.newest()[2]["text"] == line


def test_status_for_a_monitor(enter: Enter) -> None:
    said = enter(VIEWER, "status --motd --exit-code")
    assert said.code == 20 and 1 < len(said.out.splitlines()) <= 5 and not said.err
