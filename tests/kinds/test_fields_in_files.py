"""Every field of a kind that a file of a seed folder tells of has its column there, or says why it has none."""

import pytest

from campaign.kinds import registry
from campaign.kinds.field import Field
from campaign.kinds.kind import Kind
from campaign.store.seed.columns import COLUMNS, FILES, SHEETS, cells
from campaign.text import LANGUAGES, use
from campaign.words import files

TOLD = {kind.name: name for kind in registry.kinds() for name in COLUMNS
        if (FILES[name].kind == kind.name if name in FILES else name in SHEETS and SHEETS[name].record.table == kind.table)}
"""Kind → the file that tells of it; a kind may have none."""
FIELDS = [(kind, field) for kind in registry.kinds() if kind.name in TOLD for field in kind.fields]


@pytest.mark.parametrize(("kind", "field"), FIELDS, ids=lambda each: repr(each) if isinstance(each, Kind) else each.name)
def test_every_field_has_its_column(kind: Kind, field: Field) -> None:
    assert ((field.column or field.name) in COLUMNS[TOLD[kind.name]]) is (not field.unseeded)


def test_a_file_is_of_one_kind_and_names_a_column_once() -> None:
    assert len(TOLD) == len(set(TOLD.values())) >= 20
    for columns in COLUMNS.values():
        assert len(columns) == len(set(columns))


def test_what_has_happened_may_lie_ahead_in_a_file() -> None:
    assert not any(field.past for kind in registry.kinds() for field in cells(kind.name))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_file_is_called_something(language: str) -> None:
    """In the log's line about a seed; and nothing is called that no seed has."""
    use(language)
    assert all(files.file_label(name) != name for name in COLUMNS)
    assert {f"{name}.csv" for name in files.FILES} <= set(COLUMNS)
