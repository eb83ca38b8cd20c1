"""Screen 7 as data: the funnel, what reserve projects are sorted and grouped by, their rows, group headers and details. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from campaign import text
from campaign.core.candidates import WEIGHTS, Candidate, Chance, place
from campaign.core.model.project import ListEntry, ListState, Project, Stage, TargetList
from campaign.core.reserve import STAGES, Gap, ListRule, StageSum, deadline
from campaign.core.situation import Situation
from campaign.tables.cells import header_line, labels_width, name_of, name_piece, projects_text, row_line, rule, wrapped
from campaign.tables.order import Value, by_pinyin
from campaign.tables.tones import Line, Piece
from campaign.tables.width import Column, Fitted, cell, cells
from campaign.text import N_, _
from campaign.words import choices, label, money
from campaign.words.labels import NOTHING
from campaign.words.reserve import chance_text, clocks_text, maturity_text, missing_text, state_text

SORTS = ("chance", "score", "code", "name", "county", "leader", "stage", "total", "maturity", "due")
GROUPS = ("", "lists", "stage", "county", "leader")
NOBODY = "~"
"""The group of what has none; it stands last."""
SOON = 14
"""Days to a deadline from which on it stands out."""
SHORT_LISTS = {TargetList.PROVINCIAL_KEY: N_("prov."), TargetList.SPECIAL_BOND: N_("bonds"),
               TargetList.CENTRAL_BUDGET: N_("budget")}
"""The lists, short enough for a column."""
CHANCE_TONES: Mapping[Chance | None, str] = {
    Chance.IN_TIME: "green", Chance.AT_RISK: "yellow", Chance.LISTED: "green", Chance.TOO_LATE: "red"}
_FUNNEL = (*STAGES, Stage.PERMITTED)
_ENDED = (ListState.LISTED, ListState.REJECTED)
_PLACES: Mapping[str, Mapping[str, int]] = {
    "stage": {str(stage): i for i, stage in enumerate(Stage)},
    "lists": {str(which): i for i, which in enumerate(TargetList)},
}


class Next(NamedTuple):
    """The entry of a project that comes first: of those under way the one with the nearest deadline, else any."""

    entry: ListEntry
    days: int | None
    """To the deadline; None once it is decided."""


def next_entry(row: Candidate, rules: Mapping[TargetList, ListRule], today: date) -> Next | None:
    found = [Next(entry, None if entry.state in _ENDED else (deadline(rules[entry.list], today, entry) - today).days)
             for entry in row.entries]
    return min(found, key=lambda one: (one.days is None, one.days or 0), default=None)


def in_funnel(project: Project | None) -> bool:
    return project is not None and project.withdrawn is None and project.stage in _FUNNEL


def ready(projects: Iterable[Project]) -> StageSum:
    """What has left the reserve and waits for its start."""
    found = [project.total or 0 for project in projects if project.stage is Stage.PERMITTED and project.withdrawn is None]
    return StageSum(Stage.PERMITTED, len(found), sum(found))


def funnel(stages: Sequence[StageSum], width: int) -> Line:
    """The stages, how many are in each, and their money where there is room for it: what lies beyond the reserve goes before."""
    def line(long: bool, stages: Sequence[StageSum] = stages) -> list[Piece]:
        pieces: list[Piece] = [(" ", "")]
        for i, row in enumerate(stages):
            tone = "dim" if row.stage not in STAGES else ""
            pieces += [(" > " if i else "", "dim"), (label(row.stage) + " ", "dim"), (str(row.projects), tone or "bold")]
            if long and row.projects:
                pieces.append((" " + money(row.total), tone))
        return pieces

    wanted = (line(True), line(True, [row for row in stages if row.stage in STAGES]), line(False))
    return next((one for one in wanted if sum(cells(said) for said, _tone in one) <= width), wanted[-1])


# The list -----------------------------------------------------------------------------------------------------------------


def value(rows: Mapping[str, Candidate], sort: str, rules: Mapping[TargetList, ListRule], today: date) -> Callable[[str], Value]:
    """Best, largest, most mature or nearest first; people and counties by code, in which they have their official order."""

    def by_score(code: str) -> tuple[int, int]:
        return -rows[code].score.score, -(rows[code].project.total or 0)

    def by_due(code: str) -> Value:
        found = next_entry(rows[code], rules, today)
        return None if found is None else (found.days is None, found.days or 0)

    def by_maturity(code: str) -> Value:
        found = rows[code].maturity
        return None if found is None or found.percent is None else (-found.percent, -found.granted)

    return {
        "chance": lambda code: (place(rows[code].chance), *by_score(code)),
        "score": by_score,
        "code": lambda code: 0,
        # The common characters stand in GB18030 in the order of their pinyin.
        "name": lambda code: by_pinyin(rows[code].project.name),
        "county": lambda code: _official(rows[code].project.county),
        "leader": lambda code: _official(rows[code].project.leader),
        "stage": lambda code: -_PLACES["stage"][rows[code].project.stage],
        "total": lambda code: None if (total := rows[code].project.total) is None else -total,
        "maturity": by_maturity,
        "due": by_due,
    }[sort]


def _official(code: str | None) -> Value:
    return None if code is None else (len(code), code)


def group_of(rows: Mapping[str, Candidate], group: str, rules: Mapping[TargetList, ListRule],
             today: date) -> Callable[[str], str]:
    def by_list(row: Candidate) -> str | None:
        found = next_entry(row, rules, today)
        return None if found is None else found.entry.list

    of: Mapping[str, Callable[[Candidate], str | None]] = {
        "lists": by_list,
        "stage": lambda row: row.project.stage,
        "county": lambda row: row.project.county,
        "leader": lambda row: row.project.leader,
    }
    field = of[group]
    return lambda code: field(rows[code]) or NOBODY


def rank(rows: Mapping[str, Candidate], group: str) -> Callable[[str, Sequence[str]], tuple[bool, int, str]]:
    """In the order of the words or of the codes, principal leaders before others; what has none stands last."""
    place = _PLACES.get(group, {})
    return lambda name, codes: (group == "leader" and rows[codes[0]].untaken,
                                place.get(name, 99 if name == NOBODY else len(name)), name)


def group_name(situation: Situation, group: str, name: str) -> str:
    if name == NOBODY:
        return {"lists": _("not on its way to a list"), "county": _("no county")}.get(group, _("no leader"))
    match group:
        case "lists":
            return label(TargetList(name))
        case "stage":
            return label(Stage(name))
    return name_of(situation, name)


def header(situation: Situation, rows: Mapping[str, Candidate], group: str, name: str, codes: Sequence[str], width: int) -> Line:
    """A group's name, its money, and how many; of a leader also whether that is no principal one."""
    found = [rows[code] for code in codes if code in rows]
    facts: list[Piece] = [(money(sum(row.project.total or 0 for row in found)) + "  ", ""), (projects_text(len(codes)), "dim")]
    if group == "leader" and found and found[0].untaken:
        facts.insert(0, (_("no principal leader") + "  ", "yellow"))
    return header_line(group_name(situation, group, name), facts, width)


