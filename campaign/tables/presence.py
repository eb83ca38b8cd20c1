"""Screen 9 as data: working sites with a cell for every day, and how leaders were in contact. Pure.

People stand in their official order and are never sorted by how often they came: presence is a by-product of solving something.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import groupby

from campaign import text
from campaign.core.facts import nobody_today
from campaign.core.model.blocker import Blocker
from campaign.core.model.project import Channel, Project, Visit
from campaign.core.presence import Mark, Site, working
from campaign.core.situation import Situation
from campaign.tables.cells import days_text, header_line, labels_width, light_piece, name_of, name_piece, rule
from campaign.tables.order import Value, by_pinyin
from campaign.tables.projects import NOBODY, days_since_visit
from campaign.tables.tones import Line, Piece
from campaign.tables.width import Column, Fitted, cell, cells
from campaign.text import N_, _, ngettext
from campaign.words import activity, day, label
from campaign.words.labels import NOTHING

SORTS = ("days", "code", "name", "county", "manager")
STATE, UNSOLVED, LEADERS = "state", "unsolved", "leaders"
GROUPS = (STATE, "county", "leader", UNSOLVED, "", LEADERS)
"""The last is another view: a row per leader."""
VIEWS = {STATE: N_("Sites today"), "county": N_("Sites by county"), "leader": N_("Sites by leader"),
         UNSOLVED: N_("Sites unsolved"), "": N_("All sites"), LEADERS: N_("Leaders in touch")}
"""What each is called."""
MARKS = (Mark.NOBODY, Mark.REMOTE, Mark.EXCUSED, Mark.SITE)
"""As groups, what needs someone first."""
TONES = {Mark.SITE: "green", Mark.REMOTE: "yellow", Mark.NOBODY: "dim", Mark.EXCUSED: "dim", Mark.NONE: "dim"}
STRIP_TONES = {Mark.SITE: "", Mark.NOBODY: "", Mark.REMOTE: "yellow", Mark.EXCUSED: "dim", Mark.NONE: "dim"}
TODAY_TONES = TONES | {Mark.NOBODY: "red"}
SHORT_MARKS = {Mark.SITE: N_("on site"), Mark.REMOTE: N_("phone"), Mark.NOBODY: N_("no one"), Mark.EXCUSED: N_("excused")}
"""At most seven cells in either language."""
SHORT_CHANNELS = {Channel.SITE: N_("Site"), Channel.PHONE: N_("Phone"), Channel.MEETING: N_("Meeting")}
LEAST = 10
"""Days of a strip at least, a cell each; at most the campaign's days so far."""


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


def value(situation: Situation, sort: str) -> Callable[[str], Value]:
    """Nobody there for longest first, the never visited before them; names as on screen 4."""
    projects = situation.snapshot.projects

    def by_days(code: str) -> Value:
        project = projects[code]
        if project.last_visit is not None:
            return 1, project.last_visit.toordinal()
        return 0, project.started.toordinal() if project.started is not None else 0

    def official(code: str | None) -> Value:
        return None if code is None else (len(code), code)

    return {
        "days": by_days,
        "code": lambda code: 0,
        "name": lambda code: by_pinyin(projects[code].name),
        "county": lambda code: official(projects[code].county),
        "manager": lambda code: official(projects[code].manager),
    }[sort]


def rank(group: str) -> Callable[[str, Sequence[str]], tuple[int, str]]:
    """Marks in the order above; what is not solved first; codes in their order, what has none last."""
    if group == STATE:
        return lambda name, rows: (MARKS.index(Mark(name)), name)
    if group == UNSOLVED:
        return lambda name, rows: (int(name != UNSOLVED), name)
    return lambda name, rows: (99 if name == NOBODY else len(name), name)


def heading(group: str, sites: int, empty: int, calls: int, width: int) -> str:
    """Which view it is, and at how many sites nobody is, ``calls`` of them with a call: as much as ``width`` cells hold."""
    view = _(VIEWS[group])
    if group == LEADERS:
        return view
    absent = _("nobody at {n}/{m}").format(n=empty, m=sites)
    called = _("{absent} ({n} phoned)").format(absent=absent, n=calls) if calls else absent
    told = (_("{view}: {absent}").format(view=view, absent=what) for what in (called, absent))
    return next((said for said in told if cells(said) <= width), view)


def header(situation: Situation, group: str, name: str, sites: int, empty: int, width: int) -> Line:
    """A group's name, how many sites, and at how many of them nobody is today; grouped by that itself, at how many in all."""
    if group == STATE:
        called = _("Today: {state}").format(state=activity.mark(Mark(name)))
    elif group == UNSOLVED:
        called = _("there often, nothing solved") if name == UNSOLVED else _("the others")
    elif name == NOBODY:
        called = _("no county") if group == "county" else _("no leader")
    else:
        called = name_of(situation, name)
    facts: list[Piece] = []
    if group == STATE and name == Mark.REMOTE:
        facts = [(_("nobody on site either") + "  ", "red")]
    elif group == STATE and name == Mark.NOBODY and empty > sites:
        facts = [(_("{n} more only phoned").format(n=empty - sites) + "  ", "red")]
    elif empty and group != STATE:
        facts = [(_("nobody at {n}").format(n=empty) + "  ", "red")]
    return header_line(called, [*facts, (ngettext("{n} site", "{n} sites", sites).format(n=sites), "dim")], width)


