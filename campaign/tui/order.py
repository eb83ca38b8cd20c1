"""The order of a long list: chosen, grouped, sorted; and kept so while a few of its rows change."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple, TypeAlias

Value: TypeAlias = Any
"""What rows are sorted by: of one kind within a list, or None, which stands last in both directions."""

HEADER = "#"
"""Begins the key of a group's header; codes begin with a letter."""


class Changed(NamedTuple):
    """What ``Order.change`` did."""

    moved: bool
    """Keys came, went, or changed places."""
    stale: frozenset[str]
    """Keys (rows and headers) whose drawing is out of date."""


class Order:
    """Rows by code. Making it costs a call of ``group`` and ``value`` per row; ``change`` only one per changed row."""

    def __init__(
        self,
        codes: Iterable[str],
        value: Callable[[str], Value],
        *,
        group: Callable[[str], str] | None = None,
        rank: Callable[[str, Sequence[str]], Any] = lambda group, codes: group,
        reverse: bool = False,
    ) -> None:
        """``rank`` gives the sort key of a group from its name and its rows; without ``group`` there are no headers."""
        self._value, self._group, self._rank, self._reverse = value, group, rank, reverse
        self._keys: dict[str, tuple[bool, Value, int]] = {}
        self._where: dict[str, str] = {}
        self.groups: dict[str, list[str]] = {}
        for code in codes:
            self._put(code)
        for rows in self.groups.values():
            self._sort(rows)
        self._ranks = {name: rank(name, rows) for name, rows in self.groups.items()} if group else {}

    def ask(
        self,
        value: Callable[[str], Value],
        group: Callable[[str], str] | None,
        rank: Callable[[str, Sequence[str]], Any],
    ) -> None:
        """Ask these from now on, which say the same of every row that has not changed."""
        self._value, self._group, self._rank = value, group, rank

    def __contains__(self, code: str) -> bool:
        return code in self._keys

    def __len__(self) -> int:
        return len(self._keys)

    def flat(self) -> tuple[list[str], frozenset[str]]:
        """Keys from top to bottom, and which of them are headers."""
        if self._group is None:
            return list(self.groups.get("", ())), frozenset()
        keys: list[str] = []
        for name in sorted(self.groups, key=self._ranks.__getitem__):
            keys.append(HEADER + name)
            keys.extend(self.groups[name])
        return keys, frozenset(HEADER + name for name in self.groups)

    def change(self, codes: Iterable[str], wanted: Callable[[str], bool]) -> Changed:
        """Follow changes of these rows; ``wanted`` says which of them belong in the list now."""
        stale: set[str] = set()
        unsorted: set[str] = set()
        moved = False
        for code in codes:
            was, key = self._where.get(code, ""), self._keys.get(code)
            if key is not None:
                stale.add(code)
            if wanted(code):
                group, new = self._of(code)
                if key is None or was != group:
                    if key is not None:
                        self._drop(code, was)
                    self._put(code)
                    unsorted.add(group)
                    moved = True
                elif key != new:
                    self._keys[code] = new
                    unsorted.add(group)
                stale.add(code)
                if self._group is not None:
                    stale.add(HEADER + group)
            elif key is not None:
                self._drop(code, was)
                moved = True
            if key is not None and self._group is not None:
                stale.add(HEADER + was)
        for name in unsorted:
            rows = self.groups.get(name, [])
            before = None if moved else list(rows)
            self._sort(rows)
            moved = moved or before != rows
        return Changed(self._rerank(stale) or moved, frozenset(stale))

    def _rerank(self, stale: Iterable[str]) -> bool:
        """Whether a group has a new rank."""
        moved = False
        for key in stale:
            if key.startswith(HEADER):
                name = key[len(HEADER) :]
                rows = self.groups.get(name)
                rank = self._rank(name, rows) if rows else None
                if rank != self._ranks.get(name):
                    moved = True
                    if rows:
                        self._ranks[name] = rank
                    else:
                        self._ranks.pop(name, None)
        return moved

    def _of(self, code: str) -> tuple[str, tuple[bool, Value, int]]:
        value, number = self._value(code), int(code[1:])
        missing = value is None
        # With reverse=True what compares greatest comes first: missing values and equals must still come as they did.
        key = (not missing, () if missing else value, -number) if self._reverse else (missing, () if missing else value, number)
        return "" if self._group is None else self._group(code), key

    def _put(self, code: str) -> None:
        group, self._keys[code] = self._of(code)
        if self._group is not None:
            self._where[code] = group
        self.groups.setdefault(group, []).append(code)

    def _drop(self, code: str, group: str) -> None:
        rows = self.groups[group]
        rows.remove(code)
        if not rows:
            del self.groups[group]
        del self._keys[code]
        self._where.pop(code, None)

    def _sort(self, rows: list[str]) -> None:
        rows.sort(key=self._keys.__getitem__, reverse=self._reverse)
