"""Indicators of the counties, by period. They have no codes; county, period, metric and measure name them."""

from campaign.core.model.indicators import Indicator, IndicatorMeasure, Metric
from campaign.kinds.field import Field, Nature, Type
from campaign.kinds.kind import Kind
from campaign.kinds.verb import Key, headquarters
from campaign.text import N_

FIELDS = (
    Field("county", "county", required=True, fixed=True, label=N_("County"), help=N_("county or zone")),
    Field("period", Type.PERIOD, required=True, fixed=True, label=N_("Period"), help=N_("month, quarter or year")),
    Field("metric", Type.WORD, Metric, required=True, fixed=True, label=N_("Indicator"), help=N_("which indicator")),
    Field("measure", Type.WORD, IndicatorMeasure, required=True, fixed=True, label=N_("Measure"), help=N_("as what it is taken")),
    Field("value", Type.FIGURE, label=N_("Figure"), help=N_("the figure")),
    Field("target", Type.FIGURE, nature=Nature.TARGET, label=N_("Target"), help=N_("its target")),
)
KEYS = {"edit": Key("indicator")}
KIND = Kind("indicator", "indicators", Indicator, FIELDS,
            (headquarters("indicator", N_("entered an indicator")),), KEYS, label=N_("indicator"), called="metric",
            found=False, adds="indicator")
