"""What stands below or beside the list of the reserve about the candidate under the cursor: its score, its lists, its approvals
and its place on the chain map. Pure.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from campaign.core.candidates import WEIGHTS, Candidate
from campaign.core.chain import Chain
from campaign.core.model.project import ListState, TargetList
from campaign.core.reserve import Gap, ListRule, Needed
from campaign.core.situation import Situation
from campaign.tables.cells import labels_width, name_of, wrapped
from campaign.tables.charts.bar import Row, bars
from campaign.tables.detail import WIDE, facts, flow, head, section
from campaign.tables.reserve import ENDED, urgency
from campaign.tables.reserve_approvals import approvals_section
from campaign.tables.reserve_around import lacking, own_chain, whole_map
from campaign.tables.signs import Signs
from campaign.tables.tones import Line, Piece
from campaign.tables.width import cell, cells
from campaign.text import _
from campaign.words import label, listed, money
from campaign.words.labels import NOTHING
from campaign.words.reserve import clocks_text, missing_text, state_text

TALL, HIGH = 7, 15
"""Lines of a detail from which on it has sections, and from which on what a list still requires has lines of its own."""


class Told(NamedTuple):
    """A candidate, and what no situation holds of it."""

    situation: Situation
    found: Candidate
    gaps: Sequence[Gap]
    """Of the lists that it is on its way to, or may apply for."""
    approvals: Sequence[Needed]
    chains: Sequence[Chain]
    rules: Mapping[TargetList, ListRule]


def details(told: Told, width: int, height: int, signs: Signs) -> list[Line]:
    """In four lines the score and the lists; with more room its parts as bars, what every list still requires, each approval
    with its day, and its chain.
    """
    found = told.found
    untaken: Line = [(_("no principal leader"), "strong")] if found.untaken else ()
    if height < TALL:
        lines = [head(found.project.code, found.project.name, width, right=untaken), score_line(found)]
        return [*lines, *_lists(told, width, high=False)][:height]
    scored: Piece = (_("Score {n}").format(n=found.score.score), "strong")
    first = [head(found.project.code, found.project.name, width, scored, right=untaken)]
    high, node = height >= HIGH, found.details.node
    own = [lambda room: _facts(told, room), lambda room: _score(found, room, signs),
           lambda room: section(_("Lists"), _lists(told, room, high=high), room, signs)]
    right = [lambda room: approvals_section(told.approvals, told.situation.today, room, signs)]
    if width >= WIDE:
        right += [lambda room: own_chain(told.chains, node, room, signs), lambda room: whole_map(told.chains, room, signs)]
        return flow(first, (own, right), width, height)
    lines = flow(first, ([*own, *right],), width, height)
    room = height - len(lines) - 1
    missing = lacking(told.chains, width, signs)
    for said in (whole_map(told.chains, width, signs), [*own_chain(told.chains, node, width, signs), (), *missing], missing):
        while said and not said[0]:
            said = said[1:]
        if said and len(said) <= room:
            return [*lines, (), *said]
    return lines


def _facts(told: Told, width: int) -> list[Line]:
    project, more, situation = told.found.project, told.found.details, told.situation
    pairs: list[tuple[str, str]] = [
        (_("County"), name_of(situation, project.county) if project.county else _("no county")),
        (_("Stage"), listed([label(word) for word in (project.stage, project.sector, project.investor) if word is not None])),
        (_("Total"), money(project.total) if project.total is not None else _("no total")),
        (_("Leader"), name_of(situation, project.leader) if project.leader else _("no leader")),
        (_("Unit"), name_of(situation, project.unit) if project.unit else ""),
        (_("Expected tax"), money(more.expected_tax) if more.expected_tax is not None else "")]
    if width < 60:
        return facts(pairs, width)
    return [[(" ", ""), ("  ".join(text for _name, text in pairs[:5] if text), "")]]


def score_line(found: Candidate) -> Line:
    """``Score 63: size 80 x50% + tax - x30% + pull 60 x20%``"""
    score, parts = found.score, (_("size"), _("tax"), _("pull"))
    pieces: list[Piece] = [(" " + _("Score {n}").format(n=score.score), "strong"), ("  ", "")]
    for i, (name, part, weight) in enumerate(zip(parts, score[1:], WEIGHTS, strict=True)):
        pieces += [(" + " if i else "", "quiet"), (f"{name} ", ""),
                   (NOTHING if part is None else str(part), "" if part else "quiet"), (f" x {weight}%", "quiet")]
    return pieces


def _score(found: Candidate, width: int, signs: Signs) -> list[Line]:
    """Its parts, each against the largest candidate; how much each counts."""
    rows = [Row(name, None if part is None else part / 100, NOTHING if part is None else str(part),
                note=_("counts {n} %").format(n=weight))
            for name, part, weight in zip((_("size"), _("tax"), _("pull")), found.score[1:], WEIGHTS, strict=True)]
    return [[(" ", ""), *line] for line in bars(rows, width - 1, signs)]


# Lists ------------------------------------------------------------------------------------------------------------------


def _lists(told: Told, width: int, *, high: bool) -> list[Line]:
    """How far it has got on every list, until when, whether the clocks allow it, and what is missing."""
    if not told.gaps:
        return [[(" ", ""), (_("No list takes its investor."), "quiet")]]
    names = labels_width((label(gap.list) for gap in told.gaps), 24)
    lines: list[Line] = []
    for gap in told.gaps:
        line, missing = _gap_line(gap, names), _missing(gap, told.rules[gap.list])
        taken = sum(cells(said) for said, _tone in line)
        if high and taken + 2 + cells(missing[0]) > width:  # what is missing goes below while there is room
            lines += [line, *([("   ", ""), (said, missing[1])] for said in wrapped(missing[0], width - 4))]
        else:
            lines.append([*line, ("  ", ""), missing])
    return lines


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