def columns(situation: Situation, group: str) -> list[Column]:
    english = text.language() != "zh"
    days = min(situation.snapshot.campaign.day(situation.today), situation.snapshot.campaign.length)
    county = labels_width((row.name for row in situation.snapshot.counties.values()), 12)
    found = [
        Column("today", _("Today"), 7 if english else 6, priority=2),
        Column("code", _("Code"), max(map(len, situation.snapshot.projects), default=5)),
        Column("name", _("Name"), 16, 12, flex=1),
        Column("county", _("County"), max(county, 6), 6, priority=5),
        Column("manager", _("Manager"), 8, 7 if english else 6, priority=3),
        Column("streak", _("Streak"), 6, align="right", priority=4),
        Column("days", _("Absent"), 8, align="right"),
        Column(UNSOLVED, _("Unsolved"), 8, priority=1),
        Column("strip", _("till today"), max(days, LEAST), LEAST, align="right"),
    ]
    return [column for column in found if column.key == UNSOLVED or column.key != ("today" if group == STATE else group)]


def row(situation: Situation, project: Project, mark: Mark, site: Site | None, fitted: Sequence[Fitted]) -> Line:
    """``site`` is what the visits say; None while they are not read."""
    line: list[Piece] = []
    for at, (column, width) in enumerate(fitted):
        gap = [(" ", "")] if at < len(fitted) - 1 else []
        if column.key == "strip":
            line += [*(strip_pieces(site.strip, width) if site is not None else [(" " * width, "")]), *gap]
        else:
            said, tone = _piece(situation, project, mark, site, column.key)
            line += [(cell(said, width, column.align), tone), *gap]
    return line


def _piece(situation: Situation, project: Project, mark: Mark, site: Site | None, key: str) -> Piece:
    match key:
        case "today":
            return _(SHORT_MARKS[mark]), TODAY_TONES[mark]
        case "code":
            return project.code, ""
        case "name":
            return project.name, ""
        case "county":
            return name_piece(situation, project.county)
        case "manager":
            said, tone = name_piece(situation, project.manager)
            return said, "green" if site is not None and site.manager_today else tone
        case "streak":
            return days_text(site.streak) if site is not None and site.streak else "", ""
        case "unsolved":
            return (_codes(site.unsolved), "yellow") if site is not None else ("", "")
    days = days_since_visit(situation, project)
    if days is None:
        return _("never"), "red"
    return days_text(days) if days else _("today"), \
        "yellow" if days >= situation.snapshot.campaign.settings.watermelon_visit else "dim" if not days else ""


def _codes(items: Sequence[Blocker]) -> str:
    """``B0107+1``"""
    return "" if not items else items[0].code + (f"+{len(items) - 1}" if len(items) > 1 else "")


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
    title: list[Piece] = [(f" {project.code} ", "dim"), (project.name, "bold"), ("  ", ""),
                          light_piece(situation.assessments[project.code])]
    lines: list[Line] = [rule(title, width), _facts(situation, project, site)]
    lines += [_unsolved_line(situation, item) for item in site.unsolved[:max((height - 3) // 2, 1)]]
    room = max(height - len(lines) - 1, 0)
    lines += [visit_line(situation, visit) for visit in visits[:room]]
    if not visits:
        lines.append([(" ", ""), (_("nobody was there yet; o records a visit"), "dim")])
    return [*lines, *([()] * (height - len(lines) - 1)), [(f" {activity.legend()}", "dim")]]


def _facts(situation: Situation, project: Project, site: Site) -> Line:
    line: list[Piece] = [(" ", "")]
    if project.manager is None:
        line.append((_("no manager"), "yellow"))
    else:
        line.append((_("manager {name}").format(name=name_of(situation, project.manager)), ""))
        if site.streak:
            line.append((" " + ngettext("{n} day in a row", "{n} days in a row", site.streak).format(n=site.streak), "green"))
        if not site.manager_today and project.last_visit == situation.today:
            line.append((" " + _("not there today"), "dim"))
    days = days_since_visit(situation, project)
    if days is None:
        line.append(("  " + _("nobody was on site yet"), "red"))
    elif days:
        line.append(("  " + _("nobody there for {n}d").format(n=days), "yellow"))
    here = Counter(site.strip)
    line.append(("  " + _("on site {n} of {m} days").format(n=here[Mark.SITE], m=len(site.strip) - here[Mark.NONE]), "dim"))
    if project.leader is not None:
        line.append(("  " + _("leader {name}").format(name=name_of(situation, project.leader)), "dim"))
    return line


def _unsolved_line(situation: Situation, item: Blocker) -> Line:
    still = max((situation.today - (item.held_since or item.opened)).days, 0)
    return [(" ", ""), (_("there often, not solved:"), "yellow"), (f" {item.code} ", "dim"), (item.title, ""),
            ("  " + _("unmoved for {n}d").format(n=still), "dim")]


def visit_line(situation: Situation, visit: Visit) -> Line:
    """When, how, who, and what it solved."""
    person = situation.snapshot.people.get(visit.person or "")
    who = f"{person.name} {person.post}".strip() if person is not None else NOTHING
    tone = "green" if visit.channel is Channel.SITE else "yellow"
    line: list[Piece] = [(f" {day(visit.on)} ", "dim"), (label(visit.channel), tone), (f"  {who}", "")]
    return [*line, ("  " + _("solved {what}").format(what=visit.solved), "green")] if visit.solved else line


# Leaders ----------------------------------------------------------------------------------------------------------------


