"""Zip files and the XML in them, taken only when they can do no harm: weighed before anything is read, no entities."""

import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from xml.parsers import expat

from campaign.sheets.model import SheetsError

UNPACKED = 512
"""Megabytes that all parts may come to."""
RATIO, SMALL = 200, 8 << 20
"""Packed to less than one part of so many nothing that people wrote is; but small parts may be."""
CHUNK, FED = 256 << 10, 4 << 10

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Data = Callable[[str], None]


class Archive:
    """The parts of a zip file. Raises SheetsError ``sheets_damaged``, ``sheets_bomb``, ``sheets_doctype``."""

    def __init__(self, raw: bytes, name: str) -> None:
        self.name = name
        try:
            self._zip = zipfile.ZipFile(BytesIO(raw))
            self.parts = frozenset(self._zip.namelist())
            total = 0
            for part in self._zip.infolist():
                total += self._weighed(raw, part, (UNPACKED << 20) - total)
        except (zipfile.BadZipFile, zlib.error, ValueError, IndexError, NotImplementedError, OSError) as error:
            raise SheetsError("sheets_damaged", name=name) from error

    def _weighed(self, raw: bytes, part: zipfile.ZipInfo, left: int) -> int:
        """Bytes that a part really has: what its head says, other readers of the same file do not ask."""
        if part.flag_bits & 1:
            raise SheetsError("sheets_password", name=self.name)
        # Where its bytes begin: behind a head of 30 bytes, its name and an extra field, whose lengths that head has.
        begin = part.header_offset
        begin += 30 + int.from_bytes(raw[begin + 26:begin + 28], "little") + int.from_bytes(raw[begin + 28:begin + 30], "little")
        packed = memoryview(raw)[begin:begin + part.compress_size]
        if part.compress_type == zipfile.ZIP_STORED:
            found = len(packed)
        elif part.compress_type == zipfile.ZIP_DEFLATED:
            found, inflate = 0, zlib.decompressobj(-15)
            most = min(left, max(SMALL, RATIO * len(packed)))
            for at in range(0, len(packed), FED):
                fed: bytes | memoryview = packed[at:at + FED]
                while len(fed) and not inflate.eof:
                    found += len(inflate.decompress(fed, CHUNK))
                    fed = inflate.unconsumed_tail
                    if found > most:
                        raise SheetsError("sheets_bomb", name=self.name, limit=UNPACKED)
        else:
            raise NotImplementedError(part.compress_type)
        if found > left:
            raise SheetsError("sheets_bomb", name=self.name, limit=UNPACKED)
        if found != part.file_size:
            raise zipfile.BadZipFile(part.filename)
        return found

    def chunks(self, part: str) -> Iterator[bytes]:
        try:
            with self._zip.open(part) as file:
                while chunk := file.read(CHUNK):
                    yield chunk
        except (KeyError, zipfile.BadZipFile, zlib.error, OSError) as error:
            raise SheetsError("sheets_damaged", name=self.name) from error

    def parse(self, chunks: Iterable[bytes], start: Start, end: End | None = None, data: Data | None = None) -> None:
        """Hands the elements of ``chunks`` over, by their local names: prefixes are the writer's own business."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse
        parser.StartElementHandler = lambda tag, attributes: start(tag.rpartition(":")[2], attributes)
        if end is not None:
            parser.EndElementHandler = lambda tag: end(tag.rpartition(":")[2])
        if data is not None:
            parser.CharacterDataHandler = data
        try:
            for chunk in chunks:
                parser.Parse(chunk)
            parser.Parse(b"", True)
        except (expat.ExpatError, ValueError, OverflowError) as error:
            raise SheetsError("sheets_damaged", name=self.name) from error

    def _refuse(self, *_doctype: object) -> None:
        raise SheetsError("sheets_doctype", name=self.name)


def local(attributes: dict[str, str], name: str, default: str = "") -> str:
    """An attribute by its local name: ``table:name`` of ods, ``r:id`` of xlsx, whatever the prefix."""
    if name in attributes:
        return attributes[name]
    return next((value for key, value in attributes.items() if key.rpartition(":")[2] == name), default)
