"""Whatever members and headquarters do together and take back: the log explains every row, each total is that of its rows."""

import random

import pytest

from campaign.store.queries import checks
from campaign.store.store import Store
from tests.server.conftest import HQ, LEADER, STAFF, Enter, Shared

BELOW = (
    "edit P0001 --plan 1000万 --why 资金未到", "edit P0001 --plan 9000万", "edit P0001 --total 2亿 --name 新名 --why 核减",
    "edit P0001 --suspended 资金 --review D+60 --why 资金", "edit P0001 --withdrawn 不建 --why 不建",
    "edit P0001 --leader L03 --why 分工", "edit P0001 --stage building --started today", "edit P0001 --started ''",
    "edit P0001 --stage completed --finished today", "edit P0001 --registered today",
    "edit P0001 --registered '' --why 误报", "register P0001 2026-11 50万", "register P0001 2026-11 60万 --why 更正",
    "add-project 新厂 -c C01 -t 8000万 --plan 3000万", "add-land-task 新地 --kind forest -p P0001 --target 20亩",
    "accept G0001", "reopen G0001 --why 未验", "edit G0001 --due D+90 --why 雨季", "edit G0001 --target 1亩 --why 核减",
    "resolve B0001 --how 已办", "reopen B0001 --why 未办", "edit B0001 --due D+90 --why 等待",
    "hold B0001 --reason weather --review +30d --why 雨", "edit B0001 --authority province --why 省",
    "add-blocker 省里卡 -p P0001 --category forest --authority province", "submit A0001", "grant A0001",
    "waive A0001 --why 不涉及", "reopen A0001 --why 退回", "progress P0001 +10万 --yes", "progress P0001 -5万",
    "visit P0001 --yes", "note B0001 已约", "advance K0001", "advance K0001 --drop 算了",
    "add-blocker 外县 -p P0002 --category crew")
ABOVE = (
    "confirm P0001", "confirm B0001", "confirm G0001", "confirm A0001", "confirm P0006", "confirm B0007",
    "return P0001 --why 未见", "return P0001 --what finish --why 未见", "return B0001 --why 未办",
    "return G0001 --why 未验", "return A0001 --why 未批", "return P0006 --why 虚报", "return B0007 --why 虚报",
    "return G0003 --why 虚报", "edit P0001 --plan 2000万 --why 调整", "edit P0001 --started D+30", "handover L01 L02",
    "edit C01 --group 山区")


@pytest.mark.parametrize("seed", range(4))
def test_requests_results_and_decisions_leave_nothing_unexplained(seed: int, enter: Enter, shared: Shared) -> None:
    dice, done = random.Random(seed), 0
    for _ in range(120):
        who = dice.choice((STAFF, STAFF, LEADER, HQ))
        decisions = [f"{verb} Q{dice.randint(1, 9):04}" for verb in ("approve", "reject --why 否") * 4]
        lines = (*ABOVE, *decisions) if who == HQ else BELOW
        done += enter(who, "undo" if dice.random() < 0.3 else dice.choice(lines)).code == 0
    assert done > 30
    with Store(shared.path) as store:
        assert [*checks.flaws(store), *checks.unexplained(store)] == []
        assert list(checks.wrong_totals(store)) == []
