"""People: who leads, manages and holds things. Whoever has a column on the board is a leader, which is an attribute."""

from campaign.core.model.people import Person, Rank
from campaign.kinds.field import Field, Type
from campaign.kinds.kind import Kind
from campaign.kinds.verb import Foot, Key, headquarters, look
from campaign.text import N_

FIELDS = (
    Field("name", required=True, limit=60, label=N_("Name"), help=N_("name")),
    Field("post", limit=60, label=N_("Post"), help=N_("post")),
    Field("rank", Type.WORD, Rank, required=True, label=N_("Rank"), help=N_("principal, city, county, unit or staff")),
    Field("unit", "unit", label=N_("Unit"), option="--unit -u", help=N_("responsible unit")),
    Field("county", "county", label=N_("County"), option="--county -c", help=N_("county or zone")),
    Field("leader", Type.YES, label=N_("Leader"), option="--board", help=N_("of a person: has a column on the board")),
)
VERBS = (
    *look("leaders"),
    headquarters("add-person", N_("added a person")),
    headquarters("add-leader", N_("added a leader")),
    headquarters("handover", N_("handed over")),
)
KEYS = {"claim": Key("claim"), "edit": Key("edit"), "visit": Key("visit", asks=True, foot=Foot.NOWHERE)}
KIND = Kind("person", "people", Person, FIELDS, VERBS, KEYS, label=N_("person"), lists="people")
