"""What is typed into the options that choose rows: as the filters of ``core.filters`` have it."""

from collections.abc import Iterable

from campaign.core import filters
from campaign.service import Session, names
from campaign.words.reading import word, words


def any_of(known: Iterable[str], texts: Iterable[str] | None) -> str:
    """Of an option that may be repeated, or hold several."""
    return ",".join(dict.fromkeys(code for text in texts or () for code in words(known, text)))


def one_of(known: Iterable[str], text: str | None) -> str:
    return "" if text is None else word(known, text)


def code_of(session: Session, kind: str, text: str | None) -> str:
    return "" if text is None else session.code(kind, text)


def leader_of(session: Session, text: str | None) -> str:
    return "" if text is None else names.leader(session, text)


def yes(value: bool) -> str:
    return filters.YES if value else ""
