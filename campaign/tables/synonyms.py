"""By which words a word of the campaign is found: its code, its labels in every language, whichever is spoken now."""

from collections.abc import Mapping
from functools import lru_cache

from campaign import text
from campaign.core.model.light import Light
from campaign.text import N_
from campaign.words.enumerations import WORDS
from campaign.words.labels import FLAGS, LEVELS, MARKS

SAID: Mapping[str, str] = {
    **MARKS, **FLAGS, "overdue": N_("overdue"), "new": N_("newly started"), "continued": N_("carried on"),
    "withdrawn": N_("withdrawn"), "registered": N_("registered in statistics"),
    "county_wide": N_("county-wide"), **{f"level {number}": level for number, level in enumerate(LEVELS)}}
"""What is no value of an enumeration."""
LAMP = "灯"
"""红 is 红灯 too."""


@lru_cache(maxsize=None, typed=True)
def synonyms(word: str) -> tuple[str, ...]:
    """``building`` → building, building, 在建."""
    english = WORDS[type(word)][str(word)] if type(word) in WORDS else SAID.get(word, word)  # type: ignore[index]
    said = text.everywhere(english)
    return (str(word).replace("_", " "), *said, *(one + LAMP for one in said if isinstance(word, Light)))