def columns(situation: Situation, group: str) -> list[Column]:
    """What gives way first has the highest priority. By list the column stays: it says more than the group."""
    english = text.language() != "zh"
    code = max(map(len, situation.snapshot.projects), default=5)
    found = [
        Column("score", _("Score"), 5 if english else 4, align="right"),
        Column("code", _("Code"), code),
        Column("name", _("Name"), 20, 14, flex=3),
        Column("county", _("County"), 8, 6, priority=6),
        Column("stage", _("Stage"), labels_width((choices(Stage)[stage] for stage in STAGES), 10), priority=5),
        Column("total", _("Total"), 10 if english else 9, align="right", priority=3),
        Column("maturity", _("Maturity"), 9, align="right", priority=1),
        Column("chance", _("Clocks"), labels_width([_("Clocks"), *map(chance_text, Chance)], 8), priority=1),
        Column("lists", _("Lists"), 18, 16, flex=1, priority=2),
        Column("due", _("Days"), 5, align="right", priority=2),
        Column("leader", _("Leader"), 8, 6, priority=4),
    ]
    return [column for column in found if column.key != group or group == "lists"]


def row(situation: Situation, found: Candidate, fitted: Sequence[Fitted], rules: Mapping[TargetList, ListRule]) -> Line:
    return row_line(fitted, lambda key: _piece(situation, found, key, rules))


