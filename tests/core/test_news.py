"""What makes which group: worked examples of rows of the audit, one's own, undone ones, and the order of what is told."""

from typing import Any

import pytest

from campaign.core.errors import BadInput
from campaign.core.model.light import Assessment, Light
from campaign.core.model.snapshot import AuditEntry
from campaign.core.news import Item, News, Topic, items_of, lights
from campaign.core.saved import check_name, check_words, packed, unpacked
from campaign.words.news import COUNTED, change_text, group_text, some_text

AT = "2026-11-21T10:20:00Z"


def change(table: str, key: dict[str, Any], before: dict[str, Any] | None, after: dict[str, Any] | None) -> dict[str, Any]:
    return {"table": table, "key": key, "before": before, "after": after}


def entry(seq: int, verb: str, subject: str, *changes: dict[str, Any], actor: str = "li",
          undoes: int | None = None) -> AuditEntry:
    return AuditEntry(seq, AT, actor, verb, subject, (subject,), changes, None, undoes, "")


def event(kind: str, blocker: str = "B0107", **row: Any) -> dict[str, Any]:
    return change("blocker_events", {"id": 1}, None, {"blocker": blocker, "kind": kind, **row})


def topics(told: AuditEntry) -> list[tuple[Topic, str]]:
    return [(item.topic, item.code) for item in items_of(told)]


@pytest.mark.parametrize(("verb", "subject", "changes", "expected"), [
    ("add-blocker", "B0107", [change("blockers", {"code": "B0107"}, None, {"title": "用林"}), event("open", target="U01")],
     [(Topic.OPENED, "B0107")]),
    ("assign", "B0107", [change("blockers", {"code": "B0107"}, {"unit": "U01"}, {"unit": "U02"}),
                         event("move", source="U01", target="U02")], [(Topic.MOVED, "B0107")]),
    ("edit", "B0107", [event("due", source="2026-11-20", target="2026-11-30")], [(Topic.SLIPPED, "B0107")]),
    ("edit", "B0107", [event("due", source="2026-11-30", target="2026-11-20")], [(Topic.FORWARD, "B0107")]),
    ("resolve", "B0107", [event("resolve", text="批复已下"), change("visits", {"id": 1}, None, {"project": "P0042"})],
     [(Topic.SOLVED, "B0107"), (Topic.VISITED, "P0042")]),
    ("escalate", "B0107", [event("level", source="1", target="2")], [(Topic.ESCALATED, "B0107")]),
    ("progress", "P0042", [change("progress", {"id": 1}, None, {"project": "P0042", "money": 300})], [(Topic.MONEY, "P0042")]),
    ("edit", "P0042", [change("projects", {"code": "P0042"}, {"stage": "permitted", "started": None},
                              {"stage": "building", "started": "2026-11-21"})], [(Topic.STAGE, "P0042")]),
    ("claim", "P0042", [change("projects", {"code": "P0042"}, {"leader": "L01"}, {"leader": "L02"})], [(Topic.CLAIMED, "P0042")]),
    ("edit", "P0042", [change("projects", {"code": "P0042"}, {"suspended": None}, {"suspended": "雨季"})],
     [(Topic.SUSPENDED, "P0042")]),
    ("edit", "P0042", [change("projects", {"code": "P0042"}, {"name": "甲"}, {"name": "乙"})], [(Topic.EDITED, "P0042")]),
    ("handover", "L01", [change("projects", {"code": "P0042"}, {"leader": "L01"}, {"leader": "L02"}),
                         change("blockers", {"code": "B0107"}, {"person": "L01"}, {"person": "L02"})],
     [(Topic.HANDED, "P0042"), (Topic.HANDED, "B0107")]),
    ("land-progress", "G0001", [change("land_events", {"id": 1}, None, {"task": "G0001", "kind": "progress", "amount": 1250})],
     [(Topic.DELIVERED, "G0001")]),
    ("grant", "A0001", [change("approvals", {"code": "A0001"}, {"state": "submitted"}, {"state": "granted"}),
                        change("approval_events", {"id": 1}, None, {"approval": "A0001", "kind": "grant"})],
     [(Topic.GRANTED, "A0001")]),
    ("advance", "K0009", [change("lead_events", {"id": 1}, None, {"lead": "K0009", "kind": "stage", "source": "lead",
                                                                  "target": "talks"})], [(Topic.ADVANCED, "K0009")]),
    ("list-set", "P0042", [change("list_entries", {"project": "P0042", "list": "special_bond"}, {"state": "candidate"},
                                  {"state": "submitted"})], [(Topic.LISTED, "P0042")]),
    ("settings", "stale_red", [change("settings", {"key": "stale_red"}, {"value": 14}, {"value": 10})],
     [(Topic.SETTINGS, "stale_red")]),
    ("merit", "H0003", [change("merits", {"code": "H0003"}, None, {"kind": "praise"})], [(Topic.MERITS, "H0003")]),
    ("view save", "甲", [change("views", {"owner": "li", "name": "甲"}, None, {"words": ""})], []),
])
def test_a_write_belongs_to_its_groups(verb: str, subject: str, changes: list[dict[str, Any]],
                                       expected: list[tuple[Topic, str]]) -> None:
    assert topics(entry(5, verb, subject, *changes)) == expected


