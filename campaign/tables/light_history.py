"""The past of one project's light as rows of its page. Pure."""

from collections.abc import Mapping, Sequence

from campaign.core.light_history import Span, replaced
from campaign.tables.sections import PageRow, table_row, title
from campaign.tables.tones import LIGHT_TONES, Piece
from campaign.tables.width import Column
from campaign.text import _, ngettext
from campaign.words import day as day_text
from campaign.words import label, listed, reason_text
from campaign.words.spacing import tight
from campaign.words.targets import NameOf, all_text

NARROW = 60
SPANS = 10
"""Spans of one light that are shown."""


def history_rows(code: str, spans: Sequence[Span], width: int, name_of: NameOf) -> list[PageRow]:
    """The light of one project since day 1, newest first: from when to when it was what, and what changed it.

    Nothing before the first day.
    """
    if not spans:  # the first day is still to come
        return []
    current = spans[0]
    rows = title("lit", _("The light day by day"), _("since {day}").format(day=day_text(current.first)))
    narrow = width < NARROW
    columns = [Column("days", "", 6 if narrow else 16), Column("light", "", 12, 6),
               Column("n", "", 5, align="right", priority=1), Column("what", "", 30, 10, flex=1)]
    for span in spans[:SPANS]:
        light = span.assessment.light
        days = day_text(span.first)
        if not narrow and span.first != span.last:
            days += " .. " + (_("today") if span is current else day_text(span.last))
        texts: Mapping[str, Piece] = {
            "days": (days, "quiet"), "light": (label(light), LIGHT_TONES[light]),
            "n": (tight(_("{n}d").format(n=(span.last - span.first).days + 1)), "quiet"), "what": (_changed(span, name_of), "")}
        reason = next(iter((*span.came, *span.went)), None)
        subject = None if reason is None else reason.blocker or reason.land
        rows.append(PageRow(f"lit{span.first}", table_row(columns, texts, width - 1), subject or code))
    if (more := len(spans) - SPANS) > 0:
        text = ngettext("{n} change before that", "{n} changes before that", more).format(n=more)
        rows.append(PageRow("lit+", [(" " + text, "quiet")]))
    return rows


def _changed(span: Span, name_of: NameOf) -> str:
    """What came with the light and what went; a reason that only changed its level did not go. What went by a changed target was
    not solved: the change is told.
    """
    said = [reason_text(reason) for reason in span.came]
    if span.retargeted:
        return listed([all_text(span.retargeted, name_of), *said])
    gone = [reason_text(reason) for reason in span.went if not replaced(reason, span.came)]
    if gone:
        said.append(_("gone: {what}").format(what=listed(gone)))
    return listed(said)
