"""Screen 3 and ``campaign blockers``: whose bucket, for how long, what it freezes."""

from collections.abc import Callable, Iterator, Sequence

from campaign import text
from campaign.core import blockers as rules
from campaign.core.codes import is_a
from campaign.core.leaders import leaders_of
from campaign.core.model.blocker import Blocker, BlockerState, Category, Scope
from campaign.core.model.people import Authority
from campaign.core.situation import Situation
from campaign.tables import values
from campaign.tables.blocker_record import Blockers, record
from campaign.tables.cells import blockers_text, days_text, labels_width, name_of, name_piece
from campaign.tables.order import Value, by_pinyin
from campaign.tables.sections import due_piece
from campaign.tables.table import Column, Group, Keyed, Plain, Record, Table, by_code, choosing, longest, titled
from campaign.tables.timed_blockers import line, line_head
from campaign.tables.tones import Piece
from campaign.tables.width import cells
from campaign.text import N_, _
from campaign.words import label, level, listed, money
from campaign.words.labels import NOTHING

RESOLVED = "resolved"
"""The last of the groups is another list: the resolved ones, the newest first."""
NOBODY, SEVERAL = "~", "+"
"""Groups of what has none, and of what has more than one."""
FLAGS = {rules.BUCK_PASSING: N_("passed"), rules.SLOW: N_("slow"), rules.ESCALATION_DUE: N_("to raise")}
"""Flags in one short word, for a column."""
SOME, ROOMY, WIDE, ELSEWHERE = 81, 100, 118, 999
"""Cells of a row from which on it has room for the code, for money and flags, for longer lines; never, but when the list is
sorted by it: the detail tells it."""
_CATEGORIES = {category: i for i, category in enumerate(Category)}
_AUTHORITIES = {authority: -i for i, authority in enumerate(Authority)}


# What they are sorted by: most overdue, longest, most or largest first ---------------------------------------------------


def _by_due(told: Blockers) -> Keyed:
    today = told.situation.today

    def by(code: str) -> Value:
        blocker = told.rows[code]
        if blocker.state is BlockerState.RESOLVED:
            return 2, -(blocker.resolved or blocker.opened).toordinal()
        return int(rules.on_hold(blocker, today)), blocker.due.toordinal()

    return by


def _by_flags(told: Blockers) -> Keyed:
    def by(code: str) -> Value:
        flags = told.situation.flags(told.rows[code])
        return (-len(flags), *(-rules.FLAGS.index(flag) for flag in flags)) if flags else None

    return by


def _by_unit(told: Blockers) -> Keyed:
    return lambda code: None if (unit := told.rows[code].unit) is None else (len(unit), unit)


def _by_hit(figure: int) -> Callable[[Blockers], Keyed]:
    return lambda told: lambda code: -told.frozen.hit(told.rows[code])[figure]


# What they are grouped by -----------------------------------------------------------------------------------------------


def _county(told: Blockers) -> Callable[[str], str]:
    projects = told.situation.snapshot.projects

    def of(code: str) -> str:
        blocker = told.rows[code]
        if blocker.county is not None:
            return blocker.county
        found = {projects[project].county for project in blocker.projects if project in projects} - {None}
        return SEVERAL if len(found) > 1 else found.pop() or NOBODY if found else NOBODY

    return of


def _leader(told: Blockers) -> Callable[[str], str]:
    def of(code: str) -> str:
        found = leaders_of(told.situation, told.rows[code])
        return SEVERAL if len(found) > 1 else found.pop() if found else NOBODY

    return of


def _late(told: Blockers) -> Callable[[str, Sequence[str]], tuple[object, ...]]:
    """Groups with the longest overdue first, then the larger. Sorted by what is frozen, the group of the blocker that freezes
    most stands first, so that the answer is the first row.
    """
    rows, today = told.rows, told.situation.today

    def of(name: str, codes: Sequence[str]) -> tuple[object, ...]:
        if told.sort in ("freezes", "worth"):
            return -max(told.frozen.hit(rows[code])[told.sort == "worth"] for code in codes), -len(codes), name
        late = max((rules.days_overdue(rows[code], today) for code in codes), default=0)
        return -late, -len(codes), name

    return of


