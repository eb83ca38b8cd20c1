"""The board of leaders as data: whose column stands where, which cards it holds, and how heads, cards and rows are drawn.

Pure: a ``Situation`` in, lists of codes and lines of text out. ``Shelves.patch`` redoes only what news touched, so that a
write by someone else costs a fraction of a millisecond at 10,000 projects.
"""

from bisect import insort
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import NamedTuple

from campaign.core import blockers as rules
from campaign.core.codes import EVERYTHING, by_length
from campaign.core.facts import has_started
from campaign.core.model import WORST_FIRST, Assessment, Light, Person, Project, Rank, Scope, Stage
from campaign.core.situation import Situation
from campaign.text import N_, _, ngettext
from campaign.tui.render import LIGHT_TONES
from campaign.tui.render_lists import SHORT_MARKS, light_piece, with_sort
from campaign.tui.widgets.columns import Column, cell, cells, fit
from campaign.tui.widgets.lines import Line, Piece
from campaign.words import label, money

NOBODY = "-"
"""Key of the column of projects that nobody leads."""
SORTS = ("light", "money", "blockers", "unseen")
SORT_WORDS = {"light": N_("by light"), "money": N_("by money"), "blockers": N_("by blockers"), "unseen": N_("longest unseen")}
_LIGHT_ORDER = {value: i for i, value in enumerate(WORST_FIRST)}
_RANK_ORDER = {rank: i for i, rank in enumerate(Rank)}
_MUST_CLAIM = (Rank.PRINCIPAL, Rank.CITY)
_NOT_TO_SEE = 0


class Load(NamedTuple):
    """What one leader carries. Withdrawn projects are not counted; ``total`` is in 万元, ``unseen`` in days (see ``unseen``)."""

    projects: int = 0
    red: int = 0
    yellow: int = 0
    green: int = 0
    other: int = 0
    """Not assessed or suspended."""
    overdue: int = 0
    """Overdue blockers, each counted once."""
    total: int = 0
    unseen: int = 0


def unseen(situation: Situation, project: Project) -> int:
    """Days since anyone was on site; since the start if nobody ever was; 0 when there is no site to see."""
    today = situation.today
    if project.last_visit is not None:
        return max((today - project.last_visit).days, 0)
    if project.stage is Stage.BUILDING and project.started is not None and has_started(project, today):
        return (today - project.started).days
    return _NOT_TO_SEE


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

    return {"light": by_light, "money": by_money, "blockers": by_blockers, "unseen": by_unseen}[sort]


def affected(old: Situation, new: Situation, touched: Iterable[str]) -> set[str]:
    """Codes of the projects whose row or light differs, of those that the touched codes can have changed."""
    candidates: set[str] = set()
    for code in touched:
        if code in old.snapshot.projects or code in new.snapshot.projects:
            candidates.add(code)
        for situation in (old, new):
            if (item := situation.snapshot.blockers.get(code)) is None:
                continue
            if item.scope is Scope.COUNTY:
                candidates.update(situation.projects_of_county(item.county or ""))
            else:
                candidates.update(item.projects)
    return {code for code in candidates
            if old.snapshot.projects.get(code) is not new.snapshot.projects.get(code)
            or old.assessments.get(code) != new.assessments.get(code)}


class Shelves:
    """Every leader's cards in order. A list that was handed out is never changed: news makes a new one."""

    def __init__(self, sort: str = "light") -> None:
        self.sort = sort
        self.situation: Situation | None = None
        self.cards: dict[str, list[str]] = {}
        """Leader (or ``NOBODY``) → codes of projects, best seen first."""
        self.loads: dict[str, Load] = {}
        self.order: list[str] = []
        """Leaders in the order of their columns: by rank, then the worst first. ``NOBODY`` is not among them."""

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
        self.loads = {leader: self._load(situation, cards) for leader, cards in self.cards.items()}
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
            self.loads[leader] = self._load(situation, self.cards[leader])
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

    def _load(self, situation: Situation, cards: list[str]) -> Load:
        lights = dict.fromkeys(WORST_FIRST, 0)
        late: set[str] = set()
        total = longest = 0
        for code in cards:
            found, project = situation.assessments[code], situation.snapshot.projects[code]
            lights[found.light] += 1
            total += project.total or 0
            longest = max(longest, unseen(situation, project))
            if found.overdue_blockers:
                late.update(item.code for item in situation.blockers_of(code) if rules.overdue(item, situation.today))
        other = lights[Light.NONE] + lights[Light.SUSPENDED]
        return Load(len(cards), lights[Light.RED], lights[Light.YELLOW], lights[Light.GREEN], other, len(late), total, longest)

    def _line_up(self, situation: Situation) -> None:
        people, nothing = situation.snapshot.people, Load()

        def key(code: str) -> tuple[object, ...]:
            load = self.loads.get(code, nothing)
            return (_RANK_ORDER[people[code].rank], -load.red, -load.overdue, -load.yellow, *by_length(code))

        self.order = sorted((code for code in self.cards if code in people), key=key)


