"""The counties' league on the command line, on the small city: day 38 is 7 November 2026."""

from typing import Any

from campaign.cli.output import cells
from tests.cli.conftest import Cli


def county(cli: Cli, code: str) -> dict[str, Any]:
    found: dict[str, Any] = next(row for row in cli("counties", "--json").json() if row["code"] == code)
    return found


def test_the_league_counts_what_was_done_and_undo_takes_it_back(cli: Cli) -> None:
    before = county(cli, "C01")
    cli("add-blocker", "供电", "--project", "P0001", "--category", "utilities")
    new = cli("blockers", "--json").json()[-1]["code"]
    assert county(cli, "C01") | {"version": 0} == before | {"version": 0, "lights": county(cli, "C01")["lights"]}  # not due yet
    cli("resolve", new, "--how", "已接")
    after = county(cli, "C01")
    assert (after["closed_met"], after["closed_due"]) == (before["closed_met"] + 1, before["closed_due"] + 1)
    cli("undo")
    assert county(cli, "C01")["closed_due"] == before["closed_due"]


def test_weights_are_settings(cli: Cli) -> None:
    for part in ("start", "registration", "closed", "signings"):
        cli("settings", f"weight_{part}", "0")
    row = county(cli, "C01")
    assert row["score"] == min(row["completion_pct"] or 0, 100)


def test_every_county_has_a_rank(cli: Cli) -> None:
    rows = cli("counties", "--json").json()
    assert sorted(row["rank"] for row in rows) == list(range(1, len(rows) + 1))


def test_the_table_is_the_league_and_fits_a_terminal(cli: Cli) -> None:
    """Best first; the weights are said beside it."""
    rows = cli("counties", "--json").json()
    found = cli("counties")
    lines = found.out.splitlines()
    rows.sort(key=lambda row: (row["zone"], row["rank"]))
    assert [line.split()[0] for line in lines[1:]] == [row["code"] for row in rows]
    assert max(map(cells, lines)) <= 80 and "Starts" in lines[0] and "Money 30, Starts 20" in found.err


def test_why_there_is_no_list_is_said_where_the_lists_are(cli: Cli) -> None:
    """The small city has fewer than four counties; then it is before the day on which lists begin."""
    for said in (cli("counties").err, cli("honours").out, cli("honours", "--plain").out, cli("bulletin").out):
        assert "Fewer than 4 counties" in said
    for name in ("甲县", "乙县", "丙县"):
        cli("add-county", name)
    assert "Fewer than" not in cli("counties").err
    assert cli("settings", "lists_from_day", "39").code == 0 and cli("settings", "lists_from_day", "0").code == 2
    for said in (cli("counties").err, cli("honours").out, cli("honours", "--plain").out, cli("bulletin").out):
        assert "begin on day 39" in said
    told = cli("honours", "--json").json()
    assert (told["red_list"], told["black_list"]) == ([], [])
    assert not any(row["red"] or row["black"] or row["barred"] for row in cli("counties", "--json").json())