def _levels(told: Blockers) -> Callable[[str, Sequence[str]], tuple[object, ...]]:
    """From the highest down."""
    return _late(told) if told.sort in ("freezes", "worth") else lambda name, codes: (-int(name),)


def _called(nobody: str, several: str = "") -> Callable[[Blockers, str], str]:
    """Of groups that are named by codes; both are ``N_`` marks."""
    return lambda told, name: (_(nobody) if name == NOBODY else _(several) if name == SEVERAL else name_of(told.situation, name))


class Bucket:
    """What a group's header says, in one pass over its rows."""

    __slots__ = ("count", "late", "longest", "overdue")

    def __init__(self, told: Blockers, codes: Sequence[str]) -> None:
        self.count, self.overdue, self.late, self.longest = len(codes), 0, 0, 0
        for code in codes:
            blocker = told.rows[code]
            if days := rules.days_overdue(blocker, told.situation.today):
                self.overdue += 1
                self.late = max(self.late, days)
            self.longest = max(self.longest, rules.days_held(blocker, told.situation.today))


def _facts(told: Blockers, group: str, codes: Sequence[str], width: int) -> list[Piece]:
    """``7 blockers, longest 18 d  2 overdue``."""
    bucket = Bucket(told, codes)
    said = listed([blockers_text(bucket.count), _("longest {n}d").format(n=bucket.longest)])
    return [(said, "quiet"), *([("  " + _("{n} overdue").format(n=bucket.overdue), "red")] if bucket.overdue else [])]


def _about(told: Blockers, row: Blocker) -> Iterator[str | None]:
    projects = told.situation.snapshot.projects
    yield from (row.county, row.unit, row.person, row.land_task, row.approval, row.category, row.authority, row.state,
                row.hold_reason, f"level {row.level}")
    for code in row.projects:
        yield code
        if code in projects:
            yield projects[code].county
    yield from leaders_of(told.situation, row)
    if row.scope is Scope.COUNTY:
        yield "county_wide"
    if row.state is not BlockerState.RESOLVED:
        yield from told.situation.flags(row)
        if rules.overdue(row, told.situation.today):
            yield "overdue"


# Their columns ----------------------------------------------------------------------------------------------------------


def _flags(told: Blockers, row: Blocker) -> Piece:
    words = [_("county-wide")] if row.scope is Scope.COUNTY else []
    return " ".join([*words, *(_(FLAGS[flag]) for flag in told.situation.flags(row))]), "quiet"


def _due(told: Blockers, row: Blocker) -> Piece:
    text, tone = due_piece(row, told.situation.today)
    return text, "bold red" if tone == "red" else tone


def _worth(told: Blockers, row: Blocker) -> Piece:
    total = told.frozen.hit(row)[1]
    return (money(total), "") if total else ("", "")


def due_text(row: Record) -> str:
    """``overdue 11 d``, ``2 d left``, on hold, resolved."""
    if row["days_overdue"]:
        return _("overdue {n} d").format(n=row["days_overdue"])
    if row["state"] == BlockerState.RESOLVED:
        return label(BlockerState.RESOLVED)
    if row["state"] == BlockerState.ON_HOLD:
        return _("on hold to {day}").format(day=row["review"])
    return _("{n} d left").format(n=row["days_left"]) if row["days_left"] else _("due today")


