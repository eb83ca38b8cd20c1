"""Commands about the leaderboards, and the one that answers who earns praise and who must explain."""

from typing import Annotated

from typer import Argument, Option

from campaign.cli import params as opt
from campaign.core.model.merits import Board
from campaign.kinds.field import count
from campaign.text import N_
from campaign.words.reading import word

PARTS = {Board.SIGNINGS: (Board.SIGNINGS, Board.SIGNINGS_COUNTY)}
"""Signings are told by leader and by county."""
MOST = 10_000


def leaderboards(
    board: Annotated[str | None, Argument(metavar="[BOARD]", help=N_("expropriation, prework, approvals or signings"))] = None,
    top: Annotated[str | None, Option("--top", metavar="N", help=N_("only the first N of each"))] = None,
    as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False,
) -> None:
    from campaign.cli.answers import leaderboards as view

    wanted = tuple(Board)
    if board is not None:
        one = Board(word(Board, board))
        wanted = PARTS.get(one, (one,))
    view.leaderboards(as_json, as_csv, plain, wanted, _top(top))


def honours(
    top: Annotated[str | None, Option("--top", metavar="N", help=N_("how many of each leaderboard; 3 unless given"))] = None,
    as_json: opt.Json = False, plain: opt.Plain = False,
) -> None:
    from campaign.cli.answers import honours as view

    view.honours(as_json, plain, _top(top))


def _top(text: str | None) -> int | None:
    return None if text is None else count(text, MOST, 1)
