"""The pictures of a bulletin: money, how far it is from the plan, lights day by day, every project of each county."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from campaign.core.bulletin import Figures
from campaign.core.document import Figure
from campaign.core.model.light import Light
from campaign.core.situation import Situation
from campaign.service.forecast import City, Fans
from campaign.service.light_history import Hundred, Hundreds
from campaign.service.session import Session
from campaign.tables.charts.against_plan import against_plan, fans, plan_by_day
from campaign.tables.charts.burn_up import burn_up
from campaign.tables.charts.days_axis import Axis, axis, days_axis, days_of
from campaign.tables.charts.over_days import Curve, over_days
from campaign.tables.charts.squares import projects_a_cell, scale_text, squares
from campaign.tables.signs import Signs, Way
from campaign.tables.tones import Line
from campaign.text import _
from campaign.words import label, listed, money
from campaign.words.spacing import tight

WIDTH, HIGH, LOW = 96, 10, 6
"""Cells; rows of a chart of money, and of one of lights."""
ROW = 56
"""Cells of a county's squares."""
SIGNS = Signs(Way.BLOCKS)
"""A picture is drawn by us: every sign is as wide as it should be."""


def pictures(session: Session, figures: Figures) -> list[Figure]:
    """Of its day; those of which there is nothing to show are left out. Among 10,000 projects it takes a second."""
    situation = figures.situation
    found = Hundreds().hundred(session, situation, None)
    city = Fans().city(session, situation, None)
    return [*(_of_days(situation, found, city) if found is not None else ()), *_counties(situation)]


def _of_days(situation: Situation, found: Hundred, city: City) -> Iterator[Figure]:
    campaign = situation.snapshot.campaign
    shared = axis(days_of(campaign, situation.today), WIDTH, left=8, right=8)
    plan = plan_by_day(campaign.length, found.plan)
    if found.days and found.plan > 0:
        done, due = found.done[-1], plan[found.days - 1]
        fan = fans(city.fan)
        drawn = burn_up(shared, HIGH, SIGNS, done=found.done, plan=plan, fan=fan, planned=_("plan"))
        yield _figure(_("Money by day: {done} done (area), {plan} planned (dotted line).").format(
            done=money(done), plan=money(found.plan)), drawn, shared)
        drawn = against_plan(shared, HIGH, SIGNS, done=found.done, plan=plan, fan=fan)
        behind, ahead = _("Against the plan, day by day: {money} behind."), _("Against the plan, day by day: {money} ahead.")
        said = (behind if done < due else ahead).format(money=money(abs(done - due)))
        if city.forecast is not None and fan:
            said = _("{what} By the last day, in eight of ten cases, {low} to {high} will be done (pale).").format(
                what=said, low=money(city.forecast.p10), high=money(city.forecast.p90))
        yield _figure(said, drawn, shared)
    if found.days and any(map(any, (found.red, found.yellow))):
        curves = [Curve("", found.red, "red", "red_fill", "red_mark"), Curve("", found.yellow, "yellow")]
        yield _figure(_("Lights by day: red {red} (area), yellow {yellow} (dotted line).").format(
            red=found.red[-1], yellow=found.yellow[-1]), over_days(shared, LOW, SIGNS, curves), shared)


def _figure(caption: str, lines: Sequence[Line], shared: Axis) -> Figure:
    return Figure(tight(caption), tuple(map(tuple, (*lines, days_axis(shared, SIGNS)))))


def _counties(situation: Situation) -> Iterator[Figure]:
    """Worst first, as the Overview has them."""
    told, counts = situation.snapshot, defaultdict[str, Counter[Light]](Counter)
    for code, row in told.projects.items():
        if row.withdrawn is None and row.county is not None:
            counts[row.county][situation.assessments[code].light] += 1
    found = sorted(((told.counties[code].name, some) for code, some in counts.items() if code in told.counties),
                   key=lambda one: (-one[1][Light.RED], -one[1][Light.YELLOW], one[0]))
    if not found:
        return
    each = projects_a_cell([some.total() for _name, some in found], ROW)
    total = sum((some for _name, some in found), Counter[Light]())
    lights = listed([f"{label(light)} {total[light]}" for light in (Light.RED, Light.YELLOW, Light.GREEN)])
    said = _("Every project a square, by county: {lights}.") if each == 1 else _("Projects by county, {scale}: {lights}.")
    rows = tuple(tuple(squares(some, ROW, SIGNS, each=each)) for _name, some in found)
    yield Figure(tight(said.format(lights=lights, scale=scale_text(each))), rows, tuple(name for name, _some in found))
