"""A blocker's state is what its dated events have made of it."""

from collections.abc import Iterable

from campaign.core.blockers import move_facts
from campaign.core.dates import stored_day
from campaign.core.model.blocker import Blocker, BlockerState, Event, EventKind, HoldReason


def replay(opening: Blocker, events: Iterable[Event]) -> Blocker:
    """The blocker after ``events`` (in order, OPEN first), its totals included."""
    blocker, seen = opening, []
    for event in events:
        seen.append(event)
        blocker = _after(blocker, event)
    return blocker._replace(**move_facts(seen)._asdict())


def _after(blocker: Blocker, event: Event) -> Blocker:
    match event.kind:
        case EventKind.MOVE:
            return blocker._replace(unit=event.target, person=None)
        case EventKind.DUE:
            return blocker._replace(due=stored_day(event.target or ""))
        case EventKind.LEVEL:
            return blocker._replace(level=int(event.target or 0), escalated=event.on)
        case EventKind.HOLD if blocker.state is not BlockerState.RESOLVED:  # it was closed for a day before that of the hold
            return blocker._replace(state=BlockerState.ON_HOLD, hold_reason=HoldReason(event.target or ""), held_on=event.on,
                                    review=stored_day(event.source or ""))
        case EventKind.RESOLVE:
            return blocker._replace(state=BlockerState.RESOLVED, resolved=event.on, resolution=event.text)
        case EventKind.REOPEN | EventKind.RETURN:
            return blocker._replace(state=BlockerState.OPEN, hold_reason=None, held_on=None, review=None, resolved=None,
                                    resolution=None, on_site=False)
    return blocker
