"""The counties' league: screen 5 and ``campaign counties``."""

from collections.abc import Callable, Mapping

from campaign.core import leagues
from campaign.core.codes import by_length
from campaign.core.facts import share
from campaign.core.leagues import LeagueStanding
from campaign.core.model.light import Light
from campaign.tables import people
from campaign.tables.cells import name_of
from campaign.tables.leaderboards import TONES, tenths
from campaign.tables.league_cells import WIDE, change_piece, part_drawn, part_of, part_title, part_width, red_drawn, share_text
from campaign.tables.league_parts import PARTS
from campaign.tables.league_places import League, Place
from campaign.tables.order import Value, by_pinyin
from campaign.tables.table import Column, Group, Keyed, Plain, Record, Table, named, spoken, titled, widest
from campaign.tables.tones import Piece
from campaign.tables.values import percent
from campaign.tables.width import cells
from campaign.text import N_, _
from campaign.words.labels import NOTHING
from campaign.words.league import group_text, places_text

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
    """On which list it is: praise in words, the black list in ink. Red and yellow are for lights."""
    found = state(place)
    return (_(STATES[found]), TONES[found]) if found else ("", "")


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


def _by_part(name: str) -> Callable[[League], Keyed]:
    return _by(lambda place: None if (pct := part_of(place, name).pct) is None else -pct)


def _ranked(told: League) -> Callable[[str, object], int]:
    """As in ``STATES``: the zones last."""
    return lambda group, codes: tuple(STATES).index(group)


def _part(name: str, gives: int, plain: Plain | None = None) -> Column[League, Place]:
    return Column(name, PARTS[name], part_width, align="right", gives=gives, sort=_by_part(name),
                  draw=lambda told, row, room, signs: part_drawn(told, row, name, room, signs),
                  titled=lambda told, room, signs: part_title(told, name, room, signs),
                  plain=plain or Plain(lambda row: share_text(row[f"{name}_pct"]), PARTS[name], right=True))


def _leader(told: League, row: Place) -> Piece:
    return name_of(told.situation, told.situation.snapshot.counties[row.standing.county].leader), "quiet"


def _grouped(told: League, room: int) -> bool:
    return any(row.standing.group is not None for row in told.rows.values())


def _called(told: League, row: Place) -> str:
    county = row.standing.county
    leader = told.situation.snapshot.counties[county].leader
    return f"{name_of(told.situation, county)} {name_of(told.situation, leader) if leader else ''}"


def _by_lights(told: League) -> Keyed:
    return lambda code: tuple(-told.rows[code].lights.get(light, 0) for light in (Light.RED, Light.YELLOW))


def _done_text(row: Record) -> str:
    return f"{row['completion_pct']:.1f}/{share_text(row['expected_pct'])}" if row["plan_100"] else NOTHING


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
               plain=Plain(lambda row: " ".join([str(row["rank_all"]), *([places_text(row["change_all"])] if row["change_all"]
                                                                         else [])]),
                           N_("Pos."), right=True)),
        Column("change", N_("7 d"), spoken(7, 4), change_piece, align="right", gives=9, sort=_by(lambda place: place.change_all)),
        Column("name", N_("County"), named, lambda told, row: (name_of(told.situation, row.standing.county), "strong"), flex=1,
               sort=lambda told: lambda code: by_pinyin(name_of(told.situation, code)), plain=Plain(flexible=True)),
        Column("group", N_("Group"), widest(10), lambda told, row: (group_text(row.standing), "quiet"), gives=7, shown=_grouped,
               room=WIDE,
               group=Group(lambda told: lambda code: told.rows[code].standing.group or "",
                           lambda told, name: name or _("no group"), hides=False),
               plain=Plain(lambda row: f"{row['group']} {row['rank']}" if row["group"] else "")),
        Column("score", N_("Score"), 5, lambda told, row: (tenths(row.standing.score), "strong"), align="right",
               sort=_by(lambda place: -place.score), plain=Plain(lambda row: f"{row['score']:.1f}", right=True)),
        _part("completion", 1, Plain(_done_text, N_("Done/due"), right=True)),
        _part("start", 3), _part("registration", 4), _part("closed", 5), _part("signings", 6),
        Column("state", N_("Listed as"), widest(10), lambda told, row: standing_piece(row.standing),
               group=Group(lambda told: lambda code: ZONE if (place := told.rows[code].standing).zone else state(place),
                           lambda told, name: _(STATES[name]), _ranked, hides=False),
               plain=Plain(_standing_text, N_("Listed as"))),
        Column("lights", N_("Red"), lambda told, column, room: (26 if room >= WIDE else max(cells(column.title), 3), 0),
               draw=red_drawn, align="right", gives=7, sort=_by_lights, lit=True),
        Column("leader", N_("Leader"), widest(10, 6), lambda told, row: _leader(told, row), gives=8, sort=_by_leader, room=WIDE),
    ),
    sorts=("rank", "name", "score", "change"), groups=("zone", "state", "group"),
    grouped={"zone": Group(lambda told: lambda code: ZONE if told.rows[code].standing.zone else COUNTY,
                           lambda told, name: _("Zones") if name == ZONE else _("Counties"), _ranked)},
    printed=("code", "name", "rank", "group", "score"), record=record, called=_called,
    keys=("code", "name", "leader", "leader_name", "projects", "lights", "plan_100", "done_100", "progress_pct", "expected_pct",
          "zone", "group", "rank", "rank_all", "rank_before", "change", "change_all", "score", *_PARTS, "target_missed",
          "red", "black", "exempt", "barred", "confirmed_pct", "returned_pct", "completion_original_pct", "targets_changed",
          "version"))
