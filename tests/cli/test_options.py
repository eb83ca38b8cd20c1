"""What is typed into the option of a field arrives there, of every kind that has a command to change it."""

import pytest

from campaign.kinds import registry
from campaign.kinds.field import Field, Type
from campaign.kinds.kind import Kind
from tests.cli.conftest import Cli

THERE = {"project": "P0002", "blocker": "B0003", "land_task": "G0001", "approval": "A0001", "person": "M002", "county": "C02",
         "unit": "U03", "lead": "K0001", "trip": "R001", "event": "E001", "task_force": "T01", "dispatch": "D001", "case": "S001",
         "leader": "L03"}
"""One of each kind in the small city."""
TYPED = {Type.TEXT: "另一个说法", Type.MONEY: "7.7亿", Type.DAY: "D+45", Type.COUNT: "2", Type.QUANTITY: "99"}
PAST = "D+31"
ALSO = {("project", "suspended"): ["--review", "D+60"],
        ("blocker", "due"): ["--why", "等批复"],
        ("land_task", "due"): ["--why", "等批复"], ("approval", "due"): ["--why", "补正"],
        ("project", "finished"): ["--started", "D+1"],
        ("project", "plan_100"): ["--total", "8亿"],
        ("project", "planned_finish"): ["--planned-start", "D+1"], ("land_task", "measure"): ["--target", "99户"],
        ("trip", "first"): ["--to", "D+46"], ("project", "leader"): ["--yes"], ("lead", "leader"): ["--yes"],
        ("case", "county"): ["--project", ""]}
"""What else must be said with it."""
FIRST = {("approval", "expires"): ["grant", "A0001"]}
"""What else must be done before."""
OTHERWISE = {("blocker", "unit")}
KEYS = {("county", "division"): "group"}
"""What ``show`` calls it, where that is a word of SQL."""
"""Changed by another command alone."""
EDITED = [(kind, field) for kind in registry.kinds() if kind.name in THERE and "edit" in kind.keys for field in kind.editable
          if (kind.name, field.name) not in OTHERWISE]


def value(kind: Kind, field: Field, before: object) -> list[str]:
    option = field.options[0]
    if field.holds == Type.YES:
        return [f"--no-{option[2:]}" if before else option]
    if field.words is not None:
        return [option, next(word.value for word in field.words if word.value not in ("producing", "completed", before))]
    if field.reference:
        return [option, THERE[field.holds] if THERE[field.holds] != before else f"{THERE[field.holds][:-1]}1"]
    return [option, PAST if field.past else TYPED[Type(field.holds)]]


@pytest.mark.parametrize(("kind", "field"), EDITED, ids=[f"{kind.name}-{field.name}" for kind, field in EDITED])
def test_what_is_typed_for_a_field_is_stored(cli: Cli, kind: Kind, field: Field) -> None:
    code, verb = THERE[kind.name], kind.keys["edit"].verb
    cli(*FIRST.get((kind.name, field.name), ["info"]))
    before, key = cli("show", code, "--json").json(), KEYS.get((kind.name, field.name), field.name)
    done = cli(verb, code, *value(kind, field, before.get(key)), *ALSO.get((kind.name, field.name), ()))
    assert done.code == 0, done.err
    after = cli("show", code, "--json").json()
    assert after[key] != before[key], key


def test_a_zone_is_added_and_told_so(cli: Cli) -> None:
    """The form had it, the command line did not."""
    assert cli("add-county", "新区", "--zone", "--json").json()["zone"] is True
    assert cli("add-county", "老区", "--json").json()["zone"] is False
    assert cli("edit", "C01", "--zone").code == 0
    assert cli("show", "C01", "--json").json()["zone"] is True
    refused = cli("edit", "P0001", "--zone")
    assert refused.code == 2 and "P0001" in refused.err


def test_an_option_of_another_kind_is_refused_by_its_name(cli: Cli) -> None:
    for kind in registry.kinds():
        if "edit" not in kind.keys or kind.keys["edit"].verb != "edit":
            continue
        for field in registry.kind("project").editable:
            if field.options in {own.options for own in kind.editable} or (kind.name, field.name) == ("blocker", "name"):
                continue
            refused = cli("edit", THERE[kind.name], *value(kind, field, None))
            assert refused.code == 2 and THERE[kind.name] in refused.err, (kind, field.name)
