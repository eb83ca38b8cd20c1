"""What the warm server is ready with: the database as it is now, nothing that is not everyone's, as many as there is room for."""

import json
import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from campaign.service import backups, records, saved_lists, settings
from tests.server.conftest import HQ, LEADER, ROOT, SITE, STAFF, VIEWER, make_program, share
from tests.server.test_warm_terminal import away, is_gone, opened, session_of
from tests.server.warm import Warm

FOLLOWED = 2.5
"""Seconds in which it has followed, on a machine that has time."""
SCREENS = "234567890"


@pytest.fixture
def warm(program: Path, small_city: Path, tmp_path: Path) -> Iterator[Warm]:
    with Warm(program, share(small_city, tmp_path)) as server:
        yield server


def resident(warm: Warm) -> int:
    """KB."""
    text = Path(f"/proc/{warm.process.pid}/status").read_text()
    found = re.search(r"VmRSS:\s+(\d+)", text)
    assert found is not None
    return int(found[1])


# It follows ---------------------------------------------------------------------------------------------------------------


def test_it_follows_writes_and_does_not_grow(warm: Warm) -> None:
    """Some hundred writes; who comes sees the last of them, and what was there before is not kept."""
    session = warm.shared.session()
    before = 0
    for number in range(400):
        records.edit(session, "P0001", {"name": f"名称{number}"})
        if number in (100, 200, 300):
            time.sleep(FOLLOWED)
        if number == 150:
            before = resident(warm)
    session.close()
    time.sleep(FOLLOWED)
    assert resident(warm) - before < 4_000 and warm.begun() == 1
    said = warm.run(VIEWER, "projects --json")
    assert json.loads(said.out)[0]["name"] == "名称399"
    assert said == warm.run(VIEWER, "projects --json", warm=False)
    with opened(warm) as terminal:
        terminal.press("4")
        terminal.wait("名称399")


def test_a_setting_begins_it_anew_and_ends_nobody(warm: Warm) -> None:
    with opened(warm) as terminal:
        pid, server = session_of(warm, terminal), warm.figures().pid
        session = warm.shared.session()
        settings.set_value(session, "stale_red", "10")
        session.close()
        warm.wait(lambda: warm.begun() == 2)
        assert warm.figures().pid == server and warm.sessions() == 1
        assert warm.run(HQ, "settings stale_red").out == "10\n"
        terminal.press("4")
        terminal.wait("滨海")
        assert not is_gone(pid)
        terminal.press("q")
        assert terminal.exit_code() == 0
    warm.wait(lambda: warm.sessions() == 0)


def test_midnight_begins_it_anew(program: Path, small_city: Path, tmp_path: Path) -> None:
    flag = tmp_path / "tomorrow"
    before = ("from datetime import UTC, datetime, timedelta\nfrom pathlib import Path\nfrom campaign.cli.state import State\n"
              f"flag = Path({str(flag)!r})\n"
              "State.clock = property(lambda self: lambda: datetime.now(UTC) + timedelta(days=flag.exists()))")
    with Warm(program, share(small_city, tmp_path), before=before) as warm, opened(warm) as terminal:
        days = re.search(r"第 (\d+) 天", terminal.text())
        assert days is not None
        flag.touch()
        warm.wait(lambda: warm.begun() == 2)
        terminal.wait(f"第 {int(days[1]) + 1} 天")
        with opened(warm, STAFF) as other:
            assert f"第 {int(days[1]) + 1} 天" in other.text()


def test_sighup_and_sigterm(warm: Warm) -> None:
    """Reload begins anew; stop takes the socket away and ends nobody; start takes it up again."""
    with opened(warm) as terminal:
        pid = session_of(warm, terminal)
        os.kill(warm.process.pid, 1)
        warm.wait(lambda: warm.begun() == 2)
        warm.stop()
        assert warm.process.returncode == 0 and not warm.socket.exists()
        terminal.press("4")
        terminal.wait("滨海")
        assert not is_gone(pid)
        warm.start()
        assert warm.run(VIEWER, "whoami").code == 0 and warm.served() == 1
        terminal.press("q")
        assert terminal.exit_code() == 0


