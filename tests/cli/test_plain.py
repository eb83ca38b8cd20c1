"""``--plain`` and ``--csv`` of every command that looks, on the sample city: read out by a machine, in the reader's language."""

import re
import shutil
from pathlib import Path

import pytest

from campaign.core.news import Topic
from campaign.kinds import registry
from campaign.service import create
from tests.cli.conftest import Cli
from tests.record_faces import LOOKS
from tests.store.world import Clock

KEYS = {"info", "settings"}
"""Their labels are the keys that one types."""


@pytest.fixture
def seeded(city: Path, environment: dict[str, str]) -> None:
    shutil.copy(city, environment["CAMPAIGN_DB"])


def looks() -> list[str]:
    """One of each command, and every question and record."""
    first = {words.split()[0]: words for words in reversed(LOOKS)}
    return sorted({*first.values(), *(words for words in LOOKS if words.startswith(("view ", "show ", "chain ", "presence ")))})


@pytest.mark.usefixtures("seeded")
def test_in_chinese_no_fact_is_called_by_its_key(cli: Cli) -> None:
    told = {"own", *(topic.value for topic in Topic)}
    for words in looks():
        if words.split()[0] in KEYS:
            continue
        said = cli(*words.split(), "--plain", env={"CAMPAIGN_LANG": "zh"}).out
        bare = set(re.findall(r"^ *([a-z_]+): ", said, re.M)) - told
        assert not bare, (words, bare)
        assert not re.search(r"\b(?:True|False|None)\b", said), words


@pytest.mark.usefixtures("seeded")
def test_what_is_said_of_the_city_has_words_of_its_own(cli: Cli) -> None:
    chinese, english = (cli("status", "--plain", env={"CAMPAIGN_LANG": language}).out for language in ("zh", "en"))
    assert "状态: 进行中\n" in chinese and "投资: 已完成 " in chinese and "堵点: 未解决 " in chinese
    assert "\nState: running\n" in english and "\nMoney: Done ¥" in english and "\nToday: 2026-" in english


@pytest.mark.usefixtures("seeded")
def test_no_cell_of_a_table_is_a_word_of_python(cli: Cli) -> None:
    for words in looks():
        assert not re.search(r"\b(?:True|False|None)\b", cli(*words.split(), "--csv").out), words


@pytest.mark.usefixtures("seeded")
def test_an_empty_campaign_has_the_heads_of_a_full_one(cli: Cli, tmp_path: Path) -> None:
    """What heads a file is read off what makes its rows, and there are none."""
    empty = tmp_path / "empty.db"
    create.init(empty, "安澜", "2026-10-01", "hq", clock=Clock())
    lists = {kind.lists for kind in registry.kinds() if kind.lists}
    others = {"leaders", "dispatches --uncovered", "taskforces --match", "parity", "explain", "leaderboards", "presence"}
    for words in sorted(lists | others):
        full, bare = (cli(*words.split(), "--csv", env=env).out.splitlines() for env in ({}, {"CAMPAIGN_DB": str(empty)}))
        assert full and bare[:1] == full[:1], words
