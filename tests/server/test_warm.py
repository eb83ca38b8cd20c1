"""The warm server: a session that it forked is the session that the gate would have been."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server.conftest import HQ, VIEWER, Shared
from tests.server.warm import Warm

NEEDS = "要你看的"
"""On the Overview once it is complete; the campaign speaks Chinese."""


@pytest.fixture
def warm(program: Path, shared: Shared) -> Iterator[Warm]:
    with Warm(program, shared) as server:
        yield server


def test_a_command_is_served_by_a_fork(warm: Warm) -> None:
    said = warm.run(VIEWER, "whoami --json")
    assert said == warm.run(VIEWER, "whoami --json", warm=False) and said.code == 0
    assert warm.run(HQ, "add-project 名称").code == 0


def test_the_dashboard_is_served_by_a_fork(warm: Warm) -> None:
    with warm.terminal(HQ) as terminal:
        terminal.wait(NEEDS)
        assert warm.sessions() == 1
        terminal.press("q")
        assert terminal.exit_code() == 0
    warm.wait(lambda: warm.sessions() == 0)
