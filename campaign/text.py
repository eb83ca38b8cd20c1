"""The languages. ``_`` and ``ngettext`` translate at the moment of the call; ``N_`` only marks a text for the catalogue.

English texts are the keys of the catalogues, so English needs none; ``locale/zh`` holds the Chinese one.
"""

import gettext
import os
import struct
from bisect import bisect_left
from collections.abc import Callable
from functools import partial


def N_(message: str) -> str:
    return message


CALLED = {"zh": N_("Chinese"), "en": N_("English")}
"""Every language that there is, and its name."""
LANGUAGES = tuple(CALLED)
SOURCE = "en"
"""The one that the code is written in: it needs no catalogue."""
LOCALE = os.path.join(os.path.dirname(__file__), "locale")  # noqa: PTH118, PTH120 (pathlib is 3 ms)



class Catalogue(gettext.NullTranslations):
    """A compiled catalogue whose texts are looked up where they stand: a command says ten of three thousand, and a dashboard
    keeps what it has said. The bytes are of a ``.mo`` file in this machine's order of bytes, its keys in order.
    """

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self._data, whole = data, memoryview(data)
        _magic, _revision, self._count, keys, texts = struct.unpack_from("=5I", data)
        self._keys, self._texts = (whole[at:at + 8 * self._count].cast("I") for at in (keys, texts))
        self._said = dict[str, str]()
        self._forms = dict[str, list[str]]()
        self._which: Callable[[int], int] | None = None

    def gettext(self, message: str) -> str:
        said = self._said.get(message)
        if said is None:
            found = self._find(message)
            if found is None:
                return message
            plural, forms = found
            said = self._said[message] = forms[self._form(1)] if plural else forms[0]
        return said

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        forms = self._forms.get(msgid1)
        if forms is None:
            found = self._find(msgid1)
            if found is None or not found[0]:
                return msgid1 if n == 1 else msgid2
            forms = self._forms[msgid1] = found[1]
        return forms[0] if len(forms) == 1 else forms[self._form(n)]

    def _form(self, n: int) -> int:
        if self._which is None:
            rule = next(line for line in self.gettext("").splitlines() if line.lower().startswith("plural-forms:"))
            self._which = gettext.c2py(rule.partition("plural=")[2].strip().rstrip(";"))
        return self._which(n)

    def _find(self, message: str) -> tuple[bool, list[str]] | None:
        """Whether it is of something counted, and its forms."""
        wanted = message.encode()
        at = bisect_left(range(self._count), wanted, key=partial(self._bytes, self._keys))
        key, _end, counted = (self._bytes(self._keys, at) if at < self._count else b"").partition(b"\0")
        if key != wanted or at == self._count:
            return None
        return bool(counted), self._bytes(self._texts, at).decode().split("\0")

    def _bytes(self, table: "memoryview[int]", at: int) -> bytes:
        length, start = table[2 * at], table[2 * at + 1]
        return self._data[start:start + length]


_catalogues: dict[str, gettext.NullTranslations] = {}
_current: gettext.NullTranslations = gettext.NullTranslations()
_language = SOURCE


def use(language: str) -> None:
    """Speak ``language`` (one of ``LANGUAGES``) from now on."""
    global _current, _language
    _current, _language = _catalogue(language), language


def everywhere(message: str) -> tuple[str, ...]:
    """``message`` in every language."""
    return tuple(_catalogue(language).gettext(message) for language in LANGUAGES)


def _catalogue(language: str) -> gettext.NullTranslations:
    if language not in _catalogues:
        path = os.path.join(LOCALE, language, "LC_MESSAGES", "messages.mo")  # noqa: PTH118
        if language == SOURCE:
            _catalogues[language] = gettext.NullTranslations()
        else:
            with open(path, "rb") as file:  # noqa: PTH123
                _catalogues[language] = Catalogue(file.read())
    return _catalogues[language]


def language() -> str:
    """The language spoken now."""
    return _language


def following() -> str:
    """The one that ``L`` goes on to."""
    return LANGUAGES[(LANGUAGES.index(_language) + 1) % len(LANGUAGES)]


def _(message: str) -> str:
    return _current.gettext(message)


def ngettext(one: str, many: str, n: int) -> str:
    return _current.ngettext(one, many, n)
