"""What ``--json`` prints of a project: one literal, made ten thousand times."""

from collections.abc import Mapping
from typing import Any

from campaign.core.model.light import Reason
from campaign.core.model.project import Project
from campaign.core.results import waiting
from campaign.tables.table import Listing, Record
from campaign.tables.values import iso, percent
from campaign.words import reason_text


def record(told: Listing[Project], row: Project) -> Record:
    snapshot, light = told.situation.snapshot, told.situation.assessments[row.code]
    first = snapshot.originals.get(row.code, {})
    return {
        "code": row.code,
        "name": row.name,
        "county": row.county,
        "county_name": _name(snapshot.counties, row.county),
        "sector": row.sector,
        "investor": row.investor,
        "leader": row.leader,
        "leader_name": _name(snapshot.people, row.leader),
        "unit": row.unit,
        "unit_name": _name(snapshot.units, row.unit),
        "manager": row.manager,
        "manager_name": _name(snapshot.people, row.manager),
        "stage": row.stage,
        "light": light.light,
        "marks": list(light.marks),
        "reasons": [reason_record(reason) for reason in light.reasons],
        "total": row.total,
        "plan_100": row.plan_100,
        "done_100": row.done_100,
        "progress_pct": percent(light.progress),
        "expected_pct": percent(light.expected),
        "open_blockers": light.open_blockers,
        "overdue_blockers": light.overdue_blockers,
        "last_report": iso(row.last_report),
        "last_money": iso(row.last_money),
        "last_visit": iso(row.last_visit),
        "planned_start": iso(row.planned_start),
        "planned_finish": iso(row.planned_finish),
        "started": iso(row.started),
        "finished": iso(row.finished),
        "registered": iso(row.registered),
        "provincial_key": row.provincial_key,
        "suspended": row.suspended,
        "review": iso(row.review),
        "withdrawn": row.withdrawn,
        "funds_planned": row.funds_planned,
        "funds_100": row.funds_100,
        "registered_100": row.registered_100,
        "crew": row.crew,
        "crew_planned": row.crew_planned,
        "leader_visit": iso(row.leader_visit),
        "too_late_after": iso(row.too_late_after),
        "risk_after": iso(row.risk_after),
        "lapses": iso(row.lapses),
        "unconfirmed": waiting(snapshot.uncounted.get(row.code, ())),
        "version": row.version,
        "reasons_original": [reason_record(reason) for reason in told.situation.by_original(row.code)],
        "total_original": first.get("total", row.total),
        "plan_100_original": first.get("plan_100", row.plan_100),
        "funds_planned_original": first.get("funds_planned", row.funds_planned),
        "planned_start_original": iso(first.get("planned_start", row.planned_start)),
        "planned_finish_original": iso(first.get("planned_finish", row.planned_finish)),
    }


def reason_record(reason: Reason) -> Record:
    return {"rule": reason.rule, "level": reason.level, "text": reason_text(reason), "since": iso(reason.since),
            "blocker": reason.blocker, "land_task": reason.land}


def _name(things: Mapping[str, Any], code: str | None) -> str | None:
    thing = things.get(code) if code is not None else None
    return None if thing is None else str(thing.name)
