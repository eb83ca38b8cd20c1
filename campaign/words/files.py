"""What stands in the files of a seed folder, and so in the tables that they fill: ``counties.csv`` in words."""

from campaign.kinds import registry
from campaign.text import N_, _

FILES = {
    "counties": N_("Counties"), "units": N_("Units"), "people": N_("People"), "projects": N_("Projects"),
    "progress": N_("Reports"), "blockers": N_("Blockers"), "blocker_events": N_("Blocker history"), "visits": N_("Visits"),
    "excused": N_("Excused days"), "calendar": N_("Working calendar"), "land_tasks": N_("Land tasks"),
    "land_events": N_("Land task history"), "approvals": N_("Approvals"), "funds": N_("Funds in"),
    "registered": N_("Registered money"), "list_entries": N_("Target lists"), "chain": N_("Chain map"), "leads": N_("Leads"),
    "lead_events": N_("Lead history"), "trips": N_("Trips"), "events": N_("Promotion events"), "indicators": N_("Indicators"),
    "task_forces": N_("Task forces"), "task_force_members": N_("Members"), "task_force_projects": N_("Their projects"),
    "dispatches": N_("Dispatches"), "dispatch_entries": N_("What dispatches brought"), "merits": N_("Merits"),
    "merit_evidence": N_("Evidence"), "merit_answers": N_("Answers"), "cases": N_("Cases")}
"""Of a file that is not here, the label of the kind whose table is called so."""


def file_message(name: str) -> str:
    """Of ``counties.csv`` or its table, in English; empty of a file from elsewhere."""
    table = name.removesuffix(".csv")
    kind = registry.by_table().get(table)
    return FILES.get(table, kind.label if kind is not None else "")


def file_label(name: str) -> str:
    """The same in the reader's language; a file from elsewhere as it is."""
    known = file_message(name)
    return _(known) if known else name
