"""The form of a visit: who was at a project's site, when, and what was solved there."""

from datetime import date

from campaign.core.model.project import Channel
from campaign.kinds.field import Field, Type
from campaign.service import Session, projects
from campaign.text import N_, _
from campaign.tui.dialogs.form import Form
from campaign.tui.dialogs.form_lines import Saved, Values


def visit(code: str, name: str, person: str | None, today: date) -> Form:
    """By ``person`` unless another is chosen; without anyone it is a visit that names nobody."""
    asked = [
        Field("person", "person", label=N_("Who was there"), hint=N_("empty: nobody is named")),
        Field("channel", Type.WORD, Channel, required=True),
        Field("on", Type.DAY, past=True),
        Field("solved", limit=500, hint=N_("what was solved; may be empty")),
    ]

    def save(session: Session, typed: Values, version: int | None, request: str) -> Saved:
        return projects.visit(session, code, by=typed.get("person", ""), channel=typed["channel"], on=typed.get("on"),
                              solved=typed.get("solved"), request=request)

    return Form(_("Visit {code} {name}").format(code=code, name=name), asked, save, key=f"visit {code}",
                values={"person": person or "", "channel": Channel.SITE, "on": today.isoformat()})
