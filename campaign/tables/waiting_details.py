"""Beside or below what waits for headquarters: what is asked or entered, and how the project stands that it is about. Pure."""

import json
from collections.abc import Sequence

from campaign.core.dates import stored_day
from campaign.core.model.consent import Request, RequestState
from campaign.core.model.project import Project
from campaign.core.situation import Situation
from campaign.kinds.field import Type
from campaign.service.project_view import ProjectView
from campaign.store.queries.results import Waiting
from campaign.tables.blocker_details import Told as Hands
from campaign.tables.blocker_details import way
from campaign.tables.blocker_record import Frozen
from campaign.tables.blocks import Write
from campaign.tables.cells import name_of, wrapped
from campaign.tables.charts.beside import fitted
from campaign.tables.charts.timeline import moves
from campaign.tables.detail import WIDE, WIDEST, Block, flow, head, section
from campaign.tables.project_aside import blocks
from campaign.tables.project_details import Told, invested, light_pieces, standing
from campaign.tables.requests import TONES, Requests, change_pieces
from campaign.tables.results import Unconfirmed, what_of
from campaign.tables.signs import Signs
from campaign.tables.tones import Line, Piece
from campaign.text import _
from campaign.words import day, label, listed
from campaign.words.targets import asked_field

STEPS, LINES = 8, 10
"""Steps of a blocker that are shown, and lines of what is told of its project."""


def project_of(situation: Situation, code: str) -> Project | None:
    """The project that this code is of or about; None of what is about none that is known here."""
    snapshot = situation.snapshot
    found = snapshot.blockers.get(code) or snapshot.lands.get(code)
    return snapshot.projects.get(code if found is None else next(iter(found.projects), ""))


def request_details(told: Requests, row: Request, view: ProjectView | None, width: int, height: int, signs: Signs) -> list[Line]:
    """What is asked for and why, and what it would change; once it is decided, by whom and what was said."""
    situation = told.situation
    lines: list[Line] = [head(row.code, told.named(row.subject), width, *_light(view)),
                         [(" ", ""), *change_pieces(situation, row), *_by(situation, row)],
                         *([(f" {part}", "")] for part in wrapped(row.why, width - 2))]
    if row.state is not RequestState.ASKED:
        lines.append([(f" {label(row.state)}", TONES[row.state]),
                      (f"  {name_of(situation, row.decided_by)}  {day(row.decided_on)}" if row.decided_on else "", "quiet"),
                      (f"  {row.note}" if row.note else "", "")])
    elif told_of := _effect(situation, row, view):
        lines.append([(f" {told_of}", "strong")])
    return _about(lines, view, width, height, signs)


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
    lines: list[Line] = [head(found.subject, row.name, width, *_light(view)),
                         [(" ", ""), (what_of(found), "yellow"), (f"  {who}", ""), (f"  {where}", "quiet")]]
    return _about(lines, view, width, height, signs)


def _light(view: ProjectView | None) -> list[Piece]:
    return [] if view is None else light_pieces(Told(view.situation, view.project))


def _about(lines: Sequence[Line], view: ProjectView | None, width: int, height: int, signs: Signs) -> list[Line]:
    """Below ``lines`` the project: why its light is what it is, how far it is, who was there. Keys act on what waits here, so
    that what can be done about the project is not said.
    """
    if view is None:
        return list(lines[:height])
    told = Told(view.situation, view.project)
    far, curve, site, reports = (_block(write) for write in blocks(view, signs))
    whose: list[Block] = [*standing(told, signs), lambda room: _worst(view, room, signs)]
    if width >= WIDEST:
        return flow(lines, (whose, [far, curve], [site, reports]), width, height)
    if width < WIDE:
        return flow(lines, ([*whose, site, lambda room: invested(told, room, signs), reports],), width, height)
    return flow(lines, ([*whose, site], [far, curve, reports]), width, height)


def _block(write: Write) -> Block:
    return lambda width: [[(" ", ""), *line] for line in write(width - 1, LINES)]


def _worst(view: ProjectView, width: int, signs: Signs) -> list[Line]:
    """The hands that the worst of its blockers went through."""
    if view.worst is None or not view.events:
        return []
    rows = way(Hands(view.situation, view.worst, Frozen(view.situation), view.events))
    lines: list[Line] = [[(" ", ""), *line] for line in moves(rows[-STEPS:], width - 1, signs)]
    return section(_("How {blocker} went").format(blocker=view.worst.code), lines, width, signs, note=view.worst.title)


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