def _piece(situation: Situation, row: Candidate, key: str, rules: Mapping[TargetList, ListRule]) -> Piece:
    project = row.project
    match key:
        case "score":
            return str(row.score.score), "bold"
        case "code":
            return project.code, ""
        case "name":
            return project.name, ""
        case "county":
            return name_piece(situation, project.county)
        case "stage":
            return label(project.stage), ""
        case "total":
            return money(project.total), "dim" if project.total is None else ""
        case "maturity":
            return maturity_text(row.maturity), "dim" if row.maturity is None or row.maturity.percent is None else ""
        case "chance":
            return chance_text(row.chance), CHANCE_TONES.get(row.chance, "dim")
        case "leader":
            said, tone = name_piece(situation, project.leader)
            return said, tone if row.untaken else "accent"
    found = next_entry(row, rules, situation.today)
    if key == "due":
        return ("", "") if found is None or found.days is None else (_days(found.days), _tone(found.entry.state, found.days))
    return _lists(row, found)


def _lists(row: Candidate, found: Next | None) -> Piece:
    """The entry that comes next, and how many more there are."""
    if found is None:
        return NOTHING, "dim"
    more = f" +{len(row.entries) - 1}" if len(row.entries) > 1 else ""
    return f"{_(SHORT_LISTS[found.entry.list])} {label(found.entry.state)}{more}", _tone(found.entry.state, found.days)


def _days(days: int) -> str:
    return _("{n}d").format(n=days)


def _left(days: int) -> str:
    return _("passed {n} d ago").format(n=-days) if days < 0 else _("{n} d left").format(n=days)


def _tone(state: ListState | None, days: int | None) -> str:
    if days is None:
        return "green" if state is ListState.LISTED else "dim"
    if state is not ListState.CANDIDATE:  # what is handed in no longer waits for the deadline
        return ""
    return "red" if days < 0 else "yellow" if days <= SOON else ""


# What stands below ----------------------------------------------------------------------------------------------------------


def details(found: Candidate, gaps: Sequence[Gap], rules: Mapping[TargetList, ListRule], width: int, height: int) -> list[Line]:
    """The parts of the score, then every list: how far it has got, until when, whether the clocks allow it, what is missing."""
    title: list[Piece] = [(f" {found.project.code} ", "dim"), (found.project.name, "bold")]
    if found.untaken:
        title += [("  ", ""), (_("no principal leader"), "yellow")]
    lines: list[Line] = [rule(title, width), score_line(found)]
    if not gaps:
        return [*lines, [(" ", ""), (_("No list takes its investor."), "dim")]]
    names = labels_width((label(gap.list) for gap in gaps), 24)
    spare = height - len(lines) - len(gaps)
    for gap in gaps:
        line = [*_gap_line(gap, names), ("  ", ""), missing := _missing(gap, rules[gap.list])]
        if spare > 0 and sum(cells(said) for said, _tone in line) > width:  # what is missing goes below while there is room
            below = wrapped(missing[0], width - 4)
            if len(below) > spare:
                below = [*below[:spare - 1], " ".join(below[spare - 1:])]
            spare -= len(below)
            lines += [line[:-2], *([("   ", ""), (said, missing[1])] for said in below)]
        else:
            lines.append(line)
    return lines[:height]


def score_line(found: Candidate) -> Line:
    """``Score 63: size 80 x50% + tax - x30% + pull 60 x20%``"""
    score, parts = found.score, (_("size"), _("tax"), _("pull"))
    pieces: list[Piece] = [(" " + _("Score {n}").format(n=score.score), "bold"), ("  ", "")]
    for i, (name, part, weight) in enumerate(zip(parts, score[1:], WEIGHTS, strict=True)):
        pieces += [(" + " if i else "", "dim"), (f"{name} ", ""), (NOTHING if part is None else str(part), "" if part else "dim"),
                   (f" x {weight}%", "dim")]
    return pieces


def _gap_line(gap: Gap, names: int) -> list[Piece]:
    name, tone = cell(label(gap.list), names), "" if gap.state else "dim"
    pieces: list[Piece] = [(f" {name}  ", tone), (state_text(gap.state) if gap.state else _("not on its way"),
                                                  tone or _tone(gap.state, None if gap.state in _ENDED else gap.days_left))]
    if gap.state is not ListState.LISTED:
        pieces += [("  ", ""), (f"{gap.deadline:%m-%d} {_left(gap.days_left)}", "dim" if gap.state is None else "")]
        if gap.too_late or gap.fits is not None:
            pieces += [("  ", ""), (clocks_text(gap), "red" if gap.too_late else "" if gap.fits else "yellow")]
    return pieces


def _missing(gap: Gap, rules: ListRule) -> Piece:
    if gap.state is ListState.LISTED:
        return "", ""
    if not gap.missing:
        return _("nothing is missing"), "green"
    return _("missing: {what}").format(what=missing_text(gap.missing, rules)), ""
