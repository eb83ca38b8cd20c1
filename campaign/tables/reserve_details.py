"""What stands around the list of the reserve: the funnel above it, below it how far a project has got on every list. Pure."""

from collections.abc import Iterable, Mapping, Sequence

from campaign.core.candidates import WEIGHTS, Candidate
from campaign.core.model.project import ListState, Project, Stage, TargetList
from campaign.core.reserve import STAGES, Gap, ListRule, StageSum
from campaign.tables.cells import labels_width, rule, wrapped
from campaign.tables.reserve import ENDED, urgency
from campaign.tables.tones import Line, Piece
from campaign.tables.width import cell, cells
from campaign.text import _
from campaign.words import label, money
from campaign.words.labels import NOTHING
from campaign.words.reserve import clocks_text, missing_text, state_text

_FUNNEL = (*STAGES, Stage.PERMITTED)


def in_funnel(project: Project | None) -> bool:
    return project is not None and project.withdrawn is None and project.stage in _FUNNEL


def ready(projects: Iterable[Project]) -> StageSum:
    """What has left the reserve and waits for its start."""
    found = [project.total or 0 for project in projects if project.stage is Stage.PERMITTED and project.withdrawn is None]
    return StageSum(Stage.PERMITTED, len(found), sum(found))


def funnel(stages: Sequence[StageSum], width: int) -> Line:
    """The stages, how many are in each, and their money where there is room for it: what lies beyond the reserve goes before."""
    def line(long: bool, stages: Sequence[StageSum] = stages) -> list[Piece]:
        pieces: list[Piece] = [(" ", "")]
        for i, row in enumerate(stages):
            tone = "quiet" if row.stage not in STAGES else ""
            pieces += [(" > " if i else "", "quiet"), (label(row.stage) + " ", "quiet"), (str(row.projects), tone or "strong")]
            if long and row.projects:
                pieces.append((" " + money(row.total), tone))
        return pieces

    wanted = (line(True), line(True, [row for row in stages if row.stage in STAGES]), line(False))
    return next((one for one in wanted if sum(cells(said) for said, _tone in one) <= width), wanted[-1])


def details(found: Candidate, gaps: Sequence[Gap], rules: Mapping[TargetList, ListRule], width: int, height: int) -> list[Line]:
    """The parts of the score, then every list: how far it has got, until when, whether the clocks allow it, what is missing."""
    title: list[Piece] = [(f" {found.project.code} ", "quiet"), (found.project.name, "strong")]
    if found.untaken:
        title += [("  ", ""), (_("no principal leader"), "yellow")]
    lines: list[Line] = [rule(title, width), score_line(found)]
    if not gaps:
        return [*lines, [(" ", ""), (_("No list takes its investor."), "quiet")]]
    names = labels_width((label(gap.list) for gap in gaps), 24)
    spare = height - len(lines) - len(gaps)
    for gap in gaps:
        line = [*_gap_line(gap, names), ("  ", ""), missing := _missing(gap, rules[gap.list])]
        if spare > 0 and sum(cells(said) for said, _tone in line) > width:  # what is missing goes below while there is room
            below = wrapped(missing[0], width - 4)
            if len(below) > spare:
                below = [*below[:spare - 1], " ".join(below[spare - 1:])]
            spare -= len(below)
            lines += [line[:-2], *([("   ", ""), (said, missing[1])] for said in below)]
        else:
            lines.append(line)
    return lines[:height]


def score_line(found: Candidate) -> Line:
    """``Score 63: size 80 x50% + tax - x30% + pull 60 x20%``"""
    score, parts = found.score, (_("size"), _("tax"), _("pull"))
    pieces: list[Piece] = [(" " + _("Score {n}").format(n=score.score), "strong"), ("  ", "")]
    for i, (name, part, weight) in enumerate(zip(parts, score[1:], WEIGHTS, strict=True)):
        pieces += [(" + " if i else "", "quiet"), (f"{name} ", ""),
                   (NOTHING if part is None else str(part), "" if part else "quiet"), (f" x {weight}%", "quiet")]
    return pieces


def _left(days: int) -> str:
    return _("passed {n} d ago").format(n=-days) if days < 0 else _("{n} d left").format(n=days)


def _gap_line(gap: Gap, names: int) -> list[Piece]:
    name, tone = cell(label(gap.list), names), "" if gap.state else "quiet"
    pieces: list[Piece] = [(f" {name}  ", tone), (state_text(gap.state) if gap.state else _("not on its way"),
                                                  tone or urgency(gap.state, None if gap.state in ENDED else gap.days_left))]
    if gap.state is not ListState.LISTED:
        pieces += [("  ", ""), (f"{gap.deadline:%m-%d} {_left(gap.days_left)}", "quiet" if gap.state is None else "")]
        if gap.too_late or gap.fits is not None:
            pieces += [("  ", ""), (clocks_text(gap), "red" if gap.too_late else "" if gap.fits else "yellow")]
    return pieces


def _missing(gap: Gap, rules: ListRule) -> Piece:
    if gap.state is ListState.LISTED:
        return "", ""
    if not gap.missing:
        return _("nothing is missing"), "green"
    return _("missing: {what}").format(what=missing_text(gap.missing, rules)), ""
