"""The forms of merits: a new one, its payment, an answer in the record."""

from collections.abc import Mapping

from campaign.core.errors import BadInput
from campaign.core.model.merits import Merit, MeritKind
from campaign.kinds.field import Type
from campaign.service import Session, merit_verbs
from campaign.text import N_, _
from campaign.tui.dialogs.form import Form, Saved, Values, adding
from campaign.tui.dialogs.form_fields import FormField

_TODAY = N_("empty: today")
SUBJECTS = ("person", "unit", "county")


def add(values: Mapping[str, str] | None = None) -> Form:
    """Of one person, unit or county; which lines a kind takes is said by the service."""
    lines = [FormField("kind", Type.WORD, MeritKind, required=True), FormField("person", "person", hint=N_("one of these three")),
             FormField("unit", "unit"), FormField("county", "county"), FormField("text", required=True, limit=500,
                                                                                 label=N_("Why")),
             FormField("evidence", hint=N_("of a step of supervision: codes, like B0107 G0005")), FormField("project", "project"),
             FormField("promised", Type.MONEY, hint=N_("of a reward: 5万")),
             FormField("points", Type.COUNT, limit=1000, hint=N_("of praise or a reward")),
             FormField("until", Type.DAY, hint=N_("of an exemption: its last day")), FormField("on", Type.DAY, past=True,
                                                                                               hint=_TODAY)]

    def save(session: Session, typed: Values, version: int | None, request: str) -> Saved:
        named = [typed[column] for column in SUBJECTS if typed.get(column)]
        if len(named) != 1:
            raise BadInput("merit_subject")
        evidence = typed.get("evidence", "").replace(",", " ").replace("，", " ").split()
        return merit_verbs.add_merit(session, named[0], typed.get("kind", ""), typed.get("text", ""),
                                     project=typed.get("project"), evidence=evidence, points=typed.get("points"),
                                     promised=typed.get("promised"), until=typed.get("until"), on=typed.get("on"),
                                     request=request)

    known = {"kind": MeritKind.PRAISE, **(values or {})}
    return Form(adding("merit"), lines, save, values=known, key="add merit")


def pay(merit: Merit) -> Form:
    lines = [FormField("on", Type.DAY, past=True, hint=_TODAY, label=N_("Paid"))]

    def save(session: Session, typed: Values, version: int | None, request: str) -> Saved:
        return merit_verbs.pay(session, merit.code, on=typed.get("on"), version=merit.version, request=request)

    return Form(_("{code}: the reward has been paid").format(code=merit.code), lines, save, key=f"pay {merit.code}")


def answer(merit: Merit) -> Form:
    lines = [FormField("text", required=True, limit=500, label=N_("Answer")), FormField("on", Type.DAY, past=True, hint=_TODAY)]

    def save(session: Session, typed: Values, version: int | None, request: str) -> Saved:
        return merit_verbs.answer(session, merit.code, typed.get("text", ""), on=typed.get("on"), request=request)

    return Form(_("{code}: answer in the record").format(code=merit.code), lines, save, key=f"answer {merit.code}")
