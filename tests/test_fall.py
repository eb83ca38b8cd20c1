"""However the dashboard falls: one line, a report, what was typed is kept, and an exit code that says so."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from campaign.service import Session, create
from tests.driver import Terminal
from tests.store.world import Clock

ROOT = Path(__file__).parents[1]
LOADED = "What has changed"
NOW = "2026-11-07T10:48:00+08:00"
FAULTS = {
    "a handler of a key": "navigation.log = fall",
    "a page as it is made": "import campaign.tui.screens.log.screen as log; log.LogPage.compose = fall",
    "a page as it is shown": "import campaign.tui.screens.log.screen as log; log.LogPage.show = fall",
    "a line as it is drawn": "on_log(lambda app: ("
                             "setattr(lines.Lines, 'render_lines', fall), [w.refresh() for w in app.screen.query(lines.Lines)]))",
    "a timer": "on_log(lambda self: self.set_timer(0.001, fall))",
    "something put off": "on_log(lambda self: self.call_after_refresh(fall))",
    "a callback of the loop": "import asyncio; on_log(lambda self: asyncio.get_running_loop().call_soon(fall))",
    "a worker": "on_log(lambda self: self.run_worker(afall()))",
    "a worker in a thread": "on_log(lambda self: self.run_worker(fall, thread=True))",
    "a thread": "import threading; on_log(lambda self: threading.Thread(target=fall).start())",
    "the thread that reads the keys": "on_log(lambda self: setattr(terminal.Input, 'feed', fall))",
}
SCRIPT = """
import sys
from campaign.tui.app import CampaignApp
from campaign.tui import terminal
from campaign.tui.shell import navigation
from campaign.tui.shell.following import Following
from campaign.tui.widgets import lines
def fall(*args, **more): raise RuntimeError("fell")
async def afall(): fall()
def on_log(do): navigation.log = lambda host: (do(host), None)[1]
{fault}
from campaign.cli import main
sys.exit(main())
"""


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One with nothing in it."""
    path = tmp_path_factory.mktemp("city") / "city.db"
    create.init(path, "测试", "2026-10-01", "hq", clock=Clock())
    return path


Start = Callable[..., Terminal]


@pytest.fixture
def start(db: Path) -> Iterator[Start]:
    running: list[Terminal] = []

    def run(fault: str = "", language: str = "en", **env: str) -> Terminal:
        base = {"CAMPAIGN_DB": str(db), "CAMPAIGN_LANG": language, "CAMPAIGN_NOW": NOW, "CAMPAIGN_ACTOR": "me",
                "HOME": str(db.parent), "XDG_CONFIG_HOME": str(db.parent), "PYTHONPATH": str(ROOT)}
        running.append(Terminal([sys.executable, "-c", SCRIPT.format(fault=fault), "tui"], env=base | env, cwd=db.parent))
        return running[-1]

    yield run
    for terminal in running:
        terminal.close()


def last_words(terminal: Terminal) -> str:
    """What was printed after the screen was given back."""
    return terminal.raw.decode("utf-8", "replace").rpartition("\x1b[?1049l")[2]


def typed_and_closed(terminal: Terminal) -> None:
    """A form with a name in it, closed unsaved."""
    terminal.wait(LOADED)
    terminal.settle()
    terminal.press("4")
    terminal.settle()
    terminal.press("a")
    terminal.wait("Add what")
    terminal.press("enter")
    terminal.wait("Add: project")
    terminal.press(*"draft")
    terminal.wait("draft")
    terminal.press("escape")
    terminal.wait("still there")


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_ends_in_one_line_a_report_and_exit_1(start: Start, db: Path, fault: str) -> None:
    terminal = start(FAULTS[fault])
    typed_and_closed(terminal)
    terminal.press("f9", "j")
    assert terminal.exit_code() == 1
    said = last_words(terminal)
    (report,) = db.with_name("campaign.db-reports").glob("*.txt")
    assert str(report) in said and "Traceback" not in said and said.count("ended by") == 1
    told = report.read_text()
    assert "RuntimeError: fell" in told and "draft" not in told and report.stat().st_mode & 0o077 == 0

    again = start()
    again.wait(LOADED)
    again.settle()
    again.press("4", "a")
    again.wait("Add what")
    again.press("enter")
    again.wait("draft")


