"""What a typed filter finds: by name, pinyin, initials or code. Search keys are read when the first letter is typed."""

from collections.abc import Iterable, Mapping
from typing import Any

from campaign.core import codes
from campaign.core.names import Entry, fold, matcher


class Search:
    """Nothing is typed yet; then every code whose name, key or code has ``text`` in it."""

    def __init__(self) -> None:
        self.text = ""
        self._folded = ""
        self._code: str | None = None
        self._fits = matcher("")
        self._keys: dict[str, tuple[str, str]] = {}

    def type(self, text: str) -> None:
        self.text = " ".join(text.split())
        self._fits, self._folded, self._code = matcher(self.text), fold(self.text), codes.canonical(self.text)

    def learn(self, named: Iterable[Entry]) -> None:
        """Take the names and search keys of everything there is (``Store.named``)."""
        self._keys = {code: (name, key) for code, name, key in named}

    def forget(self) -> None:
        self._keys = {}

    def knows(self, rows: Mapping[str, Any], changed: Iterable[str]) -> bool:
        """Whether the keys are there, those of ``changed`` rows under the names that they have now."""
        if not self._keys:
            return False
        return all(code not in rows or self._keys.get(code, ("",))[0] == name_of(rows[code]) for code in changed)

    def __call__(self, code: str) -> bool:
        known = self._keys.get(code)
        return (known is not None and self._fits(*known)) or self._folded in code.casefold() or code == self._code


def name_of(row: Any) -> str:
    """A project's name, a blocker's title."""
    return str(getattr(row, "name", None) or row.title)
