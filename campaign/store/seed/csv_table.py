"""The CSV files of a seed folder: headers, cells with their places."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from campaign.clean import at_most, clean_counting, unguarded
from campaign.core.errors import BadInput, CampaignError, Refused
from campaign.sheets import SheetsError, decoding, delimited

TEXT_LIMIT = 1_000
FILE_LIMIT = 256 * 2**20
"""Bytes of one file: a million reports with their notes."""


def text_of(raw: bytes, name: str) -> str:
    """As every list is read (``campaign.sheets``). Raises ``CampaignError``: a folder has no option that names an encoding."""
    try:
        return decoding.decoded(raw, name)[0]
    except SheetsError as error:
        if error.key != "sheets_encoding":
            raise
        raise BadInput("bad_encoding", guess=error.params["guess"]) from None


class BadCell(NamedTuple):
    """One thing that is wrong, and where: the header is line 1."""

    file: str
    line: int
    column: str
    error: CampaignError


class SeedRefused(Refused):
    """Nothing was loaded; ``cells`` lists everything that is wrong."""

    def __init__(self, cells: list[BadCell]) -> None:
        super().__init__("seed_refused", count=len(cells))
        self.cells = cells


class Line:
    """One row of a file: its cells by column, and a way to note what is wrong with one of them."""

    def __init__(self, file: str, number: int, cells: dict[str, str], bad: list[BadCell], absent: set[str]) -> None:
        self.file = file
        self.number = number
        self.cells = cells
        self.bad = bad
        self._absent = absent
        """Columns that the header lacks and that nobody has complained of: shared with the other rows, each of which would."""
        self._complained: set[str] = set()

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    @property
    def wrong(self) -> bool:
        """Whether anything in it was complained of."""
        return bool(self._complained)

    def complain(self, column: str, error: CampaignError) -> None:
        """Note what is wrong with a cell, once: what follows from it is no news."""
        if column in self._complained:
            return
        self._complained.add(column)
        if column not in self.cells and error.key == "field_empty":
            if column in self._absent:
                self._absent.remove(column)
                self.bad.append(BadCell(self.file, 1, column, BadInput("no_column", text=column)))
            return
        self.bad.append(BadCell(self.file, self.number, column, error))


class Table:
    """A file of the folder, read whole. Missing files are empty tables."""

    def __init__(self, folder: Path, name: str, columns: Iterable[str], bad: list[BadCell]) -> None:
        self.name = name
        self.lines: list[Line] = []
        self.dropped = 0
        """Invisible characters that the text gate took out."""
        self.source: dict[str, object] | None = None
        self.unread = False
        """Nothing in it could be understood: what others say about it is no news."""
        self._absent: set[str] = set()
        path = folder / name
        if not path.is_file():
            return
        with path.open("rb") as file:
            raw = at_most(file, FILE_LIMIT)
        if raw is None:
            self._give_up(1, BadInput("file_long", limit=FILE_LIMIT // 2**20), bad)
            return
        try:
            self._read(text_of(raw, name), tuple(columns), bad)
        except CampaignError as error:
            line = error.params.get("line", 1)
            self._give_up(line if isinstance(line, int) else 1, error, bad)
            return
        self.source = {"file": name, "count": len(self.lines), "sha256": hashlib.sha256(raw).hexdigest()}

    def __iter__(self) -> Iterator[Line]:
        return iter(self.lines)

    def _read(self, text: str, columns: tuple[str, ...], bad: list[BadCell]) -> None:
        header: list[str] | None = None
        for line, row in delimited.rows(text, self.name):
            if not any(cell.strip() for cell in row):
                continue
            if header is None:
                header = [cell.strip().lower() for cell in row]
                self._check_header(header, columns, bad)
                if self.unread:
                    return
            else:
                self._add(header, row, line, bad)

    def _give_up(self, line: int, error: CampaignError, bad: list[BadCell]) -> None:
        self.unread = True
        bad.append(BadCell(self.name, line, "", error))

    def _check_header(self, header: list[str], columns: tuple[str, ...], bad: list[BadCell]) -> None:
        wrong = [column for column in header if column not in columns]
        twins = [column for number, column in enumerate(header) if column in header[:number] and column in columns]
        if wrong:
            error = BadInput("bad_column", text=", ".join(wrong), words=", ".join(columns))
            bad.append(BadCell(self.name, 1, wrong[0], error))
        bad += [BadCell(self.name, 1, column, BadInput("twin_column", text=column)) for column in dict.fromkeys(twins)]
        self.unread = len(wrong) == len(header)
        self._absent = set() if wrong else set(columns).difference(header)  # one of the wrong ones is what is missed

    def _add(self, header: list[str], row: list[str], number: int, bad: list[BadCell]) -> None:
        line = Line(self.name, number, dict.fromkeys(header, ""), bad, self._absent)
        for extra in row[len(header):]:
            if extra.strip():
                line.complain(str(len(header) + 1), BadInput("extra_cell", text=extra[:40]))
                break
        for column, cell in zip(header, row, strict=False):
            try:
                line.cells[column], dropped = clean_counting(unguarded(delimited.plain(cell)), TEXT_LIMIT)
                self.dropped += dropped
            except CampaignError as error:
                line.complain(column, error)
        self.lines.append(line)
