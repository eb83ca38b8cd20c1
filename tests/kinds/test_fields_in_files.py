"""Every field of a kind that a file of a seed folder tells of has its column there, or says why it has none."""

import pytest

from campaign.kinds import registry
from campaign.kinds.field import Field
from campaign.kinds.kind import Kind
from campaign.store.seed.columns import COLUMNS, FILES, cells

TOLD = {file.kind: name for name, file in FILES.items() if file.kind}
"""Kind → the file that tells of it; a kind may have none."""
FIELDS = [(kind, field) for kind in registry.kinds() if kind.name in TOLD for field in kind.fields]


@pytest.mark.parametrize(("kind", "field"), FIELDS, ids=lambda each: repr(each) if isinstance(each, Kind) else each.name)
def test_every_field_has_its_column(kind: Kind, field: Field) -> None:
    assert ((field.column or field.name) in COLUMNS[TOLD[kind.name]]) is (not field.unseeded)


def test_a_file_is_of_one_kind_and_names_a_column_once() -> None:
    kinds = [file.kind for file in FILES.values() if file.kind]
    assert len(kinds) == len(set(kinds)) >= 20
    for columns in COLUMNS.values():
        assert len(columns) == len(set(columns))


def test_what_has_happened_may_lie_ahead_in_a_file() -> None:
    assert not any(field.past for kind in registry.kinds() for field in cells(kind.name))
