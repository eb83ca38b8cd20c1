"""Verbs about projects: new ones, who leads them, and the rules between their columns."""

from campaign.core.errors import Refused
from campaign.core.model.project import Stage
from campaign.store.write import Write
from campaign.store.writes.common import Values, add, doubt_taking, require_leader


def add_project(write: Write, values: Values) -> str:
    check_project(values)
    refuse_national_twin(write, values.get("national_code"))
    require_leader(write, values.get("leader"))
    return add(write, "project", {**values, "added": write.today.isoformat()})


def refuse_national_twin(write: Write, national_code: str | None, own: str | None = None) -> None:
    found = national_code and write.one("SELECT code FROM projects WHERE national_code = ?", national_code)
    if found and found[0] != own:
        raise Refused("national_code_taken", national_code=national_code, code=found[0])


def check_project(values: Values) -> None:
    """Rules between the columns of one project (docs/handbook/rules.md)."""
    if values.get("stage") == Stage.BUILDING and not values.get("started"):
        raise Refused("building_needs_start")
    if values.get("suspended") and not values.get("review"):
        raise Refused("suspended_needs_review")


def claim(write: Write, project: str, leader: str, version: int | None = None) -> str:
    """Who takes a project, takes it freely; below headquarters, giving away what one leads is asked for."""
    require_leader(write, leader)
    _led_by(write, project, leader, version)
    doubt_taking(write, project)
    return project


def _led_by(write: Write, project: str, leader: str, version: int | None = None) -> None:
    """Who takes it, takes it freely; who gives it to another, asks, or says by that that it is agreed."""
    before = write.one("SELECT leader FROM projects WHERE code = ? AND leader IS NOT NULL", project)
    gives = write.consent.asks and leader != write.actor
    if write.update("projects", project, {"leader": leader}, version, free=not gives) and before is not None \
            and not (write.consent.asks or write.consent.planning):
        write.consent.note(project, "leader", before[0], leader, agreed_by=write.actor)


def handover(write: Write, source: str, target: str) -> str:
    """Everything the first person leads, manages or holds passes to the second: one act, one audit row."""
    for (code,) in write.all("SELECT code FROM projects WHERE leader = ? AND withdrawn IS NULL", source):
        require_leader(write, target)
        _led_by(write, code, target)
    for (code,) in write.all("SELECT code FROM projects WHERE manager = ? AND withdrawn IS NULL", source):
        write.update("projects", code, {"manager": target}, free=True)
    for (code,) in write.all("SELECT code FROM counties WHERE leader = ?", source):
        write.update("counties", code, {"leader": target})
    for (code,) in write.all("SELECT code FROM blockers WHERE person = ? AND state <> 'resolved'", source):
        write.update("blockers", code, {"person": target})
    for (code,) in write.all("SELECT code FROM land_tasks WHERE person = ? AND accepted IS NULL", source):
        write.update("land_tasks", code, {"person": target})
    return source
