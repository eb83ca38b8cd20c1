"""The order of a long list: chosen, grouped, sorted; and kept so while a few of its rows change.

What rows are sorted by, and where they stand, is found anew whenever it is needed: kept for ten thousand rows it would cost
each dashboard megabytes.
"""

from bisect import insort
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

Value: TypeAlias = Any
"""What rows are sorted by: of one kind within a list, or None, which stands last in both directions."""

HEADER = "#"
"""Begins the key of a group's header; codes begin with a letter."""
MANY = 100
"""Changed rows of one group from which on sorting it is quicker than putting each in its place."""


def by_pinyin(text: str) -> bytes:
    """The common characters stand in GB18030 in the order of their pinyin."""
    return text.encode("gb18030", "replace")


def less(amount: int | None) -> Value:
    """The larger first."""
    return None if amount is None else -amount


class Changed(NamedTuple):
    """What ``Order.change`` did."""

    moved: bool
    """Keys came, went, or changed places."""
    stale: frozenset[str]
    """Keys (rows and headers) whose drawing is out of date."""


class Order:
    """Rows by code. Making it costs a call of ``group`` and ``value`` per row; ``change`` a dozen per changed row, and a look at
    all codes."""

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
        self.groups: dict[str, list[str]] = {}
        """Name → codes as they stand below its header."""
        for code in codes:
            self.groups.setdefault("" if group is None else group(code), []).append(code)
        for rows in self.groups.values():
            rows.sort(key=self._key)
        self._ranks = {name: rank(name, rows) for name, rows in self.groups.items()} if group else {}

    def ask(
        self,
        value: Callable[[str], Value],
        group: Callable[[str], str] | None,
        rank: Callable[[str, Sequence[str]], Any],
    ) -> None:
        """Ask these from now on, which say the same of every row that has not changed."""
        self._value, self._group, self._rank = value, group, rank

    def __len__(self) -> int:
        return sum(map(len, self.groups.values()))

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
        changed = list(dict.fromkeys(codes))
        comes: dict[str, list[str]] = {}
        moved = False
        where = self._where(changed)
        for code in changed:
            was = where.get(code)
            name = ("" if self._group is None else self._group(code)) if wanted(code) else None
            moved = moved or was != name
            if was is not None or name is not None:
                stale.add(code)
            if self._group is not None:
                stale.update(HEADER + group for group in (was, name) if group is not None)
            if name is not None:
                comes.setdefault(name, []).append(code)
        # All that changed leaves before any of it comes back: a row finds its place among those that stand right.
        before = {name: list(self.groups.get(name, ())) for name in comes} if not moved else {}
        self._take_out(where)
        for name, some in comes.items():
            self._put_in(name, some)
        moved = moved or any(rows != self.groups[name] for name, rows in before.items())
        return Changed(self._rerank(stale) or moved, frozenset(stale))

    def _where(self, codes: Iterable[str]) -> dict[str, str]:
        """The groups in which these codes stand, of those that stand in any."""
        some = set(codes)
        return {code: name for name, rows in self.groups.items() for code in some.intersection(rows)}

    def _take_out(self, where: Mapping[str, str]) -> None:
        goes: dict[str, set[str]] = {}
        for code, name in where.items():
            goes.setdefault(name, set()).add(code)
        for name, some in goes.items():
            rows = self.groups[name]
            if len(some) > MANY:
                rows[:] = [code for code in rows if code not in some]
            else:
                for code in some:
                    rows.remove(code)
            if not rows:
                del self.groups[name]

    def _put_in(self, name: str, codes: Sequence[str]) -> None:
        rows = self.groups.setdefault(name, [])
        if len(codes) > MANY:
            rows.extend(codes)
            rows.sort(key=self._key)
        else:
            for code in codes:
                insort(rows, code, key=self._key)

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

    def _key(self, code: str) -> tuple[bool, Any, int]:
        """Missing values last, equals by their numbers, whichever way the list is turned."""
        value = self._value(code)
        missing = value is None
        try:
            number = int(code[1:])
        except ValueError:  # what has no code keeps the order in which it came
            number = 0
        return missing, () if missing else _Backwards(value) if self._reverse else value, number


class _Backwards:
    """Compares the other way round."""

    __slots__ = ("value",)

    def __init__(self, value: Value) -> None:
        self.value = value

    def __lt__(self, other: "_Backwards") -> bool:
        return bool(other.value < self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Backwards) and bool(self.value == other.value)

    __hash__ = None  # type: ignore[assignment]
