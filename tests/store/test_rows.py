"""Every table that is declared comes back as rows of the model, each cell of the type that the model says."""

from collections.abc import Iterator
from types import GenericAlias, UnionType
from typing import Any

import pytest

from campaign.core.errors import Refused
from campaign.service import create
from campaign.store import records
from campaign.store.queries.land import land_tasks
from campaign.store.rows import Record
from campaign.store.store import Store
from tests.store.world import Clock

EVERY = {name: value for name, value in vars(records).items() if isinstance(value, Record)}
EMPTY = {"LOOKS", "VIEWS", "MEMBERS", "MEMBER_KEYS", "CHANGES", "REQUESTS", "RESULTS", "TARGET_CHANGES"}
"""Of these a city that was just made up has none."""


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("rows") / "city.db"
    create.scale(path, 300, "hq", clock=Clock())
    with Store(path) as store:
        yield store


def fits(value: Any, kind: Any) -> bool:
    if isinstance(kind, UnionType):
        return any(fits(value, part) for part in kind.__args__)
    if isinstance(kind, GenericAlias):
        return type(value) is tuple and all(fits(one, kind.__args__[0]) for one in value)
    return type(value) is kind


@pytest.mark.parametrize("name", EVERY)
def test_each_cell_is_of_the_type_that_the_model_says(name: str, city: Store) -> None:
    record: Record[Any] = EVERY[name]
    found = record.all(city)
    assert (not found) == (name in EMPTY)
    for row in found:
        assert type(row) is record.kind
        for field, value in zip(row._fields, row, strict=True):
            assert fits(value, record.kind.__annotations__[field]), (field, value)


def test_more_rows_than_are_read_at_once(city: Store) -> None:
    with city.reading() as connection:
        codes = [code for (code,) in connection.execute("SELECT code FROM projects ORDER BY rowid")]
        assert [row.code for row in records.PROJECTS.read(connection, "ORDER BY rowid")] == codes
    assert len(codes) == 300 and list(records.PROJECTS.by_code([])) == []


def test_what_another_table_holds_stands_in_its_field(city: Store) -> None:
    """Read by itself a land task names no projects; the query joins them."""
    task = next(task for task in land_tasks(city).values() if task.projects)
    assert records.LAND_TASKS.one(city, task.code) == task._replace(projects=())


def test_a_cell_that_no_word_fits_is_damage(city: Store) -> None:
    with pytest.raises(Refused) as refused, city.reading():
        list(records.BLOCKER_EVENTS.rows([("B0001", "no such word", "2026-11-07", "", "", None, None, None)]))
    assert refused.value.key == "db_damaged"
