"""One after the other, wherever something can be locked."""

from pathlib import Path

from campaign.store.engine import refresh_lock
from campaign.store.engine.online import Online
from campaign.store.engine.refresh_lock import RefreshLock


def test_it_is_one_after_the_other(tmp_path: Path) -> None:
    database = tmp_path / "campaign.db"
    with Online(database, "L03"):
        first, second = RefreshLock(database), RefreshLock(database)
        assert first.take() and not second.take()
        first.give()
        assert second.take() and not first.take()
        second.give()
        second.give()
        assert first.take()
        first.give()


def test_where_nothing_can_be_locked_nobody_waits(tmp_path: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    database = tmp_path / "campaign.db"
    first, second = RefreshLock(database), RefreshLock(database)
    assert first.take() and second.take()  # nobody is on line: there is no folder
    first.give()
    with Online(database, "L03"):
        monkeypatch.setattr(refresh_lock, "fcntl", None)
        assert first.take() and second.take()
