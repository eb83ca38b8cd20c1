"""Screen 9 as data: working sites with a cell for every day, and how leaders were in contact. Pure.

People stand in their official order and are never sorted by how often they came: presence is a by-product of solving something.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from campaign.core.facts import nobody_today
from campaign.core.model.project import Channel, Mark, Project
from campaign.core.presence import Site, working
from campaign.core.situation import NOBODY_TODAY, Situation
from campaign.tables.cells import days_text, name_of, name_piece, short_light, why_within
from campaign.tables.charts.calendar import ALONE, calendar, calendar_head
from campaign.tables.order import Value, by_pinyin
from campaign.tables.projects import NOBODY, Projects, days_since_visit, official, on
from campaign.tables.signs import Signs
from campaign.tables.table import Column, Group, Keyed, Plain, Record, Table, by_code, by_county, spoken
from campaign.tables.tones import LIGHT_TONES, Piece
from campaign.tables.values import iso
from campaign.tables.width import cell, cells
from campaign.text import N_, _, language, ngettext
from campaign.words import activity, label, listed
from campaign.words.labels import NOTHING
from campaign.words.spacing import and_things

STATE, UNSOLVED, LEADERS = "state", "unsolved", "leaders"
"""What sites are grouped by; and another view: a row per leader."""
VIEWS = {STATE: N_("Sites today"), "county": N_("Sites by county"), "leader": N_("Sites by leader"),
         UNSOLVED: N_("Sites unsolved"), "": N_("All sites"), LEADERS: N_("Leaders in touch")}
"""What each is called."""
MARKS = (Mark.NOBODY, Mark.REMOTE, Mark.EXCUSED, Mark.SITE)
"""As groups, what needs someone first."""
TODAY_TONES = {Mark.SITE: "", Mark.REMOTE: "", Mark.NOBODY: "strong", Mark.EXCUSED: "quiet", Mark.NONE: "quiet"}
"""Presence itself is quiet: red is the run of days up to today without anybody."""
SHORT_MARKS = {Mark.SITE: N_("on site"), Mark.REMOTE: N_("phone"), Mark.NOBODY: N_("no one"), Mark.EXCUSED: N_("excused")}
"""At most seven cells in either language."""
SHORT_CHANNELS = {Channel.SITE: N_("Site"), Channel.PHONE: N_("Phone"), Channel.MEETING: N_("Meeting")}
WHY, ROOMY = 100, 140
"""Cells of a row from which on there is what it is stuck in, in place of its code; and both. In less only what people could not
solve there.
"""
LEAST = 10
"""Days of a strip at least, a cell each; at most the campaign's days so far."""
RECENT = 14
"""Days of a strip that the command line prints."""


def sites_of(situation: Situation, codes: Iterable[str] | None = None) -> dict[str, Project]:
    """The working sites; of these projects, or of all."""
    projects = situation.snapshot.projects
    found = projects.values() if codes is None else (projects[code] for code in codes if code in projects)
    return {project.code: project for project in found if working(project, situation.today)}


def mark_today(situation: Situation, project: Project, visited: Collection[Channel]) -> Mark:
    """As ``core.presence.site`` says it, without reading the visits of other days. ``visited``: how there was contact today."""
    if project.last_visit == situation.today or Channel.SITE in visited:
        return Mark.SITE
    if visited:
        return Mark.REMOTE
    return Mark.NOBODY if nobody_today(project, situation.today, situation.excused_in(project.county)) else Mark.EXCUSED


def is_empty(situation: Situation, project: Project) -> bool:
    """Nobody is there today, whoever may have called."""
    return nobody_today(project, situation.today, situation.excused_in(project.county))


class Sites(Projects):
    """``seen`` is what the visits say, of those sites whose visits have been read; ``visited`` how there was contact today."""

    def __init__(self, situation: Situation, rows: Mapping[str, Project], seen: Mapping[str, Site],
                 visited: Mapping[str, Collection[Channel]] | None = None, *,
                 stuck: Callable[[], Collection[str]] = lambda: (), filtered: Callable[[], bool] = lambda: False) -> None:
        """``stuck``: 到而不解, when it is asked for; ``filtered``: whether some of the sites are not listed."""
        super().__init__(situation, rows)
        self.seen, self.visited, self.stuck, self.filtered = seen, {} if visited is None else visited, stuck, filtered

    def mark(self, row: Project) -> Mark:
        return mark_today(self.situation, row, self.visited.get(row.code, ()))


