"""What is typed after ``/``, and what stands as the text of a saved list: every word of it must be found in a row.

A row is found by what its columns show, by its code, and by whatever it is on (``Described.about``): codes by their names, words
of the campaign by their labels in either language. Names and labels are found in pinyin and by initials too.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple, Protocol

from campaign.core import codes
from campaign.core.fullwidth import narrow
from campaign.core.names import Entry, fold, key_of, matcher
from campaign.data import readings
from campaign.words.reading import synonyms

SLICE = 200
"""Rows that are learned between two keys: some milliseconds."""
BETWEEN = "|"
"""Stands between two words: nothing that is typed as one word is found across it."""
CELL = 2 * BETWEEN
"""Stands between two texts."""


class Described(NamedTuple):
    """What a row is found by."""

    called: str
    """Its own words, which are found in pinyin too."""
    shown: Iterable[str]
    """The texts of its columns."""
    about: Iterable[str | None] = ()
    """Codes of what it is on, and words of the campaign."""


class Sought(Protocol):
    """A list in which something is looked for, as of now."""

    @property
    def rows(self) -> Mapping[str, Any]: ...

    def describe(self, code: str) -> Described: ...

    def name(self, code: str) -> str | None:
        """The name behind a code, of whatever kind."""

    def entries(self, kind: str) -> Iterable[Entry]:
        """Names and search keys of everything of a kind; nothing for a kind that has none stored."""

    def test(self, word: str) -> Callable[[str], bool] | None:
        """Whether a row fits, where ``word`` is one of a filter (``major``, ``light=red``); None where it is not."""


class _Row(NamedTuple):
    text: str
    called: str
    key: str
    terms: tuple[object, ...]


class _Term(NamedTuple):
    """A code or a word that rows are on."""

    text: str
    names: tuple[tuple[str, str], ...]
    """Each with its search key."""


class Search:
    """Nothing is typed yet: then everything fits. What was made of a row is kept while the row does not change."""

    def __init__(self) -> None:
        self.text = ""
        self.complete = False
        """Whether all rows are known as they are now."""
        self._rows: dict[str, _Row] = {}
        self._terms: dict[object, _Term] = {}
        self._fresh: tuple[set[str], set[object]] = set(), set()
        """Which of both are known as they are now."""
        self._keys: dict[str, dict[str, tuple[str, str]]] = {}
        self._fits: list[Callable[[str], bool]] = []

    def type(self, text: str) -> None:
        """``learn`` is to follow."""
        self.text = " ".join(text.split())

    @property
    def begun(self) -> bool:
        """Whether any row is known, if only as it was."""
        return bool(self._rows)

    def forget(self) -> None:
        """Anything may be called or look otherwise now. Until it is learned anew it is found as it was."""
        self._fresh, self._keys, self.complete = (set(), set()), {}, False

    def learn(self, sought: Sought, changed: Collection[str] = (), most: int | None = None) -> list[str]:
        """Know all rows, or ``most`` more of them, and ``changed`` ones as they are now; and what the typed words mean there.
        The codes of the rows that were learned.
        """
        kept, terms, (fresh, named) = self._rows, self._terms, self._fresh
        fresh.difference_update(changed)
        rows = sought.rows
        todo = [code for code in rows if code not in fresh]
        self.complete = most is None or len(todo) <= most
        if most is not None and not self.complete:
            if not self._keys:
                most //= 4  # the stored names are read as well
            todo = [*filter(rows.__contains__, dict.fromkeys(changed)), *todo[:most]]
        for code in todo:
            called, shown, about = sought.describe(code)
            own: list[object] = []
            for term in about:
                if term:
                    known = term if type(term) is str else _typed(term)
                    own.append(known)
                    if known not in named:
                        terms[known] = self._term(sought, term)
                        named.add(known)
            # What is called with blanks in it is found without them too.
            whole = (fold(called),) if " " in called else ()
            kept[code] = _Row(_folded((code, called, *whole, *shown, "")), called, self._key(sought, code, called), tuple(own))
            fresh.add(code)
        self._fits = [*self._tests(sought)]
        return todo

    def __call__(self, code: str) -> bool:
        for fits in self._fits:  # noqa: SIM110 - ten thousand times a letter: a generator costs more than most words
            if not fits(code):
                return False
        return True

    # ------------------------------------------------------------------------------------------------------------------

    def _tests(self, sought: Sought) -> Iterator[Callable[[str], bool]]:
        """Of each word, or of several that are one word of the campaign."""
        words = self.text.split()
        while words:
            for n in range(len(words), 0, -1):
                typed = " ".join(words[:n])
                fits = sought.test(typed) if n == 1 or "=" not in typed else None
                if fits is not None:
                    yield fits if "=" in typed else self._or_shown(fits, typed)
                    break
            else:
                yield self._test(words[0])
            del words[:n]

    def _or_shown(self, fits: Callable[[str], bool], typed: str) -> Callable[[str], bool]:
        """A word of the filter is found as such, and where a column says nothing else: not within names, not in pinyin."""
        rows, cell = self._rows, f"{CELL}{_folded([typed])}{CELL}"
        return lambda code: fits(code) or ((row := rows.get(code)) is not None and cell in row.text)

    def _key(self, sought: Sought, code: str, called: str) -> str:
        """The search key of a name: the one that is stored, where one is."""
        kind = codes.kind_of(code) if codes.canonical(code) == code else ""
        if kind not in self._keys:
            self._keys[kind] = {own: (name, key) for own, name, key in sought.entries(kind)}
        name, key = self._keys[kind].get(code, ("", ""))
        return key if name == called else key_of(called, readings)

    def _term(self, sought: Sought, term: str) -> _Term:
        if type(term) is str and codes.canonical(term) == term:
            name = sought.name(term) or ""
            return _Term(_folded((term, name)), self._chinese(sought, term, name))
        said = synonyms(term)
        return _Term(_folded(said), tuple((one, _key_of(one)) for one in said if not one.isascii()))

    def _chinese(self, sought: Sought, code: str, name: str) -> tuple[tuple[str, str], ...]:
        return () if name.isascii() else ((name, self._key(sought, code, name)),)

    def _test(self, word: str) -> Callable[[str], bool]:
        wanted, own, fits, said = fold(word), codes.canonical(word), matcher(word), _said(fold(word))
        latin = wanted.isascii()
        hits = {term for term, known in self._terms.items()
                if said(known.text) or term == own or (latin and any(fits(*name) for name in known.names))}
        rows = self._rows

        def found(code: str) -> bool:
            row = rows.get(code)
            return row is not None and (said(row.text) or not hits.isdisjoint(row.terms) or code == own
                                        or (latin and fits(row.called, row.key)))

        return found


def _folded(texts: Iterable[str]) -> str:
    """Lower case and narrow, with a sign between two words, and ``CELL`` between two texts."""
    return BETWEEN.join(narrow(CELL.join(texts)).casefold().split())


def _said(wanted: str) -> Callable[[str], bool]:
    """Whether it stands in a text; letters where a word begins, else ``red`` would find what is ``registered``."""
    if not wanted.isascii() or not wanted[:1].isalpha():
        return lambda text: wanted in text
    begins = re.compile(f"(?<![a-z]){re.escape(wanted)}").search
    return lambda text: wanted in text and begins(text) is not None


@lru_cache(maxsize=None, typed=True)
def _typed(term: str) -> object:
    """Words of different enumerations may be written alike: ``city`` is an authority, and a rank."""
    return type(term), str(term)


@cache
def _key_of(text: str) -> str:
    return key_of(text, readings)
