"""Which form a file has, by its first bytes and not by its name, and who reads that."""

from campaign.sheets.model import LIMIT, SheetsError, Workbook


def read(raw: bytes, *, name: str, encoding: str | None = None) -> Workbook:
    """All sheets of the file ``raw``; ``name`` is only said. ``encoding`` is that of a text which is not to be guessed.

    Raises SheetsError: ``code`` unreadable, encoding, too_big or needs_library.
    """
    if len(raw) > LIMIT << 20:
        raise SheetsError("sheets_long", name=name, limit=LIMIT)
    raise SheetsError("sheets_unreadable", name=name)
