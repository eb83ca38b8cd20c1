"""Red and black list and the leaderboards: their columns, rows, order and details. Pure."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from campaign.core import leagues
from campaign.core.leaderboards import Board, Entry
from campaign.core.leagues import LeagueStanding, Part
from campaign.core.money import format_percent
from campaign.core.overview import expected
from campaign.core.situation import Situation
from campaign.tables.cells import code_width, labels_width, name_of, rule, wrapped
from campaign.tables.history import name_column
from campaign.tables.order import Value, by_pinyin
from campaign.tables.tones import Line, Piece
from campaign.tables.width import Column, cells
from campaign.text import N_, _
from campaign.words import label, listed, money
from campaign.words import leaderboards as say
from campaign.words.labels import NOTHING

KEY = "/"
"""Stands between the list and the code in the key of a row: a county may be on several."""


def code_of(key: str) -> str:
    return key.rpartition(KEY)[2]


def list_of(key: str) -> str:
    return key.partition(KEY)[0]


# Red list, black list, exempt -------------------------------------------------------------------------------------------

LISTS = {"red": N_("Red list"), "black": N_("Black list"), "exempt": N_("Exempt by force majeure")}
TONES = {"red": "green", "black": "red", "exempt": "yellow"}
"""Praise is not red on a screen on which red is bad."""
LIST_SORTS = ("place", "name", "score", "done", "missed", "change")
_PARTS = {"completion": N_("invested"), "start": N_("started"), "registration": N_("registered"), "closed": N_("closed"),
          "signings": N_("signed")}


class Listed(NamedTuple):
    """A county on one of the lists."""

    place: LeagueStanding
    missed: int | None
    """1/10 pp by which it missed its target; None when it did not."""


def listed_rows(situation: Situation, red: Sequence[LeagueStanding], black: Sequence[LeagueStanding],
                exempt: Sequence[LeagueStanding],
                ) -> dict[str, Listed]:
    campaign, today = situation.snapshot.campaign, situation.today
    return {f"{name}{KEY}{row.county}": Listed(row, leagues.missed_by(row, campaign, today))
            for name, rows in (("red", red), ("black", black), ("exempt", exempt)) for row in rows}


def list_value(situation: Situation, rows: Mapping[str, Listed], sort: str) -> Callable[[str], Value]:
    return {
        "place": lambda key: rows[key].place.rank,
        "name": lambda key: by_pinyin(name_of(situation, rows[key].place.county)),
        "score": lambda key: -rows[key].place.score,
        "done": lambda key: None if (pct := rows[key].place.completion.pct) is None else -pct,
        "missed": lambda key: None if (missed := rows[key].missed) is None else -missed,
        "change": lambda key: None if (change := rows[key].place.change) is None else -change,
    }[sort]


def list_columns(situation: Situation, rows: Mapping[str, Listed], width: int) -> list[Column]:
    missed = [points(row.missed) for row in rows.values() if row.missed is not None]
    return [
        Column("place", _("Standing"), 8, 4, align="right"),
        name_column(_("County"), (name_of(situation, row.place.county) for row in rows.values()), width),
        Column("score", _("Score"), 6, align="right"),
        Column("done", _("Invested"), max(6, cells(_("Invested"))), align="right"),
        Column("missed", _("Missed by"), labels_width([*missed, _("Missed by")], 16), align="right", priority=1),
        Column("change", _("In 7 days"), max(6, cells(_("In 7 days"))), align="right", priority=2),
        Column("why", _("Why"), 20, 8, flex=2, priority=3),
    ]


def list_piece(situation: Situation, row: Listed, key: str) -> Piece:
    place = row.place
    match key:
        case "place":
            return str(place.rank), ""
        case "name":
            return name_of(situation, place.county), "bold"
        case "score":
            return tenths(place.score), ""
        case "done":
            return format_percent(place.completion.pct), ""
        case "missed":
            return (NOTHING, "dim") if row.missed is None else (points(row.missed), "red")
        case "change":
            change = place.change
            return (NOTHING, "dim") if not change else (f"{change:+d}", "green" if change > 0 else "red")
    return place.exempt or "", "yellow"


def list_details(situation: Situation, row: Listed, width: int, height: int) -> list[Line]:
    """The parts of its score, how it stands to its target, and why it is exempt."""
    place = row.place
    lines: list[Line] = [rule([(f" {place.county} ", "dim"), (name_of(situation, place.county), "bold")], width)]
    parts = [f"{_(name)} {format_percent(part.pct)}" for name, part in zip(_PARTS.values(), parts_of(place), strict=True)]
    lines += [[(f" {part}", "")] for part in wrapped(listed(parts), width - 2)]
    by_now = expected(situation.snapshot.campaign, situation.today)
    target = _("{done} of {plan} invested, {percent}; by now {expected} is due").format(
        done=money(place.completion.met), plan=money(place.completion.due), percent=format_percent(place.completion.pct),
        expected=format_percent(by_now))
    lines.append([(f" {target}", "red" if row.missed is not None else "")])
    if place.exempt is not None:
        told = _("exempt: {why}").format(why=place.exempt)
        lines += [[(f" {part}", "yellow")] for part in wrapped(told, width - 2)]
    return lines[:height]


def parts_of(place: LeagueStanding) -> list[Part]:
    return [getattr(place, part) for part in leagues.PARTS]


def tenths(score: int) -> str:
    """61.2 of 612."""
    return f"{score // 10}.{score % 10}"


def points(missed: int) -> str:
    """``6.1 pp``; what is less than can be told is not nothing."""
    return _("{n} pp").format(n=tenths(missed) if missed else "<0.1")


# The leaderboards -------------------------------------------------------------------------------------------------------

BOARD_SORTS = ("place", "name")


def board_rows(found: Mapping[Board, Sequence[Entry]]) -> dict[str, Entry]:
    return {f"{board}{KEY}{row.code}": row for board, rows in found.items() for row in rows}


def board_value(situation: Situation, rows: Mapping[str, Entry], sort: str) -> Callable[[str], Value]:
    if sort == "name":
        return lambda key: by_pinyin(name_of(situation, rows[key].code))
    return lambda key: rows[key].rank


def board_columns(situation: Situation, rows: Mapping[str, Entry], width: int) -> list[Column]:
    figures = [say.figure_text(row) for row in rows.values()]
    return [
        Column("place", _("Standing"), 8, 4, align="right"),
        Column("code", _("Code"), code_width([row.code for row in rows.values()]), priority=2),
        name_column(_("Name"), (name_of(situation, row.code) for row in rows.values()), width),
        Column("figure", _("Figure"), labels_width([*figures, _("Figure")], 12), align="right"),
        Column("basis", _("Made from"), 24, 10, flex=2, priority=1),
    ]


def board_piece(situation: Situation, row: Entry, key: str) -> Piece:
    match key:
        case "place":
            return str(row.rank), ""
        case "code":
            return row.code, "dim"
        case "name":
            return name_of(situation, row.code), "bold"
        case "figure":
            return say.figure_text(row), "bold"
    return say.basis_text(row), ""


def board_details(situation: Situation, row: Entry, width: int, height: int) -> list[Line]:
    """How its figure is worked out, and from what."""
    heading: list[Piece] = [(f" {row.code} ", "dim"), (name_of(situation, row.code), "bold"),
                            (f"  {label(row.board)} {row.rank}", "")]
    lines: list[Line] = [rule(heading, width)]
    for text, tone in ((f"{say.figure_text(row)}  {say.basis_text(row)}", ""), (say.formula_text(row.board), "dim"),
                       (_("Enter shows the very rows that it was counted from"), "dim")):
        lines += [[(f" {part}", tone)] for part in wrapped(text, width - 2)]
    return lines[:height]
