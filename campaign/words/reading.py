"""Which word of the campaign is meant by what was typed: its code, its label in any language, pinyin, initials, a beginning.

The one place where words are read: options, filters, lines of forms, cells of files, keys of settings, roles, saved lists.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, lru_cache

from campaign import text
from campaign.clean import clean
from campaign.core.errors import BadInput
from campaign.core.model.light import Light
from campaign.core.names import fold, key_of
from campaign.data import readings
from campaign.text import N_
from campaign.words.enumerations import WORDS
from campaign.words.labels import FLAGS, LEVELS, MARKS

SAID: Mapping[str, str] = {
    **MARKS, **FLAGS, "waiting": N_("waiting for a higher authority"), "overdue": N_("overdue"), "accepted": N_("accepted"),
    "new": N_("newly started"), "continued": N_("carried on"), "soon": N_("soon"), "yes": N_("yes"),
    "withdrawn": N_("withdrawn"), "registered": N_("registered in statistics"),
    "county_wide": N_("county-wide"), **{f"level {number}": level for number, level in enumerate(LEVELS)},
    **{str(number): level for number, level in enumerate(LEVELS)},
    **text.CALLED}
"""What is no value of an enumeration."""
ALSO: Mapping[str, tuple[str, ...]] = {
    "0": ("unit",), "1": ("leader",), "3": ("principal leader",), "4": ("province/ministry liaison",),
    "producing": ("交付使用",), "watermelon": ("西瓜",), "zh": ("汉语",), "honours": ("赛马",), "league": ("赛马",)}
"""What else a word is called."""
LAMP = "灯"
"""红 is 红灯 too."""
_STROKE = "/"
"""永农/生态红线 is either of them."""
_BREAKS = r"[\s,，、;；]+"
LIKE, NEAR = 0.6, 4
"""How much of two words is the same where one may be a slip of the other, as ``difflib`` counts it; how many such are named."""
MOST = 8
"""Pieces between blanks or commas that one label has at most: ``water, power, gas``."""
Fits = Callable[[str], bool]


def word(known: Iterable[str], typed: str, english: Callable[[str], str] | None = None, lists: str = "") -> str:
    """The code of the one that is meant. ``english`` gives the label of a code, marked with ``N_``, if not that of the word;
    ``lists`` is the command that lists them, where they are too many for an error.

    The first that gives any: the exact code, the exact label, the whole pinyin or initials, the beginning of a code or label.
    Case, blanks, width and signs do not matter. Raises ``BadInput``: ``bad_word``, ``ambiguous_word`` with the words in question.
    """
    typed = clean(typed)
    known, wanted = tuple(known), bare(typed)
    for code in known:
        if code == typed or bare(code) == wanted:
            return str(code)
    label = english or labelled
    said = {str(code): synonyms(code, label(code)) for code in known}
    for fits in _ways(wanted) if wanted else ():
        found = [code for code, texts in said.items() if any(map(fits, texts))]
        if len(found) == 1:
            return found[0]
        if found:
            raise BadInput("ambiguous_word", text=typed, words={str(code): label(code) for code in known if code in found})
    raise BadInput("bad_word", text=typed, words={str(code): label(code) for code in known}, lists=lists)


def near(known: Mapping[str, str], typed: str) -> list[str]:
    """Codes of the words (code → label, marked with ``N_``) of which it may be a slip, the likest first."""
    from difflib import SequenceMatcher  # only where a word is not known

    wanted = bare(typed)
    like = {code: max(SequenceMatcher(None, wanted, bare(one)).ratio() for one in synonyms(code, english))
            for code, english in known.items()}
    return sorted((code for code, much in like.items() if much >= LIKE), key=lambda code: -like[code])[:NEAR]


def words(known: Iterable[str], typed: str) -> list[str]:
    """The codes of several, blanks or commas between them, each once; a label may have blanks and commas in it."""
    known, pieces, found = tuple(known), [piece for piece in re.split(_BREAKS, typed) if piece], dict[str, None]()
    if not pieces:
        word(known, typed)  # which says what there is
    while pieces:
        for n in range(min(len(pieces), MOST), 0, -1):
            try:
                found[word(known, " ".join(pieces[:n]))] = None
            except BadInput:
                if n > 1:
                    continue
                raise
            del pieces[:n]
            break
    return list(found)


def written(known: Iterable[str], typed: str) -> str | None:
    """The code of the word that is written out in full, as a code or in any language; None if there is none."""
    wanted = bare(typed)
    return next((str(code) for code in known if wanted and wanted in map(bare, synonyms(code, labelled(code)))), None)


def labelled(word: str) -> str:
    """The label in English, marked with ``N_``."""
    return WORDS[type(word)][str(word)] if type(word) in WORDS else SAID.get(word, word)  # type: ignore[index]


@lru_cache(maxsize=None, typed=True)
def synonyms(word: str, english: str | None = None) -> tuple[str, ...]:
    """``building`` → building, building, 在建. ``english`` is the label, if not that of the word."""
    said = text.everywhere(labelled(word) if english is None else english)
    parts = [part for one in said if _STROKE in one for part in one.split(_STROKE)]
    return (str(word).replace("_", " "), *said, *parts, *(one + LAMP for one in said if isinstance(word, Light)),
            *ALSO.get(word, ()))


@lru_cache(4096)
def bare(typed: str) -> str:
    """Folded, without signs: how words are compared."""
    return "".join(filter(str.isalnum, fold(typed)))


def _ways(wanted: str) -> Iterator[Fits]:
    yield lambda said: bare(said) == wanted
    if wanted.isascii():
        yield lambda said: not said.isascii() and _spelt(wanted, _key_of(said).split(";"))
    yield lambda said: bare(said).startswith(wanted)


def _spelt(letters: str, groups: list[str]) -> bool:
    """Whether these are the whole pinyin, or the initials, of characters with these readings."""
    if len(letters) == len(groups) and all(letter in {one[0] for one in group.split(",")}
                                           for letter, group in zip(letters, groups, strict=True)):
        return True
    ends = {0}
    for group in groups:
        ends = {at + len(one) for at in ends for one in group.split(",") if letters.startswith(one, at)}
    return len(letters) in ends


@cache
def _key_of(said: str) -> str:
    return key_of(said, readings)
