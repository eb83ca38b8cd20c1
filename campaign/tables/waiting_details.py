"""Beside or below what waits for headquarters: what is asked or entered, and how the project stands that it is about. Pure."""

import json
from collections.abc import Sequence

from campaign.core.dates import stored_day
from campaign.core.model.consent import Request, RequestState
from campaign.core.situation import Situation
from campaign.kinds.field import Type
from campaign.service.project_view import ProjectView
from campaign.store.queries.results import Waiting
from campaign.tables.cells import name_of, wrapped
from campaign.tables.charts.beside import fitted
from campaign.tables.detail import head
from campaign.tables.project_standing import light, with_project
from campaign.tables.requests import TONES, Requests, change_pieces
from campaign.tables.results import Unconfirmed, what_of
from campaign.tables.signs import Signs
from campaign.tables.tones import Line
from campaign.text import _
from campaign.words import day, label, listed
from campaign.words.targets import asked_field


def request_details(told: Requests, row: Request, view: ProjectView | None, width: int, height: int, signs: Signs) -> list[Line]:
    """What is asked for and why, and what it would change; once it is decided, by whom and what was said."""
    situation = told.situation
    lines: list[Line] = [head(row.code, told.named(row.subject), width, *light(view)),
                         [(" ", ""), *change_pieces(situation, row), *_by(situation, row)],
                         *([(f" {part}", "")] for part in wrapped(row.why, width - 2))]
    if row.state is not RequestState.ASKED:
        lines.append([(f" {label(row.state)}", TONES[row.state]),
                      (f"  {name_of(situation, row.decided_by)}  {day(row.decided_on)}" if row.decided_on else "", "quiet"),
                      (f"  {row.note}" if row.note else "", "")])
    elif told_of := _effect(situation, row, view):
        lines.append([(f" {told_of}", "strong")])
    return with_project(lines, view, width, height, signs)


def _by(situation: Situation, row: Request) -> Line:
    return [(f"  {name_of(situation, row.actor)}  {day(row.on)}", "quiet")]


def _effect(situation: Situation, row: Request, view: ProjectView | None) -> str:
    """What agreeing would change: of a plan how much of it is done, of a day how far off it is; nothing of anything else."""
    before, after = (json.loads(text or "null") for text in (row.before, row.after))
    if row.field == "plan_100" and view is not None and row.subject == view.project.code:
        found, done = situation.assessments[row.subject], view.project.done_100
        if found.progress is not None and isinstance(after, int) and after > 0:
            return _("if agreed {after}% is done, now {before}%; {due}% is due").format(
                after=1000 * done // after / 10, before=found.progress / 10, due=found.expected / 10)
    about = asked_field(row.subject, row.field)
    if about is None or about.holds != Type.DAY:
        return ""
    said = []
    for which, value in ((_("the old day"), before), (_("the new one"), after)):
        if value:
            left = (stored_day(value) - situation.today).days
            text = _("{which} was {n} days ago") if left < 0 else _("{which} is in {n} days")
            said.append(text.format(which=which, n=abs(left)))
    return listed(said)


def result_details(told: Unconfirmed, row: Waiting, view: ProjectView | None, width: int, height: int, signs: Signs,
                   ) -> list[Line]:
    """What is a result of what, who entered it, and where."""
    found, situation = row.result, told.situation
    who = _("entered by {name} on {day}").format(name=name_of(situation, found.actor), day=day(found.on))
    where = listed([name_of(situation, code) for code in row.counties])
    lines: list[Line] = [head(found.subject, row.name, width, *light(view)),
                         [(" ", ""), (what_of(found), "yellow"), (f"  {who}", ""), (f"  {where}", "quiet")]]
    return with_project(lines, view, width, height, signs)


def decided_lines(told: Requests, rows: Sequence[Request], width: int) -> list[Line]:
    """What headquarters has said of others and what had been the reason, three lines each."""
    lines: list[Line] = []
    for row in rows:
        note = f"  {row.note}" if row.note else ""
        lines += [[(f" {day(row.decided_on or row.on)}  ", "quiet"), (f"{label(row.state)}  ", "strong"),
                   (told.named(row.subject), "")],
                  [(" " * 8, ""), *change_pieces(told.situation, row), (note, "quiet")],
                  [(" " * 8 + row.why, "quiet")]]
    return [fitted(line, width) for line in lines]
