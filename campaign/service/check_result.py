"""What a check of ``doctor`` found: a key and its facts. The words are in ``campaign.words.doctor``, with what to type."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import NamedTuple

from campaign.core.errors import CampaignError


class State(StrEnum):
    OK = "ok"
    WARN = "warn"
    BAD = "bad"


class Finding(NamedTuple):
    check: str
    """Which check: stable, for scripts."""
    state: State
    key: str
    """What was found: ``campaign.words.doctor`` has the sentence and what to type."""
    facts: dict[str, object] = {}  # noqa: RUF012  # never changed


def ok(check: str, **facts: object) -> Finding:
    return Finding(check, State.OK, f"{check}_ok", facts)


def warn(check: str, key: str, **facts: object) -> Finding:
    return Finding(check, State.WARN, key, facts)


def bad(check: str, key: str, **facts: object) -> Finding:
    return Finding(check, State.BAD, key, facts)


def guarded(check: str, findings: Callable[[], Iterator[Finding]], **facts: object) -> Iterator[Finding]:
    """What stops a check is a finding, too; ``facts`` are what to do about it may need."""
    try:
        yield from findings()
    except CampaignError as error:
        yield bad(check, error.key, **{**facts, **error.params})
    except OSError as error:
        yield warn(check, "unseen", path=str(error.filename or "?"), why=error.strerror or str(error))
