"""Which leaders and projects screen 2 shows: those of a filter in words, of them what is typed, as the lists of both find it."""

from collections.abc import Collection, Mapping, Sequence

from campaign.core.filters import leader_filter, match_leader
from campaign.core.leaders import unclaimed
from campaign.core.saved import TEXT
from campaign.core.situation import Situation
from campaign.service import Session
from campaign.tables.leaders import LEADERS, Leaders
from campaign.tables.projects import PROJECTS, Projects, affected
from campaign.tables.search import SLICE, Search
from campaign.tables.sought import InTable
from campaign.tui.screens.leaders.columns import CALM, NOBODY, LeaderColumns
from campaign.tui.widgets.board_places import Stack


class Selection:
    """``text`` is what was typed."""

    def __init__(self) -> None:
        self.words: Mapping[str, str] = {}
        self.unfolded: set[str] = set()
        """Columns that show their calm projects too."""
        self._stacks: dict[str, tuple[tuple[Sequence[str], bool, bool, bool], Stack]] = {}
        """Of each column what it was made of, and what it was made into."""
        self.drop()

    def type(self, text: str) -> None:
        """``learn`` is to follow."""
        self._leaders.type(text)
        self._projects.type(text)
        self._asked = False

    def drop(self) -> None:
        self._leaders, self._projects = Search(), Search()
        self._found: set[str] = set()
        """Projects that are known to fit."""
        self._asked = True
        """Whether every project was asked whether what is typed fits it."""

    @property
    def text(self) -> str:
        return self._projects.text

    @property
    def begun(self) -> bool:
        return self._projects.begun

    @property
    def complete(self) -> bool:
        """Whether all projects are known as they are now."""
        return self._projects.complete

    def news(self, old: Situation | None, new: Situation, touched: frozenset[str] | None) -> Collection[str]:
        """The projects to be learned anew; nothing at all is known for certain when anything may be called otherwise."""
        changed = None if old is None or touched is None else affected(old, new, touched)
        if changed is None:
            self._leaders.forget()
            self._projects.forget()
        return changed or ()

    def learn(self, session: Session, situation: Situation, columns: LeaderColumns, changed: Collection[str] = ()) -> bool:
        """Know the leaders and some more of the projects, ``changed`` ones as they are now; whether other ones are found now."""
        rows, people = situation.snapshot.projects, situation.snapshot.people
        leaders = Leaders(situation, {code: people[code] for code in columns.order}, columns.loads)
        self._leaders.learn(InTable(LEADERS, leaders, session, "leaders"), columns.order if changed else ())
        looked_into = InTable(PROJECTS, Projects(situation), session, "projects")
        learned: Collection[str] = self._projects.learn(looked_into, changed, SLICE)
        if not self.text:
            return False
        if not self._asked:
            self._found, self._asked = set(filter(self._projects, rows)), True
            return True
        fitting = set(filter(self._projects, learned))
        if not changed and fitting == self._found.intersection(learned):
            return False
        self._found = self._found.difference(learned) | fitting
        return True

    def _holds(self, leader: str) -> bool:
        return leader != NOBODY and self._leaders(leader)

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
        return list(filter(self._holds, rows)) if self.text else rows

    def stacks(self, situation: Situation, columns: LeaderColumns, carried: tuple[str, str] | None, *,
               reverse: bool) -> list[Stack]:
        """Of the board: a leader with everything, or the projects that fit. ``carried``: the card in the hand and its column."""
        keys = self.leaders(situation, columns)
        if not self.words and columns.cards.get(NOBODY):
            keys.append(NOBODY)
        stacks = [self._stack(situation, columns, key, reverse=reverse) for key in keys]
        if not self.text:
            return stacks
        if carried:  # what is typed is whom to give it to
            return [stack for stack in stacks if self._holds(stack.key) or stack.key == carried[1]]
        fitting = (stack if self._holds(stack.key) else
                   Stack(stack.key, [code for code in (*stack.cards, *stack.rest) if code in self._found]) for stack in stacks)
        return [stack for stack in fitting if stack.cards or self._holds(stack.key)]

    def _stack(self, situation: Situation, columns: LeaderColumns, key: str, *, reverse: bool) -> Stack:
        """A column: what calls, who has claimed nothing, and the calm ones folded away; unfolded below the others."""
        cards, missing = columns.cards[key], key != NOBODY and unclaimed(situation, key)
        face = (cards, missing, reverse, key in self.unfolded)
        known = self._stacks.get(key)
        if known is not None and known[0][0] is cards and known[0][1:] == face[1:]:
            return known[1]
        turned = cards[::-1] if reverse else cards
        calm = [] if key == NOBODY else [code for code in turned if situation.assessments[code].light in CALM]
        hot = [code for code in turned if situation.assessments[code].light not in CALM] if calm else list(turned)
        hot += [key] if missing else []
        stack = Stack(key, [*hot, *calm]) if key in self.unfolded else Stack(key, hot, calm)
        self._stacks[key] = face, stack
        return stack

    def fold(self, key: str) -> None:
        """Show what is folded away in this column, or fold it away again."""
        self.unfolded ^= {key}
