"""Leads: firms that might come, and how far each has got."""

from campaign.core.model.leads import Lead, LeadStage
from campaign.core.model.project import Investor
from campaign.kinds.field import Field, Nature, Type
from campaign.kinds.kind import Kind
from campaign.kinds.lead_lists import CELLS, HEADS
from campaign.kinds.verb import Key, own
from campaign.text import N_


def _listed(*fields: Field) -> tuple[Field, ...]:
    """With what lists of offices call them."""
    return tuple(field._replace(heads=HEADS.get(field.name, ""), cells=CELLS.get(field.name, {})) for field in fields)


FIELDS = _listed(
    Field("name", required=True, label=N_("Name"), help=N_("name")),
    Field("chain", limit=60, label=N_("Chain"), help=N_("industry chain of a lead")),
    Field("node", limit=60, label=N_("Chain node"), help=N_("node of the industry chain")),
    Field("leader", "leader", nature=Nature.TARGET, label=N_("Leader"), option="--leader -l", help=N_("who promotes it")),
    Field("county", "county", nature=Nature.TARGET, label=N_("County"), option="--county -c", help=N_("county or zone")),
    Field("investor", Type.WORD, Investor, label=N_("Investor"), help=N_("private, state, government or foreign")),
    Field("firm", label=N_("Firm"), help=N_("firm that might come")),
    Field("total", Type.MONEY, nature=Nature.TARGET, label=N_("Total"), option="--total -t",
          help=N_("total investment, like 3.2亿 or 5000万")),
    Field("trip", "trip", label=N_("Trip"), help=N_("trip that brought it, like R003")),
    Field("event", "event", label=N_("Promotion event"), help=N_("promotion event that brought it, like E003")),
)
LOGGED = _listed(
    Field("stage", Type.WORD, LeadStage, label=N_("Stage"), help=N_("lead, talks, signed or landed")),
    Field("next_step", label=N_("Next step"), option="--next", help=N_("the next step agreed upon; '' takes it away")),
    Field("next_on", Type.DAY, label=N_("Day of the next step"), help=N_("day of the next step")),
    Field("signed", Type.DAY, nature=Nature.RESULT, label=N_("Signed on")),
    Field("landed", Type.DAY, nature=Nature.RESULT, label=N_("Landed on")), Field("project", "project", label=N_("Project")),
    Field("dropped", label=N_("Given up because")),
)
VERBS = (
    own("add-lead", N_("added a lead")),
    own("advance", N_("brought a lead on")),
)
KEYS = {"move_on": Key("advance", N_("move on"), does=N_("move a lead on")),
        "resolve": Key("advance", N_("landed"), does=N_("a lead has landed")), "note": Key("advance", does=N_("note on a lead")),
        "edit": Key("edit")}
KIND = Kind("lead", "leads", Lead, FIELDS, VERBS, KEYS, label=N_("lead"), lists="leads", hidden=LOGGED)
