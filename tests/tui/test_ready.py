"""What the dashboard made ahead touches of asyncio, Rich and Textual: named here, so that a new version of them is noticed."""

import asyncio
import inspect
from pathlib import Path

from rich.console import Console
from textual.driver import Driver
from textual.drivers.headless_driver import HeadlessDriver
from textual.drivers.linux_driver import LinuxDriver
from textual.pilot import Pilot

from campaign.tui import ready, theme
from campaign.tui.ready import Handover, ReadyApp

LOOP = ("_selector", "_ssock", "_csock", "_internal_fds", "_make_self_pipe")
"""An epoll and a pipe of its own: nothing may be unregistered on those that the other forks share."""
CONSOLE = ("_environ", "_color_system", "_detect_color_system")
"""The colours of a terminal that nobody knew when the console was made."""


def test_what_is_touched_is_there() -> None:
    loop = asyncio.new_event_loop()
    try:
        assert all(hasattr(loop, name) for name in LOOP)
    finally:
        loop.close()
    assert all(hasattr(Console(), name) for name in CONSOLE)
    assert inspect.iscoroutinefunction(Pilot.pause)


def test_nothing_else_is_touched() -> None:
    """Whoever touches more adds it above."""
    code = Path(ready.__file__).read_text() + inspect.getsource(theme.meet)
    touched = {part.split("(")[0].split(" ")[0].rstrip(".,)") for owner in ("loop.", "console.")
               for part in code.split(owner)[1:] if part.startswith("_")}
    assert {name.split(".")[0] for name in touched} == {*LOOP, *CONSOLE}


def test_a_new_pipe_wakes_the_loop_and_leaves_the_others_alone() -> None:
    """What ``hand_over`` does to a loop that is another process's as well."""
    source = inspect.getsource(asyncio.selector_events.BaseSelectorEventLoop._make_self_pipe)
    assert "_internal_fds += 1" in source and "_add_reader(self._ssock.fileno()" in source


def test_every_way_to_a_terminal_is_handed_on() -> None:
    """A driver that is headless does nothing; what the driver of a terminal does besides is done by it once it is there."""
    own = {name for name, member in vars(LinuxDriver).items() if callable(member) and not name.startswith("_")}
    base = {name for name, member in vars(Driver).items() if callable(member) and not name.startswith("_")}
    begins = {"start_application_mode", "run_input_thread", "process_message"}  # done on the real one, by ``ReadyApp`` and itself
    assert (own & base) - begins <= set(vars(Handover)) and "can_suspend" in vars(Handover) and "is_headless" in vars(Handover)
    assert issubclass(Handover, HeadlessDriver) and issubclass(ReadyApp, ready.CampaignApp)
