"""Why a leader should go somewhere today, in few words: the command has a line for each reason, a screen puts them in one."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from campaign.core import blockers as rules
from campaign.core.facts import share
from campaign.core.model.blocker import Blocker, Category
from campaign.core.model.project import Channel
from campaign.core.situation import Situation
from campaign.core.today import SETTLES, Stop
from campaign.text import _, ngettext
from campaign.words.labels import NOTHING, listed
from campaign.words.light_reasons import reason_text
from campaign.words.spacing import and_things

NAMED = 2
"""Blockers that are not urgent and are named; the others are counted."""


def reasons(situation: Situation, stop: Stop) -> list[str]:
    """The worst first, and last how long the leader has not been there.

    Blockers: each overdue one, each due as soon as makes a light yellow, each of safety, then the others together; and whether
    this level can settle them. Then what made the light what it is, unless a blocker did.
    """
    today, items = situation.today, stop.blockers
    mine, near = items[:stop.settles], situation.snapshot.campaign.settings.blocker_yellow
    late = [item for item in items if rules.overdue(item, today)]
    held = [item for item in items if rules.on_hold(item, today)]
    soon = sorted((item for item in items if item not in late and item not in held and rules.days_left(item, today) <= near),
                  key=lambda item: item.due)
    safety = [item for item in items if item.category is Category.SAFETY and item not in late and item not in soon]
    told = [*late, *soon, *safety]
    settled = _settled_by(situation, stop)
    said = [settled(_late_or_soon(item, today), item in mine) for item in (*late, *soon)]
    said += [settled(_("{blocker} safety").format(blocker=item.code), item in mine) for item in safety]
    for text, some in ((_("{blocker} open"), [item for item in items if item not in held]), (_("{blocker} on hold"), held)):
        for can in (True, False):
            if rest := [item for item in some if item not in told and (item in mine) is can]:
                said.append(settled(text.format(blocker=_codes(rest)), can))
    return [*said, *_of_the_light(situation, stop), _unseen(stop.unseen)]


def worst(situation: Situation, stop: Stop) -> str:
    """The first of ``reasons`` in few words: of an overdue blocker nothing but how long it has been so."""
    late = [item for item in stop.blockers if rules.overdue(item, situation.today)]
    if not late:
        return reasons(situation, stop)[0]
    return _late_or_soon(max(late, key=lambda item: rules.days_overdue(item, situation.today)), situation.today)


def unseen_text(stop: Stop) -> str:
    """How long the leader has not been there."""
    return _unseen(stop.unseen)


def _late_or_soon(item: Blocker, today: date) -> str:
    if late := rules.days_overdue(item, today):
        return ngettext("{blocker} {n} day late", "{blocker} {n} days late", late).format(blocker=item.code, n=late)
    if left := rules.days_left(item, today):
        return ngettext("{blocker} {n} day left", "{blocker} {n} days left", left).format(blocker=item.code, n=left)
    return _("{blocker} due today").format(blocker=item.code)


def _settled_by(situation: Situation, stop: Stop) -> Callable[[str, bool], str]:
    """Says of a blocker that the level of the project's leader can settle it."""
    leader = situation.snapshot.people.get(situation.snapshot.projects[stop.project].leader or "")
    of_city = leader is not None and leader.rank in SETTLES
    said = _("{what}, city can settle") if of_city else _("{what}, county can settle")
    return lambda text, can: said.format(what=text) if can else text


def _codes(items: Sequence[Blocker]) -> str:
    """``B0001, B0002 and 3 more``"""
    more = len(items) - NAMED
    return and_things(listed([item.code for item in items[:NAMED]]), more)


def _of_the_light(situation: Situation, stop: Stop) -> Iterable[str]:
    """The worst reason of the light; nothing when a blocker, or the land task to which it points, made the light as bad."""
    found = situation.assessments[stop.project]
    worst = [reason for reason in found.reasons if reason.level is found.reasons[0].level]
    told = {item.code for item in stop.blockers} | {item.land_task for item in stop.blockers}
    if worst and not any((reason.blocker or reason.land or reason.rule) in told for reason in worst):
        yield reason_text(worst[0])


def _unseen(days: int | None) -> str:
    if days is None:
        return _("leader never there")
    return ngettext("leader absent {n} day", "leader absent {n} days", days).format(n=days) if days else _("there today")


def contacts_share(contacts: Mapping[Channel, int]) -> str:
    """On site among all visits, in whole percent; ``-`` without any."""
    part = share(contacts.get(Channel.SITE, 0), sum(contacts.values()))
    return NOTHING if part is None else f"{(part + 5) // 10}%"
