"""What is lacking, as lists: bodies where approvals wait and nobody is; blockers that somebody elsewhere could break. Pure."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from campaign.core.codes import by_length
from campaign.core.model.blocker import Blocker, Category
from campaign.core.model.land import Approval
from campaign.core.model.people import Authority
from campaign.core.model.task_forces import Dispatch
from campaign.core.situation import Situation
from campaign.core.task_forces import Match, Queue
from campaign.tables.cells import code_width, labels_width, name_of, projects_text, rule
from campaign.tables.history import name_column
from campaign.tables.order import Value, by_pinyin
from campaign.tables.sections import due_piece
from campaign.tables.tones import Line, Piece
from campaign.tables.width import Column
from campaign.text import _
from campaign.words import choices, day, label, listed

# Nobody there -----------------------------------------------------------------------------------------------------------

QUEUE_SORTS = ("over", "code", "name", "authority", "waiting", "oldest")


def queue_value(rows: Mapping[str, Queue], sort: str, situation: Situation) -> Callable[[str], Value]:
    units = situation.snapshot.units
    order = {authority: -at for at, authority in enumerate(Authority)}

    def authority(code: str) -> Value:
        found = units[code].authority if code in units else None
        return None if found is None else order[found]

    return {
        "over": lambda code: (-rows[code].over_limit, rows[code].oldest.toordinal(), -rows[code].waiting),
        "code": lambda code: 0,
        "name": lambda code: by_pinyin(name_of(situation, code)),
        "authority": authority,
        "waiting": lambda code: -rows[code].waiting,
        "oldest": lambda code: rows[code].oldest.toordinal(),
    }[sort]


def queue_columns(rows: Mapping[str, Queue], situation: Situation, width: int) -> list[Column]:
    return [
        Column("code", _("Code"), code_width(list(rows))),
        name_column(_("Body"), (name_of(situation, code) for code in rows), width),
        Column("authority", _("Decides"), labels_width([*choices(Authority).values(), _("Decides")], 14), priority=2),
        Column("waiting", _("Waiting"), 7, align="right"),
        Column("over", _("Past limit"), 10, align="right"),
        Column("oldest", _("Longest wait"), 12, align="right", priority=1),
    ]


def queue_piece(situation: Situation, row: Queue, key: str) -> Piece:
    match key:
        case "code":
            return row.unit, ""
        case "name":
            return name_of(situation, row.unit), ""
        case "authority":
            unit = situation.snapshot.units.get(row.unit)
            return label(None if unit is None else unit.authority), ""
        case "waiting":
            return str(row.waiting), ""
        case "over":
            return (_("{n} late").format(n=row.over_limit), "red") if row.over_limit else ("0", "dim")
    days = (situation.today - row.oldest).days
    return _("{n}d").format(n=days), ""


def queue_details(situation: Situation, row: Queue, waiting: Sequence[Approval], last: Dispatch | None, width: int,
                  height: int) -> list[Line]:
    """Who was there last, and what waits there."""
    lines: list[Line] = [rule([(f" {row.unit} ", "dim"), (name_of(situation, row.unit), "bold")], width)]
    if last is not None and last.returned is not None:
        told = _("last there: {name}, back on {day}").format(name=name_of(situation, last.person), day=day(last.returned))
    else:
        told = _("nobody was ever sent there; a sends somebody")
    lines.append([(f" {told}", "dim")])
    for item in waiting[:max(height - len(lines), 0)]:
        late = item.due is not None and item.due < situation.today
        lines.append([(f" {item.code} ", "dim"), (f"{label(item.kind)} {name_of(situation, item.project)}", ""),
                      ("  " + _("submitted on {day}").format(day=day(item.submitted)), "red" if late else "dim")])
    return lines[:height]


# Matches ----------------------------------------------------------------------------------------------------------------

MATCH_SORTS = ("due", "code", "title", "category", "person")
MATCH_GROUPS = ("", "category", "person", "county")
NOBODY = "~"


class Found(NamedTuple):
    """A match, with the blocker that it is about."""

    item: Blocker
    match: Match


def match_value(rows: Mapping[str, Found], sort: str) -> Callable[[str], Value]:
    order = {category: at for at, category in enumerate(Category)}
    return {
        "due": lambda code: rows[code].item.due.toordinal(),
        "code": lambda code: 0,
        "title": lambda code: by_pinyin(rows[code].item.title),
        "category": lambda code: order[rows[code].item.category],
        "person": lambda code: by_length(rows[code].match.persons[0]),
    }[sort]


def match_group_of(situation: Situation, rows: Mapping[str, Found], group: str) -> Callable[[str], str]:
    def county(code: str) -> str:
        projects = situation.snapshot.projects
        own = (projects[name].county for name in rows[code].item.projects if name in projects)
        return next((name for name in own if name is not None), NOBODY)

    return {"category": lambda code: str(rows[code].item.category), "person": lambda code: rows[code].match.persons[0],
            "county": county}[group]


def match_group_name(situation: Situation, group: str, name: str) -> str:
    if group == "category":
        return label(Category(name))
    return _("no county") if name == NOBODY else name_of(situation, name)


def match_columns(rows: Mapping[str, Found], width: int, group: str) -> list[Column]:
    # Of thousands not every title is measured: a column that gives way needs no more than its room.
    some = [row.item.title for row, _n in zip(rows.values(), range(200), strict=False)]
    found = [
        Column("due", _("Due"), 10, 8),
        Column("code", _("Code"), code_width(list(rows))),
        name_column(_("Blocker"), some, width)._replace(key="title"),
        Column("category", _("Category"), labels_width(choices(Category).values(), 14), priority=1, whole=True),
        Column("person", _("Who could help"), 20, 14),
    ]
    return [column for column in found if column.key != group or group == "person"]


def match_piece(situation: Situation, row: Found, key: str) -> Piece:
    match key:
        case "due":
            return due_piece(row.item, situation.today)
        case "code":
            return row.item.code, ""
        case "title":
            return row.item.title, ""
        case "category":
            return label(row.item.category), ""
    first, *others = row.match.persons
    return (f"{name_of(situation, first)} +{len(others)}" if others else name_of(situation, first)), "accent"


def match_details(situation: Situation, row: Found, within: Mapping[str, Sequence[str]], width: int, height: int) -> list[Line]:
    """Where it is, and everybody who could break it; ``within`` is person → names of their task forces."""
    item = row.item
    heading: list[Piece] = [(f" {item.code} ", "dim"), (item.title, "bold"), (f"  {label(item.category)}", "")]
    places = [f"{code} {name_of(situation, code)}" for code in item.projects[:2]]
    if len(item.projects) > len(places):
        places.append(projects_text(len(item.projects)))
    holder = name_of(situation, item.unit) if item.unit else _("in nobody's hands")
    lines: list[Line] = [rule(heading, width), [(f" {listed([*places, holder])}", "dim")]]
    for code in row.match.persons:
        person = situation.snapshot.people.get(code)
        lines.append([(f" {name_of(situation, code)}", "accent"), (f"  {person.post}" if person and person.post else "", ""),
                      (f"  {listed(list(within.get(code, ())))}", "dim")])
    return lines[:height]