def heading(group: str, sites: int, empty: int, calls: int, width: int) -> str:
    """Which view it is, and at how many sites nobody is, ``calls`` of them with a call: as much as ``width`` cells hold."""
    view = _(VIEWS[group])
    if group == LEADERS:
        return view
    absent = _("nobody at {n}/{m}").format(n=empty, m=sites)
    called = _("{absent} ({n} phoned)").format(absent=absent, n=calls) if calls else absent
    told = (_("{view}: {absent}").format(view=view, absent=what) for what in (called, absent))
    return next((said for said in told if cells(said) <= width), view)


# Their table ------------------------------------------------------------------------------------------------------------


def record(told: Sites, row: Project) -> Record:
    site = told.seen[row.code]
    return {
        "code": row.code, "name": row.name, "county": row.county, "county_name": told.name(row.county), "manager": row.manager,
        "manager_name": told.name(row.manager), "today": site.today, "manager_today": site.manager_today, "streak": site.streak,
        "last_visit": iso(row.last_visit), "days_since_visit": days_since_visit(told.situation, row),
        "unsolved": [item.code for item in site.unsolved], "strip": _signs(site)}


def _by_days(told: Sites) -> Keyed:
    """Nobody there for longest first, the never visited before them."""
    def by(code: str) -> Value:
        project = told.rows[code]
        if project.last_visit is not None:
            return 1, project.last_visit.toordinal()
        return 0, project.started.toordinal() if project.started is not None else 0

    return by


def _last_none(told: Sites) -> Callable[[str, Sequence[str]], tuple[int, str]]:
    """Codes in their order, what has none last."""
    return lambda name, codes: (99 if name == NOBODY else len(name), name)


def _by_leader(told: Sites) -> Callable[[str], str]:
    return lambda code: told.rows[code].leader or NOBODY


def _by_stuck(told: Sites) -> Callable[[str], str]:
    stuck = told.stuck()
    return lambda code: UNSOLVED if code in stuck else NOBODY


def _group_facts(told: Sites, group: str, codes: Sequence[str], width: int) -> list[Piece]:
    """How many sites, and at how many of them nobody is today; grouped by that itself, at how many in all."""
    facts: list[Piece] = []
    if group != STATE:
        if empty := sum(is_empty(told.situation, told.rows[code]) for code in codes):
            facts = [(_("nobody at {n}").format(n=empty) + "  ", "")]
    elif codes and (mark := told.mark(told.rows[codes[0]])) is Mark.REMOTE:
        facts = [(_("nobody on site either") + "  ", "")]
    elif codes and mark is Mark.NOBODY and not told.filtered():
        phoned = told.situation.counts[NOBODY_TODAY] - len(codes)
        facts = [(_("{n} more only phoned").format(n=phoned) + "  ", "")] if phoned > 0 else []
    return [*facts, (ngettext("{n} site", "{n} sites", len(codes)).format(n=len(codes)), "quiet")]


def _strip_width(told: Sites, column: Column[Any, Any], room: int) -> tuple[int, int]:
    campaign = told.situation.snapshot.campaign
    return max(min(campaign.day(told.situation.today), campaign.length), LEAST), LEAST


def _state(told: Sites, row: Project) -> Piece:
    mark = told.mark(row)
    return _(SHORT_MARKS[mark]), TODAY_TONES[mark]


def _light(told: Sites, row: Project) -> Piece:
    light = told.judged(row).light
    return short_light(light), LIGHT_TONES[light]


def _manager(told: Sites, row: Project) -> Piece:
    return name_piece(told.situation, row.manager)


def _streak(told: Sites, row: Project) -> Piece:
    site = told.seen.get(row.code)
    return days_text(site.streak) if site is not None and site.streak else "", ""


def _absent(told: Sites, row: Project) -> Piece:
    days = days_since_visit(told.situation, row)
    if days is None:
        return _("never"), "strong"
    return days_text(days) if days else _("today"), "strong" if days >= ALONE else "" if days else "quiet"


def _unsolved(told: Sites, row: Project) -> Piece:
    return (_codes(site), "") if (site := told.seen.get(row.code)) is not None else ("", "")


def _signs(site: Site) -> str:
    return "".join(activity.SIGNS[mark] for mark in site.strip)


