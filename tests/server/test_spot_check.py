"""Spot check: what is drawn of a week is counted here again, by hand; what headquarters then decide."""

from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from campaign.store.queries import checks
from campaign.store.store import Store
from campaign.store.write import Write
from campaign.store.writes import reports
from tests import draw as draw_example
from tests.server.conftest import ADMIN, HQ, LEADER, STAFF, Enter, Shared

KEYS = ["code", "kind", "seq", "on", "by", "county", "state"]
LAST = "2026-11-11T10:00:00+08:00"  # day 42, the last of week 6
AFTER = "2026-11-12T00:00:00+08:00"
Go = Callable[[str], None]


@pytest.fixture
def go(monkeypatch: pytest.MonkeyPatch) -> Go:
    """Let it be another moment in ``enter``."""
    return lambda moment: monkeypatch.setattr("tests.server.conftest.NOW", moment)


def log(enter: Enter) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = enter(ADMIN, "log --json --limit 500").json()
    return sorted(rows, key=lambda row: row["seq"])


def draw(enter: Enter, line: str = "") -> list[dict[str, Any]]:
    said = enter(STAFF, f"spot-check --json {line}".strip())
    assert said.code == 0, said
    found: list[dict[str, Any]] = said.json()
    return found


def report(enter: Enter, n: int, project: str = "P0001", who: str = STAFF) -> None:
    for money in range(n):
        assert enter(who, f"progress {project} {money + 1}万 --yes").code == 0


def test_it_is_the_first_of_each_county_by_the_hash_of_head_and_number(enter: Enter, go: Go) -> None:
    go(LAST)
    enter(HQ, "progress P0001 7万")  # headquarters' own is in no draw
    report(enter, 12)
    enter(LEADER, "progress P0001 99万 --on 2026-10-02")
    enter(STAFF, "fund P0001 5万")
    enter(STAFF, "land-progress G0001 1亩")
    assert draw(enter, "--week 6") == [] and "6" in enter(STAFF, "spot-check --week 6").err
    go(AFTER)
    assert draw(enter, "--week 6") == [] and enter(STAFF, "spot-check --week 6").err
    enter(STAFF, "progress P0001 3万")
    rows = log(enter)
    head = next(row["hash"] for row in rows if row["at"] >= "2026-11-11T16:00:00")
    mine = [row["seq"] for row in rows if row["verb"] in ("progress", "fund", "land-progress") and row["actor"] != HQ
            and "2026-11-10T16" < row["at"] < "2026-11-11T16"]
    assert len(mine) == 15
    expected = sorted(mine, key=lambda seq: sha256(f"{head}:{seq}".encode()).hexdigest())
    found = draw(enter)
    assert [row["seq"] for row in found] == expected[:2] == [row["seq"] for row in draw(enter, "--week 6 --share 10%")]
    assert [row["seq"] for row in draw(enter, "--share 40")] == expected[:6]
    everything = draw(enter, "--share 100")
    assert {(row["kind"], row["code"]) for row in everything} == {("progress", "P0001"), ("funds", "P0001"), ("land", "G0001")}
    assert all(list(row) == KEYS and row["county"] == "C01" and row["state"] is None for row in everything)
    assert {row["by"] for row in everything} == {STAFF, LEADER} and "2026-10-02" in {row["on"] for row in everything}
    first = enter(STAFF, "spot-check --plain").out.splitlines()[0].split()
    assert first == [str(found[0][key]) for key in KEYS[:6]]
    assert draw(enter, "--week 7") == []


def test_the_example_of_the_handbook(tmp_path: Path) -> None:
    """``python -m tests.draw`` brings it up to date."""
    made = draw_example.example(tmp_path)
    for page in draw_example.PAGES:
        told = page.read_text(encoding="utf-8")
        assert draw_example.filled(told, made) == told


def test_who_is_promoted_or_goes_leaves_what_was_drawn(enter: Enter, go: Go) -> None:
    go(LAST)
    report(enter, 3)
    go(AFTER)
    enter(HQ, "progress P0001 1万")
    before = draw(enter, "--share 100")
    assert len(before) == 3
    assert enter(ADMIN, f"member role {STAFF} hq").code == 0
    assert draw(enter, "--share 100") == before
    report(enter, 1)
    go("2026-11-19T09:00:00+08:00")
    enter(HQ, "progress P0001 1万")
    assert draw(enter, "--week 7 --share 100") == []


