"""Task forces: who works together on which projects, and what they can break."""

from campaign.core.model.task_forces import TaskForce
from campaign.kinds.field import Field, Type
from campaign.kinds.kind import Kind
from campaign.kinds.verb import Key, headquarters
from campaign.text import N_

FIELDS = (
    Field("name", required=True, limit=60, label=N_("Name"), help=N_("another name")),
    Field("head", "person", label=N_("Head"), help=N_("who leads it")),
    Field("since", Type.DAY, required=True, past=True, label=N_("Since"), help=N_("the day on which it was set up")),
    Field("until", Type.DAY, label=N_("Until"), option="--end", help=N_("the day on which it is dissolved; '' takes it back")),
)
VERBS = (
    headquarters("add-taskforce", N_("set up a task force")),
    headquarters("taskforce", N_("changed a task force")),
)
KEYS = {"edit": Key("taskforce")}
KIND = Kind("task_force", "task_forces", TaskForce, FIELDS, VERBS, KEYS, label=N_("task force"), lists="taskforces",
            adds="add-taskforce")
