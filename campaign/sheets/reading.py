"""Which form a file has, by its first bytes and not by its name, and who reads that."""

from campaign.sheets.archive import Archive
from campaign.sheets.model import LIMIT, SheetsError, Workbook

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FOREIGN = {b"%PDF": "PDF", b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"Rar!": "RAR", b"7z\xbc\xaf": "7z", b"\x1f\x8b": "gzip",
           b"SQLite format 3": "SQLite", b"{\\rtf": "RTF", b"MIME-Version:": "MHTML"}
PARTS = {"word/document.xml": ".docx", "ppt/presentation.xml": ".pptx", "xl/workbook.bin": ".xlsb"}


def read(raw: bytes, *, name: str, encoding: str | None = None) -> Workbook:
    """All sheets of the file ``raw``; ``name`` is only said. ``encoding`` is that of a text which is not to be guessed.

    Raises SheetsError: ``code`` unreadable, encoding, too_big or needs_library.
    """
    if len(raw) > LIMIT << 20:
        raise SheetsError("sheets_long", name=name, limit=LIMIT)
    if not raw.strip(b"\0\r\n\t ") and not raw.startswith(ZIP):
        raise SheetsError("sheets_empty", name=name)
    if raw.startswith(ZIP):
        return _zipped(raw, name)
    if raw.startswith(OLE):
        from campaign.sheets import biff, excel

        raw += bytes(-len(raw) % 512)  # the last sector may end early
        return excel.workbook(raw, name, "xls", biff.looks(raw, name))
    for begin, what in FOREIGN.items():
        if raw.startswith(begin):
            raise SheetsError("sheets_foreign", name=name, what=what)
    from campaign.sheets import decoding, delimited, web_page

    text, found = decoding.decoded(raw, name, encoding)
    if web_page.is_page(text, name):
        return Workbook("html", found, web_page.sheets(text, name), [])
    return Workbook("csv", found, [delimited.sheet(text, name)], [])


def _zipped(raw: bytes, name: str) -> Workbook:
    from campaign.sheets import excel, ods, xlsx

    archive = Archive(raw, name)
    if ods.is_spreadsheet(archive):
        return ods.workbook(archive)
    for part, what in PARTS.items():
        if part in archive.parts:
            raise SheetsError("sheets_foreign", name=name, what=what)
    book = xlsx.workbook(archive)
    if book is None or book not in archive.parts:
        raise SheetsError("sheets_foreign", name=name, what=".odt" if "content.xml" in archive.parts else ".zip")
    return excel.workbook(raw, name, "xlsx", xlsx.looks(archive, book))
