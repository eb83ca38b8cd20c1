"""Results wait for somebody else: what a member below headquarters enters after day 1 counts once headquarters have confirmed it.

Every write passes ``capture`` when it is done: what it has entered is read from its own changes, so that no verb can forget it.
What headquarters write is confirmed by being written. Source: docs/handbook/rules.md, Results that somebody else confirms.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple, Protocol

from campaign.core import codes
from campaign.core.model.blocker import BlockerState
from campaign.core.model.consent import RESULT_DAYS, RequestState, ResultState, What
from campaign.core.model.leads import LeadStage
from campaign.core.model.people import Authority
from campaign.core.model.project import FINISHED, Stage
from campaign.core.model.snapshot import AuditEntry
from campaign.kinds import registry
from campaign.store.consent import Consent
from campaign.store.open_write import OpenWrite

STAGED = frozenset({What.START, What.FINISH, What.SIGNING, What.LANDING})
"""Results that a stage goes with."""
ABOVE = frozenset({Authority.CITY, Authority.PROVINCE, Authority.NATIONAL})
_REPORTS = {"progress": ("project", "money"), "funds": ("project", "money"), "land_events": ("task", "amount")}
"""Table of reports → whose they are, and what is negative where something is taken away."""
_PLACES = {
    "project": "SELECT county FROM projects WHERE code = ?",
    "blocker": """SELECT county FROM blockers WHERE code = ?1 AND scope = 'county' UNION SELECT projects.county
                  FROM blocker_projects JOIN projects ON projects.code = project WHERE blocker = ?1""",
    "land_task": """SELECT county FROM land_tasks WHERE code = ?1 AND scope = 'county' UNION SELECT projects.county
                    FROM land_task_projects JOIN projects ON projects.code = project WHERE task = ?1"""}
"""Kind → the counties that something lies in."""


class Consenting(OpenWrite, Protocol):
    """One that knows what its actor may agree to."""

    consent: Consent


class Entry(NamedTuple):
    """What a write has done to one result."""

    subject: str
    what: What
    item: str | None = None
    entered: bool = True
    """It was not there before; else it was changed, or is …"""
    gone: bool = False
    before: str | None = None
    """The stage before it."""


class _Net(NamedTuple):
    """A row before a write and after it: all that it has changed of it."""

    key: Mapping[str, Any]
    before: dict[str, Any] | None
    """None: the row is new."""
    after: dict[str, Any] | None
    """None: it is gone."""


def capture(write: Consenting) -> None:
    """Let what was entered wait; what headquarters have written is confirmed, and what is no more does not wait any longer, nor
    does its confirmation hold for what will be entered after it.
    """
    if write.consent.planning or not (write.consent.asks or write.one("SELECT 1 FROM results LIMIT 1")):
        return
    for entry in chain(_brought_in(write), entries(write, write.changes)):
        newest = write.one("SELECT id, state FROM results WHERE subject = ? AND what = ? AND item IS ? ORDER BY id DESC LIMIT 1",
                           entry.subject, entry.what, entry.item)
        number, state = newest or (None, None)
        if state == ResultState.WAITING and (entry.gone or not write.consent.asks):
            decide(write, number, entry.what, ResultState.WITHDRAWN if entry.gone else ResultState.CONFIRMED)
        elif state == ResultState.CONFIRMED and entry.gone:
            _insert(write, entry, ResultState.WITHDRAWN)
        elif state != ResultState.WAITING and entry.entered and not entry.gone and write.consent.asks:
            _insert(write, entry, ResultState.WAITING)
        else:
            continue
        write.touch(entry.subject)


def _insert(write: Consenting, entry: Entry, state: ResultState) -> None:
    by, on = (None, None) if state is ResultState.WAITING else (write.actor, write.today.isoformat())
    write.insert("results", {
        "subject": entry.subject, "what": entry.what.value, "item": entry.item, "on_day": write.today.isoformat(), "at": write.at,
        "actor": write.actor, "state": state.value, "decided_by": by, "decided_on": on, "why": None, "before": entry.before})


def decide(write: Consenting, number: int, what: What, state: ResultState, why: str | None = None, on: str | None = None) -> None:
    """``what`` it is, for the log; ``on`` is the day that it counts for, where that is another than it was entered on."""
    ((subject, item),) = write.all("SELECT subject, item FROM results WHERE id = ?", number)
    write.set_single("results", {"id": number}, {
        "subject": subject, "what": what.value, "item": item,
        "state": state.value, "decided_by": write.actor, "decided_on": write.today.isoformat(), "why": why,
        **({"on_day": on} if on else {})})


def is_decided(write: Consenting, done: AuditEntry) -> bool:
    """Whether headquarters have decided about something that this entry of the log has entered, changed or asked for."""
    changes: list[Mapping[str, Any]] = list(done.changes)
    asked = (change["key"]["code"] for change in changes if change["table"] == "requests" and change["before"] is None)
    entered = (change["key"]["id"] for change in changes if change["table"] == "results" and change["before"] is None)
    return any(write.one("SELECT 1 FROM requests WHERE code = ? AND state IN (?, ?)", code, RequestState.APPROVED,
                         RequestState.REJECTED) for code in asked) or any(
        write.one("SELECT 1 FROM results WHERE id = ? AND decided_on IS NOT NULL AND state <> ?", number, ResultState.WITHDRAWN)
        for number in entered) or any(
        write.one("""SELECT 1 FROM results WHERE subject = ? AND what = ? AND item IS ? AND at <= ? AND decided_on IS NOT NULL
                     AND state <> ? AND id = (SELECT MAX(id) FROM results AS last WHERE last.subject = results.subject
                                              AND last.what = results.what AND last.item IS results.item)""",
                  entry.subject, entry.what, entry.item, done.at, ResultState.WITHDRAWN)
        for entry in entries(write, changes))


def entries(write: Consenting, changes: Sequence[Mapping[str, Any]]) -> Iterator[Entry]:
    """The results that these changes have entered, changed or emptied."""
    net = _netted(changes)
    landed = {row.after["project"] for row in net.get("leads", ()) if row.after is not None and row.after.get("project")}
    for kind, columns in RESULT_DAYS.items():
        for row in net.get(registry.kind(kind).table, ()):
            for column, what in columns.items():
                for entry in _filled(write, row, column, what):
                    yield entry._replace(before=_stage_before(write, row)) if what in STAGED else entry
    for row in net.get("registered_money", ()):
        before, after = ((side or {}).get("money") for side in (row.before, row.after))
        if before != after:
            yield Entry(row.key["project"], What.REGISTRATION, row.key["month"], not before, not after)
    for table in ("projects", "land_tasks"):
        for row in net.get(table, ()):
            if row.before is None and row.key["code"] not in landed:
                yield Entry(row.key["code"], What.ADDED)
    for row in net.get("blockers", ()):
        if row.before is None and row.after is not None:
            for county in _elsewhere(write, row.key["code"]):
                yield Entry(row.key["code"], What.OPENED, county)
    for table, (owner, figure) in _REPORTS.items():
        for row in net.get(table, ()):
            new = row.after if row.before is None else None
            if new is not None and (new.get(figure) or 0) < 0 and _elsewhere(write, new[owner]):
                yield Entry(new[owner], What.TAKEN, f"{table}:{row.key['id']}")
    for table in ("land_tasks", "approvals", "blockers"):  # a blocker takes it from those
        for row in net.get(table, ()):
            yield from _authority(write, row)


def _filled(write: Consenting, row: _Net, column: str, what: What) -> Iterator[Entry]:
    code = row.key["code"]
    staged = what is What.FINISH and row.after is not None and "stage" in row.after
    if row.after is None or (column not in row.after and not staged):
        return
    before, after = (row.before or {}).get(column), row.after.get(column)
    if not staged:
        if before != after:
            yield Entry(code, what, None, before is None, after is None)
        return
    # Into a stage that is beyond the finish without its day is a finish, too.
    if column not in row.after:
        found = write.one("SELECT finished FROM projects WHERE code = ?", code)
        before = after = found[0] if found else None
    beyond, was = row.after["stage"] in FINISHED, (row.before or {}).get("stage") in FINISHED
    entered = (before is None and after is not None) or (after is None and beyond and not was)
    if entered or before != after or beyond != was:
        yield Entry(code, what, None, entered, after is None and not beyond)


def _stage_before(write: Consenting, row: _Net) -> str | None:
    if row.before is None:
        return str(LeadStage.LEAD if codes.is_a(row.key["code"], "lead") else Stage.PLANNING)
    if "stage" in row.before:
        return str(row.before["stage"])
    found = write.one(f"SELECT stage FROM {registry.of(row.key['code']).table} WHERE code = ?", row.key["code"])
    return found[0] if found else None


def _authority(write: Consenting, row: _Net) -> Iterator[Entry]:
    """Somebody above the county has to decide, and it is a member who says so."""
    if row.after is None or "authority" not in row.after:
        return
    code, after, before = row.key["code"], row.after["authority"], (row.before or {}).get("authority")
    if before == after:
        return
    gone = after not in ABOVE or after in _said_elsewhere(write, code, row.before is None)
    if not gone or before is not None:
        yield Entry(code, What.AUTHORITY, None, not gone, gone)


def _said_elsewhere(write: Consenting, code: str, new: bool) -> set[str]:
    """Levels that nobody has to confirm: what it points to has it, if that counts itself; else, of what is new, the unit in whose
    hands a blocker or approval is put, and the law's clock.
    """
    kind = codes.kind_of(code)
    if kind == "blocker" and (found := write.one(
            """SELECT code, authority FROM land_tasks WHERE code = (SELECT land_task FROM blockers WHERE code = ?1)
               UNION SELECT code, authority FROM approvals WHERE code = (SELECT approval FROM blockers WHERE code = ?1)""", code,
    )) is not None and found[1] is not None:
        return set() if write.one("SELECT 1 FROM results WHERE subject = ? AND what = ? AND state IN (?, ?)", found[0],
                                  What.AUTHORITY, ResultState.WAITING, ResultState.RETURNED) else {found[1]}
    if not new or kind == "land_task":
        return set()
    table = registry.kind(kind).table
    levels = {level for (level,) in write.all(
        f"SELECT authority FROM units WHERE code = (SELECT unit FROM {table} WHERE code = ?)", code)}
    if kind == "approval":
        from campaign.data.clocks import clocks

        levels |= {clocks()[named].authority for (named,) in write.all("SELECT kind FROM approvals WHERE code = ?", code)}
    return levels


def _brought_in(write: Consenting) -> Iterator[Entry]:
    """What a member lets wait for somebody above the county that did not wait for anybody: reopened after its closing counted,
    taken off its hold, or due earlier while it was not late. To be asked before the closing itself is taken back.
    """
    net = _netted(write.changes) if write.consent.asks else {}
    for table, closed, what in (("blockers", "resolved", What.RESOLUTION), ("land_tasks", "accepted", What.ACCEPTANCE)):
        for row in net.get(table, ()):
            code = row.key["code"]
            if row.before is None or row.after is None or not write.consent.needed(code, free=False) or not _waits_again(
                    row.before, row.after, closed, write.today.isoformat()):
                continue
            (authority,) = write.one(f"SELECT authority FROM {table} WHERE code = ?", code) or (None,)
            if authority in ABOVE and write.one("SELECT 1 FROM results WHERE subject = ? AND what = ? AND state = ?", code, what,
                                                ResultState.WAITING) is None:
                yield Entry(code, What.AUTHORITY)


def _waits_again(before: Mapping[str, Any], after: Mapping[str, Any], closed: str, today: str) -> bool:
    if before.get(closed) is not None:
        return after[closed] is None
    if before.get("state") == BlockerState.ON_HOLD:
        return bool(after["state"] == BlockerState.OPEN)
    was, now = before.get("due"), after.get("due")
    return now is not None and (was is None or (now < was and was >= today))


def _elsewhere(write: Consenting, code: str) -> list[str]:
    """Counties that it lies in and of which the actor is no staff."""
    return sorted(county for (county,) in write.all(_PLACES[codes.kind_of(code)], code)
                  if county is not None and county != write.consent.county)


def _netted(changes: Sequence[Mapping[str, Any]]) -> dict[str, list[_Net]]:
    """Table → its rows that changed, from what was there first to what is there at last."""
    found: dict[tuple[str, tuple[Any, ...]], _Net] = {}
    for change in changes:
        name, before, after = (change["table"], tuple(change["key"].items())), change["before"], change["after"]
        row = found.get(name)
        if row is None:
            found[name] = _Net(change["key"], None if before is None else dict(before), None if after is None else dict(after))
            continue
        for column, value in (before or {}).items():
            if row.before is not None:
                row.before.setdefault(column, value)
        found[name] = row._replace(after=None if after is None else {**(row.after or {}), **after})
    tables: dict[str, list[_Net]] = {}
    for (table, _key), row in found.items():
        tables.setdefault(table, []).append(row)
    return tables
