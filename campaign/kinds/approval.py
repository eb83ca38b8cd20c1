"""Approvals: permits that a project needs, and the steps before them that the law gives a time."""

from campaign.core.model.land import Approval, ApprovalKind
from campaign.core.model.people import Authority
from campaign.kinds.field import Field, Nature, Type
from campaign.kinds.kind import Kind
from campaign.kinds.verb import Foot, Key, own
from campaign.text import N_

FIELDS = (
    Field("project", "project", required=True, fixed=True, label=N_("Project"), option="--project -p",
          help=N_("on this project")),
    Field("kind", Type.WORD, ApprovalKind, required=True, fixed=True, label=N_("Kind"), help=N_("which permit or step"),
          unasked="several are added at once: the line of the kinds"),
    Field("authority", Type.WORD, Authority, nature=Nature.TARGET, label=N_("Authority"),
          help=N_("county, city, province or national")),
    Field("unit", "unit", label=N_("Unit"), option="--unit -u", help=N_("responsible unit")),
    Field("due", Type.DAY, nature=Nature.TARGET, label=N_("Due"), help=N_("due day")),
    Field("expires", Type.DAY, nature=Nature.TARGET, label=N_("Valid until"), help=N_("last day on which it is valid")),
    Field("next_contact", Type.DAY, label=N_("Next contact"), help=N_("day on which the authority is to be spoken with")),
)
LOGGED = (
    Field("submitted", Type.DAY, nature=Nature.TARGET, label=N_("Submitted on")),
    Field("granted", Type.DAY, nature=Nature.RESULT, label=N_("Granted on")),
)
VERBS = (
    own("add-approval", N_("added an approval")),
    own("submit", N_("submitted")),
    own("grant", N_("granted")),
    own("waive", N_("found not needed")),
)
KEYS = {"move_on": Key("submit", N_("submit"), does=N_("submit an approval")),
        "note": Key("contact", N_("contacts"), does=N_("contact about an approval")),
        "resolve": Key("grant", N_("grant"), does=N_("record a granted approval")),
        "hold": Key("waive", N_("no need"), does=N_("an approval is not needed")), "edit": Key("edit", foot=Foot.PAGE),
        "visit": Key("visit", asks=True, foot=Foot.NOWHERE), "claim": Key("claim", asks=True, foot=Foot.NOWHERE),
        "escalate": Key("", why_not=N_("An approval has no levels: a opens a blocker about it, which can be raised"))}
KIND = Kind("approval", "approvals", Approval, FIELDS, VERBS, KEYS, label=N_("approval"), lists="approvals",
            called="project", found=False, hidden=LOGGED)
