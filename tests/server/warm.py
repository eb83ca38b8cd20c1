"""A warm server for the tests, and who comes in by it: its place is short, since the path of a socket may have 107 bytes."""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from campaign.service.warm_server import Figures, figures
from tests.cli.conftest import Said
from tests.driver import Terminal
from tests.server.conftest import Shared

BEGIN = 60.0
"""Seconds in which it must be ready on a busy machine."""


class Warm:
    """``with Warm(program, shared) as warm``."""

    def __init__(self, program: Path, shared: Shared, *options: str, env: Mapping[str, str] | None = None,
                 before: str = "") -> None:
        """``before``: Python that the server runs before the program."""
        self.python, self.shared, self._before = program.parent / "python", shared, before
        self._options, self._env = options, env or {}
        self._stack = contextlib.ExitStack()
        self.socket = Path("/nonexistent")

    def __enter__(self) -> "Warm":
        self.place = Path(tempfile.mkdtemp(prefix="warm-"))
        self._stack.callback(shutil.rmtree, self.place, ignore_errors=True)
        self.socket = self.place / "s"
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        self._stack.close()

    def argv(self, *words: object) -> list[str]:
        return [str(word) for word in (self.python, "-IXutf8", "-m", "campaign", "--db", self.shared.path, *words)]

    def start(self) -> None:
        times = self.begun() + 1
        self.log = (self.place / "log").open("ab")
        self._stack.callback(self.log.close)
        argv = self.argv("server", "warm", "--socket", self.socket, *self._options)
        if self._before:
            argv[2:4] = ["-c", f"{self._before}\nfrom campaign.cli import main\nmain()"]
        self.process = subprocess.Popen(argv,
                                        stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log, start_new_session=True,
                                        env={"PATH": os.environ["PATH"], "CAMPAIGN_LANG": "en", **self._env})
        self.wait(lambda: self.begun() >= times)

    def begun(self) -> int:
        """How often it has been ready."""
        return self.told().count(": ready") if (self.place / "log").exists() else 0

    def told(self) -> str:
        return (self.place / "log").read_text()

    def wait(self, so: Callable[[], object], seconds: float = BEGIN) -> None:
        until = time.monotonic() + seconds
        while not so():
            assert self.process.poll() is None and time.monotonic() < until, self.told()
            time.sleep(0.01)

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(20)

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(20)

    def figures(self) -> Figures:
        found = figures(self.socket)
        assert found is not None
        return found

    def sessions(self) -> int:
        return self.figures().sessions

    def served(self) -> int:
        return self.figures().served

    # Who comes in -----------------------------------------------------------------------------------------------------------

    def gate(self, person: str, *options: str, key: str | None = None, warm: bool = True) -> list[str]:
        return self.argv("gate", "--member", person, "--key", key or self.shared.keys[person],
                         "--warm", self.socket if warm else "none", *options)

    def run(self, person: str, line: str, *, stdin: bytes = b"", warm: bool = True, key: str | None = None,
            env: Mapping[str, str] | None = None) -> Said:
        done = subprocess.run(self.gate(person, warm=warm, key=key), input=stdin, capture_output=True, timeout=60, env={
            "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "SSH_ORIGINAL_COMMAND": line, **(env or {})})
        return Said(done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"))

    def terminal(self, person: str, line: str = "", *, warm: bool = True, env: Mapping[str, str] | None = None,
                 cols: int = 120, rows: int = 40) -> Terminal:
        return Terminal(self.gate(person, warm=warm), cols=cols, rows=rows, env={"SSH_ORIGINAL_COMMAND": line, **(env or {})})
