"""Results: what members below headquarters enter waits until headquarters confirm it, and what becomes of it then."""

from tests.server.conftest import HQ, STAFF, Enter


def test_a_start_waits(enter: Enter) -> None:
    print(enter(STAFF, "projects --plain").out)
    said = enter(STAFF, "edit P0002 --started today --stage building")
    assert said.code == 0, said
    print(enter(HQ, "log --json").out[:1500])
