"""A question to whoever sits at the terminal, before something is done that undo does not take back."""

import sys

from typer import Exit

from campaign.cli import output
from campaign.core.errors import CampaignError
from campaign.core.plausible import Doubtful
from campaign.text import _

YES = frozenset({"y", "yes", "是", "好"})

LONGEST = 80
"""Bytes of an answer."""


def somebody(unasked: CampaignError) -> None:
    """Raises ``unasked`` when nobody is there to answer."""
    if sys.stdin is None or not sys.stdin.isatty():
        raise unasked


def is_so(error: Doubtful) -> None:
    """Ask about what is unlikely. Raises it where nobody is there to answer."""
    from campaign.words.doubts import doubt_text  # only where there is something to ask

    somebody(error)
    agreed(_("{doubts}. Go on? [y/N]").format(doubts="; ".join(map(doubt_text, error.doubts))))


def agreed(question: str) -> None:
    """Ends the command with exit code 1 unless the answer is yes."""
    output.talk(question)
    answer = sys.stdin.buffer.readline(LONGEST)  # bytes: a terminal that is not UTF-8 must not end it otherwise than with a no
    if answer.decode("utf-8", "replace").strip().lower() not in YES:
        output.talk(_("Nothing was changed"))
        raise Exit(1)
