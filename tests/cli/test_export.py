"""``campaign export``: what is given out is the list, and comes back as it was."""

import csv
import json
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from campaign.clean import guarded, unguarded
from campaign.cli import exports, formatting, record, state
from campaign.kinds import registry
from campaign.kinds.field import Field
from campaign.service.exports import exported
from campaign.tables.exports.formats import FORMATS
from tests.cli.conftest import Cli, one_line

LISTS = tuple(name for name, one in exported().items() if one.command)


def sheets(path: Path) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_path(str(path))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


@pytest.mark.parametrize("name", LISTS)
def test_json_is_what_the_list_prints(cli: Cli, name: str) -> None:
    assert cli("export", name, "--format", "json").out == cli(name, "--json").out


def test_the_filters_of_the_list_choose_the_rows(cli: Cli) -> None:
    asked = ("--light", "red,yellow", "--county", "临江")
    codes = [row["code"] for row in json.loads(cli("projects", *asked, "--json").out)]
    assert codes
    table = list(csv.reader(StringIO(cli("export", "projects", *asked, "--format", "csv").out.removeprefix("\ufeff"))))
    assert [row[0] for row in table[1:]] == codes


