"""What a role may not do is dim, and a key that may not says why before a form opens; who is on line; the end of a membership."""

from pathlib import Path

import pytest

from campaign.service import Session, members
from campaign.store.engine.online import Online
from campaign.store.queries.members import member_keys
from campaign.tui.keys import BY_ACTION
from campaign.tui.shell import permissions
from tests.tui import scene
from tests.tui.scene import Dashboard, dashboard, running

KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI{}JmzM2cFvKLc9CFSpBqu6pG1TvFmQxkhyvvZ9P1cXZ3"


def join(path: Path, person: str, role: str, **where: str) -> dict[str, str]:
    """Make somebody a member with a key; how to come in as that person."""
    with_all = scene.session(path, "hq")
    members.add(with_all, person, role, **where)
    members.add_key(with_all, person, KEY.format({"L01": "A", "L02": "B", "M001": "C"}[person]))
    fingerprint = member_keys(with_all.store, person)[0].fingerprint
    with_all.close()
    return {"actor": person, "me": person, "key": fingerprint}


def tone(board: Dashboard, action: str) -> str:
    page = board.app.page
    assert page is not None
    return next(target.said[0][1] for target in page._key_line(200) if target.does == action)


@running
async def test_a_viewer_sees_dim_keys_and_is_told_why(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    async with dashboard(path, **join(path, "L02", "viewer")) as board:
        await board.press("3")
        assert tone(board, "resolve") == "quiet" and tone(board, "filter") == "strong"
        for key in ("r", "m", "n", "a", "e", "u"):
            await board.press(key)
            assert not board.app.screen.is_modal and "viewer" in board.said, key


@running
async def test_staff_may_on_their_own(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    async with dashboard(path, **join(path, "M001", "staff", unit="U01")) as board:
        await board.at("B0001")  # held by U01
        assert tone(board, "help") == "strong"
        await board.press("n")
        assert board.app.screen.is_modal
        await board.press("escape")
        await board.at("B0002")  # held by another unit
        await board.press("n")
        assert not board.app.screen.is_modal and "your own" in board.said


@running
async def test_a_removed_members_dashboard_ends(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    async with dashboard(path, **join(path, "L01", "leader")) as board:
        other = scene.session(path, "hq")
        members.remove(other, "L01")
        other.close()
        board.app.following.look()
        await board.pilot.pause()
        assert board.app.return_code == 6


@running
async def test_a_member_is_shown_by_name(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    told = join(path, "L01", "hq")
    session = Session(path, "L01", clock=scene.clock, me="L01", key=told["key"])
    from campaign.service import blockers

    blockers.note(session, "B0001", "已约会商")
    session.close()
    async with dashboard(path, size=(120, 40)) as board:
        await board.press("f9")
        assert "王某山" in next(line for line in board.lines() if "noted" in line)


@running
async def test_who_is_on_line(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    async with dashboard(path, size=(120, 40)) as board:
        page = board.app.page
        assert "on line" not in board.text()
        with Online(path, "L01"), Online(path, "someone"):
            page._look_who()
            await board.settle()
            assert "2 on line: someone, 王某山" in board.text()
        page._look_who()
        await board.settle()
        assert "on line" not in board.text()


@pytest.mark.parametrize("action", ["add", "edit", "claim", "visit", "note", "move_on", "resolve", "hold", "escalate", "undo"])
def test_every_acting_key_is_a_verb(action: str) -> None:
    assert permissions.verbs(action, None)


def test_looking_is_never_dim(tmp_path: Path) -> None:
    session = scene.session(tmp_path / "a.db", readonly=True)
    for action in BY_ACTION:
        assert permissions.dimmed(session, action, "P0001") == bool(permissions.verbs(action, "P0001"))
    session.close()
