"""Targets hold still: what members below headquarters change of them becomes a request, and what becomes of that."""

import pytest

from campaign.service import records, requests, settings
from tests.server.conftest import ADMIN, HQ, STAFF, VIEWER, Enter, Shared


def test_a_lower_plan_is_a_request(enter: Enter, shared: Shared) -> None:
    before = enter(STAFF, "show P0001 --json").json()
    said = enter(STAFF, "edit P0001 --plan 1000万 --why 资金未到")
    assert (said.code, said.line) == (0, "Q0001"), said
    assert enter(STAFF, "show P0001 --json").json()["plan_100"] == before["plan_100"]
    (row,) = enter(STAFF, "requests --json").json()
    assert row == {"code": "Q0001", "state": "asked", "subject": "P0001", "field": "plan_100", "from": before["plan_100"],
                   "to": 1000, "why": "资金未到", "by": STAFF, "on": "2026-11-07", "decided_by": None, "decided_on": None,
                   "note": None}
    assert enter(STAFF, "approve Q0001").code == 6
    said = enter(HQ, "approve Q0001 --note 同意")
    assert said.code == 0, said
    assert enter(STAFF, "show P0001 --json").json()["plan_100"] == 1000
    assert enter(HQ, "approve Q0001").code == 1
    row = enter(STAFF, "show Q0001 --json").json()
    assert (row["state"], row["decided_by"], row["note"]) == ("approved", HQ, "同意")
    assert enter(STAFF, "requests --json").json() == []


