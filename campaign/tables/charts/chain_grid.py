"""Chains of an industry as words: what is there is filled, what is weak is dimly filled, what is missing stands in brackets."""

from collections.abc import Sequence

from campaign.core.model.leads import NodeState
from campaign.tables.charts.beside import fitted, merged
from campaign.tables.signs import Signs, Way
from campaign.tables.tones import Line, Piece
from campaign.tables.width import cells, cut

_FILLED = {NodeState.HAVE: "on_accent on accent_fill", NodeState.WEAK: "strong on fan"}
_SIGNS = {NodeState.HAVE: "+", NodeState.WEAK: "~"}


def chips(nodes: Sequence[tuple[str, NodeState]], width: int, signs: Signs) -> list[Line]:
    """The words of one chain in as many lines of ``width`` cells as they need."""
    rows: list[list[Piece]] = []
    used = 0
    for word, state in nodes:
        word = cut(word, width - 2)
        size = cells(word) + 2
        if not rows or used + 1 + size > width:
            rows.append([])
            used = -1
        else:
            rows[-1].append((" ", ""))
        rows[-1].append(_chip(word, state, signs))
        used += 1 + size
    return [fitted(row, width) for row in rows]


def _chip(word: str, state: NodeState, signs: Signs) -> Piece:
    if state is NodeState.MISSING:
        return f"[{word}]", "strong"
    if signs.mono or signs.way is Way.ASCII:
        return f"{_SIGNS[state]}{word} ", ""
    return f" {word} ", _FILLED[state]


def chain_grid(chains: Sequence[tuple[str, Sequence[tuple[str, NodeState]]]], width: int, signs: Signs,
               height: int = 0) -> list[Line]:
    """Each chain's name, its words, a blank line; at most ``height`` lines, 0 for all of them."""
    lines: list[Line] = []
    for name, nodes in chains:
        if lines:
            lines.append([(" " * width, "")] if width > 0 else [])
        lines += [fitted([(name, "strong")], width), *chips(nodes, width, signs)]
    return [merged(line) for line in lines[:height or None]]
