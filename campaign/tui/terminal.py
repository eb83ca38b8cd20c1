"""What comes from the terminal: bytes that are no UTF-8, mouse reports of old terminals, what it makes of our signs, and the way
back from a stop.

Only where Textual's own driver for Unix is used. What it does with the terminal is left to it.
"""

import os
import re
import select
from codecs import getincrementaldecoder
from collections.abc import Iterable, Iterator
from contextlib import suppress
from time import monotonic
from typing import Any

from textual import constants
from textual._ansi_sequences import SYNC_END, SYNC_START
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key
from textual.message import Message

from campaign.tables.signs import Way

READ = 4096
PAUSE = 0.1
"""Seconds after which a lone Esc is taken for the key and not for the beginning of a sequence."""
QUIET = 10 + int(constants.ESCAPE_DELAY / PAUSE)
"""Such pauses after which nothing is waited for any more but the next key."""
REPLACED = "\N{REPLACEMENT CHARACTER}"
_OLD_MOUSE = re.compile(rb"\x1b\[M([\x20-\xff])([\x21-\xff])([\x21-\xff])", re.DOTALL)
_CUT = re.compile(rb"\x1b(?:\[(?:M.{0,2})?)?\Z", re.DOTALL)
"""The beginning of what may become a mouse report."""
_PLACE = re.compile(rb"\x1b\[\??(\d{1,5});(\d{1,5})(?:;\d{1,5})?R")
"""Where the cursor is; in the first row it might as well be F3 with Shift, Ctrl or Alt."""
_ODD = re.compile(rb"\x1b\[\??[\d;]{0,20}[nc]")
"""Answers to what else a terminal can be asked; no key is one."""
_BARE_PLACE = re.compile(rb"\[\??\d{1,5};\d{1,5}(?:;\d{1,5})?R")
_CUT_PLACE = re.compile(rb"\x1b\[\??\d{1,5}(?:;\d{0,5}){0,2}\Z")
_CUT_AWAITED = re.compile(rb"\x1b(?:\[\??)?\Z")
"""What may become one, once it has been asked for."""
ASKED = "─━▌■●▁⣿"
"""All signs of uncertain width that are drawn: as many cells as signs, and each has one."""
ROW = 2
"""Where they are printed and painted over. In the first row the answer would be Shift-F3 or its like."""
WAIT = 1.0
"""Seconds in which an answer is awaited: until then nobody has begun to read."""
_PASTE, _PASTED = "\x1b[200~", "\x1b[201~"
_PARTS = re.compile(f"{re.escape(_PASTE)}|{re.escape(_PASTED)}|\x1b(?:[\\[O][^\x1b]*)?|[^\x1b]+")
_BEGINS = "[O\x1b"
"""What may follow an Esc that is no key."""
_BUTTONS, _MOTION, _RELEASED = 0b1100011, 0b100000, 3


class ForeignBytes(Message):
    """What was typed was no UTF-8."""


class Continued(Message):
    """The program was stopped, and goes on: nothing that stood on the terminal can be relied upon."""


class Measured(Message):
    """What the terminal makes of ``ASKED``; ``late`` after ``WAIT``."""

    def __init__(self, way: Way, late: bool) -> None:
        super().__init__()
        self.way, self.late = way, late


class Input:
    """Bytes of a terminal → text in which every mouse report has the form that Textual knows, and no report of the cursor is."""

    def __init__(self) -> None:
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._tail = b""
        self._lone = False
        """The last that was handed on was an Esc by itself."""
        self.places: list[tuple[int, int]] = []
        """Where the cursor was said to be, row and column; whoever looks takes them away."""

    def feed(self, data: bytes, *, final: bool = False, awaited: bool = False) -> str:
        """What can be read by now; of a character or report that has not come whole, nothing yet unless ``final``. Of what can
        only be a report of the cursor nothing in any case, nor while one is ``awaited`` of what can become one.
        """
        data = self._tail + data
        if self._lone and data:
            data = _BARE_PLACE.sub(b"", data, count=1) if _BARE_PLACE.match(data) else data
            self._lone = False
        cut = (_CUT_PLACE.search(data) or (_CUT_AWAITED.search(data) if awaited else None)
               or (None if final else _CUT.search(data)))
        self._tail = data[cut.start():] if cut else b""
        data = _ODD.sub(b"", _PLACE.sub(self._place, data[:cut.start()] if cut else data))
        self._lone = data.endswith(b"\x1b")
        return self._decode(_OLD_MOUSE.sub(_modern, data), final and not self._tail)

    def _place(self, report: re.Match[bytes]) -> bytes:
        row, column = map(int, report.groups())
        if row == 1:
            return report[0]
        self.places.append((row, column))
        return b""


def _modern(report: re.Match[bytes]) -> bytes:
    """``ESC [ M b x y``, a byte each, as ``ESC [ < b ; x ; y M``; a release (``m``) does not say of which button."""
    button, x, y = (group[0] - 32 for group in report.groups())
    released = button & _BUTTONS == _RELEASED and not button & _MOTION
    return b"\x1b[<%d;%d;%d%c" % (button & ~_RELEASED if released else button, x, y, b"m" if released else b"M")


