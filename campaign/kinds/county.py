"""Counties, cities and districts, and the development zones beside them."""

from campaign.core.model.people import County
from campaign.kinds.field import Field, Type
from campaign.kinds.kind import Kind
from campaign.kinds.verb import Foot, Key, headquarters
from campaign.text import N_

FIELDS = (
    Field("name", required=True, limit=60, label=N_("Name"), help=N_("name")),
    Field("leader", "person", label=N_("Leader"), option="--leader -l", help=N_("responsible leader"),
          example="LEADER"),
    Field("zone", Type.YES, label=N_("Development zone"), help=N_("a development zone, which stands beside the counties")),
    Field("division", limit=20, label=N_("Group"), option="--group", column="group", example="TEXT",
          help=N_("counties that are alike and ranked among themselves, such as those in the mountains")),
)
KEYS = {"edit": Key("edit", foot=Foot.PAGE)}
KIND = Kind("county", "counties", County, FIELDS, (headquarters("add-county", N_("added a county")),), KEYS, label=N_("county"),
            lists="counties")
