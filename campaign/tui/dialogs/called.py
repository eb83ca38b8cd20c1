"""What things are called: by the situation, or, where it does not hold them, as they are stored."""

from campaign.core import codes
from campaign.core.errors import NotAllowed, NotFound
from campaign.core.situation import Situation
from campaign.kinds.registry import CODED
from campaign.service import Session, approvals, land, merits, names, requests
from campaign.tables.cells import name_of
from campaign.words import field, label

STORED = tuple(kind for kind in CODED if kind not in ("project", "blocker", "land_task", "approval", "person", "county", "unit",
                                                     "merit"))
"""Kinds of what is in no situation, and named by what is stored; of a merit nothing is told to whom it is not shown yet."""


def called(session: Session, situation: Situation | None, code: str) -> str:
    """The name behind a code; of an approval its kind; of what no situation holds the name that is stored; of a dispatch the
    person who is sent.
    """
    try:
        if codes.is_a(code, "approval"):
            return label(approvals.approval(session, code).kind)
        if codes.is_a(code, "land_task"):
            return land.land_task(session, code).name
        if codes.is_a(code, "request"):
            asked = requests.request(session, code)
            return f"{called(session, situation, asked.subject)} {field(asked.field)}"
        if codes.is_a(code, "merit") and situation is not None:
            return merits.merit(session, situation, code).merit.text
    except (NotFound, NotAllowed):
        return code
    if codes.is_a(code, *STORED):
        name = names.name_of(session, codes.kind_of(code), code) or code
        return name_of(situation, name) if codes.is_a(code, "dispatch") else name
    return name_of(situation, code)
