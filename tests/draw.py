"""The handbook's example of a spot check, played on the sample city: who reports what, what the log then says, what is drawn.

``python -m tests.draw`` writes it between ``<!-- draw -->`` and ``<!-- /draw -->`` of ``docs/handbook/rules.md`` and, in Chinese,
of its twin; the hash of the log, and with it the draw, changes when the sample city or the schema does.
``tests/server/test_spot_check.py`` holds it.
"""

import re
import sys
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from typer.testing import CliRunner

from campaign.cli.run import run
from campaign.cli.state import Entrance
from campaign.service import Session, create, members
from campaign.store.queries.members import member_keys
from tests.readme import ROOT, TWINS

RULES = ROOT / "docs/handbook/rules.md"
PAGES = (RULES, TWINS[RULES])
PLACE = re.compile(r"(<!-- draw( zh)? -->\n).*?(<!-- /draw -->)", re.S)
STAFF, HQ, COUNTY, SHARE = "M045", "M001", "C05", 40
KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI{}JmzM2cFvKLc9CFSpBqu6pG1TvFmQxkhyvvZ9P1cXZ3 someone@desk"
SEEDED = datetime(2026, 11, 7, 2, 48, tzinfo=UTC)  # day 38
REPORTS = (("2026-11-08T17:30:00+08:00", "progress P0020 62万 --done '管网铺设 70%'"),
           ("2026-11-09T17:30:00+08:00", "progress P0021 150万"),
           ("2026-11-09T17:40:00+08:00", "fund P0020 80万"),
           ("2026-11-10T18:00:00+08:00", "land-progress G0019 2.5亩"),
           ("2026-11-11T18:20:00+08:00", "progress P0112 45万"))
"""Until the end of day 42, the last of week 6."""
AFTER = "2026-11-12T08:05:00+08:00"


class Played:
    """The city with its members, and what they do."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "campaign.db"
        create.seed(self.path, ROOT / "seed", "hq", day=38, clock=lambda: SEEDED)
        session = Session(self.path, "hq", clock=lambda: SEEDED)
        members.add(session, HQ, "hq", line=KEY.format("A"))
        members.add(session, STAFF, "staff", county=COUNTY, line=KEY.format("B"))
        self._keys = {key.person: key.fingerprint for key in member_keys(session.store)}
        session.close()
        for at, line in REPORTS:
            self.enter(STAFF, at, line)
        self.enter(HQ, AFTER, "note B0091 晨会已过")

    def enter(self, person: str, at: str, line: str) -> str:
        """What is said to a member who comes in through the gate."""
        with CliRunner().isolation(env={"CAMPAIGN_NOW": at, "CAMPAIGN_LANG": "en"}) as (out, err, _):
            code = run([], Entrance(self.path, person, self._keys[person], line))
            sys.stdout.flush()
            sys.stderr.flush()
            assert code == 0, (line, err.getvalue().decode())
            return out.getvalue().decode()

    def json(self, line: str) -> Any:
        import json

        return json.loads(self.enter(HQ, AFTER, f"{line} --json"))


def example(folder: Path) -> dict[str, str]:
    """As the handbook tells it, by language."""
    played = Played(folder)
    log = played.json("log --limit 50")
    head = next(row for row in sorted(log, key=lambda row: row["seq"]) if row["at"] >= "2026-11-11T16:00")
    seqs = sorted(row["seq"] for row in log if row["actor"] == STAFF)
    told = {seq: sha256(f"{head['hash']}:{seq}".encode()).hexdigest() for seq in seqs}
    drawn = [row["seq"] for row in played.json(f"spot-check --share {SHARE}")]
    assert drawn == sorted(told, key=told.__getitem__)[:2]
    numbers = ", ".join(map(str, seqs[:-1]))
    rows = "\n".join(f"| {seq} | `{told[seq][:12]}` |" for seq in sorted(told, key=told.__getitem__))
    table = f"""| SEQ | `printf %s "$HEAD:$SEQ" \\| sha256sum` {{}} |
|---|---|
{rows}
"""
    english = f"""Example: in the sample city {STAFF}, staff of {COUNTY} 青岭县, enters five reports in week 6 (days 36 to 42), \
by the rows
{numbers} and {seqs[-1]} of the log; {SHARE} % of 5 are 2. On the morning of day 43 headquarters enter
a note, row {head['seq']}: its `hash` is HEAD, `{head['hash']}`.

{table.format('begins with')}
`campaign spot-check --share {SHARE}` draws `seq:{drawn[0]}` and `seq:{drawn[1]}`.
"""
    chinese = f"""例：样例城市中，{COUNTY} 青岭县的工作人员 {STAFF} 在第 6 周（第 36 天至第 42 天）录入 5 份日报，\
即变更记录第 {'、'.join(map(str, seqs))} 行；5 份的 {SHARE} % 为 2 份。第 43 天早晨指挥部记一条备注，\
为第 {head['seq']} 行：其 `hash` 即 HEAD，`{head['hash']}`。

{table.format('的开头')}
`campaign spot-check --share {SHARE}` 抽中 `seq:{drawn[0]}` 和 `seq:{drawn[1]}`。
"""
    return {"en": english, "zh": chinese}


def filled(page: str, made: dict[str, str]) -> str:
    """``page`` with the example as it was made anew."""
    return PLACE.sub(lambda match: match[1] + made["zh" if match[2] else "en"] + match[3], page)


if __name__ == "__main__":
    with TemporaryDirectory() as place:
        anew = example(Path(place))
    for guide in PAGES:
        guide.write_text(filled(guide.read_text(encoding="utf-8"), anew), encoding="utf-8")
