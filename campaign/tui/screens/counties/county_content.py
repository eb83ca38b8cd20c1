"""The page of one county as rows: how it stands, its place in the league, what freezes it, its growth. Pure."""

from collections.abc import Sequence
from typing import NamedTuple

from campaign.core import league_lists, leagues
from campaign.core.facts import share
from campaign.core.leads import active
from campaign.core.league_lists import Account
from campaign.core.leagues import LeagueStanding
from campaign.core.merits import Named
from campaign.core.model.leads import Lead
from campaign.core.model.people import County
from campaign.core.money import format_percent
from campaign.core.situation import Situation
from campaign.tables.cells import name_of, wrapped
from campaign.tables.leaderboards import notes, tenths
from campaign.tables.league import change_piece, original_completions, standing_piece
from campaign.tables.league_parts import part_rows
from campaign.tables.sections import (
    PageRow,
    blocker_key,
    blocker_list,
    light_counts,
    nothing,
    open_note,
    title,
)
from campaign.tables.tones import Piece
from campaign.tables.width import cell, cells
from campaign.text import _, ngettext
from campaign.tui.screens.counties.county_growth import Growth, growth_rows
from campaign.words import day, field, label, money
from campaign.words.league import unlisted_text

PROJECTS, MONEY, BLOCKERS, LEADS, LEAGUE = "projects", "money", "blockers", "leads", "league"
"""Rows that open a list or another page."""
PART = "part:"
"""Begins the key of a part of the league."""


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


def county_rows(view: CountyView, beside: Beside | None, width: int) -> list[PageRow]:
    """``beside`` is None while it is being read."""
    place, merits, account = (None, (), Account()) if beside is None else beside
    return [*_fact_rows(view, width), *_league_rows(view, place, account, width), *_blocker_rows(view, width),
            *growth_rows(view.situation, view.county.code, view.growth, width), *_merit_rows(merits, width)]


def _fact(key: str, name: str, line: Sequence[Piece], subject: str | None) -> PageRow:
    return PageRow(key, [(" " + cell(name, 14), "dim"), *line], subject)


def _brief(line: Sequence[Piece], width: int) -> Sequence[Piece]:
    """Where there is no room for all of it, what is bold or coloured: the name before it stays."""
    return line if sum(cells(text) for text, _tone in line) <= width else [line[0], *(one for one in line[1:] if one[1] != "dim")]


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
    rows = [PageRow("name", [(county.name, "bold"), ("  " + _("Development zone") if county.zone else "", "dim")], county.code)]
    if county.leader is None:
        rows.append(_fact("leader", field("leader"), [(_("nobody; e names one"), "yellow")], county.code))
    else:
        post = told.people[county.leader].post if county.leader in told.people else ""
        who: list[Piece] = [(name_of(situation, county.leader), ""), (f"  {post}", "dim")]
        rows.append(_fact("leader", field("leader"), who, county.leader))
    rows.append(_fact(PROJECTS, _("Projects"), [(f"{len(counted)}  ", "bold"), (f"{money(total)}  ", "dim"),
                                                *light_counts(situation, counted)], county.code))
    rows.append(_fact(MONEY, _("Money"), [
        (format_percent(share(sums.done, sums.plan)), "red" if missed else "bold"),
        ("  " + _("{done} of {plan}").format(done=money(sums.done), plan=money(sums.plan)), ""),
        ("  " + _("{percent} of the campaign is over").format(percent=format_percent(over)), "dim")], county.code))
    note, tone = open_note(items, situation.today)
    rows.append(_fact(BLOCKERS, _("Blockers"), [(note, "" if tone == "dim" else tone)], county.code))
    pending = sum(active(lead) for lead in view.leads)
    rows.append(_fact(LEADS, _("Leads"), [
        (_("{n} being worked on").format(n=pending), ""), ("  " + _("{n} signed").format(n=signed), "dim")], county.code))
    return [row._replace(line=_brief(row.line, width)) for row in rows]


def _league_rows(view: CountyView, place: LeagueStanding | None, account: Account, width: int) -> list[PageRow]:
    """Its rank, and a row for each part, which opens what it was counted from."""
    situation, code, told = view.situation, view.county.code, view.situation.snapshot
    settings = told.campaign.settings
    rows = title(width, "league-", _("Counties' league"))
    if place is None:
        rows.append(PageRow(LEAGUE, [(" " + _("counting"), "dim")], code))
        return [*rows, *(PageRow(PART + name, (), code) for name in leagues.PARTS)]
    alike = [county for county in situation.snapshot.counties.values() if county.zone == view.county.zone]
    within = "" if place.group is None else "  " + _("{group}: {rank} of {n}").format(
        group=place.group, rank=place.rank, n=sum(county.division == place.group for county in alike))
    text, tone = standing_piece(place)
    change, colour = change_piece(place)
    line: list[Piece] = [(" " + _("{rank} of {n}").format(rank=place.rank_all, n=len(alike)), "bold"), (within, ""),
                         (f"  {text}" if text else "", tone),
                         ("  " + _("score {score}").format(score=tenths(place.score)), "bold"), (f"  {change}", colour),
                         (" " + _("in 7 days"), "dim")]
    rows.append(PageRow(LEAGUE, line, code))
    said = [(text, "yellow") for text in notes(place)]
    why = league_lists.unlisted((row.zone for row in told.counties.values()), told.campaign, situation.today)
    if why is not None:
        said.append((unlisted_text(why, settings), "dim"))
    if account.decided or account.entered:
        said.append((_("{confirmed} of {entered} results confirmed, {returned} of {decided} returned").format(
            **account._asdict()), "red" if account.returned else ""))
    if account.changed:
        percent = format_percent(original_completions(situation)(place).pct)
        said.append((ngettext("{n} target changed; by the original plans {percent} is done",
                              "{n} targets changed; by the original plans {percent} is done", account.changed).format(
            n=account.changed, percent=percent), "yellow"))
    rows += [PageRow(f"said{n}", [(" " + part, tone)], code) for n, (part, tone) in enumerate(
        (part, tone) for text, tone in said for part in wrapped(text, width - 2))]
    return [*rows, *(PageRow(f"{PART}{name}", [(" ", ""), *line], code)
                     for name, line in zip(leagues.PARTS, part_rows(place, settings, width - 2), strict=True))]


def _blocker_rows(view: CountyView, width: int) -> list[PageRow]:
    situation, code = view.situation, view.county.code
    items = sorted(situation.county_wide(code), key=lambda item: blocker_key(situation.today, item))
    rows = title(width, "wide", _("Blockers of the whole county"), *(open_note(items, situation.today) if items else ()))
    if not items:
        return [*rows, nothing("wide", " " + _("no blocker is on all of it"), code)]
    return [*rows, *blocker_list(situation, items, width)]


def _merit_rows(merits: Sequence[Named], width: int) -> list[PageRow]:
    if not merits:
        return []
    rows = title(width, "merits", _("Praise and supervision"), str(len(merits)))
    for row in merits:
        merit = row.merit
        head = f" {cell(merit.code, 6)} {cell(day(merit.on), 6)} {label(merit.kind)}  "
        rows.append(PageRow(f"merit:{merit.code}", [(head, "dim"), (merit.text, "")], merit.code))
    return rows
