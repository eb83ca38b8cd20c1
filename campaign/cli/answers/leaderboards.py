"""The leaderboards: rows and tables, a table each."""

from collections.abc import Mapping, Sequence

from campaign import words
from campaign.cli import formatting, output
from campaign.cli.formatting import column
from campaign.cli.output import Column, style
from campaign.cli.state import current
from campaign.core.leaderboards import Board, Entry, top
from campaign.core.situation import Situation
from campaign.service.leaderboards import boards
from campaign.tables import values
from campaign.tables.land_tasks import quantity
from campaign.tables.values import Row, percent
from campaign.text import _
from campaign.words import leaderboards as say

ENTRY = ("code", "board", "rank", "name", "counted", "share_pct", "approvals_granted", "approvals_required", "money",
         "parts")


def entry(situation: Situation, row: Entry) -> Row:
    return {"code": row.code, "board": row.board, "rank": row.rank, "name": situation.name_of(row.code), "counted": row.counted,
            "share_pct": percent(row.share), "approvals_granted": row.granted, "approvals_required": row.required,
            "money": row.money, "parts": [{"measure": part.measure, "done": quantity(part.done), "target": quantity(part.target)}
                      for part in row.parts]}


def leaderboards(as_json: bool, as_csv: bool, plain: bool, wanted: Sequence[Board], number: int | None) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    situation = session.situation()
    found = boards(session, situation)
    chosen = {board: found[board] for board in wanted}
    if number is not None:
        chosen = top(chosen, number)
    rows = [entry(situation, row) for board in wanted for row in chosen[board]]
    if how.json or how.csv or not rows:
        formatting.listing(rows, how, ENTRY, lambda rows: [], empty=_("Nobody is on a board yet."))
    elif how.plain:
        output.blocks(facts(row) for row in rows)
    else:
        tables(situation, chosen)


def facts(row: Row) -> list[tuple[str, str]]:
    """A place in words; ``rank`` is that of a person elsewhere."""
    unknown = [key for key, value in row.items() if value is None or value == []]
    return [(_("Standing"), str(row["rank"])), *values.facts(row, ["rank", *unknown])]


def tables(situation: Situation, found: Mapping[Board, Sequence[Entry]]) -> None:
    """Each under its name and its rule."""
    for number, (board, entries) in enumerate(found.items()):
        if number:
            output.data("")
        output.data(f"{words.label(board)}  {say.formula_text(board)}")
        if entries:
            output.table(_columns([entry(situation, row) for row in entries], entries), indent="  ")
        else:
            output.data("  " + _("Nobody is on it yet."))


def _columns(rows: list[Row], entries: Sequence[Entry]) -> list[Column]:
    return [
        Column(_("Standing"), [str(row["rank"]) for row in rows], right=True), column("code", rows),
        column("name", rows, flexible=True),
        Column(_("Figure"), list(map(say.figure_text, entries)), right=True),
        Column(_("Made from"), list(map(say.basis_text, entries)), flexible=True),
    ]
