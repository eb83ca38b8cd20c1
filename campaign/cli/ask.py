"""A question to whoever sits at the terminal, before something is done that undo does not take back."""

import sys

from typer import Exit

from campaign.cli import output
from campaign.core.errors import CampaignError
from campaign.text import _

YES = frozenset({"y", "yes", "是", "好"})


def somebody(unasked: CampaignError) -> None:
    """Raises ``unasked`` when nobody is there to answer."""
    if sys.stdin is None or not sys.stdin.isatty():
        raise unasked


def agreed(question: str) -> None:
    """Ends the command with exit code 1 unless the answer is yes."""
    output.talk(question)
    if sys.stdin.readline().strip().lower() not in YES:
        output.talk(_("Nothing was changed"))
        raise Exit(1)
