"""What the pages of one project and of one person share: rows of a list in sections. Pure.

What cannot be acted on is a header of the list (the cursor passes over it); everything else names its ``subject``.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from campaign.core import blockers as rules
from campaign.core.codes import by_length
from campaign.core.lights import WATERMELON
from campaign.core.model.blocker import Blocker, BlockerState, Scope
from campaign.core.model.light import WORST_FIRST
from campaign.core.model.project import Project, Visit
from campaign.core.situation import Situation
from campaign.tables.cells import name_of, percent
from campaign.tables.charts.heading import ruled
from campaign.tables.signs import Signs
from campaign.tables.tones import LIGHT_TONES, Line, Piece
from campaign.tables.width import Column, cell, cells, fit
from campaign.text import _, language
from campaign.words import day, flag, label, level, listed, money
from campaign.words.spacing import tight

PLAIN = "normal"
"""The tone of plain text on a header row, whose own tone is that of a title."""


def heading_room(width: int) -> int:
    """Cells that a name may take in the heading of a page, beside its code."""
    return max(width - 16, 10)


class PageRow(NamedTuple):
    """One line of a page. ``subject`` is what keys act on and Enter opens; None: the cursor does not stop here."""

    key: str
    line: Line
    subject: str | None = None
    edge: str = ""
    """The light beside which it stands."""
    ruled: bool = False
    """A title: a rule goes on to the right edge. Whoever draws it knows the signs ."""

    def drawn(self, width: int, signs: Signs) -> Line:
        return ruled(self.line, width, signs) if self.ruled else self.line


def title(key: str, text: str, note: str = "", tone: str = "quiet") -> list[PageRow]:
    """A blank line and a section's title, with a figure beside it and a rule to the right edge."""
    return [PageRow(f"{key}-", ()), PageRow(key, [(text, "strong"), (f"  {note}" if note else "", tone)], ruled=True)]


def nothing(key: str, text: str, subject: str) -> PageRow:
    """Says that a section is empty. The cursor stops here, or the last section might never be scrolled into view."""
    return PageRow(f"{key}0", [(text, "quiet")], subject)


def open_note(items: Sequence[Blocker], today: date) -> tuple[str, str]:
    """How many blockers are open and overdue, and the tone to say it in."""
    unresolved = [item for item in items if item.state is not BlockerState.RESOLVED]
    late = sum(rules.overdue(item, today) for item in unresolved)
    words = [_("{n} open").format(n=len(unresolved))]
    if late:
        words.append(_("{n} overdue").format(n=late))
    if len(items) > len(unresolved):
        words.append(_("{n} resolved").format(n=len(items) - len(unresolved)))
    return listed(words), "red" if late else "quiet"


Fact = tuple[str, str, str]
"""Label, value, and the code that Enter opens ('' for none, ``FULL`` for a whole line)."""
FULL = "="
UNKNOWN = "-"
"""Stands out where it is shown at all."""


