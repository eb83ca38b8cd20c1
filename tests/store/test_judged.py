"""What was judged is kept when a dashboard is left: it comes back as it would be read and judged anew, or not at all."""

import json
import os
import pickle
import shutil
import socket
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from enum import Enum, StrEnum
from pathlib import Path
from types import UnionType
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints
from zlib import crc32

import pytest

from campaign import config
from campaign.core.excused_days import Spans
from campaign.core.facts import Tally
from campaign.core.model.light import Assessment
from campaign.core.model.project import Project, Stage
from campaign.core.model.snapshot import Snapshot
from campaign.core.places import Obstacles
from campaign.core.results import Waiting
from campaign.core.situation import Situation
from campaign.service import Session, cache, create, judged, projects, situation_bytes
from campaign.service import settings as settings_service
from campaign.store.store import Store
from tests.core.test_situation import facts
from tests.store.world import VERBS, Clock


class Place(NamedTuple):
    """A database, and the cache of whoever looks at it."""

    db: Path
    folder: Path
    clock: Clock

    def session(self, actor: str = "hq", *, cached: bool = True) -> Session:
        return Session(self.db, actor, clock=self.clock, cache=self.folder if cached else None)

    def leave(self) -> None:
        """As a dashboard does."""
        session = self.session()
        session.left = judged.Left(session.situation(), [], None)
        session.close()

    @property
    def file(self) -> Path:
        return self.folder / judged.file_name(self.db)

    def plant(self, data: bytes) -> None:
        """Put it behind a first line that fits."""
        line = json.loads(self.file.read_bytes().partition(b"\n")[0])
        self.file.write_bytes(json.dumps([*line[:-1], crc32(data)]).encode() + b"\n" + data)


@pytest.fixture
def place(path: Path, clock: Clock, tmp_path: Path) -> Place:
    found = Place(path, tmp_path / "home" / "campaign", clock)
    found.leave()
    return found


@pytest.fixture
def whole(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter[str]]:
    """How often everything was read and judged."""
    times: Counter[str] = Counter()
    read, of = Store.snapshot, Situation.of

    def snapshot(store: Store) -> Any:
        times["read"] += 1
        return read(store)

    def judge(*how: Any) -> Situation:
        times["judged"] += 1
        return of(*how)

    monkeypatch.setattr(Store, "snapshot", snapshot)
    monkeypatch.setattr(Situation, "of", judge)
    yield times


def as_anew(place: Place) -> None:
    """What whoever has a cache sees is what everybody else sees."""
    with_cache, without = place.session(), place.session(cached=False)
    try:
        seen, true = with_cache.situation(), without.situation()
        assert facts(seen) == facts(true)
        for name in set(Snapshot._fields) - {"seq", "head", "originals"}:  # a write of no row; lights tell of originals
            assert getattr(seen.snapshot, name) == getattr(true.snapshot, name)
        assert with_cache.campaign == without.campaign
        assert seen.tally() == true.tally()
    finally:
        with_cache.close()
        without.close()


def unused(place: Place, whole: Counter[str]) -> None:
    """Everything is read anew, and what is shown is true."""
    whole.clear()
    session = place.session()
    session.situation()
    session.close()
    assert whole == {"read": 1, "judged": 1}
    as_anew(place)


def test_it_is_used_and_true(place: Place, whole: Counter[str]) -> None:
    session = place.session()
    assert session.situation().total == 5
    session.close()
    assert not whole
    as_anew(place)


@pytest.mark.parametrize("verb", VERBS)
def test_what_was_written_since_is_read_upon_it(verb: str, place: Place, whole: Counter[str]) -> None:
    session = place.session("another", cached=False)
    VERBS[verb](session)
    session.close()
    whole.clear()
    session = place.session()
    session.situation()
    session.close()
    assert not whole["read"]
    as_anew(place)
    place.leave()
    as_anew(place)


def test_undone_and_settings(place: Place) -> None:
    session = place.session(cached=False)
    projects.report(session, "P0001", {"crew": "80"}, money="+120万")
    session.close()
    place.leave()
    session = place.session(cached=False)
    settings_service.undo(session)
    settings_service.set_value(session, "progress_red", "5")
    session.close()
    as_anew(place)


