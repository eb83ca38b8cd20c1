"""Screen 3 as data: what blockers are sorted and grouped by, and their rows, group headers and details. Pure."""

from collections.abc import Callable, Mapping, Sequence

from campaign import text
from campaign.core import blockers as rules
from campaign.core.leaders import leaders_of
from campaign.core.model.blocker import Blocker, BlockerState, Category, Event, EventKind, HoldReason, Scope
from campaign.core.model.people import Authority
from campaign.core.situation import Situation
from campaign.tables.cells import blockers_text, days_text, header_line, labels_width, name_of, name_piece, row_line, rule
from campaign.tables.order import Value, by_pinyin
from campaign.tables.sections import due_piece
from campaign.tables.tones import Line, Piece
from campaign.tables.width import Column, Fitted, cell, cells
from campaign.text import N_, _, ngettext
from campaign.words import choices, day, event_text, label, level, money

SORTS = ("due", "worth", "freezes", "held", "code", "title", "unit", "category", "authority", "level", "flags")
"""What freezes most is one key away; the rest in the order of the screen."""
RESOLVED = "resolved"
"""The last of the groups is another list: the resolved ones, the newest first."""
GROUPS = ("unit", "county", "leader", "level", "category", "", RESOLVED)
NOBODY, SEVERAL = "~", "+"
"""Groups of what has none, and of what has more than one."""
FLAGS = {rules.BUCK_PASSING: N_("passed"), rules.SLOW: N_("slow"), rules.ESCALATION_DUE: N_("raise")}
"""Flags in one short word, for a column."""
_CATEGORIES = {category: i for i, category in enumerate(Category)}
_AUTHORITIES = {authority: -i for i, authority in enumerate(Authority)}


class Frozen:
    """What blockers freeze: (projects, 万元). County-wide ones share one pass over their county; of one situation."""

    def __init__(self, situation: Situation, blockers: Mapping[str, Blocker]) -> None:
        self._situation, self._blockers = situation, blockers
        self._counties: dict[str, tuple[int, int, int]] = {}

    def __call__(self, code: str) -> tuple[int, int]:
        projects, total, _leaders = self.hit(code)
        return projects, total

    def hit(self, code: str) -> tuple[int, int, int]:
        """Projects, 万元, leaders."""
        blocker, situation = self._blockers[code], self._situation
        if blocker.scope is not Scope.COUNTY:
            return rules.blast(blocker, situation.snapshot.projects, situation.projects_of_county)[:3]
        county = blocker.county or ""
        found = self._counties.get(county)
        if found is None:
            found = self._counties[county] = rules.blast(blocker, situation.snapshot.projects, situation.projects_of_county)[:3]
        return found


def value(situation: Situation, blockers: Mapping[str, Blocker], sort: str, frozen: Frozen) -> Callable[[str], Value]:
    """Most overdue, longest, most or largest first."""
    today = situation.today

    def by_due(code: str) -> Value:
        blocker = blockers[code]
        if blocker.state is BlockerState.RESOLVED:
            return 2, -(blocker.resolved or blocker.opened).toordinal()
        return int(rules.on_hold(blocker, today)), blocker.due.toordinal()

    def by_flags(code: str) -> Value:
        flags = situation.flags(blockers[code])
        return (-len(flags), *(-rules.FLAGS.index(flag) for flag in flags)) if flags else None

    def by_unit(code: str) -> Value:
        unit = blockers[code].unit
        return None if unit is None else (len(unit), unit)

    return {
        "due": by_due,
        "code": lambda code: 0,
        # The common characters stand in GB18030 in the order of their pinyin.
        "title": lambda code: by_pinyin(blockers[code].title),
        "unit": by_unit,
        "category": lambda code: _CATEGORIES[blockers[code].category],
        "authority": lambda code: _AUTHORITIES[authority] if (authority := blockers[code].authority) else None,
        "held": lambda code: -rules.days_held(blockers[code], today),
        "level": lambda code: -blockers[code].level,
        "flags": by_flags,
        "freezes": lambda code: -frozen(code)[0],
        "worth": lambda code: -frozen(code)[1],
    }[sort]


def group_of(situation: Situation, blockers: Mapping[str, Blocker], group: str) -> Callable[[str], str]:
    projects = situation.snapshot.projects

    def county(code: str) -> str:
        blocker = blockers[code]
        if blocker.county is not None:
            return blocker.county
        found = {projects[project].county for project in blocker.projects if project in projects} - {None}
        return SEVERAL if len(found) > 1 else found.pop() or NOBODY if found else NOBODY

    def leader(code: str) -> str:
        found = leaders_of(situation, blockers[code])
        return SEVERAL if len(found) > 1 else found.pop() if found else NOBODY

    return {
        "unit": lambda code: blockers[code].unit or NOBODY,
        "county": county,
        "leader": leader,
        "level": lambda code: str(blockers[code].level),
        "category": lambda code: str(blockers[code].category),
    }[group]


