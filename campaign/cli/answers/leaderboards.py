"""The leaderboards: rows and tables, a table each."""

from collections.abc import Mapping, Sequence

from campaign import words
from campaign.cli import formatting, output
from campaign.cli.output import Column, style
from campaign.cli.state import current
from campaign.core.leaderboards import Entry, top
from campaign.core.model.merits import Board
from campaign.core.situation import Situation
from campaign.service.leaderboards import boards
from campaign.tables import values
from campaign.tables.leaderboards import BOARDS, record
from campaign.tables.table import Listing
from campaign.tables.values import Row
from campaign.text import _
from campaign.words import leaderboards as say


def leaderboards(as_json: bool, as_csv: bool, plain: bool, wanted: Sequence[Board], number: int | None) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    situation = session.situation()
    found = boards(session, situation)
    chosen = {board: found[board] for board in wanted}
    if number is not None:
        chosen = top(chosen, number)
    told = Listing(situation, dict[str, Entry]())
    rows = [record(told, row) for board in wanted for row in chosen[board]]
    if how.json or how.csv or not rows:
        formatting.listing(rows, how, BOARDS, lambda rows: [], empty=_("Nobody is on a board yet."))
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
    told = Listing(situation, dict[str, Entry]())
    for number, (board, entries) in enumerate(found.items()):
        if number:
            output.data("")
        output.data(f"{words.label(board)}  {say.formula_text(board)}")
        if entries:
            output.table(_columns(told, entries), indent="  ")
        else:
            output.data("  " + _("Nobody is on it yet."))


def _columns(told: Listing[Entry], entries: Sequence[Entry]) -> list[Column]:
    return [Column(one.title, [one.cell(told, row)[0] for row in entries], one.align == "right", one.flex > 0)
            for one in BOARDS.columns if one.cell is not None]