@pytest.mark.parametrize("fault", ["CampaignApp.__init__ = fall", "import campaign.tui.run as run; run._kept = fall"])
def test_a_fault_before_there_is_a_dashboard_ends_alike(start: Start, db: Path, fault: str) -> None:
    terminal = start(fault)
    assert terminal.exit_code() == 1
    said = terminal.raw.decode("utf-8", "replace")
    (report,) = db.with_name("campaign.db-reports").glob("*.txt")
    assert str(report) in said and "Traceback" not in said and said.count("ended by") == 1


def test_a_fault_in_the_report_of_one_is_none_of_its_own(start: Start, db: Path) -> None:
    terminal = start("from campaign.service import leftovers; leftovers._write = fall; navigation.log = fall")
    terminal.wait(LOADED)
    terminal.settle()
    terminal.press("f9")
    assert terminal.exit_code() == 1
    said = last_words(terminal)
    assert "Traceback" not in said and said.count("ended by") == 1


def test_two_long_names_that_begin_alike_have_drafts_of_their_own(db: Path) -> None:
    from campaign.service import leftovers

    names = [f"{'安澜市百日攻坚指挥部综合协调组' * 2}{n}" for n in range(3)] + ["x" * 25, "x" * 26, "x" * 300]
    for name in names:
        assert leftovers.keep_drafts(db, name, {"of": name})
    assert [leftovers.kept_drafts(db, name) for name in names] == [{"of": name} for name in names]


def test_the_reports_stay_few(db: Path) -> None:
    from campaign.service import leftovers

    folder = db.with_name("campaign.db-reports")
    folder.mkdir()
    for n in range(30):
        (folder / f"20260101-0000{n:02}-1.txt").write_text("old")
    path = leftovers.report(db, ValueError("x"), Clock()(), {})
    assert path is not None and len(list(folder.iterdir())) == leftovers.KEPT and path.exists()


def test_where_no_file_can_be_made_nothing_fails(db: Path) -> None:
    from campaign.service import leftovers

    db.with_name("campaign.db-reports").write_text("in the way")
    db.with_name("campaign.db-drafts").write_text("in the way")
    assert leftovers.report(db, ValueError("x"), Clock()(), {}) is None
    assert not leftovers.keep_drafts(db, "me", {"add": 1}) and leftovers.kept_drafts(db, "me") == {}


@pytest.mark.parametrize("fault", [
    "CampaignApp.on_mount = fall", "import campaign.tui.screens.overview.screen as page; page.OverviewPage.compose = fall",
    "from campaign.service import Session; Session.situation = fall", "Following.look = fall"])
def test_a_fault_at_the_start_leaves_one_line_and_nothing_drawn_over_it(start: Start, fault: str) -> None:
    terminal = start(fault)
    assert terminal.exit_code() == 1
    said = last_words(terminal)
    assert said.count("ended by") == 1 and "H\x1b[" not in said and "\x1b[?1049l" in terminal.raw.decode("utf-8", "replace")


