"""Red and black list and the leaderboards."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from campaign.core import league_lists
from campaign.core.leaderboards import Entry
from campaign.core.league_lists import Lists
from campaign.core.leagues import LeagueStanding
from campaign.core.model.merits import Board
from campaign.core.money import format_percent
from campaign.core.situation import Situation
from campaign.tables.cells import code_width, labels_width, name_of
from campaign.tables.charts.bar import bar
from campaign.tables.land_task_record import quantity
from campaign.tables.order import by_pinyin, less
from campaign.tables.signs import Signs
from campaign.tables.table import Column, Group, Listing, Record, Table, named, titled, widest
from campaign.tables.tones import Line, Piece
from campaign.tables.values import percent
from campaign.text import N_, _
from campaign.words import leaderboards as say
from campaign.words.labels import NOTHING, label
from campaign.words.league import barred_text, places_text, why_text

KEY = "/"
"""Stands between the list and the code in the key of a row: a county may be on several."""


def code_of(key: str) -> str:
    return key.rpartition(KEY)[2]


def list_of(key: str) -> str:
    return key.partition(KEY)[0]


# Red list, black list, exempt -------------------------------------------------------------------------------------------

LISTS = {"red": N_("Red list"), "barred": N_("High enough, not on the red list"), "black": N_("Black list"),
         "exempt": N_("Exempt by force majeure")}
TONES = {"red": "", "barred": "quiet", "black": "bold on ink", "exempt": "quiet"}
"""Red and yellow are for lights: praise is a word, the black list stands in ink."""


class Listed(NamedTuple):
    """A county on one of the lists."""

    place: LeagueStanding
    missed: int | None
    """1/10 pp by which it missed its target; None when it did not."""


Counties = Listing[Listed]


def listed_rows(situation: Situation, lists: Lists) -> dict[str, Listed]:
    campaign, today = situation.snapshot.campaign, situation.today
    return {f"{name}{KEY}{row.county}": Listed(row, league_lists.missed_by(row, campaign, today))
            for name, rows in (("red", lists.red), ("barred", lists.barred), ("black", lists.black), ("exempt", lists.exempt))
            for row in rows}


def _change(told: Counties, row: Listed) -> Piece:
    change = row.place.change_all
    return (NOTHING, "quiet") if not change else (places_text(change), "quiet")


def _place(told: Counties, row: Listed) -> Piece:
    """Praise in accent, the black list in ink."""
    place = row.place
    return f" {place.rank_all} ", "bold on ink" if place.black else "bold accent" if place.red else ""


def _done(told: Counties, row: Listed, room: int, signs: Signs) -> Line:
    """What is done of the plan, with the mark of today."""
    pct, due = row.place.completion.pct, told.situation.snapshot.campaign.expected(told.situation.today)
    return [(" " * room, "")] if pct is None else bar(room, pct / 1000, signs, target=due / 1000, missed=row.missed is not None)


def _missed(told: Counties, column: Column[Counties, Listed], room: int) -> tuple[int, int]:
    missed = [points(row.missed) for row in told.rows.values() if row.missed is not None]
    return labels_width([*missed, column.title], 16), 0


COUNTIES = Table[Counties, Listed](
    "red and black list",
    columns=(
        Column("place", N_("Standing"), 8, _place, 4, sort=lambda told: lambda key: told.rows[key].place.rank_all),
        Column("name", N_("County"), named, lambda told, row: (name_of(told.situation, row.place.county), "strong"), flex=1,
               sort=lambda told: lambda key: by_pinyin(name_of(told.situation, told.rows[key].place.county))),
        Column("bar", "", lambda told, column, room: (16 if room < 150 else 30, 8), draw=_done, gives=4, room=96),
        Column("score", N_("Score"), 6, lambda told, row: (tenths(row.place.score), ""), align="right",
               sort=lambda told: lambda key: -told.rows[key].place.score),
        Column("done", N_("Invested"), titled(6), lambda told, row: (format_percent(row.place.completion.pct), "strong"),
               align="right",
               sort=lambda told: lambda key: less(told.rows[key].place.completion.pct)),
        Column("missed", N_("Missed by"), _missed,
               lambda told, row: (NOTHING, "quiet") if row.missed is None else (points(row.missed), ""), align="right",
               gives=1, sort=lambda told: lambda key: less(told.rows[key].missed)),
        Column("change", N_("In 7 days"), titled(6), _change, align="right", gives=2,
               sort=lambda told: lambda key: less(told.rows[key].place.change_all)),
        Column("why", N_("Why"), 20, lambda told, row: (why_text(row.place), "quiet"), 8, flex=2, gives=3),
    ),
    groups=("list",),
    grouped={"list": Group(lambda told: list_of, lambda told, name: _(LISTS[name]),
                           lambda told: lambda name, keys: tuple(LISTS).index(name))},
    facts=lambda told, group, keys, width: [(str(len(keys)), "quiet")],
    called=lambda told, row: name_of(told.situation, row.place.county))


def notes(place: LeagueStanding) -> list[str]:
    """Why it is not on a list on which its place would put it."""
    found = [] if place.exempt is None else [_("exempt: {why}").format(why=place.exempt)]
    return found if place.barred is None else [*found, _("not on the red list: {why}").format(why=barred_text(place))]


def tenths(score: int) -> str:
    """61.2 of 612."""
    return f"{score // 10}.{score % 10}"


def points(missed: int) -> str:
    """``6.1 pp``; what is less than can be told is not nothing."""
    return _("{n} pp").format(n=tenths(missed) if missed else "<0.1")


# The leaderboards -------------------------------------------------------------------------------------------------------

Boards = Listing[Entry]


def board_rows(found: Mapping[Board, Sequence[Entry]]) -> dict[str, Entry]:
    return {f"{board}{KEY}{row.code}": row for board, rows in found.items() for row in rows}


def record(told: Listing[Entry], row: Entry) -> Record:
    return {"code": row.code, "board": row.board, "rank": row.rank, "name": told.name(row.code), "counted": row.counted,
            "share_pct": percent(row.share), "approvals_granted": row.granted, "approvals_required": row.required,
            "money": row.money, "parts": [{"measure": part.measure, "done": quantity(part.done), "target": quantity(part.target)}
                      for part in row.parts]}


def board_bar(told: Boards, row: Entry, room: int, signs: Signs) -> Line:
    """Against the first of its board, who has most; of approvals, where less is better, what is used of the time allowed."""
    own = row.money if row.share is None else row.share
    if own is None:
        return [(" " * room, "")]
    if row.board is Board.APPROVALS:
        return bar(room, own / 1000, signs)
    most = max(((one.money if one.share is None else one.share) or 0 for one in told.rows.values()
                if one.board is row.board), default=0)
    return bar(room, own / most if most > 0 else 0, signs)


BOARDS = Table[Listing[Entry], Entry](
    "leaderboards",
    columns=(
        Column("place", N_("Standing"), 8, lambda told, row: (str(row.rank), "bold accent" if row.rank == 1 else ""), 4,
               align="right",
               sort=lambda told: lambda key: told.rows[key].rank),
        Column("code", N_("Code"), lambda told, column, room: (code_width([row.code for row in told.rows.values()]), 0),
               lambda told, row: (row.code, "quiet"), gives=2),
        Column("name", N_("Name"), named, lambda told, row: (name_of(told.situation, row.code), "strong"), flex=1,
               sort=lambda told: lambda key: by_pinyin(name_of(told.situation, told.rows[key].code))),
        Column("bar", "", lambda told, column, room: (16 if room < 150 else 30, 8), draw=board_bar, gives=3, room=70),
        Column("figure", N_("Figure"), widest(12), lambda told, row: (say.figure_text(row), "strong"), align="right"),
        Column("basis", N_("Made from"), 24, lambda told, row: (say.basis_text(row), ""), 10, flex=2, gives=1),
    ),
    groups=("board",),
    grouped={"board": Group(lambda told: list_of, lambda told, name: label(Board(name)),
                            lambda told: lambda name, keys: tuple(Board).index(Board(name)))},
    record=record,
    called=lambda told, row: name_of(told.situation, row.code))
