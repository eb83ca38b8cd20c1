"""``campaign ical``: read by a library as an office's program reads it; a second import updates what the first brought."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from campaign.cli.ical_text import folded
from tests.cli.conftest import Cli, Said
from tests.tui import city

icalendar = pytest.importorskip("icalendar")

HOSTILE = "甲;乙,丙\\n丁\"戊: END:VEVENT BEGIN:VALARM ACTION:DISPLAY <b> " + "用林报批补正材料" * 12
LATER = {"CAMPAIGN_NOW": "2026-11-08T02:48:00+00:00"}


def read(said: Said) -> dict[str, Any]:
    """UID without what all have in common → event."""
    assert said.code == 0, said.err
    calendar = icalendar.Calendar.from_ical(said.out)
    assert calendar["VERSION"] == "2.0" and calendar["PRODID"] and not calendar.errors
    events = calendar.walk("VEVENT")
    roots = {str(event["UID"]).partition("@")[2] for event in events}
    found = {str(event["UID"]).partition("@")[0]: event for event in events}
    assert len(found) == len(events) and len(roots) == 1
    for event in events:
        assert not event.errors and type(event["DTSTART"].dt) is date and event["DTEND"].dt > event["DTSTART"].dt
        assert event["DTSTAMP"].dt.utcoffset() == timedelta(0) and event["LAST-MODIFIED"].dt == event["DTSTAMP"].dt
    return found


def taken_over(into: dict[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """What a calendar has after an import: what is newer replaces, what is cancelled goes."""
    for name, event in new.items():
        if name not in into or event["SEQUENCE"] >= into[name]["SEQUENCE"]:
            into[name] = event
    return {name: event for name, event in into.items() if event["STATUS"] != "CANCELLED"}


@pytest.fixture
def big(cli: Cli, tmp_path: Path) -> Cli:
    """The demonstration city on day 38."""
    env = {"CAMPAIGN_DB": str(city.database(tmp_path)), "CAMPAIGN_NOW": city.NOW.isoformat()}
    return lambda *args, **more: cli(*args, **{**more, "env": {**env, **more.get("env", {})}})


def test_every_open_day_of_the_lists_is_in_it(big: Cli) -> None:
    found = read(big("ical"))
    live = {name: event["DTSTART"].dt.isoformat() for name, event in found.items() if event["STATUS"] == "CONFIRMED"}
    wanted = {row["code"]: row["due"] for row in big("blockers", "--json").json()}
    wanted |= {row["code"]: row["due"] for row in big("land-tasks", "--json").json() if row["due"] and not row["accepted"]}
    for row in big("approvals", "--json").json():
        if row["state"] == "submitted" and row["due"]:
            wanted[row["code"]] = row["due"]
        if row["state"] in ("needed", "submitted") and row["next_contact"]:
            wanted[f"{row['code']}-contact"] = row["next_contact"]
    for row in big("projects", "--json").json():
        if row["withdrawn"]:
            continue
        if row["planned_start"] and not row["started"]:
            wanted[f"{row['code']}-start"] = row["planned_start"]
        if row["planned_finish"] and not row["finished"] and row["stage"] not in ("completed", "producing"):
            wanted[f"{row['code']}-finish"] = row["planned_finish"]
        if row["suspended"]:
            wanted[f"{row['code']}-review"] = row["review"]
    leads = big("leads", "--json").json()
    wanted |= {row["code"]: row["next_on"] for row in leads if row["next_on"] and row["stage"] != "landed"}
    wanted |= {row["code"]: row["first"] for row in big("trips", "--json").json()}
    wanted |= {row["code"]: row["on"] for row in big("events", "--json").json()}
    wanted |= {"campaign-last-day": "2027-01-23", "campaign-golden": "2026-12-15"}
    wanted |= {f"campaign-filing-{month}": f"{month}-25" for month in ("2026-10", "2026-11", "2026-12")}
    assert {name: live.get(name) for name in wanted} == wanted
    rest = {name for name in live if name not in wanted}
    assert all("-visit-" in name or "-list-" in name or name.endswith("-review") for name in rest)
    assert {name.split("-list-")[1] for name in rest if "-list-" in name} and any(name.startswith("L") for name in rest)
    assert not any(event["STATUS"] == "CANCELLED" for event in found.values()), "nobody can have what was over at the start"


def test_lines_are_folded_at_75_bytes_and_end_as_they_must(big: Cli) -> None:
    big("add-blocker", HOSTILE, "--project", "P0042", "--category", "land", "--due", "D+60")
    raw = big("ical").out.encode()
    assert raw.endswith(b"END:VCALENDAR\r\n") and b"\n" not in raw.replace(b"\r\n", b"")
    lines = raw.split(b"\r\n")
    assert max(map(len, lines)) <= 75 and all(line.decode() or line == b"" for line in lines), "no character is divided"
    titles = [str(event["SUMMARY"]) for event in read(big("ical")).values()]
    assert any(HOSTILE in title for title in titles)


@pytest.mark.parametrize("length", [0, 1, 74, 75, 76, 149, 150, 300])
@pytest.mark.parametrize("char", ["a", "é", "林", "𠮷"])
def test_what_is_folded_is_whole_again(char: str, length: int) -> None:
    parts = list(folded(char * length))
    assert all(len(part.encode()) <= 75 for part in parts)
    assert parts[0] + "".join(part[1:] for part in parts[1:]) == char * length and all(part[0] == " " for part in parts[1:])


def test_the_same_facts_give_the_same_file_whatever_the_clock_says(cli: Cli) -> None:
    assert cli("ical").out == cli("ical", env={"CAMPAIGN_NOW": "2026-11-07T09:00:00+00:00"}).out


def test_a_second_import_updates_and_takes_out(cli: Cli) -> None:
    first = read(cli("ical"))
    mine = taken_over(dict(first), {})
    for args in (("edit", "B0001", "--due", "D+70", "--why", "x"), ("resolve", "B0003", "--how", "x"),
                 ("accept", "G0001", "--how", "x"),
                 ("grant", "A0001", "--how", "x"), ("hold", "B0002", "--reason", "weather", "--review", "D+44"),
                 ("edit", "P0001", "--started", "today"), ("edit", "P0003", "--withdrawn", "x")):
        assert cli(*args, env=LATER).code == 0, args
    second = read(cli("ical", env=LATER))
    assert set(first) <= set(second), "what was there is told, if only as cancelled"
    now = taken_over(mine, second)
    assert now["B0001"]["DTSTART"].dt == second["B0001"]["DTSTART"].dt != first["B0001"]["DTSTART"].dt
    assert now["B0001"]["SEQUENCE"] > first["B0001"]["SEQUENCE"]
    for gone in ("B0003", "G0001", "A0001", "A0001-contact", "P0001-start", "P0003-start"):
        assert second[gone]["STATUS"] == "CANCELLED" and gone not in now and gone in first, gone
    assert "B0002-review" in now and "B0002-review" not in first
    untouched = {name for name in first if name.startswith(("U", "L", "M", "K"))}
    assert all(first[name] == second[name] for name in untouched)


def test_a_day_that_is_taken_away_goes_from_calendars(cli: Cli) -> None:
    cli("hold", "B0002", "--reason", "weather", "--review", "D+44")
    code = cli("add-blocker", "误录", "--project", "P0001", "--category", "eia").line
    before = read(cli("ical"))
    assert before["B0002-review"]["STATUS"] == before[code]["STATUS"] == "CONFIRMED"
    assert cli("undo").code == 0 and cli("undo").code == 0
    after = read(cli("ical"))
    assert after[code]["STATUS"] == after["B0002-review"]["STATUS"] == "CANCELLED"
    assert after[code]["SEQUENCE"] > before[code]["SEQUENCE"]
    assert cli("edit", "P0005", "--planned-start", "").code == 0
    assert read(cli("ical"))["P0005-start"]["STATUS"] == "CANCELLED"


@pytest.mark.parametrize("option", ["leader", "county", "unit"])
def test_what_is_asked_for_is_some_of_all(big: Cli, option: str) -> None:
    every, who = read(big("ical")), {"leader": "L03", "county": "C01", "unit": "U01"}[option]
    some = read(big("ical", f"--{option}", who))
    assert set(some) < set(every) and {"campaign-last-day", "campaign-golden"} <= set(some) and len(some) > 8
    assert all(some[name].to_ical() == every[name].to_ical() for name in some)
    rows = {row["code"]: row for row in big("projects", "--json").json()}
    mine = {f"{code}-finish" for code, row in rows.items() if row[option] == who} & set(every)
    assert mine == {name for name in some if name.endswith("-finish")} and (mine or option == "unit")
    name = str(icalendar.Calendar.from_ical(big("ical", f"--{option}", who).out)["X-WR-CALNAME"])
    assert name.startswith("安澜市百日攻坚  ") and len(name) > 9


def test_in_chinese_and_to_a_file(big: Cli, tmp_path: Path) -> None:
    zh = {"CAMPAIGN_LANG": "zh"}
    found = read(big("ical", env=zh))
    assert str(found["B0107"]["SUMMARY"]).startswith("堵点到期：") and str(found["B0107"]["SUMMARY"]).endswith("（B0107）")
    assert "项目：P0042 滨海新材料二期" in str(found["B0107"]["DESCRIPTION"])
    file = tmp_path / "c.ics"
    assert big("ical", "-o", str(file)).code == 0
    file.write_bytes(b"mine")
    assert big("ical", "-o", str(file)).code == 1 and file.read_bytes() == b"mine"
    assert big("ical", "-o", str(file), "--yes").code == 0 and file.read_bytes().decode() == big("ical").out
