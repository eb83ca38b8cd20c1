"""Steps side by side as one bar, each as wide as its money."""

from collections.abc import Sequence
from typing import NamedTuple

from campaign.tables.charts.beside import merged
from campaign.tables.signs import Signs, Way
from campaign.tables.tones import Line, Piece
from campaign.tables.width import cell, cells

TONES = {"grey_fill": "on_grey", "fan": "strong", "area": "strong", "accent_fill": "on_accent"}
"""Grounds from the first step to the last, and the colour of the words on each."""


class Step(NamedTuple):
    name: str
    note: str
    """``14 个  126.22亿``"""
    amount: int
    """What its width stands for."""


def funnel(steps: Sequence[Step], width: int, signs: Signs) -> list[Line]:
    """Two lines: names, notes. A step without money is as wide as its name; two spaces part what may go from a note, of which the
    first word stays longest.
    """
    sizes = _sizes(steps, width)
    if not sizes:
        return []
    boxed = signs.mono or signs.way is Way.ASCII
    tones = list(TONES.items())
    lines: tuple[list[Piece], list[Piece]] = ([], [])
    for at, (step, size) in enumerate(zip(steps, sizes, strict=True)):
        ground, fore = tones[at * (len(tones) - 1) // max(len(steps) - 1, 1)]
        note = next((said for said in (step.note, step.note.partition("  ")[0]) if cells(said) <= size - 2),
                    step.note.partition(" ")[0])
        for line, text, strong in ((lines[0], step.name, True), (lines[1], note, False)):
            if at:
                line.append((" ", ""))
            words = cell(text, size - 2) if size > 2 else " " * size
            if boxed:
                ends = ("[", "]") if strong else (" ", " ")
                line.append((f"{ends[0]}{words}{ends[1]}" if size > 2 else words, "strong" if strong else ""))
            else:
                said = f"bold {fore}" if strong and fore != "strong" else fore
                line.append((f" {words} " if size > 2 else words, f"{said} on {ground}"))
    return [merged([*line, (" " * (width - sum(cells(text) for text, _tone in line)), "")]) for line in lines]


def _sizes(steps: Sequence[Step], width: int) -> list[int]:
    """Cells of each: by money, but no step narrower than its name with a blank at each side; all alike without that room."""
    room = width - max(len(steps) - 1, 0)
    if not steps or room < len(steps):
        return []
    least = [cells(step.name) + 2 for step in steps]
    if sum(least) > room:
        return [room // len(steps) + (at < room % len(steps)) for at in range(len(steps))]
    amounts = [max(step.amount, 0) for step in steps]
    fixed: set[int] = set()
    while True:
        left = room - sum(least[at] for at in fixed)
        total = sum(amount for at, amount in enumerate(amounts) if at not in fixed)
        even = left / (len(steps) - len(fixed))
        exact = [least[at] if at in fixed else left * amount / total if total else even for at, amount in enumerate(amounts)]
        narrow = {at for at, size in enumerate(exact) if size < least[at]} - fixed
        if not narrow:
            break
        fixed |= narrow  # never all of them: together they have room
    sizes = [int(size) for size in exact]
    for at in sorted(range(len(sizes)), key=lambda at: sizes[at] - exact[at])[:room - sum(sizes)]:
        sizes[at] += 1
    return sizes
