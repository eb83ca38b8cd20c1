"""Blockers: one distinct issue each, in somebody's hands, due on a day."""

from campaign.core.model.blocker import Blocker, Category
from campaign.core.model.people import Authority
from campaign.kinds.blocker_lists import CELLS, HEADS
from campaign.kinds.field import Field, Nature, Type
from campaign.kinds.kind import Kind
from campaign.kinds.verb import Foot, Key, own
from campaign.text import N_

FIELDS = tuple(field._replace(heads=HEADS.get(field.name, ""), cells=CELLS.get(field.name, {})) for field in (
    Field("title", required=True, label=N_("Title"), help=N_("title of a blocker")),
    Field("category", Type.WORD, Category, required=True, nature=Nature.TARGET, label=N_("Category"),
          help=N_("expropriation, land, forest, eia, funding, ...")),
    Field("authority", Type.WORD, Authority, nature=Nature.TARGET, label=N_("Authority"),
          help=N_("county, city, province or national")),
    Field("unit", "unit", label=N_("Unit"), option="--unit -u", help=N_("responsible unit")),
    Field("person", "person", label=N_("Person"), help=N_("the person meant")),
    Field("due", Type.DAY, nature=Nature.TARGET, label=N_("Due"), help=N_("due day")),
))
VERBS = (
    own("add-blocker", N_("opened a blocker")),
    own("assign", N_("passed on")),
    own("note", N_("noted")),
    own("contact", N_("contacted")),
    own("escalate", N_("escalated")),
    own("hold", N_("put on hold")),
    own("resolve", N_("resolved")),
    own("reopen", N_("reopened")),
)
KEYS = {"resolve": Key("resolve", does=N_("resolve a blocker")),
        "move_on": Key("assign", does=N_("pass a blocker to another unit")),
        "escalate": Key("escalate", does=N_("escalate a blocker by one level")),
        "note": Key("note", does=N_("note on a blocker")),
        "hold": Key("hold", foot=Foot.PAGE, does=N_("put a blocker on hold until a day")), "edit": Key("edit", foot=Foot.PAGE),
        "visit": Key("visit", asks=True, foot=Foot.NOWHERE), "claim": Key("claim", asks=True, foot=Foot.NOWHERE)}
KIND = Kind("blocker", "blockers", Blocker, FIELDS, VERBS, KEYS, label=N_("blocker"), lists="blockers", called="title")
