"""How the project stands that something waits about: below what is asked of it, or entered. Pure."""

from collections.abc import Sequence

from campaign.core.model.project import Project
from campaign.core.situation import Situation
from campaign.service.project_view import ProjectView
from campaign.tables.blocker_details import Told as Hands
from campaign.tables.blocker_details import way
from campaign.tables.blocker_record import Frozen
from campaign.tables.blocks import Write
from campaign.tables.charts.timeline import moves
from campaign.tables.detail import WIDE, WIDEST, Block, flow, section
from campaign.tables.project_aside import blocks
from campaign.tables.project_details import Told, invested, light_pieces, standing
from campaign.tables.signs import Signs
from campaign.tables.tones import Line, Piece
from campaign.text import _

STEPS, LINES = 8, 10
"""Steps of a blocker that are shown, and lines of what is told of its project."""


def project_of(situation: Situation, code: str) -> Project | None:
    """The project that this code is of or about; None of what is about none that is known here."""
    snapshot = situation.snapshot
    found = snapshot.blockers.get(code) or snapshot.lands.get(code)
    return snapshot.projects.get(code if found is None else next(iter(found.projects), ""))


def light(view: ProjectView | None) -> list[Piece]:
    """What the head of the detail says of the project."""
    return [] if view is None else light_pieces(Told(view.situation, view.project))


def with_project(lines: Sequence[Line], view: ProjectView | None, width: int, height: int, signs: Signs) -> list[Line]:
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
        # What is as high of every project comes first, so that it stays where it is under the next row.
        facts, *why = whose
        return flow(lines, ([facts, lambda room: invested(told, room, signs), *why, site, reports],), width, height)
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
