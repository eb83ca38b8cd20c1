"""What is asked before a project or lead is taken from who leads it."""

from collections.abc import Mapping

from campaign.service import Session, names, projects
from campaign.text import _


def question(code: str, name: str, leader: str) -> str:
    """``leader``: who leads it now, by code and name."""
    return _("{code} {name} is led by {leader}. Take it away?").format(code=code, name=name, leader=leader)


def by_editing(session: Session, code: str, name: str, typed: Mapping[str, str]) -> str:
    """Of a form that may give it another leader; '' when nothing is taken from anybody."""
    former = projects.led_by_another(session, code, typed.get("leader", ""))
    if former is None:
        return ""
    return question(code, name, f"{former} {names.name_of(session, 'person', former) or ''}".strip())
