"""Thousands of hostile lines, texts, files and figures, the same ones every time; the properties are in ``tests.fuzz``.

``python -m tests.bench.fuzz`` makes up new ones.
"""

import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from campaign.core.model.people import Role
from tests import fuzz
from tests.server.conftest import ROLES, Shared


def some(examples: int) -> settings:
    return settings(max_examples=examples, derandomize=True, database=None, deadline=None,
                    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large])


QUICK = tuple(name for name in fuzz.ALL if name not in fuzz.SLOW)


@pytest.fixture
def place(small_city: Path, tmp_path: Path) -> fuzz.Place:
    return fuzz.Place(tmp_path / "place", small_city)


@some(60)
@given(calls=fuzz.sessions(QUICK))
def test_whatever_is_typed(place: fuzz.Place, calls: list[fuzz.Call]) -> None:
    fuzz.check_session(place, calls)


@some(60)
@example(who="L01", line="settings", stdin=b"")  # it looks, too
@given(who=st.sampled_from(sorted(ROLES)), line=fuzz.asked(), stdin=fuzz.STDIN)
def test_whoever_comes_in(shared: Shared, tmp_path: Path, who: str, line: str, stdin: bytes) -> None:
    template = tmp_path / "shared.db"
    if not template.exists():
        shutil.copy(shared.path, template)
    fuzz.check_entrance(fuzz.Place(tmp_path / "place", template), who, Role(ROLES[who][0]), shared.keys[who], line, stdin)


@some(150)
@given(fuzz.asked() | fuzz.ANY)
def test_words_of_a_line(line: str) -> None:
    fuzz.check_split(line)


@some(600)
@given(fuzz.CHARACTERS | fuzz.ANY, st.integers(0, 60))
def test_clean(typed: str, limit: int) -> None:
    fuzz.check_clean(typed, limit)


@some(150)
@given(fuzz.KNOWN)
def test_width(typed: str) -> None:
    fuzz.check_width(typed)


@some(200)
@given(fuzz.FILES)
def test_files_of_a_folder(tmp_path: Path, raw: bytes) -> None:
    fuzz.check_table(tmp_path, raw)


@some(400)
@given(fuzz.ANY, fuzz.ANY)
def test_parsers(typed: str, other: str) -> None:
    fuzz.check_parsers(typed, other)


@some(300)
@given(fuzz.NUMBERS, fuzz.DAYS, fuzz.FIRST_DAYS)
def test_round_trips(number: int, day: date, first: date) -> None:
    fuzz.check_round_trips(number, day, first)


@some(300)
@given(fuzz.NAMES)
def test_names(name: str) -> None:
    fuzz.check_name(name)
