"""What became of a list: of every line, every column, every sheet."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, overload

from campaign.core.errors import CampaignError
from campaign.service.intake.rows import Told
from campaign.sheets import Note

WHATS = ("new", "changed", "unchanged", "merged", "refused")


class Change(NamedTuple):
    field: str
    before: Any
    after: Any


class Added(Sequence[Change]):
    """The changes that a new record is: of thousands of them no more is kept than the record."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = values

    def __len__(self) -> int:
        return len(self._values)

    def __iter__(self) -> Iterator[Change]:
        return (Change(name, None, value) for name, value in self._values.items())

    @overload
    def __getitem__(self, at: int) -> Change: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Change]: ...

    def __getitem__(self, at: int | slice) -> Change | Sequence[Change]:
        return [*self][at]


class Taken(NamedTuple):
    """What became of one row of data."""

    at: str
    name: str
    what: str
    code: str | None = None
    changes: Sequence[Change] = ()
    errors: tuple[tuple[str, CampaignError], ...] = ()
    """Where, and why it was refused."""
    heads: tuple[str, ...] = ()
    """Of a refused row: the headings of its table, and its own cells as they are."""
    cells: tuple[str, ...] = ()
    stood: tuple[tuple[str, str], ...] = ()
    """Headings of columns that the table has not, as a line above it says what stands in them: and that."""
    twin: str = ""
    """Where the row stands that it was merged with."""


class Check(NamedTuple):
    """A sum or count that a list says of itself, and what its rows give."""

    at: str
    field: str
    """Empty: the number of rows."""
    said: str
    found: str
    agrees: bool
    typed: bool = False
    """It agrees when the amounts that are text are left out."""


class Report(NamedTuple):
    file: str
    sha256: str
    kind: str
    encoding: str
    rows: tuple[Taken, ...]
    lines: Mapping[str, int]
    columns_left: tuple[tuple[str, str], ...]
    """Heading and why."""
    sheets_left: tuple[tuple[str, str], ...]
    sheets_taken: tuple[str, ...]
    told: tuple[Told, ...]
    checks: tuple[Check, ...]
    notes: tuple[Note, ...]
    created: Mapping[str, tuple[str, ...]]
    """Kind → names of what was added because the list names it."""
    asked: tuple[tuple[str, str], ...] = ()
    """Code and field of each request."""
    seq: int = 0
    on: str = ""
    until: str = ""
    """Day of its reports, where that was not typed."""
    named: Mapping[str, str] = {}
    """Code → name of what was added."""

    def counts(self) -> dict[str, int]:
        found = dict.fromkeys(WHATS, 0)
        for row in self.rows:
            found[row.what] += 1
        return found

    @property
    def whole(self) -> bool:
        """Nothing was refused, no row and no column."""
        return all(row.what != "refused" for row in self.rows) and all(why != "no_unit" for _heading, why in self.columns_left)
