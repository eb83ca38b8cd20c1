"""A kind is declared once, and everything that was declared is there."""

from enum import StrEnum

import pytest

from campaign.cli.commands import COMMANDS
from campaign.core import codes
from campaign.core.errors import NotFound
from campaign.kinds import registry, verbs
from campaign.kinds.field import Field, Nature, Type
from campaign.kinds.kind import Kind
from campaign.tui import keys
from campaign.words.errors import error_text

KINDS = list(registry.kinds())


@pytest.mark.parametrize("kind", KINDS, ids=repr)
def test_every_field_stands_in_the_table_and_says_what_it_is(kind: Kind) -> None:
    columns = schema_columns()[kind.table]
    for field in kind.by_name.values():
        assert {field.name, "on_day" if field.name == "on" else field.name} & columns, field.name
        assert field.label, field.name
        assert (field.words is not None) == (field.holds in (Type.WORD, Type.WORDS)), field.name
        assert not field.reference or registry.kind(field.holds), field.name
    assert len(kind.by_name) == len(kind.fields) + len(kind.hidden)


def schema_columns() -> dict[str, set[str]]:
    """Table → its columns, of a database as it is made today."""
    import tempfile
    from pathlib import Path

    from campaign.service import create
    from campaign.store.opening import connect
    from tests.store.world import Clock

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.db"
        create.init(path, "测试", "2026-10-01", "me", clock=Clock())
        connection = connect(path)
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = {table: {row[1] for row in connection.execute(f"PRAGMA table_info({table})")} for table in tables}
        connection.close()
    return found


def test_codes_and_kinds_are_the_same_things() -> None:
    assert set(codes.NAMES.values()) == {kind.name for kind in KINDS if kind.letter}
    assert {registry.of(codes.make(name, 1)) for name in codes.KINDS} == {kind for kind in KINDS if kind.letter}
    assert registry.kind("leader") is registry.kind("person")


def test_a_verb_has_one_declaration_and_its_keys_exist() -> None:
    every = [*verbs.VERBS, *(verb for kind in KINDS for verb in kind.verbs)]
    assert len({verb.name for verb in every}) == len(every)
    assert all(registry.verb(verb.name) is verb for verb in every)
    for kind in KINDS:
        assert set(kind.keys) <= set(keys.BY_ACTION), kind
        assert all(registry.verb(key.verb) or key.why_not for key in kind.keys.values()), kind


@pytest.mark.parametrize("name", codes.KINDS)
def test_an_error_about_a_name_says_which_command_lists_them(name: str) -> None:
    said = error_text(NotFound("other_kind", kind=name, code="P0001"))
    lists = "leaders" if name == "leader" else registry.kind(name).lists
    assert f"campaign {lists} " in said and lists in COMMANDS and registry.verb(lists) is not None


def test_a_name_of_a_field_means_one_thing_where_no_kind_is_said() -> None:
    """``words.field`` is asked with the name alone; what a kind calls otherwise says so in its own declaration."""
    assert registry.field_label("total") == "Total" and registry.field_label("no_such_field") is None
    differ = {(kind.name, field.name) for kind in KINDS for field in kind.by_name.values()
              if field.label != registry.field_label(field.name)}
    assert differ == {("node", "place"), ("indicator", "measure")}


def test_targets_results_and_reports_are_declared() -> None:
    """PRODUCT.md, Targets that hold still: the fields named there."""
    def of(kind: str, nature: Nature) -> set[str]:
        return {field.name for field in registry.kind(kind).by_name.values() if field.nature is nature}

    assert of("project", Nature.TARGET) == {"stage", "county", "leader", "total", "plan_100", "planned_start", "planned_finish",
                                            "investor", "plan_year", "funds_planned", "provincial_key", "suspended", "review",
                                            "withdrawn"}
    assert of("project", Nature.RESULT) == {"started", "finished", "registered"}
    assert of("land_task", Nature.TARGET) == {"kind", "target", "measure", "due", "authority"}
    assert of("indicator", Nature.TARGET) == {"target"}


def test_options_follow_from_the_field() -> None:
    assert Field("planned_start").options == ("--planned-start",)
    assert Field("leader", "person", option="--leader -l").options == ("--leader", "-l")
    assert all(isinstance(field.words, type) and issubclass(field.words, StrEnum)
               for kind in KINDS for field in kind.fields if field.words is not None)
