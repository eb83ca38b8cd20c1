"""What a list says of itself, held against its rows: 合计, 小计, ``（5个）``."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from campaign.core.errors import CampaignError
from campaign.core.list_amounts import UNITS, amount
from campaign.core.list_names import unknown
from campaign.service.intake.lines import Line, LineKind, Table
from campaign.service.intake.report import Check
from campaign.service.intake.rows import Row, Rows


def checks(reader: Rows, table: Table, rows: Sequence[Row]) -> list[Check]:
    """Of one table; ``rows`` are its own, the refused ones too."""
    found: list[Check] = []
    by_line = {row.line: row for row in rows}
    for line in table.lines:
        if line.kind not in (LineKind.SUM, LineKind.SECTION):
            continue
        own = [by_line[each] for each in _rows_of(table, line)]
        if line.said is not None:
            at = reader.place(table, line.row, table.head.fields[reader.purpose.needed].at)
            found.append(Check(at, "", str(line.said), str(len(own)), line.said == len(own)))
        found += _amounts(reader, table, line, own)
    return found


def _rows_of(table: Table, line: Line) -> Iterable[int]:
    """The lines of data that a sum or section counts."""
    data = [each for each in table.lines if each.kind is LineKind.DATA]
    if line.kind is LineKind.SECTION:
        return [each.row for each in data if line.sections[-1] in each.sections]
    if "小计" in line.text:
        since = max((each.row for each in table.lines if each.row < line.row and (
            each.kind is LineKind.SECTION or (each.kind is LineKind.SUM and "小计" in each.text))), default=-1)
        return [each.row for each in data if since < each.row < line.row]
    return [each.row for each in data]


def _amounts(reader: Rows, table: Table, line: Line, rows: Sequence[Row]) -> list[Check]:
    found = []
    for name, column in table.head.fields.items():
        field = reader.fields.get(name)
        if field is None or field.holds != "money":
            continue
        cell = table.sheet.rows[line.row][column.at]
        unit = column.unit or table.unit or reader.unit
        if cell.covered or unknown(cell.text) or unit is None:
            continue
        try:
            said = amount(cell.text, cell.number, unit, signed=True)
        except CampaignError:
            continue
        if said is None or (line.kind is LineKind.SECTION and said.exact == 0):
            continue
        total = _sum(rows, name)
        counted = _sum([row for row in rows if name not in row.typed], name)
        found.append(Check(reader.place(table, line.row, column.at), name, _shown(said.exact, unit), _shown(total, unit),
                           said.exact == total, said.exact == counted))
    return found


def _sum(rows: Iterable[Row], name: str) -> Decimal:
    return sum((size for row in rows if (size := row.exact(name)) is not None), Decimal(0))


def _shown(size: Decimal, unit: str) -> str:
    """In the list's own unit."""
    shown = f"{(size / UNITS[unit]).normalize():f}"
    return f"{shown} {unit}"


def by_sheet(rows: Iterable[Row]) -> Mapping[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for row in rows:
        found.setdefault(row.sheet, []).append(row)
    return found
