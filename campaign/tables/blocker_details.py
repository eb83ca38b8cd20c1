"""What stands below the list of blockers about the one under the cursor: what it strikes, and what happened. Pure."""

from collections.abc import Sequence

from campaign.core.model.blocker import Blocker, BlockerState, Event, EventKind, HoldReason, Scope
from campaign.core.situation import Situation
from campaign.tables.blocker_record import Frozen
from campaign.tables.cells import name_of, rule
from campaign.tables.tones import Line, Piece
from campaign.tables.width import cell
from campaign.text import _, ngettext
from campaign.words import day, event_text, label, level, money


def details(
    situation: Situation, blocker: Blocker, frozen: Frozen, events: Sequence[Event], width: int, height: int
) -> list[Line]:
    """The whole title, what it is about and freezes, who decides when there is room; then what happened, the newest last."""
    lines: list[Line] = [rule([(f" {blocker.code} ", "quiet"), (blocker.title, "strong")], width)]
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
            note = ("  " + _("(+{n} earlier)").format(n=earlier), "quiet")
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
    projects, total, leaders = frozen.hit(blocker)
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
    return [(f" {cell(day(event.on), 6)}  ", "quiet"), (text, tone)]
