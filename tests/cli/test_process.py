"""The program as a process: its entry point, pipes, encodings, terminals, signals."""

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import Cli, one_line

ROOT = Path(__file__).parents[2]


def test_the_entry_point(program: Cli) -> None:
    assert program("--version").out.startswith("campaign ")
    assert program("add-project", "滨海").out == "P0006\n"
    assert program("show", "P9999").code == 3
    assert [row["code"] for row in program("projects", "--json").json()][-1] == "P0006"


@pytest.mark.parametrize(
    "env",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "gbk"},
        {"PYTHONIOENCODING": "ascii"},
        {"LC_ALL": "C"},
    ],
)
@pytest.mark.parametrize(
    "args", [("projects",), ("blockers", "--json"), ("status",), ("--help",), ("tui",), ("show", "没有"), ("leaders", "--csv")]
)
def test_no_encoding_crashes_it(program: Cli, env: dict[str, str], args: tuple[str, ...]) -> None:
    said = program("--lang", "zh", *args, env=env)
    assert said.code == (3 if "没有" in args else 0) and "Traceback" not in said.err
    if "--json" in args:
        assert json.loads(said.out)[0]["title"]


def test_a_chinese_terminal_reads_chinese(environment: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "campaign", "--lang", "zh", "status"],
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment, "PYTHONIOENCODING": "gb18030"},
    )
    assert "剩 62 天" in done.stdout.decode("gb18030")


def test_without_a_terminal_the_dashboard_is_a_plain_board(program: Cli) -> None:
    said = program("tui")
    assert said.code == 0 and "day 38 of 100" in said.out and "王某山" in said.out
    assert one_line(said.err).startswith("Not a terminal")


def test_demo_without_a_terminal(program: Cli, tmp_path: Path) -> None:
    said = program("demo", env={"TMPDIR": str(tmp_path), "CAMPAIGN_DB": str(tmp_path / "none.db")})
    assert said.code == 0 and "38" in said.out
    assert not (tmp_path / "none.db").exists() and not list(tmp_path.glob("campaign-demo-*"))


def test_a_reader_that_leaves_early(environment: dict[str, str], tmp_path: Path) -> None:
    path = str(tmp_path / "large.db")
    env = {**os.environ, "PYTHONPATH": str(ROOT), **environment, "CAMPAIGN_DB": path}
    campaign = f"{sys.executable} -m campaign"
    subprocess.run(f"{campaign} seed --scale 300", shell=True, check=True, cwd=ROOT, env=env, capture_output=True)
    for args in ("projects --json", "projects", "blockers --csv", "blockers --plain"):
        done = subprocess.run(
            ["bash", "-c", f"set -o pipefail; {campaign} {args} | head -c 20"], cwd=ROOT, env=env, capture_output=True
        )
        assert done.returncode == 0 and done.stderr == b"", (args, done)


def test_closed_streams(environment: dict[str, str]) -> None:
    env = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    for closing in (">&-", "2>&-", "<&-", ">&- 2>&- <&-", "> /dev/full"):
        done = subprocess.run(
            ["bash", "-c", f"{sys.executable} -m campaign status {closing}"], cwd=ROOT, env=env, capture_output=True
        )
        assert done.returncode in (0, 1) and b"Traceback" not in done.stderr, (closing, done)


@pytest.mark.parametrize("args", ["--help", "show --help", "--version", "completion bash", "projects --json"])
def test_a_full_disk_for_the_output(args: str, environment: dict[str, str]) -> None:
    env = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    done = subprocess.run(["bash", "-c", f"{sys.executable} -m campaign {args} > /dev/full"], cwd=ROOT, env=env,
                          capture_output=True)
    assert done.returncode == 1
    assert done.stderr.count(b"\n") == 1 and b"could not be written" in done.stderr, done


def test_ctrl_c_is_130(environment: dict[str, str]) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "campaign", "note", "B0001", "-"],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell's background job ignores it
    )
    deadline = time.monotonic() + 20
    while not _waits_for_input(process.pid) and time.monotonic() < deadline:
        pass
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=20)
    assert process.returncode == 130 and b"Traceback" not in err


def _waits_for_input(pid: int) -> bool:
    """Whether it has loaded everything and reads from its pipe; asleep where that cannot be seen, at once where nothing can."""
    try:
        where = Path(f"/proc/{pid}/wchan").read_text()
        if where.strip("0"):
            return "pipe_read" in where
        return Path(f"/proc/{pid}/stat").read_bytes().rsplit(b")", 1)[1].split()[0] == b"S"
    except OSError:
        return True


def test_completion_scripts_work(program: Cli) -> None:
    for shell in ("bash", "zsh", "fish"):
        assert "_CAMPAIGN_COMPLETE" in program("completion", shell).out
    assert (
        program("completion", env={"SHELL": "/bin/zsh"}).out.startswith("\n#compdef")
        or "compdef" in program("completion", "zsh").out
    )
    told = program(env={"_CAMPAIGN_COMPLETE": "complete_bash", "COMP_WORDS": "campaign add-", "COMP_CWORD": "1"})
    assert {"add-project", "add-blocker"} <= set(told.out.split())
    told = program(env={"_CAMPAIGN_COMPLETE": "complete_bash", "COMP_WORDS": "campaign claim --l", "COMP_CWORD": "2"})
    assert "--leader" in told.out


def test_a_terminal_cuts_long_names_and_a_pipe_does_not(program: Cli, environment: dict[str, str]) -> None:
    program("add-project", "很长的名字" * 12)
    assert "很长的名字" * 12 in program("projects").out
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "campaign", "projects"],
        stdout=follower,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment, "COLUMNS": "80", "LINES": "24"},
    )
    os.close(follower)
    shown = b""
    while True:
        try:
            part = os.read(leader, 65536)
        except OSError:
            break
        if not part:
            break
        shown += part
    process.wait(timeout=20)
    os.close(leader)
    assert process.returncode == 0 and "很长的名字" * 12 not in shown.decode()
    assert "~" in shown.decode()


def test_quick_commands_load_nothing_heavy(environment: dict[str, str]) -> None:
    script = (
        "import sys\nfrom campaign.cli.run import run\n"
        "assert run(['add-project', '滨海新材料二期', '-l', '王', '-t', '3亿']) == 0\n"
        "heavy = {'textual', 'sqlite_utils', 'pypinyin', 'rich', 'tomllib', 'campaign.tui', 'campaign.store.seed.load_folder',\n"
        "         'campaign.core.situation'}\n"
        "bad = heavy & set(sys.modules)\n"
        "assert not bad, bad"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, env={**os.environ, "PYTHONPATH": str(ROOT), **environment}
    )
    assert done.returncode == 0, done.stderr.decode()