class Bucket:
    """What a group's header says, in one pass over its rows."""

    __slots__ = ("count", "late", "longest", "overdue")

    def __init__(self, situation: Situation, blockers: Mapping[str, Blocker], codes: Sequence[str]) -> None:
        self.count, self.overdue, self.late, self.longest = len(codes), 0, 0, 0
        for code in codes:
            blocker = blockers[code]
            if days := rules.days_overdue(blocker, situation.today):
                self.overdue += 1
                self.late = max(self.late, days)
            self.longest = max(self.longest, rules.days_held(blocker, situation.today))


def rank(
    situation: Situation, blockers: Mapping[str, Blocker], group: str, sort: str = "due", frozen: Frozen | None = None
) -> Callable[[str, Sequence[str]], tuple[object, ...]]:
    """Groups with the longest overdue first, then the larger; levels from the highest down. Sorted by what is frozen, the
    group of the blocker that freezes most stands first, so that the answer is the first row.
    """

    def of(name: str, codes: Sequence[str]) -> tuple[object, ...]:
        if frozen is not None and sort in ("freezes", "worth"):
            return -max(frozen(code)[sort == "worth"] for code in codes), -len(codes), name
        if group == "level":
            return (-int(name),)
        late = max((rules.days_overdue(blockers[code], situation.today) for code in codes), default=0)
        return -late, -len(codes), name

    return of


def group_name(situation: Situation, group: str, name: str) -> str:
    if name == NOBODY:
        return {"unit": _("in nobody's hands"), "county": _("no county"), "leader": _("no leader")}[group]
    if name == SEVERAL:
        return _("several counties") if group == "county" else _("several leaders")
    match group:
        case "level":
            return f"{name} {level(int(name))}"
        case "category":
            return label(Category(name))
    return name_of(situation, name)


def header(
    situation: Situation, blockers: Mapping[str, Blocker], group: str, name: str, codes: Sequence[str], width: int
) -> Line:
    """``市林业局    7 blockers, 2 overdue, longest 18d``."""
    bucket = Bucket(situation, blockers, codes)
    facts: list[Piece] = []
    if bucket.overdue:
        facts.append((_("{n} overdue").format(n=bucket.overdue) + "  ", "red"))
    facts.append((f"{blockers_text(bucket.count)}  ", " "))
    facts.append((_("longest {n}d").format(n=bucket.longest), "dim"))
    return header_line(group_name(situation, group, name), facts, width)


def columns(blockers: Mapping[str, Blocker], group: str) -> list[Column]:
    """What gives way first has the highest priority; the column of the group is in its headers."""
    categories, authorities = choices(Category).values(), choices(Authority).values()
    code = max(map(len, blockers), default=5)
    english = text.language() == "en"
    found = [
        Column("due", _("Due"), 9, 8),
        Column("code", _("Code"), code),
        Column("title", _("Title"), 25, flex=3),
        Column("unit", _("Held by"), 14, 12, priority=1),
        Column("category", _("Category"), labels_width(categories, 16), min(labels_width(categories, 16), 8), priority=7,
               whole=True),
        Column("authority", _("Decides"), labels_width(authorities, 14), priority=8),
        Column("held", _("Held"), 6, 5, align="right", priority=2),
        Column("level", _("Lvl"), max(cells(_("Lvl")), 2), align="right", priority=2),
        Column("flags", _("Flags"), labels_width([" ".join(map(_, FLAGS.values()))], 18), 11 if english else 12, priority=3),
        Column("freezes", _("Freezes"), max(cells(_("Freezes")), 4), align="right", priority=4),
        Column("worth", _("Worth"), 10, 9, align="right", priority=5),
    ]
    return [column for column in found if column.key != group]


def row(situation: Situation, blocker: Blocker, frozen: Frozen, fitted: Sequence[Fitted]) -> Line:
    return row_line(fitted, lambda key: _piece(situation, blocker, frozen, key))


