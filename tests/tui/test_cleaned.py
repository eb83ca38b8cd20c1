"""What was written past the program does nothing to the terminal of an open dashboard: byte by byte, on every screen."""

import shutil
import sys
from pathlib import Path

from tests.cleaned import ACTING, spoil
from tests.driver import Terminal

ROOT = Path(__file__).parents[2]


def test_nothing_hostile_reaches_the_terminal(small_city: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(small_city, tmp_path / "campaign.db"))
    spoil(path)
    env = {"CAMPAIGN_DB": str(path), "CAMPAIGN_LANG": "en", "CAMPAIGN_NOW": "2026-11-07T10:48:00+08:00", "CAMPAIGN_ACTOR": "me",
           "HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    with Terminal([sys.executable, "-m", "campaign", "tui"], env=env, cwd=tmp_path, cols=120, rows=40) as terminal:
        terminal.wait("31337")
        for key in "1234567890tdbi":
            terminal.send(key.encode())
            terminal.settle(0.05, 2.0)
            for more in b"v j \r e \t\t \x1b \x1b l \x1b n \x1b a \x1b \x1b".split(b" "):
                terminal.send(more)
                terminal.settle(0.03, 1.0)
                assert not terminal.ended, bytes(terminal.raw[-1500:])
        terminal.send(b"\x1b[20~")
        terminal.settle(0.05, 2.0)
        terminal.send(b"\x11")
        assert terminal.exit_code(30) == 0
        shown = terminal.raw.decode("utf-8", "replace")
    assert shown.count("31337") > 50
    assert [ascii(shown[max(0, shown.index(sign) - 200):][:300]) for sign in ACTING if sign in shown] == []