def fact_rows(key: str, facts: Sequence[Fact], width: int) -> list[PageRow]:
    """``label value`` in as many columns as fit, read from left to right; first what has a line of its own."""
    opened = [fact for fact in facts if fact[2]]
    plain = [fact for fact in facts if not fact[2]]
    wide = max((cells(name) for name, _value, _code in facts), default=0)
    rows = [PageRow(f"{key}:{name}", [(" " + cell(name, wide) + " ", "quiet"), (value, PLAIN)], None if code == FULL else code)
            for name, value, code in opened]
    columns = max(min(width // 36, 3), 1)
    room = (width - 1) // columns
    for at in range(0, len(plain), columns):
        line: list[Piece] = [(" ", PLAIN)]
        for name, value, _code in plain[at:at + columns]:
            # The last of a line needs no blanks after it.
            gap = "" if name == plain[at:at + columns][-1][0] else "  "
            tone = "yellow" if value == UNKNOWN else PLAIN
            line += [(cell(name, wide) + " ", "quiet"), (cell(value, max(room - wide - 1 - len(gap), 1)) + gap, tone)]
        rows.append(PageRow(f"{key}{at}", line))
    return rows


def due_piece(blocker: Blocker, today: date) -> Piece:
    """Whether it is late, and by how much."""
    if blocker.state is BlockerState.RESOLVED:
        return _("resolved"), "green"
    if rules.on_hold(blocker, today):
        return _("on hold"), "quiet"
    if late := rules.days_overdue(blocker, today):
        return tight(_("late {n}d").format(n=late)), "red"
    left = rules.days_left(blocker, today)
    return (tight(_("{n}d left").format(n=left)) if left else _("due today"), "yellow" if left <= 3 else "")


def blocker_list(situation: Situation, blockers: Sequence[Blocker], width: int, of: str = "") -> list[PageRow]:
    """State, code, title, whose bucket and for how long, due day, flags. ``of``: the name that the titles need not repeat.

    The columns are as wide as what stands in them, so that nothing is cut beside blanks.
    """
    found = [_blocker_pieces(situation, blocker, of) for blocker in blockers]

    def widest(key: str, most: int) -> int:
        return min(max((cells(pieces[key][0]) for pieces in found), default=1), most)

    fixed = [
        Column("state", "", widest("state", 9)), Column("code", "", widest("code", 9)),
        Column("title", "", widest("title", 60), widest("title", 24 if width >= 100 else 16), flex=2),
        Column("unit", "", widest("unit", 20), widest("unit", 12), priority=1),
        Column("held", "", widest("held", 12), priority=2),
    ]
    notes, when = widest("notes", 200), widest("when", 6)
    room = width - 1 - sum((column.min or column.width) + 1 for column in fixed)
    # Notes come before the category, and before the due day (``state`` counts its days) where they are whole then.
    least = notes if notes <= room else max(room - when - 1, 13)
    columns = [*fixed, Column("when", "", when, priority=4), Column("notes", "", notes, least, flex=1, priority=3),
               Column("category", "", widest("category", 24), widest("category", 14), priority=5)]
    return [PageRow(f"blocker:{blocker.code}", table_row([column for column in columns if column.width], pieces, width - 1),
                    blocker.code) for blocker, pieces in zip(blockers, found, strict=True)]


def _blocker_pieces(situation: Situation, blocker: Blocker, of: str) -> Mapping[str, Piece]:
    today = situation.today
    resolved = blocker.state is BlockerState.RESOLVED
    notes = [flag(word) for word in (() if resolved else situation.flags(blocker))]
    if blocker.scope is Scope.COUNTY:
        notes.insert(0, _("whole county"))
    if blocker.level and not resolved:
        notes.append(level(blocker.level))
    quiet = "quiet" if resolved else ""
    shown = blocker.title.removeprefix(of).strip() if of else ""
    return {
        "state": due_piece(blocker, today), "code": (blocker.code, quiet), "title": (shown or blocker.title, quiet),
        "unit": (name_of(situation, blocker.unit) if blocker.unit else _("nobody"), quiet if blocker.unit else "yellow"),
        "held": (tight(_("held {n}d").format(n=rules.days_held(blocker, today))), "quiet"),
        "when": (day(blocker.resolved if resolved else blocker.due), "quiet"), "category": (label(blocker.category), "quiet"),
        "notes": (listed(notes), "yellow"),
    }


def table_row(columns: Sequence[Column], found: Mapping[str, Piece], width: int) -> Line:
    pieces: list[Piece] = []
    for column, room, gap in fit(columns, width):
        text, tone = found[column.key]
        pieces += [(cell(text, room, column.align), tone), (" " * gap, "")]
    return pieces[:-1]


def blocker_key(today: date, blocker: Blocker) -> tuple[object, ...]:
    """Open ones first, the longest overdue at the top; resolved ones after, the newest at the top."""
    if blocker.state is BlockerState.RESOLVED:
        return (2, -(blocker.resolved or blocker.opened).toordinal(), *by_length(blocker.code))
    return (int(rules.on_hold(blocker, today)), blocker.due.toordinal(), *by_length(blocker.code))


def visit_rows(situation: Situation, visits: Sequence[Visit], width: int, of: str, *, by_person: bool) -> list[PageRow]:
    """Those of the project ``of`` (who came), or of the person ``of`` (``by_person`` false: where)."""
    rows = title("visits", _("Visits"), _("last {day}").format(day=day(visits[0].on)) if visits else "")
    if not visits:
        return [*rows, nothing("visits", _("nobody was there yet; o records a visit") if by_person else _("none recorded"), of)]
    columns = [Column("on", "", 6), Column("channel", "", 12, 8), Column("who", "", 24, 10), Column("solved", "", 20, 8, flex=1)]
    for number, visit in enumerate(visits):
        if by_person:
            person = situation.snapshot.people.get(visit.person or "")
            who = "-" if person is None else f"{person.name} {person.post}".strip()
        else:
            who = f"{visit.project} {name_of(situation, visit.project)}"
        found: Mapping[str, Piece] = {
            "on": (day(visit.on), "quiet"), "channel": (label(visit.channel), "" if visit.channel == "site" else "quiet"),
            "who": (who, ""), "solved": (_("solved {what}").format(what=visit.solved) if visit.solved else "", "green")}
        subject = visit.project if not by_person or visit.person is None else visit.person
        rows.append(PageRow(f"visit{number}", table_row(columns, found, width - 1), subject))
    return rows


def project_row(situation: Situation, project: Project, width: int, key: str) -> PageRow:
    """Light, code, name, done/expected, blockers, county, total."""
    found = situation.assessments[project.code]
    word = _("withdrawn") if project.withdrawn is not None else label(found.light) + ("?" if WATERMELON in found.marks else "")
    blocked = ""
    if found.open_blockers:
        blocked = tight(_("{n} blk").format(n=found.open_blockers))
    if found.overdue_blockers:
        blocked = tight(_("{n} late").format(n=found.overdue_blockers))
    worth = 9 if language() == "zh" else 10
    columns = [
        Column("light", "", 8, 8), Column("code", "", 5),
        Column("name", "", 24, min(max(width // 4 + 2, 12), 20), flex=1),
        Column("part", "", 8, align="right"), Column("blockers", "", 7, 6), Column("stage", "", 12, 8, priority=3),
        Column("county", "", 10, 8, priority=2), Column("total", "", worth, worth, align="right", priority=1)]
    texts: Mapping[str, Piece] = {
        "light": (word, LIGHT_TONES[found.light]), "code": (project.code, "quiet"), "name": (project.name, ""),
        "part": (percent(found), ""), "blockers": (blocked, "" if found.overdue_blockers else "quiet"),
        "stage": (label(project.stage), "quiet"), "county": (name_of(situation, project.county), "quiet"),
        "total": (money(project.total), "")}
    return PageRow(key, table_row(columns, texts, width - 1), project.code)


def light_counts(situation: Situation, codes: Collection[str]) -> list[Piece]:
    """``red 3  yellow 2``: lights that there are none of are left out."""
    counts = Counter(situation.assessments[code].light for code in codes)
    return [(f"{label(value)} {counts[value]}  ", LIGHT_TONES[value]) for value in WORST_FIRST if counts[value]]
