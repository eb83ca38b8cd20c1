"""What is typed into the options that choose rows: as the filters of ``core.filters`` have it."""

from collections.abc import Iterable
from enum import StrEnum

from campaign.core import filters
from campaign.core.errors import BadInput
from campaign.kinds.field import word
from campaign.service import Session, names


def any_of(known: type[StrEnum], texts: Iterable[str]) -> str:
    return ",".join(word(known, text) for text in texts)


def one_of(known: type[StrEnum], text: str | None) -> str:
    return "" if text is None else word(known, text)


def plain_word(known: Iterable[str], text: str | None) -> str:
    """One of the plain words a filter knows."""
    if text is None:
        return ""
    wanted = text.strip().lower().replace("-", "_")
    if wanted not in known:
        raise BadInput("bad_word", text=text, words=", ".join(known))
    return wanted


def code_of(session: Session, kind: str, text: str | None) -> str:
    return "" if text is None else session.code(kind, text)


def leader_of(session: Session, text: str | None) -> str:
    return "" if text is None else names.leader(session, text)


def yes(value: bool) -> str:
    return filters.YES if value else ""
