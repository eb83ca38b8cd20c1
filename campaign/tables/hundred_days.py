"""The hundred days on one page: the money, how far it is from the plan and where it will end, the red and yellow lights. Pure.

All its charts share one axis of days; each heading is the sentence that the chart shows.
"""

from collections.abc import Sequence
from datetime import date

from campaign.core.model.campaign import Campaign
from campaign.core.model.light import Light
from campaign.service.forecast import City
from campaign.service.light_history import Hundred
from campaign.tables.charts.against_plan import against_plan, fans, plan_by_day
from campaign.tables.charts.beside import fitted, laid_over
from campaign.tables.charts.burn_up import burn_up
from campaign.tables.charts.days_axis import Axis, axis, days_axis, days_of
from campaign.tables.charts.digits import digits
from campaign.tables.charts.heading import heading
from campaign.tables.charts.over_days import Curve, over_days
from campaign.tables.signs import Signs
from campaign.tables.tones import Line
from campaign.tables.width import cells
from campaign.text import _
from campaign.words import label, money
from campaign.words.forecast import gap_text, outlook_text, too_few_text

WEEK = 7
LOW, ROOMY = 16, 30
"""Lines of the page below which the money has its heading only; from which on the charts stand apart."""
NOTE = 24
"""Cells of a heading that its note leaves to the title and the rule."""
SHARES = (5, 5, 4)
"""How the charts divide the lines."""


def draw(campaign: Campaign, today: date, found: Hundred, city: City, width: int, height: int, signs: Signs) -> list[Line]:
    """At most ``height`` lines of ``width`` cells."""
    plan, fan = plan_by_day(campaign.length, found.plan), fans(city.fan)
    done = [max(value, 0) for value in found.done]
    names = [_named(light, counts) for light, counts in ((Light.RED, found.red), (Light.YELLOW, found.yellow))]
    planned = _("plan {money}").format(money=money(found.plan))
    expected = _("expected {money}").format(money=money(fan[-1].median)) if fan else ""
    end = gap_text(city.forecast.gap) if fan and city.forecast is not None else ""
    days = axis(days_of(campaign, today), width, right=max(cells(name) for name in (*names, planned, expected, end)) + 1)
    apart = 1 if height >= ROOMY else 0
    shown = SHARES if height >= LOW else SHARES[1:]
    room = max(height - 3 - 1 - apart * (len(SHARES) - 1), 0)
    heights = [room * part // sum(shown) for part in shown]
    heights[0] += room - sum(heights)
    burn, against, lights = heights if len(heights) == len(SHARES) else (0, *heights)
    blank: list[Line] = [[]] * apart
    money_chart = burn_up(days, burn, signs, done=done, plan=plan, fan=fan, now=money(done[-1]) if done else "", planned=planned,
                          expected=expected) if burn > 1 else []
    plan_chart = against_plan(days, against, signs, done=done, plan=plan, fan=fan, end=end)
    return [
        heading(width, _("Money of the 100 days"), signs, note=_joined(width, _done_notes(campaign, today, found))),
        *laid_over(money_chart, _hero(campaign, today, found, signs), days.left + 2, 1),
        *blank,
        heading(width, _("Against the plan"), signs, note=_joined(width, _plan_notes(campaign, found, city))),
        *laid_over(plan_chart, _chances(city), days.left + 2, max(len(plan_chart) - 3, 0)),
        *blank,
        heading(width, _("Red and yellow projects"), signs, note=_lights_note(found)),
        *_lights(days, lights, signs, found, names),
        days_axis(days, signs),
    ][:height]


def _joined(width: int, said: Sequence[str]) -> str:
    """As many of the sentences as there is room for: none of their figures is cut."""
    told = ""
    for one in said:
        more = f"{told}  {one}" if told else one
        if cells(more) > width - NOTE:
            break
        told = more
    return told


def _hero(campaign: Campaign, today: date, found: Hundred, signs: Signs) -> list[Line]:
    """The share that is done, to be read across a room, and what is due."""
    done, due = found.done[-1] if found.done else 0, campaign.expected(today)
    if not found.plan:
        return []
    share = (2000 * done + found.plan) // (2 * found.plan)
    behind = _("{n} points behind what is due") if share < due else _("{n} points ahead of what is due")
    below = _("as much as is due") if share == due else behind.format(n=f"{abs(due - share) / 10:.1f}")
    lines = [list(line) for line in digits(f"{share / 10:.1f}", signs)]
    return [*lines[:-1], [*lines[-1], (" %", "strong")], [(below, "")]]


def _chances(city: City) -> list[Line]:
    """Between what it will probably end."""
    told = city.forecast
    if told is None or told.plan is None or told.p10 == told.p90:
        return []
    return [[(_("eight in ten: {low} to {high}").format(low=money(told.p10), high=money(told.p90)), "quiet")]]


def _done_notes(campaign: Campaign, today: date, found: Hundred) -> list[str]:
    done = found.done[-1] if found.done else 0
    if not found.plan:
        return [_("no project has a 100-day plan yet")]
    return [_("{done} of {plan}, {percent}").format(done=money(done), plan=money(found.plan),
                                                    percent=f"{100 * done / found.plan:.1f}%"),
            _("{percent} due by today").format(percent=f"{campaign.expected(today) / 10:.1f}%")]


def _plan_notes(campaign: Campaign, found: Hundred, city: City) -> list[str]:
    """How far it is today, where it goes, and what would close the gap."""
    if not found.plan or not found.done:
        return []
    gap = found.plan * found.days // campaign.length - found.done[-1]
    said = [_("today {gap}").format(gap=gap_text(gap)) if gap else _("today as planned")]
    told = city.forecast
    if told is None:
        return [*said, *([too_few_text(city.reports)] if found.days < campaign.length else [])]
    said += filter(None, [outlook_text(told)])
    return [*said, *([_("to close it: {money} a day").format(money=money(told.needed_per_day))] if told.needed_per_day else [])]


def _lights_note(found: Hundred) -> str:
    said = []
    for light, counts in ((Light.RED, found.red), (Light.YELLOW, found.yellow)):
        if counts:
            before = counts[-1 - WEEK] if len(counts) > WEEK else None
            told = _named(light, counts)
            said.append(told if before is None else _("{now}, {n} a week ago").format(now=told, n=before))
    return "  ".join(said)


def _named(light: Light, counts: Sequence[int]) -> str:
    return f"{label(light)} {counts[-1]}" if counts else ""


def _lights(days: Axis, height: int, signs: Signs, found: Hundred, names: Sequence[str]) -> Sequence[Line]:
    red, yellow = names
    drawn = over_days(days, height, signs, [Curve(red, found.red, "red", "red_fill", "red_mark"),
                                            Curve(yellow, found.yellow, "yellow")])
    return drawn or [fitted([], days.width)] * height
