"""A fresh copy of one small campaign for every test, and sessions on it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from campaign.service import Session
from tests.store.world import Clock


@pytest.fixture
def path(small_city: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(small_city, tmp_path / "campaign.db"))


@pytest.fixture
def clock() -> Clock:
    return Clock()


Open = Callable[..., Session]


@pytest.fixture
def enter(path: Path, clock: Clock) -> Iterator[Open]:
    """Open a session of someone's: a connection of its own each time."""
    opened: list[Session] = []

    def enter_as(actor: str = "hq", **options: object) -> Session:
        opened.append(Session(path, actor, clock=clock, **options))  # type: ignore[arg-type]
        return opened[-1]

    yield enter_as
    for session in opened:
        session.close()


@pytest.fixture
def session(enter: Open) -> Session:
    return enter()
