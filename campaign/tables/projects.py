"""Screen 4 and ``campaign projects``: what projects are sorted and grouped by, and their columns."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from campaign.core.codes import is_a
from campaign.core.filters import started
from campaign.core.model.light import WORST_FIRST, Light
from campaign.core.model.project import FINISHED, Project, Sector, Stage, TargetList
from campaign.core.situation import Situation
from campaign.tables.cells import (
    LIGHT_WIDTH,
    OUTLOOKS,
    labels_width,
    name_of,
    name_piece,
    outlooks,
    projects_text,
    short_light,
)
from campaign.tables.order import Value, by_pinyin
from campaign.tables.project_cells import (
    SINCE,
    blockers_cell,
    done,
    done_bar,
    edge,
    light_cell,
    marks,
    name_cell,
    quiet,
    seen,
    since,
    why_cell,
)
from campaign.tables.project_cells import Projects as Projects
from campaign.tables.project_cells import days_since_visit as days_since_visit
from campaign.tables.project_record import record
from campaign.tables.table import (
    Column,
    Group,
    Keyed,
    Plain,
    Record,
    Table,
    by_code,
    by_county,
    choosing,
    longest,
    spoken,
)
from campaign.tables.tones import LIGHT_TONES, Piece
from campaign.tables.values import light, reasons
from campaign.tables.width import cells
from campaign.text import N_, _
from campaign.words import label, money
from campaign.words.labels import NOTHING

NOBODY = "~"
"""The group of what has none; it stands last."""
SOME, ROOMY, ELSEWHERE = 81, 100, 999
"""Cells of a row from which on it has room for the code, and for county, stage and money; never, but when it is what the list is
sorted by: the detail tells it."""
_RANKS = {light: i for i, light in enumerate(WORST_FIRST)}
_STAGES = {stage: i for i, stage in enumerate(Stage)}
_SECTORS = {sector: i for i, sector in enumerate(Sector)}


# What they are sorted by: worst, largest, most or longest first; names by code, in which people and counties have their
# official order.


def _by_light(told: Projects) -> Keyed:
    projects, judged = told.rows, told.situation.assessments

    def by(code: str) -> Value:
        light, reasons, _marks, _expected, _progress, blockers, overdue, *_beside = judged[code]
        since = reasons[0].since.toordinal() if reasons else 0
        withdrawn = projects[code].withdrawn is not None
        return withdrawn, _RANKS[light], -overdue, since, -blockers

    return by


def _by_done(told: Projects) -> Keyed:
    projects, judged = told.rows, told.situation.assessments

    def by(code: str) -> Value:
        found = judged[code]
        if found.progress is None or projects[code].stage in FINISHED:
            return None
        return found.progress - found.expected

    return by


def _by_visit(told: Projects) -> Keyed:
    def by(code: str) -> Value:
        project = told.rows[code]
        return None if project.stage is not Stage.BUILDING else project.last_visit.toordinal() if project.last_visit else 0

    return by


def _by_why(told: Projects) -> Keyed:
    judged = told.situation.assessments

    def by(code: str) -> Value:
        reasons = judged[code].reasons
        return (reasons[0].since.toordinal(), _RANKS[reasons[0].level]) if reasons else None

    return by


def _by_total(told: Projects) -> Keyed:
    return lambda code: None if (total := told.rows[code].total) is None else -total


def _by_blockers(told: Projects) -> Keyed:
    judged = told.situation.assessments
    return lambda code: (-judged[code].overdue_blockers, -judged[code].open_blockers)


def _by_marks(told: Projects) -> Keyed:
    judged = told.situation.assessments
    return lambda code: tuple(mark not in judged[code].marks for mark in OUTLOOKS) if outlooks(judged[code]) else None


def official(code: str | None) -> Value:
    return None if code is None else (len(code), code)


# What they are grouped by -----------------------------------------------------------------------------------------------


def _ranked(places: Mapping[Any, int]) -> Callable[[Projects], Callable[[str, Sequence[str]], tuple[int, str]]]:
    """In the order of the words or of the codes; what has none stands last."""
    return lambda told: lambda name, rows: (places.get(name, 99 if name == NOBODY else len(name)), name)


def _facts(told: Projects, group: str, codes: Sequence[str], width: int) -> list[Piece]:
    """How many there are, and how many of them are red and yellow."""
    lights = Counter(told.situation.assessments[code].light for code in codes)
    found: list[Piece] = []
    if group != "light":
        found = [(f"{short_light(light)} {lights[light]}  ", LIGHT_TONES[light])
                 for light in (Light.RED, Light.YELLOW) if lights[light]]
    return [*found, (projects_text(len(codes)), "quiet")]


def on(told: Projects, row: Project) -> Iterator[str | None]:
    """Codes of what a project is on, and the words of the campaign that are true of it."""
    yield from (row.county, row.leader, row.unit, row.manager, row.stage, row.sector, row.investor)
    if row.withdrawn is not None:
        yield "withdrawn"
        return
    found = told.judged(row)
    yield found.light
    yield from found.marks
    yield started(told.situation, row)
    if row.registered is not None:
        yield "registered"
    if row.provincial_key:
        yield TargetList.PROVINCIAL_KEY
    if found.overdue_blockers:
        yield "overdue"


# Their columns ----------------------------------------------------------------------------------------------------------


def _done(row: Record) -> str:
    return NOTHING if row["progress_pct"] is None else f"{row['progress_pct']:.1f}/{row['expected_pct']:.1f}"


def _count(row: Record) -> str:
    """``3 (1 overdue)``; nothing when there is none."""
    blockers, overdue = row["open_blockers"], row["overdue_blockers"]
    if not blockers:
        return NOTHING
    return _("{n} ({overdue} overdue)").format(n=blockers, overdue=overdue) if overdue else str(blockers)


PROJECTS = Table[Projects, Project](
    "projects",
    columns=(
        Column("light", N_("Light"), spoken(LIGHT_WIDTH, 4), light_cell, sort=_by_light, plain=Plain(light), lit=True,
               group=Group(lambda told: lambda code: told.situation.assessments[code].light,
                           lambda told, name: label(Light(name)), _ranked(_RANKS))),
        Column("code", N_("Code"), longest, lambda told, row: (row.code, "quiet"), sort=by_code, plain=Plain(), room=SOME),
        Column("name", N_("Name"), 20, name_cell, 20, flex=2,
               sort=lambda told: lambda code: by_pinyin(told.rows[code].name), plain=Plain(flexible=True)),
        Column("county", N_("County"), by_county, lambda told, row: quiet(name_piece(told.situation, row.county)), 6, gives=7,
               room=ROOMY,
               sort=lambda told: lambda code: official(told.rows[code].county),
               plain=Plain(lambda row: row["county_name"] or NOTHING, flexible=True),
               group=Group(lambda told: lambda code: told.rows[code].county or NOBODY,
                           lambda told, name: _("no county") if name == NOBODY else name_of(told.situation, name), _ranked({}))),
        Column("leader", N_("Leader"), spoken(8, 6, 6), lambda told, row: name_piece(told.situation, row.leader), gives=3,
               sort=lambda told: lambda code: official(told.rows[code].leader),
               plain=Plain(lambda row: row["leader_name"] or NOTHING, flexible=True),
               group=Group(lambda told: lambda code: told.rows[code].leader or NOBODY,
                           lambda told, name: _("no leader") if name == NOBODY else name_of(told.situation, name), _ranked({}))),
        Column("stage", N_("Stage"), choosing(Stage, 14, 6),
               lambda told, row: (label(row.stage), "quiet"), gives=8, plain=Plain(), room=ROOMY,
               sort=lambda told: lambda code: -_STAGES[told.rows[code].stage],
               group=Group(lambda told: lambda code: told.rows[code].stage, lambda told, name: label(Stage(name)),
                           _ranked(_STAGES))),
        Column("total", N_("Total"), spoken(10, 9), lambda told, row: (money(row.total), "quiet" if row.total is None else ""),
               align="right", gives=5, sort=_by_total, plain=Plain(right=True), room=ROOMY),
        Column("done", N_("Done, due"), lambda told, column, room: (max(cells(column.title), 14 if room >= ROOMY else 10), 0),
               draw=done_bar, gives=2, sort=_by_done, plain=Plain(_done, N_("done/due %"), right=True)),
        Column("percent", "%", 5, lambda told, row: done(row, told.judged(row)), align="right", gives=1),
        Column("since", N_("Began"), SINCE, lambda told, row: since(told.judged(row), told.situation.snapshot.campaign.first_day),
               gives=1, room=ELSEWHERE,
               plain=Plain(lambda row: row["reasons"][0]["since"] if row["reasons"] else NOTHING, N_("Began"))),
        Column("blockers", N_("Blkrs"), 5, blockers_cell, align="right", gives=4, sort=_by_blockers, room=ELSEWHERE,
               plain=Plain(_count, N_("blockers"), right=True)),
        Column("visit", N_("Seen"), spoken(6, 5), lambda told, row: seen(told.situation, row), align="right", gives=9,
               sort=_by_visit, room=ELSEWHERE, lit=True),
        Column("marks", N_("Marks"), lambda told, column, room: (
            labels_width([_(word) for word, _tone in OUTLOOKS.values()], 10), 0), lambda told, row: marks(told.judged(row)),
               gives=6, sort=_by_marks, room=ELSEWHERE, lit=True),
        Column("why", N_("Why"), 30, least=22, draw=why_cell, flex=3, gives=2, sort=_by_why,
               plain=Plain(lambda row: reasons(row) or NOTHING, key="reasons", flexible=True)),
    ),
    groups=("", "county", "leader", "stage", "light", "sector"),
    grouped={"sector": Group(lambda told: lambda code: told.rows[code].sector or NOBODY,
                             lambda told, name: _("not known") if name == NOBODY else label(Sector(name)), _ranked(_SECTORS))},
    printed=("code", "light", "since", "name", "county", "leader", "stage", "total", "done", "blockers", "why"),
    record=record, about=on, facts=_facts, edge=edge)


def affected(old: Situation, new: Situation, touched: frozenset[str]) -> set[str] | None:
    """Codes of the projects that these changes may have changed; None when names or settings did."""
    if not all(is_a(code, "project", "blocker", "land_task", "approval") for code in touched):
        return None
    return {code for code in touched if is_a(code, "project")} | old.scope(touched) | new.scope(touched)
