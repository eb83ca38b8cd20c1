"""The two forms of every kind: its fields give the lines; the screen that shows the kind declares what is odd about them."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple, Protocol

from campaign.core.situation import Situation
from campaign.kinds import registry
from campaign.kinds.field import HELD, Field
from campaign.service import Session, records, stored
from campaign.text import N_, _
from campaign.tui import registry as places
from campaign.tui.dialogs.called import called
from campaign.tui.dialogs.form import Form, Reading, adding
from campaign.tui.dialogs.form_fields import lines, written
from campaign.tui.dialogs.form_lines import Effect, Saved, Values


class Add(Protocol):
    """The verb that makes one: what was typed, by line."""

    def __call__(self, session: Session, typed: Values, request: str) -> Saved: ...


class Change(Protocol):
    """The verb that changes one: what was typed, by line; ``Changed`` when ``version`` is not that of the record any more."""

    def __call__(self, session: Session, code: str, typed: Values, *, version: int | None, request: str) -> Saved: ...


def _edited(session: Session, code: str, typed: Values, *, version: int | None, request: str) -> Saved:
    """As ``campaign edit`` does it. ``why`` and ``about`` are lines that no field has."""
    return records.edit(session, code, but(typed, "why", "about"), why=typed.get("why"), about=typed.get("about"),
                        version=version, request=request)


class Forms(NamedTuple):
    """The forms of one kind, where its fields alone do not say them."""

    add: Add
    new: tuple[Field, ...] = ()
    """Lines of the form that adds one, if they are not all of its fields."""
    given: Mapping[str, str] = {}
    """What stands there at first."""
    effect: Effect | None = None
    """What adding one will bring about."""
    change: Change = _edited
    kept: Callable[[Session, str, Reading], Sequence[Field]] | None = None
    """Lines of the form that edits one, if they are not all that can be edited."""
    read: Callable[[Session, str], Mapping[str, str]] | None = None
    """What stands in those lines that are no fields."""
    edit: Callable[[Session, Situation, str], Form] | None = None
    """The form that edits one, of a kind whose records have no code."""


WHY = Field("why", limit=500, hint=N_("needed when a target changes"))


def but(values: Values, *names: str) -> dict[str, str | None]:
    return {name: text for name, text in values.items() if name not in names}


@cache
def forms(kind: str) -> Forms:
    """No dialog imports a screen: the registry says where they are declared."""
    if kind not in places.FORMS:
        return Forms(lambda session, typed, request: records.add(session, kind, typed, request))
    found = places.found(places.FORMS[kind])
    assert isinstance(found, Forms)
    return found


def add(kind: str, values: Mapping[str, str] | None = None) -> Form:
    """A form for something new of ``kind`` (one of ``registry.addable``); ``values`` stand in it already."""
    declared = forms(kind)

    def save(session: Session, typed: Values, version: int | None, request: str) -> Saved:
        return declared.add(session, typed, request)

    return Form(adding(kind), declared.new or lines(kind), save, values={**declared.given, **(values or {})}, key=f"add {kind}",
                effect=declared.effect)


def edit(session: Session, situation: Situation, subject: str) -> Form:
    """Everything of what is under the cursor that can be changed. Raises ``NotFound``."""
    kind = registry.of_row(subject)
    assert kind is not None
    declared = forms(kind.name)
    if declared.edit is not None:
        return declared.edit(session, situation, subject)
    now = read(session, subject)
    name = now.values.get(kind.called) or called(session, situation, subject)

    def save(session: Session, typed: Values, version: int | None, request: str) -> Saved:
        return declared.change(session, subject, typed, version=version, request=request)

    asked = list(declared.kept(session, subject, now) if declared.kept is not None else kind.editable)
    if any(field.nature in HELD for field in asked):
        asked.append(WHY)
    return Form(_("Edit {code} {name}").format(code=subject, name=name), asked, save, values=now.values, version=now.version,
                reread=lambda session: read(session, subject), key=f"edit {subject}")


def read(session: Session, code: str) -> Reading:
    """A record as it is in the database now, as texts that read back to the same values. Raises ``NotFound``."""
    kind = registry.of(code)
    declared, now = forms(kind.name), stored.now(session, code)
    texts: dict[str, Any] = {field.name: written(field.holds, now.values[field.name]) for field in kind.editable}
    return Reading({**texts, **(declared.read(session, code) if declared.read is not None else {})}, now.version, now.by)
