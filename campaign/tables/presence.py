"""Screen 9 as data: working sites with a cell for every day, and how leaders were in contact. Pure.

People stand in their official order and are never sorted by how often they came: presence is a by-product of solving something.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from campaign.core.facts import nobody_today
from campaign.core.model.blocker import Blocker
from campaign.core.model.project import Channel, Mark, Project, Visit
from campaign.core.presence import Site, working
from campaign.core.situation import NOBODY_TODAY, Situation
from campaign.tables.cells import days_text, light_piece, name_of, name_piece, rule
from campaign.tables.order import Value, by_pinyin
from campaign.tables.projects import NOBODY, Projects, days_since_visit, official, on
from campaign.tables.signs import Signs
from campaign.tables.table import Column, Group, Keyed, Plain, Record, Table, by_code, by_county, spoken
from campaign.tables.tones import Line, Piece
from campaign.tables.values import iso
from campaign.tables.width import cells
from campaign.text import N_, _, language, ngettext
from campaign.words import activity, day, label, listed
from campaign.words.labels import NOTHING
from campaign.words.spacing import and_things

STATE, UNSOLVED, LEADERS = "state", "unsolved", "leaders"
"""What sites are grouped by; and another view: a row per leader."""
VIEWS = {STATE: N_("Sites today"), "county": N_("Sites by county"), "leader": N_("Sites by leader"),
         UNSOLVED: N_("Sites unsolved"), "": N_("All sites"), LEADERS: N_("Leaders in touch")}
"""What each is called."""
MARKS = (Mark.NOBODY, Mark.REMOTE, Mark.EXCUSED, Mark.SITE)
"""As groups, what needs someone first."""
TONES = {Mark.SITE: "green", Mark.REMOTE: "yellow", Mark.NOBODY: "quiet", Mark.EXCUSED: "quiet", Mark.NONE: "quiet"}
STRIP_TONES = {Mark.SITE: "", Mark.NOBODY: "", Mark.REMOTE: "yellow", Mark.EXCUSED: "quiet", Mark.NONE: "quiet"}
TODAY_TONES = TONES | {Mark.NOBODY: "red"}
SHORT_MARKS = {Mark.SITE: N_("on site"), Mark.REMOTE: N_("phone"), Mark.NOBODY: N_("no one"), Mark.EXCUSED: N_("excused")}
"""At most seven cells in either language."""
SHORT_CHANNELS = {Channel.SITE: N_("Site"), Channel.PHONE: N_("Phone"), Channel.MEETING: N_("Meeting")}
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
            facts = [(_("nobody at {n}").format(n=empty) + "  ", "red")]
    elif codes and (mark := told.mark(told.rows[codes[0]])) is Mark.REMOTE:
        facts = [(_("nobody on site either") + "  ", "red")]
    elif codes and mark is Mark.NOBODY and not told.filtered():
        phoned = told.situation.counts[NOBODY_TODAY] - len(codes)
        facts = [(_("{n} more only phoned").format(n=phoned) + "  ", "red")] if phoned > 0 else []
    return [*facts, (ngettext("{n} site", "{n} sites", len(codes)).format(n=len(codes)), "quiet")]


def _strip_width(told: Sites, column: Column[Any, Any], room: int) -> tuple[int, int]:
    campaign = told.situation.snapshot.campaign
    return max(min(campaign.day(told.situation.today), campaign.length), LEAST), LEAST


def _state(told: Sites, row: Project) -> Piece:
    mark = told.mark(row)
    return _(SHORT_MARKS[mark]), TODAY_TONES[mark]


def _manager(told: Sites, row: Project) -> Piece:
    said, tone = name_piece(told.situation, row.manager)
    return said, "green" if (site := told.seen.get(row.code)) is not None and site.manager_today else tone


def _streak(told: Sites, row: Project) -> Piece:
    site = told.seen.get(row.code)
    return days_text(site.streak) if site is not None and site.streak else "", ""


def _absent(told: Sites, row: Project) -> Piece:
    days = days_since_visit(told.situation, row)
    if days is None:
        return _("never"), "red"
    return days_text(days) if days else _("today"), \
        "yellow" if days >= told.situation.snapshot.campaign.settings.watermelon_visit else "quiet" if not days else ""


def _unsolved(told: Sites, row: Project) -> Piece:
    return (_codes(site.unsolved), "yellow") if (site := told.seen.get(row.code)) is not None else ("", "")


def _signs(site: Site) -> str:
    return "".join(activity.SIGNS[mark] for mark in site.strip)


def _strip(told: Sites, row: Project, room: int, signs: Signs) -> Sequence[Piece]:
    return strip_pieces(site.strip, room) if (site := told.seen.get(row.code)) is not None else [(" " * room, "")]


SITES = Table[Sites, Project](
    "presence",
    columns=(
        Column(STATE, N_("Today"), spoken(7, 6), _state, gives=2, plain=Plain(head=N_("today"), key="today"),
               group=Group(lambda told: lambda code: told.mark(told.rows[code]),
                           lambda told, name: _("Today: {state}").format(state=label(Mark(name))),
                           lambda told: lambda name, codes: (MARKS.index(Mark(name)), name))),
        Column("code", N_("Code"), lambda told, column, room: (max(map(len, told.situation.snapshot.projects), default=5), 0),
               lambda told, row: (row.code, ""), sort=by_code, plain=Plain()),
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
        Column("streak", N_("In a row"), 8, _streak, align="right", gives=4,
               plain=Plain(lambda row: _("{n} d").format(n=row["streak"]), N_("manager's streak"), right=True)),
        Column("days", N_("Absent"), 8, _absent, align="right", sort=_by_days,
               plain=Plain(lambda row: (_("never") if (n := row["days_since_visit"]) is None else
                                        _("{n} d").format(n=n) if n else _("today")),
                           N_("last visit"), right=True)),
        Column(UNSOLVED, N_("Unsolved"), 8, _unsolved, gives=1,
               plain=Plain(lambda row: listed(row["unsolved"]) or NOTHING, N_("there, not solved")),
               group=Group(_by_stuck,
                           lambda told, name: _("there often, nothing solved") if name == UNSOLVED else _("the others"),
                           lambda told: lambda name, codes: (int(name != UNSOLVED), name), hides=False)),
        Column("strip", N_("till today"), _strip_width, draw=_strip, align="right",
               cell=lambda told, row: (_signs(site) if (site := told.seen.get(row.code)) is not None else "", ""),
               plain=Plain(lambda row: row["strip"][-RECENT:], N_("last 14 days"))),
    ),
    sorts=("days",), groups=(STATE, "county", "leader", UNSOLVED, ""),
    grouped={"leader": Group(_by_leader, lambda told, name: _("no leader") if name == NOBODY else name_of(told.situation, name),
                             _last_none)},
    printed=("code", "name", "county", STATE, "days", "manager"),
    record=record, about=on, facts=_group_facts)


def _codes(items: Sequence[Blocker]) -> str:
    """``B0107 and 1 more``"""
    return and_things(items[0].code, len(items) - 1) if items else ""


def strip_pieces(marks: Sequence[Mark], width: int) -> list[Piece]:
    """The last ``width`` days, the newest at the right end.

    The signs tell the days apart; only what is rare has a tone of its own, since every change of tone costs as many bytes as ten
    days, and a screen of strips that changed it daily would take seconds over a slow line.
    """
    shown = marks[-width:] if width else ()
    pieces: list[Piece] = [(" " * (width - len(shown)), "")] if len(shown) < width else []
    for tone, same in groupby(shown, STRIP_TONES.__getitem__):
        pieces.append(("".join(activity.SIGNS[mark] for mark in same), tone))
    return pieces


def details(situation: Situation, project: Project, site: Site, visits: Sequence[Visit], width: int, height: int) -> list[Line]:
    """Whose site, how the manager stands, what is not solved although people come, who was there and what was solved; at the
    end what the signs of the strips mean.
    """
    title: list[Piece] = [(f" {project.code} ", "quiet"), (project.name, "strong"), ("  ", ""),
                          light_piece(situation.assessments[project.code])]
    lines: list[Line] = [rule(title, width), _facts(situation, project, site)]
    lines += [_unsolved_line(situation, item) for item in site.unsolved[:max((height - 3) // 2, 1)]]
    room = max(height - len(lines) - 1, 0)
    lines += [visit_line(situation, visit) for visit in visits[:room]]
    if not visits:
        lines.append([(" ", ""), (_("nobody was there yet; o records a visit"), "quiet")])
    return [*lines, *([()] * (height - len(lines) - 1)), [(f" {activity.legend()}", "quiet")]]


def _facts(situation: Situation, project: Project, site: Site) -> Line:
    line: list[Piece] = [(" ", "")]
    if project.manager is None:
        line.append((_("no manager"), "yellow"))
    else:
        line.append((_("manager {name}").format(name=name_of(situation, project.manager)), ""))
        if site.streak:
            line.append((" " + ngettext("{n} day in a row", "{n} days in a row", site.streak).format(n=site.streak), "green"))
        if not site.manager_today and project.last_visit == situation.today:
            line.append((" " + _("not there today"), "quiet"))
    days = days_since_visit(situation, project)
    if days is None:
        line.append(("  " + _("nobody was on site yet"), "red"))
    elif days:
        line.append(("  " + _("nobody there for {n}d").format(n=days), "yellow"))
    here = Counter(site.strip)
    line.append(("  " + _("on site {n} of {m} days").format(n=here[Mark.SITE], m=len(site.strip) - here[Mark.NONE]), "quiet"))
    if project.leader is not None:
        line.append(("  " + _("leader {name}").format(name=name_of(situation, project.leader)), "quiet"))
    return line


def _unsolved_line(situation: Situation, item: Blocker) -> Line:
    still = max((situation.today - (item.held_since or item.opened)).days, 0)
    return [(" ", ""), (_("there often, not solved:"), "yellow"), (f" {item.code} ", "quiet"), (item.title, ""),
            ("  " + _("unmoved for {n}d").format(n=still), "quiet")]


def visit_line(situation: Situation, visit: Visit) -> Line:
    """When, how, who, and what it solved."""
    person = situation.snapshot.people.get(visit.person or "")
    who = f"{person.name} {person.post}".strip() if person is not None else NOTHING
    tone = "green" if visit.channel is Channel.SITE else "yellow"
    line: list[Piece] = [(f" {day(visit.on)} ", "quiet"), (label(visit.channel), tone), (f"  {who}", "")]
    return [*line, ("  " + _("solved {what}").format(what=visit.solved), "green")] if visit.solved else line
