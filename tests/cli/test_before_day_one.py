"""No light is told before day 1: who begins today is not told what turned red last week."""

from tests.cli.conftest import Cli


def test_a_site_added_on_day_one_has_not_been_silent(cli: Cli, tmp_path) -> None:  # type: ignore[no-untyped-def]
    def call(*typed: str):  # type: ignore[no-untyped-def]
        found = cli("--db", str(tmp_path / "new.db"), *typed)
        assert found.code == 0, found.err
        return found

    call("init", "--name", "试", "--start", "today")
    code = call("add-project", "甲", "--stage", "building", "--started", "-40d", "-t", "1亿").out.strip()
    shown = call("show", code, "--json").json()
    assert "stale" not in {reason["rule"] for reason in shown["reasons"]}
    assert shown["light"] == "yellow"  # 40 days without registration: that is of today
    for kind in ("weekly", "daily", "special"):
        told = call("bulletin", f"--{kind}").out
        assert "turned red 0, turned yellow 0, turned green 0" in told, told
    assert not any(row["topic"] == "lights" for row in call("news", "--since", "-9d", "--json").json() if "topic" in row)
    for day in ("-1d", "-9d"):
        assert {row["light"] for row in call("lights", "--at", day, "--json").json()} == {"none"}
    assert {row["light"] for row in call("lights", "--json").json()} == {"yellow"}
