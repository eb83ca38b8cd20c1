"""What others have changed since somebody looked (Q13): rows of the audit in few groups, each with the things it is about.

Pure. A write that was taken back leaves together with its undo; what was looked at already and taken back since is news. Nothing
is judged here but what comes first.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from campaign.core.codes import by_length, canonical
from campaign.core.model.consent import ResultState, TargetChange
from campaign.core.model.light import Assessment, Light
from campaign.core.model.snapshot import AuditEntry
from campaign.core.retargeted import agreed_in, turned_by
from campaign.core.roles import PERSONAL


class Topic(StrEnum):
    """What a group of changes has in common, in the order in which the groups are told."""

    OPENED = "opened"
    SOLVED = "solved"
    TURNED_RED = "turned_red"
    TURNED_YELLOW = "turned_yellow"
    TURNED_GREEN = "turned_green"
    REOPENED = "reopened"
    RETURNED = "returned"
    ESCALATED = "escalated"
    MOVED = "moved"
    SLIPPED = "slipped"
    HELD = "held"
    FORWARD = "forward"
    ASKED = "asked"
    DECIDED = "decided"
    NEW_PROJECTS = "new_projects"
    STAGE = "stage"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    WITHDRAWN = "withdrawn"
    CLAIMED = "claimed"
    HANDED = "handed"
    MONEY = "money"
    FUNDS = "funds"
    REGISTERED = "registered"
    VISITED = "visited"
    LAND_OPENED = "land_opened"
    DELIVERED = "delivered"
    ACCEPTED = "accepted"
    NEEDED = "needed"
    SUBMITTED = "submitted"
    GRANTED = "granted"
    WAIVED = "waived"
    LISTED = "listed"
    LEADS = "leads"
    ADVANCED = "advanced"
    DROPPED = "dropped"
    PROMOTED = "promoted"
    FORCES = "forces"
    DISPATCHED = "dispatched"
    LEARNED = "learned"
    MERITS = "merits"
    ANSWERED = "answered"
    CASES = "cases"
    INDICATORS = "indicators"
    NOTED = "noted"
    ADDED = "added"
    SETTINGS = "settings"
    DAYS = "days"
    MEMBERS = "members"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"
    LOADED = "loaded"
    EDITED = "edited"


SUMMED = frozenset({Topic.MONEY, Topic.FUNDS, Topic.REGISTERED})
"""Groups whose figures are money (万元) and make one sum."""
TURNED: Mapping[Light, Topic] = {
    Light.RED: Topic.TURNED_RED, Light.YELLOW: Topic.TURNED_YELLOW, Light.GREEN: Topic.TURNED_GREEN}


class Item(NamedTuple):
    """One change of one thing."""

    topic: Topic
    code: str
    """What it is about: mostly a code that can be opened; the key of a setting."""
    seq: int
    """Its row of the audit; 0: told by no row (a light that turned)."""
    at: str
    actor: str
    before: str | None = None
    """A unit, person, level, stage, light or ISO day, as stored; likewise ``after``, which also says what was returned."""
    after: str | None = None
    figure: int | None = None
    """万元 of ``SUMMED``; 1/100 of the measure of ``DELIVERED``; rows of ``LOADED``."""
    text: str | None = None
    retargeted: tuple[TargetChange, ...] = ()
    """Of a light that turned: the targets that were changed meanwhile."""


class Group(NamedTuple):
    topic: Topic
    codes: tuple[str, ...]
    """What it is about, each once, the most relevant first."""
    items: tuple[Item, ...]
    """In the order of ``codes``, and of one thing in the order of time."""
    total: int | None = None
    """万元 of ``SUMMED``."""


Row = Mapping[str, Any]
_EVENTS: Mapping[str, tuple[str, Mapping[str, Topic]]] = {
    "blocker_events": ("blocker", {
        "open": Topic.OPENED, "move": Topic.MOVED, "note": Topic.NOTED, "contact": Topic.NOTED, "due": Topic.SLIPPED,
        "level": Topic.ESCALATED, "hold": Topic.HELD, "resolve": Topic.SOLVED, "reopen": Topic.REOPENED}),
    "land_events": ("task", {
        "open": Topic.LAND_OPENED, "progress": Topic.DELIVERED, "due": Topic.SLIPPED, "accept": Topic.ACCEPTED,
        "reopen": Topic.REOPENED}),
    "approval_events": ("approval", {
        "submit": Topic.SUBMITTED, "contact": Topic.NOTED, "due": Topic.SLIPPED, "grant": Topic.GRANTED, "waive": Topic.WAIVED,
        "reopen": Topic.REOPENED}),
    "lead_events": ("lead", {
        "open": Topic.LEADS, "stage": Topic.ADVANCED, "project": Topic.ADVANCED, "next": Topic.NOTED, "note": Topic.NOTED,
        "drop": Topic.DROPPED, "reopen": Topic.REOPENED}),
}
"""Tables of dated changes: the column that names the thing, and the group of each kind."""
_ROWS: Mapping[str, tuple[str, Topic]] = {
    "visits": ("project", Topic.VISITED), "list_entries": ("project", Topic.LISTED), "approvals": ("code", Topic.NEEDED),
    "trips": ("code", Topic.PROMOTED), "promotion_events": ("code", Topic.PROMOTED), "chain_nodes": ("chain", Topic.PROMOTED),
    "task_forces": ("code", Topic.FORCES), "task_force_members": ("task_force", Topic.FORCES),
    "dispatches": ("code", Topic.DISPATCHED), "dispatch_entries": ("dispatch", Topic.LEARNED), "merits": ("code", Topic.MERITS),
    "merit_answers": ("merit", Topic.ANSWERED), "cases": ("code", Topic.CASES), "indicators": ("county", Topic.INDICATORS),
    "counties": ("code", Topic.ADDED), "units": ("code", Topic.ADDED), "people": ("code", Topic.ADDED),
    "projects": ("code", Topic.NEW_PROJECTS), "calendar_days": ("day", Topic.DAYS), "members": ("person", Topic.MEMBERS),
    "member_keys": ("person", Topic.MEMBERS)}
"""Tables whose new rows are a group: the column that names the thing."""
_MONEY: Mapping[str, Topic] = {"progress": Topic.MONEY, "funds": Topic.FUNDS, "registered_money": Topic.REGISTERED}
_ONLY_NEW = frozenset({"approvals", "visits", "counties", "units", "people", "projects", "trips", "promotion_events", "leads"})
"""Tables of ``_ROWS`` whose later changes say nothing that belongs into the same group."""
_HOLDERS: Mapping[str, str] = {"projects": "leader", "counties": "leader", "blockers": "person", "land_tasks": "person"}
"""Who passes with a handover."""
_LOADING = frozenset({"init", "seed", "restore"})


def items_of(entry: AuditEntry) -> tuple[Item, ...]:
    """What one write changed, in terms of groups; none for what concerns only who wrote it."""
    def item(topic: Topic, code: object, **facts: Any) -> Item:
        return Item(topic, str(code), entry.seq, entry.at, entry.actor, **facts)

    if entry.verb in PERSONAL:
        return ()
    if entry.verb in _LOADING:
        rows = sum(count for change in entry.changes if isinstance(count := (_row(change, "after")).get("count"), int))
        return (item(Topic.LOADED, entry.subject, figure=rows, text=entry.verb),)
    if entry.verb == "refused":
        return (item(Topic.REFUSED, entry.actor, text=" ".join(str(_row(change, "after").get("text") or "")
                                                                for change in entry.changes)),)
    if entry.verb == "undo":
        return (item(Topic.TAKEN_BACK, entry.subject),)
    found = [item(topic, code, **facts) for change in entry.changes for topic, code, facts in _told(entry.verb, change)]
    if entry.verb == "return":  # what it did to what it was of (the stage that it was, the money taken out) is said with it
        given_back = {one.code for one in found if one.topic is Topic.RETURNED}
        found = [one for one in found if one.topic is Topic.RETURNED or one.code not in given_back]
    said = {(one.topic, one.code) for one in found if one.topic is not Topic.EDITED}
    about = {code for _topic, code in said}
    kept = [one for one in found if one.topic is not Topic.EDITED or (one.code not in about and not said)]
    return tuple(dict.fromkeys(kept))


def _row(change: Mapping[str, object], side: str) -> Row:
    row = change.get(side)
    return row if isinstance(row, Mapping) else {}


def _told(verb: str, change: Mapping[str, object]) -> Iterable[tuple[Topic, object, dict[str, Any]]]:
    """Group, code and facts of one changed row; several when it was changed in several ways."""
    table, key = str(change.get("table")), _row(change, "key")
    before, after = _row(change, "before"), _row(change, "after")
    new = change.get("before") is None
    row = {**key, **before, **after}
    if table in _EVENTS:
        column, kinds = _EVENTS[table]
        topic = kinds.get(str(row.get("kind")))
        if new and topic is not None:
            yield _event(topic, row, row.get(column))
    elif table in _MONEY:
        amount = int(after.get("money") or 0) - int(before.get("money") or 0)
        code = row.get("project")
        if code is not None:
            yield _MONEY[table], code, {"figure": amount, "text": row.get("done") or row.get("note") or row.get("source")}
    elif verb == "handover" and _HOLDERS.get(table, "") in after:
        name = _HOLDERS[table]
        yield Topic.HANDED, row.get("code"), {"before": before.get(name), "after": after.get(name)}
    elif table == "projects" and not new:
        yield from _project(str(row.get("code")), before, after)
    elif table == "requests":
        if new:
            yield Topic.ASKED, row.get("code"), {"before": row.get("field"), "text": row.get("why")}
        elif "decided_by" in after:
            yield Topic.DECIDED, row.get("code"), {"after": row.get("state"), "text": row.get("note")}
    elif table in ("results", "spot_checks"):  # of a result and of a report; the event of a blocker says it once more
        if after.get("state") == ResultState.RETURNED and row.get("subject"):
            yield Topic.RETURNED, row["subject"], {"after": row.get("what") or row.get("kind"), "text": row.get("why")}
    elif table in ("settings", "campaign"):
        for name, value in after.items():
            yield (Topic.SETTINGS, key.get("key", name),
                   {"before": _plain(before.get(name)), "after": _plain(value)})
    elif table == "excuses":
        yield Topic.DAYS, row.get("first_day"), {"after": row.get("last_day"), "text": row.get("why")}
    elif table in _ROWS and (new or table not in _ONLY_NEW):
        column, topic = _ROWS[table]
        name = "state" if table == "list_entries" else ""
        yield topic, row.get(column), {
            "before": _plain(before.get(name)), "after": _plain(after.get(name)),
            "text": row.get("text") or row.get("solved") or row.get("why") or (str(row["list"]) if "list" in row else None)}
    elif "code" in key:
        yield Topic.EDITED, key["code"], {}


def _event(topic: Topic, row: Row, code: object) -> tuple[Topic, object, dict[str, Any]]:
    source, target = row.get("source"), row.get("target")
    if topic is Topic.SLIPPED and (target is None or (source is not None and str(target) < str(source))):
        topic = Topic.FORWARD
    return topic, code, {"before": _plain(source), "after": _plain(target), "figure": row.get("amount"), "text": row.get("text")}


def _project(code: str, before: Row, after: Row) -> Iterable[tuple[Topic, object, dict[str, Any]]]:
    """What of a project's row is worth a group of its own; the rest is an edit."""
    told = False
    for name, topic in (("stage", Topic.STAGE), ("leader", Topic.CLAIMED), ("task_force", Topic.FORCES),
                        ("withdrawn", Topic.WITHDRAWN), ("suspended", Topic.SUSPENDED)):
        if name not in after:
            continue
        told = True
        if topic in (Topic.SUSPENDED, Topic.WITHDRAWN) and after[name] is None:
            topic = Topic.RESUMED
        elif topic is Topic.FORCES:
            yield topic, after[name] or before[name], {"text": code}
            continue
        yield topic, code, {"before": _plain(before.get(name)), "after": _plain(after[name])}
    if not told:
        yield Topic.EDITED, code, {}


