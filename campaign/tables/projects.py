"""Screen 4 as data: what projects are sorted and grouped by, and their rows, group headers and details. Pure."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from campaign import text
from campaign.core.filters import ProjectFilter
from campaign.core.lights import WATERMELON
from campaign.core.model.light import WORST_FIRST, Assessment, Light
from campaign.core.model.project import FINISHED, Project, Sector, Stage
from campaign.core.situation import Situation
from campaign.tables.cells import (
    LIGHT_WIDTH,
    OUTLOOKS,
    days_text,
    header_line,
    labels_width,
    light_piece,
    name_of,
    name_piece,
    outlooks,
    projects_text,
    row_line,
    rule,
    short_light,
    why,
)
from campaign.tables.order import Value, by_pinyin
from campaign.tables.tones import LIGHT_TONES, Line, Piece
from campaign.tables.width import Column, Fitted
from campaign.text import _
from campaign.words import choices, day, label, mark, money, reason_text
from campaign.words.labels import NOTHING
from campaign.words.listed_because import why_asked

SORTS = ("light", "code", "name", "county", "leader", "stage", "total", "done", "blockers", "visit", "marks", "why")
GROUPS = ("", "county", "leader", "stage", "light", "sector")
NOBODY = "~"
"""The group of what has none; it stands last."""
ROOMY = 6
"""Lines of the details from which on they say more."""
SINCE = 7
"""Cells of the day since when a light is what it is."""
_RANKS = {light: i for i, light in enumerate(WORST_FIRST)}
_STAGES = {stage: i for i, stage in enumerate(Stage)}
_PLACES: Mapping[str, Mapping[str, int]] = {
    "light": {str(light): i for light, i in _RANKS.items()},
    "stage": {str(stage): i for stage, i in _STAGES.items()},
    "sector": {str(sector): i for i, sector in enumerate(Sector)},
}


def days_since_visit(situation: Situation, project: Project) -> int | None:
    """Days since anyone was on site; None if nobody ever was."""
    return None if project.last_visit is None else max((situation.today - project.last_visit).days, 0)


def value(situation: Situation, sort: str) -> Callable[[str], Value]:
    """Worst, largest, most or longest first; names by code, in which people and counties have their official order."""
    projects, judged = situation.snapshot.projects, situation.assessments

    def by_light(code: str) -> Value:
        light, reasons, _marks, _expected, _progress, blockers, overdue = judged[code]
        since = reasons[0].since.toordinal() if reasons else 0
        withdrawn = projects[code].withdrawn is not None
        return withdrawn, _RANKS[light], -overdue, since, -blockers

    def by_done(code: str) -> Value:
        found = judged[code]
        if found.progress is None or projects[code].stage in FINISHED:
            return None
        return found.progress - found.expected

    def by_visit(code: str) -> Value:
        project = projects[code]
        return None if project.stage is not Stage.BUILDING else project.last_visit.toordinal() if project.last_visit else 0

    def by_why(code: str) -> Value:
        reasons = judged[code].reasons
        return (reasons[0].since.toordinal(), _RANKS[reasons[0].level]) if reasons else None

    def by_total(code: str) -> Value:
        total = projects[code].total
        return None if total is None else -total

    return {
        "light": by_light,
        "code": lambda code: 0,
        # The common characters stand in GB18030 in the order of their pinyin.
        "name": lambda code: by_pinyin(projects[code].name),
        "county": lambda code: _official(projects[code].county),
        "leader": lambda code: _official(projects[code].leader),
        "stage": lambda code: -_STAGES[projects[code].stage],
        "total": by_total,
        "done": by_done,
        "blockers": lambda code: (-judged[code].overdue_blockers, -judged[code].open_blockers),
        "visit": by_visit,
        "marks": lambda code: tuple(mark not in judged[code].marks for mark in OUTLOOKS) if outlooks(judged[code]) else None,
        "why": by_why,
    }[sort]


def _official(code: str | None) -> Value:
    return None if code is None else (len(code), code)


def group_of(situation: Situation, group: str) -> Callable[[str], str]:
    projects, judged = situation.snapshot.projects, situation.assessments
    if group == "light":
        return lambda code: judged[code].light
    of: Mapping[str, Callable[[Project], str | None]] = {
        "county": lambda project: project.county,
        "leader": lambda project: project.leader,
        "stage": lambda project: project.stage,
        "sector": lambda project: project.sector,
    }
    field = of[group]
    return lambda code: field(projects[code]) or NOBODY


def rank(group: str) -> Callable[[str, Sequence[str]], tuple[int, str]]:
    """In the order of the words or of the codes; what has none stands last."""
    place = _PLACES.get(group, {})
    return lambda name, rows: (place.get(name, 99 if name == NOBODY else len(name)), name)


def group_name(situation: Situation, group: str, name: str) -> str:
    if name == NOBODY:
        return {"county": _("no county"), "leader": _("no leader")}.get(group, _("not known"))
    match group:
        case "light":
            return label(Light(name))
        case "stage":
            return label(Stage(name))
        case "sector":
            return label(Sector(name))
    return name_of(situation, name)


def header(situation: Situation, group: str, name: str, codes: Sequence[str], width: int) -> Line:
    """A group's name, how many, and how many of them are red and yellow."""
    lights = Counter(situation.assessments[code].light for code in codes)
    facts: list[Piece] = []
    if group != "light":
        facts = [(f"{short_light(light)} {lights[light]}  ", LIGHT_TONES[light])
                 for light in (Light.RED, Light.YELLOW) if lights[light]]  # fmt: skip
    return header_line(group_name(situation, group, name), [*facts, (projects_text(len(codes)), "dim")], width)


