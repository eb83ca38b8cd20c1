"""``watch`` through the gate: a member is shown what ``log`` shows that member, as long as it is one."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from campaign.core.errors import NotAllowed
from campaign.service import members
from campaign.service.watch import Watch
from tests.cli.conftest import NOW, one_line
from tests.server.conftest import ADMIN, HQ, LEADER, ROLES, ROOT, STAFF, VIEWER, Enter, Shared

DONE = (
    (HQ, "merit L01 reminder --why 拖延 --evidence B0001"), (STAFF, "settings stale_red 25"), (VIEWER, "undo"),
    (LEADER, "view save 我的 --screen projects --filter red"), (STAFF, "view save 临江 --screen projects --filter red"),
    (LEADER, "note B0001 已会商"), (ADMIN, "member role L03 staff --county C02"), (HQ, "settings stale_red 20"))
"""Among it what not everybody may see: a step of supervision, refused tries, lists of one's own, members."""


def test_each_member_is_shown_what_the_log_shows_that_member(enter: Enter, shared: Shared) -> None:
    for person, asked in DONE:
        enter(person, asked)
    counts = {}
    for person in ROLES:
        told = json.loads(enter(person, "log --json -n 1000").out)[::-1]
        said = enter(person, f"watch --json --since 0 -n {len(told)}")
        assert (said.code, said.err) == (0, "") and list(map(json.loads, said.out.splitlines())) == told, person
        lines = enter(person, f"watch --since 0 -n {len(told)}").out.splitlines()
        assert [int(line.split()[0]) for line in lines] == [row["seq"] for row in told]
        counts[person] = len(told)
    assert counts[VIEWER] < counts[HQ] and len(set(counts.values())) > 1


def test_a_reader_never_writes(enter: Enter, shared: Shared) -> None:
    before = shared.path.read_bytes()
    said = enter(VIEWER, "watch --since 0 -n 5")
    assert said.code == 0 and shared.path.read_bytes() == before
    assert enter(VIEWER, "watch -n 0").code == 2


def test_who_is_removed_is_shown_no_more(shared: Shared) -> None:
    """Nothing of what was written after that, and it is no try that would be noted."""
    session, own = shared.session(VIEWER), shared.session()
    watch = Watch(session)
    members.remove(own, VIEWER)
    with pytest.raises(NotAllowed) as told:
        list(watch.look())
    assert told.value.key == "member_gone" and told.value.noted
    assert shared.newest()[0] == "member remove"
    session.close()
    own.close()


def test_behind_the_gate_it_ends_with_the_membership(shared: Shared, program: Path) -> None:
    gate = [str(program), "--db", str(shared.path), "gate", "--member", VIEWER, "--key", shared.keys[VIEWER]]
    process = subprocess.Popen(gate, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                               cwd=ROOT, env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "CAMPAIGN_NOW": NOW,
                                    "SSH_ORIGINAL_COMMAND": "watch --json --since 40"})
    try:
        assert process.stdout is not None and process.stderr is not None
        assert json.loads(process.stdout.readline())["seq"] == 41
        own = shared.session()
        members.remove(own, VIEWER)
        own.close()
        said = process.communicate(timeout=20)
        assert process.returncode == 6 and "member remove" not in said[0] and one_line(said[1])
    finally:
        process.kill()
        process.wait()
