"""Every table that comes back as rows of the model: which table, which row, in which order; what a kind says is read by that."""

from functools import cache
from typing import Any

from campaign.core.model.blocker import Blocker, Event
from campaign.core.model.campaign import Excuse
from campaign.core.model.consent import Request, Result, TargetChange
from campaign.core.model.indicators import Indicator
from campaign.core.model.land import Approval, ApprovalEvent, LandEvent, LandTask
from campaign.core.model.leads import ChainNode, Lead, LeadEvent, PromotionEvent, Trip
from campaign.core.model.merits import Case, Merit, MeritAnswer, MeritEvidence
from campaign.core.model.people import County, Look, Member, MemberKey, Person, Unit, View
from campaign.core.model.project import Change, Funds, ListEntry, Progress, Project, ProjectDetails, Registered, Visit
from campaign.core.model.task_forces import Dispatch, DispatchEntry, TaskForce, TaskForceMember
from campaign.kinds import registry
from campaign.store.rows import Record

_BY_CODE, _DATED = "length(code), code", "on_day, id"
COUNTIES = Record("counties", County)
UNITS = Record("units", Unit)
PEOPLE = Record("people", Person)
PROJECTS = Record("projects", Project, shared=("county", "leader", "unit", "manager"), clocks=("too_late_after", "risk_after"))
DETAILS = Record("projects", ProjectDetails)
PROGRESS = Record("progress", Progress, order=_DATED)
FUNDS = Record("funds", Funds, order=_DATED)
REGISTERED = Record("registered_money", Registered, order="month DESC")
VISITS = Record("visits", Visit, order=_DATED)
CHANGES = Record("project_changes", Change, order=_DATED)
LIST_ENTRIES = Record("list_entries", ListEntry, order="length(project), project, list")
BLOCKERS = Record("blockers", Blocker, linked="projects", shared=("county", "unit", "person"))
BLOCKER_EVENTS = Record("blocker_events", Event, order=_DATED)
LAND_TASKS = Record("land_tasks", LandTask, linked="projects", shared=("county", "unit", "person"), renamed={
    "entered": "(SELECT on_day FROM results WHERE subject = land_tasks.code AND what = 'added')"})
LAND_EVENTS = Record("land_events", LandEvent, order=_DATED)
APPROVALS = Record("approvals", Approval, order=_BY_CODE, shared=("project", "unit"))
APPROVAL_EVENTS = Record("approval_events", ApprovalEvent, order=_DATED)
EXCUSED = Record("excuses", Excuse, order="id", renamed={"first": "first_day", "last": "last_day"})
MEMBERS = Record("members", Member, order="person")
MEMBER_KEYS = Record("member_keys", MemberKey, order="person, since, fingerprint")
LOOKS = Record("looks", Look)
VIEWS = Record("views", View, order="owner, name")
REQUESTS = Record("requests", Request, order=_BY_CODE)
TARGET_CHANGES = Record("target_changes", TargetChange, order=_DATED)
RESULTS = Record("results", Result, order=_DATED)

TRIPS = Record("trips", Trip, order=_BY_CODE)
EVENTS = Record("promotion_events", PromotionEvent, keyed=True, order=_BY_CODE)
CHAIN = Record("chain_nodes", ChainNode, order="chain, place, node")
LEADS = Record("leads", Lead, keyed=True, order=_BY_CODE)
LEAD_EVENTS = Record("lead_events", LeadEvent, order=_DATED)
INDICATORS = Record("indicators", Indicator, order="county, metric, measure, period")
TASK_FORCES = Record("task_forces", TaskForce, keyed=True, order=_BY_CODE)
TASK_FORCE_MEMBERS = Record("task_force_members", TaskForceMember, order="task_force, person")
DISPATCHES = Record("dispatches", Dispatch, order=_BY_CODE)
DISPATCH_ENTRIES = Record("dispatch_entries", DispatchEntry, order=_DATED)
MERITS = Record("merits", Merit, order=_BY_CODE)
MERIT_EVIDENCE = Record("merit_evidence", MeritEvidence, order="id")
MERIT_ANSWERS = Record("merit_answers", MeritAnswer, order=_DATED)
CASES = Record("cases", Case, order=_BY_CODE)

_OF_KINDS: dict[str, Record[Any]] = {
    "project": PROJECTS, "blocker": BLOCKERS, "land_task": LAND_TASKS, "approval": APPROVALS}
"""Those of which a kind alone does not say how they are read."""


@cache
def of(kind: str) -> Record[Any]:
    """The rows of a kind that has codes."""
    declared = registry.kind(kind)
    return _OF_KINDS.get(kind) or Record(declared.table, declared.row, order=_BY_CODE, keyed=declared.found)
