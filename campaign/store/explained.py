"""Does the log explain every row? Asked by ``doctor`` and before a restore.

What the log says is taken from the rows as they are, back to what the campaign was founded with; of that the log has a digest
(``founded``). A row that is not as the log left it is named, and then taken as it should be, so that it hides no other. What
founds a campaign anew, a restore of what the log did not explain, begins anew here too.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from heapq import merge
from operator import itemgetter
from typing import Any

from campaign.kinds import registry
from campaign.store import audit
from campaign.store.engine.connection import Connection
from campaign.store.founded import APART, FOUNDED, Table, digest, tables
from campaign.store.sound import Flaw

ADDED, GONE, OTHER = "+", "-", "~"
"""What a flaw of whole rows says: one that nothing explains; one that is missing; a table not as it was founded."""
CODED = tuple(registry.kind(name).table for name in registry.CODED)
"""Tables whose rows have codes."""
_Key = tuple[Any, ...]
_Cells = dict[str, Any]


class _Told:
    """What the log says of one table."""

    def __init__(self) -> None:
        self.left: dict[_Key, _Cells | None] = {}
        """The columns that it last told of; None: the row is gone."""
        self.first: dict[_Key, _Cells | None] = {}
        """What they were at the founding; None: the row was not there."""
        self.versions: dict[_Key, int] = {}
        self.lifted = 0
        """By what restores have raised all versions."""
        self.numbers: dict[str, int] = {}
        """Letter of the codes → least number added."""

    def add(self, key: _Key, before: _Cells | None, after: _Cells | None, undone: bool) -> None:
        first = self.first.setdefault(key, None if before is None else {})
        if first is not None:
            for column, value in (before or {}).items():
                first.setdefault(column, value)
        if before is not None and after is not None and "version" in after:  # not what an undo says: it moves on, too
            self.versions[key] = self.versions.get(key, 1) + 1
        elif before is None and after is not None:
            self.versions[key] = after.get("version", 1) - self.lifted
        if after is None:
            self.left[key] = None
            return
        if before is None and not undone:
            letter, number = _numbered(key)
            self.numbers[letter] = min(number, self.numbers.get(letter, number))
        self.left[key] = {**(self.left.get(key) or {}), **after}

    def is_late(self, key: _Key) -> bool:
        """Whether a row came after one that the log tells of, by its number: numbers only go up."""
        letter, number = _numbered(key)
        return number > 0 and 0 < self.numbers.get(letter, 0) < number


class _Log:
    """What the log says since the campaign was founded."""

    def __init__(self, connection: Connection, shapes: dict[str, Table]) -> None:
        self.tables: dict[str, _Told] = defaultdict(_Told)
        self.founded: dict[str, _Cells] | None = None
        """Table → its digest; None when the program of that time made none."""
        self.counters: dict[str, int] | None = None
        """The highest number of each letter; None when not all of them are told."""
        self.versions = True
        """Whether it is known what all versions should be."""
        for verb, text in connection.execute("SELECT verb, changes FROM audit ORDER BY seq"):
            if verb == audit.REFUSED:
                continue
            changes = json.loads(text)
            if verb == "init":
                self.founded = {}
            for change in changes:
                if change["table"] == FOUNDED:
                    self._begin(change["after"], anew=verb == "restore")
            if verb == "restore":
                self._restored(changes[0]["after"])
                continue
            for change in changes:
                if change["table"] in shapes:  # else a file of the seed
                    self._add(shapes[change["table"]], change, verb == "undo")

    def _begin(self, after: _Cells, anew: bool) -> None:
        self.tables = defaultdict(_Told)
        self.tables["campaign"].add((1,), None, after["campaign"], undone=False)
        self.founded, self.counters = after["tables"], dict(after["counters"])
        self.versions = not anew

    def _restored(self, after: _Cells) -> None:
        if "versions" not in after:  # the program of that time did not tell
            self.versions, self.counters = False, None
            return
        for table, by in after["versions"].items():
            self.tables[table].lifted += by
        self._given(after["counters"])

    def _add(self, table: Table, change: _Cells, undone: bool) -> None:
        before, after = change["before"], change["after"]
        cells = {**(before or {}), **(after or {}), **change["key"]}
        key = tuple(cells[name] for name in table.keys)
        self.tables[table.name].add(key, before, after, undone)
        if table.name in CODED and before is None:
            letter, number = _numbered(key)
            self._given({letter: number})

    def _given(self, numbers: dict[str, int]) -> None:
        if self.counters is not None:
            for letter, number in numbers.items():
                self.counters[letter] = max(number, self.counters.get(letter, 0))


def unexplained(connection: Connection) -> Iterator[Flaw]:
    """Rows that are not as the log left them: changed, gone, or there without a row of the log; in the transaction that is open.

    Where the log knows only that a table is not what it was founded with, the table is named, with an empty key. Of a seed from
    before there were digests its rows are known where something was written about them later, or something was added after them.
    """
    shapes = {table.name: table for table in tables(connection)}
    log = _Log(connection, shapes)
    yield from _uncounted(connection, log)
    for table in shapes.values():
        if table.name == "campaign" or table.name not in APART:
            yield from _Compared(connection, table, log).flaws()


def is_founded(connection: Connection) -> bool:
    """Whether the log knows what the campaign was founded with, so that every row can be explained or not."""
    return any(FOUNDED in text or verb == "init" for verb, text in connection.execute(
        "SELECT verb, changes FROM audit WHERE verb IN ('init', 'seed', 'restore')"))


class _Compared:
    """One table, held against the log in one pass."""

    def __init__(self, connection: Connection, table: Table, log: _Log) -> None:
        self._connection, self._table, self._log, self._told = connection, table, log, log.tables[table.name]
        self._founded = None if log.founded is None or table.name == "campaign" else log.founded.get(table.name, {"rows": 0})
        columns = str((self._founded or {}).get("columns", "")).split()
        if not set(columns) <= set(table.columns):  # a later schema did away with one
            self._founded, columns = None, []
        self._summed = columns or table.columns
        self._columns = [*self._summed, *(column for column in table.columns if column not in self._summed)]
        self._places = [self._columns.index(name) for name in table.keys]
        self._flaws: list[Flaw] = []
        self._seen: set[_Key] = set()

    def flaws(self) -> list[Flaw]:
        told = self._told
        back = sorted(((key, self._cells(first)) for key, first in told.first.items()
                       if told.left[key] is None and first is not None), key=itemgetter(0))
        known = merge(self._present(), back, key=itemgetter(0)) if back else self._present()
        count, sha256 = digest(cells for _, cells in known)
        for key, after in told.left.items():
            if after is not None and key not in self._seen:
                self._flaw(key, "*", GONE)
        if self._table.versioned and self._log.versions:
            self._hold_versions()
        missing = any(flaw.value == GONE for flaw in self._flaws)  # its other cells are unknown
        if self._founded is not None and not missing and (
                count != self._founded["rows"] or (count and sha256 != self._founded["sha256"])):
            self._flaw((), "*", OTHER)
        return self._flaws

    def _flaw(self, key: _Key, column: str, value: object) -> None:
        self._flaws.append(Flaw(self._table.name, " ".join(map(str, key)), column, str(value)))

    def _cells(self, row: _Cells) -> list[Any]:
        return [row.get(column) for column in self._summed]

    def _present(self) -> Iterator[tuple[_Key, Any]]:
        """(key, cells) of the rows that were there at the founding, as they were then; flaws are noted on the way."""
        left, first, width = self._told.left, self._told.first, len(self._summed)
        none = self._founded is not None and not self._founded["rows"]
        doubted = bool(self._told.numbers)
        for row in self._table.rows(self._connection, self._columns):
            key = tuple([row[place] for place in self._places])
            if key not in left:
                if none or (doubted and self._told.is_late(key)):
                    self._flaw(key, "*", ADDED)
                else:
                    yield key, row[:width]
                continue
            self._seen.add(key)
            after, before = left[key], first[key]
            if after is None:
                self._flaw(key, "*", ADDED)
                continue
            cells = dict(zip(self._columns, row, strict=True))
            for column, value in after.items():
                if column in cells and cells[column] != value:
                    self._flaw(key, column, cells[column])
            if before is not None:
                yield key, self._cells({**cells, **after, **before})

    def _hold_versions(self) -> None:
        told, one = self._told.versions, 1
        for *key, version in self._table.rows(self._connection, [*self._table.keys, "version"]):
            if version != told.get(tuple(key), one) + self._told.lifted:
                self._flaw(tuple(key), "version", version)


def _uncounted(connection: Connection, log: _Log) -> Iterator[Flaw]:
    """Rows whose number is higher than any that was given out, and a highest number that nobody has given out."""
    last = dict(connection.execute("SELECT kind, last FROM counters"))
    for table in CODED:
        for (code,) in connection.execute(f"SELECT code FROM {table} NOT INDEXED"):
            letter, number = _numbered((code,))
            if number > last.get(letter, 0):
                yield Flaw(table, code, "*", ADDED)
    if log.counters is not None:
        for letter in sorted(last.keys() | log.counters.keys()):
            if last.get(letter, 0) != log.counters.get(letter, 0):
                yield Flaw("counters", letter, "last", str(last.get(letter, 0)))


def _numbered(key: _Key) -> tuple[str, int]:
    match = re.fullmatch("([A-Z]?)([0-9]{1,18})", str(key[0])) if len(key) == 1 else None
    return (match[1], int(match[2])) if match else ("", 0)
