"""Sentences about people and places: where to go and why, who was there, what was done, and what the clocks still allow."""

from collections.abc import Mapping

from campaign.core.blockers import days_overdue
from campaign.core.clocks import Bound, Link
from campaign.core.deeds import Deed, DeedKind
from campaign.core.model import Channel
from campaign.core.presence import Mark
from campaign.core.situation import Situation
from campaign.core.today import Stop
from campaign.text import N_, _, ngettext
from campaign.words import labels
from campaign.words.sentences import reason_text

MARKS: Mapping[str, str] = {
    "site": N_("on site"), "remote": N_("by phone only"), "nobody": N_("nobody there"), "excused": N_("excused day"),
    "none": N_("not working")}
SIGNS: Mapping[Mark, str] = {Mark.SITE: "#", Mark.REMOTE: "~", Mark.NOBODY: ".", Mark.EXCUSED: "x", Mark.NONE: "_"}
"""One cell for a day of a site."""
BOUNDS: Mapping[str, str] = {"floor": N_("floor"), "limit": N_("limit")}
DEEDS: Mapping[str, str] = {"led": N_("leads"), "claimed": N_("claimed"), "visited": N_("visited"), "solved": N_("solved")}


def mark(word: Mark) -> str:
    """How a site was on one day."""
    return _(MARKS[word])


def legend() -> str:
    """What the signs of a strip mean."""
    return "  ".join(f"{SIGNS[word]} {mark(word)}" for word in Mark)


def bound(word: Bound | None) -> str:
    """Whether nobody can shorten it, or an authority may take as long."""
    return labels.NOTHING if word is None else _(BOUNDS[word])


def duration(link: Link) -> str:
    """``20 working days``; ``-`` for what has no time of its own."""
    return labels.NOTHING if link.days is None else labels.days(link.days, link.working)


def unseen(days: int | None) -> str:
    """How long a leader has not been on site."""
    if days is None:
        return _("never been there")
    if not days:
        return _("was there today")
    return ngettext("not there for {n} day", "not there for {n} days", days).format(n=days)


def stop_reasons(situation: Situation, stop: Stop) -> list[str]:
    """Why a leader should go there: overdue blockers by name, the other blockers, the rest of the light, the days unseen."""
    said, late = [], 0
    for at, item in enumerate(stop.blockers):
        if not (n := days_overdue(item, situation.today)):
            continue
        late += 1
        text = ngettext("{blocker} {title} overdue by {n} day", "{blocker} {title} overdue by {n} days", n).format(
            blocker=item.code, title=item.title, n=n)
        said.append(_("{what} (can be settled at this level)").format(what=text) if at < stop.settles else text)
    if other := stop.open - late:
        text = ngettext("{n} more blocker open", "{n} more blockers open", other) if late else \
            ngettext("{n} blocker open", "{n} blockers open", other)
        said.append(text.format(n=other))
    # A land task to which one of the blockers points is the same thing, said already.
    told = {item.code for item in stop.blockers} | {item.land_task for item in stop.blockers}
    said += [reason_text(reason) for reason in situation.assessments[stop.project].reasons
             if (reason.blocker or reason.land or reason.rule) not in told]
    return [*said, unseen(stop.unseen)]


def deed(kind: DeedKind) -> str:
    """What kind of deed it was."""
    return _(DEEDS[kind])


def deed_text(done: Deed, name_of: Mapping[str, str]) -> str:
    """How: the channel and what was solved, how a blocker was solved, from whom a project came. ``name_of``: names by code."""
    match done.kind:
        case DeedKind.VISITED:
            how = labels.label(done.channel or Channel.SITE)
            return f"{how}  {done.text}" if done.text else how
        case DeedKind.CLAIMED if done.text:
            return _("from {name}").format(name=name_of.get(done.text, done.text))
        case DeedKind.LED:
            return _("since before the records begin")
    return done.text or ""
