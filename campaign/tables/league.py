"""The counties' league: screen 5 and ``campaign counties``."""

from collections.abc import Callable, Mapping

from campaign.core import leagues
from campaign.core.codes import by_length
from campaign.core.facts import share
from campaign.core.leagues import LeagueStanding, Part
from campaign.core.model.light import WORST_FIRST, Light
from campaign.core.money import format_percent
from campaign.tables import people
from campaign.tables.cells import labels_width, name_of, name_piece, short_light
from campaign.tables.leaderboards import TONES, tenths
from campaign.tables.league_parts import PARTS
from campaign.tables.league_places import League, Place
from campaign.tables.order import Value, by_pinyin
from campaign.tables.table import Column, Group, Keyed, Plain, Record, Table, named, titled, widest
from campaign.tables.tones import Piece
from campaign.tables.values import percent
from campaign.text import N_, _
from campaign.words.labels import NOTHING
from campaign.words.league import group_text

COUNTY, ZONE = "", "zone"
"""Groups: zones are compared among themselves."""
STATES: Mapping[str, str] = {"red": N_("red list"), "": N_("on neither list"), "exempt": N_("exempt"), "black": N_("black list"),
                             ZONE: N_("Zones")}
"""Groups by the list that a county is on."""


def state(place: LeagueStanding) -> str:
    """A key of ``STATES``. A county is exempt where it would otherwise have missed its target."""
    if place.exempt is not None and place.target_missed:
        return "exempt"
    return "red" if place.red else "black" if place.black else ""


def standing_piece(place: LeagueStanding) -> Piece:
    """On which list it is."""
    found = state(place)
    return (_(STATES[found]), TONES[found]) if found else ("", "")


def change_piece(place: LeagueStanding) -> Piece:
    """Places climbed or lost in seven days; ``=`` for neither."""
    change = place.change_all
    if change is None:
        return NOTHING, "quiet"
    return (f"{change:+d}", "green" if change > 0 else "red") if change else ("=", "quiet")


def lights_text(lights: Mapping[Light, int]) -> str:
    """``red 3 yel 2 grn 4``: those that are there, the grey ones left out."""
    shown = [f"{short_light(light)}{lights[light]}" for light in WORST_FIRST[:3] if lights.get(light)]
    return " ".join(shown) or NOTHING


_PARTS = tuple(f"{part}_{key}" for part in leagues.PARTS for key in ("pct", "met", "due"))


def record(told: League, row: Place) -> Record:
    situation, place, sums = told.situation, row.standing, row.sums
    county = situation.snapshot.counties[place.county]
    figures = [figure for part in place.parts for figure in (percent(part.pct), part.met, part.due)]
    return {"code": county.code, "name": county.name, "leader": county.leader, "leader_name": told.name(county.leader),
            "projects": sum(row.lights.values()), "lights": people.lights(row.lights), "plan_100": sums.plan,
            "done_100": sums.done, "progress_pct": percent(share(sums.done, sums.plan)),
            "expected_pct": percent(situation.snapshot.campaign.expected(situation.today)), "zone": county.zone,
            "group": place.group, "rank": place.rank, "rank_all": place.rank_all, "rank_before": place.rank_before,
            "change": place.change, "change_all": place.change_all, "score": place.score / 10,
            **dict(zip(_PARTS, figures, strict=True)), "target_missed": place.target_missed, "red": place.red,
            "black": place.black, "exempt": place.exempt, "barred": place.barred,
            "confirmed_pct": percent(share(row.account.confirmed, row.account.entered)),
            "returned_pct": percent(share(row.account.returned, row.account.decided)),
            "completion_original_pct": percent(row.original.pct), "targets_changed": row.account.changed,
            "version": county.version}


# Best first; the county that fell furthest first when sorted by the change.


def _by(of: Callable[[LeagueStanding], Value]) -> Callable[[League], Keyed]:
    return lambda told: lambda code: of(told.rows[code].standing)


def _by_leader(told: League) -> Keyed:
    counties = told.situation.snapshot.counties
    return lambda code: None if (leader := counties[code].leader) is None else by_length(leader)


def _part_of(place: LeagueStanding, name: str) -> Part:
    return place.parts[leagues.PARTS.index(name)]


def _by_part(name: str) -> Callable[[League], Keyed]:
    return _by(lambda place: None if (pct := _part_of(place, name).pct) is None else -pct)


def _ranked(told: League) -> Callable[[str, object], int]:
    """As in ``STATES``: the zones last."""
    return lambda group, codes: tuple(STATES).index(group)


def _completion(told: League, row: Place) -> Piece:
    part = row.standing.completion
    if part.pct is None:
        return NOTHING, "quiet"
    due = told.situation.snapshot.campaign.expected(told.situation.today)
    return f"{tenths(part.pct)}/{_share(percent(due))}", "red" if row.standing.target_missed else ""


