"""A row of a weekly table: a report of a project that is there, and the blocker that it names."""

import re
from datetime import date

from campaign.core.errors import BadInput, CampaignError, Refused
from campaign.core.list_days import day_of
from campaign.core.list_names import unknown
from campaign.core.model.blocker import Category, EventKind
from campaign.core.plausible import ASSURED
from campaign.service.intake.known import Work
from campaign.service.intake.lines import LineKind
from campaign.service.intake.reading import ReadList
from campaign.service.intake.report import Change, Taken
from campaign.service.intake.rows import Row
from campaign.service.session import Session
from campaign.store.row_by_row import attempt
from campaign.store.writes import blockers, reports
from campaign.words.enumerations import WORDS
from campaign.words.reading import bare, synonyms

_UNTIL = re.compile(r"(?:截止|截至)(?:日期|时间)?[:：]?\s*(.+?日|[0-9./-]+)")
REPORT = ("money", "done", "crew", "crew_planned", "machines", "materials", "fronts")


def day_of_list(session: Session, found: ReadList, typed: str | None) -> date:
    """The day of its reports: as it is typed, else as a line above the heads says it (``截止日期：…``), else today."""
    if typed is not None:
        return session.past_day(typed)
    for table in found.tables:
        for line in table.lines:
            if line.kind is LineKind.TITLE and (match := _UNTIL.search(line.text)) is not None:
                try:
                    day = day_of(match[1], None, None, False, session.day, found.reader.zone)
                except CampaignError:
                    continue
                if day <= session.today:
                    return day
    return session.today


def take_row(work: Work, row: Row) -> Taken:
    """Raises ``CampaignError`` for what refuses it."""
    code = work.known.project(row.values, row.name, work.home(row))
    if code is None:
        raise work.known.no_project(row.name)
    values = {name: value for name, value in row.values.items() if name in REPORT}
    values["money"] = values.get("money") or 0
    title = row.values.get("problem")
    on = work.on.isoformat()
    there = work.known.reported(on)
    same = any(money == values["money"] and done == values.get("done") for money, done in there.get(code, ()))
    says = bool(values["money"] or any(values.get(name) is not None for name in REPORT[1:]))
    blocked = bool(title) and not unknown(str(title)) and (code, title) not in work.known.titles
    if says and not same and there.get(code) and work.session.assured is not ASSURED:
        raise Refused("reported_otherwise", code=code, day=on)
    changes: list[Change] = []
    with attempt(work.write, work.session.assured) as told:
        told.subject = code
        told.sums = values["money"] >= 0  # what is taken back was reported before the campaign, or in another list
        if says and not same:
            reports.add_progress(work.write, code, work.on, values)
            changes += [Change(name, None, value) for name, value in values.items() if value is not None]
        if blocked:
            changes.append(Change("blocker", None, _open(work, row, code, str(title))))
    if not changes:
        return Taken(row.at, row.name, "unchanged", code)
    if says:
        there.setdefault(code, []).append((values["money"], values.get("done")))
    if blocked:
        work.known.titles.add((code, str(title)))
    return Taken(row.at, row.name, "changed", code, tuple(changes))


def _open(work: Work, row: Row, code: str, title: str) -> str:
    """The blocker that a row names, with what it asks for as its first note."""
    unit = None
    if (name := row.names.get("unit")) is not None:
        try:
            unit = work.known.find("unit", name)
        except CampaignError:  # whose hands it is in can be said later
            unit = None
    if len(title) > 200:
        raise BadInput("text_long", length=len(title), limit=200)
    made = blockers.add_blocker(work.write, {"title": title, "category": category_of(title), "county": None, "unit": unit},
                                [code], work.on)
    asked = row.values.get("ask")
    if asked and not unknown(str(asked)):
        blockers.record(work.write, made, EventKind.NOTE, work.on, text=str(asked))
    return made


def category_of(title: str) -> Category:
    """The first category whose label, or a part of it, stands in the title; else other."""
    text = bare(title)
    found = [(text.find(bare(one)), category) for category in Category
             for one in synonyms(category, WORDS[Category][category]) if len(bare(one)) > 1 and bare(one) in text]
    return min(found, default=(0, Category.OTHER), key=lambda pair: pair[0])[1]


__all__ = ["category_of", "day_of_list", "take_row"]
