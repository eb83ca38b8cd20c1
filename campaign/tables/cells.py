"""What the lists share: lines of columns, their titles, rules, short words, and a filter in words. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from campaign.core.model.blocker import BlockerState, Category
from campaign.core.model.land import ApprovalKind, ApprovalState, LandKind
from campaign.core.model.light import Assessment, Light
from campaign.core.model.people import Authority
from campaign.core.model.project import Investor, Project, Sector, Stage
from campaign.core.results import UNCONFIRMED
from campaign.core.situation import Situation
from campaign.tables.tones import LIGHT_TONES, Line, Piece
from campaign.tables.width import Column, Fitted, cell, cells, cut
from campaign.text import N_, _, ngettext
from campaign.words import day, flag, label, level, listed, mark
from campaign.words.labels import NOTHING
from campaign.words.light_reasons import short_reason
from campaign.words.spacing import and_more, tight

TURNED = "^"
"""Beside the title of the column by which a list is sorted backwards: no letter, which would read as part of the word."""
SHORT_LIGHTS = {Light.NONE: N_("none"), Light.SUSPENDED: N_("paused")}
SHORT_MARKS = {"waiting_city": N_("waits on city"), "waiting_province": N_("waits on province"),
               "waiting_national": N_("waits on ministry"), "unconfirmed": N_("unconf.")}
"""On whom a project waits, short enough for a card or a column."""
OUTLOOKS: Mapping[str, Piece] = {"too_late": (N_("too late"), "red"), "at_risk": (N_("at risk"), "yellow"),
                                 "understaffed": (N_("understaffed"), "yellow")}
"""What no light says, in a short word of its own tone; the worst first."""
LIGHT_WIDTH = 6
_OPEN, _CLOSE, _WIDE = "《「『（【〈(", "、，。；：？！》」』）】〉％)\\]};:,.!?%", "\u2e80-\uffff"
_WORDS = re.compile(f"[{_OPEN}]*(?:[^\\s{_WIDE}]+|[{_WIDE}])[{_CLOSE}]*\\s*|\\s+")
"""What stays together at the end of a line: a word or one Chinese character, with what opens and closes around it."""


def outlooks(assessment: Assessment) -> list[Piece]:
    """The short words of the marks that no light says."""
    return [(_(word), tone) for mark, (word, tone) in OUTLOOKS.items() if mark in assessment.marks]


def short_light(light: Light) -> str:
    """At most six cells in either language."""
    return _(SHORT_LIGHTS[light]) if light in SHORT_LIGHTS else label(light)


def light_piece(assessment: Assessment) -> Piece:
    """The short word; ``?`` when the green is doubtful (watermelon)."""
    doubt = "?" if "watermelon" in assessment.marks else ""
    return short_light(assessment.light) + doubt, LIGHT_TONES[assessment.light]


def title_line(fitted: Sequence[Fitted], sort: str, reverse: bool, drawn: Mapping[str, Line] = MappingProxyType({})) -> Line:
    """The column titles; the sorted one stands out, and carries a sign when it is turned (``with_sort`` leaves room for it).

    ``drawn``: titles that are more than a word, each as wide as its column.
    """
    line: list[Piece] = []
    sign = TURNED if reverse else ""
    for column, width, gap in fitted:
        if column.key in drawn:
            title = drawn[column.key]
            if column.key == sort:  # the name is its first piece
                (name, _tone), *rest = title
                told = name.strip() + sign
                title = [(cell(told if cells(told) <= cells(name) else name, cells(name), "right" if name[:1] == " " else "left"),
                          "strong"), *rest]
            line += [*title, (" " * gap, "")]
        elif column.key == sort:
            line.append((cell(cut(column.title, width - len(sign)) + sign, width, column.align) + " " * gap, "strong"))
        else:
            line.append((cell(column.title, width, column.align) + " " * gap, "quiet"))
    return line


def column_at(fitted: Sequence[Fitted], x: int) -> str | None:
    """Which column stands in this cell of a row."""
    for column, width, gap in fitted:
        if x < width + gap:
            return column.key
        x -= width + gap
    return None


def header_line(name: str, facts: Sequence[Piece], width: int) -> Line:
    """A group's name, its figures after it. The name gives way, but not below half of the line: then the figures do, from the
    end.
    """
    said = list(facts)
    while said and sum(cells(text) for text, _tone in said) > width // 2 and cells(name) >= width // 2:
        said.pop()
    room = width - sum(cells(text) for text, _tone in said) - 2 * bool(said)
    return [(cut(name, max(room, 0)), "strong"), *([("  ", ""), *said] if said else ())]


def filled(line: Line) -> Line:
    """The first row of a red group says its light on red."""
    at = next((i for i, (_text, tone) in enumerate(line) if tone in ("red", "bold red")), None)
    if at is None:
        return line
    text = line[at][0]
    word = text.rstrip()
    return [*line[:at], (word, "bold on red_fill"), (text[len(word):], ""), *line[at + 1:]]


def labels_width(words: Iterable[str], most: int) -> int:
    """Cells of the widest word, but no more than ``most``: columns fit the language."""
    return min(max(map(cells, words), default=1), most)


ROOMY_WHY = 32
"""Cells of a column in which a reason with all that follows it has room."""


def why_within(project: Project, assessment: Assessment, room: int) -> str:
    """``why`` for a cell: of a narrow column all are set tight; who it waits for goes, then how many more there are, before any
    figure is cut.
    """
    said = why(project, assessment)[0]
    if not assessment.reasons or (room >= ROOMY_WHY and cells(said) <= room):
        return said
    worst = short_reason(assessment.reasons[0])
    narrow = (tight(said), tight(and_more(worst, len(assessment.reasons) - 1)), tight(worst))
    return next((text for text in narrow if cells(text) <= room), narrow[-1])


def why(project: Project, assessment: Assessment) -> Piece:
    """The worst reason of a project, who it waits for, and how many more there are."""
    if project.withdrawn is not None:
        return _("withdrawn: {why}").format(why=project.withdrawn), "quiet"
    if not assessment.reasons:
        if project.suspended is not None:
            until = day(project.review) if project.review else NOTHING
            return _("until {day}: {why}").format(day=until, why=project.suspended), "quiet"
        return (_(SHORT_MARKS[UNCONFIRMED]), "yellow") if UNCONFIRMED in assessment.marks else ("", "")
    worst = assessment.reasons[0]
    parts = [short_reason(worst), *(_(SHORT_MARKS[word]) for word in assessment.marks if word in SHORT_MARKS)]
    if len(assessment.reasons) > 1:
        return and_more(" ".join(parts), len(assessment.reasons) - 1), LIGHT_TONES[worst.level]
    return " ".join(parts), LIGHT_TONES[worst.level]


def days_text(days: int | None, never: str = NOTHING) -> str:
    return never if days is None else tight(_("{n}d").format(n=days))


def projects_text(n: int) -> str:
    return ngettext("{n} project", "{n} projects", n).format(n=n)


def blockers_text(n: int) -> str:
    return ngettext("{n} blocker", "{n} blockers", n).format(n=n)


YES = {
    "orphan": N_("without leader, unit, manager, county or total"),
    "unregistered": N_("started, not registered in statistics"),
    "major": N_("major projects"),
    "nobody_today": N_("nobody on site today"),
    "unclaimed": N_("no major project claimed"),
    "mine": N_("naming you, your unit or county"),
    "unanswered": N_("not answered yet"),
    "contact_due": N_("an authority is to be contacted"),
}
"""Filter words whose value is ``yes``; the review of a suspension and of a hold read differently."""


def words_text(words: Mapping[str, str], screen: str, situation: Situation) -> str:
    """What a list under this filter (of ``core.filters``) holds: ``overdue``; ``county 临江区, red``."""
    return listed([_word(name, value, screen, situation) for name, value in words.items() if value])


def _word(name: str, value: str, screen: str, situation: Situation) -> str:
    snapshot = situation.snapshot
    if name in YES:
        return _(YES[name])
    match name:
        case "light":
            return listed([label(Light(word)) for word in value.split(",")])
        case "level":
            return listed([level(int(word)) for word in value.split(",")])
        case "mark":
            return _("waiting for a higher authority") if value == "waiting" else mark(value)
        case "flag":
            return flag(value)
        case "state":
            if value == "overdue":
                return _("overdue")
            if screen == "approvals":
                return label(ApprovalState(value))
            if screen == "land":
                return _("accepted") if value == "accepted" else _("not accepted")
            return label(BlockerState(value))
        case "kind":
            return label(LandKind(value) if value in set(LandKind) else ApprovalKind(value))
        case "lapsing":
            return _("an approval lapses within days, or has lapsed") if value == "soon" else _("an approval lapses within weeks")
        case "review_passed":
            return _("on hold, review date passed") if screen == "blockers" else _("suspended, review date passed")
        case "started":
            return _("started within the campaign") if value == "new" else _("started before the campaign")
        case "code":
            title = situation.name_of(value)
            return f"{value} {title}" if title else value
    for words in (_NAMED.get(name),):
        if words is not None:
            return label(words(value))
    rows: Mapping[str, object] = {
        "county": snapshot.counties, "unit": snapshot.units, "leader": snapshot.people, "person": snapshot.people,
        "manager": snapshot.people, "project": snapshot.projects}.get(name, {})  # fmt: skip
    return str(getattr(rows.get(value), "name", value))


_NAMED = {"stage": Stage, "sector": Sector, "investor": Investor, "category": Category, "authority": Authority}


def code_width(codes: Sequence[str]) -> int:
    return max([cells(_("Code")), *map(len, codes)])


def leader_named(situation: Situation, grouping: str, group: str) -> str | None:
    """The person that a group of a list is named after; None where it is grouped by something else, and of several or none."""
    return group if grouping == "leader" and group in situation.snapshot.people else None


def name_of(situation: Situation | None, code: str | None) -> str:
    """The name behind a code, or the code itself; a dash when nobody is named."""
    if code is None:
        return NOTHING
    return (situation.name_of(code) if situation is not None else None) or code


def name_piece(situation: Situation, code: str | None) -> Piece:
    """``name_of``, with a dim dash."""
    return name_of(situation, code), "quiet" if code is None else ""


def with_sort(columns: Sequence[Column], sort: str) -> tuple[Column, ...]:
    """The sorted column never gives way, and has room for the sign at its title."""
    return tuple(_sorted(column) if column.key == sort else column for column in columns)


def _sorted(column: Column) -> Column:
    need = cells(column.title) + 1
    return column._replace(priority=0, width=max(column.width, need), min=max(column.min or column.width, need))


def wrapped(text: str, width: int) -> list[str]:
    """``text`` in lines of at most ``width`` cells, broken between words or beside a Chinese character; at least one line.

    No line begins with what closes (``、``) or ends with what opens (``《``), as in print, where the cells suffice.
    """
    lines: list[str] = []
    line = ""
    for word in _WORDS.findall(text):
        if line and cells(line + word.rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        while cells(word.rstrip()) > width:
            head = cut(word, width + 1)[:-1] or word[0]
            lines.append(head)
            word = word[len(head):]
        line += word
    return [*lines, line.rstrip()] if line or not lines else lines


def percent(found: Assessment) -> str:
    """``31/80%``: done and expected share of the plan, whole percents; empty without a plan, and before anything is due."""
    if found.progress is None or (not found.progress and not found.expected):
        return ""
    return f"{(found.progress + 5) // 10}/{(found.expected + 5) // 10}%"
