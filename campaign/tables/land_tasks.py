"""Land tasks as a list: the left half of screen 6, and ``campaign land-tasks``."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from campaign.core import land as rules
from campaign.core.leaders import leaders_of
from campaign.core.model.blocker import Scope
from campaign.core.model.land import LandKind, LandTask, Measure
from campaign.core.model.people import Authority
from campaign.core.quantity import format_quantity
from campaign.tables import values
from campaign.tables.charts.bar import bar
from campaign.tables.history import NOBODY, SEVERAL, county_of, group_name, left_piece
from campaign.tables.land_task_record import LandTasks, record
from campaign.tables.order import by_pinyin
from campaign.tables.table import (
    Column,
    Group,
    Keyed,
    Plain,
    Record,
    Table,
    by_code,
    choosing,
    longest,
    named,
    titled,
    widest,
)
from campaign.tables.tones import Piece
from campaign.tables.width import cell, cells
from campaign.text import N_, _, ngettext
from campaign.words import label, listed, money
from campaign.words.labels import NOTHING, measured
from campaign.words.spacing import tight

ROOMY = 45
"""Cells of a row from which on quantities are written out; below it stands their share."""
_AUTHORITIES = {authority: -i for i, authority in enumerate(Authority)}
_KINDS = {kind: i for i, kind in enumerate(LandKind)}


def share(task: LandTask) -> float | None:
    """Done of the target, 1 for all of it; None without a target."""
    return task.done / task.target if task.target else None


def due_piece(task: LandTask, today: date) -> Piece:
    """Whether it is late, and by how much."""
    if task.accepted is not None:
        return _("accepted"), "green"
    if late := rules.days_overdue(task, today):
        return tight(_("late {n}d").format(n=late)), "red"
    left = rules.days_left(task, today)
    return (_("no due"), "quiet") if left is None else left_piece(left)


def figures(task: LandTask, width: int = 99) -> str:
    """``432.87/434.9 mu``; without its measure, or only the share, when that is wider than ``width``."""
    part = share(task)
    done = format_quantity(task.done)
    whole = done if part is None else f"{done}/{format_quantity(task.target)}"
    texts = (measured(whole, task.measure), whole, done if part is None else percent_text(part))
    return next((text for text in texts if cells(text) <= width), texts[-1])


def percent_text(part: float) -> str:
    """Rounded down: all of it only when it is."""
    return f"{int(part * 100)}%"


# What they are grouped by -----------------------------------------------------------------------------------------------


def _leader(told: LandTasks) -> Callable[[str], str]:
    def of(code: str) -> str:
        found = leaders_of(told.situation, told.rows[code])
        return SEVERAL if len(found) > 1 else found.pop() if found else NOBODY

    return of


def _earliest(told: LandTasks) -> Callable[[str, Sequence[str]], tuple[object, ...]]:
    """Groups with the earliest due day first, then the larger."""
    def of(name: str, codes: Sequence[str]) -> tuple[object, ...]:
        first = min((due for code in codes if (due := told.rows[code].due) is not None), default=date.max)
        return first, -len(codes), name

    return of


def _group(key: str, of: Callable[[LandTasks], Callable[[str], str]]) -> Group[LandTasks]:
    return Group(of, lambda told, name: group_name(told.situation, key, name, LandKind), _earliest)


def _facts(told: LandTasks, group: str, codes: Sequence[str], width: int) -> list[Piece]:
    """``2 late  7 tasks  1,204/1,830亩``."""
    tasks = [told.rows[code] for code in codes]
    late = sum(rules.overdue(task, told.situation.today) for task in tasks)
    facts: list[Piece] = []
    if late:
        facts.append((_("{n} overdue").format(n=late) + "  ", "red"))
    facts.append((ngettext("{n} task", "{n} tasks", len(tasks)).format(n=len(tasks)), "normal"))
    area = [task for task in tasks if task.measure is Measure.MU and task.target]
    if area and width >= ROOMY:
        total = area[0]._replace(done=sum(task.done for task in area), target=sum(task.target or 0 for task in area))
        facts.append(("  " + figures(total), "quiet"))
    return facts


def _about(told: LandTasks, row: LandTask) -> Iterator[str | None]:
    projects = told.situation.snapshot.projects
    yield from (row.county, row.unit, row.person, row.kind, row.authority)
    for code in row.projects:
        yield code
        if code in projects:
            yield projects[code].county
    yield from leaders_of(told.situation, row)
    yield from told.pointing.get(row.code, ())
    if row.scope is Scope.COUNTY:
        yield "county_wide"
    if rules.overdue(row, told.situation.today):
        yield "overdue"


# Their columns ----------------------------------------------------------------------------------------------------------


def _hits(told: LandTasks, row: LandTask) -> str:
    """It freezes them only once it is late."""
    return "red" if rules.overdue(row, told.situation.today) else "quiet"


def _worth(told: LandTasks, row: LandTask) -> Piece:
    total = told.frozen.hit(row)[1]
    return (money(total), _hits(told, row)) if total else ("", "")


def _by_hit(figure: int) -> Callable[[LandTasks], Keyed]:
    return lambda told: lambda code: -told.frozen.hit(told.rows[code])[figure]


def _due(row: Record) -> str:
    """``overdue 11 d``, ``2 d left``, accepted, or nothing when it has no due day."""
    if row["accepted"]:
        return _("accepted")
    if row["days_overdue"]:
        return _("overdue {n} d").format(n=row["days_overdue"])
    if row["days_left"] is None:
        return NOTHING
    return _("{n} d left").format(n=row["days_left"]) if row["days_left"] else _("due today")


def _quantities(row: Record) -> str:
    target = "" if row["target"] is None else f"/{format_quantity(round(row['target'] * 100))}"
    return f"{format_quantity(round(row['done'] * 100))}{target} {label(row['measure'])}"


LAND_TASKS = Table[LandTasks, LandTask](
    "land",
    columns=(
        Column("due", N_("Due"), 9, lambda told, row: due_piece(row, told.situation.today), 9, plain=Plain(_due),
               sort=lambda told: lambda code: due.toordinal() if (due := told.rows[code].due) is not None else None, lit=True),
        Column("code", N_("Code"), longest, lambda told, row: (row.code, ""), sort=by_code, plain=Plain()),
        Column("name", N_("Name"), named, lambda told, row: (row.name, ""), flex=1, plain=Plain(flexible=True),
               sort=lambda told: lambda code: by_pinyin(told.rows[code].name)),
        Column("kind", N_("Kind"), choosing(LandKind, 13), lambda told, row: (label(row.kind), ""), gives=3, whole=True,
               sort=lambda told: lambda code: _KINDS[told.rows[code].kind], plain=Plain(),
               group=_group("kind", lambda told: lambda code: str(told.rows[code].kind))),
        Column("done", N_("Done"), widest(24, lambda wide, room: min(wide, 14) if room >= ROOMY else max(cells(_("Done")), 5)),
               lambda told, row: (figures(row), ""), align="right", gives=1,
               sort=lambda told: lambda code: share(told.rows[code]),
               draw=lambda told, row, room, signs: [(cell(figures(row, room), room, "right"), "")],
               plain=Plain(_quantities, key="target", right=True)),
        Column("bar", "", 12, least=6, gives=4, draw=lambda told, row, room, signs: (
            [(" " * room, "")] if (part := share(row)) is None else bar(room, part, signs))),
        Column("authority", N_("Decides"), choosing(Authority, 14, titled=True), lambda told, row: (label(row.authority), ""),
               gives=6,
               sort=lambda told: lambda code: _AUTHORITIES[found] if (found := told.rows[code].authority) else None),
        Column("freezes", N_("Projects"), titled(4), lambda told, row: (str(told.frozen.hit(row)[0] or ""), _hits(told, row)),
               align="right", gives=2, sort=_by_hit(0),
               plain=Plain(lambda row: values.frozen(row["blast"]), key="blast", right=True)),
        Column("worth", N_("Value frozen"), 11, _worth, 10, align="right", gives=5, sort=_by_hit(1)),
        Column("scope", plain=Plain(lambda row: row["county_name"] or listed(row["projects"]), flexible=True)),
        Column("done_pct", plain=Plain(lambda row: values.human("done_pct", row["done_pct"]), key="progress_pct", right=True)),
        Column("unit", plain=Plain(lambda row: row["unit_name"] or NOTHING, flexible=True),
               group=_group("unit", lambda told: lambda code: told.rows[code].unit or NOBODY)),
        Column("blockers", plain=Plain()),
    ),
    groups=("county", "kind", "unit", "leader", ""),
    grouped={"county": _group("county", lambda told: lambda code: told.rows[code].county or county_of(told.situation,
                                                                                                      told.rows[code].projects)),
             "leader": _group("leader", _leader)},
    printed=("code", "scope", "due", "name", "kind", "done", "done_pct", "unit", "freezes", "blockers"),
    record=record, about=_about, facts=_facts)