def _plain(value: object) -> str | None:
    return None if value is None else str(value)


class News:
    """Gathers rows of the audit as they come, in the order of their numbers."""

    def __init__(self, mine: str) -> None:
        """``mine``: whose own writes are only counted."""
        self._mine = mine
        self._items: dict[int, tuple[Item, ...]] = {}
        self._own: set[int] = set()
        self.touched: list[tuple[str, tuple[str, ...]]] = []
        """The instant of each row, one's own too, and the codes whose rows it changed."""
        self.targets: dict[int, tuple[TargetChange, ...]] = {}
        """Changes of targets that somebody agreed to, by row, one's own too."""
        self.last = 0
        """The newest row that was added."""

    def add(self, entries: Iterable[AuditEntry]) -> None:
        for entry in entries:
            self.last = max(self.last, entry.seq)
            self.touched.append((entry.at, entry.touched))
            self.targets.pop(entry.undoes or 0, None)
            if entry.undoes is None and (agreed := agreed_in(entry)):
                self.targets[entry.seq] = agreed
            if entry.undoes is not None and (entry.undoes in self._items or entry.undoes in self._own):
                self._items.pop(entry.undoes, None)
                self._own.discard(entry.undoes)
            elif entry.actor == self._mine:
                self._own.add(entry.seq)
            else:
                self._items[entry.seq] = items_of(entry)

    @property
    def own(self) -> int:
        """One's own writes that stand."""
        return len(self._own)

    def items(self) -> Iterable[Item]:
        return (item for some in self._items.values() for item in some)

    def groups(self, weight: Callable[[str], int] | None = None, turned: Iterable[Item] = ()) -> list[Group]:
        """In the order of the topics. ``weight``: what is at stake with a code, the most first, after what was given to or taken
        from whose news it is; without it the codes stay as they came. ``turned``: lights, as items.
        """
        by_topic: dict[Topic, dict[str, list[Item]]] = {}
        for item in (*self.items(), *turned):
            by_topic.setdefault(item.topic, {}).setdefault(item.code, []).append(item)
        return [_group(topic, by_topic[topic], weight, self._mine) for topic in Topic if topic in by_topic]


