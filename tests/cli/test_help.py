"""Help on a terminal of 80 columns: broken between words, by the cells that characters take, and the same every time."""

import re

import pytest
from rich.cells import cell_len

from campaign import text
from campaign.cli import output
from campaign.cli.commands import COMMANDS
from tests.cli.conftest import Cli

WORD = re.compile(r"[!-~]+")


@pytest.mark.parametrize("columns", [60, 80, 140])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_help_fits_the_terminal_and_breaks_no_word(cli: Cli, language: str, columns: int) -> None:
    for name in ("", "member", *COMMANDS):
        said = cli("--lang", language, *name.split(), "--help", env={"COLUMNS": str(columns)})
        examples = COMMANDS[name].example.splitlines() if name in COMMANDS else []
        for line in said.out.splitlines():
            assert cell_len(line) <= columns or line.strip() in examples, (name, line)
            assert line == line.rstrip()
        whole = cli("--lang", language, *name.split(), "--help", env={"COLUMNS": "1000"}).out
        # Nothing lost, nothing split: the same words, whatever the width. (Of Chinese, the same characters.)
        assert WORD.findall(said.out) == WORD.findall(whole), name
        assert "".join(said.out.split()) == "".join(whole.split())


def test_what_an_option_means_stands_in_one_column(cli: Cli) -> None:
    lines = cli("--lang", "zh", "edit", "--help", env={"COLUMNS": "80"}).out.splitlines()
    at = next(line for line in lines if "--name TEXT" in line).index("名称")
    below = lines[next(number for number, line in enumerate(lines) if "--stage WORD" in line) + 1]
    assert below.startswith(" " * at) and below[at] != " " and "--provincial-key, --no-provincial-key" in "\n".join(lines)


@pytest.mark.parametrize(("said", "width", "lines"), [
    ("put quotes around it", 10, ["put quotes", "around it"]),
    ("needs --no-provincial-key here", 12, ["needs", "--no-provincial-key", "here"]),
    ("给项目定包保领导", 8, ["给项目定", "包保领导"]),
    ("用林调整，卫片图斑", 8, ["用林调", "整，卫片", "图斑"]),  # no comma begins a line
    ("核验（副本）输出", 6, ["核验", "（副", "本）输", "出"]),  # no bracket ends one, none begins one that closes
    ("如 3.2亿 或 5000万", 8, ["如 3.2亿", "或", "5000万"]),
    ("", 8, [""]),
])
def test_lines_are_broken_where_a_reader_would(said: str, width: int, lines: list[str]) -> None:
    assert output.folded(said, width) == lines


@pytest.mark.parametrize("language", ["zh", "en"])
def test_our_own_widths_are_those_of_a_terminal(language: str) -> None:
    text.use(language)
    for entry in COMMANDS.values():
        assert output.cells(text._(entry.help)) == cell_len(text._(entry.help))
