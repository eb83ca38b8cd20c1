"""The page of a merit as rows: what it says, what it rests on, what was answered, the other steps of the same ladder. Pure."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from campaign.core.merits import LADDER, Named, following, is_step
from campaign.core.situation import Situation
from campaign.tables.cells import name_of, wrapped
from campaign.tables.merits import evidence_line, kind_piece, points_text, state_piece
from campaign.tables.sections import PLAIN, PageRow, nothing, project_row, title
from campaign.tables.tones import Piece
from campaign.tables.width import cells
from campaign.text import _
from campaign.words import day, field, listed
from campaign.words import merits as say


class MeritView(NamedTuple):
    situation: Situation
    found: Named
    others: Sequence[Named]
    """The other steps of the same subject that may be seen, newest first."""
    names: Mapping[str, str]
    """Of the things that it rests on."""
    actors: Mapping[str, str]
    """Of those who wrote it or answered."""


def merit_rows(view: MeritView, width: int) -> list[PageRow]:
    situation, found = view.situation, view.found
    merit, code = found.merit, found.merit.code
    who: Piece = (f"{name_of(situation, found.subject)}  ", "strong")
    rows = [PageRow("name", [who, kind_piece(merit.kind), (f"  {day(merit.on)}", "")], found.subject)]
    rows += [PageRow(f"text{n}", [(part, PLAIN)]) for n, part in enumerate(wrapped(merit.text, width - 1))]
    state: list[Piece] = [(say.reward_text(merit), PLAIN)] if merit.promised is not None else []
    if not state and state_piece(found)[0]:
        said, colour = state_piece(found)
        state = [(said, colour or PLAIN)]
    if points_text(merit):
        state.append(("  " * bool(state) + points_text(merit), PLAIN))
    if state:
        rows.append(PageRow("state", state, code))
    if (own := situation.snapshot.projects.get(merit.project or "")) is not None:
        rows.append(project_row(situation, own, width, "project"))
    elif merit.project is not None:
        rows.append(PageRow("project", [(f"{field('project')}  ", "quiet"), (f"{merit.project} ", "quiet"),
                                        (name_of(situation, merit.project), "")], merit.project))
    if merit.actor:
        rows.append(PageRow("actor", [(_("noted by {name}").format(name=view.actors.get(merit.actor, merit.actor)), "quiet")]))
    if found.evidence or is_step(merit):
        rows += _evidence_rows(view)
    rows += _answer_rows(view, width)
    if is_step(merit):
        rows += _ladder_rows(view)
    return rows



def _evidence_rows(view: MeritView) -> list[PageRow]:
    found = view.found
    rows = title("evidence", _("What it rests on, as it stood on {day}").format(day=day(found.merit.on)),
                 str(len(found.evidence)))
    if not found.evidence:
        return [*rows, nothing("evidence", _("nothing is cited"), found.merit.code)]
    for number, item in enumerate(found.evidence):
        figures = listed(list(filter(None, (say.evidence_figures(item), item.text))))
        rows.append(PageRow(f"evidence:{number}", evidence_line(item.code, figures, view.names), item.code))
    return rows


def _answer_rows(view: MeritView, width: int) -> list[PageRow]:
    found = view.found
    rows = title("answers", _("Answers"), str(len(found.answers)))
    if not found.answers:
        return [*rows, nothing("answers", _("none yet; n answers in the record"), found.merit.code)]
    for number, said in enumerate(found.answers):
        who = view.actors.get(said.actor, said.actor)
        head = f" {day(said.on)}  {who + '  ' if who else ''}"
        for part, text in enumerate(wrapped(said.text, max(width - cells(head) - 1, 12))):
            own = found.merit.code if part == 0 else None
            rows.append(PageRow(f"answer{number}.{part}", [(head if part == 0 else " " * cells(head), "quiet"),
                                                           (text, PLAIN if own is None else "")], own))
    return rows


def _ladder_rows(view: MeritView) -> list[PageRow]:
    """Where on its ladder this step is, and the others."""
    found = view.found
    kinds = [found.merit.kind, *(row.merit.kind for row in view.others)]
    above = following(kind for kind in kinds if kind in LADDER)
    rows = title("ladder", _("The other steps"), say.next_text(above))
    if not view.others:
        return [*rows, nothing("ladder", _("this is the only one"), found.merit.code)]
    for row in view.others:
        evidence = listed([say.evidence_text(item) for item in row.evidence])
        rows.append(PageRow(f"step:{row.merit.code}", [(f" {row.merit.code}  {day(row.merit.on)}  ", "quiet"),
                                                       kind_piece(row.merit.kind), (f"  {evidence}", "")], row.merit.code))
    return rows