@pytest.mark.parametrize("leave", [b"\x11", signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_what_stands_in_an_open_form_is_kept_however_one_leaves(start: Start, db: Path, leave: bytes | signal.Signals) -> None:
    terminal = start()
    typed_and_closed(terminal)
    terminal.press("a", "enter")
    terminal.wait("draft")
    terminal.press("end", *" two")
    terminal.wait("draft two")
    terminal.press("ctrl+c")
    terminal.wait("Not saved yet")
    assert "kept in" in terminal.text()
    if isinstance(leave, bytes):
        terminal.send(leave)
        assert terminal.exit_code() == 0 and "campaign.db-drafts" in last_words(terminal)
    else:
        os.kill(terminal.pid, leave)
        assert terminal.exit_code() == 128 + leave and "campaign.db-drafts" in last_words(terminal)
    assert "draft two" in db.with_name("campaign.db-drafts").joinpath("me.json").read_text()


def test_ctrl_c_with_nothing_typed_says_so(start: Start) -> None:
    terminal = start()
    terminal.wait(LOADED)
    terminal.settle()
    terminal.press("ctrl+c")
    terminal.wait("nothing is lost")


def test_what_was_saved_is_no_draft_any_more(start: Start, db: Path) -> None:
    terminal = start()
    typed_and_closed(terminal)
    terminal.press("a", "enter")
    terminal.wait("draft")
    terminal.send(b"\x13")
    terminal.wait("P0001")
    terminal.press("q")
    assert terminal.exit_code() == 0
    assert not db.with_name("campaign.db-drafts").joinpath("me.json").exists()


def test_what_was_saved_after_ctrl_c_is_no_draft_any_more(start: Start, db: Path) -> None:
    """Or else the form would offer it a second time."""
    terminal = start()
    typed_and_closed(terminal)
    terminal.press("a", "enter")
    terminal.wait("draft")
    terminal.press("ctrl+c")
    terminal.wait("Not saved yet")
    terminal.send(b"\x13")
    terminal.wait("P0001")
    terminal.press("q")
    assert terminal.exit_code() == 0 and "not save" not in last_words(terminal)
    assert not db.with_name("campaign.db-drafts").joinpath("me.json").exists()


def test_one_that_hangs_and_is_ended_keeps_what_was_typed(start: Start, db: Path) -> None:
    terminal = start("import threading, campaign.tui.dialogs.form as form\n"
                     "form.Form.action_save = lambda self: (open('hangs', 'w').close(), threading.Event().wait(60))")
    typed_and_closed(terminal)
    terminal.press("a", "enter")
    terminal.wait("draft")
    terminal.send(b"\x13")
    terminal.wait_until(lambda: db.with_name("hangs").exists() or terminal.pump(0.01) is not None)
    os.kill(terminal.pid, signal.SIGTERM)
    assert terminal.exit_code() == 143
    assert "draft" in db.with_name("campaign.db-drafts").joinpath("me.json").read_text()


# The demonstration goes when one leaves, and says nothing else ------------------------------------------------------------


@contextmanager
def demonstration(folder: Path, fault: str = "") -> Iterator[Terminal]:
    env = {"CAMPAIGN_LANG": "en", "CAMPAIGN_NOW": NOW, "CAMPAIGN_ACTOR": "me", "HOME": str(folder), "TMPDIR": str(folder),
           "XDG_CONFIG_HOME": str(folder), "PYTHONPATH": str(ROOT)}
    with Terminal([sys.executable, "-c", SCRIPT.format(fault=fault), "demo"], env=env, cwd=folder) as terminal:
        terminal.wait("84 projects to visit|22 in all")
        terminal.settle()
        yield terminal


def test_what_was_typed_into_the_demonstration_goes_with_it(tmp_path: Path) -> None:
    with demonstration(tmp_path) as terminal:
        terminal.press("4", "a")
        terminal.wait("Add what")
        terminal.press("enter")
        terminal.wait("Add: project")
        terminal.press(*"draft")
        terminal.wait("draft")
        terminal.press("ctrl+c")
        terminal.wait("goes with the")
        terminal.press("ctrl+q")
        assert terminal.exit_code() == 0 and "kept" not in last_words(terminal)
    assert not list(tmp_path.glob("campaign-demo-*"))


def test_the_report_of_a_demonstration_that_fell_is_where_it_is_said_to_be(tmp_path: Path) -> None:
    with demonstration(tmp_path, "navigation.log = fall") as terminal:
        terminal.press("f9")
        assert terminal.exit_code() == 1
        (report,) = tmp_path.glob("campaign-demo-*/**/*.txt")
        assert str(report) in last_words(terminal) and "could not be kept" in last_words(terminal)
        (folder,) = tmp_path.glob("campaign-demo-*")
        assert list(folder.iterdir()) == [report.parent]


# A terminal that is not UTF-8, and one that was stopped ------------------------------------------------------------------


def test_a_foreign_byte_is_replaced_and_said_once(start: Start) -> None:
    terminal = start()
    terminal.wait(LOADED)
    terminal.settle()
    terminal.send("中".encode("gbk"))
    terminal.wait("not UTF-8")
    terminal.press("4", "a", "enter")
    terminal.wait("Add: project")
    terminal.send("甲".encode() + b"\xff" + "乙".encode())
    terminal.wait("甲.乙")
    terminal.send(b"\x1b[M \xff\xff")  # a click at the far corner, as terminals of old tell it
    terminal.settle()
    assert "甲" in terminal.text() and "This terminal" not in terminal.text()


@pytest.mark.parametrize("stop", [signal.SIGSTOP, signal.SIGTSTP])
def test_after_a_stop_the_whole_screen_is_drawn_anew(start: Start, stop: signal.Signals) -> None:
    terminal = start()
    terminal.wait(LOADED)
    terminal.settle()
    before = terminal.text()
    os.kill(terminal.pid, stop)
    while Path(f"/proc/{terminal.pid}/stat").read_text().rpartition(")")[2].split()[0] != "T":
        terminal.pump(0.01)
    terminal.screen.reset()
    os.kill(terminal.pid, signal.SIGCONT)
    terminal.wait_until(lambda: terminal.text() == before)
    terminal.press("4")
    terminal.wait("Projects")


def test_ctrl_l_draws_the_whole_screen_anew(start: Start) -> None:
    terminal = start()
    terminal.wait(LOADED)
    terminal.settle()
    before = terminal.text()
    terminal.screen.reset()
    terminal.send(b"\x0c")
    terminal.wait_until(lambda: terminal.text() == before)


def test_ctrl_z_says_why_not_where_no_shell_could_bring_it_back(start: Start) -> None:
    terminal = start()
    terminal.wait(LOADED)
    terminal.settle()
    terminal.send(b"\x1a")
    terminal.wait("no shell")


def test_ctrl_z_gives_way_to_the_shell_and_fg_brings_it_back(db: Path, tmp_path: Path) -> None:
    env = {"CAMPAIGN_DB": str(db), "CAMPAIGN_LANG": "en", "CAMPAIGN_NOW": NOW, "HOME": str(tmp_path), "PYTHONPATH": str(ROOT),
           "PS1": "ready> ", "XDG_CONFIG_HOME": str(tmp_path)}
    with Terminal(["/bin/bash", "--norc", "--noprofile", "-i"], env=env, cwd=tmp_path) as terminal:
        terminal.wait("ready>")
        terminal.send(f"{sys.executable} -m campaign tui\r".encode())
        terminal.wait(LOADED)
        terminal.settle()
        before = terminal.text()
        terminal.send(b"\x1a")
        terminal.wait("Stopped")
        terminal.send(b"fg\r")
        terminal.wait_until(lambda: terminal.text() == before)
        terminal.press("q")
        terminal.wait("ready>")


def test_two_dashboards_of_one_person_spoil_no_drafts_of_each_other(start: Start, db: Path) -> None:
    """What one has saved or typed anew is not undone by another that only had it loaded."""
    from campaign.service import leftovers

    first = start()
    typed_and_closed(first)
    first.press("q")
    assert first.exit_code() == 0
    one, other = start(), start()
    for terminal in (one, other):
        terminal.wait(LOADED)
        terminal.settle()
    one.press("4", "a", "enter")
    one.wait("draft")
    one.press("end", *" newer")
    one.wait("draft newer")
    one.send(b"\x11")
    assert one.exit_code() == 0
    other.press("q")
    assert other.exit_code() == 0
    assert "draft newer" in str(leftovers.kept_drafts(db, "me"))
    one, other = start(), start()
    for terminal in (one, other):
        terminal.wait(LOADED)
        terminal.settle()
    one.press("4", "a", "enter")
    one.wait("draft newer")
    one.send(b"\x13")
    one.wait("P0001")
    one.press("q")
    assert one.exit_code() == 0
    other.press("q")
    assert other.exit_code() == 0 and leftovers.kept_drafts(db, "me") == {}


def test_a_session_is_its_own(db: Path) -> None:
    """Drafts are kept by who typed them."""
    from campaign.service import leftovers

    session = Session(db, "other", clock=Clock())
    leftovers.keep_drafts(db, "me", {"add project": [{"name": "x"}, {"name": ""}, None]})
    assert leftovers.kept_drafts(db, session.actor) == {} and leftovers.kept_drafts(db, "me")
    session.close()


def test_who_came_in_through_the_gate_is_told_no_path_of_the_server(db: Path) -> None:
    from types import SimpleNamespace

    from campaign.service import leftovers
    from campaign.tui import run

    session: Any = SimpleNamespace(store=SimpleNamespace(path=db), now=Clock(), key="SHA256:x")
    refused = run._told(session, ValueError("x"), {"size": "80x24"}, True)
    (report,) = db.with_name("campaign.db-reports").glob("*.txt")
    assert refused.params["report"] == report.name and "/" not in leftovers.drafts_place(db, "me", shared=True)
