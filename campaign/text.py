"""The languages. ``_`` and ``ngettext`` translate at the moment of the call; ``N_`` only marks a text for the catalogue.

English texts are the keys of the catalogues, so English needs none; ``locale/zh`` holds the Chinese one.
"""

import gettext
import os


def N_(message: str) -> str:
    return message


CALLED = {"zh": N_("Chinese"), "en": N_("English")}
"""Every language that there is, and its name."""
LANGUAGES = tuple(CALLED)
SOURCE = "en"
"""The one that the code is written in: it needs no catalogue."""
LOCALE = os.path.join(os.path.dirname(__file__), "locale")  # noqa: PTH118, PTH120 (pathlib is 3 ms)

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
        _catalogues[language] = gettext.translation("messages", LOCALE, [language], fallback=True)
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
