"""Figures in Chinese sentences: ``19 天`` on screens and the command line, ``19天`` where a cell is narrow and on paper.

The catalogue has the blank; ``tight`` takes it out. Other languages are left as they are.
"""

import re

from campaign.text import _

_BLANK = (r"(?<![A-Za-z0-9.:/+-])([0-9][0-9.,:/-]*%?) (?=[\u4e00-\u9fff])"
          r"|(?<=[\u4e00-\u9fff])(?<![由为]) (?=[0-9])")
"""Between a figure and a Chinese character. A code (``B0107``) is no figure: the blank behind it stays. So does what a change
says: ``由 1,780万 调整为 97万``."""


def tight(said: str) -> str:
    """``逾期 19 天`` → ``逾期19天``."""
    return said if said.isascii() else re.sub(_BLANK, r"\1", said)


def and_more(said: str, n: int) -> str:
    """``B0065 逾期 19 天，另 1 条``; ``said`` alone when there are no more."""
    return _("{said}, {n} more").format(said=said, n=n) if n > 0 else said


def and_things(said: str, n: int) -> str:
    """``and_more``, of blockers, projects and whatever else has a code."""
    return _("{some} and {n} more").format(some=said, n=n) if n > 0 else said


def and_others(said: str, n: int) -> str:
    """``and_more``, of people."""
    return _("{said}, {more}").format(said=said, more=_("{n} others").format(n=n)) if n > 0 else said
