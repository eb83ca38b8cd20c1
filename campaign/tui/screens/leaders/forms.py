"""The forms of people: who leads has a column on the board."""

from campaign.kinds.field import Field
from campaign.service import Session, records
from campaign.text import N_
from campaign.tui.dialogs.form_fields import lines
from campaign.tui.dialogs.form_lines import Saved, Values
from campaign.tui.dialogs.record_form import Forms


def _add_leader(session: Session, typed: Values, request: str) -> Saved:
    return records.add_person(session, typed, leader=True, request=request)


def _add_person(session: Session, typed: Values, request: str) -> Saved:
    return records.add_person(session, typed, request=request)


def _new(*names: str, empty: str) -> tuple[Field, ...]:
    """``empty``: what an empty rank stands for."""
    return tuple(lines("person", *names, rank={"required": False, "hint": empty}))


LEADER = Forms(_add_leader, _new("name", "post", "rank", "county", empty=N_("empty: city leader")))
PERSON = Forms(_add_person, _new("name", "post", "rank", "unit", "county", empty=N_("empty: staff")))
