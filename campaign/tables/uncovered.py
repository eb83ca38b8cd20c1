"""What is lacking, as lists: bodies where approvals wait and nobody is; blockers that somebody elsewhere could break."""

from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from campaign.core.blockers import days_overdue
from campaign.core.codes import by_length
from campaign.core.model.blocker import Blocker, Category
from campaign.core.model.land import Approval
from campaign.core.model.people import Authority
from campaign.core.model.task_forces import Dispatch
from campaign.core.situation import Situation
from campaign.core.task_forces import Match, Queue
from campaign.tables.cells import days_text, name_of, projects_text
from campaign.tables.detail import head
from campaign.tables.order import by_pinyin
from campaign.tables.sections import due_piece
from campaign.tables.table import (
    Column,
    Group,
    Listing,
    Plain,
    Record,
    Table,
    by_code,
    choosing,
    coded,
    named,
)
from campaign.tables.tones import Line, Piece
from campaign.tables.values import iso
from campaign.tables.width import name_width
from campaign.text import N_, _
from campaign.words import and_others, day, label, listed, tight

# Nobody there -----------------------------------------------------------------------------------------------------------

Queues = Listing[Queue]
_ORDER = {authority: -at for at, authority in enumerate(Authority)}


def _authority(told: Queues, code: str) -> Authority | None:
    unit = told.situation.snapshot.units.get(code)
    return None if unit is None else unit.authority


def queue_record(told: Queues, row: Queue) -> Record:
    return {"code": row.unit, "name": told.name(row.unit), "authority": _authority(told, row.unit), "waiting": row.waiting,
            "over_limit": row.over_limit, "oldest": iso(row.oldest), "oldest_days": (told.situation.today - row.oldest).days}


QUEUES = Table[Queues, Queue](
    "uncovered",
    columns=(
        Column("code", N_("Code"), coded, lambda told, row: (row.unit, ""), sort=by_code, plain=Plain()),
        Column("name", N_("Body"), named, lambda told, row: (name_of(told.situation, row.unit), ""), flex=1,
               sort=lambda told: lambda code: by_pinyin(name_of(told.situation, code)), plain=Plain(flexible=True)),
        Column("authority", N_("Decides"), choosing(Authority, 14, titled=True), gives=2, plain=Plain(),
               cell=lambda told, row: (label(_authority(told, row.unit)), ""),
               sort=lambda told: lambda code: _ORDER[found] if (found := _authority(told, code)) is not None else None),
        Column("waiting", N_("Waiting"), 7, lambda told, row: (str(row.waiting), ""), align="right",
               sort=lambda told: lambda code: -told.rows[code].waiting, plain=Plain(right=True)),
        Column("over", N_("Past limit"), 10, align="right", plain=Plain(key="over_limit", right=True),
               cell=lambda told, row: ((tight(_("{n} late").format(n=row.over_limit)), "red") if row.over_limit else
                                       ("0", "quiet")),
               sort=lambda told: lambda code: (-(row := told.rows[code]).over_limit, row.oldest.toordinal(), -row.waiting),
               lit=True),
        Column("oldest", N_("Longest wait"), 12, align="right", gives=1, plain=Plain(),
               cell=lambda told, row: (days_text((told.situation.today - row.oldest).days), ""),
               sort=lambda told: lambda code: told.rows[code].oldest.toordinal()),
        Column("oldest_days", plain=Plain(right=True)),
    ),
    sorts=("over",), record=queue_record,
    about=lambda told, row: (row.unit, _authority(told, row.unit)))


def queue_details(situation: Situation, row: Queue, waiting: Sequence[Approval], last: Dispatch | None, width: int,
                  height: int) -> list[Line]:
    """Who was there last, and what waits there."""
    lines: list[Line] = [head(row.unit, name_of(situation, row.unit), width)]
    if last is not None and last.returned is not None:
        told = _("last there: {name}, back on {day}").format(name=name_of(situation, last.person), day=day(last.returned))
    else:
        told = _("nobody was ever sent there; a sends somebody")
    lines.append([(f" {told}", "quiet")])
    for item in waiting[:max(height - len(lines), 0)]:
        late = item.due is not None and item.due < situation.today
        lines.append([(f" {item.code} ", "quiet"), (f"{label(item.kind)} {name_of(situation, item.project)}", ""),
                      ("  " + _("submitted on {day}").format(day=day(item.submitted)), "red" if late else "quiet")])
    return lines[:height]


