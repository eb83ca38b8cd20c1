"""The form of a model case or study visit."""

from collections.abc import Mapping

from campaign.clean import printable
from campaign.kinds import case as case_kind
from campaign.kinds.field import Type
from campaign.service import Session, cases
from campaign.text import N_, _
from campaign.tui.dialogs.form import Form, Reading, Saved, Values, adding, changed_by
from campaign.tui.dialogs.form_fields import FormField, slots, written


def _lines() -> list[FormField]:
    return slots(case_kind.FIELDS, on={"required": False, "hint": N_("empty: today")},
                 county={"hint": N_("where, if no project is named")})


def add(values: Mapping[str, str] | None = None) -> Form:
    def save(session: Session, typed: Values, version: int | None, request: str) -> Saved:
        return cases.add_case(session, typed, request)

    return Form(adding("case"), _lines(), save, values={"kind": "model", **(values or {})}, key="add case")


def edit(session: Session, code: str) -> Form:
    """Raises ``NotFound``."""
    now = _read(session, code)

    def save(session: Session, typed: Values, version: int | None, request: str) -> Saved:
        return cases.change_case(session, code, typed, version=version, request=request)

    return Form(_("Edit {code} {name}").format(code=code, name=printable(now.values["title"])), slots(case_kind.FIELDS), save,
                values=now.values, version=now.version, reread=lambda session: _read(session, code), key=f"edit {code}")


def _read(session: Session, code: str) -> Reading:
    row = cases.case(session, code)
    return Reading({"title": row.title, "kind": row.kind, "on": written(Type.DAY, row.on), "project": row.project or "",
                    "county": row.county or "", "text": row.text or ""}, row.version,
                   changed_by(session, code))
