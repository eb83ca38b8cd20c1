"""What the kinds declare as targets and results, and the tables that rest on it, say the same: no new field is forgotten."""

from campaign.core import light_rules, retargeted, targets
from campaign.core.model.consent import RESULT_DAYS, What
from campaign.kinds import registry
from campaign.kinds.field import HELD, Nature, Type
from campaign.store import originals
from campaign.store.writes import results as decided
from campaign.words.enumerations import WORDS

NATURES = {(kind.name, field.name): field.nature for kind in registry.kinds() for field in (*kind.fields, *kind.hidden)}
ASKED_OF_VERBS = {"hold", "about"}
"""Fields of requests that no record has: a verb asks."""
OF_MANY = {("registered", "money")}
"""A result of every month, by which the row itself is known."""


def test_a_rule_of_what_is_free_is_of_a_target_or_a_result() -> None:
    assert {name for name in targets._RULES if NATURES.get(name) not in HELD} == set()


def test_every_day_of_a_result_is_declared_as_one() -> None:
    """Those of blockers and land tasks are no fields: nobody types them."""
    declared = {name for name, nature in NATURES.items() if nature is Nature.RESULT} - OF_MANY
    columns = {(kind, column) for kind, days in RESULT_DAYS.items() for column in days}
    assert columns - declared == {("blocker", "resolved"), ("land_task", "accepted")} and declared <= columns
    for kind, column in columns:
        assert column in registry.kind(kind).row._fields


def test_every_result_is_called_something_and_can_be_returned_or_stays() -> None:
    assert set(WORDS[What]) == {what.value for what in What}
    assert set(decided._ORDER) == set(What) and len(decided._ORDER) == len(What)


def test_what_a_light_rests_on_are_targets() -> None:
    rules = {rule.name for rule in light_rules.RULES}
    assert set(retargeted.RESTS_ON) <= {*rules, "suspended"}
    held = {field for (_kind, field), nature in NATURES.items() if nature is Nature.TARGET}
    assert {field for fields in retargeted.RESTS_ON.values() for field in fields} - held == ASKED_OF_VERBS
    assert {*retargeted.WHOLE, *retargeted._FIELDS} <= held


def test_originals_read_of_each_field_what_its_kind_holds() -> None:
    project = registry.kind("project").by_name
    numbers = {name for name in (*originals.NUMBERS, *originals.DATES) if name in project
               and project[name].holds in (Type.MONEY, Type.YES, Type.COUNT)}
    assert numbers == set(originals.NUMBERS)
    for kind in ("project", "blocker", "land_task", "approval"):
        for name, field in registry.kind(kind).by_name.items():
            if name in originals.JUDGED_FIELDS:
                assert (field.holds == Type.DAY) is (name in originals.DATES), (kind, name)
    assert set(retargeted._FIELDS) < set(originals.JUDGED_FIELDS)
