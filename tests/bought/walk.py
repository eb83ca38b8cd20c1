"""Each plain field of each kind, changed as staff to several values: by the verb that edits it, or that writes it."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from campaign.core import roles
from campaign.core.model.people import Role
from campaign.kinds import registry
from campaign.kinds.field import Field, Nature, Type
from campaign.kinds.kind import Kind
from tests.bought.verbs import DAYS, MONEY, TEXT, VALUES

BY_HAND: Mapping[tuple[str, str], str] = {
    ("blocker", "unit"): "assign {code} --unit {value}", ("list_entry", "state"): "list-set P0010 special_bond --state {value}",
    ("list_entry", "deadline"): "list-set P0010 special_bond --deadline {value}",
    ("list_entry", "note"): "list-set P0010 special_bond --note {value}",
    ("lead", "stage"): "advance {code} {value}", ("lead", "next_step"): "advance {code} --next {value}",
    ("lead", "next_on"): "advance {code} --next 选址 --next-on {value}",
    ("lead", "project"): "advance {code} landed --project {value}", ("lead", "dropped"): "advance {code} --drop {value}",
    ("funds", "source"): "fund P0010 +0 --source {value}", ("visit", "channel"): "visit P0010 --channel {value}",
    ("visit", "on_day"): "visit P0010 --on {value}", ("visit", "solved"): "visit P0010 --solved {value}"}
"""By a verb of their own."""
NEVER: Mapping[str, frozenset[str]] = {
    "report": frozenset({"project", "on_day"}), "funds": frozenset({"project", "on_day"}),
    "registered": frozenset({"project", "month"}), "visit": frozenset({"project"}), "list_entry": frozenset({"project", "list"}),
    "approval": frozenset({"project", "kind"})}
"""What names the row: it is another row then."""
BESIDE = frozenset({"learned", "answer"})
"""Verbs that write beside what the row says."""
CODES = frozenset(("P0001", "P0010", "P0011", "P0013", "P0014", "P0015", "P0016", "P0018", "B0001", "B0006", "B0007", "B0009",
                   "B0011", "G0001", "G0003", "G0004", "A0001", "A0004", "A0006", "A0008"))
"""Of the kinds with many rows those that differ."""


class Change(NamedTuple):
    kind: str
    field: str
    lines: tuple[str, ...]


def changes() -> Iterator[Change]:
    """All that staff may try; of the kinds that headquarters alone write nothing."""
    for kind in registry.kinds():
        for field in kind.by_name.values():
            if field.nature is not Nature.PLAIN or field.name in NEVER.get(kind.name, ()):
                continue
            lines = tuple(_lines(kind, field))
            if lines:
                yield Change(kind.name, field.name, lines)


def out_of_reach(kind: Kind) -> bool:
    """Whether every verb that writes one of its fields is of headquarters."""
    verbs = registry.all_verbs()
    names = {kind.adds, *(verb.name for verb in kind.verbs), *(key.verb for key in kind.keys.values() if key.verb)} - BESIDE
    return all(name not in verbs or not verbs[name].past or roles.at_least(verbs[name].least, Role.HQ) for name in names)


def _lines(kind: Kind, field: Field) -> Iterator[str]:
    by_hand = BY_HAND.get((kind.name, field.name))
    known = tuple(code for code in VALUES["code"] if registry.of(code) is kind)
    codes = tuple(code for code in known if code in CODES) or known
    for value in _values(field):
        quoted = f"'{value}'"
        if by_hand is not None:
            yield from dict.fromkeys(by_hand.format(code=code, value=quoted) for code in codes or ("",))
        elif field in kind.editable and "edit" in kind.keys and kind.keys["edit"].verb == "edit":
            option = max(field.options, key=len)
            for code in codes:
                yield f"edit {code} --{'no-' * (value == 'no')}{option[2:]}" if field.holds == Type.YES \
                    else f"edit {code} {option} {quoted}"


def _values(field: Field) -> tuple[str, ...]:
    if field.reference:
        return VALUES.get(field.holds, TEXT)[:4]
    if field.words is not None:
        return tuple(word.value for word in field.words)
    return {Type.MONEY: (MONEY[0], MONEY[-1], ""), Type.DAY: (*DAYS[::2], ""), Type.COUNT: ("0", "3", ""),
            Type.YES: ("yes", "no")}.get(Type(field.holds), (*TEXT, ""))
