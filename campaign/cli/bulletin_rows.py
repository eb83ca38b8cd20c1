"""A bulletin as ``--json`` prints it: every figure of the paper, by the keys of the lists that it was counted from."""

from campaign.cli import plain_dashboard
from campaign.cli.answers.parts import named
from campaign.core import blockers as rules
from campaign.core.bulletin import Escalation, Figures, Route, Turned
from campaign.core.leagues import LeagueStanding
from campaign.core.model.blocker import Blocker
from campaign.core.model.merits import Case, Merit
from campaign.tables.blocker_record import Frozen
from campaign.tables.honours import listed
from campaign.tables.values import Row, iso, percent
from campaign.words import finding_text, reason_text
from campaign.words.bulletin import document
from campaign.words.today import reasons

SAME = ("name", "day", "days_left", "length", "state", "golden_days_left", "lights", "projects", "money", "rates", "blockers")
"""Keys of ``status``."""


def row(figures: Figures) -> Row:
    """What is only known of today is null in a bulletin of a day that is over."""
    situation, past = figures.situation, figures.past
    told = plain_dashboard.status(situation)
    paper = document(figures)
    frozen = Frozen(situation)
    return {
        "title": paper.title,
        "issue": paper.issue,
        "kind": figures.kind,
        "number": figures.number,
        "date": iso(figures.on),
        "since": iso(figures.since),
        "past": past,
        **{key: told[key] for key in SAME},
        "registered_money": None if past else told["registered_money"],
        "turned": {light: [_turned(figures, item) for item in some] for light, some in figures.turned.items()},
        "solved": [_solved(figures, item) for item in figures.solved],
        "overdue": [{**_blocker(figures, item), "level": item.level, "days_overdue": rules.days_overdue(item, figures.on),
                     "flags": list(situation.flags(item)), "blast": frozen.record(item)} for item in figures.overdue],
        "red_list": [_standing(figures, item) for item in figures.lists.red],
        "black_list": [_standing(figures, item) for item in figures.lists.black],
        "exempt": [_standing(figures, item) for item in figures.lists.exempt],
        "cases": [_case(figures, case) for case in figures.cases],
        "praise": [_praise(figures, row) for row in figures.praise],
        "today": None if past else [_route(figures, route) for route in figures.routes],
        "findings": None if past else [
            {"key": finding.key, "level": finding.level, "count": finding.count, "text": finding_text(finding),
             "list": finding.target, "filter": dict(finding.filter)} for finding in figures.findings],
        "too_late": None if past else [
            {"code": project.code, "name": project.name, "milestone": iso(told.milestone), "floor_end": iso(told.floor_end)}
            for project, told in figures.too_late],
        "escalations": [_escalation(figures, item) for item in figures.escalations],
        "seq": figures.seq,
        "head": figures.head,
    }


def _turned(figures: Figures, item: Turned) -> Row:
    told, project = figures.situation.snapshot, item.project
    return {
        "code": project.code, "name": project.name, "county": project.county, "county_name": named(told.counties, project.county),
        "leader": project.leader, "leader_name": named(told.people, project.leader), "before": item.before.light,
        "light": item.now.light, "progress_pct": percent(item.now.progress), "marks": list(item.now.marks),
        "reasons": [{"rule": reason.rule, "level": reason.level, "text": reason_text(reason), "since": iso(reason.since),
                     "blocker": reason.blocker, "land_task": reason.land} for reason in item.now.reasons],
    }


def _blocker(figures: Figures, item: Blocker) -> Row:
    told = figures.situation.snapshot
    return {"code": item.code, "title": item.title, "unit": item.unit, "unit_name": named(told.units, item.unit),
            "person": item.person, "person_name": named(told.people, item.person)}


def _solved(figures: Figures, item: Blocker) -> Row:
    return {**_blocker(figures, item), "resolved": iso(item.resolved), "resolution": item.resolution, "on_site": item.on_site}


def _standing(figures: Figures, item: LeagueStanding) -> Row:
    return listed(figures.situation, item, figures.on)


def _case(figures: Figures, case: Case) -> Row:
    told = figures.situation.snapshot
    return {"code": case.code, "kind": case.kind, "title": case.title, "on": iso(case.on), "project": case.project,
            "project_name": named(told.projects, case.project), "county": case.county,
            "county_name": named(told.counties, case.county), "text": case.text}


def _praise(figures: Figures, row: Merit) -> Row:
    subject = row.person or row.unit or row.county or ""
    return {"code": row.code, "kind": row.kind, "on": iso(row.on), "subject": subject,
            "subject_name": figures.situation.name_of(subject), "text": row.text, "promised": row.promised, "paid": iso(row.paid)}


def _route(figures: Figures, route: Route) -> Row:
    situation = figures.situation
    projects = situation.snapshot.projects
    return {
        "leader": route.leader,
        "leader_name": named(situation.snapshot.people, route.leader),
        "stops": [{"code": stop.project, "name": projects[stop.project].name, "county": projects[stop.project].county,
                   "light": stop.light, "score": stop.score, "reasons": reasons(situation, stop)} for stop in route.stops],
        "more": route.more,
    }


def _escalation(figures: Figures, item: Escalation) -> Row:
    return {**_blocker(figures, item.blocker), "level": item.blocker.level, "proposed": item.level}


