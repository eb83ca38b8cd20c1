"""What stands below or beside the list of blockers about the one under the cursor: what it strikes, and what happened. Pure."""

from collections.abc import Sequence
from typing import NamedTuple

from campaign.core import blockers as rules
from campaign.core.leaders import leaders_of
from campaign.core.model.blocker import Blocker, BlockerState, Event, EventKind, HoldReason, Scope
from campaign.core.situation import Situation
from campaign.tables.blocker_record import Frozen
from campaign.tables.cells import name_of, projects_text
from campaign.tables.charts.bar import Row, bars
from campaign.tables.charts.timeline import Move, moves
from campaign.tables.detail import WIDE, Block, ended, facts, flow, head, section
from campaign.tables.next_steps import steps
from campaign.tables.project_details import absent
from campaign.tables.sections import due_piece
from campaign.tables.signs import Signs
from campaign.tables.tones import Line, Piece
from campaign.tables.width import cell
from campaign.text import _, ngettext
from campaign.words import day, event_text, flag, label, level, listed, money
from campaign.words.spacing import and_others

TALL = 7
"""Lines of a detail from which on it has sections."""
OTHERS = 6
"""Of what else the unit has in its hands."""


class Told(NamedTuple):
    """A blocker, resolved or not, and what happened to it, the newest last."""

    situation: Situation
    blocker: Blocker
    frozen: Frozen
    events: Sequence[Event]
    others: Sequence[Blocker] = ()
    """What else the unit has in its hands."""


def details(told: Told, width: int, height: int, signs: Signs) -> list[Line]:
    """In four lines what it freezes and the last hands; with more room all hands, and what can be done."""
    low = height <= 2 * TALL
    if height < TALL or (low and width < WIDE):
        lines = [_head(told, width), [(" ", ""), *impact(told.situation, told.blocker, told.frozen), *_rung(told)]]
        return [*lines, *_way(told, width, signs, height - len(lines), hands=height < TALL)]
    first = [_head(told, width)]
    if not low:
        first += [(), _state(told)]
    if width < WIDE:
        groups = [[_facts(told), lambda room: _history(told, room, signs), lambda room: _hands(told, room, signs),
                   lambda room: _steps(told, room, signs), lambda room: _others(told, room, signs)]]
    else:
        groups = [[(lambda room: _way(told, room, signs, height - 1)) if low else (lambda room: _history(told, room, signs)),
                   lambda room: _others(told, room, signs)],
                  [_facts(told), lambda room: _steps(told, room, signs), lambda room: _hands(told, room, signs)]]
    return flow(first, groups, width, height)


def blocks(told: Told, signs: Signs) -> list[Block]:
    """Around the rows of its page, which tell what happened and what it freezes."""
    return [_facts(told, page=True), lambda room: _hands(told, room, signs), lambda room: _steps(told, room, signs)]


def _head(told: Told, width: int) -> Line:
    said = [flag(word) for word in _flags(told)]
    return head(told.blocker.code, told.blocker.title, width, due_piece(told.blocker, told.situation.today),
                right=[("  ".join(said), "yellow")] if said else ())


def _flags(told: Told) -> Sequence[str]:
    return () if told.blocker.state is BlockerState.RESOLVED else told.situation.flags(told.blocker)


def _state(told: Told) -> Line:
    held = rules.days_held(told.blocker, told.situation.today)
    return [(" ", ""), (ngettext("in hand for {n} day", "in hand for {n} days", held).format(n=held), "strong")]


def _rung(told: Told) -> list[Piece]:
    """How far up it is, and the next rung."""
    if told.blocker.state is BlockerState.RESOLVED:
        return []
    return [("  " + _ladder(told.blocker), "quiet")]


def _ladder(blocker: Blocker) -> str:
    here = level(blocker.level)
    return _("with {level}, next {following}").format(level=here, following=level(blocker.level + 1)) if blocker.level < 3 \
        else _("with {level}").format(level=here)


def _facts(told: Told, *, page: bool = False):  # type: ignore[no-untyped-def]
    """``page``: its rows tell the category and the days themselves."""
    situation, blocker = told.situation, told.blocker
    holder = name_of(situation, blocker.unit) if blocker.unit else _("in nobody's hands")
    if blocker.person is not None:
        holder = f"{holder}  {name_of(situation, blocker.person)}"
    projects, total, _leaders = told.frozen.hit(blocker)
    struck = situation.snapshot.projects.get(blocker.projects[0]) if len(blocker.projects) == 1 else None
    what = f"{struck.code} {struck.name}" if struck is not None else ngettext(
        "{n} project", "{n} projects", projects).format(n=projects)
    led = [listed([name_of(situation, code), *(absent(situation, struck) if struck is not None else ())])
           for code in sorted(leaders_of(situation, blocker))]
    held = "" if blocker.state is not BlockerState.ON_HOLD else _("held until {day}: {why}").format(
        day=day(blocker.review), why=label(HoldReason(blocker.hold_reason)) if blocker.hold_reason else "-")
    pairs = [
        (_("In whose hands"), f"{holder} ({label(blocker.authority)})" if blocker.authority else holder),
        (_("How far up"), "" if blocker.state is BlockerState.RESOLVED else _ladder(blocker)),
        (_("Freezes"), listed([money(total), what]) if projects else ""),
        (_("Whole county"), name_of(situation, blocker.county) if blocker.scope is Scope.COUNTY else ""),
        (_("Leader"), and_others("  ".join(led[:2]), len(led) - 2)),
        (_("About"), pointer(situation, blocker) or ""), (_("Category"), "" if page else label(blocker.category)),
        (_("Due"), "" if page else _("{day}, opened {opened}").format(day=day(blocker.due), opened=day(blocker.opened))),
        (_("On hold"), held)]
    return lambda room: facts(pairs, room)


