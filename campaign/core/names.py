"""Finding people, units, counties and projects by what a hand types: code, name, prefix, pinyin or initials.

A search key is stored with every name: per character its readings, comma separated, characters separated by ``;``
(曾国 → ``zeng,ceng;guo``). Latin letters and digits are themselves; blanks and punctuation give nothing.

A query matches if it can be cut into pieces, each the beginning of a reading of the next character: ``wjg``,
``wangjianguo`` and ``wangjg`` are all 王建国. That is followed as a set of positions in the query, one step per
character, each step remembered: linear in the key, where a regular expression would backtrack.
"""

import re
from collections.abc import Callable, Iterable
from typing import Literal, TypeAlias

from campaign.core.fullwidth import narrow

Entry: TypeAlias = tuple[str, str, str]
"""Code, name, search key."""
Where: TypeAlias = Literal["anywhere", "prefix", "whole"]
Match: TypeAlias = Callable[[str, str], bool]
"""Of a name and its key."""

_LETTERS = re.compile("[^a-z0-9]+")
_CJK = ("\u3001", "\u9fff")
"""Characters that folding leaves alone."""
_CODE = re.compile("([a-z]+)0*([0-9]+)")


def fold(text: str) -> str:
    """Lower case, narrow, without blanks: how names and queries are compared."""
    return "".join(narrow(text).casefold().split())


def key_of(name: str, readings: Callable[[str], str]) -> str:
    """The search key of ``name``; ``readings`` gives those of a Chinese character, comma separated, or ``""``."""
    groups = []
    for char in fold(name):
        if "a" <= char <= "z" or "0" <= char <= "9":
            groups.append(char)
        elif found := readings(char):
            groups.append(found)
    return ";".join(groups)


class _Steps(dict[tuple[int, str], int]):
    """Positions in the query (bits) reached from others by one more character; the bit of its length is the end."""

    def __init__(self, query: str) -> None:
        self.places: dict[str, int] = {}
        """Letter → positions in the query where it stands."""
        for at, letter in enumerate(query):
            self.places[letter] = self.places.get(letter, 0) | 1 << at

    def __missing__(self, step: tuple[int, str]) -> int:
        before, group = step
        after = 0
        for reading in group.split(","):
            at = before
            for letter in reading:
                at = (at & self.places.get(letter, 0)) << 1
                if not at:
                    break
                after |= at
        self[step] = after
        return after


def matcher(query: str, where: Where = "anywhere") -> Match:
    """A test of (name, key). ``whole`` covers every character, ``prefix`` begins at the first, ``anywhere`` at any.

    Case, blanks and full width do not matter. A query with Chinese in it is looked for in the name itself.
    An empty query matches everything, but is the whole of nothing.
    """
    folded = fold(query)
    letters = _LETTERS.sub("", folded)
    if not folded:
        return _nothing if where == "whole" else _everything
    if not folded.isascii() or not letters:
        return _name_matcher(folded, where)
    steps = _Steps(letters)
    end = 1 << len(letters)
    if where == "anywhere":
        # Most characters of most names begin nothing: those take one look-up by the character alone.
        first = _First(steps)

        def anywhere(name: str, key: str) -> bool:
            at = 0
            for group in key.split(";"):
                at = steps[at | 1, group] if at else first[group]
                if at >= end:
                    return True
            return False

        return anywhere

    def prefix(name: str, key: str) -> bool:
        if not steps[1, key.partition(";")[0]]:
            return False
        at = 1
        for group in key.split(";"):
            at = steps[at, group]
            if at >= end:
                return True
            if not at:
                return False
        return False

    def whole(name: str, key: str) -> bool:
        at = 1
        for group in key.split(";"):
            at = steps[at, group]
            if not at:
                return False
        return at >= end

    return prefix if where == "prefix" else whole


def find(query: str, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries ``query`` names (docs/handbook/rules.md, Words): none, one, or the candidates.

    The first that gives any: the code (case and zeros before the number do not matter), the exact name, the whole
    pinyin or initials, the beginning of the name or of its pinyin or initials.
    """
    folded = fold(query)
    if not folded:
        return ()
    code = _bare_code(folded)
    tail, latin = code[-1], folded.isascii()
    is_whole, is_prefix = matcher(query, "whole"), matcher(query, "prefix")
    named: list[Entry] = []
    wholes: list[Entry] = []
    begun: list[Entry] = []
    for entry in entries:
        own, name, key = entry
        if own[-1:].casefold() == tail and _bare_code(own.casefold()) == code:
            return (entry,)
        if not latin and _CJK[0] <= folded[0] <= _CJK[1] and folded[0] not in name:
            continue  # folding costs more than all the rest: not for names that cannot match
        plain = "" if latin and _CJK[0] <= name[:1] <= _CJK[1] else fold(name)
        if plain == folded:
            named.append(entry)
        elif is_prefix(name, key):
            (wholes if is_whole(name, key) else begun).append(entry)
        elif plain.startswith(folded):
            begun.append(entry)
    return tuple(named or wholes or begun)


def suggest(query: str, words: Iterable[str], n: int = 3) -> tuple[str, ...]:
    """Up to ``n`` of ``words`` that look like ``query``, best first: for "did you mean"."""
    from difflib import get_close_matches

    by_fold = {fold(word): word for word in words}
    return tuple(by_fold[close] for close in get_close_matches(fold(query), by_fold, n))


class _First(dict[str, int]):
    """Positions reached by a character that begins the query."""

    def __init__(self, steps: _Steps) -> None:
        self.steps = steps

    def __missing__(self, group: str) -> int:
        self[group] = after = self.steps[1, group]
        return after


def _name_matcher(folded: str, where: Where) -> Match:
    if where == "whole":
        return lambda name, key: fold(name) == folded
    if where == "prefix":
        return lambda name, key: fold(name).startswith(folded)
    return lambda name, key: folded in name or folded in fold(name)


def _bare_code(folded: str) -> str:
    match = _CODE.fullmatch(folded)
    return match[1] + match[2] if match else folded


def _everything(name: str, key: str) -> bool:
    return True


def _nothing(name: str, key: str) -> bool:
    return False