def columns(situation: Situation, group: str) -> list[Column]:
    """What gives way first has the highest priority; the column of the group is in its headers."""
    english = text.language() == "en"
    code = max(map(len, situation.snapshot.projects), default=5)
    found = [
        Column("light", _("Light"), LIGHT_WIDTH if english else 4),
        Column("code", _("Code"), code),
        Column("name", _("Name"), 20, 20, flex=2),
        Column("county", _("County"), 8, 6, priority=7),
        Column("leader", _("Leader"), 8, 6, priority=3),
        Column("stage", _("Stage"), labels_width(choices(Stage).values(), 14), 6, priority=8),
        Column("total", _("Total"), 10 if english else 9, align="right", priority=5),
        Column("done", _("Done/due"), 8, align="right", priority=1),
        Column("since", _("Began"), SINCE, priority=1),
        Column("blockers", _("Blkrs"), 5, align="right", priority=4),
        Column("visit", _("Seen"), 6 if english else 5, align="right", priority=9),
        Column("marks", _("Marks"), labels_width([_(word) for word, _tone in OUTLOOKS.values()], 10), priority=6),
        Column("why", _("Why"), 24, 22, flex=3, priority=2),
    ]
    return [column for column in found if column.key != group]


def row(situation: Situation, code: str, fitted: Sequence[Fitted], wanted: ProjectFilter | None = None) -> Line:
    """``wanted``: what the list was asked for; what the light does not say of it stands before the reasons."""
    project = situation.snapshot.projects.get(code)
    if project is None:
        return ()
    found = situation.assessments[code]
    told = any(column.key == "marks" for column, _width in fitted)

    def piece(key: str) -> Piece:
        text, tone = _piece(situation, project, found, key)
        if key == "why" and wanted is not None and (asked := why_asked(situation, project, wanted)):
            return f"{asked}  {text}".rstrip(), tone or "yellow"
        if key == "why" and not told and (word := marks(found))[0]:  # a narrow screen has no column for them
            return f"{word[0]} {text}".rstrip(), tone if text else word[1]
        return text, tone

    return row_line(fitted, piece)


def _piece(situation: Situation, project: Project, found: Assessment, key: str) -> Piece:
    match key:
        case "light":
            return (_("out"), "dim") if project.withdrawn is not None else light_piece(found)
        case "code":
            return project.code, ""
        case "name":
            return project.name, "dim" if project.withdrawn is not None else ""
        case "county":
            return name_piece(situation, project.county)
        case "leader":
            return name_piece(situation, project.leader)
        case "stage":
            return label(project.stage), ""
        case "sector":
            return label(project.sector), ""
        case "total":
            return money(project.total), "dim" if project.total is None else ""
        case "done":
            return done(project, found)
        case "since":
            return since(found, situation.snapshot.campaign.first_day)
        case "blockers":
            if not found.open_blockers:
                return "", ""
            return f"{found.open_blockers}/{found.overdue_blockers}", "red" if found.overdue_blockers else ""
        case "visit":
            return seen(situation, project)
        case "marks":
            return marks(found)
    return why(project, found)


def done(project: Project, found: Assessment) -> Piece:
    """Done (rounded down) and expected share of the plan in whole percent, in the colour of the gap; ``-`` without a plan."""
    if found.progress is None or not project.plan_100:
        return NOTHING, "dim"
    level = next((reason.level for reason in found.reasons if reason.rule == "progress"), None)
    return f"{100 * project.done_100 // project.plan_100}/{(found.expected + 5) // 10}%", LIGHT_TONES[level] if level else ""


