"""A dashboard into which nobody types lets others go first, and is itself again at a key; nowhere else than where it can be."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from campaign.tui.shell import following as module
from campaign.tui.shell.stepping_back import NICE, SteppingBack
from tests.tui.scene import dashboard, running

SCRIPT = """
import os, resource, sys, threading
from pathlib import Path
from campaign.tui.shell.stepping_back import SteppingBack

limit = int(sys.argv[1])
try:
    resource.setrlimit(resource.RLIMIT_NICE, (limit, limit))
except ValueError:  # nor may root here; it comes back without a limit
    resource.getrlimit = lambda which: (limit, limit)
else:
    if os.geteuid() == 0:
        os.setuid(65534)

def niceness():
    return {os.getpriority(os.PRIO_PROCESS, int(task)) for task in os.listdir("/proc/self/task")}

place = SteppingBack()
for _ in range(2):
    place.back()
    place.back()
    print(*niceness())
    ends = threading.Event()
    thread = threading.Thread(target=ends.wait)
    thread.start()
    place.forward()
    place.forward()
    print(*niceness())
    ends.set()
    thread.join()
"""


@pytest.mark.parametrize(("limit", "nice"), [(20, NICE), (40, NICE), (0, 0), (19, 0)])
def test_it_steps_back_only_where_it_may_come_forward(limit: int, nice: int) -> None:
    """Without privileges, as behind the gate; the threads that it began meanwhile come with it."""
    if os.getpriority(os.PRIO_PROCESS, 0) or (os.geteuid() and resource.getrlimit(resource.RLIMIT_NICE)[1] < limit > 19):
        pytest.skip("this account may not try it")
    said = subprocess.run([sys.executable, "-c", SCRIPT, str(limit)], check=True, capture_output=True, text=True).stdout
    assert said.splitlines() == [str(nice), "0"] * 2


def test_where_it_is_forbidden_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: int) -> None:
        raise PermissionError

    monkeypatch.setattr(resource, "getrlimit", lambda _which: (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    monkeypatch.setattr(os, "setpriority", forbidden)
    place = SteppingBack()
    place.back()
    place.forward()


@running
async def test_some_seconds_without_a_key_and_at_a_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[str] = []
    monkeypatch.setattr(SteppingBack, "back", lambda self: steps.append("back"))
    monkeypatch.setattr(SteppingBack, "forward", lambda self: steps.append("forward"))
    async with dashboard(tmp_path / "a.db") as board:
        board.app.following._tick()
        assert "back" not in steps, "it has only just begun"
        monkeypatch.setattr(module, "TYPING", -1.0)
        board.app.following._tick()
        assert steps[-1] == "back"
        await board.press("down")
        assert steps[-1] == "forward"
        monkeypatch.setattr(module, "TYPING", 1000.0)
        steps.clear()
        board.app.following._tick()
        assert not steps
    assert steps == ["forward"], "whoever started it gets it as it was"
