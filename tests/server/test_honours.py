"""A step of supervision at the gate: whom it concerns sees it first and answers; the others from the next day on."""

import json

from tests.server.conftest import HQ, LEADER, STAFF, VIEWER, Enter, Shared


def codes(enter: Enter, person: str) -> list[str]:
    return [row["code"] for row in json.loads(enter(person, "merits --json").out)]


def test_a_step_is_shown_first_to_whom_it_concerns(enter: Enter, shared: Shared) -> None:
    said = enter(HQ, "merit C01 reminder --why 没有动 --evidence B0001")
    assert said.code == 0
    code = said.out.strip()
    assert code in codes(enter, HQ) and code in codes(enter, STAFF), "headquarters, and who works in that county"
    assert code not in codes(enter, VIEWER)
    refused = enter(VIEWER, f"show {code}")
    assert refused.code == 6 and code in refused.err
    assert code not in enter(VIEWER, "log --json").out and code in enter(HQ, "log --json").out
    assert enter(VIEWER, f"answer {code} x").code == 6
    assert enter(STAFF, f"answer {code} 已报出").code == 0
    assert code in codes(enter, VIEWER), "once it is answered"
    assert enter(VIEWER, f"show {code}").code == 0


def test_the_log_and_the_news_tell_of_a_step_whom_it_names_alone(enter: Enter) -> None:
    """That it was taken back as well, and neither shows on the way the project that it is about."""
    code = enter(HQ, "merit C01 reminder --why 没有动 --evidence B0001 --project P0001").out.strip()

    def told(command: str) -> dict[str, int]:
        return {person: enter(person, f"{command} --json").out.count("没有动") for person in (HQ, STAFF, VIEWER)}

    def news(person: str) -> str:
        return enter(person, "news --since yesterday --json").out

    assert told("log") == told("log P0001") == {HQ: 1, STAFF: 1, VIEWER: 0}
    assert code in news(STAFF) and code not in news(VIEWER)
    assert enter(HQ, "undo").code == 0
    assert told("log") == {HQ: 2, STAFF: 2, VIEWER: 0}
    assert code not in news(VIEWER) and "member add" not in enter(STAFF, "log --json").out


def test_only_headquarters_notes_merits(enter: Enter) -> None:
    for person in (VIEWER, STAFF, LEADER):
        assert enter(person, "merit C02 praise --why x").code == 6 and enter(person, "pay H0001").code == 6


def test_mine_are_those_of_my_county(enter: Enter) -> None:
    code = enter(HQ, "merit C01 praise --why x").out.strip()
    assert [row["code"] for row in json.loads(enter(STAFF, "merits --mine --json").out)] == [code]


def test_status_tells_whom_a_step_names(enter: Enter) -> None:
    def waits(person: str) -> list[int]:
        found = json.loads(enter(person, "status --json").out)["findings"]
        return [row["count"] for row in found if row["key"] == "answer_awaited"]

    code = enter(HQ, "merit C01 reminder --why x --evidence B0001").out.strip()
    assert (waits(STAFF), waits(VIEWER)) == ([1], []) and "1 项提醒督办涉及您" in enter(STAFF, "status").out
    enter(STAFF, f"answer {code} 已报出")
    assert waits(STAFF) == []
