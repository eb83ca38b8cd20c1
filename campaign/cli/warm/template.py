"""What is forked: a process that has imported everything, has read and judged the database and made a dashboard of it.

It does one thing at a time: for who comes it forks, and every ``FOLLOW`` seconds it catches up with what was written. Whatever
else may have changed (the day, the settings, the program, the file itself, its own size) has one remedy: it begins anew in the
same process, with the socket that it has, while those who wait there wait on and those who are in stay in.
"""

import gc
import importlib
import os
import pkgutil
import select
import signal
import socket
import struct
import sys
import time
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import NoReturn

import campaign
from campaign import config, text
from campaign.cli import isolation, output
from campaign.cli.gate import seal, wipe
from campaign.cli.state import State
from campaign.cli.tui import make_ready
from campaign.cli.warm import child, client
from campaign.core.errors import CampaignError, Refused
from campaign.data import clocks, lists, readings
from campaign.service import Session, warm_server
from campaign.text import _

FOLLOW = 2.0
"""Seconds between two looks at the database."""
PATIENCE = 0.5
"""Seconds in which a client must have said what it wants: nobody else is served meanwhile."""
ROOT = 0
"""May ask for figures; is handed no session."""
QUEUE = 128
"""Clients that wait until it has time for them."""
SETTLED = 5.0
"""Seconds for which the program's files must have stayed as they are, before it begins anew with them."""
GROWN = 48 * 2**20
"""Bytes by which it may grow before it begins anew."""
LEAST = 192 * 2**20
"""Bytes of memory that must be free for one more session."""
LISTENER = "CAMPAIGN_WARM_LISTENER"
"""Of this process before it began anew: the number of its socket, how many it has served, whom it has forked."""
UNNEEDED = ("campaign.data.make_pinyin", "campaign.cli.bulletin_docx", "campaign.store.synthetic")
"""Modules that no session needs, or whose packages need not be there."""


