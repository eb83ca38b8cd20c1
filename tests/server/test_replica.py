"""Litestream beside a campaign, set up as ``campaign server setup --replica`` prints it: what is in the replica when all is lost?

What is certain is tested here; how much is lost how often, and what a writer's sudden death does to the replica, is measured by
``python -m tests.bench.replica`` and told in docs/handbook/replica.md.
"""

import json
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from campaign.service import Session, edits
from campaign.store.store import Store
from tests.bench.replica import Replicated, program
from tests.cli.conftest import Cli, one_line

LITESTREAM = program()
NEEDED = pytest.mark.skipif(LITESTREAM is None, reason="not installed: litestream (campaign[replica])")


@pytest.fixture
def city(tmp_path: Path, small_city: Path) -> Iterator[Replicated]:
    assert LITESTREAM is not None
    yield Replicated(tmp_path / "server", LITESTREAM, small_city)


def chain(path: Path) -> list[str]:
    """The log's entries, oldest first, each with the hash that rests on all before it."""
    with Store(path, readonly=True) as store:
        store.verify()
        return [str(entry) for entry in reversed(store.log(limit=1_000_000))]


@NEEDED
def test_a_lost_machine(city: Replicated) -> None:
    with city.running() as litestream:
        with city.writing("settled"):
            _until(lambda: len(city.acks) >= 40)
            _end(city)
        settled = city.caught_up()
        assert settled.missing == 0
        with city.writing("amid"):
            _until(lambda: len(city.acks) >= 120)
            litestream.kill()  # SIGKILL; and the writers with the context
            litestream.wait()
    path, _ = city.restore()
    there, live = chain(path), chain(city.db)
    # A whole earlier state of the same campaign: nothing torn, nothing of its own, and all that had been copied.
    assert len(there) >= settled.rows and there == live[:len(there)]
    with city.running():
        again = city.caught_up()  # what came while it was away
    assert again.rows == len(live)


def _end(city: Replicated) -> None:
    pass
