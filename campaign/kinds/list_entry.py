"""List entries: a project on its way to a target list (省重点, 专项债, 中央预算内)."""

from campaign.core.model.project import ListEntry, ListState, TargetList
from campaign.kinds.field import Field, Type
from campaign.kinds.kind import Kind
from campaign.text import N_

FIELDS = (
    Field("project", "project", required=True, fixed=True, label=N_("Project")),
    Field("list", Type.WORD, TargetList, required=True, fixed=True, label=N_("List"),
          help=N_("provincial_key, special_bond or central_budget")),
    Field("state", Type.WORD, ListState, label=N_("State"), help=N_("candidate, submitted, listed or rejected")),
    Field("deadline", Type.DAY, label=N_("Deadline"), help=N_("of this project, if not the list's own")),
    Field("note", label=N_("Note"), help=N_("a note")),
)
KIND = Kind("list_entry", "list_entries", ListEntry, FIELDS, label=N_("list entry"), found=False, adds="list-add",
            unasked="an office puts down many at once: it comes by the command line or from a file")
