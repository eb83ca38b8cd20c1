"""The approvals that a candidate of the reserve needs, and how far each is. Pure."""

from collections.abc import Sequence
from datetime import date

from campaign.core.model.land import ApprovalKind, ApprovalState
from campaign.core.reserve import Needed
from campaign.tables.cells import labels_width
from campaign.tables.charts.beside import beside
from campaign.tables.charts.squares import steps
from campaign.tables.detail import GAP, section
from campaign.tables.signs import Signs
from campaign.tables.tones import Line, Piece
from campaign.tables.width import cell, cells
from campaign.text import _, ngettext
from campaign.words import day, label

PAIR, SHORT = 44, 28
"""Cells from which on approvals stand in two columns, and of a column from which on each says more than a day."""


def approvals_section(rows: Sequence[Needed], today: date, width: int, signs: Signs) -> list[Line]:
    """Every approval that it needs: granted when, in hand for how long, or not handed in."""
    count = 2 if width >= PAIR else 1
    room = (width - 1 - GAP * (count - 1)) // count
    standing = [_standing(today, row, short=room < SHORT) for row in rows]
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


def _standing(today: date, row: Needed, *, short: bool) -> Piece:
    found = row.approval
    if row.state is ApprovalState.GRANTED:
        on = None if found is None or found.granted is None else day(found.granted)
        return label(ApprovalState.GRANTED) if on is None else on if short else _("granted {day}").format(day=on), "quiet"
    if row.state is ApprovalState.SUBMITTED and found is not None and found.submitted is not None:
        days = (today - found.submitted).days
        held = ngettext("{n} day", "{n} days", days) if short else \
            ngettext("in hand for {n} day", "in hand for {n} days", days)
        return held.format(n=days), ""
    return _("not filed") if short else _("not handed in"), "quiet"
