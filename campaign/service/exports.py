"""What can be given out: every list of the campaign, by the file of a seed folder that takes it back."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from campaign.kinds import registry
from campaign.kinds.field import Field
from campaign.kinds.kind import Kind
from campaign.service import merits, names
from campaign.service.session import Session
from campaign.store.seed import written
from campaign.store.seed.columns import COLUMNS, SHEETS
from campaign.store.seed.written import Row

NO_LIST = ("result",)
"""Kinds whose list tells only some of them: there is no filter, and all are given out."""


class Exported(NamedTuple):
    """One list that can be given out."""

    name: str
    """What is typed: as the command that lists them, else as the file."""
    file: str
    kind: Kind | None
    command: str
    """That lists them, with its filters; empty: there is none."""

    @property
    def fields(self) -> tuple[Field, ...]:
        """Named as the columns of the file."""
        return written.columns(self.file)

    @property
    def once(self) -> tuple[str, ...]:
        """Columns that no two of its rows share."""
        if self.kind is not None and self.kind.letter is not None:
            return ("code",)
        return SHEETS[self.file].once if self.file in SHEETS else ()

    def rows(self, session: Session) -> list[Row]:
        """All that this person may see, with what its fields hold as it is stored: 万元, ISO days, codes, 0 or 1, 1/100 of a
        measure.
        """
        found = written.rows(session.store, self.file)
        of_merits = next((at for at, field in enumerate(self.fields) if field.holds == "merit" or self._is_code(field, "merit")),
                         None)
        if of_merits is None or session.permission is None:
            return found
        seen = {row.merit.code for row in merits.merits(session, session.situation())}
        return [row for row in found if row[of_merits] in seen]

    def _is_code(self, field: Field, kind: str) -> bool:
        return field.name == "code" and self.kind is not None and self.kind.name == kind


def exported() -> Mapping[str, Exported]:
    """By what is typed: what a mayor asks for first, histories last. Kinds that no seed folder has a file for are among them."""
    files = {kind.table: file for file in COLUMNS if (kind := written.kind_of(file)) is not None}
    found = []
    for kind in registry.kinds():
        if not kind.lists:
            continue
        file = files.get(kind.table, f"{kind.table}.csv")
        listed = kind.name not in NO_LIST
        found.append(Exported(kind.lists if listed else _name(file), file, kind, kind.lists if listed else ""))
    there = {one.file for one in found}
    found += [Exported(_name(file), file, written.kind_of(file), "") for file in COLUMNS if file not in there]
    return {one.name: one for one in found}


def _name(file: str) -> str:
    return file.removesuffix(".csv").replace("_", "-")


def called(session: Session) -> tuple[dict[str, str], frozenset[str]]:
    """The name of everything that has one, by its code; codes of people whose name others share."""
    found: dict[str, str] = {}
    for kind in registry.CODED:
        found |= {code: name for code, name, _key in names.named(session, kind)}
    people = [code for code, _name, _key in names.named(session, "person")]
    shared = Counter(found[code] for code in people)
    return found, frozenset(code for code in people if shared[found[code]] > 1)


def campaign_toml(session: Session) -> str:
    """``campaign.toml`` of a seed folder."""
    return written.toml(session.campaign)


def chosen(one: Exported, rows: Sequence[Row], records: Sequence[Mapping[str, Any]]) -> list[tuple[Row, Mapping[str, Any]]]:
    """Each of the records that a list shows, in its order, with the row that it is of; what is no row of the file is left out."""
    places = [[field.name for field in one.fields].index(name) for name in one.once]
    known = {tuple(row[place] for place in places): row for row in rows}
    return [(row, record) for record in records
            if (row := known.get(tuple(record.get(name) for name in one.once))) is not None]
