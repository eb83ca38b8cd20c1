"""Dispatches: a cadre sent to a ministry or provincial department, and what was brought back."""

from campaign.core.model.people import Role
from campaign.core.model.task_forces import Dispatch
from campaign.kinds.field import Field, Type
from campaign.kinds.kind import Kind
from campaign.kinds.verb import Key, Verb, headquarters
from campaign.text import N_

FIELDS = (
    Field("person", "person", required=True, fixed=True, label=N_("Person"), help=N_("who is sent")),
    Field("unit", "unit", required=True, fixed=True, label=N_("Unit"), option="--to", help=N_("the ministry or department")),
    Field("since", Type.DAY, required=True, fixed=True, label=N_("Since"), help=N_("first day, if not today")),
    Field("until", Type.DAY, label=N_("Until"), help=N_("day of the agreed return")),
    Field("purpose", label=N_("Purpose"), help=N_("what for")),
    Field("returned", Type.DAY, past=True, label=N_("Returned on"), help=N_("came back on that day")),
)
VERBS = (
    headquarters("dispatch", N_("dispatched someone")),
    Verb("learned", Role.STAFF, past=N_("brought something back")),
)
KEYS = {"note": Key("learned", N_("brought back"), does=N_("what a dispatch brought back")),
        "resolve": Key("dispatch", N_("is back"), does=N_("somebody dispatched is back")), "edit": Key("dispatch")}
KIND = Kind("dispatch", "dispatches", Dispatch, FIELDS, VERBS, KEYS, label=N_("dispatch"), lists="dispatches",
            called="person", found=False, adds="dispatch")