class Template:
    """``most``: sessions at once; None: as many as memory allows. Raises ``CampaignError`` when it cannot begin."""

    def __init__(self, state: State, place: Path, most: int | None) -> None:
        self._state, self._place, self._most = state, place, most
        self._db = config.shared_db(state.db)
        self._children: set[int] = set()
        self._served = 0
        self._woken, self._waker = os.pipe()
        for end in (self._woken, self._waker):
            os.set_blocking(end, False)
        self._stops = self._renews = False
        self._listener = self._inherited() or _listen(place)
        self._files = _files()
        session = Session.nobody(self._db, state.clock)
        try:
            text.use(state.config.language or session.campaign.language)
            self._app = make_ready(session)
        finally:
            session.close()
        _import_all()
        self._campaign = session.campaign
        gc.collect()
        gc.freeze()
        self._size = _resident()

    def _inherited(self) -> socket.socket | None:
        number, self._served, *children = [int(word) for word in os.environ.pop(LISTENER, "-1 0").split()]
        if number < 0:
            return None
        self._children.update(children)
        return socket.socket(fileno=number)

    def run(self) -> None:
        """Until it is told to stop."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGCHLD):
            signal.signal(number, self._on_signal)
        signal.set_wakeup_fd(self._waker, warn_on_full_buffer=False)
        poll = select.poll()
        for descriptor in (self._listener.fileno(), self._woken):
            poll.register(descriptor, select.POLLIN)
        self._listener.setblocking(False)
        follow = time.monotonic() + FOLLOW
        while not self._stops:
            ready = {descriptor for descriptor, _event in poll.poll(max(0.0, follow - time.monotonic()) * 1000)}
            if self._woken in ready:
                with suppress(BlockingIOError):
                    os.read(self._woken, 4096)
            self._bury()
            if self._listener.fileno() in ready:
                with suppress(BlockingIOError):
                    self._answer(self._listener.accept()[0])
            if self._renews or time.monotonic() >= follow:
                self._follow()
                follow = time.monotonic() + FOLLOW
        self._listener.close()
        self._place.unlink(missing_ok=True)

    def _on_signal(self, number: int, _frame: FrameType | None) -> None:
        self._stops = self._stops or number in (signal.SIGTERM, signal.SIGINT)
        self._renews = self._renews or number == signal.SIGHUP

    def _bury(self) -> None:
        for pid in list(self._children):
            try:
                ended = os.waitpid(pid, os.WNOHANG)[0] == pid
            except ChildProcessError:
                ended = True
            if ended:
                self._children.discard(pid)

    # Who comes --------------------------------------------------------------------------------------------------------------

    def _answer(self, line: socket.socket) -> None:
        descriptors: list[int] = []
        try:
            asks = _uid(line)
            if asks not in (os.geteuid(), ROOT):
                return
            line.settimeout(PATIENCE)
            line.send(client.HERE)
            message, descriptors, flags, _address = socket.recv_fds(line, client.LONGEST, 4)
            if message == warm_server.QUESTION:
                line.send(warm_server.answer(warm_server.Figures(os.getpid(), len(self._children), self._served, self._db)))
            elif asks == os.geteuid() and len(descriptors) == 3 and not flags & (socket.MSG_TRUNC | socket.MSG_CTRUNC):
                self._take(line, descriptors, child.read(message))
        except (OSError, ValueError):  # gone again, or not one of ours
            return
        finally:
            for descriptor in descriptors:
                os.close(descriptor)
            line.close()

    def _take(self, line: socket.socket, descriptors: list[int], asked: child.Asked) -> None:
        if asked.version != campaign.__version__ or not self._app.is_alone():  # a thread would be lost in the fork
            self._renews = True
        if self._renews or asked.version != campaign.__version__ or not self._is_mine(asked):
            line.send(client.ELSEWHERE)
        elif self._is_full() or (pid := _forked()) is None:
            told = _("The server is full: {n} sessions are open. Try again when somebody has left").format(n=len(self._children))
            line.send(client.FULL + told.encode() + b"\n")
        elif pid:
            self._children.add(pid)
            self._served += 1
        else:
            signal.set_wakeup_fd(-1)
            self._listener.close()
            os.close(self._woken)
            os.close(self._waker)
            child.serve(line, descriptors, self._db, asked)

    def _is_mine(self, asked: child.Asked) -> bool:
        try:
            return config.shared_db(asked.flag or None, {"CAMPAIGN_DB": asked.variable}) == self._db
        except CampaignError:
            return False

    def _is_full(self) -> bool:
        return len(self._children) >= self._most if self._most is not None else _available() < LEAST

    # What has changed -------------------------------------------------------------------------------------------------------

    def _follow(self) -> None:
        """Be as the database is now, by the least of the ways that do it."""
        try:
            session = Session.nobody(self._db, self._state.clock)
            try:
                if not self._renews and not self._is_stale(session):
                    self._app.bring_up_to_date(session)
                    gc.collect(0)
                    return
            finally:
                session.close()
        except Exception as error:  # whatever it is: who comes now must not see the half of it
            output.talk(str(error))
        self._renews = True
        if _age(_files()) > SETTLED:  # else its files are just being changed: who comes meanwhile comes in without it
            self._renew()

    def _is_stale(self, session: Session) -> bool:
        assert self._app.situation is not None
        files = _files()
        return (session.today != self._app.situation.today or session.campaign != self._campaign
                or (files != self._files and _age(files) > SETTLED) or _resident() > self._size + GROWN)

    def _renew(self) -> NoReturn:
        """Begin anew in this process: whom it has forked stays its child, who waits at the socket waits on."""
        os.set_inheritable(self._listener.fileno(), True)
        os.environ[LISTENER] = " ".join(map(str, [self._listener.fileno(), self._served, *self._children]))
        os.execv(sys.executable, sys.orig_argv)


def warm(state: State, place: Path, most: int | None) -> None:
    """Serve until it is told to stop. Raises ``CampaignError``."""
    kept = {name: value for name, value in os.environ.items() if name.startswith("CAMPAIGN_")}
    os.environ.clear()
    os.environ.update(isolation.environment({}) | kept)
    place = place.absolute()
    seal()
    wipe(True)
    template = Template(state, place, most)
    output.talk(_("{path}: ready for who comes in").format(path=place))
    template.run()


def _listen(place: Path) -> socket.socket:
    """Raises ``Refused`` when the place is taken, or cannot be had."""
    if warm_server.figures(place) is not None:
        raise Refused("warm_twice", path=str(place))
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        place.unlink(missing_ok=True)
        before = os.umask(0o177)
        try:
            listener.bind(str(place))
        finally:
            os.umask(before)
        listener.listen(QUEUE)
    except OSError as error:
        listener.close()
        raise Refused("warm_nowhere", path=str(place), why=error.strerror or str(error)) from None
    return listener


def _forked() -> int | None:
    """As ``os.fork``; None where the system has no room for another process."""
    try:
        return os.fork()
    except OSError:
        return None


def _uid(line: socket.socket) -> int:
    told: int = struct.unpack("3i", line.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))[1]
    return told


def _import_all() -> None:
    """A session goes on when the program's files are others: it has all that it will ever need of them."""
    for module in pkgutil.walk_packages(campaign.__path__, "campaign."):
        if not module.name.startswith(UNNEEDED) and not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    text.everywhere("")
    readings("一")
    lists.lists()
    clocks.clocks()
    clocks.calendar()


def _files() -> tuple[int, int]:
    """What tells one installation of the program from the next: file and moment."""
    try:
        about = Path(campaign.__file__).stat()
    except OSError:
        return 0, time.time_ns()
    return about.st_ino, about.st_mtime_ns


def _age(files: tuple[int, int]) -> float:
    """Seconds since they were changed; none while they are not there."""
    return (time.time_ns() - files[1]) / 1e9


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def _available() -> int:
    """Bytes of memory that a new process could have."""
    lines = Path("/proc/meminfo").read_text().splitlines()
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:")), LEAST)
