"""The log: sentences, newest first, more on the way down, what was taken back is marked."""

from pathlib import Path

import pytest

from campaign.core.model.people import County, Person
from campaign.core.model.snapshot import AuditEntry
from campaign.core.situation import Situation
from campaign.service import blockers, projects, records, settings
from campaign.tables.audit_text import entry_details, log_line
from campaign.tables.signs import Signs, Way
from campaign.tui.screens.log.screen import BATCH, LogPage
from campaign.words.changes import changed
from tests.core.build import blocker, day, project, snapshot
from tests.tui.scene import Dashboard, dashboard, running, session

SITUATION = Situation.of(
    snapshot([project("P0001", name="滨海新材料二期")], [blocker("B0001", title="用林报批")],
             [Person("L03", "王某山"), Person("L04", "李某川")])
    ._replace(counties={"C01": County("C01", "临江区")}), day(38))


def entry(verb: str, subject: str, *changes: dict[str, object], undoes: int | None = None) -> AuditEntry:
    return AuditEntry(7, "2026-11-07T02:48:00Z", "wang", verb, subject, (subject,), changes, None, undoes, "")


def change(table: str, code: str, before: object, after: object) -> dict[str, object]:
    return {"table": table, "key": {"code": code}, "before": before, "after": after}


def said(found: AuditEntry, width: int = 200, **more: bool) -> str:
    return "".join(piece for piece, _tone in log_line(SITUATION, found, width, **more)).rstrip()


def test_an_edit_names_fields_and_words_before_and_after() -> None:
    edit = change("projects", "P0001", {"stage": "permitted", "total": None, "planned_start": "2026-10-01", "version": 1},
                  {"stage": "building", "total": 12_000, "planned_start": "2026-11-01", "version": 2})
    assert said(entry("edit", "P0001", edit)).endswith(
        "edited P0001 滨海新材料二期  Stage: ready to start -> building, Total: - -> ¥120.0M, Planned start: 1 Oct -> 1 Nov")


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (entry("claim", "P0001", change("projects", "P0001", {"leader": "L03"}, {"leader": "L04"})), "王某山 -> 李某川"),
        (entry("assign", "B0001", change("blockers", "B0001", {"unit": "U01"}, {"unit": "U02"}),
               {"table": "blocker_events", "key": {"id": 1}, "before": None,
                "after": {"kind": "move", "source": "U01", "target": "U02", "text": None}}),
         "单位U01 -> 单位U02  (nothing is said of what was done)"),
        (entry("escalate", "B0001", {"table": "blocker_events", "key": {"id": 1}, "before": None,
                                     "after": {"kind": "level", "source": "0", "target": "2"}}), "headquarters"),
        (entry("hold", "B0001", {"table": "blocker_events", "key": {"id": 1}, "before": None,
                                 "after": {"kind": "hold", "source": "2026-12-01", "target": "weather", "text": "台风"}}),
         "weather, until 1 Dec  台风"),
        (entry("progress", "P0001", {"table": "progress", "key": {"id": 1}, "before": None,
                                     "after": {"money": -300, "done": "主体 45%", "crew": 120}}), "-¥3.0M, 主体 45%, crew 120"),
        (entry("visit", "P0001", {"table": "visits", "key": {"id": 1}, "before": None,
                                  "after": {"person": "L03", "solved": "B0001"}}), "王某山, solved B0001"),
        (entry("settings", "stale_yellow", {"table": "settings", "key": {"key": "stale_yellow"}, "before": None,
                                            "after": {"value": 8}}), "7 -> 8"),
        (entry("excuse", "X", {"table": "excuses", "key": {"id": 1}, "before": None,
                               "after": {"first_day": "2026-11-08", "last_day": "2026-11-09", "why": "study"}}),
         "8 Nov .. 9 Nov study"),
        (entry("seed", "ours", {"after": {"file": "counties.csv", "count": 10}}, {"after": {"file": "other.csv", "count": 2}}),
         "loaded from the folder ours  Counties 10, other.csv 2"),
        (entry("land-progress", "G0001", {"table": "land_events", "after": {"amount": 1050, "text": "清表"}}), "+10.5  清表"),
        (entry("fund", "P0001", {"table": "funds", "after": {"money": 300}}), "+¥3.0M"),
        (entry("edit", "G0001", change("land_tasks", "G0001", {"target": 43490}, {"target": 50000})), "Target: 434.9 -> 500"),
        (entry("undo", "P0001", undoes=6), "the change no. 6"),
        (entry("nonsense", "Z9", {"odd": 1}), "nonsense Z9"),
    ],
)
def test_sentences(found: AuditEntry, expected: str) -> None:
    assert said(found).endswith(expected)
    assert said(found).startswith("10:48 wang")


def test_days_excused_for_everyone_have_no_code() -> None:
    assert " X " not in said(entry("excuse", "X"))