def test_an_undone_one_stays_and_is_marked(enter: Enter, go: Go) -> None:
    go(LAST)
    report(enter, 2)
    assert enter(STAFF, "undo").code == 0
    go(AFTER)
    assert enter(STAFF, "undo").code == 1  # the other one is of a week that is drawn
    enter(HQ, "note B0001 有人")
    found = draw(enter, "--share 100")
    assert sorted(str(row["state"]) for row in found) == ["None", "undone"]
    undone = next(row["seq"] for row in found if row["state"])
    assert enter(HQ, f"confirm seq:{undone}").code == 1 and enter(HQ, f"return seq:{undone} --why 不实").code == 1


def facts(enter: Enter) -> tuple[Any, ...]:
    project, land = enter(HQ, "show P0001 --json").json(), enter(HQ, "show G0001 --json").json()
    return project["done_100"], project["last_report"], project["funds_100"], land["done"]


def test_headquarters_confirm_or_take_out(enter: Enter, shared: Shared, go: Go) -> None:
    before = facts(enter)
    go(LAST)
    for line in ("progress P0001 9万 --on D+40 --crew 3/4", "progress P0001 --done 主体封顶", "fund P0001 5万",
                 "land-progress G0001 1亩"):
        assert enter(STAFF, line).code == 0, line
    seqs = [row["seq"] for row in log(enter)[-4:]]
    assert enter(HQ, f"confirm seq:{seqs[0]}").code == 1  # its week goes on
    go(AFTER)
    assert enter(STAFF, f"confirm seq:{seqs[0]}").code == 6
    assert enter(HQ, f"return seq:{seqs[0]}").code == 2
    assert enter(HQ, "confirm seq:999999").code == 3 and enter(HQ, "confirm seq:x").code == 2
    own = [row["seq"] for row in log(enter) if row["actor"] == "hq"][-1]
    assert enter(HQ, f"confirm seq:{own}").code == 3
    for seq in seqs:
        said = enter(HQ, f"return seq:{seq} --why 现场未见")
        assert said.code == 0, said
        assert enter(HQ, f"return seq:{seq} --why 现场未见").code == 1
    assert facts(enter) == before
    assert {row["state"] for row in draw(enter, "--share 100")} == {"returned"}
    assert "现场未见" in enter(HQ, "log").out
    county = next(row for row in enter(HQ, "counties --json").json() if row["code"] == "C01")
    assert county["returned_pct"] == 100.0
    with Store(shared.path) as store:
        assert checks.unexplained(store) == [] and checks.flaws(store) == []
        checks.check(store)
    assert enter(HQ, "undo").code == 0
    assert enter(HQ, f"confirm seq:{seqs[3]}").code == 0
    assert {row["state"] for row in draw(enter, "--share 100")} == {"returned", "confirmed"}


def test_the_list_is_read_by_confirm(enter: Enter, go: Go) -> None:
    go(LAST)
    report(enter, 2)
    go(AFTER)
    enter(HQ, "note B0001 有人")
    said = enter(HQ, "confirm -", stdin=enter(HQ, "spot-check --share 100 --plain").out)
    assert said.code == 0, said
    assert {row["state"] for row in draw(enter, "--share 100")} == {"confirmed"}


Spelled = tuple[str, str, str, str]
SUMS: dict[str, Spelled] = {
    "progress": ("progress P0001 {}万 --yes", "progress P0001 {}万 --on D+42 --yes", "done_100", "P0001"),
    "funds": ("fund P0001 {}万 --yes", "fund P0001 {}万 --on D+42 --yes", "funds_100", "P0001"),
    "land": ("land-progress G0001 {} --yes", "land-progress G0001 {} --on D+42 --yes", "done", "G0001")}