def impact(situation: Situation, blocker: Blocker, frozen: Frozen) -> Line:
    """Whether it is on a whole county, what it is about, and the projects, money and leaders that it strikes."""
    projects, total, leaders = frozen.hit(blocker)
    line: list[Piece] = []
    if blocker.scope is Scope.COUNTY:
        line.append((_("whole county {name}").format(name=name_of(situation, blocker.county)) + "  ", ""))
    if (source := pointer(situation, blocker)) is not None:
        line.append((_("about {what}").format(what=source) + "  ", "accent"))
    if projects:
        line.append((_("freezes {projects}, {total}").format(projects=projects_text(projects), total=money(total)), ""))
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


# What happened ----------------------------------------------------------------------------------------------------------


def _days(n: int) -> str:
    return ngettext("{n} day", "{n} days", n).format(n=n)


def way(told: Told) -> list[Move]:
    """Every step as a row of ``charts.timeline``: whose hands with how many days, and between them what else happened."""
    situation, events = told.situation, told.events
    ends = [event.on for event in events if _takes(event)][1:]
    until = told.blocker.resolved or situation.today
    found: list[Move] = []
    for event in events:
        if not _takes(event):
            found.append(Move(day(event.on), event_text(event, lambda code: name_of(situation, code))))
            continue
        end = ends.pop(0) if ends else until
        who = name_of(situation, event.target) if event.target else _("nobody")
        if event.kind is EventKind.OPEN:
            found.append(Move(day(event.on), _("opened, given to {unit}").format(unit=who), days=_days((end - event.on).days),
                              handed=True))
        else:
            silent = event.source is not None and not event.text
            found.append(Move(day(event.on), _("passed to {unit}").format(unit=who),
                              _("nothing is said of what was done") if silent else event.text or "",
                              _days((end - event.on).days), handed=True, warned=silent))
    return found


def _takes(event: Event) -> bool:
    """Whether it is in other hands from then on."""
    return event.kind is EventKind.OPEN or (event.kind is EventKind.MOVE and event.target is not None)


def _way(told: Told, width: int, signs: Signs, most: int, *, hands: bool = False) -> list[Line]:
    """The last ``most`` steps; ``hands``: those alone in which it changed hands, if there are any."""
    rows = way(told)
    if hands:
        rows = [row for row in rows if row.handed] or rows
    return [[(" ", ""), *line] for line in moves(rows[-most:] if most > 0 else [], width - 1, signs)]


def _history(told: Told, width: int, signs: Signs) -> list[Line]:
    return section(_("What happened"), _way(told, width, signs, 14), width, signs, right=_("days in each hand"))


def _hands(told: Told, width: int, signs: Signs) -> list[Line]:
    """For how long each unit had it, all times together."""
    events = [event for event in told.events if _takes(event)]
    until = told.blocker.resolved or told.situation.today
    found: dict[str | None, int] = {}
    for event, end in zip(events, [*(event.on for event in events[1:]), until], strict=True):
        found[event.target] = found.get(event.target, 0) + (end - event.on).days
    if len(found) < 2:
        return []
    longest = max(found.values()) or 1
    rows = [Row(name_of(told.situation, unit) if unit else _("nobody"), days / longest, _days(days))
            for unit, days in found.items()]
    return section(_("How long in whose hands"), [[(" ", ""), *line] for line in bars(rows, width - 1, signs)], width, signs)


def _steps(told: Told, width: int, signs: Signs) -> list[Line]:
    if told.blocker.state is BlockerState.RESOLVED:
        return []
    return section(_("What can be done"), steps(told.situation, told.blocker), width, signs)


def _others(told: Told, width: int, signs: Signs) -> list[Line]:
    """What else its unit has in its hands, the most overdue first."""
    if not told.others or told.blocker.unit is None:
        return []
    today = told.situation.today
    lines: list[Line] = []
    for item in sorted(told.others, key=lambda item: item.due)[:OTHERS]:
        text, tone = due_piece(item, today)
        held: Line = [(_("held {n}d").format(n=rules.days_held(item, today)), "quiet")]
        lines.append(ended([(" ", ""), (cell(text, 10) + "  ", tone), (item.title, "")], held, width))
    late = sum(rules.overdue(item, today) for item in told.others)
    note = listed([_("{n} more").format(n=len(told.others)), *([_("{n} overdue").format(n=late)] if late else [])])
    return section(name_of(told.situation, told.blocker.unit), lines, width, signs, note=note)


def event_line(situation: Situation, event: Event) -> Line:
    """``10-15  县林业局 -> 市林业局  (nothing is said of what was done)``."""
    text = event_text(event, lambda code: name_of(situation, code))
    silent = event.kind is EventKind.MOVE and event.source is not None and not event.text
    tone = "yellow" if silent else ""
    return [(f" {cell(day(event.on), 6)}  ", "quiet"), (text, tone)]
