"""Indicators of the counties: what was entered, how it compares, and the verb that enters it."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from campaign.core import indicators as rules
from campaign.core import periods
from campaign.core.errors import BadInput
from campaign.core.fullwidth import NARROW
from campaign.core.indicators import Key, Parity, Series
from campaign.core.model.indicators import Indicator, IndicatorMeasure, Metric
from campaign.core.money import parse_money
from campaign.core.situation import Situation
from campaign.kinds import field as field_kinds
from campaign.service.session import Session
from campaign.store.records import INDICATORS
from campaign.store.write import Done
from campaign.store.writes import indicators as indicators_writes
from campaign.words.reading import word

GROWTH = (-100_00, 1000_00)
"""1/100 percent: nothing shrinks by more than all of it, and more than tenfold is a slip of the hand."""
LAST_PLACE = 9999
_MONEY = re.compile("[亿万元]")


# Reading ----------------------------------------------------------------------------------------------------------------


def indicators_of(session: Session, county: str | None = None, metric: str | None = None, period: str | None = None,
                  ) -> list[Indicator]:
    """Of one county or all, of one metric or all, by county, metric, measure and period; ``period`` takes what lies within it."""
    wanted = {}
    if county is not None:
        wanted["county"] = session.code("county", county)
    if metric is not None:
        wanted["metric"] = word(Metric, session.text(metric))
    within = None if period is None else field_kinds.period(session.text(period))
    rows = INDICATORS.all(session.store, **wanted)
    return [row for found in rules.series(rows).values() for row in found.rows
            if within is None or periods.within(row.period, within)]


def table(session: Session, county: str | None = None) -> dict[Key, Series]:
    """Every series, or those of a county (its code)."""
    return rules.series(INDICATORS.all(session.store, **({"county": county} if county else {})))


def parity(session: Session, situation: Situation, counties: Iterable[str] | None = None,
           found: Mapping[Key, Series] | None = None) -> list[Parity]:
    """Of these counties, or of all; whose investment runs furthest behind first. ``found`` saves reading ``table`` again."""
    told = situation.snapshot
    found = table(session) if found is None else found
    rows = []
    for county in told.counties if counties is None else counties:
        sums = situation.tally(county)
        rows.append(rules.parity(found, county, sums.plan, sums.done, told.campaign, situation.today))
    return rules.worst_first(rows)


# Entering ---------------------------------------------------------------------------------------------------------------


class Typed(NamedTuple):
    """What was taken from what was typed."""

    row: Indicator
    """As it will be; with neither figure nor target when it goes."""
    before: Indicator | None
    """As it is; None when there is none."""
    values: dict[str, int | None]
    """``value``, ``target`` or both: what was typed."""


def typed(session: Session, county: str, metric: str, period: str, value: str | None = None, *, measure: str | None = None,
          target: str | None = None) -> Typed:
    """Of ``value`` and ``target``, None leaves what is there, an empty text takes it away.

    Without a ``measure``: what is written with % is cumulative growth, an assessment a rank, anything else the amount of the
    period; money is 万元 unless it says 亿. A figure of a period that has not begun is refused, a target is not.
    """
    code = session.code("county", county)
    about = Metric(word(Metric, session.text(metric)))
    when = field_kinds.period(session.text(period))
    texts = {name: session.text(text) for name, text in (("value", value), ("target", target)) if text is not None}
    if not texts:
        raise BadInput("indicator_nothing")
    there = {row.measure: row for row in INDICATORS.all(session.store, county=code, metric=about.value, period=when)}
    said = next(filter(None, texts.values()), "")
    if measure is not None:
        kind = IndicatorMeasure(word(IndicatorMeasure, session.text(measure)))
    elif said:
        kind = measure_of(about, said)
    elif len(there) > 1:
        raise BadInput("indicator_measure", words=", ".join(there))
    else:
        kind = next(iter(there), IndicatorMeasure.VALUE)
    values = {name: figure(about, kind, text) if text else None for name, text in texts.items()}
    if values.get("value") is not None and not periods.begun(when, session.today):
        raise BadInput("indicator_ahead", text=when)
    before = there.get(kind)
    now = {"value": None, "target": None} if before is None else {"value": before.value, "target": before.target}
    return Typed(Indicator(code, when, about, kind, **{**now, **values}), before, values)


def enter(session: Session, what: Typed, *, why: str | None = None, request: str | None = None) -> Done:
    """Over what is there now: of figure and target, what was not typed stays as it is. ``why``: of another target."""
    row, reason = what.row, session.text(why or "", 500) or None
    return session.write("indicator", lambda write: indicators_writes.set_indicator(
        write, row.county, row.metric, row.measure, row.period, what.values, reason), request)


def measure_of(metric: Metric, text: str) -> IndicatorMeasure:
    """What a figure that is written like this is."""
    if text.translate(NARROW).rstrip().endswith("%"):
        return IndicatorMeasure.YOY_CUM
    return IndicatorMeasure.RANK if metric is Metric.ASSESSMENT and not _MONEY.search(text) else IndicatorMeasure.VALUE


def figure(metric: Metric, measure: IndicatorMeasure, text: str) -> int:
    """1/100 of what was typed. Raises ``BadInput`` when it is not written like a figure of this kind, or cannot be one."""
    plain = text.translate(NARROW).strip()
    match measure:
        case IndicatorMeasure.YOY_CUM:
            found = field_kinds.figure(plain)
            if not GROWTH[0] <= found <= GROWTH[1]:
                raise BadInput("indicator_growth", text=text)
            return found
        case IndicatorMeasure.RANK:
            if not (plain.isascii() and plain.isdigit() and len(plain) <= 9 and 1 <= int(plain) <= LAST_PLACE):
                raise BadInput("indicator_rank", text=text, limit=LAST_PLACE)
            return int(plain) * 100
    if plain.endswith("%"):
        raise BadInput("indicator_amount", text=text)
    if any(unit in plain for unit in "亿千百"):
        return parse_money(plain, signed=True) * 100
    in_money = metric in rules.IN_MONEY or metric is Metric.TAX_PER_MU
    return field_kinds.figure(plain.removesuffix("元").removesuffix("万") if in_money else plain)
