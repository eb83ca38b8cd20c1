"""A list of a table as something that ``Search`` looks into."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Generic

from campaign.core.names import Entry, fold
from campaign.kinds import registry
from campaign.service import Session
from campaign.store.queries.names import named
from campaign.tables import filter_words
from campaign.tables.search import Described
from campaign.tables.signs import Signs, Way
from campaign.tables.table import L, R, Table
from campaign.words.reading import synonyms

ROOM = 300
"""Cells in which whatever a column draws has room for all its words."""
PLAIN = Signs(Way.ASCII)


class InTable(Generic[L, R]):
    """``screen`` says whose filter words are understood: those of a list that has some, else the keys of its records."""

    def __init__(self, table: Table[L, R], told: L, session: Session, screen: str = "") -> None:
        self.table, self.told, self.session, self.screen = table, told, session, screen
        self.rows: Mapping[str, Any] = told.rows

    def describe(self, code: str) -> Described:
        table, told, row = self.table, self.told, self.rows[code]
        shown = {column.key: column.cell(told, row)[0] if column.cell is not None
                 else " ".join(said for said, _tone in column.draw(told, row, ROOM, PLAIN)) if column.draw is not None else ""
                 for column in table.columns}
        called = shown.get("name") or shown.get("title") or "" if table.called is None else table.called(told, row)
        return Described(called, shown.values(), table.about(told, row) if table.about is not None else ())

    def name(self, code: str) -> str | None:
        return self.told.situation.name_of(code)

    def entries(self, kind: str) -> Iterable[Entry]:
        return stored(self.session, kind)

    def test(self, word: str) -> Callable[[str], bool] | None:
        found = filter_words.test(self.session, self.told.situation, self.screen, self.rows, word)
        key, sign, typed = word.partition("=")
        record, told, rows, wanted = self.table.record, self.told, self.rows, fold(typed)
        first = next(iter(rows.values()), None)
        if found is not None or not sign or record is None or first is None or key not in record(told, first):
            return found
        name, known = f"{key}_name", dict[tuple[str, object], bool]()  # thousands of records say the same few words

        def fits(code: str) -> bool:
            row = record(told, rows[code])
            said = value if isinstance(value := row[key], str) else str(value), row.get(name)
            if said not in known:
                known[said] = _is(row, key, wanted)
            return known[said]

        return fits


def stored(session: Session, kind: str) -> Iterable[Entry]:
    """Names and search keys of everything of a kind that has some stored."""
    return named(session.store, kind) if kind in registry.CODED and registry.kind(kind).found else ()


def _is(record: Mapping[str, Any], key: str, wanted: str) -> bool:
    """Whether a record has this value, folded: a code, a word as it is written, or the beginning of a name."""
    found = record[key]
    texts = [str(found), *(synonyms(found) if isinstance(found, str) else ()), str(record.get(f"{key}_name") or "")]
    return any(fold(text).startswith(wanted) for text in texts)
