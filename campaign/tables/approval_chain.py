"""The chain of approvals that a project still needs, step by step, against its milestone. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date

from campaign.core.clocks import Bound, Link, Outlook
from campaign.core.model.land import ApprovalKind
from campaign.core.situation import Situation
from campaign.tables.approvals import days_text
from campaign.tables.cells import labels_width, wrapped
from campaign.tables.sections import PLAIN, PageRow, nothing, table_row, title
from campaign.tables.tones import Piece
from campaign.tables.width import Column, cells
from campaign.text import _
from campaign.words import day, label, listed, mark


def chain_rows(outlook: Outlook | None, situation: Situation, width: int, heading: str, subject: str) -> list[PageRow]:
    """Whether it still fits, what that rests on, and every step with the last day on which it could have begun.

    ``subject`` is what keys act on where there is no chain; its own step, if it is an approval, stands out.
    """
    if outlook is None:
        return [*title("clocks", heading),
                nothing("clocks", _("no milestone to hold it against, or nothing left to be granted"), subject)]
    note, tone = _("in time"), "green"
    if outlook.too_late or outlook.at_risk:
        note, tone = (mark("too_late"), "red") if outlook.too_late else (mark("at_risk"), "yellow")
    first = situation.snapshot.campaign.first_day
    told = _("through on {end} at the earliest, milestone {milestone}") if outlook.too_late else \
        _("through on {end} if every authority takes all its time, milestone {milestone}")
    end = outlook.floor_end if outlook.too_late else outlook.limit_end
    texts = [told.format(end=day(end, first), milestone=day(outlook.milestone, first))]
    if outlook.estimated:
        texts.append(_("estimated"))
    rows = title("clocks", heading, note, tone)
    rows += [PageRow(f"clocks.{n}", [(" " + text, PLAIN)]) for n, text in enumerate(wrapped(listed(texts), width - 2))]
    columns = _columns(outlook.chain, width)
    return [*rows, *(_link_row(link, columns, situation.today, n, width, link.code == subject)
                     for n, link in enumerate(outlook.chain))]


def _columns(chain: Sequence[Link], width: int) -> list[Column]:
    """What no step has takes no room from the names of the others."""
    kinds = labels_width([label(ApprovalKind(link.kind)) for link in chain], 30)
    timed = any(link.days is not None for link in chain)
    return [
        Column("here", "", 1), Column("code", "", 5), Column("kind", "", kinds, kinds if width >= 70 else min(kinds, 12)),
        Column("span", "", 22, 19), Column("latest", "", max(cells(_("latest long ago")), 14), 14, priority=1),
        *([Column("days", "", 15, 12, priority=2),
           Column("bound", "", max(cells(_("minimum")), cells(_("limit"))), priority=3)] if timed else ())]


def _link_row(link: Link, columns: Sequence[Column], today: date, number: int, width: int, here: bool) -> PageRow:
    """``A0031 用地  20 working days limit  11-22 - 12-20  latest 12-02``."""
    late = not link.begun and link.latest < max(today, link.begins)
    latest = _("latest long ago") if link.latest == date.min else _("latest {day}").format(day=day(link.latest))
    if link.begun:
        latest = _("begun")
    bound = "" if link.bound is None or link.days is None else _("minimum") if link.bound is Bound.FLOOR else _("limit")
    days = "" if link.days is None else days_text(link.days, link.working)
    span = f"{day(link.begins)} - {day(link.ends)}"
    if link.estimated:
        span += " " + _("est.")
    found: Mapping[str, Piece] = {
        "here": ("*" if here else "", "strong"), "code": (link.code, "quiet"),
        "kind": (label(ApprovalKind(link.kind)), "strong" if here else ""), "span": (span, ""),
        "latest": (latest, "red" if late else "quiet"), "days": (days, ""), "bound": (bound, "quiet")}
    return PageRow(f"link{number}", table_row(columns, found, width - 1), link.code)
