"""The forms of projects: a new one, and a day's report."""

from campaign.kinds.field import Field, Type
from campaign.kinds.project import FIRST
from campaign.service import Session, projects, records
from campaign.text import N_, _
from campaign.tui.dialogs.form import Form
from campaign.tui.dialogs.form_fields import CREW, SIGNED, crew, lines
from campaign.tui.dialogs.form_lines import Saved, Values
from campaign.tui.dialogs.record_form import Forms, but

PROJECT = Forms(
    records.add_project,
    tuple(lines("project", *FIRST, stage={"required": False, "hint": N_("empty: building if it has started, else an idea")})),
    {"provincial_key": "no"})


def report(code: str, name: str) -> Form:
    """A day's progress: only what is filled in is reported."""
    done, machines, materials, fronts, note = lines("report", "done", "machines", "materials", "fronts", "note",
                                                   done={"hint": N_("in words: piles finished")})
    asked = [
        Field("money", SIGNED, label=N_("Money added")),
        Field("to", Type.MONEY, label=N_("or in all so far"), hint=N_("since day 1: 3200万")),
        done,
        Field("crew", CREW),
        Field("on_site", Type.YES, label=N_("On site")),
        Field("on", Type.DAY, past=True, hint=N_("empty: today")),
        machines,
        materials,
        fronts,
        Field("safety", limit=200, hint=N_("opens a safety and quality blocker")),
        Field("quality", limit=200, hint=N_("opens a safety and quality blocker")),
        note,
    ]

    def save(session: Session, typed: Values, version: int | None, request: str) -> Saved:
        given = but(typed, "money", "to", "on_site", "on", "safety", "quality", "crew")
        if "crew" in typed:
            given["crew"], given["crew_planned"] = crew(session.text(typed["crew"]))
        return projects.report(session, code, given, money=typed.get("money"), to=typed.get("to"), on=typed.get("on"),
                               on_site=typed.get("on_site") == "yes", safety=typed.get("safety"), quality=typed.get("quality"),
                               request=request)

    return Form(_("Report {code} {name}").format(code=code, name=name), asked, save, values={"on_site": "no"},
                key=f"report {code}")
