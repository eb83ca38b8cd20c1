"""Promotion events (招商大会): a fair, a round of signings."""

from campaign.core.model.leads import PromotionEvent
from campaign.core.model.people import Role
from campaign.kinds.field import Field, Type
from campaign.kinds.kind import Kind
from campaign.kinds.verb import Key, Verb
from campaign.text import N_

FIELDS = (
    Field("name", required=True, label=N_("Name"), help=N_("name")),
    Field("on", Type.DAY, required=True, label=N_("Day"), help=N_("day of a promotion event")),
    Field("place", limit=60, label=N_("Place"), help=N_("where a trip goes or an event is held")),
    Field("note", label=N_("Note"), help=N_("further words")),
)
KEYS = {"edit": Key("edit")}
KIND = Kind("event", "promotion_events", PromotionEvent, FIELDS,
            (Verb("add-event", Role.STAFF, past=N_("noted a promotion event")),), KEYS, label=N_("promotion event"),
            lists="events")
