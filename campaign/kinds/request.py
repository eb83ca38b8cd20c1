"""Requests (申请): changes of a target that wait for the consent of headquarters."""

from campaign.core.model.consent import Request, RequestState
from campaign.kinds.field import Field, Type
from campaign.kinds.kind import Kind
from campaign.kinds.verb import Foot, Key, headquarters
from campaign.text import N_

LOGGED = (
    Field("subject", label=N_("About")),
    Field("field", label=N_("Field")),
    Field("state", Type.WORD, RequestState, label=N_("State")),
    Field("before", label=N_("From")),
    Field("after", label=N_("To")),
    Field("why", limit=500, label=N_("Reason")),
    Field("decided_by", "person", label=N_("Decided by")),
    Field("decided_on", Type.DAY, label=N_("Decided on")),
    Field("note", limit=500, label=N_("Note")),
)
VERBS = (
    headquarters("approve", N_("agreed to a change")),
    headquarters("reject", N_("refused a change")),
)
KEYS = {
    "resolve": Key("approve", N_("approve"), does=N_("agree to a request")),
    "resolve_all": Key("approve", N_("approve all"), foot=Foot.NOWHERE),
    "hold": Key("reject", N_("reject"), does=N_("refuse a request")),
    "hold_all": Key("reject", N_("reject all"), foot=Foot.NOWHERE)}
"""What acts on all that a list shows stands in the footer of that list alone."""
KIND = Kind("request", "requests", Request, (), VERBS, KEYS, label=N_("request"), called="subject", lists="requests",
            found=False, hidden=LOGGED, unasked=N_("made by changing a target"))
