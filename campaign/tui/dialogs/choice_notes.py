"""What tells one thing from another of the same kind, beside its name: where a project is and who leads it, when land is due."""

from campaign.core.land import days_overdue
from campaign.core.leaders import unclaimed
from campaign.core.model.land import LandTask
from campaign.core.model.people import Person
from campaign.core.situation import Situation
from campaign.tables.cells import name_of
from campaign.text import _
from campaign.words import day, label


def note(situation: Situation, code: str) -> str:
    """Of what is in the snapshot; of anything else nothing."""
    snapshot = situation.snapshot
    if project := snapshot.projects.get(code):
        return "  ".join(name_of(situation, part) for part in (project.county, project.leader) if part)
    if person := snapshot.people.get(code):
        return _person(situation, person)
    if unit := snapshot.units.get(code):
        return label(unit.authority) if unit.authority else ""
    if (county := snapshot.counties.get(code)) and county.leader:
        return name_of(situation, county.leader)
    if task := snapshot.lands.get(code):
        return of_land(situation, task)
    if (blocker := snapshot.blockers.get(code)) and blocker.unit:
        return name_of(situation, blocker.unit)
    return ""


def _person(situation: Situation, person: Person) -> str:
    if person.leader and unclaimed(situation, person.code):
        return "  ".join(filter(None, (person.post, _("no major project yet"))))
    return person.post or (name_of(situation, person.unit) if person.unit else "")


def of_land(situation: Situation, task: LandTask) -> str:
    late = days_overdue(task, situation.today)
    when = _("late {n}d").format(n=late) if late else _("due {day}").format(day=day(task.due)) if task.due else ""
    place = task.county or (task.projects[0] if len(task.projects) == 1 else None)
    return "  ".join(part for part in (label(task.kind), name_of(situation, place) if place else "", when) if part)
