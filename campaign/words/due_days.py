"""What is due, in few words: of a card on the wall, and of an entry in a calendar."""

from campaign.core.due_days import DueDay, DueKind
from campaign.core.situation import Situation
from campaign.text import N_, _
from campaign.words.labels import label, listed

WHAT = {
    DueKind.BLOCKER: "{title}", DueKind.HOLD: N_("review of “{title}”"), DueKind.LAND: "{title}",
    DueKind.APPROVAL: N_("{title} due"), DueKind.CONTACT: N_("contact about {title}"),
    DueKind.LIST: N_("application: {title}"), DueKind.START: N_("planned start"), DueKind.FINISH: N_("planned finish"),
    DueKind.SUSPENSION: N_("review of the suspension"), DueKind.LEAD: "{title}"}
KINDS = {
    DueKind.BLOCKER: N_("blocker due"), DueKind.HOLD: N_("hold to review"), DueKind.LAND: N_("land task due"),
    DueKind.APPROVAL: N_("approval due"), DueKind.CONTACT: N_("contact"), DueKind.LIST: N_("list deadline"),
    DueKind.START: N_("planned start"), DueKind.FINISH: N_("planned finish"), DueKind.SUSPENSION: N_("suspension to review"),
    DueKind.LEAD: N_("next step")}


def what_text(due: DueDay) -> str:
    """Without its day and whose it is: ``EIA report due``, or the blocker's title."""
    said = WHAT[due.kind]
    return (_(said) if said != "{title}" else said).format(title=due.title or label(due.word))


def subject(situation: Situation, due: DueDay, name: str = "") -> str:
    """With what it is of, and its code: ``approval due: EIA report, Harbour road (A0031)``. ``name``: of what is no project's."""
    project = next((situation.snapshot.projects[code].name for code in due.projects if code in situation.snapshot.projects), "")
    own = due.kind in (DueKind.BLOCKER, DueKind.HOLD, DueKind.LAND)
    parts = [due.title or (label(due.word) if due.word is not None else ""), name or ("" if own else project)]
    what = listed([part for part in parts if part])
    return _("{kind}: {what} ({code})").format(kind=_(KINDS[due.kind]), what=what, code=due.code)