def test_another_day_is_another_picture(place: Place, whole: Counter[str]) -> None:
    place.clock.pass_by(days=1)
    unused(place, whole)


def test_far_behind_all_is_read_anew(place: Place, whole: Counter[str], monkeypatch: pytest.MonkeyPatch) -> None:
    session = place.session(cached=False)
    for n in range(3):
        projects.report(session, "P0001", {"crew": str(80 + n)})
    session.close()
    monkeypatch.setattr(judged, "FAR", 2)
    unused(place, whole)


def test_what_is_the_same_is_not_written_again(place: Place) -> None:
    before = place.file.stat()
    place.leave()
    assert (place.file.stat().st_ino, place.file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_only_the_owner_may_read_it_and_it_is_nowhere_else(place: Place) -> None:
    assert place.file.stat().st_mode & 0o777 == 0o600
    assert place.folder.stat().st_mode & 0o777 == 0o700
    assert [entry.name for entry in place.folder.iterdir()] == [place.file.name]
    assert [entry for entry in place.db.parent.iterdir() if entry.name.startswith(place.db.name) and entry != place.db] == []


# Others' databases, days, programs ----------------------------------------------------------------------------------------


def test_another_database_of_the_same_name(place: Place, whole: Counter[str]) -> None:
    place.db.rename(place.db.with_name("old.db"))
    create.init(place.db, "别的战役", "2026-10-01", "hq", clock=place.clock)
    unused(place, whole)


def test_a_restored_database(place: Place, whole: Counter[str]) -> None:
    """Into the same file, as ``cp`` does it: the log went another way from somewhere before, or stands where it stood."""
    kept = place.db.with_name("backup.db")
    shutil.copy(place.db, kept)
    session = place.session(cached=False)
    projects.report(session, "P0001", {"crew": "80"}, money="+120万")
    session.close()
    place.leave()
    place.db.write_bytes(kept.read_bytes())
    as_anew(place)
    session = place.session("another", cached=False)
    projects.report(session, "P0002", {"crew": "90"}, money="+7万")
    session.close()
    as_anew(place)  # the same number of rows in the log, with another hash


def test_a_restored_database_with_the_same_head(place: Place, whole: Counter[str]) -> None:
    """What is in it was changed past the log."""
    connection = sqlite3.connect(place.db)
    with connection:
        connection.execute("UPDATE projects SET total = 99999 WHERE code = 'P0001'")
    connection.close()
    unused(place, whole)


def test_an_older_program(place: Place, whole: Counter[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("campaign.__version__", "0.0.1")
    unused(place, whole)


def test_a_program_that_was_changed_under_the_same_version(place: Place, whole: Counter[str],
                                                           monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judged, "_program", lambda: 1)
    unused(place, whole)


def test_another_schema(place: Place, whole: Counter[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judged, "SCHEMA_VERSION", 7)
    unused(place, whole)


# Damaged and hostile ones ---------------------------------------------------------------------------------------------------


class Evil:
    def __init__(self, call: Callable[..., Any], *words: Any) -> None:
        self.made = call, words

    def __reduce__(self) -> Any:
        return self.made


def _bytes(place: Place) -> bytes:
    return place.file.read_bytes()


DAMAGE: dict[str, Callable[[Place], bytes]] = {
    "empty": lambda place: b"",
    "no line": lambda place: b"x" * 100_000,
    "no JSON": lambda place: b"{\n" + _bytes(place),
    "deep JSON": lambda place: b"[" * 4_000 + b"\n",
    "another JSON": lambda place: b'{"of": 1}\n',
    "words for numbers": lambda place: b'[[], "1", 2, 3, "x"]\n',
    "cut": lambda place: _bytes(place)[:-10],
    "the line alone": lambda place: _bytes(place).partition(b"\n")[0] + b"\n",
    "one bit": lambda place: _bytes(place)[:-500] + bytes([_bytes(place)[-500] ^ 1]) + _bytes(place)[-499:],
    "more": lambda place: _bytes(place) + b"x",
    "random": lambda place: os.urandom(10_000),
}


@pytest.mark.parametrize("how", DAMAGE)
def test_a_damaged_one(how: str, place: Place, whole: Counter[str]) -> None:
    good = _bytes(place)
    place.file.write_bytes(DAMAGE[how](place))
    unused(place, whole)
    place.leave()
    assert _bytes(place) == good


@pytest.mark.parametrize("call", [os.system, eval, exec, __import__, getattr, setattr, open, os.unlink, type, object,
                                  pickle.loads])
def test_a_pickle_that_would_run_something(call: Callable[..., Any], place: Place, whole: Counter[str], tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    command = f"touch {mark}" if call is os.system else f"open({str(mark)!r}, 'w')"
    for protocol in range(6):
        place.plant(pickle.dumps(Evil(call, command), protocol))
        unused(place, whole)
    assert not mark.exists()


@pytest.mark.parametrize("data", [
    b"cos\nsystem\n(S'touch mark'\ntR.",
    b"\x80\x04\x95\x00\x00\x00\x00\x00\x00\x00\x00.", b"\x80\x05N.", b"\x80\x05}.", b"(" * 100_000,
    b"ccampaign.core.situation\nSituation.of\n.", b"ccampaign.core.situation\nPlaces\n.", b"cbuiltins\nobject\n.", b"Pname\n.",
    b"\x80\x05\x82\x01.", b"\x80\x05\x97.",
], ids=repr)
def test_bytes_that_are_no_situation(data: bytes, place: Place, whole: Counter[str]) -> None:
    place.plant(data)
    unused(place, whole)


def test_a_pickle_that_would_change_the_program(place: Place, whole: Counter[str]) -> None:
    """``BUILD`` sets attributes of whatever lies there: of no class or function that the program has."""
    for module, name in ((Project.__module__, "Project"), (Stage.__module__, "Stage"), (Situation.__module__, "Situation"),
                         ("datetime", "date"), ("collections", "Counter")):
        place.plant(b"\x80\x05c" + f"{module}\n{name}\n".encode() + b"N}\x8c\x07patchedNs\x86b.")
        unused(place, whole)
    assert callable(Situation.patched)
    assert "patched" not in vars(Project) and "patched" not in vars(Stage) and "patched" not in vars(Counter)
    assert situation_bytes.read(b"\x80\x05c" + f"{Project.__module__}\nProject\n.".encode()) is None


def test_a_link_in_its_place(place: Place, whole: Counter[str], tmp_path: Path) -> None:
    good = tmp_path / "elsewhere"
    place.file.rename(good)
    place.file.symlink_to(good)
    unused(place, whole)
    before = good.read_bytes()
    session = place.session(cached=False)
    projects.report(session, "P0001", {"crew": "80"})
    session.close()
    place.leave()
    assert good.read_bytes() == before
    assert not place.file.is_symlink()
    place.file.unlink()
    os.link(good, place.file)
    unused(place, whole)


def test_a_folder_that_is_a_link_or_anybodys(place: Place, whole: Counter[str]) -> None:
    real = place.folder.with_name("real")
    place.folder.rename(real)
    place.folder.symlink_to(real)
    unused(place, whole)
    before = place.file.stat().st_mtime_ns
    place.clock.pass_by(days=1)
    place.leave()
    assert place.file.stat().st_mtime_ns == before
    place.clock.pass_by(days=-1)
    place.folder.unlink()
    real.rename(place.folder)
    place.folder.chmod(0o777)
    unused(place, whole)
    place.folder.chmod(0o700)
    place.file.chmod(0o666)
    unused(place, whole)


def test_somebody_elses(place: Place, whole: Counter[str], monkeypatch: pytest.MonkeyPatch) -> None:
    me = os.geteuid()
    if me == 0:
        os.chown(place.file, 12345, 12345)
        unused(place, whole)
        os.chown(place.file, 0, 0)
        os.chown(place.folder, 12345, 12345)
        unused(place, whole)
    else:
        monkeypatch.setattr(os, "geteuid", lambda: me + 1)
        unused(place, whole)


@pytest.mark.parametrize("what", ["fifo", "folder", "socket", "nothing", "huge"])
def test_no_file_at_all(what: str, place: Place, whole: Counter[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place.file.unlink()
    if what == "fifo":
        os.mkfifo(place.file)
    elif what == "folder":
        place.file.mkdir()
    elif what == "socket":
        monkeypatch.chdir(place.folder)
        socket.socket(socket.AF_UNIX).bind(place.file.name)
    elif what == "huge":
        with place.file.open("wb") as file:
            file.truncate(cache.LARGEST + 1)
    unused(place, whole)
    place.leave()


def test_where_nothing_can_be_kept_nothing_fails(path: Path, clock: Clock, tmp_path: Path, whole: Counter[str]) -> None:
    (tmp_path / "file").write_text("")
    for folder in (tmp_path / "file", tmp_path / "file" / "campaign", Path("/proc/nowhere/campaign")):
        place = Place(path, folder, clock)
        place.leave()
        unused(place, whole)


def test_a_killed_writer_leaves_nothing_that_is_read(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    good = _bytes(place)
    place.clock.pass_by(days=1)

    def full(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "rename", full)
    place.leave()
    assert _bytes(place) == good
    assert [entry.name for entry in place.folder.iterdir()] == [place.file.name]


def test_old_ones_go(place: Place) -> None:
    for n in range(20):
        cache.keep(place.folder, f"{n}.judged", b"x")
        os.utime(place.folder / f"{n}.judged", (n, n))
    place.clock.pass_by(days=1)
    place.leave()
    assert len(list(place.folder.iterdir())) == cache.KEPT
    assert place.file.exists()


# Who has none -------------------------------------------------------------------------------------------------------------


def test_nobody_with_a_key_has_one(place: Place, clock: Clock, whole: Counter[str], monkeypatch: pytest.MonkeyPatch) -> None:
    nobody = Session.nobody(place.db, clock)
    nobody.situation()
    nobody.close()
    assert whole["read"] == 1

    class Anybody:
        readonly = False

        def renew(self, _store: Store) -> None: ...

    monkeypatch.setattr("campaign.service.permission.Permission", lambda *_: Anybody())
    member = Session(place.db, "L01", clock=clock, key="SHA256:x", cache=place.folder)
    assert member.cache is None
    member.situation()
    assert whole["read"] == 2
    twin = member.twin()
    assert twin.cache is None
    twin.close()
    member.left = judged.Left(member.situation(), [], None)
    place.file.unlink()
    member.close()
    assert not place.file.exists()


def test_where_it_is_and_that_it_can_be_off(tmp_path: Path) -> None:
    def found(**env: str) -> Path | None:
        return config.load(environ={"XDG_CONFIG_HOME": str(tmp_path), **env}).cache

    assert found(XDG_CACHE_HOME="/x/cache") == Path("/x/cache/campaign")
    assert found(XDG_CACHE_HOME="relative") == Path("~/.cache/campaign").expanduser() == found()
    (tmp_path / "campaign").mkdir()
    (tmp_path / "campaign" / "config.toml").write_text("cache = false\n")
    assert found(XDG_CACHE_HOME="/x/cache") is None
    (tmp_path / "campaign" / "config.toml").write_text("cache = true\n")
    assert found(XDG_CACHE_HOME="/x/cache") == Path("/x/cache/campaign")


# All that can be in it ----------------------------------------------------------------------------------------------------


def _within(kind: Any, found: set[Any]) -> set[Any]:
    """Classes of ours that a value of this type may hold, however deep."""
    if get_origin(kind) is not None or isinstance(kind, UnionType):
        for part in get_args(kind):
            _within(part, found)
        kind = get_origin(kind)
    if isinstance(kind, type) and kind.__module__.startswith("campaign.") and kind not in found:
        found.add(kind)
        for part in (() if issubclass(kind, Enum) else get_type_hints(kind).values()):
            _within(part, found)
    return found


def test_every_class_that_a_situation_may_hold_is_known() -> None:
    wanted: set[Any] = {Situation, Obstacles, Spans}
    for kind in (Snapshot, Assessment, Tally, Waiting):
        _within(kind, wanted)
    known = {Situation, Obstacles, Spans, Snapshot, *situation_bytes.ROWS, *situation_bytes.WORDS}
    assert wanted == known
    assert all(issubclass(kind, StrEnum) for kind in wanted if issubclass(kind, Enum))
