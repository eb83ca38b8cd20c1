"""The board of leaders as data: whose column stands where and which cards it holds.

Pure: a ``Situation`` in, lists of codes out. ``Shelves.patch`` redoes only what news touched, so that a write by someone else
costs a fraction of a millisecond at 10,000 projects.
"""

from bisect import insort
from collections.abc import Callable, Collection, Mapping

from campaign.core.codes import EVERYTHING
from campaign.core.model.light import WORST_FIRST, Light
from campaign.core.situation import Situation
from campaign.tables.leaders import Leaders, Load, by_rank, load, unseen

NOBODY = "-"
"""Key of the column of projects that nobody leads."""
SORTS = ("light", "money", "blockers", "unseen", "rank")
"""Of the columns and of the cards in them; by rank the cards are as by light."""
CALM = (Light.GREEN, Light.NONE, Light.SUSPENDED)
"""Of these a column says how many they are."""
_LIGHT_ORDER = {value: i for i, value in enumerate(WORST_FIRST)}

Order = Callable[[str], tuple[object, ...]]


def card_order(situation: Situation, sort: str) -> Order:
    """The sort key of a card: worst, largest, most or longest first, and the code last, so that no two are alike."""
    projects, assessments = situation.snapshot.projects, situation.assessments

    def by_light(code: str) -> tuple[object, ...]:
        found, project = assessments[code], projects[code]
        return (_LIGHT_ORDER[found.light], -found.overdue_blockers, -found.open_blockers, -(project.total or 0), len(code), code)

    def by_money(code: str) -> tuple[object, ...]:
        return (-(projects[code].total or 0), len(code), code)

    def by_blockers(code: str) -> tuple[object, ...]:
        found = assessments[code]
        return (-found.overdue_blockers, -found.open_blockers, -(projects[code].total or 0), len(code), code)

    def by_unseen(code: str) -> tuple[object, ...]:
        return (-unseen(situation, projects[code]), _LIGHT_ORDER[assessments[code].light], len(code), code)

    return {"light": by_light, "money": by_money, "blockers": by_blockers, "unseen": by_unseen}.get(sort, by_light)


def leader_order(situation: Situation, loads: Mapping[str, Load], sort: str) -> Order:
    """The sort key of a column: the most of what is sorted by first, then by rank."""
    ranked = by_rank(Leaders(situation, situation.snapshot.people, loads))

    def by(code: str) -> tuple[object, ...]:
        found = loads[code]
        worst = {"light": (-found.red, -found.yellow), "money": (-found.total,), "blockers": (-found.overdue,),
                 "unseen": (-found.unseen,)}.get(sort, ())
        return *worst, ranked(code)

    return by


def affected(old: Situation, new: Situation, touched: Collection[str]) -> set[str]:
    """Codes of the projects whose row or light differs, of those that the touched codes can have changed."""
    projects = {code for code in touched if code in old.snapshot.projects or code in new.snapshot.projects}
    candidates = projects | old.scope(touched) | new.scope(touched)
    return {code for code in candidates
            if old.snapshot.projects.get(code) is not new.snapshot.projects.get(code)
            or old.assessments.get(code) != new.assessments.get(code)}


class LeaderColumns:
    """Every leader's cards in order. A list that was handed out is never changed: news makes a new one."""

    def __init__(self, sort: str = "light") -> None:
        self.sort = sort
        self.situation: Situation | None = None
        self.cards: dict[str, list[str]] = {}
        """Leader (or ``NOBODY``) → codes of projects, best seen first."""
        self.loads: dict[str, Load] = {}
        self.order: list[str] = []
        """Leaders in the order of their columns. ``NOBODY`` is not among them."""

    def fill(self, situation: Situation) -> None:
        """Everything anew."""
        self.situation = situation
        self.cards = {code: [] for code, person in situation.snapshot.people.items() if person.leader}
        for code, project in situation.snapshot.projects.items():
            if project.withdrawn is None:
                self.cards.setdefault(project.leader or NOBODY, []).append(code)
        order = card_order(situation, self.sort)
        for cards in self.cards.values():
            cards.sort(key=order)
        self.loads = {leader: load(situation, cards) for leader, cards in self.cards.items()}
        self._line_up(situation)

    def patch(self, situation: Situation, touched: Collection[str] | None) -> set[str] | None:
        """Follow the news; the keys of cards and columns to be drawn anew. None: all of them."""
        old = self.situation
        if old is None or touched is None or EVERYTHING in touched or old.today != situation.today \
                or old.snapshot.campaign != situation.snapshot.campaign or old.snapshot.excuses != situation.snapshot.excuses:
            self.fill(situation)
            return None
        self.situation = situation
        people = {code for code in touched if code in situation.snapshot.people or code in old.snapshot.people}
        changed = affected(old, situation, touched)
        leaders = self._shift(old, situation, changed)
        if people:
            for code in people:
                person = situation.snapshot.people.get(code)
                if person is not None and person.leader:
                    self.cards.setdefault(code, [])
                elif not self.cards.get(code, True):
                    del self.cards[code]
                    self.loads.pop(code, None)
            leaders |= people & self.cards.keys()
        for leader in leaders & self.cards.keys():
            self.loads[leader] = load(situation, self.cards[leader])
        if leaders or people:
            self._line_up(situation)
        return changed | leaders | people

    def _shift(self, old: Situation, new: Situation, changed: Collection[str]) -> set[str]:
        """Take changed projects out of their old place and put them into the new one; the leaders concerned."""
        leaders: set[str] = set()
        order = card_order(new, self.sort)
        for code in changed:
            before, after = old.snapshot.projects.get(code), new.snapshot.projects.get(code)
            for project, put in ((before, False), (after, True)):
                if project is None or project.withdrawn is not None:
                    continue
                leader = project.leader or NOBODY
                if leader not in leaders:
                    leaders.add(leader)
                    self.cards[leader] = list(self.cards.get(leader, ()))
                if not put:
                    self.cards[leader].remove(code)
        for code in changed:
            project = new.snapshot.projects.get(code)
            if project is not None and project.withdrawn is None:
                insort(self.cards[project.leader or NOBODY], code, key=order)
        return leaders

    def _line_up(self, situation: Situation) -> None:
        people = situation.snapshot.people
        self.order = sorted((code for code in self.cards if code in people), key=leader_order(situation, self.loads, self.sort))
