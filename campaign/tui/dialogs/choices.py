"""What there is to choose from: words with their labels, and everything that has a code, with its search key and a note."""

from collections.abc import Sequence
from enum import StrEnum

from campaign.core import codes
from campaign.core.approvals import settled
from campaign.core.model.land import Approval
from campaign.core.names import fold, key_of
from campaign.core.situation import Situation
from campaign.data import readings
from campaign.service import Session, approvals, names
from campaign.tables.cells import name_of
from campaign.tui.dialogs.choice_notes import note, of_land
from campaign.tui.dialogs.choose import Choice, word
from campaign.tui.dialogs.form_fields import PROJECTS
from campaign.words import kind, label
from campaign.words.reading import synonyms

APART, BETWEEN = ";|;", "|"
"""Between two search keys, and between two words: nothing that is typed is found across it."""


def words(enumeration: type[StrEnum]) -> list[Choice]:
    """The values of an enumeration in their own order; typing finds them by their labels in any language."""
    found = []
    for one in enumeration:
        shown, said = label(one), synonyms(one)
        keys = dict.fromkeys(key_of(text, readings) for text in (shown, *said))
        found.append(Choice(one.value, shown, APART.join(keys), also=fold(BETWEEN.join(said))))
    return found


def kinds(*names: str) -> list[Choice]:
    """What can be added."""
    return [word(name, kind(name)) for name in names]


def named(session: Session, situation: Situation, what: str) -> list[Choice]:
    """Everything of a kind (what a field refers to, or projects); what is in the snapshot by code."""
    from campaign.tui.dialogs.task_force_choices import READ

    if what in READ:
        return READ[what](session, situation)
    what = "project" if what == PROJECTS else what
    found = [
        Choice(code, name, key, note(situation, code))
        for code, name, key in names.named(session, what)
        if what != "blocker" or code in situation.snapshot.blockers
    ]
    return sorted(found, key=lambda choice: codes.order(choice.code))


def about(session: Session, situation: Situation, projects: Sequence[str], county: str) -> list[Choice]:
    """What a blocker can point to: land tasks that are not accepted and approvals not settled, of the projects or the county.

    With neither chosen yet: all land tasks. Approvals are many: those of a project are offered once it is chosen.
    """
    lands = situation.snapshot.lands
    if county:
        tasks = [task for task in lands.values() if task.county == county]
    elif projects:
        tasks = list({task.code: task for project in projects for task in situation.lands_of(project)}.values())
    else:
        tasks = list(lands.values())
    tasks.sort(key=lambda task: codes.order(task.code))
    found = [word(task.code, task.name, note=of_land(situation, task)) for task in tasks]
    for project in projects:
        found += [word(row.code, label(row.kind), note=_of_approval(situation, row))
                  for row in approvals.approvals(session, project=project) if not settled(row)]
    return found


def _of_approval(situation: Situation, row: Approval) -> str:
    return "  ".join((name_of(situation, row.project), label(row.state)))


def unled_first(session: Session, situation: Situation) -> list[Choice]:
    """Projects, those without a leader first: for a leader who claims one. What has left the campaign is not offered."""
    projects = situation.snapshot.projects
    found = [
        choice
        for choice in named(session, situation, "project")
        if choice.code in projects and projects[choice.code].withdrawn is None
    ]
    return sorted(found, key=lambda choice: projects[choice.code].leader is not None)
