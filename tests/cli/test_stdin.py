"""What comes in at stdin: text that a field takes, once; anything else is refused in one line, however much of it there is."""

import io
import sys

import pytest
from typer.testing import CliRunner

from campaign.cli.params import STDIN
from campaign.cli.run import run
from tests.cli.conftest import Cli, one_line
from tests.cli.test_hostile import TEXTS

READERS = [tuple(part.replace("{}", "-") for part in pattern) for pattern in TEXTS if "{}" in pattern] + [
    ("add-project", "x", "--developer", "-"), ("add-leader", "x", "--post", "-"), ("progress", "P0001", "+1", "--done", "-"),
    ("progress", "P0001", "+1", "--note", "-"), ("visit", "P0001", "--solved", "-"), ("accept", "G0001", "--how", "-"),
    ("assign", "B0001", "--unit", "U03", "--did", "-"), ("edit", "P0001", "--suspended", "-"), ("grant", "A0001", "--how", "-"),
    ("fund", "P0001", "+3", "--source", "-"), ("member", "key", "王", "-"), ("member", "add", "王", "--role", "hq", "--key", "-"),
    ("case", "-", "--kind", "model"), ("case", "x", "--kind", "model", "--text", "-"), ("add-lead", "-"), ("add-event", "-"),
    ("add-trip", "-", "-l", "王"), ("chain-set", "-", "x", "weak"), ("add-taskforce", "-"), ("answer", "H0001", "-"),
    ("merit", "王", "praise", "--why", "-"), ("list-add", "P0001", "special_bond", "--note", "-"),
]
"""Every way in which ``-`` is typed for a text, and many in which it is only a dash."""


class Endless(io.RawIOBase):
    """A pipe that is never closed by whoever writes into it, and counts what is taken out of it."""

    def __init__(self, pattern: bytes) -> None:
        self.pattern = pattern * (2**16 // len(pattern))
        self.taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[call-overload]
        size = min(len(view), len(self.pattern))
        view[:size] = self.pattern[:size]
        self.taken += size
        assert self.taken < 10 * STDIN, "it reads on and on"
        return size


@pytest.mark.parametrize("pattern", [b"x", "长".encode(), b" ", b"\n", b"\0", b"\xff", "长".encode("gb18030")],
                         ids=["letters", "Chinese", "blanks", "lines", "NUL", "no text", "GB18030"])
def test_a_stream_without_end_is_read_to_the_limit(pattern: bytes, environment: dict[str, str],
                                                   monkeypatch: pytest.MonkeyPatch) -> None:
    readers = 0
    for args in READERS:
        endless = Endless(pattern)
        with CliRunner().isolation(env=environment) as (_out, err, _):
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(endless)))
            code = run(list(args))
            sys.stderr.flush()
            said = err.getvalue().decode()
        assert endless.taken <= STDIN + 1 + io.DEFAULT_BUFFER_SIZE, args
        if endless.taken:
            readers += 1
            assert (code, str(STDIN) in one_line(said)) == (2, True), (args, said)
    assert readers > 40


@pytest.mark.parametrize("raw", [b"\xff\xff", b"\xff\xfe\x00", "Café".encode("latin-1"), "東京".encode("shift_jis"),
                                 "서울".encode("euc_kr"), "甲".encode("utf-16"), "滨海新材料".encode()[:-1]])
def test_bytes_that_are_no_text(cli: Cli, raw: bytes) -> None:
    before = cli("log", "--json").json()[0]["seq"]
    for args in (("note", "B0001", "-"), ("add-project", "-"), ("member", "key", "王", "-"),
                 ("progress", "P0001", "+1", "--note", "-")):
        said = cli(*args, stdin=raw)
        assert said.code == 2 and "UTF-8" in one_line(said.err), (args, said)
    assert cli("log", "--json").json()[0]["seq"] == before


def test_what_fits_is_taken_up_to_the_last_byte(cli: Cli) -> None:
    """Blanks around a text are no part of it; a field's own limit is told by the field."""
    assert cli("note", "B0001", "-", stdin=b"a" + b" " * (9_000) + b"b").code == 0
    said = cli("note", "B0001", "-", stdin=b"x" * STDIN)
    assert said.code == 2 and "500" in one_line(said.err)
    assert str(STDIN) in one_line(cli("note", "B0001", "-", stdin=b"x" * (STDIN + 1)).err)


def test_a_configuration_without_end_is_refused(cli: Cli) -> None:
    said = cli("info", env={"CAMPAIGN_CONFIG": "/dev/zero"})
    assert said.code == 2 and "/dev/zero" in one_line(said.err)
