"""Rows of one list that mean the same: merged where all that is taken of them is equal, else refused together."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any

from campaign.core.errors import Refused
from campaign.core.list_names import same_key
from campaign.service.intake.rows import Row, same_text
from campaign.words import field, listed


def _code(row: Row) -> str:
    return str(row.values.get("national_code") or row.values.get("code") or "")


def _named(row: Row) -> Hashable:
    return same_key(row.name), row.codes.get("county", "")


def merge(rows: Sequence[Row], code_of: Callable[[Row], str] = _code,
          named: Callable[[Row], Hashable] = _named) -> dict[int, str]:
    """Position of a row → where the earlier one stands that it is merged with. What contradicts itself complains of it."""
    groups: list[list[int]] = []
    by_code: dict[str, int] = {}
    by_name: dict[Hashable, list[int]] = {}
    for at, row in enumerate(rows):
        if row.faults or not row.name:
            continue
        code, name = code_of(row), named(row)
        group = by_code.get(code) if code else None
        if group is None:
            group = next((each for each in by_name.get(name, ()) if not (code and (other := code_of(rows[groups[each][0]]))
                                                                         and other != code)), None)
        if group is None:
            group = len(groups)
            groups.append([])
            by_name.setdefault(name, []).append(group)
        groups[group].append(at)
        if code:
            by_code.setdefault(code, group)
    merged: dict[int, str] = {}
    for members in groups:
        first = rows[members[0]]
        if all(_taken(rows[at]) == _taken(first) for at in members[1:]):
            merged.update((at, first.at) for at in members[1:])
            continue
        for at in members:
            others = [rows[other].at for other in members if other != at]
            rows[at].complain(rows[at].reader.purpose.needed, Refused(
                "twin_listed", places=listed(others),
                fields=listed([field(name) for name in _different([rows[each] for each in members])])))
    return merged


def _taken(row: Row) -> dict[str, Any]:
    """All that is taken, as it is compared: names without how they are written."""
    names = (row.reader.purpose.needed, "project")
    return {**{name: same_key(str(value)) if name in names else same_text(value) for name, value in row.values.items()},
            **row.codes}


def _different(rows: Sequence[Row]) -> list[str]:
    each = [_taken(row) for row in rows]
    names = dict.fromkeys(name for one in each for name in one)
    return [name for name in names if len({str(one.get(name)) for one in each}) > 1]
