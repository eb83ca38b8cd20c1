"""Reports of a project: money added, work in words, crew, machines; funds that came in; money that statistics registered."""

from campaign.core.model.project import Funds, Progress, Registered
from campaign.kinds.field import Field, Nature, Type
from campaign.kinds.kind import Kind
from campaign.text import N_

FIELDS = (
    Field("done", nature=Nature.REPORT, label=N_("Work done"), help=N_("what the site looks like now")),
    Field("crew", Type.COUNT, limit=99_999, nature=Nature.REPORT, label=N_("Crew"), help=N_("people there, and planned"),
          example="N[/M]"),
    Field("crew_planned", Type.COUNT, limit=99_999, nature=Nature.REPORT, label=N_("Crew planned"),
          unasked="the line of the crew takes both: 120/150"),
    Field("machines", Type.COUNT, limit=99_999, nature=Nature.REPORT, label=N_("Machines"), help=N_("machines at work")),
    Field("materials", nature=Nature.REPORT, label=N_("Materials"), help=N_("materials")),
    Field("fronts", Type.COUNT, limit=9_999, nature=Nature.REPORT, label=N_("Work fronts"), help=N_("work fronts open")),
    Field("note", nature=Nature.REPORT, label=N_("Note"), help=N_("a note")),
)
"""Each of them makes a report, which ends the time without one and can be drawn."""
_COUNTED = "an office counts it for many projects at once: it comes by the command line or from a file"
_PROJECT = Field("project", "project", label=N_("Project"))
_DAY = Field("on_day", Type.DAY, column="on", label=N_("Day"))
_MONEY = Field("money", Type.MONEY, nature=Nature.REPORT, label=N_("Money"))
KIND = Kind("report", "progress", Progress, FIELDS, label=N_("report"), found=False, adds="progress",
            hidden=(_PROJECT, _DAY, _MONEY))
FUNDS = Kind("funds", "funds", Funds, (
    _PROJECT, _DAY, _MONEY, Field("source", limit=100, label=N_("From"), help=N_("where it came from: bonds, loans, ..."))),
             label=N_("funds in"), found=False, adds="fund", unasked=_COUNTED)
REGISTERED = Kind("registered", "registered_money", Registered,
                  (_PROJECT, Field("month", Type.PERIOD, label=N_("Month")), _MONEY._replace(nature=Nature.RESULT)),
                  label=N_("registered money"), found=False, adds="register", unasked=_COUNTED)