def test_those_who_come_while_it_begins_anew_wait_for_it(warm: Warm) -> None:
    os.kill(warm.process.pid, 1)
    served = 0
    for _ in range(20):
        assert warm.run(VIEWER, "whoami").code == 0
        served += 1
    assert warm.served() == served and warm.begun() == 2


def test_a_second_one_is_told_that_there_is_one(warm: Warm) -> None:
    done = subprocess.run(warm.argv("server", "warm", "--socket", warm.socket), capture_output=True, text=True, timeout=60)
    assert done.returncode == 1 and str(warm.socket) in done.stderr
    assert warm.run(VIEWER, "whoami").code == 0


def test_a_database_that_is_restored(warm: Warm, tmp_path: Path) -> None:
    """Open dashboards show it, and so does who comes then."""
    session = warm.shared.session()
    made = backups.back_up(session, tmp_path / "kept")
    records.edit(session, "P0001", {"name": "后来的名称"})
    session.close()
    with opened(warm) as terminal:
        terminal.press("4")
        terminal.wait("后来的名称")
        done = subprocess.run(warm.argv("restore", str(made.path), "--yes"), capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stderr
        terminal.wait("滨海新材料二期")
        assert "滨海新材料二期" in warm.run(VIEWER, "projects --json").out
        time.sleep(FOLLOWED)
        with opened(warm, STAFF) as other:
            other.press("4")
            other.wait("滨海新材料二期")
        terminal.press("q")
        assert terminal.exit_code() == 0


def test_another_file_in_its_place(warm: Warm, small_city: Path, tmp_path: Path) -> None:
    """Whoever is in is told, as ever; who comes sees what is there now."""
    (tmp_path / "other").mkdir()
    other = share(small_city, tmp_path / "other")
    session = other.session()
    records.edit(session, "P0001", {"name": "别的名称"})
    session.close()
    for tail in ("-wal", "-shm"):
        (other.path.with_name(other.path.name + tail)).unlink(missing_ok=True)
        (warm.shared.path.with_name(warm.shared.path.name + tail)).unlink(missing_ok=True)
    other.path.replace(warm.shared.path)
    assert "别的名称" in warm.run(VIEWER, "projects --json", key=other.keys[VIEWER]).out
    time.sleep(FOLLOWED)
    assert "别的名称" in warm.run(VIEWER, "projects --json", key=other.keys[VIEWER]).out


# Upgrade ------------------------------------------------------------------------------------------------------------------


def test_open_sessions_outlive_the_program(small_city: Path, tmp_path: Path) -> None:
    """Its files are gone from under them: nothing on any screen needs one. With other files there it begins anew by itself."""
    code = tmp_path / "code"
    shutil.copytree(ROOT / "campaign", code / "campaign", ignore=shutil.ignore_patterns("__pycache__"))
    program = make_program(tmp_path / "venv", system=tmp_path / "system.toml", paths=[code, *SITE])
    with Warm(program, share(small_city, tmp_path)) as warm, opened(warm) as terminal:
        pid = session_of(warm, terminal)
        kept = (code / "campaign").rename(code / "gone")
        for key in SCREENS:
            terminal.press(key)
            terminal.settle(0.3)
        for key in ("enter", "?", ":", "i", "f9", "d", "a", "L"):
            terminal.press("4", key)
            terminal.settle(0.3)
            away(terminal)
            away(terminal)
        assert not is_gone(pid), [file.read_text() for file in tmp_path.glob("*-reports/*")]
        terminal.press("1")
        terminal.wait("What needs you")
        kept.rename(code / "campaign")
        was = time.time() - 60
        os.utime(code / "campaign" / "__init__.py", (was, was))
        warm.wait(lambda: warm.begun() == 2)
        assert not is_gone(pid)
        terminal.press("q")
        assert terminal.exit_code() == 0


# Full ---------------------------------------------------------------------------------------------------------------------


def test_full_is_said_and_nothing_else_happens(program: Path, small_city: Path, tmp_path: Path) -> None:
    with Warm(program, share(small_city, tmp_path), "--most", "2") as warm, ExitStack() as stack:
        first, _second = (stack.enter_context(opened(warm, person)) for person in (HQ, LEADER))
        for line in ("", "whoami"):
            said = warm.run(STAFF, line)
            assert (said.code, said.out, said.err.count("\n")) == (1, "", 1) and "2" in said.err
        with warm.terminal(STAFF) as third:
            assert third.exit_code() == 1 and "2" in third.text() and b"\x1b" not in third.raw
        first.press("q")
        assert first.exit_code() == 0
        warm.wait(lambda: warm.sessions() == 1)
        assert warm.run(STAFF, "whoami").code == 0


def test_full_by_memory(program: Path, small_city: Path, tmp_path: Path) -> None:
    with Warm(program, share(small_city, tmp_path), before="import campaign.cli.warm.template as t\nt.LEAST = 2**60") as warm:
        said = warm.run(STAFF, "whoami")
        assert (said.code, said.out, said.err.count("\n")) == (1, "", 1)


# What is whose ------------------------------------------------------------------------------------------------------------


def test_chance_and_clocks_are_each_sessions_own(program: Path, small_city: Path, tmp_path: Path) -> None:
    told = tmp_path / "told"
    before = ("import random\nfrom campaign.tui.widgets import countdown\nbegin = countdown.Countdown.begin\n"
              "def noted(self):\n    begin(self)\n"
              f"    with open({str(told)!r}, 'a') as file: print(self._late, random.random(), file=file)\n"
              "countdown.Countdown.begin = noted")
    with Warm(program, share(small_city, tmp_path), before=before) as warm:
        for person in (HQ, STAFF, VIEWER):
            with opened(warm, person) as terminal:
                terminal.press("q")
                assert terminal.exit_code() == 0
    late, chance = zip(*(line.split() for line in told.read_text().splitlines()), strict=True)
    assert len(set(late)) == len(set(chance)) == 3


def holds(pid: int, secret: bytes) -> bool:
    """Whether the memory of a process holds this somewhere: what it reads, what it has let go of and what was never its own."""
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            place, rights, *_rest = line.split()
            if rights.startswith("rw") and "[v" not in line:
                first, last = (int(end, 16) for end in place.split("-"))
                try:
                    memory.seek(first)
                    if secret in memory.read(last - first):
                        return True
                except OSError:
                    continue
    return False


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root, to read another process's memory")
def test_nothing_of_one_session_is_in_the_memory_of_another(warm: Warm) -> None:
    """What is headquarters' and what is one's own is not in the template, not even where it let go of what it had read; what
    somebody typed is in no other session."""
    secrets = {"refused": b"ZQXrefused7", "list": b"ZQXlist7", "step": b"ZQXstep7", "draft": b"ZQXdraft7", "typed": b"ZQXtyped7"}
    assert warm.run(VIEWER, f"progress P0001 {secrets['refused'].decode()}").code == 6
    hq = warm.shared.session(HQ)
    saved_lists.save(hq, secrets["list"].decode(), "projects", {})
    hq.close()
    assert warm.run(HQ, f"merit step L01 reminder --why {secrets['step'].decode()}").code in (0, 1, 2)
    time.sleep(FOLLOWED)
    with opened(warm, HQ) as mine:
        own = session_of(warm, mine)
        mine.press("f9")
        mine.wait("被拒绝")
        away(mine)
        mine.press("i")
        mine.wait(secrets["list"].decode())
        away(mine)
        mine.press("4", "/")
        mine.send(secrets["typed"])
        mine.wait(secrets["typed"].decode())
        with opened(warm, VIEWER) as other:
            time.sleep(FOLLOWED)
            assert {name for name, secret in secrets.items() if holds(warm.process.pid, secret)} == set()
            assert not any(holds(session_of(warm, other), secrets[name]) for name in ("typed", "draft"))
            assert {name for name, secret in secrets.items() if holds(own, secret)} >= {"list", "typed"}

