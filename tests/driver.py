"""A real pseudo-terminal for end-to-end tests and benchmarks: start a program in it, type, look at the screen, count bytes.

A thread stamps every read and answers what a terminal is asked; the screen is kept by pyte in the caller's thread, so that
drawing it costs the stamps nothing. Linux and macOS; CPU and memory from /proc are Linux only.
"""

import contextlib
import os
import queue
import re
import select
import signal
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

import ptyprocess  # type: ignore[import-untyped]
import pyte

KEYS = {"up": b"\x1b[A", "down": b"\x1b[B", "right": b"\x1b[C", "left": b"\x1b[D", "home": b"\x1b[H", "end": b"\x1b[F",
        "pageup": b"\x1b[5~", "pagedown": b"\x1b[6~", "enter": b"\r", "escape": b"\x1b", "tab": b"\t", "backspace": b"\x7f",
        "f1": b"\x1bOP", "f5": b"\x1b[15~", "f9": b"\x1b[20~", "ctrl+c": b"\x03", "ctrl+p": b"\x10", "ctrl+q": b"\x11"}
_ASKED: tuple[tuple[re.Pattern[bytes], bytes], ...] = (
    (re.compile(rb"\x1b\[\?2026\$p"), b"\x1b[?2026;2$y"),  # synchronized output: known
    (re.compile(rb"\x1b\[0?c"), b"\x1b[?62;22c"),
    (re.compile(rb"\x1b\[5n"), b"\x1b[0n"),
)
_PLACE_ASKED = b"\x1b[6n"
NARROW, WIDE = b"\x1b[2;8R", b"\x1b[2;14R"
"""What a terminal answers that has printed seven signs in the second row."""
_UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[[<>=][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p|\x1b\[\?[0-9;]*u|\x1b[P_^X][^\x1b]*\x1b\\"
                              rb"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)")
_SYNC = re.compile(rb"\x1b\[\?2026([hl])")
SYNC_LENGTH = 8
_CUT = re.compile(rb"\x1b[^a-zA-Z~\\]{0,40}\Z")
"""An escape sequence that has not come to its end yet."""


class Chunk(NamedTuple):
    stamp: float
    """``time.perf_counter()`` at which it was read."""
    data: bytes


class Terminal:
    """``with Terminal([...]) as terminal``. Whatever is still running at the end is killed."""

    def __init__(self, argv: Sequence[str], *, cols: int = 80, rows: int = 24, env: Mapping[str, str] | None = None,
                 cwd: Path | None = None, place: bytes = NARROW) -> None:
        """``place``: what is answered to who asks where the cursor is; empty: nothing."""
        self.screen = pyte.Screen(cols, rows)
        self._stream = pyte.ByteStream(self.screen)
        self._chunks: queue.Queue[Chunk | None] = queue.Queue()
        self._tail = b""
        self._syncing = False
        self._seam = b""
        self.received = 0
        """Bytes read so far."""
        self.raw = bytearray()
        self.ended = False
        self._leaving = threading.Event()
        self._place = place
        base = {name: os.environ[name] for name in ("PATH", "HOME", "PYTHONPATH", "VIRTUAL_ENV") if name in os.environ}
        base |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
        self._process = ptyprocess.PtyProcess.spawn([str(arg) for arg in argv], dimensions=(rows, cols),
                                                    env=base | dict(env or {}), cwd=None if cwd is None else str(cwd))
        self.began = time.perf_counter()
        self.pid: int = self._process.pid
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _read(self) -> None:
        descriptor: int = self._process.fd
        while not self._leaving.is_set():
            try:
                if not select.select([descriptor], [], [], 0.05)[0]:
                    continue
                data = os.read(descriptor, 65536)
            except (OSError, ValueError):
                data = b""
            if not data:
                self._chunks.put(None)
                return
            self._chunks.put(Chunk(time.perf_counter(), data))
            for question, answer in _ASKED:
                if question.search(data):
                    self.send(answer)
            if _PLACE_ASKED in data and self._place:
                self.send(self._place)

    # Looking --------------------------------------------------------------------------------------------------------

    def pump(self, timeout: float) -> Chunk | None:
        """Draw the next thing that was read; None when nothing came in time, or it has ended."""
        if self.ended:
            return None
        try:
            chunk = self._chunks.get(timeout=max(0.0, timeout))
        except queue.Empty:
            return None
        if chunk is None:
            self.ended = True
            return None
        self.received += len(chunk.data)
        self.raw += chunk.data
        seen = self._seam + chunk.data  # a mark may lie across two reads
        for mark in _SYNC.findall(seen):
            self._syncing = mark == b"h"
        self._seam = seen[1 - SYNC_LENGTH:]
        data = self._tail + chunk.data
        cut = _CUT.search(data)
        self._tail = data[cut.start():] if cut else b""
        self._stream.feed(_UNKNOWN_TO_PYTE.sub(b"", data[:cut.start()] if cut else data))
        return chunk

    def text(self) -> str:
        """The screen, a line per row, without blanks at the ends."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def cells(self, skip: Sequence[int] = ()) -> list[object]:
        """Every cell with its colours, to see whether anything has changed; ``skip`` leaves out rows."""
        buffer = self.screen.buffer
        return [tuple(buffer[y][x] for x in range(self.screen.columns)) for y in range(self.screen.lines) if y not in skip]

    def wait_until(self, true: Callable[[], bool], timeout: float = 20.0) -> float:
        """The stamp of the read after which ``true`` holds; half-drawn frames are not looked at. TimeoutError with the screen."""
        end, stamp = time.perf_counter() + timeout, time.perf_counter()
        while not (not self._syncing and true()):
            chunk = self.pump(end - time.perf_counter())
            if chunk is None and (self.ended or time.perf_counter() >= end):
                raise TimeoutError(f"{'it ended' if self.ended else 'not seen in time'}:\n{self.text()}")
            stamp = stamp if chunk is None else chunk.stamp
        return stamp

    def wait(self, pattern: str, timeout: float = 20.0) -> float:
        """Wait until the screen shows a regular expression."""
        wanted = re.compile(pattern)
        try:
            return self.wait_until(lambda: wanted.search(self.text()) is not None, timeout)
        except TimeoutError as error:
            raise TimeoutError(f"{pattern!r}: {error}") from None

    def settle(self, quiet: float = 0.1, limit: float = 5.0) -> None:
        """Draw until nothing has come for ``quiet`` seconds."""
        end = time.perf_counter() + limit
        while time.perf_counter() < end and self.pump(min(quiet, end - time.perf_counter())) is not None:
            pass

    def listen(self, seconds: float) -> int:
        """Draw for so long; the number of bytes that came."""
        before, end = self.received, time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0 and not self.ended:
            self.pump(left)
        return self.received - before

    # Typing ---------------------------------------------------------------------------------------------------------

    def send(self, data: bytes) -> None:
        with contextlib.suppress(OSError):  # it has ended
            os.write(self._process.fd, data)

    def press(self, *keys: str) -> None:
        """Names of ``KEYS``, or what is typed as it is."""
        for key in keys:
            self.send(KEYS.get(key) or key.encode())

    def resize(self, cols: int, rows: int) -> None:
        """Another size of the window; the program is told by a signal."""
        self.screen.resize(rows, cols)
        with contextlib.suppress(OSError, ValueError):  # it has ended
            self._process.setwinsize(rows, cols)

    # The end --------------------------------------------------------------------------------------------------------

    def exit_code(self, timeout: float = 10.0) -> int:
        """Wait for its end. 128 + signal when it was killed."""
        end = time.perf_counter() + timeout
        while time.perf_counter() < end:
            self.pump(0.02)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self._process.terminated = True
                while self.pump(0.2) is not None:
                    pass
                code = os.waitstatus_to_exitcode(status)
                return code if code >= 0 else 128 - code
        raise TimeoutError(f"still running:\n{self.text()}")

    def hang_up(self) -> None:
        """Close the terminal's side, as a lost connection does."""
        if not self._process.closed:
            self._leaving.set()
            self._reader.join()  # or it might read from whatever gets the same descriptor next
            self._process.fileobj.close()
            self._process.fd, self._process.closed = -1, True

    def close(self) -> None:
        if not self._process.terminated:
            with contextlib.suppress(ProcessLookupError, ChildProcessError):
                os.kill(self.pid, signal.SIGKILL)
                os.waitpid(self.pid, 0)
            self._process.terminated = True
        self.hang_up()


def cpu_seconds(pid: int) -> float:
    """CPU time of all threads of a process, to the nanosecond."""
    return sum(int((task / "schedstat").read_text().split()[0]) for task in Path(f"/proc/{pid}/task").iterdir()) / 1e9


def pss_mb(pid: int) -> float:
    """Memory of a process, what it shares counted by its part, in MB."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise OSError("no Pss")
