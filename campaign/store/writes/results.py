"""Verbs about results that wait: headquarters confirm them, or return them and why, and they are as if they had not been."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from campaign.core import codes
from campaign.core.errors import Refused
from campaign.core.model.blocker import BlockerState, EventKind
from campaign.core.model.consent import Result, ResultState, What
from campaign.core.model.land import ApprovalEventKind, ApprovalState, LandEventKind
from campaign.core.model.leads import LeadEventKind, LeadStage
from campaign.core.model.project import Stage
from campaign.store.records import RESULTS
from campaign.store.results import decide
from campaign.store.write import Write
from campaign.store.writes import approvals, blockers, land, leads, sources


class Wanted(NamedTuple):
    """What is to be decided: all that waits on a code, or one result of it."""

    code: str
    what: What | None = None


def confirm(write: Write, wanted: Iterable[Wanted], on: date | None) -> str:
    """All of them or none; ``on`` is the day that they count for. The first one's code. Raises ``Refused``: nothing waits."""
    found = [(row, _waiting(write, row)) for row in wanted]
    for _row, results in found:
        for result in results:
            decide(write, result.id, result.what, ResultState.CONFIRMED, on=None if on is None else on.isoformat())
            write.touch(result.subject)
            if result.what is What.AUTHORITY:
                _follow(write, result.subject, ResultState.CONFIRMED)
    return found[0][0].code


def send_back(write: Write, wanted: Sequence[Wanted], why: str) -> str:
    """The verb ``return``, of all of them or none. The first one's code. Raises ``Refused`` where nothing waits."""
    write.consent.why = why
    found = {result.id: result for row in wanted for result in _waiting(write, row)}
    for result in sorted(found.values(), key=lambda row: _ORDER.index(row.what)):
        _give_back(write, result, why)
    return wanted[0].code


def _waiting(write: Write, wanted: Wanted) -> list[Result]:
    found = RESULTS.read(write.connection, "WHERE subject = ? AND state = ? ORDER BY id", wanted.code, ResultState.WAITING)
    found = [row for row in found if wanted.what in (None, row.what)]
    if not found:
        raise Refused("nothing_waits", code=wanted.code, what=wanted.what)
    return found


def _give_back(write: Write, result: Result, why: str) -> None:
    decide(write, result.id, result.what, ResultState.RETURNED, why)
    write.touch(result.subject)
    back = _BACK.get(result.what)
    if back is not None:
        back(write, result, why)


def _drop_others(write: Write, subject: str) -> None:
    """What counts nowhere has nothing that anybody would have to decide about."""
    for number, what in write.all("SELECT id, what FROM results WHERE subject = ? AND state = ?", subject, ResultState.WAITING):
        decide(write, number, What(what), ResultState.WITHDRAWN)


def _follow(write: Write, source: str, state: ResultState, why: str | None = None) -> None:
    """Blockers have the authority of what they point to: what is decided of it holds for them, too."""
    if not codes.is_a(source, "land_task", "approval"):
        return
    for (code, number) in write.all(
            f"""SELECT blockers.code, results.id FROM blockers JOIN results ON results.subject = blockers.code
                WHERE {codes.kind_of(source)} = ? AND what = ? AND results.state = ?""",
            source, What.AUTHORITY, ResultState.WAITING):
        decide(write, number, What.AUTHORITY, state, why)
        write.touch(code)


# How each is undone ---------------------------------------------------------------------------------------------------


def _start(write: Write, result: Result, why: str) -> None:
    _project(write, result, "started")


def _finish(write: Write, result: Result, why: str) -> None:
    _project(write, result, "finished")


def _registration(write: Write, result: Result, why: str) -> None:
    if result.item is None:
        write.update("projects", result.subject, {"registered": None}, free=True)
    else:
        write.delete("registered_money", {"project": result.subject, "month": result.item})


