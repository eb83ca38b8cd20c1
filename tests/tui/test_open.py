"""Enter on a code opens its page, whatever the kind: from the log, the news, the commands, or another page."""

import shutil
from pathlib import Path

from campaign.core import codes
from campaign.kinds import registry
from campaign.service import Session, cases, chain, leads, merit_verbs, records, requests, task_forces
from campaign.tui.screens.log.screen import LogPage
from tests.tui.city import asked
from tests.tui.scene import clock, dashboard, running

WRITES = {
    "project": lambda s: records.edit(s, "P0042", {"developer": "新业主"}),
    "blocker": lambda s: records.edit(s, "B0091", {"title": "改名的堵点"}),
    "land_task": lambda s: records.edit(s, "G0003", {"name": "改名的任务"}),
    "approval": lambda s: records.edit(s, "A0003", {"unit": "U03"}),
    "person": lambda s: records.edit(s, "L03", {"post": "常务"}),
    "county": lambda s: records.edit(s, "C01", {"leader": "L05"}),
    "unit": lambda s: records.edit(s, "U05", {"authority": "province"}),
    "lead": lambda s: leads.advance(s, "K0003", note="已谈"),
    "trip": lambda s: chain.change(s, "R001", {"purpose": "对接"}),
    "event": lambda s: chain.change(s, "E001", {"place": "临江"}),
    "task_force": lambda s: task_forces.change_task_force(s, "T01", name="新专班"),
    "dispatch": lambda s: task_forces.change_dispatch(s, "D001", purpose="新事"),
    "merit": lambda s: merit_verbs.add_merit(s, "U05", "praise", "快"),
    "case": lambda s: cases.change_case(s, "S001", {"title": "新名"}),
    "request": lambda s: requests.approve(s, ["Q0003"]),
}


def test_every_kind_with_codes_is_tried() -> None:
    assert set(WRITES) == set(registry.CODED)


@running
async def test_enter_on_a_row_of_the_log_opens_what_it_is_about(city: Path, tmp_path: Path) -> None:
    path = asked(Path(shutil.copy(city, tmp_path / "a.db")))
    other = Session(path, "wang", clock=clock)
    about = {}
    for kind, write in WRITES.items():
        done = write(other)
        about[kind] = getattr(done, "done", done).subject
    other.close()
    dead = []
    async with dashboard(path) as board:
        await board.press("f9")
        page = board.app.screen
        assert isinstance(page, LogPage)
        for kind, code in reversed(about.items()):  # newest first
            assert page.subject == code and codes.canonical(code) == code, (kind, page.subject)
            await board.press("enter")
            if board.app.screen is page:
                dead.append((kind, board.said))
            elif kind == "unit":  # the list of the blockers in its hands
                await board.press("f9")
                page = board.app.screen
                assert isinstance(page, LogPage)
                for _ in range(len(about) - list(about).index("unit") - 1):
                    await board.press("down")
            else:
                await board.press("escape")
            await board.press("down")
    assert not dead