# Drawing ----------------------------------------------------------------------------------------------------------------


def person_piece(person: Person, width: int) -> str:
    """``王某山 副市长``: the last of several posts, which is the working one, when there is no room for all."""
    name = person.name
    for post in (person.post, *reversed(person.post.replace(",", "、").split("、")[1:])):
        if post and cells(name) + 1 + cells(post) <= width:
            return f"{name} {post}"
    last = person.post.replace(",", "、").split("、")[-1]
    return f"{name} {last}" if last else name


def unclaimed(situation: Situation, leader: str) -> bool:
    """A city or principal leader without a major project."""
    person = situation.snapshot.people.get(leader)
    return person is not None and person.rank in _MUST_CLAIM and situation.majors[leader] <= 0


def head_lines(situation: Situation, shelves: Shelves, leader: str, width: int) -> list[Line]:
    """Who, and how it stands: two lines."""
    load = shelves.loads.get(leader, Load())
    if leader == NOBODY:
        text = ngettext("{n} project to claim", "{n} projects to claim", load.projects).format(n=load.projects)
        return [[(_("no leader"), "head")], [(text, "yellow")]]
    person = situation.snapshot.people[leader]
    first: Line = [(person_piece(person, width), "head")]
    counts: list[Piece] = []
    if unclaimed(situation, leader):
        counts.append((_("no major project"), "yellow"))
    elif not load.projects:
        counts.append((_("no project"), "dim"))
    for value, n in ((Light.RED, load.red), (Light.YELLOW, load.yellow), (Light.GREEN, load.green)):
        if n:
            counts.append((f"{label(value)} {n}", LIGHT_TONES[value]))
    if load.other:
        counts.append((_("other {n}").format(n=load.other), "dim"))
    return [first, whole(counts, width)]


def whole(pieces: Iterable[Piece], width: int, gap: str = " ") -> list[Piece]:
    """As many pieces as fit whole, with gaps between them: a cut number would be a wrong number."""
    kept: list[Piece] = []
    room = width
    for text, tone in pieces:
        size = cells(text) + (cells(gap) if kept else 0)
        if size > room:
            break
        if kept:
            kept.append((gap, ""))
        kept.append((text, tone))
        room -= size
    return kept


def percent(found: Assessment) -> str:
    """``31/80%``: done and expected share of the plan, whole percents; empty without a plan, and before anything is due."""
    if found.progress is None or (not found.progress and not found.expected):
        return ""
    return f"{(found.progress + 5) // 10}/{(found.expected + 5) // 10}%"


def days_piece(situation: Situation, project: Project) -> Piece:
    """Days since anyone was on site; nothing where there is no site."""
    if project.last_visit is None:
        return (_("never seen"), "yellow") if unseen(situation, project) else ("", "")
    days = unseen(situation, project)
    late = days >= situation.snapshot.campaign.settings.watermelon_visit and project.stage is Stage.BUILDING
    return (_("{n}d").format(n=days) if days else _("today"), "yellow" if late else "dim")


