"""What the target lists require of a reserve project: ``lists.toml``."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from campaign import text
from campaign.core.model.project import TargetList
from campaign.core.reserve import ListRule


def lists() -> Mapping[TargetList, ListRule]:
    """The rule of every list, with its note in the language spoken now."""
    return _lists("note_zh" if text.language() == "zh" else "note")


@cache
def _lists(note: str) -> Mapping[TargetList, ListRule]:
    file = _file()
    return MappingProxyType({which: _rule(which, file[which], file[which][note]) for which in TargetList})


def _rule(which: TargetList, entry: dict[str, Any], note: str) -> ListRule:
    month, day = map(int, entry["deadline"].split("-"))
    approvals = {who: tuple(map(tuple, choices)) for who, choices in entry["approvals"].items()}
    return ListRule(which, month, day, tuple(entry["investors"]), MappingProxyType(approvals), tuple(entry["fields"]),
                    entry.get("least"), entry["source"], note)


@cache
def _file() -> dict[str, Any]:
    import tomllib

    return tomllib.loads(Path(__file__).with_name("lists.toml").read_text("utf-8"))
