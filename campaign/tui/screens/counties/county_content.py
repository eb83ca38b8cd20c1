"""The page of one county as rows: how it stands, its place in the league, what freezes it, its growth. Pure."""

from collections.abc import Sequence
from typing import NamedTuple

from campaign.core import leagues
from campaign.core.facts import share
from campaign.core.leads import active
from campaign.core.league_lists import Account
from campaign.core.leagues import LeagueStanding
from campaign.core.merits import Named
from campaign.core.model.leads import Lead
from campaign.core.model.people import County
from campaign.core.money import format_percent
from campaign.core.situation import Situation
from campaign.tables.cells import name_of
from campaign.tables.sections import (
    PageRow,
    blocker_key,
    blocker_list,
    light_counts,
    nothing,
    open_note,
    title,
)
from campaign.tables.signs import Signs
from campaign.tables.tones import Piece
from campaign.tables.width import cell, cells
from campaign.text import _
from campaign.tui.screens.counties.county_growth import Growth, growth_rows
from campaign.tui.screens.counties.county_league import league_rows
from campaign.words import day, field, label, money

PROJECTS, MONEY, BLOCKERS, LEADS = "projects", "money", "blockers", "leads"
"""Rows that open a list or another page."""


class CountyView(NamedTuple):
    """A county and what is read about it at once."""

    situation: Situation
    county: County
    growth: Growth
    leads: Sequence[Lead]
    """Those not dropped."""


class Beside(NamedTuple):
    """What takes longer."""

    place: LeagueStanding
    merits: Sequence[Named]
    """That name it and that this person may see, newest first."""
    account: Account
    table: Sequence[LeagueStanding] = ()
    """All of the league."""


def county_rows(view: CountyView, beside: Beside | None, width: int, signs: Signs) -> list[PageRow]:
    """``beside`` is None while it is being read."""
    place, merits, account, table = (None, (), Account(), ()) if beside is None else beside
    situation, county = view.situation, view.county
    return [*_fact_rows(view, width), *league_rows(situation, county, place, table, account, width, signs),
            *_blocker_rows(view, width),
            *growth_rows(situation, county.code, view.growth, width, signs), *_merit_rows(merits)]


def _fact(key: str, name: str, line: Sequence[Piece], subject: str | None) -> PageRow:
    return PageRow(key, [(" " + cell(name, 14), "quiet"), *line], subject)


def _brief(line: Sequence[Piece], width: int) -> Sequence[Piece]:
    """Where there is no room for all of it, what is bold or coloured: the name before it stays."""
    fits = sum(cells(text) for text, _tone in line) <= width
    return line if fits else [line[0], *(one for one in line[1:] if one[1] != "quiet")]


def _fact_rows(view: CountyView, width: int) -> list[PageRow]:
    """Who leads it, its projects with their lights, the money, blockers, leads: each opens what it was counted from."""
    situation, county = view.situation, view.county
    told = situation.snapshot
    sums = situation.tally(county.code)
    counted = [code for code in situation.projects_of_county(county.code) if told.projects[code].withdrawn is None]
    total = sum(told.projects[code].total or 0 for code in counted)
    over = told.campaign.expected(situation.today)
    missed = sums.plan > 0 and leagues.target_missed(leagues.Part(None, sums.done, sums.plan), told.campaign, situation.today)
    items = situation.blockers_in(county.code)
    signed = sum(lead.signed is not None for lead in view.leads)
    zone = "  " + _("Development zone") if county.zone else ""
    rows = [PageRow("name", [(county.name, "strong"), (zone, "quiet")], county.code)]
    if county.leader is None:
        rows.append(_fact("leader", field("leader"), [(_("nobody; e names one"), "yellow")], county.code))
    else:
        post = told.people[county.leader].post if county.leader in told.people else ""
        who: list[Piece] = [(name_of(situation, county.leader), ""), (f"  {post}", "quiet")]
        rows.append(_fact("leader", field("leader"), who, county.leader))
    rows.append(_fact(PROJECTS, _("Projects"), [(f"{len(counted)}  ", "strong"), (f"{money(total)}  ", "quiet"),
                                                *light_counts(situation, counted)], county.code))
    rows.append(_fact(MONEY, _("Money"), [
        (format_percent(share(sums.done, sums.plan)), "red" if missed else "strong"),
        ("  " + _("{done} of {plan}").format(done=money(sums.done), plan=money(sums.plan)), ""),
        ("  " + _("{percent} due by today").format(percent=format_percent(over)), "quiet")], county.code))
    note, tone = open_note(items, situation.today)
    rows.append(_fact(BLOCKERS, _("Blockers"), [(note, "" if tone == "quiet" else tone)], county.code))
    pending = sum(active(lead) for lead in view.leads)
    rows.append(_fact(LEADS, _("Leads"), [
        (_("{n} being worked on").format(n=pending), ""), ("  " + _("{n} signed").format(n=signed), "quiet")], county.code))
    return [row._replace(line=_brief(row.line, width)) for row in rows]


def _blocker_rows(view: CountyView, width: int) -> list[PageRow]:
    situation, code = view.situation, view.county.code
    items = sorted(situation.county_wide(code), key=lambda item: blocker_key(situation.today, item))
    rows = title("wide", _("Blockers of the whole county"), *(open_note(items, situation.today) if items else ()))
    if not items:
        return [*rows, nothing("wide", " " + _("no blocker is on all of it"), code)]
    return [*rows, *blocker_list(situation, items, width)]


def _merit_rows(merits: Sequence[Named]) -> list[PageRow]:
    if not merits:
        return []
    rows = title("merits", _("Praise and supervision"), str(len(merits)))
    for row in merits:
        merit = row.merit
        head = f" {cell(merit.code, 6)} {cell(day(merit.on), 6)} {label(merit.kind)}  "
        rows.append(PageRow(f"merit:{merit.code}", [(head, "quiet"), (merit.text, "")], merit.code))
    return rows
