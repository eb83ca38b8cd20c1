"""What headquarters are answered when they have decided: what it is, how much, who entered it, and for which day."""

import pytest

from campaign.core.model.consent import What
from campaign.core.spot_check import ReportKind
from campaign.words import label
from tests.server.conftest import HQ, STAFF, VIEWER, Enter
from tests.server.test_results import Case, enter_all, every
from tests.server.test_said import ASKED

ENTERED = "2026-11-11T10:00:00+08:00"
OVER = "2026-11-12T10:00:00+08:00"
REPORTS = {
    ReportKind.PROGRESS: ("progress P0001 320万 --crew 40 --note 浇筑 --on 2026-11-09 --yes", ("+320万", "40", "浇筑")),
    ReportKind.FUNDS: ("fund P0001 55万 --source 专项债 --on 2026-11-09", ("+55万", "专项债")),
    ReportKind.LAND: ("land-progress G0001 1.5亩 --note 已腾退 --on 2026-11-09", ("+1.5亩", "已腾退")),
}
MUCH = {"register P0001 2026-11 500万": "500万", "progress P0001 -40万": "-40万", "fund P0001 -40万": "-40万",
        "land-progress G0001 -4": "-4亩"}
"""What is entered, and how much that is."""

SO_ALREADY = {"edit P0001 --investor state", "edit P0001 --stage planning", "edit B0001 --category other"}
"""In the small city nothing is asked by these."""


def name(enter: Enter, code: str) -> str:
    found: str = enter(VIEWER, f"show {code} --json").json()["name"]
    return found


@pytest.mark.parametrize("line", ["confirm {code} --what {what}", "return {code} --what {what} --why 不实"],
                         ids=["confirm", "return"])
@every
def test_a_result_is_named(line: str, case: Case, enter: Enter) -> None:
    enter_all(enter, case)
    said = enter(HQ, line.format(code=case.code, what=case.what)).err
    assert case.code in said and label(case.what) in said, said
    assert name(enter, case.who) in said and "11-07" in said, said
    assert MUCH.get(case.lines[-1], "") in said, said
    if case.what is What.REGISTRATION and case.item:
        assert case.item in said, said


@pytest.mark.parametrize("line", ["confirm {number}", "return {number} --why 不实"], ids=["confirm", "return"])
@pytest.mark.parametrize("kind", ReportKind)
def test_a_report_is_named(line: str, kind: ReportKind, enter: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    entry, facts = REPORTS[kind]
    monkeypatch.setattr("tests.server.conftest.NOW", ENTERED)
    assert enter(STAFF, entry).code == 0
    seq = max(row["seq"] for row in enter(HQ, "log --json").json())
    monkeypatch.setattr("tests.server.conftest.NOW", OVER)
    said = enter(HQ, line.format(number=f"seq:{seq}")).err
    for fact in (entry.split()[1], f"{label(kind)} seq:{seq}", name(enter, STAFF), "11-09", *facts):
        assert fact in said, (fact, said)
    assert said.count("\n") == 1


@pytest.mark.parametrize("line", ["approve {code}", "reject {code} --why 不同意"], ids=["approve", "reject"])
@pytest.mark.parametrize("asked", [line for line in ASKED if line not in SO_ALREADY])
def test_a_request_is_named(line: str, asked: str, enter: Enter) -> None:
    codes = enter(STAFF, f"{asked} --why 设备延期").out.split()
    row = enter(HQ, f"show {codes[0]} --json").json()
    said = enter(HQ, line.format(code=" ".join(codes)))
    assert said.code == 0, said
    assert all(fact in said.err for fact in (codes[0], row["subject"], name(enter, STAFF), "11-07", " 改为 ")), said
