"""Which rows a list shows: the same words for command options, for screens, and for the Overview's sentences.

A filter is a NamedTuple of text fields; an empty one asks for nothing, so that the empty filter selects everything.
``light`` and ``level`` take several words separated by commas. ``project_filter`` and its like make one from the
mapping that a ``Finding`` carries.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from campaign.core import blockers as rules
from campaign.core.errors import BadInput
from campaign.core.facts import (
    contact_due,
    days_to_lapse,
    has_started,
    is_major,
    is_orphan,
    is_unregistered,
    nobody_today,
)
from campaign.core.land import overdue as land_overdue
from campaign.core.leaders import leaders_of, unclaimed
from campaign.core.model.blocker import Blocker, BlockerState, Scope
from campaign.core.model.campaign import Settings
from campaign.core.model.land import LandTask
from campaign.core.model.project import Project
from campaign.core.situation import Situation

YES = "yes"


class ProjectFilter(NamedTuple):
    """Codes and words as the database has them. What judges (from ``light`` on) never shows a withdrawn one."""

    county: str = ""
    sector: str = ""
    investor: str = ""
    stage: str = ""
    leader: str = ""
    unit: str = ""
    manager: str = ""
    text: str = ""
    """Part of the name or code, in either case."""
    started: str = ""
    """``new`` 新开工: started within the campaign; ``continued`` 续建: before it."""
    light: str = ""
    mark: str = ""
    """``watermelon`` · ``waiting`` (on anyone) · ``waiting_city`` · ``waiting_province`` · ``waiting_national`` · ``too_late`` ·
    ``at_risk`` · ``understaffed``"""
    orphan: str = ""
    unregistered: str = ""
    major: str = ""
    nobody_today: str = ""
    review_passed: str = ""
    """Suspended, and the review date is over."""
    contact_due: str = ""
    """An authority is to be spoken with about one of its approvals. The last six are ``yes`` or empty."""
    lapsing: str = ""
    """An approval lapses: ``soon`` within ``lapse_near`` days or has lapsed, ``yes`` later, but within ``lapse_far``."""


class BlockerFilter(NamedTuple):
    """Of the unresolved blockers a snapshot holds, and of resolved ones read from elsewhere."""

    county: str = ""
    """Of its whole county, or the county of one of its projects."""
    project: str = ""
    """Names it, or is on its whole county."""
    leader: str = ""
    """Leads one of its projects, or the county it is on."""
    unit: str = ""
    person: str = ""
    category: str = ""
    authority: str = ""
    level: str = ""
    state: str = ""
    """``open`` · ``on_hold`` · ``resolved`` as stored, or ``overdue``."""
    flag: str = ""
    """``buck_passing`` · ``slow`` · ``escalation_due``"""
    review_passed: str = ""
    """``yes``: on hold, and the review date is over."""
    code: str = ""
    text: str = ""


class LandFilter(NamedTuple):
    """Of the land tasks that are not accepted, and of accepted ones read from elsewhere."""

    county: str = ""
    """Of its whole county, or the county of one of its projects."""
    project: str = ""
    """Names it, or is on its whole county."""
    leader: str = ""
    """Leads one of its projects, or the county it is on."""
    unit: str = ""
    kind: str = ""
    authority: str = ""
    state: str = ""
    """``overdue`` · ``open`` · ``accepted``"""
    code: str = ""
    text: str = ""


class LeaderFilter(NamedTuple):
    """Of the people with a column on the board."""

    unclaimed: str = ""
    """``yes``: a city or principal leader without a major project."""
    rank: str = ""


def project_filter(words: Mapping[str, str]) -> ProjectFilter:
    """BadInput("unknown_filter") for a word that is no field."""
    return ProjectFilter(**_known(words, ProjectFilter._fields))


def blocker_filter(words: Mapping[str, str]) -> BlockerFilter:
    """BadInput("unknown_filter") for a word that is no field."""
    return BlockerFilter(**_known(words, BlockerFilter._fields))


def land_filter(words: Mapping[str, str]) -> LandFilter:
    """BadInput("unknown_filter") for a word that is no field."""
    return LandFilter(**_known(words, LandFilter._fields))


def leader_filter(words: Mapping[str, str]) -> LeaderFilter:
    """BadInput("unknown_filter") for a word that is no field."""
    return LeaderFilter(**_known(words, LeaderFilter._fields))


def _known(words: Mapping[str, str], fields: tuple[str, ...]) -> Mapping[str, str]:
    for word in words:
        if word not in fields:
            raise BadInput("unknown_filter", word=word, known=", ".join(fields))
    return words


def match_project(situation: Situation, project: Project, wanted: ProjectFilter) -> bool:
    """Whether a project belongs in the list."""
    for value, field in (
        (project.county, wanted.county),
        (project.sector, wanted.sector),
        (project.investor, wanted.investor),
        (project.stage, wanted.stage),
        (project.leader, wanted.leader),
        (project.unit, wanted.unit),
        (project.manager, wanted.manager),
    ):
        if field and value != field:
            return False
    if wanted.text and not _contains(wanted.text, project.code, project.name):
        return False
    if wanted.started and wanted.started != started(situation, project):
        return False
    if not any(wanted[ProjectFilter._fields.index("light") :]):
        return True
    return project.withdrawn is None and _judged(situation, project, wanted)


def _judged(situation: Situation, project: Project, wanted: ProjectFilter) -> bool:
    today, settings = situation.today, situation.snapshot.campaign.settings
    light, _, marks, *_ = situation.assessments[project.code]
    if wanted.light and light not in wanted.light.split(","):
        return False
    if wanted.mark == "waiting":
        if not any(mark.startswith("waiting") for mark in marks):
            return False
    elif wanted.mark and wanted.mark not in marks:
        return False
    return not (
        (wanted.orphan and not is_orphan(project))
        or (wanted.unregistered and not is_unregistered(project, today, settings))
        or (wanted.major and not is_major(project, settings))
        or (wanted.nobody_today and not nobody_today(project, today, situation.excused_in(project.county)))
        or (wanted.contact_due and not contact_due(project, today))
        or (wanted.lapsing and wanted.lapsing != lapsing(project, today, settings))
        or (wanted.review_passed and not (project.suspended is not None and light == "red"))
    )


def lapsing(project: Project, today: date, settings: Settings) -> str:
    """``soon`` · ``yes`` · empty, as ``ProjectFilter.lapsing`` says."""
    left = days_to_lapse(project, today)
    return "" if left is None or left > settings.lapse_far else "soon" if left <= settings.lapse_near else "yes"


def started(situation: Situation, project: Project) -> str:
    """``new`` 新开工 (within the campaign) · ``continued`` 续建 (before it) · empty when not started by today."""
    if not has_started(project, situation.today) or project.started is None:
        return ""
    return "new" if project.started >= situation.snapshot.campaign.first_day else "continued"


def match_blocker(situation: Situation, blocker: Blocker, wanted: BlockerFilter) -> bool:
    """Whether a blocker belongs in the list."""
    for value, field in (
        (blocker.unit, wanted.unit),
        (blocker.person, wanted.person),
        (blocker.category, wanted.category),
        (blocker.authority, wanted.authority),
        (blocker.code, wanted.code),
    ):
        if field and value != field:
            return False
    if wanted.level and str(blocker.level) not in wanted.level.split(","):
        return False
    if wanted.text and not _contains(wanted.text, blocker.code, blocker.title):
        return False
    if wanted.state == "overdue":
        if not rules.overdue(blocker, situation.today):
            return False
    elif wanted.state and blocker.state != wanted.state:
        return False
    if wanted.review_passed and not rules.review_passed(blocker, situation.today):
        return False
    if wanted.flag and (blocker.state is BlockerState.RESOLVED or wanted.flag not in situation.flags(blocker)):
        return False
    return _in_scope(situation, blocker, wanted)


def match_land(situation: Situation, task: LandTask, wanted: LandFilter) -> bool:
    """Whether a land task belongs in the list."""
    for value, field in (
        (task.unit, wanted.unit),
        (task.kind, wanted.kind),
        (task.authority, wanted.authority),
        (task.code, wanted.code),
    ):
        if field and value != field:
            return False
    if wanted.text and not _contains(wanted.text, task.code, task.name):
        return False
    if wanted.state == "overdue":
        if not land_overdue(task, situation.today):
            return False
    elif wanted.state and (wanted.state == "accepted") != (task.accepted is not None):
        return False
    return _in_scope(situation, task, wanted)


def _in_scope(situation: Situation, blocker: Blocker | LandTask, wanted: BlockerFilter | LandFilter) -> bool:
    snapshot = situation.snapshot
    on_county = blocker.scope is Scope.COUNTY
    if wanted.county and wanted.county != blocker.county:
        named = (snapshot.projects.get(code) for code in blocker.projects)
        if on_county or not any(project is not None and project.county == wanted.county for project in named):
            return False
    if wanted.project and wanted.project not in blocker.projects:
        project = snapshot.projects.get(wanted.project)
        if not on_county or project is None or project.county is None or project.county != blocker.county:
            return False
    return not wanted.leader or wanted.leader in leaders_of(situation, blocker)


def match_leader(situation: Situation, person: str, wanted: LeaderFilter) -> bool:
    """Whether a person belongs in the list of leaders. KeyError for an unknown code."""
    row = situation.snapshot.people[person]
    if not row.leader or (wanted.rank and row.rank != wanted.rank):
        return False
    return not wanted.unclaimed or unclaimed(situation, person)


def fits(situation: Situation, screen: str, words: Mapping[str, str], rows: Mapping[str, Any]) -> Callable[[str], bool]:
    """Whether one of these rows, by its code, belongs on ``screen`` (see ``select``) under a filter."""
    match screen:
        case "blockers":
            blockers = blocker_filter(words)
            return lambda code: match_blocker(situation, rows[code], blockers)
        case "land":
            lands = land_filter(words)
            return lambda code: match_land(situation, rows[code], lands)
        case "leaders":
            leaders = leader_filter(words)
            return lambda code: match_leader(situation, code, leaders)
    wanted, projects = project_filter(words), situation.snapshot.projects
    return lambda code: match_project(situation, projects[code], wanted)


def select(situation: Situation, screen: str, words: Mapping[str, str]) -> Iterator[str]:
    """Codes of the rows that ``screen`` (``blockers`` · ``land`` · ``leaders``, else projects) shows under a filter."""
    told = situation.snapshot
    listed: Mapping[str, Mapping[str, Any]] = {"blockers": told.blockers, "land": told.lands, "leaders": told.people}
    rows = listed.get(screen, told.projects)
    return filter(fits(situation, screen, words, rows), rows)


def _contains(text: str, *fields: str) -> bool:
    part = text.casefold()
    return any(part in field.casefold() for field in fields)