def _group(topic: Topic, found: Mapping[str, list[Item]], weight: Callable[[str], int] | None, mine: str) -> Group:
    summed = topic in SUMMED
    weigh = weight or (lambda code: 0)

    def rank(code: str) -> tuple[Any, ...]:
        concerned = any(mine in (item.before, item.after) for item in found[code])
        own = abs(sum(item.figure or 0 for item in found[code])) if summed else 0
        return (not concerned, -own, -weigh(code), canonical(code) is None, *by_length(code))

    codes = tuple(found if weight is None else sorted(found, key=rank))
    items = tuple(item for code in codes for item in found[code])
    return Group(topic, codes, items, sum(item.figure or 0 for item in items) if summed else None)


def lights(before: Mapping[str, Assessment], now: Mapping[str, Assessment], changes: Sequence[TargetChange] = ()) -> list[Item]:
    """Projects whose light is another one than it was, and has turned red, yellow or green; new projects have turned nothing.
    ``changes`` of targets that were made meanwhile: an item has those by which its light turned.
    """
    return [Item(TURNED[judged.light], code, 0, "", "", before=was.light, after=judged.light,
                 retargeted=turned_by(code, was, judged, changes))
            for code, judged in now.items()
            if judged.light in TURNED and (was := before.get(code)) is not None and was.light is not judged.light]
