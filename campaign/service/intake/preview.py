"""A list looked at before it is taken: its sheets, its columns with some of their cells, and what would become of each row."""

from collections.abc import Callable, Iterable
from itertools import islice
from typing import NamedTuple

from campaign.core.errors import CampaignError
from campaign.kinds.field import Type
from campaign.service.intake import reading
from campaign.service.intake.header import FAR, head_at, like_head
from campaign.service.intake.purposes import PURPOSES
from campaign.service.intake.report import Report
from campaign.service.intake.taking import Choice, Options, take
from campaign.service.session import Session
from campaign.sheets import Sheet, read

EXAMPLES = 6
"""Cells of a column that are shown."""
LOOKED = 200
"""Rows in which they are looked for."""


class ListColumn(NamedTuple):
    heading: str
    field: str | None
    why: str
    """Why it is not taken, a key of ``words.intake.LEFT``; empty where it is."""
    unit: str | None
    examples: tuple[str, ...]


class Look(NamedTuple):
    report: Report | None
    """What would become of it; None where nothing of it can be taken."""
    trouble: CampaignError | None
    columns: tuple[ListColumn, ...]
    sheets: tuple[tuple[str, bool], ...]
    """Names of the sheets, and whether they are hidden."""


def look(session: Session, raw: bytes, file: str, options: Options, choice: Choice,
         advance: Callable[[int, int], None] = lambda done, of: None) -> Look:
    """Writes nothing. Where no headings are known, the columns are those of the row that looks most like some."""
    purpose = PURPOSES[choice.purpose]
    try:
        found = reading.open_list(session, raw, file, options, purpose)
    except CampaignError as error:
        return _unknown(session, raw, file, options, choice, error)
    left = dict(found.columns_left)
    columns: dict[str, ListColumn] = {}
    for number, table in enumerate(found.tables):
        rows = [row.cells for row in islice((row for row in found.rows if row.sheet == number), LOOKED)]
        for at, column in enumerate(table.head.columns):
            why = left.get(column.heading, "") if column.field is None or left.get(column.heading) == "no_unit" else ""
            field = found.reader.fields.get(column.field or "")
            unit = (column.unit or table.unit or options.unit) if field is not None and field.holds == Type.MONEY else None
            columns.setdefault(column.heading, ListColumn(column.heading, column.field, why, unit,
                                                          _examples(cells[at] for cells in rows)))
    sheets = _sheets(found.workbook.sheets)
    try:
        report = take(session, raw, file, options, choice._replace(dry=True), advance=advance, found=found)
    except CampaignError as error:
        return Look(None, error, tuple(columns.values()), sheets)
    return Look(report, None, tuple(columns.values()), sheets)


def _unknown(session: Session, raw: bytes, file: str, options: Options, choice: Choice, trouble: CampaignError) -> Look:
    try:
        book = read(raw, name=file, encoding=options.encoding)
    except CampaignError:
        return Look(None, trouble, (), ())
    purpose = PURPOSES[choice.purpose]
    headings = reading.headings_of(session, options, purpose)
    for each in book.sheets:
        if each.hidden if options.sheet in (None, reading.EVERY) else each.name.strip() != str(options.sheet).strip():
            continue
        sheet = reading.transposed(each) if options.transpose else each
        likely = range(min(len(sheet.rows), FAR)) if options.header is None else [options.header - 1]
        said = [(sum(bool(cell.text.strip()) for cell in sheet.rows[row]), -row) for row in likely
                if 0 <= row < len(sheet.rows) and like_head(sheet.rows[row])]
        if said:
            head = head_at(sheet, headings, -max(said)[1], purpose.needed)
            below = sheet.rows[head.last + 1:head.last + 1 + LOOKED]
            return Look(None, trouble, tuple(ListColumn(
                one.heading, one.field, one.why, None, _examples(row[one.at].text for row in below if one.at < len(row)))
                for one in head.columns), _sheets(book.sheets))
    return Look(None, trouble, (), _sheets(book.sheets))


def _examples(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(islice(dict.fromkeys(filter(None, (" ".join(text.split()) for text in texts))), EXAMPLES))


def _sheets(sheets: Iterable[Sheet]) -> tuple[tuple[str, bool], ...]:
    return tuple((sheet.name, sheet.hidden) for sheet in sheets)
