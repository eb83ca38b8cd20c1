"""What the counties are measured by. Read page by page, no part of the snapshot."""

from enum import StrEnum
from typing import NamedTuple


class Metric(StrEnum):
    """固投 · GDP · 规上工业 · 亩均税收 · 省考核 · 新增民营企业"""

    INVESTMENT = "investment"
    GDP = "gdp"
    INDUSTRY = "industry"
    TAX_PER_MU = "tax_per_mu"
    ASSESSMENT = "assessment"
    PRIVATE_FIRMS = "private_firms"


class IndicatorMeasure(StrEnum):
    """Cumulative growth in percent, the value of the period itself, or the rank among the province's counties."""

    YOY_CUM = "yoy_cum"
    VALUE = "value"
    RANK = "rank"


class Indicator(NamedTuple):
    """A county's figure for a period. Figures are whole numbers of 1/100: 730 is 7.3 % or 7.3 of the measure.

    Units: ``yoy_cum`` percent; ``value`` 万元 for investment, GDP and industry, 万元 a mu for tax_per_mu, points for assessment,
    firms for private_firms; ``rank`` a place.
    """

    county: str
    period: str
    """``2026-10``, ``2026Q3`` or ``2026``; a target of the year is the target of its own row."""
    metric: Metric
    measure: IndicatorMeasure
    value: int | None = None
    target: int | None = None
