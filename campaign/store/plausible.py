"""What cannot be is refused and what is unlikely is asked, of every write, by the rows that it has changed.

It is asked at the end of the write, inside it: the facts are those of the moment, and no verb can forget to ask.
The rules are ``core.plausible``.
"""

from collections.abc import Callable, Container, Iterator, Mapping
from typing import Any, NamedTuple

from campaign.core import plausible
from campaign.core.dates import stored_day
from campaign.core.errors import BadInput
from campaign.core.model.project import Channel
from campaign.core.plausible import Doubt, Doubtful
from campaign.core.spot_check import ReportKind
from campaign.store.open_write import OpenWrite


class Sum(NamedTuple):
    """Amounts that are added up day by day."""

    amount: str
    of: str
    """Column that says of what."""
    same: tuple[str, ...]
    """Columns besides the day that make two of them the same."""
    only: str = "1"
    campaign: bool = True
    """What was before the campaign is a sum of its own."""


SUMS = {
    "progress": Sum("money", "project", ("money", "done", "crew", "crew_planned", "machines", "materials", "fronts", "note")),
    "funds": Sum("money", "project", ("money", "source")),
    "land_events": Sum("amount", "task", ("amount", "text"), "kind = 'progress'", campaign=False),
}
REPORTED = dict(zip(SUMS, ReportKind, strict=True))


def check(write: OpenWrite, assured: Container[Doubt], *, sums: bool = True) -> None:
    """Raises ``BadInput`` (exit 2) for what cannot be, ``Doubtful`` (exit 1) for what is unlikely and not ``assured``."""
    if sums:
        check_sums(write)
    found = [*write.doubts]
    corrections = {(ReportKind(row["kind"]), row["correction"]) for change in write.changes
                   if change["table"] == "spot_checks" and (row := change["after"])}
    for change in write.changes:
        before, after = change["before"] or {}, change["after"]
        if (REPORTED.get(change["table"]), change["key"].get("id")) in corrections:
            continue  # what takes a report out is none: two alike are as they should be
        if after is not None and (ask := _ASKED.get(change["table"])) is not None:
            found += ask(write, change["key"], before, after)
    open_doubts = [each for each in dict.fromkeys(found) if each not in assured]
    if open_doubts:
        raise Doubtful(open_doubts)


def check_sums(write: OpenWrite) -> None:
    """No sum stands below nothing at the end of any day, by what is written now. Raises ``BadInput``."""
    for change in write.changes:
        if (kind := SUMS.get(change["table"])) is None:
            continue
        before, after = change["before"] or {}, change["after"] or {}
        if (after.get(kind.amount) or 0) >= (before.get(kind.amount) or 0):
            continue
        row = after or before
        on, of = row["on_day"], row[kind.of]
        if plausible.lowest(daily(write, change["table"], of, on), on) < 0:
            raise BadInput("below_nothing", code=of)


def daily(write: OpenWrite, table: str, of: str, on: str) -> list[tuple[str, int]]:
    """What each day adds to the sum to which a report of ``on`` belongs, in their order."""
    kind = SUMS[table]
    first = write.campaign.first_day.isoformat() if kind.campaign else ""
    return [(day, amount or 0) for day, amount in write.all(
        f"""SELECT on_day, SUM({kind.amount}) FROM {table} WHERE {kind.of} = ? AND {kind.only}
            AND on_day {'>=' if on >= first else '<'} ? GROUP BY on_day ORDER BY on_day""", of, first)]


# What is unlikely, by the table of the row that is new or changed -----------------------------------------------------------

Changed = Mapping[str, Any]


def _report(write: OpenWrite, key: Changed, before: Changed, after: Changed) -> Iterator[Doubt]:
    if before:
        return
    yield from _same(write, "progress", key, after)
    project, money = after["project"], after.get("money") or 0
    first = write.campaign.first_day.isoformat()
    found = write.one("""SELECT plan_100, total, COALESCE(done_before, 0) + (
                             SELECT COALESCE(SUM(money), 0) FROM progress WHERE project = projects.code AND on_day >= ?
                             AND id <> ?) FROM projects WHERE code = ?""", first, key["id"], project)
    if found is not None:
        yield from plausible.report(money, *found)


def _funds(write: OpenWrite, key: Changed, before: Changed, after: Changed) -> Iterator[Doubt]:
    if not before:
        yield from _same(write, "funds", key, after)


