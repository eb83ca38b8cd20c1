"""What a list says of itself, held against its rows: 合计, 小计, ``（5个）``."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from campaign.core.errors import CampaignError
from campaign.core.list_amounts import UNITS, amount
from campaign.core.list_names import unknown
from campaign.service.intake.lines import Line, LineKind, Table
from campaign.service.intake.report import Check
from campaign.service.intake.rows import Row, Rows


def checks(reader: Rows, table: Table, rows: Sequence[Row], every: Sequence[Row] = ()) -> list[Check]:
    """Of one table; ``rows`` are its own, the refused ones too, ``every`` those of the whole file."""
    found: list[Check] = []
    by_line = {row.line: row for row in rows}
    for line in table.lines:
        if line.kind not in (LineKind.SUM, LineKind.SECTION) or line.text.startswith("其中"):
            continue
        scopes = [[by_line[each] for each in scope] for scope in _scopes(table, line)]
        if line.kind is LineKind.SUM and len(every) > len(rows):
            scopes.append(list(every))
        made = [_checks(reader, table, line, own) for own in scopes]
        share = [sum(one.agrees + one.typed for one in each) / max(1, len(each)) for each in made]
        found += made[share.index(max(share))]
    return found


def _checks(reader: Rows, table: Table, line: Line, own: Sequence[Row]) -> list[Check]:
    """As if it were the sum of these rows."""
    found = _amounts(reader, table, line, own)
    if line.said is not None:
        at = reader.place(table, line.row, table.head.fields[reader.purpose.needed].at)
        found.insert(0, Check(at, "", str(line.said), str(len(own)), line.said == len(own)))
    return found


def _scopes(table: Table, line: Line) -> list[list[int]]:
    """The lines of data that a sum or section may count, the likeliest first; what agrees with one of them is right."""
    data = [each for each in table.lines if each.kind is LineKind.DATA]
    if line.kind is LineKind.SECTION:
        return [[each.row for each in data if line.sections[-1] in each.sections]]
    ends = [each.row for each in table.lines if each.kind in (LineKind.SECTION, LineKind.SUM)]
    since = max((row for row in ends if row < line.row), default=-1)
    below = min((row for row in ends if row > line.row), default=len(table.sheet.rows))
    near = [[each.row for each in data if since < each.row < line.row],
            *([each.row for each in data if section in each.sections and each.row < line.row] for section in line.sections[::-1])]
    far = [[each.row for each in data], [each.row for each in data if each.row < line.row],
           [each.row for each in data if line.row < each.row < below]]
    return [*near, *far] if "小计" in line.text else [*far, *near]


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