# Matches ----------------------------------------------------------------------------------------------------------------

NOBODY = "~"


class Found(NamedTuple):
    """A match, with the blocker that it is about."""

    item: Blocker
    match: Match


Matched = Listing[Found]
_CATEGORIES = {category: at for at, category in enumerate(Category)}


def match_record(told: Matched, row: Found) -> Record:
    item = row.item
    return {
        "code": item.code,
        "title": item.title,
        "category": item.category,
        "projects": list(item.projects),
        "unit": item.unit,
        "unit_name": told.name(item.unit),
        "due": iso(item.due),
        "days_overdue": days_overdue(item, told.situation.today),
        "persons": [{"person": code, "person_name": told.name(code)} for code in row.match.persons],
    }


def _county(told: Matched) -> Callable[[str], str]:
    """That of the first of its projects that has one."""
    def of(code: str) -> str:
        projects = told.situation.snapshot.projects
        own = (projects[name].county for name in told.rows[code].item.projects if name in projects)
        return next((name for name in own if name is not None), NOBODY)

    return of


def _some(told: Matched, column: Column[Matched, Found], room: int) -> tuple[int, int]:
    """Of thousands not every title is measured: a column that gives way needs no more than its room."""
    return name_width(column.title, islice(column.texts(told), 200), room)


def _helpers(told: Matched, row: Found) -> Piece:
    first, *others = row.match.persons
    name = name_of(told.situation, first)
    return and_others(name, len(others)), "accent"


MATCHES = Table[Matched, Found](
    "matches",
    columns=(
        Column("due", N_("Due"), 10, lambda told, row: due_piece(row.item, told.situation.today), 8, plain=Plain(),
               sort=lambda told: lambda code: told.rows[code].item.due.toordinal(), lit=True),
        Column("code", N_("Code"), coded, lambda told, row: (row.item.code, ""), sort=by_code, plain=Plain()),
        Column("title", N_("Blocker"), _some, lambda told, row: (row.item.title, ""), flex=1, plain=Plain(flexible=True),
               sort=lambda told: lambda code: by_pinyin(told.rows[code].item.title)),
        Column("category", N_("Category"), choosing(Category, 14), lambda told, row: (label(row.item.category), ""), gives=1,
               whole=True, plain=Plain(), sort=lambda told: lambda code: _CATEGORIES[told.rows[code].item.category],
               group=Group(lambda told: lambda code: str(told.rows[code].item.category),
                           lambda told, name: label(Category(name)))),
        Column("person", N_("Who could help"), 20, _helpers, 14,
               sort=lambda told: lambda code: by_length(told.rows[code].match.persons[0]),
               plain=Plain(lambda row: listed([item["person_name"] for item in row["persons"]]), key="persons", flexible=True),
               group=Group(lambda told: lambda code: told.rows[code].match.persons[0],
                           lambda told, name: name_of(told.situation, name), hides=False)),
    ),
    grouped={"county": Group(_county, lambda told, name: _("no county") if name == NOBODY else name_of(told.situation, name))},
    groups=("", "category", "person", "county"), printed=("code", "title", "category"), record=match_record,
    about=lambda told, row: (row.item.unit, row.item.category, *row.item.projects, *row.match.persons,
                             _county(told)(row.item.code)))


def match_details(situation: Situation, row: Found, within: Mapping[str, Sequence[str]], width: int, height: int) -> list[Line]:
    """Where it is, and everybody who could break it; ``within`` is person → names of their task forces."""
    item = row.item
    places = [f"{code} {name_of(situation, code)}" for code in item.projects[:2]]
    if len(item.projects) > len(places):
        places.append(projects_text(len(item.projects)))
    holder = name_of(situation, item.unit) if item.unit else _("in nobody's hands")
    lines: list[Line] = [head(item.code, item.title, width, (label(item.category), "")),
                         [(f" {listed([*places, holder])}", "quiet")]]
    for code in row.match.persons:
        person = situation.snapshot.people.get(code)
        lines.append([(f" {name_of(situation, code)}", "accent"), (f"  {person.post}" if person and person.post else "", ""),
                      (f"  {listed(list(within.get(code, ())))}", "quiet")])
    return lines[:height]
