"""A session of the warm server: the process that was forked for one member, until it has ended as the gate's own would.

Who that is and what is allowed is asked by the gate's own code. What is different here is how it hears of its terminal: it has
none of its own, and its client hands on, as numbers, the signals that a terminal sends; the end of the client is the terminal's.
"""

import fcntl
import io
import os
import signal
import socket
import struct
import sys
from pathlib import Path
from types import FrameType
from typing import NamedTuple, NoReturn

from campaign.cli import isolation
from campaign.cli.gate import wipe
from campaign.cli.run import INTERRUPTED, run
from campaign.cli.state import Entrance
from campaign.cli.warm import client

HEARD = frozenset(client.SIGNALS)
UNFLUSHED = 120
"""What Python leaves with when its last words could not be written."""


class Asked(NamedTuple):
    """What a client handed over, besides its descriptors."""

    version: str
    environ: dict[str, str]
    flag: str
    """--db, as it was given; likewise CAMPAIGN_DB."""
    variable: str
    member: str
    key: str
    line: str
    """What ssh was given."""


def read(message: bytes) -> Asked:
    """Raises ``ValueError`` for what no client of ours sends."""
    version, count, *rest = (word.decode("utf-8", "surrogateescape") for word in message.split(b"\0"))
    variables, told = rest[:int(count)], rest[int(count):]
    flag, variable, member, key, line = told
    return Asked(version, dict(one.split("=", 1) for one in variables), flag, variable, member, key, line)


def serve(line: socket.socket, descriptors: list[int], db: Path, asked: Asked) -> NoReturn:
    """In the fork: be this member's session, and leave."""
    code = client.FALLEN
    try:
        os.setsid()
        wipe(False)
        _own_signals()
        _own_streams(descriptors)
        os.environ.clear()
        os.environ.update(isolation.environment(asked.environ))
        sys.argv[1:] = []
        line.settimeout(None)
        line.send(client.TAKEN)  # the client has given up if this fails
        code = _run(line, Entrance(db, asked.member, asked.key, asked.line))
        line.send(client.LEFT + struct.pack("<i", code))
    except OSError:
        pass
    finally:
        os._exit(code & 255)


def _run(line: socket.socket, entrance: Entrance) -> int:
    """As ``cli.main`` and the interpreter end it."""
    try:
        _listen(line)
        return _flushed(run([], entrance))
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception:
        import traceback

        traceback.print_exc()
        return _flushed(1)


def _own_signals() -> None:
    for number in (*HEARD, signal.SIGCHLD):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _own_streams(descriptors: list[int]) -> None:
    """As Python makes them in its UTF-8 mode."""
    for number, descriptor in enumerate(descriptors):
        os.dup2(descriptor, number)
    for descriptor in descriptors:
        if descriptor > 2:
            os.close(descriptor)
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        raw = io.FileIO(number, "r" if number == 0 else "w", closefd=False)
        buffer = io.BufferedReader(raw) if number == 0 else io.BufferedWriter(raw)
        errors = "backslashreplace" if number == 2 else "surrogateescape"
        stream = io.TextIOWrapper(buffer, "utf-8", errors, line_buffering=number == 2 or raw.isatty())
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)


def _listen(line: socket.socket) -> None:
    """What the client hands on reaches this process as the same signal, wherever it waits: it is handled as it always is."""

    def heard(_number: int, _frame: FrameType | None) -> None:
        while True:
            try:
                said = line.recv(client.LONGEST, socket.MSG_DONTWAIT)
            except BlockingIOError:
                return
            except OSError:
                said = b""
            if not said:  # the client is gone, and the terminal with it
                signal.signal(signal.SIGIO, signal.SIG_IGN)
                signal.raise_signal(signal.SIGHUP)
                return
            if said[0] in HEARD:
                signal.raise_signal(said[0])

    signal.signal(signal.SIGIO, heard)
    fcntl.fcntl(line, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(line, fcntl.F_SETFL, fcntl.fcntl(line, fcntl.F_GETFL) | os.O_ASYNC)
    heard(signal.SIGIO, None)


def _flushed(code: int) -> int:
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            code = UNFLUSHED
    return code
