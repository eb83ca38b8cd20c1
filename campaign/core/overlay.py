"""A table that is never copied: what was changed lies over what was read.

To copy a dict is a look at every entry. Fifty dashboards that each did so with ten thousand projects for every write spent half
their time on rows that nobody had touched, and in a forked session each look took a page of memory away from what all share.
"""

from collections.abc import ItemsView, Iterator, Mapping, MutableMapping, ValuesView
from itertools import chain
from typing import Any, Final, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")
MOST = 512
"""Changes that lie over a table before it is made anew: to copy them is then no longer nothing."""
_GONE: Final = object()


class Overlay(MutableMapping[Key, Value]):
    """As a ``dict``, order included; but a copy costs what was changed since it was made, whatever lies below.

    ``of`` takes a dict that nobody changes from then on.
    """

    __slots__ = ("_below", "_gone", "_new", "_over")

    def __init__(self, below: Mapping[Key, Value], over: dict[Key, Any], new: int, gone: int) -> None:
        self._below, self._over = below, over
        self._new, self._gone = new, gone
        """How many of ``_over`` are not in ``_below``, and how many say that what is there is gone."""

    @classmethod
    def of(cls, rows: Mapping[Key, Value]) -> "Overlay[Key, Value]":
        """A copy of ``rows``."""
        return rows.copy() if isinstance(rows, cls) else cls(rows, {}, 0, 0)

    def copy(self) -> "Overlay[Key, Value]":
        if len(self._over) > MOST:
            return Overlay(dict(self.items()), {}, 0, 0)
        return Overlay(self._below, self._over.copy(), self._new, self._gone)

    def __getitem__(self, key: Key) -> Value:
        if key in self._over:
            value: Value = self._over[key]
            if value is _GONE:
                raise KeyError(key)
            return value
        return self._below[key]

    def get(self, key: Key, default: Any = None) -> Any:
        value = self._over.get(key, self)
        return self._below.get(key, default) if value is self else default if value is _GONE else value

    def __contains__(self, key: object) -> bool:
        return self._over[key] is not _GONE if key in self._over else key in self._below

    def __len__(self) -> int:
        return len(self._below) + self._new - self._gone

    def __setitem__(self, key: Key, value: Value) -> None:
        if self._over.get(key) is _GONE:  # it stands last from now on
            self._below = dict(self.items())
            self._over, self._new, self._gone = {}, 0, 0
        if key not in self._over and key not in self._below:
            self._new += 1
        self._over[key] = value

    def __delitem__(self, key: Key) -> None:
        if key not in self:
            raise KeyError(key)
        if key in self._below:
            self._over[key] = _GONE
            self._gone += 1
        else:
            del self._over[key]
            self._new -= 1

    def __iter__(self) -> Iterator[Key]:
        if not self._over:
            return iter(self._below)
        over, found = self._over, iter(self._below)
        if self._gone:
            found = (key for key in found if over.get(key) is not _GONE)
        return chain(found, self._added()) if self._new else found

    def values(self) -> ValuesView[Value]:
        return _Values(self)

    def items(self) -> ItemsView[Key, Value]:
        return _Items(self)

    def each(self) -> Iterator[Value]:
        """The values, as fast as a dict has them."""
        over = self._over
        if not over:
            return iter(self._below.values())
        found: Iterator[Value] = map(over.get, self._below, self._below.values())
        if self._gone:
            found = (value for value in found if value is not _GONE)
        return chain(found, map(over.__getitem__, self._added())) if self._new else found

    def _added(self) -> list[Key]:
        return [key for key in self._over if key not in self._below]


class _Values(ValuesView[Value]):
    _mapping: Overlay[Any, Value]

    def __iter__(self) -> Iterator[Value]:
        return self._mapping.each()


class _Items(ItemsView[Key, Value]):
    _mapping: Overlay[Key, Value]

    def __iter__(self) -> Iterator[tuple[Key, Value]]:
        return zip(self._mapping, self._mapping.each(), strict=True)