def since(found: Assessment, first_day: date) -> Piece:
    """The day on which the oldest of the reasons that make the light began, of one long ago its month."""
    if not found.reasons:
        return "", ""
    began = found.reasons[0].since
    said = day(began, first_day)
    return said if len(said) <= SINCE else f"{began:%Y-%m}", ""


def marks(found: Assessment) -> Piece:
    """The worst of what no light says, and how many more there are."""
    said = outlooks(found)
    if not said:
        return "", ""
    (word, tone), *more = said
    return f"{word} +{len(more)}" if more else word, tone


def seen(situation: Situation, project: Project) -> Piece:
    days = days_since_visit(situation, project)
    if project.stage is not Stage.BUILDING:
        return days_text(days), "dim"
    if days is None:
        return _("never"), "yellow"
    return days_text(days), "yellow" if days >= situation.snapshot.campaign.settings.watermelon_visit else ""


def details(situation: Situation, code: str, width: int, height: int, asked: str = "") -> list[Line]:
    """Everything about the project under the cursor that its row has no room for; then its reasons, one a line.

    ``asked``: why it is in the list; where there is little room it stands in for the facts.
    """
    project, found = situation.snapshot.projects[code], situation.assessments[code]
    title: list[Piece] = [(f" {code} ", "dim"), (project.name, "bold")]
    facts: list[Piece] = []
    for fact in (
        name_of(situation, project.county) if project.county else _("no county"),
        label(project.stage),
        money(project.total) if project.total is not None else _("no total"),
        name_of(situation, project.leader) if project.leader else _("no leader"),
        name_of(situation, project.unit) if project.unit else _("no unit"),
        *_seen_words(situation, project),
    ):
        facts += [(fact, ""), ("  ", "")]
    for piece in outlooks(found):  # where the eye begins
        title += [("  ", ""), piece]
    lines: list[Line] = [rule(title, width)]
    if asked:
        lines.append([(" ", ""), (asked, "yellow")])
    if not asked or height >= ROOMY:
        lines.append([(" ", ""), *facts])
    if height >= ROOMY:
        lines.append([(" ", ""), ("  ".join(_more_facts(situation, project)), "dim")])
    room = height - len(lines)
    reasons = [[(" ", ""), (short_light(reason.level), LIGHT_TONES[reason.level]), (" ", ""), (reason_text(reason), ""),
                ("  " + _("since {day}").format(day=day(reason.since)), "dim")] for reason in found.reasons]  # fmt: skip
    if not reasons:
        return [*lines, [(" ", ""), *_no_reason(project, found)]]
    if len(reasons) > room > 0:
        more = len(reasons) - room
        reasons = reasons[:room]
        reasons[-1].append(("  " + _("+{n} more").format(n=more), "dim"))
    return [*lines, *reasons]


def _more_facts(situation: Situation, project: Project) -> list[str]:
    facts = []
    if project.plan_100:
        facts.append(_("{done} of {plan}").format(done=money(project.done_100), plan=money(project.plan_100)))
    if project.started is None and project.planned_start is not None:
        facts.append(_("planned start {day}").format(day=day(project.planned_start, situation.snapshot.campaign.first_day)))
    if project.manager is not None:
        facts.append(_("manager {name}").format(name=name_of(situation, project.manager)))
    if project.last_report is not None:
        facts.append(_("last report {day}").format(day=day(project.last_report, situation.snapshot.campaign.first_day)))
    return facts or [_("no plan, no manager, no report")]


def _seen_words(situation: Situation, project: Project) -> list[str]:
    days = days_since_visit(situation, project)
    if days is None:
        return [_("nobody was on site yet")] if project.stage is Stage.BUILDING else []
    return [_("on site today") if not days else _("last on site {n}d ago").format(n=days)]


def _no_reason(project: Project, found: Assessment) -> Line:
    text, tone = why(project, found)
    if text:
        return [(text, tone)]
    if WATERMELON in found.marks:
        return [(mark(WATERMELON), "yellow"), ("  " + _("green, but no report, visit or money for days"), "dim")]
    if found.light is Light.NONE:
        return [(_("no rule applies yet: no plan, no start date, no blocker"), "dim")]
    return [(_("no rule fires"), "green")]


def affected(old: Situation, new: Situation, touched: frozenset[str]) -> set[str] | None:
    """Codes of the projects that these changes may have changed; None when names or settings did."""
    if any(code[0] not in "PBGA" for code in touched):
        return None
    return {code for code in touched if code[0] == "P"} | old.scope(touched) | new.scope(touched)
