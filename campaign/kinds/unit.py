"""Units: whose hands a blocker, land task or approval is in."""

from campaign.core.model.people import Authority, Unit
from campaign.kinds.field import Field, Type
from campaign.kinds.kind import Kind
from campaign.kinds.verb import Key, headquarters
from campaign.text import N_

FIELDS = (
    Field("name", required=True, limit=60, label=N_("Name"), help=N_("name")),
    Field("authority", Type.WORD, Authority, label=N_("Authority"), help=N_("county, city, province or national")),
    Field("county", "county", label=N_("County"), option="--county -c", help=N_("county or zone")),
)
KEYS = {"edit": Key("edit")}
KIND = Kind("unit", "units", Unit, FIELDS, (headquarters("add-unit", N_("added a unit")),), KEYS, label=N_("unit"), lists="units")
