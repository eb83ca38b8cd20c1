"""Screen 7 and ``campaign reserve``: what reserve projects are sorted and grouped by, and their columns."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from campaign.core.candidates import Candidate, Chance, place
from campaign.core.model.project import ListEntry, ListState, Stage, TargetList
from campaign.core.reserve import STAGES, ListRule, deadline
from campaign.data.lists import lists
from campaign.tables.cells import labels_width, name_of, name_piece, projects_text
from campaign.tables.charts.squares import steps
from campaign.tables.order import Value, by_pinyin, less
from campaign.tables.projects import Projects, on
from campaign.tables.signs import Signs
from campaign.tables.table import Column, Group, Keyed, Listing, Plain, Record, Table, by_code, by_county, spoken
from campaign.tables.tones import Line, Piece
from campaign.tables.values import iso
from campaign.tables.width import cell, cells
from campaign.text import N_, _
from campaign.words import label, money
from campaign.words.labels import NOTHING
from campaign.words.reserve import chance_text, entries_text, maturity_text
from campaign.words.spacing import and_things, tight

COUNT, FEWEST = 6, 5
"""Cells of ``10/10`` behind its squares, and of the fewest squares that are worth drawing."""
NOBODY = "~"
"""The group of what has none; it stands last."""
SOON = 14
"""Days to a deadline from which on it stands out."""
SHORT_LISTS = {TargetList.PROVINCIAL_KEY: N_("prov."), TargetList.SPECIAL_BOND: N_("bonds"),
               TargetList.CENTRAL_BUDGET: N_("budget")}
"""The lists, short enough for a column."""
CHANCE_TONES: Mapping[Chance | None, str] = {
    Chance.IN_TIME: "green", Chance.AT_RISK: "yellow", Chance.LISTED: "green", Chance.TOO_LATE: "red"}
_STAGES = tuple(Stage)
ENDED = (ListState.LISTED, ListState.REJECTED)


class Next(NamedTuple):
    """The entry of a project that comes first: of those under way the one with the nearest deadline, else any."""

    entry: ListEntry
    days: int | None
    """To the deadline; None once it is decided."""


def next_entry(row: Candidate, rules: Mapping[TargetList, ListRule], today: date) -> Next | None:
    found = [Next(entry, None if entry.state in ENDED else (deadline(rules[entry.list], today, entry) - today).days)
             for entry in row.entries]
    return min(found, key=lambda one: (one.days is None, one.days or 0), default=None)


# The list ---------------------------------------------------------------------------------------------------------------


class Reserve(Listing[Candidate]):
    """With what the lists require."""

    @cached_property
    def rules(self) -> Mapping[TargetList, ListRule]:
        return lists()

    @cached_property
    def projects(self) -> Projects:
        return Projects(self.situation)

    def next(self, row: Candidate) -> Next | None:
        return next_entry(row, self.rules, self.situation.today)


def entry(row: ListEntry) -> Record:
    """As ``show`` has it too."""
    return {"list": row.list, "state": row.state, "deadline": iso(row.deadline), "note": row.note}


def record(told: Reserve, row: Candidate) -> Record:
    project, found = row.project, row.maturity
    return {
        "code": project.code,
        "name": project.name,
        "county": project.county,
        "county_name": told.name(project.county),
        "leader": project.leader,
        "leader_name": told.name(project.leader),
        "stage": project.stage,
        "investor": project.investor,
        "total": project.total,
        "granted": None if found is None else found.granted,
        "required": None if found is None else found.required,
        "maturity_pct": None if found is None else found.percent,
        "score": row.score.score,
        "score_size": row.score.size,
        "score_tax": row.score.tax,
        "score_pull": row.score.pull,
        "expected_tax": row.details.expected_tax,
        "pull": row.details.pull,
        "untaken": row.untaken,
        "lists": [entry(item) for item in row.entries],
    }


# What they are sorted by: best, largest, most mature or nearest first; people and counties by code, in which they have their
# official order.


def _by(of: Callable[[Candidate], Value]) -> Callable[[Reserve], Keyed]:
    return lambda told: lambda code: of(told.rows[code])


def _score(row: Candidate) -> tuple[int, int]:
    return -row.score.score, -(row.project.total or 0)


def _maturity(row: Candidate) -> Value:
    found = row.maturity
    return None if found is None or found.percent is None else (-found.percent, -found.granted)


def _by_due(told: Reserve) -> Keyed:
    def by(code: str) -> Value:
        found = told.next(told.rows[code])
        return None if found is None else (found.days is None, found.days or 0)

    return by


def _official(code: str | None) -> Value:
    return None if code is None else (len(code), code)


# What they are grouped by -----------------------------------------------------------------------------------------------


def _group(of: Callable[[Reserve, Candidate], str | None], name: Callable[[Reserve, str], str], nobody: str = "",
           places: type[StrEnum] | None = None, *, hides: bool = True) -> Group[Reserve]:
    """In the order of the words or of the codes, principal leaders before others; what has none (``nobody``, an ``N_`` mark)
    stands last.
    """
    order = {} if places is None else {str(word): i for i, word in enumerate(places)}

    def rank(told: Reserve) -> Callable[[str, Sequence[str]], tuple[int, str]]:
        return lambda group, codes: (order.get(group, 99 if group == NOBODY else len(group)), group)

    return Group(lambda told: lambda code: of(told, told.rows[code]) or NOBODY,
                 lambda told, group: _(nobody) if group == NOBODY else name(told, group), rank, hides)


def _led(told: Reserve) -> Callable[[str, Sequence[str]], tuple[bool, int, str]]:
    return lambda group, codes: (told.rows[codes[0]].untaken, 99 if group == NOBODY else len(group), group)


def _listed(told: Reserve, row: Candidate) -> str | None:
    found = told.next(row)
    return None if found is None else found.entry.list


def _facts(told: Reserve, group: str, codes: Sequence[str], width: int) -> list[Piece]:
    """Their money, and how many; of a leader also whether that is no principal one."""
    found = [told.rows[code] for code in codes if code in told.rows]
    facts: list[Piece] = [(money(sum(row.project.total or 0 for row in found)) + "  ", ""), (projects_text(len(codes)), "quiet")]
    if group == "leader" and found and found[0].untaken:
        facts.insert(0, (_("no principal leader") + "  ", "strong"))
    return facts


def _about(told: Reserve, row: Candidate) -> Iterator[str | None]:
    yield from on(told.projects, row.project)
    for item in row.entries:
        yield from (item.list, item.state)


# Their columns ----------------------------------------------------------------------------------------------------------


def _leader(told: Reserve, row: Candidate) -> Piece:
    """A principal one stands out."""
    said, tone = name_piece(told.situation, row.project.leader)
    return said, tone if row.untaken else "strong"


def _approvals(told: Reserve, row: Candidate, room: int, signs: Signs) -> Line:
    """A square for each approval that it needs, the granted ones filled, and how many of how many."""
    found = row.maturity
    if found is None or found.percent is None:
        return [(cell(NOTHING, room, "right"), "quiet")]
    said = cell(f"{found.granted}/{found.required}", min(room, COUNT), "right")
    if room < COUNT + FEWEST:
        return [(cell(said, room, "right"), "")]
    return [*steps(found.granted, found.required, room - COUNT, signs), (said, "")]


def _days(told: Reserve, row: Candidate) -> Piece:
    found = told.next(row)
    if found is None or found.days is None:
        return "", ""
    return tight(_("{n}d").format(n=found.days)), urgency(found.entry.state, found.days)


def _lists(told: Reserve, row: Candidate) -> Piece:
    """The entry that comes next, and how many more there are."""
    said, tone = _entry(told, row)
    return and_things(said, len(row.entries) - 1) if row.entries else said, tone


def _entry(told: Reserve, row: Candidate) -> Piece:
    found = told.next(row)
    if found is None:
        return NOTHING, "quiet"
    return f"{_(SHORT_LISTS[found.entry.list])} {label(found.entry.state)}", "quiet" if found.entry.state in ENDED else ""


def _lists_width(told: Reserve, column: Column[Reserve, Candidate], room: int) -> tuple[int, int]:
    """The longest list beside the longest state."""
    least = labels_width(map(_, SHORT_LISTS.values()), 10) + 1 + labels_width(map(label, ListState), 10)
    return least + 3, least


def _lists_in(told: Reserve, row: Candidate, room: int, signs: Signs) -> Line:
    """How many more there are only where that has room."""
    said, tone = _lists(told, row)
    if cells(said) > room:
        said, tone = _entry(told, row)
    return [(cell(said, room), tone)]


def urgency(state: ListState | None, days: int | None) -> str:
    """The tone of an entry, or of the days to its deadline."""
    if days is None:
        return "green" if state is ListState.LISTED else "quiet"
    if state is not ListState.CANDIDATE:  # what is handed in no longer waits for the deadline
        return ""
    return "red" if days < 0 else "yellow" if days <= SOON else ""


def _parts_text(row: Record) -> str:
    return "/".join(NOTHING if row[key] is None else str(row[key]) for key in ("score_size", "score_tax", "score_pull"))


def _leader_text(row: Record) -> str:
    """Who leads it; marked when that is a principal leader."""
    if row["leader_name"] is None:
        return NOTHING
    return str(row["leader_name"]) if row["untaken"] else f"{row['leader_name']}*"


def _said(of: Callable[[Candidate], str]) -> Callable[[Reserve, Record], str]:
    """Of what the record does not have."""
    return lambda told, row: of(told.rows[row["code"]])


RESERVE = Table[Reserve, Candidate](
    "reserve",
    columns=(
        Column("score", N_("Score"), spoken(5, 4), lambda told, row: (str(row.score.score), "strong"), align="right",
               sort=_by(_score), plain=Plain(lambda row: str(row["score"]), right=True)),
        Column("code", N_("Code"), lambda told, column, room: (max(map(len, told.situation.snapshot.projects), default=5), 0),
               lambda told, row: (row.project.code, "quiet"), sort=by_code, room=100, plain=Plain()),
        Column("parts", plain=Plain(_parts_text, N_("size/tax/pull"), right=True)),
        Column("name", N_("Name"), 20, lambda told, row: (row.project.name, ""), 14, flex=3,
               sort=_by(lambda row: by_pinyin(row.project.name)), plain=Plain(flexible=True)),
        Column("county", N_("County"), by_county, lambda told, row: (name_of(told.situation, row.project.county), "quiet"), 6,
               gives=6, room=100,
               sort=_by(lambda row: _official(row.project.county)),
               group=_group(lambda told, row: row.project.county, lambda told, name: name_of(told.situation, name),
                            N_("no county")),
               plain=Plain(lambda row: row["county_name"] or NOTHING, flexible=True)),
        Column("stage", N_("Stage"), lambda told, column, room: (labels_width(map(label, STAGES), 10), 0),
               lambda told, row: (label(row.project.stage), "quiet"), gives=5, room=100, plain=Plain(),
               sort=_by(lambda row: -_STAGES.index(row.project.stage)),
               group=_group(lambda told, row: row.project.stage, lambda told, name: label(Stage(name)), places=Stage)),
        Column("total", N_("Total"), 9, align="right", gives=3, plain=Plain(right=True),
               cell=lambda told, row: (money(row.project.total), "quiet" if row.project.total is None else ""),
               sort=_by(lambda row: less(row.project.total))),
        Column("maturity", N_("Approvals"), 10 + COUNT, least=8 + COUNT, align="right", gives=1,
               sort=_by(_maturity), draw=_approvals,
               plain=Plain(head=N_("Maturity"), right=True, more=_said(lambda row: maturity_text(row.maturity)))),
        Column("chance", N_("Clocks"), lambda told, column, room: (labels_width([column.title, *map(chance_text, Chance)], 8), 0),
               lambda told, row: (chance_text(row.chance), CHANCE_TONES.get(row.chance, "quiet")), gives=1, lit=True,
               sort=_by(lambda row: (place(row.chance), *_score(row))),
               plain=Plain(head=N_("Clocks"), more=_said(lambda row: chance_text(row.chance)))),
        Column("lists", N_("Lists"), _lists_width, _lists, flex=1, gives=2, draw=_lists_in,
               group=_group(_listed, lambda told, name: label(TargetList(name)), N_("not on its way to a list"), TargetList,
                            hides=False),  # it says more than the group
               plain=Plain(more=_said(lambda row: entries_text(row.entries) or NOTHING), flexible=True)),
        Column("due", N_("Left"), 5, _days, align="right", gives=3, room=82, sort=_by_due, lit=True),
        Column("leader", N_("Leader"), 8, _leader, 6, gives=4, room=100, sort=_by(lambda row: _official(row.project.leader)),
               group=replace(_group(lambda told, row: row.project.leader, lambda told, name: name_of(told.situation, name),
                                    N_("no leader")), rank=_led),
               plain=Plain(_leader_text, flexible=True)),
    ),
    sorts=("chance", "score", "code", "name", "county", "leader"), groups=("", "lists", "stage"),
    printed=("code", "score", "parts"), record=record, about=_about, facts=_facts)
