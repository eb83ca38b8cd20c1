"""The money against the plan, with the forecast's fan, as the Overview has it. Pure."""

from campaign.core.forecast import ENOUGH
from campaign.core.situation import Situation
from campaign.service.forecast import City
from campaign.tables.charts.against_plan import against_plan, fans, plan_by_day
from campaign.tables.charts.burn_up import burn_up
from campaign.tables.charts.days_axis import axis, days_axis, days_of
from campaign.tables.charts.heading import heading
from campaign.tables.signs import Signs
from campaign.tables.tones import Line
from campaign.tables.width import cells
from campaign.text import _
from campaign.tui.keys import BY_ACTION
from campaign.tui.screens.overview.hero import Past
from campaign.words import money
from campaign.words.forecast import gap_text, outlook_text, too_few_text

LEAST = 7
"""Lines of a chart below which it is not drawn."""


def against(situation: Situation, past: Past | None, city: City | None, width: int, height: int, signs: Signs, *,
            both: bool = False) -> list[Line]:
    """The difference to the plan with the forecast's fan; ``both``: the money itself above it. Before anything is known the
    heading alone; nothing where there is no room.
    """
    campaign = situation.snapshot.campaign
    if height < LEAST + 2:
        return []
    right = BY_ACTION["group"].shown
    title = _("against the plan")
    if past is None or city is None:
        return [heading(width, title, signs, right=right)]
    sums = situation.tally()
    told = "" if city.forecast is None else outlook_text(city.forecast)
    if not sums.plan or not past.done:
        said = _("no project has a 100-day plan yet") if not sums.plan else _("the first day is still to come")
        return [heading(width, title, signs, right=right), [(said, "quiet")]]
    if city.forecast is None:
        told = too_few_text(city.reports) if city.reports < ENOUGH else ""
    plan, fan = plan_by_day(campaign.length, sums.plan), fans(city.fan)
    done = [max(value, 0) for value in past.done]
    end = gap_text(city.forecast.gap) if fan and city.forecast is not None else ""
    planned = _("plan {money}").format(money=money(sums.plan))
    expected = _("expected {money}").format(money=money(fan[-1].median)) if fan else ""
    names = max(map(cells, (end, planned, expected) if both else (end,)))
    days = axis(days_of(campaign, situation.today), width, right=names + 1)
    if end and cells(title) + cells(told) + 8 > width:
        told = _("{what} at the end").format(what=end)
    lines: list[Line] = [heading(width, title, signs, note=told, right=right)]
    room = height - 2
    if both and room >= 2 * LEAST:
        lines += [*burn_up(days, room // 2, signs, done=done, plan=plan, fan=fan, now=money(done[-1]), planned=planned,
                           expected=expected), ()]
        room -= room // 2 + 1
    return [*lines, *against_plan(days, room, signs, done=done, plan=plan, fan=fan, end=end), days_axis(days, signs)]
