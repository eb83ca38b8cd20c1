"""Indicators of the counties, by period. They have no codes; county, period, metric and measure name them."""

from campaign.core.model.indicators import Indicator, IndicatorMeasure, Metric
from campaign.kinds.field import Field, Nature, Type
from campaign.kinds.indicator_lists import CELLS, HEADS
from campaign.kinds.kind import Kind
from campaign.kinds.verb import Key, headquarters
from campaign.text import N_

FIELDS = tuple(field._replace(heads=HEADS.get(field.name, ""), cells=CELLS.get(field.name, {})) for field in (
    Field("county", "county", required=True, fixed=True, label=N_("County"), option="--county -c", help=N_("county or zone")),
    Field("period", Type.PERIOD, required=True, fixed=True, label=N_("Period"), help=N_("2026-10, 2026Q3 or 2026")),
    Field("metric", Type.WORD, Metric, required=True, fixed=True, label=N_("Indicator"),
          help=N_("investment, gdp, industry, tax_per_mu, assessment or private_firms")),
    Field("measure", Type.WORD, IndicatorMeasure, required=True, fixed=True, label=N_("Taken as"),
          help=N_("value, yoy_cum or rank, if not as it is written")),
    Field("value", Type.FIGURE, label=N_("Figure"), help=N_(
        "with %: cumulative growth; else the amount of the period, money in 万元 or like 9.2亿; '' takes it away")),
    Field("target", Type.FIGURE, nature=Nature.TARGET, label=N_("Target"),
          help=N_("what it should be; of a year: its target")),
))
KEYS = {"edit": Key("indicator")}
KIND = Kind("indicator", "indicators", Indicator, FIELDS,
            (headquarters("indicator", N_("entered an indicator")),), KEYS, label=N_("indicator"), lists="indicators",
            called="metric", found=False, adds="indicator")
