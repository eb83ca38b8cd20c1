"""Visits: who was at a site, through which channel, and what was solved there."""

from campaign.core.model.project import Channel, Visit
from campaign.kinds.field import Field, Nature, Type
from campaign.kinds.kind import Kind
from campaign.text import N_

FIELDS = (
    Field("project", "project", required=True, fixed=True, label=N_("Project"),
          unasked="the form is opened on one"),
    Field("person", "person", fixed=True, nature=Nature.REPORT, label=N_("Person"), option="--by",
          help=N_("who was there (not who types this)")),
    Field("channel", Type.WORD, Channel, required=True, fixed=True, label=N_("Channel"), help=N_("site, phone or meeting")),
    Field("on_day", Type.DAY, past=True, fixed=True, label=N_("Day"), option="--on", column="on",
          help=N_("day of it, if not today")),
    Field("solved", limit=500, fixed=True, label=N_("Solved"), help=N_("what was solved")),
)
KIND = Kind("visit", "visits", Visit, FIELDS, label=N_("visit"), found=False, adds="visit")
