"""``campaign news``: since when, what is told, and what is remembered."""

from pathlib import Path

import pytest

from campaign.service import Session
from campaign.service import news as service
from campaign.store.queries import log as log_queries
from tests.cli.conftest import Cli, one_line
from tests.store.world import Clock

LI = {"CAMPAIGN_ACTOR": "li"}


def told(cli: Cli, *args: str) -> dict[str, list[str]]:
    return {row["code"]: row["codes"] for row in cli("news", *args, "--json").json() if not row["code"].startswith("turned_")}


def test_the_first_time_it_tells_since_yesterday_and_then_nothing(cli: Cli) -> None:
    assert list(told(cli)) == ["own"]  # the whole city was built by this very person, just now
    said = cli("news")
    assert said.code == 0 and said.out == "" and "Nothing new since you last looked (today 10:48)" in said.err
    assert "opened" in {row["code"] for row in cli("news", "--json", env=LI).json()}


def test_what_others_did_is_grouped_and_ones_own_is_counted(cli: Cli) -> None:
    cli("news")
    cli("progress", "P0002", "+300万", env=LI)
    cli("progress", "P0004", "+500万", env=LI)
    cli("assign", "B0001", "--unit", "市林业局", "--did", "已报", env=LI)
    cli("resolve", "B0002", "--how", "销号", env=LI)
    cli("note", "B0003", "约了")
    assert told(cli, "--peek") == {"solved": ["B0002"], "moved": ["B0001"], "money": ["P0004", "P0002"], "own": []}
    out = cli("news", "--peek").out
    assert "Since you last looked (today 10:48)  1 change of your own" in out
    assert "2 projects reported +¥8.0M" in out and "省林业局 -> 市林业局" in out
    assert "已报" not in out and "已报" in cli("news", "--all", "--peek").out
    rows = cli("news", "--json").json()
    money = next(row for row in rows if row["code"] == "money")
    assert money["total"] == 800 and [item["figure"] for item in money["items"]] == [500, 300]
    assert money["items"][0]["actor"] == "li" and money["looked"] is True
    assert told(cli) == {}


def test_an_undone_write_is_no_news(cli: Cli) -> None:
    cli("news")
    cli("resolve", "B0002", "--how", "销号", env=LI)
    cli("undo", env=LI)
    assert told(cli, "--peek") == {}
    cli("resolve", "B0002", "--how", "销号", env=LI)
    assert told(cli) == {"solved": ["B0002"]}
    cli("undo", env=LI)
    assert told(cli) == {"taken_back": ["B0002"]}


def turned(cli: Cli, env: dict[str, str]) -> dict[str, set[str]]:
    rows = cli("news", "--json", "--peek", env=env).json()
    return {row["code"]: set(row["codes"]) for row in rows if row["code"].startswith("turned_")}


def test_lights_that_turned_in_days_are_told(cli: Cli) -> None:
    before = {row["code"]: row["light"] for row in cli("projects", "--json").json()}
    cli("news")
    later = {"CAMPAIGN_NOW": "2026-11-20T02:48:00Z"}
    now = {row["code"]: row["light"] for row in cli("projects", "--json", env=later).json()}
    assert before != now
    expected: dict[str, set[str]] = {}
    for code, light in now.items():
        if light != before[code] and light in ("red", "yellow", "green"):
            expected.setdefault(f"turned_{light}", set()).add(code)
    assert turned(cli, later) == expected


def test_a_light_that_turned_after_the_look_of_the_same_day_is_told(cli: Cli) -> None:
    cli("news")
    assert turned(cli, {}) == {}
    cli("progress", "P0004", "+5000万", "--yes", env=LI)
    assert cli("show", "P0004", "--json").json()["light"] == "yellow"
    assert turned(cli, {}) == {"turned_yellow": {"P0004"}}
    assert turned(cli, {"CAMPAIGN_NOW": "2026-11-08T02:48:00Z"})["turned_yellow"] == {"P0004"}


def test_since_a_day_or_an_entry(cli: Cli) -> None:
    cli("progress", "P0002", "+300万", env=LI)
    last = cli("log", "--json").json()[0]["seq"]
    assert told(cli, "--since", str(last), "--peek") == {"money": ["P0002"]}
    assert "money" in told(cli, "--since", "yesterday", "--peek")
    assert "money" in told(cli, "--since", "today", "--peek")
    for wrong, code in ((str(last + 1), 2), ("0", 2), ("+1d", 2), ("soon", 2)):
        said = cli("news", "--since", wrong)
        assert said.code == code and one_line(said.err)


def test_readonly_looks_and_is_not_remembered(cli: Cli, db: Path) -> None:
    assert cli("--readonly", "news").code == 0
    session = Session(db, "hq", clock=Clock(), readonly=True)
    service.remember(session, 3)
    assert log_queries.look(session.store, "hq") is None
    session.close()
    session = Session(db, "hq", clock=Clock())
    assert log_queries.look(session.store, "hq") is None
    before = log_queries.head(session.store)
    service.remember(session, 3)
    look = log_queries.look(session.store, "hq")
    assert look is not None and look.seq == 3 and log_queries.head(session.store) == before  # not audited
    assert log_queries.look(session.store, "li") is None
    session.close()


def test_a_backup_that_knows_less_than_the_look(db: Path) -> None:
    session = Session(db, "hq", clock=Clock())
    service.remember(session, log_queries.head(session.store) + 5)
    assert not service.since(session).looked
    session.close()


def test_csv_and_plain(cli: Cli) -> None:
    cli("news")
    cli("progress", "P0002", "+300万", env=LI)
    head, *rows = cli("news", "--csv", "--peek").out.splitlines()
    assert head.startswith("code,n,text,total,codes") and rows[0].startswith("money,1,")
    assert "P0002 港口路改造: +¥3.0M" in cli("news", "--plain", "--peek").out


@pytest.mark.parametrize("language", ["zh", "en"])
def test_both_languages(cli: Cli, language: str) -> None:
    said = cli("--lang", language, "news", "--since", "yesterday", "--all", "--peek", env=LI)
    assert said.code == 0 and ("安澜" in said.out or "B0001" in said.out)
