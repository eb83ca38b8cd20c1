"""Words about the forecast: where it ends, how likely the plan is, how good earlier ones were."""

from campaign.core.forecast import ENOUGH, Forecast, Trial
from campaign.core.money import format_percent
from campaign.text import _, ngettext
from campaign.words.labels import NOTHING, day, money


def probability_text(probability: float | None, needed: int | None = 1) -> str:
    """``12%``; at its ends ``under 1%`` and ``over 99%``, as the runs are not all that may happen. ``needed`` as a ``Forecast``
    has it: nothing any more is 100 %, and no day to do it is 0 %.
    """
    if probability is None:
        return NOTHING
    if not needed:
        return "0%" if needed is None else "100%"
    if probability < 0.01:
        return _("under 1%")
    return _("over 99%") if probability > 0.99 else f"{100 * probability:.0f}%"


def gap_text(gap: int | None) -> str:
    """``930.0M short``, ``120.0M over``: a sign would have to be explained."""
    if gap is None:
        return NOTHING
    return (_("{money} short") if gap > 0 else _("{money} over")).format(money=money(abs(gap)))


def outlook_text(found: Forecast) -> str:
    """``at this pace 930.0M short, 12% likely to reach the plan``; nothing without a plan."""
    if found.plan is None or found.gap is None:
        return ""
    if found.done >= found.plan:
        return _("the plan of the 100 days is done")
    chance = probability_text(found.probability, found.needed_per_day)
    if found.gap > 0:
        return _("at this pace {money} short, {chance} likely to reach the plan").format(money=money(found.gap), chance=chance)
    return _("at this pace {money} more than planned, {chance} likely to reach the plan").format(
        money=money(-found.gap), chance=chance)


def too_few_text(reports: int) -> str:
    return ngettext("{n} day with reports so far: a forecast takes {least}",
                    "{n} days with reports so far: a forecast takes {least}", reports).format(n=reports, least=ENOUGH)


def trial_text(found: Trial) -> str:
    """``3 Dec: 120.0M (100.0M to 140.0M) forecast for the 7 days from then on, 130.0M came, 7.7% too low``."""
    said = _("{day}: {money} ({low} to {high}) forecast for the {n} days from then on, {came} came").format(
        n=found.days, day=day(found.made), money=money(found.p50), low=money(found.p10), high=money(found.p90),
        came=money(found.came))
    error = found.error
    if error is None:
        return said
    told = _("{what}, {pct} too high") if error > 0 else _("{what}, {pct} too low") if error else _("{what}, as it was")
    return told.format(what=said, pct=format_percent(abs(error)))
