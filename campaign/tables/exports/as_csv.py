"""A book as CSV for spreadsheets and for ``campaign seed``: a file a list, with the columns and codes of a seed folder.

Money is in 万元. UTF-8 with its mark, without which Excel takes Chinese for something else. A text that a spreadsheet would run
has a ' before it, which ``campaign seed`` and ``import`` take off again.
"""

import csv
from collections.abc import Mapping
from io import StringIO
from typing import Any

from campaign.clean import guarded, printable
from campaign.kinds.field import Field, Type
from campaign.store.seed.campaign_toml import CAMPAIGN_FILE
from campaign.tables.exports.book import Book, Sheet

MARK = "\ufeff"


def made(book: Book) -> bytes | Mapping[str, bytes]:
    """One list is a file, several are those of a seed folder."""
    if not book.whole:
        return table(book.sheets[0])
    return {CAMPAIGN_FILE: book.campaign.encode(), **{f"{sheet.name}.csv": table(sheet) for sheet in book.sheets}}


def table(sheet: Sheet, mark: str = MARK) -> bytes:
    buffer = StringIO(mark)
    buffer.seek(len(mark))
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([field.name for field in sheet.fields])
    for row in sheet.rows:
        writer.writerow([_cell(field, value) for field, value in zip(sheet.fields, row, strict=True)])
    return buffer.getvalue().encode()


def _cell(field: Field, value: Any) -> str | int | None:
    if value is None:
        return None
    match field.holds:
        case Type.YES:
            return "yes" if value else None
        case Type.QUANTITY | Type.FIGURE:
            whole, part = divmod(abs(value), 100)
            text = f"{whole}.{part:02}".rstrip("0").rstrip(".")
            return f"-{text}" if value < 0 else text
    return value if isinstance(value, int) else guarded(printable(str(value)))
