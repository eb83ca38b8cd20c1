"""``show`` says every fact as its field is said: labels and words of the language, money as money, land in its measure."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from campaign import text
from campaign.cli.commands import SHOWN as PLACES
from campaign.cli.record import parts_of, shown
from campaign.core import codes
from campaign.tables import values
from campaign.words.enumerations import WORDS
from tests.cli.conftest import Cli

SHOWN = ("P0001", "P0002", "B0001", "B0002", "B0003", "G0001", "G0002", "A0001", "L01", "L02", "M001", "M002", "C01", "C02",
         "U01", "U02", "K0001", "R001", "E001", "T01", "D001", "H0001", "H0002", "S001")
COUNTED = frozenset({
    "projects", "blockers", "overdue", "open_blockers", "overdue_blockers", "answered", "policies", "points", "pull",
    "approvals_moved", "approvals_granted", "blockers_closed", "rank", "rank_before", "change", "score", "start_met",
    "rank_all", "change_all", "targets_changed",
    "start_due", "registration_met", "registration_due", "closed_met", "closed_due", "mu_delivered", "version", "level", "moves",
    "crew", "crew_planned", "machines", "fronts"})
"""Numbers of which the label says what they count."""
CODES_OF_WORDS = {word.value for words in WORDS for word in words if re.fullmatch("[a-z_]{4,}", word.value)}
LABEL = {"zh": re.compile("天"), "en": re.compile("[Dd]ays")}
MONEY = {"zh": re.compile(r"-?[\d,.]+(万|亿)"), "en": re.compile(r"-?¥[\d,.]+[KMB]?")}


def test_every_kind_is_shown() -> None:
    shown_elsewhere = {"request"}  # made by members only: tests/server/test_requests.py
    assert {codes.kind_of(code) for code in SHOWN} | shown_elsewhere == set(PLACES) == set(codes.NAMES.values())
    assert all(map(callable, map(shown, PLACES)))


def told(cli: Cli, code: str, language: str) -> Iterator[tuple[dict[str, Any], dict[str, str]]]:
    """The record and each of the rows that belong to it, with what is said of them: label → value."""
    record = cli("show", code, "--json").json()
    rows = [record, *(part for key in parts_of(record) for part in record[key])]
    said = cli("show", code, "--plain", env={"CAMPAIGN_LANG": language}).out.strip("\n").split("\n\n")
    assert len(said) == len(rows)
    text.use(language)
    for row, block in zip(rows, said, strict=True):
        yield row, dict(line.split(": ", 1) for line in block.splitlines())


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("code", SHOWN)
def test_every_fact_is_said_as_its_field_is(cli: Cli, code: str, language: str) -> None:
    for row, said in told(cli, code, language):
        for key, value in row.items():
            if isinstance(value, bool) or not isinstance(value, (int, float)):
                continue
            if key.endswith("_original") and value == row[key.removesuffix("_original")]:
                continue  # of what was never changed it says nothing
            label = values.called(key, value)
            shown = said[label]
            if key.endswith("_pct"):
                assert re.fullmatch(r"-?[\d.]+%", shown), (key, shown)
            elif key in ("target", "done", "amount"):
                assert re.fullmatch(r"-?[\d,.]+ \S+", shown), (key, shown)
            elif "days" in key:
                assert LABEL[language].search(label), (key, label)
            elif key not in COUNTED:
                assert MONEY[language].fullmatch(shown), (key, shown)


@pytest.mark.parametrize("code", SHOWN)
def test_labels_and_words_are_those_of_the_language(cli: Cli, code: str) -> None:
    for _row, said in told(cli, code, "zh"):
        for label, value in said.items():
            assert not re.search("[a-z_]{3,}", label), label
            assert not CODES_OF_WORDS & set(re.split(r"[\s、，：]+", value)), (label, value)
    page = cli("show", code, env={"CAMPAIGN_LANG": "zh"}).out
    assert not CODES_OF_WORDS & set(page.split())


def test_a_county_has_a_place_and_its_money_is_money(cli: Cli) -> None:
    """It was 职级 1 and 199195 before."""
    page = cli("show", "C01", env={"CAMPAIGN_LANG": "zh"}).out
    lines = dict(line.split(None, 1) for line in page.split("\n\n")[0].splitlines())
    assert "职级" not in lines and lines["名次"] in ("1", "2")
    assert all(MONEY["zh"].fullmatch(lines[label]) for label in ("完成投资", "计划投资", "签约", "最高签约额"))