class Typed:
    """Text → what Textual makes of it, but that Esc is a key by itself: nothing here has Alt in it, and over SSH whatever was
    typed within ``ESCDELAY`` after it would be taken for that.
    """

    def __init__(self, parser: XTermParser) -> None:
        self._parser = parser
        self._escaped = self._pasting = False
        """An Esc was the last of it, and waits for what may make it a sequence · what comes is being pasted."""

    def messages(self, text: str) -> Iterator[Message]:
        for part in _PARTS.findall(text):
            if self._escaped and not self._pasting and part[0] not in _BEGINS and self._parser._timeout_time is not None:
                self._parser._timeout_time = 0.0
                yield from self._told(self._parser.tick())
            self._pasting = part == _PASTE or (self._pasting and part != _PASTED)
            self._escaped = part == "\x1b"
            yield from self._told(self._parser.feed(part))
        yield from self._told(self._parser.tick())

    def _told(self, messages: Iterable[Message]) -> Iterator[Message]:
        for message in messages:
            if isinstance(message, Key) and message.key.startswith("alt+") and message.character:
                yield Key("escape", "\x1b")  # what might have begun a sequence did not
                yield from self._parser._sequence_to_key_events(message.character)
            else:
                yield message


class Terminal(LinuxDriver):
    """Textual's driver, with our own reading."""

    def __init__(self, app: App[Any], **how: Any) -> None:
        super().__init__(app, **how)
        self._foreign = False
        self._resting = False
        """The terminal was given back before a stop."""
        self._left = False
        """The terminal was given back: whoever still paints would paint over what stands there."""
        self._asked: float | None = None
        """Since when, in seconds of the monotonic clock, it has been asked what it makes of the signs."""
        self._answered = False
        self._frame: list[str] | None = None
        """What belongs to one frame goes out at once: to hand something to the thread that writes wakes it."""
        self._woken, self._wake = os.pipe()

    def start_application_mode(self) -> None:
        self._left = False
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def ask(self) -> None:
        """What it makes of the signs, before anything is painted over them: ``Measured`` is posted if it answers."""
        self._asked = monotonic()
        self.write(f"\x1b[{ROW};1H\x1b[8m{ASKED}\x1b[28m\x1b[6n\x1b[{ROW};1H\x1b[2K")
        self.flush()

    @property
    def awaits(self) -> bool:
        """Whether an answer may be on its way."""
        return not self._answered and self._asked is not None and monotonic() < self._asked + WAIT

    def _measure(self, places: list[tuple[int, int]]) -> None:
        """The first that came after the question is the answer."""
        if places and self._asked is not None and not self._answered:
            late, self._answered = not self.awaits, True
            way = Way.BLOCKS if places[0] == (ROW, len(ASKED) + 1) else Way.CELLS
            self.process_message(Measured(way, late))

    def stop_application_mode(self) -> None:
        super().stop_application_mode()
        self._left = True

    def write(self, data: str) -> None:
        if self._left:
            return
        if data == SYNC_START:
            self._frame = []
        if self._frame is not None:
            self._frame.append(data)
            if data != SYNC_END:
                return
            data, self._frame = "".join(self._frame), None
        super().write(data)

    def disable_input(self) -> None:
        os.write(self._wake, b"!")  # the thread that reads may wait for a key that nobody presses any more
        super().disable_input()
        os.read(self._woken, READ)

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except Exception as error:  # whatever it is, it ends the app as any other error does: in one line
            self._loop.call_soon_threadsafe(self._app._handle_exception, error)

    def run_input_thread(self) -> None:
        """Until the app leaves: read, and hand on what it means."""
        typed, text = Typed(XTermParser(self._debug)), Input()
        poll = select.poll()
        poll.register(self.fileno, select.POLLIN)
        poll.register(self._woken, select.POLLIN)
        quiet = 0
        while not self.exit_event.is_set():
            ready = [fd for fd, _events in poll.poll(PAUSE * 1000 if quiet < QUIET or self.awaits else None)]
            quiet = 0 if ready else quiet + 1
            if self._woken in ready:
                self.exit_event.wait(PAUSE)
                continue
            data = b""
            if ready:
                with suppress(OSError):
                    data = os.read(self.fileno, READ)
                if not data:  # the terminal is gone; the guard of hang-ups ends the program
                    self.exit_event.wait(PAUSE)
            self._hand_on(typed, text.feed(data, final=not ready, awaited=self.awaits))
            self._measure(text.places)
            text.places.clear()
        self._hand_on(typed, text.feed(b"", final=True))

    def _hand_on(self, typed: Typed, text: str) -> None:
        if REPLACED in text and not self._foreign:
            self._foreign = True
            self.process_message(ForeignBytes())
        for message in typed.messages(text):
            self.process_message(message)

    def suspend_application_mode(self) -> None:
        self._resting = True
        super().suspend_application_mode()

    def resume_application_mode(self) -> None:
        """After a stop that came without warning (SIGSTOP) the terminal is given back first, and everything begun anew."""
        if not self._resting:
            super().suspend_application_mode()
        self._resting = False
        super().resume_application_mode()
        self.process_message(Continued())


def driver() -> type[Terminal] | None:
    """What the app is to use; None leaves the choice to Textual: on Windows, and where the environment names another."""
    return None if os.name == "nt" or os.environ.get("TEXTUAL_DRIVER") else Terminal


def has_shell(driver: object) -> bool:
    """Whether a shell can bring this program back when it has stopped: its parent is another job of the same session."""
    try:
        parent = os.getppid()
        return isinstance(driver, Terminal) and os.getsid(parent) == os.getsid(0) and os.getpgid(parent) != os.getpgrp()
    except OSError:
        return False
