"""Task forces and dispatches: what they have moved and brought back, where somebody is lacking; the verbs about them."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from campaign.core import codes
from campaign.core import task_forces as rules
from campaign.core.errors import BadInput, NotFound
from campaign.core.model.blocker import Blocker, Category
from campaign.core.model.land import Approval, LandTask
from campaign.core.model.task_forces import Dispatch, DispatchEntry, TaskForce, TaskForceMember
from campaign.core.situation import Situation
from campaign.core.task_forces import Brought, Cover, Match, Matcher, Queue, Results, Sums
from campaign.kinds.field import Field, Type, parse
from campaign.service.session import Session
from campaign.service.typed import values
from campaign.store.queries import approvals as approvals_queries
from campaign.store.queries import blockers as blockers_queries
from campaign.store.queries import task_forces as task_forces_queries
from campaign.store.queries.land import land_tasks
from campaign.store.queries.names import name_of
from campaign.store.queries.task_forces import force_sums, force_work, task_force_projects
from campaign.store.records import DISPATCH_ENTRIES, DISPATCHES, TASK_FORCE_MEMBERS, TASK_FORCES
from campaign.store.write import Done
from campaign.store.writes import task_forces as task_forces_writes

SKILLS = Field("skills", Type.WORDS, Category)


class Force(NamedTuple):
    """A task force as it is listed."""

    force: TaskForce
    members: tuple[TaskForceMember, ...]
    projects: tuple[str, ...]
    """Those that are not withdrawn."""
    sums: Sums
    """What it has moved."""


class DispatchView(NamedTuple):
    """A dispatch as it is listed."""

    dispatch: Dispatch
    entries: tuple[DispatchEntry, ...]
    """Oldest first."""
    brought: Brought
    approvals: dict[str, Approval]
    """Those that the entries name."""


# Reading ----------------------------------------------------------------------------------------------------------------


def task_forces(session: Session, situation: Situation) -> list[Force]:
    """Every one, by code; those dissolved too."""
    store, told = session.store, situation.snapshot.projects
    projects: dict[str, list[str]] = {}
    for project, code in task_force_projects(store).items():
        if project in told and told[project].withdrawn is None:
            projects.setdefault(code, []).append(project)
    members: dict[str, list[TaskForceMember]] = {}
    for member in TASK_FORCE_MEMBERS.all(store):
        members.setdefault(member.task_force, []).append(member)
    sums = force_sums(store, situation.today)
    return [Force(force, _in_order(members.get(force.code, ())), tuple(projects.get(force.code, ())),
                  sums.get(force.code, Sums())) for force in TASK_FORCES.all(store)]


def task_force(session: Session, situation: Situation, code: str) -> tuple[Force, Results]:
    """With the very rows that its figures are made from. Raises ``NotFound``."""
    store, told = session.store, situation.snapshot.projects
    force = TASK_FORCES.one(store, code)
    projects = tuple(project for project in task_force_projects(store, code)
                     if project in told and told[project].withdrawn is None)
    found = rules.results(force, force_work(store, code), situation.today)
    return Force(force, _in_order(TASK_FORCE_MEMBERS.all(store, task_force=code)), projects, found.sums), found


def subjects(session: Session, found: Results) -> tuple[dict[str, LandTask], dict[str, Blocker], dict[str, Approval]]:
    """The land tasks, blockers and approvals that its rows are about, by code."""
    store = session.store
    approvals = approvals_queries.approvals(store, codes=[row.code for row in found.granted])
    return (land_tasks(store, dict.fromkeys(row.task for row in found.land)),
            {row.code: blockers_queries.blocker(store, row.code) for row in found.closed}, {row.code: row for row in approvals})


def _in_order(members: Iterable[TaskForceMember]) -> tuple[TaskForceMember, ...]:
    return tuple(sorted(members, key=lambda row: codes.order(row.person)))


def cover(situation: Situation, found: Force) -> list[Cover]:
    """The open blockers on its projects, by kind, and who of its members knows how to break them."""
    return rules.cover(found.projects, situation.snapshot.blockers.values(), found.members)


def dispatches(session: Session) -> list[DispatchView]:
    """Every one, by code; those who are back too."""
    return _sent(session, DISPATCHES.all(session.store), DISPATCH_ENTRIES.all(session.store))


def dispatch(session: Session, code: str) -> DispatchView:
    """Raises ``NotFound``."""
    store = session.store
    return _sent(session, [DISPATCHES.one(store, code)], DISPATCH_ENTRIES.all(store, dispatch=code))[0]


def waiting_at(session: Session, unit: str) -> list[Approval]:
    """The approvals that lie with a body."""
    return task_forces_queries.waiting_at(session.store, unit)


def last_sent(session: Session, unit: str) -> Dispatch | None:
    """The latest dispatch to a body."""
    return max(DISPATCHES.all(session.store, unit=unit), key=lambda row: row.since, default=None)


def dispatches_of(session: Session, person: str) -> list[DispatchView]:
    """Of one person, by code."""
    own = DISPATCHES.all(session.store, person=person)
    return _sent(session, own, [entry for row in own for entry in DISPATCH_ENTRIES.all(session.store, dispatch=row.code)])


def _sent(session: Session, rows: Sequence[Dispatch], entries: Sequence[DispatchEntry]) -> list[DispatchView]:
    own: dict[str, list[DispatchEntry]] = {}
    for entry in entries:
        own.setdefault(entry.dispatch, []).append(entry)
    named = list(dict.fromkeys(entry.approval for entry in entries if entry.approval is not None))
    known = {row.code: row for row in approvals_queries.approvals(session.store, codes=named)}
    return [DispatchView(row, tuple(own.get(row.code, ())), rules.brought(row, own.get(row.code, ()), known),
                 {entry.approval: known[entry.approval] for entry in own.get(row.code, ())
                  if entry.approval is not None and entry.approval in known}) for row in rows]


def membership(session: Session, person: str) -> list[tuple[TaskForce, TaskForceMember | None]]:
    """The task forces that a person heads or is a member of, by code; None for a head who is no member."""
    store = session.store
    own = {row.task_force: row for row in TASK_FORCE_MEMBERS.all(store, person=person)}
    return [(force, own.get(force.code)) for force in TASK_FORCES.all(store) if force.head == person or force.code in own]


def belonging(session: Session, today: date) -> dict[str, list[str]]:
    """Person → names of the task forces that stand and have this person as a member."""
    names = {force.code: force.name for force in TASK_FORCES.all(session.store) if rules.standing(force, today)}
    found: dict[str, list[str]] = {}
    for member in TASK_FORCE_MEMBERS.all(session.store):
        if member.task_force in names:
            found.setdefault(member.person, []).append(names[member.task_force])
    return found


def uncovered(session: Session, situation: Situation) -> list[Queue]:
    """Bodies of the province or the state with whom approvals lie and to whom nobody is sent, worst first."""
    store, today = session.store, situation.today
    return rules.uncovered(task_forces_queries.queues(store, today), situation.snapshot.units, DISPATCHES.all(store), today)


def matches(session: Session, situation: Situation) -> list[Match]:
    """Open blockers that nobody with the skill works on, and who could."""
    return rules.matches(situation.snapshot.blockers.values(), matcher(session, situation))


def matcher(session: Session, situation: Situation) -> Matcher:
    """What judges one blocker after the other, as long as task forces, persons and projects stay as they are."""
    store, told = session.store, situation.snapshot
    return Matcher(told.projects, task_force_projects(store), TASK_FORCES.all(store), TASK_FORCE_MEMBERS.all(store),
                   told.people, situation.today)


# Verbs: task forces -----------------------------------------------------------------------------------------------------


def projects_of(session: Session, task_force: str) -> list[str]:
    """Codes of the projects that it works for."""
    return list(task_force_projects(session.store, task_force))


def sent(session: Session, dispatch: str) -> str:
    """The name of who is sent. Raises ``NotFound``."""
    person = DISPATCHES.one(session.store, dispatch).person
    return name_of(session.store, "person", person) or person


def add_task_force(session: Session, name: str, *, head: str | None = None, members: Iterable[str] = (),
                   projects: Iterable[str] = (), since: str | None = None, request: str | None = None) -> Done:
    """``members`` are persons, each with skills behind a colon if there are any: ``赵某松:forest,land``."""
    given = values(session, "task_force", {"name": name, "head": head or "", "since": since or "today"})
    people, works = [_member(session, text) for text in members], [session.code("project", text) for text in projects]
    return session.write("add-taskforce", lambda write: task_forces_writes.add_task_force(write, given, people, works), request)


def change_task_force(session: Session, task_force: str, *, name: str | None = None, head: str | None = None,
                      since: str | None = None, end: str | None = None, add_members: Iterable[str] = (),
                      drop_members: Iterable[str] = (), add_projects: Iterable[str] = (), drop_projects: Iterable[str] = (),
                      version: int | None = None, request: str | None = None) -> Done:
    """None leaves as it is; an empty ``head`` or ``end`` takes it away."""
    code = session.code("task_force", task_force)
    given = values(session, "task_force", {"name": name, "head": head, "since": "today" if since == "" else since, "until": end})
    added, dropped = [_member(session, text) for text in add_members], [session.code("person", text) for text in drop_members]
    taken, left = ([session.code("project", text) for text in texts] for texts in (add_projects, drop_projects))
    if not (given or added or dropped or taken or left):
        raise BadInput("force_nothing", code=code)
    return session.write("taskforce", lambda write: task_forces_writes.change_task_force(
        write, code, given, added, dict.fromkeys(dropped), taken, dict.fromkeys(left), version), request)


def _member(session: Session, text: str) -> tuple[str, str | None]:
    """A person, and the skills behind the colon; None when there is no colon."""
    person, colon, skills = text.replace("：", ":").partition(":")
    found = parse(SKILLS, skills, session) if colon else None
    return session.code("person", person), str(found or "") if colon else None


# Verbs: dispatches ------------------------------------------------------------------------------------------------------


def add_dispatch(session: Session, person: str, to: str, *, since: str | None = None, until: str | None = None,
                 purpose: str | None = None, request: str | None = None) -> Done:
    given = values(session, "dispatch", {"person": person, "unit": to, "since": since or "today", "until": until or "",
                                         "purpose": purpose or ""})
    return session.write("dispatch", lambda write: task_forces_writes.add_dispatch(write, **given), request)


def change_dispatch(session: Session, dispatch: str, *, returned: str | None = None, until: str | None = None,
                    purpose: str | None = None, version: int | None = None, request: str | None = None) -> Done:
    """None leaves as it is; an empty text takes it away."""
    code = session.code("dispatch", dispatch)
    given = values(session, "dispatch", {"returned": returned, "until": until, "purpose": purpose})
    if not given:
        raise BadInput("dispatch_nothing", code=code)
    return session.write("dispatch", lambda write: task_forces_writes.change_dispatch(write, code, given, version), request)


def learned(session: Session, dispatch: str, text: str | None = None, *, approval: str | None = None, on: str | None = None,
            request: str | None = None) -> Done:
    """``dispatch`` may name a person who is away on one: that one is meant then."""
    code = the_dispatch(session, dispatch)
    moved = session.code("approval", approval) if approval else None
    said = session.text(text or "", 500) or None
    if moved is None and said is None:
        raise BadInput("learned_nothing", code=code)
    day = session.past_day(on)
    return session.write("learned", lambda write: task_forces_writes.add_entry(write, code, moved, said, day), request)


def the_dispatch(session: Session, text: str) -> str:
    """A dispatch by its code, or by the person who is away on it."""
    exact = codes.canonical(text)
    if codes.is_a(exact, "dispatch"):
        return session.code("dispatch", exact)
    person, today = session.code("person", text), session.today
    away = [row.code for row in DISPATCHES.all(session.store, person=person) if rules.running(row, today)]
    if len(away) == 1:
        return away[0]
    raise NotFound("not_away" if not away else "away_twice", person=person, name=name_of(session.store, "person", person),
                   codes=", ".join(away))
