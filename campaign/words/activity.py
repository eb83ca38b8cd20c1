"""Sentences about people and places: who was there, what was done, and what the clocks still allow."""

from collections.abc import Mapping

from campaign.core.activity import Deed, DeedKind, Presence
from campaign.core.clocks import Bound, Link
from campaign.core.model.project import Channel, Mark
from campaign.text import N_, _, ngettext
from campaign.words import labels

SIGNS: Mapping[Mark, str] = {Mark.SITE: "#", Mark.REMOTE: "~", Mark.NOBODY: ".", Mark.EXCUSED: "x", Mark.NONE: "_"}
"""One cell for a day of a site."""
BOUNDS: Mapping[str, str] = {"floor": N_("floor"), "limit": N_("limit")}
DEEDS: Mapping[str, str] = {"led": N_("leads"), "claimed": N_("claimed"), "visited": N_("visited"), "solved": N_("solved")}


def legend() -> str:
    """What the signs of a strip mean."""
    return "  ".join(f"{SIGNS[word]} {labels.label(word)}" for word in Mark)


def bound(word: Bound | None) -> str:
    """Whether nobody can shorten it, or an authority may take as long."""
    return labels.NOTHING if word is None else _(BOUNDS[word])


def duration(link: Link) -> str:
    """``20 working days``; ``-`` for what has no time of its own."""
    return labels.NOTHING if link.days is None else labels.days(link.days, link.working)


def deed(kind: DeedKind, channel: Channel | None = None) -> str:
    """What kind of deed it was; of a contact that was none on site, how it was."""
    return _(DEEDS[kind]) if channel in (None, Channel.SITE) else labels.label(channel)


def on_site(found: Presence) -> str:
    """``On site 1 day (2 visits)``: how much of what a dossier lists was on site."""
    days = ngettext("{n} day", "{n} days", found.days).format(n=found.days)
    visits = ngettext("{n} visit", "{n} visits", found.visits).format(n=found.visits)
    return _("On site {days} ({visits})").format(days=days, visits=visits)


def deed_text(done: Deed, name_of: Mapping[str, str]) -> str:
    """What was solved there, how a blocker was solved, from whom a project came. ``name_of``: names by code."""
    match done.kind:
        case DeedKind.CLAIMED if done.text:
            return _("from {name}").format(name=name_of.get(done.text, done.text))
        case DeedKind.LED:
            return _("since before the records begin")
    return done.text or ""
