"""Terminal checks before Textual, and the guard for terminals that vanish."""

import os
import signal
import subprocess
import sys
import threading

import pytest

from campaign.tui.hangup import HUNG_UP, TERMINATED, HangupGuard
from campaign.tui.launch import Refusal, prepare


def env(**more: str) -> dict[str, str]:
    return {"TERM": "xterm-256color", **more}


def ready(environ: dict[str, str], encoding: str | None = "utf-8") -> Refusal | None:
    return prepare(environ, True, True, True, encoding)


@pytest.mark.parametrize("missing", [0, 1, 2])
def test_each_stream_must_be_a_terminal(missing: int) -> None:
    environ = env()
    ttys = [True] * 3
    ttys[missing] = False
    assert prepare(environ, ttys[0], ttys[1], ttys[2], "utf-8") is Refusal.NO_TERMINAL
    assert environ == env()


@pytest.mark.parametrize("term", ["", "dumb", "unknown"])
def test_dumb_terminals_get_the_plain_board(term: str) -> None:
    assert ready({"TERM": term}) is Refusal.DUMB
    assert ready({}) is Refusal.DUMB


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "ascii", "iso8859-1", "", None])
def test_other_encodings_get_the_plain_board(encoding: str | None) -> None:
    assert ready(env(), encoding) is Refusal.ENCODING


@pytest.mark.parametrize("encoding", ["utf-8", "UTF8", "UTF_8"])
def test_utf8_is_utf8_however_spelled(encoding: str) -> None:
    assert ready(env(), encoding) is None


def test_local_terminal() -> None:
    environ = env()
    assert ready(environ) is None
    assert environ == env(TEXTUAL_DISABLE_KITTY_KEY="1", TEXTUAL_ANIMATIONS="none")


@pytest.mark.parametrize("name", ["SSH_CONNECTION", "SSH_TTY"])
def test_over_ssh(name: str) -> None:
    environ = env(**{name: "x"})
    assert ready(environ) is None
    assert environ["ESCDELAY"] == "400"
    assert environ["TEXTUAL_SMOOTH_SCROLL"] == "0"


def test_what_the_person_set_stays() -> None:
    environ = env(SSH_TTY="x", ESCDELAY="50", TEXTUAL_DISABLE_KITTY_KEY="0", TEXTUAL_ANIMATIONS="full")
    before = dict(environ)
    ready(environ)
    assert before.items() <= environ.items()


def test_no_colour() -> None:
    environ = env(NO_COLOR="1")
    ready(environ)
    assert environ["NO_COLOR"] == "1"
    empty = env(NO_COLOR="")
    ready(empty)
    assert "NO_COLOR" not in empty
    vt = env(TERM="vt220")
    ready(vt)
    assert vt["NO_COLOR"] == "1"


def test_textual_obeys_these_names() -> None:
    """Run apart: Textual reads them once, at import. And ``launch`` itself loads no Textual."""
    program = (
        "import os, sys\n"
        "from campaign.tui.launch import prepare\n"
        "assert not [name for name in sys.modules if name.startswith(('textual', 'rich'))]\n"
        "assert prepare(os.environ, True, True, True, 'utf-8') is None\n"
        "from textual import constants as c\n"
        "print(c.DISABLE_KITTY_KEY, c.TEXTUAL_ANIMATIONS, c.ESCAPE_DELAY, c.SMOOTH_SCROLL, c.LOG_FILE)\n"
    )
    environ = {
        "TERM": "xterm", "SSH_TTY": "/dev/pts/9", "NO_COLOR": "1", "PYTHONPATH": os.pathsep.join(sys.path),
    }  # fmt: skip
    done = subprocess.run([sys.executable, "-c", program], env=environ, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.stdout.split() == ["True", "none", "0.4", "False", "None"]


class FakeApp:
    def __init__(self) -> None:
        self.exited = threading.Event()
        self.code = 0

    def exit(self, result: None = None, return_code: int = 0) -> None:
        self.code = return_code
        self.exited.set()


def test_a_vanished_terminal_ends_the_app_and_then_the_process() -> None:
    master, slave = os.openpty()
    died: list[int] = []
    dead = threading.Event()

    def die(code: int) -> None:
        died.append(code)
        dead.set()

    app = FakeApp()
    with HangupGuard(app, fd=slave, grace=0.0, die=die, signals=False):
        assert not app.exited.is_set()
        os.close(master)
        assert app.exited.wait(5) and dead.wait(5)
    os.close(slave)
    assert app.code == HUNG_UP and died == [HUNG_UP]


def test_input_and_an_ordinary_end_set_nothing_off() -> None:
    master, slave = os.openpty()
    app = FakeApp()
    with HangupGuard(app, fd=slave, signals=False) as guard:
        os.write(master, b"keys\n")
    os.close(master)
    os.close(slave)
    assert not app.exited.is_set() and guard.deadline is None


@pytest.mark.parametrize(("number", "code"), [(signal.SIGHUP, HUNG_UP), (signal.SIGTERM, TERMINATED)])
def test_signals_end_the_app(number: signal.Signals, code: int) -> None:
    master, slave = os.openpty()
    before = signal.getsignal(number)
    app = FakeApp()
    with HangupGuard(app, fd=slave, grace=60, die=lambda code: None) as guard:
        os.kill(os.getpid(), number)
        assert app.exited.wait(5)
        assert guard.deadline is not None
        guard.deadline.cancel()
    os.close(master)
    os.close(slave)
    assert app.code == code
    assert signal.getsignal(number) == before
