"""What became of a list, said: as JSON, line by line, and as a file of the refused rows to be corrected."""

import csv
import io
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from campaign.clean import csv_cell, printable
from campaign.kinds.project import KIND
from campaign.service.intake.report import Change, Report, Taken
from campaign.text import _
from campaign.words import error_text, listed
from campaign.words import intake as say
from campaign.words.sheets import note_text

REASON = "原因"
UNTIL = "截止日期"
"""Before the day of reports, as lists have it above their heads (``progress.day_of_list``)."""


def record(report: Report) -> dict[str, Any]:
    """As ``--json`` prints it."""
    return {
        "file": report.file, "sha256": report.sha256, "kind": report.kind, "encoding": report.encoding,
        "data": len(report.rows), **report.counts(), "lines": dict(report.lines),
        "columns_left": [heading for heading, _why in report.columns_left],
        "sheets_left": [name for name, _why in report.sheets_left], "sheets_taken": list(report.sheets_taken),
        "rows": [{"at": row.at, "name": row.name, "code": row.code, "what": row.what,
                  "changes": [{"field": one.field, "from": one.before, "to": one.after} for one in row.changes],
                  "why": why(row)} for row in report.rows],
        "said": list(remarks(report)), "created": {kind: list(names) for kind, names in report.created.items()},
        "requests": [code for code, _field in report.asked], "on": report.on, "seq": report.seq or None}


def why(row: Taken) -> str | None:
    """Why it was refused, or with which one it was merged."""
    if row.what == "merged":
        return _("the same as {at}").format(at=row.twin)
    return "; ".join(error_text(error) for _at, error in row.errors) or None


def refusals(report: Report) -> Iterator[str]:
    """``file:sheet!cell: what, why``, a line for each reason."""
    for row in report.rows:
        for at, error in row.errors:
            yield f"{at}: {row.name + ', ' if row.name else ''}{error_text(error)}"


def row_lines(report: Report) -> Iterator[str]:
    """A line for each row, and under what is changed or refused one for each field or reason."""
    for row in report.rows:
        head = " ".join(filter(None, (row.code, row.name))) if row.what != "new" else row.name
        told = f"{row.at}: {say.what(row.what)} {head}".rstrip()
        if row.what == "merged":
            told += f": {why(row)}"
        yield told
        if row.what in ("new", "changed"):
            yield from (f"  {_change(one, report.named)}" for one in row.changes)
        yield from (f"  {at}: {error_text(error)}" for at, error in row.errors)


def _change(one: Change, named: Mapping[str, str]) -> str:
    """``named``: code → name of what comes with the list."""
    kind = KIND.by_name.get(one.field)
    money = kind is not None and kind.holds == "money"
    name, before, after = say.named(one.field), *(
        named.get(str(value)) or say.value(one.field, value, money=money) for value in (one.before, one.after))
    return f"{name}: {after}" if one.before is None else f"{name}: {before} -> {after}"


def remarks(report: Report) -> Iterator[str]:
    """What else is to be said: of columns, sheets, cells and sums, each once."""
    for heading, reason in report.columns_left:
        yield _("column {text} is not taken: {why}").format(text=heading, why=say.left(reason))
    for name, reason in report.sheets_left:
        yield _("sheet {text} is left: {why}").format(text=name, why=say.left(reason))
    for told in report.told:
        yield f"{told.at}: {say.told(told.key, told.facts)}"
    for check in report.checks:
        yield f"{check.at}: " + say.check(check.field, check.said, check.found, agrees=check.agrees, typed=check.typed)
    for note in report.notes:
        place = ":".join(filter(None, (report.file, note.sheet + ("!" + note.at if note.at else ""))))
        yield f"{place}: {note_text(note.what, note.times)}"
    for kind, names in report.created.items():
        yield f"{say.added(kind)}: {listed(list(names))}"


def talk(report: Report, dry: bool) -> Iterator[str]:
    """What is said when it is done; the last line adds up."""
    yield from remarks(report)
    other = listed([f"{say.line(kind)} {n}" for kind, n in report.lines.items() if n])
    yield _("{file}: other lines: {lines}").format(file=report.file, lines=other or "-")
    counts = listed([f"{say.what(what)} {n}" for what, n in report.counts().items()])
    sentence = _("{file}: {n} rows = {counts}").format(file=report.file, n=len(report.rows), counts=counts)
    if dry:
        yield sentence + _("; nothing was written")
    elif report.seq:
        yield sentence + _(" (campaign undo takes it back)")
    else:
        yield sentence


def table(report: Report) -> bytes:
    """The refused rows with their own cells and the reason behind them, as a spreadsheet opens it. What a line above them said
    stands in columns of their own, so that the file is read by itself.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    refused = [row for row in report.rows if row.what == "refused"]
    if report.until and refused:
        writer.writerow([f"{UNTIL}：{report.until}"])
    for heads, rows in groupby(refused, lambda row: row.heads):
        group = list(rows)
        kept = len(heads) - (heads[-1:] == (REASON,))
        more = list(dict.fromkeys(name for row in group for name, _text in row.stood))
        writer.writerow([*map(_cell, heads[:kept]), *more, REASON])
        for row in group:
            stood = dict(row.stood)
            writer.writerow(map(_cell, (*row.cells[:kept], *(stood.get(name, "") for name in more), why(row) or "")))
    return out.getvalue().encode("utf-8-sig")


def _cell(text: str) -> str:
    return csv_cell(printable(text.replace("\n", " ")))
