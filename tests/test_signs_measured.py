"""Which signs are drawn, by what a real terminal answers: narrow, wide, late, never, oddly, in pieces, amid keys."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from campaign.tui.terminal import ASKED, Input
from tests.driver import NARROW, WIDE, Terminal
from tests.test_pty import LOADED, environment


class Start:
    def __init__(self, db: Path) -> None:
        self.db = db
        self.running: list[Terminal] = []

    def __call__(self, place: bytes, *arguments: str, **env: str) -> Terminal:
        self.running.append(Terminal([sys.executable, "-m", "campaign", *(arguments or ("tui",))], cols=120, rows=40,
                                     env=environment(self.db) | env, cwd=self.db.parent, place=place))
        return self.running[-1]

    def kept(self) -> Any:
        found = list((self.db.parent / ".cache").rglob("look"))
        return json.loads(found[0].read_text()) if found else None


@pytest.fixture
def start(db: Path) -> Iterator[Start]:
    made = Start(db)
    yield made
    for terminal in made.running:
        terminal.close()


def leave(terminal: Terminal) -> None:
    terminal.press("q")
    assert terminal.exit_code() == 0


@pytest.mark.parametrize(("place", "way"), [
    (NARROW, "blocks"), (WIDE, "cells"), (b"\x1b[2;9R", "cells"), (b"\x1b[3;8R", "cells"), (b"\x1b[2;8;1R", "blocks"),
    (b"\x1b[?2;8R", "blocks"), (b"", None), (b"\x1b[1;8R", None), (b"\x1b[0n", None)])
def test_what_is_answered(start: Start, place: bytes, way: str | None) -> None:
    terminal = start(place)
    terminal.wait(LOADED)
    terminal.settle(0.3)
    shown = terminal.text()
    assert ASKED not in shown and "golden window" in shown.splitlines()[1] and terminal.raw.count(b"\x1b[6n") == 1
    leave(terminal)
    assert (start.kept() or {}).get("terminals", {}) == ({} if way is None else {"xterm-256color": way})


def test_an_answer_in_pieces_or_late_or_amid_keys_is_no_key(start: Start) -> None:
    """``R``, ``2`` and ``8`` are keys; what is typed before, behind and between the pieces arrives."""
    terminal = start(b"")
    terminal.wait(LOADED)
    for pieces in ((b"4\x1b[2;8R",), (b"\x1b[2", b";8R3"), (b"\x1b[2;", b"8", b"R4"), (b"\x1b[", b"2;8R"),
                   (b"\x1b[2;14R\x1b[2;8R3",)):
        for piece in pieces:
            terminal.send(piece)
            terminal.settle(0.05)
    terminal.wait("Blockers")
    terminal.send(b"\x1b[200~\x1b[2;8R\x1b[201~")
    terminal.settle(0.2)
    assert "Blockers" in terminal.text().splitlines()[0]
    leave(terminal)


def test_an_answer_after_a_second_amid_typing_is_for_the_next_start(start: Start) -> None:
    """Nothing is typed by it, and nothing that stands on the screen changes; the next first frame knows it."""
    terminal = start(b"")
    terminal.wait(LOADED)
    terminal.press("4")
    terminal.wait("Projects +red 18")
    terminal.press("/")
    terminal.press("r", "e")
    terminal.wait(r"/ ?re\b")
    terminal.listen(1.2)
    before = terminal.text().splitlines()[2:]
    assert "━" not in terminal.text()
    terminal.send(NARROW)
    terminal.settle(0.3)
    assert terminal.text().splitlines()[2:] == before
    for piece in (b"n", NARROW[:3], NARROW[3:]):  # and once more, in pieces
        terminal.send(piece)
    terminal.wait(r"/ ?ren\b")
    terminal.settle(0.3)
    assert "━" not in terminal.text()
    terminal.press("escape")
    terminal.settle(0.3)
    leave(terminal)
    assert start.kept()["terminals"] == {"xterm-256color": "blocks"}
    terminal = start(b"")
    terminal.wait(LOADED)
    assert "━" in terminal.text() and b"===" not in terminal.raw
    leave(terminal)


def test_a_known_answer_of_the_same_terminal_is_for_the_first_frame(start: Start) -> None:
    leave_at = "terminals"
    for place, env, kept in ((NARROW, {}, {"xterm-256color": "blocks"}),
                             (WIDE, {"TERM_PROGRAM": "other"}, {"xterm-256color": "blocks", "xterm-256color other": "cells"}),
                             (WIDE, {}, {"xterm-256color": "cells", "xterm-256color other": "cells"})):
        terminal = start(place, **env)
        terminal.wait(LOADED)
        terminal.settle(0.2)
        leave(terminal)
        assert start.kept()[leave_at] == kept
    file = next((start.db.parent / ".cache").rglob("look"))
    assert file.stat().st_mode & 0o777 == 0o600


def test_who_has_chosen_is_not_asked(start: Start) -> None:
    """``--ascii``, the environment, one's own file; a word that is none is told."""
    (start.db.parent / "campaign").mkdir()
    (start.db.parent / "campaign/config.toml").write_text('signs = "blocks"\n')
    for arguments, env in ((("tui", "--ascii"), {}), (("tui",), {"CAMPAIGN_SIGNS": "cells"}), (("tui",), {})):
        terminal = start(WIDE, *arguments, **env)
        terminal.wait(LOADED)
        terminal.settle(0.2)
        assert b"\x1b[6n" not in terminal.raw and start.kept() is None
        leave(terminal)
    (start.db.parent / "campaign/config.toml").write_text('signs = "block"\n')
    terminal = start(WIDE)
    assert terminal.exit_code() == 2
    assert "block" in terminal.text() and "cells" in terminal.text()


@pytest.mark.parametrize(("pieces", "text", "places"), [
    ((b"a\x1b[2;8Rb",), "ab", [(2, 8)]), ((b"a\x1b[2;", None, b"8Rb"), "ab", [(2, 8)]),
    ((b"\x1b", None, b"[2;8Rb"), "b", [(2, 8)]),
    ((b"\x1b[1;2R",), "\x1b[1;2R", []), ((b"\x1b[", b"A"), "\x1b[A", []), ((b"\x1b[15", None, b"~"), "\x1b[15~", []),
    ((b"\x1b[2;8", None, b"x"), "\x1b[2;8x", [])])
def test_awaited(pieces: tuple[bytes | None, ...], text: str, places: list[tuple[int, int]]) -> None:
    """None: nothing came for a while."""
    reading = Input()
    got = "".join(reading.feed(piece or b"", final=piece is None, awaited=True) for piece in pieces)
    assert (got, reading.places) == (text, places)


def test_an_answer_that_was_given_up_is_swallowed_without_its_beginning() -> None:
    reading = Input()
    assert reading.feed(b"\x1b") == "" and reading.feed(b"", final=True) == "\x1b"
    assert reading.feed(b"[2;8Rx") == "x"
    assert reading.feed(b"", final=True) == "" and reading.feed(b"\x1b", final=True) == "\x1b" and reading.feed(b"x") == "x"
