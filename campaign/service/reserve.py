"""The reserve: candidates and what the target lists still require of them; the verbs about list entries."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from campaign.core import candidates
from campaign.core import reserve as rules
from campaign.core.candidates import Candidate, Chance
from campaign.core.errors import BadInput
from campaign.core.model.project import ListEntry, ListState, Project, ProjectDetails, TargetList
from campaign.core.reserve import Gap, Needed, StageSum
from campaign.core.situation import Situation
from campaign.data.clocks import clocks, needs
from campaign.data.lists import lists
from campaign.service.session import Session
from campaign.store.queries import approvals as approvals_queries
from campaign.store.queries import calendar as calendar_queries
from campaign.store.queries import projects as projects_queries
from campaign.store.queries.reserve import list_entries, reserve_approvals, reserve_details, reserve_held
from campaign.store.write import Done
from campaign.store.writes import reserve as reserve_writes
from campaign.words.reading import word


class Reserve(NamedTuple):
    funnel: list[StageSum]
    candidates: list[Candidate]
    """Best first."""


def overview(session: Session, situation: Situation) -> Reserve:
    """The funnel and every reserve project, ranked among all of them."""
    entries: dict[str, list[ListEntry]] = {}
    for entry in list_entries(session.store):
        entries.setdefault(entry.project, []).append(entry)
    told, store = situation.snapshot, session.store
    details = reserve_details(store)
    return Reserve(rules.funnel(told.projects.values()),
                   candidates.ranking(told.projects.values(), details, reserve_held(store), entries, told.people, needs(),
                                 situation.today, _chances(session, situation, entries, details)))


def _chances(session: Session, situation: Situation, entries: Mapping[str, Sequence[ListEntry]],
             details: Mapping[str, ProjectDetails]) -> dict[str, Chance | None]:
    """Of the projects that are on their way to a list: for those alone the clocks are asked."""
    approvals, calendar = reserve_approvals(session.store, entered=True), calendar_queries.calendar(session.store)
    projects = {code: row for code, row in situation.snapshot.projects.items() if code in entries}
    found: dict[str, list[Gap]] = {}
    for which, rule in lists().items():
        wanted = {code: entry for code, rows in entries.items() for entry in rows if entry.list is which}
        for gap in rules.gaps(rule, projects, details, approvals, wanted, situation.today, clocks(), calendar):
            found.setdefault(gap.project, []).append(gap)
    return {code: candidates.chance(gaps) for code, gaps in found.items()}


def gaps(session: Session, situation: Situation, which: TargetList, *, every: bool = False,
         project: str | None = None) -> list[Gap]:
    """What a list still requires of those on their way to it, with ``every`` of all that may apply; or of one ``project``."""
    if project is not None:
        return [gap(session, project, which)]
    store = session.store
    entries = {entry.project: entry for entry in list_entries(store) if entry.list is which}
    return rules.gaps(lists()[which], situation.snapshot.projects, reserve_details(store), reserve_approvals(store), entries,
                      situation.today, clocks(), calendar_queries.calendar(store), every)


def gap(session: Session, project: str, which: TargetList) -> Gap:
    """Of one project (its code), whether it is on its way to the list or not."""
    store = session.store
    entry = next((entry for entry in list_entries(store, project) if entry.list is which), None)
    return rules.gap(projects_queries.project(store, project), projects_queries.details(store, project),
                     approvals_queries.approvals(store, project=project), lists()[which], entry,
                     session.today, clocks(), calendar_queries.calendar(store))


def required(session: Session, project: Project, today: date) -> list[Needed]:
    """Every approval that it needs, and how far each is."""
    return rules.required(project.investor, approvals_queries.approvals(session.store, project=project.code), needs(), today)


def add(session: Session, project: str, which: str, *, deadline: str | None = None, note: str | None = None,
        request: str | None = None) -> Done:
    """A project is to get onto a list."""
    code, target = session.code("project", project), TargetList(word(TargetList, which))
    until = session.day(deadline).isoformat() if deadline else None
    text = session.text(note or "", 200) or None
    return session.write("list-add", lambda write: reserve_writes.add_entry(write, code, target, until, text), request)


def change(session: Session, project: str, which: str, *, state: str | None = None, deadline: str | None = None,
           note: str | None = None, request: str | None = None) -> Done:
    """How far it has got. None leaves as it is; an empty deadline or note takes its own away."""
    code, target = session.code("project", project), TargetList(word(TargetList, which))
    values: dict[str, str | None] = {}
    if state is not None:
        values["state"] = word(ListState, state)
    if deadline is not None:
        values["deadline"] = session.day(deadline).isoformat() if deadline else None
    if note is not None:
        values["note"] = session.text(note, 200) or None
    if not values:
        raise BadInput("list_nothing", code=code, list=target)
    return session.write("list-set", lambda write: reserve_writes.set_entry(write, code, target, values), request)
