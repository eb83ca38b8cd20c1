"""No light is told of a project before the day on which it was added, and nobody had to report of it until then."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from campaign.core.model.light import Light
from campaign.service import Session, light_history
from tests.cli.conftest import Cli

FIRST = "2026-10-01"


class Days:
    """Calls on days of the campaign: day 1 is 1 October, day 38 the morning of 7 November."""

    def __init__(self, cli: Cli, path: Path) -> None:
        self._cli, self.path, self.now = cli, path, f"{FIRST}T10:00:00+08:00"

    def go(self, day: str) -> None:
        self.now = f"{day}T10:00:00+08:00"

    def __call__(self, *typed: str) -> Any:
        found = self._cli("--db", str(self.path), *typed, env={"CAMPAIGN_NOW": self.now})
        assert found.code == 0, found.err
        return found


@pytest.fixture
def days(cli: Cli, tmp_path: Path) -> Days:
    called = Days(cli, tmp_path / "new.db")
    called("init", "--name", "试", "--start", FIRST)
    called.go("2026-11-07")
    return called


def add(days: Days, *typed: str) -> str:
    code: str = days("add-project", "甲", "--stage", "building", "--started", "-50d", *typed).line
    return code


def rules(days: Days, code: str) -> set[str]:
    return {reason["rule"] for reason in days("show", code, "--json").json()["reasons"]}


def test_stale_counts_from_the_day_it_was_added(days: Days) -> None:
    code = add(days)
    assert rules(days, code) == set()
    days.go("2026-11-13")
    assert rules(days, code) == set()
    days.go("2026-11-14")
    assert rules(days, code) == {"stale"}
    reason = days("show", code, "--json").json()["reasons"][0]
    assert (reason["level"], reason["since"]) == ("yellow", "2026-11-14")


def test_a_lead_that_lands_is_added_then(days: Days) -> None:
    days("add-lead", "乙", "--stage", "landed")
    shown = days("lights", "--at", "-1d", "--json").json()
    assert [row["light"] for row in shown] == ["none"]
    days("edit", "P0001", "--stage", "building", "--started", "-30d")
    assert rules(days, "P0001") == set()


def test_no_day_before_has_a_light(days: Days) -> None:
    code = add(days, "-t", "1亿", "--plan", "5000万")
    lit = [days("lights", "--at", day, "--json").json()[0]["light"] for day in (FIRST, "-1d", "today")]
    assert lit == ["none", "none", "red"]
    session = Session(days.path, "hq", clock=lambda: datetime(2026, 11, 9, 2, tzinfo=UTC))
    (span,) = light_history.history(session, session.situation(), code)
    session.close()
    assert (span.first, span.last, span.assessment.light) == (date(2026, 11, 7), date(2026, 11, 9), Light.RED)


@pytest.mark.parametrize("later", ["2026-11-07", "2026-11-09", "2026-11-20"])
def test_nothing_is_told_to_have_turned_before(days: Days, later: str) -> None:
    """Neither in the news nor in a bulletin, of a day that is over or of today; what turns after it has been added is told."""
    code = add(days)
    days.go(later)
    turned = [code] if later == "2026-11-20" else []  # stale since the 14th
    for since in (FIRST, "2026-11-06"):
        news = {row["code"]: row["codes"] for row in days("news", "--since", since, "--peek", "--json").json()}
        assert news.get("turned_yellow", []) == turned
        assert not news.keys() & {"turned_red", "turned_green"}
        told = days("bulletin", "--since", since).out
        assert f"turned red 0, turned yellow {len(turned)}, turned green 0" in told
    if later != "2026-11-07":
        for on, yellow in (("2026-11-06", 0), ("2026-11-07", 0), (later, len(turned))):
            assert f"turned red 0, turned yellow {yellow}, turned green 0" in days(
                "bulletin", "--date", on, "--since", FIRST).out


def test_what_a_seed_brings_has_its_own_days(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "seed").mkdir()
    (tmp_path / "seed" / "projects.csv").write_text("code,name,stage,started\nP0001,甲,building,2026-09-01\n", encoding="utf-8")
    days = Days(cli, tmp_path / "seeded.db")
    days.go("2026-11-07")
    days("seed", str(tmp_path / "seed"), "--start", FIRST)
    assert rules(days, "P0001") == {"stale"}
    assert [days("lights", "--at", day, "--json").json()[0]["light"] for day in ("2026-10-07", "2026-10-08", "2026-10-15")] == [
        "green", "yellow", "red"]