def _land_event(write: OpenWrite, key: Changed, before: Changed, after: Changed) -> Iterator[Doubt]:
    if not before and after["kind"] == "progress":
        yield from _same(write, "land_events", key, after)


def _same(write: OpenWrite, table: str, key: Changed, after: Changed) -> Iterator[Doubt]:
    """The same report of the same day again, whoever made it. What is cumulative adds nothing when it is said again."""
    kind = SUMS[table]
    row = {name: after.get(name) for name in kind.same}
    row[kind.amount] = row[kind.amount] or 0
    if write.cumulative and not row[kind.amount]:
        del row[kind.amount]
    again = "".join(f" AND {name} IS ?" for name in row)
    if write.one(f"SELECT 1 FROM {table} WHERE {kind.of} = ? AND {kind.only} AND on_day = ? AND id <> ?{again}",
                 after[kind.of], after["on_day"], key["id"], *row.values()) is not None:
        yield plausible.doubt("same_report", code=after[kind.of], day=after["on_day"])


def _visit(write: OpenWrite, key: Changed, before: Changed, after: Changed) -> Iterator[Doubt]:
    person, project, on, channel = after.get("person"), after.get("project"), after.get("on_day"), after.get("channel")
    if before or person is None:
        return
    if write.one("SELECT 1 FROM visits WHERE project = ? AND channel = ? AND on_day = ? AND person = ? AND id <> ?", project,
                 channel, on, person, key["id"]) is not None:
        yield plausible.doubt("visit_again", person=_called(write, "people", person),
                              project=_called(write, "projects", str(project)), day=on)
    if channel == Channel.SITE:
        for code, unit, since, returned in write.all(
                """SELECT dispatches.code, units.name, since, returned FROM dispatches JOIN units ON units.code = unit
                   WHERE person = ?""", person):
            if plausible.is_away(str(on), since, returned):
                yield plausible.doubt("away", person=_called(write, "people", person), dispatch=code, unit=unit, day=on)


def _called(write: OpenWrite, table: str, code: str) -> str:
    """Its code and its name: whoever is asked knows a person by the name, and tells two of one name by the code."""
    found = write.one(f"SELECT name FROM {table} WHERE code = ?", code)
    return f"{code} {found[0]}" if found else code


def _project(write: OpenWrite, key: Changed, before: Changed, after: Changed) -> Iterator[Doubt]:
    if before and not {"name", "county", "withdrawn"} & after.keys():
        return
    found = write.one("SELECT name, county, national_code, withdrawn FROM projects WHERE code = ?", key["code"])
    if found is None or found[1] is None or found[3] is not None:
        return
    others = write.all("""SELECT code, national_code FROM projects WHERE county = ? AND name = ? AND code <> ?
                          AND withdrawn IS NULL ORDER BY code""", found[1], found[0], key["code"])
    yield from plausible.same_project(found[0], found[2], [(code, national) for code, national in others])


def _person(write: OpenWrite, key: Changed, before: Changed, after: Changed) -> Iterator[Doubt]:
    if "name" in after:
        others = write.all("SELECT code, post FROM people WHERE name = ? AND code <> ? ORDER BY code", after["name"], key["code"])
        yield from plausible.same_person(after["name"], [(code, post) for code, post in others])


def _blocker(write: OpenWrite, key: Changed, before: Changed, after: Changed) -> Iterator[Doubt]:
    """A new one. A due day that it takes from what it points to is set by law or plan, not typed."""
    if before:
        return
    opened = stored_day(after["opened"])
    if not (after.get("land_task") or after.get("approval")):
        yield from plausible.first_due(write.today, stored_day(after["due"]))
    closed = write.all("""SELECT DISTINCT other.code, other.title, other.resolved FROM blocker_projects AS mine
                          JOIN blocker_projects AS its ON its.project = mine.project AND its.blocker <> mine.blocker
                          JOIN blockers AS other ON other.code = its.blocker
                          WHERE mine.blocker = ? AND other.category = ? AND other.resolved IS NOT NULL ORDER BY other.code""",
                       key["code"], after["category"])
    yield from plausible.closed_lately(opened, [(code, title, stored_day(on)) for code, title, on in closed])


_ASKED: Mapping[str, Callable[[OpenWrite, Changed, Changed, Changed], Iterator[Doubt]]] = {
    "progress": _report, "funds": _funds, "land_events": _land_event, "visits": _visit, "projects": _project,
    "people": _person, "blockers": _blocker}
