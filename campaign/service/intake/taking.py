"""Take a list into the campaign that is running: one write, every row by itself, and what became of each."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from typing import NamedTuple

from campaign.core.errors import BadInput, CampaignError
from campaign.core.names import fold
from campaign.kinds import project
from campaign.service.intake import progress, reading, sums
from campaign.service.intake.known import CREATED, Known, Work
from campaign.service.intake.lines import LineKind, counted
from campaign.service.intake.purposes import PURPOSES, Purpose
from campaign.service.intake.reading import Options, ReadList
from campaign.service.intake.report import WHATS, Report, Taken
from campaign.service.intake.rows import Row, Told
from campaign.service.intake.takes import TAKES
from campaign.service.session import Session
from campaign.store.write import Write
from campaign.store.writes.imports import keep_profile, note_import

__all__ = ["Choice", "Options", "take"]


class Choice(NamedTuple):
    """What is to be done with the list."""

    purpose: str = "projects"
    create: tuple[str, ...] = ()
    """Words of ``CREATED``."""
    on: str | None = None
    why: str | None = None
    dry: bool = False
    profile: tuple[str, Mapping[str, object]] | None = None
    """A name under which it is kept how the list is read, and that."""
    detail: bool = True
    """Whether the report is to say what changes field by field: of thousands of rows that is half of the room."""


PART = 200
"""Rows after which it is said how far it has got."""


class _Dry(Exception):
    """Nothing of it is to stay."""


def take(session: Session, raw: bytes, file: str, options: Options, choice: Choice, request: str | None = None,
         advance: Callable[[int, int], None] = lambda done, of: None, found: ReadList | None = None) -> Report:
    """Raises ``CampaignError`` where nothing of the list can be taken; what a row lacks stands in the report.

    ``found``: it has been read so already; its rows are gone afterwards.
    """
    session.may_write()
    create = [CREATED[word] for word in choice.create]
    for kind in create:
        session.require(f"add-{kind}")
    purpose = PURPOSES[choice.purpose]
    if purpose.verb:
        session.require(purpose.verb)
    found = found or reading.open_list(session, raw, file, options, purpose)
    digest = sha256(raw).hexdigest()
    taking = _Taking(session, purpose, found, file, digest, create, choice, advance)
    try:
        done = session.write("import", taking.body, request)
    except _Dry:
        return taking.report()
    return taking.report()._replace(asked=done.asked, seq=done.seq)


class _Taking:
    def __init__(self, session: Session, purpose: Purpose, found: ReadList, file: str, digest: str, create: list[str],
                 choice: Choice, advance: Callable[[int, int], None]) -> None:
        self.advance = advance
        self.session, self.purpose, self.found, self.file, self.digest = session, purpose, found, file, digest
        self.create, self.choice = create, choice
        self.on = progress.day_of_list(session, found, choice.on) if purpose.name == "progress" else session.past_day(choice.on)
        by_table = sums.by_sheet(found.rows)
        self.checks = [check for number, table in enumerate(found.tables)
                       for check in sums.checks(found.reader, table, by_table.get(number, []), found.rows)]
        self.taken: list[Taken] = []
        self.told: list[Told] = []
        self.created: dict[str, tuple[str, ...]] = {}
        self.named: dict[str, str] = {}

    def body(self, write: Write) -> str:
        """What ``session.write`` carries out: it asks nobody, so that it does so once."""
        rows = self.found.rows
        write.consent.why = self.session.text(self.choice.why or "", 500) or None
        write.by_row = True
        columns = [field.name for field in project.FIELDS] if self.purpose.name == "projects" else []
        known = Known(write, columns, self.create, {fold(name) for name in _leaders(rows)}, self.session.code)
        self.told = [*self.found.reader.told]
        self._resolve(rows, known)
        work = Work(self.session, self.purpose, write, known, self.on, self.told)
        merged = TAKES[self.purpose.name].merge(rows)
        take_row = TAKES[self.purpose.name].begin(work)
        self.taken, first = [], ""
        rows.reverse()
        for at in range(count := len(rows)):
            row = rows.pop()  # what has become of it is enough from here on
            if at % PART == 0:
                self.advance(at, count)
            taken = self._refused(row) if row.faults else None
            if taken is None and at in merged:
                taken = Taken(row.at, row.name, "merged", twin=merged[at])
            if taken is None:
                try:
                    taken = take_row(row)
                except CampaignError as error:
                    row.complain(_blamed(error, self.purpose), error)
                    taken = self._refused(row)
            if not self.choice.detail:
                taken = taken._replace(changes=())
            self.taken.append(taken)
            first = first or (taken.code if taken.what in ("new", "changed") else None) or ""
        codes = {row.at: row.code for row in self.taken if row.what != "merged"} if merged else {}
        self.taken = [row._replace(code=codes.get(row.twin)) if row.what == "merged" else row for row in self.taken]
        self.created = {kind: tuple(names) for kind, names in known.created.items()}
        self.named = known.named
        if self.choice.dry:
            raise _Dry
        if self.choice.profile is not None:
            keep_profile(write, *self.choice.profile)
        if write.changes:
            counts = self.report().counts()
            note_import(write, self.file, self.purpose.name, self.digest, count, [counts[what] for what in WHATS])
        return first or self.file

    def _resolve(self, rows: Iterable[Row], known: Known) -> None:
        """What each row calls by name. A county that a list names is one, whatever becomes of the row; people and units are
        added with the row that needs them.
        """
        for row in rows:
            if not row.name and not row.faults:
                row.complain(self.purpose.needed, _nameless(self.purpose))
            for field, name in row.names.items():
                holds = next(each.holds for each in self.purpose.fields if each.name == field)
                try:
                    if holds == "county" and "county" in self.create:
                        row.codes[field] = known.made(holds, name)
                    elif field in self.purpose.resolved:
                        row.codes[field] = known.find(holds, name) or fold(name)
                except CampaignError as error:
                    row.complain(field, error)

    def _refused(self, row: Row) -> Taken:
        own = self.found.own_cells(row)
        return Taken(row.at, row.name, "refused", errors=tuple(row.faults), heads=own.heads, cells=own.cells, stood=own.stood)

    def report(self) -> Report:
        found = self.found
        kinds = counted(found.tables)
        return Report(
            self.file, self.digest, found.workbook.kind, found.workbook.encoding, tuple(self.taken),
            {kind.value: kinds[kind] for kind in LineKind if kind is not LineKind.DATA}, tuple(found.columns_left),
            tuple(found.sheets_left), tuple(found.sheets_taken), (*self.told, *_hidden(found)), tuple(self.checks),
            tuple(found.workbook.notes), self.created, on=self.on.isoformat(), named=self.named,
            until=self.on.isoformat() if self.purpose.name == "progress" and self.choice.on is None else "")


def _leaders(rows: Iterable[Row]) -> Iterator[str]:
    return (name for row in rows for field, name in row.names.items() if field == "leader")


def _nameless(purpose: Purpose) -> CampaignError:
    return BadInput("row_without_name") if purpose.needed == "name" else BadInput("field_empty", field=purpose.needed)


def _blamed(error: CampaignError, purpose: Purpose) -> str:
    """The column that an error speaks of."""
    field = error.params.get("field")
    return field if isinstance(field, str) else purpose.needed


def _hidden(found: ReadList) -> Iterator[Told]:
    for table in found.tables:
        sheet = table.sheet
        rows = [line.row for line in table.lines if line.row in sheet.hidden_rows and line.kind is not LineKind.BLANK]
        if rows:
            yield Told("hidden_rows", f"{found.reader.file}:{sheet.name}", {"n": len(rows), "first": rows[0] + 1})
        for column in table.head.columns:
            if column.at in sheet.hidden_columns:
                yield Told("hidden_column", f"{found.reader.file}:{sheet.name}", {"text": column.heading})
