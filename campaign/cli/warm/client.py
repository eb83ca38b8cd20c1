"""What ``campaign gate`` does before it has imported anything: hand its terminal to the warm server, and wait.

Only what Python has built in is used here: a bare interpreter is at work after a tenth of the time that the program needs. Where
nobody takes it, the same process goes on as the gate always did. Nothing is decided here: who may come in, and what for, is
asked where it always was, by whoever takes it. Linux.
"""

import _signal  # type: ignore[import-not-found]
import _socket
import sys
from posix import environ, geteuid, isatty, write

from campaign import __version__

PLACE = "/run/campaign/warm"
"""The socket of the server that ``server setup`` describes."""
NOWHERE = "none"
"""In place of a socket: not by the warm server."""
WAIT = 4.0
"""Seconds in which it must be taken: a template that begins anew needs one or two."""
LONGEST = 16_000
"""Bytes of what is sent; more is for the gate to refuse."""
VALUE = 64
"""Bytes of a variable from which on it is left out (``isolation.PLAIN``)."""
COLOURLESS = (b"dumb", b"unknown", b"vt1", b"vt2", b"vt3")
"""Terminals for which a dashboard must be made differently from the beginning (``tui.launch``)."""
SIGNALS = (_signal.SIGWINCH, _signal.SIGINT, _signal.SIGTERM, _signal.SIGHUP, _signal.SIGQUIT)
"""What this process is told in the session's place, and hands on by number."""
HERE, TAKEN, ELSEWHERE, FULL, LEFT = b"h", b"t", b"n", b"f", b"x"
"""First byte of what is answered: somebody listens; the session runs; not here; no room, and why; the session ended, and how."""
FALLEN = 70
"""The session died without a word."""
NO_ROOM = 1
_OPTIONS = ("--db", "--member", "--key", "--warm")
_RESTORE = (b"\x1b[?2004l\x1b[?7h\x1b[?2048l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l\x1b[<u\x1b[?1049l\x1b[?25h"
            b"\x1b[?1004l")
"""What a dashboard that ends in order sends (``textual.drivers.linux_driver``)."""


def offer(args: list[str]) -> int | None:
    """The exit code of the session that somebody else ran for this process; None: nobody did, nor will."""
    words = _words(args)
    if words is None or words.get("--warm") == NOWHERE or environ.get(b"TERM", b"").startswith(COLOURLESS):
        return None
    kept = [name + b"=" + value for name, value in environ.items() if _is_kept(name) and len(value) < VALUE]
    told = [words.get("--db", "").encode("utf-8", "surrogateescape"), environ.get(b"CAMPAIGN_DB", b""),
            words["--member"].encode("utf-8", "surrogateescape"), words["--key"].encode("utf-8", "surrogateescape"),
            environ.get(b"SSH_ORIGINAL_COMMAND", b"")]
    message = b"\0".join([__version__.encode(), b"%d" % len(kept), *kept, *told])
    return _handed(words.get("--warm") or PLACE, message) if len(message) < LONGEST else None


def _words(args: list[str]) -> dict[str, str] | None:
    """The options of ``gate``; None for any other command, and where there is anything that only the parser can answer."""
    found: dict[str, str] = {}
    rest = list(args)
    while rest:
        name, joined, value = rest.pop(0).partition("=")
        if name == "gate" and not joined and "gate" not in found:
            found["gate"] = ""
            continue
        if name not in _OPTIONS or name in found or (name == "--db") == ("gate" in found) or not (joined or rest):
            return None
        found[name] = value if joined else rest.pop(0)
        if not found[name]:
            return None
    return found if "--member" in found and "--key" in found else None


def _is_kept(name: bytes) -> bool:
    return name in (b"TERM", b"COLORTERM", b"LANG") or (name.startswith(b"LC_") and len(name) < VALUE)


def _handed(place: str, message: bytes) -> int | None:
    line = _socket.socket(_socket.AF_UNIX, _socket.SOCK_SEQPACKET)
    waiting: list[int] = []
    before: dict[int, object] = {}
    try:
        line.settimeout(WAIT)
        line.connect(place)
        if int.from_bytes(line.getsockopt(_socket.SOL_SOCKET, _socket.SO_PEERCRED, 12)[4:8], sys.byteorder) != geteuid():
            return None  # nobody else is handed a terminal
        # Descriptors on their way to somebody who never looks would keep ssh waiting for their end.
        if line.recv(LONGEST) != HERE:
            return None
        # From here on a signal is the session's, if there will be one.
        for number in SIGNALS:
            before[number] = _signal.signal(number, lambda number, _frame: waiting.append(number))
        attributes = _attributes()
        descriptors = b"".join(number.to_bytes(4, sys.byteorder) for number in (0, 1, 2))
        line.sendmsg([message], [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, descriptors)])
        answer = _answer(line)
    except OSError:  # nobody is there
        answer = b""
    if answer[:1] == TAKEN:
        ended: list[int] = []
        for number in before:
            _signal.signal(number, lambda number, _frame: _hand_on(line, number, ended))
        for number in waiting:
            _hand_on(line, number, ended)
        return _awaited(line, attributes, ended)
    line.close()
    for number, handler in before.items():
        _signal.signal(number, handler)
    if answer[:1] == FULL:
        _say(answer[1:])
        return NO_ROOM
    for number in waiting:
        _signal.raise_signal(number)
    return None


def _answer(line: _socket.socket) -> bytes:
    """Of whoever took it. When nobody has in time, nobody will: after the shutdown no answer can come any more, and one that came
    just before is still there."""
    try:
        return line.recv(LONGEST)
    except OSError:
        line.shutdown(_socket.SHUT_RDWR)
        return line.recv(LONGEST)


def _hand_on(line: _socket.socket, number: int, ended: list[int]) -> None:
    if number != _signal.SIGWINCH:
        ended.append(number)
    try:
        line.send(bytes([number]))
    except OSError:  # the session is gone, as will be seen
        return


def _awaited(line: _socket.socket, attributes: object, ended: list[int]) -> int:
    """The exit code of the session. ``ended``: signals that it was handed and may have died of."""
    line.settimeout(None)
    try:
        while said := line.recv(LONGEST):
            if said[:1] == LEFT:
                return int.from_bytes(said[1:5], "little", signed=True)
    except OSError:
        pass
    _put_right(attributes)
    return 128 + ended[-1] if ended else FALLEN


def _attributes() -> object:
    """How the terminal is; None where there is none."""
    if not isatty(0):
        return None
    import termios

    return termios.tcgetattr(0)


def _put_right(attributes: object) -> None:
    """What a session that died has left of the terminal."""
    if attributes is None:
        return
    import termios

    try:
        if termios.tcgetattr(0) != attributes:
            termios.tcsetattr(0, termios.TCSADRAIN, attributes)  # type: ignore[arg-type]
            _say(_RESTORE)
    except termios.error:  # it is gone
        return


def _say(text: bytes) -> None:
    try:
        write(2, text)
    except OSError:
        return