BLOCKERS = Table[Blockers, Blocker](
    "blockers",
    columns=(
        Column("due", N_("Due"), 10, _due, 8, sort=_by_due, lit=True,
               plain=Plain(due_text)),
        Column("code", N_("Code"), longest, lambda told, row: (row.code, "quiet"), sort=by_code, room=SOME, plain=Plain()),
        Column("title", N_("Title"), 25, lambda told, row: (row.title, "quiet" if row.state is BlockerState.RESOLVED else ""),
               flex=3, sort=lambda told: lambda code: by_pinyin(told.rows[code].title), plain=Plain(flexible=True)),
        Column("unit", N_("Held by"), 14, lambda told, row: name_piece(told.situation, row.unit), 12, gives=4, sort=_by_unit,
               room=ROOMY,
               group=Group(lambda told: lambda code: told.rows[code].unit or NOBODY, _called(N_("in nobody's hands")), _late),
               plain=Plain(lambda row: row["unit_name"] or NOTHING, flexible=True)),
        Column("category", N_("Category"), choosing(Category, 16, lambda wide, room: min(wide, 8)),
               lambda told, row: (label(row.category), ""), gives=7, whole=True, plain=Plain(), room=ELSEWHERE,
               sort=lambda told: lambda code: _CATEGORIES[told.rows[code].category],
               group=Group(lambda told: lambda code: str(told.rows[code].category), lambda told, name: label(Category(name)),
                           _late)),
        Column("authority", N_("Decides"), choosing(Authority, 14), lambda told, row: (label(row.authority), ""), gives=8,
               sort=lambda told: lambda code: _AUTHORITIES[found] if (found := told.rows[code].authority) else None,
               plain=Plain(), room=ELSEWHERE),
        Column("line", "", lambda told, column, room: (28 if room >= WIDE else 24, 16),
               draw=lambda told, row, room, signs: line(row, told.situation, room, signs),
               titled=lambda told, room, signs: line_head(room, signs), gives=1),
        Column("held", N_("Held"), 7, lambda told, row: (days_text(rules.days_held(row, told.situation.today)), ""), 5,
               align="right", gives=2, sort=lambda told: lambda code: -rules.days_held(told.rows[code], told.situation.today),
               plain=Plain(lambda row: str(row["days_held"]), key="days_held", right=True)),
        Column("level", N_("Level"), 12, lambda told, row: (level(row.level) if row.level else "", ""), 8, gives=2,
               room=ELSEWHERE,
               sort=lambda told: lambda code: -told.rows[code].level,
               group=Group(lambda told: lambda code: str(told.rows[code].level),
                           lambda told, name: level(int(name)), _levels),
               plain=Plain(lambda row: level(row["level"]) if row["level"] else NOTHING)),
        Column("freezes", N_("Freezes"), titled(4), lambda told, row: (str(told.frozen.hit(row)[0] or ""), ""), align="right",
               gives=4, sort=_by_hit(0), room=ELSEWHERE,
               plain=Plain(lambda row: values.frozen(row["blast"]), key="blast", right=True)),
        Column("worth", N_("Value frozen"), lambda told, column, room: (max(cells(column.title), 10), 0), _worth,
               align="right", gives=5, sort=_by_hit(1), room=ROOMY),
        Column("flags", N_("Flags"), lambda told, column, room: (
            labels_width([" ".join(map(_, FLAGS.values()))], 18), 12 if text.language() == "zh" else 11), _flags, gives=3,
               sort=_by_flags, plain=Plain(), room=ROOMY),
    ),
    # What freezes most is one key away; the rest in the order of the screen.
    sorts=("due", "worth", "freezes", "held", "code"),
    groups=("unit", "county", "leader", "level", "category", "", RESOLVED),
    grouped={"county": Group(_county, _called(N_("no county"), N_("several counties")), _late),
             "leader": Group(_leader, _called(N_("no leader"), N_("several leaders")), _late)},
    printed=("code", "due", "title", "category", "unit", "held", "authority", "level", "freezes", "flags"),
    record=record, about=_about, facts=_facts)


def affected(old: Situation, new: Situation, touched: frozenset[str]) -> set[str] | None:
    """Codes of the blockers that these changes may have changed; None when names or settings did."""
    found: set[str] = set()
    for code in touched:
        if is_a(code, "blocker"):
            found.add(code)
        elif is_a(code, "project"):
            # What it freezes, and who leads it. Blockers are objects that stay the same while nothing about them changes.
            for situation in (old, new):
                found.update(blocker.code for blocker in situation.blockers_of(code))
        elif not is_a(code, "land_task", "approval"):
            return None
    sources = {code for code in touched if is_a(code, "land_task", "approval")}
    if sources:  # what blockers are about
        found.update(row.code for row in new.snapshot.blockers.values() if row.land_task in sources or row.approval in sources)
    return found
