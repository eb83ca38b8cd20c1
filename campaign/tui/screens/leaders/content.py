"""Screen 2 as lines: heads and cards of the board's columns, and the rows of the table. Pure."""

from collections.abc import Iterable, Sequence

from campaign.core.leaders import unclaimed
from campaign.core.model.light import Light
from campaign.core.model.people import Person
from campaign.core.model.project import Project, Stage
from campaign.core.results import UNCONFIRMED
from campaign.core.situation import Situation
from campaign.tables.cells import SHORT_MARKS, light_piece, percent
from campaign.tables.leaders import Load, unseen
from campaign.tables.tones import LIGHT_TONES, Line, Piece
from campaign.tables.width import cells
from campaign.text import N_, _, ngettext
from campaign.tui.screens.leaders.columns import NOBODY, LeaderColumns
from campaign.words import label
from campaign.words.spacing import tight

SORT_WORDS = {"light": N_("by light"), "money": N_("by money"), "blockers": N_("by blockers"), "unseen": N_("longest unseen")}


def person_piece(person: Person, width: int) -> str:
    """``王某山 副市长``: the last of several posts, which is the working one, when there is no room for all."""
    name = person.name
    for post in (person.post, *reversed(person.post.replace(",", "、").split("、")[1:])):
        if post and cells(name) + 1 + cells(post) <= width:
            return f"{name} {post}"
    last = person.post.replace(",", "、").split("、")[-1]
    return f"{name} {last}" if last else name


def head_lines(situation: Situation, shelves: LeaderColumns, leader: str, width: int) -> list[Line]:
    """Who, and how it stands: two lines."""
    load = shelves.loads.get(leader, Load())
    if leader == NOBODY:
        text = ngettext("{n} project to claim", "{n} projects to claim", load.projects).format(n=load.projects)
        return [[(_("no leader"), "strong")], [(text, "yellow")]]
    person = situation.snapshot.people[leader]
    first: Line = [(person_piece(person, width), "strong")]
    counts: list[Piece] = []
    if unclaimed(situation, leader):
        counts.append((_("no major project"), "yellow"))
    elif not load.projects:
        counts.append((_("no project"), "quiet"))
    for value, n in ((Light.RED, load.red), (Light.YELLOW, load.yellow), (Light.GREEN, load.green)):
        if n:
            counts.append((f"{label(value)} {n}", LIGHT_TONES[value]))
    if load.other:
        counts.append((_("other {n}").format(n=load.other), "quiet"))
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


def days_piece(situation: Situation, project: Project) -> Piece:
    """Days since anyone was on site; nothing where there is no site."""
    if project.last_visit is None:
        return (_("never seen"), "yellow") if unseen(situation, project) else ("", "")
    days = unseen(situation, project)
    late = days >= situation.snapshot.campaign.settings.watermelon_visit and project.stage is Stage.BUILDING
    return (tight(_("{n}d").format(n=days)) if days else _("today"), "yellow" if late else "quiet")


def card_lines(situation: Situation, code: str, width: int) -> list[Line]:
    """Code and name; light, done/expected, blockers, overdue ones, days unseen at the right end."""
    project, found = situation.snapshot.projects[code], situation.assessments[code]
    tone = LIGHT_TONES[found.light]
    first: Line = [(code, tone), (" ", ""), (project.name, "")]
    word, _tone = light_piece(found)
    days = days_piece(situation, project)
    waits = next((mark for mark in found.marks if mark in SHORT_MARKS), "")
    late, blocked = found.overdue_blockers, found.open_blockers
    # Each with how badly it is wanted: what has the lowest number is sure of its room.
    parts: list[tuple[int, Piece]] = [
        (0, (word, tone)),
        (3 if waits == UNCONFIRMED else 1, (_(SHORT_MARKS[waits]) if waits else "", "quiet")),
        (2, (percent(found) or label(project.stage), "")),
        (6 if late else 4, (tight(_("{n} blk").format(n=blocked)) if blocked else "", "")),
        (1, (tight(_("{n} late").format(n=late)) if late else "", "red")),
        (5, days),
    ]
    room, kept = width + 1, list[Piece]()
    for want, piece in sorted(parts, key=lambda part: part[0]):
        if piece[0] and (want == 0 or cells(piece[0]) < room):
            kept.append(piece)
            room -= cells(piece[0]) + 1
    pieces: list[Piece] = []
    for _want, piece in parts:
        if not any(piece is one for one in kept):
            continue
        if piece is days:
            used = sum(cells(text) for text, _ in pieces)
            pieces.append((" " * (width - used - cells(days[0])), ""))
        elif pieces:
            pieces.append((" ", ""))
        pieces.append(piece)
    return [first, pieces]


def carried_line(situation: Situation | None, card: str, target: str | None) -> Line:
    """To whom a card in the hand would go, and the keys that work meanwhile."""
    people = situation.snapshot.people if situation is not None else {}
    name = people[target].name if target is not None and target in people else _("no leader")
    keys = (("h l", _("choose")), ("Enter", _("give")), ("Esc", _("put back")))
    return [(f" {card} -> {name}  ", "accent"),
            *(piece for key, word in keys for piece in ((f"{key} ", "strong"), (f"{word}  ", "quiet")))]


def empty_lines(*, loaded: bool, filtered: bool) -> Sequence[str]:
    """What stands there while nobody does."""
    if not loaded:
        return (_("loading"),)
    if filtered:
        return (_("Nobody here fits. Esc shows all."),)
    return _("No leader yet."), "", _("a adds one here; on the command line:"), "campaign add-leader NAME --post POST"