def _share(pct: float | None) -> str:
    """``92.9%``, ``100%``."""
    return NOTHING if pct is None else f"{pct:.1f}".removesuffix(".0") + "%" if pct >= 100 else f"{pct:.1f}%"


def _part(name: str, gives: int) -> Column[League, Place]:
    def piece(told: League, row: Place) -> Piece:
        pct = _part_of(row.standing, name).pct
        return (NOTHING, "quiet") if pct is None else (format_percent(pct), "")

    return Column(name, PARTS[name], titled(6), piece, align="right", gives=gives, sort=_by_part(name),
                  plain=Plain(lambda row: _share(row[f"{name}_pct"]), PARTS[name], right=True))


def _grouped(told: League, room: int) -> bool:
    return any(row.standing.group is not None for row in told.rows.values())


def _called(told: League, row: Place) -> str:
    county = row.standing.county
    leader = told.situation.snapshot.counties[county].leader
    return f"{name_of(told.situation, county)} {name_of(told.situation, leader) if leader else ''}"


def _by_lights(told: League) -> Keyed:
    return lambda code: tuple(-told.rows[code].lights.get(light, 0) for light in (Light.RED, Light.YELLOW))


def _done_text(row: Record) -> str:
    return f"{row['completion_pct']:.1f}/{_share(row['expected_pct'])}" if row["plan_100"] else NOTHING


def _standing_text(row: Record) -> str:
    if row["exempt"] is not None and row["target_missed"]:
        return _("exempt")
    return _("red list") if row["red"] else _("black list") if row["black"] else _("zone") if row["zone"] else NOTHING


LEAGUE = Table[League, Place](
    "league",
    columns=(
        Column("code", plain=Plain()),
        # ``3 +2`` on the command line: third, two places better than a week before.
        Column("rank", N_("Pos."), titled(3), lambda told, row: (str(row.standing.rank_all), "strong"), align="right",
               sort=_by(lambda place: place.rank_all),
               plain=Plain(lambda row: f"{row['rank_all']} {row['change_all']:+d}" if row["change_all"] else str(row["rank_all"]),
                           N_("Pos."), right=True)),
        Column("change", N_("7 d"), 4, lambda told, row: change_piece(row.standing), align="right", gives=1,
               sort=_by(lambda place: place.change_all)),
        Column("name", N_("County"), named, lambda told, row: (name_of(told.situation, row.standing.county), "strong"), flex=1,
               sort=lambda told: lambda code: by_pinyin(name_of(told.situation, code)), plain=Plain(flexible=True)),
        Column("group", N_("Group"), widest(10), lambda told, row: (group_text(row.standing), ""), gives=7, shown=_grouped,
               group=Group(lambda told: lambda code: told.rows[code].standing.group or "",
                           lambda told, name: name or _("no group"), hides=False),
               plain=Plain(lambda row: f"{row['group']} {row['rank']}" if row["group"] else "")),
        Column("score", N_("Score"), 5, lambda told, row: (tenths(row.standing.score), "strong"), align="right",
               sort=_by(lambda place: -place.score), plain=Plain(lambda row: f"{row['score']:.1f}", right=True)),
        Column("completion", N_("Done/due"), 10, _completion, align="right", gives=1, sort=_by_part("completion"),
               plain=Plain(_done_text, N_("Done/due"), right=True)),
        _part("start", 3), _part("registration", 4), _part("closed", 5), _part("signings", 6),
        Column("state", N_("Listed as"), widest(10), lambda told, row: standing_piece(row.standing),
               group=Group(lambda told: lambda code: ZONE if (place := told.rows[code].standing).zone else state(place),
                           lambda told, name: _(STATES[name]), _ranked, hides=False),
               plain=Plain(_standing_text, N_("Listed as"))),
        Column("lights", N_("Lights"), lambda told, column, room: (labels_width(column.texts(told), 20), 0),
               lambda told, row: (lights_text(row.lights), ""), gives=7, sort=_by_lights),
        Column("leader", N_("Leader"), widest(10, 6),
               lambda told, row: name_piece(told.situation, told.situation.snapshot.counties[row.standing.county].leader),
               gives=8, sort=_by_leader),
    ),
    sorts=("rank", "name", "score", "change"), groups=("zone", "state", "group"),
    grouped={"zone": Group(lambda told: lambda code: ZONE if told.rows[code].standing.zone else COUNTY,
                           lambda told, name: _("Zones") if name == ZONE else _("Counties"), _ranked)},
    printed=("code", "name", "rank", "group", "score"), record=record, called=_called,
    keys=("code", "name", "leader", "leader_name", "projects", "lights", "plan_100", "done_100", "progress_pct", "expected_pct",
          "zone", "group", "rank", "rank_all", "rank_before", "change", "change_all", "score", *_PARTS, "target_missed",
          "red", "black", "exempt", "barred", "confirmed_pct", "returned_pct", "completion_original_pct", "targets_changed",
          "version"))
