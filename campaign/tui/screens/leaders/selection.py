"""Which leaders and projects screen 2 shows: those of a filter in words, of them what is typed: leaders by name and post,
projects by name.
"""

from collections.abc import Iterable, Mapping

from campaign.core.filters import leader_filter, match_leader
from campaign.core.names import matcher
from campaign.core.saved import TEXT
from campaign.core.situation import Situation
from campaign.service import Session, names
from campaign.tui.screens.leaders.columns import NOBODY, LeaderColumns
from campaign.tui.widgets.board_view import Stack

KINDS = ("leader", "project")


class Selection:
    """``text`` is what was typed; ``found`` the leaders and projects that fit, None while nothing is typed."""

    def __init__(self) -> None:
        self.words: Mapping[str, str] = {}
        self.text = ""
        self.found: frozenset[str] | None = None
        self._names: dict[str, tuple[str, str]] = {}
        """Code → name and search key; read when the first filter is typed."""

    def type(self, session: Session, situation: Situation | None, text: str, leaders: Iterable[str]) -> None:
        """``leaders`` are those with a column."""
        self.text = text
        if not text or situation is None:
            self.found = None
            return
        if not self._names:
            self._names = {code: (name, key) for kind in KINDS for code, name, key in names.named(session, kind)}
        fits, code_part, part = matcher(text), text.upper(), text.casefold()
        found = {code for code, (name, key) in self._names.items() if fits(name, key) or code.startswith(code_part)}
        found.update(code for code in leaders if part in situation.snapshot.people[code].post.casefold())
        self.found = frozenset(found)

    def drop(self) -> None:
        self.text, self.found = "", None

    def renamed(self, situation: Situation, changed: Iterable[str] | None) -> bool:
        """Whether the search keys that were read no longer hold."""
        def other(code: str) -> bool:
            row = situation.snapshot.projects.get(code) or situation.snapshot.people.get(code)
            return row is not None and self._names.get(code, ("",))[0] != row.name

        if self.found is None or (changed is not None and not any(map(other, changed))):
            return False
        self._names = {}
        return True

    @property
    def kept(self) -> dict[str, str]:
        """As it is saved."""
        return {**self.words, **({TEXT: self.text} if self.text else {})}

    def leaders(self, situation: Situation, columns: LeaderColumns) -> list[str]:
        """Under the filter in words."""
        wanted = leader_filter(self.words)
        return [code for code in columns.order if match_leader(situation, code, wanted)] if self.words else list(columns.order)

    def rows(self, situation: Situation, columns: LeaderColumns) -> list[str]:
        """Of the table."""
        rows = self.leaders(situation, columns)
        return rows if self.found is None else [code for code in rows if code in self.found]

    def stacks(self, situation: Situation, columns: LeaderColumns, carried: tuple[str, str] | None, *,
               reverse: bool) -> list[Stack]:
        """Of the board: a leader with everything, or the projects that fit. ``carried``: the card in the hand and its column."""
        keys = self.leaders(situation, columns)
        if not self.words and columns.cards.get(NOBODY):
            keys.append(NOBODY)
        stacks = [Stack(key, columns.cards[key][::-1] if reverse else columns.cards[key]) for key in keys]
        found = self.found
        if found is None:
            return stacks
        if carried:  # what is typed is whom to give it to
            return [stack for stack in stacks if stack.key in found or stack.key == carried[1]]
        fitting = (stack if stack.key in found else Stack(stack.key, [code for code in stack.cards if code in found])
                   for stack in stacks)
        return [stack for stack in fitting if stack.cards or stack.key in found]
