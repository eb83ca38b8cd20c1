"""What is typed as the filter of a list that is saved."""

import shlex
from collections.abc import Mapping
from enum import StrEnum

from campaign.cli.choosing import any_of
from campaign.cli.saved_panes import command, is_pane
from campaign.core.errors import BadInput
from campaign.core.model.land import ApprovalKind, ApprovalState
from campaign.core.model.leads import LeadStage, NodeState
from campaign.core.model.merits import CaseKind, MeritKind
from campaign.core.saved import FILTERS, PANE, PANES, SCREENS, TEXT, check_words
from campaign.service import Session
from campaign.tables import filter_words
from campaign.text import N_
from campaign.words.labels import message
from campaign.words.reading import word

CALLED = {"projects": N_("Projects"), "blockers": N_("Blockers"), "land": N_("Land"), "leaders": N_("Leaders"),
          "reserve": N_("Reserve"), "presence": N_("Sites"), "counties": N_("Counties"), "promotion": N_("Promotion"),
          "honours": N_("Honours"), "forces": N_("task forces"), "requests": N_("requests")}
"""Screens, as their own titles call them."""
PANES_CALLED = {
    "land": N_("Land tasks"), "approvals": N_("Approvals"), "league": N_("League"),
    "indicators": N_("Indicators"), "parity": N_("Parity"), "leads": N_("Leads"), "chain": N_("Chain map"), "trips": N_("Trips"),
    "events": N_("Events"), "merits": N_("Merits"), "explain": N_("Must explain"), "cases": N_("Cases"), "boards": N_("Boards"),
    "forces": N_("Task forces"), "dispatches": N_("Dispatches"), "uncovered": N_("Nobody there"), "matches": N_("Could help"),
    "requests": N_("Requests"), "unconfirmed": N_("Unconfirmed")}
PANE_WORDS: Mapping[tuple[str, str], type[StrEnum]] = {
    ("approvals", "state"): ApprovalState, ("approvals", "kind"): ApprovalKind, ("leads", "stage"): LeadStage,
    ("leads", "lead_stage"): LeadStage, ("chain", "state"): NodeState, ("merits", "kind"): MeritKind, ("cases", "kind"): CaseKind}


def screen_of(typed: str) -> str:
    """Raises ``BadInput``."""
    return word(SCREENS, typed, CALLED.__getitem__)


def understood(session: Session, screen: str, typed: str) -> dict[str, str]:
    """``red 临江 港口`` → light red, county C01, 港口 in the name; ``light=red county=临江 major=yes`` says it outright.

    A bare word is a word of the filter, in English or as it is written here, else the name of a county, unit or leader, else
    text. Raises ``BadInput`` or ``NotFound``.
    """
    found: dict[str, str] = {}
    try:
        parts = shlex.split(session.required("text", typed, 200))
    except ValueError:
        raise BadInput("open_quote") from None
    for part in parts:
        name, sign, value = part.partition("=")
        field, code = (name.strip().replace("-", "_"), value) if sign else filter_words.bare(session, screen, part)
        if sign:
            check_words(screen, {field: value})
            code = _given(session, screen, field, value)
        if field in found and field == TEXT:
            code = f"{found[field]} {code}"
        elif field in found and field in filter_words.SEVERAL:
            code = f"{found[field]},{code}"
        elif found.get(field, code) != code:
            raise BadInput("twice", text=field)
        found[field] = code
    if is_pane(screen, found):
        _typed, rest, options = command(screen, found)
        if rest:
            raise BadInput("bad_word", text=next(iter(rest)), words={name: message(name) for name in (PANE, TEXT, *options)})
        pane = found.get(PANE, next(iter(PANES[screen])))
        found |= {name: any_of(PANE_WORDS[pane, name], [value]) for name, value in found.items() if (pane, name) in PANE_WORDS}
    return found


def _given(session: Session, screen: str, field: str, value: str) -> str:
    """The value of a field that was named."""
    if field == PANE and screen in PANES:
        return word(PANES[screen], value, PANES_CALLED.__getitem__)
    if screen in PANES and screen not in FILTERS:
        return session.required(field, value, 100)
    return filter_words.given(session, screen, field, value)
