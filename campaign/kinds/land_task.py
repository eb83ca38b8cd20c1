"""Land tasks: what has to be expropriated, moved, adjusted or rectified, and how much of it is done."""

from campaign.core.model.land import LandKind, LandTask, Measure
from campaign.core.model.people import Authority
from campaign.kinds.field import Field, Nature, Type
from campaign.kinds.kind import Kind
from campaign.kinds.verb import Foot, Key, own
from campaign.text import N_

FIELDS = (
    Field("name", required=True, label=N_("Name"), help=N_("name")),
    Field("kind", Type.WORD, LandKind, required=True, nature=Nature.TARGET, label=N_("Kind"),
          help=N_("expropriation, resettlement, forest, satellite, ...")),
    Field("target", Type.QUANTITY, nature=Nature.TARGET, label=N_("Target"),
          help=N_("all that is to be done, like 434.9亩, 872户 or 22座")),
    Field("measure", Type.WORD, Measure, nature=Nature.TARGET, label=N_("Measure"),
          help=N_("what is counted: mu, households or structures")),
    Field("due", Type.DAY, nature=Nature.TARGET, label=N_("Due"), help=N_("due day")),
    Field("authority", Type.WORD, Authority, nature=Nature.TARGET, label=N_("Authority"),
          help=N_("county, city, province or national")),
    Field("unit", "unit", label=N_("Unit"), option="--unit -u", help=N_("responsible unit")),
    Field("person", "person", label=N_("Person"), help=N_("the person meant")),
)
VERBS = (
    own("add-land-task", N_("added a land task")),
    own("land-progress", N_("reported land progress")),
    own("accept", N_("accepted")),
)
KEYS = {"note": Key("land-progress", N_("progress"), does=N_("progress of a land task")),
        "resolve": Key("accept", N_("accept"), does=N_("accept a land task")),
        "move_on": Key("edit", does=N_("pass a land task to another unit")),
        "edit": Key("edit", foot=Foot.PAGE), "visit": Key("visit", asks=True, foot=Foot.NOWHERE),
        "claim": Key("claim", asks=True, foot=Foot.NOWHERE),
        "escalate": Key("", why_not=N_("A land task has no levels: a opens a blocker about it, which can be raised")),
        "hold": Key("", why_not=N_("A land task is not put on hold: e changes its due day and keeps why"))}
KIND = Kind("land_task", "land_tasks", LandTask, FIELDS, VERBS, KEYS, label=N_("land task"), lists="land-tasks")
