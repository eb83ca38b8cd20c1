"""The forms of merits: a new one, its payment, an answer in the record."""

from campaign.core.errors import BadInput
from campaign.core.model.merits import Merit, MeritKind
from campaign.kinds.field import Field, Type
from campaign.service import Session, merit_verbs
from campaign.text import N_, _
from campaign.tui.dialogs.form import Form, saving
from campaign.tui.dialogs.form_fields import lines
from campaign.tui.dialogs.form_lines import Saved, Values
from campaign.tui.dialogs.record_form import Forms

_TODAY = N_("empty: today")
SUBJECTS = ("person", "unit", "county")


def _add(session: Session, typed: Values, request: str) -> Saved:
    """Of one person, unit or county; which lines a kind takes is said by the service."""
    named = [typed[column] for column in SUBJECTS if typed.get(column)]
    if len(named) != 1:
        raise BadInput("merit_subject")
    evidence = typed.get("evidence", "").replace(",", " ").replace("，", " ").split()
    return merit_verbs.add_merit(session, named[0], typed.get("kind", ""), typed.get("text", ""), project=typed.get("project"),
                            evidence=evidence, points=typed.get("points"), promised=typed.get("promised"),
                            until=typed.get("until"), on=typed.get("on"), request=request)


_SAID = {"person": {"hint": N_("one of these three")}, "text": {"label": N_("Why")}, "promised": {"hint": N_("of a reward: 5万")},
         "points": {"hint": N_("of praise or a reward")}, "until": {"hint": N_("of an exemption: its last day")},
         "on": {"hint": _TODAY}}
MERIT = Forms(_add, (*lines("merit", "kind", *SUBJECTS, "text", **_SAID),
                     Field("evidence", hint=N_("of a step of supervision: codes, like B0107 G0005")),
                     *lines("merit", "project", "promised", "points", "until", "on", **_SAID)), {"kind": MeritKind.PRAISE})


def pay(merit: Merit) -> Form:
    asked = [Field("on", Type.DAY, past=True, hint=_TODAY, label=N_("Paid"))]
    return Form(_("{code}: the reward has been paid").format(code=merit.code), asked,
                saving(merit_verbs.pay, merit.code, version=merit.version), key=f"pay {merit.code}")


def answer(merit: Merit) -> Form:
    asked = [Field("text", required=True, limit=500, label=N_("Answer")), Field("on", Type.DAY, past=True, hint=_TODAY)]
    return Form(_("{code}: answer in the record").format(code=merit.code), asked, saving(merit_verbs.answer, merit.code),
                key=f"answer {merit.code}")
