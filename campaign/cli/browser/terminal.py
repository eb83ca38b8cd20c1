"""A command in a pseudo-terminal whose other end is a browser: the dashboard is the very one that a terminal shows."""

import asyncio
import fcntl
import os
import pty
import signal
import struct
import termios
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress

CHUNK = 2**16
PATIENCE = 5.0
"""Seconds that a dashboard has to put aside what was typed, once nobody looks any more."""
LARGEST = 1000
"""Cells of a side that a page may ask for."""


class Terminal:
    """One run of ``command``; ``send`` takes what it writes."""

    def __init__(self, command: Sequence[str], environ: Mapping[str, str], send: Callable[[bytes], Awaitable[None]]) -> None:
        self._command, self._environ, self._send = command, environ, send
        self._master = -1

    async def start(self, width: int, height: int) -> None:
        loop = asyncio.get_running_loop()
        self._master, slave = pty.openpty()
        try:
            self.resize(width, height)
            self._process = await asyncio.create_subprocess_exec(
                *self._command, stdin=slave, stdout=slave, stderr=slave, env=self._environ, start_new_session=True,
                preexec_fn=_take_terminal)
        finally:
            os.close(slave)
        self._reader = asyncio.StreamReader()
        self._reading, _ = await loop.connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(self._reader), os.fdopen(os.dup(self._master), "rb", 0))
        writing, protocol = await loop.connect_write_pipe(
            lambda: asyncio.StreamReaderProtocol(asyncio.StreamReader()), os.fdopen(os.dup(self._master), "wb", 0))
        self._writer = asyncio.StreamWriter(writing, protocol, None, loop)

    async def run(self) -> None:
        """Until the command ends."""
        with suppress(OSError):  # the kernel's way of saying that the other end is closed
            while data := await self._reader.read(CHUNK):
                await self._send(data)

    async def type(self, text: str) -> None:
        with suppress(OSError):
            self._writer.write(text.encode("utf-8", "replace"))
            await self._writer.drain()

    def resize(self, width: int, height: int) -> None:
        size = (max(1, min(side, LARGEST)) for side in (height, width))
        with suppress(OSError):
            fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))

    async def stop(self) -> None:
        """Hang up as a terminal does that is closed; who does not listen is ended."""
        if self._master < 0:
            return
        if hasattr(self, "_process"):
            for by in (signal.SIGHUP, signal.SIGKILL):
                with suppress(ProcessLookupError):
                    os.killpg(self._process.pid, by)
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._process.wait(), PATIENCE)
                    break
            self._reading.close()
            self._writer.close()
        os.close(self._master)
        self._master = -1


def _take_terminal() -> None:
    """In the child: standard input is the terminal that its session goes by, so that it hears of sizes and of a hang-up."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