def test_what_was_added_and_is_gone_keeps_its_name() -> None:
    row = {"name": "新项目", "leader": "L03", "total": None, "key": "x"}
    added = entry("add-project", "P0099", change("projects", "P0099", None, row))
    assert said(added).endswith("added a project P0099 新项目  Leader 王某山")


def test_taken_back_and_dated() -> None:
    assert "taken back edited" in said(entry("edit", "P0001"), undone=True)
    assert said(entry("edit", "P0001"), dated=True).startswith("7 Nov 10:48")


def test_a_strange_instant_breaks_nothing() -> None:
    assert said(entry("edit", "P0001")._replace(at="yesterday")).endswith("edited P0001 滨海新材料二期")


# In the dashboard -------------------------------------------------------------------------------------------------------


def page(board: Dashboard) -> LogPage:
    found = board.app.screen
    assert isinstance(found, LogPage)
    return found


@running
async def test_newest_first_with_undone_marked_and_opens_the_subject(tmp_path: Path) -> None:
    other = session(tmp_path / "a.db", "wang")
    blockers.resolve(other, "B3", "迁好了")
    records.edit(other, "P1", {"total": "13亿"})
    settings.undo(other)
    async with dashboard(tmp_path / "a.db") as board:
        await board.press("f9")
        lines = board.lines()
        assert "7 Nov 2026" in lines[3]
        assert "took back P0001" in lines[4] and "taken back edited P0001" in lines[5]
        assert "resolved B0003 管线迁改" in lines[6]  # a title that the situation no longer has
        assert page(board).subject == "P0001"
        projects.claim(other, "P0003", "L01")
        board.app.catch_up()
        await board.settle()
        assert "claimed P0003" in board.lines()[4] and page(board).subject == "P0001"
        await board.press("enter")
        assert board.app.screen.code == "P0001"  # type: ignore[attr-defined]
        await board.press("escape", "escape")
    other.close()


@running
async def test_more_is_read_on_the_way_down(tmp_path: Path) -> None:
    other = session(tmp_path / "a.db", "wang")
    for n in range(BATCH + 20):
        blockers.note(other, "B1", f"note {n}")
    async with dashboard(tmp_path / "a.db") as board:
        await board.press("f9")
        assert page(board).listing.total == BATCH
        await board.press("G", "G")
        assert page(board).listing.total > BATCH + 20
        assert page(board).status().endswith(f"/{page(board).listing.total}")
        assert "began the campaign" in board.text()
        await board.press("enter")
        assert "This has no page of its own" in board.said
        for n in range(BATCH + 1):
            blockers.note(other, "B1", f"later {n}")
        board.app.catch_up()
        await board.settle()
        assert page(board).listing.total >= BATCH
    other.close()


@running
async def test_filter_by_code_name_pinyin_and_actor(tmp_path: Path) -> None:
    other = session(tmp_path / "a.db", "wang")
    records.edit(other, "P1", {"total": "13亿"})
    records.edit(other, "P2", {"total": "4亿"})
    async with dashboard(tmp_path / "a.db") as board:
        for typed, total in (("p2", 2), ("wang", 3), ("gkl", 2), ("zzz", 0)):
            await board.press("f9", "slash")
            await board.type(typed)
            assert page(board).listing.total == total, typed
            await board.press("enter")
            assert f"/{typed}" in board.lines()[-1]
            await board.press("escape")
            assert page(board).listing.total > 4
    other.close()


def test_the_detail_tells_every_field_before_and_after() -> None:
    """Of every verb, as rows: what it was, what it is, and why; nothing is told less than in the line."""
    edit = change("projects", "P0001", {"stage": "permitted", "planned_start": "2026-10-01", "version": 1},
                  {"stage": "building", "planned_start": "2026-11-01", "version": 2})
    due = {"table": "blocker_events", "key": {"id": 1}, "before": None,
           "after": {"kind": "due", "source": "2026-11-03", "target": "2026-12-01", "text": "等批复", "on_day": "2026-11-07"}}
    threshold = {"table": "settings", "key": {"key": "stale_yellow"}, "before": None, "after": {"value": 8}}
    for found, expected in (
            (entry("edit", "P0001", edit), [("Stage", "ready to start", "building"), ("Planned start", "1 Oct", "1 Nov")]),
            (entry("edit", "B0001", change("blockers", "B0001", {"due": "2026-11-03"}, {"due": "2026-12-01"}), due),
             [("Due", "3 Nov", "1 Dec"), ("", "", "等批复")]),
            (entry("settings", "stale_yellow", threshold), [("", "7", "8")])):
        assert [row[:3] for row in changed(found, str)] == expected
        for width, height in ((78, 4), (60, 30)):
            shown = "\n".join("".join(said for said, _tone in line) for line in
                              entry_details(SITUATION, found, width, height, Signs(Way.BLOCKS)))
            assert all(text in shown for row in expected for text in row), shown
