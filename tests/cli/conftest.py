"""The command line on a copy of the small city of ``tests.store.world``: in this process, or as the program itself."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from typer.testing import CliRunner

from campaign.cli.run import run
from tests.store.world import MORNING

NOW = MORNING.isoformat()


class Said(NamedTuple):
    """What one call said and how it ended."""

    code: int
    out: str
    err: str

    @property
    def line(self) -> str:
        """stdout without its end."""
        return self.out.rstrip("\n")

    def json(self) -> Any:
        return json.loads(self.out)


Cli = Callable[..., Said]


@pytest.fixture
def db(small_city: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(small_city, tmp_path / "campaign.db"))


@pytest.fixture
def environment(db: Path) -> dict[str, str]:
    return {"CAMPAIGN_DB": str(db), "CAMPAIGN_NOW": NOW, "CAMPAIGN_ACTOR": "hq", "CAMPAIGN_LANG": "en"}


@pytest.fixture
def cli(environment: dict[str, str]) -> Cli:
    """Run a command line in this process."""

    def call(*args: str, stdin: str | bytes = "", env: dict[str, str] | None = None) -> Said:
        with CliRunner().isolation(input=stdin, env={**environment, **(env or {})}) as (out, err, _):
            code = run(list(args))
            sys.stdout.flush()
            sys.stderr.flush()
            return Said(code, out.getvalue().decode(), err.getvalue().decode())

    return call


@pytest.fixture
def program(environment: dict[str, str]) -> Cli:
    """Run the program itself: ``python -m campaign``."""

    def call(*args: str, stdin: str | bytes = b"", env: dict[str, str] | None = None) -> Said:
        raw = stdin.encode() if isinstance(stdin, str) else stdin
        done = subprocess.run(
            [sys.executable, "-m", "campaign", *args],
            input=raw,
            capture_output=True,
            timeout=60,
            cwd=Path(__file__).parents[2],
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), **environment, **(env or {})},
        )
        return Said(done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"))

    return call


def one_line(text: str) -> str:
    """An error: exactly one line, without anything that acts on a terminal."""
    assert text.endswith("\n") and text.count("\n") == 1, text
    line = text[:-1]
    assert line.replace("\u200d", "").isprintable(), ascii(line)  # the joiner makes one emoji of several
    assert "Traceback" not in line and "Error:" not in line
    return line
