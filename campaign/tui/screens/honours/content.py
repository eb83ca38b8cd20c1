"""The pages of a place on a leaderboard and of a case as rows. Pure."""

from collections.abc import Sequence

from campaign.core.leaderboards import Entry
from campaign.core.model.land import Measure
from campaign.core.model.merits import Board, Case
from campaign.core.quantity import format_quantity
from campaign.core.situation import Situation
from campaign.service.cases import county_of
from campaign.service.leaderboards import Basis
from campaign.tables.cells import name_of, wrapped
from campaign.tables.sections import PLAIN, PageRow, nothing, table_row, title
from campaign.tables.tones import Piece
from campaign.tables.width import Column
from campaign.text import _, ngettext
from campaign.words import day, field, label, money
from campaign.words import leaderboards as say
from campaign.words.labels import NOTHING, measured


def place_rows(situation: Situation, entry: Entry | None, board: Board, code: str, basis: Basis, width: int) -> list[PageRow]:
    """Its figure and how that is worked out; below it the rows that it was counted from."""
    rows = [PageRow("name", [(name_of(situation, code), "strong"), (f"  {label(board)}", "")], code)]
    if entry is None:
        rows.append(PageRow("figure", [(_("not on this board any more"), "yellow")]))
    else:
        figure = f"{_('Standing')} {entry.rank}  {say.figure_text(entry)}  {say.basis_text(entry)}"
        rows.append(PageRow("figure", [(figure, PLAIN)]))
    rows += [PageRow(f"formula{n}", [(part, "quiet")]) for n, part in enumerate(wrapped(say.formula_text(board), width - 1))]
    found = {Board.EXPROPRIATION: _land_rows, Board.PREWORK: _project_rows, Board.APPROVALS: _approval_rows}.get(
        board, _lead_rows)(situation, basis, width)
    rows += title("counted", _("Counted from"), str(len(found)))
    return [*rows, *(found or [nothing("counted", _("nothing any more"), code)])]


def _land_rows(situation: Situation, basis: Basis, width: int) -> list[PageRow]:
    columns = [Column("code", "", 5), Column("name", "", 24, 12, flex=1), Column("kind", "", 14, 8, priority=1),
               Column("figure", "", 24, 16, align="right")]
    rows = []
    for task, parcel in basis.parcels:
        figure = _of(parcel.counted, parcel.left, task.measure)
        pieces: dict[str, Piece] = {"code": (task.code, "quiet"), "name": (task.name, ""), "kind": (label(task.kind), "quiet"),
                                    "figure": (figure, "green" if parcel.counted == parcel.left else "")}
        rows.append(PageRow(f"land:{task.code}", table_row(columns, pieces, width - 1), task.code))
    return rows


def _of(done: int, left: int, measure: Measure) -> str:
    return measured(f"{format_quantity(done)}/{format_quantity(left)}", measure)


def _project_rows(situation: Situation, basis: Basis, width: int) -> list[PageRow]:
    columns = [Column("code", "", 6), Column("name", "", 24, 12, flex=1), Column("stage", "", 9, priority=1),
               Column("figure", "", 20, 8, align="right")]
    rows = []
    for project, depth in basis.projects:
        figure = _("{granted} of {required} approvals").format(granted=depth.granted, required=depth.required)
        pieces: dict[str, Piece] = {"code": (project.code, "quiet"), "name": (project.name, ""),
                                    "stage": (label(project.stage), "quiet"), "figure": (figure, "")}
        rows.append(PageRow(f"project:{project.code}", table_row(columns, pieces, width - 1), project.code))
    return rows


def _approval_rows(situation: Situation, basis: Basis, width: int) -> list[PageRow]:
    columns = [Column("code", "", 5), Column("kind", "", 20, 10), Column("project", "", 24, 10, flex=1, priority=1),
               Column("granted", "", 6), Column("figure", "", 20, 8, align="right")]
    rows = []
    for row, used, limit in basis.approvals:
        figure = ngettext("{n} of {limit} day", "{n} of {limit} days", limit).format(n=used, limit=limit)
        pieces: dict[str, Piece] = {"code": (row.code, "quiet"), "kind": (label(row.kind), ""),
                                    "project": (name_of(situation, row.project), "quiet"), "granted": (day(row.granted), ""),
                                    "figure": (figure, "red" if used > limit else "")}
        rows.append(PageRow(f"approval:{row.code}", table_row(columns, pieces, width - 1), row.code))
    return rows


def _lead_rows(situation: Situation, basis: Basis, width: int) -> list[PageRow]:
    columns = [Column("code", "", 5), Column("name", "", 24, 12, flex=1), Column("stage", "", 8, priority=1),
               Column("signed", "", 6), Column("figure", "", 10, align="right")]
    rows = []
    for row in basis.leads:
        pieces: dict[str, Piece] = {"code": (row.code, "quiet"), "name": (row.name, ""), "stage": (label(row.stage), "quiet"),
                                    "signed": (day(row.signed), ""), "figure": (money(row.total), "")}
        rows.append(PageRow(f"lead:{row.code}", table_row(columns, pieces, width - 1), row.code))
    return rows


# A case -----------------------------------------------------------------------------------------------------------------


def case_rows(situation: Situation, row: Case, width: int) -> Sequence[PageRow]:
    """What, when and where; what can be learned from it."""
    rows = [PageRow("title", [(row.title, "strong")], row.code),
            PageRow("kind", [(label(row.kind), PLAIN), (f"  {day(row.on)}", PLAIN),
                             ("  " + _("still to come") if row.on > situation.today else "", "yellow")])]
    for name, code in (("project", row.project), ("county", county_of(situation, row))):
        shown = NOTHING if code is None else f"{code} {name_of(situation, code)}"
        rows.append(PageRow(name, [(f"{field(name)}  ", "quiet"), (shown, PLAIN if code is None else "")], code))
    rows += title("text", _("What can be learned"))
    if row.text is None:
        return [*rows, nothing("text", _("nothing more is written; e adds it"), row.code)]
    parts = wrapped(row.text, max(width - 2, 12))
    return [*rows, *(PageRow(f"text{n}", [(f" {part}", PLAIN if n else "")], None if n else row.code)
                     for n, part in enumerate(parts))]
