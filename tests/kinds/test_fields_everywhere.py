"""Every field of every kind has its option, and what the command line says of it is there in both languages."""

import pytest

from campaign import text
from campaign.cli.help import built
from campaign.kinds import registry
from campaign.kinds.field import Field
from campaign.kinds.kind import Kind

FIELDS = [(kind, field) for kind in registry.kinds() for field in kind.fields]
EACH = pytest.mark.parametrize(("kind", "field"), FIELDS, ids=[f"{kind.name}-{field.name}" for kind, field in FIELDS])
BY_HAND = {
    ("report", "crew_planned"): "crew", ("approval", "kind"): "kinds", ("dispatch", "person"): "who", ("funds", "on_day"): "on",
    ("merit", "person"): "subject", ("merit", "unit"): "subject", ("merit", "county"): "subject", ("person", "leader"): "board"}
"""Fields that are filled in by a parameter of another name: ``--crew N/M``, whom it is about, the column on the board."""
CHANGES = {"list_entry": {"list-set"}}
"""Commands that write one and belong to another kind."""


def commands(kind: Kind) -> dict[str, dict[str | None, str]]:
    """Commands that write one of a kind, with their parameters and what is said of each."""
    names = {kind.adds, *(verb.name for verb in kind.verbs), *CHANGES.get(kind.name, ())}
    if "edit" in kind.keys:
        names.add(kind.keys["edit"].verb)
    made = {name: built(name) for name in names}
    return {name: {param.name: getattr(param, "help", None) or "" for param in command.params}
            for name, command in made.items() if command is not None}


@EACH
def test_every_field_has_its_option(kind: Kind, field: Field) -> None:
    called = BY_HAND.get((kind.name, field.name), field.name)
    having = {name for name, params in commands(kind).items() if called in params}
    assert having
    if "edit" in kind.keys and field in kind.editable:
        assert kind.keys["edit"].verb in having


@EACH
def test_what_is_said_of_an_option_is_translated(kind: Kind, field: Field) -> None:
    said = {params[field.name] for params in commands(kind).values() if field.name in params} - {""}
    assert said or (kind.name, field.name) in BY_HAND
    for each in said:
        text.use("zh")
        assert text._(each) != each
        text.use("en")
        assert text._(each) == each
