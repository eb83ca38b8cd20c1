"""Red and black list and the leaderboards."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from campaign.core import league_lists, leagues
from campaign.core.leaderboards import Entry
from campaign.core.league_lists import Lists
from campaign.core.leagues import LeagueStanding, Part
from campaign.core.model.merits import Board
from campaign.core.money import format_percent
from campaign.core.situation import Situation
from campaign.tables.cells import code_width, labels_width, name_of, rule, wrapped
from campaign.tables.land_task_record import quantity
from campaign.tables.order import by_pinyin, less
from campaign.tables.table import Column, Group, Listing, Record, Table, named, titled, widest
from campaign.tables.tones import Line, Piece
from campaign.tables.values import percent
from campaign.text import N_, _
from campaign.words import label, listed, money
from campaign.words import leaderboards as say
from campaign.words.labels import NOTHING
from campaign.words.league import barred_text, why_text

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
_PARTS = {"completion": N_("invested"), "start": N_("started"), "registration": N_("registered"), "closed": N_("closed"),
          "signings": N_("signed")}


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
    return (NOTHING, "quiet") if not change else (f"{change:+d}", "green" if change > 0 else "red")


def _missed(told: Counties, column: Column[Counties, Listed], room: int) -> tuple[int, int]:
    missed = [points(row.missed) for row in told.rows.values() if row.missed is not None]
    return labels_width([*missed, column.title], 16), 0


COUNTIES = Table[Counties, Listed](
    "red and black list",
    columns=(
        Column("place", N_("Standing"), 8, lambda told, row: (str(row.place.rank_all), ""), 4, align="right",
               sort=lambda told: lambda key: told.rows[key].place.rank_all),
        Column("name", N_("County"), named, lambda told, row: (name_of(told.situation, row.place.county), "strong"), flex=1,
               sort=lambda told: lambda key: by_pinyin(name_of(told.situation, told.rows[key].place.county))),
        Column("score", N_("Score"), 6, lambda told, row: (tenths(row.place.score), ""), align="right",
               sort=lambda told: lambda key: -told.rows[key].place.score),
        Column("done", N_("Invested"), titled(6), lambda told, row: (format_percent(row.place.completion.pct), ""), align="right",
               sort=lambda told: lambda key: less(told.rows[key].place.completion.pct)),
        Column("missed", N_("Missed by"), _missed,
               lambda told, row: (NOTHING, "quiet") if row.missed is None else (points(row.missed), "red"), align="right",
               gives=1, sort=lambda told: lambda key: less(told.rows[key].missed)),
        Column("change", N_("In 7 days"), titled(6), _change, align="right", gives=2,
               sort=lambda told: lambda key: less(told.rows[key].place.change_all)),
        Column("why", N_("Why"), 20, lambda told, row: (why_text(row.place), "yellow"), 8, flex=2, gives=3),
    ),
    groups=("list",),
    grouped={"list": Group(lambda told: list_of, lambda told, name: _(LISTS[name]),
                           lambda told: lambda name, keys: tuple(LISTS).index(name))},
    facts=lambda told, group, keys, width: [(str(len(keys)), TONES[list_of(keys[0])])],
    called=lambda told, row: name_of(told.situation, row.place.county))


def list_details(situation: Situation, row: Listed, width: int, height: int) -> list[Line]:
    """The parts of its score, how it stands to its target, and why it is exempt."""
    place = row.place
    lines: list[Line] = [rule([(f" {place.county} ", "quiet"), (name_of(situation, place.county), "strong")], width)]
    parts = [f"{_(name)} {format_percent(part.pct)}" for name, part in zip(_PARTS.values(), parts_of(place), strict=True)]
    lines += [[(f" {part}", "")] for part in wrapped(listed(parts), width - 2)]
    by_now = situation.snapshot.campaign.expected(situation.today)
    target = _("{done} of {plan} invested, {percent}; by now {expected} is due").format(
        done=money(place.completion.met), plan=money(place.completion.due), percent=format_percent(place.completion.pct),
        expected=format_percent(by_now))
    lines.append([(f" {target}", "red" if row.missed is not None else "")])
    for told in notes(place):
        lines += [[(f" {part}", "yellow")] for part in wrapped(told, width - 2)]
    return lines[:height]


def notes(place: LeagueStanding) -> list[str]:
    """Why it is not on a list on which its place would put it."""
    found = [] if place.exempt is None else [_("exempt: {why}").format(why=place.exempt)]
    return found if place.barred is None else [*found, _("not on the red list: {why}").format(why=barred_text(place))]


def parts_of(place: LeagueStanding) -> list[Part]:
    return [getattr(place, part) for part in leagues.PARTS]


def tenths(score: int) -> str:
    """61.2 of 612."""
    return f"{score // 10}.{score % 10}"


def points(missed: int) -> str:
    """``6.1 pp``; what is less than can be told is not nothing."""
    return _("{n} pp").format(n=tenths(missed) if missed else "<0.1")


# The leaderboards -------------------------------------------------------------------------------------------------------

def board_rows(found: Mapping[Board, Sequence[Entry]]) -> dict[str, Entry]:
    return {f"{board}{KEY}{row.code}": row for board, rows in found.items() for row in rows}


def record(told: Listing[Entry], row: Entry) -> Record:
    return {"code": row.code, "board": row.board, "rank": row.rank, "name": told.name(row.code), "counted": row.counted,
            "share_pct": percent(row.share), "approvals_granted": row.granted, "approvals_required": row.required,
            "money": row.money, "parts": [{"measure": part.measure, "done": quantity(part.done), "target": quantity(part.target)}
                      for part in row.parts]}


BOARDS = Table[Listing[Entry], Entry](
    "leaderboards",
    columns=(
        Column("place", N_("Standing"), 8, lambda told, row: (str(row.rank), ""), 4, align="right",
               sort=lambda told: lambda key: told.rows[key].rank),
        Column("code", N_("Code"), lambda told, column, room: (code_width([row.code for row in told.rows.values()]), 0),
               lambda told, row: (row.code, "quiet"), gives=2),
        Column("name", N_("Name"), named, lambda told, row: (name_of(told.situation, row.code), "strong"), flex=1,
               sort=lambda told: lambda key: by_pinyin(name_of(told.situation, told.rows[key].code))),
        Column("figure", N_("Figure"), widest(12), lambda told, row: (say.figure_text(row), "strong"), align="right"),
        Column("basis", N_("Made from"), 24, lambda told, row: (say.basis_text(row), ""), 10, flex=2, gives=1),
    ),
    groups=("board",),
    grouped={"board": Group(lambda told: list_of, lambda told, name: label(Board(name)),
                            lambda told: lambda name, keys: tuple(Board).index(Board(name)))},
    record=record,
    called=lambda told, row: name_of(told.situation, row.code))


def board_details(situation: Situation, row: Entry, width: int, height: int) -> list[Line]:
    """How its figure is worked out, and from what."""
    heading: list[Piece] = [(f" {row.code} ", "quiet"), (name_of(situation, row.code), "strong"),
                            (f"  {label(row.board)} {row.rank}", "")]
    lines: list[Line] = [rule(heading, width)]
    for text, tone in ((f"{say.figure_text(row)}  {say.basis_text(row)}", ""), (say.formula_text(row.board), "quiet"),
                       (_("Enter shows the very rows that it was counted from"), "quiet")):
        lines += [[(f" {part}", tone)] for part in wrapped(text, width - 2)]
    return lines[:height]
