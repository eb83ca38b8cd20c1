"""Merits: praise, rewards promised and paid, steps of supervision with their evidence and answers."""

from campaign.core.model.merits import Merit, MeritKind
from campaign.core.model.people import Role
from campaign.kinds.field import Field, Type
from campaign.kinds.kind import Kind
from campaign.kinds.verb import Key, Verb, headquarters
from campaign.text import N_

FIELDS = (
    Field("kind", Type.WORD, MeritKind, required=True, fixed=True, label=N_("Kind"),
          help=N_("praise, reward, reminder, supervision, interview, sanction, exemption")),
    Field("on", Type.DAY, past=True, fixed=True, label=N_("Day"), help=N_("day of it, if not today")),
    Field("text", required=True, limit=500, fixed=True, label=N_("Text"), option="--why", help=N_("reason")),
    Field("person", "person", fixed=True, label=N_("Person"), help=N_("the person meant")),
    Field("unit", "unit", fixed=True, label=N_("Unit"), option="--unit -u", help=N_("responsible unit")),
    Field("county", "county", fixed=True, label=N_("County"), option="--county -c", help=N_("county or zone")),
    Field("project", "project", fixed=True, label=N_("Project"), option="--project -p", help=N_("the project that it is about")),
    Field("points", Type.COUNT, limit=1000, fixed=True, label=N_("Points"), help=N_("points, of praise or a reward")),
    Field("promised", Type.MONEY, fixed=True, label=N_("Promised"), help=N_("the reward that is promised")),
    Field("until", Type.DAY, fixed=True, label=N_("Until"), help=N_("last day of an exemption")),
    Field("paid", Type.DAY, past=True, label=N_("Paid on"), option="--on", help=N_("day of it, if not today")),
)
VERBS = (
    headquarters("merit", N_("noted a merit")),
    headquarters("merit step", N_("took a step of supervision")),
    headquarters("pay", N_("paid a reward")),
    Verb("answer", Role.STAFF, past=N_("answered")),  # whom the step names, asked by the verb itself
)
KEYS = {"note": Key("answer", N_("answer"), does=N_("answer a criticism")), "edit": Key("pay", N_("paid"))}
KIND = Kind("merit", "merits", Merit, FIELDS, VERBS, KEYS, label=N_("merit"), lists="merits", called="text", found=False,
            adds="merit")