def card_lines(situation: Situation, code: str, width: int) -> list[Line]:
    """Code and name; light, done/expected, blockers, overdue ones, days unseen at the right end."""
    project, found = situation.snapshot.projects[code], situation.assessments[code]
    tone = LIGHT_TONES[found.light]
    first: Line = [(code, tone), (" ", ""), (project.name, "")]
    word, _tone = light_piece(found)
    days = days_piece(situation, project)
    waits = next((_(SHORT_MARKS[mark]) for mark in found.marks if mark in SHORT_MARKS), "")
    late, blocked = found.overdue_blockers, found.open_blockers
    # Each with how badly it is wanted: what goes first when there is no room has the highest number.
    parts: list[tuple[int, Piece]] = [
        (0, (word, tone)),
        (1, (waits, "dim")),
        (2, (percent(found) or label(project.stage), "")),
        (5 if late else 3, (_("{n} blk").format(n=blocked) if blocked else "", "")),
        (1, (_("{n} late").format(n=late) if late else "", "red")),
        (4, days),
    ]
    parts = [part for part in parts if part[1][0]]
    while len(parts) > 1 and sum(cells(text) + 1 for _, (text, _) in parts) - 1 > width:
        parts.remove(max(parts, key=lambda part: part[0]))
    pieces: list[Piece] = []
    for _want, piece in parts:
        if piece is days:
            used = sum(cells(text) for text, _ in pieces)
            pieces.append((" " * (width - used - cells(days[0])), ""))
        elif pieces:
            pieces.append((" ", ""))
        pieces.append(piece)
    return [first, pieces]


# The table of leaders -----------------------------------------------------------------------------------------------------

TABLE_SORTS = ("rank", "name", "post", "projects", "red", "yellow", "green", "overdue", "major", "total")


def table_columns(sort: str) -> tuple[Column, ...]:
    """Of the table of leaders; titles in the language spoken now."""
    found = [
        Column("name", _("Leader"), 14, 8, flex=1),
        Column("post", _("Post"), 18, 10, flex=2, priority=3),
        Column("projects", _("Proj."), 5, align="right", priority=2),
        Column("red", _("Red"), 4, align="right"),
        Column("yellow", _("Yel."), 4, align="right"),
        Column("green", _("Grn."), 4, align="right", priority=4),
        Column("overdue", _("Late"), 5, align="right"),
        Column("major", _("Major"), 7, align="right", priority=1),
        Column("total", _("Total"), 10, 9, align="right", priority=2),
    ]
    return with_sort(found, sort)


def table_cells(situation: Situation, shelves: Shelves, leader: str) -> Mapping[str, Piece]:
    """Text and tone per column. Noughts are left out, so that what is there stands out."""
    person, load = situation.snapshot.people[leader], shelves.loads.get(leader, Load())

    def number(n: int, tone: str = "") -> Piece:
        return (str(n) if n else "", tone)

    majors = situation.majors[leader]
    return {
        "name": (person.name, ""), "post": (person.post, "dim"), "projects": number(load.projects),
        "red": number(load.red, "red"), "yellow": number(load.yellow, "yellow"), "green": number(load.green, "green"),
        "overdue": number(load.overdue, "red"),
        "major": (_("not yet"), "yellow") if unclaimed(situation, leader) else number(majors),
        "total": (money(load.total) if load.total else "", ""),
    }


def table_line(situation: Situation, shelves: Shelves, leader: str, width: int, sort: str) -> Line:
    """One row of the table."""
    found = table_cells(situation, shelves, leader)
    pieces: list[Piece] = []
    for column, room in fit(table_columns(sort), width):
        text, tone = found[column.key]
        if pieces:
            pieces.append((" ", ""))
        pieces.append((cell(text, room, column.align), tone))
    return pieces


def table_order(situation: Situation, shelves: Shelves, leaders: Iterable[str], sort: str, *, reverse: bool = False) -> list[str]:
    """Leaders sorted by a column of the table: texts upwards, figures the largest first. ``rank`` is the board's order."""
    people, majors, loads, nothing = situation.snapshot.people, situation.majors, shelves.loads, Load()
    rows = list(leaders)
    if sort in ("name", "post"):
        rows.sort(key=lambda code: getattr(people[code], sort))
    elif sort == "major":
        rows.sort(key=lambda code: -majors[code])
    elif sort != "rank":
        at = Load._fields.index(sort)
        rows.sort(key=lambda code: -loads.get(code, nothing)[at])
    return rows[::-1] if reverse else rows
