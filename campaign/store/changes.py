"""What one write changes, row by row and in order, as the audit will have it."""

import json
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, overload

SEPARATOR = b", "


class Changes(Sequence[dict[str, Any]]):
    """Each has ``table``, ``key``, ``before`` and ``after``. Those of a list with thousands of rows are kept as the text that the
    audit has of them, in a quarter of the room (``pack``).
    """

    def __init__(self, changes: Iterable[dict[str, Any]] = ()) -> None:
        self._text = bytearray(b"[")
        self._ends = array("q", [1 - len(SEPARATOR)])
        self._open = [*changes]

    def append(self, change: dict[str, Any]) -> None:
        self._open.append(change)

    def extend(self, changes: Iterable[dict[str, Any]]) -> None:
        self._open.extend(changes)

    def pack(self, changes: Iterable[dict[str, Any]] = ()) -> None:
        """These too, and nothing of what is there will be changed any more."""
        for change in (*self._open, *changes):
            if len(self._ends) > 1:
                self._text += SEPARATOR
            self._text += _text(change)
            self._ends.append(len(self._text))
        self._open.clear()

    def text(self) -> bytearray:
        """Of all of them, as JSON. It is the last that is asked."""
        self.pack()
        self._text += b"]"
        return self._text

    def pieces(self) -> Iterator[str]:
        """That text, a change at a time."""
        for begin, end in pairwise(self._ends):
            yield self._text[begin + len(SEPARATOR):end].decode()

    def __len__(self) -> int:
        return len(self._ends) - 1 + len(self._open)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for piece in self.pieces():
            yield json.loads(piece)
        yield from self._open

    @overload
    def __getitem__(self, at: int) -> dict[str, Any]: ...

    @overload
    def __getitem__(self, at: slice) -> list[dict[str, Any]]: ...

    def __getitem__(self, at: int | slice) -> dict[str, Any] | list[dict[str, Any]]:
        if isinstance(at, int) and -len(self._open) <= at < 0:
            return self._open[at]
        return [*self][at]


def _text(change: Mapping[str, Any]) -> bytes:
    return json.dumps(change, ensure_ascii=False).encode()
