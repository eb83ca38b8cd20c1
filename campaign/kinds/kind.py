"""A kind of record: its letter, table and row, what can be filled in, and what can be done to it."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from campaign.core import codes
from campaign.kinds.field import Field
from campaign.kinds.verb import Foot, Key, Verb, look


class Kind:
    """One kind, declared once. Compared by identity: there is one of each."""

    def __init__(self, name: str, table: str, row: type[Any], fields: tuple[Field, ...], verbs: tuple[Verb, ...] = (),
                 keys: Mapping[str, Key] | None = None, *, label: str, called: str = "name", found: bool = True, adds: str = "",
                 lists: str = "", hidden: tuple[Field, ...] = (), unasked: str = "") -> None:
        """``keys``: action of the dashboard → what it means on one. ``label`` is English, marked with ``N_``. ``called`` is the
        column that holds its name; ``found``: people may type the name instead of the code. ``adds`` is the verb that makes one,
        if it is not called ``add-`` and the name; ``lists`` the command that lists them, which everybody may look at.
        ``hidden`` are fields that no form edits and the log tells. ``unasked``: why the dashboard has no form of it.
        """
        self.name, self.table, self.row, self.fields = name, table, row, fields
        self.lists, self.verbs = lists, (*(look(lists) if lists else ()), *verbs)
        self.keys: Mapping[str, Key] = keys or {}
        self.label, self.called, self.found, self.hidden, self.unasked = label, called, found, hidden, unasked
        self.adds = adds or f"add-{name.replace('_', '-')}"

    def __repr__(self) -> str:
        return f"Kind({self.name!r})"

    @property
    def letter(self) -> str | None:
        """The first of its codes, None for rows that have none of their own."""
        found = codes.KINDS.get(self.name)
        return found[0] if found else None

    def footer(self, foot: Foot) -> tuple[str, ...]:
        """Actions of its keys that the footer names there."""
        return tuple(action for action, key in self.keys.items() if key.verb and key.foot >= foot)

    @cached_property
    def by_name(self) -> Mapping[str, Field]:
        """Its fields, those of the log included."""
        return {field.name: field for field in (*self.fields, *self.hidden)}

    @cached_property
    def editable(self) -> tuple[Field, ...]:
        return tuple(field for field in self.fields if not field.fixed)