@pytest.mark.parametrize("spelled", SUMS.values(), ids=SUMS)
def test_what_was_corrected_since_is_taken_out_as_far_as_it_is_left(
        spelled: Spelled, enter: Enter, shared: Shared, go: Go) -> None:
    """9 reported, 5 of them corrected the next day, 7 reported afterwards: 4 are left of the 9."""
    first, later, key, code = spelled

    def stands() -> int:
        return int(enter(HQ, f"show {code} --json").json()[key])

    def last() -> int:
        return int(log(enter)[-1]["seq"])

    go(LAST)
    before = stands()
    for amount, left in ((9, 4), (8, 0)):
        go(LAST)
        assert enter(STAFF, first.format(f"+{amount}")).code == 0
        seq = last()
        go("2026-11-12T09:00:00+08:00")
        assert enter(HQ, later.format(f"-{amount - left}")).code == 0
        go("2026-11-13T09:00:00+08:00")
        assert enter(HQ, later.format("+7").replace("D+42", "D+43")).code == 0
        stood = stands()
        said = enter(HQ, f"return seq:{seq} --why 现场未见")
        assert said.code == 0, said
        assert stands() == stood - left
    assert stands() >= before
    with Store(shared.path) as store:
        assert checks.unexplained(store) == [] and checks.flaws(store) == []


@pytest.mark.parametrize("spelled", SUMS.values(), ids=SUMS)
def test_the_same_report_twice_is_taken_out_twice(spelled: Spelled, enter: Enter, go: Go) -> None:
    first, _later, key, code = spelled
    go(LAST)
    before = enter(HQ, f"show {code} --json").json()[key]
    for _time in range(2):
        assert enter(STAFF, first.format("+9")).code == 0
    seqs = [row["seq"] for row in log(enter)[-2:]]
    go(AFTER)
    for seq in seqs:
        said = enter(HQ, f"return seq:{seq} --why 现场未见")
        assert said.code == 0, said
    assert enter(HQ, f"show {code} --json").json()[key] == before


def test_several_reports_of_one_row_are_drawn_each(enter: Enter, shared: Shared, go: Go) -> None:
    """No command reports several at once yet; whoever uses the service may, as an import would."""
    go(LAST)
    session = shared.session(STAFF)
    session.clock.now = datetime.fromisoformat(LAST)  # type: ignore[attr-defined]

    def body(write: Write) -> str:
        for project, money in (("P0001", 9), ("P0003", 8)):
            reports.add_progress(write, project, session.today, {"money": money})
        return "P0001"

    seq = session.write("progress", body).seq
    session.close()
    go(AFTER)
    enter(HQ, "note B0001 有人")
    head = next(row["hash"] for row in log(enter) if row["at"] >= "2026-11-11T16:00:00")
    expected = sorted((f"{seq}.1", f"{seq}.2"), key=lambda text: sha256(f"{head}:{text}".encode()).hexdigest())
    assert [row["seq"] for row in draw(enter, "--share 100")] == expected
    assert [row["seq"] for row in draw(enter)] == expected[:1]
    assert {(row["seq"], row["code"]) for row in draw(enter, "--share 100")} == {(f"{seq}.1", "P0001"), (f"{seq}.2", "P0003")}
    assert enter(HQ, f"confirm seq:{seq}").code == 3 and enter(HQ, f"confirm seq:{seq}.3").code == 3
    assert enter(HQ, f"confirm seq:{seq}.2").code == 0 and enter(HQ, f"return seq:{seq}.2 --why 不实").code == 1
    money = {code: enter(HQ, f"show {code} --json").json()["done_100"] for code in ("P0001", "P0003")}
    said = enter(HQ, f"return seq:{seq}.1 --why 现场未见")
    assert said.code == 0, said
    after = {code: enter(HQ, f"show {code} --json").json()["done_100"] for code in ("P0001", "P0003")}
    assert after == {"P0001": money["P0001"] - 9, "P0003": money["P0003"]}
    states = {row["seq"]: row["state"] for row in draw(enter, "--share 100")}
    assert states == {f"{seq}.1": "returned", f"{seq}.2": "confirmed"}
    assert enter(HQ, "confirm -", stdin=f"P0003 progress {seq}.2 2026-11-11 {STAFF} C01\n").code == 1
