"""``campaign man``: every command and option, in a form that the formatter takes without a complaint."""

import shutil
import subprocess

import pytest

from campaign.cli.commands import COMMANDS
from tests.cli.conftest import Cli


@pytest.mark.parametrize(("language", "head", "codes"), [("en", "SYNOPSIS", "EXIT CODES"), ("zh", "用法", "退出码")])
def test_the_manual_page_tells_every_command_and_option(cli: Cli, language: str, head: str, codes: str) -> None:
    page = cli("--lang", language, "man").out
    heads = {line[5:-1].replace("\\-", "-") for line in page.splitlines() if line.startswith('.SS "')}
    assert heads == set(COMMANDS)
    assert "\\-\\-planned\\-finish" in page and f'.SH "{head}"' in page and f'.SH "{codes}"' in page
    assert cli("help", "man").code == 0
    if shutil.which("groff"):
        said = subprocess.run(["groff", "-man", "-Tutf8", "-ww", "-K", "utf8", "-rLL=78n"], input=page.encode(),
                              capture_output=True, check=True)
        assert not [line for line in said.stderr.decode().splitlines() if "break" not in line]
