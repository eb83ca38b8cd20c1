"""What can be said on the page of a list for a row that was refused, so that it is taken."""

from campaign.core.plausible import Doubtful
from campaign.service.intake.report import Taken
from campaign.text import _
from campaign.tui.dialogs.confirm import Confirm
from campaign.tui.dialogs.error_text import UNEXPLAINED
from campaign.tui.host import Host
from campaign.tui.screens.intake import asking
from campaign.tui.screens.intake.how import How
from campaign.words import error_text
from campaign.words.doubts import doubt_text
from campaign.words.list_words import CALLED

UNKNOWN = {"county": "counties", "unit": "units", "person": "people", "leader": "people"}
"""What a refused row names → what would add it."""
UNLIKELY = ("reported_otherwise",)
"""Refusals that end when all that is unlikely is said to be so."""


def remedy(row: Taken) -> str:
    """What Enter would do about a row that was refused; empty: nothing can be done here."""
    for _at, error in row.errors:
        if isinstance(error, Doubtful) or error.key in UNLIKELY:
            return _("Enter: it is so, take the row")
        if error.key == UNEXPLAINED:
            return _("Enter: type the reason")
        if error.key == "unknown_listed":
            return _("Enter: add whom the list names")
    return ""


async def refused(host: Host, how: How, row: Taken) -> bool:
    """Ask what would let the row in; whether something was said."""
    for _at, error in row.errors:
        if isinstance(error, Doubtful):
            doubts = "; ".join(map(doubt_text, error.doubts))
            if await _sure(host, row, _("{doubts}. Go on?").format(doubts=doubts)):
                how.assured = (*how.assured, *error.doubts)
                return True
            return False
        if error.key in UNLIKELY:
            how.sure = await _sure(host, row, error_text(error))
            return how.sure
        if error.key == UNEXPLAINED:
            return await asking.line(host, how, "why", ())
        if error.key == "unknown_listed":
            words = UNKNOWN.get(str(error.params.get("kind")), "")
            question = _("{text} is not here. Add all that the list names and is not here: {what}?").format(
                text=error.params.get("text"), what=_(CALLED[words])) if words else ""
            if words and await _sure(host, row, question):
                how.create = how.create | {words}
                return True
            return False
    return False


async def _sure(host: Host, row: Taken, question: str) -> bool:
    sure = await host.push_screen_wait(Confirm(row.name or row.at, question))
    return sure is True

