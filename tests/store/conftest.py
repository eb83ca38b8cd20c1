"""A fresh copy of one small campaign for every test; the template is made once per run."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from campaign.service import Session
from tests.store.world import Clock, build


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "small.db"
    build(path, Clock())
    return path


@pytest.fixture
def path(template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(template, tmp_path / "campaign.db"))


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
