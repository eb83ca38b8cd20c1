"""Trips (走出去): a leader travels to where the firms are."""

from campaign.core.model.leads import Trip
from campaign.core.model.people import Role
from campaign.kinds.field import Field, Type
from campaign.kinds.kind import Kind
from campaign.kinds.verb import Key, Verb
from campaign.text import N_

FIELDS = (
    Field("leader", "leader", required=True, label=N_("Leader"), option="--leader -l", help=N_("who travels")),
    Field("place", required=True, limit=60, label=N_("Place"), help=N_("where a trip goes or an event is held")),
    Field("first", Type.DAY, required=True, label=N_("First day"), option="--from", help=N_("first day of a trip")),
    Field("last", Type.DAY, required=True, label=N_("Last day"), option="--to", help=N_("last day of a trip")),
    Field("purpose", label=N_("Purpose"), help=N_("what for")),
)
KEYS = {"edit": Key("edit")}
KIND = Kind("trip", "trips", Trip, FIELDS, (Verb("add-trip", Role.STAFF, past=N_("noted a trip")),), KEYS, label=N_("trip"),
            lists="trips", called="place", found=False)
