"""Whoever changes the log by hand is found out, and the place is named."""

import sqlite3
from pathlib import Path

import pytest

from campaign.core.errors import Refused
from campaign.service import Session
from campaign.store.queries import checks as checks_queries
from campaign.store.queries import log as log_queries
from campaign.store.store import Store
from tests.store.conftest import Open
from tests.store.world import VERBS

UNGUARD = "DROP TRIGGER audit_keep; DROP TRIGGER audit_stay;"
GUARD = """CREATE TRIGGER audit_keep BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'no'); END;
           CREATE TRIGGER audit_stay BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'no'); END;"""


@pytest.fixture
def written(enter: Open, path: Path) -> Path:
    session: Session = enter()
    for verb in ("claim", "assign", "report", "resolve"):
        VERBS[verb](session)
    session.close()
    return path


def by_hand(path: Path, script: str) -> None:
    hand = sqlite3.connect(path)
    hand.executescript(script)
    hand.close()


def verdict(path: Path) -> tuple[str, object]:
    with Store(path) as store, pytest.raises(Refused) as refused:
        checks_queries.verify(store)
    assert refused.value.exit_code == 1
    return refused.value.key, refused.value.params.get("seq")


def test_a_chain_that_nobody_touched_is_whole(written: Path) -> None:
    with Store(written) as store:
        assert checks_queries.verify(store) == checks_queries.counts(store)["audit"] == log_queries.log(store, limit=1)[0].seq


@pytest.mark.parametrize("column", ["at", "actor", "verb", "subject", "touched", "changes", "request", "undoes", "hash"])
def test_a_changed_cell(column: str, written: Path) -> None:
    with Store(written) as store:
        seq = log_queries.log(store, limit=1)[0].seq - 1
    value = "3" if column == "undoes" else "'x'"
    by_hand(written, f"{UNGUARD} UPDATE audit SET {column} = {value} WHERE seq = {seq}; {GUARD}")
    assert verdict(written) == ("audit_broken", seq)


def test_a_changed_cell_with_its_own_hash_mended(written: Path) -> None:
    """The next row remembers."""
    import hashlib
    import json

    hand = sqlite3.connect(written)
    hand.executescript(UNGUARD)
    rows = hand.execute("SELECT seq, at, actor, verb, subject, touched, changes, request, undoes, hash FROM audit ORDER BY seq")
    *_, before, row, _ = rows.fetchall()
    forged = [*row[:2], "someone else", *row[3:-1]]
    digest = hashlib.sha256(json.dumps([before[-1], *forged], ensure_ascii=False).encode()).hexdigest()
    hand.execute("UPDATE audit SET actor = 'someone else', hash = ? WHERE seq = ?", (digest, row[0]))
    hand.commit()
    hand.executescript(GUARD)
    hand.close()
    assert verdict(written) == ("audit_broken", row[0] + 1)


@pytest.mark.parametrize("column", ["touched", "changes"])
def test_an_entry_that_cannot_be_read_any_more(column: str, written: Path) -> None:
    by_hand(written, f"{UNGUARD} UPDATE audit SET {column} = '{{' WHERE seq = 7; {GUARD}")
    assert verdict(written) == ("audit_broken", 7)
    with Store(written) as store, pytest.raises(Refused, match="audit_broken"):
        log_queries.log(store)


def test_a_deleted_row(written: Path) -> None:
    by_hand(written, f"{UNGUARD} DELETE FROM audit WHERE seq = 7; {GUARD}")
    assert verdict(written) == ("audit_missing", 7)


def test_an_inserted_row(written: Path) -> None:
    with Store(written) as store:
        seq = log_queries.log(store, limit=1)[0].seq
    by_hand(written, f"""INSERT INTO audit (seq, at, actor, verb, subject, touched, changes, hash)
                         SELECT {seq + 1}, at, actor, verb, subject, touched, changes, hash FROM audit WHERE seq = {seq};""")
    assert verdict(written) == ("audit_broken", seq + 1)


@pytest.mark.parametrize("rows", [1, 3])
def test_a_cut_tail(rows: int, written: Path) -> None:
    with Store(written) as store:
        seq = log_queries.log(store, limit=1)[0].seq
    by_hand(written, f"{UNGUARD} DELETE FROM audit WHERE seq > {seq - rows}; {GUARD}")
    assert verdict(written) == ("audit_cut", seq - rows + 1)


def test_everything_deleted(written: Path) -> None:
    by_hand(written, f"{UNGUARD} DELETE FROM audit; {GUARD}")
    assert verdict(written) == ("audit_cut", 1)


@pytest.mark.parametrize("name", ["audit_keep", "audit_stay"])
def test_a_dropped_trigger(name: str, written: Path) -> None:
    by_hand(written, f"DROP TRIGGER {name};")
    assert verdict(written) == ("audit_unguarded", None)


def test_a_guard_that_guards_nothing(written: Path) -> None:
    by_hand(written, f"{UNGUARD} {GUARD.replace('RAISE(ABORT, ' + repr('no') + ')', '1')}")
    assert verdict(written) == ("audit_unguarded", None)


@pytest.mark.parametrize("change", ["UPDATE audit SET actor = 'x'", "DELETE FROM audit WHERE seq = 1"])
def test_the_guards_refuse(change: str, written: Path) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        by_hand(written, change)
