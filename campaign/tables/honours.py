"""Who earns praise this week, and who must explain, as one object: lists of counties, leaderboards, merits, suggestions."""

from collections.abc import Sequence
from datetime import date

from campaign.core import league_lists
from campaign.core.leaderboards import Entry
from campaign.core.league_lists import Lists
from campaign.core.leagues import LeagueStanding
from campaign.core.situation import Situation
from campaign.service.honours import Honours
from campaign.tables.leaderboards import record as entry
from campaign.tables.merits import Explaining, Merits, suggestion
from campaign.tables.merits import record as merit
from campaign.tables.table import Listing
from campaign.tables.values import Row, iso, percent


def named_lists(lists: Lists) -> dict[str, Sequence[LeagueStanding]]:
    """As JSON names them."""
    return {"red_list": lists.red, "barred": lists.barred, "black_list": lists.black, "exempt": lists.exempt}


def listed(situation: Situation, row: LeagueStanding, day: date) -> Row:
    """A county on the red or the black list, or exempt, as of a day."""
    missed = league_lists.missed_by(row, situation.snapshot.campaign, day)
    return {"code": row.county, "name": situation.name_of(row.county), "rank": row.rank,
            "rank_all": row.rank_all, "score": percent(row.score), "change": row.change,
            "progress_pct": percent(row.completion.pct), "target_missed": row.target_missed, "missed_pp": percent(missed),
            "exempt": row.exempt, "barred": row.barred}


def record(situation: Situation, found: Honours) -> Row:
    today, told = situation.today, Listing(situation, dict[str, Entry]())
    return {
        "date": iso(today), "day": situation.snapshot.campaign.day(today),
        **{key: [listed(situation, row, today) for row in rows] for key, rows in named_lists(found.lists).items()},
        "leaderboards": {board: [entry(told, row) for row in rows] for board, rows in found.boards.items()},
        "praise": [merit(Merits(situation, {}), row) for row in found.praise],
        "explain": [suggestion(Explaining(situation, {}), row) for row in found.explain],
    }
