"""The counties' league: its columns, rows, order and details. Pure."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from campaign.core import leagues
from campaign.core.codes import by_length
from campaign.core.facts import Tally
from campaign.core.leagues import Part, Standing
from campaign.core.model import WORST_FIRST, Light, Settings
from campaign.core.money import format_percent
from campaign.core.situation import Situation
from campaign.text import N_, _
from campaign.tui.order import Value
from campaign.tui.render import LIGHT_TONES
from campaign.tui.render_blocker import wrapped
from campaign.tui.render_boards import parts_of, tenths
from campaign.tui.render_ground import name_column
from campaign.tui.render_lists import header_line, labels_width, name_of, name_piece, rule, short_light
from campaign.tui.widgets.columns import Column, cells
from campaign.tui.widgets.lines import Line, Piece
from campaign.words import money
from campaign.words.labels import NOTHING

SORTS = ("rank", "name", "score", "change", "completion", "start", "registration", "closed", "signings", "lights", "leader")
GROUPS = ("zone",)
PARTS: Mapping[str, str] = {
    "completion": N_("Money"), "start": N_("Starts"), "registration": N_("In stats"), "closed": N_("On time"),
    "signings": N_("Signings")}
"""Headings of the five parts."""
MEANINGS: Mapping[str, str] = {
    "completion": N_("plan for the 100 days that is done"), "start": N_("started, of those due to start"),
    "registration": N_("registered in statistics, of those started"), "closed": N_("blockers resolved by their due day"),
    "signings": N_("signed in the campaign, against the best county")}
COUNTY, ZONE = "", "zone"
"""Groups: zones are compared among themselves."""


class Place(NamedTuple):
    """A county as the league lists it."""

    standing: Standing
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
                return name_of(situation, key).encode("gb18030", "replace")
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


def header(group: str, codes: Sequence[str], width: int) -> Line:
    return header_line(_("Zones") if group == ZONE else _("Counties"), [(str(len(codes)), "dim")], width)


def columns(situation: Situation, rows: Mapping[str, Place], width: int) -> list[Column]:
    leaders = [name_of(situation, situation.snapshot.counties[code].leader) for code in rows]
    standings = [standing_piece(row.standing)[0] for row in rows.values()]
    parts = {name: _(heading) for name, heading in PARTS.items()}

    def part(name: str, priority: int) -> Column:
        return Column(name, parts[name], max(6, cells(parts[name])), align="right", priority=priority)

    return [
        Column("rank", _("Standing"), max(4, cells(_("Standing"))), 4, align="right"),
        Column("change", _("7 days"), max(4, cells(_("7 days"))), align="right", priority=1),
        name_column(_("County"), (name_of(situation, code) for code in rows), width),
        Column("score", _("Score"), 5, align="right"),
        part("completion", 1), part("start", 3), part("registration", 4), part("closed", 5), part("signings", 6),
        Column("state", _("Listed as"), labels_width([*standings, _("Listed as")], 10), priority=0),
        Column("lights", _("Lights"), 13, 9, priority=7),
        Column("leader", _("Leader"), labels_width([*leaders, _("Leader")], 10), 6, priority=8),
    ]


def standing_piece(place: Standing) -> Piece:
    """On which list it is; exempt only where it would otherwise have missed its target."""
    if place.exempt is not None and place.target_missed:
        return _("exempt"), "yellow"
    if place.red:
        return _("red list"), "green"
    return (_("black list"), "red") if place.black else ("", "")


def change_piece(place: Standing) -> Piece:
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
    return format_percent(part.pct), "dim" if part.pct is None else "red" if key == "completion" and place.target_missed else ""


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


def gives(part: Part, name: str, settings: Settings) -> int:
    """1/10 points that a part gives of the 100, were all parts there."""
    weight: int = getattr(settings, f"weight_{name}")
    return 0 if part.pct is None else (min(max(part.pct, 0), 1000) * weight + 50) // 100


def details(situation: Situation, row: Place, width: int, height: int) -> list[Line]:
    """Each part with what it is divided from and its weight; why a county is exempt."""
    place, settings = row.standing, situation.snapshot.campaign.settings
    state, tone = standing_piece(place)
    heading: list[Piece] = [(f" {place.county} ", "dim"), (name_of(situation, place.county), "bold"), (f"  {state}", tone)]
    lines: list[Line] = [rule(heading, width)]
    told = [_("{part} {pct} ({figures}), weight {weight}").format(
        part=_(PARTS[name]), pct=format_percent(part.pct), figures=part_text(name, part, place.in_money),
        weight=getattr(settings, f"weight_{name}")) for name, part in zip(leagues.PARTS, parts_of(place), strict=True)]
    if place.exempt is not None:
        lines.append([(" " + _("exempt: {why}").format(why=place.exempt), "yellow")])
    line = ""
    for text in told:
        if line and cells(line) + cells(text) + 4 > width:
            lines.append([(f" {line}", "")])
            line = text
        else:
            line = f"{line}  {text}" if line else text
    lines.append([(f" {line}", "")])
    lines += [[(f" {part}", "dim")] for part in wrapped(_("campaign settings weight_completion 30 changes a weight"), width - 2)]
    return lines[:height]
