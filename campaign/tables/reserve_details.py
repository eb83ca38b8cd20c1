"""What stands around the list of the reserve: the funnel above it, the chain map beside it, and about the candidate under the
cursor its score, its lists, its approvals and its place on the map. Pure.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from campaign.core.candidates import WEIGHTS, Candidate
from campaign.core.chain import Chain, Places
from campaign.core.model.land import ApprovalKind, ApprovalState
from campaign.core.model.project import ListState, Project, Stage, TargetList
from campaign.core.reserve import STAGES, Gap, ListRule, Needed, StageSum
from campaign.core.situation import Situation
from campaign.tables.cells import labels_width, name_of, wrapped
from campaign.tables.chain import grid, lacking_links, links, nodes_text
from campaign.tables.charts.bar import Row, bars
from campaign.tables.charts.beside import beside, wide
from campaign.tables.charts.chain_grid import chips
from campaign.tables.charts.funnel import Step
from campaign.tables.charts.squares import steps
from campaign.tables.detail import GAP, WIDE, facts, flow, head, section
from campaign.tables.reserve import ENDED, urgency
from campaign.tables.signs import Signs
from campaign.tables.tones import Line, Piece
from campaign.tables.width import cell, cells
from campaign.text import _, ngettext
from campaign.words import day, label, listed, money
from campaign.words.labels import NOTHING
from campaign.words.reserve import clocks_text, missing_text, state_text

_FUNNEL = (*STAGES, Stage.PERMITTED)
TALL, HIGH = 7, 15
"""Lines of a detail from which on it has sections, and from which on what a list still requires has lines of its own."""
PAIR, SHORT = 44, 28
"""Cells from which on approvals stand in two columns, and of a column from which on each says more than a day."""


class Told(NamedTuple):
    """A candidate, and what no situation holds of it."""

    situation: Situation
    found: Candidate
    gaps: Sequence[Gap]
    """Of the lists that it is on its way to, or may apply for."""
    approvals: Sequence[Needed]
    chains: Sequence[Chain]
    rules: Mapping[TargetList, ListRule]


def in_funnel(project: Project | None) -> bool:
    return project is not None and project.withdrawn is None and project.stage in _FUNNEL


def ready(projects: Iterable[Project]) -> StageSum:
    """What has left the reserve and waits for its start."""
    found = [project.total or 0 for project in projects if project.stage is Stage.PERMITTED and project.withdrawn is None]
    return StageSum(Stage.PERMITTED, len(found), sum(found))


def funnel_steps(stages: Sequence[StageSum]) -> list[Step]:
    """The stages from the first idea to what may start, as wide as their money."""
    return [Step(label(row.stage), ngettext("{n} project", "{n} projects", row.projects).format(n=row.projects)
                 + (f"  {money(row.total)}" if row.total else ""), row.total) for row in stages]


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
    high = height >= HIGH
    own = [lambda room: _facts(told, room), lambda room: _score(found, room, signs),
           lambda room: section(_("Lists"), _lists(told, room, high=high), room, signs)]
    right = [lambda room: _approvals(told, room, signs)]
    if width >= WIDE:
        return flow(first, (own, [*right, lambda room: _chain(told, room, signs), lambda room: _map(told.chains, room, signs)]),
                    width, height)
    lines = flow(first, ([*own, *right],), width, height)
    room = height - len(lines) - 1
    for said in (_map(told.chains, width, signs), [*_chain(told, width, signs), (), *_lacking(told.chains, width, signs)],
                 _lacking(told.chains, width, signs)):
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
        if high and wide(line) + 2 + cells(missing[0]) > width:  # what is missing goes below while there is room
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


# Approvals --------------------------------------------------------------------------------------------------------------


def _approvals(told: Told, width: int, signs: Signs) -> list[Line]:
    """Every approval that it needs: granted when, in hand for how long, or not handed in."""
    rows = told.approvals
    count = 2 if width >= PAIR else 1
    room = (width - 1 - GAP * (count - 1)) // count
    standing = [_standing(told, row, short=room < SHORT) for row in rows]
    names = room - 4 - max((cells(said) for said, _tone in standing), default=0)
    names = labels_width((label(ApprovalKind(row.kind)) for row in rows), max(names, 8))
    lines = [[*steps(int(row.state is ApprovalState.GRANTED), 1, 1, signs), (" ", ""),
              (cell(label(ApprovalKind(row.kind)), names), "quiet" if row.state is ApprovalState.GRANTED else ""),
              ("  " if room >= SHORT else " ", ""), said] for row, said in zip(rows, standing, strict=True)]
    height = -(-len(lines) // count)
    drawn = beside([(lines[at * height:(at + 1) * height], room) for at in range(count)], GAP)
    granted = sum(row.state is ApprovalState.GRANTED for row in rows)
    return section(_("Approvals"), [[(" ", ""), *line] for line in drawn], width, signs,
                   note=_("{n} of {total} granted").format(n=granted, total=len(rows)))


def _standing(told: Told, row: Needed, *, short: bool) -> Piece:
    found = row.approval
    if row.state is ApprovalState.GRANTED:
        on = None if found is None or found.granted is None else day(found.granted)
        return label(ApprovalState.GRANTED) if on is None else on if short else _("granted {day}").format(day=on), "quiet"
    if row.state is ApprovalState.SUBMITTED and found is not None and found.submitted is not None:
        days = (told.situation.today - found.submitted).days
        held = ngettext("{n} day", "{n} days", days) if short else \
            ngettext("in hand for {n} day", "in hand for {n} days", days)
        return held.format(n=days), ""
    return _("not filed") if short else _("not handed in"), "quiet"


# The chain map ----------------------------------------------------------------------------------------------------------


def _chain(told: Told, width: int, signs: Signs) -> list[Line]:
    """The chain that it lies on."""
    chains = told.chains
    spot = Places(node.row for chain in chains for node in chain.nodes)(told.found.details.node)
    chain = None if spot is None else next((one for one in chains if one.name == spot.chain), None)
    if spot is None or chain is None:
        return []
    return section(chain.name, [[(" ", ""), *line] for line in chips(links(chain), width - 1, signs)], width, signs,
                   note=_("here: {node}").format(node=spot.node) if spot.node else "")


def _lacking(chains: Sequence[Chain], width: int, signs: Signs) -> list[Line]:
    lines = lacking_links(chains, width - 1, signs)
    return section(_("What the chains lack"), [[(" ", ""), *line] for line in lines], width, signs)


def _map(chains: Sequence[Chain], width: int, signs: Signs) -> list[Line]:
    return section(_("Chain map"), [[(" ", ""), *line] for line in grid(chains, width - 1, 0, signs)], width, signs,
                   note=_("there, weak, [lacking]"), right=nodes_text(sum(len(chain.nodes) for chain in chains)))


def chain_map(chains: Sequence[Chain], width: int, height: int, signs: Signs) -> list[Line]:
    """Beside the list: all chains with their links, without the lines between them where there is no room."""
    if not chains:
        return []
    said = section(_("Chain map"), [[(" ", ""), *line] for line in grid(chains, width - 1, height - 2, signs)], width, signs,
                   note=_("there, weak, [lacking]"), right=nodes_text(sum(len(chain.nodes) for chain in chains)))
    return [said[0], (), *said[1:]]
