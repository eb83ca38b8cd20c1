"""Question 14: who earns praise this week, and who must explain."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import NamedTuple

from campaign.core.leaderboards import Entry, top
from campaign.core.league_lists import Lists
from campaign.core.merits import GOOD, Named, Suggestion
from campaign.core.model.merits import Board
from campaign.core.situation import Situation
from campaign.service import merits
from campaign.service.leaderboards import boards
from campaign.service.league import lists
from campaign.service.session import Session

WEEK = timedelta(days=7)
TOP = 3
"""Of each board who is named."""


class Honours(NamedTuple):
    """The answer to question 14."""

    lists: Lists
    boards: Mapping[Board, Sequence[Entry]]
    """The first of each."""
    praise: Sequence[Named]
    """Praise and rewards of the last seven days, today included, newest first."""
    explain: Sequence[Suggestion]
    """Who must explain, worst first."""


def answer(session: Session, situation: Situation, number: int = TOP) -> Honours:
    found = lists(session, situation)
    return Honours(found, top(boards(session, situation), number), praise(session, situation),
                   merits.explain(session, situation, found.black))


def praise(session: Session, situation: Situation) -> list[Named]:
    """Those of the week, newest first."""
    first = situation.today - WEEK
    return [row for row in merits.merits(session, situation)
            if row.merit.kind in GOOD and first < row.merit.on <= situation.today]
