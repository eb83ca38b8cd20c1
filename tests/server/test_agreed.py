"""What headquarters change of a target has their consent by being written, whatever verb it is; ``targets`` says so."""

import pytest

from campaign.core import codes
from tests.server.conftest import HQ, STAFF, VIEWER, Enter
from tests.server.test_said import ASKED

MOVED = (
    *(f"{line} --why 设备延期" for line in ASKED if line != "edit B0001 --category other"),
    "edit P0001 --withdrawn 不建了 --why 撤项", "edit G0001 --target 100亩 --why 面积减少",
    "handover L01 L02", "claim P0001 --leader L02 --yes",
    "edit A0001 --due D+99 --why 设备延期", "edit B0001 --about A0001 --why 挂接")
"""What is not free below headquarters."""
OF = ("P0001", "P0002", "P0003", "P0004", "P0005", "B0001", "B0002", "B0003", "G0001", "G0002", "A0001", "K0001")


def targets(enter: Enter) -> dict[str, list[dict[str, object]]]:
    return {code: enter(VIEWER, f"show {code} --json").json()["targets"] for code in OF}


@pytest.mark.parametrize("line", MOVED)
def test_what_headquarters_write_has_their_consent(line: str, enter: Enter) -> None:
    before = targets(enter)
    said = enter(HQ, line)
    assert said.code in (0, 2), said
    new = {code: [row for row in rows if row not in before[code]] for code, rows in targets(enter).items()}
    assert all(row["agreed_by"] == HQ for rows in new.values() for row in rows), new


def test_a_handover_is_told_of_each_project(enter: Enter) -> None:
    """Why and consent in itself."""
    led = [code for code in OF if codes.is_a(code, "project") and enter(VIEWER, f"show {code} --json").json()["leader"] == "L01"]
    assert led and enter(HQ, "handover L01 L02").code == 0
    for code in led:
        assert [(row["field"], row["from"], row["to"], row["by"], row["agreed_by"]) for row in targets(enter)[code]] \
            == [("leader", "L01", "L02", HQ, HQ)]
    assert enter(HQ, "undo").code == 0 and not any(targets(enter).values())


def test_a_request_that_is_agreed_to_names_both(enter: Enter) -> None:
    asked = [code for line in ASKED for code in enter(STAFF, f"{line} --why 设备延期").out.split()]
    assert enter(HQ, f"approve {' '.join(asked[:1])}").code == 0
    (row,) = [row for rows in targets(enter).values() for row in rows if row["agreed_by"] is not None]
    assert (row["by"], row["agreed_by"]) == (STAFF, HQ)
