"""Model cases (典型案例), and study visits to one."""

from campaign.core.model.merits import Case, CaseKind
from campaign.kinds.field import Field, Type
from campaign.kinds.kind import Kind
from campaign.kinds.verb import Key, headquarters
from campaign.text import N_

FIELDS = (
    Field("title", required=True, limit=60, label=N_("Title"), help=N_("another title")),
    Field("kind", Type.WORD, CaseKind, required=True, label=N_("Kind"), help=N_("model (a model case) or visit (a study visit)")),
    Field("on", Type.DAY, required=True, label=N_("Day"), help=N_("day of it, if not today")),
    Field("project", "project", label=N_("Project"), option="--project -p", help=N_("the project that shows it")),
    Field("county", "county", label=N_("County"), option="--county -c", help=N_("where, if no project is named")),
    Field("text", limit=500, label=N_("Text"), help=N_("what can be learned from it; - reads stdin")),
)
KEYS = {"edit": Key("case")}
KIND = Kind("case", "cases", Case, FIELDS, (headquarters("case", N_("noted a case")),), KEYS, label=N_("case"),
            lists="cases", called="title", found=False, adds="case")
