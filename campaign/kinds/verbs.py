"""What spans kinds, or belongs to none: looking, editing, taking back, the campaign itself and its members."""

from campaign.core.model.people import Role
from campaign.kinds.verb import Verb, headquarters, look
from campaign.text import N_

VERBS = (
    *look("tui", "status", "lights", "today", "presence", "blast", "too-late", "rates", "dossier", "show", "log", "whoami", "who",
          "reserve", "gaps", "bulletin", "parity", "explain", "leaderboards", "honours", "news", "view", "view list",
          "spot-check", "forecast", "wall", "ical", "export", "watch"),
    Verb("view save", Role.VIEWER, past=N_("saved a view")),
    Verb("view remove", Role.VIEWER, past=N_("removed a view")),
    Verb("edit", Role.STAFF, True, N_("edited")),
    Verb("import", Role.STAFF, True, N_("took in a list")),
    Verb("undo", Role.STAFF, past=N_("took back")),  # one's own last write, if one may still do that
    headquarters("excuse", N_("excused days")),
    headquarters("settings", N_("changed a setting"), looks=True),
    headquarters("calendar", N_("changed the calendar"), looks=True),
    Verb("member list", Role.HQ, past=N_("the list of members")),
    Verb("member add", Role.ADMIN, past=N_("added a member")),
    Verb("member role", Role.ADMIN, past=N_("changed a role")),
    Verb("member key", Role.ADMIN, past=N_("changed a key")),
    Verb("member remove", Role.ADMIN, past=N_("removed a member")),
    Verb("backup", Role.ADMIN, past=N_("a backup")),
    Verb("doctor", Role.ADMIN, past=N_("the doctor")),
)
PAST = {"init": N_("began the campaign"), "seed": N_("loaded"), "refused": N_("was refused"), "restore": N_("restored a backup"),
        "explain": N_("who must explain")}
"""Rows of the log that no member's verb leaves, and what the log says of them."""