def _strip(told: Sites, row: Project, room: int, signs: Signs) -> Sequence[Piece]:
    return calendar(site.strip, room, signs) if (site := told.seen.get(row.code)) is not None else [(" " * room, "")]


def _why(told: Sites, row: Project, room: int, signs: Signs) -> Sequence[Piece]:
    """What it is stuck in: what people could not solve there, else the worst reason of its light."""
    if (site := told.seen.get(row.code)) is not None and site.unsolved:
        return [(cell(_("{code}: there, not solved").format(code=_codes(site)), room), "")]
    return [(cell(why_within(row, told.judged(row), room), room), "quiet")]


SITES = Table[Sites, Project](
    "presence",
    columns=(
        Column(STATE, N_("Today"), spoken(7, 6), _state, gives=2, plain=Plain(head=N_("today"), key="today"),
               group=Group(lambda told: lambda code: told.mark(told.rows[code]),
                           lambda told, name: _("Today: {state}").format(state=label(Mark(name))),
                           lambda told: lambda name, codes: (MARKS.index(Mark(name)), name))),
        Column("code", N_("Code"), lambda told, column, room: (max(map(len, told.situation.snapshot.projects), default=5), 0),
               lambda told, row: (row.code, "quiet"), sort=by_code, plain=Plain(),
               shown=lambda told, room: not WHY <= room < ROOMY),
        Column("light", N_("Light"), spoken(6, 2), _light, gives=6, lit=True),
        Column("name", N_("Name"), 16, lambda told, row: (row.name, ""), 12, flex=1, plain=Plain(flexible=True),
               sort=lambda told: lambda code: by_pinyin(told.rows[code].name)),
        Column("county", N_("County"), by_county, lambda told, row: name_piece(told.situation, row.county), gives=5,
               sort=lambda told: lambda code: official(told.rows[code].county),
               plain=Plain(lambda row: row["county_name"] or NOTHING, flexible=True),
               group=Group(lambda told: lambda code: told.rows[code].county or NOBODY,
                           lambda told, name: _("no county") if name == NOBODY else name_of(told.situation, name), _last_none)),
        Column("manager", N_("Manager"), lambda told, column, room: (8, 6 if language() == "zh" else 7), _manager, gives=3,
               sort=lambda told: lambda code: official(told.rows[code].manager),
               plain=Plain(lambda row: row["manager_name"] or NOTHING, flexible=True)),
        Column("streak", N_("In a row"), 8, _streak, align="right", gives=4, room=170,
               plain=Plain(lambda row: _("{n} d").format(n=row["streak"]), N_("manager's streak"), right=True)),
        Column("days", N_("Absent"), 8, _absent, align="right", sort=_by_days,
               plain=Plain(lambda row: (_("never") if (n := row["days_since_visit"]) is None else
                                        _("{n} d").format(n=n) if n else _("today")),
                           N_("last visit"), right=True)),
        Column(UNSOLVED, N_("Unsolved"), 8, _unsolved, gives=1, shown=lambda told, room: room < WHY,
               plain=Plain(lambda row: listed(row["unsolved"]) or NOTHING, N_("there, not solved")),
               group=Group(_by_stuck,
                           lambda told, name: _("there often, nothing solved") if name == UNSOLVED else _("the others"),
                           lambda told: lambda name, codes: (int(name != UNSOLVED), name), hides=False)),
        Column("strip", N_("till today"), _strip_width, draw=_strip, align="right",
               titled=lambda told, room, signs: calendar_head(told.situation.today, room, signs),
               cell=lambda told, row: (_signs(site) if (site := told.seen.get(row.code)) is not None else "", ""),
               plain=Plain(lambda row: row["strip"][-RECENT:], N_("last 14 days"))),
        Column("why", N_("Stuck in"), 18, least=10, draw=_why, flex=1, gives=8, room=WHY),
    ),
    sorts=("days",), groups=(STATE, "county", "leader", UNSOLVED, ""),
    grouped={"leader": Group(_by_leader, lambda told, name: _("no leader") if name == NOBODY else name_of(told.situation, name),
                             _last_none)},
    printed=("code", "name", "county", STATE, "days", "manager"),
    record=record, about=on, facts=_group_facts)


def _codes(site: Site) -> str:
    """``B0107 and 1 more``"""
    return and_things(site.unsolved[0].code, len(site.unsolved) - 1) if site.unsolved else ""
