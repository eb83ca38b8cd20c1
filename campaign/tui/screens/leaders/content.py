"""Screen 2 as lines: heads and cards of the board's columns, and the rows of the table. Pure."""

from collections import Counter
from collections.abc import Sequence
from functools import reduce

from campaign.core.model.light import Light
from campaign.core.model.people import Person
from campaign.core.model.project import Project
from campaign.core.situation import Situation
from campaign.tables.cells import SHORT_MARKS, light_piece
from campaign.tables.charts.beside import fitted, wide
from campaign.tables.charts.squares import squares
from campaign.tables.detail import edged
from campaign.tables.leaders import Load, absent
from campaign.tables.project_cells import days_since_visit, done
from campaign.tables.signs import Signs
from campaign.tables.tones import LIGHT_TONES, Line, Piece
from campaign.tables.width import cells
from campaign.text import N_, _, ngettext
from campaign.tui.screens.leaders.columns import NOBODY, LeaderColumns
from campaign.words import label
from campaign.words.light_reasons import card_reasons
from campaign.words.spacing import tight

SHORT = {Light.YELLOW: N_("yel")}
ROOMY_CARD = 26
"""Cells of a card from which on figures are spaced."""
SORT_WORDS = {"light": N_("by light"), "money": N_("by money"), "blockers": N_("by blockers"), "unseen": N_("longest unseen"),
              "rank": N_("by rank")}


def word_of(light: Light) -> str:
    """In three cells where the whole word has more than a card can spare."""
    return _(SHORT[light]) if light in SHORT else label(light)


def person_line(person: Person, width: int) -> Line:
    """``王某山  副市长``: the last of several posts, which is the working one, when there is no room for all."""
    posts = person.post.replace(",", "、").split("、")
    room = width - cells(person.name) - 2
    post = next((post for post in (person.post, *reversed(posts[1:])) if cells(post) <= room), posts[-1])
    return [(person.name, "strong"), ("  ", ""), (post, "quiet")]


def head_lines(situation: Situation, shelves: LeaderColumns, leader: str, width: int, signs: Signs) -> list[Line]:
    """Who, and how it stands: a square for each project, and how many are red and yellow."""
    load = shelves.loads.get(leader, Load())
    if leader == NOBODY:
        text = ngettext("{n} project to claim", "{n} projects to claim", load.projects).format(n=load.projects)
        return [[(_("no leader"), "strong")], [(text, "yellow")]]
    counts: list[Piece] = []
    for value, n in ((Light.RED, load.red), (Light.YELLOW, load.yellow)):
        if n:
            counts += [(" ", ""), (f"{word_of(value)} {n}", ("bold " if value is Light.RED else "") + LIGHT_TONES[value])]
    if not load.projects:
        counts = [(_("no project"), "quiet")]
    room = width - wide(counts)
    return [person_line(situation.snapshot.people[leader], width), [*squares(load.lights, max(room, 0), signs), *counts]]


def site_piece(situation: Situation, project: Project) -> Piece:
    """How long its leader was not there; where there is nothing to say of that, when anyone was."""
    if (days := absent(situation, project)) is not None:
        return _("away {n}d").format(n=days) if days else _("unseen"), "normal"
    if (seen := days_since_visit(situation, project)) is None:
        return "", ""
    return _("site {n}d ago").format(n=seen) if seen else _("site today"), "quiet"


def card_lines(situation: Situation, code: str, width: int, selected: bool, signs: Signs) -> list[Line]:
    """Beside the edge of its light: the name, done against expected; the light, why, and who was there at the right end."""
    project, found = situation.snapshot.projects[code], situation.assessments[code]
    red, room = found.light is Light.RED, width - 2
    part = done(project, found)
    name: list[Piece] = [(project.name, "strong" if red or selected else "")]
    loud = "quiet" if selected else "normal"  # under the cursor the quiet is normal, and only the name is strong
    part = part[0] and f"{part[0]}%", loud if part[1] == "strong" else part[1]
    first = [*fitted(name, room - cells(part[0]) - 1), (" ", ""), part] if part[0] else name
    word, tone = light_piece(found)[0].replace(label(found.light), word_of(found.light)), LIGHT_TONES[found.light]
    reasons = card_reasons(found.reasons[0]) if found.reasons else (label(project.stage),)
    waits = next((_(SHORT_MARKS[mark]) for mark in found.marks if mark in SHORT_MARKS), "")
    end, loudness = site_piece(situation, project)
    free = room - cells(word) - 2
    faces = [(tight(said), tight(end)) for said in reasons]
    if width >= ROOMY_CARD and cells(reasons[0]) + cells(end) <= free:
        faces.insert(0, (reasons[0], end))
    if loudness == "quiet":  # who was there gives way to why, an absence does not
        faces.append((tight(reasons[-1]), ""))
    why, end = next((face for face in faces if cells(face[0]) + cells(face[1]) <= free), faces[-1])
    if waits and cells(why) + cells(waits) + cells(end) + 4 <= free:
        why = f"{why}  {waits}"
    line: list[Piece] = [(word, "bold red" if red else tone), (" ", ""), (why, loud if red else "quiet")]
    second = [*fitted(line, room - cells(end) - 1), (" ", ""), (end, loudness if loudness == "quiet" else loud)] if end else line
    edge = "grey" if tone == "quiet" else tone
    return [edged(edge, first, signs), edged(edge, second, signs)]


def unclaimed_lines(signs: Signs) -> list[Line]:
    """The card of who has claimed no major project."""
    said: Line = [(word_of(Light.YELLOW), "yellow"), (" ", ""), (_("no major project"), "yellow")]
    return [edged("yellow", said, signs), edged("yellow", [(_("c claims one"), "quiet")], signs)]


def rest_line(situation: Situation, codes: Sequence[str], width: int) -> Line:
    """How many of a column are not seen, by their lights: ``green 7``; ``more: yel 2, green 4``. What has no room goes whole."""
    counts = Counter(situation.assessments[code].light for code in codes if code in situation.assessments)
    said = [f"{word_of(light)} {counts[light]}" for light in (Light.RED, Light.YELLOW) if counts[light]]
    said += [_("no major project") for code in codes if code not in situation.assessments]
    more = bool(said)
    if counts[Light.GREEN]:
        said.append(f"{label(Light.GREEN)} {counts[Light.GREEN]}")
    if other := counts[Light.NONE] + counts[Light.SUSPENDED]:
        said.append(_("other {n}").format(n=other))
    while True:
        text = reduce(lambda one, two: _("{said}, {more}").format(said=one, more=two), said) if said else ""
        text = _("more: {lights}").format(lights=text) if more else text
        if len(said) < 2 or cells(text) <= width:
            return [(text, "quiet")]
        said.pop()


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
