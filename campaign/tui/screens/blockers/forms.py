"""The forms of blockers: a new one, what happens to it, and how it ends."""

from collections.abc import Mapping
from typing import Any

from campaign.core.model.blocker import Blocker, HoldReason
from campaign.core.situation import Situation
from campaign.kinds.field import Field, Type
from campaign.service import Session, blockers
from campaign.text import N_, _
from campaign.tui.dialogs.effects import freed, freezes
from campaign.tui.dialogs.form import Form, Reading, saving
from campaign.tui.dialogs.form_fields import ABOUT, PROJECTS, lines
from campaign.tui.dialogs.form_lines import Saved, Values
from campaign.tui.dialogs.record_form import Forms, but
from campaign.words.sentences import no_visit

_ABOUT = Field("about", ABOUT, hint=N_("a land task or approval, if it is one's"))


def _add(session: Session, typed: Values, request: str) -> Saved:
    return blockers.add_blocker(session, but(typed, "projects", "county", "about"), projects=typed.get("projects", "").split(),
                               county=typed.get("county"), about=typed.get("about"), request=request)


def _kept(session: Session, code: str, now: Reading) -> list[Field]:
    """Its unit changes by passing it on."""
    return [*lines("blocker", "title", "category", "authority", "person", "due"),
            _ABOUT._replace(required=bool(now.values["about"]))]


def _about(session: Session, code: str) -> dict[str, str]:
    row = blockers.blocker(session, code)
    return {"about": row.land_task or row.approval or ""}


_SAID: Mapping[str, Mapping[str, Any]] = {"category": {"required": False, "hint": N_("needed, unless it is about something")},
         "due": {"hint": N_("empty: in a week")}}
BLOCKER = Forms(
    _add,
    (*lines("blocker", "title", "category", **_SAID), Field("projects", PROJECTS),
     Field("county", "county", label=N_("or whole county")), _ABOUT,
     *lines("blocker", "unit", "person", "authority", "due", **_SAID)),
    effect=freezes, kept=_kept, read=_about)


def _titled(what: str, blocker: Blocker) -> str:
    return f"{what} {blocker.code} {blocker.title}"


def note(blocker: Blocker) -> Form:
    asked = [
        Field("text", required=True, limit=500, label=N_("What happened")),
        Field("contact", Type.YES, label=N_("Spoke with who holds it")),
    ]

    def save(session: Session, typed: Values, version: int | None, request: str) -> Saved:
        act = blockers.contact if typed.get("contact") == "yes" else blockers.note
        return act(session, blocker.code, typed.get("text", ""), request=request)

    return Form(_titled(_("Note on"), blocker), asked, save, values={"contact": "no"}, key=f"note {blocker.code}")


def pass_on(blocker: Blocker, unit: str, name: str) -> Form:
    """What was done before it goes to ``unit``. Silence is allowed, and said to be recorded."""
    asked = [Field("did", limit=500, hint=N_("left empty, the record says that nothing was noted"))]
    return Form(_("{code} -> {unit}").format(code=blocker.code, unit=name), asked, saving(blockers.assign, blocker.code, unit),
                version=blocker.version, key=f"move {blocker.code} {unit}")


def resolve(blocker: Blocker) -> Form:
    asked = [Field("how", required=True, limit=500), Field("on_site", Type.YES)]

    def save(session: Session, typed: Values, version: int | None, request: str) -> Saved:
        return blockers.resolve(session, blocker.code, typed.get("how", ""), on_site=typed.get("on_site") == "yes",
                                version=version, request=request)

    def foresee(session: Session, situation: Situation, typed: Values) -> str:
        unseen = no_visit(blockers.unvisited(session, blocker.code)) if typed.get("on_site") == "yes" else ""
        return "; ".join(filter(None, (freed(situation, blocker.code), unseen)))

    return Form(_titled(_("Resolve"), blocker), asked, save, values={"on_site": "no"}, version=blocker.version,
                key=f"resolve {blocker.code}", effect=foresee)


def hold(blocker: Blocker, reason: str) -> Form:
    asked = [
        Field("reason", Type.WORD, HoldReason, required=True, label=N_("Held because")),
        Field("review", Type.DAY, required=True, hint=N_("its last day: +7d, D+50 or 11-30")),
        Field("why", limit=500, label=N_("Note"), hint=N_("needed where headquarters must agree: overdue, again, or for long")),
    ]
    return Form(_titled(_("Put on hold"), blocker), asked, saving(blockers.hold, blocker.code), values={"reason": reason},
                version=blocker.version, first="review", key=f"hold {blocker.code}")
