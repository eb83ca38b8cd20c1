"""Words about task forces and dispatches."""

from campaign.core.model.blocker import Category
from campaign.text import _
from campaign.words import labels


def away_text(running: bool, left: int | None, back: bool) -> str:
    """How a dispatch stands; ``left`` is the number of days to the agreed return, negative when it is overdue."""
    if back:
        return _("returned")
    if not running:
        return _("about to leave")
    if left is None:
        return _("away, no return agreed")
    if left < 0:
        return _("{n}d overdue").format(n=-left)
    return _("{n}d left").format(n=left) if left else _("returns today")


def skills_text(skills: tuple[Category, ...]) -> str:
    """What a member can break; ``-`` when nothing is known."""
    return labels.listed([labels.label(skill) for skill in skills]) or labels.NOTHING