def test_a_seed_is_one_sentence() -> None:
    told = entry(1, "seed", "seed", *(change("files", {"file": name}, None, {"file": name, "count": n, "sha256": "x"})
                                      for name, n in (("projects.csv", 163), ("blockers.csv", 94))))
    (item,) = items_of(told)
    assert (item.topic, item.code, item.figure) == (Topic.LOADED, "seed", 257)
    assert change_text(item, {}) == "loaded, 257 rows"


def test_ones_own_writes_are_only_counted() -> None:
    news = News("me")
    news.add([entry(5, "note", "B0107", event("note", text="x"), actor="me"), entry(6, "note", "B0107", event("note", text="y"))])
    assert news.own == 1 and [(group.topic, group.codes) for group in news.groups()] == [(Topic.NOTED, ("B0107",))]
    assert news.last == 6


def test_what_was_taken_back_leaves_with_its_undo_and_what_was_seen_before_is_news() -> None:
    news = News("me")
    news.add([entry(5, "resolve", "B0107", event("resolve")), entry(6, "undo", "B0107", undoes=5),
              entry(7, "note", "B0001", event("note", "B0001"), actor="me"), entry(8, "undo", "B0001", actor="me", undoes=7)])
    assert not news.groups() and news.own == 0
    news.add([entry(9, "undo", "B0064", undoes=3)])
    assert [(group.topic, group.codes) for group in news.groups()] == [(Topic.TAKEN_BACK, ("B0064",))]


def test_groups_come_in_order_and_name_the_weightiest_first() -> None:
    news = News("me")
    news.add([entry(5, "progress", "P0001", change("progress", {"id": 1}, None, {"project": "P0001", "money": 300})),
              entry(6, "progress", "P0002", change("progress", {"id": 2}, None, {"project": "P0002", "money": 900})),
              entry(7, "progress", "P0001", change("progress", {"id": 3}, None, {"project": "P0001", "money": -100})),
              entry(8, "add-blocker", "B0001", event("open", "B0001")), entry(9, "add-blocker", "B0002", event("open", "B0002"))])
    blockers, money = news.groups(lambda code: {"B0001": 5, "B0002": 50}.get(code, 0))
    assert (blockers.topic, blockers.codes) == (Topic.OPENED, ("B0002", "B0001"))
    assert (money.topic, money.codes, money.total) == (Topic.MONEY, ("P0002", "P0001"), 1100)
    assert group_text(money) == "2 projects reported +¥11.0M"
    assert some_text(money, {"P0002": "港口路"}).startswith("P0002 港口路 +¥9.0M, ")
    assert [item.figure for item in money.items] == [900, 300, -100]


def test_a_light_turns_when_it_is_another_one() -> None:
    before = {"P0001": Light.GREEN, "P0002": Light.RED, "P0003": Light.RED, "P0004": Light.YELLOW}
    after = {"P0001": Light.RED, "P0002": Light.RED, "P0003": Light.NONE, "P0004": Light.GREEN, "P0005": Light.RED}
    found = lights(*({code: Assessment(light, ()) for code, light in some.items()} for some in (before, after)))
    assert [(item.topic, item.code, item.before) for item in found] == [
        (Topic.TURNED_RED, "P0001", "green"), (Topic.TURNED_GREEN, "P0004", "yellow")]


def test_every_group_has_its_sentence_and_every_change_its_words() -> None:
    assert set(COUNTED) == set(Topic)
    for topic in Topic:
        item = Item(topic, "P0042", 5, AT, "li", before="U01", after="U02", figure=300, text="材料已报")
        if topic is Topic.LISTED:
            item = item._replace(text="special_bond")
        assert change_text(item, {"U01": "市林业局", "U02": "省林业局"}) or topic in (Topic.WITHDRAWN,), topic
    moved = Item(Topic.MOVED, "B0107", 5, AT, "li", before="U01", after="U02")
    assert change_text(moved, {"U01": "市林业局", "U02": "省林业局"}) == "市林业局 -> 省林业局"


def test_a_filter_survives_being_stored() -> None:
    words = {"light": "red,yellow", "county": "C01", "text": "港口 'x' =一期"}
    assert unpacked(packed(words)) == words
    check_words("projects", words)
    with pytest.raises(BadInput):
        check_words("projects", {"colour": "red"})
    with pytest.raises(BadInput):
        check_words("leaders", {"colour": "red"})
    with pytest.raises(BadInput):
        check_words("overview", {})


@pytest.mark.parametrize("name", ["save", "list", "remove", "P0042", "p42", "--json"])
def test_commands_codes_and_options_are_no_names(name: str) -> None:
    with pytest.raises(BadInput):
        check_name(name)
