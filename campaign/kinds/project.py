"""Projects: what is invested, by whom, where, and how far it is."""

from campaign.core.model.people import Role
from campaign.core.model.project import Investor, Project, Sector, Stage
from campaign.kinds.field import Field, Nature, Type
from campaign.kinds.kind import Kind
from campaign.kinds.project_lists import CELLS, HEADS, PATTERNS
from campaign.kinds.verb import Foot, Key, Verb, own
from campaign.text import N_

FIELDS = tuple(field._replace(
    heads=f"{HEADS.get(field.name, '')} {PATTERNS.get(field.name, '')}", cells=CELLS.get(field.name, {})) for field in (
    Field("name", required=True, limit=300, label=N_("Name"), help=N_("name")),
    Field("stage", Type.WORD, Stage, required=True, nature=Nature.TARGET, label=N_("Stage"),
          help=N_("planning, reserve, prework, permitted, building, ...")),
    Field("county", "county", nature=Nature.TARGET, label=N_("County"), option="--county -c", help=N_("county or zone")),
    Field("leader", "leader", nature=Nature.TARGET, label=N_("Leader"), option="--leader -l", help=N_("responsible leader")),
    Field("unit", "unit", label=N_("Unit"), option="--unit -u", help=N_("responsible unit")),
    Field("manager", "person", label=N_("Manager"), help=N_("person in charge")),
    Field("total", Type.MONEY, nature=Nature.TARGET, label=N_("Total"), option="--total -t",
          help=N_("total investment, like 3.2亿 or 5000万")),
    Field("plan_100", Type.MONEY, nature=Nature.TARGET, label=N_("100-day plan"), option="--plan --plan-100",
          help=N_("plan for the hundred days")),
    Field("planned_start", Type.DAY, nature=Nature.TARGET, label=N_("Planned start"), help=N_("planned start")),
    Field("planned_finish", Type.DAY, nature=Nature.TARGET, label=N_("Planned finish"), help=N_("planned finish")),
    Field("started", Type.DAY, past=True, nature=Nature.RESULT, label=N_("Started"), help=N_("actual start")),
    Field("finished", Type.DAY, past=True, nature=Nature.RESULT, label=N_("Finished"), help=N_("actual finish")),
    Field("registered", Type.DAY, past=True, nature=Nature.RESULT, label=N_("Registered"),
          help=N_("registered in statistics on")),
    Field("sector", Type.WORD, Sector, label=N_("Sector"), help=N_("industry, transport, energy, urban, social, ...")),
    Field("investor", Type.WORD, Investor, nature=Nature.TARGET, label=N_("Investor"),
          help=N_("private, state, government or foreign")),
    Field("plan_year", Type.MONEY, nature=Nature.TARGET, label=N_("Year's plan"), help=N_("plan for the year")),
    Field("done_before", Type.MONEY, label=N_("Done before"), help=N_("done before the campaign")),
    Field("national_code", limit=64, label=N_("National code"), help=N_("national project code"), example="CODE"),
    Field("developer", label=N_("Developer"), help=N_("developer")),
    Field("content", limit=2_000, label=N_("Content and scale"), help=N_("what is built, and how large")),
    Field("place", label=N_("Place"), help=N_("where it is built")),
    Field("node", label=N_("Chain node"), help=N_("node of the industry chain")),
    Field("funds_planned", Type.MONEY, nature=Nature.TARGET, label=N_("Funds planned"), help=N_("funds planned")),
    Field("anchor", label=N_("Anchor firm"), help=N_("anchor firm")),
    Field("expected_tax", Type.MONEY, label=N_("Expected tax"), help=N_("expected tax a year")),
    Field("pull", Type.COUNT, limit=3, label=N_("Pull"), help=N_("pull on the chain"), example="0-3"),
    Field("provincial_key", Type.YES, nature=Nature.TARGET, label=N_("On the provincial list"),
          help=N_("on the provincial list")),
    Field("suspended", nature=Nature.TARGET, label=N_("Suspended"),
          help=N_("stopped, and why; needs --review"), example="REASON"),
    Field("review", Type.DAY, nature=Nature.TARGET, label=N_("Review"), help=N_("day on which it is looked at again")),
    Field("withdrawn", nature=Nature.TARGET, label=N_("Withdrawn"),
          help=N_("taken out of every count, and why"), example="REASON"),
    Field("note", limit=500, label=N_("Note"), help=N_("further words")),
))
FIRST = ("name", "county", "leader", "unit", "manager", "total", "plan_100", "stage", "planned_start", "planned_finish",
         "started", "sector", "investor", "provincial_key", "developer", "national_code")
"""Enough to begin with; the rest is in the form that edits it."""

VERBS = (
    own("add-project", N_("added a project")),
    own("progress", N_("reported progress")),
    own("fund", N_("reported funds in")),
    own("register", N_("registered money")),
    own("visit", N_("visited")),
    Verb("claim", Role.LEADER, True, N_("claimed")),
    own("list-add", N_("put down for a list")),
    own("list-set", N_("noted how far a list has got")),
)
KEYS = {"note": Key("progress", does=N_("report on a project")),
        "move_on": Key("claim", foot=Foot.PAGE, does=N_("pass a project to another leader")),
        "resolve": Key("resolve", asks=True, foot=Foot.PAGE),
        "escalate": Key("escalate", asks=True, foot=Foot.PAGE), "claim": Key("claim"), "edit": Key("edit", foot=Foot.PAGE),
        "visit": Key("visit", foot=Foot.NOWHERE), "hold": Key("hold", asks=True, foot=Foot.NOWHERE)}
KIND = Kind("project", "projects", Project, FIELDS, VERBS, KEYS, label=N_("project"), lists="projects")