@pytest.mark.parametrize("option", ["", "--plain", "--csv"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_list_is_what_approve_reads(option: str, language: str, enter: Enter) -> None:
    for code in ("P0001", "P0002"):
        assert enter(STAFF, f"edit {code} --plan 1000万 --why 资金未到").code == 0
    listed = enter(HQ, f"--lang {language} requests {option}").out
    assert enter(HQ, "approve -", stdin=listed).code == 0, listed
    assert [row["state"] for row in enter(HQ, "requests --all --json").json()] == ["approved"] * 2


def test_another_leader_is_asked_for_not_taken(enter: Enter) -> None:
    """Nobody is asked at the terminal about what is only asked of headquarters: nothing is taken by that."""
    before = enter(HQ, "show P0001 --json").json()["leader"]
    said = enter(STAFF, "edit P0001 --leader L03 --why 分工调整")
    assert (said.code, said.line) == (0, "Q0001"), said
    assert enter(HQ, "show P0001 --json").json()["leader"] == before
    assert enter(HQ, "edit P0001 --leader L02 --why 分工调整").code == 1  # headquarters take it at once: asked
    assert enter(HQ, "approve Q0001").code == 0
    assert enter(HQ, "show P0001 --json").json()["leader"] == "L03"


def test_who_corrects_his_own_until_midnight_has_changed_no_target(enter: Enter) -> None:
    """Neither the original nor ``targets`` knows of the slip; a change that somebody agreed to stands in both."""
    made = enter(STAFF, "add-project 新厂 -c C01 -t 8000万 --plan 3000万 --planned-start D+50").line
    assert enter(STAFF, f"edit {made} --plan 300万 --planned-start D+55").code == 0
    row = enter(HQ, f"show {made} --json").json()
    assert (row["plan_100"], row["plan_100_original"], row["planned_start_original"]) == (300, 300, row["planned_start"])
    assert row["targets"] == [] and "retargeted" not in row["marks"]
    assert enter(HQ, f"edit {made} --plan 200万 --why 资金未到").code == 0
    row = enter(HQ, f"show {made} --json").json()
    assert [(change["from"], change["to"]) for change in row["targets"]] == [(300, 200)]
    assert row["plan_100_original"] == 300


def test_targets_tell_what_was_agreed_to_where_nothing_stood_and_no_stage_that_went_on(enter: Enter) -> None:
    assert enter(STAFF, "edit P0001 --suspended 资金 --review D+60 --why 资金未到").code == 0
    assert enter(HQ, "approve Q0001 Q0002").code == 0
    told = enter(HQ, "show P0001 --json").json()["targets"]
    assert {change["field"]: (change["from"], change["to"]) for change in told}["suspended"] == (None, "资金")
    assert all(change["agreed_by"] == HQ for change in told)
    before = enter(HQ, "show P0002 --json").json()["stage"]
    assert enter(HQ, "edit P0002 --stage completed --finished today").code == 0 and before == "building"
    assert enter(HQ, "show P0002 --json").json()["targets"] == []
    assert enter(STAFF, "edit P0003 --started today --stage building").code == 0
    assert enter(HQ, "return P0003 --why 未开工").code == 0
    assert enter(HQ, "show P0003 --json").json()["targets"] == []


def test_without_a_reason_nothing_is_asked(enter: Enter) -> None:
    for person in (STAFF, HQ, ADMIN):
        said = enter(person, "edit P0001 --plan 1000万")
        assert said.code == 2 and "--why" in said.err, said


def test_the_original_stands_beside_and_says_what_it_would_be(enter: Enter) -> None:
    before = enter(HQ, "show P0002 --json").json()
    assert before["plan_100_original"] == before["plan_100"] and before["targets"] == []
    assert enter(HQ, "edit P0002 --plan 1000万 --why 资金未到").code == 0
    row = enter(HQ, "show P0002 --json").json()
    assert (row["plan_100"], row["plan_100_original"]) == (1000, before["plan_100"])
    assert row["targets"] == [{"field": "plan_100", "from": before["plan_100"], "to": 1000, "on": "2026-11-07", "why": "资金未到",
                               "by": HQ, "agreed_by": HQ}]
    assert "retargeted" in row["marks"], (before["reasons"], row["reasons"])
    assert [reason["rule"] for reason in row["reasons_original"]] == ["progress"]
    (would,) = row["reasons_original"]
    assert f"按原计划应为{'红' if would['level'] == 'red' else '黄'}：" in enter(HQ, "--lang zh show P0002").out


def test_a_day_that_is_over_is_marked_by_what_had_been_changed_then(enter: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before the plan was cut nothing was hidden; from then on the mark stands beside the light, later changes or none."""
    def then(day: str) -> tuple[list[str], list[str]]:
        rows = enter(VIEWER, f"lights --at {day} --json").json()
        row = next(row for row in rows if row["code"] == "P0002")
        return row["marks"], [reason["rule"] for reason in row["reasons_original"]]

    assert enter(STAFF, "edit P0002 --plan 1000万 --why 资金未到").line == "Q0001"
    assert enter(HQ, "approve Q0001").code == 0
    today = enter(VIEWER, "show P0002 --json").json()
    monkeypatch.setattr("tests.server.conftest.NOW", "2026-11-12T10:00:00+08:00")
    assert enter(HQ, "edit P0002 --plan 5000万 --why 恢复").code == 0
    assert then("2026-11-07") == (["retargeted"], ["progress"]) and "retargeted" in today["marks"]
    assert then("2026-11-06") == ([], []) and then("2026-11-12") == ([], [])
    assert enter(HQ, "edit P0002 --plan 1000万 --why 资金未到").code == 0
    idle = enter(HQ, "add-project 小库 -c C02").line
    monkeypatch.setattr("tests.server.conftest.NOW", "2026-11-14T10:00:00+08:00")
    assert then("2026-11-13") == (["retargeted"], ["progress"])
    filled = "--plan 100万 --planned-start 2026-10-01 --suspended 资金 --review 2026-12-01"
    assert enter(HQ, f"edit {idle} {filled} --why 补报").code == 0
    monkeypatch.setattr("tests.server.conftest.NOW", "2026-11-18T10:00:00+08:00")
    assert enter(HQ, f"edit {idle} --suspended '' --review '' --why 复工").code == 0
    monkeypatch.setattr("tests.server.conftest.NOW", "2026-11-20T10:00:00+08:00")
    for day in ("2026-11-13", "2026-11-15", "2026-11-19"):  # what was empty before is no original
        rows = enter(VIEWER, f"lights --at {day} --json").json()
        assert [row["marks"] for row in rows if row["code"] == idle] == [[]], day


def test_the_bulletin_tells_which_targets_were_changed(enter: Enter) -> None:
    assert enter(STAFF, "edit P0002 --plan 1000万 --why 资金未到").line == "Q0001"
    assert enter(HQ, "approve Q0001").code == 0
    paper = enter(VIEWER, "--lang zh bulletin").out
    assert "目标调整" in paper and "百日计划由 5,000万 调整为 1,000万（资金未到、" in paper, paper


def test_another_target_of_an_indicator_says_why(enter: Enter) -> None:
    assert enter(HQ, "indicator C01 gdp 2026 --target 9%").code == 0  # filled: nobody's word is broken
    said = enter(HQ, "indicator C01 gdp 2026 --target 5%")
    assert said.code == 2 and "--why" in said.err, said
    assert enter(HQ, "indicator C01 gdp 2026 --target 5% --why 省里调减").code == 0
    (change,) = enter(HQ, "show C01 --json").json()["targets"]
    assert (change["field"], change["from"], change["to"], change["why"]) == ("target gdp yoy_cum 2026", 9.0, 5.0, "省里调减")
    assert "GDP累计增速2026目标" in "".join(enter(HQ, "--lang zh show C01").out.split())


def test_the_picture_follows_requests(shared: Shared) -> None:
    """Patched is what reading it anew gives: asked for, asked anew, withdrawn, decided."""
    staff, hq = shared.session(STAFF), shared.session(HQ)
    old = hq.store.snapshot()
    seen = []
    for step in (lambda: records.edit(staff, "P0001", {"plan_100": "1000万"}, why="资金未到"),
                 lambda: records.edit(staff, "P0001", {"plan_100": "900万"}, why="资金未到"),
                 lambda: settings.undo(staff),
                 lambda: requests.approve(hq, ["Q0001"]),
                 lambda: settings.undo(hq)):
        step()
        new, _touched = hq.store.changes(old)
        assert new == hq.store.snapshot()
        old = new
        seen.append(list(new.requests))
    staff.close()
    hq.close()
    assert seen == [["Q0001"], ["Q0002"], ["Q0001"], [], ["Q0001"]]


@pytest.mark.parametrize("approved", ["", "Q0002"])
def test_the_day_of_a_suspension_falls_with_it(approved: str, enter: Enter) -> None:
    """Whether that day was agreed to before, or is still asked for."""
    assert enter(STAFF, "edit P0001 --suspended 资金 --review D+60 --why 资金未到").code == 0
    if approved:
        assert enter(HQ, f"approve {approved}").code == 0
    assert enter(HQ, "reject Q0001 --why 不能停").code == 0
    row = enter(HQ, "show P0001 --json").json()
    assert (row["suspended"], row["review"]) == (None, None)
    assert enter(HQ, "requests --json").json() == []
    other = enter(HQ, "show Q0002 --json").json()
    assert (other["state"], other["note"]) == (("approved", None) if approved else ("rejected", "不能停"))
    assert enter(HQ, "undo").code == 0
    assert [row["code"] for row in enter(HQ, "requests --json").json()] == ["Q0001", *([] if approved else ["Q0002"])]
    assert enter(HQ, "log --verify").code == 0


def test_both_are_rejected_together(enter: Enter) -> None:
    assert enter(STAFF, "edit P0001 --suspended 资金 --review D+60 --why 资金未到").code == 0
    assert enter(HQ, "reject Q0001 Q0002 --why 不能停").code == 0
    assert {row["state"] for row in enter(HQ, "requests --all --json").json()} == {"rejected"}


def test_another_day_of_what_is_suspended_stands_for_itself(enter: Enter) -> None:
    assert enter(HQ, "edit P0001 --suspended 资金 --review D+60 --why 资金未到").code == 0
    assert enter(STAFF, "edit P0001 --suspended 汛期 --review D+80 --why 等枯水期").code == 0
    assert enter(HQ, "reject Q0001 --why 原因不变").code == 0
    assert [row["field"] for row in enter(HQ, "requests --json").json()] == ["review"]
    assert enter(HQ, "show P0001 --json").json()["review"] is not None
