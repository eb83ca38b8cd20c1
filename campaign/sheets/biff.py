"""The second look at .xls: a compound file ([MS-CFB]) whose stream is a row of records ([MS-XLS], BIFF8)."""

import struct
from collections.abc import Iterator

from campaign.sheets.look import Look, Looks
from campaign.sheets.model import SheetsError
from campaign.sheets.number_formats import BUILT_IN

FREE = 0xFFFFFFFA
"""From here on a sector's number is a mark."""
ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
BIFF8 = 0x0600


def looks(raw: bytes, name: str) -> Looks:
    """Raises SheetsError ``sheets_damaged``, ``sheets_password``, ``sheets_foreign``."""
    try:
        streams = _Streams(raw)
        if "EncryptedPackage" in streams.found:
            raise SheetsError("sheets_password", name=name)
        if "WordDocument" in streams.found:
            raise SheetsError("sheets_foreign", name=name, what=".doc")
        if "PowerPoint Document" in streams.found:
            raise SheetsError("sheets_foreign", name=name, what=".ppt")
        if "Workbook" not in streams.found:
            raise SheetsError("sheets_foreign", name=name, what="Excel 95" if "Book" in streams.found else "OLE")
        return _looks(streams.read("Workbook"), name, "_VBA_PROJECT_CUR" in streams.found)
    except (struct.error, IndexError, ValueError, OverflowError) as error:
        raise SheetsError("sheets_damaged", name=name) from error


class _Streams:
    """The streams of a compound file by their names: sectors that a table chains."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        shift, = struct.unpack_from("<H", raw, 30)
        if shift not in (9, 12):
            raise ValueError(shift)
        self.size = 1 << shift
        tables, directory = struct.unpack_from("<L", raw, 44)[0], struct.unpack_from("<L", raw, 48)[0]
        self.cutoff, small = struct.unpack_from("<LL", raw, 56)
        further, _count = struct.unpack_from("<LL", raw, 68)
        places = list(struct.unpack_from("<109L", raw, 76))
        while further < FREE and len(places) <= tables:
            *more, further = struct.unpack(f"<{self.size // 4}L", self._sector(further))
            places += more
        self.next: list[int] = []
        for place in places[:tables]:
            if place < FREE:
                self.next += struct.unpack(f"<{self.size // 4}L", self._sector(place))
        entries = self._chain(directory)
        self.found: dict[str, tuple[int, int]] = {}
        root = (0, 0)
        for at in range(0, len(entries) - 127, 128):
            length, kind = struct.unpack_from("<HB", entries, at + 64)
            begin, size = struct.unpack_from("<LL", entries, at + 116)
            if kind == 5:
                root = (begin, size)
            elif kind:
                self.found.setdefault(entries[at:at + max(0, length - 2)].decode("utf-16-le", "replace"), (begin, size))
        chained = self._chain(small) if small < FREE else b""
        self.small = list(struct.unpack(f"<{len(chained) // 4}L", chained))
        self.smalls = self._chain(root[0]) if root[0] < FREE and root[1] else b""

    def _sector(self, number: int) -> bytes:
        """Raises ValueError when it is not there: the library falls over files that were cut off."""
        piece = self.raw[(number + 1) * self.size:(number + 2) * self.size]
        if len(piece) < self.size:
            raise ValueError(number)
        return piece

    def _chain(self, begin: int) -> bytes:
        return b"".join(self._sector(number) for number in _following(begin, self.next))

    def read(self, name: str) -> bytes:
        begin, size = self.found[name]
        if size >= self.cutoff:
            return self._chain(begin)[:size]
        return b"".join(self.smalls[number * 64:number * 64 + 64] for number in _following(begin, self.small))[:size]


def _following(number: int, table: list[int]) -> Iterator[int]:
    for _ in range(len(table)):  # a chain in a circle ends here
        if number >= FREE:
            return
        yield number
        number = table[number]


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Until the end of the part that begins there."""
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4:at + 4 + length]
        if kind == 0x0A:
            return
        at += 4 + length


def _looks(stream: bytes, name: str, macros: bool) -> Looks:
    found = Looks(macros=macros)
    codes = dict(BUILT_IN)
    styles: list[int] = []
    places = []
    for kind, record in _records(stream, 0):
        if kind == 0x2F:
            raise SheetsError("sheets_password", name=name)
        if kind == 0x809 and struct.unpack_from("<H", record)[0] != BIFF8:
            raise SheetsError("sheets_foreign", name=name, what="Excel 95")
        if kind == 0x85:
            place, state, what, letters = struct.unpack_from("<LBBB", record)
            places.append(place)
            found.sheets.append(Look(name, _text(record, 7, letters), state & 3 != 0, what == 0))
        elif kind == 0x41E:
            number, letters = struct.unpack_from("<HH", record)
            codes[number] = _text(record, 4, letters)
        elif kind == 0xE0:
            styles.append(struct.unpack_from("<H", record, 2)[0])
        elif kind == 0x22:
            found.from_1904 = record[:1] == b"\1"
        elif kind == 0x1AE and struct.unpack_from("<H", record, 2)[0] not in (0x0401, 0x3A01):
            found.links = True
    found.formats = [codes.get(number, "General") for number in styles]
    for look, place in zip(found.sheets, places, strict=True):
        if look.cells:
            _sheet(look, stream, place)
    return found


def _text(record: bytes, at: int, letters: int) -> str:
    """A flag, then characters of one byte or two."""
    if record[at] & 1:
        return record[at + 1:at + 1 + 2 * letters].decode("utf-16-le", "replace")
    return record[at + 1:at + 1 + letters].decode("latin-1")


def _sheet(look: Look, stream: bytes, place: int) -> None:
    depth = 0
    for kind, record in _records(stream, place):
        if kind == 0x809:  # a chart inside the sheet begins like the sheet
            depth += 1
        if depth > 1:
            continue
        if kind in (0x203, 0x27E, 0xFD, 0x204, 0x06, 0x205):
            row, column, style = struct.unpack_from("<HHH", record)
            look.written(row, column, style)
            if kind == 0x205 and record[7]:
                look.faults[row, column] = ERRORS.get(record[6], "#VALUE!")
            elif kind == 0x06 and record[6] == 2 and record[12:14] == b"\xff\xff":
                look.faults[row, column] = ERRORS.get(record[8], "#VALUE!")
        elif kind == 0xBD:
            row, first = struct.unpack_from("<HH", record)
            for number in range((len(record) - 6) // 6):
                look.written(row, first + number, struct.unpack_from("<H", record, 4 + 6 * number)[0])
        elif kind == 0x208 and struct.unpack_from("<L", record, 12)[0] & 0x20:
            look.hidden_rows.add(struct.unpack_from("<H", record)[0])
        elif kind == 0x7D and struct.unpack_from("<H", record, 8)[0] & 1:
            first, last = struct.unpack_from("<HH", record)
            look.hidden_columns.update(range(first, min(last, 255) + 1))
        elif kind == 0xE5:
            for number in range(struct.unpack_from("<H", record)[0]):
                top, bottom, left, right = struct.unpack_from("<HHHH", record, 2 + 8 * number)
                look.merged.append((top, left, bottom, right))
