"""The page of one county as rows: how it stands, its place in the league, what freezes it, its growth. Pure."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from campaign.core import indicators as rules
from campaign.core import leagues, periods
from campaign.core.facts import share
from campaign.core.indicators import Key, Parity, Series
from campaign.core.leads import active
from campaign.core.leagues import LeagueStanding
from campaign.core.merits import Named
from campaign.core.model.blocker import Blocker
from campaign.core.model.indicators import IndicatorMeasure, Metric
from campaign.core.model.leads import Lead
from campaign.core.model.people import County
from campaign.core.money import format_percent
from campaign.core.overview import expected
from campaign.core.situation import Situation
from campaign.tables.cells import labels_width, name_of
from campaign.tables.indicators import AgainstTarget as Against
from campaign.tables.indicators import gap_piece, sparkline, standings
from campaign.tables.leaderboards import tenths
from campaign.tables.league import change_piece, part_rows, standing_piece
from campaign.tables.parity import gap_line, needed_text, year_text
from campaign.tables.sections import (
    PLAIN,
    PageRow,
    blocker_key,
    blocker_list,
    light_counts,
    nothing,
    open_note,
    table_row,
    title,
)
from campaign.tables.tones import Line, Piece
from campaign.tables.width import Column, cell, cells
from campaign.text import _
from campaign.tui.screens.counties import year_chart
from campaign.tui.screens.counties.year_chart import Course
from campaign.words import day, field, label, money
from campaign.words.indicators import figure_text, series_name

PROJECTS, MONEY, BLOCKERS, LEADS, LEAGUE, PARITY = "projects", "money", "blockers", "leads", "league", "parity"
"""Rows that open a list or another page; ``PARITY`` begins the keys of several."""
PART = "part:"
"""Begins the key of a part of the league."""
GROWTH = (Metric.INVESTMENT, IndicatorMeasure.YOY_CUM)
GDP = (Metric.GDP, IndicatorMeasure.YOY_CUM)
SIGNS = (("*", "green"), ("o", "primary"))
"""Of investment and of GDP in the chart."""


class CountyView(NamedTuple):
    """A county and what is read about it at once."""

    situation: Situation
    county: County
    table: Mapping[Key, Series]
    parity: Parity
    leads: Sequence[Lead]
    """Those not dropped."""


class Beside(NamedTuple):
    """What takes longer."""

    place: LeagueStanding
    merits: Sequence[Named]
    """That name it and that this person may see, newest first."""


def county_rows(view: CountyView, beside: Beside | None, width: int) -> list[PageRow]:
    """``beside`` is None while it is being read."""
    place, merits = (None, ()) if beside is None else beside
    return [*_fact_rows(view, width), *_league_rows(view, place, width), *_blocker_rows(view, width), *_parity_rows(view, width),
            *_chart_rows(view, width), *_indicator_rows(view, width), *_merit_rows(merits, width)]


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
    over = expected(told.campaign, situation.today)
    missed = sums.plan > 0 and leagues.target_missed(leagues.Part(None, sums.done, sums.plan), told.campaign, situation.today)
    items = _frozen(situation, county.code)
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


def _frozen(situation: Situation, county: str) -> list[Blocker]:
    """Unresolved blockers on it as a whole or on one of its projects."""
    found = {item.code: item for item in situation.county_wide(county)}
    for code in situation.projects_of_county(county):
        found.update((item.code, item) for item in situation.blockers_of(code))
    return list(found.values())


def _league_rows(view: CountyView, place: LeagueStanding | None, width: int) -> list[PageRow]:
    """Its rank, and a row for each part, which opens what it was counted from."""
    situation, code = view.situation, view.county.code
    settings = situation.snapshot.campaign.settings
    rows = title(width, "league-", _("Counties' league"))
    if place is None:
        rows.append(PageRow(LEAGUE, [(" " + _("counting"), "dim")], code))
        return [*rows, *(PageRow(PART + name, (), code) for name in leagues.PARTS)]
    size = sum(county.zone == view.county.zone for county in situation.snapshot.counties.values())
    text, tone = standing_piece(place)
    change, colour = change_piece(place)
    line: list[Piece] = [(" " + _("{rank} of {n}").format(rank=place.rank, n=size), "bold"), (f"  {text}" if text else "", tone),
                         ("  " + _("score {score}").format(score=tenths(place.score)), "bold"), (f"  {change}", colour),
                         (" " + _("in 7 days"), "dim")]
    rows.append(PageRow(LEAGUE, line, code))
    if place.exempt is not None:
        rows.append(PageRow("exempt", [(" " + _("exempt: {why}").format(why=place.exempt), "yellow")], code))
    return [*rows, *(PageRow(f"{PART}{name}", [(" ", ""), *told], code)
                     for name, told in zip(leagues.PARTS, part_rows(place, settings, width - 2), strict=True))]


def _blocker_rows(view: CountyView, width: int) -> list[PageRow]:
    situation, code = view.situation, view.county.code
    items = sorted(situation.county_wide(code), key=lambda item: blocker_key(situation.today, item))
    rows = title(width, "wide", _("Blockers of the whole county"), *(open_note(items, situation.today) if items else ()))
    if not items:
        return [*rows, nothing("wide", " " + _("no blocker is on all of it"), code)]
    return [*rows, *blocker_list(situation, items, width)]


# Growth -----------------------------------------------------------------------------------------------------------------


def _parity_rows(view: CountyView, width: int) -> list[PageRow]:
    """Growth of investment beside that of GDP and of industry; the money that is still needed a day."""
    row, code = view.parity, view.county.code
    days = rules.days_to_use(view.situation.snapshot.campaign, view.situation.today)
    lines: list[Line] = [gap_line(row.gdp, Metric.GDP), gap_line(row.industry, Metric.INDUSTRY), [(needed_text(row, days), "")],
                         [(year_text(row), "")]]
    return [*title(width, "parity-", _("Growth of investment against GDP and industry")),
            *(PageRow(f"{PARITY}{number}", [(" ", ""), *_gap_first(line, width)], code) for number, line in enumerate(lines))]


def _gap_first(line: Line, width: int) -> Line:
    """What would be cut off is what matters of a gap: the points."""
    if len(line) < 2 or sum(cells(text) for text, _tone in line) < width:
        return line
    (told, tone), (points, colour) = line
    return [(points.strip() + "  ", colour), (told, tone)]


def _chart_rows(view: CountyView, width: int) -> list[PageRow]:
    """The year by months: a legend, the chart, the figures below it. Enter on a figure opens its periods."""
    code = view.county.code
    year = _year(view)
    series = [view.table.get((code, *kind)) for kind in (GROWTH, GDP)]
    courses = [Course(*sign, rules.months(found.rows if found is not None else (), code, *kind, year))
               for sign, found, kind in zip(SIGNS, series, (GROWTH, GDP), strict=True)]
    whole = series[0].of(f"{year:04}") if series[0] is not None else None
    target = whole.target if whole is not None else None
    rows = title(width, "chart", _("Growth in {year}").format(year=year), _("cumulative, percent"))
    shape = year_chart.frame(courses, target, width)
    if shape is None:
        return [*rows, nothing("chart", " " + _("nothing is known of it; a enters a figure"), code)]
    for kind, course in zip((GROWTH, GDP), courses, strict=True):
        latest = next((value for value in reversed(course.values) if value is not None), None)
        legend: Line = [(f" {course.sign} ", course.tone), (f"{series_name(*kind)} ", ""), (figure_text(*kind, latest), "bold")]
        rows.append(PageRow(f"legend {kind[0]}", legend, rules.key_text(code, *kind) if latest is not None else code))
    if target is not None:
        rows.append(PageRow("legend", [(" - ", "yellow"), (_("year's target of investment") + " ", PLAIN),
                                       (figure_text(*GROWTH, target), PLAIN)]))
    rows += [PageRow(f"chart {number}", [(text, tone or PLAIN) for text, tone in line])
             for number, line in enumerate(year_chart.draw(shape, courses, target))]
    for kind, course in zip((GROWTH, GDP), courses, strict=True):
        told = year_chart.figures(shape, course)
        if told is not None and any(value is not None for value in course.values):
            rows.append(PageRow(f"figures {kind[0]}", told, rules.key_text(code, *kind)))
    return rows


def _year(view: CountyView) -> int:
    """This one; when nothing is known of it yet, the latest of which something is."""
    this = view.situation.today.year
    known = [int(periods.year_of(row.period)) for kind in (GROWTH, GDP)
             if (found := view.table.get((view.county.code, *kind))) is not None for row in found.rows if row.value is not None]
    past = [year for year in known if year <= this]
    return max(past, default=this)


def _indicator_rows(view: CountyView, width: int) -> list[PageRow]:
    """The latest figure of each against its target, and its course."""
    found = standings(view.table.values())
    rows = title(width, "indicators", _("Indicators"), str(len(found)) if found else "")
    if not found:
        return [*rows, nothing("indicators", " " + _("none yet; a enters one"), view.county.code)]
    told = {key: _indicator_pieces(row) for key, row in found.items()}

    def widest(name: str, most: int) -> int:
        return labels_width((pieces[name][0] for pieces in told.values()), most)

    columns = [Column("name", "", widest("name", 26), 12), Column("period", "", 7, priority=2),
               Column("value", "", widest("value", 12), align="right"),
               Column("gap", "", widest("gap", 12), align="right", priority=1), Column("spark", "", 24, 12, priority=3, flex=1)]
    return [*rows, *(PageRow(f"indicator {key}", [(" ", ""), *table_row(columns, pieces, width - 2)], key)
                     for key, pieces in told.items())]


def _indicator_pieces(row: Against) -> Mapping[str, Piece]:
    found, latest = row.series, row.latest
    return {"name": (series_name(found.metric, found.measure), ""),
            "period": (latest.period if latest is not None else "", "dim"),
            "value": (figure_text(found.metric, found.measure, latest.value if latest is not None else None), "bold"),
            "gap": gap_piece(found.metric, found.measure, row.against), "spark": (sparkline(found, 24), "primary")}


def _merit_rows(merits: Sequence[Named], width: int) -> list[PageRow]:
    if not merits:
        return []
    rows = title(width, "merits", _("Praise and supervision"), str(len(merits)))
    for row in merits:
        merit = row.merit
        head = f" {cell(merit.code, 6)} {cell(day(merit.on), 6)} {label(merit.kind)}  "
        rows.append(PageRow(f"merit:{merit.code}", [(head, "dim"), (merit.text, "")], merit.code))
    return rows
