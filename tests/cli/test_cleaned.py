"""What was written past the program does nothing to the terminal of whoever looks."""

from pathlib import Path

import pytest

from campaign.core.model.people import Role
from campaign.kinds.registry import all_verbs
from tests.cleaned import acting, spoil
from tests.cli.conftest import Cli

BARE = sorted(name for name, verb in all_verbs().items()
              if verb.least is Role.VIEWER and name not in ("tui", "view", "view remove", "watch"))
WITH = ("show P0001", "show P0002", "show B0001", "show C01", "show L01", "show U01", "show G01", "show A0001", "show D001",
        "show T01", "show R001", "show E001", "show K0001", "today 王", "dossier L01", "dossier L02", "explain P0001",
        "explain B0001", "blast U01",
        "watch --since 0 -n 9", "chain 1", "merits --person L01", "log P0001", "log --verify", "settings", "member list",
        "doctor", "info", "news --since D+1", "bulletin --date D+30", "view save x projects", "no-such-verb")
"""As they are typed; what is wrong says so in a line that must be clean, too."""


@pytest.mark.parametrize("how", [(), ("--plain",), ("--csv",), ("--json",)], ids=["table", "plain", "csv", "json"])
def test_looking_at_hostile_texts(how: tuple[str, ...], cli: Cli, db: Path) -> None:
    assert spoil(db) > 60
    seen = 0
    for words in (*BARE, *WITH):
        for lang in ("en", "zh"):
            said = cli("--lang", lang, *words.split(), *how)
            assert said.code in (0, 1, 2, 3), (words, said)
            assert "\x1b" not in said.out + said.err and not acting(said.out + said.err), words
            assert "Traceback" not in said.err, words
            seen += "31337" in said.out
    assert seen > 40