def _project(write: Write, result: Result, column: str) -> None:
    """The stage is what it was when the result was entered."""
    found = write.one("SELECT started FROM projects WHERE code = ?", result.subject)
    started, stage = found[0] if found else None, result.before
    if stage == Stage.BUILDING and (started is None or column == "started"):
        stage = Stage.PERMITTED
    write.update("projects", result.subject, {column: None, "stage": stage}, free=True)


def _resolution(write: Write, result: Result, why: str) -> None:
    write.update("blockers", result.subject, {"state": BlockerState.OPEN, "hold_reason": None, "held_on": None, "review": None,
                                              "resolved": None, "resolution": None, "on_site": 0}, free=True)
    blockers.record(write, result.subject, EventKind.RETURN, write.today, text=why)


def _acceptance(write: Write, result: Result, why: str) -> None:
    write.update("land_tasks", result.subject, {"accepted": None, "how": None}, free=True)
    land.record(write, result.subject, LandEventKind.RETURN, write.today, text=why)
    sources.follow(write, result.subject, write.today)


def _grant(write: Write, result: Result, why: str) -> None:
    found = write.one("SELECT project, submitted FROM approvals WHERE code = ?", result.subject)
    assert found is not None
    project, submitted = found
    state = ApprovalState.SUBMITTED if submitted else ApprovalState.NEEDED
    write.update("approvals", result.subject, {"state": state, "granted": None, "expires": None}, free=True)
    approvals.record(write, result.subject, project, ApprovalEventKind.RETURN, write.today, text=why)
    sources.follow(write, result.subject, write.today)


def _signing(write: Write, result: Result, why: str) -> None:
    """It is where it was before; landed it must not be."""
    found = write.one("SELECT landed FROM leads WHERE code = ?", result.subject)
    if found is not None and found[0] is not None:
        raise Refused("lead_has_landed", code=result.subject)
    stage = LeadStage(result.before or LeadStage.LEAD)
    write.update("leads", result.subject, {"stage": stage, "signed": None}, free=True)
    leads.record(write, result.subject, LeadEventKind.RETURN, write.today, LeadStage.SIGNED, stage, why)


def _landing(write: Write, result: Result, why: str) -> None:
    """It is signed again; the project that it made is withdrawn."""
    found = write.one("SELECT project FROM leads WHERE code = ?", result.subject)
    write.update("leads", result.subject, {"stage": LeadStage.SIGNED, "landed": None, "project": None}, free=True)
    leads.record(write, result.subject, LeadEventKind.RETURN, write.today, LeadStage.LANDED, LeadStage.SIGNED, why)
    project: str | None = found[0] if found else None
    if project is None:
        return
    made = write.one(
        """SELECT 1 FROM target_changes WHERE subject = ?1 AND field = '' AND at = ?2 AND actor = ?3
           AND NOT EXISTS (SELECT 1 FROM results WHERE results.subject = ?1 AND what = ?4)""",
        project, result.at, result.actor, What.ADDED)
    write.touch(project)
    if made is not None:
        write.update("projects", project, {"withdrawn": why}, free=True)
        _drop_others(write, project)


def _added(write: Write, result: Result, why: str) -> None:
    """A project is withdrawn, a land task counts nowhere."""
    if codes.is_a(result.subject, "project"):
        write.update("projects", result.subject, {"withdrawn": why}, free=True)
    else:
        write.update("land_tasks", result.subject, {"returned": write.today.isoformat()}, free=True)
        land.record(write, result.subject, LandEventKind.RETURN, write.today, text=why)
    _drop_others(write, result.subject)


def _authority(write: Write, result: Result, why: str) -> None:
    _follow(write, result.subject, ResultState.RETURNED, why)


_BACK: Mapping[What, Callable[[Write, Result, str], None]] = {
    What.LANDING: _landing, What.SIGNING: _signing, What.FINISH: _finish, What.START: _start,
    What.REGISTRATION: _registration, What.RESOLUTION: _resolution, What.ACCEPTANCE: _acceptance, What.GRANT: _grant,
    What.AUTHORITY: _authority, What.ADDED: _added}
"""In the order in which they are taken back; what is not here stays as it is written."""
_ORDER = (*_BACK, *(what for what in What if what not in _BACK))
