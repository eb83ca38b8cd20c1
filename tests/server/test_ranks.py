"""Ranks on a shared server: groups are headquarters', two returns bar from the red list, accounts stand beside the figures."""

from typing import Any

from tests.server.conftest import HQ, LEADER, STAFF, Enter

ACCOUNT = ("confirmed_pct", "returned_pct", "targets_changed")


def county(enter: Enter, code: str) -> dict[str, Any]:
    found: dict[str, Any] = next(row for row in enter(STAFF, "counties --json").json() if row["code"] == code)
    return found


def account(enter: Enter, code: str = "C01") -> tuple[Any, ...]:
    row = county(enter, code)
    return tuple(row[key] for key in ACCOUNT)


def test_a_group_is_headquarters(enter: Enter) -> None:
    assert enter(STAFF, "edit C01 --group 山区").code == 6
    assert enter(HQ, "edit C01 --group 山区").code == 0
    row = county(enter, "C01")
    assert (row["group"], row["rank"], enter(STAFF, "show C01 --json").json()["group"]) == ("山区", 1, "山区")
    others = [row for row in enter(STAFF, "counties --json").json() if row["code"] != "C01" and not row["zone"]]
    assert sorted(row["rank"] for row in others) == list(range(1, len(others) + 1))
    assert sorted([row["rank_all"], *(row["rank_all"] for row in others)]) == list(range(1, len(others) + 2))
    assert enter(HQ, 'edit C01 --group ""').code == 0 and county(enter, "C01")["group"] is None


def test_accounts_of_what_was_confirmed_returned_and_agreed(enter: Enter) -> None:
    assert account(enter) == (None, None, 0)
    assert enter(STAFF, "edit P0001 --started today --stage building").code == 0
    assert account(enter) == (0.0, None, 0)
    assert enter(STAFF, "accept G0001 --how 验收").code == 0
    assert enter(HQ, "confirm G0001").code == 0
    assert account(enter) == (50.0, 0.0, 0)
    assert enter(HQ, "return P0001 --why 不实").code == 0
    assert account(enter) == (50.0, 50.0, 0)
    said = enter(STAFF, "edit P0001 --plan-100 1万 --why 调整")
    assert said.code == 0 and account(enter)[2] == 0
    assert enter(HQ, f"approve {said.out.split()[0]}").code == 0
    assert account(enter)[2] == 1


def test_two_returns_bar_from_the_red_list_and_harm_from_elsewhere_does_not(enter: Enter) -> None:
    for name in ("甲县", "乙县", "丙县", "丁县"):
        enter(HQ, f"add-county {name}")
    for row in enter(HQ, "projects -c C01 --json").json():
        assert enter(HQ, f"edit {row['code']} --plan-100 1万 --why 调整").code == 0
    assert enter(HQ, "progress P0001 100万").code == 0
    assert county(enter, "C01")["red"] is True
    for title in ("一", "二"):
        assert enter(LEADER, f"add-blocker {title} -p P0001 --category other").code == 0
    for row in enter(HQ, "unconfirmed --json").json():
        assert enter(HQ, f"return {row['code']} --why 不实").code == 0
    assert county(enter, "C01")["barred"] is None
    for code, line in (("P0001", "edit P0001 --started today --stage building"), ("G0001", "accept G0001 --how 验收")):
        assert county(enter, "C01")["red"] is True
        assert enter(STAFF, line).code == 0
        assert enter(HQ, f"return {code} --why 不实").code == 0
    row = county(enter, "C01")
    assert (row["red"], row["barred"]) == (False, "returned")
    assert "2" in enter(HQ, "counties").err