def _piece(situation: Situation, blocker: Blocker, frozen: Frozen, key: str) -> Piece:
    resolved = blocker.state is BlockerState.RESOLVED
    match key:
        case "due":
            return due_piece(blocker, situation.today)
        case "code":
            return blocker.code, ""
        case "title":
            return blocker.title, "dim" if resolved else ""
        case "unit":
            return name_piece(situation, blocker.unit)
        case "category":
            return label(blocker.category), ""
        case "authority":
            return label(blocker.authority), ""
        case "held":
            return days_text(rules.days_held(blocker, situation.today)), ""
        case "level":
            return str(blocker.level or ""), "yellow"
        case "flags":
            found = situation.flags(blocker)
            words = [_("county-wide")] if blocker.scope is Scope.COUNTY else []
            words += [_(FLAGS[flag]) for flag in found]
            return " ".join(words), "red" if rules.BUCK_PASSING in found else "yellow"
        case "freezes":
            return str(frozen(blocker.code)[0] or ""), ""
    total = frozen(blocker.code)[1]
    return (money(total), "") if total else ("", "")


def details(
    situation: Situation, blocker: Blocker, frozen: Frozen, events: Sequence[Event], width: int, height: int
) -> list[Line]:
    """The whole title, what it is about and freezes, who decides when there is room; then what happened, the newest last."""
    lines: list[Line] = [rule([(f" {blocker.code} ", "dim"), (blocker.title, "bold")], width)]
    if struck := impact(situation, blocker, frozen):
        lines.append([(" ", ""), *struck])
    if height >= 6:
        lines.append([(" ", ""), *facts(situation, blocker)])
    room = height - len(lines)
    earlier = len(events) - room
    shown = list(events[-room:]) if earlier > 0 else list(events)
    for i, event in enumerate(shown):
        note: Piece = ("", "")
        if earlier > 0 and i == 0:
            note = ("  " + _("(+{n} earlier)").format(n=earlier), "dim")
        lines.append([*event_line(situation, event), note])
    return lines


def facts(situation: Situation, blocker: Blocker) -> Line:
    """Who has it, who decides, and how far up it is."""
    holder = name_of(situation, blocker.unit) if blocker.unit else _("in nobody's hands")
    texts = [holder]
    if blocker.person is not None:
        texts.append(name_of(situation, blocker.person))
    texts += [label(blocker.authority), level(blocker.level), _("opened {day}").format(day=day(blocker.opened)),
              _("due {day}").format(day=day(blocker.due))]  # fmt: skip
    if blocker.state is BlockerState.ON_HOLD:
        texts.append(_("held until {day}: {why}").format(day=day(blocker.review), why=label(HoldReason(blocker.hold_reason))
                                                         if blocker.hold_reason else "-"))  # fmt: skip
    return [("  ".join(texts), "")]


def impact(situation: Situation, blocker: Blocker, frozen: Frozen) -> Line:
    """Whether it is on a whole county, what it is about, and the projects, money and leaders that it strikes."""
    projects, total, leaders = frozen.hit(blocker.code)
    line: list[Piece] = []
    if blocker.scope is Scope.COUNTY:
        line.append((_("whole county {name}").format(name=name_of(situation, blocker.county)) + "  ", "yellow"))
    if (source := pointer(situation, blocker)) is not None:
        line.append((_("about {what}").format(what=source) + "  ", "accent"))
    if projects:
        line.append((_("freezes {n}: {total}").format(n=projects, total=money(total)), ""))
        led = ngettext("{n} leader", "{n} leaders", leaders).format(n=leaders)
        line.append((f"  {led}" if leaders else "", ""))
    return line


def pointer(situation: Situation, blocker: Blocker) -> str | None:
    """``G0012 南湾征地`` · ``A0031``: the land task or approval that it is about."""
    code = blocker.land_task or blocker.approval
    if code is None:
        return None
    name = situation.name_of(code)
    return f"{code} {name}" if name else code


def event_line(situation: Situation, event: Event) -> Line:
    """``10-15  县林业局 -> 市林业局  (nothing is said of what was done)``."""
    text = event_text(event, lambda code: name_of(situation, code))
    silent = event.kind is EventKind.MOVE and event.source is not None and not event.text
    tone = "red" if silent else {EventKind.LEVEL: "yellow", EventKind.RESOLVE: "green"}.get(event.kind, "")
    return [(f" {cell(day(event.on), 6)}  ", "dim"), (text, tone)]


def affected(old: Situation, new: Situation, touched: frozenset[str]) -> set[str] | None:
    """Codes of the blockers that these changes may have changed; None when names or settings did."""
    found: set[str] = set()
    for code in touched:
        if code[0] == "B":
            found.add(code)
        elif code[0] == "P":
            # What it freezes, and who leads it. Blockers are objects that stay the same while nothing about them changes.
            for situation in (old, new):
                found.update(blocker.code for blocker in situation.blockers_of(code))
        elif code[0] not in "GA":
            return None
    sources = {code for code in touched if code[0] in "GA"}
    if sources:  # what blockers are about
        found.update(row.code for row in new.snapshot.blockers.values() if row.land_task in sources or row.approval in sources)
    return found
