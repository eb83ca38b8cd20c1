"""``campaign log``: what changed stands beside every write, of every kind of record."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from campaign.kinds import registry
from campaign.service import create
from tests.cli.conftest import Cli
from tests.store.world import Clock

WRITES = (
    ("progress P0042 +300万 --crew 120/150 --done 主体封顶", "crew 120", "+¥3.0M", "主体封顶"),
    ("fund P0042 +200万", "+¥2.0M"),
    ("register P0042 2026-10 1800万", "¥18.0M"),
    ("visit P0042 --by L03 --solved 谈妥", "王某山", "谈妥"),
    ("note B0107 已约省厅", "已约省厅"),
    ("contact B0107 材料已收", "材料已收"),
    ("assign B0107 -u U05 --did 补件", "市林业局 -> 市住建局", "补件"),
    ("add-blocker 缺图 --project P0042 --category forest --due D+50", "Category forest approval", "Due"),
    ("edit B0091 --category land --why 改", "Category:"),
    ("escalate B0107", "->|headquarters|leader"),
    ("edit P0042 --total 13亿 --county C02", "Total: ¥1.20bn -> ¥1.30bn", "County: 临江区 -> 望潮区"),
    ("edit A0003 --unit U03", "Unit: 市生态环境局 -> 市林业局"),
    ("edit G0002 --target 500亩", "Target: 228.3 -> 500"),
    ("add-land-task 一号地块 --kind expropriation --project P0042 --target 30亩", "Kind expropriation", "Target 30"),
    ("edit L03 --post 常务", "Post: 副市长 -> 常务"),
    ("edit C01 --leader L05", "Leader: 林某岸 -> 郑某衡"),
    ("edit U05 --authority province", "Authority: city level -> province level"),
    ("edit K0002 --firm 东岸", "Firm: 凌空航服 -> 东岸"),
    ("advance K0003 --note 已谈 --next 回访 --next-on +5d", "已谈", "next: 回访"),
    ("edit R001 --purpose 对接", "Purpose:", "对接"),
    ("edit E001 --place 临江", "Place: 安澜会展中心 -> 临江"),
    ("taskforce T01 --name 新专班", "Name:", "新专班"),
    ("taskforce T01 --add-member L03:forest,land", "+ 王某山", "forest approval"),
    ("dispatch D001 --purpose 新事", "Purpose:", "新事"),
    ("learned D001 一次告知", "一次告知"),
    ("merit U05 praise --why 快", "Kind praise"),
    ("case S001 --title 新名", "Title:", "新名"),
    ("indicator 临江 investment 2026-10 7.7%", "Figure: 7.5 -> 7.7"),
    ("list-add P0043 special_bond --deadline 2026-12-01", "Deadline 1 Dec"),
    ("claim P0043 -l L05 --yes", "-> 郑某衡"),
    ("excuse D+38 --why 台风 --county C01", "8 Nov .. 8 Nov 台风 临江区"),
    ("calendar 2026-12-26 --work --why 不休", "a working day", "不休"),
    ("settings stale_red 25", "14 -> 25"),
    ("settings length 101", "Length: 100 -> 101"),
    ("member add M001 --role staff --county C01", "staff of a county or unit", "临江区"),
)
"""A command, and what its row says of what changed; with ``|`` one of several is enough."""


@pytest.mark.parametrize("write", WRITES, ids=lambda write: write[0])
def test_a_row_says_what_changed(cli: Cli, city: Path, db: Path, write: tuple[str, ...]) -> None:
    shutil.copy(city, db)
    line, *told = write
    done = cli(*line.split())
    assert done.code == 0, done.err
    said = cli("log", "-n", "1").out
    for part in told:
        assert any(one in said for one in part.split("|")), (part, said)


def test_every_table_that_a_verb_writes_has_words() -> None:
    """A table that is no kind needs a sentence of its own; a new one must not be told with nothing."""
    from campaign.words import changes

    silent = {"audit", "counters", "looks", "blocker_projects", "land_task_projects", "project_changes", "target_changes"}
    histories = {"blocker_events", "land_events", "approval_events", "lead_events", "dispatch_entries", "merit_answers"}
    known = set(registry.by_table()) | set(changes._SENTENCES) | set(changes._VALUES) | silent | histories
    assert tables() <= known


def tables() -> set[str]:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.db"
        create.init(path, "测试", "2026-10-01", "me", clock=Clock())
        connection = sqlite3.connect(path)
        found = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        connection.close()
    return {name for name in found if not name.startswith("sqlite_") and not name.startswith("_")}
