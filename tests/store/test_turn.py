"""As many at once as there are cores, the others after them, wherever something can be locked."""

from pathlib import Path

import pytest

from campaign.store.engine import online, refresh_lock
from campaign.store.engine.online import Online
from campaign.store.engine.refresh_lock import RefreshLock


def test_it_is_one_after_the_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    database = tmp_path / "campaign.db"
    monkeypatch.setattr(refresh_lock, "cores", lambda: 1)
    with Online(database, "L03"):
        first, second = RefreshLock(database), RefreshLock(database)
        assert first.take() and not second.take()
        first.give()
        assert second.take() and not first.take()
        second.give()
        second.give()
        assert first.take()
        first.give()


@pytest.mark.parametrize("cores", [1, 2, 5])
def test_as_many_at_once_as_there_are_cores(cores: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    database = tmp_path / "campaign.db"
    monkeypatch.setattr(refresh_lock, "cores", lambda: cores)
    with Online(database, "L03"):
        locks = [RefreshLock(database) for _ in range(cores + 1)]
        assert [lock.take() for lock in locks] == [*[True] * cores, False]
        locks[0].give()
        assert locks[-1].take()
        assert online.names(database) == ["L03"] and online.count(database) == (1, 0), "a turn is nobody"


def test_where_nothing_can_be_locked_nobody_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    database = tmp_path / "campaign.db"
    first, second = RefreshLock(database), RefreshLock(database)
    assert first.take() and second.take()  # nobody is on line: there is no folder
    first.give()
    with Online(database, "L03"):
        monkeypatch.setattr(refresh_lock, "fcntl", None)
        assert first.take() and second.take()
