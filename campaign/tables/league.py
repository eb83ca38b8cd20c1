"""The counties' league: its columns, rows, order and details. Pure."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from campaign.core import leagues
from campaign.core.codes import by_length
from campaign.core.facts import Tally
from campaign.core.leagues import LeagueStanding, Part
from campaign.core.model.campaign import Settings
from campaign.core.model.light import WORST_FIRST, Light
from campaign.core.money import format_percent
from campaign.core.situation import Situation
from campaign.tables.cells import header_line, labels_width, name_of, name_piece, rule, short_light
from campaign.tables.history import name_column
from campaign.tables.leaderboards import TONES, tenths
from campaign.tables.order import Value, by_pinyin
from campaign.tables.sections import table_row
from campaign.tables.tones import LIGHT_TONES, Line, Piece
from campaign.tables.width import Column, cells, cut
from campaign.text import N_, _
from campaign.words import money
from campaign.words.labels import NOTHING

SORTS = ("rank", "name", "score", "change", "completion", "start", "registration", "closed", "signings", "lights", "leader")
GROUPS = ("zone", "state")
PARTS: Mapping[str, str] = {
    "completion": N_("Money"), "start": N_("Starts"), "registration": N_("Stats"), "closed": N_("Closed"),
    "signings": N_("Signed")}
"""Headings of the five parts."""
NAMES: Mapping[str, str] = {
    "completion": N_("Money of the plan"), "start": N_("Starts that were due"), "registration": N_("In statistics"),
    "closed": N_("Blockers closed in time"), "signings": N_("Signed in the campaign")}
ROOMY = 60
"""Cells from which on parts have their full names."""
MEANINGS: Mapping[str, str] = {
    "completion": N_("plan for the 100 days that is done"), "start": N_("started, of those due to start"),
    "registration": N_("registered in statistics, of those started"), "closed": N_("blockers resolved by their due day"),
    "signings": N_("signed in the campaign, against the best county")}
COUNTY, ZONE = "", "zone"
"""Groups: zones are compared among themselves."""
STATES: Mapping[str, str] = {"red": N_("red list"), "": N_("on neither list"), "exempt": N_("exempt"), "black": N_("black list"),
                             ZONE: N_("Zones")}
"""Groups by the list that a county is on."""


class Place(NamedTuple):
    """A county as the league lists it."""

    standing: LeagueStanding
    lights: Mapping[Light, int]
    sums: Tally


def value(situation: Situation, rows: Mapping[str, Place], sort: str) -> Callable[[str], Value]:
    """Best first; the county that fell furthest first when sorted by the change."""
    def of(key: str) -> Value:
        place = rows[key].standing
        match sort:
            case "rank":
                return place.rank
            case "name":
                return by_pinyin(name_of(situation, key))
            case "score":
                return -place.score
            case "change":
                return place.change
            case "lights":
                lights = rows[key].lights
                return tuple(-lights.get(light, 0) for light in (Light.RED, Light.YELLOW))
            case "leader":
                leader = situation.snapshot.counties[key].leader
                return None if leader is None else by_length(leader)
        pct = getattr(place, sort).pct
        return None if pct is None else -pct

    return of


def group_of(place: LeagueStanding, group: str) -> str:
    if group == "zone" or place.zone:
        return ZONE if place.zone else COUNTY
    return state(place)


def state(place: LeagueStanding) -> str:
    """A key of ``STATES``. A county is exempt where it would otherwise have missed its target."""
    if place.exempt is not None and place.target_missed:
        return "exempt"
    return "red" if place.red else "black" if place.black else ""


def header(by: str, group: str, codes: Sequence[str], width: int) -> Line:
    text = _(STATES[group]) if by == "state" else _("Zones") if group == ZONE else _("Counties")
    return header_line(text, [(str(len(codes)), "dim")], width)


def columns(situation: Situation, rows: Mapping[str, Place], width: int) -> list[Column]:
    leaders = [name_of(situation, situation.snapshot.counties[code].leader) for code in rows]
    standings = [standing_piece(row.standing)[0] for row in rows.values()]
    parts = {name: _(heading) for name, heading in PARTS.items()}

    def part(name: str, priority: int) -> Column:
        return Column(name, parts[name], max(6, cells(parts[name])), align="right", priority=priority)

    return [
        Column("rank", _("Pos."), max(3, cells(_("Pos."))), align="right"),
        Column("change", _("7 d"), 4, align="right", priority=1),
        name_column(_("County"), (name_of(situation, code) for code in rows), width),
        Column("score", _("Score"), 5, align="right"),
        Column("completion", _("Done/due"), 10, align="right", priority=1), part("start", 3), part("registration", 4),
        part("closed", 5), part("signings", 6),
        Column("state", _("Listed as"), labels_width([*standings, _("Listed as")], 10), priority=0),
        Column("lights", _("Lights"), labels_width((lights_text(row.lights) for row in rows.values()), 20), priority=7),
        Column("leader", _("Leader"), labels_width([*leaders, _("Leader")], 10), 6, priority=8),
    ]


def standing_piece(place: LeagueStanding) -> Piece:
    """On which list it is."""
    found = state(place)
    return (_(STATES[found]), TONES[found]) if found else ("", "")


def change_piece(place: LeagueStanding) -> Piece:
    """Places climbed or lost in seven days; ``=`` for neither."""
    if place.change is None:
        return NOTHING, "dim"
    return (f"{place.change:+d}", "green" if place.change > 0 else "red") if place.change else ("=", "dim")


def piece(situation: Situation, row: Place, key: str) -> Piece:
    place = row.standing
    match key:
        case "rank":
            return str(place.rank), "bold"
        case "change":
            return change_piece(place)
        case "name":
            return name_of(situation, place.county), "bold"
        case "score":
            return tenths(place.score), "bold"
        case "state":
            return standing_piece(place)
        case "lights":
            return lights_text(row.lights), ""
        case "leader":
            return name_piece(situation, situation.snapshot.counties[place.county].leader)
    part: Part = getattr(place, key)
    if part.pct is None:
        return NOTHING, "dim"
    if key == "completion":
        due = leagues.due(situation.snapshot.campaign, situation.today)
        return f"{tenths(part.pct)}/{format_percent(due)}", "red" if place.target_missed else ""
    return format_percent(part.pct), ""


def lights_text(lights: Mapping[Light, int]) -> str:
    """``red 3 yel 2 grn 4``: those that are there, the grey ones left out."""
    shown = [f"{short_light(light)}{lights[light]}" for light in WORST_FIRST[:3] if lights.get(light)]
    return " ".join(shown) or NOTHING


def light_pieces(lights: Mapping[Light, int]) -> list[Piece]:
    return [(f"  {short_light(light)} {lights[light]}", LIGHT_TONES[light]) for light in WORST_FIRST if lights.get(light)]


def part_text(name: str, part: Part, in_money: bool = True) -> str:
    """What it is divided from: ``118.2亿/310.5亿``; ``7/12``. ``in_money``: whether signings are money."""
    as_money = name == "completion" or (name == "signings" and in_money)
    told = (money(part.met), money(part.due)) if as_money else (f"{part.met:,}", f"{part.due:,}")
    return NOTHING if not part.due else "/".join(told)


def part_name(name: str, width: int = ROOMY) -> str:
    """In full where there is room for it."""
    return _((NAMES if width >= ROOMY else PARTS)[name])


def weight_piece(name: str, points: int | None, settings: Settings) -> Piece:
    """``weight 30: 16.3 points``. The weight of a part without a figure is shared by the others."""
    weight: int = getattr(settings, f"weight_{name}")
    if points is None:
        return _("weight {weight}, shared out").format(weight=weight), "dim"
    return _("weight {weight}: {points} points").format(weight=weight, points=tenths(points)), ""


def part_rows(place: LeagueStanding, settings: Settings, width: int) -> list[Line]:
    """A line for each part: what it is, how much of it, what that is divided from, what it gives."""
    given = leagues.points(place.parts, settings)
    names = [part_name(name, width) for name in PARTS]
    columns = [Column("name", "", labels_width(names, 24)), Column("pct", "", 7, align="right"),
               Column("figures", "", 22, 9, flex=1), Column("gives", "", 36, 18, priority=1)]
    found = []
    for name, shown, part, points in zip(leagues.PARTS, names, place.parts, given, strict=True):
        gives = weight_piece(name, points, settings)
        tone = "red" if name == "completion" and place.target_missed else "bold"
        found.append(table_row(columns, {"name": (shown, ""), "pct": (format_percent(part.pct), tone),
                                         "figures": (part_text(name, part, place.in_money), ""), "gives": gives}, width))
    return found


def details(situation: Situation, row: Place, width: int, height: int) -> list[Line]:
    """Each part with what it is divided from, its weight and its points; why a county is exempt; how a weight is changed."""
    place, settings = row.standing, situation.snapshot.campaign.settings
    state, tone = standing_piece(place)
    heading: list[Piece] = [(f" {place.county} ", "dim"), (name_of(situation, place.county), "bold"), (f"  {state}", tone),
                            *light_pieces(row.lights)]
    lines: list[Line] = [rule(heading, width)]
    if place.exempt is not None:
        lines.append([(" " + cut(_("exempt: {why}").format(why=place.exempt), width - 2), "yellow")])
    lines += [[(" ", ""), *line] for line in part_rows(place, settings, width - 1)]
    lines.append([(" " + cut(_("campaign settings weight_completion 30 changes a weight"), width - 2), "dim")])
    return lines[:height]
