"""The hundred days as two charts (how many projects were red, yellow and green; the money against the plan), and the past of one
project's light as rows of its page. Pure."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from campaign.core.light_history import Span, replaced
from campaign.core.model.campaign import Campaign
from campaign.core.model.light import Light
from campaign.service.light_history import Hundred
from campaign.tables.cells import short_light
from campaign.tables.chart import Chart, Series
from campaign.tables.sections import PageRow, table_row, title
from campaign.tables.tones import LIGHT_TONES, Piece
from campaign.tables.width import Column
from campaign.text import _, ngettext
from campaign.words import day as day_text
from campaign.words import label, listed, money, reason_text
from campaign.words.spacing import tight
from campaign.words.targets import NameOf, all_text

SIGNS = {Light.RED: "#", Light.YELLOW: "=", Light.GREEN: "."}
DONE, PLAN = "#", "-"
NARROW = 60
SPANS = 10
"""Spans of one light that are shown."""


def lights_chart(campaign: Campaign, found: Hundred) -> Chart:
    """A stack a day, the red ones at the bottom."""
    columns = list(zip(found.red, found.yellow, found.green, strict=True))
    top = max(map(sum, columns), default=0)
    last = columns[-1] if columns else (0, 0, 0)
    series = [Series(short_light(light), SIGNS[light], LIGHT_TONES[light], str(count))
              for light, count in zip((Light.RED, Light.YELLOW, Light.GREEN), last, strict=True)]
    return Chart(series, columns, top, [(0, "0"), (top // 2, str(top // 2)), (top, str(top))], campaign.length,
                 _ticks(campaign, found.days))


def money_chart(campaign: Campaign, found: Hundred) -> Chart:
    """What was reported up to each day, against the plan in equal parts for every day."""
    done = [max(value, 0) for value in found.done]
    line = [found.plan * (at + 1) // campaign.length for at in range(campaign.length)]
    top = max(found.plan, *done, 1)
    now = done[-1] if done else 0
    due = line[found.days - 1] if found.days else 0
    return Chart([Series(_("reported"), DONE, "accent", money(now), _("so far"))], [(value,) for value in done], top,
                 [(0, "0"), (top // 2, money(top // 2)), (top, money(top))], campaign.length, _ticks(campaign, found.days),
                 Series(_("due by the plan"), PLAN, "yellow", money(due), _("due")), line)


def _ticks(campaign: Campaign, days: int) -> list[tuple[int, str]]:
    """Today first, then the ends, the end of the golden window, then every tenth day; days are written as dates at the ends."""
    last = campaign.length - 1
    today = [(days - 1, _("today"))] if 0 < days < campaign.length else []
    ends = [(0, day_text(campaign.first_day)), (last, day_text(campaign.first_day + timedelta(days=last)))]
    golden = (campaign.golden_end - campaign.first_day).days if campaign.golden_end is not None else 0
    window = [(golden, _("golden end"))] if 0 < golden < last else []
    return [*today, *ends, *window, *((at, f"D+{at}") for at in (50, 25, 75)), *((at, f"D+{at}") for at in range(10, last, 10))]


def history_rows(code: str, spans: Sequence[Span], width: int, name_of: NameOf) -> list[PageRow]:
    """The light of one project since day 1, newest first: from when to when it was what, and what changed it.

    Nothing before the first day.
    """
    if not spans:  # the first day is still to come
        return []
    current = spans[0]
    rows = title(width, "lit", _("The light day by day"), _("since {day}").format(day=day_text(current.first)))
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
