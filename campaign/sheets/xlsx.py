"""The second look at .xlsx (ECMA-376): its parts are XML in a zip file."""

import posixpath
import re
from collections.abc import Iterable, Iterator

from campaign.sheets.archive import Archive, local
from campaign.sheets.look import Look, Looks
from campaign.sheets.number_formats import BUILT_IN

_range = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")
_row = re.compile(rb"<(?:\w+:)?row[\s/>]")
_first_row = re.compile(rb"<(?:\w+:)?row\b[^<>]* r=")
_written = (b"<v", b"<f", b"<is", b"</sheetData", b":row")
"""What rows in which anything stands have; where names of elements have prefixes, all rows are looked at."""
COLUMNS = 16_384


def workbook(archive: Archive) -> str | None:
    """The part that lists the sheets, if this is a workbook."""
    return _target(archive, "_rels/.rels", "", "/officeDocument") if "_rels/.rels" in archive.parts else None


def looks(archive: Archive, book: str) -> Looks:
    found = Looks(macros=any(part.endswith("vbaProject.bin") for part in archive.parts),
                  links=any("/externalLinks/" in part for part in archive.parts))
    folder, file = posixpath.split(book)
    related = _related(archive, f"{folder}/_rels/{file}.rels", folder)
    parts: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet":
            kind, part = related.get(local(attributes, "id"), ("", ""))
            found.sheets.append(Look(archive.name, attributes.get("name", ""), attributes.get("state", "visible") != "visible",
                                     kind.endswith("/worksheet") and part in archive.parts))
            parts.append(part)
        elif tag == "workbookPr":
            found.from_1904 = attributes.get("date1904") in ("1", "true")

    archive.parse(archive.chunks(book), start)
    styles = next((part for kind, part in related.values() if kind.endswith("/styles")), "")
    if styles in archive.parts:
        found.formats = _formats(archive, styles)
    for look, part in zip(found.sheets, parts, strict=True):
        if look.cells:
            _Reader(look).read(archive, part)
    return found


def _related(archive: Archive, rels: str, folder: str) -> dict[str, tuple[str, str]]:
    """Id → what a part is and where."""
    found = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[attributes.get("Id", "")] = (attributes.get("Type", ""), part)

    if rels in archive.parts:
        archive.parse(archive.chunks(rels), start)
    return found


def _target(archive: Archive, rels: str, folder: str, kind: str) -> str | None:
    return next((part for found, part in _related(archive, rels, folder).values() if found.endswith(kind)), None)


def _formats(archive: Archive, part: str) -> list[str]:
    codes = dict(BUILT_IN)
    formats: list[str] = []
    inside = ""

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        if tag == "numFmt":
            codes[_number(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif tag in ("cellXfs", "cellStyleXfs", "dxfs"):
            inside = tag
        elif tag == "xf" and inside == "cellXfs":
            formats.append(codes.get(_number(attributes.get("numFmtId")), "General"))

    archive.parse(archive.chunks(part), start)
    return formats


def _number(text: str | None, default: int = 0) -> int:
    return int(text) if text is not None and text.isdecimal() and len(text) < 10 else default


def _place(letters: str) -> int:
    """AA → 26."""
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column - 1


def _without_empty_rows(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """A million rows that are only formatted cost no more than a search in their text.

    Whole rows are left out, a piece of the file at a time, when they are numbered and nothing stands in any of them.
    """
    kept = b""
    for chunk in chunks:
        kept += chunk
        *_, last = (0, *(match.start() for match in _row.finditer(kept, max(0, len(kept) - 4096))))
        if last:
            piece, kept = kept[:last], kept[last:]
            if not _first_row.match(piece) or any(sign in piece for sign in _written):
                yield piece
        elif len(kept) > 8 << 20:
            yield kept
            kept = b""
    yield kept


class _Reader:
    """Walks the elements of a sheet."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self.row = self.column = -1
        self.style = 0
        self.kind = ""
        self.formula = self.inside = self.filled = False
        self.said = ""
        self.columns: dict[str, int] = {}

    def read(self, archive: Archive, part: str) -> None:
        archive.parse(_without_empty_rows(archive.chunks(part)), self.start, self.end, self.data)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "c":
            self.begin(attributes)
        elif tag == "v" or tag == "is":
            self.inside = True
        elif tag == "f":
            self.formula = True
        elif tag == "row":
            self.row = _number(attributes.get("r"), self.row + 2) - 1
            self.column = -1
            if attributes.get("hidden") in ("1", "true"):
                self.look.hidden_rows.add(self.row)
        elif tag == "col" and attributes.get("hidden") in ("1", "true"):
            first, last = _number(attributes.get("min")), min(_number(attributes.get("max")), COLUMNS)
            self.look.hidden_columns.update(range(first - 1, last))
        elif tag == "mergeCell" and (match := _range.fullmatch(attributes.get("ref", ""))) and match[3]:
            self.look.merged.append((int(match[2]) - 1, _place(match[1]), int(match[4]) - 1, _place(match[3])))

    def begin(self, attributes: dict[str, str]) -> None:
        place = attributes.get("r")
        if place is None:
            self.column += 1
        else:
            # The letters of a cell's name are looked up: a sheet has the same ones in every row.
            name = place.rstrip("0123456789")
            column = self.columns.get(name)
            if column is None:
                column = self.columns[name] = _place(name)
                if not 0 <= column < COLUMNS:
                    raise ValueError(place)
            self.column = column
        self.style = int(attributes.get("s", "0"))
        self.kind = attributes.get("t", "n")
        self.formula = self.filled = False
        self.said = ""

    def data(self, text: str) -> None:
        if self.inside:
            self.filled = True
            if self.kind == "e":
                self.said = text

    def end(self, tag: str) -> None:
        if tag == "v" or tag == "is":
            self.inside = False
        elif tag == "c" and (self.filled or self.formula):
            if not self.filled:
                if self.kind == "str":
                    return
                self.look.faults[self.row, self.column] = "formula"
            elif self.kind == "e":
                self.look.faults[self.row, self.column] = self.said
            self.look.written(self.row, self.column, self.style)
